// SPDX-License-Identifier: BSL-1.0
/// \file
/// Rules of IP_CONFIGURATION: what an update repeats, what comes by router advertisements and DHCPv6 instead, and the MTU.
/// Basic information is taken to be address and gateway; whether the MTU is part of it, the source leaves to a section of MBIM 1.0.
#pragma once

#include <cdcnet/mbim/conformance/state.hpp>

namespace cdcnet::mbim::conformance {

namespace detail {

using available = basic_connect::ip_configuration_available_flag;
inline constexpr available basic_information = available::address | available::gateway;

/// A DNS update has all basic information that was given before.
constexpr verdict dns_update(const step& s, available now, available before, subject field, std::uint32_t since) noexcept {
    const available basic = before & basic_information;
    if (!s.is(occasion::indication) || !has(now, available::dns) || basic == available::none) return {};
    return kept_if(has(now, basic), field, now, since);
}
/// The session that an IP_CONFIGURATION is about; null when it is none, or nothing is known of the session.
constexpr const session_state* configured_session(const step& s, const state& now) noexcept {
    using info = basic_connect::ip_configuration_info;
    const auto id = s.tells<info>() ? s.read<&info::session_id>() : std::nullopt;
    return id ? now.session(*id) : nullptr;
}
/// IPv6ConfigurationAvailable has bits that a datagram gives too, whichever of both comes first.
constexpr verdict given_twice(const step& s, const state& now, datagram_fact shown, available excluded) noexcept {
    using info = basic_connect::ip_configuration_info;
    if (s.is(occasion::datagram)) {
        const session_state* const of = now.session(s.session_id);
        if (!has(s.datagram, shown) || of == nullptr) return {};
        const available given = of->ipv6 & excluded;
        return kept_if(given == available::none, subject::ipv6_configuration_available, of->ipv6, of->ip_number);
    }
    const auto bits = s.tells<info>() ? s.read<&info::ipv6_available>() : std::nullopt;
    if (!bits) return {};
    if ((*bits & excluded) == available::none) return verdict::kept;
    if (!now.facts.watches_datagrams) return verdict::undecidable;
    const session_state* const of = now.session(s.get<&info::session_id>());
    if (of == nullptr || !has(of->datagrams, shown)) return {};
    return broken(subject::ipv6_configuration_available, *bits);
}
/// An MTU is one that the descriptors have.
constexpr bool is_described(const descriptor_facts& d, std::uint32_t mtu) noexcept {
    return mtu == d.max_segment_size || (d.mtu && mtu == *d.mtu);
}

}  // namespace detail

inline constexpr rule ip_configuration_rules[] = {
    {.id = "dns-update-repeats-ipv4",
     .rows = "F2 F3 F4",
     .title = "An indication with IPv4 DNS servers repeats the address and the gateway given before",
     .in = guided,
     .source = source::dns,
     .looks_at = "IP_CONFIGURATION, indication: IPv4ConfigurationAvailable",
     .example = "IP_CONFIGURATION with address, gateway and DNS, then an indication with DNS alone",
     .note = "DNS alone is right when nothing else was ever given.",
     .on = occasion::indication,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         const session_state* const of = detail::configured_session(s, now);
         const auto bits = s.read<&basic_connect::ip_configuration_info::ipv4_available>();
         if (of == nullptr || !bits) return {};
         return detail::dns_update(s, *bits, of->ipv4, subject::ipv4_configuration_available, of->ip_number);
     }},
    {.id = "dns-update-repeats-ipv6",
     .rows = "F2 F3 F4",
     .title = "An indication with IPv6 DNS servers repeats the address and the gateway given before",
     .in = guided,
     .source = source::dns,
     .looks_at = "IP_CONFIGURATION, indication: IPv6ConfigurationAvailable",
     .example = "IP_CONFIGURATION with address, gateway and DNS, then an indication with DNS alone",
     .on = occasion::indication,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         const session_state* const of = detail::configured_session(s, now);
         const auto bits = s.read<&basic_connect::ip_configuration_info::ipv6_available>();
         if (of == nullptr || !bits) return {};
         return detail::dns_update(s, *bits, of->ipv6, subject::ipv6_configuration_available, of->ip_number);
     }},
    {.id = "advertised-not-repeated",
     .rows = "F5",
     .title = "What a router advertisement gives is not given by IP_CONFIGURATION too",
     .in = guided,
     .source = source::ipv6,
     .looks_at = "IP_CONFIGURATION: IPv6ConfigurationAvailable; ICMPv6 type 134 towards the host",
     .example = "A router advertisement of a session, and its IP_CONFIGURATION with an IPv6 address",
     .note = "That the function forwards advertisements cannot be seen from those that it does not.",
     .on = occasion::answer | occasion::indication | occasion::datagram,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         return detail::given_twice(s, now, datagram_fact::router_advertisement, detail::basic_information);
     }},
    {.id = "advertised-dns-repeated",
     .rows = "F6",
     .title = "DNS servers in a router advertisement are given by IP_CONFIGURATION too",
     .in = guided,
     .source = source::ipv6,
     .looks_at = "IP_CONFIGURATION: IPv6ConfigurationAvailable; ICMPv6 type 134 with option 25 towards the host",
     .example = "A router advertisement with DNS servers, then IP_CONFIGURATION without any for IPv6",
     .on = occasion::answer | occasion::indication,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         const auto bits = s.tells<basic_connect::ip_configuration_info>() ? s.read<&basic_connect::ip_configuration_info::ipv6_available>()
                                                                           : std::nullopt;
         if (!bits) return {};
         if (!now.facts.watches_datagrams) return verdict::undecidable;
         const session_state* const of = detail::configured_session(s, now);
         if (of == nullptr || !has(of->datagrams, datagram_fact::advertised_dns)) return {};
         return kept_if(has(*bits, detail::available::dns), subject::ipv6_configuration_available, *bits);
     }},
    {.id = "dhcpv6-not-repeated",
     .rows = "F7",
     .title = "What DHCPv6 gives is not given by IP_CONFIGURATION too",
     .in = guided,
     .source = source::ipv6,
     .looks_at = "IP_CONFIGURATION: IPv6ConfigurationAvailable; UDP port 546 towards the host",
     .example = "An address by DHCPv6, and IP_CONFIGURATION with an IPv6 address",
     .note = "DNS servers that come by DHCPv6 and by router advertisement are demanded by one sentence and forbidden by the next; "
             "the address alone is looked at.",
     .on = occasion::answer | occasion::indication | occasion::datagram,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         return detail::given_twice(s, now, datagram_fact::dhcpv6_address, detail::basic_information);
     }},
    {.id = "segment-size-is-mtu",
     .rows = "G9",
     .title = "wMaxSegmentSize is between 1280 and 1500",
     .in = profile::windows8,
     .source = source::mtu,
     .looks_at = "MBIM functional descriptor: wMaxSegmentSize",
     .example = "wMaxSegmentSize 2048",
     .note = "OpenBSD's umb takes 2048 for the least value, so no size suits all hosts; only this profile has these bounds.",
     .on = occasion::descriptors,
     .look = [](const step&, const state& now) noexcept -> verdict {
         const auto size = now.descriptors.max_segment_size;
         if (!size) return {};
         return kept_if(*size >= 1280 && *size <= 1500, subject::max_segment_size, *size);
     }},
    {.id = "mtu-is-described",
     .rows = "G10",
     .title = "The MTU of IP_CONFIGURATION is that of the descriptors",
     .level = severity::warning,
     .in = guided,
     .source = source::mtu,
     .looks_at = "IP_CONFIGURATION: IPv4Mtu, IPv6Mtu; wMaxSegmentSize, wMTU",
     .example = "IPv4Mtu 1430 with wMaxSegmentSize 1500",
     .note = "Windows takes the MTU from the descriptors alone: another one in IP_CONFIGURATION is not heard.",
     .on = occasion::answer | occasion::indication,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         using info = basic_connect::ip_configuration_info;
         const auto v6 = s.tells<info>() ? s.read<&info::ipv6_mtu>() : std::nullopt;
         if (!v6) return {};
         const bool has_v4 = has(s.get<&info::ipv4_available>(), detail::available::mtu);
         const bool has_v6 = has(s.get<&info::ipv6_available>(), detail::available::mtu);
         if (!has_v4 && !has_v6) return {};
         if (!now.descriptors.max_segment_size) return verdict::undecidable;
         const std::uint32_t v4 = s.get<&info::ipv4_mtu>();
         if (has_v4 && !detail::is_described(now.descriptors, v4)) return broken(subject::mtu, v4);
         return kept_if(!has_v6 || detail::is_described(now.descriptors, *v6), subject::mtu, *v6);
     }},
};

}  // namespace cdcnet::mbim::conformance
