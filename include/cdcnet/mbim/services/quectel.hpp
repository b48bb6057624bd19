// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Quectel service.
#pragma once

#include <cdcnet/mbim/services/quectel/radio_state.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::quectel {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    radio_state_query, radio_state>;

}  // namespace cdcnet::mbim::quectel
