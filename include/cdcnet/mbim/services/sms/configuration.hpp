// SPDX-License-Identifier: BSL-1.0
/// \file
/// CONFIGURATION, CID 1: the format of messages and the service centre.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/sms/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::sms {

/// Chooses the format and the service centre.  MBIM 1.0, CID 1; `sms/1/set@1.0`.
struct configuration_set {
    sms_format format{};
    utf16 sc_address{};  ///< number of the service centre, at most 20 digits

    static constexpr command_id id{service::sms, 1, operation::set};
    using layout = fields<"MBIM_SET_SMS_CONFIGURATION",
        field<"Format",    &configuration_set::format>,
        field<"ScAddress", &configuration_set::sc_address, rule{.max_bytes = 40}>>;
};

/// Asks for the configuration; empty.  MBIM 1.0, CID 1; `sms/1/query@1.0`.
struct configuration_query {
    static constexpr command_id id{service::sms, 1, operation::query};
    using layout = fields<"MBIM_SMS_CONFIGURATION_QUERY">;
};

/// The configuration.  MBIM 1.0, CID 1; `sms/1/response@1.0` and the notification.
struct configuration_info {
    sms_storage_state storage_state{};
    sms_format format{};
    std::uint32_t max_messages{};             ///< that the store holds
    std::uint32_t cdma_short_message_size{};  ///< characters of the longest CDMA message
    utf16 sc_address{};                       ///< number of the service centre, at most 20 digits

    static constexpr command_id id{service::sms, 1, operation::response | operation::notification};
    using layout = fields<"MBIM_SMS_CONFIGURATION_INFO",
        field<"SmsStorageState",      &configuration_info::storage_state>,
        field<"Format",               &configuration_info::format>,
        field<"MaxMessages",          &configuration_info::max_messages>,
        field<"CdmaShortMessageSize", &configuration_info::cdma_short_message_size>,
        field<"ScAddress",            &configuration_info::sc_address, rule{.max_bytes = 40}>>;
};

}  // namespace cdcnet::mbim::sms
