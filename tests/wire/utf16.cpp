// SPDX-License-Identifier: BSL-1.0
#include <array>
#include <cdcnet/wire/utf16.hpp>
#include <doctest/doctest.h>
#include <string>
#include <utility>
#include <vector>

#include "constant.hpp"

using namespace cdcnet;

namespace {

std::vector<std::byte> raw(std::initializer_list<unsigned> octets) {
    std::vector<std::byte> out;
    for (const unsigned octet : octets) out.push_back(static_cast<std::byte>(octet));
    return out;
}

std::string converted(const utf16& text) {
    std::string out(utf8_size(text), '?');
    const auto written = to_utf8(text, out);
    REQUIRE(written);
    REQUIRE(written->size() == out.size());
    return out;
}

/// The code points of some bytes, as read one by one.
std::u32string code_points(std::string_view octets) {
    std::u32string out;
    const utf8 text{octets};
    for (std::size_t at = 0; at < text.size();) out.push_back(next_code_point(text, at));
    return out;
}

/// UTF-8 by the bit patterns of RFC 3629, section 3.
std::string encoded_by_pattern(char32_t c) {
    const auto tail = [&](unsigned shift) { return static_cast<char>(0x80 + (c >> shift) % 64); };
    if (c < 0x80) return {static_cast<char>(c)};
    if (c < 0x800) return {static_cast<char>(0xc0 + (c >> 6)), tail(0)};
    if (c < 0x10000) return {static_cast<char>(0xe0 + (c >> 12)), tail(6), tail(0)};
    return {static_cast<char>(0xf0 + (c >> 18)), tail(12), tail(6), tail(0)};
}

constexpr bool constexpr_round_trip() {
    const utf16 text{u"a\u00e9\u20ac\U0001f4f1"};
    std::byte wire[10]{};
    text.copy_to(wire);
    const utf16 view = utf16::over(wire);
    char buffer[10]{};
    const auto written = to_utf8(view, buffer);
    char16_t back[5]{};
    const auto again = to_utf16(utf8{*written}, back);
    return view == text && text == view && written->size() == 10 && *again == u"a\u00e9\u20ac\U0001f4f1" && text.size() == 5;
}
TEST_CONSTANT(constexpr_round_trip());
TEST_CONSTANT(utf16{}.empty() && utf16{u""}.empty() && utf16::over({}).empty());
TEST_CONSTANT(utf8{}.empty() && utf8{""}.empty() && utf8::over({}).empty());
TEST_CONSTANT(utf16{u"internet"}.size() == 8 && utf16{u"internet"}.size_bytes() == 16);
static_assert(sizeof(utf16) <= sizeof(void*) + 8);

constexpr bool constexpr_utf8_view() {
    const std::byte wire[]{std::byte{'o'}, std::byte{'k'}, std::byte{}};
    const utf8 view = utf8::over(wire);
    return view.without_trailing_nuls() == utf8{"ok"} && view[1] == 'k' && view.is_wire() && view.size_bytes() == 3;
}
TEST_CONSTANT(constexpr_utf8_view());

}  // namespace

TEST_CASE("utf16: a literal loses its NUL, an array stays whole") {
    CHECK(utf16{u"abc"}.size() == 3);
    CHECK(utf16{u""}.empty());
    const char16_t whole[3] = {u'a', u'b', u'c'};
    CHECK(utf16{whole}.size() == 3);
    CHECK(utf16{whole} == utf16{u"abc"});
    CHECK(utf16{std::u16string_view{u"a\0b", 3}}.size() == 3);
    CHECK_FALSE(utf16{u"abc"}.is_wire());
    CHECK(utf16{u"abc"}.wire_bytes().empty());
}

