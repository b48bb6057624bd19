// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Intel CIQ service.
#pragma once

#include <cdcnet/mbim/services/intel_ciq/ciq.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::intel_ciq {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    ciq_set, ciq_query, ciq_info>;

}  // namespace cdcnet::mbim::intel_ciq
