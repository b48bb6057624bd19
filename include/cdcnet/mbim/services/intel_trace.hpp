// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Intel trace service.
#pragma once

#include <cdcnet/mbim/services/intel_trace/trace.hpp>
#include <cdcnet/mbim/services/intel_trace/trace_data.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::intel_trace {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    trace_query, trace,
    trace_data_query, trace_data>;

}  // namespace cdcnet::mbim::intel_trace
