// SPDX-License-Identifier: BSL-1.0
/// \file
/// Where something was seen: file position, time, device and direction.
#pragma once

#include <cstdint>

namespace cdcdump {

/// Which way bytes travelled; text logs and raw bytes need not tell.
enum class direction : std::uint8_t { unknown, to_device, to_host };

/// What `origin::number` counts.
enum class origin_unit : std::uint8_t {
    packet,  ///< packets of a capture, from 1
    line,    ///< lines of a text, from 1
    byte,    ///< bytes of a file, from 0
};

inline constexpr std::int64_t no_time = INT64_MIN;

/// The place of one message, block or request in the input.
struct origin {
    std::uint64_t number{};
    origin_unit unit{origin_unit::packet};
    direction way{direction::unknown};
    bool on_usb{};            ///< bus, device and endpoint are known
    std::uint8_t device{};    ///< USB device address
    std::uint8_t endpoint{};  ///< endpoint address, bit 7 set for IN
    std::uint16_t bus{};
    std::int64_t time_ns{no_time};  ///< nanoseconds since 1970
};

}  // namespace cdcdump
