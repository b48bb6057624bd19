// SPDX-License-Identifier: BSL-1.0
/// \file
/// PACKET_SERVICE, CID 10: the attachment to the packet domain.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>
#include <cdcnet/mbim/tai.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// Attaches or detaches.  MBIM 1.0, CID 10; `basic_connect/10/set@1.0`.
struct packet_service_set {
    packet_service_action action{};

    static constexpr command_id id{service::basic_connect, 10, operation::set};
    using layout = fields<"MBIM_SET_PACKET_SERVICE",
        field<"PacketServiceAction", &packet_service_set::action>>;
};

/// Asks for the attachment; empty.  MBIM 1.0, CID 10; `basic_connect/10/query@1.0`.
struct packet_service_query {
    static constexpr command_id id{service::basic_connect, 10, operation::query};
    using layout = fields<"MBIM_PACKET_SERVICE_QUERY">;
};

/// The attachment.  MBIM 1.0, CID 10; `basic_connect/10/response@1.0` and the notification.
struct packet_service_info {
    std::uint32_t nw_error{};  ///< a cause of `mbim::nw_error`
    packet_service_state state{};
    data_class highest_available_data_class{};
    std::uint64_t uplink_speed{};
    std::uint64_t downlink_speed{};

    static constexpr command_id id{service::basic_connect, 10, operation::response | operation::notification, mbimex::v1, mbimex::v2};
    using layout = fields<"MBIM_PACKET_SERVICE_INFO",
        field<"NwError",                   &packet_service_info::nw_error>,
        field<"PacketServiceState",        &packet_service_info::state>,
        field<"HighestAvailableDataClass", &packet_service_info::highest_available_data_class>,
        field<"UplinkSpeed",               &packet_service_info::uplink_speed, rule{.unit = unit::bits_per_second}>,
        field<"DownlinkSpeed",             &packet_service_info::downlink_speed, rule{.unit = unit::bits_per_second}>>;
};

/// The attachment.  MBIMEx 2.0, CID 10; `basic_connect/10/response@2.0` and the notification; `reference/discrepancies.md`, A3.
struct packet_service_info_v2 {
    std::uint32_t nw_error{};  ///< a cause of `mbim::nw_error`
    packet_service_state state{};
    data_class current_data_class{};
    std::uint64_t uplink_speed{};
    std::uint64_t downlink_speed{};
    basic_connect::frequency_range frequency_range{};  ///< meaningful while `current_data_class` has a 5G bit

    static constexpr command_id id{service::basic_connect, 10, operation::response | operation::notification, mbimex::v2, mbimex::v3};
    using layout = fields<"MBIM_PACKET_SERVICE_INFO_V2",
        field<"NwError",            &packet_service_info_v2::nw_error>,
        field<"PacketServiceState", &packet_service_info_v2::state>,
        field<"CurrentDataClass",   &packet_service_info_v2::current_data_class>,
        field<"UplinkSpeed",        &packet_service_info_v2::uplink_speed, rule{.unit = unit::bits_per_second}>,
        field<"DownlinkSpeed",      &packet_service_info_v2::downlink_speed, rule{.unit = unit::bits_per_second}>,
        field<"FrequencyRange",     &packet_service_info_v2::frequency_range>>;
};

/// The attachment.  MBIMEx 3.0 and 4.0, CID 10; `basic_connect/10/response@3.0` and the notification;
/// `reference/discrepancies.md`, A2, A3, B5.
struct packet_service_info_v3 {
    std::uint32_t nw_error{};  ///< a cause of `mbim::nw_error`
    packet_service_state state{};
    data_class_v3 current_data_class{};  ///< the wire name is older than this meaning
    std::uint64_t uplink_speed{};
    std::uint64_t downlink_speed{};
    basic_connect::frequency_range frequency_range{};  ///< meaningful while `current_data_class` has the 5G bit
    mbim::data_subclass data_subclass{};
    mbim::tai tai{};
    tlv_list unnamed_ies{};  ///< accepted, not to be sent: only one source knows them

    static constexpr command_id id{service::basic_connect, 10, operation::response | operation::notification, mbimex::v3};
    using layout = fields<"MBIM_PACKET_SERVICE_INFO_V3",
        field<"NwError",                   &packet_service_info_v3::nw_error>,
        field<"PacketServiceState",        &packet_service_info_v3::state>,
        field<"HighestAvailableDataClass", &packet_service_info_v3::current_data_class>,
        field<"UplinkSpeed",               &packet_service_info_v3::uplink_speed, rule{.unit = unit::bits_per_second}>,
        field<"DownlinkSpeed",             &packet_service_info_v3::downlink_speed, rule{.unit = unit::bits_per_second}>,
        field<"FrequencyRange",            &packet_service_info_v3::frequency_range>,
        field<"DataSubclass",              &packet_service_info_v3::data_subclass>,
        field<"Tai",                       &packet_service_info_v3::tai>,
        field<"UnnamedIes",                &packet_service_info_v3::unnamed_ies, rule{.optional = true}>>;
};

}  // namespace cdcnet::mbim::basic_connect
