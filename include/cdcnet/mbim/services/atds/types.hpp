// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations of the AT&T device service.  Source: `reference/enums.json`.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim::atds {

/// The radio technology of a provider, OPERATORS.
enum class provider_plmn_mode : std::uint32_t {
    gsm = 0,
    utran = 6,
    lte = 7,
};
constexpr auto names(provider_plmn_mode) {
    using enum provider_plmn_mode;
    return values("AtdsProviderPlmnMode", named{gsm, "GSM"}, named{utran, "UTRAN"}, named{lte, "LTE"});
}

/// The radio technologies that the function may use, RAT.
enum class rat_mode : std::uint32_t {
    automatic = 0,
    _2g_only = 1,
    _3g_only = 2,
    _4g_only = 3,
};
constexpr auto names(rat_mode) {
    using enum rat_mode;
    return values("AtdsRatMode", named{automatic, "AUTOMATIC"}, named{_2g_only, "2G_ONLY"}, named{_3g_only, "3G_ONLY"},
                  named{_4g_only, "4G_ONLY"});
}

/// The quantity that a table is for, SET_PROJECTION_TABLES.
enum class projection_table_type : std::uint32_t {
    rssi = 0,
    rscp = 1,
    ecno = 2,
    rsrp = 3,
    rssnr = 7,
};
constexpr auto names(projection_table_type) {
    using enum projection_table_type;
    return values("AtdsProjectionTableType", named{rssi, "RSSI"}, named{rscp, "RSCP"}, named{ecno, "ECNO"}, named{rsrp, "RSRP"},
                  named{rssnr, "RSSNR"});
}

}  // namespace cdcnet::mbim::atds
