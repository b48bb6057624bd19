// SPDX-License-Identifier: BSL-1.0
/// \file
/// TRACE, CID 1: the configuration of tracing.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::intel_trace {

/// Asks for the setting; empty.  CID 1; `intel_trace/1/query@1.0`.
struct trace_query {
    static constexpr command_id id{service::intel_trace, 1, operation::query};
    using layout = fields<"MBIM_INTEL_TRACE_QUERY">;
};

/// The setting, to be set or as it is.  CID 1; `intel_trace/1/set@1.0` and the response.
struct trace {
    std::uint32_t config{};

    static constexpr command_id id{service::intel_trace, 1, operation::set | operation::response};
    using layout = fields<"MBIM_INTEL_TRACE",
        field<"Config", &trace::config>>;
};

}  // namespace cdcnet::mbim::intel_trace
