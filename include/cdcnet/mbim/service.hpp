// SPDX-License-Identifier: BSL-1.0
/// \file
/// Services, their CIDs, and context types: the UUIDs of MBIM and what they are called.  Sources: `reference/services.json`;
/// `reference/discrepancies.md`, B1, B10, B11, B19 and C.
#pragma once

#include <cdcnet/mbim/release.hpp>
#include <cdcnet/wire/uuid.hpp>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cdcnet::mbim {

/// Whether a CID has an operation.  `unknown`: the sources disagree or are silent (`reference/discrepancies.md`, C); try it.
enum class support : std::uint8_t { no, yes, unknown };

/// One CID of a service.  Do not reject traffic by the operations listed: devices know more than the sources do.
struct cid_info {
    std::uint32_t cid{};
    std::string_view name{};  ///< without the MBIM_CID_ prefix, `DEVICE_CAPS`
    support set{};
    support query{};
    support notify{};  ///< the function sends indications with this CID
    release since{};   ///< the release that introduced the CID; its layouts may change later
};

/// One service and its CIDs in the order of their numbers.
struct service_info {
    uuid id{};
    std::string_view key{};   ///< the name of the constant in namespace `service` and of the folder of its messages
    std::string_view name{};  ///< for a person
    const cid_info* cids{};
    std::size_t count{};

    [[nodiscard]] constexpr const cid_info* begin() const noexcept { return cids; }
    [[nodiscard]] constexpr const cid_info* end() const noexcept { return cids + count; }
};

/// The ids of the services, as DeviceServiceId carries them.
namespace service {
inline constexpr uuid basic_connect = "a289cc33-bcbb-8b4f-b6b0-133ec2aae6df"_uuid;
inline constexpr uuid sms = "533fbeeb-14fe-4467-9f90-33a223e56c3f"_uuid;
inline constexpr uuid ussd = "e550a0c8-5e82-479e-82f7-10abf4c3351f"_uuid;
inline constexpr uuid phonebook = "4bf38476-1e6a-41db-b1d8-bed289c25bdb"_uuid;
inline constexpr uuid stk = "d8f20131-fcb5-4e17-8602-d6ed3816164c"_uuid;
inline constexpr uuid auth = "1d2b5ff7-0aa1-48b2-aa52-50f15767174e"_uuid;
inline constexpr uuid dss = "c08a26dd-7718-4382-8482-6e0d583c4d0e"_uuid;
inline constexpr uuid ms_firmware_id = "e9f7dea2-feaf-4009-93ce-90a3694103b6"_uuid;
inline constexpr uuid ms_host_shutdown = "883b7c26-985f-43fa-9804-27d7fb80959c"_uuid;
inline constexpr uuid ms_sar = "68223d04-9f6c-4e0f-822d-28441fb72340"_uuid;
inline constexpr uuid ms_basic_connect_extensions = "3d01dcc5-fef5-4d05-0d3a-bef7058e9aaf"_uuid;
/// The same service as some of its documentation prints it (`reference/discrepancies.md`, B1).  Accepted, never sent.
inline constexpr uuid ms_basic_connect_extensions_alias = "3d01dcc5-fef5-4d05-9d3a-bef7058e9aaf"_uuid;
inline constexpr uuid ms_uicc_low_level_access = "c2f6588e-f037-4bc9-8665-f4d44bd09367"_uuid;
inline constexpr uuid ms_voice_extensions = "8d8b9eba-37be-449b-8f1e-61cb034a702e"_uuid;
/// Between a host's programs and its modem proxy; never reaches a device.
inline constexpr uuid proxy_control = "838cf7fb-8d0d-4d7f-871e-d71dbefbb39b"_uuid;
inline constexpr uuid qmi = "d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3"_uuid;
inline constexpr uuid atds = "5967bdcc-7fd2-49a2-9f5c-b2e70e527db3"_uuid;
inline constexpr uuid intel_firmware_update = "0ed374cb-f835-4474-bc11-3b3fd76f5641"_uuid;
inline constexpr uuid qdu = "6427015f-579d-48f5-8c54-f43ed1e76f83"_uuid;
inline constexpr uuid quectel = "11223344-5566-7788-99aa-bbccddeeff11"_uuid;
/// Listed with CIDs of two owners under one id.
inline constexpr uuid intel_thermal_rf = "fdc22af2-f441-4d46-af8d-259fcdde4635"_uuid;
inline constexpr uuid intel_mutual_authentication = "f85d46ef-ab26-4081-9868-4d183c0a3aec"_uuid;
inline constexpr uuid intel_tools = "4ada4962-b988-46c3-87a7-97f20f994abb"_uuid;
inline constexpr uuid google = "3e1e92cf-c53d-4f14-85d0-a86ad9e12245"_uuid;
inline constexpr uuid fibocom = "ffffffff-abca-4b11-a4e2-f2fc87f94488"_uuid;
inline constexpr uuid compal = "a2a32a97-cab1-4f57-9ae1-451c74dda957"_uuid;
inline constexpr uuid intel_at_tunnel = "da138c64-6515-4893-92b2-a1e1ca7c81ca"_uuid;
inline constexpr uuid multicarrier = "8b569648-628d-4653-9b9f-1025404424e1"_uuid;
inline constexpr uuid multiflow = "8d8f32d9-f7c2-4419-b28b-dedcde205ed8"_uuid;
inline constexpr uuid intel_sar = "10e40d69-375a-42ce-a297-906164f2754c"_uuid;
inline constexpr uuid intel_adaptive_clocking = "ed19555d-a6ac-4327-8eb1-fc022e5e2388"_uuid;
inline constexpr uuid intel_trace = "59a7f323-fe5a-4301-b185-b8ea9e6167b7"_uuid;
inline constexpr uuid intel_nrtc = "2b6d8c5a-0ca9-418f-8aac-1a9dc8e32866"_uuid;
inline constexpr uuid intel_usb_profile = "fa142322-166b-4fd9-89f0-99be90ae8e3d"_uuid;
inline constexpr uuid intel_ciq = "6a2a8150-abca-4b11-a4e2-f2fc879f5481"_uuid;
/// Names a device service stream; no CIDs are known.
inline constexpr uuid ms_modem_file_transfer = "0ebb1ceb-af2d-484d-8df3-53bc51fd162c"_uuid;

}  // namespace service

