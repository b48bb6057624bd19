// SPDX-License-Identifier: BSL-1.0
/// \file
/// Short texts for values that several outputs show.
#pragma once

#include <cdcnet/mbim/release.hpp>
#include <cdcnet/ncm/ntb.hpp>
#include <string>
#include <string_view>

#include "origin.hpp"

namespace cdcdump {

/// `ethernet`, `ips0`, `dss17`: the same for both NTB sizes, and for Ethernet with and without CRC.
[[nodiscard]] std::string name_of_stream(cdcnet::ncm::stream s);

/// `1.2` for bus 1, device 2; `-` when the input is no USB capture.
[[nodiscard]] std::string device_of(const origin& where);

/// `out` (towards the device), `in` or nothing.
[[nodiscard]] std::string_view word_of(direction way) noexcept;

/// `packet 17`, `line 3` or `byte 4096`.
[[nodiscard]] std::string place_of(const origin& where);

/// `1.0` to `4.0`.
[[nodiscard]] std::string_view name_of_release(cdcnet::mbim::release r) noexcept;

}  // namespace cdcdump
