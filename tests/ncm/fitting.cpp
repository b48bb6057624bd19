// SPDX-License-Identifier: BSL-1.0
/// \file
/// How many datagrams of a list a block takes: the passes over several lengths at a time take what there is room for, and no
/// less; what they leave is counted one by one, so that from outside it cannot be seen whether they work at all.
#include <cdcnet/ncm/detail/fitting.hpp>
#include <cdcnet/ncm/detail/tables.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

using namespace cdcnet;
using namespace cdcnet::ncm::detail;
using ncm::placement;

namespace {

constexpr std::byte byte{};
/// Only its length is looked at.
bytes view_of(std::uint64_t length) { return {&byte, static_cast<std::size_t>(length)}; }
constexpr std::uint64_t too_long = (std::uint64_t{1} << 31) + 1;

struct room {
    block_room block;
    std::uint64_t divisor{};  ///< of datagram offsets
    std::uint64_t first{};    ///< index of the first datagram
    std::uint64_t tables{};   ///< bytes of the tables without datagrams

    [[nodiscard]] std::uint64_t up(std::uint64_t n) const { return (n + divisor - 1) / divisor * divisor; }

    /// True when a block with so many datagrams, and so much payload from the start of the first one on, is not too large.
    [[nodiscard]] bool holds(placement p, std::size_t datagrams, std::uint64_t payload, std::size_t entry_size) const {
        const std::uint64_t table_size = tables + datagrams * entry_size;
        const std::uint64_t alignment = block.mask + 1;
        std::uint64_t end = block.payload + payload;
        if (p == placement::end) {
            while (end % alignment != 0) ++end;
            return end + table_size <= block.max;
        }
        std::uint64_t start = block.tables + table_size;
        while (start % alignment != block.remainder) ++start;
        return start + end <= block.max;
    }
};

template <placement P, ncm::format F>
void check(const std::vector<std::uint64_t>& lengths, const room& r) {
    constexpr std::size_t entry_size = ncm::layout<F>::entry_size;
    std::vector<bytes> list;
    for (const std::uint64_t n : lengths) list.push_back(view_of(n));
    const std::uint64_t mask = r.divisor - 1;

    std::vector<std::uint64_t> starts{0};
    for (const std::uint64_t n : lengths) starts.push_back(starts.back() + r.up(n));
    const auto regular = [](std::uint64_t n) { return n != 0 && n < too_long; };
    std::size_t taken = 0;
    while (taken < lengths.size() && regular(lengths[taken]) && r.holds(P, taken + 1, starts[taken] + lengths[taken], entry_size)) ++taken;
    std::size_t fours = 0;
    const auto begin = lengths.begin();
    while (lengths.size() - fours >= 4 &&
           std::all_of(begin + static_cast<std::ptrdiff_t>(fours), begin + static_cast<std::ptrdiff_t>(fours + 4), regular) &&
           r.holds(P, fours + 4, starts[fours + 4], entry_size))
        fours += 4;
    const auto bits_of = [&](std::size_t n) {
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < n; ++i) bits |= lengths[i];
        return bits;
    };
    std::vector<std::byte> entries(lengths.size() * entry_size + 32);
    const auto same_entries = [&](std::size_t n) {
        for (std::size_t i = 0; i < n; ++i) {
            const extent e = load_entry<F>(entries.data() + i * entry_size);
            if (e.index != r.first + starts[i] || e.length != lengths[i]) return false;
        }
        return true;
    };

    draft d{};
    draft_fours<P, F>(d, list.data(), list.size(), mask, r.block, r.first, r.tables, entries.data());
    REQUIRE(d.count == fours);
    REQUIRE(d.start == starts[fours]);
    REQUIRE(d.lengths == bits_of(fours));
    REQUIRE(same_entries(fours));
#if CDCNET_CPU_DISPATCH
    if (__builtin_cpu_supports("avx2")) {
        std::fill(entries.begin(), entries.end(), std::byte{0xff});
        draft wide{};
        const bool all_regular = std::all_of(begin, begin + static_cast<std::ptrdiff_t>(lengths.size() / 4 * 4), regular);
        const bool done = draft_fours_avx2<P, F>(wide, list.data(), list.size(), mask, r.block, r.first, r.tables, entries.data());
        if (all_regular) REQUIRE(done);
        if (done) {
            REQUIRE(wide.count == fours);
            REQUIRE(wide.start == starts[fours]);
            REQUIRE(wide.lengths == bits_of(fours));
            REQUIRE(same_entries(fours));
        } else {
            REQUIRE(wide.count == 0);
        }
    }
#endif
    const std::uint64_t size = taken == 0 ? 0 : starts[taken - 1] + lengths[taken - 1];
    const bool full = taken < lengths.size() && regular(lengths[taken]);
    const auto check_fitting = [&](const fitting& f) {
        REQUIRE(f.count == taken);
        REQUIRE(f.size == size);
        REQUIRE(f.gaps == (bits_of(taken) % r.divisor != 0));
        REQUIRE(f.full == full);
    };
    check_fitting(count_fitting<P, F>(list.data(), list.size(), mask, r.block, r.first, r.tables, table_writer<F>{entries.data()}));
    REQUIRE(same_entries(taken));

    flow_list flows;
    flows.add(ncm::stream::ips(1));
    check_fitting(count_fitting<P>(list.data(), list.size(), mask, r.block, r.tables, static_cast<std::uint32_t>(entry_size), 16u,
                                   one_flow{ncm::stream::ips(1)}, flows));
    REQUIRE(flows[0].added == taken);
}

template <placement P, ncm::format F>
void check_random() {
    std::mt19937 random{7};
    const auto below = [&](std::size_t n) { return static_cast<std::uint64_t>(random() % n); };
    for (int round = 0; round < 1500; ++round) {
        std::vector<std::uint64_t> lengths(below(14));
        for (std::uint64_t& n : lengths) n = 1 + below(40);
        if (!lengths.empty() && below(3) == 0) lengths[below(lengths.size())] = below(2) * too_long;
        room r{};
        r.divisor = std::uint64_t{1} << below(5);
        r.first = 64 + below(64);
        r.tables = 12 + 4 * below(6);
        r.block.mask = (std::uint64_t{1} << below(5)) - 1;
        r.block.remainder = below(r.block.mask + 1);
        r.block.tables = 12 + 4 * below(3);
        r.block.payload = below(40);
        r.block.max = 60 + below(500);
        check<P, F>(lengths, r);
    }
}

}  // namespace

TEST_CASE("what fits into a block with its tables at the end is taken") {
    check_random<placement::end, ncm::format::ntb16>();
    check_random<placement::end, ncm::format::ntb32>();
}
TEST_CASE("what fits into a block with its tables in front is taken") {
    check_random<placement::front, ncm::format::ntb16>();
    check_random<placement::front, ncm::format::ntb32>();
}

#if CDCNET_CPU_DISPATCH
TEST_CASE("a view begins with its size or its address") {
    struct two_words {
        std::uint64_t words[2];
    };
    CHECK(size_comes_first() == (std::bit_cast<two_words>(view_of(5)).words[0] == 5));
}
#endif
