// SPDX-License-Identifier: BSL-1.0
/// \file
/// Of a packet, the addresses are swapped and the type of the ICMP message is changed; its checksum follows by as much.
#include "ping.hpp"

#include <algorithm>
#include <cdcnet/wire/endian.hpp>

namespace firmware {

using namespace cdcnet;

namespace {

/// What the two versions of IP have in different places.
struct icmp_place {
    std::size_t message{};    ///< offset of the ICMP message; 0: there is none
    std::size_t addresses{};  ///< offset of the source address, which the destination follows
    std::size_t address_size{};
    std::uint8_t request{};  ///< ICMP types
    std::uint8_t reply{};
};

constexpr std::size_t least_message = 8;

icmp_place find_in_ipv4(bytes packet) {
    constexpr std::size_t least_header = 20;
    if (packet.size() < least_header + least_message) return {};
    const std::size_t header = std::to_integer<std::size_t>(packet[0] & std::byte{0x0f}) * 4;
    const bool fragment = (load_be<std::uint16_t>(packet.data() + 6) & 0x3fffu) != 0;
    const bool icmp = packet[9] == std::byte{1};
    if (!icmp || fragment || header < least_header || header + least_message > packet.size()) return {};
    return {header, 12, 4, 8, 0};
}

icmp_place find_in_ipv6(bytes packet) {
    constexpr std::size_t header = 40;
    if (packet.size() < header + least_message || packet[6] != std::byte{58}) return {};
    return {header, 8, 16, 128, 129};
}

icmp_place find_icmp(bytes packet) {
    switch (packet.empty() ? 0 : std::to_integer<unsigned>(packet[0]) >> 4) {
        case 4: return find_in_ipv4(packet);
        case 6: return find_in_ipv6(packet);
        default: return {};
    }
}

/// The checksum after a word that it covers has changed (RFC 1624, equation 3).
std::uint16_t adjusted(std::uint16_t checksum, std::uint16_t before, std::uint16_t after) {
    std::uint32_t sum = std::uint32_t{static_cast<std::uint16_t>(~checksum)} + static_cast<std::uint16_t>(~before) + after;
    sum = (sum & 0xffff) + (sum >> 16);
    sum = (sum & 0xffff) + (sum >> 16);
    return static_cast<std::uint16_t>(~sum);
}

}  // namespace

bool answer_ping(mutable_bytes datagram) noexcept {
    const icmp_place at = find_icmp(datagram);
    if (at.message == 0 || datagram[at.message] != std::byte{at.request} || datagram[at.message + 1] != std::byte{}) return false;
    std::byte* const source = datagram.data() + at.addresses;
    std::swap_ranges(source, source + at.address_size, source + at.address_size);
    std::byte* const message = datagram.data() + at.message;
    message[0] = std::byte{at.reply};
    const auto checksum = load_be<std::uint16_t>(message + 2);
    store_be(message + 2, adjusted(checksum, static_cast<std::uint16_t>(at.request << 8), static_cast<std::uint16_t>(at.reply << 8)));
    return true;
}

}  // namespace firmware
