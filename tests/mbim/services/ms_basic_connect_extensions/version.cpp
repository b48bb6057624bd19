// SPDX-License-Identifier: BSL-1.0
/// \file
/// VERSION, CID 15.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_basic_connect_extensions/version.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_basic_connect_extensions_version {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_basic_connect_extensions;

/// `ms_basic_connect_extensions/15/query@2.0`, 4 bytes.
constexpr auto three_bytes =
    hex("0001"    // MbimVersion 256
        "0003");  // MbimExtendedVersion 768

constexpr version three{.mbim_version = 0x0100, .mbim_extended_version = 0x0300};

static_assert(both_ways(three_bytes, three, mbimex::v2));
static_assert(both_ways(three_bytes, three, mbimex::v4));

TEST_CASE("version: decodes, and encodes to the same bytes") {
    CHECK(both_ways(three_bytes, three, mbimex::v2));
    CHECK(both_ways(three_bytes, three, mbimex::v4));
}

TEST_CASE("version: truncations") { check_truncations<version>(three_bytes, mbimex::v2); }

TEST_CASE("version: a query and its answer, from MBIMEx 2.0 on") {
    CHECK_FALSE(version::id.in(mbimex::v1));
    CHECK(version::id.in(mbimex::v2));
    CHECK(version::id.serves(operation::query));
    CHECK(version::id.serves(operation::response));
    // Nothing in the layout depends on what has been agreed on.
    CHECK(both_ways(three_bytes, three, mbimex::v1));
}

}  // namespace cases::ms_basic_connect_extensions_version
