// SPDX-License-Identifier: BSL-1.0
/// \file
/// SLOT_INFO_STATUS, CID 8: a slot and the card in it.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// Asks for one slot.  Microsoft extensions 1.0, CID 8; `ms_basic_connect_extensions/8/query@1.0`.
struct slot_info_status_query {
    std::uint32_t slot_index{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 8, operation::query};
    using layout = fields<"MBIM_MS_SLOT_INFO_REQ",
        field<"SlotIndex", &slot_info_status_query::slot_index>>;
};

/// The state of a slot.  Microsoft extensions 1.0, CID 8; `ms_basic_connect_extensions/8/response@1.0` and the notification.
struct slot_info_status {
    std::uint32_t slot_index{};
    uicc_slot_state state{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 8, operation::response | operation::notification};
    using layout = fields<"MBIM_MS_SLOT_INFO",
        field<"SlotIndex", &slot_info_status::slot_index>,
        field<"State",     &slot_info_status::state>>;
};

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
