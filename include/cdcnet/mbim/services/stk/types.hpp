// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations of the SIM toolkit service.  Source: `reference/enums.json`; `reference/discrepancies.md`, B20.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim::stk {

/// Who handles a proactive command: an entry of PacSupport, PAC.  Stands in one byte there.
enum class stk_pac_profile : std::uint32_t {
    not_handled_by_function_handled_by_host = 0,
    not_handled_by_function_may_be_handled_by_host = 1,
    handled_by_function_only_transparent_to_host = 2,
    handled_by_function_notification_to_host_possible = 3,
    handled_by_function_notifications_to_host_enabled = 4,
    handled_by_function_can_be_overridden_by_host = 5,
    handled_by_host_function_not_able_to_handle = 6,
    handled_by_host_function_able_to_handle = 7,
};
constexpr auto names(stk_pac_profile) {
    using enum stk_pac_profile;
    return values("StkPacProfile", named{not_handled_by_function_handled_by_host, "NOT_HANDLED_BY_FUNCTION_HANDLED_BY_HOST"},
                  named{not_handled_by_function_may_be_handled_by_host, "NOT_HANDLED_BY_FUNCTION_MAY_BE_HANDLED_BY_HOST"},
                  named{handled_by_function_only_transparent_to_host, "HANDLED_BY_FUNCTION_ONLY_TRANSPARENT_TO_HOST"},
                  named{handled_by_function_notification_to_host_possible, "HANDLED_BY_FUNCTION_NOTIFICATION_TO_HOST_POSSIBLE"},
                  named{handled_by_function_notifications_to_host_enabled, "HANDLED_BY_FUNCTION_NOTIFICATIONS_TO_HOST_ENABLED"},
                  named{handled_by_function_can_be_overridden_by_host, "HANDLED_BY_FUNCTION_CAN_BE_OVERRIDEN_BY_HOST"},
                  named{handled_by_host_function_not_able_to_handle, "HANDLED_BY_HOST_FUNCTION_NOT_ABLE_TO_HANDLE"},
                  named{handled_by_host_function_able_to_handle, "HANDLED_BY_HOST_FUNCTION_ABLE_TO_HANDLE"});
}

/// Whether the host has to act, PAC.
enum class stk_pac_type : std::uint32_t {
    proactive_command = 0,  ///< the host answers with TERMINAL_RESPONSE
    notification = 1,       ///< the function handles it
};
constexpr auto names(stk_pac_type) {
    using enum stk_pac_type;
    return values("StkPacType", named{proactive_command, "PROACTIVE_COMMAND"}, named{notification, "NOTIFICATION"});
}

/// Types of proactive commands (ETSI TS 102 223): the index into PacSupport and the number of a bit of PacHostControl.  One
/// source reads them as decimal numbers there; check with a real device before relying on it (`reference/discrepancies.md`,
/// B20).
enum class stk_proactive_command : std::uint8_t {
    refresh = 0x01,
    more_time = 0x02,
    poll_interval = 0x03,
    polling_off = 0x04,
    set_up_event_list = 0x05,
    set_up_call = 0x10,
    send_ss = 0x11,
    send_ussd = 0x12,
    send_short_message = 0x13,
    send_dtmf = 0x14,
    launch_browser = 0x15,
    geographical_location_request = 0x16,
    play_tone = 0x20,
    display_text = 0x21,
    get_inkey = 0x22,
    get_input = 0x23,
    select_item = 0x24,
    set_up_menu = 0x25,
    provide_local_information = 0x26,
    timer_management = 0x27,
    set_up_idle_mode_text = 0x28,
    perform_card_apdu = 0x30,
    power_on_card = 0x31,
    power_off_card = 0x32,
    get_reader_status = 0x33,
    run_at_command = 0x34,
    language_notification = 0x35,
    open_channel = 0x40,
    close_channel = 0x41,
    receive_data = 0x42,
    send_data = 0x43,
    get_channel_status = 0x44,
    service_search = 0x45,
    get_service_information = 0x46,
    declare_service = 0x47,
    set_frames = 0x50,
    get_frames_status = 0x51,
    retrieve_multimedia_message = 0x60,
    submit_multimedia_message = 0x61,
    display_multimedia_message = 0x62,
    activate = 0x70,
    contactless_state_changed = 0x71,
    command_container = 0x72,
    encapsulated_session_control = 0x73,
    end_of_proactive_session = 0x81,
};
constexpr auto names(stk_proactive_command) {
    using enum stk_proactive_command;
    return values(
        "StkProactiveCommand", named{refresh, "REFRESH"}, named{more_time, "MORE_TIME"}, named{poll_interval, "POLL_INTERVAL"},
        named{polling_off, "POLLING_OFF"}, named{set_up_event_list, "SET_UP_EVENT_LIST"}, named{set_up_call, "SET_UP_CALL"},
        named{send_ss, "SEND_SS"}, named{send_ussd, "SEND_USSD"}, named{send_short_message, "SEND_SHORT_MESSAGE"},
        named{send_dtmf, "SEND_DTMF"}, named{launch_browser, "LAUNCH_BROWSER"},
        named{geographical_location_request, "GEOGRAPHICAL_LOCATION_REQUEST"}, named{play_tone, "PLAY_TONE"},
        named{display_text, "DISPLAY_TEXT"}, named{get_inkey, "GET_INKEY"}, named{get_input, "GET_INPUT"},
        named{select_item, "SELECT_ITEM"}, named{set_up_menu, "SET_UP_MENU"}, named{provide_local_information, "PROVIDE_LOCAL_INFORMATION"},
        named{timer_management, "TIMER_MANAGEMENT"}, named{set_up_idle_mode_text, "SET_UP_IDLE_MODE_TEXT"},
        named{perform_card_apdu, "PERFORM_CARD_APDU"}, named{power_on_card, "POWER_ON_CARD"}, named{power_off_card, "POWER_OFF_CARD"},
        named{get_reader_status, "GET_READER_STATUS"}, named{run_at_command, "RUN_AT_COMMAND"},
        named{language_notification, "LANGUAGE_NOTIFICATION"}, named{open_channel, "OPEN_CHANNEL"}, named{close_channel, "CLOSE_CHANNEL"},
        named{receive_data, "RECEIVE_DATA"}, named{send_data, "SEND_DATA"}, named{get_channel_status, "GET_CHANNEL_STATUS"},
        named{service_search, "SERVICE_SEARCH"}, named{get_service_information, "GET_SERVICE_INFORMATION"},
        named{declare_service, "DECLARE_SERVICE"}, named{set_frames, "SET_FRAMES"}, named{get_frames_status, "GET_FRAMES_STATUS"},
        named{retrieve_multimedia_message, "RETRIEVE_MULTIMEDIA_MESSAGE"}, named{submit_multimedia_message, "SUBMIT_MULTIMEDIA_MESSAGE"},
        named{display_multimedia_message, "DISPLAY_MULTIMEDIA_MESSAGE"}, named{activate, "ACTIVATE"},
        named{contactless_state_changed, "CONTACTLESS_STATE_CHANGED"}, named{command_container, "COMMAND_CONTAINER"},
        named{encapsulated_session_control, "ENCAPSULATED_SESSION_CONTROL"}, named{end_of_proactive_session, "END_OF_PROACTIVE_SESSION"});
}

}  // namespace cdcnet::mbim::stk
