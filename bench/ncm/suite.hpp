// SPDX-License-Identifier: BSL-1.0
/// \file
/// Operations as rows of Google Benchmark: `BM_<operation>/<variant>/<workload>/<block size>[/<streams>]/<heat>`.
#pragma once

#include "workload.hpp"

#include <array>
#include <benchmark/benchmark.h>

namespace cdcnet::bench {

/// The largest NTB16 whose size is a multiple of 4; blocks above it are NTB32.
inline constexpr std::uint32_t largest_ntb16 = 65532;

inline constexpr std::array workloads{"s40", "s64", "s128", "s256", "s576", "s1280", "s1420", "s1500", "imix", "acks"};
inline constexpr std::array<std::uint32_t, 7> block_sizes{2048, 4096, 16384, 32768, largest_ntb16, 131072, 262144};

// One function per area; each adds its rows.
void add_pack();
void add_sessions();
void add_gather();
void add_parse();
void add_scenarios();

[[nodiscard]] inline ncm::limits limits_of(ncm::format format, std::uint32_t block_size) {
    return {.format = format, .max_size = block_size};
}

/// Calls `f` with every combination of block size, workload and heat (but cold), once for each format that has the size.
template <class F>
void for_each_setting(F f) {
    for (const std::uint32_t size : block_sizes)
        for (const char* const workload : workloads)
            for (const heat temperature : {heat::hot, heat::warm}) {
                if (size <= largest_ntb16) f(setting{workload, limits_of(ncm::format::ntb16, size), 0, temperature});
                f(setting{workload, limits_of(ncm::format::ntb32, size), 0, temperature});
            }
}

[[nodiscard]] inline std::string variant_of(const setting& s) { return s.limits.format == ncm::format::ntb16 ? "ntb16" : "ntb32"; }

/// True for one of the settings that differ only in format: baselines do not depend on it and have one row.
[[nodiscard]] inline bool baseline_has(const setting& s) {
    return s.limits.format == ncm::format::ntb16 || s.limits.max_size > largest_ntb16;
}

[[nodiscard]] inline std::string row_name(const std::string& operation, const std::string& variant, const setting& s) {
    std::string name = "BM_" + operation + '/' + variant + '/' + s.workload + '/' + std::to_string(s.limits.max_size);
    if (s.sessions != 0) name += '/' + std::to_string(s.sessions);
    return name.append("/").append(name_of(s.temperature));
}

template <class Operation>
void measure(benchmark::State& state, const setting& s) try {
    using benchmark::Counter;
    Operation operation{s};
    escape(&operation);
    sink once;
    operation(once);
    sink out;
    for (auto _ : state) operation(out);

    const auto datagrams = static_cast<double>(operation.datagrams());
    const auto payload = static_cast<double>(operation.payload());
    const auto seconds_each = Counter::kIsIterationInvariantRate | Counter::kInvert;
    state.counters["ns_per_dgram"] = Counter(datagrams * 1e-9, seconds_each);
    state.counters["ns_per_ntb"] = Counter(static_cast<double>(once.blocks) * 1e-9, seconds_each);
    state.counters["dgrams"] = datagrams;
    state.counters["dgrams_per_ntb"] = datagrams / static_cast<double>(once.blocks);
    if (payload == 0) return;
    state.counters["payload_Bps"] = Counter(payload, Counter::kIsIterationInvariantRate);
    state.counters["wire_eff"] = payload / static_cast<double>(once.block_bytes);
} catch (const std::exception& failure) {
    state.SkipWithError(failure.what());
}

/// Adds a row.  Cold ones are slow and only informative: five repetitions, whatever the others have.
template <class Operation>
void add(const std::string& operation, const std::string& variant, const setting& s) {
    auto* const row = benchmark::RegisterBenchmark(row_name(operation, variant, s).c_str(), measure<Operation>, s);
    if (s.temperature == heat::cold) row->Repetitions(5);
}

}  // namespace cdcnet::bench
