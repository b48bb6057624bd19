// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the authentication service.
#pragma once

#include <cdcnet/mbim/services/auth/aka.hpp>
#include <cdcnet/mbim/services/auth/akap.hpp>
#include <cdcnet/mbim/services/auth/sim.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::auth {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    aka_query, aka_info,
    akap_query, akap_info,
    sim_query, sim_info>;

}  // namespace cdcnet::mbim::auth
