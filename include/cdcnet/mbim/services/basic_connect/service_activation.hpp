// SPDX-License-Identifier: BSL-1.0
/// \file
/// SERVICE_ACTIVATION, CID 14: activates a subscription in the operator's own way.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/nw_error.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// Starts the activation.  MBIM 1.0, CID 14; `basic_connect/14/set@1.0`.
struct service_activation_set {
    bytes buffer{};  ///< the operator's; what is read may end in up to 3 bytes of padding

    static constexpr command_id id{service::basic_connect, 14, operation::set};
    using layout = fields<"MBIM_SET_SERVICE_ACTIVATION",
        tail<"Buffer", &service_activation_set::buffer>>;
};

/// Result of the activation.  MBIM 1.0, CID 14; `basic_connect/14/response@1.0`.
struct service_activation_info {
    mbim::nw_error nw_error{};
    bytes buffer{};  ///< the operator's; what is read may end in up to 3 bytes of padding

    static constexpr command_id id{service::basic_connect, 14, operation::response};
    using layout = fields<"MBIM_SERVICE_ACTIVATION_INFO",
        field<"NwError", &service_activation_info::nw_error>,
        tail<"Buffer",   &service_activation_info::buffer>>;
};

}  // namespace cdcnet::mbim::basic_connect
