// SPDX-License-Identifier: BSL-1.0
/// \file
/// IP_CONFIGURATION, CID 15.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/ip_configuration.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_ip_configuration {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

/// `basic_connect/15/query@1.0`, 60 bytes.
constexpr auto query_bytes =
    hex("02000000"    // SessionId
        "00000000"    // IPv4ConfigurationAvailable
        "00000000"    // IPv6ConfigurationAvailable
        "00000000"    // IPv4AddressCount
        "00000000"    // IPv4Address: offset 0
        "00000000"    // IPv6AddressCount
        "00000000"    // IPv6Address: offset 0
        "00000000"    // IPv4Gateway: offset 0
        "00000000"    // IPv6Gateway: offset 0
        "00000000"    // IPv4DnsServerCount
        "00000000"    // IPv4DnsServer: offset 0
        "00000000"    // IPv6DnsServerCount
        "00000000"    // IPv6DnsServer: offset 0
        "00000000"    // IPv4Mtu
        "00000000");  // IPv6Mtu

constexpr ip_configuration_query query{.session_id = 2};

constexpr ipv4 ip4(std::string_view text) { return ipv4::parse(text).value(); }
constexpr ipv6 ip6(std::string_view text) { return ipv6::parse(text).value(); }

constexpr ipv4_element v4[] = {{.on_link_prefix_length = 29, .address = ip4("198.51.100.4")}};
constexpr ipv6_element v6[] = {{.on_link_prefix_length = 64, .address = ip6("2001:db8::1")},
                               {.on_link_prefix_length = 128, .address = ip6("2001:db8:1::2")}};
constexpr ipv4 v4_dns[] = {ip4("192.0.2.1"), ip4("192.0.2.2")};
constexpr ipv6 v6_dns[] = {ip6("2001:db8::53")};

/// `basic_connect/15/response@1.0`, 152 bytes.
constexpr auto full_bytes =
    hex("02000000"                            // SessionId
        "0f000000"                            // IPv4ConfigurationAvailable 15
        "05000000"                            // IPv6ConfigurationAvailable
        "01000000"                            // IPv4AddressCount
        "3c000000"                            // IPv4Address: offset 60
        "02000000"                            // IPv6AddressCount
        "44000000"                            // IPv6Address: offset 68
        "6c000000"                            // IPv4Gateway: offset 108
        "70000000"                            // IPv6Gateway: offset 112
        "02000000"                            // IPv4DnsServerCount
        "80000000"                            // IPv4DnsServer: offset 128
        "01000000"                            // IPv6DnsServerCount
        "88000000"                            // IPv6DnsServer: offset 136
        "dc050000"                            // IPv4Mtu 1500
        "00050000"                            // IPv6Mtu 1280
        "1d000000"                            // IPv4Address[0].OnLinkPrefixLength 29
        "c6336404"                            // IPv4Address[0].IPv4Address 198.51.100.4
        "40000000"                            // IPv6Address[0].OnLinkPrefixLength 64
        "20010db8000000000000000000000001"    // IPv6Address[0].IPv6Address 2001:db8::1
        "80000000"                            // IPv6Address[1].OnLinkPrefixLength 128
        "20010db8000100000000000000000002"    // IPv6Address[1].IPv6Address 2001:db8:1::2
        "c6336405"                            // IPv4Gateway 198.51.100.5
        "fe800000000000000000000000000001"    // IPv6Gateway fe80::1
        "c0000201"                            // IPv4DnsServer[0] 192.0.2.1
        "c0000202"                            // IPv4DnsServer[1] 192.0.2.2
        "20010db8000000000000000000000053");  // IPv6DnsServer[0] 2001:db8::53

constexpr ip_configuration_info full{.session_id = 2,
                                     .ipv4_available = ip_configuration_available_flag::address | ip_configuration_available_flag::gateway |
                                                       ip_configuration_available_flag::dns | ip_configuration_available_flag::mtu,
                                     .ipv6_available = ip_configuration_available_flag::address | ip_configuration_available_flag::dns,
                                     .ipv4_addresses = v4,
                                     .ipv6_addresses = v6,
                                     .ipv4_gateway = ip4("198.51.100.5"),
                                     .ipv6_gateway = ip6("fe80::1"),
                                     .ipv4_dns_servers = v4_dns,
                                     .ipv6_dns_servers = v6_dns,
                                     .ipv4_mtu = 1500,
                                     .ipv6_mtu = 1280};

