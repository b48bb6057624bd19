// SPDX-License-Identifier: BSL-1.0
/// \file
/// EMERGENCY_MODE, CID 22: whether emergency calls can be made.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// Asks for the mode; empty.  MBIM 1.0, CID 22; `basic_connect/22/query@1.0`.
struct emergency_mode_query {
    static constexpr command_id id{service::basic_connect, 22, operation::query};
    using layout = fields<"MBIM_EMERGENCY_MODE_QUERY">;
};

/// The mode.  Sources disagree whether it can be set (`reference/discrepancies.md`, A21 and C).
/// MBIM 1.0, CID 22; `basic_connect/22/set@1.0`, the response and the notification.
struct emergency_mode {
    emergency_mode_state state{};

    static constexpr command_id id{service::basic_connect, 22, operation::set | operation::response | operation::notification};
    using layout = fields<"MBIM_EMERGENCY_MODE_INFO",
        field<"State", &emergency_mode::state>>;
};

}  // namespace cdcnet::mbim::basic_connect
