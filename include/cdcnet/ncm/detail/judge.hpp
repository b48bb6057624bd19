// SPDX-License-Identifier: BSL-1.0
/// \file
/// The verdict on the entries of a block that are not simply in order.
#pragma once

#include <cdcnet/ncm/detail/entry_faults.hpp>
#include <cdcnet/ncm/detail/entry_walk.hpp>

namespace cdcnet::ncm::detail {

struct entry_verdict {
    error fault{};            ///< refuses the block
    std::size_t count{};      ///< of datagrams that are delivered
    detail::filter filter{};  ///< how they are told from those that are not
    std::byte* scratch{};     ///< where `marked` is kept
};

/// Lenient's verdict on a block with bad entries and few NDPs that share no byte, when it needs no memory: otherwise `filter::none`.
[[nodiscard]] constexpr entry_verdict try_replay(const checked_block& b) noexcept {
    std::uint32_t ndps = 0;
    std::uint64_t ndps_end = 0;
    for (entry_cursor c{b}; c.next_table(); ndps_end = c.ndp_end())
        if (++ndps > most_ndps_per_entry || c.ndp_index() < ndps_end) return {};
    entry_verdict verdict{.filter = filter::replay};
    entry_walk walk{b, filter::replay, nullptr};
    for (errc fault{}; walk.next_entry(fault);) {
        if (fault == errc::no_space) return {};
        if (fault == errc::none) ++verdict.count;
    }
    return verdict;
}

/// True when it costs little enough for the size of a block to look at `items` in it once for each window.
[[nodiscard]] constexpr bool affordable(const checked_block& b, std::uint64_t items, std::uint64_t window) noexcept {
    return (b.size + window - 1) / window * items <= std::uint64_t{4} * b.size;
}
/// The NDPs of a block that does not fit into a window; each counts like so many entries.
[[nodiscard]] constexpr std::uint64_t ndps_as_entries(const checked_block& b, std::uint64_t window, unsigned entries) noexcept {
    std::uint64_t ndps = 0;
    if (b.size > window)
        for (entry_cursor c{b}; c.next_table();) ++ndps;
    return ndps * entries;
}

/// The first entry that shares a byte, found with memory on the stack or with the caller's; `no_space` where it takes that.
[[nodiscard]] constexpr error judge_shared(const checked_block& b, std::size_t count, mutable_bytes scratch) noexcept {
    const auto shared = [&](mutable_bytes memory) { return find_shared_byte(b, memory); };
    if (affordable(b, count + ndps_as_entries(b, claim_window_size, 4), claim_window_size)) return with_window(b.size, shared);
    const std::size_t needed = scratch_size(b.size);
    return scratch.size() < needed ? error::no_space(needed) : shared(scratch.first(needed));
}

/// Takes copies, so that the caller's may stay in registers.
[[nodiscard, gnu::noinline]] constexpr entry_verdict judge_entries(checked_block b, chain_facts facts,
                                                                   const parse_options& options) noexcept {
    const auto disjoint = [&](mutable_bytes memory) { return tables_disjoint(b, facts, memory); };
    const std::uint64_t passed_over = (b.regular ? 0 : facts.count) + ndps_as_entries(b, boundary_map::least_window, 16);
    if (facts.ascending && affordable(b, passed_over, boundary_map::least_window) && with_window(b.size, disjoint))
        return {.count = facts.count};
    const entry_total all = total_entries(b);
    const error fault = all.inside ? judge_shared(b, all.count, options.scratch) : find_outside(b);
    if (!fault) return {.count = all.count};
    if (options.mode != mode::lenient || fault.code() == errc::no_space) return {.fault = fault};
    if (const entry_verdict v = try_replay(b); v.filter != filter::none) return v;
    const std::size_t needed = scratch_size(b.size);
    if (options.scratch.size() < needed) return {.fault = error::no_space(needed)};
    zero_bytes(options.scratch.data(), needed);
    const std::size_t count = entry_walk{b, filter::marked, options.scratch.data()}.mark();
    return {.count = count, .filter = filter::marked, .scratch = options.scratch.data()};
}

}  // namespace cdcnet::ncm::detail
