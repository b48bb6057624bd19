// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Fibocom AT tunnel.
#pragma once

#include <cdcnet/mbim/services/fibocom/at_command.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::fibocom {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    at_command_set, at_command_info>;

}  // namespace cdcnet::mbim::fibocom
