// SPDX-License-Identifier: BSL-1.0
/// \file
/// A network in which every address answers a ping.  RFC 792, RFC 4443.
#pragma once

#include <vector>

#include "ip_datagram.hpp"

namespace virtual_modem {

/// The answer to an ICMP or ICMPv6 echo request; empty for anything else, for fragments and for wrong checksums.
std::vector<std::byte> answer_echo(const ip_datagram& asked);

}  // namespace virtual_modem
