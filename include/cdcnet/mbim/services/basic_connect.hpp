// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the basic connect service.
#pragma once

#include <cdcnet/mbim/services/basic_connect/connect.hpp>
#include <cdcnet/mbim/services/basic_connect/device_caps.hpp>
#include <cdcnet/mbim/services/basic_connect/device_service_subscribe_list.hpp>
#include <cdcnet/mbim/services/basic_connect/device_services.hpp>
#include <cdcnet/mbim/services/basic_connect/emergency_mode.hpp>
#include <cdcnet/mbim/services/basic_connect/home_provider.hpp>
#include <cdcnet/mbim/services/basic_connect/ip_configuration.hpp>
#include <cdcnet/mbim/services/basic_connect/ip_packet_filters.hpp>
#include <cdcnet/mbim/services/basic_connect/multicarrier_providers.hpp>
#include <cdcnet/mbim/services/basic_connect/network_idle_hint.hpp>
#include <cdcnet/mbim/services/basic_connect/packet_service.hpp>
#include <cdcnet/mbim/services/basic_connect/packet_statistics.hpp>
#include <cdcnet/mbim/services/basic_connect/pin.hpp>
#include <cdcnet/mbim/services/basic_connect/pin_list.hpp>
#include <cdcnet/mbim/services/basic_connect/preferred_providers.hpp>
#include <cdcnet/mbim/services/basic_connect/provisioned_contexts.hpp>
#include <cdcnet/mbim/services/basic_connect/radio_state.hpp>
#include <cdcnet/mbim/services/basic_connect/register_state.hpp>
#include <cdcnet/mbim/services/basic_connect/service_activation.hpp>
#include <cdcnet/mbim/services/basic_connect/signal_state.hpp>
#include <cdcnet/mbim/services/basic_connect/subscriber_ready_status.hpp>
#include <cdcnet/mbim/services/basic_connect/visible_providers.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::basic_connect {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    device_caps_query, device_caps_info,
    subscriber_ready_status_query, subscriber_ready_status_info,
    radio_state_set, radio_state_query, radio_state_info,
    pin_set, pin_query, pin_info,
    pin_list_query, pin_list_info,
    home_provider_query, home_provider,
    preferred_providers_query, preferred_providers,
    visible_providers_query, visible_providers_info,
    register_state_set, register_state_query, register_state_info,
    packet_service_set, packet_service_query, packet_service_info, packet_service_info_v2, packet_service_info_v3,
    signal_state_set, signal_state_query, signal_state_info,
    connect_set, connect_set_v3, connect_query, connect_info, connect_info_v3,
    provisioned_contexts_set, provisioned_contexts_query, provisioned_contexts_info,
    service_activation_set, service_activation_info,
    ip_configuration_query, ip_configuration_info,
    device_services_query, device_services_info,
    device_service_subscribe_list,
    packet_statistics_query, packet_statistics_info,
    network_idle_hint_query, network_idle_hint,
    emergency_mode_query, emergency_mode,
    ip_packet_filters_query, ip_packet_filters,
    multicarrier_providers_query, multicarrier_providers>;

}  // namespace cdcnet::mbim::basic_connect
