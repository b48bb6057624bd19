// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the SIM toolkit service.
#pragma once

#include <cdcnet/mbim/services/stk/envelope.hpp>
#include <cdcnet/mbim/services/stk/pac.hpp>
#include <cdcnet/mbim/services/stk/terminal_response.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::stk {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    pac_set, pac_query, pac_info, pac,
    terminal_response_set, terminal_response_info,
    envelope_set, envelope_query, envelope_info>;

}  // namespace cdcnet::mbim::stk
