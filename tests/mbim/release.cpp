// SPDX-License-Identifier: BSL-1.0
/// \file
/// Which release two peers agree on.  Expected values: reference/usb.json, `mbimex_negotiation`.
#include <doctest/doctest.h>

#include <cdcnet/mbim/release.hpp>

#include "constant.hpp"

namespace {

using namespace cdcnet;
using mbim::agreed_by_function;
using mbim::agreed_by_host;
using mbim::bcd_of;
using mbim::release_of;
constexpr std::nullopt_t absent = std::nullopt;

// BCD: the release before the point in the high byte.
TEST_CONSTANT(bcd_of(mbimex::v1) == 0x0100 && bcd_of(mbimex::v2) == 0x0200);
TEST_CONSTANT(bcd_of(mbimex::v3) == 0x0300 && bcd_of(mbimex::v4) == 0x0400);
TEST_CONSTANT(release_of(0x0100) == mbimex::v1 && release_of(0x0200) == mbimex::v2);
TEST_CONSTANT(release_of(0x0300) == mbimex::v3 && release_of(0x0400) == mbimex::v4);
// Versions that nobody has heard of: the newest known one that is not newer.
TEST_CONSTANT(release_of(0x0500) == mbimex::v4 && release_of(0x1000) == mbimex::v4 && release_of(0xffff) == mbimex::v4);
TEST_CONSTANT(release_of(0x0401) == mbimex::v4 && release_of(0x0399) == mbimex::v3 && release_of(0x0210) == mbimex::v2);
TEST_CONSTANT(release_of(0x0150) == mbimex::v1 && release_of(0x00ff) == mbimex::v1 && release_of(0) == mbimex::v1);

// The descriptor alone; without it, and without a VERSION CID, a function speaks 1.0.
TEST_CONSTANT(agreed_by_host(mbimex::v4, absent, absent) == mbimex::v1);
TEST_CONSTANT(agreed_by_host(mbimex::v4, 0x0100, absent) == mbimex::v1);
TEST_CONSTANT(agreed_by_host(mbimex::v4, 0x0300, absent) == mbimex::v3);
TEST_CONSTANT(agreed_by_host(mbimex::v4, 0x0500, absent) == mbimex::v4);
// The answer alone, and the higher of both.
TEST_CONSTANT(agreed_by_host(mbimex::v4, absent, 0x0200) == mbimex::v2);
TEST_CONSTANT(agreed_by_host(mbimex::v4, 0x0100, 0x0300) == mbimex::v3);
TEST_CONSTANT(agreed_by_host(mbimex::v4, 0x0300, 0x0100) == mbimex::v3);
TEST_CONSTANT(agreed_by_host(mbimex::v4, 0x0200, 0) == mbimex::v2);
// Never more than the host knows.
TEST_CONSTANT(agreed_by_host(mbimex::v1, 0x0400, 0x0400) == mbimex::v1);
TEST_CONSTANT(agreed_by_host(mbimex::v2, 0x0100, 0x0300) == mbimex::v2);

TEST_CONSTANT(agreed_by_function(mbimex::v4, absent) == mbimex::v1);
TEST_CONSTANT(agreed_by_function(mbimex::v4, 0x0200) == mbimex::v2);
TEST_CONSTANT(agreed_by_function(mbimex::v2, 0x0400) == mbimex::v2);
TEST_CONSTANT(agreed_by_function(mbimex::v3, 0x0700) == mbimex::v3);
TEST_CONSTANT(agreed_by_function(mbimex::v4, 0) == mbimex::v1);

}  // namespace

TEST_CASE("releases: there and back, and both sides agree") {
    constexpr mbim::release releases[] = {mbimex::v1, mbimex::v2, mbimex::v3, mbimex::v4};
    for (const mbim::release host : releases) {
        CHECK(release_of(bcd_of(host)) == host);
        for (const mbim::release function : releases) {
            const mbim::release expected = host < function ? host : function;
            CHECK(agreed_by_host(host, absent, bcd_of(function)) == expected);
            CHECK(agreed_by_host(host, bcd_of(function), bcd_of(function)) == expected);
            CHECK(agreed_by_function(function, bcd_of(host)) == expected);
        }
    }
    for (unsigned bcd = 1; bcd <= 0xffff; ++bcd)
        CHECK(release_of(static_cast<std::uint16_t>(bcd)) >= release_of(static_cast<std::uint16_t>(bcd - 1)));
}
