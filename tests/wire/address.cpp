// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/wire/address.hpp>
#include <cstdint>
#include <doctest/doctest.h>
#include <string>

#include "constant.hpp"

#if __has_include(<arpa/inet.h>)
#include <arpa/inet.h>
#endif

using namespace cdcnet;

namespace {

template <class Address>
constexpr Address of(std::initializer_list<unsigned> octets) {
    Address address{};
    std::size_t i = 0;
    for (const unsigned octet : octets) address.octets[i++] = static_cast<std::byte>(octet);
    return address;
}

std::string normalized(std::string_view text) {
    const auto address = ipv6::parse(text);
    return address ? std::string{address->text().view()} : "error";
}

template <class Address>
void refused_at(std::string_view text, std::size_t offset) {
    CAPTURE(text);
    const auto address = Address::parse(text);
    CHECK(!address);
    CHECK(address.error() == error{errc::syntax, offset});
}

/// A small generator, so that every run sees the same texts.
struct dice {
    std::uint32_t state = 1;
    std::uint32_t below(std::uint32_t limit) {
        state = state * 1664525u + 1013904223u;
        return (state >> 8) % limit;
    }
};

TEST_CONSTANT(ipv4::parse("192.0.2.1")->text() == "192.0.2.1");
TEST_CONSTANT(ipv6::parse("2001:DB8::1")->text() == "2001:db8::1");
TEST_CONSTANT(mac_address::parse("02:00:5E:10:00:ff")->text() == "02:00:5e:10:00:ff");
TEST_CONSTANT(mac_address::from_descriptor(u"02005E1000FF")->text() == "02:00:5e:10:00:ff");
TEST_CONSTANT(of<ipv4>({10, 0, 0, 255}).text() == "10.0.0.255");

}  // namespace

TEST_CASE("ipv4: every octet value in every place") {
    for (std::size_t at = 0; at < 4; ++at) {
        for (unsigned value = 0; value < 256; ++value) {
            ipv4 address = of<ipv4>({1, 22, 133, 0});
            address.octets[at] = static_cast<std::byte>(value);
            std::string expected;
            for (std::size_t i = 0; i < 4; ++i)
                expected += (i != 0 ? "." : "") + std::to_string(std::to_integer<unsigned>(address.octets[i]));
            CHECK(address.text().view() == expected);
            CHECK(ipv4::parse(expected).value_or({}) == address);
        }
    }
}

TEST_CASE("ipv4: what is not a dotted quad") {
    refused_at<ipv4>("", 0);
    refused_at<ipv4>("1", 1);
    refused_at<ipv4>("1.2.3", 5);
    refused_at<ipv4>("1.2.3.", 6);
    refused_at<ipv4>("1..2.3", 2);
    refused_at<ipv4>("1.2.3.4.", 7);
    refused_at<ipv4>("1.2.3.256", 8);
    refused_at<ipv4>("1.2.3.1000", 9);
    refused_at<ipv4>("01.2.3.4", 1);
    refused_at<ipv4>("1.2.3.00", 7);
    refused_at<ipv4>("1.2.3.1/", 7);
    refused_at<ipv4>("1.2.3.:", 6);
    refused_at<ipv4>(" 1.2.3.4", 0);
    refused_at<ipv4>("1.2.3.4 ", 7);
    refused_at<ipv4>("-1.2.3.4", 0);
    refused_at<ipv4>("0x1.2.3.4", 1);
}

