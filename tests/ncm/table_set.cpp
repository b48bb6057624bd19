// SPDX-License-Identifier: BSL-1.0
/// \file
/// The tables of a block while it is built, against the same tables written down whole.
#include <cdcnet/ncm/detail/table_set.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <vector>

#include "builder.hpp"
#include "random.hpp"

using namespace cdcnet;
using namespace hand_made;

namespace {

using table_set = ncm::detail::table_set<ncm::run_time_limits>;

struct table {
    std::uint32_t signature;
    std::vector<pair> entries;
};

/// What the set has to be.
struct model {
    bool big;
    std::uint32_t alignment;
    std::vector<table> tables{};

    [[nodiscard]] ncm::limits limits() const {
        return {.format = big ? ncm::format::ntb32 : ncm::format::ntb16, .ndp_alignment = static_cast<std::uint16_t>(alignment)};
    }
    [[nodiscard]] std::uint32_t width() const { return big ? 4 : 2; }
    [[nodiscard]] std::uint32_t header() const { return big ? 16 : 8; }
    [[nodiscard]] std::uint32_t length(std::size_t entries) const {
        return header() + (static_cast<std::uint32_t>(entries) + 1) * 2 * width();
    }
    [[nodiscard]] std::size_t find(std::uint32_t signature) const {
        return static_cast<std::size_t>(
            std::find_if(tables.begin(), tables.end(), [&](const table& t) { return t.signature == signature; }) - tables.begin());
    }
    /// Returns the number of the table.
    std::size_t add(std::uint32_t signature, pair entry) {
        const std::size_t i = find(signature);
        if (i == tables.size()) tables.push_back({signature, {}});
        tables[i].entries.push_back(entry);
        return i;
    }
    /// The set in a block in which it starts at `place`.
    [[nodiscard]] std::vector<std::byte> bytes(std::uint32_t place) const {
        std::vector<std::byte> b;
        const auto put = [&](std::size_t at, std::size_t number, std::size_t size) {
            for (std::size_t i = 0; i < size; ++i) b[at + i] = static_cast<std::byte>(number >> 8 * i & 0xff);
        };
        std::size_t next_index = 0;
        for (const table& t : tables) {
            while (b.size() % alignment != 0) b.push_back({});
            std::size_t at = b.size();
            if (at != 0) put(next_index, place + at, width());
            next_index = at + (big ? 8 : 6);
            b.resize(at + length(t.entries.size()));
            put(at, t.signature, 4);
            put(at + 4, length(t.entries.size()), 2);
            at += header();
            for (const pair& e : t.entries) {
                put(at, e.index, width());
                put(at + width(), e.length, width());
                at += 2 * width();
            }
        }
        return b;
    }
};

/// A set in memory that holds what earlier blocks have left.
struct made {
    table_set set;
    std::vector<std::byte> memory;
    std::vector<std::byte> finished{};

    explicit made(const model& m) : set{ncm::run_time_limits{m.limits()}}, memory(8192, std::byte{0x5a}) {}

