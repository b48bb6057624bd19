// SPDX-License-Identifier: BSL-1.0
/// \file
/// SUBSCRIBER_READY_STATUS, CID 2: the SIM and who is behind it.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// Asks for the state of the SIM; empty before MBIMEx 4.0.
/// MBIM 1.0, CID 2; `basic_connect/2/query@1.0`, `@4.0`; `reference/discrepancies.md`, A6.
struct subscriber_ready_status_query {
    std::uint32_t slot_id{};  ///< the query may be empty in MBIMEx 4.0 too

    static constexpr command_id id{service::basic_connect, 2, operation::query};
    using layout = fields<"MBIM_SUBSCRIBER_READY_STATUS_QUERY",
        field<"SlotId", &subscriber_ready_status_query::slot_id, rule{.since = mbimex::v4, .optional = true}>>;
};

/// State of the SIM, identity of the subscriber.
/// MBIM 1.0, CID 2; `basic_connect/2/response@1.0`, `@3.0`, `@4.0` and the notification; `reference/discrepancies.md`, A6, B6, B25.
struct subscriber_ready_status_info {
    subscriber_ready_state ready_state{};
    subscriber_ready_status_flag flags{};  ///< since MBIMEx 3.0
    utf16 subscriber_id{};                 ///< IMSI or MIN: at most 15 digits, on CDMA 10
    utf16 sim_iccid{};
    ready_info_flag ready_info{};
    std::uint32_t slot_id{};              ///< since MBIMEx 4.0
    ref_list<utf16> telephone_numbers{};  ///< some devices put them before the subscriber id in the variable part

    static constexpr command_id id{service::basic_connect, 2, operation::response | operation::notification};
    using layout = fields<"MBIM_SUBSCRIBER_READY_INFO",
        field<"ReadyState",            &subscriber_ready_status_info::ready_state>,
        field<"Flags",                 &subscriber_ready_status_info::flags, rule{.since = mbimex::v3}>,
        field<"SubscriberId",          &subscriber_ready_status_info::subscriber_id, rule{.max_bytes = 30, .personal = true}>,
        field<"SimIccId",              &subscriber_ready_status_info::sim_iccid, rule{.max_bytes = 40, .personal = true}>,
        field<"ReadyInfo",             &subscriber_ready_status_info::ready_info>,
        count<"TelephoneNumbersCount", &subscriber_ready_status_info::telephone_numbers>,
        field<"SlotId",                &subscriber_ready_status_info::slot_id, rule{.since = mbimex::v4}>,
        field<"TelephoneNumbers",      &subscriber_ready_status_info::telephone_numbers, rule{.max_bytes = 44, .personal = true}>>;
};

}  // namespace cdcnet::mbim::basic_connect
