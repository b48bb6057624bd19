// SPDX-License-Identifier: BSL-1.0
/// \file
/// RESET, CID 6: starts the UICC anew, for the function or for the host alone.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_uicc_low_level_access {

/// Resets the UICC.  Microsoft UICC access, CID 6; `ms_uicc_low_level_access/6/set@1.0`, `@4.0`; `reference/discrepancies.md`, A9.
struct reset_set {
    uicc_pass_through_action pass_through_action{};
    std::uint32_t slot_id{};  ///< since MBIMEx 4.0; only one source knows it, so the set may end before it there too

    static constexpr command_id id{service::ms_uicc_low_level_access, 6, operation::set};
    using layout = fields<"MBIM_MS_SET_UICC_RESET",
        field<"PassThroughAction", &reset_set::pass_through_action>,
        field<"SlotId",            &reset_set::slot_id, rule{.since = mbimex::v4, .optional = true}>>;
};

/// Asks how the UICC is used; empty before MBIMEx 4.0.
/// Microsoft UICC access, CID 6; `ms_uicc_low_level_access/6/query@1.0`, `@4.0`; `reference/discrepancies.md`, A9.
struct reset_query {
    std::uint32_t slot_id{};  ///< since MBIMEx 4.0; only one source knows it, so the query may be empty there too

    static constexpr command_id id{service::ms_uicc_low_level_access, 6, operation::query};
    using layout = fields<"MBIM_MS_UICC_RESET_QUERY",
        field<"SlotId", &reset_query::slot_id, rule{.since = mbimex::v4, .optional = true}>>;
};

/// How the UICC is used.  Microsoft UICC access, CID 6; `ms_uicc_low_level_access/6/response@1.0`.
struct reset_info {
    uicc_pass_through_status pass_through_status{};

    static constexpr command_id id{service::ms_uicc_low_level_access, 6, operation::response};
    using layout = fields<"MBIM_MS_UICC_RESET_INFO",
        field<"PassThroughStatus", &reset_info::pass_through_status>>;
};

}  // namespace cdcnet::mbim::ms_uicc_low_level_access
