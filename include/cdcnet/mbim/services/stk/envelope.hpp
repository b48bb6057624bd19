// SPDX-License-Identifier: BSL-1.0
/// \file
/// ENVELOPE, CID 3: events and downloads for the SIM.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::stk {

/// Hands an envelope to the SIM.  MBIM 1.0, CID 3; `stk/3/set@1.0`.
struct envelope_set {
    bytes data{};  ///< the ENVELOPE of ETSI TS 102 223, a BER-TLV; ends in up to three bytes of padding

    static constexpr command_id id{service::stk, 3, operation::set};
    using layout = fields<"MBIM_SET_STK_ENVELOPE",
        tail<"Data", &envelope_set::data, rule{.personal = true}>>;
};

/// Asks which envelopes are supported; empty.  MBIM 1.0, CID 3; `stk/3/query@1.0`.
struct envelope_query {
    static constexpr command_id id{service::stk, 3, operation::query};
    using layout = fields<"MBIM_STK_ENVELOPE_QUERY">;
};

/// Which envelopes are supported.  MBIM 1.0, CID 3; `stk/3/response@1.0`.
struct envelope_info {
    std::array<std::byte, 32> envelope_support{};  ///< 256 bits, numbered by the tags of the envelopes

    static constexpr command_id id{service::stk, 3, operation::response};
    using layout = fields<"MBIM_STK_ENVELOPE_INFO",
        field<"EnvelopeSupport", &envelope_info::envelope_support>>;
};

}  // namespace cdcnet::mbim::stk
