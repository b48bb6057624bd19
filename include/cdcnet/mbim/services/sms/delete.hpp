// SPDX-License-Identifier: BSL-1.0
/// \file
/// DELETE, CID 4: removes messages from the store.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/sms/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::sms {

/// Removes messages.  MBIM 1.0, CID 4; `sms/4/set@1.0`.
struct delete_set {
    sms_flag flag{};
    std::uint32_t message_index{};  ///< for `sms_flag::index` only

    static constexpr command_id id{service::sms, 4, operation::set};
    using layout = fields<"MBIM_SET_SMS_DELETE",
        field<"Flag",         &delete_set::flag>,
        field<"MessageIndex", &delete_set::message_index>>;
};

/// Done; empty.  MBIM 1.0, CID 4; `sms/4/response@1.0`.
struct delete_info {
    static constexpr command_id id{service::sms, 4, operation::response};
    using layout = fields<"MBIM_SMS_DELETE_INFO">;
};

}  // namespace cdcnet::mbim::sms
