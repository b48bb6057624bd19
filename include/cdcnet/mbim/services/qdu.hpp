// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Qualcomm device update service.
#pragma once

#include <cdcnet/mbim/services/qdu/command.hpp>
#include <cdcnet/mbim/services/qdu/file_open.hpp>
#include <cdcnet/mbim/services/qdu/file_write.hpp>
#include <cdcnet/mbim/services/qdu/quectel_read_version.hpp>
#include <cdcnet/mbim/services/qdu/quectel_reboot.hpp>
#include <cdcnet/mbim/services/qdu/update_session.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::qdu {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    update_session_set, update_session_query, update_session_info,
    file_open_set, file_open_query, file_open_info,
    file_write_set, file_write_info,
    quectel_reboot_set, quectel_reboot_info,
    quectel_read_version_set, quectel_read_version_info,
    command_set, command_info>;

}  // namespace cdcnet::mbim::qdu
