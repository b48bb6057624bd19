// SPDX-License-Identifier: BSL-1.0
/// \file
/// Causes that the cellular network gives.  Source: `reference/enums.json`, NwError.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim {

/// NwError of registration, packet service and connection answers, 32 bits: why the network refused.  The values are the
/// mobility and session management causes of 3GPP TS 24.008 (and of TS 24.301 and TS 24.501, which continue its numbers).
/// Devices also report causes that have no name here.
enum class nw_error : std::uint32_t {
    none = 0,
    imsi_unknown_in_hlr = 2,
    illegal_ms = 3,
    imsi_unknown_in_vlr = 4,
    imei_not_accepted = 5,
    illegal_me = 6,
    gprs_not_allowed = 7,
    gprs_and_non_gprs_not_allowed = 8,
    ms_identity_not_derived_by_network = 9,
    implicitly_detached = 10,
    plmn_not_allowed = 11,
    location_area_not_allowed = 12,
    roaming_not_allowed_in_location_area = 13,
    gprs_not_allowed_in_plmn = 14,
    no_cells_in_location_area = 15,
    msc_temporarily_not_reachable = 16,
    network_failure = 17,
    mac_failure = 20,
    synch_failure = 21,
    congestion = 22,
    gsm_authentication_unacceptable = 23,
    not_authorized_for_csg = 25,
    insufficient_resources = 26,
    missing_or_unknown_apn = 27,
    unknown_pdp_address_or_type = 28,
    user_authentication_failed = 29,
    activation_rejected_by_ggsn_or_gw = 30,
    activation_rejected_unspecified = 31,
    service_option_not_supported = 32,
    requested_service_option_not_subscribed = 33,
    service_option_temporarily_out_of_order = 34,
    no_pdp_context_activated = 40,
    semantic_error_in_the_tft_operation = 41,
    syntactical_error_in_the_tft_operation = 42,
    unknown_pdp_context = 43,
    semantic_errors_in_packet_filter = 44,
    syntactical_errors_in_packet_filter = 45,
    pdp_context_without_tft_already_activated = 46,
    request_rejected_or_bearer_control_mode_violation = 48,
    last_pdn_disconnection_not_allowed = 49,
    pdp_type_ipv4_only_allowed = 50,
    pdp_type_ipv6_only_allowed = 51,
    no_network_slices_available = 62,
    maximum_number_of_pdp_contexts_reached = 65,
    requested_apn_not_supported_in_current_rat_and_plmn = 66,
    insufficient_resources_for_specific_slice_and_dnn = 67,
    insufficient_resources_for_specific_slice = 69,
    ngksi_already_in_use = 71,
    non_3gpp_access_to_5gcn_not_allowed = 72,
    serving_network_not_authorized = 73,
    temporarily_not_authorized_for_this_snpn = 74,
    permanently_not_authorized_for_this_snpn = 75,
    not_authorized_for_this_cag_or_authorized_for_cag_cells_only = 76,
    wireline_access_area_not_allowed = 77,
    payload_was_not_forwarded = 90,
    dnn_not_supported_or_not_subscribed_in_the_slice = 91,
    insufficient_user_plane_resources_for_the_pdu_session = 92,
    semantically_incorrect_message = 95,
    invalid_mandatory_information = 96,
    message_type_non_existent_or_not_implemented = 97,
    message_type_not_compatible_with_protocol_state = 98,
    information_element_non_existent_or_not_implemented = 99,
    conditional_ie_error = 100,
    message_not_compatible_with_protocol_state = 101,
    protocol_error_unspecified = 111,
    apn_restriction_value_incompatible_with_active_pdp_context = 112,
    multiple_accesses_to_a_pdn_connection_not_allowed = 113,
};
constexpr auto names(nw_error) {
    using enum nw_error;
    return values(
        "NwError", named{none, "NONE"}, named{imsi_unknown_in_hlr, "IMSI_UNKNOWN_IN_HLR"}, named{illegal_ms, "ILLEGAL_MS"},
        named{imsi_unknown_in_vlr, "IMSI_UNKNOWN_IN_VLR"}, named{imei_not_accepted, "IMEI_NOT_ACCEPTED"}, named{illegal_me, "ILLEGAL_ME"},
        named{gprs_not_allowed, "GPRS_NOT_ALLOWED"}, named{gprs_and_non_gprs_not_allowed, "GPRS_AND_NON_GPRS_NOT_ALLOWED"},
        named{ms_identity_not_derived_by_network, "MS_IDENTITY_NOT_DERIVED_BY_NETWORK"}, named{implicitly_detached, "IMPLICITLY_DETACHED"},
        named{plmn_not_allowed, "PLMN_NOT_ALLOWED"}, named{location_area_not_allowed, "LOCATION_AREA_NOT_ALLOWED"},
        named{roaming_not_allowed_in_location_area, "ROAMING_NOT_ALLOWED_IN_LOCATION_AREA"},
        named{gprs_not_allowed_in_plmn, "GPRS_NOT_ALLOWED_IN_PLMN"}, named{no_cells_in_location_area, "NO_CELLS_IN_LOCATION_AREA"},
        named{msc_temporarily_not_reachable, "MSC_TEMPORARILY_NOT_REACHABLE"}, named{network_failure, "NETWORK_FAILURE"},
        named{mac_failure, "MAC_FAILURE"}, named{synch_failure, "SYNCH_FAILURE"}, named{congestion, "CONGESTION"},
        named{gsm_authentication_unacceptable, "GSM_AUTHENTICATION_UNACCEPTABLE"}, named{not_authorized_for_csg, "NOT_AUTHORIZED_FOR_CSG"},
        named{insufficient_resources, "INSUFFICIENT_RESOURCES"}, named{missing_or_unknown_apn, "MISSING_OR_UNKNOWN_APN"},
        named{unknown_pdp_address_or_type, "UNKNOWN_PDP_ADDRESS_OR_TYPE"}, named{user_authentication_failed, "USER_AUTHENTICATION_FAILED"},
        named{activation_rejected_by_ggsn_or_gw, "ACTIVATION_REJECTED_BY_GGSN_OR_GW"},
        named{activation_rejected_unspecified, "ACTIVATION_REJECTED_UNSPECIFIED"},
        named{service_option_not_supported, "SERVICE_OPTION_NOT_SUPPORTED"},
        named{requested_service_option_not_subscribed, "REQUESTED_SERVICE_OPTION_NOT_SUBSCRIBED"},
        named{service_option_temporarily_out_of_order, "SERVICE_OPTION_TEMPORARILY_OUT_OF_ORDER"},
        named{no_pdp_context_activated, "NO_PDP_CONTEXT_ACTIVATED"},
        named{semantic_error_in_the_tft_operation, "SEMANTIC_ERROR_IN_THE_TFT_OPERATION"},
        named{syntactical_error_in_the_tft_operation, "SYNTACTICAL_ERROR_IN_THE_TFT_OPERATION"},
        named{unknown_pdp_context, "UNKNOWN_PDP_CONTEXT"}, named{semantic_errors_in_packet_filter, "SEMANTIC_ERRORS_IN_PACKET_FILTER"},
        named{syntactical_errors_in_packet_filter, "SYNTACTICAL_ERRORS_IN_PACKET_FILTER"},
        named{pdp_context_without_tft_already_activated, "PDP_CONTEXT_WITHOUT_TFT_ALREADY_ACTIVATED"},
        named{request_rejected_or_bearer_control_mode_violation, "REQUEST_REJECTED_OR_BEARER_CONTROL_MODE_VIOLATION"},
        named{last_pdn_disconnection_not_allowed, "LAST_PDN_DISCONNECTION_NOT_ALLOWED"},
        named{pdp_type_ipv4_only_allowed, "PDP_TYPE_IPV4_ONLY_ALLOWED"}, named{pdp_type_ipv6_only_allowed, "PDP_TYPE_IPV6_ONLY_ALLOWED"},
        named{no_network_slices_available, "NO_NETWORK_SLICES_AVAILABLE"},
        named{maximum_number_of_pdp_contexts_reached, "MAXIMUM_NUMBER_OF_PDP_CONTEXTS_REACHED"},
        named{requested_apn_not_supported_in_current_rat_and_plmn, "REQUESTED_APN_NOT_SUPPORTED_IN_CURRENT_RAT_AND_PLMN"},
        named{insufficient_resources_for_specific_slice_and_dnn, "INSUFFICIENT_RESOURCES_FOR_SPECIFIC_SLICE_AND_DNN"},
        named{insufficient_resources_for_specific_slice, "INSUFFICIENT_RESOURCES_FOR_SPECIFIC_SLICE"},
        named{ngksi_already_in_use, "NGKSI_ALREADY_IN_USE"},
        named{non_3gpp_access_to_5gcn_not_allowed, "NON_3GPP_ACCESS_TO_5GCN_NOT_ALLOWED"},
        named{serving_network_not_authorized, "SERVING_NETWORK_NOT_AUTHORIZED"},
        named{temporarily_not_authorized_for_this_snpn, "TEMPORARILY_NOT_AUTHORIZED_FOR_THIS_SNPN"},
        named{permanently_not_authorized_for_this_snpn, "PERMANENTLY_NOT_AUTHORIZED_FOR_THIS_SNPN"},
        named{not_authorized_for_this_cag_or_authorized_for_cag_cells_only, "NOT_AUTHORIZED_FOR_THIS_CAG_OR_AUTHORIZED_FOR_CAG_CELLS_ONLY"},
        named{wireline_access_area_not_allowed, "WIRELINE_ACCESS_AREA_NOT_ALLOWED"},
        named{payload_was_not_forwarded, "PAYLOAD_WAS_NOT_FORWARDED"},
        named{dnn_not_supported_or_not_subscribed_in_the_slice, "DNN_NOT_SUPPORTED_OR_NOT_SUBSCRIBED_IN_THE_SLICE"},
        named{insufficient_user_plane_resources_for_the_pdu_session, "INSUFFICIENT_USER_PLANE_RESOURCES_FOR_THE_PDU_SESSION"},
        named{semantically_incorrect_message, "SEMANTICALLY_INCORRECT_MESSAGE"},
        named{invalid_mandatory_information, "INVALID_MANDATORY_INFORMATION"},
        named{message_type_non_existent_or_not_implemented, "MESSAGE_TYPE_NON_EXISTENT_OR_NOT_IMPLEMENTED"},
        named{message_type_not_compatible_with_protocol_state, "MESSAGE_TYPE_NOT_COMPATIBLE_WITH_PROTOCOL_STATE"},
        named{information_element_non_existent_or_not_implemented, "INFORMATION_ELEMENT_NON_EXISTENT_OR_NOT_IMPLEMENTED"},
        named{conditional_ie_error, "CONDITIONAL_IE_ERROR"},
        named{message_not_compatible_with_protocol_state, "MESSAGE_NOT_COMPATIBLE_WITH_PROTOCOL_STATE"},
        named{protocol_error_unspecified, "PROTOCOL_ERROR_UNSPECIFIED"},
        named{apn_restriction_value_incompatible_with_active_pdp_context, "APN_RESTRICTION_VALUE_INCOMPATIBLE_WITH_ACTIVE_PDP_CONTEXT"},
        named{multiple_accesses_to_a_pdn_connection_not_allowed, "MULTIPLE_ACCESSES_TO_A_PDN_CONNECTION_NOT_ALLOWED"});
}

