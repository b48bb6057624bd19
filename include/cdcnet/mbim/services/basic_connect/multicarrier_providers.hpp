// SPDX-License-Identifier: BSL-1.0
/// \file
/// MULTICARRIER_PROVIDERS, CID 24: providers among which a multi-carrier device can change.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/provider.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// Asks for the list; empty.  MBIM 1.0, CID 24; `basic_connect/24/query@1.0`.
struct multicarrier_providers_query {
    static constexpr command_id id{service::basic_connect, 24, operation::query};
    using layout = fields<"MBIM_MULTICARRIER_PROVIDERS_QUERY">;
};

/// The list; a set replaces it whole.
/// MBIM 1.0, CID 24, MBIM_PROVIDERS; `basic_connect/24/set@1.0`, the response and the notification.
struct multicarrier_providers {
    ref_list<provider> providers{};

    static constexpr command_id id{service::basic_connect, 24, operation::set | operation::response | operation::notification};
    using layout = fields<"MBIM_MULTICARRIER_PROVIDERS",
        count<"ProvidersCount", &multicarrier_providers::providers>,
        field<"Providers",      &multicarrier_providers::providers>>;
};

}  // namespace cdcnet::mbim::basic_connect