TEST_CASE("ipv6: the examples of RFC 5952") {
    CHECK(normalized("2001:db8:0:0:1:0:0:1") == "2001:db8::1:0:0:1");
    CHECK(normalized("2001:0db8:0:0:1:0:0:1") == "2001:db8::1:0:0:1");
    CHECK(normalized("2001:db8::1:0:0:1") == "2001:db8::1:0:0:1");
    CHECK(normalized("2001:db8::0:1:0:0:1") == "2001:db8::1:0:0:1");
    CHECK(normalized("2001:0db8::1:0:0:1") == "2001:db8::1:0:0:1");
    CHECK(normalized("2001:db8:0:0:1::1") == "2001:db8::1:0:0:1");
    CHECK(normalized("2001:db8:0000:0:1::1") == "2001:db8::1:0:0:1");
    CHECK(normalized("2001:DB8:0:0:1::1") == "2001:db8::1:0:0:1");
    CHECK(normalized("2001:db8:aaaa:bbbb:cccc:dddd:eeee:0001") == "2001:db8:aaaa:bbbb:cccc:dddd:eeee:1");
    CHECK(normalized("2001:db8:0:0:0::1") == "2001:db8::1");
    CHECK(normalized("2001:db8::aaaa:0:0:1") == "2001:db8::aaaa:0:0:1");
    CHECK(normalized("2001:db8:0:0:aaaa::1") == "2001:db8::aaaa:0:0:1");
    CHECK(normalized("2001:db8:0:0:0:0:2:1") == "2001:db8::2:1");
    CHECK(normalized("2001:db8::1:1:1:1:1") == "2001:db8:0:1:1:1:1:1");
    CHECK(normalized("2001:0:0:1:0:0:0:1") == "2001:0:0:1::1");
    CHECK(normalized("::ffff:192.0.2.1") == "::ffff:192.0.2.1");
    CHECK(normalized("0:0:0:0:0:ffff:c000:201") == "::ffff:192.0.2.1");
}

TEST_CASE("ipv6: the examples of RFC 4291") {
    CHECK(normalized("ABCD:EF01:2345:6789:ABCD:EF01:2345:6789") == "abcd:ef01:2345:6789:abcd:ef01:2345:6789");
    CHECK(normalized("2001:DB8:0:0:8:800:200C:417A") == "2001:db8::8:800:200c:417a");
    CHECK(normalized("FF01::101") == "ff01::101");
    CHECK(normalized("::1") == "::1");
    CHECK(normalized("::") == "::");
    CHECK(normalized("0:0:0:0:0:0:13.1.68.3") == "::d01:4403");
    CHECK(normalized("::13.1.68.3") == "::d01:4403");
    CHECK(normalized("::FFFF:129.144.52.38") == "::ffff:129.144.52.38");
}

TEST_CASE("ipv6: runs of zeros at the ends") {
    CHECK(normalized("1::") == "1::");
    CHECK(normalized("1:0:0:0:0:0:0:0") == "1::");
    CHECK(normalized("0:0:1:0:0:0:0:0") == "0:0:1::");
    CHECK(normalized("1:2:3:4:5:6:7:0") == "1:2:3:4:5:6:7:0");
    CHECK(normalized("1:2:3:4:5:6:0:0") == "1:2:3:4:5:6::");
    CHECK(normalized("0:2:3:4:5:6:7:8") == "0:2:3:4:5:6:7:8");
    CHECK(normalized("1:2:3:4:5:6:7::") == "1:2:3:4:5:6:7:0");
    CHECK(normalized("::2:3:4:5:6:7:8") == "0:2:3:4:5:6:7:8");
    CHECK(normalized("64:ff9b::1.2.3.4") == "64:ff9b::102:304");
    CHECK(of<ipv6>({0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}).text().size() == 39);
}

