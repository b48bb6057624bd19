// SPDX-License-Identifier: BSL-1.0
/// \file
/// RAT, CID 4: the radio technologies that the function may use.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/atds/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::atds {

/// Asks for the mode; empty.  CID 4; `atds/4/query@1.0`.
struct rat_query {
    static constexpr command_id id{service::atds, 4, operation::query};
    using layout = fields<"MBIM_ATDS_RAT_QUERY">;
};

/// The mode, to be set or as it is.  CID 4; `atds/4/set@1.0` and the response.
/// As the answer to a set it may be there or be left out: read both, send an empty information buffer
/// (`reference/discrepancies.md`, A19).
struct rat {
    rat_mode mode{};

    static constexpr command_id id{service::atds, 4, operation::set | operation::response};
    using layout = fields<"MBIM_ATDS_RAT",
        field<"Mode", &rat::mode>>;
};

}  // namespace cdcnet::mbim::atds