TEST_CASE("utf16: wire bytes at every alignment") {
    // "APN" and a phone (U+1F4F1), little-endian.
    const auto octets = raw({0x41, 0x00, 0x50, 0x00, 0x4e, 0x00, 0x3d, 0xd8, 0xf1, 0xdc});
    for (std::size_t shift = 0; shift < 8; ++shift) {
        std::vector<std::byte> buffer(shift + octets.size());
        std::copy(octets.begin(), octets.end(), buffer.begin() + static_cast<std::ptrdiff_t>(shift));
        const utf16 text = utf16::over(bytes{buffer.data() + shift, octets.size()});
        CHECK(text == utf16{u"APN\U0001f4f1"});
        CHECK(converted(text) == "APN\xf0\x9f\x93\xb1");
        CHECK(text[4] == 0xdcf1);
        std::vector<std::byte> copy(shift + octets.size());
        text.copy_to(copy.data() + shift);
        CHECK(equal({copy.data() + shift, octets.size()}, {octets.data(), octets.size()}));
        utf16{u"APN\U0001f4f1"}.copy_to(copy.data() + shift);
        CHECK(equal({copy.data() + shift, octets.size()}, {octets.data(), octets.size()}));
    }
}

TEST_CASE("utf16: an odd last byte is ignored") {
    const auto octets = raw({0x41, 0x00, 0x42});
    const utf16 text = utf16::over(octets);
    CHECK(text.size() == 1);
    CHECK(text == utf16{u"A"});
    CHECK(text.wire_bytes().size() == 2);
    CHECK(utf16::over(raw({0x41})).empty());
}

TEST_CASE("utf16: equality is by content") {
    const auto octets = raw({0x61, 0x00, 0x62, 0x00});
    const auto same = raw({0x61, 0x00, 0x62, 0x00});
    CHECK(utf16::over(octets) == utf16::over(same));
    CHECK(utf16::over(octets) == utf16{u"ab"});
    CHECK(utf16{u"ab"} == utf16::over(octets));
    CHECK(utf16::over(octets) != utf16{u"a"});
    CHECK(utf16{u"a"} != utf16::over(octets));
    CHECK(utf16::over(octets).is_wire());
    CHECK(utf16::over(octets) != utf16{u"aB"});
    CHECK(utf16::over(octets) != utf16{u"a\u6200"});
}

TEST_CASE("utf16: NULs at the end") {
    CHECK(utf16{std::u16string_view{u"ab\0\0", 4}}.without_trailing_nuls() == utf16{u"ab"});
    CHECK(utf16{std::u16string_view{u"a\0b\0", 4}}.without_trailing_nuls().size() == 3);
    CHECK(utf16{std::u16string_view{u"\0\0", 2}}.without_trailing_nuls().empty());
    const auto octets = raw({0x61, 0x00, 0x00, 0x00});
    const utf16 cut = utf16::over(octets).without_trailing_nuls();
    CHECK(cut == utf16{u"a"});
    CHECK(cut.wire_bytes().size() == 2);
    CHECK(utf8{std::string_view{"ok\0\0", 4}}.without_trailing_nuls() == utf8{"ok"});
}

TEST_CASE("utf16: iterates over code units") {
    std::u16string seen;
    const auto octets = raw({0x61, 0x00, 0x3d, 0xd8, 0xf1, 0xdc});
    for (const char16_t unit : utf16::over(octets)) seen.push_back(unit);
    CHECK(seen == u"a\U0001f4f1");
}

namespace {

bool there_and_back(char32_t c) {
    const std::string expected = encoded_by_pattern(c);
    char encoded[4]{};
    const std::size_t n = encode_utf8(c, encoded);
    char16_t units[2]{};
    const auto wide = to_utf16(utf8{std::string_view{expected}}, units);
    if (std::string_view{encoded, n} != expected || utf8_size(c) != n || !wide) return false;
    std::size_t at = 0;
    char narrow[4]{};
    const auto back = to_utf8(utf16{*wide}, narrow);
    return wide->size() == (c < 0x10000 ? 1u : 2u) && next_code_point(utf16{*wide}, at) == c && at == wide->size() && back &&
           *back == expected && is_well_formed(utf16{*wide}) && is_well_formed(utf8{std::string_view{expected}});
}

}  // namespace

TEST_CASE("utf16: every code point there and back") {
    std::size_t wrong = 0;
    for (char32_t c = 0; c <= 0x10ffff; ++c)
        if (c < 0xd800 || c > 0xdfff) wrong += there_and_back(c) ? 0u : 1u;
    CHECK(wrong == 0);
}

