// SPDX-License-Identifier: BSL-1.0
/// \file
/// SAR_CONFIG, CID 1.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/intel_sar/sar_config.hpp>

#include "mbim/services/case.hpp"

namespace cases::intel_sar_sar_config {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::intel_sar;

/// `intel_sar/1/set@1.0`, 8 bytes.
constexpr auto reduced_bytes =
    hex("01000000"    // SarStatus
        "03000000");  // Level 3

constexpr sar_config reduced{.sar_status = 1, .level = 3};

static_assert(both_ways(std::array<std::byte, 0>{}, sar_config_query{}));
static_assert(both_ways(reduced_bytes, reduced));

TEST_CASE("intel sar_config: decodes, and encodes to the same bytes") { CHECK(both_ways(reduced_bytes, reduced)); }

TEST_CASE("intel sar_config: truncations") { check_truncations<sar_config>(reduced_bytes, mbimex::v1, {4}); }

TEST_CASE("intel sar_config: 4 bytes have no level, for standard alone") {
    const auto parsed = parse<sar_config>(bytes{reduced_bytes}.first(4));
    REQUIRE(parsed);
    CHECK(parsed->sar_status == 1);
    CHECK(parsed->level == 0);
}

}  // namespace cases::intel_sar_sar_config
