// SPDX-License-Identifier: BSL-1.0
/// \file
/// NETWORK_IDLE_HINT, CID 21: whether the host expects traffic.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// Asks for the hint; empty.  MBIM 1.0, CID 21; `basic_connect/21/query@1.0`.
struct network_idle_hint_query {
    static constexpr command_id id{service::basic_connect, 21, operation::query};
    using layout = fields<"MBIM_NETWORK_IDLE_HINT_QUERY">;
};

/// The hint, to be set or as it is; the function may save power by it.
/// MBIM 1.0, CID 21; `basic_connect/21/set@1.0` and the response.
struct network_idle_hint {
    network_idle_hint_state state{};

    static constexpr command_id id{service::basic_connect, 21, operation::set | operation::response};
    using layout = fields<"MBIM_NETWORK_IDLE_HINT",
        field<"State", &network_idle_hint::state>>;
};

}  // namespace cdcnet::mbim::basic_connect