    void add(std::uint32_t signature, pair entry) {
        const table_set::room r = set.look_up(memory.data(), signature);
        REQUIRE(r.size != 0);
        set.add(memory.data(), r, signature, entry.index, entry.length);
    }
    bytes finish(std::uint32_t place) {
        finished = memory;
        set.format() == ncm::format::ntb16 ? set.finish<ncm::format::ntb16>(finished.data(), place)
                                           : set.finish<ncm::format::ntb32>(finished.data(), place);
        return {finished.data(), set.size()};
    }
};

void require_same(made& got, const model& want) {
    const std::uint32_t place = 7 * want.alignment;
    const std::vector<std::byte> bytes = want.bytes(place);
    REQUIRE(got.set.size() == bytes.size());
    REQUIRE(got.set.empty() == want.tables.empty());
    if (!want.tables.empty()) REQUIRE(equal(got.finish(place), bytes));
    std::uint32_t payload = 0;
    for (const table& t : want.tables)
        for (const pair& e : t.entries) payload += e.length - ((t.signature | 0x202020) == ncm1 ? 4 : 0);
    REQUIRE(got.set.payload(got.memory.data()) == payload);
    const std::size_t last = want.tables.empty() ? 0 : want.tables.back().entries.size();
    REQUIRE(got.set.entries_left() == (0xffff - want.length(last)) / (2 * want.width()));
}

[[nodiscard]] std::uint32_t signature_of(random_numbers& random, bool big, std::uint32_t streams) {
    const std::uint32_t k = random.below(streams);
    const std::uint32_t upper = k == 0 ? NCM0 : k == 1 ? NCM1 : k % 2 == 0 ? IPS | k << 24 : DSS | k << 24;
    return big ? upper | 0x202020 : upper;
}
[[nodiscard]] pair some_entry(random_numbers& random) { return {1 + random.below(40000), 5 + random.below(20000)}; }

void check_singly(random_numbers& random, bool big, std::uint32_t alignment) {
    model want{big, alignment};
    made got{want};
    for (int block = 0; block < 2; ++block) {
        require_same(got, want);
        for (std::uint32_t i = 1 + random.below(40); i != 0; --i) {
            const std::uint32_t signature = signature_of(random, big, 6);
            const pair entry = some_entry(random);
            got.add(signature, entry);
            const std::size_t table = want.add(signature, entry);
            require_same(got, want);
            REQUIRE(got.set.at_end() == (table + 1 == want.tables.size()));
        }
        got.set.clear();
        want.tables.clear();
    }
}

/// Adds many entries at once, to tables of which some are there.
void check_spread(random_numbers& random, bool big, std::uint32_t alignment) {
    model want{big, alignment};
    made got{want};
    for (std::uint32_t i = random.below(10); i != 0; --i) {
        const std::uint32_t signature = signature_of(random, big, 8);
        const pair entry = some_entry(random);
        got.add(signature, entry);
        want.add(signature, entry);
    }
    ncm::detail::flow_list flows;
    REQUIRE(got.set.list_flows(got.memory.data(), flows));
    REQUIRE(flows.size() == want.tables.size());
    std::size_t longest = 0;
    for (const table& t : want.tables) longest = std::max(longest, t.entries.size());
    REQUIRE(got.set.entries_left(flows) == (0xffff - want.length(longest)) / (2 * want.width()));

    std::vector<std::pair<std::size_t, pair>> added;
    for (std::uint32_t i = 1 + random.below(30); i != 0; --i) {
        const std::uint32_t signature = signature_of(random, big, 8);
        const ncm::stream stream = ncm::parse_signature(signature)->stream;
        if (stream.has_crc()) continue;
        std::size_t flow = flows.find(stream);
        REQUIRE((flow == ncm::detail::flow_list::most) == (want.find(signature) == want.tables.size()));
        if (flow == ncm::detail::flow_list::most) flow = flows.add(stream);
        ++flows[flow].added;
        added.push_back({flow, some_entry(random)});
        REQUIRE(want.add(signature, added.back().second) == flow);
    }
    if (added.empty()) return;
    REQUIRE(got.set.size_with(flows) == want.bytes(0).size());
    got.set.spread(got.memory.data(), flows);
    for (const auto& [flow, entry] : added) {
        ncm::detail::store_entry(want.limits().format, got.memory.data() + flows[flow].cursor, entry.index, entry.length);
        flows[flow].cursor += 2 * want.width();
    }
    require_same(got, want);
    REQUIRE(got.set.at_end());
}

}  // namespace

TEST_CASE("tables: entries added one by one") {
    random_numbers random{1};
    for (int round = 0; round < 8; ++round)
        for (const bool big : {false, true})
            for (const std::uint32_t alignment : {1u, 2u, 4u, 8u, 12u, 64u}) check_singly(random, big, alignment);
}

TEST_CASE("tables: many entries added at once") {
    random_numbers random{2};
    for (int round = 0; round < 100; ++round) {
        for (const std::uint32_t alignment : {1u, 2u, 4u}) check_spread(random, false, alignment);
        for (const std::uint32_t alignment : {1u, 2u, 4u, 8u}) check_spread(random, true, alignment);
    }
}

