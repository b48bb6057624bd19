// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Compal AT tunnel.
#pragma once

#include <cdcnet/mbim/services/compal/at_command.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::compal {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    at_command_query, at_command_info>;

}  // namespace cdcnet::mbim::compal
