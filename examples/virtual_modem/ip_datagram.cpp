// SPDX-License-Identifier: BSL-1.0
#include "ip_datagram.hpp"

namespace virtual_modem {

namespace {

constexpr std::size_t ipv4_header = 20;
constexpr std::size_t ipv6_header = 40;

/// Fields of IP are in network order.
std::uint16_t load_be(bytes from, std::size_t at) {
    return static_cast<std::uint16_t>(std::to_integer<unsigned>(from[at]) << 8 | std::to_integer<unsigned>(from[at + 1]));
}

std::optional<ip_datagram> parse_ipv4(bytes datagram) {
    const std::size_t header = 4 * (std::to_integer<std::size_t>(datagram[0]) & 0xfu);
    const std::size_t size = load_be(datagram, 2);
    if (header < ipv4_header || size < header || size > datagram.size()) return std::nullopt;
    if (internet_sum(datagram.first(header)) != right_sum) return std::nullopt;
    constexpr unsigned more_fragments_or_offset = 0x3fff;
    const bytes all = datagram.first(size);
    return ip_datagram{.all = all,
                       .is_fragment = (load_be(all, 6) & more_fragments_or_offset) != 0,
                       .protocol = std::to_integer<std::uint8_t>(all[9]),
                       .source = all.subspan(12, 4),
                       .destination = all.subspan(16, 4),
                       .payload = all.subspan(header)};
}

std::optional<ip_datagram> parse_ipv6(bytes datagram) {
    if (datagram.size() < ipv6_header) return std::nullopt;
    const std::size_t size = ipv6_header + load_be(datagram, 4);
    if (size > datagram.size()) return std::nullopt;
    const bytes all = datagram.first(size);
    return ip_datagram{.all = all,
                       .is_ipv6 = true,
                       .protocol = std::to_integer<std::uint8_t>(all[6]),
                       .source = all.subspan(8, 16),
                       .destination = all.subspan(24, 16),
                       .payload = all.subspan(ipv6_header)};
}

}  // namespace

std::optional<ip_datagram> ip_datagram::parse(bytes datagram) {
    if (datagram.size() < ipv4_header) return std::nullopt;
    switch (std::to_integer<unsigned>(datagram[0]) >> 4) {
        case 4: return parse_ipv4(datagram);
        case 6: return parse_ipv6(datagram);
        default: return std::nullopt;
    }
}

std::uint16_t internet_sum(bytes data, std::uint32_t start) {
    std::uint32_t sum = start;
    std::size_t at = 0;
    for (; at + 1 < data.size(); at += 2) sum += load_be(data, at);
    if (at < data.size()) sum += std::to_integer<std::uint32_t>(data[at]) << 8;
    while (sum >> 16 != 0) sum = (sum & 0xffffu) + (sum >> 16);
    return static_cast<std::uint16_t>(sum);
}

std::uint32_t pseudo_header_sum(const ip_datagram& datagram) {
    const auto size = static_cast<std::uint32_t>(datagram.payload.size());
    return std::uint32_t{internet_sum(datagram.source)} + internet_sum(datagram.destination) + size + protocol_icmpv6;
}

}  // namespace virtual_modem
