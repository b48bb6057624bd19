// SPDX-License-Identifier: BSL-1.0
/// \file
/// Each pass over a block, one by one: that a fast one is wrong and leaves it to a slower one cannot be seen from outside.
#include <cdcnet/ncm/detail/entry_faults.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

using namespace cdcnet;
using ncm::detail::extent;

namespace {

/// An NDP with all entries of its table, null ones too, and bytes behind the last one that are less than an entry.
struct table {
    std::uint32_t index{};
    std::vector<extent> entries;
    std::uint32_t rest{};

    [[nodiscard]] std::size_t before_null() const {
        return static_cast<std::size_t>(std::find_if(entries.begin(), entries.end(), [](const extent& e) { return e.null(); }) -
                                        entries.begin());
    }
};

/// A block without an NTH, which the walk does not look at, and 64 bytes that no longer belong to it.
template <ncm::format F>
struct block {
    using l = ncm::layout<F>;
    std::vector<table> tables;
    std::size_t size{};
    std::vector<std::byte> bytes;

    [[nodiscard]] static std::uint32_t length(const table& t) {
        return static_cast<std::uint32_t>(l::ndp_size + t.entries.size() * l::entry_size) + t.rest;
    }
    void put(std::size_t at, std::uint64_t number, std::size_t count) {
        for (; count != 0 && at < bytes.size(); --count, number >>= 8) bytes[at++] = static_cast<std::byte>(number & 0xff);
    }
    ncm::detail::checked_block written() {
        bytes.assign(size + 64, std::byte{});
        for (std::size_t i = 0; i < tables.size(); ++i) {
            const table& t = tables[i];
            put(t.index, F == ncm::format::ntb16 ? 0x304d434e : 0x306d636e, 4);
            put(t.index + 4, length(t), 2);
            put(t.index + l::ndp_next_index, i + 1 == tables.size() ? 0 : tables[i + 1].index, l::entry_size / 2);
            std::size_t at = t.index + l::ndp_size;
            for (const extent& e : t.entries) {
                put(at, e.index, l::entry_size / 2);
                put(at + l::entry_size / 2, e.length, l::entry_size / 2);
                at += l::entry_size;
            }
        }
        return {bytes.data(), size, tables.front().index, F};
    }
};

/// The first entry that shares a byte with an NDP or with an entry before it, of a block whose entries lie inside.
template <ncm::format F>
error first_shared(const block<F>& b) {
    enum : char { free, ndp, datagram };
    std::vector<char> taken(b.size, free);
    for (const table& t : b.tables) std::fill_n(taken.begin() + t.index, block<F>::length(t), ndp);
    for (std::uint32_t i = 0; i < b.tables.size(); ++i) {
        const table& t = b.tables[i];
        for (std::uint32_t k = 0; k < t.before_null(); ++k) {
            const auto first = taken.begin() + t.entries[k].index;
            const auto last = first + t.entries[k].length;
            const std::uint64_t at = t.index + ncm::layout<F>::ndp_size + k * ncm::layout<F>::entry_size;
            if (std::find(first, last, ndp) != last) return {errc::datagram_over_ndp, at, place::of_entry(i, k)};
            if (std::find(first, last, datagram) != last) return {errc::overlap, at, place::of_entry(i, k)};
            std::fill(first, last, datagram);
        }
    }
    return {};
}

template <ncm::format F>
void check(block<F> b) {
    using l = ncm::layout<F>;
    ncm::detail::checked_block written = b.written();
    const ncm::detail::chain_facts facts = ncm::detail::walk_chain<F>(written);
    written.regular = facts.ascending && facts.regular;

    bool good = true;
    bool ascending = true;
    bool regular = true;
    bool full = false;  // a table has no entries, or one that is not all zeros as its last
    bool in_turn = true;
    std::uint64_t ndps_end = 0;
    std::uint64_t highest = l::nth_size;
    std::vector<extent> all;
    for (const table& t : b.tables) {
        good = good && t.index >= l::nth_size && t.index + block<F>::length(t) <= b.size;
        ascending = ascending && t.index >= ndps_end;
        ndps_end = t.index + block<F>::length(t);
        const std::size_t n = t.before_null();
        regular = regular && n + 1 >= t.entries.size();
        full = full || t.entries.empty() || t.entries.back().index != 0 || t.entries.back().length != 0;
        in_turn = in_turn && (n == 0 || t.entries[0].index >= highest);
        for (std::size_t i = 0; i < n; ++i) {
            ascending = ascending && (i == 0 || t.entries[i].index >= t.entries[i - 1].end());
            highest = std::max(highest, t.entries[i].end());
            all.push_back(t.entries[i]);
        }
    }
    const auto each = [&](auto holds) { return std::all_of(all.begin(), all.end(), holds); };
    const bool inside = each([&](const extent& e) { return e.index >= l::nth_size && e.end() <= b.size; });
    const bool before_ndps = each([&](const extent& e) { return e.end() <= b.tables.front().index; });
    const bool behind_ndps = each([&](const extent& e) { return e.index >= ndps_end; });

    REQUIRE(static_cast<bool>(facts.fault) != good);
    if (good) {
        REQUIRE(facts.ascending == ascending);
        REQUIRE(facts.clean(written) == (ascending && in_turn && inside && (before_ndps || behind_ndps)));
    }
    if (good && ascending) {
        std::uint32_t phases = 0;
        std::uint32_t lowest = ~0u;
        for (const extent& e : all) {
            phases |= e.index ^ all.front().index;
            lowest = std::min(lowest, e.index);
        }
        REQUIRE(facts.regular == regular);
        REQUIRE(facts.count == all.size());
        REQUIRE(facts.phases == phases);
        REQUIRE(facts.first == (all.empty() ? 0 : all.front().index));
        REQUIRE(facts.lowest == lowest);
        REQUIRE(facts.highest == highest);
        REQUIRE(facts.ndps_end == ndps_end);
        REQUIRE((facts.terminators != 0) == full);
    }
    const bool normal = good && b.tables.size() == 1 && ascending && regular && inside && (before_ndps || behind_ndps);
    REQUIRE(ncm::detail::count_in_single_table<F>(written) == (normal ? all.size() : 0));
    if (!good) return;

    std::uint64_t sum = 0;
    for (const extent& e : all) sum += e.length;
    const ncm::detail::entry_total total = ncm::detail::total_entries(written);
    REQUIRE(total.inside == (inside && sum <= b.size));
    if (!total.inside) return;
    REQUIRE(total.count == all.size());
    const error shared = first_shared(b);
    for (const std::size_t size : {16u, 32u, 256u}) {
        if (size < 256 && b.size > 1000) continue;  // a window for each few bytes
        std::vector<std::byte> memory(size, std::byte{0xff});
        REQUIRE(ncm::detail::find_shared_byte(written, memory) == shared);
        if (ascending) REQUIRE(ncm::detail::tables_disjoint(written, facts, memory) == !shared);
    }
    for (const std::uint32_t divisor : {0u, 1u, 2u, 3u, 4u, 8u}) {
        const ncm::parse_options options{.mode = ncm::mode::strict, .divisor = divisor, .remainder = divisor / 2};
        const bool aligned =
            divisor == 0 || all.empty() ||
            (std::has_single_bit(divisor) && each([&](const extent& e) { return e.index % divisor == options.remainder; }));
        REQUIRE(ncm::detail::entries_strict(facts, options) == (ascending && regular && !full && aligned));
    }
}

/// Datagrams of `sessions` that take turns, `divisor` bytes from one to the next or as close to it as they are long, and NDPs
/// side by side among them.
template <ncm::format F>
block<F> packed(std::mt19937& random, std::size_t datagrams, std::size_t sessions, std::uint32_t divisor) {
    using l = ncm::layout<F>;
    const auto below = [&](std::size_t n) { return static_cast<std::uint32_t>(random() % n); };
    block<F> b;
    b.tables.resize(sessions);
    const bool in_turn = below(2) == 0;
    const std::size_t ndps_at = std::min<std::size_t>(below(3) * below(datagrams + 1), datagrams);
    auto at = static_cast<std::uint32_t>(l::nth_size);
    std::vector<std::size_t> owners(datagrams);
    for (std::size_t& owner : owners) owner = below(sessions);
    if (in_turn) std::sort(owners.begin(), owners.end());
    for (table& t : b.tables) {
        t.entries.resize(below(8) != 0);
        if (below(4) == 0) t.rest = below(l::entry_size);
    }
    for (const std::size_t owner : owners) b.tables[owner].entries.push_back({0, 1 + below(20)});
    for (table& t : b.tables)
        std::rotate(t.entries.begin(), t.entries.begin() + (t.entries.empty() || t.entries[0].length != 0 ? 0 : 1), t.entries.end());
    std::vector<std::size_t> next(sessions);
    for (std::size_t i = 0; i <= datagrams; ++i) {
        if (i == ndps_at)
            for (table& t : b.tables) at = (t.index = at) + block<F>::length(t);
        if (i == datagrams) break;
        extent& e = b.tables[owners[i]].entries[next[owners[i]]++];
        e.index = (at + divisor - 1) / divisor * divisor;
        at = e.index + e.length;
    }
    b.size = at;
    return b;
}

/// One number of the block is another one, mostly by 1.
template <ncm::format F>
void change(block<F>& b, std::mt19937& random) {
    const auto below = [&](std::size_t n) { return static_cast<std::uint32_t>(random() % n); };
    const std::uint32_t by = below(2) == 0 ? 1u : ~0u;
    table& t = b.tables[below(b.tables.size())];
    extent none;
    extent& e = t.entries.empty() ? none : t.entries[below(t.entries.size())];
    switch (below(9)) {
        case 0: b.size = static_cast<std::uint32_t>(b.size) + by; break;
        case 1: e.index += by; break;
        case 2: e.length += by; break;
        case 3: e.index = 0; break;
        case 4: e.length = 0; break;
        case 5: e = {}; break;
        case 6: e.index = below(2 * b.size); break;
        case 7: e.length = below(b.size); break;
        default: t.rest = below(ncm::layout<F>::entry_size); break;
    }
    const std::uint32_t most = static_cast<typename ncm::layout<F>::index>(-1);
    for (table& each : b.tables)
        for (extent& entry : each.entries) entry = {entry.index & most, entry.length & most};
}

template <ncm::format F>
void check_random() {
    std::mt19937 random{5};
    for (int round = 0; round < 800; ++round) {
        block<F> b = packed<F>(random, 1 + random() % 8, 1 + random() % 3, 1u << random() % 4);
        check(b);
        change(b, random);
        check(b);
        change(b, random);
        check(b);
    }
}

}  // namespace