/// One sentence for a person; empty for values without a name.
[[nodiscard]] constexpr std::string_view meaning_of(nw_error value) noexcept {
    switch (value) {
        case nw_error::none: return "No error.";
        case nw_error::imsi_unknown_in_hlr: return "The home network does not know the subscriber.";
        case nw_error::illegal_ms: return "The network refuses this subscriber, for instance after failed authentication.";
        case nw_error::imsi_unknown_in_vlr: return "The visited network does not know the subscriber.";
        case nw_error::imei_not_accepted: return "The network does not accept the equipment identity.";
        case nw_error::illegal_me: return "The network refuses this equipment, for instance because it is barred.";
        case nw_error::gprs_not_allowed: return "The subscription does not include packet service.";
        case nw_error::gprs_and_non_gprs_not_allowed: return "The subscription includes neither packet nor circuit-switched service.";
        case nw_error::ms_identity_not_derived_by_network: return "The network cannot tell which subscriber sent the request.";
        case nw_error::implicitly_detached: return "The network has detached the device, for instance after a long silence.";
        case nw_error::plmn_not_allowed: return "The subscriber may not use this network.";
        case nw_error::location_area_not_allowed: return "The subscriber may not use this location or tracking area.";
        case nw_error::roaming_not_allowed_in_location_area: return "The subscriber may not roam in this location or tracking area.";
        case nw_error::gprs_not_allowed_in_plmn: return "The subscriber may not use packet service in this network.";
        case nw_error::no_cells_in_location_area: return "The subscriber may use no cell of this area; another area may do.";
        case nw_error::msc_temporarily_not_reachable: return "The switching centre cannot be reached at present.";
        case nw_error::network_failure: return "The network failed.";
        case nw_error::mac_failure: return "The authentication code that the network sent is wrong.";
        case nw_error::synch_failure: return "The sequence number that the network sent in authentication is out of range.";
        case nw_error::congestion: return "The network is congested.";
        case nw_error::gsm_authentication_unacceptable: return "The network tried GSM authentication where it is not acceptable.";
        case nw_error::not_authorized_for_csg: return "The subscriber is not a member of the closed subscriber group of the cell.";
        case nw_error::insufficient_resources: return "The network has not enough resources for the request.";
        case nw_error::missing_or_unknown_apn: return "The access point name is missing or the network does not know it.";
        case nw_error::unknown_pdp_address_or_type: return "The network does not know the address or the IP type asked for.";
        case nw_error::user_authentication_failed: return "The external network rejected user name or password.";
        case nw_error::activation_rejected_by_ggsn_or_gw: return "The gateway rejected the activation.";
        case nw_error::activation_rejected_unspecified: return "The network rejected the activation without a reason.";
        case nw_error::service_option_not_supported: return "The network does not support the service asked for.";
        case nw_error::requested_service_option_not_subscribed: return "The subscription does not include the service asked for.";
        case nw_error::service_option_temporarily_out_of_order: return "The service asked for cannot be given at present.";
        case nw_error::no_pdp_context_activated: return "The network knows of no active context of this device.";
        case nw_error::semantic_error_in_the_tft_operation: return "The operation on the traffic flow template makes no sense.";
        case nw_error::syntactical_error_in_the_tft_operation: return "The operation on the traffic flow template is malformed.";
        case nw_error::unknown_pdp_context: return "The network does not know the context.";
        case nw_error::semantic_errors_in_packet_filter: return "A packet filter of the traffic flow template makes no sense.";
        case nw_error::syntactical_errors_in_packet_filter: return "A packet filter of the traffic flow template is malformed.";
        case nw_error::pdp_context_without_tft_already_activated: return "A context without traffic flow template is active already.";
        case nw_error::request_rejected_or_bearer_control_mode_violation:
            return "The network rejected the request, or it does not fit the bearer control mode.";
        case nw_error::last_pdn_disconnection_not_allowed: return "The last connection of the device may not be taken down.";
        case nw_error::pdp_type_ipv4_only_allowed: return "The access point gives IPv4 alone.";
        case nw_error::pdp_type_ipv6_only_allowed: return "The access point gives IPv6 alone.";
        case nw_error::no_network_slices_available: return "No network slice that the device asked for is available.";
        case nw_error::maximum_number_of_pdp_contexts_reached: return "As many contexts are active as the network allows.";
        case nw_error::requested_apn_not_supported_in_current_rat_and_plmn:
            return "The access point cannot be used with the present radio technology and network.";
        case nw_error::insufficient_resources_for_specific_slice_and_dnn:
            return "The network has not enough resources for this data network in this slice.";
        case nw_error::insufficient_resources_for_specific_slice: return "The network has not enough resources for this slice.";
        case nw_error::ngksi_already_in_use: return "The 5G key set identifier is in use already.";
        case nw_error::non_3gpp_access_to_5gcn_not_allowed: return "The subscriber may not reach the 5G core through non-3GPP access.";
        case nw_error::serving_network_not_authorized: return "The home network has not authorised the serving network.";
        case nw_error::temporarily_not_authorized_for_this_snpn: return "The subscriber may not use this private network at present.";
        case nw_error::permanently_not_authorized_for_this_snpn: return "The subscriber may not use this private network.";
        case nw_error::not_authorized_for_this_cag_or_authorized_for_cag_cells_only:
            return "The subscriber may not use this closed access group, or may use closed access groups alone.";
        case nw_error::wireline_access_area_not_allowed: return "The subscriber may not use this wireline access area.";
        case nw_error::payload_was_not_forwarded: return "The network could not forward the content of the message.";
        case nw_error::dnn_not_supported_or_not_subscribed_in_the_slice:
            return "The slice does not support this data network, or the subscription does not include it there.";
        case nw_error::insufficient_user_plane_resources_for_the_pdu_session:
            return "The network has not enough user plane resources for the PDU session.";
        case nw_error::semantically_incorrect_message: return "A signalling message makes no sense.";
        case nw_error::invalid_mandatory_information: return "A mandatory element of a signalling message is missing or wrong.";
        case nw_error::message_type_non_existent_or_not_implemented:
            return "A signalling message has a type that the receiver does not know.";
        case nw_error::message_type_not_compatible_with_protocol_state:
            return "A signalling message has a type that does not fit the state of the receiver.";
        case nw_error::information_element_non_existent_or_not_implemented:
            return "A signalling message has an element that the receiver does not know.";
        case nw_error::conditional_ie_error: return "A conditional element of a signalling message is missing or wrong.";
        case nw_error::message_not_compatible_with_protocol_state: return "A signalling message does not fit the state of the receiver.";
        case nw_error::protocol_error_unspecified: return "A protocol error that no other cause names.";
        case nw_error::apn_restriction_value_incompatible_with_active_pdp_context:
            return "The restriction of the access point excludes the contexts that are active.";
        case nw_error::multiple_accesses_to_a_pdn_connection_not_allowed:
            return "The network does not allow several accesses to one connection.";
    }
    return {};
}

}  // namespace cdcnet::mbim
