// SPDX-License-Identifier: BSL-1.0
/// \file
/// How many datagrams of a list one block takes, and how long their places are.  Only lengths are looked at.
#pragma once

#include <cdcnet/ncm/detail/placing.hpp>

namespace cdcnet::ncm::detail {

/// What a block has room for.  Alignments are powers of two; the sums cannot overflow 64 bits.
struct block_room {
    std::uint64_t max{};      ///< the largest block
    std::uint64_t tables{};   ///< front placement: where the tables are
    std::uint64_t payload{};  ///< where the payload goes on; front placement: from its start
    std::uint64_t mask{};     ///< end placement: the alignment of NDPs, less 1; front: that of datagrams
    std::uint64_t remainder{};

    /// True when a block with `table_bytes` of tables and `more` bytes of payload fits.
    template <ncm::placement Placement>
    [[nodiscard]] constexpr bool holds(std::uint64_t table_bytes, std::uint64_t more) const noexcept {
        if constexpr (Placement == placement::end) return ((payload + more + mask) & ~mask) + table_bytes <= max;
        const std::uint64_t tables_end = tables + table_bytes;
        return tables_end + ((remainder - tables_end) & mask) + payload + more <= max;
    }
};

/// The datagrams at the head of a list that fit.
struct fitting {
    std::size_t count{};
    std::uint32_t size{};  ///< from the start of the first to the end of the last
    bool gaps{};           ///< there may be bytes between them
    bool full{};           ///< the next one does not fit; else it has to be looked at again, or there is none
};

/// Lengths of datagrams are below this; longer ones fit nowhere.
inline constexpr std::uint64_t length_limit = std::uint64_t{1} << 31;

/// Bytes from the start of the first of `count` datagrams to the end of the last.
/// \param next  from the start of the first to where another one would start
template <class Item>
[[nodiscard]] constexpr std::uint32_t size_of(const Item* list, std::size_t count, std::uint64_t next, std::uint64_t mask) noexcept {
    if (count == 0) return 0;
    const std::uint64_t last = bytes_of(list[count - 1]).size();
    return static_cast<std::uint32_t>(next - ((last + mask) & ~mask) + last);
}

/// Counts datagrams of one stream whose NDP is the last, and writes their entries.
/// \param most    length of the list
/// \param mask    the divisor of datagram offsets, a power of two, less 1
/// \param first   index of the first of them
/// \param tables  bytes of the tables without these datagrams
/// \param to      where entries go; has room for all that fit
template <placement Placement, format F>
[[nodiscard]] constexpr fitting count_fitting(const bytes* list, std::size_t most, std::uint64_t mask, block_room room, std::uint64_t first,
                                              std::uint64_t tables, table_writer<F> to) noexcept {
    constexpr std::uint64_t entry_size = layout<F>::entry_size;
    std::uint64_t start = 0;
    std::uint64_t lengths = 0;
    std::size_t count = 0;
    // Four at a time, while they fit even with the padding behind the last of them.
    for (; most - count >= 4; count += 4) {
        const std::uint64_t a = list[count].size();
        const std::uint64_t b = list[count + 1].size();
        const std::uint64_t c = list[count + 2].size();
        const std::uint64_t d = list[count + 3].size();
        const std::uint64_t at_b = start + ((a + mask) & ~mask);
        const std::uint64_t at_c = at_b + ((b + mask) & ~mask);
        const std::uint64_t at_d = at_c + ((c + mask) & ~mask);
        const std::uint64_t next = at_d + ((d + mask) & ~mask);
        const bool regular = ((a - 1) | (b - 1) | (c - 1) | (d - 1)) < length_limit;
        if (!regular || !room.holds<Placement>(tables + 4 * entry_size, next)) break;
        to.write(first + start, a, first + at_b, b);
        to.write(first + at_c, c, first + at_d, d);
        lengths |= a | b | c | d;
        tables += 4 * entry_size;
        start = next;
    }
    bool full = false;
    for (; count < most; ++count) {
        const std::uint64_t length = list[count].size();
        if (length - 1 >= length_limit) break;
        tables += entry_size;
        full = !room.holds<Placement>(tables, start + length);
        if (full) break;
        to.write(first + start, length);
        lengths |= length;
        start += (length + mask) & ~mask;
    }
    return {count, size_of(list, count, start, mask), (lengths & mask) != 0, full};
}

/// Counts datagrams of any streams, and how many of each.  Also ends at a stream with CRC, and at one too many.
/// \param flows      the flows that have NDPs
/// \param tables     bytes of the tables, which are gapless
/// \param empty_ndp  bytes of an NDP with its null entry alone
template <placement Placement, class Item, class Flow>
[[nodiscard]] constexpr fitting count_fitting(const Item* list, std::size_t most, std::uint64_t mask, block_room room, std::uint64_t tables,
                                              std::uint32_t entry_size, std::uint32_t empty_ndp, Flow flow, flow_list& flows) noexcept {
    std::uint64_t start = 0;
    std::uint64_t lengths = 0;
    std::size_t count = 0;
    bool full = false;
    for (; count < most; ++count) {
        const std::uint64_t length = bytes_of(list[count]).size();
        const stream s = flow.of(list[count]);
        if (length - 1 >= length_limit) break;
        std::size_t at = flows.find(s);
        const bool fresh = at == flow_list::most;
        if (fresh && (s.has_crc() || flows.size() == flow_list::most)) break;
        tables += entry_size + (fresh ? empty_ndp : 0);
        full = !room.holds<Placement>(tables, start + length);
        if (full) break;
        if (fresh) at = flows.add(s);
        ++flows[at].added;
        lengths |= length;
        start += (length + mask) & ~mask;
    }
    return {count, size_of(list, count, start, mask), (lengths & mask) != 0, full};
}

}  // namespace cdcnet::ncm::detail
