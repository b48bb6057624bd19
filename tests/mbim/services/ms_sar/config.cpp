// SPDX-License-Identifier: BSL-1.0
/// \file
/// CONFIG, CID 1.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_sar/config.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_sar_config {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_sar;

constexpr sar_config_state antennas[] = {{.antenna_index = 0, .backoff_index = 3}, {.antenna_index = 1, .backoff_index = 5}};

/// `ms_sar/1/set@1.0`, 44 bytes.
constexpr auto lower_bytes =
    hex("01000000"    // Mode
        "01000000"    // BackoffState
        "02000000"    // ConfigStatesCount
        "1c000000"    // ConfigStates[0]: offset 28
        "08000000"    // ConfigStates[0]: size 8
        "24000000"    // ConfigStates[1]: offset 36
        "08000000"    // ConfigStates[1]: size 8
        "00000000"    // ConfigStates[0].AntennaIndex
        "03000000"    // ConfigStates[0].BackoffIndex
        "01000000"    // ConfigStates[1].AntennaIndex
        "05000000");  // ConfigStates[1].BackoffIndex

constexpr config_set lower{.mode = sar_control_mode::os, .backoff_state = sar_backoff_state::enabled, .config_states = antennas};

/// `ms_sar/1/set@1.0`, 12 bytes.
constexpr auto hand_over_bytes =
    hex("00000000"    // Mode
        "00000000"    // BackoffState
        "00000000");  // ConfigStatesCount

constexpr config_set hand_over{.mode = sar_control_mode::device};

/// `ms_sar/1/response@1.0`, 48 bytes.
constexpr auto state_bytes =
    hex("01000000"    // Mode
        "00000000"    // BackoffState
        "01000000"    // WifiIntegration
        "02000000"    // ConfigStatesCount
        "20000000"    // ConfigStates[0]: offset 32
        "08000000"    // ConfigStates[0]: size 8
        "28000000"    // ConfigStates[1]: offset 40
        "08000000"    // ConfigStates[1]: size 8
        "00000000"    // ConfigStates[0].AntennaIndex
        "03000000"    // ConfigStates[0].BackoffIndex
        "01000000"    // ConfigStates[1].AntennaIndex
        "05000000");  // ConfigStates[1].BackoffIndex

constexpr config_info state{.mode = sar_control_mode::os,
                            .backoff_state = sar_backoff_state::disabled,
                            .wifi_integration = sar_wifi_hardware_state::not_integrated,
                            .config_states = antennas};

static_assert(both_ways(std::array<std::byte, 0>{}, config_query{}));
static_assert(both_ways(lower_bytes, lower));
static_assert(both_ways(hand_over_bytes, hand_over));
static_assert(both_ways(state_bytes, state));

TEST_CASE("sar config: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, config_query{}));
    CHECK(both_ways(lower_bytes, lower));
    CHECK(both_ways(hand_over_bytes, hand_over));
    CHECK(both_ways(state_bytes, state));
    CHECK(both_ways(state_bytes, state, mbimex::v4));
}

TEST_CASE("sar config: truncations") {
    check_truncations<config_set>(lower_bytes);
    check_truncations<config_set>(hand_over_bytes);
    check_truncations<config_info>(state_bytes);
}

TEST_CASE("sar config: wrong offsets and sizes") {
    check_references<config_set>(lower_bytes, {{12, 16, "ConfigStates[0]"}, {20, 24, "ConfigStates[1]"}});
    check_references<config_info>(state_bytes, {{16, 20, "ConfigStates[0]"}, {24, 28, "ConfigStates[1]"}});
    for (const std::uint32_t count : {5u, 0x20000000u, 0xffffffffu})
        CHECK(is(fault_of<config_info>(with(state_bytes, 12, count)), errc::count, place::of_field(4), 16));
    CHECK(is(fault_of<config_info>(with(state_bytes, 20, 7)), errc::element_size, place::of_field(4, 0), 16));
}

TEST_CASE("sar config: 0 is integrated") {
    const auto damaged = with(state_bytes, 8, 0);
    const auto parsed = parse<config_info>(bytes{damaged});
    REQUIRE(parsed);
    CHECK(name_of(parsed->wifi_integration) == "INTEGRATED");
}

}  // namespace cases::ms_sar_config