TEST_CASE("utf16: the code points at limits there and back") {
    for (const int c : {0x0,    0x1,     0x3f,    0x40,    0x7e,    0x7f,    0x80,    0x81,    0xbf,     0xc0,     0x7fe,
                        0x7ff,  0x800,   0x801,   0xfff,   0x1000,  0xcfff,  0xd000,  0xd7ff,  0xe000,   0xfffd,   0xfffe,
                        0xffff, 0x10000, 0x10001, 0x103ff, 0x10400, 0x3ffff, 0x40000, 0xfffff, 0x100000, 0x10fffe, 0x10ffff}) {
        CAPTURE(c);
        CHECK(there_and_back(static_cast<char32_t>(c)));
    }
}

TEST_CASE("utf16: every lone surrogate becomes U+FFFD wherever it stands") {
    const std::string replaced = "\xef\xbf\xbd";
    std::size_t wrong = 0;
    for (unsigned unit = 0xd800; unit <= 0xdfff; ++unit) {
        const auto lone = static_cast<char16_t>(unit);
        const bool high = unit < 0xdc00;
        const std::u16string alone{lone};
        const std::u16string twice{lone, lone};
        const std::u16string before{lone, u'a'};
        const std::u16string behind{u'a', lone};
        const std::u16string reversed = high ? std::u16string{u'\xdc00', lone} : std::u16string{lone, u'\xd800'};
        if (converted(utf16{alone}) != replaced || is_well_formed(utf16{alone})) ++wrong;
        if (converted(utf16{twice}) != replaced + replaced) ++wrong;
        if (converted(utf16{before}) != replaced + "a" || converted(utf16{behind}) != "a" + replaced) ++wrong;
        if (converted(utf16{reversed}) != replaced + replaced || is_well_formed(utf16{reversed})) ++wrong;
        // A high one in front of a whole pair takes nothing from it.
        const std::u16string in_front{lone, u'\xd83d', u'\xdcf1'};
        if (converted(utf16{in_front}) != replaced + "\xf0\x9f\x93\xb1") ++wrong;
    }
    CHECK(wrong == 0);
    char encoded[4]{};
    CHECK(encode_utf8(0xd800, encoded) == 3);
    CHECK(std::string_view{encoded, 3} == replaced);
    CHECK(encode_utf8(0x110000, encoded) == 3);
    CHECK(std::string_view{encoded, 3} == replaced);
}

TEST_CASE("utf16: a view keeps lone surrogates") {
    const auto octets = raw({0x00, 0xd8, 0x41, 0x00});
    std::vector<std::byte> copy(4);
    utf16::over(octets).copy_to(copy.data());
    CHECK(copy == octets);
    CHECK(utf16::over(octets)[0] == 0xd800);
}

TEST_CASE("utf16: a buffer that is too small is told the size") {
    const utf16 text{u"a\u20ac"};
    for (std::size_t size = 0; size < 4; ++size) {
        std::array<char, 4> buffer{'x', 'x', 'x', 'x'};
        const auto written = to_utf8(text, gsl::span<char>{buffer.data(), size});
        CHECK(written.error().code() == errc::no_space);
        CHECK(written.error().needed() == 4);
        CHECK(buffer == std::array<char, 4>{'x', 'x', 'x', 'x'});
    }
    std::array<char16_t, 1> units{};
    const auto written = to_utf16(utf8{"\xf0\x9f\x93\xb1"}, units);
    CHECK(written.error().code() == errc::no_space);
    CHECK(written.error().needed() == 2);
    CHECK(units[0] == 0);
    CHECK(to_utf8({}, {})->empty());
    CHECK(to_utf16({}, {})->empty());
}

TEST_CASE("utf8: ill-formed sequences are replaced as the Unicode standard recommends") {
    const char32_t r = replacement_character;
    // Tables 3-8 to 3-11 of section 3.9.
    CHECK(code_points("\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41") == std::u32string{r, r, r, r, r, r, r, r, U'A'});
    CHECK(code_points("\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41") == std::u32string{r, r, r, r, r, r, r, r, U'A'});
    CHECK(code_points("\xf4\x91\x92\x93\xff\x41\x80\xbf\x42") == std::u32string{r, r, r, r, r, U'A', r, r, U'B'});
    CHECK(code_points("\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41") == std::u32string{r, r, r, r, U'A'});
}

