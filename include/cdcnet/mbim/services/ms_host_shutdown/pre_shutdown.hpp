// SPDX-License-Identifier: BSL-1.0
/// \file
/// PRE_SHUTDOWN, CID 2: the host is about to shut down.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_host_shutdown {

/// Tells the function to finish what it does, leave the network and store what it must keep.  The answer says that it is
/// done; both are empty.  Microsoft also writes MSHOSTPRESHUTDOWN.
/// Microsoft host shutdown service, CID 2; `ms_host_shutdown/2/set@1.0` and the response.
struct pre_shutdown {
    static constexpr command_id id{service::ms_host_shutdown, 2, operation::set | operation::response};
    using layout = fields<"MBIM_MS_HOST_PRE_SHUTDOWN">;
};

}  // namespace cdcnet::mbim::ms_host_shutdown
