// SPDX-License-Identifier: BSL-1.0
/// \file
/// LOCATION_INFO, CID 2: the country that the host is in.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::multicarrier {

/// Asks for the country; empty.  Multi-carrier service, CID 2; `multicarrier/2/query@1.0`.
struct location_info_query {
    static constexpr command_id id{service::multicarrier, 2, operation::query};
    using layout = fields<"MBIM_LOCATION_INFO_QUERY">;
};

/// The country, to be set or as it is; a function without a scan lists the providers there.
/// Multi-carrier service, CID 2; `multicarrier/2/set@1.0` and the response.
struct location_info {
    std::uint32_t country{};  ///< a GEOID, the geographical location id of Windows

    static constexpr command_id id{service::multicarrier, 2, operation::set | operation::response};
    using layout = fields<"MBIM_LOCATION_INFO",
        field<"Country", &location_info::country, rule{.personal = true}>>;
};

}  // namespace cdcnet::mbim::multicarrier
