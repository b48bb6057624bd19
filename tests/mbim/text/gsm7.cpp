// SPDX-License-Identifier: BSL-1.0
/// \file
/// GSM 7-bit text.  The characters are those of Perl's Encode::GSM0338, the packed octets those of a program that works on
/// lists of bits; both know nothing of the code under test.
#include <cdcnet/mbim/text/gsm7.hpp>
#include <string>

#include "constant.hpp"
#include "mbim/wire.hpp"

namespace {

using namespace cdcnet;
using namespace cdcnet::mbim;
using wire_test::hex;

/// By septet; 0x1b is the escape.
constexpr char16_t characters[129] =
    u"@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5"
    u"\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e \u00c6\u00e6\u00df\u00c9"
    u" !\"#\u00a4%&'()*+,-./"
    u"0123456789:;<=>?"
    u"\u00a1ABCDEFGHIJKLMNO"
    u"PQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7"
    u"\u00bfabcdefghijklmno"
    u"pqrstuvwxyz\u00e4\u00f6\u00f1\u00fc\u00e0";
/// All septets from 0 to 127.
constexpr bytes all_septets =
    hex<"8080604028180e888462c168381e90886442a9582e988c66c3e9783ea0906844"
        "2a994ea8946ac56ab95eb0986c46abd96eb89c6ec7ebf97ec0a070482c1a8fc8"
        "a472c96c3a9fd0a8744aad5aafd8ac76cbed7abfe0b0784c2e9bcfe8b47acd6e"
        "bbdff0b87c4eafdbeff8bc7ecfeffbff">;

struct extension {
    unsigned septet;
    char16_t character;
};
constexpr extension extensions[] = {{0x0a, u'\f'}, {0x14, u'^'}, {0x28, u'{'}, {0x29, u'}'}, {0x2f, u'\\'},
                                    {0x3c, u'['},  {0x3d, u'~'}, {0x3e, u']'}, {0x40, u'|'}, {0x65, u'\u20ac'}};

/// The text of septets, or the name of the error.
std::u16string read(bytes packed, std::size_t septets, std::size_t start_bit = 0) {
    const std::unique_ptr<std::byte[]> exact{new std::byte[packed.size()]};
    copy_bytes(exact.get(), packed.data(), packed.size());
    std::vector<char16_t> room(septets);
    const auto text = gsm7::decode(bytes{exact.get(), packed.size()}, septets, room, start_bit);
    REQUIRE(text);
    return std::u16string{*text};
}

/// Text in exactly the octets that it needs.
std::vector<std::byte> write(const utf16& text, std::size_t start_bit = 0, gsm7::padding behind = gsm7::padding::zero) {
    std::vector<std::byte> none;
    const auto needed = gsm7::encode(text, none, start_bit, behind);
    std::vector<std::byte> out(needed ? 0 : needed.error().needed(), std::byte{0xff});
    const auto packed = gsm7::encode(text, out, start_bit, behind);
    REQUIRE(packed);
    CHECK(packed->octets.size() == out.size());
    return out;
}

constexpr bool reads(bytes packed, std::size_t septets, std::u16string_view expected) {
    std::array<char16_t, 16> room{};
    const auto text = gsm7::decode(packed, septets, room);
    return text && *text == expected;
}
constexpr bool writes(const utf16& text, bytes expected, std::size_t septets, gsm7::padding behind = gsm7::padding::zero) {
    std::array<std::byte, 32> room{};
    const auto packed = gsm7::encode(text, room, 0, behind);
    return packed && equal(packed->octets, expected) && packed->septets == septets;
}

// The example that everybody knows.
TEST_CONSTANT(reads(hex<"e8329bfd4697d9ec37">, 10, u"hellohello"));
TEST_CONSTANT(writes(u"hellohello", hex<"e8329bfd4697d9ec37">, 10));
TEST_CONSTANT(reads(hex<"">, 0, u"") && writes(u"", hex<"">, 0));

// An escape at the end, two of them, in front of what is in no table, and in front of a carriage return.
TEST_CONSTANT(reads(hex<"e10d">, 2, u"a "));
TEST_CONSTANT(reads(hex<"9b4d18">, 3, u" a"));
TEST_CONSTANT(reads(hex<"9bb018">, 3, u"ab"));
TEST_CONSTANT(reads(hex<"9b06">, 2, u"\r"));
TEST_CONSTANT(reads(hex<"1b05">, 2, u"\f"));

// Seven bits that are left over hold a carriage return: not "@".
TEST_CONSTANT(writes(u"1234567", hex<"31d98c56b3dd1a">, 8, gsm7::padding::carriage_return));
TEST_CONSTANT(writes(u"1234567", hex<"31d98c56b3dd00">, 7));
TEST_CONSTANT(writes(u"123456789012345", hex<"31d98c56b3dd7039584c36a3d51a">, 16, gsm7::padding::carriage_return));
TEST_CONSTANT(writes(u"12345678", hex<"31d98c56b3dd70">, 8, gsm7::padding::carriage_return));
// A carriage return that is meant and ends with an octet is sent twice.
TEST_CONSTANT(writes(u"1234567\r", hex<"31d98c56b3dd1a0d">, 9, gsm7::padding::carriage_return));
TEST_CONSTANT(writes(u"123456\r", hex<"31d98c56b3351a">, 8, gsm7::padding::carriage_return));
TEST_CONSTANT(writes(u"", hex<"">, 0, gsm7::padding::carriage_return));
TEST_CONSTANT(gsm7::septets_in(hex<"31d98c56b3dd1a">) == 7 && gsm7::septets_in(hex<"31d98c56b3dd00">) == 8);
TEST_CONSTANT(gsm7::septets_in(hex<"31d98c56b3dd1a0d">) == 9 && gsm7::septets_in(hex<"31">) == 1 && gsm7::septets_in({}) == 0);

TEST_CONSTANT(gsm7::septets_of(u'a') == 1 && gsm7::septets_of(u'\u20ac') == 2 && gsm7::septets_of(u'`') == 0);
TEST_CONSTANT(*gsm7::septets_of(utf16{u"{a}"}) == 5);
TEST_CONSTANT(gsm7::packed_size(8) == 7 && gsm7::packed_size(1, 49) == 7 && gsm7::packed_size(2, 49) == 8);
TEST_CONSTANT(gsm7::packed_size(0xffffffffu) == 0xe0000000u);
TEST_CONSTANT(gsm7::bit_behind(0) == 0 && gsm7::bit_behind(6) == 49 && gsm7::bit_behind(7) == 56 && gsm7::bit_behind(1) == 14);

}  // namespace

