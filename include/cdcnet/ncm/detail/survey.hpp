// SPDX-License-Identifier: BSL-1.0
/// \file
/// The pass over a table that decides the normal case.  Nothing in it depends on what an entry says: violations are
/// collected as sign bits, so that several entries go through one register.
#pragma once

#include <bit>
#include <cdcnet/ncm/detail/tables.hpp>

namespace cdcnet::ncm::detail {

/// What the entries of a table have in common.
struct survey {
    bool ascending{};        ///< none is null, and each begins at or behind the end of the one before
    std::uint32_t phases{};  ///< bits in which an index differs from the first one
    friend constexpr bool operator==(const survey&, const survey&) noexcept = default;
};

/// A whole entry as one number, the index in its lower half.  Index and length of an entry add up without overflow, and
/// the difference of two such sums is negative exactly where its top bit is set.
template <format F>
using entry_word = std::conditional_t<F == format::ntb16, std::uint32_t, std::uint64_t>;
template <format F>
inline constexpr entry_word<F> top_bit = entry_word<F>{1} << (8 * sizeof(entry_word<F>) - 1);
template <format F>
inline constexpr entry_word<F> index_bits = static_cast<typename layout<F>::index>(-1);
template <format F>
inline constexpr int half_width = 4 * static_cast<int>(sizeof(entry_word<F>));

/// Ends the table.
template <format F>
[[nodiscard]] constexpr bool null_word(entry_word<F> entry) noexcept {
    return (entry & index_bits<F>) == 0 || entry >> half_width<F> == 0;
}

/// Collects over the pairs of neighbouring entries, for single entries and for vectors of them.
template <format F, class Word>
struct collector {
    Word first;         ///< the first entry of the table
    Word violations{};  ///< in the top bit
    Word phases{};      ///< in the bits of the index

    constexpr void compare(const Word& before, const Word& entry) noexcept {
        const Word end = (before & index_bits<F>)+(before >> half_width<F>);
        const Word gap = (entry & index_bits<F>)-end;
        const Word beyond_empty = (entry >> half_width<F>)-1;
        violations |= gap | beyond_empty;
        phases |= entry ^ first;
    }
    [[nodiscard]] constexpr Word result() const noexcept { return (violations & top_bit<F>) | (phases & index_bits<F>); }
};
template <format F>
[[nodiscard]] constexpr survey conclude(entry_word<F> first, entry_word<F> collected) noexcept {
    return {(collected & top_bit<F>) == 0 && !null_word<F>(first), static_cast<std::uint32_t>(collected & index_bits<F>)};
}

/// Entry by entry; `count` is at least 1.
template <format F>
[[nodiscard]] constexpr survey survey_singly(const std::byte* entries, std::size_t count) noexcept {
    using word = entry_word<F>;
    collector<F, word> all{load_le<word>(entries)};
    word before = all.first;
    for (std::size_t i = 1; i < count; ++i) {
        const word entry = load_le<word>(entries + i * sizeof(word));
        all.compare(before, entry);
        before = entry;
    }
    return conclude<F>(all.first, all.result());
}

}  // namespace cdcnet::ncm::detail
