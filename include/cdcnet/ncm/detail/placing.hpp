// SPDX-License-Identifier: BSL-1.0
/// \file
/// Copies a list of datagrams, whose room is known, to their places in a block, and writes their entries.
#pragma once

#include <cdcnet/ncm/detail/copy.hpp>
#include <cdcnet/ncm/detail/modular.hpp>
#include <cdcnet/ncm/detail/table_set.hpp>
#include <type_traits>
#include <utility>

namespace cdcnet::ncm::detail {

/// Whose datagrams a list holds: all of one stream, or each with its own.
struct one_flow {
    ncm::stream stream{};
    [[nodiscard]] constexpr ncm::stream of(bytes) const noexcept { return stream; }
};
struct own_flow {
    [[nodiscard]] static constexpr ncm::stream of(const datagram& d) noexcept { return d.stream; }
};

[[nodiscard]] constexpr bytes bytes_of(bytes d) noexcept { return d; }
[[nodiscard]] constexpr bytes bytes_of(const datagram& d) noexcept { return d.bytes; }

/// Writes entries one behind the other, two with one store where they are small.
template <format F>
struct table_writer {
    std::byte* next{};

    [[gnu::always_inline]] constexpr void write(std::uint64_t index, std::uint64_t length) noexcept {
        store_entry<F>(next, static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(length));
        next += layout<F>::entry_size;
    }
    [[gnu::always_inline]] constexpr void write(std::uint64_t index, std::uint64_t length, std::uint64_t next_index,
                                                std::uint64_t next_length) noexcept {
        if constexpr (F == format::ntb16) {
            store_le(next, (index | length << 16) | (next_index | next_length << 16) << 32);
            next += 2 * layout<F>::entry_size;
        } else {
            write(index, length);
            write(next_index, next_length);
        }
    }
};

/// Where a list of datagrams goes.
struct list_place {
    std::byte* start{};   ///< of the first datagram
    std::size_t mask{};   ///< each starts a multiple of this plus 1 behind the one before
    std::size_t count{};  ///< datagrams, none of them empty
    bool gaps{};          ///< there are bytes between them
};

/// A gap between datagrams of at most this many bytes may be zeroed by one store of as many, before a datagram that is not
/// shorter overwrites those that are its own.
inline constexpr std::uint32_t short_gap = 8;
constexpr void zero_short_gap(std::byte* from) noexcept { store_le(from, std::uint64_t{0}); }

/// Zeroes the bytes before a datagram of `size` bytes, which is not yet there.
[[gnu::always_inline]] constexpr void zero_gap(std::byte* from, std::byte* start, std::size_t size) noexcept {
    const auto gap = static_cast<std::size_t>(start - from);
    if (gap <= short_gap && size >= short_gap)
        zero_short_gap(from);
    else
        zero_bytes(from, gap);
}

/// Copies datagrams and zeroes the bytes between them.
template <bool Gaps, class Item, class Copy>
[[gnu::always_inline]] constexpr void place_list_by(list_place place, const Item* list, Copy copy) noexcept {
    const Item* const last = list + place.count;
    std::byte* to = place.start;
    std::byte* end = to;
    for (; list != last; ++list) {
        const bytes d = bytes_of(*list);
        const std::size_t size = d.size();
        if constexpr (Gaps) zero_gap(end, to, size);
        copy(to, d.data(), size);
        if constexpr (Gaps) end = to + size;
        to += (size + place.mask) & ~place.mask;
    }
}
template <class Item, class Copy>
[[gnu::always_inline]] constexpr void place_list_by(const list_place& place, const Item* list, Copy copy) noexcept {
    place.gaps ? place_list_by<true>(place, list, copy) : place_list_by<false>(place, list, copy);
}

template <std::size_t RegisterSize>
struct copy_fn {
    [[gnu::always_inline]] void operator()(std::byte* to, const std::byte* from, std::size_t n) const noexcept {
        copy_with<RegisterSize>(to, from, n);
    }
};

#if CDCNET_CPU_DISPATCH
template <class Item>
[[gnu::target("avx512bw,avx512vl")]] void place_list_avx512(const list_place& place, const Item* list) noexcept {
    place_list_by(place, list, copy_fn<64>{});
}
template <class Item>
[[gnu::target("avx2")]] void place_list_avx2(const list_place& place, const Item* list) noexcept {
    place_list_by(place, list, copy_fn<32>{});
}
#endif

/// Out of line, so that the loop has all registers for itself.
template <class Item>
[[gnu::noinline]] void place_list_here(const list_place& place, const Item* list) noexcept {
    place_list_by(place, list, copy_fn<register_size>{});
}

/// The same with what the machine has.
template <class Item>
constexpr void place_list(const list_place& place, const Item* list) noexcept {
    if (std::is_constant_evaluated()) {
        place_list_by(place, list, [](std::byte* to, const std::byte* from, std::size_t n) { copy_bytes(to, from, n); });
        return;
    }
#if CDCNET_CPU_DISPATCH
    if (register_size < 64 && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
        return place_list_avx512(place, list);
    if (register_size < 32 && __builtin_cpu_supports("avx2")) return place_list_avx2(place, list);
#endif
    place_list_here(place, list);
}

/// Writes the entries of datagrams that follow each other from `start` on.
/// \param entry_of  offset in the set of the entry of a datagram, by its place in the list
template <format F, class Item, class EntryOf>
constexpr void store_entries(std::byte* set, const Item* list, std::size_t count, std::uint32_t start, std::uint32_t mask,
                             EntryOf entry_of) noexcept {
    for (std::size_t i = 0; i < count; ++i) {
        const auto length = static_cast<std::uint32_t>(bytes_of(list[i]).size());
        store_entry<F>(set + entry_of(i), start, length);
        start += (length + mask) & ~mask;
    }
}
/// The same where the cursors of the flows point.
template <format F, class Item, class Flow>
constexpr void store_entries(std::byte* set, const Item* list, std::size_t count, std::uint32_t start, std::uint32_t mask, Flow flow,
                             flow_list& flows) noexcept {
    store_entries<F>(set, list, count, start, mask, [&](std::size_t i) {
        std::uint32_t& cursor = flows[flows.find(flow.of(list[i]))].cursor;
        return std::exchange(cursor, cursor + layout<F>::entry_size);
    });
}

}  // namespace cdcnet::ncm::detail
