// SPDX-License-Identifier: BSL-1.0
/// \file
/// TERMINAL_CAPABILITY, CID 5: what the host can do, for the UICC to know.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_uicc_low_level_access {

/// One terminal capability object.  It is sent without padding.  Some hosts pad it to a multiple of 4 and count the
/// padding; zeros at its end cannot be told from data, but its own length byte can tell.
/// Microsoft UICC access; `reference/messages.json`, `TerminalCapabilityInfo`; `reference/discrepancies.md`, A20.
struct terminal_capability_object {
    bytes data{};  ///< a TLV of TERMINAL CAPABILITY, ETSI TS 102 221

    using layout = fields<"MBIM_MS_TERMINAL_CAPABILITY_OBJECT",
        tail<"TerminalCapabilityData", &terminal_capability_object::data, rule{.unpadded = true}>>;
};

/// Leaves the objects with the function, which keeps them and sends them to the UICC after its next reset.  SlotId is the
/// first field here, unlike in the other sets of the service.
/// Microsoft UICC access, CID 5; `ms_uicc_low_level_access/5/set@1.0`, `@4.0`; `reference/discrepancies.md`, A9.
struct terminal_capability_set {
    std::uint32_t slot_id{};  ///< since MBIMEx 4.0; known from one source
    ref_list<terminal_capability_object> objects{};

    static constexpr command_id id{service::ms_uicc_low_level_access, 5, operation::set};
    using layout = fields<"MBIM_MS_SET_UICC_TERMINAL_CAPABILITY",
        field<"SlotId",                  &terminal_capability_set::slot_id, rule{.since = mbimex::v4}>,
        count<"TerminalCapabilityCount", &terminal_capability_set::objects>,
        field<"TerminalCapability",      &terminal_capability_set::objects>>;
};

/// Asks for the objects; empty before MBIMEx 4.0.
/// Microsoft UICC access, CID 5; `ms_uicc_low_level_access/5/query@1.0`, `@4.0`; `reference/discrepancies.md`, A9.
struct terminal_capability_query {
    std::uint32_t slot_id{};  ///< since MBIMEx 4.0; only one source knows it, so the query may be empty there too

    static constexpr command_id id{service::ms_uicc_low_level_access, 5, operation::query};
    using layout = fields<"MBIM_MS_UICC_TERMINAL_CAPABILITY_QUERY",
        field<"SlotId", &terminal_capability_query::slot_id, rule{.since = mbimex::v4, .optional = true}>>;
};

/// The objects of the last set, without SlotId in all releases.  The answer to a set may be empty.
/// Microsoft UICC access, CID 5; `ms_uicc_low_level_access/5/response@1.0`.
struct terminal_capability_info {
    ref_list<terminal_capability_object> objects{};

    static constexpr command_id id{service::ms_uicc_low_level_access, 5, operation::response};
    using layout = fields<"MBIM_MS_TERMINAL_CAPABILITY_INFO",
        count<"TerminalCapabilityCount", &terminal_capability_info::objects>,
        field<"TerminalCapability",      &terminal_capability_info::objects>>;
};

}  // namespace cdcnet::mbim::ms_uicc_low_level_access
