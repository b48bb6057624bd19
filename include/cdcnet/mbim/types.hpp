// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations that several services use.  Source: `reference/enums.json`.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim {

/// A truth value of 32 bits.
enum class bool32 : std::uint32_t {
    false_ = 0,
    true_ = 1,
};
constexpr auto names(bool32) {
    using enum bool32;
    return values("Bool32", named{false_, "FALSE"}, named{true_, "TRUE"});
}

/// How the function is built into the host.
enum class device_type : std::uint32_t {
    unknown = 0,
    embedded = 1,
    removable = 2,
    remote = 3,  ///< reached over a link of its own, not plugged in
};
constexpr auto names(device_type) {
    using enum device_type;
    return values("DeviceType", named{unknown, "UNKNOWN"}, named{embedded, "EMBEDDED"}, named{removable, "REMOVABLE"},
                  named{remote, "REMOTE"});
}

/// Families of cellular technology.
enum class cellular_class : std::uint32_t {
    none = 0,
    gsm = 1,   ///< 3GPP, LTE and 5G included
    cdma = 2,  ///< 3GPP2
};
constexpr auto names(cellular_class) {
    using enum cellular_class;
    return flags("CellularClass", named{none, "NONE"}, named{gsm, "GSM"}, named{cdma, "CDMA"});
}

/// Whether voice calls and data connections exclude each other.
enum class voice_class : std::uint32_t {
    unknown = 0,
    no_voice = 1,
    separated_voice_data = 2,
    simultaneous_voice_data = 3,
};
constexpr auto names(voice_class) {
    using enum voice_class;
    return values("VoiceClass", named{unknown, "UNKNOWN"}, named{no_voice, "NO_VOICE"}, named{separated_voice_data, "SEPARATED_VOICE_DATA"},
                  named{simultaneous_voice_data, "SIMULTANEOUS_VOICE_DATA"});
}

/// Kinds of SIM.
enum class sim_class : std::uint32_t {
    none = 0,
    logical = 1,  ///< built in
    removable = 2,
};
constexpr auto names(sim_class) {
    using enum sim_class;
    return flags("SimClass", named{none, "NONE"}, named{logical, "LOGICAL"}, named{removable, "REMOVABLE"});
}

/// Radio technologies for data in MBIM 1.0 and MBIMEx 2.0.  Bits 8 to 15 are reserved to 3GPP, 23 to 30 to 3GPP2.
/// Bits 6 and 7 mean something else in `data_class_v3`.
enum class data_class : std::uint32_t {
    none = 0,
    gprs = 1,
    edge = 2,
    umts = 4,
    hsdpa = 8,
    hsupa = 0x10,
    lte = 0x20,
    _5g_nsa = 0x40,  ///< since MBIMEx 2.0
    _5g_sa = 0x80,   ///< since MBIMEx 2.0
    _1xrtt = 0x10000,
    _1xevdo = 0x20000,
    _1xevdo_reva = 0x40000,
    _1xevdv = 0x80000,
    _3xrtt = 0x100000,
    _1xevdo_revb = 0x200000,
    umb = 0x400000,
    custom = 0x80000000,  ///< named by the CustomDataClass text
};
constexpr auto names(data_class) {
    using enum data_class;
    return flags("DataClass", named{none, "NONE"}, named{gprs, "GPRS"}, named{edge, "EDGE"}, named{umts, "UMTS"}, named{hsdpa, "HSDPA"},
                 named{hsupa, "HSUPA"}, named{lte, "LTE"}, named{_5g_nsa, "5G_NSA"}, named{_5g_sa, "5G_SA"}, named{_1xrtt, "1XRTT"},
                 named{_1xevdo, "1XEVDO"}, named{_1xevdo_reva, "1XEVDO_REVA"}, named{_1xevdv, "1XEVDV"}, named{_3xrtt, "3XRTT"},
                 named{_1xevdo_revb, "1XEVDO_REVB"}, named{umb, "UMB"}, named{custom, "CUSTOM"});
}

