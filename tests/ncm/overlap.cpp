// SPDX-License-Identifier: BSL-1.0
/// \file
/// Blocks whose tables do not follow one another: sessions that take turns, NDPs between datagrams, blocks of more than
/// one window of the overlap checks.  The library and the reference agree, also where two of them share a single byte.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "compare.hpp"
#include "random.hpp"

using namespace cdcnet;

namespace {

struct pair {
    std::size_t index, length;
};

struct block_writer {
    std::size_t width;
    std::vector<std::byte> bytes;

    block_writer(bool big, std::size_t size) : width{big ? 4u : 2u}, bytes(size) {
        put(0, big ? 0x686d636e : 0x484d434e, 4);
        put(4, big ? 16 : 12, 2);
        put(8, size, width);
    }
    void put(std::size_t at, std::size_t number, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i) bytes[at + i] = static_cast<std::byte>(number >> 8 * i & 0xff);
    }
    [[nodiscard]] std::size_t header() const { return width == 4 ? 16 : 8; }
    [[nodiscard]] std::size_t ndp_size(std::size_t entries) const { return header() + (entries + 1) * 2 * width; }
    /// Writes an NDP whose offset stands at `holder`; returns where that of the next one stands.
    std::size_t ndp(std::size_t holder, std::size_t at, unsigned session, const std::vector<pair>& entries) {
        put(holder, at, width);
        put(at, (width == 4 ? 0x00737069u : 0x00535049u) | session << 24, 4);
        put(at + 4, ndp_size(entries.size()), 2);
        for (std::size_t i = 0; i < entries.size(); ++i) {
            put(at + header() + i * 2 * width, entries[i].index, width);
            put(at + header() + i * 2 * width + width, entries[i].length, width);
        }
        return at + (width == 4 ? 8 : 6);
    }
    [[nodiscard]] std::size_t first_holder() const { return width == 4 ? 12 : 10; }
};

/// Datagrams of `sessions` in an arbitrary order, starts at multiples of `divisor`, NDPs behind all or between them.
struct made {
    block_writer block;
    std::vector<std::size_t> entry_at;  ///< offset of each entry, in the order of the block
    std::vector<pair> datagrams;        ///< in the same order
};

template <class Random>
made make(Random& random, bool big, std::size_t sessions, std::size_t divisor, std::size_t count, std::size_t longest, bool between) {
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    std::vector<std::vector<pair>> tables(sessions);
    std::vector<std::vector<std::size_t>> numbers(sessions);
    std::vector<pair> datagrams;
    std::vector<std::size_t> ndps(sessions);
    std::size_t at = big ? 16 : 12;
    const std::size_t room = (big ? 16 : 8) + (count + 1) * (big ? 8 : 4);
    for (std::size_t i = 0; i < count; ++i) {
        if (between && i % (count / sessions + 1) == 0) {
            at = (at + 3) / 4 * 4;
            ndps[i / (count / sessions + 1)] = at;
            at += room;
        }
        at = (at + divisor - 1) / divisor * divisor;
        const pair d{at, 1 + below(longest)};
        const std::size_t session = below(sessions);
        numbers[session].push_back(i);
        tables[session].push_back(d);
        datagrams.push_back(d);
        at += d.length;
    }
    for (std::size_t& ndp : ndps)
        if (ndp == 0) {
            ndp = (at + 3) / 4 * 4;
            at = ndp + room;
        }
    made m{{big, at}, std::vector<std::size_t>(count), datagrams};
    std::size_t holder = m.block.first_holder();
    for (std::size_t s = 0; s < sessions; ++s) {
        holder = m.block.ndp(holder, ndps[s], static_cast<unsigned>(s), tables[s]);
        for (std::size_t i = 0; i < tables[s].size(); ++i) m.entry_at[numbers[s][i]] = ndps[s] + m.block.header() + i * 2 * m.block.width;
    }
    return m;
}

void require_agreement(const made& m) {
    const std::string difference = comparison::difference(m.block.bytes);
    REQUIRE(difference == "");
}

