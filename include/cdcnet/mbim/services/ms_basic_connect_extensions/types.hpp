// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations of the Microsoft basic connect extensions alone.  Those that other services use too are in
/// `mbim/types.hpp`, the causes of the network in `mbim/nw_error.hpp`.  Source: `reference/enums.json`.
#pragma once

#include <cdcnet/mbim/types.hpp>

namespace cdcnet::mbim::ms_basic_connect_extensions {

// For expressions outside this namespace: argument-dependent look-up of a flag set looks here.
using mbim::operator|;
using mbim::operator&;
using mbim::operator~;
using mbim::operator|=;
using mbim::operator&=;

/// PROVISIONED_CONTEXTS, set.
enum class context_operation : std::uint32_t {
    default_ = 0,  ///< writes the context
    delete_ = 1,
    restore_factory = 2,  ///< puts back what the device came with
};
constexpr auto names(context_operation) {
    using enum context_operation;
    return values("ContextOperation", named{default_, "DEFAULT"}, named{delete_, "DELETE"}, named{restore_factory, "RESTORE_FACTORY"});
}

/// Whether a context may be used, PROVISIONED_CONTEXTS.
enum class context_state : std::uint32_t {
    disabled = 0,
    enabled = 1,
};
constexpr auto names(context_state) {
    using enum context_state;
    return values("ContextState", named{disabled, "DISABLED"}, named{enabled, "ENABLED"});
}

/// In which networks a context may be used, PROVISIONED_CONTEXTS.
enum class context_roaming_control : std::uint32_t {
    home_only = 0,
    partner_only = 1,
    non_partner_only = 2,
    home_and_partner = 3,
    home_and_non_partner = 4,
    partner_and_non_partner = 5,
    allow_all = 6,
};
constexpr auto names(context_roaming_control) {
    using enum context_roaming_control;
    return values("ContextRoamingControl", named{home_only, "HOME_ONLY"}, named{partner_only, "PARTNER_ONLY"},
                  named{non_partner_only, "NON_PARTNER_ONLY"}, named{home_and_partner, "HOME_AND_PARTNER"},
                  named{home_and_non_partner, "HOME_AND_NON_PARTNER"}, named{partner_and_non_partner, "PARTNER_AND_NON_PARTNER"},
                  named{allow_all, "ALLOW_ALL"});
}

/// Over which access a context may be used, PROVISIONED_CONTEXTS.
enum class context_media_type : std::uint32_t {
    cellular_only = 0,
    wifi_only = 1,
    all = 2,
};
constexpr auto names(context_media_type) {
    using enum context_media_type;
    return values("ContextMediaType", named{cellular_only, "CELLULAR_ONLY"}, named{wifi_only, "WIFI_ONLY"}, named{all, "ALL"});
}

/// Who made a context, PROVISIONED_CONTEXTS and LTE_ATTACH_CONFIGURATION.
enum class context_source : std::uint32_t {
    admin = 0,  ///< an administrator, for instance by device management
    user = 1,
    operator_ = 2,
    modem = 3,  ///< came with the modem
    device = 4,
};
constexpr auto names(context_source) {
    using enum context_source;
    return values("ContextSource", named{admin, "ADMIN"}, named{user, "USER"}, named{operator_, "OPERATOR"}, named{modem, "MODEM"},
                  named{device, "DEVICE"});
}

/// Which of the two lists keeps the device from registering now, NETWORK_DENYLIST.
enum class network_denylist_state : std::uint32_t {
    not_actuated = 0,
    sim_provider_actuated = 1,      ///< the provider of the SIM is listed
    network_provider_actuated = 2,  ///< the network is listed
};
constexpr auto names(network_denylist_state) {
    using enum network_denylist_state;
    return flags("NetworkDenylistState", named{not_actuated, "NOT_ACTUATED"}, named{sim_provider_actuated, "SIM_PROVIDER_ACTUATED"},
                 named{network_provider_actuated, "NETWORK_PROVIDER_ACTUATED"});
}

/// Which of the two lists an entry is on, NETWORK_DENYLIST.
enum class network_denylist_type : std::uint32_t {
    sim = 0,      ///< no registration with a SIM of this provider
    network = 1,  ///< no registration in this network
};
constexpr auto names(network_denylist_type) {
    using enum network_denylist_type;
    return values("NetworkDenylistType", named{sim, "SIM"}, named{network, "NETWORK"});
}

/// LTE_ATTACH_CONFIGURATION, set.  Wireshark has 2 for `restore_factory` (`reference/discrepancies.md`, B3).
enum class lte_attach_context_operation : std::uint32_t {
    default_ = 0,  ///< writes the contexts
    restore_factory = 1,
};
constexpr auto names(lte_attach_context_operation) {
    using enum lte_attach_context_operation;
    return values("LteAttachContextOperation", named{default_, "DEFAULT"}, named{restore_factory, "RESTORE_FACTORY"});
}

/// For which networks an attach context is, LTE_ATTACH_CONFIGURATION.
enum class lte_attach_context_roaming_control : std::uint32_t {
    home = 0,
    partner = 1,
    non_partner = 2,
};
constexpr auto names(lte_attach_context_roaming_control) {
    using enum lte_attach_context_roaming_control;
    return values("LteAttachContextRoamingControl", named{home, "HOME"}, named{partner, "PARTNER"}, named{non_partner, "NON_PARTNER"});
}

/// LTE_ATTACH_INFO.
enum class lte_attach_state : std::uint32_t {
    detached = 0,
    attached = 1,
};
constexpr auto names(lte_attach_state) {
    using enum lte_attach_state;
    return values("LteAttachState", named{detached, "DETACHED"}, named{attached, "ATTACHED"});
}

/// State of a slot and of the card in it, SLOT_INFO_STATUS.
enum class uicc_slot_state : std::uint32_t {
    unknown = 0,
    off_empty = 1,  ///< switched off, no card in it
    off = 2,        ///< switched off, a card in it
    empty = 3,
    not_ready = 4,  ///< a card in it that is not ready yet
    active = 5,
    error = 6,  ///< the card does not work
    active_esim = 7,
    active_esim_no_profiles = 8,  ///< an eSIM without an enabled profile
};
constexpr auto names(uicc_slot_state) {
    using enum uicc_slot_state;
    return values("UiccSlotState", named{unknown, "UNKNOWN"}, named{off_empty, "OFF_EMPTY"}, named{off, "OFF"}, named{empty, "EMPTY"},
                  named{not_ready, "NOT_READY"}, named{active, "ACTIVE"}, named{error, "ERROR"}, named{active_esim, "ACTIVE_ESIM"},
                  named{active_esim_no_profiles, "ACTIVE_ESIM_NO_PROFILES"});
}

/// How much of the protocol configuration options is here, PCO.
enum class pco_type : std::uint32_t {
    complete = 0,
    partial = 1,  ///< only what the function passes on
};
constexpr auto names(pco_type) {
    using enum pco_type;
    return values("PcoType", named{complete, "COMPLETE"}, named{partial, "PARTIAL"});
}

/// MODEM_LOGGING_CONFIG.
enum class logging_level_config : std::uint32_t {
    prod = 0,
    lab_verbose = 1,
    lab_medium = 2,
    lab_low = 3,
    oem = 4,
};
constexpr auto names(logging_level_config) {
    using enum logging_level_config;
    return values("LoggingLevelConfig", named{prod, "PROD"}, named{lab_verbose, "LAB_VERBOSE"}, named{lab_medium, "LAB_MEDIUM"},
                  named{lab_low, "LAB_LOW"}, named{oem, "OEM"});
}

/// MODEM_CONFIGURATION.
enum class modem_configuration_status : std::uint32_t {
    unknown = 0,
    started = 1,
    completed = 2,
};
constexpr auto names(modem_configuration_status) {
    using enum modem_configuration_status;
    return values("ModemConfigurationStatus", named{unknown, "UNKNOWN"}, named{started, "STARTED"}, named{completed, "COMPLETED"});
}

/// Mobile initiated connection only: a device in this mode cannot be paged.  REGISTRATION_PARAMETERS.
enum class mico_mode : std::uint32_t {
    disabled = 0,
    enabled = 1,
    unsupported = 2,
    default_ = 3,
};
constexpr auto names(mico_mode) {
    using enum mico_mode;
    return values("MicoMode", named{disabled, "DISABLED"}, named{enabled, "ENABLED"}, named{unsupported, "UNSUPPORTED"},
                  named{default_, "DEFAULT"});
}

/// Whether the network allotted the mode, NETWORK_PARAMS.
enum class mico_indication : std::uint32_t {
    not_allocated = 0,
    allocated = 1,
    not_available = 0xffffffff,
};
constexpr auto names(mico_indication) {
    using enum mico_indication;
    return values("MicoIndication", named{not_allocated, "NOT_ALLOCATED"}, named{allocated, "ALLOCATED"},
                  named{not_available, "NOT_AVAILABLE"});
}

/// How often the device listens for paging, in radio frames.  REGISTRATION_PARAMETERS and NETWORK_PARAMS.
enum class drx_cycle : std::uint32_t {
    not_specified = 0,
    not_supported = 1,
    cycle_32 = 2,
    cycle_64 = 3,
    cycle_128 = 4,
    cycle_256 = 5,
};
constexpr auto names(drx_cycle) {
    using enum drx_cycle;
    return values("DrxCycle", named{not_specified, "NOT_SPECIFIED"}, named{not_supported, "NOT_SUPPORTED"}, named{cycle_32, "CYCLE_32"},
                  named{cycle_64, "CYCLE_64"}, named{cycle_128, "CYCLE_128"}, named{cycle_256, "CYCLE_256"});
}

/// Whether the registration asks for local area data networks, REGISTRATION_PARAMETERS.
enum class ladn_info : std::uint32_t {
    not_needed = 0,
    requested = 1,
};
constexpr auto names(ladn_info) {
    using enum ladn_info;
    return values("LadnInfo", named{not_needed, "NOT_NEEDED"}, named{requested, "REQUESTED"});
}

/// Whether the host will open the default PDU session after registration, REGISTRATION_PARAMETERS.
enum class default_pdu_activation_hint : std::uint32_t {
    unlikely = 0,
    likely = 1,
};
constexpr auto names(default_pdu_activation_hint) {
    using enum default_pdu_activation_hint;
    return values("DefaultPduActivationHint", named{unlikely, "UNLIKELY"}, named{likely, "LIKELY"});
}

/// What woke the host, WAKE_REASON.
enum class wake_type : std::uint32_t {
    cid_response = 0,    ///< an answer to a command
    cid_indication = 1,  ///< a notification
    packet = 2,          ///< a packet that a filter let through
};
constexpr auto names(wake_type) {
    using enum wake_type;
    return values("WakeType", named{cid_response, "CID_RESPONSE"}, named{cid_indication, "CID_INDICATION"}, named{packet, "PACKET"});
}

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
