// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations of the multi-carrier service.  Source: `reference/enums.json`.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim::multicarrier {

// For expressions outside this namespace: argument-dependent look-up of a flag set looks here.
using mbim::operator|;
using mbim::operator&;
using mbim::operator~;
using mbim::operator|=;
using mbim::operator&=;

/// How the function serves several carriers, MULTICARRIER_CAPABILITIES.
enum class multicarrier_flags : std::uint32_t {
    none = 0,
    static_scan = 1,         ///< the visible providers may come from a list instead of a scan
    fw_requires_reboot = 2,  ///< the device restarts to change its firmware
};
constexpr auto names(multicarrier_flags) {
    using enum multicarrier_flags;
    return flags("MulticarrierFlags", named{none, "NONE"}, named{static_scan, "STATIC_SCAN"},
                 named{fw_requires_reboot, "FW_REQUIRES_REBOOT"});
}

}  // namespace cdcnet::mbim::multicarrier
