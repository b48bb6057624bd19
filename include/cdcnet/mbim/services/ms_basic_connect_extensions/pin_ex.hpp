// SPDX-License-Identifier: BSL-1.0
/// \file
/// PIN_EX, CID 14: PIN of the basic connect service for one application of the card.  Wireshark calls it
/// MS_PIN_INFO_EX2 (`reference/discrepancies.md`, B9).
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// Enters, switches or changes a PIN of an application.  Microsoft extensions 1.0, CID 14;
/// `ms_basic_connect_extensions/14/set@1.0`.
struct pin_ex_set {
    pin_type type{};
    mbim::pin_operation pin_operation{};
    utf16 pin{};      ///< the PIN, or the PUK for the PUK types
    utf16 new_pin{};  ///< for `change`, and for `enter` of a PUK; else empty
    bytes app_id{};   ///< AID, at most 16 bytes

    static constexpr command_id id{service::ms_basic_connect_extensions, 14, operation::set};
    using layout = fields<"MBIM_MS_SET_PIN_EX",
        field<"PinType",      &pin_ex_set::type>,
        field<"PinOperation", &pin_ex_set::pin_operation>,
        field<"Pin",          &pin_ex_set::pin, rule{.max_bytes = 32, .personal = true}>,
        field<"NewPin",       &pin_ex_set::new_pin, rule{.max_bytes = 32, .personal = true}>,
        field<"AppId",        &pin_ex_set::app_id, rule{.max_bytes = 16}>>;
};

/// Asks which PIN of an application is waited for.  Microsoft extensions 1.0, CID 14;
/// `ms_basic_connect_extensions/14/query@1.0`.
struct pin_ex_query {
    std::uint32_t version{1};  ///< of this structure, 1
    bytes app_id{};            ///< AID, at most 16 bytes

    static constexpr command_id id{service::ms_basic_connect_extensions, 14, operation::query};
    using layout = fields<"MBIM_MS_PIN_EX_QUERY",
        field<"Version", &pin_ex_query::version>,
        field<"AppId",   &pin_ex_query::app_id, rule{.max_bytes = 16}>>;
};

/// The PIN that the application waits for.  Microsoft extensions 1.0, CID 14; `ms_basic_connect_extensions/14/response@1.0`.
struct pin_ex_info {
    pin_type type{};
    pin_state state{};
    std::uint32_t remaining_attempts{};  ///< 0xffffffff: the function does not know

    static constexpr command_id id{service::ms_basic_connect_extensions, 14, operation::response};
    using layout = fields<"MBIM_MS_PIN_INFO_EX",
        field<"PinType",           &pin_ex_info::type>,
        field<"PinState",          &pin_ex_info::state>,
        field<"RemainingAttempts", &pin_ex_info::remaining_attempts>>;
};

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
