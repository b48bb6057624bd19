// SPDX-License-Identifier: BSL-1.0
/// \file
/// MULTIFLOW_TFT, CID 4.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/multiflow/multiflow_tft.hpp>

#include "mbim/services/case.hpp"

namespace cases::multiflow_multiflow_tft {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::multiflow;

/// A new template with one filter, for UDP in both directions; then the deletion of a template.  The first reads with its
/// padding, as nothing says where it ends.
constexpr auto udp = hex("2130000230110000");
constexpr auto removal = hex("40000000");
constexpr traffic_flow_template two[] = {{.tft = bytes{udp}}, {.tft = bytes{removal}}};

/// `multiflow/4/response@1.0`, 36 bytes.
constexpr auto templates_bytes =
    hex("03000000"      // SessionId
        "02000000"      // TftCount
        "18000000"      // Tfts[0]: offset 24
        "08000000"      // Tfts[0]: size 8
        "20000000"      // Tfts[1]: offset 32
        "04000000"      // Tfts[1]: size 4
        "213000023011"  // Tfts[0].Tft
        "0000"          // padding
        "40"            // Tfts[1].Tft
        "000000");      // padding

constexpr multiflow_tft_info templates{.session_id = 3, .tfts = two};

static_assert(both_ways(std::array<std::byte, 0>{}, multiflow_tft_query{}));
static_assert(both_ways(templates_bytes, templates));

TEST_CASE("multiflow_tft: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, multiflow_tft_query{}));
    CHECK(both_ways(templates_bytes, templates));
    CHECK(multiflow_tft_info::id.serves(operation::notification));
}

TEST_CASE("multiflow_tft: truncations") { check_truncations<multiflow_tft_info>(templates_bytes); }

TEST_CASE("multiflow_tft: wrong offsets and sizes") {
    check_references<multiflow_tft_info>(templates_bytes, {{8, 12, "Tfts[0]"}, {16, 20, "Tfts[1]"}});
    for (const std::uint32_t count : {4u, 0x20000000u, 0xffffffffu})
        CHECK(is(fault_of<multiflow_tft_info>(with(templates_bytes, 4, count)), errc::count, place::of_field(2), 8));
}

TEST_CASE("multiflow_tft: padding is written, and read as it was counted") {
    const traffic_flow_template bare[] = {{.tft = bytes{udp}.first(6)}, {.tft = bytes{removal}.first(1)}};
    std::array<std::byte, 64> room{};
    const auto built = build(mutable_bytes{room}, multiflow_tft_info{.session_id = 3, .tfts = bare});
    REQUIRE(built);
    CHECK(equal(*built, bytes{templates_bytes}));
    const auto uncounted = with(templates_bytes, 12, 6);
    const auto parsed = parse<multiflow_tft_info>(bytes{uncounted});
    REQUIRE(parsed);
    CHECK(equal(parsed->tfts[0].tft, bytes{udp}.first(6)));
}

}  // namespace cases::multiflow_multiflow_tft
