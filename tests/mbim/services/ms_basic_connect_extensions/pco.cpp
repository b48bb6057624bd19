// SPDX-License-Identifier: BSL-1.0
/// \file
/// PCO, CID 9.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_basic_connect_extensions/pco.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_basic_connect_extensions_pco {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_basic_connect_extensions;

/// `ms_basic_connect_extensions/9/response@1.0`, 20 bytes.
constexpr auto options_bytes =
    hex("01000000"        // PcoValue.SessionId
        "07000000"        // PcoValue.PcoDataSize
        "01000000"        // PcoValue.PcoDataType
        "270580000d0000"  // PcoValue.PcoDataBuffer
        "00");            // padding

constexpr auto data = hex("270580000d0000");
constexpr pco options{.value = {.session_id = 1, .type = pco_type::partial, .data = bytes{data}}};

/// `ms_basic_connect_extensions/9/query@1.0`, 12 bytes.
constexpr auto wanted_bytes =
    hex("03000000"    // PcoValue.SessionId
        "00000000"    // PcoValue.PcoDataSize
        "00000000");  // PcoValue.PcoDataType

constexpr pco wanted{.value = {.session_id = 3}};

static_assert(both_ways(options_bytes, options));
static_assert(both_ways(options_bytes, options, mbimex::v4));
static_assert(both_ways(wanted_bytes, wanted));

TEST_CASE("pco: decodes, and encodes to the same bytes") {
    CHECK(both_ways(options_bytes, options));
    CHECK(both_ways(options_bytes, options, mbimex::v4));
    CHECK(both_ways(wanted_bytes, wanted));
}

TEST_CASE("pco: truncations") {
    check_truncations<pco>(options_bytes, mbimex::v1, {19});
    check_truncations<pco>(wanted_bytes);
}

TEST_CASE("pco: the size is that of the bytes behind it") {
    CHECK(is(fault_of<pco>(with(options_bytes, 4, 9)), errc::outside, place::of_field(0, place::no_element, 3), 12));
    CHECK(is(fault_of<pco>(with(options_bytes, 4, 0xffffffff)), errc::outside, place::of_field(0, place::no_element, 3), 12));
    const auto damaged = with(options_bytes, 4, 3);
    const auto shorter = parse<pco>(bytes{damaged});
    REQUIRE(shorter);
    CHECK(cdcnet::equal(shorter->value.data, bytes{data}.first(3)));
}

}  // namespace cases::ms_basic_connect_extensions_pco
