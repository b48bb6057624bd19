// SPDX-License-Identifier: BSL-1.0
/// \file
/// Answers to ICMP echo requests, so that `ping` works over the modem.
#pragma once

#include <cdcnet/wire/bytes.hpp>

namespace firmware {

/// Turns an echo request (RFC 792, RFC 4443) into its reply, in place.  Other datagrams, fragments and IPv6 extension headers
/// included, stay as they are.
/// \return whether it was a request
bool answer_ping(cdcnet::mutable_bytes datagram) noexcept;

}  // namespace firmware
