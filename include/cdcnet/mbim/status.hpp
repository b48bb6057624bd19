// SPDX-License-Identifier: BSL-1.0
/// \file
/// Status codes of answers.  Source: `reference/enums.json`, Status.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim {

/// How a COMMAND_DONE, OPEN_DONE or CLOSE_DONE ended, 32 bits.  Values from 0x80000000 on belong to single services:
/// 0x8743xxxx to low-level UICC access, 0x91xxxxxx to the carrier lock service.
enum class status : std::uint32_t {
    success = 0,
    busy = 1,  ///< never an answer to OPEN: a function that is not ready delays its OPEN_DONE
    failure = 2,
    sim_not_inserted = 3,
    bad_sim = 4,
    pin_required = 5,
    pin_disabled = 6,
    not_registered = 7,
    providers_not_found = 8,
    no_device_support = 9,
    provider_not_visible = 10,
    data_class_not_available = 11,
    packet_service_detached = 12,
    max_activated_contexts = 13,
    not_initialized = 14,
    voice_call_in_progress = 15,
    context_not_activated = 16,
    service_not_activated = 17,
    invalid_access_string = 18,
    invalid_user_name_pwd = 19,
    radio_power_off = 20,
    invalid_parameters = 21,
    read_failure = 22,
    write_failure = 23,
    reserved_24 = 24,
    no_phonebook = 25,
    parameter_too_long = 26,
    stk_busy = 27,
    operation_not_allowed = 28,
    memory_failure = 29,
    invalid_memory_index = 30,
    memory_full = 31,
    filter_not_supported = 32,
    dss_instance_limit = 33,
    invalid_device_service_operation = 34,
    auth_incorrect_autn = 35,
    auth_sync_failure = 36,
    auth_amf_not_set = 37,
    context_not_supported = 38,
    shareability_condition_error = 39,
    pin_failure = 40,
    no_lte_attach_config = 41,
    session_already_exists = 42,
    sms_unknown_smsc_address = 100,
    sms_network_timeout = 101,
    sms_lang_not_supported = 102,
    sms_encoding_not_supported = 103,
    sms_format_not_supported = 104,
    sms_more_data = 105,
    matching_pdu_session_found = 200,
    dissociation_needed_for_application = 201,
    error_invalid_slot = 202,
    no_matching_ursp_rule = 203,
    default_ursp_rule = 204,
    ms_no_logical_channels = 0x87430001,
    ms_select_failed = 0x87430002,
    ms_invalid_logical_channel = 0x87430003,
    invalid_signature = 0x91000001,
    invalid_imei = 0x91000002,
    invalid_timestamp = 0x91000003,
    network_list_too_large = 0x91000004,
    signature_algorithm_not_supported = 0x91000005,
    feature_not_supported = 0x91000006,
    decode_or_parsing_error = 0x91000007,
};
constexpr auto names(status) {
    using enum status;
    return values(
        "Status", named{success, "SUCCESS"}, named{busy, "BUSY"}, named{failure, "FAILURE"}, named{sim_not_inserted, "SIM_NOT_INSERTED"},
        named{bad_sim, "BAD_SIM"}, named{pin_required, "PIN_REQUIRED"}, named{pin_disabled, "PIN_DISABLED"},
        named{not_registered, "NOT_REGISTERED"}, named{providers_not_found, "PROVIDERS_NOT_FOUND"},
        named{no_device_support, "NO_DEVICE_SUPPORT"}, named{provider_not_visible, "PROVIDER_NOT_VISIBLE"},
        named{data_class_not_available, "DATA_CLASS_NOT_AVAILABLE"}, named{packet_service_detached, "PACKET_SERVICE_DETACHED"},
        named{max_activated_contexts, "MAX_ACTIVATED_CONTEXTS"}, named{not_initialized, "NOT_INITIALIZED"},
        named{voice_call_in_progress, "VOICE_CALL_IN_PROGRESS"}, named{context_not_activated, "CONTEXT_NOT_ACTIVATED"},
        named{service_not_activated, "SERVICE_NOT_ACTIVATED"}, named{invalid_access_string, "INVALID_ACCESS_STRING"},
        named{invalid_user_name_pwd, "INVALID_USER_NAME_PWD"}, named{radio_power_off, "RADIO_POWER_OFF"},
        named{invalid_parameters, "INVALID_PARAMETERS"}, named{read_failure, "READ_FAILURE"}, named{write_failure, "WRITE_FAILURE"},
        named{reserved_24, "RESERVED_24"}, named{no_phonebook, "NO_PHONEBOOK"}, named{parameter_too_long, "PARAMETER_TOO_LONG"},
        named{stk_busy, "STK_BUSY"}, named{operation_not_allowed, "OPERATION_NOT_ALLOWED"}, named{memory_failure, "MEMORY_FAILURE"},
        named{invalid_memory_index, "INVALID_MEMORY_INDEX"}, named{memory_full, "MEMORY_FULL"},
        named{filter_not_supported, "FILTER_NOT_SUPPORTED"}, named{dss_instance_limit, "DSS_INSTANCE_LIMIT"},
        named{invalid_device_service_operation, "INVALID_DEVICE_SERVICE_OPERATION"}, named{auth_incorrect_autn, "AUTH_INCORRECT_AUTN"},
        named{auth_sync_failure, "AUTH_SYNC_FAILURE"}, named{auth_amf_not_set, "AUTH_AMF_NOT_SET"},
        named{context_not_supported, "CONTEXT_NOT_SUPPORTED"}, named{shareability_condition_error, "SHAREABILITY_CONDITION_ERROR"},
        named{pin_failure, "PIN_FAILURE"}, named{no_lte_attach_config, "NO_LTE_ATTACH_CONFIG"},
        named{session_already_exists, "SESSION_ALREADY_EXISTS"}, named{sms_unknown_smsc_address, "SMS_UNKNOWN_SMSC_ADDRESS"},
        named{sms_network_timeout, "SMS_NETWORK_TIMEOUT"}, named{sms_lang_not_supported, "SMS_LANG_NOT_SUPPORTED"},
        named{sms_encoding_not_supported, "SMS_ENCODING_NOT_SUPPORTED"}, named{sms_format_not_supported, "SMS_FORMAT_NOT_SUPPORTED"},
        named{sms_more_data, "SMS_MORE_DATA"}, named{matching_pdu_session_found, "MATCHING_PDU_SESSION_FOUND"},
        named{dissociation_needed_for_application, "DISSOCIATION_NEEDED_FOR_APPLICATION"}, named{error_invalid_slot, "ERROR_INVALID_SLOT"},
        named{no_matching_ursp_rule, "NO_MATCHING_URSP_RULE"}, named{default_ursp_rule, "DEFAULT_URSP_RULE"},
        named{ms_no_logical_channels, "MS_NO_LOGICAL_CHANNELS"}, named{ms_select_failed, "MS_SELECT_FAILED"},
        named{ms_invalid_logical_channel, "MS_INVALID_LOGICAL_CHANNEL"}, named{invalid_signature, "INVALID_SIGNATURE"},
        named{invalid_imei, "INVALID_IMEI"}, named{invalid_timestamp, "INVALID_TIMESTAMP"},
        named{network_list_too_large, "NETWORK_LIST_TOO_LARGE"},
        named{signature_algorithm_not_supported, "SIGNATURE_ALGORITHM_NOT_SUPPORTED"},
        named{feature_not_supported, "FEATURE_NOT_SUPPORTED"}, named{decode_or_parsing_error, "DECODE_OR_PARSING_ERROR"});
}