namespace detail::cids {
using enum support;
using enum release;

inline constexpr cid_info basic_connect[] = {
    {1, "DEVICE_CAPS", no, yes, no, v1},
    {2, "SUBSCRIBER_READY_STATUS", no, yes, yes, v1},
    {3, "RADIO_STATE", yes, yes, yes, v1},
    {4, "PIN", yes, yes, no, v1},
    {5, "PIN_LIST", no, yes, no, v1},
    {6, "HOME_PROVIDER", yes, yes, no, v1},
    {7, "PREFERRED_PROVIDERS", yes, yes, yes, v1},
    {8, "VISIBLE_PROVIDERS", no, yes, no, v1},
    {9, "REGISTER_STATE", yes, yes, yes, v1},
    {10, "PACKET_SERVICE", yes, yes, yes, v1},
    {11, "SIGNAL_STATE", yes, yes, yes, v1},
    {12, "CONNECT", yes, yes, yes, v1},
    {13, "PROVISIONED_CONTEXTS", yes, yes, yes, v1},
    {14, "SERVICE_ACTIVATION", yes, no, no, v1},
    {15, "IP_CONFIGURATION", no, yes, yes, v1},
    {16, "DEVICE_SERVICES", no, yes, no, v1},
    {17, "RESERVED_17", no, no, no, v1},
    {18, "RESERVED_18", no, no, no, v1},
    {19, "DEVICE_SERVICE_SUBSCRIBE_LIST", yes, no, no, v1},
    {20, "PACKET_STATISTICS", no, yes, no, v1},
    {21, "NETWORK_IDLE_HINT", yes, yes, no, v1},
    {22, "EMERGENCY_MODE", no, yes, yes, v1},
    {23, "IP_PACKET_FILTERS", yes, yes, no, v1},
    {24, "MULTICARRIER_PROVIDERS", yes, yes, yes, v1},
};
inline constexpr cid_info sms[] = {
    {1, "CONFIGURATION", yes, yes, yes, v1},
    {2, "READ", no, yes, yes, v1},
    {3, "SEND", yes, no, no, v1},
    {4, "DELETE", yes, no, no, v1},
    {5, "MESSAGE_STORE_STATUS", no, yes, yes, v1},
};
inline constexpr cid_info ussd[] = {
    {1, "USSD", yes, no, yes, v1},
};
inline constexpr cid_info phonebook[] = {
    {1, "CONFIGURATION", no, yes, yes, v1},
    {2, "READ", no, yes, no, v1},
    {3, "DELETE", yes, no, no, v1},
    {4, "WRITE", yes, no, no, v1},
};
inline constexpr cid_info stk[] = {
    {1, "PAC", yes, yes, yes, v1},
    {2, "TERMINAL_RESPONSE", yes, no, no, v1},
    {3, "ENVELOPE", yes, yes, no, v1},
};
inline constexpr cid_info auth[] = {
    {1, "AKA", no, yes, no, v1},
    {2, "AKAP", no, yes, no, v1},
    {3, "SIM", no, yes, no, v1},
};
inline constexpr cid_info dss[] = {
    {1, "CONNECT", yes, no, no, v1},
};
inline constexpr cid_info ms_firmware_id[] = {
    {1, "GET", no, yes, no, v1},
};
inline constexpr cid_info ms_host_shutdown[] = {
    {1, "NOTIFY", yes, no, no, v1}, {2, "PRE_SHUTDOWN", yes, no, no, v1},  // also MSHOSTPRESHUTDOWN
};
inline constexpr cid_info ms_sar[] = {
    {1, "CONFIG", yes, yes, unknown, v1},
    {2, "TRANSMISSION_STATUS", yes, yes, yes, v1},
};
inline constexpr cid_info ms_basic_connect_extensions[] = {
    {1, "PROVISIONED_CONTEXTS", yes, yes, yes, v1},      // also MS_PROVISIONED_CONTEXT_V2
    {2, "NETWORK_DENYLIST", yes, yes, yes, v1},          // also MS_NETWORK_BLACKLIST
    {3, "LTE_ATTACH_CONFIGURATION", yes, yes, yes, v1},  // also MS_LTE_ATTACH_CONFIG
    {4, "LTE_ATTACH_INFO", no, yes, yes, v1},            // also MS_LTE_ATTACH_STATUS
    {5, "SYS_CAPS", no, yes, no, v1},
    {6, "DEVICE_CAPS", no, yes, no, v1},  // also MS_DEVICE_CAPS_V2
    {7, "DEVICE_SLOT_MAPPINGS", yes, yes, no, v1},
    {8, "SLOT_INFO_STATUS", no, yes, yes, v1},
    {9, "PCO", no, yes, yes, v1},
    {10, "DEVICE_RESET", yes, no, no, v1},
    {11, "BASE_STATIONS_INFO", no, yes, no, v1},
    {12, "LOCATION_INFO_STATUS", no, yes, yes, v1},
    {13, "MODEM_LOGGING_CONFIG", yes, yes, yes, v1},
    {14, "PIN_EX", yes, yes, no, v1},
    {15, "VERSION", no, yes, no, v2},
    {16, "MODEM_CONFIGURATION", no, yes, yes, v3},           // also MS_MODEM_CONFIG
    {17, "REGISTRATION_PARAMETERS", yes, yes, unknown, v3},  // also MS_REGISTRATION_PARAMS
    {18, "NETWORK_PARAMS", no, yes, yes, v3},
    {19, "WAKE_REASON", no, yes, unknown, v3},
    {20, "UE_POLICY", no, yes, yes, v4},
};
inline constexpr cid_info ms_uicc_low_level_access[] = {
    {1, "ATR", no, yes, no, v1},
    {2, "OPEN_CHANNEL", yes, no, no, v1},
    {3, "CLOSE_CHANNEL", yes, no, no, v1},
    {4, "APDU", yes, no, no, v1},
    {5, "TERMINAL_CAPABILITY", yes, yes, no, v1},
    {6, "RESET", yes, yes, no, v1},
    {7, "APPLICATION_LIST", no, yes, no, v1},
    {8, "FILE_STATUS", no, yes, no, v1},
    {9, "READ_BINARY", yes, yes, no, v1},
    {10, "READ_RECORD", yes, yes, no, v1},
};
inline constexpr cid_info ms_voice_extensions[] = {
    {10, "NITZ", no, yes, yes, v1},
};
inline constexpr cid_info proxy_control[] = {
    {1, "CONFIGURATION", yes, no, no, v1},
    {2, "VERSION", no, no, yes, v1},
};
inline constexpr cid_info qmi[] = {
    {1, "MSG", yes, no, yes, v1},
};
inline constexpr cid_info atds[] = {
    {1, "SIGNAL", no, yes, no, v1},
    {2, "LOCATION", no, yes, no, v1},
    {3, "OPERATORS", yes, yes, no, v1},
    {4, "RAT", yes, yes, no, v1},
    {9, "REGISTER_STATE", unknown, unknown, unknown, v1},
    {10, "SET_PROJECTION_TABLES", yes, yes, no, v1},
};
inline constexpr cid_info intel_firmware_update[] = {
    {1, "MODEM_REBOOT", yes, no, no, v1},
};
inline constexpr cid_info qdu[] = {
    {1, "UPDATE_SESSION", yes, yes, unknown, v1},
    {2, "FILE_OPEN", yes, no, no, v1},
    {3, "FILE_WRITE", yes, no, no, v1},
    {4, "QUECTEL_REBOOT", yes, no, no, v1},
    {7, "QUECTEL_READ_VERSION", unknown, unknown, unknown, v1},
    {8, "COMMAND", unknown, unknown, unknown, v1},
};
inline constexpr cid_info quectel[] = {
    {1, "RADIO_STATE", no, yes, no, v1},
};
inline constexpr cid_info intel_thermal_rf[] = {
    {9, "RFIM", yes, yes, yes, v1},
    {0x02000100, "THERMAL_STATE", yes, yes, yes, v1},
};
inline constexpr cid_info intel_mutual_authentication[] = {
    {1, "FCC_LOCK", yes, yes, no, v1},
};
inline constexpr cid_info intel_tools[] = {
    {8, "TRACE_CONFIG", yes, yes, no, v1},
};
inline constexpr cid_info google[] = {
    {1, "CARRIER_LOCK", yes, yes, yes, v1},
};
inline constexpr cid_info fibocom[] = {
    {1, "AT_COMMAND", yes, no, no, v1},
};
inline constexpr cid_info compal[] = {
    {1, "AT_COMMAND", no, yes, no, v1},
};
inline constexpr cid_info intel_at_tunnel[] = {
    {1, "AT_COMMAND", yes, no, no, v1},
};
inline constexpr cid_info multicarrier[] = {
    {1, "MULTICARRIER_CAPABILITIES", no, yes, no, v1},
    {2, "LOCATION_INFO", yes, yes, no, v1},
    {3, "MULTICARRIER_CURRENT_CID_LIST", no, yes, no, v1},
};
inline constexpr cid_info multiflow[] = {
    {1, "MULTIFLOW_CAPS", no, yes, no, v1},
    {2, "MULTIFLOW_UPLINK", yes, yes, no, v1},
    {3, "MULTIFLOW_DOWNLINK", yes, yes, no, v1},
    {4, "MULTIFLOW_TFT", no, yes, yes, v1},
};
inline constexpr cid_info intel_sar[] = {
    {1, "SAR_CONFIG", yes, yes, no, v1},
};
inline constexpr cid_info intel_adaptive_clocking[] = {
    {0x02000010, "ADPCLK_MODE", yes, yes, yes, v1},
};
inline constexpr cid_info intel_trace[] = {
    {1, "TRACE", yes, yes, no, v1},
    {2, "TRACE_DATA", yes, yes, no, v1},
};
inline constexpr cid_info intel_nrtc[] = {
    {1, "NRTAPP", yes, yes, no, v1},
    {2, "NRTCWS", yes, yes, yes, v1},
};
inline constexpr cid_info intel_usb_profile[] = {
    {1, "USBPROFILE", yes, no, no, v1},
};
inline constexpr cid_info intel_ciq[] = {
    {1, "CIQ", yes, yes, no, v1},
};

}  // namespace detail::cids

