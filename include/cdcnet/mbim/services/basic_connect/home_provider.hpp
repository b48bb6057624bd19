// SPDX-License-Identifier: BSL-1.0
/// \file
/// HOME_PROVIDER, CID 6: whose subscriber the SIM is.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/provider.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// Asks for the home provider; empty.  MBIM 1.0, CID 6; `basic_connect/6/query@1.0`.
struct home_provider_query {
    static constexpr command_id id{service::basic_connect, 6, operation::query};
    using layout = fields<"MBIM_HOME_PROVIDER_QUERY">;
};

/// The home provider, to be set (multi-carrier devices) or as it is.
/// MBIM 1.0, CID 6, where it is a bare MBIM_PROVIDER; `basic_connect/6/set@1.0` and the response.
struct home_provider {
    basic_connect::provider provider{};

    static constexpr command_id id{service::basic_connect, 6, operation::set | operation::response};
    using layout = fields<"MBIM_HOME_PROVIDER",
        field<"Provider", &home_provider::provider>>;
};

}  // namespace cdcnet::mbim::basic_connect
