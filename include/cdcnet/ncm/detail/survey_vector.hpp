// SPDX-License-Identifier: BSL-1.0
/// \file
/// The survey of a table, several entries at a time, for targets with vector registers.  Written with the vector types
/// of the compilers, so that one text serves SSE2, AVX2, AVX-512 and NEON, at every optimisation level.
#pragma once

#include <cdcnet/ncm/detail/copy.hpp>
#include <cdcnet/ncm/detail/survey.hpp>

namespace cdcnet::ncm::detail {

/// Bytes of the vectors that the passes use; 0: none.  Not where size counts, nor where the bytes of an entry would have to be
/// swapped.
#if defined(__OPTIMIZE_SIZE__)
inline constexpr std::size_t vector_size = 0;
#else
inline constexpr std::size_t vector_size = std::endian::native == std::endian::little ? register_size : 0;
#endif

/// `Size` bytes of entries.
template <format F, std::size_t Size>
struct entry_vector {
    using lanes [[gnu::vector_size(Size)]] = entry_word<F>;
    static constexpr std::size_t count = Size / sizeof(entry_word<F>);

    [[nodiscard]] static lanes load(const std::byte* from) noexcept {
        lanes v;
        std::memcpy(&v, from, Size);
        return v;
    }
};

/// All lanes or-ed together, halving the vector until its lanes are few.
template <format F, std::size_t Size>
[[nodiscard]] inline entry_word<F> any_lane(const typename entry_vector<F, Size>::lanes& v) noexcept {
    if constexpr (Size == 16) {
        std::uint64_t halves[2];
        std::memcpy(halves, &v, Size);
        const std::uint64_t any = halves[0] | halves[1];
        return static_cast<entry_word<F>>(F == format::ntb16 ? any | any >> 32 : any);
    } else {
        typename entry_vector<F, Size / 2>::lanes low;
        typename entry_vector<F, Size / 2>::lanes high;
        std::memcpy(&low, &v, Size / 2);
        std::memcpy(&high, reinterpret_cast<const std::byte*>(&v) + Size / 2, Size / 2);
        return any_lane<F, Size / 2>(low | high);
    }
}

/// How many entries are looked at before a survey that has found something ends; of whole vectors.
inline constexpr std::size_t survey_part = 256;

/// As `survey_singly`.  The last vector ends with the table and may look at some entries again; a table that is too
/// short for that goes through a vector of half the size.
template <format F, std::size_t Size>
[[nodiscard]] inline survey survey_by_vectors(const std::byte* entries, std::size_t count) noexcept {
    using vector = entry_vector<F, Size>;
    if (count <= vector::count) {
        if constexpr (Size > 16) return survey_by_vectors<F, Size / 2>(entries, count);
        return survey_singly<F>(entries, count);
    }
    constexpr std::size_t step = sizeof(entry_word<F>);
    const std::byte* const last = entries + (count - vector::count) * step;
    const auto first = load_le<entry_word<F>>(entries);
    collector<F, typename vector::lanes> lanes{typename vector::lanes{} + first};
    const std::byte* at = entries + step;
    // A long table that is at fault costs only what comes before.
    for (constexpr std::ptrdiff_t part = survey_part * step; last - at > part;) {
        for (const std::byte* const end = at + part; at != end; at += Size) lanes.compare(vector::load(at - step), vector::load(at));
        if ((any_lane<F, Size>(lanes.violations) & top_bit<F>) != 0) [[unlikely]]
            return {};
    }
    for (; at < last; at += Size) lanes.compare(vector::load(at - step), vector::load(at));
    lanes.compare(vector::load(last - step), vector::load(last));
    return conclude<F>(first, any_lane<F, Size>(lanes.result()));
}

/// What the entries of a table have in common; `count` is at least 1.  About a tenth of a nanosecond for an entry with
/// AVX-512.
template <format F>
[[nodiscard]] constexpr survey survey_entries(const std::byte* entries, std::size_t count) noexcept {
    if (count == 1) return conclude<F>(load_le<entry_word<F>>(entries), 0);
    if constexpr (vector_size != 0)
        if (!std::is_constant_evaluated()) return survey_by_vectors<F, vector_size>(entries, count);
    return survey_singly<F>(entries, count);
}

/// How many entries stand before the first null one.
template <format F>
[[nodiscard]] constexpr std::size_t count_until_null(const std::byte* entries, std::size_t count) noexcept {
    constexpr std::size_t step = sizeof(entry_word<F>);
    std::size_t i = 0;
    if constexpr (vector_size != 0)
        if (!std::is_constant_evaluated()) {
            // Several vectors at a time: to look whether one holds a null entry costs as much as to go through them.
            using vector = entry_vector<F, vector_size>;
            constexpr std::size_t at_a_time = 4 * vector::count;
            for (; i + at_a_time <= count; i += at_a_time) {
                typename vector::lanes nulls{};
                for (std::size_t j = 0; j < at_a_time; j += vector::count) {
                    const auto v = vector::load(entries + (i + j) * step);
                    nulls |= ((v & index_bits<F>)-1) | ((v >> half_width<F>)-1);
                }
                if ((any_lane<F, vector_size>(nulls) & top_bit<F>) != 0) break;
            }
        }
    while (i < count && !null_word<F>(load_le<entry_word<F>>(entries + i * step))) ++i;
    return i;
}

/// A table that ends early: how many entries it has, and what they have in common.
struct early_end {
    std::size_t count{};
    survey found{};
};
/// For a table that as a whole is not ascending: the entries before its first null one, unless they are not either.  Out of line,
/// for it is rare.
template <format F>
[[nodiscard, gnu::noinline]] constexpr early_end survey_until_null(const std::byte* entries, std::size_t count) noexcept {
    constexpr std::size_t step = sizeof(entry_word<F>);
    for (std::size_t i = 0; i < count; i += survey_part) {
        const std::size_t part = count - i < survey_part ? count - i : survey_part;
        const std::size_t good = count_until_null<F>(entries + i * step, part);
        if (good != part) {
            count = i + good;
            return {count, count == 0 ? survey{.ascending = true} : survey_entries<F>(entries, count)};
        }
        const std::size_t overlap = i == 0 ? 0 : 1;  // the pair of the part before and this one
        if (!survey_entries<F>(entries + (i - overlap) * step, part + overlap).ascending) break;
    }
    return {};
}

/// Entries taken together.
template <class Word>
struct tally {
    Word outside{};  ///< the top bit: an entry begins before the end of the NTH, or ends behind the block
    Word lengths{};  ///< their sum

