// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the USSD service.
#pragma once

#include <cdcnet/mbim/services/ussd/ussd.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::ussd {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    ussd_set, ussd_info>;

}  // namespace cdcnet::mbim::ussd
