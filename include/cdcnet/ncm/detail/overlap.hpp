// SPDX-License-Identifier: BSL-1.0
/// \file
/// Whether datagrams share bytes, for blocks whose tables do not simply follow one another.  Both checks work on a window
/// of the block at a time, in memory on the stack: half a KiB for blocks up to 2 KiB, 8 KiB for others.
#pragma once

#include <cdcnet/ncm/detail/chain.hpp>
#include <cdcnet/ncm/detail/offset_set.hpp>

namespace cdcnet::ncm::detail {

/// Bytes of memory on the stack.
inline constexpr std::size_t window_memory = offset_set::size_for(65536);
/// Bytes of the block that `find_shared_byte` looks at at a time with so much memory.
inline constexpr std::uint64_t claim_window_size = window_memory * 8 - offset_set::word_bits;

/// Calls `work` with uninitialised memory on the stack, whose size goes with that of the block.
template <std::size_t Size, class Work>
[[gnu::noinline]] constexpr auto with_memory(Work work) noexcept {
    std::byte memory[Size];
    return work(mutable_bytes{memory, Size});
}
template <class Work>
[[nodiscard]] constexpr auto with_window(std::size_t block_size, Work work) noexcept {
    return block_size <= 2048 ? with_memory<2 * offset_set::size_for(2048)>(work) : with_memory<window_memory>(work);
}

/// Begins and ends of datagrams and NDPs in a window of the block, one bit for each granule of it.
///
/// When all of them begin at the same place of their granule, ends may be rounded up: nothing begins before.  Where two
/// share a byte, one begins where the other does, or while the bytes up to the next end are taken.
class boundary_map {
public:
    constexpr boundary_map(mutable_bytes memory, unsigned granule_shift) noexcept
        : begins_{memory.data()},
          ends_{memory.data() + memory.size() / 2},
          words_{memory.size() / 2 / sizeof(word)},
          shift_{granule_shift} {}

    /// The same of a map in `window_memory` with granules of one byte.
    static constexpr std::uint64_t least_window = window_memory / 2 / sizeof(std::uint64_t) * 64 - 1;
    /// Bytes of the block that a window covers: the last bit is for ends only.
    [[nodiscard]] constexpr std::uint64_t window() const noexcept { return std::uint64_t{words_ * word_bits - 1} << shift_; }

    /// Empties the map and makes it one of the bytes from `begin` up to `end`, at most `window()` later.
    constexpr void open(std::uint64_t begin, std::uint64_t end) noexcept {
        begin_ = begin;
        end_ = end;
        used_ = static_cast<std::size_t>(granule(end) / word_bits) + 1;
        zero_bytes(begins_, used_ * sizeof(word));
        zero_bytes(ends_, used_ * sizeof(word));
        shared_ = 0;
    }
    /// Adds bytes `begin` ... `end - 1` of the block as far as the window shows them, at least one.
    constexpr void add(std::uint64_t begin, std::uint64_t end) noexcept {
        const std::uint64_t first = granule(begin < begin_ ? begin_ : begin);
        const std::uint64_t last = granule(end > end_ ? end_ : end);
        const word bit = word{1} << first % word_bits;
        std::byte* const at = begins_ + first / word_bits * sizeof(word);
        const word before = load(at);
        shared_ |= before & bit;
        store(at, before | bit);
        std::byte* const at_end = ends_ + last / word_bits * sizeof(word);
        store(at_end, load(at_end) | word{1} << last % word_bits);
    }
    /// True when no byte was added twice.
    [[nodiscard]] constexpr bool disjoint() const noexcept {
        word shared = shared_;
        word borrow = 0;
        word inside = 0;
        for (std::size_t i = 0; i < used_; ++i) {
            const word b = load(begins_ + i * sizeof(word));
            const word e = load(ends_ + i * sizeof(word));
            // From each begin to the bit before the next end: a subtraction, its borrow runs through all words.
            const word difference = e - b;
            const word covered = difference - borrow;
            borrow = static_cast<word>(e < b) | static_cast<word>(difference < borrow);
            const word covered_before = covered << 1 | inside;
            inside = covered >> (word_bits - 1);
            shared |= b & covered_before & ~e;
        }
        return shared == 0;
    }

private:
    using word = std::uint64_t;
    static constexpr std::size_t word_bits = 64;
    [[nodiscard]] static constexpr word load(const std::byte* from) noexcept { return cdcnet::detail::load_native<word>(from); }
    static constexpr void store(std::byte* to, word w) noexcept { cdcnet::detail::store_native(to, w); }
    [[nodiscard]] constexpr std::uint64_t granule(std::uint64_t offset) const noexcept {
        return (offset - begin_ + (std::uint64_t{1} << shift_) - 1) >> shift_;
    }

