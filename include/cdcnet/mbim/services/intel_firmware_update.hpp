// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Intel firmware update service.
#pragma once

#include <cdcnet/mbim/services/intel_firmware_update/modem_reboot.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::intel_firmware_update {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    modem_reboot_set, modem_reboot_info>;

}  // namespace cdcnet::mbim::intel_firmware_update