TEST_CASE("NTB16: the walk says of a block what its NDPs and entries say one by one") { check_random<ncm::format::ntb16>(); }
TEST_CASE("NTB32: the walk says of a block what its NDPs and entries say one by one") { check_random<ncm::format::ntb32>(); }

namespace {

/// Tables of several parts, in which a null entry comes early, and a fault before or behind it.
template <ncm::format F>
void check_long() {
    for (const std::size_t null : {0u, 100u, 255u, 256u, 511u, 600u})
        for (const std::size_t bad : {5u, 256u, 300u, 599u})
            for (const std::uint32_t by : {1u, 60000u}) {
                block<F> b;
                b.size = 6000;
                b.tables = {{4000, {}, 0}, {static_cast<std::uint32_t>(4000 + ncm::layout<F>::ndp_size), {{3000, 500}}, 0}};
                if (F == ncm::format::ntb32) b.size = 12000;
                for (std::uint32_t i = 0; i < 600; ++i) b.tables[0].entries.push_back({20 + 4 * i, 4});
                b.tables[1].index += static_cast<std::uint32_t>(600 * ncm::layout<F>::entry_size);
                if (null < 600) b.tables[0].entries[null] = {};
                if (bad != null) b.tables[0].entries[bad].length += by;
                check(b);
            }
}

/// An NDP without datagrams, which may stand anywhere.
template <ncm::format F>
void check_place(std::uint32_t index, std::size_t size, error expected) {
    block<F> b{{{index, {}, 0}}, size, {}};
    const auto written = b.written();
    const error fault = ncm::detail::walk_chain<F>(written).fault;
    CHECK(fault == expected);
    b.tables[0].entries = {{60, 1}};
    const auto with_datagram = b.written();
    if (expected) CHECK(ncm::detail::count_in_single_table<F>(with_datagram) == 0);
}
template <ncm::format F>
void check_places() {
    using l = ncm::layout<F>;
    constexpr std::size_t size = 64;
    const auto first = static_cast<std::uint32_t>(l::nth_size);
    const auto last = static_cast<std::uint32_t>(size - l::ndp_size);
    check_place<F>(first, size, {});
    check_place<F>(first - 1, size, {errc::ndp_over_nth, l::nth_ndp_index, place::of_entry(0)});
    check_place<F>(last, size, {});
    for (std::uint32_t index = last + 1; index < size + l::ndp_size + 2; ++index)
        check_place<F>(index, size, {errc::ndp_outside, l::nth_ndp_index, place::of_entry(0)});
}

}  // namespace

TEST_CASE("long tables: the passes say what their entries say one by one") {
    check_long<ncm::format::ntb16>();
    check_long<ncm::format::ntb32>();
}
TEST_CASE("what looks like an NDP is none in the NTH, nor behind the block") {
    check_places<ncm::format::ntb16>();
    check_places<ncm::format::ntb32>();
}
