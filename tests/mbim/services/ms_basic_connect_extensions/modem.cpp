// SPDX-License-Identifier: BSL-1.0
/// \file
/// DEVICE_RESET, MODEM_LOGGING_CONFIG and MODEM_CONFIGURATION, CIDs 10, 13 and 16.  The bytes follow the layouts of
/// reference/messages.json.
#include <cdcnet/mbim/services/ms_basic_connect_extensions/device_reset.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/modem_configuration.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/modem_logging_config.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_basic_connect_extensions_modem {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_basic_connect_extensions;

/// `ms_basic_connect_extensions/13/set@1.0`, 16 bytes.
constexpr auto logging_bytes =
    hex("01000000"    // Version
        "00020000"    // MaxSegmentSize 512
        "d0070000"    // MaxFlushTime 2000
        "02000000");  // LevelConfig

constexpr modem_logging_config logging{.max_segment_size = 512, .max_flush_time = 2000, .level_config = logging_level_config::lab_medium};

/// `ms_basic_connect_extensions/16/response@3.0`, 40 bytes.
constexpr auto configured_bytes =
    hex("02000000"              // ConfigurationStatus
        "0a0000020a000000"      // ConfigurationName: TLV WCHAR_STR, 2 bytes of padding, 10 of data
        "540065006c0063006f00"  // ConfigurationName "Telco"
        "0000"                  // padding
        "0d00000305000000"      // UnnamedIes[0]: TLV PCO, 3 bytes of padding, 5 of data
        "0102030405"            // UnnamedIes[0]
        "000000");              // padding

constexpr auto extra = hex("0102030405");
constexpr tlv ies[] = {{tlv_type::pco, bytes{extra}}};
constexpr modem_configuration_info configured{
    .status = modem_configuration_status::completed, .configuration_name = u"Telco", .unnamed_ies = ies};

/// `ms_basic_connect_extensions/16/notification@3.0`, 12 bytes.
constexpr auto started_bytes =
    hex("01000000"            // ConfigurationStatus
        "0a00000000000000");  // ConfigurationName: TLV WCHAR_STR, 0 bytes of padding, 0 of data

constexpr modem_configuration_info started{.status = modem_configuration_status::started};

static_assert(both_ways(std::array<std::byte, 0>{}, device_reset_set{}));
static_assert(both_ways(std::array<std::byte, 0>{}, device_reset_info{}));
static_assert(both_ways(std::array<std::byte, 0>{}, modem_logging_config_query{}));
static_assert(both_ways(logging_bytes, logging));
static_assert(both_ways(std::array<std::byte, 0>{}, modem_configuration_query{}, mbimex::v3));
static_assert(both_ways(configured_bytes, configured, mbimex::v3));
static_assert(both_ways(started_bytes, started, mbimex::v4));

TEST_CASE("modem: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, device_reset_set{}));
    CHECK(both_ways(std::array<std::byte, 0>{}, device_reset_info{}));
    CHECK(both_ways(std::array<std::byte, 0>{}, modem_logging_config_query{}));
    CHECK(both_ways(logging_bytes, logging));
    CHECK(both_ways(std::array<std::byte, 0>{}, modem_configuration_query{}, mbimex::v3));
    CHECK(both_ways(configured_bytes, configured, mbimex::v3));
    CHECK(both_ways(started_bytes, started, mbimex::v4));
}

TEST_CASE("modem: truncations") {
    check_truncations<modem_logging_config>(logging_bytes);
    // 4 of status, 20 of name, the last 2 of them padding; then a TLV of 8, 5 and 3 of padding.
    check_truncations<modem_configuration_info>(configured_bytes, mbimex::v3, {22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 37, 38, 39});
    check_truncations<modem_configuration_info>(started_bytes, mbimex::v3);
}

TEST_CASE("modem: TLVs that are wrong") {
    const auto fault = [](std::size_t at, std::uint32_t word) {
        return fault_of<modem_configuration_info>(with(configured_bytes, at, word), mbimex::v3);
    };
    CHECK(is(fault(4, 0x0200000b), errc::tlv_type, place::of_field(1), 4));
    CHECK(is(fault(8, 11), errc::odd_size, place::of_field(1), 8));
    CHECK(is(fault(8, 30), errc::outside, place::of_field(1), 8));
    CHECK(is(fault(28, 9), errc::outside, place::of_field(2), 28));
}

TEST_CASE("modem: the answer to a reset may carry bytes nobody knows") {
    const auto bytes_behind = hex("00000000");
    CHECK(parse<device_reset_info>(bytes{bytes_behind}));
    CHECK(is(fault_of<device_reset_info>(bytes_behind, mbimex::v1, tolerance::strict), errc::trailing_bytes, {}, 0));
}

}  // namespace cases::ms_basic_connect_extensions_modem
