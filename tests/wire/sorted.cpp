// SPDX-License-Identifier: BSL-1.0
/// \file
/// Sorted tables, compared with the standard library's algorithms.
#include <doctest/doctest.h>

#include <algorithm>
#include <cdcnet/wire/sorted.hpp>
#include <cstdint>

#include "constant.hpp"

namespace {

namespace table = cdcnet::detail;

struct row {
    unsigned key;
    unsigned place;
};
constexpr auto key_of = [](const row& r) { return r.key; };

constexpr std::array rows = table::sorted(std::array{row{7, 0}, row{3, 1}, row{7, 2}, row{1, 3}, row{3, 4}}, key_of);
static_assert(rows[0].place == 3 && rows[1].place == 1 && rows[2].place == 4 && rows[3].place == 0 && rows[4].place == 2);
TEST_CONSTANT(table::is_sorted(rows, key_of) && !table::is_ascending(rows, key_of));
TEST_CONSTANT(!table::is_sorted(std::array{row{2, 0}, row{1, 0}}, key_of));
TEST_CONSTANT(table::is_ascending(std::array{row{1, 0}, row{2, 0}}, key_of) && table::is_ascending(std::array{row{1, 0}}, key_of));
TEST_CONSTANT(table::find_sorted(rows.data(), rows.data() + rows.size(), 3u, key_of)->place == 1);
TEST_CONSTANT(table::find_sorted(rows.data(), rows.data() + rows.size(), 4u, key_of) == nullptr);
TEST_CONSTANT(table::find_sorted(rows.data(), rows.data() + rows.size(), 8u, key_of) == nullptr);
TEST_CONSTANT(table::find_sorted(rows.data(), rows.data(), 1u, key_of) == nullptr);

}  // namespace

TEST_CASE("sorted tables: order and look-up are those of the standard algorithms") {
    std::uint32_t state = 1;
    for (int round = 0; round < 200; ++round) {
        std::array<row, 13> list{};
        for (unsigned i = 0; i < list.size(); ++i) list[i] = {(state = state * 1664525u + 1013904223u) >> 28, i};
        auto expected = list;
        // Stable by its places: clang++ 19 calls what std::stable_sort of libstdc++ 12 uses deprecated.
        std::sort(expected.begin(), expected.end(),
                  [](const row& a, const row& b) { return a.key != b.key ? a.key < b.key : a.place < b.place; });
        const auto ours = table::sorted(list, key_of);
        for (std::size_t i = 0; i < list.size(); ++i) {
            CHECK(ours[i].key == expected[i].key);
            CHECK(ours[i].place == expected[i].place);
        }
        for (unsigned wanted = 0; wanted < 18; ++wanted) {
            const auto* found = table::lower_bound(ours.data(), ours.data() + ours.size(), wanted, key_of);
            const auto there =
                std::lower_bound(expected.begin(), expected.end(), wanted, [](const row& r, unsigned k) { return r.key < k; });
            CHECK(found - ours.data() == there - expected.begin());
        }
    }
}

TEST_CASE("sorted tables: what is found, and what is in order") {
    for (const unsigned wanted : {1u, 3u, 7u}) {
        const row* const found = table::find_sorted(rows.data(), rows.data() + rows.size(), wanted, key_of);
        REQUIRE(found != nullptr);
        CHECK(found->key == wanted);
    }
    CHECK_FALSE(table::is_ascending(std::array{row{1, 0}, row{1, 0}}, key_of));
    CHECK_FALSE(table::is_ascending(std::array{row{2, 0}, row{1, 0}, row{3, 0}}, key_of));
    CHECK_FALSE(table::is_ascending(std::array{row{1, 0}, row{2, 0}, row{2, 0}}, key_of));
    CHECK_FALSE(table::is_sorted(std::array{row{1, 0}, row{2, 0}, row{1, 0}}, key_of));
    CHECK(table::is_sorted(std::array{row{1, 0}, row{1, 0}}, key_of));
}
