// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations of the basic connect service alone.  Those that other services use too are in `mbim/types.hpp`, the causes
/// of the network in `mbim/nw_error.hpp`.  Source: `reference/enums.json`.
#pragma once

#include <cdcnet/mbim/types.hpp>

namespace cdcnet::mbim::basic_connect {

// For expressions outside this namespace: argument-dependent look-up of a flag set looks here.
using mbim::operator|;
using mbim::operator&;
using mbim::operator~;
using mbim::operator|=;
using mbim::operator&=;

/// State of the SIM, SUBSCRIBER_READY_STATUS.
enum class subscriber_ready_state : std::uint32_t {
    not_initialized = 0,
    initialized = 1,  ///< ready for use
    sim_not_inserted = 2,
    bad_sim = 3,
    failure = 4,          ///< the SIM does not work
    not_activated = 5,    ///< the subscription has to be activated
    device_locked = 6,    ///< a PIN has to be entered
    no_esim_profile = 7,  ///< Microsoft extension: the eSIM holds no enabled profile
};
constexpr auto names(subscriber_ready_state) {
    using enum subscriber_ready_state;
    return values("SubscriberReadyState", named{not_initialized, "NOT_INITIALIZED"}, named{initialized, "INITIALIZED"},
                  named{sim_not_inserted, "SIM_NOT_INSERTED"}, named{bad_sim, "BAD_SIM"}, named{failure, "FAILURE"},
                  named{not_activated, "NOT_ACTIVATED"}, named{device_locked, "DEVICE_LOCKED"}, named{no_esim_profile, "NO_ESIM_PROFILE"});
}

/// SUBSCRIBER_READY_STATUS, ReadyInfo.
enum class ready_info_flag : std::uint32_t {
    none = 0,
    protect_unique_id = 1,  ///< the host shall not show the subscriber identity
};
constexpr auto names(ready_info_flag) {
    using enum ready_info_flag;
    return flags("ReadyInfoFlag", named{none, "NONE"}, named{protect_unique_id, "PROTECT_UNIQUE_ID"});
}

/// SUBSCRIBER_READY_STATUS from MBIMEx 3.0 on, Flags.
enum class subscriber_ready_status_flag : std::uint32_t {
    none = 0,
    esim = 1,
    sim_removability_known = 2,  ///< `sim_removable` is meaningful
    sim_removable = 4,
    sim_slot_active = 8,
};
constexpr auto names(subscriber_ready_status_flag) {
    using enum subscriber_ready_status_flag;
    return flags("SubscriberReadyStatusFlag", named{none, "NONE"}, named{esim, "ESIM"},
                 named{sim_removability_known, "SIM_REMOVABILITY_KNOWN"}, named{sim_removable, "SIM_REMOVABLE"},
                 named{sim_slot_active, "SIM_SLOT_ACTIVE"});
}

/// A radio switch, RADIO_STATE.
enum class radio_switch_state : std::uint32_t {
    off = 0,
    on = 1,
};
constexpr auto names(radio_switch_state) {
    using enum radio_switch_state;
    return values("RadioSwitchState", named{off, "OFF"}, named{on, "ON"});
}

/// Whether a PIN is in use, PIN_LIST.
enum class pin_mode : std::uint32_t {
    not_supported = 0,
    enabled = 1,
    disabled = 2,
};
constexpr auto names(pin_mode) {
    using enum pin_mode;
    return values("PinMode", named{not_supported, "NOT_SUPPORTED"}, named{enabled, "ENABLED"}, named{disabled, "DISABLED"});
}

/// Characters of a PIN, PIN_LIST.
enum class pin_format : std::uint32_t {
    unknown = 0,
    numeric = 1,
    alphanumeric = 2,
};
constexpr auto names(pin_format) {
    using enum pin_format;
    return values("PinFormat", named{unknown, "UNKNOWN"}, named{numeric, "NUMERIC"}, named{alphanumeric, "ALPHANUMERIC"});
}

/// How far to look, VISIBLE_PROVIDERS.
enum class visible_providers_action : std::uint32_t {
    full_scan = 0,
    restricted_scan = 1,  ///< only what the preferred multi-carrier providers need
};
constexpr auto names(visible_providers_action) {
    using enum visible_providers_action;
    return values("VisibleProvidersAction", named{full_scan, "FULL_SCAN"}, named{restricted_scan, "RESTRICTED_SCAN"});
}

/// Who shall choose the network, REGISTER_STATE.
enum class register_action : std::uint32_t {
    automatic = 0,  ///< the function
    manual = 1,     ///< the host, by ProviderId
};
constexpr auto names(register_action) {
    using enum register_action;
    return values("RegisterAction", named{automatic, "AUTOMATIC"}, named{manual, "MANUAL"});
}

/// PACKET_SERVICE, set.
enum class packet_service_action : std::uint32_t {
    attach = 0,
    detach = 1,
};
constexpr auto names(packet_service_action) {
    using enum packet_service_action;
    return values("PacketServiceAction", named{attach, "ATTACH"}, named{detach, "DETACH"});
}

/// PACKET_SERVICE.
enum class packet_service_state : std::uint32_t {
    unknown = 0,
    attaching = 1,
    attached = 2,
    detaching = 3,
    detached = 4,
};
constexpr auto names(packet_service_state) {
    using enum packet_service_state;
    return values("PacketServiceState", named{unknown, "UNKNOWN"}, named{attaching, "ATTACHING"}, named{attached, "ATTACHED"},
                  named{detaching, "DETACHING"}, named{detached, "DETACHED"});
}

/// 5G frequency ranges in use, PACKET_SERVICE from MBIMEx 2.0 on.
enum class frequency_range : std::uint32_t {
    unknown = 0,
    fr1 = 1,  ///< below 7.125 GHz
    fr2 = 2,  ///< 24.25 GHz and above
    fr1_and_fr2 = 3,
};
constexpr auto names(frequency_range) {
    using enum frequency_range;
    return flags("FrequencyRange", named{unknown, "UNKNOWN"}, named{fr1, "FR1"}, named{fr2, "FR2"}, named{fr1_and_fr2, "FR1_AND_FR2"});
}

/// CONNECT, set.
enum class activation_command : std::uint32_t {
    deactivate = 0,
    activate = 1,
};
constexpr auto names(activation_command) {
    using enum activation_command;
    return values("ActivationCommand", named{deactivate, "DEACTIVATE"}, named{activate, "ACTIVATE"});
}

/// State of the context of a session, CONNECT.
enum class activation_state : std::uint32_t {
    unknown = 0,
    activated = 1,
    activating = 2,
    deactivated = 3,
    deactivating = 4,
};
constexpr auto names(activation_state) {
    using enum activation_state;
    return values("ActivationState", named{unknown, "UNKNOWN"}, named{activated, "ACTIVATED"}, named{activating, "ACTIVATING"},
                  named{deactivated, "DEACTIVATED"}, named{deactivating, "DEACTIVATING"});
}

/// How a connection was chosen by URSP rules, CONNECT from MBIMEx 4.0 on.
enum class activation_option : std::uint32_t {
    default_ = 0,
    per_non_default_ursp_rules = 1,
    per_default_ursp_rules = 2,
    per_ursp_rules = 3,
};
constexpr auto names(activation_option) {
    using enum activation_option;
    return values("ActivationOption", named{default_, "DEFAULT"}, named{per_non_default_ursp_rules, "PER_NON_DEFAULT_URSP_RULES"},
                  named{per_default_ursp_rules, "PER_DEFAULT_URSP_RULES"}, named{per_ursp_rules, "PER_URSP_RULES"});
}

/// Voice call on a function that has voice or data at a time, CONNECT.
enum class voice_call_state : std::uint32_t {
    none = 0,
    in_progress = 1,
    hang_up = 2,
};
constexpr auto names(voice_call_state) {
    using enum voice_call_state;
    return values("VoiceCallState", named{none, "NONE"}, named{in_progress, "IN_PROGRESS"}, named{hang_up, "HANG_UP"});
}

/// Which accesses a connection may use, CONNECT from MBIMEx 3.0 on.
enum class access_media_type : std::uint32_t {
    unknown = 0,
    _3gpp = 1,            ///< 3GPP alone
    _3gpp_preferred = 2,  ///< 3GPP first, others when it is missing
};
constexpr auto names(access_media_type) {
    using enum access_media_type;
    return values("AccessMediaType", named{unknown, "UNKNOWN"}, named{_3gpp, "3GPP"}, named{_3gpp_preferred, "3GPP_PREFERRED"});
}

/// What the function knows of the IP configuration, IP_CONFIGURATION; what is absent comes from DHCP or from router
/// advertisements.
enum class ip_configuration_available_flag : std::uint32_t {
    none = 0,
    address = 1,
    gateway = 2,
    dns = 4,
    mtu = 8,
};
constexpr auto names(ip_configuration_available_flag) {
    using enum ip_configuration_available_flag;
    return flags("IPConfigurationAvailableFlag", named{none, "NONE"}, named{address, "ADDRESS"}, named{gateway, "GATEWAY"},
                 named{dns, "DNS"}, named{mtu, "MTU"});
}

/// Directions of device service streams, DEVICE_SERVICES.  The bit values are inferred from their order.
enum class dss_payload : std::uint32_t {
    host_to_device = 1,
    device_to_host = 2,
};
constexpr auto names(dss_payload) {
    using enum dss_payload;
    return flags("DssPayload", named{host_to_device, "HOST_TO_DEVICE"}, named{device_to_host, "DEVICE_TO_HOST"});
}

/// NETWORK_IDLE_HINT.
enum class network_idle_hint_state : std::uint32_t {
    disabled = 0,
    enabled = 1,  ///< the host expects little traffic
};
constexpr auto names(network_idle_hint_state) {
    using enum network_idle_hint_state;
    return values("NetworkIdleHintState", named{disabled, "DISABLED"}, named{enabled, "ENABLED"});
}

/// EMERGENCY_MODE.
enum class emergency_mode_state : std::uint32_t {
    off = 0,
    on = 1,
};
constexpr auto names(emergency_mode_state) {
    using enum emergency_mode_state;
    return values("EmergencyModeState", named{off, "OFF"}, named{on, "ON"});
}

}  // namespace cdcnet::mbim::basic_connect
