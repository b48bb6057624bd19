// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Intel USB profile service.
#pragma once

#include <cdcnet/mbim/services/intel_usb_profile/usbprofile.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::intel_usb_profile {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    usbprofile>;

}  // namespace cdcnet::mbim::intel_usb_profile
