// SPDX-License-Identifier: BSL-1.0
/// \file
/// ADPCLK_MODE, CID 0x02000010.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/intel_adaptive_clocking/adpclk_mode.hpp>

#include "mbim/services/case.hpp"

namespace cases::intel_adaptive_clocking_adpclk_mode {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::intel_adaptive_clocking;

/// `intel_adaptive_clocking/33554448/set@1.0`, 4 bytes.
constexpr auto on_bytes = hex("01000000");  // ActivateState

constexpr adpclk_mode_set on{.activate_state = 1};

constexpr adpclk_freq_value in_use[] = {
    {.center_frequency = 0x100000002, .frequency_spread = 3, .noise_power = 4, .rssi = 5, .connect_status = 6}};

/// `intel_adaptive_clocking/33554448/notification@1.0`, 36 bytes.
constexpr auto frequency_bytes =
    hex("01000000"          // ValuesCount
        "0c000000"          // Values[0]: offset 12
        "18000000"          // Values[0]: size 24
        "0200000001000000"  // Values[0].CenterFrequency
        "03000000"          // Values[0].FrequencySpread
        "04000000"          // Values[0].NoisePower
        "05000000"          // Values[0].Rssi
        "06000000");        // Values[0].ConnectStatus

constexpr adpclk_mode_info frequency{.values = in_use};

static_assert(both_ways(on_bytes, on));
static_assert(both_ways(std::array<std::byte, 0>{}, adpclk_mode_query{}));
static_assert(both_ways(frequency_bytes, frequency));

TEST_CASE("intel adpclk_mode: decodes, and encodes to the same bytes") {
    CHECK(both_ways(on_bytes, on));
    CHECK(both_ways(frequency_bytes, frequency));
}

TEST_CASE("intel adpclk_mode: truncations") {
    check_truncations<adpclk_mode_set>(on_bytes);
    check_truncations<adpclk_mode_info>(frequency_bytes);
}

TEST_CASE("intel adpclk_mode: wrong offsets and sizes") { check_references<adpclk_mode_info>(frequency_bytes, {{4, 8, "Values[0]"}}); }

TEST_CASE("intel adpclk_mode: a value may end early, for standard alone") {
    for (std::uint32_t size = 0; size <= 24; ++size) {
        INFO(size);
        const auto shorter = with(frequency_bytes, 8, size);
        const auto parsed = parse<adpclk_mode_info>(bytes{shorter});
        REQUIRE(bool(parsed) == (size >= 12 && size % 4 == 0));
        CHECK(bool(parse<adpclk_mode_info>(bytes{shorter}, mbimex::v1, tolerance::strict)) == (size == 24));
        if (!parsed) continue;
        const adpclk_freq_value value = parsed->values[0];
        CHECK(value.center_frequency == 0x100000002);
        CHECK(value.frequency_spread == 3);
        CHECK(value.noise_power == (size >= 16 ? 4 : 0));
        CHECK(value.rssi == (size >= 20 ? 5 : 0));
        CHECK(value.connect_status == (size >= 24 ? 6 : 0));
    }
}

}  // namespace cases::intel_adaptive_clocking_adpclk_mode
