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

/// Lenient's verdict on a block with bad entries and few NDPs, when it needs no memory: otherwise `filter::none`.
[[nodiscard]] constexpr entry_verdict try_replay(const checked_block& b) noexcept {
    std::uint32_t ndps = 0;
    for (entry_cursor c{b}; c.next_table();) ++ndps;
    if (ndps > most_ndps_per_entry) return {};
    entry_verdict verdict{.filter = filter::replay};
    entry_walk walk{b, filter::replay, nullptr};
    for (errc fault{}; walk.next_entry(fault);) {
        if (fault == errc::no_space) return {};
        if (fault == errc::none) ++verdict.count;
    }
    return verdict;
}

/// Takes copies, so that the caller's may stay in registers.
[[nodiscard, gnu::noinline]] constexpr entry_verdict judge_entries(checked_block b, chain_facts facts,
                                                                   const parse_options& options) noexcept {
    const auto disjoint = [&](mutable_bytes memory) { return tables_disjoint(b, facts, memory); };
    if (facts.ascending && with_window(b.size, disjoint)) return {.count = facts.count};
    const entry_total all = total_entries(b);
    const auto shared = [&](mutable_bytes memory) { return find_shared_byte(b, memory); };
    const error fault = all.inside ? with_window(b.size, shared) : find_outside(b);
    if (!fault) return {.count = all.count};
    if (options.mode != mode::lenient) return {.fault = fault};
    if (const entry_verdict v = try_replay(b); v.filter != filter::none) return v;
    const std::size_t needed = scratch_size(b.size);
    if (options.scratch.size() < needed) return {.fault = error::no_space(needed)};
    zero_bytes(options.scratch.data(), needed);
    const std::size_t count = entry_walk{b, filter::marked, options.scratch.data()}.mark();
    return {.count = count, .filter = filter::marked, .scratch = options.scratch.data()};
}

}  // namespace cdcnet::ncm::detail