    template <format F>
    constexpr void add(const Word& entry, entry_word<F> block_size) noexcept {
        const Word index = entry & index_bits<F>;
        const Word length = entry >> half_width<F>;
        outside |= (index - layout<F>::nth_size) | (block_size - (index + length));
        lengths += length;
    }
};

/// The lengths of some entries added up, or a number that no block can hold where one of them lies outside of it.
template <format F>
[[nodiscard]] constexpr std::uint64_t sum_if_inside(const std::byte* entries, std::size_t count, std::uint64_t block_size) noexcept {
    using word = entry_word<F>;
    const auto size = static_cast<word>(block_size);
    tally<word> all{};
    std::uint64_t sum = 0;
    std::size_t i = 0;
    if constexpr (vector_size != 0)
        if (!std::is_constant_evaluated()) {
            using vector = entry_vector<F, vector_size>;
            tally<typename vector::lanes> lanes{};
            for (; i + vector::count <= count; i += vector::count) lanes.template add<F>(vector::load(entries + i * sizeof(word)), size);
            all.outside = any_lane<F, vector_size>(lanes.outside);
            for (std::size_t lane = 0; lane < vector::count; ++lane) sum += lanes.lengths[lane];
        }
    for (; i < count; ++i) all.template add<F>(load_le<word>(entries + i * sizeof(word)), size);
    return (all.outside & top_bit<F>) != 0 ? ~std::uint64_t{} : sum + all.lengths;
}

}  // namespace cdcnet::ncm::detail
