// SPDX-License-Identifier: BSL-1.0
/// \file
/// MESSAGE_STORE_STATUS, CID 5: what became of the store.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/sms/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::sms {

/// Asks for the state of the store; empty.  MBIM 1.0, CID 5; `sms/5/query@1.0`.
struct message_store_status_query {
    static constexpr command_id id{service::sms, 5, operation::query};
    using layout = fields<"MBIM_SMS_STATUS_QUERY">;
};

/// The state of the store.  MBIM 1.0, CID 5; `sms/5/response@1.0` and the notification; `reference/discrepancies.md`, B23.
struct message_store_status_info {
    sms_status_flag flag{};
    std::uint32_t message_index{};  ///< of the new message, with `sms_status_flag::new_message`

    static constexpr command_id id{service::sms, 5, operation::response | operation::notification};
    using layout = fields<"MBIM_SMS_STATUS_INFO",
        field<"Flag",         &message_store_status_info::flag>,
        field<"MessageIndex", &message_store_status_info::message_index>>;
};

}  // namespace cdcnet::mbim::sms
