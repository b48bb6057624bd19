// SPDX-License-Identifier: BSL-1.0
/// \file
/// RADIO_STATE, CID 3: the radio's switches.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// Turns the software switch.  MBIM 1.0, CID 3; `basic_connect/3/set@1.0`.
struct radio_state_set {
    radio_switch_state state{};

    static constexpr command_id id{service::basic_connect, 3, operation::set};
    using layout = fields<"MBIM_SET_RADIO_STATE",
        field<"RadioState", &radio_state_set::state>>;
};

/// Asks for the switches; empty.  MBIM 1.0, CID 3; `basic_connect/3/query@1.0`.
struct radio_state_query {
    static constexpr command_id id{service::basic_connect, 3, operation::query};
    using layout = fields<"MBIM_RADIO_STATE_QUERY">;
};

/// Both switches; the radio works only when both are on.
/// MBIM 1.0, CID 3; `basic_connect/3/response@1.0` and the notification.
struct radio_state_info {
    radio_switch_state hw_state{};  ///< on when the device has no hardware switch
    radio_switch_state sw_state{};

    static constexpr command_id id{service::basic_connect, 3, operation::response | operation::notification};
    using layout = fields<"MBIM_RADIO_STATE_INFO",
        field<"HwRadioState", &radio_state_info::hw_state>,
        field<"SwRadioState", &radio_state_info::sw_state>>;
};

}  // namespace cdcnet::mbim::basic_connect
