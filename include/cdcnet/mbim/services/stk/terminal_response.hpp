// SPDX-License-Identifier: BSL-1.0
/// \file
/// TERMINAL_RESPONSE, CID 2: the answer of the host to a proactive command.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::stk {

/// Answers a proactive command.  MBIM 1.0, CID 2; `stk/2/set@1.0`.
struct terminal_response_set {
    bytes response{};  ///< the TERMINAL RESPONSE of ETSI TS 102 223

    static constexpr command_id id{service::stk, 2, operation::set};
    using layout = fields<"MBIM_SET_STK_TERMINAL_RESPONSE",
        sized<"Response", &terminal_response_set::response, rule{.personal = true}>>;
};

/// What the SIM said.  MBIM 1.0, CID 2; `stk/2/response@1.0`.
struct terminal_response_info {
    bytes result_data{};
    std::uint32_t status_words{};  ///< SW1 and SW2 of the SIM

    static constexpr command_id id{service::stk, 2, operation::response};
    using layout = fields<"MBIM_STK_TERMINAL_RESPONSE_INFO",
        field<"ResultData",  &terminal_response_info::result_data, rule{.personal = true}>,
        field<"StatusWords", &terminal_response_info::status_words>>;
};

}  // namespace cdcnet::mbim::stk
