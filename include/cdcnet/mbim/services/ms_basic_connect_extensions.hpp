// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Microsoft basic connect extensions.
///
/// Some of Microsoft's pages print the service id with `9d3a` for `0d3a`; both are the same service
/// (`reference/discrepancies.md`, B1; `canonical_service`).
#pragma once

#include <cdcnet/mbim/services/ms_basic_connect_extensions/base_stations_info.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/device_caps.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/device_reset.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/device_slot_mappings.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/location_info_status.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/lte_attach_configuration.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/lte_attach_info.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/modem_configuration.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/modem_logging_config.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/network_denylist.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/network_params.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/pco.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/pin_ex.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/provisioned_contexts.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/registration_parameters.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/slot_info_status.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/sys_caps.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/ue_policy.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/version.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/wake_reason.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    provisioned_contexts_set, provisioned_contexts_query, provisioned_contexts_info,
    network_denylist_query, network_denylist,
    lte_attach_configuration_set, lte_attach_configuration_query, lte_attach_configuration_info,
    lte_attach_info_query, lte_attach_info,
    sys_caps_query, sys_caps_info,
    device_caps_query, device_caps_info, device_caps_info_v3,
    device_slot_mappings_query, device_slot_mappings,
    slot_info_status_query, slot_info_status,
    pco,
    device_reset_set, device_reset_info,
    base_stations_info_query, base_stations_info, base_stations_info_v3,
    location_info_status_query, location_info_status,
    modem_logging_config_query, modem_logging_config,
    pin_ex_set, pin_ex_query, pin_ex_info,
    version,
    modem_configuration_query, modem_configuration_info,
    registration_parameters_query, registration_parameters,
    network_params_query, network_params_info,
    wake_reason_query, wake_reason_info,
    ue_policy_query, ue_policy_info>;

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