    std::byte* begins_;
    std::byte* ends_;
    std::size_t words_;
    unsigned shift_;
    std::size_t used_{};
    std::uint64_t begin_{};
    std::uint64_t end_{};
    word shared_{};
};

/// The first entry of an ascending table that ends behind `offset`.
[[nodiscard]] constexpr const std::byte* first_behind(format f, entry_run table, std::uint64_t offset) noexcept {
    const std::size_t step = entry_size(f);
    auto count = static_cast<std::size_t>(table.end - table.begin) / step;
    const std::byte* from = table.begin;
    while (count != 0) {
        const std::byte* const middle = from + count / 2 * step;
        const bool before = load_entry(f, middle).end() <= offset;
        if (before) from = middle + step;
        count = before ? count - count / 2 - 1 : count / 2;
    }
    return from;
}

/// The bytes that the datagrams of ascending tables lie in.
struct stretch {
    std::uint64_t begin{};
    std::uint64_t end{};
    std::uint32_t phases{};  ///< bits in which the offset of a datagram, or of an NDP where those count, differs from another
    bool with_ndps{};        ///< there may be NDPs between them
};
[[nodiscard]] constexpr stretch stretch_of(const checked_block& b, const chain_facts& facts) noexcept {
    stretch all{facts.lowest, facts.highest, facts.phases, !facts.apart_from_ndps(b)};
    if (!all.with_ndps) return all;
    for (std::uint32_t index = b.first_ndp; index != 0; index = load_ndp(b.format, b.base + index).next) all.phases |= index ^ facts.first;
    return all;
}

/// Adds what lies in the window `begin` ... `end - 1` of the block; true when no byte was added twice.
[[nodiscard]] constexpr bool disjoint_in_window(boundary_map& map, const checked_block& b, const stretch& all, std::uint64_t begin,
                                                std::uint64_t end) noexcept {
    const std::size_t step = entry_size(b.format);
    map.open(begin, end);
    for (std::uint32_t index = b.first_ndp; index != 0;) {
        const ndp_header h = load_ndp(b.format, b.base + index);
        const std::uint64_t ndp_end = std::uint64_t{index} + h.length;
        if (all.with_ndps && index < end && ndp_end > begin) map.add(index, ndp_end);
        const entry_run table = entries_of(b.base + index, b.format, b.regular);
        const std::byte* at = begin == all.begin ? table.begin : first_behind(b.format, table, begin);
        for (; at != table.end; at += step) {
            const extent e = load_entry(b.format, at);
            if (e.index >= end) break;
            map.add(e.index, e.end());
        }
        index = h.next;
    }
    return map.disjoint();
}

/// True when in a block with ascending tables no datagram leaves it or shares a byte with the NTH, an NDP or another
/// datagram: several sessions that take turns, NDPs between datagrams.  Visits each entry once, and again for each
/// further window that it lies in.
[[nodiscard]] constexpr bool tables_disjoint(const checked_block& b, const chain_facts& facts, mutable_bytes memory) noexcept {
    const stretch all = stretch_of(b, facts);
    if (all.begin < sizes_of(b.format).nth || all.end > b.size) return false;
    boundary_map map{memory, static_cast<unsigned>(std::countr_zero(all.phases | 0x80000000u))};
    for (std::uint64_t begin = all.begin; begin < all.end; begin += map.window()) {
        const std::uint64_t end = all.end - begin < map.window() ? all.end : begin + map.window();
        if (!disjoint_in_window(map, b, all, begin, end)) return false;
    }
    return true;
}

/// Bytes of a window, counted from its start.
struct clipped {
    std::size_t begin{};
    std::size_t end{};
    [[nodiscard]] constexpr bool empty() const noexcept { return begin >= end; }
};
/// The part of some bytes that lies in it.
[[nodiscard]] constexpr clipped clip(std::uint64_t first, std::uint64_t last, std::uint64_t window_begin,
                                     std::uint64_t window_end) noexcept {
    if (first < window_begin) first = window_begin;
    if (last > window_end) last = window_end;
    if (first >= last) return {};
    return {static_cast<std::size_t>(first - window_begin), static_cast<std::size_t>(last - window_begin)};
}

/// Claims the bytes of each entry as far as the window `begin` ... `end - 1` shows them, and returns the first entry
/// that finds some taken; the end of `run` when none does.
///
/// The word that was used last stays at hand: entries next to each other come to the same one again and again, and to
/// wait for it to come back from memory would cost more than all the rest.
template <format F>
[[nodiscard, gnu::noinline]] constexpr const std::byte* claim_entries(entry_run run, offset_set taken, std::uint64_t begin,
                                                                      std::uint64_t end) noexcept {
    using word = offset_set::word;
    std::size_t held = 0;
    word bits_held = taken.load(held);
    for (const std::byte* at = run.begin; at != run.end; at += layout<F>::entry_size) {
        const extent e = load_entry<F>(at);
        if (e.null()) break;
        const std::uint64_t from = e.index - begin;
        if (from / offset_set::word_bits != held) {
            taken.store(held, bits_held);
            held = from < end - begin ? static_cast<std::size_t>(from / offset_set::word_bits) : 0;
            bits_held = taken.load(held);
        }
        const std::uint64_t shift = from % offset_set::word_bits;
        if (from < end - begin && shift + e.length <= offset_set::word_bits) [[likely]] {
            const word bits = ~word{} >> (offset_set::word_bits - e.length) << shift;
            if ((bits_held & bits) != 0) return at;
            bits_held |= bits;
            continue;
        }
        taken.store(held, bits_held);
        const clipped part = clip(e.index, e.end(), begin, end);
        if (!part.empty() && !taken.claim(part.begin, part.end)) return at;
        bits_held = taken.load(held);
    }
    taken.store(held, bits_held);
    return run.end;
}

/// An entry, by its number, that of its NDP, and its address.
struct entry_place {
    std::uint32_t ndp{~0u};  ///< ~0: none
    std::uint32_t number{};
    const std::byte* entry{};
};

/// Claims the bytes of the window for the NDPs and then for each entry before `limit`, and returns the first of these
/// that finds some taken; else `limit`.
[[nodiscard]] constexpr entry_place claim_window(const checked_block& b, offset_set taken, std::uint64_t begin, std::uint64_t end,
                                                 entry_place limit) noexcept {
    std::uint64_t inserted = 0;
    for (entry_cursor c{b}; c.next_table();) {
        const clipped part = clip(c.ndp_index() > inserted ? c.ndp_index() : inserted, c.ndp_end(), begin, end);
        if (!part.empty()) taken.insert(part.begin, part.end);
        if (inserted < c.ndp_end()) inserted = c.ndp_end();
    }
    for (entry_cursor c{b}; c.next_table() && c.ndp_number() <= limit.ndp;) {
        const entry_run table{b.base + c.position(), c.ndp_number() == limit.ndp ? limit.entry : b.base + c.end_of_table()};
        const std::byte* const at = b.format == format::ntb16 ? claim_entries<format::ntb16>(table, taken, begin, end)
                                                              : claim_entries<format::ntb32>(table, taken, begin, end);
        if (at != table.end)
            return {c.ndp_number(), static_cast<std::uint32_t>(static_cast<std::size_t>(at - table.begin) / c.entry_size()), at};
    }
    return limit;
}

/// Finds the first entry, in the order of the chain, that shares a byte with an NDP or with an earlier entry.  All
/// entries lie inside the block and their lengths do not add up to more than it has, so their number is bounded too.
/// The cost is a pass over the entries for each window of the block.
[[nodiscard]] constexpr error find_shared_byte(const checked_block& b, mutable_bytes memory) noexcept {
    const std::uint64_t window = memory.size() * 8 - offset_set::word_bits;
    entry_place found{};
    for (std::uint64_t begin = sizes_of(b.format).nth; begin < b.size; begin += window) {
        const std::uint64_t end = b.size - begin < window ? b.size : begin + window;
        zero_bytes(memory.data(), offset_set::size_for(static_cast<std::size_t>(end - begin)));
        found = claim_window(b, offset_set{memory.data()}, begin, end, found);
    }
    if (found.entry == nullptr) return {};
    const extent e = load_entry(b.format, found.entry);
    bool over_ndp = false;
    for (entry_cursor c{b}; c.next_table();) over_ndp |= c.ndp_index() < e.end() && e.index < c.ndp_end();
    return {over_ndp ? errc::datagram_over_ndp : errc::overlap, static_cast<std::uint64_t>(found.entry - b.base),
            place::of_entry(found.ndp, found.number)};
}

}  // namespace cdcnet::ncm::detail
