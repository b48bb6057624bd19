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
        return tables_end + gap_before(tables_end, remainder, mask) + payload + more <= max;
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

/// A count of datagrams of one stream on its way, with their entries.
struct draft {
    std::size_t count{};
    std::uint64_t start{};    ///< of the next datagram, from that of the first
    std::uint64_t lengths{};  ///< every bit that is set in a length
};

/// Takes four at a time, while they fit even with the padding behind the last of them.  Stops before a datagram that is
/// empty or longer than any block.
/// \param first   index of the first datagram
/// \param tables  bytes of the tables without these datagrams
template <placement Placement, format F>
constexpr void draft_fours(draft& d, const bytes* list, std::size_t most, std::uint64_t mask, const block_room& room, std::uint64_t first,
                           std::uint64_t tables, std::byte* entries) noexcept {
    table_writer<F> to{entries};
    for (; most - d.count >= 4; d.count += 4) {
        const bytes* const four = list + d.count;
        const std::array<std::uint64_t, 4> n{four[0].size(), four[1].size(), four[2].size(), four[3].size()};
        const std::uint64_t second = d.start + ((n[0] + mask) & ~mask);
        const std::uint64_t third = second + ((n[1] + mask) & ~mask);
        const std::uint64_t fourth = third + ((n[2] + mask) & ~mask);
        const std::uint64_t next = fourth + ((n[3] + mask) & ~mask);
        tables += 4 * layout<F>::entry_size;
        const bool regular = ((n[0] - 1) | (n[1] - 1) | (n[2] - 1) | (n[3] - 1)) < length_limit;
        if (!regular || !room.holds<Placement>(tables, next)) return;
        to.write(first + d.start, n[0], first + second, n[1]);
        to.write(first + third, n[2], first + fourth, n[3]);
        d.lengths |= n[0] | n[1] | n[2] | n[3];
        d.start = next;
    }
}

#if CDCNET_CPU_DISPATCH
/// True when a view begins with its size, which makes sizes easy to load side by side.
[[gnu::always_inline]] inline bool size_comes_first() noexcept {
    static constexpr std::byte byte{};
    const bytes one{&byte, 1};
    std::array<std::uint64_t, 2> words{};
    static_assert(sizeof words == sizeof one);
    std::memcpy(&words, &one, sizeof one);
    return words[0] == 1;
}

/// `draft_fours` in vector registers.  False, with nothing taken, when a datagram was empty or longer than any block.
template <placement Placement, format F>
[[gnu::target("avx2")]] bool draft_fours_avx2(draft& d, const bytes* list, std::size_t most, std::uint64_t mask, const block_room& room,
                                              std::uint64_t first, std::uint64_t tables, std::byte* entries) noexcept {
    using four [[gnu::vector_size(32), gnu::aligned(8)]] = std::uint64_t;
    using flags [[gnu::vector_size(32)]] = std::int64_t;
    using narrow [[gnu::vector_size(16)]] = std::uint32_t;
    constexpr std::size_t entry_size = layout<F>::entry_size;
    const four none{};
    four lengths{};
    flags empty{};
    std::uint64_t start = 0;
    std::size_t count = 0;
    for (; most - count >= 4; count += 4) {
        four low;
        four high;
        std::memcpy(&low, list + count, sizeof low);
        std::memcpy(&high, list + count + 2, sizeof high);
        const four n = __builtin_shufflevector(low, high, 0, 2, 4, 6);
        const four stride = (n + mask) & ~mask;
        const four pairs = stride + __builtin_shufflevector(stride, none, 4, 0, 1, 2);
        const four ends = pairs + __builtin_shufflevector(pairs, none, 4, 4, 0, 1);
        const std::uint64_t next = start + ends[3];
        tables += 4 * entry_size;
        if (!room.holds<Placement>(tables, next)) break;
        const four index = ends - stride + (first + start);
        if constexpr (F == format::ntb16) {
            const narrow entry = __builtin_convertvector(index | n << 16, narrow);
            std::memcpy(entries, &entry, sizeof entry);
        } else {
            const four entry = index | n << 32;
            std::memcpy(entries, &entry, sizeof entry);
        }
        entries += 4 * entry_size;
        lengths |= n;
        empty |= n == none;
        start = next;
    }
    const std::uint64_t bits = lengths[0] | lengths[1] | lengths[2] | lengths[3];
    if ((empty[0] | empty[1] | empty[2] | empty[3]) != 0 || bits >= length_limit) return false;
    d = {count, start, bits};
    return true;
}
#endif

/// Counts datagrams of one stream whose NDP is the last, and writes their entries.
/// \param most     length of the list
/// \param mask     the divisor of datagram offsets, a power of two, less 1
/// \param entries  has room for all that fit
template <placement Placement, format F>
[[nodiscard]] constexpr fitting count_fitting(const bytes* list, std::size_t most, std::uint64_t mask, const block_room& room,
                                              std::uint64_t first, std::uint64_t tables, table_writer<F> entries) noexcept {
    constexpr std::uint64_t entry_size = layout<F>::entry_size;
    draft d{};
    const auto plain = [&] { draft_fours<Placement, F>(d, list, most, mask, room, first, tables, entries.next); };
    if (std::is_constant_evaluated()) {
        plain();
    } else {
#if CDCNET_CPU_DISPATCH
        const bool vectors = size_comes_first() && (register_size >= 32 || __builtin_cpu_supports("avx2"));
        if (!vectors || !draft_fours_avx2<Placement, F>(d, list, most, mask, room, first, tables, entries.next)) plain();
#else
        plain();
#endif
    }
    bool full = false;
    for (; d.count < most; ++d.count) {
        const std::uint64_t length = list[d.count].size();
        if (!fits_in(length, length_limit)) break;
        full = !room.holds<Placement>(tables + (d.count + 1) * entry_size, d.start + length);
        if (full) break;
        store_entry<F>(entries.next + d.count * entry_size, static_cast<std::uint32_t>(first + d.start),
                       static_cast<std::uint32_t>(length));
        d.lengths |= length;
        d.start += (length + mask) & ~mask;
    }
    return {d.count, size_of(list, d.count, d.start, mask), (d.lengths & mask) != 0, full};
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
        if (!fits_in(length, length_limit)) break;
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
