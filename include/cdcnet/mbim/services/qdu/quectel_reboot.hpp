// SPDX-License-Identifier: BSL-1.0
/// \file
/// QUECTEL_REBOOT, CID 4: restarts the function.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/qdu/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::qdu {

/// Restarts the function; 2 bytes.  CID 4; `qdu/4/set@1.0`.
struct quectel_reboot_set {
    quectel_reboot_type type{};

    static constexpr command_id id{service::qdu, 4, operation::set};
    using layout = fields<"MBIM_QDU_QUECTEL_REBOOT_SET",
        field<"RebootType", &quectel_reboot_set::type>>;
};

/// The function restarts; empty.  CID 4; `qdu/4/response@1.0`.
struct quectel_reboot_info {
    static constexpr command_id id{service::qdu, 4, operation::response};
    using layout = fields<"MBIM_QDU_QUECTEL_REBOOT_INFO">;
};

}  // namespace cdcnet::mbim::qdu
