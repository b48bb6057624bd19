// SPDX-License-Identifier: BSL-1.0
/// \file
/// NRTAPP, CID 1: period and duration, for the coexistence of LTE, WLAN and Bluetooth.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::intel_nrtc {

/// Asks for the setting; empty.  CID 1; `intel_nrtc/1/query@1.0`.
struct nrtapp_query {
    static constexpr command_id id{service::intel_nrtc, 1, operation::query};
    using layout = fields<"MBIM_INTEL_NRTAPP_QUERY">;
};

/// The setting, to be set or as it is, 4 bytes; the answer to a set is empty.  The source gives no units.
/// CID 1; `intel_nrtc/1/set@1.0` and the response.
struct nrtapp {
    std::uint16_t period{};
    std::uint16_t duration{};

    static constexpr command_id id{service::intel_nrtc, 1, operation::set | operation::response};
    using layout = fields<"MBIM_INTEL_NRTAPP",
        field<"Period",   &nrtapp::period>,
        field<"Duration", &nrtapp::duration>>;
};

}  // namespace cdcnet::mbim::intel_nrtc
