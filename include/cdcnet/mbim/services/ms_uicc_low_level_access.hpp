// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Microsoft low-level UICC access service.
#pragma once

#include <cdcnet/mbim/services/ms_uicc_low_level_access/apdu.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/application_list.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/atr.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/close_channel.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/file_status.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/open_channel.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/read_binary.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/read_record.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/reset.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/terminal_capability.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::ms_uicc_low_level_access {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    atr_query, atr_info,
    open_channel_set, open_channel_info,
    close_channel_set, close_channel_info,
    apdu_set, apdu_info,
    terminal_capability_set, terminal_capability_query, terminal_capability_info,
    reset_set, reset_query, reset_info,
    application_list_query, application_list_info,
    file_status_query, file_status_info,
    read_binary, read_binary_info,
    read_record, read_record_info>;

}  // namespace cdcnet::mbim::ms_uicc_low_level_access
