// SPDX-License-Identifier: BSL-1.0
/// \file
/// PREFERRED_PROVIDERS, CID 7: the networks to prefer when roaming.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/provider.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// Asks for the list; empty.  MBIM 1.0, CID 7; `basic_connect/7/query@1.0`.
struct preferred_providers_query {
    static constexpr command_id id{service::basic_connect, 7, operation::query};
    using layout = fields<"MBIM_PREFERRED_PROVIDERS_QUERY">;
};

/// The list; a set replaces it whole.
/// MBIM 1.0, CID 7, MBIM_PROVIDERS; `basic_connect/7/set@1.0`, the response and the notification.
struct preferred_providers {
    ref_list<provider> providers{};

    static constexpr command_id id{service::basic_connect, 7, operation::set | operation::response | operation::notification};
    using layout = fields<"MBIM_PREFERRED_PROVIDERS",
        count<"ProvidersCount", &preferred_providers::providers>,
        field<"Providers",      &preferred_providers::providers>>;
};

}  // namespace cdcnet::mbim::basic_connect
