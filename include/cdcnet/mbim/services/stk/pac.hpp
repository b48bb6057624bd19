// SPDX-License-Identifier: BSL-1.0
/// \file
/// PAC, CID 1: proactive commands of the SIM.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/stk/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::stk {

/// Says which proactive commands the host wants to handle.  MBIM 1.0, CID 1; `stk/1/set@1.0`.
struct pac_set {
    std::array<std::byte, 32> host_control{};  ///< 256 bits, numbered by `stk_proactive_command`

    static constexpr command_id id{service::stk, 1, operation::set};
    using layout = fields<"MBIM_SET_STK_PAC",
        field<"PacHostControl", &pac_set::host_control>>;
};

/// Asks who handles what; empty.  MBIM 1.0, CID 1; `stk/1/query@1.0`.
struct pac_query {
    static constexpr command_id id{service::stk, 1, operation::query};
    using layout = fields<"MBIM_STK_PAC_QUERY">;
};

/// Who handles what.  MBIM 1.0, CID 1; `stk/1/response@1.0`; `reference/discrepancies.md`, B20.
struct pac_info {
    std::array<std::byte, 256> support{};  ///< a `stk_pac_profile` for each `stk_proactive_command`

    static constexpr command_id id{service::stk, 1, operation::response};
    using layout = fields<"MBIM_STK_PAC_INFO",
        field<"PacSupport", &pac_info::support>>;

    /// Who handles one command.
    [[nodiscard]] constexpr stk_pac_profile profile(stk_proactive_command command) const noexcept {
        return static_cast<stk_pac_profile>(support[static_cast<std::size_t>(command)]);
    }
};

/// A proactive command.  MBIM 1.0, CID 1; `stk/1/notification@1.0`.
struct pac {
    stk_pac_type type{};
    bytes data_buffer{};  ///< the command as the SIM gave it, a BER-TLV of ETSI TS 102 223; ends in up to three bytes of padding

    static constexpr command_id id{service::stk, 1, operation::notification};
    using layout = fields<"MBIM_STK_PAC",
        field<"PacType",   &pac::type>,
        tail<"DataBuffer", &pac::data_buffer, rule{.personal = true}>>;
};

}  // namespace cdcnet::mbim::stk
