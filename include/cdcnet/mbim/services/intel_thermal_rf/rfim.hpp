// SPDX-License-Identifier: BSL-1.0
/// \file
/// RFIM, CID 9: the frequencies in use, so that the host can keep its own noise away from them.
/// The service id has CIDs of two owners: this one, and THERMAL_STATE; libmbim and Wireshark know one each, and
/// name the service differently (`reference/discrepancies.md`, B19).
/// Some decoders call every message of RFIM unexpected; libmbim knows them (A21).
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/intel_thermal_rf/types.hpp>
#include <cdcnet/mbim/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::intel_thermal_rf {

/// One cell in use.  The source gives no units.  `reference/messages.json`, `IntelRfimFrequencyValue`.
struct rfim_frequency_value {
    intel_thermal_rf::serving_cell_info serving_cell_info{};
    std::uint64_t center_frequency{};
    std::uint32_t bandwidth{};
    std::uint32_t rsrp{};
    std::uint32_t rsrq{};
    std::uint32_t sinr{};
    std::uint32_t rssi{};
    bool32 connection_status{};

    using layout = fields<"MBIM_INTEL_RFIM_FREQUENCY_VALUE",
        field<"ServingCellInfo",  &rfim_frequency_value::serving_cell_info>,
        field<"CenterFrequency",  &rfim_frequency_value::center_frequency>,
        field<"Bandwidth",        &rfim_frequency_value::bandwidth>,
        field<"RSRP",             &rfim_frequency_value::rsrp>,
        field<"RSRQ",             &rfim_frequency_value::rsrq>,
        field<"SINR",             &rfim_frequency_value::sinr>,
        field<"RSSI",             &rfim_frequency_value::rssi>,
        field<"ConnectionStatus", &rfim_frequency_value::connection_status>>;
};

/// Switches RFIM on or off.  CID 9; `intel_thermal_rf/9/set@1.0`.
struct rfim_set {
    bool32 activation_state{};

    static constexpr command_id id{service::intel_thermal_rf, 9, operation::set};
    using layout = fields<"MBIM_INTEL_RFIM_SET",
        field<"ActivationState", &rfim_set::activation_state>>;
};

/// Asks for the frequencies; empty.  CID 9; `intel_thermal_rf/9/query@1.0`.
struct rfim_query {
    static constexpr command_id id{service::intel_thermal_rf, 9, operation::query};
    using layout = fields<"MBIM_INTEL_RFIM_QUERY">;
};

/// The cells in use.  CID 9; `intel_thermal_rf/9/response@1.0` and the notification.
struct rfim_info {
    ref_list<rfim_frequency_value> frequency_values{};

    static constexpr command_id id{service::intel_thermal_rf, 9, operation::response | operation::notification};
    using layout = fields<"MBIM_INTEL_RFIM_INFO",
        count<"RfimFrequencyValuesCount", &rfim_info::frequency_values>,
        field<"RfimFrequencyValues",      &rfim_info::frequency_values>>;
};

}  // namespace cdcnet::mbim::intel_thermal_rf
