// SPDX-License-Identifier: BSL-1.0
/// \file
/// SIGNAL_STATE, CID 11: how well the network is received, and when to report changes.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// When to send notifications.  Thresholds are differences in steps of the coded values, not levels.
/// MBIM 1.0, CID 11; `basic_connect/11/set@1.0`.
struct signal_state_set {
    std::uint32_t signal_strength_interval{};
    std::uint32_t rssi_threshold{};
    std::uint32_t error_rate_threshold{};

    static constexpr command_id id{service::basic_connect, 11, operation::set};
    using layout = fields<"MBIM_SET_SIGNAL_STATE",
        field<"SignalStrengthInterval", &signal_state_set::signal_strength_interval, rule{.unit = unit::seconds}>,
        field<"RssiThreshold",          &signal_state_set::rssi_threshold>,
        field<"ErrorRateThreshold",     &signal_state_set::error_rate_threshold>>;
};

/// Asks for the signal; empty.  MBIM 1.0, CID 11; `basic_connect/11/query@1.0`.
struct signal_state_query {
    static constexpr command_id id{service::basic_connect, 11, operation::query};
    using layout = fields<"MBIM_SIGNAL_STATE_QUERY">;
};

/// LTE or NR signal.  MBIMEx 2.0; `reference/messages.json`, `RsrpSnrInfo`.
struct rsrp_snr_info {
    std::uint32_t rsrp{};
    std::uint32_t snr{};
    std::uint32_t rsrp_threshold{};
    std::uint32_t snr_threshold{};
    data_class system_type{};  ///< the one technology that this element is about; numbered as in MBIMEx 2.0 in all releases

    using layout = fields<"MBIM_RSRP_SNR_INFO",
        field<"Rsrp",          &rsrp_snr_info::rsrp, rule{.unit = unit::rsrp}>,
        field<"Snr",           &rsrp_snr_info::snr, rule{.unit = unit::snr}>,
        field<"RsrpThreshold", &rsrp_snr_info::rsrp_threshold>,
        field<"SnrThreshold",  &rsrp_snr_info::snr_threshold>,
        field<"SystemType",    &rsrp_snr_info::system_type>>;
};

/// The signal, and the settings in use.
/// MBIM 1.0, CID 11; MBIMEx 2.0; `basic_connect/11/response@1.0`, `@2.0` and the notification.
struct signal_state_info {
    std::uint32_t rssi{};
    std::uint32_t error_rate{};
    std::uint32_t signal_strength_interval{};
    std::uint32_t rssi_threshold{};
    std::uint32_t error_rate_threshold{};
    record_list<rsrp_snr_info> rsrp_snr{};  ///< since MBIMEx 2.0

    static constexpr command_id id{service::basic_connect, 11, operation::response | operation::notification};
    using layout = fields<"MBIM_SIGNAL_STATE_INFO",
        field<"Rssi",                   &signal_state_info::rssi, rule{.unit = unit::rssi}>,
        field<"ErrorRate",              &signal_state_info::error_rate, rule{.unit = unit::error_rate}>,
        field<"SignalStrengthInterval", &signal_state_info::signal_strength_interval, rule{.unit = unit::seconds}>,
        field<"RssiThreshold",          &signal_state_info::rssi_threshold>,
        field<"ErrorRateThreshold",     &signal_state_info::error_rate_threshold>,
        field<"RsrpSnr",                &signal_state_info::rsrp_snr, rule{.since = mbimex::v2}>>;
};

}  // namespace cdcnet::mbim::basic_connect
