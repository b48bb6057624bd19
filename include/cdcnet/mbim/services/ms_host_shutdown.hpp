// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Microsoft host shutdown service.
#pragma once

#include <cdcnet/mbim/services/ms_host_shutdown/notify.hpp>
#include <cdcnet/mbim/services/ms_host_shutdown/pre_shutdown.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::ms_host_shutdown {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    notify,
    pre_shutdown>;

}  // namespace cdcnet::mbim::ms_host_shutdown
