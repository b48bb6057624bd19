// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the multi-carrier service.
#pragma once

#include <cdcnet/mbim/services/multicarrier/location_info.hpp>
#include <cdcnet/mbim/services/multicarrier/multicarrier_capabilities.hpp>
#include <cdcnet/mbim/services/multicarrier/multicarrier_current_cid_list.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::multicarrier {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    multicarrier_capabilities_query, multicarrier_capabilities_info,
    location_info_query, location_info,
    multicarrier_current_cid_list_query, multicarrier_current_cid_list_info>;

}  // namespace cdcnet::mbim::multicarrier
