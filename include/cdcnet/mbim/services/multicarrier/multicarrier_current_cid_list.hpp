// SPDX-License-Identifier: BSL-1.0
/// \file
/// MULTICARRIER_CURRENT_CID_LIST, CID 3: which CIDs of a service the firmware that runs knows.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::multicarrier {

/// Asks for the CIDs of one service.  Multi-carrier service, CID 3; `multicarrier/3/query@1.0`.
struct multicarrier_current_cid_list_query {
    uuid device_service_id{};

    static constexpr command_id id{service::multicarrier, 3, operation::query};
    using layout = fields<"MBIM_MULTICARRIER_CURRENT_CID_LIST_QUERY",
        field<"DeviceServiceId", &multicarrier_current_cid_list_query::device_service_id>>;
};

/// The CIDs of that service.  Multi-carrier service, CID 3; `multicarrier/3/response@1.0`.
struct multicarrier_current_cid_list_info {
    array_view<std::uint32_t> cids{};

    static constexpr command_id id{service::multicarrier, 3, operation::response};
    using layout = fields<"MBIM_MULTICARRIERMODE_CURRENT_CID_LIST",
        count<"CidsCount", &multicarrier_current_cid_list_info::cids>,
        field<"Cids",      &multicarrier_current_cid_list_info::cids>>;
};

}  // namespace cdcnet::mbim::multicarrier
