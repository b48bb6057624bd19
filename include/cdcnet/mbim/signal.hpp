// SPDX-License-Identifier: BSL-1.0
/// \file
/// Coded signal levels to decibels and back.  Source: `reference/enums.json`, `coded_values`.
#pragma once

#include <cstdint>
#include <optional>

namespace cdcnet::mbim {

/// A code that grows by one with each step of a level.  Levels are counted in halves of a decibel (or dBm), so that all are
/// whole numbers.
struct signal_scale {
    std::int16_t first{};    ///< level of code 0, in halves
    std::int16_t step{};     ///< in halves
    std::uint8_t last{};     ///< the highest code of a level
    std::uint8_t unknown{};  ///< the code for "not known"

    /// The level in halves; none for a code that names no level.
    [[nodiscard]] constexpr std::optional<std::int32_t> halves(std::uint64_t code) const noexcept {
        if (code > last) return std::nullopt;
        return first + step * static_cast<std::int32_t>(code);
    }
    /// The highest code whose level is not above this one; the first or the last code when the level lies outside.
    [[nodiscard]] constexpr std::uint32_t code(std::int32_t level) const noexcept {
        if (level <= first) return 0;
        const auto steps = (std::int64_t{level} - first) / step;
        return steps < last ? static_cast<std::uint32_t>(steps) : last;
    }
};

/// Rssi: 0 is -113 dBm or less, 31 is -51 dBm or more.
inline constexpr signal_scale rssi_scale{-226, 4, 31, 99};
/// Rsrp of SIGNAL_STATE: a code means below its level and not below that of the code before; 126 is -31 dBm or more.
inline constexpr signal_scale rsrp_scale{-312, 2, 126, 127};
/// Snr of SIGNAL_STATE: a code means below its level and not below that of the code before; 127 is 40 dB or more.
inline constexpr signal_scale snr_scale{-46, 1, 127, 128};

/// Levels of the ATDS service, which has codes of its own.
inline constexpr signal_scale atds_rscp_scale{-240, 2, 96, 255};
inline constexpr signal_scale atds_ecno_scale{-48, 1, 49, 255};
inline constexpr signal_scale atds_rsrq_scale{-39, 1, 34, 255};
inline constexpr signal_scale atds_rsrp_scale{-280, 2, 97, 255};
inline constexpr signal_scale atds_rssnr_scale{-10, 2, 35, 255};

/// The dBm of an Rssi code; none when it is unknown.
[[nodiscard]] constexpr std::optional<std::int32_t> rssi_dbm(std::uint32_t code) noexcept {
    const auto halves = rssi_scale.halves(code);
    if (!halves) return std::nullopt;
    return *halves / 2;
}
/// The Rssi code of a level in dBm.
[[nodiscard]] constexpr std::uint32_t rssi_code(std::int32_t dbm) noexcept {
    return rssi_scale.code(dbm < -200 ? -400 : dbm > 0 ? 0 : 2 * dbm);
}

/// The dBm below which an Rsrp code of SIGNAL_STATE lies; none when it is unknown.
[[nodiscard]] constexpr std::optional<std::int32_t> rsrp_dbm(std::uint32_t code) noexcept {
    const auto halves = rsrp_scale.halves(code);
    if (!halves) return std::nullopt;
    return *halves / 2;
}
/// The Rsrp code that lies below a level in dBm, the inverse of `rsrp_dbm`.
[[nodiscard]] constexpr std::uint32_t rsrp_code(std::int32_t dbm) noexcept {
    return rsrp_scale.code(dbm < -200 ? -400 : dbm > 0 ? 0 : 2 * dbm);
}

/// Half decibels below which an Snr code of SIGNAL_STATE lies, -46 for -23 dB; none when it is unknown.
[[nodiscard]] constexpr std::optional<std::int32_t> snr_half_db(std::uint32_t code) noexcept { return snr_scale.halves(code); }
/// The Snr code that lies below a level in half decibels, the inverse of `snr_half_db`.
[[nodiscard]] constexpr std::uint32_t snr_code(std::int32_t half_db) noexcept { return snr_scale.code(half_db); }

/// ErrorRate when it is not known.
inline constexpr std::uint32_t error_rate_unknown = 99;

/// The class of the frame or bit error rate in an ErrorRate field, 0 (best) to 7; none when it is unknown.
[[nodiscard]] constexpr std::optional<std::uint32_t> error_rate_class(std::uint32_t code) noexcept {
    if (code > 7) return std::nullopt;
    return code;
}

}  // namespace cdcnet::mbim
