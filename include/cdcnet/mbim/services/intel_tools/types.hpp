// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations of the Intel tools service.  Source: `reference/enums.json`.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim::intel_tools {

/// The setting of tracing that a message is about, TRACE_CONFIG.
enum class trace_command : std::uint32_t {
    mode = 0,
    level = 1,
    location = 2,
    flash_interval = 3,
};
constexpr auto names(trace_command) {
    using enum trace_command;
    return values("TraceCommand", named{mode, "MODE"}, named{level, "LEVEL"}, named{location, "LOCATION"},
                  named{flash_interval, "FLASH_INTERVAL"});
}

}  // namespace cdcnet::mbim::intel_tools
