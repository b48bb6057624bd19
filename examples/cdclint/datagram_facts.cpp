// SPDX-License-Identifier: BSL-1.0
#include "datagram_facts.hpp"

namespace cdclint {

namespace {

using cdcnet::bytes;
using cdcnet::load_be;
using cdcnet::mbim::conformance::datagram_fact;
using namespace cdcnet::mbim;

constexpr std::size_t ipv6_header = 40;

std::size_t octet_at(bytes data, std::size_t at) noexcept { return std::to_integer<std::size_t>(data.data()[at]); }

/// RFC 4861, 4.2; the option is that of RFC 8106.
datagram_fact fact_of_icmp(bytes icmp) noexcept {
    constexpr std::size_t router_advertisement = 134;
    constexpr std::size_t recursive_dns_server = 25;
    constexpr std::size_t fixed = 16;
    if (icmp.size() < fixed || octet_at(icmp, 0) != router_advertisement) return datagram_fact::none;
    datagram_fact found = datagram_fact::router_advertisement;
    for (bytes options = icmp.subspan(fixed); options.size() >= 2;) {
        const std::size_t length = 8 * octet_at(options, 1);
        if (length == 0 || length > options.size()) break;
        if (octet_at(options, 0) == recursive_dns_server) found = found | datagram_fact::advertised_dns;
        options = options.subspan(length);
    }
    return found;
}

/// Calls `each(code, value)` for the options of DHCPv6 (RFC 8415, 21.1).
template <class Each>
void for_options(bytes options, const Each& each) {
    while (options.size() >= 4) {
        const std::size_t length = load_be<std::uint16_t>(options.data() + 2);
        if (length > options.size() - 4) return;
        each(load_be<std::uint16_t>(options.data()), options.subspan(4, length));
        options = options.subspan(4 + length);
    }
}

datagram_fact fact_of_udp(bytes udp) noexcept {
    constexpr std::uint16_t server_port = 547;
    constexpr std::uint16_t client_port = 546;
    constexpr std::size_t reply = 7;
    constexpr std::uint16_t identity_association = 3;
    constexpr std::uint16_t address = 5;
    constexpr std::uint16_t dns_servers = 23;
    constexpr std::size_t udp_header = 8;
    constexpr std::size_t dhcp_header = 4;
    if (udp.size() < udp_header + dhcp_header) return datagram_fact::none;
    if (load_be<std::uint16_t>(udp.data()) != server_port || load_be<std::uint16_t>(udp.data() + 2) != client_port)
        return datagram_fact::none;
    if (octet_at(udp, udp_header) != reply) return datagram_fact::none;
    datagram_fact found = datagram_fact::none;
    for_options(udp.subspan(udp_header + dhcp_header), [&](std::uint16_t code, bytes value) {
        if (code == dns_servers) found = found | datagram_fact::dhcpv6_dns;
        if (code != identity_association || value.size() < 12) return;
        for_options(value.subspan(12), [&](std::uint16_t inner, bytes) {
            if (inner == address) found = found | datagram_fact::dhcpv6_address;
        });
    });
    return found;
}

}  // namespace

datagram_fact fact_of(bytes packet) noexcept {
    constexpr std::size_t icmpv6 = 58;
    constexpr std::size_t udp = 17;
    if (packet.size() <= ipv6_header || octet_at(packet, 0) >> 4 != 6) return datagram_fact::none;
    switch (octet_at(packet, 6)) {
        case icmpv6: return fact_of_icmp(packet.subspan(ipv6_header));
        case udp: return fact_of_udp(packet.subspan(ipv6_header));
        default: return datagram_fact::none;
    }
}

}  // namespace cdclint
