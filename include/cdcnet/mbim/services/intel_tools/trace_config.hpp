// SPDX-License-Identifier: BSL-1.0
/// \file
/// TRACE_CONFIG, CID 8: settings of modem tracing.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/intel_tools/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::intel_tools {

/// Changes one setting.  CID 8; `intel_tools/8/set@1.0`.
struct trace_config_set {
    trace_command command{};
    std::uint32_t value{};

    static constexpr command_id id{service::intel_tools, 8, operation::set};
    using layout = fields<"MBIM_INTEL_TRACE_CONFIG_SET",
        field<"TraceCmd",   &trace_config_set::command>,
        field<"TraceValue", &trace_config_set::value>>;
};

/// Asks for one setting.  CID 8; `intel_tools/8/query@1.0`.
struct trace_config_query {
    trace_command command{};

    static constexpr command_id id{service::intel_tools, 8, operation::query};
    using layout = fields<"MBIM_INTEL_TRACE_CONFIG_QUERY",
        field<"TraceCmd", &trace_config_query::command>>;
};

/// One setting.  CID 8; `intel_tools/8/response@1.0`.
struct trace_config_info {
    trace_command command{};
    std::uint32_t result{};

    static constexpr command_id id{service::intel_tools, 8, operation::response};
    using layout = fields<"MBIM_INTEL_TRACE_CONFIG_INFO",
        field<"TraceCmd", &trace_config_info::command>,
        field<"Result",   &trace_config_info::result>>;
};

}  // namespace cdcnet::mbim::intel_tools
