// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the QMI service.
#pragma once

#include <cdcnet/mbim/services/qmi/msg.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::qmi {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    msg_set, msg_info>;

}  // namespace cdcnet::mbim::qmi
