// SPDX-License-Identifier: BSL-1.0
/// \file
/// MULTIFLOW_UPLINK, CID 2: control of the flows to the network.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/multiflow/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::multiflow {

/// Asks for the state; empty.  Multiflow 1.0, CID 2; `multiflow/2/query@1.0`.
struct multiflow_uplink_query {
    static constexpr command_id id{service::multiflow, 2, operation::query};
    using layout = fields<"MBIM_MULTIFLOW_UPLINK_QUERY">;
};

/// The state, to be set or as it is.  Multiflow 1.0, CID 2; `multiflow/2/set@1.0` and the response.
struct multiflow_uplink {
    multiflow_state state{};

    static constexpr command_id id{service::multiflow, 2, operation::set | operation::response};
    using layout = fields<"MBIM_MULTIFLOW_UPLINK",
        field<"State", &multiflow_uplink::state>>;
};

}  // namespace cdcnet::mbim::multiflow
