// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the multi-flow service.
#pragma once

#include <cdcnet/mbim/services/multiflow/multiflow_caps.hpp>
#include <cdcnet/mbim/services/multiflow/multiflow_downlink.hpp>
#include <cdcnet/mbim/services/multiflow/multiflow_tft.hpp>
#include <cdcnet/mbim/services/multiflow/multiflow_uplink.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::multiflow {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    multiflow_caps_query, multiflow_caps_info,
    multiflow_uplink_query, multiflow_uplink,
    multiflow_downlink_query, multiflow_downlink,
    multiflow_tft_query, multiflow_tft_info>;

}  // namespace cdcnet::mbim::multiflow
