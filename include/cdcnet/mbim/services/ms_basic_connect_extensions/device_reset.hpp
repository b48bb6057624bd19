// SPDX-License-Identifier: BSL-1.0
/// \file
/// DEVICE_RESET, CID 10: starts the device anew.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// Resets the device; empty.  Microsoft extensions 1.0, CID 10; `ms_basic_connect_extensions/10/set@1.0`.
struct device_reset_set {
    static constexpr command_id id{service::ms_basic_connect_extensions, 10, operation::set};
    using layout = fields<"MBIM_MS_SET_DEVICE_RESET">;
};

/// Says that the reset will come; empty.  Microsoft extensions 1.0, CID 10; `ms_basic_connect_extensions/10/response@1.0`.
struct device_reset_info {
    static constexpr command_id id{service::ms_basic_connect_extensions, 10, operation::response};
    using layout = fields<"MBIM_MS_DEVICE_RESET_INFO">;
};

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
