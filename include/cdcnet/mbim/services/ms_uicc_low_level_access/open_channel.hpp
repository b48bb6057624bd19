// SPDX-License-Identifier: BSL-1.0
/// \file
/// OPEN_CHANNEL, CID 2: a logical channel to an application of the UICC.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/status_word.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_uicc_low_level_access {

/// Opens a logical channel and selects an application on it.
/// Microsoft UICC access, CID 2; `ms_uicc_low_level_access/2/set@1.0`, `@4.0`; `reference/discrepancies.md`, A9, B16.
struct open_channel_set {
    bytes app_id{};                 ///< application identifier; 32 bytes here, though ISO/IEC 7816-4 has no more than 16
    std::uint32_t select_p2_arg{};  ///< P2 of the SELECT command, 0 to 255
    std::uint32_t channel_group{};  ///< chosen by the host, to close several channels at once
    std::uint32_t slot_id{};        ///< since MBIMEx 4.0; known from one source.  A host without it places AppId at 16, not 20

    static constexpr command_id id{service::ms_uicc_low_level_access, 2, operation::set};
    using layout = fields<"MBIM_MS_SET_UICC_OPEN_CHANNEL",
        size_first<"AppId",    &open_channel_set::app_id, rule{.max_bytes = 32}>,
        field<"SelectP2Arg",   &open_channel_set::select_p2_arg>,
        field<"ChannelGroup",  &open_channel_set::channel_group>,
        field<"SlotId",        &open_channel_set::slot_id, rule{.since = mbimex::v4}>>;
};

/// The channel.  With `status::ms_no_logical_channels` and `status::ms_select_failed` the status word alone is set; other
/// failures come with an empty buffer.
/// Microsoft UICC access, CID 2; `ms_uicc_low_level_access/2/response@1.0`; `reference/discrepancies.md`, A13.
struct open_channel_info {
    std::uint32_t status{};   ///< `status_word::of` reads it: SW1 and SW2 of SELECT, or of the MANAGE CHANNEL that failed
    std::uint32_t channel{};  ///< 1 to 19; 0: none was opened
    bytes response{};         ///< of SELECT

    static constexpr command_id id{service::ms_uicc_low_level_access, 2, operation::response};
    using layout = fields<"MBIM_MS_UICC_OPEN_CHANNEL_INFO",
        field<"Status",        &open_channel_info::status>,
        field<"Channel",       &open_channel_info::channel>,
        size_first<"Response", &open_channel_info::response, rule{.max_bytes = 256, .personal = true}>>;
};

}  // namespace cdcnet::mbim::ms_uicc_low_level_access
