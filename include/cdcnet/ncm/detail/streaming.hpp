// SPDX-License-Identifier: BSL-1.0
/// \file
/// Datagrams into an empty block with its tables at the end, in one pass: each is looked at, entered and copied while the next
/// one is on its way.  Nobody knows yet where the tables will stand.  Of one stream, entries are drafted downwards from the end
/// of the buffer, where payload cannot reach them, and turned round when all are there; of several, it is noted whose each
/// datagram is, and the entries are written when the tables have their places.
#pragma once

#include <cdcnet/ncm/detail/fitting.hpp>

namespace cdcnet::ncm::detail {

/// What an empty block has room for.  The alignment of NDPs divides the size of an entry, so that each entry less makes room
/// for as many bytes of payload.
struct streaming_room {
    std::uint32_t start{};  ///< offset of the first datagram
    std::uint32_t end{};    ///< of the buffer, as NDPs are aligned; entries go below it
    std::uint32_t mask{};   ///< the divisor of datagram offsets, a power of two, less 1; the gaps it makes are short ones
    std::uint32_t most{};   ///< datagrams, at most as many as there is space for entries
};

/// Takes datagrams until one does not fit or is empty.
template <format F, class Copy>
[[gnu::always_inline]] constexpr fitting stream_list_by(streaming_room room, std::byte* block, const bytes* list, std::size_t count,
                                                        Copy copy) noexcept {
    constexpr std::uint64_t entry_size = layout<F>::entry_size;
    constexpr std::uint64_t empty_ndp = layout<F>::ndp_size + entry_size;
    const std::uint64_t mask = room.mask;
    const bytes* const first = list;
    const bytes* const last = list + (count < room.most ? count : room.most);
    std::uint64_t entry = room.end;
    std::uint64_t start = room.start;
    for (; list != last; ++list) {
        const std::size_t size = list->size();
        entry -= entry_size;
        const std::uint64_t most_end = entry - empty_ndp;
        if (start > most_end || !fits_in<std::uint64_t>(size, most_end - start)) break;
        store_entry<F>(block + entry, static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(size));
        copy(block + start, list->data(), size);
        // The NDP header and the null entry, which still have no place, leave room for it.
        zero_short_gap(block + (start + size));
        start += (size + mask) & ~mask;
    }
    const auto taken = static_cast<std::size_t>(list - first);
    return {taken, size_of(first, taken, start - room.start, mask), false, list != last && !list->empty()};
}

/// Whose each datagram of a list is.
struct owner_list {
    /// The flow of a datagram and how many of that flow come before it: so no entry waits for where the one before it went.
    struct note {
        std::uint16_t bits;
        [[nodiscard]] constexpr std::size_t flow() const noexcept { return bits % flow_list::most; }
        [[nodiscard]] constexpr std::uint32_t before() const noexcept { return bits / flow_list::most; }
    };
    static constexpr std::size_t most = 1024;
    flow_list flows{};
    note notes[most];

    constexpr owner_list() noexcept {}  // NOLINT: what is read of `notes` has been written

