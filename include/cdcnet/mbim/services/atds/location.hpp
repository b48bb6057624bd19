// SPDX-License-Identifier: BSL-1.0
/// \file
/// LOCATION, CID 2: the cell in use.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::atds {

/// Asks for the cell; empty.  CID 2; `atds/2/query@1.0`.
struct location_query {
    static constexpr command_id id{service::atds, 2, operation::query};
    using layout = fields<"MBIM_ATDS_LOCATION_QUERY">;
};

/// The cell, which tells where the subscriber is.  CID 2; `atds/2/response@1.0`.
struct location_info {
    std::uint32_t lac{};  ///< location area code
    std::uint32_t tac{};  ///< tracking area code
    std::uint32_t cell_id{};

    static constexpr command_id id{service::atds, 2, operation::response};
    using layout = fields<"MBIM_ATDS_LOCATION_INFO",
        field<"Lac",    &location_info::lac, rule{.personal = true}>,
        field<"Tac",    &location_info::tac, rule{.personal = true}>,
        field<"CellId", &location_info::cell_id, rule{.personal = true}>>;
};

}  // namespace cdcnet::mbim::atds
