// SPDX-License-Identifier: BSL-1.0
/// \file
/// LOCATION_INFO_STATUS, CID 12: where in the network the device is.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// Asks for the place; empty.  Microsoft extensions 1.0, CID 12; `ms_basic_connect_extensions/12/query@1.0`.
struct location_info_status_query {
    static constexpr command_id id{service::ms_basic_connect_extensions, 12, operation::query};
    using layout = fields<"MBIM_LOCATION_INFO_QUERY">;
};

/// The place; 0xffffffff: unknown, or not of this technology.
/// Microsoft extensions 1.0, CID 12; `ms_basic_connect_extensions/12/response@1.0` and the notification.
struct location_info_status {
    std::uint32_t location_area_code{};  ///< GSM and UMTS
    std::uint32_t tracking_area_code{};  ///< LTE
    std::uint32_t cell_id{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 12, operation::response | operation::notification};
    using layout = fields<"MBIM_LOCATION_INFO",
        field<"LocationAreaCode", &location_info_status::location_area_code, rule{.personal = true}>,
        field<"TrackingAreaCode", &location_info_status::tracking_area_code, rule{.personal = true}>,
        field<"CellID",           &location_info_status::cell_id, rule{.personal = true}>>;
};

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
