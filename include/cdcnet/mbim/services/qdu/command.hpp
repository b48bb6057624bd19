// SPDX-License-Identifier: BSL-1.0
/// \file
/// COMMAND, CID 8: an AT or system command of Quectel functions.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/qdu/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::qdu {

/// A command.  Its text is bytes, of no known encoding, and is not padded (`reference/discrepancies.md`, E).
/// CID 8; `qdu/8/set@1.0`.
struct command_set {
    quectel_command_type type{};
    bytes command_string{};

    static constexpr command_id id{service::qdu, 8, operation::set};
    using layout = fields<"MBIM_QDU_COMMAND_SET",
        field<"CommandType",  &command_set::type>,
        tail<"CommandString", &command_set::command_string, rule{.personal = true, .unpadded = true}>>;
};

/// What the command returns.  CID 8; `qdu/8/response@1.0`.
struct command_info {
    quectel_command_response_status status{};
    bytes response_string{};  ///< what is read may end in up to 3 bytes of padding

    static constexpr command_id id{service::qdu, 8, operation::response};
    using layout = fields<"MBIM_QDU_COMMAND_INFO",
        field<"CommandResponseStatus", &command_info::status>,
        tail<"CommandResponseString",  &command_info::response_string, rule{.personal = true}>>;
};

}  // namespace cdcnet::mbim::qdu
