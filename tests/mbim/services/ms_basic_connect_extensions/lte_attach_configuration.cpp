// SPDX-License-Identifier: BSL-1.0
/// \file
/// LTE_ATTACH_CONFIGURATION, CID 3.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_basic_connect_extensions/lte_attach_configuration.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_basic_connect_extensions_lte_attach_configuration {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_basic_connect_extensions;

/// `ms_basic_connect_extensions/3/set@1.0`, 132 bytes.
constexpr auto set_bytes =
    hex("00000000"          // Operation
        "02000000"          // ConfigurationCount
        "18000000"          // Configurations[0]: offset 24
        "40000000"          // Configurations[0]: size 64
        "58000000"          // Configurations[1]: offset 88
        "2c000000"          // Configurations[1]: size 44
        "02000000"          // Configurations[0].IpType
        "00000000"          // Configurations[0].Roaming
        "01000000"          // Configurations[0].Source
        "2c000000"          // Configurations[0].AccessString: offset 44
        "06000000"          // Configurations[0].AccessString: size 6
        "34000000"          // Configurations[0].UserName: offset 52
        "04000000"          // Configurations[0].UserName: size 4
        "38000000"          // Configurations[0].Password: offset 56
        "08000000"          // Configurations[0].Password: size 8
        "01000000"          // Configurations[0].Compression
        "03000000"          // Configurations[0].AuthProtocol
        "6c0074006500"      // Configurations[0].AccessString "lte"
        "0000"              // padding
        "6d006500"          // Configurations[0].UserName "me"
        "6100620063006400"  // Configurations[0].Password "abcd"
        "00000000"          // Configurations[1].IpType
        "02000000"          // Configurations[1].Roaming
        "00000000"          // Configurations[1].Source
        "00000000"          // Configurations[1].AccessString: offset 0
        "00000000"          // Configurations[1].AccessString: size 0
        "00000000"          // Configurations[1].UserName: offset 0
        "00000000"          // Configurations[1].UserName: size 0
        "00000000"          // Configurations[1].Password: offset 0
        "00000000"          // Configurations[1].Password: size 0
        "00000000"          // Configurations[1].Compression
        "00000000");        // Configurations[1].AuthProtocol

constexpr lte_attach_configuration contexts[] = {{.ip_type = context_ip_type::ipv6,
                                                  .roaming = lte_attach_context_roaming_control::home,
                                                  .source = context_source::user,
                                                  .access_string = u"lte",
                                                  .user_name = u"me",
                                                  .password = u"abcd",
                                                  .compression = compression::enable,
                                                  .auth_protocol = auth_protocol::mschapv2},
                                                 {.roaming = lte_attach_context_roaming_control::non_partner}};
constexpr lte_attach_configuration_set set{.configurations = contexts};

/// `ms_basic_connect_extensions/3/set@1.0`, 8 bytes.
constexpr auto restore_bytes =
    hex("01000000"    // Operation
        "00000000");  // ConfigurationCount

constexpr lte_attach_configuration_set restore{.operation = lte_attach_context_operation::restore_factory};

/// `ms_basic_connect_extensions/3/notification@1.0`, 64 bytes.
constexpr auto info_bytes =
    hex("01000000"      // ConfigurationCount
        "0c000000"      // Configurations[0]: offset 12
        "34000000"      // Configurations[0]: size 52
        "00000000"      // Configurations[0].IpType
        "01000000"      // Configurations[0].Roaming
        "04000000"      // Configurations[0].Source
        "2c000000"      // Configurations[0].AccessString: offset 44
        "06000000"      // Configurations[0].AccessString: size 6
        "00000000"      // Configurations[0].UserName: offset 0
        "00000000"      // Configurations[0].UserName: size 0
        "00000000"      // Configurations[0].Password: offset 0
        "00000000"      // Configurations[0].Password: size 0
        "00000000"      // Configurations[0].Compression
        "00000000"      // Configurations[0].AuthProtocol
        "610070006e00"  // Configurations[0].AccessString "apn"
        "0000");        // padding

constexpr lte_attach_configuration partner[] = {
    {.roaming = lte_attach_context_roaming_control::partner, .source = context_source::device, .access_string = u"apn"}};
constexpr lte_attach_configuration_info info{.configurations = partner};

static_assert(both_ways(set_bytes, set));
static_assert(both_ways(restore_bytes, restore));
static_assert(both_ways(std::array<std::byte, 0>{}, lte_attach_configuration_query{}));
static_assert(both_ways(info_bytes, info));
static_assert(both_ways(info_bytes, info, mbimex::v4));

TEST_CASE("lte_attach_configuration: decodes, and encodes to the same bytes") {
    CHECK(both_ways(set_bytes, set));
    CHECK(both_ways(restore_bytes, restore));
    CHECK(both_ways(std::array<std::byte, 0>{}, lte_attach_configuration_query{}));
    CHECK(both_ways(info_bytes, info));
    CHECK(both_ways(info_bytes, info, mbimex::v4));
}

TEST_CASE("lte_attach_configuration: truncations") {
    check_truncations<lte_attach_configuration_set>(set_bytes);
    check_truncations<lte_attach_configuration_set>(restore_bytes);
    check_truncations<lte_attach_configuration_info>(info_bytes);
}

TEST_CASE("lte_attach_configuration: wrong counts, offsets and sizes") {
    const auto refused = [](std::size_t at, std::uint32_t word, errc code, place where, std::uint32_t offset) {
        CHECK(is(fault_of<lte_attach_configuration_info>(with(info_bytes, at, word)), code, where, offset));
    };
    refused(0, 9, errc::count, place::of_field(1), 4);
    refused(4, 64, errc::outside, place::of_field(1, 0), 4);
    refused(8, 43, errc::element_size, place::of_field(1, 0), 4);
    refused(8, 0x7ffffffe, errc::outside, place::of_field(1, 0), 4);
    // AccessString: 44 bytes of structure and 8 of text.
    refused(12 + 12, 52, errc::outside, place::of_field(1, 0, 3), 24);
    refused(12 + 12, 0, errc::null_reference, place::of_field(1, 0, 3), 24);
    refused(12 + 16, 5, errc::odd_size, place::of_field(1, 0, 3), 24);
}

}  // namespace cases::ms_basic_connect_extensions_lte_attach_configuration
