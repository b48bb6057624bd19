// SPDX-License-Identifier: BSL-1.0
/// \file
/// IP_CONFIGURATION, CID 15: addresses of an IP session.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// An IPv4 address with its prefix.  MBIM 1.0; `reference/messages.json`, `IPv4Element`.
struct ipv4_element {
    std::uint32_t on_link_prefix_length{};  ///< bits
    ipv4 address{};

    using layout = fields<"MBIM_IPV4_ELEMENT",
        field<"OnLinkPrefixLength", &ipv4_element::on_link_prefix_length>,
        field<"IPv4Address",        &ipv4_element::address>>;
};

/// An IPv6 address with its prefix.  MBIM 1.0; `reference/messages.json`, `IPv6Element`.
struct ipv6_element {
    std::uint32_t on_link_prefix_length{};  ///< bits
    ipv6 address{};

    using layout = fields<"MBIM_IPV6_ELEMENT",
        field<"OnLinkPrefixLength", &ipv6_element::on_link_prefix_length>,
        field<"IPv6Address",        &ipv6_element::address>>;
};

/// Asks for the configuration of one session.  Only SessionId means something; the rest of MBIM_IP_CONFIGURATION_INFO is sent
/// with zeros, and read when it is there.
/// MBIM 1.0, CID 15; `basic_connect/15/query@1.0`; `reference/discrepancies.md`, A5.
struct ip_configuration_query {
    std::uint32_t session_id{};
    ip_configuration_available_flag ipv4_available{};
    ip_configuration_available_flag ipv6_available{};
    array_view<ipv4_element> ipv4_addresses{};
    array_view<ipv6_element> ipv6_addresses{};
    std::optional<ipv4> ipv4_gateway{};
    std::optional<ipv6> ipv6_gateway{};
    array_view<ipv4> ipv4_dns_servers{};
    array_view<ipv6> ipv6_dns_servers{};
    std::uint32_t ipv4_mtu{};
    std::uint32_t ipv6_mtu{};

    static constexpr rule rest{.optional = true};
    static constexpr command_id id{service::basic_connect, 15, operation::query};
    using layout = fields<"MBIM_IP_CONFIGURATION_QUERY",
        field<"SessionId",                  &ip_configuration_query::session_id>,
        field<"IPv4ConfigurationAvailable", &ip_configuration_query::ipv4_available, rest>,
        field<"IPv6ConfigurationAvailable", &ip_configuration_query::ipv6_available, rest>,
        count_with<"IPv4AddressCount",      rest, &ip_configuration_query::ipv4_addresses>,
        field<"IPv4Address",                &ip_configuration_query::ipv4_addresses, rest>,
        count_with<"IPv6AddressCount",      rest, &ip_configuration_query::ipv6_addresses>,
        field<"IPv6Address",                &ip_configuration_query::ipv6_addresses, rest>,
        field<"IPv4Gateway",                &ip_configuration_query::ipv4_gateway, rest>,
        field<"IPv6Gateway",                &ip_configuration_query::ipv6_gateway, rest>,
        count_with<"IPv4DnsServerCount",    rest, &ip_configuration_query::ipv4_dns_servers>,
        field<"IPv4DnsServer",              &ip_configuration_query::ipv4_dns_servers, rest>,
        count_with<"IPv6DnsServerCount",    rest, &ip_configuration_query::ipv6_dns_servers>,
        field<"IPv6DnsServer",              &ip_configuration_query::ipv6_dns_servers, rest>,
        field<"IPv4Mtu",                    &ip_configuration_query::ipv4_mtu, rule{.optional = true, .unit = unit::bytes}>,
        field<"IPv6Mtu",                    &ip_configuration_query::ipv6_mtu, rule{.optional = true, .unit = unit::bytes}>>;
};

/// The configuration of one session.  What the flags do not announce comes from DHCP or router advertisements.
/// Real devices place the parts in any order, send MTU 0 while its flag is clear, and set flags for addresses that are absent.
/// MBIM 1.0, CID 15; `basic_connect/15/response@1.0` and the notification.
struct ip_configuration_info {
    std::uint32_t session_id{};
    ip_configuration_available_flag ipv4_available{};
    ip_configuration_available_flag ipv6_available{};
    array_view<ipv4_element> ipv4_addresses{};
    array_view<ipv6_element> ipv6_addresses{};
    std::optional<ipv4> ipv4_gateway{};
    std::optional<ipv6> ipv6_gateway{};
    array_view<ipv4> ipv4_dns_servers{};
    array_view<ipv6> ipv6_dns_servers{};
    std::uint32_t ipv4_mtu{};
    std::uint32_t ipv6_mtu{};

    static constexpr command_id id{service::basic_connect, 15, operation::response | operation::notification};
    using layout = fields<"MBIM_IP_CONFIGURATION_INFO",
        field<"SessionId",                  &ip_configuration_info::session_id>,
        field<"IPv4ConfigurationAvailable", &ip_configuration_info::ipv4_available>,
        field<"IPv6ConfigurationAvailable", &ip_configuration_info::ipv6_available>,
        count<"IPv4AddressCount",           &ip_configuration_info::ipv4_addresses>,
        field<"IPv4Address",                &ip_configuration_info::ipv4_addresses>,
        count<"IPv6AddressCount",           &ip_configuration_info::ipv6_addresses>,
        field<"IPv6Address",                &ip_configuration_info::ipv6_addresses>,
        field<"IPv4Gateway",                &ip_configuration_info::ipv4_gateway>,
        field<"IPv6Gateway",                &ip_configuration_info::ipv6_gateway>,
        count<"IPv4DnsServerCount",         &ip_configuration_info::ipv4_dns_servers>,
        field<"IPv4DnsServer",              &ip_configuration_info::ipv4_dns_servers>,
        count<"IPv6DnsServerCount",         &ip_configuration_info::ipv6_dns_servers>,
        field<"IPv6DnsServer",              &ip_configuration_info::ipv6_dns_servers>,
        field<"IPv4Mtu",                    &ip_configuration_info::ipv4_mtu, rule{.unit = unit::bytes}>,
        field<"IPv6Mtu",                    &ip_configuration_info::ipv6_mtu, rule{.unit = unit::bytes}>>;
};

}  // namespace cdcnet::mbim::basic_connect
