// SPDX-License-Identifier: BSL-1.0
/// \file
/// Builds a control message from what was read of it.
#pragma once

#include <cdcnet/mbim/message.hpp>
#include <cstdint>
#include <vector>

namespace cdcdump {

/// What became of a message that was read and built again.
enum class rebuilt : std::uint8_t {
    equal,       ///< the same bytes, from every field of its structure
    same_value,  ///< the same values in other bytes: a sender may order and pad its strings as it likes
    framed,      ///< the same bytes, but the information buffer was copied: its structure is not declared, or it is absent
    different,   ///< something got lost
};

/// Reads a message in one piece into the structure of its type and, where that is declared, of its information buffer,
/// and builds it from there into `buffer`.
[[nodiscard]] rebuilt rebuild_message(const cdcnet::mbim::message& m, cdcnet::mbim::release r, std::vector<std::byte>& buffer);

}  // namespace cdcdump
