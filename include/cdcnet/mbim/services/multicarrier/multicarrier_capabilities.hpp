// SPDX-License-Identifier: BSL-1.0
/// \file
/// MULTICARRIER_CAPABILITIES, CID 1: how the function serves several carriers.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/multicarrier/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::multicarrier {

/// Asks for the capabilities; empty.  Multi-carrier service, CID 1; `multicarrier/1/query@1.0`.
struct multicarrier_capabilities_query {
    static constexpr command_id id{service::multicarrier, 1, operation::query};
    using layout = fields<"MBIM_MULTICARRIER_CAPABILITIES_QUERY">;
};

/// The capabilities.  Multi-carrier service, CID 1; `multicarrier/1/response@1.0`.
struct multicarrier_capabilities_info {
    multicarrier_flags capabilities{};

    static constexpr command_id id{service::multicarrier, 1, operation::response};
    using layout = fields<"MBIM_MULTICARRIER_CAPABILITIES",
        field<"Capabilities", &multicarrier_capabilities_info::capabilities>>;
};

}  // namespace cdcnet::mbim::multicarrier