    /// Notes the next datagram of a flow; returns where the next note goes.
    constexpr note* add(note* to, std::size_t flow) noexcept {
        *to = {static_cast<std::uint16_t>(flows[flow].added++ * flow_list::most | flow)};
        return to + 1;
    }
};
static_assert(owner_list::most * flow_list::most <= 1u << 16);

/// The same for datagrams of any streams without CRC; also ends at a stream too many.
/// \param count  at most `owner_list::most`
/// \param noted  empty at first
template <format F, class Copy>
[[gnu::always_inline]] constexpr fitting stream_mixed_by(streaming_room room, std::byte* block, const datagram* list, std::size_t count,
                                                         owner_list* noted, Copy copy) noexcept {
    constexpr std::int64_t entry_size = layout<F>::entry_size;
    constexpr std::int64_t empty_ndp = layout<F>::ndp_size + entry_size;
    const std::uint64_t mask = room.mask;
    flow_list& flows = noted->flows;
    owner_list::note* note = noted->notes;
    const datagram* const first = list;
    const datagram* const last = list + (count < room.most ? count : room.most);
    std::int64_t most_end = room.end;  // below 0 when the NDP of one more stream has no place
    std::uint64_t start = room.start;
    bool full = false;
    for (; list != last; ++list) {
        const std::size_t size = list->bytes.size();
        std::size_t owner = flows.find(list->stream);
        const bool fresh = owner == flow_list::most;
        if (fresh && (list->stream.has_crc() || flows.size() == flow_list::most)) break;
        most_end -= entry_size + (fresh ? empty_ndp : 0);
        const std::int64_t left = most_end - static_cast<std::int64_t>(start);
        full = left < 0 || !fits_in<std::uint64_t>(size, static_cast<std::uint64_t>(left));
        if (full) break;
        if (fresh) owner = flows.add(list->stream);
        note = noted->add(note, owner);
        copy(block + start, list->bytes.data(), size);
        zero_short_gap(block + (start + size));
        start += (size + mask) & ~mask;
    }
    const auto taken = static_cast<std::size_t>(list - first);
    return {taken, size_of(first, taken, start - room.start, mask), false, full && !list->bytes.empty()};
}

/// The two as functions of how to copy.
template <format F>
struct stream_one {
    template <class Copy>
    [[gnu::always_inline]] static constexpr fitting by(Copy copy, streaming_room room, std::byte* block, const bytes* list,
                                                       std::size_t count) noexcept {
        return stream_list_by<F>(room, block, list, count, copy);
    }
};
template <format F>
struct stream_mixed {
    template <class Copy>
    [[gnu::always_inline]] static constexpr fitting by(Copy copy, streaming_room room, std::byte* block, const datagram* list,
                                                       std::size_t count, owner_list* noted) noexcept {
        return stream_mixed_by<F>(room, block, list, count, noted, copy);
    }
};

#if CDCNET_CPU_DISPATCH
template <class Streaming, class... Arguments>
[[gnu::target("avx512bw,avx512vl")]] fitting stream_avx512(Arguments... arguments) noexcept {
    return Streaming::by(copy_fn<64>{}, arguments...);
}
template <class Streaming, class... Arguments>
[[gnu::target("avx2")]] fitting stream_avx2(Arguments... arguments) noexcept {
    return Streaming::by(copy_fn<32>{}, arguments...);
}
#endif

/// Out of line, so that the loop has all registers for itself.
template <class Streaming, class... Arguments>
[[gnu::noinline]] fitting stream_here(Arguments... arguments) noexcept {
    return Streaming::by(copy_fn<register_size>{}, arguments...);
}

/// One of them with what the machine has.
template <class Streaming, class... Arguments>
constexpr fitting stream_list(Arguments... arguments) noexcept {
    if (std::is_constant_evaluated())
        return Streaming::by([](std::byte* to, const std::byte* from, std::size_t n) { copy_bytes(to, from, n); }, arguments...);
#if CDCNET_CPU_DISPATCH
    if (register_size < 64 && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
        return stream_avx512<Streaming>(arguments...);
    if (register_size < 32 && __builtin_cpu_supports("avx2")) return stream_avx2<Streaming>(arguments...);
#endif
    return stream_here<Streaming>(arguments...);
}

template <format F>
using entry_number = std::conditional_t<F == format::ntb16, std::uint32_t, std::uint64_t>;

/// Entries written last are read singly, as they were written: a wider load would wait for them to reach the cache.
inline constexpr std::ptrdiff_t fresh_entries = 4;

#if CDCNET_REGISTERS_OF_16
using entry_register [[gnu::vector_size(16)]] = std::uint32_t;
/// The entries in 16 bytes, the last one first.
template <format F>
[[nodiscard, gnu::always_inline]] inline entry_register load_reversed(const std::byte* from) noexcept {
    entry_register v;
    std::memcpy(&v, from, sizeof v);
    if constexpr (F == format::ntb16) return __builtin_shufflevector(v, v, 3, 2, 1, 0);
    return __builtin_shufflevector(v, v, 2, 3, 0, 1);
}
#endif

/// Copies entries to places that do not overlap theirs, the last one first; the first ones are the fresh ones.
template <format F>
constexpr void copy_reversed(std::byte* to, const std::byte* first, const std::byte* last) noexcept {
    using number = entry_number<F>;
#if CDCNET_REGISTERS_OF_16
    if (!std::is_constant_evaluated())
        for (; last - first >= 16 + fresh_entries * static_cast<std::ptrdiff_t>(sizeof(number)); to += 16) {
            last -= 16;
            const entry_register v = load_reversed<F>(last);
            std::memcpy(to, &v, sizeof v);
        }
#endif
    while (last != first) {
        last -= sizeof(number);
        auto entry = cdcnet::detail::load_native<number>(last);
        if (!std::is_constant_evaluated()) asm("" : "+r"(entry));  // and the compiler must not make wider loads of it again
        cdcnet::detail::store_native(to, entry);
        to += sizeof(number);
    }
}

/// Turns the order of entries round; the first ones are the fresh ones.
template <format F>
constexpr void reverse(std::byte* first, std::byte* last) noexcept {
    using number = entry_number<F>;
    constexpr std::ptrdiff_t size = sizeof(number);
    const auto swap_singly = [&](std::ptrdiff_t most) {
        for (; most != 0 && last - first >= 2 * size; --most) {
            last -= size;
            auto low = cdcnet::detail::load_native<number>(first);
            if (!std::is_constant_evaluated()) asm("" : "+r"(low));
            cdcnet::detail::store_native(first, cdcnet::detail::load_native<number>(last));
            cdcnet::detail::store_native(last, low);
            first += size;
        }
    };
    swap_singly(fresh_entries);
#if CDCNET_REGISTERS_OF_16
    if (!std::is_constant_evaluated())
        for (; last - first >= 32; first += 16) {
            last -= 16;
            const entry_register low = load_reversed<F>(first);
            const entry_register high = load_reversed<F>(last);
            std::memcpy(first, &high, sizeof high);
            std::memcpy(last, &low, sizeof low);
        }
#endif
    swap_singly(-1);
}

/// Moves entries to places that may overlap theirs, the last one first.
template <format F>
[[gnu::noinline]] constexpr void move_reversed(std::byte* to, std::byte* first, std::byte* last) noexcept {
    if (first - to >= last - first) return copy_reversed<F>(to, first, last);
    reverse<F>(first, last);
    move_bytes(to, first, static_cast<std::size_t>(last - first));
}

}  // namespace cdcnet::ncm::detail