TEST_CASE("tables are gapless where their alignment divides the size of an entry") {
    for (const bool big : {false, true})
        for (const std::uint32_t alignment : {1u, 2u, 3u, 4u, 8u, 16u}) {
            const model m{big, alignment};
            CHECK(made{m}.set.gapless() == (2 * m.width() % alignment == 0));
        }
}

TEST_CASE("tables: a table is full when wLength cannot count one entry more") {
    for (const bool big : {false, true}) {
        const model m{big, 4};
        made got{m};
        const std::uint32_t signature = big ? ips : IPS;
        const std::uint32_t most = (0xffff - m.length(0)) / (2 * m.width());
        got.memory.resize(2 * 65536);
        CHECK(got.set.entries_left() == most);
        got.set.begin(got.memory.data(), signature);
        got.set.grow(most - 1);
        CHECK(got.set.at_end());
        CHECK(got.set.entries_left() == 1);
        CHECK(got.set.look_up(got.memory.data(), signature).size == m.length(most));
        got.set.grow(1);
        CHECK(got.set.entries_left() == 0);
        CHECK(got.set.look_up(got.memory.data(), signature).size == 0);

        const table_set::room other = got.set.look_up(got.memory.data(), signature + (1u << 24));
        CHECK(other.size == m.length(most) + m.length(1));
        got.set.add(got.memory.data(), other, signature + (1u << 24), 100, 1);
        CHECK(got.set.entries_left() == most - 1);
        CHECK(got.set.look_up(got.memory.data(), signature).size == 0);
        ncm::detail::flow_list flows;
        REQUIRE(got.set.list_flows(got.memory.data(), flows));
        CHECK(got.set.entries_left(flows) == 0);
    }
}

TEST_CASE("tables: entries of one stream behind those of another") {
    made got{model{false, 4}};
    for (const std::uint32_t signature : {IPS, IPS | 1u << 24}) got.add(signature, {100, 10});
    got.set.grow(1);
    CHECK(got.set.at_end());
    got.add(IPS, {200, 10});
    CHECK_FALSE(got.set.at_end());
    got.set.grow(0);
    CHECK(got.set.at_end());
}

TEST_CASE("as many flows are listed as a list holds, and not one more") {
    const model m{false, 4};
    made got{m};
    for (std::uint32_t k = 0; k < 32; ++k) got.add(IPS | k << 24, {100 + k, 1});
    ncm::detail::flow_list flows;
    REQUIRE(got.set.list_flows(got.memory.data(), flows));
    REQUIRE(flows.size() == 32);
    for (std::uint8_t k = 0; k < 32; ++k) {
        CHECK(flows.find(ncm::stream::ips(k)) == k);
        CHECK(flows[k].offset == 16u * k);
        CHECK(flows[k].length == 16);
    }
    CHECK(flows.find(ncm::stream::ips(32)) == 32);
    got.add(IPS | 32u << 24, {200, 1});
    ncm::detail::flow_list more;
    CHECK_FALSE(got.set.list_flows(got.memory.data(), more));
}

TEST_CASE("tables: the indices of entries are moved, and their lengths are not") {
    for (const bool big : {false, true})
        for (const std::uint32_t by : {1u, 5000u, ~0u, 0u - 100u}) {
            model want{big, 4};
            made got{want};
            for (const std::uint32_t index : {1u, 100u, 40000u, 65000u}) {
                got.add(big ? ncm0 : NCM0, {index, 300});
                want.add(big ? ncm0 : NCM0, {big ? index + by : (index + by) & 0xffff, 300});
            }
            got.set.shift_indices(got.memory.data(), by);
            require_same(got, want);
        }
}

TEST_CASE("bytes are moved between places that overlap") {
    std::array<std::byte, 24> from{};
    for (std::size_t i = 0; i < from.size(); ++i) from[i] = static_cast<std::byte>(i + 1);
    for (std::size_t size = 0; size <= 12; ++size)
        for (std::size_t at = 0; at <= 12; ++at)
            for (std::size_t to = 0; to <= 12; ++to) {
                std::array<std::byte, 24> got = from;
                std::array<std::byte, 24> want = from;
                for (std::size_t i = 0; i < size; ++i) want[to + i] = from[at + i];
                ncm::detail::move_bytes(got.data() + to, got.data() + at, size);
                REQUIRE(got == want);
            }
}
