// SPDX-License-Identifier: BSL-1.0
/// \file
/// CONFIG, CID 1: lower transmit power near a body (specific absorption rate).
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_sar/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_sar {

/// The back-off of one antenna.  Microsoft SAR control service; `reference/messages.json`, `SarConfigState`.
struct sar_config_state {
    std::uint32_t antenna_index{};  ///< numbered by the maker; 0xffffffff: all antennas
    std::uint32_t backoff_index{};  ///< row of the maker's back-off table

    using layout = fields<"MBIM_MS_SAR_CONFIG_STATE",
        field<"AntennaIndex", &sar_config_state::antenna_index>,
        field<"BackoffIndex", &sar_config_state::backoff_index>>;
};

/// Chooses who controls the back-off, and the back-off of the antennas listed; others keep theirs.
/// Microsoft SAR control service, CID 1; `ms_sar/1/set@1.0`.
struct config_set {
    sar_control_mode mode{};
    sar_backoff_state backoff_state{};  ///< not for the host to set while the function controls the back-off
    ref_list<sar_config_state> config_states{};

    static constexpr command_id id{service::ms_sar, 1, operation::set};
    using layout = fields<"MBIM_MS_SET_SAR_CONFIG",
        field<"Mode",              &config_set::mode>,
        field<"BackoffState",      &config_set::backoff_state>,
        count<"ConfigStatesCount", &config_set::config_states>,
        field<"ConfigStates",      &config_set::config_states>>;
};

/// Asks for the back-off; empty.  Microsoft SAR control service, CID 1; `ms_sar/1/query@1.0`.
struct config_query {
    static constexpr command_id id{service::ms_sar, 1, operation::query};
    using layout = fields<"MBIM_MS_SAR_CONFIG_QUERY">;
};

/// The back-off of all antennas.
/// Microsoft SAR control service, CID 1; `ms_sar/1/response@1.0`; `reference/discrepancies.md`, B2.
struct config_info {
    sar_control_mode mode{};
    sar_backoff_state backoff_state{};
    sar_wifi_hardware_state wifi_integration{};
    ref_list<sar_config_state> config_states{};

    static constexpr command_id id{service::ms_sar, 1, operation::response};
    using layout = fields<"MBIM_MS_SAR_CONFIG",
        field<"Mode",              &config_info::mode>,
        field<"BackoffState",      &config_info::backoff_state>,
        field<"WifiIntegration",   &config_info::wifi_integration>,
        count<"ConfigStatesCount", &config_info::config_states>,
        field<"ConfigStates",      &config_info::config_states>>;
};

}  // namespace cdcnet::mbim::ms_sar
