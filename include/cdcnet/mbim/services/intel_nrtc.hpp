// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Intel non-real-time coexistence service.
#pragma once

#include <cdcnet/mbim/services/intel_nrtc/nrtapp.hpp>
#include <cdcnet/mbim/services/intel_nrtc/nrtcws.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::intel_nrtc {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    nrtapp_query, nrtapp,
    nrtcws_query, nrtcws, nrtcws_notification>;

}  // namespace cdcnet::mbim::intel_nrtc
