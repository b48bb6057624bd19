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

/// Where a count has got to.
struct progress {
    std::size_t count{};
    std::uint64_t start{};    ///< of the next datagram, from that of the first
    std::uint64_t end{};      ///< of the last
    std::uint64_t lengths{};  ///< every bit that is set in a length
};

/// Counts datagrams of a list as long as they fit.
/// \param most       length of the list
/// \param mask       the divisor of datagram offsets, a power of two, less 1
/// \param tables_of  bytes of the tables with a datagram and those before it; 0 ends the count
/// \param taken      is told each datagram that fits
template <placement Placement, class Item, class TablesOf, class Taken>
[[gnu::always_inline]] constexpr fitting count_while(progress p, const Item* list, std::size_t most, std::uint64_t mask, block_room room,
                                                     TablesOf tables_of, Taken taken) noexcept {
    bool full = false;
    for (; p.count < most; ++p.count) {
        const std::uint64_t length = bytes_of(list[p.count]).size();
        if (length - 1 >= length_limit) break;
        const std::uint64_t tables = tables_of(list[p.count]);
        if (tables == 0) break;
        full = !room.template holds<Placement>(tables, p.start + length);
        if (full) break;
        taken();
        p.end = p.start + length;
        p.lengths |= length;
        p.start += (length + mask) & ~mask;
    }
    return {p.count, static_cast<std::uint32_t>(p.end), (p.lengths & mask) != 0, full};
}

/// Counts datagrams of one stream whose NDP is the last.
/// \param tables  bytes of the tables without these datagrams
template <placement Placement>
[[nodiscard]] constexpr fitting count_fitting(const bytes* list, std::size_t most, std::uint64_t mask, block_room room,
                                              std::uint64_t tables, std::uint32_t entry_size) noexcept {
    constexpr std::size_t step = 8;
    progress p{};
    // Eight at a time, while they fit even with the padding behind the last of them.
    while (most - p.count >= step) {
        std::uint64_t lengths_less_1 = 0;
        std::uint64_t lengths = 0;
        std::uint64_t next = p.start;
        for (std::size_t i = 0; i < step; ++i) {
            const std::uint64_t length = list[p.count + i].size();
            lengths_less_1 |= length - 1;
            lengths |= length;
            next += (length + mask) & ~mask;
        }
        if (lengths_less_1 >= length_limit || !room.holds<Placement>(tables + step * entry_size, next)) break;
        tables += step * entry_size;
        p.count += step;
        p.lengths |= lengths;
        p.start = next;
        const std::uint64_t last = list[p.count - 1].size();
        p.end = next - ((last + mask) & ~mask) + last;
    }
    const auto tables_of = [&tables, entry_size](const bytes&) { return tables += entry_size; };
    return count_while<Placement>(p, list, most, mask, room, tables_of, [] {});
}

/// Counts datagrams of any streams, and how many of each.  Also ends at a stream with CRC, and at one too many.
/// \param flows      the flows that have NDPs
/// \param tables     bytes of the tables, which are gapless
/// \param empty_ndp  bytes of an NDP with its null entry alone
template <placement Placement, class Item, class Flow>
[[nodiscard]] constexpr fitting count_fitting(const Item* list, std::size_t most, std::uint64_t mask, block_room room, std::uint64_t tables,
                                              std::uint32_t entry_size, std::uint32_t empty_ndp, Flow flow, flow_list& flows) noexcept {
    std::size_t at = 0;
    stream s{};
    const auto tables_of = [&](const Item& item) -> std::uint64_t {
        s = flow.of(item);
        at = flows.find(s);
        const bool fresh = at == flow_list::most;
        if (s.has_crc() || (fresh && flows.size() == flow_list::most)) return 0;
        return tables += entry_size + (fresh ? empty_ndp : 0);
    };
    const auto taken = [&] {
        if (at == flow_list::most) at = flows.add(s);
        ++flows[at].added;
    };
    return count_while<Placement>({}, list, most, mask, room, tables_of, taken);
}

}  // namespace cdcnet::ncm::detail
