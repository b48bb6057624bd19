// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations of the device service stream service.  Source: `reference/enums.json`.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim::dss {

/// Opens or closes a stream, CONNECT.
enum class dss_link_state : std::uint32_t {
    deactivate = 0,
    activate = 1,
};
constexpr auto names(dss_link_state) {
    using enum dss_link_state;
    return values("DssLinkState", named{deactivate, "DEACTIVATE"}, named{activate, "ACTIVATE"});
}

}  // namespace cdcnet::mbim::dss