/// Radio technologies for data from MBIMEx 3.0 on: one bit for 5G, its kinds are in `data_subclass`.  Bit 7 and bits 8 to
/// 15 are reserved to 3GPP, 23 to 30 to 3GPP2.
enum class data_class_v3 : std::uint32_t {
    none = 0,
    gprs = 1,
    edge = 2,
    umts = 4,
    hsdpa = 8,
    hsupa = 0x10,
    lte = 0x20,
    _5g = 0x40,  ///< 5G non-standalone in MBIMEx 2.0
    _1xrtt = 0x10000,
    _1xevdo = 0x20000,
    _1xevdo_reva = 0x40000,
    _1xevdv = 0x80000,
    _3xrtt = 0x100000,
    _1xevdo_revb = 0x200000,
    umb = 0x400000,
    custom = 0x80000000,  ///< named by the CustomDataClass text
};
constexpr auto names(data_class_v3) {
    using enum data_class_v3;
    return flags("DataClassV3", named{none, "NONE"}, named{gprs, "GPRS"}, named{edge, "EDGE"}, named{umts, "UMTS"}, named{hsdpa, "HSDPA"},
                 named{hsupa, "HSUPA"}, named{lte, "LTE"}, named{_5g, "5G"}, named{_1xrtt, "1XRTT"}, named{_1xevdo, "1XEVDO"},
                 named{_1xevdo_reva, "1XEVDO_REVA"}, named{_1xevdv, "1XEVDV"}, named{_3xrtt, "3XRTT"}, named{_1xevdo_revb, "1XEVDO_REVB"},
                 named{umb, "UMB"}, named{custom, "CUSTOM"});
}

/// Kinds of 5G from MBIMEx 3.0 on: which core network and which radios work together.  The field is 64 bits wide in
/// the device capabilities of MBIMEx 3.0 and 32 everywhere else.
enum class data_subclass : std::uint32_t {
    none = 0,
    _5g_endc = 1,       ///< LTE leads, EPC core
    _5g_nr = 2,         ///< NR alone (standalone)
    _5g_nedc = 4,       ///< NR leads, 5G core
    _5g_elte = 8,       ///< LTE alone, 5G core
    _5g_ngendc = 0x10,  ///< LTE leads, 5G core
};
constexpr auto names(data_subclass) {
    using enum data_subclass;
    return flags("DataSubclass", named{none, "NONE"}, named{_5g_endc, "5G_ENDC"}, named{_5g_nr, "5G_NR"}, named{_5g_nedc, "5G_NEDC"},
                 named{_5g_elte, "5G_ELTE"}, named{_5g_ngendc, "5G_NGENDC"});
}

/// What the function can do with SMS.
enum class sms_caps : std::uint32_t {
    none = 0,
    pdu_receive = 1,   ///< 3GPP PDU format
    pdu_send = 2,      ///< 3GPP PDU format
    text_receive = 4,  ///< text format (CDMA)
    text_send = 8,     ///< text format (CDMA)
};
constexpr auto names(sms_caps) {
    using enum sms_caps;
    return flags("SmsCaps", named{none, "NONE"}, named{pdu_receive, "PDU_RECEIVE"}, named{pdu_send, "PDU_SEND"},
                 named{text_receive, "TEXT_RECEIVE"}, named{text_send, "TEXT_SEND"});
}

