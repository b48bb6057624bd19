// SPDX-License-Identifier: BSL-1.0
/// \file
/// The walk along the chain of NDPs: every header is checked, and every table is surveyed as long as the block may be
/// the normal case.
#pragma once

#include <cdcnet/ncm/detail/survey_vector.hpp>

namespace cdcnet::ncm::detail {

/// What the walk finds out.  With a `fault` nothing else counts; what follows `ascending` counts only while it is true.
struct chain_facts {
    error fault{};                ///< of an NDP
    bool ascending{true};         ///< NDPs share no bytes, and in each a datagram begins at or behind the end of the one before
    bool regular{true};           ///< no table has a null entry but as its last one
    std::uint32_t phases{};       ///< bits in which the index of a datagram differs from `first`
    std::uint32_t first{};        ///< index of the first datagram of the first table that has one
    std::uint32_t lowest{~0u};    ///< least index of a datagram
    std::uint64_t highest{};      ///< end of the datagram that ends last, at least that of the NTH
    std::uint64_t steps_back{};   ///< top bit: a table begins before the end of an earlier one, or of the NTH
    std::uint64_t terminators{};  ///< the last entries of all tables or-ed together; not 0 where one has no entries
    std::uint64_t ndps_end{};     ///< end of the last NDP
    std::size_t count{};          ///< of datagrams

