// SPDX-License-Identifier: BSL-1.0
/// \file
/// GET, CID 1: which firmware the function runs.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_firmware_id {

/// Asks which firmware runs; empty.  Microsoft firmware id service, CID 1; `ms_firmware_id/1/query@1.0`.
struct get_query {
    static constexpr command_id id{service::ms_firmware_id, 1, operation::query};
    using layout = fields<"MBIM_MS_FIRMWARE_ID_GET_QUERY">;
};

/// The firmware that runs.  Microsoft firmware id service, CID 1; `ms_firmware_id/1/response@1.0`.
struct get_info {
    uuid firmware_id{};

    static constexpr command_id id{service::ms_firmware_id, 1, operation::response};
    using layout = fields<"MBIM_MS_FIRMWARE_ID_INFO",
        field<"FirmwareId", &get_info::firmware_id>>;
};

}  // namespace cdcnet::mbim::ms_firmware_id