/// `basic_connect/15/notification@1.0`, 60 bytes.
constexpr auto nothing_bytes =
    hex("02000000"    // SessionId
        "00000000"    // IPv4ConfigurationAvailable
        "00000000"    // IPv6ConfigurationAvailable
        "00000000"    // IPv4AddressCount
        "00000000"    // IPv4Address: offset 0
        "00000000"    // IPv6AddressCount
        "00000000"    // IPv6Address: offset 0
        "00000000"    // IPv4Gateway: offset 0
        "00000000"    // IPv6Gateway: offset 0
        "00000000"    // IPv4DnsServerCount
        "00000000"    // IPv4DnsServer: offset 0
        "00000000"    // IPv6DnsServerCount
        "00000000"    // IPv6DnsServer: offset 0
        "00000000"    // IPv4Mtu
        "00000000");  // IPv6Mtu

constexpr ip_configuration_info nothing{.session_id = 2};

static_assert(both_ways(query_bytes, query));
static_assert(both_ways(full_bytes, full));
static_assert(both_ways(nothing_bytes, nothing));

TEST_CASE("ip_configuration: decodes, and encodes to the same bytes") {
    CHECK(both_ways(query_bytes, query));
    CHECK(both_ways(full_bytes, full));
    CHECK(both_ways(nothing_bytes, nothing));
}

TEST_CASE("ip_configuration: truncations") {
    check_truncations<ip_configuration_query>(query_bytes, mbimex::v1, {4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56});
    check_truncations<ip_configuration_info>(full_bytes);
    check_truncations<ip_configuration_info>(nothing_bytes);
}

TEST_CASE("ip_configuration: wrong offsets and sizes") {
    check_references<ip_configuration_info>(full_bytes, {{16, 12, "IPv4Address"},
                                                         {24, 20, "IPv6Address"},
                                                         {28, reference::no_size, "IPv4Gateway"},
                                                         {32, reference::no_size, "IPv6Gateway"},
                                                         {40, 36, "IPv4DnsServer"},
                                                         {48, 44, "IPv6DnsServer"}});
}

TEST_CASE("ip_configuration: the parts in any order") {
    // DNS in front of the address, as a device sends it.
    constexpr auto swapped =
        hex("00000000"          // SessionId
            "05000000"          // IPv4ConfigurationAvailable
            "00000000"          // IPv6ConfigurationAvailable
            "01000000"          // IPv4AddressCount
            "40000000"          // IPv4Address: offset 64
            "0000000000000000"  // IPv6AddressCount, IPv6Address
            "0000000000000000"  // IPv4Gateway, IPv6Gateway
            "01000000"          // IPv4DnsServerCount
            "3c000000"          // IPv4DnsServer: offset 60
            "0000000000000000"  // IPv6DnsServerCount, IPv6DnsServer
            "0000000000000000"  // IPv4Mtu, IPv6Mtu
            "c0000201"          // IPv4DnsServer[0] 192.0.2.1
            "1d000000"          // IPv4Address[0].OnLinkPrefixLength 29
            "c6336404");        // IPv4Address[0].IPv4Address 198.51.100.4
    const auto parsed = parse<ip_configuration_info>(bytes{swapped});
    REQUIRE(parsed);
    CHECK(parsed->ipv4_addresses[0].address == ip4("198.51.100.4"));
    CHECK(parsed->ipv4_dns_servers[0] == ip4("192.0.2.1"));
    CHECK(is(fault_of<ip_configuration_info>(swapped, release::v1, tolerance::strict), errc::order, place::of_field(4), 16));
}

TEST_CASE("ip_configuration: a list without elements may have an offset") {
    constexpr auto empty = with(nothing_bytes, 16, 60);
    const auto parsed = parse<ip_configuration_info>(bytes{empty});
    REQUIRE(parsed);
    CHECK(parsed->ipv4_addresses.empty());
    CHECK(is(fault_of<ip_configuration_info>(empty, release::v1, tolerance::strict), errc::null_reference, place::of_field(4), 16));
}

}  // namespace cases::basic_connect_ip_configuration