/// True for values that a single service defines; the same number may mean something else in another service.
[[nodiscard]] constexpr bool is_service_specific(status value) noexcept { return static_cast<std::uint32_t>(value) >= 0x80000000u; }

/// One sentence for a person; empty for values without a name.  Of 41, 42, 105 and 200 to 204 only the names are
/// established; their sentences say no more.
[[nodiscard]] constexpr std::string_view meaning_of(status value) noexcept {
    switch (value) {
        case status::success: return "The operation succeeded.";
        case status::busy: return "The function is occupied; the same request may succeed later.";
        case status::failure: return "The operation failed for a reason that no other status names.";
        case status::sim_not_inserted: return "The operation needs a SIM and none is present.";
        case status::bad_sim: return "The SIM cannot be used.";
        case status::pin_required: return "A PIN has to be entered first.";
        case status::pin_disabled: return "The PIN that the request names is disabled.";
        case status::not_registered: return "The function is not registered with a network.";
        case status::providers_not_found: return "No network provider was found.";
        case status::no_device_support: return "The function does not support the operation.";
        case status::provider_not_visible: return "The chosen provider cannot be received at present.";
        case status::data_class_not_available: return "The requested data class cannot be had at present.";
        case status::packet_service_detached: return "The packet service is detached.";
        case status::max_activated_contexts: return "As many contexts are active as the function supports.";
        case status::not_initialized: return "The function or its SIM is still initialising.";
        case status::voice_call_in_progress: return "A voice call is in progress and excludes the operation.";
        case status::context_not_activated: return "The context is not active.";
        case status::service_not_activated: return "The subscription has not been activated.";
        case status::invalid_access_string: return "The access string (APN) is not valid.";
        case status::invalid_user_name_pwd: return "User name or password is not valid.";
        case status::radio_power_off: return "The radio is switched off.";
        case status::invalid_parameters: return "A field of the request has a value that is not allowed.";
        case status::read_failure: return "Reading from the store failed.";
        case status::write_failure: return "Writing to the store failed.";
        case status::reserved_24: return "Reserved; not for use.";
        case status::no_phonebook: return "There is no phonebook.";
        case status::parameter_too_long: return "A string or byte field is longer than the function accepts.";
        case status::stk_busy: return "The SIM toolkit is busy with another command.";
        case status::operation_not_allowed: return "The SIM or the function forbids the operation.";
        case status::memory_failure: return "The message or phonebook store failed.";
        case status::invalid_memory_index: return "The store has no entry with this index.";
        case status::memory_full: return "The store is full.";
        case status::filter_not_supported: return "The function does not support this filter.";
        case status::dss_instance_limit: return "As many device service streams are open as the service supports.";
        case status::invalid_device_service_operation: return "The service has no such CID, or the CID has no such operation.";
        case status::auth_incorrect_autn: return "The SIM rejected AUTN.";
        case status::auth_sync_failure: return "The SIM reports a sequence number failure; Auts resynchronises.";
        case status::auth_amf_not_set: return "The bit of AMF that AKA' needs is not set.";
        case status::context_not_supported: return "The function does not support this context type.";
        case status::shareability_condition_error: return "A UICC file is in use and cannot be shared.";
        case status::pin_failure: return "The UICC did not accept the PIN.";
        case status::no_lte_attach_config: return "There is no LTE attach configuration.";
        case status::session_already_exists: return "The session exists already.";
        case status::sms_unknown_smsc_address: return "The address of the SMS centre is unknown.";
        case status::sms_network_timeout: return "The network did not answer in time while sending an SMS.";
        case status::sms_lang_not_supported: return "The function does not support the language of the SMS.";
        case status::sms_encoding_not_supported: return "The function does not support the encoding of the SMS.";
        case status::sms_format_not_supported: return "The function does not support the format of the SMS.";
        case status::sms_more_data: return "More SMS data follow.";
        case status::matching_pdu_session_found: return "A PDU session that matches the request exists already.";
        case status::dissociation_needed_for_application: return "The application has to be dissociated first.";
        case status::error_invalid_slot: return "There is no such SIM slot.";
        case status::no_matching_ursp_rule: return "No URSP rule matches the request.";
        case status::default_ursp_rule: return "Only the default URSP rule matches the request.";
        case status::ms_no_logical_channels: return "The UICC has no free logical channel.";
        case status::ms_select_failed: return "The UICC did not select the application.";
        case status::ms_invalid_logical_channel: return "The logical channel is not open or not valid.";
        case status::invalid_signature: return "Carrier lock: the signature does not verify.";
        case status::invalid_imei: return "Carrier lock: the lock data are for another IMEI.";
        case status::invalid_timestamp: return "Carrier lock: the time stamp of the lock data is not valid.";
        case status::network_list_too_large: return "Carrier lock: the list of networks is too large.";
        case status::signature_algorithm_not_supported: return "Carrier lock: the signature algorithm is not supported.";
        case status::feature_not_supported: return "Carrier lock: the function does not support the feature.";
        case status::decode_or_parsing_error: return "Carrier lock: the lock data cannot be decoded.";
    }
    return {};
}

}  // namespace cdcnet::mbim
