// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Intel SAR service.
#pragma once

#include <cdcnet/mbim/services/intel_sar/sar_config.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::intel_sar {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    sar_config_query, sar_config>;

}  // namespace cdcnet::mbim::intel_sar
