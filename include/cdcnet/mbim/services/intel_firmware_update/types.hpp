// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations of the Intel firmware update service.  Source: `reference/enums.json`.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim::intel_firmware_update {

/// What the modem does after the reboot, MODEM_REBOOT from MBIMEx 2.0 on.
enum class boot_mode : std::uint32_t {
    normal_mode = 0,
    download_mode = 1,
    power_off_device = 2,
    non_resetable_register = 3,
    without_reboot_power_off = 4,
    fast_download_mode = 5,
};
constexpr auto names(boot_mode) {
    using enum boot_mode;
    return values("IntelBootMode", named{normal_mode, "NORMAL_MODE"}, named{download_mode, "DOWNLOAD_MODE"},
                  named{power_off_device, "POWER_OFF_DEVICE"}, named{non_resetable_register, "NON_RESETABLE_REGISTER"},
                  named{without_reboot_power_off, "WITHOUT_REBOOT_POWER_OFF"}, named{fast_download_mode, "FAST_DOWNLOAD_MODE"});
}

}  // namespace cdcnet::mbim::intel_firmware_update
