// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Intel tools service.
#pragma once

#include <cdcnet/mbim/services/intel_tools/trace_config.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::intel_tools {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    trace_config_set, trace_config_query, trace_config_info>;

}  // namespace cdcnet::mbim::intel_tools
