// SPDX-License-Identifier: BSL-1.0
/// \file
/// VISIBLE_PROVIDERS, CID 8: which networks can be received.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/provider.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// Starts a scan; its answer may take minutes.  MBIM 1.0, CID 8; `basic_connect/8/query@1.0`.
struct visible_providers_query {
    visible_providers_action action{};

    static constexpr command_id id{service::basic_connect, 8, operation::query};
    using layout = fields<"MBIM_VISIBLE_PROVIDERS_REQ",
        field<"Action", &visible_providers_query::action>>;
};

/// What the scan found.  MBIM 1.0, CID 8, MBIM_PROVIDERS; `basic_connect/8/response@1.0`.
struct visible_providers_info {
    ref_list<provider> providers{};

    static constexpr command_id id{service::basic_connect, 8, operation::response};
    using layout = fields<"MBIM_VISIBLE_PROVIDERS",
        count<"ProvidersCount", &visible_providers_info::providers>,
        field<"Providers",      &visible_providers_info::providers>>;
};

}  // namespace cdcnet::mbim::basic_connect
