// SPDX-License-Identifier: BSL-1.0
/// \file
/// TRANSMISSION_STATUS, CID 2: whether the function transmits.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_sar/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_sar {

/// Switches the notifications.  Microsoft SAR control service, CID 2; `ms_sar/2/set@1.0`.
struct transmission_status_set {
    transmission_notification_status channel_notification{};
    std::uint32_t hysteresis_timer{};  ///< 1 to 5: how long nothing is sent before the function counts as inactive

    static constexpr command_id id{service::ms_sar, 2, operation::set};
    using layout = fields<"MBIM_MS_SET_TRANSMISSION_STATUS",
        field<"ChannelNotification", &transmission_status_set::channel_notification>,
        field<"HysteresisTimer",     &transmission_status_set::hysteresis_timer, rule{.unit = unit::seconds}>>;
};

/// Asks whether the function transmits; empty.  Microsoft SAR control service, CID 2; `ms_sar/2/query@1.0`.
struct transmission_status_query {
    static constexpr command_id id{service::ms_sar, 2, operation::query};
    using layout = fields<"MBIM_MS_TRANSMISSION_STATUS_QUERY">;
};

/// Whether the function transmits.
/// Microsoft SAR control service, CID 2; `ms_sar/2/response@1.0` and the notification.
struct transmission_status_info {
    transmission_notification_status channel_notification{};
    transmission_state transmission_status{};
    std::uint32_t hysteresis_timer{};  ///< as it was set

    static constexpr command_id id{service::ms_sar, 2, operation::response | operation::notification};
    using layout = fields<"MBIM_MS_TRANSMISSION_STATUS_INFO",
        field<"ChannelNotification", &transmission_status_info::channel_notification>,
        field<"TransmissionStatus",  &transmission_status_info::transmission_status>,
        field<"HysteresisTimer",     &transmission_status_info::hysteresis_timer, rule{.unit = unit::seconds}>>;
};

}  // namespace cdcnet::mbim::ms_sar
