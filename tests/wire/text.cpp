// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/wire/text.hpp>
#include <doctest/doctest.h>

#include "constant.hpp"

using namespace cdcnet;

namespace {

constexpr short_text<5> filled() {
    short_text<5> out;
    out.push("ab");
    out.push('c');
    out.push("de");
    return out;
}
TEST_CONSTANT(filled() == "abcde");
TEST_CONSTANT(filled().size() == 5 && short_text<5>::capacity() == 5);
TEST_CONSTANT(short_text<3>{}.empty());

}  // namespace

TEST_CASE("text: hexadecimal digits of all 256 characters") {
    const std::string_view lower = "0123456789abcdef";
    const std::string_view upper = "0123456789ABCDEF";
    for (unsigned c = 0; c < 256; ++c) {
        const auto character = static_cast<char>(c);
        const std::size_t in_lower = lower.find(character);
        const std::size_t in_upper = upper.find(character);
        const std::size_t expected = in_lower != std::string_view::npos ? in_lower : in_upper != std::string_view::npos ? in_upper : 16;
        CHECK(hex_value(c) == expected);
    }
    for (unsigned value = 0; value < 16; ++value) CHECK(hex_digit(value) == lower[value]);
    CHECK(hex_value(0x10030) == 16);  // not a digit although its low 16 bits are
}

TEST_CASE("text: iterates over what was pushed") {
    std::size_t count = 0;
    for (const char c : filled()) count += c != '\0' ? 1u : 0u;
    CHECK(count == 5);
    const std::string_view view = filled();
    CHECK(view.size() == 5);
}

TEST_CASE("text: the characters around the hexadecimal digits are none") {
    for (const char32_t c : {U'/', U':', U'@', U'G', U'`', U'g', U'\uff11'}) CHECK(hex_value(c) == 16);
    CHECK(hex_value(U'0') == 0);
    CHECK(hex_value(U'9') == 9);
    CHECK(hex_value(U'A') == 10);
    CHECK(hex_value(U'F') == 15);
    CHECK(hex_value(U'a') == 10);
    CHECK(hex_value(U'f') == 15);
}

TEST_CASE("text: equal by what it holds") {
    short_text<4> a;
    short_text<4> b;
    CHECK(a.empty());
    CHECK(a == b);
    a.push("ab");
    CHECK_FALSE(a.empty());
    CHECK_FALSE(a == b);
    b.push('a');
    CHECK_FALSE(a == b);
    b.push('b');
    CHECK(a == b);
    CHECK(a == "ab");
    CHECK_FALSE(a == "a");
}
