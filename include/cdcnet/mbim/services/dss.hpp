// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the device service stream service.
#pragma once

#include <cdcnet/mbim/services/dss/connect.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::dss {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    connect_set, connect_info>;

}  // namespace cdcnet::mbim::dss
