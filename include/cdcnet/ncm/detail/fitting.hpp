// SPDX-License-Identifier: BSL-1.0
/// \file
/// How many datagrams of a list one block takes, and how long their places are.  Only lengths are looked at.
#pragma once

#include <cdcnet/ncm/detail/copy.hpp>
#include <cdcnet/ncm/detail/table_set.hpp>

namespace cdcnet::ncm::detail {

/// Whose datagrams a list holds: all of one stream, or each with its own.
struct one_flow {
    ncm::stream stream{};
    [[nodiscard]] constexpr ncm::stream of(bytes) const noexcept { return stream; }
};
struct own_flow {
    [[nodiscard]] static constexpr ncm::stream of(const datagram& d) noexcept { return d.stream; }
};

/// What a block has room for, as sums that cannot overflow 64 bits.
struct block_room {
    offset_class starts{1, 0};     ///< of the NDPs in end placement, of the payload in front placement
    std::uint64_t payload_base{};  ///< end placement: where the payload goes on; front: the same, counted from its start
    std::uint64_t tables_base{};   ///< front placement: where the tables are
    std::uint64_t max{};           ///< the largest block
    ncm::placement placement{};

    /// True when a block with `tables` bytes of tables and `payload` more bytes of payload fits.  The alignments are
    /// powers of two.
    [[nodiscard]] constexpr bool holds(std::uint64_t tables, std::uint64_t payload) const noexcept {
        if (placement == placement::end) return round_up(payload_base + payload) + tables <= max;
        return round_up(tables_base + tables) + payload_base + payload <= max;
    }

private:
    [[nodiscard]] constexpr std::uint64_t round_up(std::uint64_t offset) const noexcept {
        return offset + ((std::uint64_t{starts.remainder()} - offset) & starts.mask());
    }
};

/// The datagrams at the head of a list that fit.
struct fitting {
    std::size_t count{};
    std::uint32_t size{};  ///< from the start of the first to the end of the last
    bool gaps{};           ///< there are bytes between them
    bool full{};           ///< the next one does not fit; else it has to be looked at again, or there is none

    constexpr void take(std::size_t length, std::uint64_t start) noexcept {
        ++count;
        size = static_cast<std::uint32_t>(start + length);
    }
};

/// Counts datagrams of one stream whose NDP is the last.  A datagram that is empty or longer than any block ends the count.
/// \param most    datagrams to look at
/// \param mask    the divisor of datagram offsets, a power of two, less 1
/// \param tables  bytes of the tables without these datagrams
template <class Item>
[[nodiscard]] constexpr fitting count_fitting(const Item* list, std::size_t most, std::uint32_t mask, const block_room& room,
                                              std::uint64_t tables, std::uint32_t entry_size) noexcept {
    constexpr std::size_t step = 8;
    constexpr std::uint64_t limit = std::uint64_t{1} << 31;
    std::uint64_t start = 0;
    std::uint64_t odd = 0;
    std::size_t count = 0;
    // Eight at a time as long as they fit even with the padding behind them.
    while (most - count >= step) {
        std::uint64_t lengths_less_1 = 0;
        std::uint64_t lengths = 0;
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < step; ++i) {
            const std::uint64_t length = bytes_of(list[count + i]).size();
            lengths_less_1 |= length - 1;
            lengths |= length;
            sum += (length + mask) & ~std::uint64_t{mask};
        }
        if (lengths_less_1 >= limit || !room.holds(tables + (count + step) * entry_size, start + sum)) break;
        odd |= lengths;
        start += sum;
        count += step;
    }
    fitting f{count, 0, false, false};
    if (count != 0) {
        const std::uint64_t last = bytes_of(list[count - 1]).size();
        f.size = static_cast<std::uint32_t>(start - (((last + mask) & ~std::uint64_t{mask}) - last));
    }
    for (; f.count < most; start += (bytes_of(list[f.count - 1]).size() + mask) & ~std::uint64_t{mask}) {
        const std::uint64_t length = bytes_of(list[f.count]).size();
        if (length - 1 >= limit) break;
        f.full = !room.holds(tables + (f.count + 1) * entry_size, start + length);
        if (f.full) break;
        f.take(length, start);
        odd |= length;
    }
    f.gaps = (odd & mask) != 0;
    return f;
}

/// Counts datagrams of any streams, and how many of each.  Also ends at a stream with CRC, and at one too many.
/// \param flows   the flows that have NDPs
/// \param tables  bytes of the tables, which are gapless
template <class Item, class Flow>
[[nodiscard]] constexpr fitting count_fitting(const Item* list, std::size_t most, std::uint32_t mask, const block_room& room,
                                              std::uint64_t tables, std::uint32_t entry_size, std::uint32_t empty_ndp, Flow flow,
                                              flow_list& flows) noexcept {
    constexpr std::uint64_t limit = std::uint64_t{1} << 31;
    std::uint64_t start = 0;
    std::uint64_t odd = 0;
    fitting f{};
    for (; f.count < most; ++list) {
        const std::uint64_t length = bytes_of(*list).size();
        const stream s = flow.of(*list);
        if (length - 1 >= limit || s.has_crc()) break;
        std::size_t i = flows.find(s);
        const bool fresh = i == flow_list::most;
        if (fresh && flows.size() == flow_list::most) break;
        const std::uint64_t more = entry_size + (fresh ? empty_ndp : 0u);
        f.full = !room.holds(tables + more, start + length);
        if (f.full) break;
        if (fresh) i = flows.add(s);
        ++flows[i].added;
        tables += more;
        f.take(length, start);
        odd |= length;
        start += (length + mask) & ~std::uint64_t{mask};
    }
    f.gaps = (odd & mask) != 0;
    return f;
}

/// Writes the entries of datagrams that follow each other from `start` on.
template <format F, class Item>
constexpr void store_entries(std::byte* to, const Item* list, std::uint32_t count, std::uint32_t start, std::uint32_t mask) noexcept {
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto length = static_cast<std::uint32_t>(bytes_of(list[i]).size());
        store_entry<F>(to, start, length);
        to += layout<F>::entry_size;
        start += (length + mask) & ~mask;
    }
}
/// The same for datagrams of several flows, in a set of tables that has been spread for them.
template <format F, class Item, class Flow>
constexpr void store_entries(std::byte* set, const Item* list, std::uint32_t count, std::uint32_t start, std::uint32_t mask, Flow flow,
                             flow_list& flows) noexcept {
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto length = static_cast<std::uint32_t>(bytes_of(list[i]).size());
        std::uint32_t& cursor = flows[flows.find(flow.of(list[i]))].cursor;
        store_entry<F>(set + cursor, start, length);
        cursor += layout<F>::entry_size;
        start += (length + mask) & ~mask;
    }
}

}  // namespace cdcnet::ncm::detail