namespace detail {
template <std::size_t N>
constexpr service_info row(const uuid& id, std::string_view key, std::string_view name, const cid_info (&cids)[N]) noexcept {
    return {id, key, name, cids, N};
}
}  // namespace detail

/// All services that the reference knows.
inline constexpr service_info services[] = {
    detail::row(service::basic_connect, "basic_connect", "Basic IP Connectivity", detail::cids::basic_connect),
    detail::row(service::sms, "sms", "SMS", detail::cids::sms),
    detail::row(service::ussd, "ussd", "USSD", detail::cids::ussd),
    detail::row(service::phonebook, "phonebook", "Phonebook", detail::cids::phonebook),
    detail::row(service::stk, "stk", "SIM Toolkit", detail::cids::stk),
    detail::row(service::auth, "auth", "Authentication", detail::cids::auth),
    detail::row(service::dss, "dss", "Device Service Stream", detail::cids::dss),
    detail::row(service::ms_firmware_id, "ms_firmware_id", "Microsoft Firmware ID", detail::cids::ms_firmware_id),
    detail::row(service::ms_host_shutdown, "ms_host_shutdown", "Microsoft Host Shutdown", detail::cids::ms_host_shutdown),
    detail::row(service::ms_sar, "ms_sar", "Microsoft SAR Control", detail::cids::ms_sar),
    detail::row(service::ms_basic_connect_extensions, "ms_basic_connect_extensions", "Microsoft Basic IP Connectivity Extensions",
                detail::cids::ms_basic_connect_extensions),
    detail::row(service::ms_uicc_low_level_access, "ms_uicc_low_level_access", "Microsoft Low-Level UICC Access",
                detail::cids::ms_uicc_low_level_access),
    detail::row(service::ms_voice_extensions, "ms_voice_extensions", "Microsoft Voice Extensions", detail::cids::ms_voice_extensions),
    detail::row(service::proxy_control, "proxy_control", "libmbim proxy control", detail::cids::proxy_control),
    detail::row(service::qmi, "qmi", "QMI over MBIM", detail::cids::qmi),
    detail::row(service::atds, "atds", "AT&T device service", detail::cids::atds),
    detail::row(service::intel_firmware_update, "intel_firmware_update", "Intel firmware update", detail::cids::intel_firmware_update),
    detail::row(service::qdu, "qdu", "Qualcomm device update", detail::cids::qdu),
    detail::row(service::quectel, "quectel", "Quectel service", detail::cids::quectel),
    detail::row(service::intel_thermal_rf, "intel_thermal_rf", "Intel thermal / RF interference", detail::cids::intel_thermal_rf),
    detail::row(service::intel_mutual_authentication, "intel_mutual_authentication", "Intel mutual authentication",
                detail::cids::intel_mutual_authentication),
    detail::row(service::intel_tools, "intel_tools", "Intel tools", detail::cids::intel_tools),
    detail::row(service::google, "google", "Google carrier lock", detail::cids::google),
    detail::row(service::fibocom, "fibocom", "Fibocom AT tunnel", detail::cids::fibocom),
    detail::row(service::compal, "compal", "Compal AT tunnel", detail::cids::compal),
    detail::row(service::intel_at_tunnel, "intel_at_tunnel", "Intel AT tunnel", detail::cids::intel_at_tunnel),
    detail::row(service::multicarrier, "multicarrier", "Microsoft multi-carrier", detail::cids::multicarrier),
    detail::row(service::multiflow, "multiflow", "Multi-flow (USB-IF MBIM Multiflow 1.0)", detail::cids::multiflow),
    detail::row(service::intel_sar, "intel_sar", "Intel SAR", detail::cids::intel_sar),
    detail::row(service::intel_adaptive_clocking, "intel_adaptive_clocking", "Intel adaptive clocking",
                detail::cids::intel_adaptive_clocking),
    detail::row(service::intel_trace, "intel_trace", "Intel trace service", detail::cids::intel_trace),
    detail::row(service::intel_nrtc, "intel_nrtc", "Intel non-real-time coexistence", detail::cids::intel_nrtc),
    detail::row(service::intel_usb_profile, "intel_usb_profile", "Intel USB profile (AT over MBIM)", detail::cids::intel_usb_profile),
    detail::row(service::intel_ciq, "intel_ciq", "Intel CIQ", detail::cids::intel_ciq),
    {service::ms_modem_file_transfer, "ms_modem_file_transfer", "Microsoft modem file transfer", nullptr, 0},
};

