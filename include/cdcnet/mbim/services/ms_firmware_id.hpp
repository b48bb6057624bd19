// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Microsoft firmware id service.
#pragma once

#include <cdcnet/mbim/services/ms_firmware_id/get.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::ms_firmware_id {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    get_query, get_info>;

}  // namespace cdcnet::mbim::ms_firmware_id
