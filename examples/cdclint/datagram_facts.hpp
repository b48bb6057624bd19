// SPDX-License-Identifier: BSL-1.0
/// \file
/// What a datagram towards the host tells it about its address and its name servers.
#pragma once

#include <cdcnet/mbim/conformance/state.hpp>

namespace cdclint {

/// Of an IPv4 or IPv6 packet.  Extension headers are not followed: router advertisements and DHCPv6 have none.
[[nodiscard]] cdcnet::mbim::conformance::datagram_fact fact_of(cdcnet::bytes packet) noexcept;

}  // namespace cdclint