/// As made; one datagram a byte longer than its room, a byte earlier, as long as the one behind it, or over an NDP.
template <class Random>
void check(Random& random, made m) {
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    REQUIRE(ncm::ntb::parse(m.block.bytes));
    require_agreement(m);
    const std::size_t i = below(m.datagrams.size());
    const pair d = m.datagrams[i];
    const std::size_t width = m.block.width;
    const std::size_t next = i + 1 < m.datagrams.size() ? m.datagrams[i + 1].index : m.block.bytes.size();
    for (const pair changed :
         {pair{d.index, next - d.index}, pair{d.index, next - d.index + 1}, pair{d.index - 1, d.length}, pair{next, 1}}) {
        made other = m;
        other.block.put(m.entry_at[i], changed.index, width);
        other.block.put(m.entry_at[i] + width, changed.length, width);
        require_agreement(other);
    }
}

}  // namespace

TEST_CASE("sessions that take turns: the library and the reference agree to the byte") {
    std::mt19937 random{7};
    const case_numbers rounds{1500};
    for (std::uint64_t round = rounds.first; round != rounds.end; ++round) {
        const std::size_t sessions = 1 + random() % 8;
        const std::size_t divisor = std::size_t{1} << random() % 6;
        check(random, make(random, round % 2 != 0, sessions, divisor, 1 + random() % 60, 1 + random() % 90, random() % 3 == 0));
    }
}

TEST_CASE("divisors that are no power of 2") {
    std::mt19937 random{8};
    for (const std::size_t divisor : {3u, 6u, 12u, 20u, 48u, 100u})
        for (int round = 0; round < 20; ++round) check(random, make(random, false, 3, divisor, 40, 60, round % 2 != 0));
}

TEST_CASE("blocks of several windows") {
    std::mt19937 random{9};
    for (int round = 0; round < 12; ++round) {
        const bool odd = round % 2 == 0;
        check(random, make(random, true, 1 + random() % 6, odd ? 1 : 4, odd ? 200 : 400, odd ? 1400 : 2000, round % 3 == 0));
    }
}

TEST_CASE("unordered tables of several windows") {
    std::mt19937 random{10};
    for (int round = 0; round < 6; ++round) {
        made m = make(random, true, 2, 1, 150, 3000, false);
        for (std::size_t i = 0; i < m.datagrams.size(); ++i) {
            const std::size_t j = random() % m.datagrams.size();
            for (std::size_t byte = 0; byte < 8; ++byte)
                std::swap(m.block.bytes[m.entry_at[i] + byte], m.block.bytes[m.entry_at[j] + byte]);
            std::swap(m.entry_at[i], m.entry_at[j]);
        }
        require_agreement(m);
        const std::size_t i = random() % (m.datagrams.size() - 1);
        m.block.put(m.entry_at[i] + 4, m.datagrams[i + 1].index - m.datagrams[i].index + 1, 4);
        require_agreement(m);
    }
}

TEST_CASE("a byte that is taken while the check is far away") {
    block_writer block{false, 6000};
    block.ndp(block.first_holder(), 5000, 0, {{12 + 64 * 64, 1}, {13, 1}, {12 + 3 * 64, 1}, {13, 1}});
    CHECK(ncm::ntb::parse(block.bytes).error() == error{errc::overlap, 5000 + 8 + 3 * 4, place::of_entry(0, 3)});
}

TEST_CASE("a single shared byte is seen at every offset, also where windows meet") {
    constexpr std::size_t size = 70000;
    for (const bool ordered : {true, false}) {
        block_writer block{true, size};
        const std::size_t second = block.ndp(block.first_holder(), 16, 0, {{1000, 1}, {2000, 100}});
        block.ndp(second, 100, 1, ordered ? std::vector<pair>{{1501, 1}, {2100, 1}} : std::vector<pair>{{1501, 1}, {1400, 1}, {2100, 1}});
        const std::size_t first_entry = 16 + 16 + 8;
        const std::size_t last_entry = 100 + 16 + (ordered ? 8u : 16u);
        const error shared{errc::overlap, last_entry, place::of_entry(1, ordered ? 1 : 2)};
        for (std::size_t at = ordered ? 2000 : 64000; at + 101 < size; ++at) {
            block.put(first_entry, at, 4);
            for (const std::size_t behind : {50u, 99u, 100u}) {
                block.put(last_entry, at + behind, 4);
                REQUIRE(ncm::ntb::parse(block.bytes).error() == (behind < 100 ? shared : error{}));
            }
        }
    }
}

