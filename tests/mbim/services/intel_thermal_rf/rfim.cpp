// SPDX-License-Identifier: BSL-1.0
/// \file
/// RFIM, CID 9, and THERMAL_STATE, CID 0x02000100.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/intel_thermal_rf.hpp>

#include "mbim/services/case.hpp"

namespace cases::intel_thermal_rf_rfim {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::intel_thermal_rf;

/// `intel_thermal_rf/9/set@1.0`, 4 bytes.
constexpr auto on_bytes = hex("01000000");  // ActivationState

constexpr rfim_set on{.activation_state = bool32::true_};

constexpr rfim_frequency_value cells[] = {{.serving_cell_info = serving_cell_info::pcell,
                                           .center_frequency = 1'842'500'000,
                                           .bandwidth = 20'000'000,
                                           .rsrp = 100,
                                           .rsrq = 10,
                                           .sinr = 20,
                                           .rssi = 70,
                                           .connection_status = bool32::true_},
                                          {.serving_cell_info = serving_cell_info::radio_off, .center_frequency = 0x100000002}};

/// `intel_thermal_rf/9/notification@1.0`, 92 bytes.
constexpr auto frequencies_bytes =
    hex("02000000"          // RfimFrequencyValuesCount
        "14000000"          // RfimFrequencyValues[0]: offset 20
        "24000000"          // RfimFrequencyValues[0]: size 36
        "38000000"          // RfimFrequencyValues[1]: offset 56
        "24000000"          // RfimFrequencyValues[1]: size 36
        "00000000"          // RfimFrequencyValues[0].ServingCellInfo
        "a051d26d00000000"  // RfimFrequencyValues[0].CenterFrequency 1842500000
        "002d3101"          // RfimFrequencyValues[0].Bandwidth 20000000
        "64000000"          // RfimFrequencyValues[0].RSRP 100
        "0a000000"          // RfimFrequencyValues[0].RSRQ 10
        "14000000"          // RfimFrequencyValues[0].SINR 20
        "46000000"          // RfimFrequencyValues[0].RSSI 70
        "01000000"          // RfimFrequencyValues[0].ConnectionStatus
        "ffffffff"          // RfimFrequencyValues[1].ServingCellInfo
        "0200000001000000"  // RfimFrequencyValues[1].CenterFrequency
        "00000000"          // RfimFrequencyValues[1].Bandwidth
        "00000000"          // RfimFrequencyValues[1].RSRP
        "00000000"          // RfimFrequencyValues[1].RSRQ
        "00000000"          // RfimFrequencyValues[1].SINR
        "00000000"          // RfimFrequencyValues[1].RSSI
        "00000000");        // RfimFrequencyValues[1].ConnectionStatus

constexpr rfim_info frequencies{.frequency_values = cells};

/// `intel_thermal_rf/33554688/set@1.0`, 96 bytes.
constexpr auto thresholds_bytes =
    hex("010000000100000001000000840300001e00000001000000"    // Threshold0: Enable, TempSensorId, AlarmId, 900, 30, SamplingPeriod
        "010000000200000002000000e80300001e00000002000000"    // Threshold1: Enable, TempSensorId, AlarmId, 1000, 30, SamplingPeriod
        "0000000003000000030000004c0400001e00000003000000"    // Threshold2: Enable, TempSensorId, AlarmId, 1100, 30, SamplingPeriod
        "000000000400000004000000b00400001e00000004000000");  // Threshold3: Enable, TempSensorId, AlarmId, 1200, 30, SamplingPeriod

constexpr thermal_state_set thresholds{.threshold0 = {1, 1, 1, 900, 30, 1},
                                       .threshold1 = {1, 2, 2, 1000, 30, 2},
                                       .threshold2 = {0, 3, 3, 1100, 30, 3},
                                       .threshold3 = {0, 4, 4, 1200, 30, 4}};

/// `intel_thermal_rf/33554688/query@1.0`, 4 bytes.
constexpr auto sensor_bytes = hex("02000000");  // TempSensorId

constexpr thermal_state_query sensor{.temp_sensor_id = 2};

/// `intel_thermal_rf/33554688/response@1.0`, 28 bytes.
constexpr auto temperature_bytes =
    hex("a5010000"    // CurrentTempValue 421
        "01000000"    // Enable
        "02000000"    // TempSensorId
        "03000000"    // AlarmId
        "84030000"    // ThresholdValue 900
        "1e000000"    // HystValue 30
        "05000000");  // SamplingPeriod

constexpr thermal_state_info temperature{.current_temp_value = 421,
                                         .enable = 1,
                                         .temp_sensor_id = 2,
                                         .alarm_id = 3,
                                         .threshold_value = 900,
                                         .hyst_value = 30,
                                         .sampling_period = 5};

static_assert(both_ways(on_bytes, on));
static_assert(both_ways(std::array<std::byte, 0>{}, rfim_query{}));
static_assert(both_ways(frequencies_bytes, frequencies));
static_assert(both_ways(thresholds_bytes, thresholds));
static_assert(both_ways(sensor_bytes, sensor));
static_assert(both_ways(temperature_bytes, temperature));

TEST_CASE("intel thermal_rf: decodes, and encodes to the same bytes") {
    CHECK(both_ways(on_bytes, on));
    CHECK(both_ways(frequencies_bytes, frequencies));
    CHECK(both_ways(thresholds_bytes, thresholds));
    CHECK(both_ways(sensor_bytes, sensor));
    CHECK(both_ways(temperature_bytes, temperature));
}

TEST_CASE("intel thermal_rf: truncations") {
    check_truncations<rfim_set>(on_bytes);
    check_truncations<rfim_info>(frequencies_bytes);
    check_truncations<thermal_state_set>(thresholds_bytes);
    check_truncations<thermal_state_query>(sensor_bytes);
    check_truncations<thermal_state_info>(temperature_bytes);
}

TEST_CASE("intel thermal_rf: wrong offsets and sizes") {
    check_references<rfim_info>(frequencies_bytes, {{4, 8, "RfimFrequencyValues[0]"}, {12, 16, "RfimFrequencyValues[1]"}});
    CHECK(is(fault_of<rfim_info>(with(frequencies_bytes, 16, 35)), errc::element_size, place::of_field(1, 1), 12));
}

TEST_CASE("intel thermal_rf: one service id has the CIDs of two owners") {
    CHECK(rfim_info::id.service == thermal_state_info::id.service);
    CHECK(find_cid(service::intel_thermal_rf, 9)->name == "RFIM");
    CHECK(find_cid(service::intel_thermal_rf, 0x02000100)->name == "THERMAL_STATE");
}

TEST_CASE("intel thermal_state: the answer to a set is read as the set") {
    const auto parsed = parse<thermal_state_set>(bytes{thresholds_bytes});
    REQUIRE(parsed);
    CHECK(parsed->threshold3.threshold_value == 1200);
    // The two answers differ in length, so that strict does not take one for the other.
    CHECK(is(fault_of<thermal_state_info>(thresholds_bytes, mbimex::v1, tolerance::strict), errc::trailing_bytes, {}, 28));
    CHECK(is(fault_of<thermal_state_set>(temperature_bytes), errc::length, place::of_field(1), 24));
}

}  // namespace cases::intel_thermal_rf_rfim
