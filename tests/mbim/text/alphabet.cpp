// SPDX-License-Identifier: BSL-1.0
/// \file
/// UCS-2 and 8-bit data.
#include <cdcnet/mbim/text/alphabet.hpp>

#include "constant.hpp"
#include "mbim/wire.hpp"

namespace {

using namespace cdcnet;
using namespace cdcnet::mbim;
using wire_test::hex;

constexpr bool reads(auto decode, bytes octets, std::u16string_view expected) {
    std::array<char16_t, 8> room{};
    const auto text = decode(octets, room);
    return text && *text == expected;
}
TEST_CONSTANT(reads(decode_ucs2, hex<"004120ac0416">, u"A\u20ac\u0416"));
TEST_CONSTANT(reads(decode_ucs2, hex<"d83dde00d83d">, std::u16string_view{u"\xd83d\xde00\xd83d", 3}));
TEST_CONSTANT(reads(decode_ucs2, hex<"">, u""));
TEST_CONSTANT(reads(decode_octets, hex<"4100e9ff">, std::u16string_view{u"A\0\u00e9\u00ff", 4}));

}  // namespace

TEST_CASE("alphabet: UCS-2 with the high byte first") {
    std::array<std::byte, 6> out{};
    const auto written = encode_ucs2(u"A\u20ac\u0416", out);
    REQUIRE(written);
    CHECK(equal(*written, hex<"004120ac0416">));
    for (std::size_t n = 0; n < 6; ++n) CHECK(encode_ucs2(u"A\u20ac\u0416", mutable_bytes{out.data(), n}).error() == error::no_space(6));
}

TEST_CASE("alphabet: half a code unit, and room that does not suffice") {
    std::array<char16_t, 3> room{};
    CHECK(decode_ucs2(hex<"004120">, room).error() == error{errc::odd_size, 2});
    CHECK(decode_ucs2(hex<"00">, room).error() == error{errc::odd_size, 0});
    CHECK(decode_ucs2(hex<"0041004200430044">, room).error() == error::no_space(4));
    CHECK(decode_octets(hex<"41424344">, room).error() == error::no_space(4));
}

TEST_CASE("alphabet: names") {
    CHECK(name_of(alphabet::ucs2) == "UCS2");
    CHECK(name_of(message_class::flash) == "FLASH");
    CHECK(name_of(static_cast<alphabet>(3)).empty());
}
