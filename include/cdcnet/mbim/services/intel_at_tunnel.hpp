// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Intel AT tunnel.
#pragma once

#include <cdcnet/mbim/services/intel_at_tunnel/at_command.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::intel_at_tunnel {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    at_command_set, at_command_info>;

}  // namespace cdcnet::mbim::intel_at_tunnel
