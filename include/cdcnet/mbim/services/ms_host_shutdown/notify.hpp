// SPDX-License-Identifier: BSL-1.0
/// \file
/// NOTIFY, CID 1: the host shuts down.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_host_shutdown {

/// Tells the function that the host shuts down and may take its power away: time to leave the network.  The answer says
/// that it was heard; both are empty.
/// Microsoft host shutdown service, CID 1; `ms_host_shutdown/1/set@1.0` and the response.
struct notify {
    static constexpr command_id id{service::ms_host_shutdown, 1, operation::set | operation::response};
    using layout = fields<"MBIM_MS_HOST_SHUTDOWN_NOTIFY">;
};

}  // namespace cdcnet::mbim::ms_host_shutdown