TEST_CASE("utf8: what continues a sequence is 80 to BF in every place") {
    CHECK(is_well_formed(utf8{"\xe2\x82\x80"}));
    CHECK(is_well_formed(utf8{"\xf0\x9f\xbf\xbf"}));
    for (const char* const text :
         {"\xe2\x82\x7f", "\xe2\x82\xc0", "\xf0\x9f\x7f\x80", "\xf0\x9f\xc0\x80", "\xf0\x9f\x93\x7f", "\xf0\x9f\x93\xc0"})
        CHECK_FALSE(is_well_formed(utf8{std::string_view{text}}));
}

TEST_CASE("utf8: the first malformed byte is named") {
    const auto bad_at = [](std::string_view octets) {
        const auto size = utf16_size(utf8{octets});
        REQUIRE(size.error().code() == errc::syntax);
        REQUIRE_FALSE(is_well_formed(utf8{octets}));
        std::array<char16_t, 16> units{};
        REQUIRE(to_utf16(utf8{octets}, units).error() == size.error());
        return size.error().offset();
    };
    CHECK(bad_at("ab\x80") == 2);  // continuation without a start
    CHECK(bad_at("\xc3") == 0);    // cut short
    CHECK(bad_at("a\xe2\x82") == 1);
    CHECK(bad_at("a\xf0\x9f\x93") == 1);
    CHECK(bad_at("\xc0\x80") == 0);  // overlong
    CHECK(bad_at("\xc1\xbf") == 0);
    CHECK(bad_at("\xe0\x9f\xbf") == 0);
    CHECK(bad_at("\xf0\x8f\xbf\xbf") == 0);
    CHECK(bad_at("\xed\xa0\x80") == 0);      // a surrogate
    CHECK(bad_at("\xf4\x90\x80\x80") == 0);  // above U+10FFFF
    CHECK(bad_at("\xf5\x80\x80\x80") == 0);
    CHECK(bad_at("abc\xff") == 3);
    CHECK(bad_at("\xe2\x82\xac\xe2\x28\xa1") == 3);
}