/// The id under which `services` lists a service: the argument, except for a known second id.
[[nodiscard]] constexpr uuid canonical_service(const uuid& id) noexcept {
    return id == service::ms_basic_connect_extensions_alias ? service::ms_basic_connect_extensions : id;
}

/// True when both ids are those of one service, second ids included.
[[nodiscard]] constexpr bool is_same_service(const uuid& a, const uuid& b) noexcept {
    return a == b || canonical_service(a) == canonical_service(b);
}

/// The service with this id, second ids included; null when it is not known.
[[nodiscard]] constexpr const service_info* find_service(const uuid& id) noexcept {
    const uuid wanted = canonical_service(id);
    for (const service_info& s : services)
        if (s.id == wanted) return &s;
    return nullptr;
}

/// The CID of a service; null when it is not known.
[[nodiscard]] constexpr const cid_info* find_cid(const service_info& in, std::uint32_t cid) noexcept {
    for (const cid_info& c : in)
        if (c.cid == cid) return &c;
    return nullptr;
}

/// The CID of the service with this id; null when either is not known.
[[nodiscard]] constexpr const cid_info* find_cid(const uuid& id, std::uint32_t cid) noexcept {
    const service_info* in = find_service(id);
    return in != nullptr ? find_cid(*in, cid) : nullptr;
}