TEST_CASE("ipv6: what is not an address") {
    refused_at<ipv6>("", 0);
    refused_at<ipv6>(":", 1);
    refused_at<ipv6>(":1", 1);
    refused_at<ipv6>(":::", 2);
    refused_at<ipv6>("1:::2", 3);
    refused_at<ipv6>("1::2::3", 5);
    refused_at<ipv6>("1:2:3:4:5:6:7", 13);
    refused_at<ipv6>("1:2:3:4:5:6:7:", 14);
    refused_at<ipv6>("1:2:3:4:5:6:7:8:", 16);
    refused_at<ipv6>("1:2:3:4:5:6:7:8:9", 16);
    refused_at<ipv6>("1::2:3:4:5:6:7:8", 16);
    refused_at<ipv6>("12345::", 4);
    refused_at<ipv6>("g::", 0);
    refused_at<ipv6>("::1%eth0", 3);
    refused_at<ipv6>("::/64", 2);
    refused_at<ipv6>("::1.2.3", 7);
    refused_at<ipv6>("::1.2.3.4:5", 9);
    refused_at<ipv6>("::01.2.3.4", 3);
    refused_at<ipv6>("1:2:3:4:5:6:7:1.2.3.4", 15);
    refused_at<ipv6>("1.2.3.4", 1);
}

#if __has_include(<arpa/inet.h>)
TEST_CASE("ipv6: the same verdict and the same address as the system's parser") {
    // Texts from the characters that matter, most of them wrong in one place.
    dice next;
    std::size_t accepted = 0;
    for (int round = 0; round < 200000; ++round) {
        std::string text;
        const std::uint32_t pieces = 1 + next.below(10);
        for (std::uint32_t i = 0; i < pieces; ++i) {
            static constexpr const char* parts[] = {
                "0", "1", "ab", "FFFF", "0db8", "00000", "::", ":", ":", ":", "1.2.3.4", ":7:", "192.0.2.255"};
            text += parts[next.below(13)];
        }
        std::uint8_t expected[16]{};
        const bool valid = inet_pton(AF_INET6, text.c_str(), expected) == 1;
        const auto parsed = ipv6::parse(text);
        CAPTURE(text);
        REQUIRE(parsed.has_value() == valid);
        if (!valid) continue;
        ++accepted;
        for (std::size_t i = 0; i < 16; ++i) REQUIRE(std::to_integer<std::uint8_t>(parsed->octets[i]) == expected[i]);
    }
    CHECK(accepted > 1000);
}

TEST_CASE("ipv6: the same text as the system's, but for the deprecated IPv4-compatible form") {
    dice next;
    for (int round = 0; round < 50000; ++round) {
        ipv6 address{};
        for (std::size_t i = 0; i < 16; ++i) {
            const bool zero = next.below(3) != 0 && i % 2 == 0;
            address.octets[i] = zero || next.below(2) == 0 ? std::byte{} : static_cast<std::byte>(next.below(256));
        }
        char expected[INET6_ADDRSTRLEN]{};
        REQUIRE(inet_ntop(AF_INET6, address.octets.data(), expected, sizeof expected) != nullptr);
        if (std::string_view{expected}.find('.') == std::string_view::npos) REQUIRE(address.text().view() == expected);
        REQUIRE(ipv6::parse(address.text()).value_or({}) == address);
    }
}
#endif

TEST_CASE("mac_address: the three ways to write it") {
    const auto expected = of<mac_address>({0x02, 0x00, 0x5e, 0x10, 0x00, 0xff});
    CHECK(mac_address::parse("02:00:5e:10:00:ff").value_or({}) == expected);
    CHECK(mac_address::parse("02-00-5E-10-00-FF").value_or({}) == expected);
    CHECK(mac_address::parse("02005e1000ff").value_or({}) == expected);
    refused_at<mac_address>("", 0);
    refused_at<mac_address>("02:00-5e:10:00:ff", 5);
    refused_at<mac_address>("02:00:5e:10:00", 14);
    refused_at<mac_address>("02:00:5e:10:00:ff:", 17);
    refused_at<mac_address>("02:00:5e:10:00:fg", 16);
    refused_at<mac_address>("02005e1000f", 11);
    refused_at<mac_address>("02005e:1000ff", 6);
    refused_at<mac_address>("2:0:5e:10:0:ff", 1);
}

