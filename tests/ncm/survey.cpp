// SPDX-License-Identifier: BSL-1.0
/// \file
/// The passes over a table, several entries at a time: at every vector size they say what the entries say one by one.
/// Vectors wider than the machine's are made of narrower ones by the compiler, so all sizes run everywhere.
#pragma GCC diagnostic ignored "-Wpsabi"  // vectors wider than the target's are passed within this file only
#include <cdcnet/ncm/detail/survey_vector.hpp>
#include <doctest/doctest.h>

#include <random>
#include <vector>

using namespace cdcnet;
using namespace cdcnet::ncm::detail;

namespace {

struct pair {
    std::uint64_t index, length;
};

/// The bytes of a table at an odd address, in memory that ends with it.
template <ncm::format F>
std::vector<std::byte> encode(const std::vector<pair>& entries) {
    std::vector<std::byte> table(1);
    for (const pair& e : entries)
        for (const std::uint64_t number : {e.index, e.length})
            for (std::size_t i = 0; i < ncm::layout<F>::entry_size / 2; ++i)
                table.push_back(static_cast<std::byte>(number >> 8 * i & 0xff));
    table.shrink_to_fit();
    return table;
}

survey expected(const std::vector<pair>& entries) {
    survey s{.ascending = true};
    std::uint64_t end = 0;
    for (const pair& e : entries) {
        s.ascending = s.ascending && e.index != 0 && e.length != 0 && e.index >= end;
        s.phases |= static_cast<std::uint32_t>(e.index ^ entries.front().index);
        end = e.index + e.length;
    }
    return s;
}

template <ncm::format F>
void check(const std::vector<pair>& entries, std::uint64_t block_size) {
    const std::vector<std::byte> memory = encode<F>(entries);
    const std::byte* const table = memory.data() + 1;
    const std::size_t count = entries.size();

    if (count != 0) {
        const survey want = expected(entries);
        std::vector<survey> all{survey_singly<F>(table, count), survey_entries<F>(table, count)};
        // Vectors read the entries as they are in memory.
        if constexpr (std::endian::native == std::endian::little) {
            all.push_back(survey_by_vectors<F, 16>(table, count));
            all.push_back(survey_by_vectors<F, 32>(table, count));
            all.push_back(survey_by_vectors<F, 64>(table, count));
        }
        for (const survey& got : all) {
            REQUIRE(got.ascending == want.ascending);
            if (want.ascending || count <= survey_part) REQUIRE(got.phases == want.phases);
        }
    }
    std::size_t before_null = 0;
    while (before_null < count && entries[before_null].index != 0 && entries[before_null].length != 0) ++before_null;
    REQUIRE(count_until_null<F>(table, count) == before_null);
    if (count != 0 && !expected(entries).ascending) {
        const early_end got = survey_until_null<F>(table, count);
        const survey want = before_null == 0 ? survey{.ascending = true}
                                             : expected({entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(before_null)});
        REQUIRE(got.found.ascending == (want.ascending && before_null != count));
        if (got.found.ascending) REQUIRE((got.count == before_null && got.found.phases == want.phases));
    }

    bool inside = true;
    std::uint64_t sum = 0;
    for (const pair& e : entries) {
        inside = inside && e.index >= ncm::layout<F>::nth_size && e.index + e.length <= block_size;
        sum += e.length;
    }
    REQUIRE(sum_if_inside<F>(table, count, block_size) == (inside ? sum : ~std::uint64_t{}));
}

/// Tables of every length up to more than four vectors of the widest kind, ascending up to some entry that is not.
template <ncm::format F>
void check_random(std::uint32_t seed) {
    std::mt19937_64 random{seed};
    const std::uint64_t most = static_cast<typename ncm::layout<F>::index>(-1);
    const auto below = [&](std::uint64_t n) { return random() % n; };
    for (int round = 0; round < 40; ++round) {
        for (std::size_t count = 0; count < 70; ++count) {
            const std::uint64_t step = std::uint64_t{1} << below(7);
            const std::uint64_t base = below(2) == 0 ? ncm::layout<F>::nth_size : below(most - 70 * 256);
            std::vector<pair> entries;
            std::uint64_t at = base;
            for (std::size_t i = 0; i < count; ++i) {
                entries.push_back({at, 1 + below(step)});
                at += step;
            }
            const std::uint64_t end = count == 0 ? base : entries.back().index + entries.back().length;
            const std::uint64_t block_size = end + below(3);
            check<F>(entries, block_size);
            if (count == 0) continue;

            pair& e = entries[below(count)];
            switch (below(8)) {
                case 0: e.index = 0; break;
                case 1: e.length = 0; break;
                case 2: e = {0, 0}; break;
                case 3: e.length = step + 1; break;
                case 4: e = {most, most}; break;
                case 5: e.length = most; break;
                case 6: e.index -= 1; break;
                default: e.index ^= below(most + 1); break;
            }
            check<F>(entries, block_size);
            check<F>(entries, end - 1);
        }
    }
}

}  // namespace

TEST_CASE("NTB16 tables: every vector size says what the entries say one by one") { check_random<ncm::format::ntb16>(1); }
TEST_CASE("NTB32 tables: every vector size says what the entries say one by one") { check_random<ncm::format::ntb32>(2); }

TEST_CASE("the largest numbers add up without overflow") {
    for (std::size_t count = 1; count < 40; ++count) {
        check<ncm::format::ntb16>(std::vector<pair>(count, {0xffff, 0xffff}), 0x10000);
        check<ncm::format::ntb32>(std::vector<pair>(count, {0xffffffff, 0xffffffff}), 0x100000000);
        check<ncm::format::ntb32>(std::vector<pair>(count, {0x80000000, 0x80000000}), 0x100000000);
        check<ncm::format::ntb16>(std::vector<pair>(count, {0x8000, 0x8000}), 0x10000);
    }
}

TEST_CASE("a fault at any place of a long table is seen") {
    std::vector<pair> entries;
    for (std::uint64_t i = 0; i < 600; ++i) entries.push_back({20 + 8 * i, 8});
    check<ncm::format::ntb16>(entries, 0xffff);
    check<ncm::format::ntb32>(entries, 0xffff);
    // The first and the last ones, those in the middle of a part, and where one part meets the next.
    for (const std::size_t i :
         {0u, 1u, 2u, 3u, 17u, 100u, 254u, 255u, 256u, 257u, 258u, 300u, 510u, 511u, 512u, 513u, 514u, 597u, 598u, 599u}) {
        std::vector<pair> changed = entries;
        changed[i].length = 9;
        check<ncm::format::ntb16>(changed, 0xffff);
        check<ncm::format::ntb32>(changed, 0xffff);
        changed[i] = {0, 0};
        check<ncm::format::ntb16>(changed, 0xffff);
        check<ncm::format::ntb32>(changed, 0xffff);
        changed[i / 2].length = 9;
        check<ncm::format::ntb16>(changed, 0xffff);
        check<ncm::format::ntb32>(changed, 0xffff);
    }
}
