// SPDX-License-Identifier: BSL-1.0
/// \file
/// Text of USSD.  The octets come from a program that works on lists of bits; the data coding schemes from the table of
/// 3GPP TS 23.038, 5.
#include <cdcnet/mbim/text/ussd.hpp>
#include <string>

#include "constant.hpp"
#include "mbim/wire.hpp"

namespace {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ussd;
using wire_test::hex;

constexpr bool reads(std::uint32_t scheme, bytes payload, std::u16string_view expected) {
    std::array<char16_t, 32> room{};
    const auto text = decode(scheme, payload, room);
    return text && *text == expected;
}
constexpr bool writes(const utf16& text, std::uint32_t scheme, bytes expected) {
    std::array<std::byte, max_payload> room{};
    const auto written = encode(text, room);
    return written && written->data_coding_scheme == scheme && equal(written->payload, expected);
}

TEST_CONSTANT(reads(15, hex<"aa180c3602">, u"*100#") && writes(u"*100#", 15, hex<"aa180c3602">));
TEST_CONSTANT(reads(15, hex<"31d98c56b3dd1a">, u"1234567") && writes(u"1234567", 15, hex<"31d98c56b3dd1a">));
TEST_CONSTANT(reads(15, hex<"31d98c56b3dd70">, u"12345678") && writes(u"12345678", 15, hex<"31d98c56b3dd70">));
TEST_CONSTANT(reads(15, hex<"31d98c56b3dd1a0d">, u"1234567\r\r") && writes(u"1234567\r", 15, hex<"31d98c56b3dd1a0d">));
TEST_CONSTANT(reads(0x48, hex<"00410416">, u"A\u0416") && writes(u"A\u0416", 0x48, hex<"00410416">));
TEST_CONSTANT(reads(0x44, hex<"41e9">, u"A\u00e9"));
TEST_CONSTANT(reads(15, hex<"">, u"") && writes(u"", 15, hex<"">));
// The language in front: "de", carriage return; and "ru" in two octets.
TEST_CONSTANT(reads(0x10, hex<"e472031966b3df">, u"Hallo") && language_of(0x10, hex<"e472031966b3df">) == "de");
TEST_CONSTANT(reads(0x11, hex<"f23a04140430">, u"\u0414\u0430") && language_of(0x11, hex<"f23a04140430">) == "ru");
TEST_CONSTANT(reads(0x10, hex<"31d98c56b3dd70">, u"12345678") && language_of(0x10, hex<"31d98c56b3dd70">).empty());
TEST_CONSTANT(reads(0x10, hex<"e4">, u"d") && reads(0x11, hex<"">, u"") && language_of(15, hex<"e472031966b3df">).empty());
// A header in front: two octets and their number.
TEST_CONSTANT(reads(0x90, hex<"02990010168f1b">, u"abc"));
TEST_CONSTANT(reads(0x98,
                    hex<"0199"
                        "0041">,
                    u"A"));
TEST_CONSTANT(reads(0x90, hex<"02990000">, u"") && reads(0x90, hex<"">, u""));

// 3GPP TS 23.038, 5, row by row.
TEST_CONSTANT(coding_of(0x00) == data_coding{} && coding_of(0x0f) == data_coding{} && coding_of(0x21) == data_coding{});
TEST_CONSTANT(coding_of(0x10) == data_coding{.names_language = true});
TEST_CONSTANT(coding_of(0x11) == data_coding{.alphabet = alphabet::ucs2, .names_language = true});
TEST_CONSTANT(coding_of(0x12) == data_coding{} && coding_of(0x3f) == data_coding{});
TEST_CONSTANT(coding_of(0x40) == data_coding{} && coding_of(0x44) == data_coding{.alphabet = alphabet::octets});
TEST_CONSTANT(coding_of(0x48) == data_coding{.alphabet = alphabet::ucs2} && coding_of(0x4c) == data_coding{});
TEST_CONSTANT(coding_of(0x68) == data_coding{.alphabet = alphabet::ucs2, .compressed = true});
TEST_CONSTANT(coding_of(0x51) == data_coding{.message_class = message_class::equipment});
TEST_CONSTANT(coding_of(0x98) == data_coding{.alphabet = alphabet::ucs2, .has_header = true, .message_class = message_class::flash});
TEST_CONSTANT(coding_of(0x80) == data_coding{} && coding_of(0xa0) == data_coding{} && coding_of(0xe5) == data_coding{});
TEST_CONSTANT(coding_of(0xf6) == data_coding{.alphabet = alphabet::octets, .message_class = message_class::sim});
TEST_CONSTANT(coding_of(0xf3) == data_coding{.message_class = message_class::terminal});
TEST_CONSTANT(coding_of(0xffffff48) == coding_of(0x48));

}  // namespace

TEST_CASE("ussd text: what cannot be read") {
    std::array<char16_t, 8> room{};
    CHECK(decode(0x60, hex<"0102">, room).error() == error{errc::value, 0});
    CHECK(decode(0x48, hex<"004100">, room).error() == error{errc::odd_size, 2});
    CHECK(decode(0x11, hex<"f23a00">, room).error() == error{errc::odd_size, 2});
    CHECK(decode(0x90, hex<"039900">, room).error() == error{errc::need_more, 3});
    CHECK(decode(15, hex<"aa180c3602aa180c3602">, room).error() == error::no_space(11));
}

TEST_CASE("ussd text: the longest payload") {
    std::array<std::byte, max_payload> room{};
    const std::u16string most(182, u'x');
    const auto written = encode(most, room);
    REQUIRE(written);
    CHECK(written->payload.size() == 160);
    CHECK(equal(written->payload.subspan(156), hex<"1e8fc703">));
    CHECK(encode(most + u'x', room).error() == error{errc::too_long, 182});
    CHECK(encode(std::u16string(90, u'x') + std::u16string(60, u'{'), room).error() == error{errc::too_long, 136});

    const std::u16string wide(80, u'\u0416');
    const auto written_wide = encode(wide, room);
    REQUIRE(written_wide);
    CHECK(written_wide->payload.size() == 160);
    CHECK(encode(wide + u'x', room).error() == error{errc::too_long, 80});
    CHECK(encode(wide, mutable_bytes{room.data(), 159}).error() == error::no_space(160));
    CHECK(encode(most, mutable_bytes{room.data(), 159}).error() == error::no_space(160));
}

TEST_CASE("ussd text: every scheme with every truncation") {
    constexpr bytes payload = hex<"e472031966b3df03f23a0414043000990010168f01">;
    for (std::uint32_t scheme = 0; scheme < 256; ++scheme) {
        for (std::size_t n = 0; n <= payload.size(); ++n) {
            const std::unique_ptr<std::byte[]> exact{new std::byte[n]};
            copy_bytes(exact.get(), payload.data(), n);
            std::vector<char16_t> room(n * 8 / 7);
            const auto text = decode(scheme, bytes{exact.get(), n}, room);
            if (!text) CHECK((text.error().offset() <= n && text.error().code() != errc::no_space));
        }
    }
}
