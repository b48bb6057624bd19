// SPDX-License-Identifier: BSL-1.0
/// \file
/// Message and command types of the control framing.  Sources: `reference/enums.json`; `reference/messages.json`, framing.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim {

/// MessageType, the first field of every control message.  Bit 31 is set in what the function sends.
enum class message_type : std::uint32_t {
    open = 1,  ///< host to function
    close = 2,
    command = 3,
    host_error = 4,  ///< has no answer
    open_done = 0x80000001,
    close_done = 0x80000002,
    command_done = 0x80000003,
    function_error = 0x80000004,   ///< has no answer
    indicate_status = 0x80000007,  ///< unsolicited; its TransactionId is 0
};
constexpr auto names(message_type) {
    using enum message_type;
    return values("MessageType", named{open, "OPEN"}, named{close, "CLOSE"}, named{command, "COMMAND"}, named{host_error, "HOST_ERROR"},
                  named{open_done, "OPEN_DONE"}, named{close_done, "CLOSE_DONE"}, named{command_done, "COMMAND_DONE"},
                  named{function_error, "FUNCTION_ERROR"}, named{indicate_status, "INDICATE_STATUS"});
}

/// True for the nine types; other numbers are not messages.
[[nodiscard]] constexpr bool is_known(message_type type) noexcept {
    switch (type) {
        case message_type::open:
        case message_type::close:
        case message_type::command:
        case message_type::host_error:
        case message_type::open_done:
        case message_type::close_done:
        case message_type::command_done:
        case message_type::function_error:
        case message_type::indicate_status: return true;
    }
    return false;
}

/// True for the types that a function sends, false for those of the host.
[[nodiscard]] constexpr bool from_function(message_type type) noexcept { return (static_cast<std::uint32_t>(type) & 0x80000000u) != 0; }

/// True for the types that carry a fragment header and may come in several fragments.
[[nodiscard]] constexpr bool has_fragment_header(message_type type) noexcept {
    return type == message_type::command || type == message_type::command_done || type == message_type::indicate_status;
}

/// CommandType of a COMMAND_MSG.
enum class command_type : std::uint32_t {
    query = 0,
    set = 1,
};
constexpr auto names(command_type) {
    using enum command_type;
    return values("CommandType", named{query, "QUERY"}, named{set, "SET"});
}

}  // namespace cdcnet::mbim