TEST_CASE("gsm7: every septet") {
    std::u16string expected;
    // In order, the escape stands in front of 0x1c, which the extension table does not have.
    for (unsigned i = 0; i < 128; ++i)
        if (i != gsm7::escape) expected += characters[i];
    CHECK(read(all_septets, 128) == expected);
    for (unsigned i = 0; i < 128; ++i) {
        if (i == gsm7::escape) continue;
        CAPTURE(i);
        const std::byte one[] = {static_cast<std::byte>(i)};
        CHECK(read(bytes{one}, 1) == std::u16string(1, characters[i]));
        const auto back = write(std::u16string_view{&characters[i], 1});
        CHECK((back.size() == 1 && back[0] == one[0]));
    }
}

TEST_CASE("gsm7: the extension table") {
    for (unsigned i = 0; i < 128; ++i) {
        CAPTURE(i);
        const std::byte two[] = {static_cast<std::byte>(0x1bu | (i & 1u) << 7), static_cast<std::byte>(i >> 1)};
        char16_t expected = i == gsm7::escape ? u' ' : characters[i];
        for (const extension& e : extensions) {
            if (e.septet != i) continue;
            expected = e.character;
            const auto back = write(std::u16string_view{&expected, 1});
            CHECK((back.size() == 2 && back[0] == two[0] && back[1] == two[1]));
        }
        CHECK(read(bytes{two}, 2) == std::u16string(1, expected));
    }
}

