// SPDX-License-Identifier: BSL-1.0
/// \file
/// The rule that turns a link, a load and goals into NTB size, datagram limit and flush timer.
#pragma once

#include "settings.hpp"

namespace ntb_size {

/// Payload that a backlog gets through, bytes per second: as fast as the bus, or as often as transfers are handled.
[[nodiscard]] constexpr double throughput_of(const full_block& b, const bus& l, double transfers_per_second) noexcept {
    return b.payload * std::min(1 / seconds_of(b.transfer, l), transfers_per_second);
}

/// The longest that a datagram takes although nobody waits: the block before it has just begun, and its own is full.
[[nodiscard]] constexpr double busy_latency_of(const full_block& b, const bus& l) noexcept { return 2 * seconds_of(b.longest, l); }

struct advice {
    std::uint32_t ntb{};
    std::size_t datagrams{};  ///< the most that a full block of the load has
    double timer{};           ///< 0: send at once
    double throughput{};
    double latency{};  ///< the longest, timer included
    bool throughput_met{};
    bool latency_met{};
};

/// The shortest time between blocks that handles no more transfers than wanted, as far as the budget leaves it.  None where
/// the bus itself takes longer for the smallest block.
[[nodiscard]] inline double timer_for(const settings& s, const bus& l, const load& datagrams, const full_block& chosen, double budget) {
    const double interval = 1 / s.transfers_per_second;
    const full_block alone =
        full_block_of(s.limits_for(s.ntb_sizes.front(), {0, s.device.divisor, s.device.payload_remainder, s.device.ndp_alignment, 1}),
                      datagrams.smallest(), l.packet);
    if (seconds_of(alone.transfer, l) >= interval) return 0;
    return std::clamp(budget - busy_latency_of(chosen, l), 0.0, interval);
}

/// Among the sizes whose two blocks fit into the latency budget: the smallest that reaches the throughput goal, which is
/// 95 % of the best of them when none is given; else the best of them.  The smallest size when none fits.
[[nodiscard]] inline advice advise(const settings& s, const bus& l, const load& datagrams, double budget) {
    struct candidate {
        std::uint32_t ntb{};
        full_block block;
        double throughput{};
    };
    std::vector<candidate> candidates;
    for (const std::uint32_t ntb : s.ntb_sizes) {
        const full_block b = full_block_of(s.limits_for(ntb), datagrams, l.packet, s.streams);
        if (!b.exists()) continue;
        if (candidates.empty() || busy_latency_of(b, l) <= budget)
            candidates.push_back({ntb, b, throughput_of(b, l, s.transfers_per_second)});
    }
    if (candidates.empty()) return {};

    const auto slower = [](const candidate& a, const candidate& b) { return a.throughput < b.throughput; };
    const auto best = std::max_element(candidates.begin(), candidates.end(), slower);
    const double goal = s.goal > 0 ? s.goal : 0.95 * best->throughput;
    const auto enough = std::find_if(candidates.begin(), candidates.end(), [&](const candidate& c) { return c.throughput >= goal; });
    const candidate& chosen = enough != candidates.end() ? *enough : *best;

    advice a{chosen.ntb, chosen.block.most_datagrams, timer_for(s, l, datagrams, chosen.block, budget), chosen.throughput, 0, false, false};
    a.latency = busy_latency_of(chosen.block, l) + a.timer;
    a.throughput_met = chosen.throughput >= goal;
    a.latency_met = a.latency <= budget * (1 + 1e-9);
    return a;
}

}  // namespace ntb_size
