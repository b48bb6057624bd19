// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the interfaces of a listed device are for.
#pragma once

#include "printer.hpp"
#include "usb_devices.hpp"

namespace cdclint {

/// Names the interfaces of the configuration in use: by `usb::classify`, and those of vendors by what Linux drivers know of them.
[[nodiscard]] named_device name_interfaces(const listed_device& d);

}  // namespace cdclint
