// SPDX-License-Identifier: BSL-1.0
/// \file
/// Sizes of blocks before they are built.
#pragma once

#include <cdcnet/ncm/crc.hpp>
#include <cdcnet/ncm/detail/alignment.hpp>
#include <cdcnet/ncm/limits.hpp>

namespace cdcnet::ncm {

/// Above this no block is built, so that offsets can be added in 32 bits.
inline constexpr std::uint32_t largest_block = 1u << 30;

/// The largest block under `l`: its maximum size, what the format can express, and `largest_block`.
[[nodiscard]] constexpr std::uint32_t max_block_size(const limits& l) noexcept {
    const std::uint32_t format_max = sizes_of(l.format).max_block;
    const std::uint32_t most = format_max < largest_block ? format_max : largest_block;
    return l.max_size < most ? l.max_size : most;
}

/// The size of a block of `count` datagrams of `datagram_size` bytes each (without CRC), all of one stream.  0 when there
/// is no such block: no datagrams, empty ones, more than one NDP can list, or more bytes than `largest_block`.
[[nodiscard]] constexpr std::uint32_t block_size(const limits& l, std::size_t datagram_size, std::size_t count, stream flow = {}) noexcept {
    const sizes& s = sizes_of(l.format);
    if (count == 0 || datagram_size > largest_block || count > largest_block) return 0;
    const std::uint64_t length = std::uint64_t{datagram_size} + (flow.has_crc() ? crc_size : 0);
    if (length == 0) return 0;
    const detail::offset_class starts{l.divisor, l.remainder};
    const detail::offset_class tables{l.ndp_alignment, 0};
    const std::uint64_t table = s.ndp + (std::uint64_t{count} + 1) * s.entry;
    if (table > 0xffff) return 0;

    const std::uint32_t stride = detail::offset_class{l.divisor, 0}.at_or_above(static_cast<std::uint32_t>(length));
    const std::uint64_t payload = (std::uint64_t{count} - 1) * stride + length;
    if (payload > largest_block) return 0;
    const bool in_front = l.placement == placement::front;
    const std::uint32_t header = in_front ? tables.at_or_above(s.nth) + static_cast<std::uint32_t>(table) : s.nth;
    const std::uint32_t end = starts.at_or_above(header) + static_cast<std::uint32_t>(payload);
    const std::uint32_t size = in_front ? end : tables.at_or_above(end) + static_cast<std::uint32_t>(table);
    return size > largest_block ? 0 : size;
}

/// How many datagrams of `datagram_size` bytes (without CRC) one block holds, all of one stream.
[[nodiscard]] constexpr std::size_t capacity(const limits& l, std::size_t datagram_size, stream flow = {}) noexcept {
    const auto fits = [&](std::size_t count) {
        const std::uint32_t size = block_size(l, datagram_size, count, flow);
        return size != 0 && size <= max_block_size(l);
    };
    if (!fits(1)) return 0;
    std::size_t fitting = 1;
    std::size_t refused = l.max_datagrams != 0 ? std::size_t{l.max_datagrams} + 1 : 0x10000;
    while (refused - fitting > 1) {
        const std::size_t middle = fitting + (refused - fitting) / 2;
        (fits(middle) ? fitting : refused) = middle;
    }
    return fitting;
}

}  // namespace cdcnet::ncm