TEST_CASE("mac_address: the string descriptor") {
    const auto expected = of<mac_address>({0xab, 0xcd, 0xef, 0x01, 0x23, 0x45});
    CHECK(mac_address::from_descriptor(u"ABCDEF012345").value_or({}) == expected);
    CHECK(mac_address::from_descriptor(u"abcdef012345").value_or({}) == expected);
    const auto digits = expected.descriptor_text();
    CHECK(std::u16string_view{digits.data(), digits.size()} == u"ABCDEF012345");
    CHECK(mac_address::from_descriptor(std::u16string_view{u"ABCDEF012345\0\0", 14}).value_or({}) == expected);
    CHECK(mac_address::from_descriptor(u"AB:CD:EF:01:23:45").error() == error{errc::syntax, 2});
    CHECK(mac_address::from_descriptor(u"ABCDEF01234").error() == error{errc::syntax, 11});
    CHECK(mac_address::from_descriptor(u"ABCDEF0123456").error() == error{errc::syntax, 12});
    // U+FF11 and U+0131 are no digits although one of their bytes is.
    CHECK(mac_address::from_descriptor(u"ABCDEF01234\uff11").error() == error{errc::syntax, 11});
    CHECK(mac_address::from_descriptor(u"\u0131BCDEF012345").error() == error{errc::syntax, 0});
}

TEST_CASE("mac_address: a placeholder is a group address") {
    CHECK(mac_address::from_descriptor(u"FFFFFFFFFFFF")->is_group());
    CHECK(!mac_address::from_descriptor(u"FEFFFFFFFFFF")->is_group());
}

TEST_CASE("mac_address: every digit in the string descriptor") {
    const auto digits = of<mac_address>({0x01, 0x23, 0x45, 0x67, 0x89, 0xab}).descriptor_text();
    CHECK(std::u16string_view{digits.data(), digits.size()} == u"0123456789AB");
}

TEST_CASE("mac_address: a separator that has nothing behind it") { refused_at<mac_address>("02:", 3); }

TEST_CASE("addresses: from bytes") {
    const std::array<std::byte, 6> wire{std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}, std::byte{5}, std::byte{6}};
    CHECK(mac_address::from(wire.data()) == of<mac_address>({1, 2, 3, 4, 5, 6}));
    CHECK(ipv4::from(wire.data()) == of<ipv4>({1, 2, 3, 4}));
}

TEST_CASE("ipv6: mapped addresses begin with 80 zero bits") {
    CHECK(ipv6::parse("::ffff:192.0.2.1")->is_ipv4_mapped());
    for (const std::string_view text : {"1::ffff:c000:201", "0:0:0:0:1:ffff:c000:201", "::fffe:c000:201", "::192.0.2.1"})
        CHECK_FALSE(ipv6::parse(text)->is_ipv4_mapped());
}

TEST_CASE("ipv6: a dotted quad takes two groups, and a gap at least one") { refused_at<ipv6>("1:2:3:4:5:6::1.2.3.4", 14); }

/// A text that ends inside a longer one reads like one that ends in memory.
template <class Address>
void ends_where_it_ends(std::string_view whole) {
    for (std::size_t n = 0; n <= whole.size(); ++n) {
        const std::string_view part = whole.substr(0, n);
        CAPTURE(part);
        const auto inside = Address::parse(part);
        const auto alone = Address::parse(std::string{part});
        CHECK(inside.error() == alone.error());
        CHECK(inside.value_or({}) == alone.value_or({}));
    }
}

TEST_CASE("addresses: what stands behind a text is not looked at") {
    ends_where_it_ends<ipv4>("192.0.2.123");
    for (const std::string_view text : {"2001:db8::1:22", "::ffff:192.0.2.1", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:192.0.2.1", "fe80::"})
        ends_where_it_ends<ipv6>(text);
    for (const std::string_view text : {"02:00:5e:10:00:ff", "02-00-5e-10-00-ff", "02005e1000ff"}) ends_where_it_ends<mac_address>(text);
}
