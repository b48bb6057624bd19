// SPDX-License-Identifier: BSL-1.0
/// \file
/// NRTCWS, CID 2: the states of LTE, WLAN and Bluetooth, for their coexistence.
/// The source gives names, no meanings or units.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::intel_nrtc {

/// Asks for the state; empty.  CID 2; `intel_nrtc/2/query@1.0`.
struct nrtcws_query {
    static constexpr command_id id{service::intel_nrtc, 2, operation::query};
    using layout = fields<"MBIM_INTEL_NRTCWS_QUERY">;
};

/// The state of WLAN and Bluetooth, to be set or as it is; the answer to a set is empty.  A buffer of 2 bytes has the mode
/// alone; what is built has all fields.  CID 2; `intel_nrtc/2/set@1.0` and the response, with their note.
struct nrtcws {
    std::uint16_t mode{};
    std::uint16_t wlan_active{};
    std::uint16_t wlan_safe_rx{};
    std::uint16_t wlan_bandwidth{};
    std::uint16_t bt_active{};
    std::uint16_t bt_safe_rx{};

    static constexpr command_id id{service::intel_nrtc, 2, operation::set | operation::response};
    using layout = fields<"MBIM_INTEL_NRTCWS",
        field<"Mode",          &nrtcws::mode>,
        field<"WlanActive",    &nrtcws::wlan_active, rule{.optional = true}>,
        field<"WlanSafeRx",    &nrtcws::wlan_safe_rx, rule{.optional = true}>,
        field<"WlanBandwidth", &nrtcws::wlan_bandwidth, rule{.optional = true}>,
        field<"BtActive",      &nrtcws::bt_active, rule{.optional = true}>,
        field<"BtSafeRx",      &nrtcws::bt_safe_rx, rule{.optional = true}>>;
};

/// The state of LTE.  CID 2; `intel_nrtc/2/notification@1.0`.
struct nrtcws_notification {
    std::uint16_t lte_active{};
    std::uint16_t wlan_safe_rx_min{};
    std::uint16_t wlan_safe_rx_max{};
    std::uint16_t bt_safe_rx_min{};
    std::uint16_t bt_safe_rx_max{};
    std::uint16_t lte_sps_period{};
    std::uint16_t lte_sps_duration{};
    std::uint16_t lte_sps_initial_offset{};

    static constexpr command_id id{service::intel_nrtc, 2, operation::notification};
    using layout = fields<"MBIM_INTEL_NRTCWS_NOTIFICATION",
        field<"LteActive",           &nrtcws_notification::lte_active>,
        field<"WlanSafeRxMin",       &nrtcws_notification::wlan_safe_rx_min>,
        field<"WlanSafeRxMax",       &nrtcws_notification::wlan_safe_rx_max>,
        field<"BtSafeRxMin",         &nrtcws_notification::bt_safe_rx_min>,
        field<"BtSafeRxMax",         &nrtcws_notification::bt_safe_rx_max>,
        field<"LteSpsPeriod",        &nrtcws_notification::lte_sps_period>,
        field<"LteSpsDuration",      &nrtcws_notification::lte_sps_duration>,
        field<"LteSpsInitialOffset", &nrtcws_notification::lte_sps_initial_offset>>;
};

}  // namespace cdcnet::mbim::intel_nrtc
