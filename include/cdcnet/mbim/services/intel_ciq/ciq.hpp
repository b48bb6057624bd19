// SPDX-License-Identifier: BSL-1.0
/// \file
/// CIQ, CID 1: a mode and a text.  The source gives names, no meanings.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::intel_ciq {

/// Changes the mode.  The answer to a set is empty.  CID 1; `intel_ciq/1/set@1.0`.
struct ciq_set {
    std::uint32_t mode{};
    bytes debug_info{};  ///< UTF-16LE; read it with `utf16::over`

    static constexpr command_id id{service::intel_ciq, 1, operation::set};
    using layout = fields<"MBIM_INTEL_CIQ_SET",
        field<"Mode",      &ciq_set::mode>,
        sized<"DebugInfo", &ciq_set::debug_info, rule{.personal = true}>>;
};

/// Asks for the mode; empty.  CID 1; `intel_ciq/1/query@1.0`.
struct ciq_query {
    static constexpr command_id id{service::intel_ciq, 1, operation::query};
    using layout = fields<"MBIM_INTEL_CIQ_QUERY">;
};

/// The mode: the answer to a query.  CID 1; `intel_ciq/1/response@1.0`.
struct ciq_info {
    std::uint32_t mode{};

    static constexpr command_id id{service::intel_ciq, 1, operation::response};
    using layout = fields<"MBIM_INTEL_CIQ_INFO",
        field<"Mode", &ciq_info::mode>>;
};

}  // namespace cdcnet::mbim::intel_ciq