namespace {

/// Adds pieces of a window to a map, some of which may reach over its ends, and to a list of its bytes.
void check_map(random_numbers& random, std::size_t memory_size, unsigned shift) {
    std::vector<std::byte> memory(memory_size, std::byte{0xff});
    ncm::detail::boundary_map map{memory, shift};
    const std::uint64_t granule = std::uint64_t{1} << shift;
    REQUIRE(map.window() <= memory_size / 2 * 8 * granule);
    for (int round = 0; round < 4; ++round) {
        const std::uint64_t begin = granule * random.below(1000);
        const std::uint64_t end = begin + (random.once_in(2) ? map.window() : 1 + random.below(map.window()));
        const std::uint64_t longest = 1 + random.below(random.once_in(2) ? map.window() : 4 * granule);
        map.open(begin, end);
        std::vector<int> owners(end - begin);
        bool disjoint = true;
        // One behind the other; and some, in no order, where others may be.
        std::uint64_t at = begin < 5 * granule ? 0 : begin - 5 * granule;
        const bool some_share = random.once_in(2);
        while (at < end) {
            const std::uint64_t from =
                some_share && random.once_in(10) ? begin / granule * granule + random.below(end - begin) / granule * granule : at;
            const std::uint64_t to = from + 1 + random.below(longest);
            if (to > begin) map.add(from, to);
            for (std::uint64_t i = std::max(from, begin); i < std::min(to, end); ++i) disjoint = owners[i - begin]++ == 0 && disjoint;
            at = (to + granule - 1) / granule * granule + granule * random.below(random.once_in(4) ? 200 : 2);
        }
        REQUIRE(map.disjoint() == disjoint);
    }
}

}  // namespace

TEST_CASE("a map of begins and ends knows whether a byte was added twice") {
    random_numbers random{11};
    for (int round = 0; round < 1000; ++round)
        for (const std::size_t size : {16u, 32u, 64u}) check_map(random, size, random.below(5));
}

TEST_CASE("a tree of offsets tells what a flag for each offset tells") {
    std::mt19937 random{5};
    // One word, two levels, three, and where the number of words is just a multiple of what a word above holds.
    for (const std::size_t count : {1u, 63u, 64u, 65u, 4095u, 4096u, 4097u, 70'000u}) {
        std::vector<std::byte> memory(ncm::detail::offset_tree::size_for(count) + 8, std::byte{0xee});
        std::fill(memory.begin(), memory.end() - 8, std::byte{});
        ncm::detail::offset_tree tree{memory.data(), count};
        std::vector<bool> flags(count);
        for (unsigned round = 0; round < 400; ++round) {
            std::size_t begin = random() % count;
            std::size_t end = begin + 1 + random() % (count - begin);
            if (round % 4 != 0 && end - begin > 200) end = begin + 1 + random() % 200;
            const bool taken =
                std::find(flags.begin() + static_cast<std::ptrdiff_t>(begin), flags.begin() + static_cast<std::ptrdiff_t>(end), true) !=
                flags.begin() + static_cast<std::ptrdiff_t>(end);
            CHECK(tree.any(begin, end) == taken);
            CHECK(tree.contains(begin) == flags[begin]);
            // Few, so that large questions often find nothing.
            if (end - begin < count / 50 + 2) {
                CHECK(tree.claim(begin, end) == !taken);
                std::fill(flags.begin() + static_cast<std::ptrdiff_t>(begin), flags.begin() + static_cast<std::ptrdiff_t>(end), true);
                tree.insert(begin, end);
            }
            if (round % 40 == 39) {
                std::fill(memory.begin(), memory.end() - 8, std::byte{});
                flags.assign(count, false);
            }
        }
        CHECK(std::count(memory.end() - 8, memory.end(), std::byte{0xee}) == 8);
    }
}
