// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Google carrier lock service.
#pragma once

#include <cdcnet/mbim/services/google/carrier_lock.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::google {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    carrier_lock_set, carrier_lock_query, carrier_lock_info>;

}  // namespace cdcnet::mbim::google
