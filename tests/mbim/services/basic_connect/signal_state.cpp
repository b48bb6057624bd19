// SPDX-License-Identifier: BSL-1.0
/// \file
/// SIGNAL_STATE, CID 11.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/signal_state.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_signal_state {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

/// `basic_connect/11/set@1.0`, 12 bytes.
constexpr auto settings_bytes =
    hex("1e000000"    // SignalStrengthInterval 30
        "04000000"    // RssiThreshold
        "ffffffff");  // ErrorRateThreshold 4294967295

constexpr signal_state_set settings{.signal_strength_interval = 30, .rssi_threshold = 4, .error_rate_threshold = 0xffffffff};

/// `basic_connect/11/response@1.0`, 20 bytes.
constexpr auto signal_bytes =
    hex("15000000"    // Rssi 21
        "63000000"    // ErrorRate 99
        "1e000000"    // SignalStrengthInterval 30
        "04000000"    // RssiThreshold
        "02000000");  // ErrorRateThreshold

constexpr signal_state_info signal_v1{
    .rssi = 21, .error_rate = 99, .signal_strength_interval = 30, .rssi_threshold = 4, .error_rate_threshold = 2};

constexpr rsrp_snr_info cells[] = {{.rsrp = 60, .snr = 90, .rsrp_threshold = 5, .snr_threshold = 6, .system_type = data_class::lte},
                                   {.rsrp = 127, .snr = 128, .system_type = data_class::_5g_sa}};

/// `basic_connect/11/notification@2.0`, 72 bytes.
constexpr auto signal_v2_bytes =
    hex("15000000"    // Rssi 21
        "63000000"    // ErrorRate 99
        "1e000000"    // SignalStrengthInterval 30
        "04000000"    // RssiThreshold
        "02000000"    // ErrorRateThreshold
        "1c000000"    // RsrpSnr: offset 28
        "2c000000"    // RsrpSnr: size 44
        "02000000"    // RsrpSnr: element count
        "3c000000"    // RsrpSnr[0].Rsrp 60
        "5a000000"    // RsrpSnr[0].Snr 90
        "05000000"    // RsrpSnr[0].RsrpThreshold
        "06000000"    // RsrpSnr[0].SnrThreshold
        "20000000"    // RsrpSnr[0].SystemType 32
        "7f000000"    // RsrpSnr[1].Rsrp 127
        "80000000"    // RsrpSnr[1].Snr 128
        "00000000"    // RsrpSnr[1].RsrpThreshold
        "00000000"    // RsrpSnr[1].SnrThreshold
        "80000000");  // RsrpSnr[1].SystemType 128

constexpr signal_state_info signal_v2{
    .rssi = 21, .error_rate = 99, .signal_strength_interval = 30, .rssi_threshold = 4, .error_rate_threshold = 2, .rsrp_snr = cells};

/// `basic_connect/11/notification@2.0`, 28 bytes.
constexpr auto no_cells_bytes =
    hex("15000000"    // Rssi 21
        "63000000"    // ErrorRate 99
        "1e000000"    // SignalStrengthInterval 30
        "04000000"    // RssiThreshold
        "02000000"    // ErrorRateThreshold
        "00000000"    // RsrpSnr: offset 0
        "00000000");  // RsrpSnr: size 0

constexpr signal_state_info no_cells{
    .rssi = 21, .error_rate = 99, .signal_strength_interval = 30, .rssi_threshold = 4, .error_rate_threshold = 2};

static_assert(both_ways(std::array<std::byte, 0>{}, signal_state_query{}));
static_assert(both_ways(settings_bytes, settings));
static_assert(both_ways(signal_bytes, signal_v1));
static_assert(both_ways(signal_v2_bytes, signal_v2, mbimex::v2));
static_assert(both_ways(signal_v2_bytes, signal_v2, mbimex::v3));
static_assert(both_ways(signal_v2_bytes, signal_v2, mbimex::v4));
static_assert(both_ways(no_cells_bytes, no_cells, mbimex::v2));

TEST_CASE("signal_state: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, signal_state_query{}));
    CHECK(both_ways(settings_bytes, settings));
    CHECK(both_ways(signal_bytes, signal_v1));
    CHECK(both_ways(signal_v2_bytes, signal_v2, mbimex::v2));
    CHECK(both_ways(signal_v2_bytes, signal_v2, mbimex::v3));
    CHECK(both_ways(signal_v2_bytes, signal_v2, mbimex::v4));
    CHECK(both_ways(no_cells_bytes, no_cells, mbimex::v2));
}

TEST_CASE("signal_state: truncations") {
    check_truncations<signal_state_set>(settings_bytes);
    check_truncations<signal_state_info>(signal_bytes);
    check_truncations<signal_state_info>(signal_v2_bytes, mbimex::v2);
    check_truncations<signal_state_info>(no_cells_bytes, mbimex::v2);
}

TEST_CASE("signal_state: wrong offsets and sizes") {
    check_references<signal_state_info>(signal_v2_bytes, {{20, 24, "RsrpSnr"}}, mbimex::v2);
}

TEST_CASE("signal_state: element counts of the list") {
    // 2 elements of 20 bytes behind the count of the list, which stands at 28.
    for (const std::uint32_t count : {3u, 0x10000000u, 0xffffffffu})
        CHECK(is(fault_of<signal_state_info>(with(signal_v2_bytes, 28, count), mbimex::v2), errc::count, place::of_field(5), 28));
    const auto damaged = with(signal_v2_bytes, 28, 1);
    const auto one = parse<signal_state_info>(bytes{damaged}, mbimex::v2);
    REQUIRE(one);
    CHECK(one->rsrp_snr.size() == 1);
    CHECK(is(fault_of<signal_state_info>(with(signal_v2_bytes, 28, 1), mbimex::v2, tolerance::strict), errc::trailing_bytes,
             place::of_field(5), 52));
    CHECK(is(fault_of<signal_state_info>(with(signal_v2_bytes, 24, 3), mbimex::v2), errc::element_size, place::of_field(5), 20));
}

}  // namespace cases::basic_connect_signal_state