/// What the function can do besides data.
enum class ctrl_caps : std::uint32_t {
    none = 0,
    reg_manual = 1,  ///< registers with a provider that the host chooses
    hw_radio_switch = 2,
    cdma_mobile_ip = 4,
    cdma_simple_ip = 8,
    multi_carrier = 0x10,
    esim = 0x20,
    ue_policy_route_selection = 0x40,
    sim_hot_swap_capable = 0x80,
    use_ursp_rule_on_epc_capable = 0x100,
};
constexpr auto names(ctrl_caps) {
    using enum ctrl_caps;
    return flags("CtrlCaps", named{none, "NONE"}, named{reg_manual, "REG_MANUAL"}, named{hw_radio_switch, "HW_RADIO_SWITCH"},
                 named{cdma_mobile_ip, "CDMA_MOBILE_IP"}, named{cdma_simple_ip, "CDMA_SIMPLE_IP"}, named{multi_carrier, "MULTI_CARRIER"},
                 named{esim, "ESIM"}, named{ue_policy_route_selection, "UE_POLICY_ROUTE_SELECTION"},
                 named{sim_hot_swap_capable, "SIM_HOT_SWAP_CAPABLE"}, named{use_ursp_rule_on_epc_capable, "USE_URSP_RULE_ON_EPC_CAPABLE"});
}

/// PINs and the PUKs that unblock them.
enum class pin_type : std::uint32_t {
    unknown = 0,  ///< also called NONE
    custom = 1,
    pin1 = 2,                  ///< the PIN of the SIM
    pin2 = 3,                  ///< guards further SIM data
    device_sim_pin = 4,        ///< ties the device to a SIM
    device_first_sim_pin = 5,  ///< ties the device to the first SIM it saw
    network_pin = 6,           ///< personalisation to a network
    network_subset_pin = 7,
    service_provider_pin = 8,
    corporate_pin = 9,
    subsidy_pin = 10,  ///< also called SUBSIDY_LOCK
    puk1 = 11,         ///< unblocks PIN1
    puk2 = 12,         ///< unblocks PIN2
    device_first_sim_puk = 13,
    network_puk = 14,
    network_subset_puk = 15,
    service_provider_puk = 16,
    corporate_puk = 17,
    nev = 18,  ///< Microsoft extension
    adm = 19,  ///< Microsoft extension: administrative PIN
};
constexpr auto names(pin_type) {
    using enum pin_type;
    return values("PinType", named{unknown, "UNKNOWN"}, named{custom, "CUSTOM"}, named{pin1, "PIN1"}, named{pin2, "PIN2"},
                  named{device_sim_pin, "DEVICE_SIM_PIN"}, named{device_first_sim_pin, "DEVICE_FIRST_SIM_PIN"},
                  named{network_pin, "NETWORK_PIN"}, named{network_subset_pin, "NETWORK_SUBSET_PIN"},
                  named{service_provider_pin, "SERVICE_PROVIDER_PIN"}, named{corporate_pin, "CORPORATE_PIN"},
                  named{subsidy_pin, "SUBSIDY_PIN"}, named{puk1, "PUK1"}, named{puk2, "PUK2"},
                  named{device_first_sim_puk, "DEVICE_FIRST_SIM_PUK"}, named{network_puk, "NETWORK_PUK"},
                  named{network_subset_puk, "NETWORK_SUBSET_PUK"}, named{service_provider_puk, "SERVICE_PROVIDER_PUK"},
                  named{corporate_puk, "CORPORATE_PUK"}, named{nev, "NEV"}, named{adm, "ADM"});
}

/// Whether the function waits for the PIN.
enum class pin_state : std::uint32_t {
    unlocked = 0,
    locked = 1,  ///< the PIN has to be entered
};
constexpr auto names(pin_state) {
    using enum pin_state;
    return values("PinState", named{unlocked, "UNLOCKED"}, named{locked, "LOCKED"});
}

/// What to do with a PIN.
enum class pin_operation : std::uint32_t {
    enter = 0,  ///< a PUK is entered in the same way, with the new PIN
    enable = 1,
    disable = 2,
    change = 3,  ///< Pin holds the old one, NewPin the new one
};
constexpr auto names(pin_operation) {
    using enum pin_operation;
    return values("PinOperation", named{enter, "ENTER"}, named{enable, "ENABLE"}, named{disable, "DISABLE"}, named{change, "CHANGE"});
}

