// SPDX-License-Identifier: BSL-1.0
/// \file
/// THERMAL_STATE, CID 0x02000100: temperatures of the modem and alarms.
/// The service id has CIDs of two owners: this one, and RFIM; libmbim and Wireshark know one each, and
/// name the service differently (`reference/discrepancies.md`, B19).
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::intel_thermal_rf {

/// An alarm of one sensor.  `reference/messages.json`, `IntelThermalThreshold`.
struct thermal_threshold {
    std::uint32_t enable{};
    std::uint32_t temp_sensor_id{};
    std::uint32_t alarm_id{};
    std::uint32_t threshold_value{};  ///< tenths of a degree Celsius
    std::uint32_t hyst_value{};       ///< hysteresis, tenths of a degree Celsius
    std::uint32_t sampling_period{};

    using layout = fields<"MBIM_INTEL_THERMAL_THRESHOLD",
        field<"Enable",         &thermal_threshold::enable>,
        field<"TempSensorId",   &thermal_threshold::temp_sensor_id>,
        field<"AlarmId",        &thermal_threshold::alarm_id>,
        field<"ThresholdValue", &thermal_threshold::threshold_value>,
        field<"HystValue",      &thermal_threshold::hyst_value>,
        field<"SamplingPeriod", &thermal_threshold::sampling_period>>;
};

/// Sets four thresholds.  The answer to a set repeats this structure instead of `thermal_state_info`: a host that has set reads
/// it with `parse<thermal_state_set>`.  CID 0x02000100; `intel_thermal_rf/33554688/set@1.0`.
struct thermal_state_set {
    thermal_threshold threshold0{};
    thermal_threshold threshold1{};
    thermal_threshold threshold2{};
    thermal_threshold threshold3{};

    static constexpr command_id id{service::intel_thermal_rf, 0x02000100, operation::set};
    using layout = fields<"MBIM_INTEL_THERMAL_STATE_SET",
        field<"Threshold0", &thermal_state_set::threshold0>,
        field<"Threshold1", &thermal_state_set::threshold1>,
        field<"Threshold2", &thermal_state_set::threshold2>,
        field<"Threshold3", &thermal_state_set::threshold3>>;
};

/// Asks for one sensor.  CID 0x02000100; `intel_thermal_rf/33554688/query@1.0`.
struct thermal_state_query {
    std::uint32_t temp_sensor_id{};

    static constexpr command_id id{service::intel_thermal_rf, 0x02000100, operation::query};
    using layout = fields<"MBIM_INTEL_THERMAL_STATE_QUERY",
        field<"TempSensorId", &thermal_state_query::temp_sensor_id>>;
};

/// One sensor: the answer to a query, and the indication.
/// CID 0x02000100; `intel_thermal_rf/33554688/response@1.0` and the notification.
struct thermal_state_info {
    std::uint32_t current_temp_value{};  ///< tenths of a degree Celsius
    std::uint32_t enable{};
    std::uint32_t temp_sensor_id{};
    std::uint32_t alarm_id{};
    std::uint32_t threshold_value{};  ///< tenths of a degree Celsius
    std::uint32_t hyst_value{};       ///< hysteresis, tenths of a degree Celsius
    std::uint32_t sampling_period{};

    static constexpr command_id id{service::intel_thermal_rf, 0x02000100, operation::response | operation::notification};
    using layout = fields<"MBIM_INTEL_THERMAL_STATE_INFO",
        field<"CurrentTempValue", &thermal_state_info::current_temp_value>,
        field<"Enable",           &thermal_state_info::enable>,
        field<"TempSensorId",     &thermal_state_info::temp_sensor_id>,
        field<"AlarmId",          &thermal_state_info::alarm_id>,
        field<"ThresholdValue",   &thermal_state_info::threshold_value>,
        field<"HystValue",        &thermal_state_info::hyst_value>,
        field<"SamplingPeriod",   &thermal_state_info::sampling_period>>;
};

}  // namespace cdcnet::mbim::intel_thermal_rf
