// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the proxy control service.  They stay between programs of one host and its modem proxy.
#pragma once

#include <cdcnet/mbim/services/proxy_control/configuration.hpp>
#include <cdcnet/mbim/services/proxy_control/version.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::proxy_control {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    configuration_set, configuration_info,
    version_info>;

}  // namespace cdcnet::mbim::proxy_control
