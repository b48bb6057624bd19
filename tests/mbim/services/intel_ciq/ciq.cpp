// SPDX-License-Identifier: BSL-1.0
/// \file
/// CIQ, CID 1.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/intel_ciq/ciq.hpp>

#include "mbim/services/case.hpp"

namespace cases::intel_ciq_ciq {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::intel_ciq;

constexpr auto info = hex("640062006700");

/// `intel_ciq/1/set@1.0`, 16 bytes.
constexpr auto debug_bytes =
    hex("02000000"      // Mode
        "06000000"      // DebugInfo: size 6
        "640062006700"  // DebugInfo "dbg"
        "0000");        // padding

constexpr ciq_set debug{.mode = 2, .debug_info = bytes{info}};

/// `intel_ciq/1/response@1.0`, 4 bytes.
constexpr auto mode_bytes = hex("02000000");  // Mode

constexpr ciq_info mode{.mode = 2};

static_assert(both_ways(debug_bytes, debug));
static_assert(both_ways(std::array<std::byte, 0>{}, ciq_query{}));
static_assert(both_ways(mode_bytes, mode));

TEST_CASE("intel ciq: decodes, and encodes to the same bytes") {
    CHECK(both_ways(debug_bytes, debug));
    CHECK(both_ways(mode_bytes, mode));
}

TEST_CASE("intel ciq: truncations") {
    check_truncations<ciq_set>(debug_bytes, mbimex::v1, {14, 15});
    check_truncations<ciq_info>(mode_bytes);
}

TEST_CASE("intel ciq: wrong sizes") {
    CHECK(is(fault_of<ciq_set>(with(debug_bytes, 4, 9)), errc::outside, place::of_field(1), 8));
    CHECK(is(fault_of<ciq_set>(with(debug_bytes, 4, 0x80000000)), errc::outside, place::of_field(1), 8));
}

}  // namespace cases::intel_ciq_ciq
