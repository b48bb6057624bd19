// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations of the Intel thermal and RF service.  Source: `reference/enums.json`.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim::intel_thermal_rf {

/// The part of a cell in carrier aggregation and dual connectivity, RFIM.
enum class serving_cell_info : std::uint32_t {
    pcell = 0,   ///< primary cell
    scell = 1,   ///< secondary cell
    pscell = 2,  ///< primary cell of the secondary group
    sscell = 3,  ///< secondary cell of the secondary group
    radio_off = 0xffffffff,
};
constexpr auto names(serving_cell_info) {
    using enum serving_cell_info;
    return values("IntelServingCellInfo", named{pcell, "PCELL"}, named{scell, "SCELL"}, named{pscell, "PSCELL"}, named{sscell, "SSCELL"},
                  named{radio_off, "RADIO_OFF"});
}

}  // namespace cdcnet::mbim::intel_thermal_rf