TEST_CASE("utf8: every sequence of two bytes is judged as by the table of RFC 3629") {
    std::size_t wrong = 0;
    for (unsigned first = 0; first < 256; ++first) {
        for (unsigned second = 0; second < 256; ++second) {
            const char octets[2] = {static_cast<char>(first), static_cast<char>(second)};
            const bool two_single = first < 0x80 && second < 0x80;
            const bool one_pair = first >= 0xc2 && first <= 0xdf && second >= 0x80 && second <= 0xbf;
            if (is_well_formed(utf8{std::string_view{octets, 2}}) != (two_single || one_pair)) ++wrong;
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("utf8: a view of bytes and of text") {
    const auto octets = raw({'s', 'i', 'm'});
    const utf8 view = utf8::over(octets);
    CHECK(view == utf8{"sim"});
    CHECK(view.view() == "sim");
    CHECK(utf8{"sim"}.view() == "sim");
    CHECK(view != utf8{"Sim"});
    CHECK(view.wire_bytes().size() == 3);
    std::vector<std::byte> copy(3);
    utf8{"sim"}.copy_to(copy.data());
    CHECK(copy == octets);
    view.copy_to(copy.data());
    CHECK(copy == octets);
}

TEST_CASE("utf16 and utf8: any text of the caller converts") {
    const std::u16string wide = u"apn";
    const utf16 from_string = wide;
    CHECK(from_string == utf16{u"apn"});
    const std::string narrow = "apn";
    const utf8 from_narrow = narrow;
    CHECK(from_narrow == utf8{"apn"});
    std::array<char16_t, 3> units{};
    CHECK(*to_utf16(narrow, units) == u"apn");
}

TEST_CASE("utf16: steps and sizes at their limits") {
    const utf16 text = u"ab";
    auto at = text.begin();
    CHECK(*at++ == u'a');
    CHECK(*at++ == u'b');
    CHECK(at == text.end());
    CHECK_FALSE(text.empty());
    CHECK_FALSE(text.is_wire());
    for (const char32_t c : {0u, 0x7fu, 0x80u, 0x7ffu, 0x800u, 0xd7ffu, 0xe000u, 0xffffu, 0x10000u, 0x10ffffu}) {
        const std::string expected = encoded_by_pattern(c);
        CHECK(utf8_size(c) == expected.size());
        char out[4]{};
        CHECK(std::string_view{out, encode_utf8(c, out)} == expected);
        CHECK(code_points(expected) == std::u32string{c});
    }
    // RFC 2781, 2.1.
    const std::pair<char32_t, std::u16string_view> units[] = {{0x7f, u"\x7f"},
                                                              {0x80, u"\x80"},
                                                              {0xd7ff, u"\xd7ff"},
                                                              {0xe000, u"\xe000"},
                                                              {0xffff, u"\xffff"},
                                                              {0x10000, u"\xd800\xdc00"},
                                                              {0x10001, u"\xd800\xdc01"},
                                                              {0x10400, u"\xd801\xdc00"},
                                                              {0x10ffff, u"\xdbff\xdfff"}};
    for (const auto& [c, expected] : units) {
        const std::string octets = encoded_by_pattern(c);
        char16_t out[2]{};
        CHECK(utf16_size(utf8{octets}).value_or(0) == expected.size());
        CHECK(to_utf16(utf8{octets}, out).value_or(u"") == expected);
        CHECK(converted(utf16{expected}) == octets);
        CHECK(converted(utf16{std::u16string{expected} + u'a'}) == octets + 'a');
        CHECK(is_well_formed(utf16{expected}));
    }
    // A high surrogate before what is above and below the low ones, and low ones before high ones.
    for (const std::u16string_view lone : {u"\xd800\xdbff", u"\xd800\xe000", u"\xdbff\xd7ff", u"\xdc00\xd800", u"\xdfff", u"\xd800"}) {
        CHECK_FALSE(is_well_formed(utf16{lone}));
        std::size_t position = 0;
        CHECK(next_code_point(utf16{lone}, position) == replacement_character);
        CHECK(position == 1);
    }
    for (const char32_t c : {0xd800u, 0xdfffu, 0x110000u}) {
        char out[4]{};
        CHECK(std::string_view{out, encode_utf8(c, out)} == "\xef\xbf\xbd");
    }
}

TEST_CASE("utf8: wire bytes and text, equal and not") {
    const auto wire = raw({'a', 'b', 0, 0});
    const utf8 seen = utf8::over(wire);
    CHECK(seen.is_wire());
    CHECK(seen.without_trailing_nuls() == utf8{"ab"});
    CHECK_FALSE(seen == utf8{"ab"});
    CHECK_FALSE(utf8{"ab"} == utf8{"abc"});
    CHECK_FALSE(utf8{"abc"} == utf8{"abd"});
    CHECK_FALSE(utf8{"xb"} == utf8{"ab"});
    CHECK(utf8::over(raw({0, 0})).without_trailing_nuls().empty());
    CHECK_FALSE(utf8{"ab"}.is_wire());
    CHECK(utf8{"ab"}.wire_bytes().empty());
    CHECK_FALSE(utf8{"ab"}.empty());
    for (const utf8 text : {seen.without_trailing_nuls(), utf8{"ab"}}) {
        std::vector<std::byte> out(3, std::byte{0xee});
        text.copy_to(out.data());
        CHECK(out == raw({'a', 'b', 0xee}));
    }
}

TEST_CASE("characters that a terminal obeys, or that turn a line, are not printable") {
    constexpr struct {
        char32_t first, last;
    } refused[] = {{0, 0x1f}, {0x7f, 0x9f}, {0x61c, 0x61c}, {0x200e, 0x200f}, {0x2028, 0x202e}, {0x2066, 0x2069}};
    for (char32_t c = 0; c < 0x3000; ++c) {
        bool is_refused = false;
        for (const auto& r : refused) is_refused = is_refused || (c >= r.first && c <= r.last);
        if (cdcnet::is_printable(c) == is_refused) FAIL(static_cast<unsigned>(c));
    }
    CHECK(cdcnet::is_printable(0x10ffff));
}
