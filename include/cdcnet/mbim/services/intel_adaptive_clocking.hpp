// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Intel adaptive clocking service.
#pragma once

#include <cdcnet/mbim/services/intel_adaptive_clocking/adpclk_mode.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::intel_adaptive_clocking {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    adpclk_mode_set, adpclk_mode_query, adpclk_mode_info>;

}  // namespace cdcnet::mbim::intel_adaptive_clocking
