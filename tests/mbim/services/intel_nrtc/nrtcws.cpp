// SPDX-License-Identifier: BSL-1.0
/// \file
/// NRTAPP and NRTCWS, CIDs 1 and 2.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/intel_nrtc/nrtapp.hpp>
#include <cdcnet/mbim/services/intel_nrtc/nrtcws.hpp>

#include "mbim/services/case.hpp"

namespace cases::intel_nrtc_nrtcws {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::intel_nrtc;

/// `intel_nrtc/1/set@1.0`, 4 bytes.
constexpr auto app_bytes =
    hex("2800"    // Period 40
        "0a00");  // Duration 10

constexpr nrtapp app{.period = 40, .duration = 10};

/// `intel_nrtc/2/set@1.0`, 12 bytes.
constexpr auto state_bytes =
    hex("0100"    // Mode
        "0200"    // WlanActive
        "6c09"    // WlanSafeRx 2412
        "1400"    // WlanBandwidth 20
        "0300"    // BtActive
        "6209");  // BtSafeRx 2402

constexpr nrtcws state{.mode = 1, .wlan_active = 2, .wlan_safe_rx = 2412, .wlan_bandwidth = 20, .bt_active = 3, .bt_safe_rx = 2402};

/// `intel_nrtc/2/notification@1.0`, 16 bytes.
constexpr auto lte_bytes =
    hex("0100"    // LteActive
        "6c09"    // WlanSafeRxMin 2412
        "8a09"    // WlanSafeRxMax 2442
        "6209"    // BtSafeRxMin 2402
        "b009"    // BtSafeRxMax 2480
        "0a00"    // LteSpsPeriod 10
        "0100"    // LteSpsDuration 1
        "0500");  // LteSpsInitialOffset 5

constexpr nrtcws_notification lte{.lte_active = 1,
                                  .wlan_safe_rx_min = 2412,
                                  .wlan_safe_rx_max = 2442,
                                  .bt_safe_rx_min = 2402,
                                  .bt_safe_rx_max = 2480,
                                  .lte_sps_period = 10,
                                  .lte_sps_duration = 1,
                                  .lte_sps_initial_offset = 5};

static_assert(both_ways(std::array<std::byte, 0>{}, nrtapp_query{}));
static_assert(both_ways(app_bytes, app));
static_assert(both_ways(std::array<std::byte, 0>{}, nrtcws_query{}));
static_assert(both_ways(state_bytes, state));
static_assert(both_ways(lte_bytes, lte));

TEST_CASE("intel nrtc: decodes, and encodes to the same bytes") {
    CHECK(both_ways(app_bytes, app));
    CHECK(both_ways(state_bytes, state));
    CHECK(both_ways(lte_bytes, lte));
}

TEST_CASE("intel nrtc: truncations") {
    check_truncations<nrtapp>(app_bytes);
    check_truncations<nrtcws>(state_bytes, mbimex::v1, {2, 4, 6, 8, 10});
    check_truncations<nrtcws_notification>(lte_bytes);
}

TEST_CASE("intel nrtcws: 2 bytes are the mode alone, for standard alone") {
    const auto parsed = parse<nrtcws>(bytes{state_bytes}.first(2));
    REQUIRE(parsed);
    CHECK(mbim::equal(*parsed, nrtcws{.mode = 1}));
}

}  // namespace cases::intel_nrtc_nrtcws
