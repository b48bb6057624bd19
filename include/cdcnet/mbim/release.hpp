// SPDX-License-Identifier: BSL-1.0
/// \file
/// MBIM releases: which layout of a message applies.
#pragma once

#include <cstdint>

namespace cdcnet::mbim {

/// The release that host and function agreed on.  A function that never answered MBIMEX VERSION speaks `v1`.
/// Releases compare by age: `agreed >= release::v3`.  `reference/messages.json`, `resolution`.
enum class release : std::uint8_t {
    v1 = 1,  ///< MBIM 1.0 with its errata
    v2,      ///< MBIM Extensions 2.0
    v3,      ///< MBIM Extensions 3.0
    v4,      ///< MBIM Extensions 4.0
};

}  // namespace cdcnet::mbim

/// Short names of the releases: `mbimex::v3`.
namespace cdcnet::mbimex {
inline constexpr mbim::release v1 = mbim::release::v1;
inline constexpr mbim::release v2 = mbim::release::v2;
inline constexpr mbim::release v3 = mbim::release::v3;
inline constexpr mbim::release v4 = mbim::release::v4;
}  // namespace cdcnet::mbimex
