// SPDX-License-Identifier: BSL-1.0
/// \file
/// PIN, CID 4: enters and changes PINs.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// Enters, switches or changes a PIN.  MBIM 1.0, CID 4; `basic_connect/4/set@1.0`.
struct pin_set {
    pin_type type{};
    mbim::pin_operation pin_operation{};
    utf16 pin{};      ///< the PIN, or the PUK for the PUK types
    utf16 new_pin{};  ///< for `change`, and for `enter` of a PUK; else empty

    static constexpr command_id id{service::basic_connect, 4, operation::set};
    using layout = fields<"MBIM_SET_PIN",
        field<"PinType",      &pin_set::type>,
        field<"PinOperation", &pin_set::pin_operation>,
        field<"Pin",          &pin_set::pin, rule{.max_bytes = 32, .personal = true}>,
        field<"NewPin",       &pin_set::new_pin, rule{.max_bytes = 32, .personal = true}>>;
};

/// Asks which PIN the function waits for; empty.  MBIM 1.0, CID 4; `basic_connect/4/query@1.0`.
struct pin_query {
    static constexpr command_id id{service::basic_connect, 4, operation::query};
    using layout = fields<"MBIM_PIN_QUERY">;
};

/// The PIN that the function waits for.  A failed set may come without it.
/// MBIM 1.0, CID 4; `basic_connect/4/response@1.0`.
struct pin_info {
    pin_type type{};
    pin_state state{};
    std::uint32_t remaining_attempts{};  ///< 0xffffffff: the function does not know

    static constexpr command_id id{service::basic_connect, 4, operation::response};
    using layout = fields<"MBIM_PIN_INFO",
        field<"PinType",           &pin_info::type>,
        field<"PinState",          &pin_info::state>,
        field<"RemainingAttempts", &pin_info::remaining_attempts>>;
};

}  // namespace cdcnet::mbim::basic_connect
