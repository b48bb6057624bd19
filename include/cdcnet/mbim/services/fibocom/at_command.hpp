// SPDX-License-Identifier: BSL-1.0
/// \file
/// AT_COMMAND, CID 1: AT commands inside MBIM, as Fibocom's functions take them.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::fibocom {

/// An AT command, with the line end that it needs.  It is not padded: the function would take the zeros for more of the command
/// (`reference/discrepancies.md`, E).  CID 1; `fibocom/1/set@1.0`.
struct at_command_set {
    bytes command_req{};

    static constexpr command_id id{service::fibocom, 1, operation::set};
    using layout = fields<"MBIM_FIBOCOM_AT_COMMAND_SET",
        tail<"CommandReq", &at_command_set::command_req, rule{.personal = true, .unpadded = true}>>;
};

/// What the command returns, not padded.  CID 1; `fibocom/1/response@1.0`.
struct at_command_info {
    bytes command_resp{};

    static constexpr command_id id{service::fibocom, 1, operation::response};
    using layout = fields<"MBIM_FIBOCOM_AT_COMMAND_INFO",
        tail<"CommandResp", &at_command_info::command_resp, rule{.personal = true, .unpadded = true}>>;
};

}  // namespace cdcnet::mbim::fibocom
