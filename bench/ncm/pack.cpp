// SPDX-License-Identifier: BSL-1.0
/// \file
/// One stream packed into blocks: all workloads, block sizes and formats, beside the baselines.
#include "operations.hpp"
#include "suite.hpp"

namespace cdcnet::bench {

namespace {

setting with_front_tables(setting s) {
    s.limits.placement = ncm::placement::front;
    return s;
}

/// Divisor and remainder as devices have been seen to ask for them, and one that is a page of a disk.
void add_alignments() {
    for (const auto& [divisor, remainder] : {std::pair{4, 0}, {4, 2}, {1, 0}, {8, 6}, {32, 0}, {512, 0}}) {
        setting s{};
        s.limits.divisor = static_cast<std::uint16_t>(divisor);
        s.limits.remainder = static_cast<std::uint16_t>(remainder);
        const std::string suffix = "_d" + std::to_string(divisor) + 'r' + std::to_string(remainder);
        add<pack_span<>>("pack_span", "ntb16" + suffix, s);
        add<floor<every_divisor>>("pack_span", "floor" + suffix, s);
    }
}

void add_layouts() {
    for (const auto& [layout, suffix] : {std::pair{source_layout::pool2k, "_pool2k"}, {source_layout::scatter, "_scatter"}})
        for (const char* const workload : workloads)
            for (const heat temperature : {heat::hot, heat::warm}) {
                const setting s{.workload = workload, .temperature = temperature, .source = layout};
                add<pack_span<>>("pack_span", std::string{"ntb16"} + suffix, s);
                add<floor<>>("pack_span", std::string{"floor"} + suffix, s);
            }
}

/// Variants of the aggregator that other settings do not have.
void add_variants() {
    using fixed = ncm::basic_aggregator<ncm::fixed_limits<ncm::limits{}>>;
    for (const char* const workload : workloads) {
        setting s{.workload = workload};
        add<pack_span<fixed>>("pack_span", "ntb16_fixed", s);
        s.crc = true;
        add<pack_span<>>("pack_span", "ntb16_crc", s);
    }
}

void add_cold() {
    for (const char* const workload : {"s40", "s1500", "imix"}) {
        const setting s{.workload = workload, .temperature = heat::cold};
        add<pack_span<>>("pack_span", "ntb16", s);
        add<pack_one>("pack_one", "ntb16", s);
        add<floor<>>("pack_span", "floor", s);
    }
}

}  // namespace

void add_pack() {
    for_each_setting([](const setting& s) {
        add<pack_span<>>("pack_span", variant_of(s), s);
        add<pack_span<>>("pack_batch_front", variant_of(s), with_front_tables(s));
        add<pack_one>("pack_one", variant_of(s), s);
        if (s.limits.format == ncm::format::ntb16) add<naive_pack>("pack_span", "naive", s);
        if (!baseline_has(s)) return;
        add<flat>("pack_span", "flat", s);
        add<floor<>>("pack_span", "floor", s);
    });
    add_alignments();
    add_layouts();
    add_variants();
    add_cold();
}

}  // namespace cdcnet::bench