/// What a context is for, the values of ContextType fields.
namespace context_type {
inline constexpr uuid none = "b43f758c-a560-4b46-b35e-c5869641fb54"_uuid;
inline constexpr uuid internet = "7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e"_uuid;
inline constexpr uuid vpn = "9b9f7bbe-8952-44b7-83ac-ca41318df7a0"_uuid;
inline constexpr uuid voice = "88918294-0ef4-4396-8cca-a8588fbc02b2"_uuid;
inline constexpr uuid video_share = "05a2a716-7c34-4b4d-9a91-c5ef0c7aaacc"_uuid;
inline constexpr uuid purchase = "b3272496-ac6c-422b-a8c0-acf687a27217"_uuid;
inline constexpr uuid ims = "21610d01-3074-4bce-9425-b53a07d697d6"_uuid;
inline constexpr uuid mms = "46726664-7269-6bc6-9624-d1d35389aca9"_uuid;
inline constexpr uuid local = "a57a9afc-b09f-45d7-bb40-033c39f60db9"_uuid;

// Microsoft extensions
inline constexpr uuid admin = "5f7e4c2e-e80b-40a9-a239-f0abcfd11f4b"_uuid;
inline constexpr uuid app = "74d88a3d-dfbd-4799-9a8c-7310a37bb2ee"_uuid;
inline constexpr uuid xcap = "50d378a7-baa5-4a50-b872-3fe5bb463411"_uuid;
inline constexpr uuid tethering = "5e4e0601-48dc-4e2b-acb8-08b4016bbaac"_uuid;
inline constexpr uuid emergency_calling = "5f41adb8-204e-4d31-9da8-b3c970e360f2"_uuid;

}  // namespace context_type

/// A context type and its name.
struct context_type_info {
    uuid id{};
    std::string_view name{};
};

/// All context types that the reference knows.
inline constexpr context_type_info context_types[] = {
    {context_type::none, "none"},
    {context_type::internet, "internet"},
    {context_type::vpn, "vpn"},
    {context_type::voice, "voice"},
    {context_type::video_share, "video_share"},
    {context_type::purchase, "purchase"},
    {context_type::ims, "ims"},
    {context_type::mms, "mms"},
    {context_type::local, "local"},
    {context_type::admin, "admin"},
    {context_type::app, "app"},
    {context_type::xcap, "xcap"},
    {context_type::tethering, "tethering"},
    {context_type::emergency_calling, "emergency_calling"},
};

/// The name of a context type, `internet`; empty when it has none.
[[nodiscard]] constexpr std::string_view context_type_name(const uuid& id) noexcept {
    for (const context_type_info& c : context_types)
        if (c.id == id) return c.name;
    return {};
}

}  // namespace cdcnet::mbim
