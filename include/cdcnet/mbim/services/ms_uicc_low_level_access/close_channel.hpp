// SPDX-License-Identifier: BSL-1.0
/// \file
/// CLOSE_CHANNEL, CID 3: ends logical channels.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/status_word.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_uicc_low_level_access {

/// Closes one channel, or all of a group.
/// Microsoft UICC access, CID 3; `ms_uicc_low_level_access/3/set@1.0`, `@4.0`; `reference/discrepancies.md`, A9.
struct close_channel_set {
    std::uint32_t channel{};        ///< 1 to 19; 0: all of the group
    std::uint32_t channel_group{};  ///< of OPEN_CHANNEL; without meaning unless `channel` is 0
    std::uint32_t slot_id{};        ///< since MBIMEx 4.0; only one source knows it, so the set may end before it there too

    static constexpr command_id id{service::ms_uicc_low_level_access, 3, operation::set};
    using layout = fields<"MBIM_MS_SET_UICC_CLOSE_CHANNEL",
        field<"Channel",      &close_channel_set::channel>,
        field<"ChannelGroup", &close_channel_set::channel_group>,
        field<"SlotId",       &close_channel_set::slot_id, rule{.since = mbimex::v4, .optional = true}>>;
};

/// How it went.  Microsoft UICC access, CID 3; `ms_uicc_low_level_access/3/response@1.0`; `reference/discrepancies.md`, A13.
struct close_channel_info {
    std::uint32_t status{};  ///< `status_word::of` reads it: SW1 and SW2 of the last MANAGE CHANNEL; 90 00 when none was needed

    static constexpr command_id id{service::ms_uicc_low_level_access, 3, operation::response};
    using layout = fields<"MBIM_MS_UICC_CLOSE_CHANNEL_INFO",
        field<"Status", &close_channel_info::status>>;
};

}  // namespace cdcnet::mbim::ms_uicc_low_level_access
