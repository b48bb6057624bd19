// SPDX-License-Identifier: BSL-1.0
/// \file
/// Copies a list of datagrams, whose room is known, to their places in a block, and writes their entries.
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

[[nodiscard]] constexpr bytes bytes_of(bytes d) noexcept { return d; }
[[nodiscard]] constexpr bytes bytes_of(const datagram& d) noexcept { return d.bytes; }

/// A datagram's numbers in its entry.
struct numbers {
    std::uint32_t index{};
    std::uint32_t length{};
};

/// Writes entries one behind the other, two with one store where they are small.
template <format F>
struct table_writer {
    std::byte* next{};

    template <class Item>
    [[gnu::always_inline]] constexpr void write(const Item&, numbers n) noexcept {
        store_entry<F>(next, n.index, n.length);
        next += layout<F>::entry_size;
    }
    template <class Item>
    [[gnu::always_inline]] constexpr void write(const Item& a, numbers first, const Item& b, numbers second) noexcept {
        if constexpr (F == format::ntb16) {
            const std::uint64_t low = first.index | first.length << 16;
            const std::uint64_t high = second.index | second.length << 16;
            store_le(next, low | high << 32);
            next += 2 * layout<F>::entry_size;
        } else {
            write(a, first);
            write(b, second);
        }
    }
};

/// Writes each entry to the NDP of its flow.
template <format F, class Flow>
struct tables_writer {
    std::byte* set{};
    Flow flow{};
    flow_list* flows{};

    template <class Item>
    [[gnu::always_inline]] constexpr void write(const Item& item, numbers n) noexcept {
        std::uint32_t& cursor = (*flows)[flows->find(flow.of(item))].cursor;
        store_entry<F>(set + cursor, n.index, n.length);
        cursor += layout<F>::entry_size;
    }
    template <class Item>
    [[gnu::always_inline]] constexpr void write(const Item& a, numbers first, const Item& b, numbers second) noexcept {
        write(a, first);
        write(b, second);
    }
};

/// Where a list of datagrams goes.
struct list_place {
    std::byte* block{};
    std::uint32_t start{};  ///< of the first datagram
    std::uint32_t mask{};   ///< each starts a multiple of this plus 1 behind the one before
    std::uint32_t count{};  ///< datagrams, none of them empty
    bool gaps{};            ///< there are bytes between them
};

/// Puts one datagram behind the other.  All is inlined into functions of one target, whose registers `copy` may use.
template <class Copy>
class placer {
public:
    [[gnu::always_inline]] constexpr placer(const list_place& place, Copy copy) noexcept
        : block_{place.block}, start_{place.start}, end_{place.start}, mask_{place.mask}, gaps_{place.gaps}, copy_{copy} {}

    [[gnu::always_inline]] constexpr numbers put(bytes d) noexcept {
        const numbers n{start_, static_cast<std::uint32_t>(d.size())};
        if (gaps_) zero_gap(n.length);
        copy_(block_ + start_, d.data(), n.length);
        start_ += (n.length + mask_) & ~mask_;
        return n;
    }

private:
    /// Zeroes the bytes before a datagram: eight at once, of which the datagram overwrites those that are its own.
    [[gnu::always_inline]] constexpr void zero_gap(std::uint32_t length) noexcept {
        if (!std::is_constant_evaluated() && start_ - end_ <= 8 && length >= 8)
            std::memset(block_ + end_, 0, 8);
        else
            zero_bytes(block_ + end_, start_ - end_);
        end_ = start_ + length;
    }
    std::byte* block_;
    std::uint32_t start_;
    std::uint32_t end_;
    std::uint32_t mask_;
    bool gaps_;
    Copy copy_;
};

/// Copies datagrams, zeroes the bytes between them and writes their entries.
template <class Item, class Writer, class Copy>
[[gnu::always_inline]] constexpr void place_list_by(const list_place& place, const Item* list, Writer writer, Copy copy) noexcept {
    placer<Copy> to{place, copy};
    std::uint32_t left = place.count;
    for (; left >= 2; left -= 2, list += 2) {
        const numbers first = to.put(bytes_of(list[0]));
        const numbers second = to.put(bytes_of(list[1]));
        writer.write(list[0], first, list[1], second);
    }
    if (left != 0) writer.write(list[0], to.put(bytes_of(list[0])));
}

template <std::size_t RegisterSize>
struct copy_fn {
    [[gnu::always_inline]] void operator()(std::byte* to, const std::byte* from, std::size_t n) const noexcept {
        copy_with<RegisterSize>(to, from, n);
    }
};

#if CDCNET_CPU_DISPATCH
template <class Item, class Writer>
[[gnu::target("avx512bw,avx512vl")]] void place_list_avx512(list_place place, const Item* list, Writer writer) noexcept {
    place_list_by(place, list, writer, copy_fn<64>{});
}
template <class Item, class Writer>
[[gnu::target("avx2")]] void place_list_avx2(list_place place, const Item* list, Writer writer) noexcept {
    place_list_by(place, list, writer, copy_fn<32>{});
}
#endif

/// The same with what the machine has.
template <class Item, class Writer>
constexpr void place_list(const list_place& place, const Item* list, Writer writer) noexcept {
    if (std::is_constant_evaluated()) {
        place_list_by(place, list, writer, [](std::byte* to, const std::byte* from, std::size_t n) { copy_bytes(to, from, n); });
        return;
    }
#if CDCNET_CPU_DISPATCH
    if (register_size < 64 && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
        return place_list_avx512(place, list, writer);
    if (register_size < 32 && __builtin_cpu_supports("avx2")) return place_list_avx2(place, list, writer);
#endif
    place_list_by(place, list, writer, copy_fn<register_size>{});
}

}  // namespace cdcnet::ncm::detail
