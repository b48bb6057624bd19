// SPDX-License-Identifier: BSL-1.0
/// \file
/// What those who build blocks say to a datagram.
#pragma once

#include <cstdint>
#include <string_view>

namespace cdcnet::ncm {

/// What became of a datagram.
enum class admission : std::uint8_t {
    accepted,
    full,     ///< it does not fit into this block any more: finish, then append it again
    too_big,  ///< it does not fit into an empty block either
    empty,    ///< it has no bytes; a table has no entry for that
};

[[nodiscard]] constexpr std::string_view name_of(admission a) noexcept {
    switch (a) {
        case admission::accepted: return "accepted";
        case admission::full: return "full";
        case admission::too_big: return "too_big";
        case admission::empty: return "empty";
    }
    return "unknown";
}

}  // namespace cdcnet::ncm
