// SPDX-License-Identifier: BSL-1.0
/// \file
/// MCC and MNC as text, as numbers and in three octets.  The octets are written by hand from the figure of 3GPP TS 24.008,
/// 10.5.1.3.
#include <cdcnet/mbim/plmn.hpp>
#include <string>

#include "constant.hpp"
#include "mbim/wire.hpp"

namespace {

using namespace cdcnet;
using namespace cdcnet::mbim;
using wire_test::hex;

struct known {
    std::string_view text;
    plmn network;
    std::array<std::uint8_t, 3> octets;
};
constexpr known networks[] = {
    {"26201", {262, 1, 2}, {0x62, 0xf2, 0x10}},    {"310410", {310, 410, 3}, {0x13, 0x00, 0x14}},
    {"338020", {338, 20, 3}, {0x33, 0x08, 0x20}},  {"00101", {1, 1, 2}, {0x00, 0xf1, 0x10}},
    {"001001", {1, 1, 3}, {0x00, 0x11, 0x00}},     {"99999", {999, 99, 2}, {0x99, 0xf9, 0x99}},
    {"999999", {999, 999, 3}, {0x99, 0x99, 0x99}}, {"12345", {123, 45, 2}, {0x21, 0xf3, 0x54}},
    {"123456", {123, 456, 3}, {0x21, 0x63, 0x54}},
};
constexpr std::array<std::byte, 3> as_bytes(const std::array<std::uint8_t, 3>& n) {
    return {static_cast<std::byte>(n[0]), static_cast<std::byte>(n[1]), static_cast<std::byte>(n[2])};
}

constexpr bool every_form() {
    for (const known& k : networks) {
        const auto octets = as_bytes(k.octets);
        std::array<char16_t, 6> wide{};
        for (std::size_t i = 0; i < k.text.size(); ++i) wide[i] = static_cast<char16_t>(k.text[i]);
        const bool good = plmn::parse(k.text).value() == k.network &&
                          plmn::parse(std::u16string_view{wide.data(), k.text.size()}).value() == k.network &&
                          plmn::from_octets(octets).value() == k.network && k.network.text() == k.text && k.network.octets() == octets &&
                          k.network.provider_id() == wide;
        if (!good) return false;
    }
    return true;
}
TEST_CONSTANT(every_form());
TEST_CONSTANT(plmn{262, 1, 2} != plmn{263, 1, 2} && plmn{262, 1, 2} != plmn{262, 2, 2} && plmn{262, 1, 2} != plmn{262, 1, 3});
TEST_CONSTANT(plmn::parse(u"26201\0").value() == plmn{262, 1, 2});

TEST_CONSTANT(*plmn::from_tai(262, 0x8001) == plmn{262, 1, 2} && *plmn::from_tai(310, 410) == plmn{310, 410, 3});
TEST_CONSTANT(*plmn::from_tai(999, 0x8063) == plmn{999, 99, 2} && *plmn::from_tai(1, 1) == plmn{1, 1, 3});

constexpr error text_fault(const utf16& text) { return plmn::parse(text).error(); }
TEST_CONSTANT(text_fault(u"") == error{errc::length, 0} && text_fault(u"2620") == error{errc::length, 4});
TEST_CONSTANT(text_fault(u"2620123") == error{errc::length, 6} && text_fault(u"262012345678") == error{errc::length, 6});
TEST_CONSTANT(text_fault(u"26x01") == error{errc::syntax, 2} && text_fault(u"26201 ") == error{errc::syntax, 5});
TEST_CONSTANT(text_fault(u"262\uff1001") == error{errc::syntax, 3});  // a digit, but no ASCII one

constexpr error octet_fault(bytes octets) { return plmn::from_octets(octets).error(); }
TEST_CONSTANT(octet_fault(hex<"">) == error{errc::need_more, 0} && octet_fault(hex<"62f2">) == error{errc::need_more, 2});
TEST_CONSTANT(octet_fault(hex<"a2f210">) == error{errc::value, 0} && octet_fault(hex<"6af210">) == error{errc::value, 0});
TEST_CONSTANT(octet_fault(hex<"62fa10">) == error{errc::value, 1} && octet_fault(hex<"62e210">) == error{errc::value, 1});
TEST_CONSTANT(octet_fault(hex<"62f2f0">) == error{errc::value, 2} && octet_fault(hex<"62f20f">) == error{errc::value, 2});
TEST_CONSTANT(octet_fault(hex<"ffffff">) == error{errc::value, 0});

TEST_CONSTANT(plmn::from_tai(1000, 1).error() == error{errc::value, 0} && plmn::from_tai(1, 0x8064).error() == error{errc::value, 2});
TEST_CONSTANT(plmn::from_tai(1, 1000).error() == error{errc::value, 2});
TEST_CONSTANT(plmn{}.is_valid() && !plmn{1000, 1, 2}.is_valid() && !plmn{1, 100, 2}.is_valid() && !plmn{1, 1, 4}.is_valid());

}  // namespace

TEST_CASE("plmn: every form of a network is the same network") {
    for (const known& k : networks) {
        CAPTURE(k.text);
        CHECK(k.network.text() == k.text);
        CHECK(plmn::parse(k.text).value() == k.network);
        CHECK(k.network.octets() == as_bytes(k.octets));
    }
}

TEST_CASE("plmn: all octets, and what is read from them is written again") {
    std::size_t read = 0;
    for (unsigned n = 0; n < 0x1000000; n += n % 251 + 1) {
        const std::array<std::byte, 3> octets{static_cast<std::byte>(n), static_cast<std::byte>(n >> 8), static_cast<std::byte>(n >> 16)};
        const auto network = plmn::from_octets(octets);
        if (!network) continue;
        ++read;
        CHECK((network->is_valid() && network->octets() == octets && plmn::parse(network->text()).value() == *network));
    }
    CHECK(read > 1000);
}