/// How a provider stands to the subscriber and to the radio.
enum class provider_state : std::uint32_t {
    unknown = 0,
    home = 1,
    forbidden = 2,
    preferred = 4,
    visible = 8,                    ///< can be received now
    registered = 0x10,              ///< the function is registered there
    preferred_multicarrier = 0x20,  ///< preferred by a device that serves several carriers
};
constexpr auto names(provider_state) {
    using enum provider_state;
    return flags("ProviderState", named{unknown, "UNKNOWN"}, named{home, "HOME"}, named{forbidden, "FORBIDDEN"},
                 named{preferred, "PREFERRED"}, named{visible, "VISIBLE"}, named{registered, "REGISTERED"},
                 named{preferred_multicarrier, "PREFERRED_MULTICARRIER"});
}

/// State of the registration with a network.
enum class register_state : std::uint32_t {
    unknown = 0,
    deregistered = 1,
    searching = 2,
    home = 3,
    roaming = 4,
    partner = 5,  ///< roaming with a preferred partner
    denied = 6,   ///< refused; emergency calls may work
};
constexpr auto names(register_state) {
    using enum register_state;
    return values("RegisterState", named{unknown, "UNKNOWN"}, named{deregistered, "DEREGISTERED"}, named{searching, "SEARCHING"},
                  named{home, "HOME"}, named{roaming, "ROAMING"}, named{partner, "PARTNER"}, named{denied, "DENIED"});
}

/// Who chooses the network.
enum class register_mode : std::uint32_t {
    unknown = 0,
    automatic = 1,  ///< the function
    manual = 2,     ///< the host
};
constexpr auto names(register_mode) {
    using enum register_mode;
    return values("RegisterMode", named{unknown, "UNKNOWN"}, named{automatic, "AUTOMATIC"}, named{manual, "MANUAL"});
}

/// Properties of the registration.
enum class registration_flag : std::uint32_t {
    none = 0,
    manual_selection_not_available = 1,
    packet_service_automatic_attach = 2,  ///< the function attaches the packet service by itself
};
constexpr auto names(registration_flag) {
    using enum registration_flag;
    return flags("RegistrationFlag", named{none, "NONE"}, named{manual_selection_not_available, "MANUAL_SELECTION_NOT_AVAILABLE"},
                 named{packet_service_automatic_attach, "PACKET_SERVICE_AUTOMATIC_ATTACH"});
}

/// Header and data compression of a context.
enum class compression : std::uint32_t {
    none = 0,
    enable = 1,
};
constexpr auto names(compression) {
    using enum compression;
    return values("Compression", named{none, "NONE"}, named{enable, "ENABLE"});
}

/// How user name and password are proven to the network.
enum class auth_protocol : std::uint32_t {
    none = 0,
    pap = 1,
    chap = 2,
    mschapv2 = 3,
};
constexpr auto names(auth_protocol) {
    using enum auth_protocol;
    return values("AuthProtocol", named{none, "NONE"}, named{pap, "PAP"}, named{chap, "CHAP"}, named{mschapv2, "MSCHAPV2"});
}

/// IP versions of a context.
enum class context_ip_type : std::uint32_t {
    default_ = 0,  ///< the function decides
    ipv4 = 1,
    ipv6 = 2,
    ipv4v6 = 3,         ///< one context that carries both
    ipv4_and_ipv6 = 4,  ///< both, in two contexts when the network needs two
};
constexpr auto names(context_ip_type) {
    using enum context_ip_type;
    return values("ContextIpType", named{default_, "DEFAULT"}, named{ipv4, "IPV4"}, named{ipv6, "IPV6"}, named{ipv4v6, "IPV4V6"},
                  named{ipv4_and_ipv6, "IPV4_AND_IPV6"});
}

}  // namespace cdcnet::mbim
