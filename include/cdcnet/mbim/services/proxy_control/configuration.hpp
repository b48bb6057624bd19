// SPDX-License-Identifier: BSL-1.0
/// \file
/// CONFIGURATION, CID 1: which device a program wants to reach through the proxy.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::proxy_control {

/// Names the device; the first message to the proxy, even before OPEN.  The proxy control service of libmbim, CID 1;
/// `proxy_control/1/set@1.0`.
struct configuration_set {
    utf16 device_path{};      ///< a path of the host, `/dev/cdc-wdm0`
    std::uint32_t timeout{};  ///< for the proxy to open the device

    static constexpr command_id id{service::proxy_control, 1, operation::set};
    using layout = fields<"MBIM_PROXY_CONTROL_CONFIGURATION_SET",
        field<"DevicePath", &configuration_set::device_path>,
        field<"Timeout",    &configuration_set::timeout, rule{.unit = unit::seconds}>>;
};

/// The device is open; empty.  The proxy control service of libmbim, CID 1; `proxy_control/1/response@1.0`.
struct configuration_info {
    static constexpr command_id id{service::proxy_control, 1, operation::response};
    using layout = fields<"MBIM_PROXY_CONTROL_CONFIGURATION_INFO">;
};

}  // namespace cdcnet::mbim::proxy_control
