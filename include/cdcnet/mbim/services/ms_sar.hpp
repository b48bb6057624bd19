// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Microsoft SAR control service.
#pragma once

#include <cdcnet/mbim/services/ms_sar/config.hpp>
#include <cdcnet/mbim/services/ms_sar/transmission_status.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::ms_sar {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    config_set, config_query, config_info,
    transmission_status_set, transmission_status_query, transmission_status_info>;

}  // namespace cdcnet::mbim::ms_sar
