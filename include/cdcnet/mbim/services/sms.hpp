// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the SMS service.
#pragma once

#include <cdcnet/mbim/services/sms/configuration.hpp>
#include <cdcnet/mbim/services/sms/delete.hpp>
#include <cdcnet/mbim/services/sms/message_store_status.hpp>
#include <cdcnet/mbim/services/sms/read.hpp>
#include <cdcnet/mbim/services/sms/send.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::sms {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    configuration_set, configuration_query, configuration_info,
    read_query, read_info,
    send_set, send_info,
    delete_set, delete_info,
    message_store_status_query, message_store_status_info>;

}  // namespace cdcnet::mbim::sms
