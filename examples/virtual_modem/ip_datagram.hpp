// SPDX-License-Identifier: BSL-1.0
/// \file
/// IP datagrams as a network looks at them.  RFC 791, RFC 8200.
#pragma once

#include <cdcnet/wire/bytes.hpp>
#include <cstdint>
#include <optional>

namespace virtual_modem {

using cdcnet::bytes;
using cdcnet::mutable_bytes;

inline constexpr std::uint8_t protocol_icmp = 1;
inline constexpr std::uint8_t protocol_icmpv6 = 58;

/// A view of a datagram whose header is good.
struct ip_datagram {
    bytes all{};  ///< as long as the header says
    bool is_ipv6{};
    bool is_fragment{};
    std::uint8_t protocol{};  ///< of what follows the header; IPv6 extension headers are not walked
    bytes source{};           ///< 4 or 16 octets
    bytes destination{};
    bytes payload{};

    /// None when it is neither IPv4 with the right header checksum nor IPv6, or is longer than the bytes.
    [[nodiscard]] static std::optional<ip_datagram> parse(bytes datagram);
};

/// The sum of RFC 1071 over bytes, to be gone on with or complemented.
[[nodiscard]] std::uint16_t internet_sum(bytes data, std::uint32_t start = 0);
/// The sum over bytes that hold their own checksum.
inline constexpr std::uint16_t right_sum = 0xffff;
/// The sum of the pseudo header of ICMPv6, for `internet_sum` to start with.
[[nodiscard]] std::uint32_t pseudo_header_sum(const ip_datagram& datagram);

}  // namespace virtual_modem
