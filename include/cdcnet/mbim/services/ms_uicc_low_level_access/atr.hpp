// SPDX-License-Identifier: BSL-1.0
/// \file
/// ATR, CID 1: what the UICC answers to a reset.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_uicc_low_level_access {

/// Asks for the answer to reset; empty before MBIMEx 4.0.
/// Microsoft UICC access, CID 1; `ms_uicc_low_level_access/1/query@1.0`, `@4.0`; `reference/discrepancies.md`, A9.
struct atr_query {
    std::uint32_t slot_id{};  ///< since MBIMEx 4.0; only one source knows it, so the query may be empty there too

    static constexpr command_id id{service::ms_uicc_low_level_access, 1, operation::query};
    using layout = fields<"MBIM_MS_ATR_QUERY",
        field<"SlotId", &atr_query::slot_id, rule{.since = mbimex::v4, .optional = true}>>;
};

/// The answer to reset, which the function has kept.
/// Microsoft UICC access, CID 1; `ms_uicc_low_level_access/1/response@1.0`.
struct atr_info {
    bytes atr{};

    static constexpr command_id id{service::ms_uicc_low_level_access, 1, operation::response};
    using layout = fields<"MBIM_MS_ATR_INFO",
        size_first<"Atr", &atr_info::atr, rule{.max_bytes = 33}>>;
};

}  // namespace cdcnet::mbim::ms_uicc_low_level_access
