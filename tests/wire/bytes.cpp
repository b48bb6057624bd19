// SPDX-License-Identifier: BSL-1.0
#include <array>
#include <cdcnet/wire/bytes.hpp>
#include <doctest/doctest.h>
#include <limits>

#include "constant.hpp"

using namespace cdcnet;

namespace {

constexpr std::uint64_t top = std::numeric_limits<std::uint64_t>::max();

TEST_CONSTANT(inside(0, 0, 0));
TEST_CONSTANT(inside(0, 4, 4) && inside(4, 0, 4));
TEST_CONSTANT(!inside(0, 5, 4) && !inside(1, 4, 4) && !inside(5, 0, 4));
TEST_CONSTANT(!inside(0xfffffff0u, 0x20, 200) && !inside(0x20, 0xfffffff0u, 200));
TEST_CONSTANT(!inside(top, 1, top) && !inside(1, top, top) && inside(0, top, top));

TEST_CONSTANT(round_up_4(0) == 0 && round_up_4(1) == 4 && round_up_4(4) == 4 && round_up_4(5) == 8);
TEST_CONSTANT(round_up_4(0xffffffffu) == 0x100000000u);

constexpr bool constexpr_copies() {
    std::array<std::byte, 3> from{std::byte{1}, std::byte{2}, std::byte{3}};
    std::array<std::byte, 3> to{};
    copy_bytes(to.data(), from.data(), 3);
    const bool copied = equal(to, from);
    zero_bytes(to.data(), 2);
    return copied && to[0] == std::byte{} && to[2] == std::byte{3} && !equal(to, from);
}
TEST_CONSTANT(constexpr_copies());

}  // namespace

TEST_CASE("bytes: copies and comparisons of nothing take null pointers") {
    copy_bytes(nullptr, nullptr, 0);
    zero_bytes(nullptr, 0);
    CHECK(equal({}, {}));
    CHECK(equal(no_bytes, bytes{}));
}

TEST_CASE("bytes: equality needs the same size and content") {
    const std::array<std::byte, 3> a{std::byte{1}, std::byte{2}, std::byte{3}};
    const std::array<std::byte, 3> b{std::byte{1}, std::byte{2}, std::byte{4}};
    CHECK(equal(a, a));
    CHECK_FALSE(equal(a, b));
    CHECK_FALSE(equal(a, bytes{a.data(), 2}));
    CHECK(equal(bytes{a.data(), 2}, bytes{b.data(), 2}));
}

TEST_CASE("bytes: moved to a place in front that overlaps") {
    for (std::size_t n = 0; n <= 6; ++n) {
        std::array<unsigned char, 8> list{1, 2, 3, 4, 5, 6, 7, 8};
        std::array<unsigned char, 8> expected = list;
        for (std::size_t i = 0; i < n; ++i) expected[i] = static_cast<unsigned char>(i + 3);
        auto* const to = reinterpret_cast<std::byte*>(list.data());
        move_bytes(to, to + 2, n);
        CHECK(list == expected);
    }
}
