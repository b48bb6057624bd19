// SPDX-License-Identifier: BSL-1.0
/// \file
/// MULTIFLOW_DOWNLINK, CID 3: control of the flows from the network.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/multiflow/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::multiflow {

/// Asks for the state; empty.  Multiflow 1.0, CID 3; `multiflow/3/query@1.0`.
struct multiflow_downlink_query {
    static constexpr command_id id{service::multiflow, 3, operation::query};
    using layout = fields<"MBIM_MULTIFLOW_DOWNLINK_QUERY">;
};

/// The state, to be set or as it is.  Multiflow 1.0, CID 3; `multiflow/3/set@1.0` and the response.
struct multiflow_downlink {
    multiflow_state state{};

    static constexpr command_id id{service::multiflow, 3, operation::set | operation::response};
    using layout = fields<"MBIM_MULTIFLOW_DOWNLINK",
        field<"State", &multiflow_downlink::state>>;
};

}  // namespace cdcnet::mbim::multiflow
