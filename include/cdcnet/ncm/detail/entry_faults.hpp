// SPDX-License-Identifier: BSL-1.0
/// \file
/// What exactly is wrong with a block whose headers have been checked: the first fault in the order of the rules, with
/// its place.  Runs only on blocks that are not the normal case.
#pragma once

#include <cdcnet/ncm/detail/overlap.hpp>
#include <cdcnet/ncm/parse_options.hpp>

namespace cdcnet::ncm::detail {

/// How many entries a block has, and whether each lies between its NTH and its end and all are no longer than it.
struct entry_total {
    std::size_t count{};
    bool inside{true};
};
template <format F>
[[nodiscard]] constexpr entry_total total_entries(const checked_block& b) noexcept {
    using l = layout<F>;
    entry_total total{};
    std::uint64_t sum = 0;
    for (entry_cursor c{b}; c.next_table() && total.inside;) {
        const std::byte* entries = b.base + c.position();
        // Some at a time, so that the second look at them finds them at hand.
        for (std::size_t left = (c.end_of_table() - c.position()) / l::entry_size; left != 0 && total.inside;) {
            const std::size_t part = left < survey_part ? left : survey_part;
            const std::size_t count = count_until_null<F>(entries, part);
            const std::uint64_t lengths = sum_if_inside<F>(entries, count, b.size);
            total.inside = lengths <= b.size - sum;
            sum += lengths;
            total.count += count;
            entries += part * l::entry_size;
            left = count == part ? left - part : 0;
        }
    }
    return total;
}
[[nodiscard]] constexpr entry_total total_entries(const checked_block& b) noexcept {
    return b.format == format::ntb16 ? total_entries<format::ntb16>(b) : total_entries<format::ntb32>(b);
}

/// What is wrong with the entries of a block one by one: outside, over the NTH, or too many bytes in all.
[[nodiscard]] constexpr error find_outside(const checked_block& b) noexcept {
    std::uint64_t sum = 0;
    for (entry_cursor c{b}; c.next();) {
        const extent& e = c.value();
        if (e.end() > b.size) return c.fault(errc::datagram_outside);
        if (e.index < sizes_of(b.format).nth) return c.fault(errc::datagram_over_nth);
        sum += e.length;
        if (sum > b.size) return c.fault(errc::payload_exceeds);
    }
    return {};
}

/// What strict refuses in the NDPs of a block that is otherwise accepted.
[[nodiscard]] constexpr error find_strict_ndp_fault(const checked_block& b, const parse_options& options) noexcept {
    const sizes& s = sizes_of(b.format);
    const std::uint32_t alignment = options.ndp_alignment == 0 ? 4 : options.ndp_alignment;
    std::uint64_t holder = s.nth_ndp_index;
    std::uint64_t ndps_end = 0;
    for (std::uint32_t index = b.first_ndp, number = 0; index != 0; ++number) {
        const ndp_header h = load_ndp(b.format, b.base + index);
        const place where = place::of_entry(number);
        if (index % alignment != 0) return {errc::alignment, holder, where};
        if (h.length < s.min_ndp() || (h.length & (s.entry - 1)) != 0)
            return {errc::ndp_length, std::uint64_t{index} + at::ndp_length, where};
        if (index < ndps_end) return {errc::overlap, index, where};
        ndps_end = std::uint64_t{index} + h.length;
        holder = std::uint64_t{index} + s.ndp_next_index;
        index = h.next;
    }
    return {};
}

/// What strict refuses in the entries of a block whose NDPs are as it wants them.
[[nodiscard]] constexpr error find_strict_entry_fault(const checked_block& b, const parse_options& options) noexcept {
    for (entry_cursor c{b}; c.next_table();) {
        std::uint32_t previous = 0;
        std::uint32_t count = 0;
        for (; c.next_in_table(); ++count) {
            const std::uint32_t index = c.value().index;
            if (index < previous) return c.fault(errc::order);
            if (options.divisor != 0 && index % options.divisor != options.remainder) return c.fault(errc::alignment);
            previous = index;
        }
        const place last = place::of_entry(c.ndp_number(), count);
        if (c.position() == c.end_of_table()) return {errc::terminator, c.position(), last};
        const extent null = load_entry(b.format, b.base + c.position());
        if (null.index != 0 || null.length != 0) return {errc::half_null, c.position(), last};
        if (c.position() + c.entry_size() != c.end_of_table()) return {errc::terminator, c.position(), last};
    }
    return {};
}

/// True when `find_strict_entry_fault` would find nothing, as far as the walk along the chain tells: for every block of a
/// sender that keeps to the specification.
[[nodiscard]] constexpr bool entries_strict(const chain_facts& facts, const parse_options& options) noexcept {
    if (!facts.ascending || !facts.regular || facts.terminators != 0) return false;
    if (options.divisor == 0 || facts.count == 0) return true;
    return std::has_single_bit(options.divisor) && (facts.phases & (options.divisor - 1)) == 0 &&
           facts.first % options.divisor == options.remainder;
}

/// What strict refuses in a block that is otherwise accepted.  Takes copies, so that the caller's may stay in registers.
[[nodiscard, gnu::noinline]] constexpr error strict_fault(checked_block b, chain_facts facts, std::size_t transfer_size,
                                                          bool without_length, const parse_options& options) noexcept {
    const bool beyond_16_bits = b.format == format::ntb16 && transfer_size > layout<format::ntb16>::max_size;
    if (without_length && beyond_16_bits) return {errc::block_length, at::nth_block_length};
    if (transfer_size != b.size) return {errc::trailing_bytes, b.size};
    if (const error e = find_strict_ndp_fault(b, options)) return e;
    return entries_strict(facts, options) ? error{} : find_strict_entry_fault(b, options);
}

}  // namespace cdcnet::ncm::detail
