// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations of the Quectel service.  Source: `reference/enums.json`.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim::quectel {

/// The radio switch, RADIO_STATE.
enum class radio_switch_state : std::uint32_t {
    off = 0,
    on = 1,
    fcc_locked = 4,  ///< off, by the FCC lock
};
constexpr auto names(radio_switch_state) {
    using enum radio_switch_state;
    return values("QuectelRadioSwitchState", named{off, "OFF"}, named{on, "ON"}, named{fcc_locked, "FCC_LOCKED"});
}

}  // namespace cdcnet::mbim::quectel
