// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations of the Microsoft SAR control service.  Source: `reference/enums.json`.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim::ms_sar {

/// Who lowers the transmit power, CONFIG.
enum class sar_control_mode : std::uint32_t {
    device = 0,  ///< the function by itself
    os = 1,      ///< the host
};
constexpr auto names(sar_control_mode) {
    using enum sar_control_mode;
    return values("SarControlMode", named{device, "DEVICE"}, named{os, "OS"});
}

/// Whether the transmit power is lowered, CONFIG.
enum class sar_backoff_state : std::uint32_t {
    disabled = 0,
    enabled = 1,
};
constexpr auto names(sar_backoff_state) {
    using enum sar_backoff_state;
    return values("SarBackoffState", named{disabled, "DISABLED"}, named{enabled, "ENABLED"});
}

/// Whether the hardware lowers the power of Wi-Fi together with that of the function, CONFIG.  One source has the values
/// the other way round; these are the ones to take: `reference/discrepancies.md`, B2.
enum class sar_wifi_hardware_state : std::uint32_t {
    integrated = 0,
    not_integrated = 1,
};
constexpr auto names(sar_wifi_hardware_state) {
    using enum sar_wifi_hardware_state;
    return values("SarWifiHardwareState", named{integrated, "INTEGRATED"}, named{not_integrated, "NOT_INTEGRATED"});
}

/// Whether the function reports that it starts and stops to transmit, TRANSMISSION_STATUS.
enum class transmission_notification_status : std::uint32_t {
    disabled = 0,
    enabled = 1,
};
constexpr auto names(transmission_notification_status) {
    using enum transmission_notification_status;
    return values("TransmissionNotificationStatus", named{disabled, "DISABLED"}, named{enabled, "ENABLED"});
}

/// Whether the function transmits, TRANSMISSION_STATUS.
enum class transmission_state : std::uint32_t {
    inactive = 0,  ///< nothing was sent for the time of the hysteresis timer
    active = 1,
};
constexpr auto names(transmission_state) {
    using enum transmission_state;
    return values("TransmissionState", named{inactive, "INACTIVE"}, named{active, "ACTIVE"});
}

}  // namespace cdcnet::mbim::ms_sar
