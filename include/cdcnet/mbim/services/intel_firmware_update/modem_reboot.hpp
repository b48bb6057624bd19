// SPDX-License-Identifier: BSL-1.0
/// \file
/// MODEM_REBOOT, CID 1: restarts the modem.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/intel_firmware_update/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::intel_firmware_update {

/// Restarts the modem.  Empty in its first form; boot mode and timeout since MBIMEx 2.0.
///
/// Both forms exist, and the release does not prove which one a host sends: a function reads this with `mbimex::v2` whatever
/// was agreed, and finds zeros, a normal boot, where there is nothing.  A host builds the empty form with `mbimex::v1`.
/// CID 1; `intel_firmware_update/1/set@1.0`, `@2.0`; `reference/discrepancies.md`, A15.
struct modem_reboot_set {
    intel_firmware_update::boot_mode boot_mode{};
    std::uint32_t timeout{};

    static constexpr rule second_form{.since = mbimex::v2, .optional = true};
    static constexpr command_id id{service::intel_firmware_update, 1, operation::set};
    using layout = fields<"MBIM_INTEL_MODEM_REBOOT_SET",
        field<"BootMode", &modem_reboot_set::boot_mode, second_form>,
        field<"Timeout",  &modem_reboot_set::timeout, second_form>>;
};

/// The modem restarts; empty.  CID 1; `intel_firmware_update/1/response@1.0`.
struct modem_reboot_info {
    static constexpr command_id id{service::intel_firmware_update, 1, operation::response};
    using layout = fields<"MBIM_INTEL_MODEM_REBOOT_INFO">;
};

}  // namespace cdcnet::mbim::intel_firmware_update
