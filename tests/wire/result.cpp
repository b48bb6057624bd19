// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/wire/result.hpp>
#include <doctest/doctest.h>

#include "constant.hpp"

using namespace cdcnet;

namespace {

constexpr result<int> half(int n) {
    if (n % 2 != 0) return error{errc::value, 3};
    return n / 2;
}
TEST_CONSTANT(half(4) && *half(4) == 2 && half(4).error() == error{});
TEST_CONSTANT(!half(5) && half(5).error().code() == errc::value && half(5).error().offset() == 3);
TEST_CONSTANT(half(5).value_or(-1) == -1 && half(6).value_or(-1) == 3);

static_assert(!error{} && error{errc::need_more, 0});
TEST_CONSTANT(error::no_space(20).needed() == 20);

}  // namespace

TEST_CASE("error: shifting moves the offset, but not the size of a buffer that is missing") {
    CHECK(error{errc::outside, 4}.shifted(10).offset() == 14);
    CHECK(error{errc::outside, 4, place::of_field(2)}.shifted(10).where() == place::of_field(2));
    CHECK(error::no_space(4).shifted(10).needed() == 4);
    CHECK(error{}.shifted(10) == error{});
    for (const std::uint64_t above : {0x100000000u, 0x100000005u})
        CHECK(error{errc::outside, constant::at_run_time(above)}.offset() == 0xffffffff);
    CHECK(error{errc::outside, constant::at_run_time(std::uint64_t{0xfffffffe})}.offset() == 0xfffffffe);
}

TEST_CASE("error: a place keeps its indices, and the largest stands for all above") {
    const place p = place::of_field(5, 1000, 7);
    CHECK(p.field() == 5);
    CHECK(p.element() == 1000);
    CHECK(p.inner_field() == 7);
    CHECK(place::of_field(99).field() == place::no_field);
    CHECK(place::of_field(1, 5000).element() == place::no_element);
    CHECK(place::of_entry(3, 40).ndp() == 3);
    CHECK(place::of_entry(3, 40).entry() == 40);
    CHECK(place{} == place::of_field(place::no_field));
    CHECK(error{errc::value, 1}.at(p).where() == p);
    CHECK(error{}.at(p) == error{});
}

TEST_CASE("error: every code has a name of its own") {
    for (unsigned code = 0; code <= static_cast<unsigned>(errc::syntax); ++code) {
        const auto name = name_of(static_cast<errc>(code));
        CHECK(name != "unknown");
        for (unsigned other = 0; other < code; ++other) CHECK(name_of(static_cast<errc>(other)) != name);
    }
    CHECK(name_of(static_cast<errc>(255)) == "unknown");
}

TEST_CASE("result: arrow and star") {
    struct pair {
        int a, b;
    };
    const result<pair> two{pair{1, 2}};
    CHECK(two->b == 2);
    CHECK((*two).a == 1);
}

TEST_CASE("error: the largest NDP and entry of a place") {
    for (const unsigned n : {1022u, 1023u, 1024u, 5000u}) CHECK(place::of_entry(n, 5).ndp() == (n < 1023 ? n : 1023));
    for (const unsigned n : {16382u, 16383u, 16384u, 99999u}) CHECK(place::of_entry(1023, n).entry() == (n < 16383 ? n : 16383));
    CHECK(place::of_entry(1024, 5).entry() == 5);
    CHECK(place::of_entry(1, 16384).ndp() == 1);
    CHECK(place::of_entry(1, 1).entry() == 1);
}
