// SPDX-License-Identifier: BSL-1.0
/// \file
/// SAR_CONFIG, CID 1: reduces the power to keep the specific absorption rate low.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::intel_sar {

/// Asks for the setting; empty.  CID 1; `intel_sar/1/query@1.0`.
struct sar_config_query {
    static constexpr command_id id{service::intel_sar, 1, operation::query};
    using layout = fields<"MBIM_INTEL_SAR_CONFIG_QUERY">;
};

/// The setting, to be set or as it is.  A buffer of 4 bytes has no level; what is built always has one.
/// CID 1; `intel_sar/1/set@1.0` and the response, with their note.
struct sar_config {
    std::uint32_t sar_status{};
    std::uint32_t level{};

    static constexpr command_id id{service::intel_sar, 1, operation::set | operation::response};
    using layout = fields<"MBIM_INTEL_SAR_CONFIG",
        field<"SarStatus", &sar_config::sar_status>,
        field<"Level",     &sar_config::level, rule{.optional = true}>>;
};

}  // namespace cdcnet::mbim::intel_sar
