// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the AT&T device service.
#pragma once

#include <cdcnet/mbim/services/atds/location.hpp>
#include <cdcnet/mbim/services/atds/operators.hpp>
#include <cdcnet/mbim/services/atds/rat.hpp>
#include <cdcnet/mbim/services/atds/register_state.hpp>
#include <cdcnet/mbim/services/atds/set_projection_tables.hpp>
#include <cdcnet/mbim/services/atds/signal.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::atds {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    signal_query, signal_info,
    location_query, location_info,
    operators_query, operators,
    rat_query, rat,
    register_state_query, register_state_info,
    set_projection_tables_query, set_projection_tables>;

}  // namespace cdcnet::mbim::atds
