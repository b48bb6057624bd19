// SPDX-License-Identifier: BSL-1.0
/// \file
/// MULTIFLOW_CAPS, CID 1: in which directions flows can be controlled.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/multiflow/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::multiflow {

/// Asks for the directions; empty.  Multiflow 1.0, CID 1; `multiflow/1/query@1.0`.
struct multiflow_caps_query {
    static constexpr command_id id{service::multiflow, 1, operation::query};
    using layout = fields<"MBIM_MULTIFLOW_CAPS_QUERY">;
};

/// The directions.  Multiflow 1.0, CID 1; `multiflow/1/response@1.0`.
struct multiflow_caps_info {
    multiflow_control_caps control_caps{};

    static constexpr command_id id{service::multiflow, 1, operation::response};
    using layout = fields<"MBIM_MULTIFLOW_CAPS_INFO",
        field<"ControlCaps", &multiflow_caps_info::control_caps>>;
};

}  // namespace cdcnet::mbim::multiflow
