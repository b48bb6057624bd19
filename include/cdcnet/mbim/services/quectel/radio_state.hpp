// SPDX-License-Identifier: BSL-1.0
/// \file
/// RADIO_STATE, CID 1: the radio switch, with the FCC lock.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/quectel/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::quectel {

/// Asks for the switch; empty.  CID 1; `quectel/1/query@1.0`.
struct radio_state_query {
    static constexpr command_id id{service::quectel, 1, operation::query};
    using layout = fields<"MBIM_QUECTEL_RADIO_STATE_QUERY">;
};

/// The switch, to be set or as it is.  Devices may not know the set (`reference/discrepancies.md`, C).
/// CID 1; `quectel/1/set@1.0` and the response.
struct radio_state {
    radio_switch_state state{};

    static constexpr command_id id{service::quectel, 1, operation::set | operation::response};
    using layout = fields<"MBIM_QUECTEL_RADIO_STATE",
        field<"RadioState", &radio_state::state>>;
};

}  // namespace cdcnet::mbim::quectel
