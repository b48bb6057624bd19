// SPDX-License-Identifier: BSL-1.0
/// \file
/// CARRIER_LOCK, CID 1: ties the modem to a carrier.
/// The service has statuses of its own, 0x91000001 to 0x91000007 (`reference/discrepancies.md`, B8).
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/google/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::google {

/// Hands over a lock configuration.  CID 1; `google/1/set@1.0`.
struct carrier_lock_set {
    bytes data{};  ///< of no known format; hidden like a key

    static constexpr command_id id{service::google, 1, operation::set};
    using layout = fields<"MBIM_GOOGLE_CARRIER_LOCK_SET",
        sized<"Data", &carrier_lock_set::data, rule{.personal = true}>>;
};

/// Asks for the lock; empty.  CID 1; `google/1/query@1.0`.
struct carrier_lock_query {
    static constexpr command_id id{service::google, 1, operation::query};
    using layout = fields<"MBIM_GOOGLE_CARRIER_LOCK_QUERY">;
};

/// The lock.  CID 1; `google/1/response@1.0` and the notification.
struct carrier_lock_info {
    carrier_lock_status status{};
    carrier_lock_modem_state modem_state{};
    carrier_lock_cause cause{};

    static constexpr command_id id{service::google, 1, operation::response | operation::notification};
    using layout = fields<"MBIM_GOOGLE_CARRIER_LOCK_INFO",
        field<"CarrierLockStatus",     &carrier_lock_info::status>,
        field<"CarrierLockModemState", &carrier_lock_info::modem_state>,
        field<"CarrierLockCause",      &carrier_lock_info::cause>>;
};

}  // namespace cdcnet::mbim::google