TEST_CASE("gsm7: what the alphabet has, and nothing else") {
    std::size_t found = 0;
    for (unsigned c = 0; c <= 0xffff; ++c) {
        const unsigned n = gsm7::septets_of(static_cast<char16_t>(c));
        const auto in = [&](const auto& list) { return std::any_of(std::begin(list), std::end(list), [&](char16_t t) { return t == c; }); };
        std::u16string single;
        for (unsigned i = 0; i < 128; ++i)
            if (i != gsm7::escape) single += characters[i];
        std::u16string pairs;
        for (const extension& e : extensions) pairs += e.character;
        if (n != (in(single) ? 1u : in(pairs) ? 2u : 0u)) FAIL_CHECK("U+" << c);
        found += n != 0 ? 1u : 0u;
    }
    CHECK(found == 137);
}

TEST_CASE("gsm7: from any bit on, with zeros in front in the same octet") {
    const std::pair<std::size_t, bytes> packed[] = {
        {0, bytes{hex<"e14d590c">}}, {1, bytes{hex<"c29bb218">}},   {2, bytes{hex<"84376531">}},   {3, bytes{hex<"086fca62">}},
        {4, bytes{hex<"10de94c5">}}, {5, bytes{hex<"20bc298b01">}}, {6, bytes{hex<"4078531603">}}, {7, bytes{hex<"80f0a62c06">}},
    };
    for (const auto& one : packed) {
        const std::size_t start = one.first;
        const bytes expected = one.second;
        CAPTURE(start);
        const auto written = write(u"a\u20acb", start);
        CHECK(equal(bytes{written}, expected));
        CHECK(read(expected, 4, start) == u"a\u20acb");
    }
    // Whole octets in front are the caller's.
    std::array<std::byte, 5> room{std::byte{0xa5}};
    const auto behind = gsm7::encode(u"a\u20acb", room, 8);
    REQUIRE(behind);
    CHECK(equal(behind->octets, hex<"a5e14d590c">));
}

TEST_CASE("gsm7: a character that the alphabet does not have is named by its place") {
    std::array<std::byte, 16> room{};
    for (const auto& [text, at] :
         {std::pair{utf16{u"Zo\u00eb"}, 2u}, std::pair{utf16{u"`"}, 0u}, std::pair{utf16{u"ab\xd83d\xde00"}, 2u}}) {
        CHECK(gsm7::septets_of(text).error() == error{errc::value, at});
        CHECK(gsm7::encode(text, room).error() == error{errc::value, at});
    }
}

TEST_CASE("gsm7: truncations, and room that does not suffice") {
    constexpr bytes packed = hex<"e8329bfd4697d9ec37">;
    std::array<char16_t, 10> room{};
    for (std::size_t n = 0; n < packed.size(); ++n) {
        const std::unique_ptr<std::byte[]> exact{new std::byte[n]};
        copy_bytes(exact.get(), packed.data(), n);
        CHECK(gsm7::decode(bytes{exact.get(), n}, 10, room).error() == error{errc::need_more, n});
    }
    for (std::size_t n = 0; n < 10; ++n)
        CHECK(gsm7::decode(packed, 10, gsl::span<char16_t>{room.data(), n}).error() == error::no_space(10));
    std::array<std::byte, 9> out{};
    for (std::size_t n = 0; n < 9; ++n) CHECK(gsm7::encode(u"hellohello", mutable_bytes{out.data(), n}).error() == error::no_space(9));
    CHECK(out == std::array<std::byte, 9>{});
}

TEST_CASE("gsm7: sizes that no octets have") {
    constexpr bytes packed = hex<"e8329bfd4697d9ec37">;
    std::array<char16_t, 16> room{};
    const std::size_t most = ~std::size_t{};
    for (const std::size_t n : {std::size_t{11}, most / 7, most / 7 + 1, most})
        CHECK(gsm7::decode(packed, n, room).error() == error{errc::need_more, 9});
    for (const std::size_t start : {std::size_t{66}, std::size_t{72}, std::size_t{73}, most})
        CHECK(gsm7::decode(packed, 1, room, start).error() == error{errc::need_more, 9});
    CHECK(gsm7::decode(packed, 1, room, 65));
    CHECK(gsm7::decode(packed, 0, room, 72)->empty());
}
