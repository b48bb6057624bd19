// SPDX-License-Identifier: BSL-1.0
/// \file
/// Received blocks: checked, walked and copied out, beside the baselines.
#include "operations.hpp"
#include "suite.hpp"

namespace cdcnet::bench {

namespace {

/// The headers alone: a block with an empty table.
class nth_decode {
public:
    explicit nth_decode(const setting& s) : size_{s.limits.max_size} {
        std::byte* const base = block_.data();
        const bool wide = s.limits.format == ncm::format::ntb32;
        const ncm::sizes& sizes = ncm::sizes_of(s.limits.format);
        store_le(base, sizes.nth_signature);
        store_le(base + 4, sizes.nth);
        store_le(base + 8, wide ? size_ : size_ | sizes.nth << 16);
        if (wide) store_le(base + 12, sizes.nth);
        store_le(base + sizes.nth, ncm::stream::ips(0).signature(s.limits.format));
        store_le(base + sizes.nth + 4, static_cast<std::uint16_t>(sizes.min_ndp()));
    }
    [[nodiscard]] static std::size_t datagrams() noexcept { return 1; }
    [[nodiscard]] static std::size_t payload() noexcept { return 0; }

    void operator()(sink& out) const {
        const bytes block{block_.data(), size_};
        const auto parsed = ncm::ntb::parse(block);
        require(parsed.has_value(), "a good block was refused");
        out.take(block, parsed->sequence());
    }

private:
    std::uint32_t size_;
    memory block_{64, 320};
};

}  // namespace

void add_parse() {
    for_each_setting([](const setting& s) {
        add<parse_validate>("parse_validate", variant_of(s), s);
        add<parse_iterate>("parse_iterate", variant_of(s), s);
        add<parse_strict>("parse_strict", variant_of(s), s);
        add<parse_copyout>("parse_copyout", variant_of(s), s);
        if (baseline_has(s)) add<floor_out>("parse_copyout", "floor_out", s);
        if (s.limits.format == ncm::format::ntb32) return;
        add<naive_iterate>("parse_iterate", "naive", s);
        add<naive_copyout>("parse_copyout", "naive", s);
    });
    for (const char* const workload : {"s40", "s1500", "imix"}) {
        const setting s{.workload = workload, .temperature = heat::cold};
        add<parse_iterate>("parse_iterate", "ntb16", s);
        add<naive_iterate>("parse_iterate", "naive", s);
        add<parse_copyout>("parse_copyout", "ntb16", s);
        add<floor_out>("parse_copyout", "floor_out", s);
    }
    for (const ncm::format f : {ncm::format::ntb16, ncm::format::ntb32}) {
        const setting s{"empty", limits_of(f, ncm::sizes_of(f).min_block())};
        add<nth_decode>("nth_decode", variant_of(s), s);
    }
}

}  // namespace cdcnet::bench
