// SPDX-License-Identifier: BSL-1.0
/// \file
/// AT_COMMAND, CID 1: AT commands inside MBIM, as Compal's functions take them.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::compal {

/// An AT command, with the line end that it needs; sent as a query, whatever the command does.  It is not padded: the function
/// would take the zeros for more of the command (`reference/discrepancies.md`, E).  CID 1; `compal/1/query@1.0`.
struct at_command_query {
    bytes command_req{};

    static constexpr command_id id{service::compal, 1, operation::query};
    using layout = fields<"MBIM_COMPAL_AT_COMMAND_QUERY",
        tail<"CommandReq", &at_command_query::command_req, rule{.personal = true, .unpadded = true}>>;
};

/// What the command returns.  CID 1; `compal/1/response@1.0`.
struct at_command_info {
    bytes command_resp{};  ///< what is read may end in up to 3 bytes of padding

    static constexpr command_id id{service::compal, 1, operation::response};
    using layout = fields<"MBIM_COMPAL_AT_COMMAND_INFO",
        tail<"CommandResp", &at_command_info::command_resp, rule{.personal = true}>>;
};

}  // namespace cdcnet::mbim::compal
