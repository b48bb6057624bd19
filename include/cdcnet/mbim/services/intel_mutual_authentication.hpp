// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Intel mutual authentication service.
#pragma once

#include <cdcnet/mbim/services/intel_mutual_authentication/fcc_lock.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::intel_mutual_authentication {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    fcc_lock_set, fcc_lock_query, fcc_lock_info>;

}  // namespace cdcnet::mbim::intel_mutual_authentication
