// SPDX-License-Identifier: BSL-1.0
/// \file
/// MBIM releases: which layout of a message applies, and how host and function agree on one.  Source: `reference/usb.json`,
/// `mbimex_negotiation` and `MBIM_EXTENDED`.
///
/// Both sides speak the older of their newest releases.  What a function speaks stands in its MBIM extended functional
/// descriptor and in its answer to MBIMEX VERSION, of which the higher counts; what a host speaks, in its VERSION query.
///
///     const auto agreed = agreed_by_host(mbimex::v4, extended->version, answer->mbim_extended_version);
#pragma once

#include <cstdint>
#include <optional>

namespace cdcnet::mbim {

/// The release that host and function agreed on.  A function that never answered MBIMEX VERSION speaks `v1`.
/// Releases compare by age: `agreed >= release::v3`.  `reference/messages.json`, `resolution`.
enum class release : std::uint8_t {
    v1 = 1,  ///< MBIM 1.0 with its errata
    v2,      ///< MBIM Extensions 2.0
    v3,      ///< MBIM Extensions 3.0
    v4,      ///< MBIM Extensions 4.0
};

/// bcdMBIMVersion, and MbimVersion of VERSION: all releases extend MBIM 1.0.
inline constexpr std::uint16_t bcd_mbim_version = 0x0100;

/// The release in which the VERSION messages are read and built, since no release is agreed on before them.  A host sends
/// its query right behind the answer to DEVICE_SERVICES, if that lists the CID.
inline constexpr release version_exchange = release::v2;

/// bcdMBIMExtendedVersion, and MbimExtendedVersion of VERSION, for a release: 0x0300 for `v3`, on the wire 00 03.
[[nodiscard]] constexpr std::uint16_t bcd_of(release r) noexcept { return static_cast<std::uint16_t>(static_cast<unsigned>(r) << 8); }

/// The newest release here that is not newer than a bcdMBIMExtendedVersion: of 5.00 `v4`, of 2.10 `v2`.  What is below
/// 1.00 is not a version, and counts as none: `v1`.
[[nodiscard]] constexpr release release_of(std::uint16_t bcd) noexcept {
    if (bcd >= bcd_of(release::v4)) return release::v4;
    return bcd < bcd_of(release::v1) ? release::v1 : static_cast<release>(bcd >> 8);
}

/// The release that applies to a host, until the function leaves.
/// \param newest         the host's newest release
/// \param in_descriptor  bcdMBIMExtendedVersion; none when the function has no MBIM extended functional descriptor
/// \param in_answer      MbimExtendedVersion of the answer to VERSION; none when the host has not asked or the function refused
[[nodiscard]] constexpr release agreed_by_host(release newest, std::optional<std::uint16_t> in_descriptor,
                                               std::optional<std::uint16_t> in_answer) noexcept {
    const release described = release_of(in_descriptor.value_or(0));
    const release answered = release_of(in_answer.value_or(0));
    const release function = described < answered ? answered : described;
    return function < newest ? function : newest;
}

/// The release that applies to a function, until the host closes it.
/// \param newest    the function's newest release
/// \param in_query  MbimExtendedVersion of the host's VERSION query; none until the host asks, and a host that never does
///                  speaks 1.0
[[nodiscard]] constexpr release agreed_by_function(release newest, std::optional<std::uint16_t> in_query) noexcept {
    const release host = release_of(in_query.value_or(0));
    return host < newest ? host : newest;
}

}  // namespace cdcnet::mbim

/// Short names of the releases: `mbimex::v3`.
namespace cdcnet::mbimex {
inline constexpr mbim::release v1 = mbim::release::v1;
inline constexpr mbim::release v2 = mbim::release::v2;
inline constexpr mbim::release v3 = mbim::release::v3;
inline constexpr mbim::release v4 = mbim::release::v4;
}  // namespace cdcnet::mbimex
