// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Intel thermal and RF service.
#pragma once

#include <cdcnet/mbim/services/intel_thermal_rf/rfim.hpp>
#include <cdcnet/mbim/services/intel_thermal_rf/thermal_state.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::intel_thermal_rf {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    rfim_set, rfim_query, rfim_info,
    thermal_state_set, thermal_state_query, thermal_state_info>;

}  // namespace cdcnet::mbim::intel_thermal_rf
