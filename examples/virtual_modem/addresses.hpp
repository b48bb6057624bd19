// SPDX-License-Identifier: BSL-1.0
/// \file
/// Addresses of the network: those that a session has, and those around it.
#pragma once

#include <cdcnet/wire/address.hpp>
#include <cstdint>

namespace virtual_modem {

inline constexpr unsigned gateway_host = 1;
inline constexpr unsigned own_host = 2;
inline constexpr unsigned dns_host = 0x53;
inline constexpr std::uint32_t largest_packet = 1500;  ///< MTU

/// 10.64.SESSION.HOST
constexpr cdcnet::ipv4 ipv4_of(std::uint32_t session, unsigned host) {
    return {{std::byte{10}, std::byte{64}, static_cast<std::byte>(session), static_cast<std::byte>(host)}};
}
/// 2001:db8:64:SESSION::HOST
constexpr cdcnet::ipv6 ipv6_of(std::uint32_t session, unsigned host) {
    cdcnet::ipv6 address = cdcnet::ipv6::parse("2001:db8:64::").value_or(cdcnet::ipv6{});
    address.octets[7] = static_cast<std::byte>(session);
    address.octets[15] = static_cast<std::byte>(host);
    return address;
}

}  // namespace virtual_modem
