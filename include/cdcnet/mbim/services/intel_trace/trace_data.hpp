// SPDX-License-Identifier: BSL-1.0
/// \file
/// TRACE_DATA, CID 2: the configuration of trace data.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::intel_trace {

/// Asks for the setting; empty.  CID 2; `intel_trace/2/query@1.0`.
struct trace_data_query {
    static constexpr command_id id{service::intel_trace, 2, operation::query};
    using layout = fields<"MBIM_INTEL_TRACE_DATA_QUERY">;
};

/// The setting, to be set or as it is.  CID 2; `intel_trace/2/set@1.0` and the response.
struct trace_data {
    std::uint32_t config{};

    static constexpr command_id id{service::intel_trace, 2, operation::set | operation::response};
    using layout = fields<"MBIM_INTEL_TRACE_DATA",
        field<"Config", &trace_data::config>>;
};

}  // namespace cdcnet::mbim::intel_trace