    /// All datagrams lie where they may, and none shares a byte with another or with an NDP.
    [[nodiscard]] constexpr bool clean(const checked_block& b) const noexcept {
        return ascending && steps_back >> 63 == 0 && highest <= b.size && apart_from_ndps(b);
    }
    /// All datagrams lie on one side of all NDPs.
    [[nodiscard]] constexpr bool apart_from_ndps(const checked_block& b) const noexcept {
        return highest <= b.first_ndp || lowest >= ndps_end;
    }
};

/// True when nothing is wrong with the NDP at `index`, whose header lies inside the block.
template <format F>
[[nodiscard]] constexpr bool good_ndp(const ndp_header& h, std::uint32_t index, std::uint64_t block_size) noexcept {
    return is_signature<F>(h.signature) && h.length >= layout<F>::ndp_size && h.length <= block_size - index &&
           (h.next == 0 || h.next > index);
}

/// What is wrong with the first NDP that is not good.  Out of line, and walks again, so that the walk that finds out need
/// not keep track.
template <format F>
[[nodiscard, gnu::noinline]] constexpr error find_ndp_fault(checked_block b) noexcept {
    using l = layout<F>;
    std::uint64_t holder = l::nth_ndp_index;
    std::uint32_t index = b.first_ndp;
    if (index < l::nth_size) return {errc::ndp_over_nth, holder, place::of_entry(0)};
    for (std::uint32_t number = 0;; ++number) {
        const place where = place::of_entry(number);
        const auto at_field = [&](errc code, std::uint32_t field) { return error{code, std::uint64_t{index} + field, where}; };
        if (!inside(index, l::ndp_size, b.size)) return {errc::ndp_outside, holder, where};
        const ndp_header h = load_ndp<F>(b.base + index);
        if (!is_signature<F>(h.signature))
            return at_field(parse_signature(h.signature) ? errc::ndp_kind : errc::ndp_signature, at::ndp_signature);
        if (h.length < l::ndp_size) return at_field(errc::ndp_length, at::ndp_length);
        if (!inside(index, h.length, b.size)) return at_field(errc::table_outside, at::ndp_length);
        if (h.next <= index) return at_field(errc::chain, l::ndp_next_index);
        holder = std::uint64_t{index} + l::ndp_next_index;
        index = h.next;
    }
}

/// Adds a table of a block that is `ascending` so far.
template <format F>
[[gnu::always_inline]] constexpr void add_table(chain_facts& facts, const std::byte* base, std::uint32_t ndp_index,
                                                std::uint32_t ndp_length) noexcept {
    using l = layout<F>;
    using word = entry_word<F>;
    // Tables that share bytes could be surveyed for ever.
    if (ndp_index < facts.ndps_end) {
        facts.ascending = false;
        return;
    }
    facts.ndps_end = std::uint64_t{ndp_index} + ndp_length;
    const std::byte* const entries = base + ndp_index + l::ndp_size;
    std::size_t count = (ndp_length - l::ndp_size) / l::entry_size;
    const word last = count == 0 ? word{1} : load_le<word>(entries + (count - 1) * l::entry_size);
    facts.terminators |= last;
    count -= last == 0 || (count != 0 && null_word<F>(last));
    if (count == 0) return;

    survey found = survey_entries<F>(entries, count);
    if (!found.ascending) [[unlikely]] {
        const early_end table = survey_until_null<F>(entries, count);
        facts.regular &= table.count == count;
        facts.ascending = table.found.ascending;
        if (table.count == 0 || !facts.ascending) return;
        count = table.count;
        found = table.found;
    }
    const auto begin = static_cast<std::uint32_t>(load_le<word>(entries) & index_bits<F>);
    const word back = load_le<word>(entries + (count - 1) * l::entry_size);
    const std::uint64_t end = std::uint64_t{back & index_bits<F>} + (back >> half_width<F>);
    if (facts.count == 0) facts.first = begin;
    facts.count += count;
    facts.phases |= found.phases | (begin ^ facts.first);
    facts.steps_back |= begin - facts.highest;
    if (facts.lowest > begin) facts.lowest = begin;
    if (facts.highest < end) facts.highest = end;
}

/// Walks the chain of a block whose NTH has been checked.  The cost is bounded by the bytes of the block: indices grow,
/// and tables are surveyed only while they do not share bytes.
template <format F>
[[nodiscard, gnu::always_inline]] constexpr chain_facts walk_chain(const checked_block& b) noexcept {
    using l = layout<F>;
    chain_facts facts{};
    facts.highest = l::nth_size;
    std::uint32_t index = b.first_ndp;
    bool good = index >= l::nth_size;
    while (good && index != 0) {
        good = index <= b.size - l::ndp_size;
        if (!good) break;
        const ndp_header h = load_ndp<F>(b.base + index);
        good = good_ndp<F>(h, index, b.size);
        if (good && facts.ascending) add_table<F>(facts, b.base, index, h.length);
        index = h.next;
    }
    if (!good) [[unlikely]]
        facts.fault = find_ndp_fault<F>(b);
    return facts;
}

/// The entries of the only NDP of a block, when they are in order and clear of it, as they normally are; 0 when there is
/// anything else to look at.  The same checks as those of the walk, for one table, so that a small block costs little.
template <format F>
[[nodiscard, gnu::always_inline]] constexpr std::uint32_t count_in_single_table(const checked_block& b) noexcept {
    using l = layout<F>;
    using word = entry_word<F>;
    const std::uint32_t index = b.first_ndp;
    if (index < l::nth_size || index > b.size - l::ndp_size) return 0;
    const ndp_header h = load_ndp<F>(b.base + index);
    if (h.next != 0 || !good_ndp<F>(h, index, b.size)) return 0;
    const std::byte* const entries = b.base + index + l::ndp_size;
    const std::uint32_t all = (h.length - l::ndp_size) / l::entry_size;
    if (all == 0) return 0;
    const std::uint32_t count = all - null_word<F>(load_le<word>(entries + std::size_t{all - 1} * l::entry_size));
    if (count == 0 || !survey_entries<F>(entries, count).ascending) return 0;
    const extent first = load_entry<F>(entries);
    const extent last = load_entry<F>(entries + std::size_t{count - 1} * l::entry_size);
    if (first.index < l::nth_size || last.end() > b.size) return 0;
    return last.end() <= index || first.index >= std::uint64_t{index} + h.length ? count : 0;
}

}  // namespace cdcnet::ncm::detail
