// SPDX-License-Identifier: BSL-1.0
/// \file
/// The tables that the program knows.
#pragma once

#include <map>

#include "advice.hpp"
#include "text_table.hpp"

namespace ntb_size {

[[nodiscard]] inline std::string label_of(const load& l) {
    if (l.name == "imix") return "IMIX";
    if (l.name == "acks") return "ACKs";
    return l.shares.size() == 1 ? fmt::format("{} B", l.shares.front().size) : l.name;
}
inline constexpr const char* no_such_block = "-";

/// A row per NTB size, a column per load; `cell` of the full block.
template <class Cell>
[[nodiscard]] text_table by_size_and_load(const settings& s, std::string title, Cell cell) {
    text_table t{std::move(title), {"NTB size"}, {}};
    for (const load& l : s.datagrams) t.head.push_back(label_of(l));
    for (const std::uint32_t ntb : s.ntb_sizes) {
        t.rows.push_back({text_of_size(ntb)});
        for (const load& l : s.datagrams) {
            const full_block b = full_block_of(s.limits_for(ntb), l, s.links.front().packet, s.streams);
            t.rows.back().push_back(b.exists() ? cell(b) : no_such_block);
        }
    }
    return t;
}

[[nodiscard]] inline text_table table_of_counts(const settings& s) {
    return by_size_and_load(s, "Datagrams in a full block", [](const full_block& b) { return text_of_count(b.datagrams); });
}

[[nodiscard]] inline std::string text_of_efficiency(const full_block& b) {
    return fmt::format("{:.1f} % ({:.1f} B)", 100 * b.efficiency(), b.overhead());
}
[[nodiscard]] inline text_table table_of_efficiency(const settings& s) {
    return by_size_and_load(s, "Payload of a full block in per cent of its size, and what each datagram costs beside its own bytes",
                            text_of_efficiency);
}

/// One link and one load: what each NTB size gives, and how long it takes.
[[nodiscard]] inline text_table table_of_link(const settings& s) {
    const bus& l = s.links.front();
    text_table t{fmt::format("{}, {}", label_of(s.mix), l.name),
                 {"NTB size", "datagrams", "on the bus", "bus alone", "transfers/s", fmt::format("at {:.0f}/s", s.transfers_per_second)},
                 {}};
    for (const double offered : s.offered) t.head.push_back("full at " + text_of_rate(offered));
    for (const std::uint32_t ntb : s.ntb_sizes) {
        const full_block b = full_block_of(s.limits_for(ntb), s.mix, l.packet, s.streams);
        if (!b.exists()) continue;
        const double time = seconds_of(b.transfer, l);
        t.rows.push_back({text_of_size(ntb), text_of_count(b.datagrams), text_of_time(time), text_of_rate(b.payload / time),
                          fmt::format("{:.0f}", 1 / time), text_of_rate(throughput_of(b, l, s.transfers_per_second))});
        for (const double offered : s.offered) t.rows.back().push_back(text_of_time(b.payload / offered));
    }
    return t;
}

/// How long a transfer of a given size takes on each link.
[[nodiscard]] inline text_table table_of_times(const settings& s) {
    text_table t{"Time of one transfer on the bus", {"block"}, {}};
    for (const bus& l : s.links) t.head.emplace_back(l.name);
    const auto add = [&](std::string name, std::size_t size, const ncm::limits& limits) {
        t.rows.push_back({std::move(name)});
        for (const bus& l : s.links) t.rows.back().push_back(text_of_time(seconds_of(transfer_of(size, l.packet, limits), l)));
    };
    for (const load& l : s.datagrams) {
        if (l.shares.size() != 1) continue;
        const ncm::limits limits = s.limits_for(s.ntb_size);
        add("one datagram of " + label_of(l), ncm::block_size(limits, l.smallest(), 1), limits);
    }
    for (const std::uint32_t ntb : s.ntb_sizes) add(text_of_size(ntb), ntb, s.limits_for(ntb));
    return t;
}

/// Transfers per second, and datagrams in each, where nothing but the timer or a full block ends one.
[[nodiscard]] inline text_table table_of_timers(const settings& s) {
    const full_block b = full_block_of(s.limits_for(s.ntb_size), s.mix, s.links.front().packet, s.streams);
    text_table t{
        fmt::format("{}, {} NTB: transfers per second (datagrams in each) by flush timer", label_of(s.mix), text_of_size(s.ntb_size)),
        {"offered"},
        {}};
    for (const double timer : s.timers) t.head.push_back(timer > 0 ? text_of_time(timer) : "at once");
    for (const double offered : s.offered) {
        t.rows.push_back({text_of_rate(offered)});
        const double datagrams_per_second = offered / s.mix.mean();
        for (const double timer : s.timers) {
            const double datagrams = std::min(b.datagrams, 1 + datagrams_per_second * timer);
            t.rows.back().push_back(fmt::format("{:.0f} ({:.1f})", datagrams_per_second / datagrams, datagrams));
        }
    }
    return t;
}

/// What a divisor, a remainder and the place of the NDP cost; of blocks of the chosen size.
[[nodiscard]] inline text_table table_of_alignments(const settings& s) {
    struct row {
        std::uint16_t divisor{};
        std::uint16_t remainder{};
    };
    text_table t{fmt::format("{} NTB: bytes that each datagram costs beside its own, NDP at the end (in front)", text_of_size(s.ntb_size)),
                 {"divisor, remainder"},
                 {}};
    for (const load& l : s.datagrams) t.head.push_back(label_of(l));
    for (const row r : {row{1, 0}, row{4, 0}, row{4, 2}, row{8, 6}, row{32, 0}, row{64, 0}, row{512, 0}}) {
        t.rows.push_back({fmt::format("{}, {}", r.divisor, r.remainder)});
        for (const load& l : s.datagrams) {
            ncm::limits limits = s.limits_for(s.ntb_size);
            limits.divisor = r.divisor;
            limits.remainder = r.remainder;
            const auto overhead = [&](ncm::placement p) {
                limits.placement = p;
                return full_block_of(limits, l, s.links.front().packet, s.streams).overhead();
            };
            t.rows.back().push_back(fmt::format("{:.1f} ({:.1f})", overhead(ncm::placement::end), overhead(ncm::placement::front)));
        }
    }
    return t;
}

[[nodiscard]] inline text_table table_of_streams(const settings& s) {
    text_table t{fmt::format("{} NTB of several streams in turn: payload in per cent of the block (bytes per datagram beside its own)",
                             text_of_size(s.ntb_size)),
                 {"streams"},
                 {}};
    for (const load& l : s.datagrams) t.head.push_back(label_of(l));
    for (const std::uint8_t streams : std::array<std::uint8_t, 4>{1, 2, 8, 32}) {
        t.rows.push_back({fmt::format("{}", streams)});
        for (const load& l : s.datagrams) {
            const full_block b = full_block_of(s.limits_for(s.ntb_size), l, s.links.front().packet, streams);
            t.rows.back().push_back(b.exists() ? text_of_efficiency(b) : no_such_block);
        }
    }
    return t;
}

/// What a limit of datagrams does to the throughput.
[[nodiscard]] inline text_table table_of_max_datagrams(const settings& s) {
    const bus& l = s.links.front();
    text_table t{fmt::format("{} NTB, {}, {:.0f} transfers/s: payload that gets through, by wNtbOutMaxDatagrams", text_of_size(s.ntb_size),
                             l.name, s.transfers_per_second),
                 {"datagrams"},
                 {}};
    for (const load& d : s.datagrams) t.head.push_back(label_of(d));
    for (const std::uint16_t most : std::array<std::uint16_t, 8>{1, 8, 16, 32, 40, 64, 128, 0}) {
        t.rows.push_back({most == 0 ? "no limit" : fmt::format("{}", most)});
        ncm::out_parameters device = s.device;
        device.max_datagrams = most;
        for (const load& d : s.datagrams) {
            const full_block b = full_block_of(s.limits_for(s.ntb_size, device), d, l.packet, s.streams);
            t.rows.back().push_back(b.exists() ? text_of_rate(throughput_of(b, l, s.transfers_per_second)) : no_such_block);
        }
    }
    return t;
}

/// What follows blocks of some sizes under each agreement about short packets.
[[nodiscard]] inline text_table table_of_terminators(const settings& s) {
    const bus& l = s.links.front();
    text_table t{fmt::format("{} NTB, {}, packets of {} bytes", text_of_size(s.ntb_size), l.name, l.packet), {"block"}, {}};
    constexpr std::array agreements{std::pair{"zlp", ncm::termination::zlp}, std::pair{"pad", ncm::termination::pad},
                                    std::pair{"always_zlp", ncm::termination::always_zlp}};
    for (const auto& a : agreements) t.head.emplace_back(a.first);
    for (const std::uint32_t size : {4 * l.packet - 4, 4 * l.packet, s.ntb_size}) {
        t.rows.push_back({fmt::format("{} bytes", size)});
        for (const auto& a : agreements) {
            ncm::limits limits = s.limits_for(s.ntb_size);
            limits.termination = a.second;
            t.rows.back().push_back(fmt::format("{}, {:.0f} packets", ncm::name_of(ncm::terminator(size, l.packet, limits)),
                                                transfer_of(size, l.packet, limits).packets));
        }
    }
    return t;
}

/// What the rule says.
[[nodiscard]] inline text_table table_of_advice(const settings& s) {
    text_table t{fmt::format("Recommended; {:.0f} transfers/s", s.transfers_per_second),
                 {"link, datagrams", "budget", "NTB size", "datagrams", "flush timer", "throughput", "longest latency"},
                 {}};
    for (const bus& l : s.links) {
        for (const load& d : s.datagrams) {
            for (const double budget : s.latencies) {
                const advice a = advise(s, l, d, budget);
                t.rows.push_back({fmt::format("{}, {}", l.name, label_of(d)), text_of_time(budget)});
                auto& row = t.rows.back();
                if (a.ntb == 0)
                    row.resize(t.head.size(), no_such_block);
                else
                    row.insert(row.end(), {text_of_size(a.ntb), fmt::format("{}", a.datagrams), text_of_time(a.timer),
                                           text_of_rate(a.throughput) + (a.throughput_met ? "" : " (short)"),
                                           text_of_time(a.latency) + (a.latency_met ? "" : " (over)")});
            }
        }
    }
    return t;
}

/// The same for each link, by what the rule depends on most.
[[nodiscard]] inline text_table table_of_transfers(const settings& s) {
    const double budget = s.latencies.front();
    text_table t{
        fmt::format("{}, budget of {}: recommended NTB size, and throughput", label_of(s.mix), text_of_time(budget)), {"transfers/s"}, {}};
    for (const bus& l : s.links) t.head.emplace_back(l.name);
    for (const double rate : {500, 1000, 2000, 4000, 8000, 16000}) {
        settings row = s;
        row.transfers_per_second = rate;
        t.rows.push_back({fmt::format("{:.0f}", rate)});
        for (const bus& l : s.links) {
            const advice a = advise(row, l, s.mix, budget);
            t.rows.back().push_back(a.ntb == 0 ? no_such_block : text_of_size(a.ntb) + ", " + text_of_rate(a.throughput));
        }
    }
    return t;
}

using table_maker = text_table (*)(const settings&);

/// By the name that the user gives.
[[nodiscard]] inline const std::map<std::string, table_maker>& tables() {
    static const std::map<std::string, table_maker> all{
        {"advice", table_of_advice},       {"alignment", table_of_alignments},
        {"counts", table_of_counts},       {"efficiency", table_of_efficiency},
        {"link", table_of_link},           {"max-datagrams", table_of_max_datagrams},
        {"streams", table_of_streams},     {"terminator", table_of_terminators},
        {"time", table_of_times},          {"timer", table_of_timers},
        {"transfers", table_of_transfers},
    };
    return all;
}

}  // namespace ntb_size
