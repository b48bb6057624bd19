// SPDX-License-Identifier: BSL-1.0
/// \file
/// NDIS names beside those of MBIM, for people who port drivers of Windows: which CID an OID_WWAN_* becomes, and which
/// status a WWAN_STATUS_* is.  Source: `reference/oid-map.json`.
///
///     for (const ndis::cid_key& key : *ndis::find_oid("OID_WWAN_AUTH_CHALLENGE")) ...   // three CIDs of the auth service
///     ndis::oids_of(service::basic_connect, 4);                                          // OID_WWAN_PIN, OID_WWAN_PIN_EX
///     ndis::wwan_status_name(done->status);                                              // WWAN_STATUS_PIN_REQUIRED
///
/// Names only: the sources list these names without their numbers, and the structures of NDIS are not those of the wire.
/// A set or query of an OID becomes a COMMAND_MSG of that type; its answer by NDIS_STATUS_* is the COMMAND_DONE, and an
/// event that nobody asked for the INDICATE_STATUS_MSG with the same CID.
#pragma once

#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/status.hpp>
#include <cdcnet/wire/sorted.hpp>
#include <optional>

namespace cdcnet::mbim::ndis {

/// Why an OID and a CID are put together.
enum class pairing : std::uint8_t {
    none,        ///< there is nothing in MBIM for it
    name,        ///< they have the same name and purpose
    documented,  ///< a page of Microsoft names both
};

/// What an OID acts on.
enum class reach : std::uint8_t {
    listed,         ///< the CIDs of its row, or nothing
    any_cid,        ///< any CID of any service, which the request names
    dss_datagrams,  ///< no CID: the datagrams of a device service stream, which travel in NTBs
};

/// A CID of a service.
struct cid_key {
    uuid service{};
    std::uint32_t cid{};

    friend constexpr bool operator==(const cid_key&, const cid_key&) noexcept = default;
    friend constexpr std::strong_ordering operator<=>(const cid_key&, const cid_key&) noexcept = default;
};

/// One OID, its indication, and its CIDs: where there are several, the request or the function decides between them.
struct oid_info {
    std::string_view name{};        ///< `OID_WWAN_CONNECT`
    std::string_view indication{};  ///< `NDIS_STATUS_WWAN_CONTEXT_STATE`; empty when there is none
    pairing basis{};
    ndis::reach reach{};
    std::size_t count{};
    std::array<cid_key, 3> cids{};

    [[nodiscard]] constexpr const cid_key* begin() const noexcept { return cids.data(); }
    [[nodiscard]] constexpr const cid_key* end() const noexcept { return cids.data() + count; }
};

// clang-format off: tables, one row a line

/// All OIDs, in the order of their names.
inline constexpr std::array<oid_info, 63> oids{{
    {"OID_WWAN_AUTH_CHALLENGE", "NDIS_STATUS_WWAN_AUTH_RESPONSE", pairing::name, reach::listed, 3, {{{service::auth, 1}, {service::auth, 2}, {service::auth, 3}}}},
    {"OID_WWAN_BASE_STATIONS_INFO", "NDIS_STATUS_WWAN_BASE_STATIONS_INFO", pairing::documented, reach::listed, 1, {{{service::ms_basic_connect_extensions, 11}}}},
    {"OID_WWAN_CONNECT", "NDIS_STATUS_WWAN_CONTEXT_STATE", pairing::documented, reach::listed, 1, {{{service::basic_connect, 12}}}},
    {"OID_WWAN_CREATE_MAC", {}, pairing::none, reach::listed},
    {"OID_WWAN_DELETE_MAC", {}, pairing::none, reach::listed},
    {"OID_WWAN_DEVICE_CAPS", "NDIS_STATUS_WWAN_DEVICE_CAPS", pairing::name, reach::listed, 1, {{{service::basic_connect, 1}}}},
    {"OID_WWAN_DEVICE_CAPS_EX", "NDIS_STATUS_WWAN_DEVICE_CAPS_EX", pairing::documented, reach::listed, 1, {{{service::ms_basic_connect_extensions, 6}}}},
    {"OID_WWAN_DEVICE_RESET", "NDIS_STATUS_WWAN_DEVICE_RESET_STATUS", pairing::documented, reach::listed, 1, {{{service::ms_basic_connect_extensions, 10}}}},
    {"OID_WWAN_DEVICE_SERVICES", "NDIS_STATUS_WWAN_SUPPORTED_DEVICE_SERVICES", pairing::name, reach::listed, 1, {{{service::basic_connect, 16}}}},
    {"OID_WWAN_DEVICE_SERVICE_COMMAND", "NDIS_STATUS_WWAN_DEVICE_SERVICE_RESPONSE", pairing::documented, reach::any_cid},
    {"OID_WWAN_DEVICE_SERVICE_SESSION", "NDIS_STATUS_WWAN_DEVICE_SERVICE_SESSION", pairing::name, reach::listed, 1, {{{service::dss, 1}}}},
    {"OID_WWAN_DEVICE_SERVICE_SESSION_WRITE", "NDIS_STATUS_WWAN_DEVICE_SERVICE_SESSION_WRITE_COMPLETE", pairing::name, reach::dss_datagrams},
    {"OID_WWAN_DEVICE_SLOT_MAPPINGS", "NDIS_STATUS_WWAN_DEVICE_SLOT_MAPPINGS", pairing::documented, reach::listed, 1, {{{service::ms_basic_connect_extensions, 7}}}},
    {"OID_WWAN_DRIVER_CAPS", {}, pairing::none, reach::listed},
    {"OID_WWAN_ENUMERATE_DEVICE_SERVICES", "NDIS_STATUS_WWAN_SUPPORTED_DEVICE_SERVICES", pairing::name, reach::listed, 1, {{{service::basic_connect, 16}}}},
    {"OID_WWAN_ENUMERATE_DEVICE_SERVICE_COMMANDS", "NDIS_STATUS_WWAN_DEVICE_SERVICE_SUPPORTED_COMMANDS", pairing::name, reach::listed, 1, {{{service::basic_connect, 16}}}},
    {"OID_WWAN_HOME_PROVIDER", "NDIS_STATUS_WWAN_HOME_PROVIDER", pairing::name, reach::listed, 1, {{{service::basic_connect, 6}}}},
    {"OID_WWAN_LTE_ATTACH_CONFIG", "NDIS_STATUS_WWAN_LTE_ATTACH_CONFIG", pairing::documented, reach::listed, 1, {{{service::ms_basic_connect_extensions, 3}}}},
    {"OID_WWAN_LTE_ATTACH_STATUS", "NDIS_STATUS_WWAN_LTE_ATTACH_STATUS", pairing::documented, reach::listed, 1, {{{service::ms_basic_connect_extensions, 4}}}},
    {"OID_WWAN_MODEM_CONFIG_INFO", "NDIS_STATUS_WWAN_MODEM_CONFIG_INFO", pairing::name, reach::listed, 1, {{{service::ms_basic_connect_extensions, 16}}}},
    {"OID_WWAN_MODEM_LOGGING_CONFIG", "NDIS_STATUS_WWAN_MODEM_LOGGING_CONFIG", pairing::documented, reach::listed, 1, {{{service::ms_basic_connect_extensions, 13}}}},
    {"OID_WWAN_MPDP", "NDIS_STATUS_WWAN_MPDP_STATE", pairing::name, reach::listed, 1, {{{service::basic_connect, 12}}}},
    {"OID_WWAN_NETWORK_BLACKLIST", "NDIS_STATUS_WWAN_NETWORK_BLACKLIST", pairing::documented, reach::listed, 1, {{{service::ms_basic_connect_extensions, 2}}}},
    {"OID_WWAN_NETWORK_IDLE_HINT", {}, pairing::name, reach::listed, 1, {{{service::basic_connect, 21}}}},
    {"OID_WWAN_NETWORK_PARAMS", "NDIS_STATUS_WWAN_NETWORK_PARAMS_STATE", pairing::documented, reach::listed, 1, {{{service::ms_basic_connect_extensions, 18}}}},
    {"OID_WWAN_NITZ", "NDIS_STATUS_WWAN_NITZ_INFO", pairing::documented, reach::listed, 1, {{{service::ms_voice_extensions, 10}}}},
    {"OID_WWAN_PACKET_SERVICE", "NDIS_STATUS_WWAN_PACKET_SERVICE", pairing::documented, reach::listed, 1, {{{service::basic_connect, 10}}}},
    {"OID_WWAN_PCO", "NDIS_STATUS_WWAN_PCO_STATUS", pairing::documented, reach::listed, 1, {{{service::ms_basic_connect_extensions, 9}}}},
    {"OID_WWAN_PIN", "NDIS_STATUS_WWAN_PIN_INFO", pairing::name, reach::listed, 1, {{{service::basic_connect, 4}}}},
    {"OID_WWAN_PIN_EX", "NDIS_STATUS_WWAN_PIN_INFO", pairing::name, reach::listed, 1, {{{service::basic_connect, 4}}}},
    {"OID_WWAN_PIN_EX2", "NDIS_STATUS_WWAN_PIN_INFO", pairing::documented, reach::listed, 1, {{{service::ms_basic_connect_extensions, 14}}}},
    {"OID_WWAN_PIN_LIST", "NDIS_STATUS_WWAN_PIN_LIST", pairing::documented, reach::listed, 1, {{{service::basic_connect, 5}}}},
    {"OID_WWAN_PREFERRED_MULTICARRIER_PROVIDERS", "NDIS_STATUS_WWAN_PREFERRED_MULTICARRIER_PROVIDERS", pairing::name, reach::listed, 1, {{{service::basic_connect, 24}}}},
    {"OID_WWAN_PREFERRED_PROVIDERS", "NDIS_STATUS_WWAN_PREFERRED_PROVIDERS", pairing::name, reach::listed, 1, {{{service::basic_connect, 7}}}},
    {"OID_WWAN_PRESHUTDOWN", "NDIS_STATUS_WWAN_PRESHUTDOWN_STATE", pairing::name, reach::listed, 1, {{{service::ms_host_shutdown, 2}}}},
    {"OID_WWAN_PROVISIONED_CONTEXTS", "NDIS_STATUS_WWAN_PROVISIONED_CONTEXTS", pairing::documented, reach::listed, 2, {{{service::basic_connect, 13}, {service::ms_basic_connect_extensions, 1}}}},
    {"OID_WWAN_RADIO_STATE", "NDIS_STATUS_WWAN_RADIO_STATE", pairing::documented, reach::listed, 1, {{{service::basic_connect, 3}}}},
    {"OID_WWAN_READY_INFO", "NDIS_STATUS_WWAN_READY_INFO", pairing::name, reach::listed, 1, {{{service::basic_connect, 2}}}},
    {"OID_WWAN_REGISTER_PARAMS", "NDIS_STATUS_WWAN_REGISTER_PARAMS_STATE", pairing::documented, reach::listed, 1, {{{service::ms_basic_connect_extensions, 17}}}},
    {"OID_WWAN_REGISTER_STATE", "NDIS_STATUS_WWAN_REGISTER_STATE", pairing::documented, reach::listed, 1, {{{service::basic_connect, 9}}}},
    {"OID_WWAN_SAR_CONFIG", "NDIS_STATUS_WWAN_SAR_CONFIG", pairing::documented, reach::listed, 1, {{{service::ms_sar, 1}}}},
    {"OID_WWAN_SAR_TRANSMISSION_STATUS", "NDIS_STATUS_WWAN_SAR_TRANSMISSION_STATUS", pairing::documented, reach::listed, 1, {{{service::ms_sar, 2}}}},
    {"OID_WWAN_SERVICE_ACTIVATION", "NDIS_STATUS_WWAN_SERVICE_ACTIVATION", pairing::name, reach::listed, 1, {{{service::basic_connect, 14}}}},
    {"OID_WWAN_SIGNAL_STATE", "NDIS_STATUS_WWAN_SIGNAL_STATE", pairing::documented, reach::listed, 1, {{{service::basic_connect, 11}}}},
    {"OID_WWAN_SLOT_INFO_STATUS", "NDIS_STATUS_WWAN_SLOT_INFO_STATUS", pairing::documented, reach::listed, 1, {{{service::ms_basic_connect_extensions, 8}}}},
    {"OID_WWAN_SMS_CONFIGURATION", "NDIS_STATUS_WWAN_SMS_CONFIGURATION", pairing::name, reach::listed, 1, {{{service::sms, 1}}}},
    {"OID_WWAN_SMS_DELETE", "NDIS_STATUS_WWAN_SMS_DELETE", pairing::name, reach::listed, 1, {{{service::sms, 4}}}},
    {"OID_WWAN_SMS_READ", "NDIS_STATUS_WWAN_SMS_RECEIVE", pairing::name, reach::listed, 1, {{{service::sms, 2}}}},
    {"OID_WWAN_SMS_SEND", "NDIS_STATUS_WWAN_SMS_SEND", pairing::name, reach::listed, 1, {{{service::sms, 3}}}},
    {"OID_WWAN_SMS_STATUS", "NDIS_STATUS_WWAN_SMS_STATUS", pairing::name, reach::listed, 1, {{{service::sms, 5}}}},
    {"OID_WWAN_SUBSCRIBE_DEVICE_SERVICE_EVENTS", "NDIS_STATUS_WWAN_DEVICE_SERVICE_SUBSCRIPTION", pairing::name, reach::listed, 1, {{{service::basic_connect, 19}}}},
    {"OID_WWAN_SYS_CAPS", "NDIS_STATUS_WWAN_SYS_CAPS", pairing::documented, reach::listed, 1, {{{service::ms_basic_connect_extensions, 5}}}},
    {"OID_WWAN_UE_POLICY", "NDIS_STATUS_WWAN_UE_POLICY_STATE", pairing::name, reach::listed, 1, {{{service::ms_basic_connect_extensions, 20}}}},
    {"OID_WWAN_UICC_ACCESS_BINARY", "NDIS_STATUS_WWAN_UICC_BINARY_RESPONSE", pairing::documented, reach::listed, 1, {{{service::ms_uicc_low_level_access, 9}}}},
    {"OID_WWAN_UICC_ACCESS_RECORD", "NDIS_STATUS_WWAN_UICC_RECORD_RESPONSE", pairing::documented, reach::listed, 1, {{{service::ms_uicc_low_level_access, 10}}}},
    {"OID_WWAN_UICC_APP_LIST", "NDIS_STATUS_WWAN_UICC_APP_LIST", pairing::documented, reach::listed, 1, {{{service::ms_uicc_low_level_access, 7}}}},
    {"OID_WWAN_UICC_ATR", "NDIS_STATUS_WWAN_ATR_INFO", pairing::documented, reach::listed, 1, {{{service::ms_uicc_low_level_access, 1}}}},
    {"OID_WWAN_UICC_FILE_STATUS", "NDIS_STATUS_WWAN_UICC_FILE_STATUS", pairing::documented, reach::listed, 1, {{{service::ms_uicc_low_level_access, 8}}}},
    {"OID_WWAN_UICC_RESET", "NDIS_STATUS_WWAN_UICC_RESET_INFO", pairing::documented, reach::listed, 1, {{{service::ms_uicc_low_level_access, 6}}}},
    {"OID_WWAN_UICC_TERMINAL_CAPABILITY", "NDIS_STATUS_WWAN_UICC_TERMINAL_CAPABILITY_INFO", pairing::documented, reach::listed, 1, {{{service::ms_uicc_low_level_access, 5}}}},
    {"OID_WWAN_USSD", "NDIS_STATUS_WWAN_USSD", pairing::name, reach::listed, 1, {{{service::ussd, 1}}}},
    {"OID_WWAN_VENDOR_SPECIFIC", "NDIS_STATUS_WWAN_VENDOR_SPECIFIC", pairing::none, reach::listed},
    {"OID_WWAN_VISIBLE_PROVIDERS", "NDIS_STATUS_WWAN_VISIBLE_PROVIDERS", pairing::name, reach::listed, 1, {{{service::basic_connect, 8}}}},
}};

/// A CID that no OID reaches; most of the others in `services` are not known to NDIS at all.
struct cid_without_oid {
    cid_key key{};
    std::string_view indication{};  ///< by which its news arrive all the same; empty when there is none
};
inline constexpr std::array<cid_without_oid, 12> cids_without_oid{{
    {{service::basic_connect, 15}, "NDIS_STATUS_WWAN_IP_ADDRESS_STATE"},
    {{service::basic_connect, 20}, {}},
    {{service::basic_connect, 22}, {}},
    {{service::basic_connect, 23}, {}},
    {{service::ms_host_shutdown, 1}, {}},
    {{service::multicarrier, 3}, {}},
    {{service::ms_basic_connect_extensions, 12}, {}},
    {{service::ms_basic_connect_extensions, 15}, {}},
    {{service::ms_basic_connect_extensions, 19}, {}},
    {{service::ms_uicc_low_level_access, 2}, {}},
    {{service::ms_uicc_low_level_access, 3}, {}},
    {{service::ms_uicc_low_level_access, 4}, {}},
}};

/// A status of NDIS; some belong to SMS alone where MBIM uses one code for SMS and phonebook.
struct wwan_status_info {
    std::string_view name{};     ///< `WWAN_STATUS_BUSY`
    std::optional<status> code;  ///< none: MBIM has no such status
};

/// All statuses, in the order of their names.  They are paired by name: there is no table of Microsoft's.
inline constexpr std::array<wwan_status_info, 36> wwan_statuses{{
    {"WWAN_STATUS_BAD_SIM", status::bad_sim},
    {"WWAN_STATUS_BUSY", status::busy},
    {"WWAN_STATUS_CONTEXT_NOT_ACTIVATED", status::context_not_activated},
    {"WWAN_STATUS_DATA_CLASS_NOT_AVAILABLE", status::data_class_not_available},
    {"WWAN_STATUS_FAILURE", status::failure},
    {"WWAN_STATUS_INVALID_ACCESS_STRING", status::invalid_access_string},
    {"WWAN_STATUS_INVALID_PARAMETERS", status::invalid_parameters},
    {"WWAN_STATUS_INVALID_USER_NAME_PWD", status::invalid_user_name_pwd},
    {"WWAN_STATUS_MAX_ACTIVATED_CONTEXTS", status::max_activated_contexts},
    {"WWAN_STATUS_NOT_INITIALIZED", status::not_initialized},
    {"WWAN_STATUS_NOT_REGISTERED", status::not_registered},
    {"WWAN_STATUS_NO_DEVICE_SUPPORT", status::no_device_support},
    {"WWAN_STATUS_PACKET_SVC_DETACHED", status::packet_service_detached},
    {"WWAN_STATUS_PIN_DISABLED", status::pin_disabled},
    {"WWAN_STATUS_PIN_REQUIRED", status::pin_required},
    {"WWAN_STATUS_PROVIDERS_NOT_FOUND", status::providers_not_found},
    {"WWAN_STATUS_PROVIDER_NOT_VISIBLE", status::provider_not_visible},
    {"WWAN_STATUS_RADIO_POWER_OFF", status::radio_power_off},
    {"WWAN_STATUS_READ_FAILURE", status::read_failure},
    {"WWAN_STATUS_SERVICE_NOT_ACTIVATED", status::service_not_activated},
    {"WWAN_STATUS_SIM_NOT_INSERTED", status::sim_not_inserted},
    {"WWAN_STATUS_SMS_ENCODING_NOT_SUPPORTED", status::sms_encoding_not_supported},
    {"WWAN_STATUS_SMS_FILTER_NOT_SUPPORTED", status::filter_not_supported},
    {"WWAN_STATUS_SMS_FORMAT_NOT_SUPPORTED", status::sms_format_not_supported},
    {"WWAN_STATUS_SMS_INVALID_MEMORY_INDEX", status::invalid_memory_index},
    {"WWAN_STATUS_SMS_LANG_NOT_SUPPORTED", status::sms_lang_not_supported},
    {"WWAN_STATUS_SMS_MEMORY_FAILURE", status::memory_failure},
    {"WWAN_STATUS_SMS_MEMORY_FULL", status::memory_full},
    {"WWAN_STATUS_SMS_MORE_DATA", status::sms_more_data},
    {"WWAN_STATUS_SMS_NETWORK_TIMEOUT", status::sms_network_timeout},
    {"WWAN_STATUS_SMS_OPERATION_NOT_ALLOWED", status::operation_not_allowed},
    {"WWAN_STATUS_SMS_UNKNOWN_ERROR", {}},
    {"WWAN_STATUS_SMS_UNKNOWN_SMSC_ADDRESS", status::sms_unknown_smsc_address},
    {"WWAN_STATUS_SUCCESS", status::success},
    {"WWAN_STATUS_VOICE_CALL_IN_PROGRESS", status::voice_call_in_progress},
    {"WWAN_STATUS_WRITE_FAILURE", status::write_failure},
}};

// clang-format on

/// An OID of a CID.
struct cid_oid {
    cid_key key{};
    const oid_info* oid{};
};

namespace detail {

inline constexpr auto name_of_row = [](const auto& row) -> const auto& { return row.name; };
inline constexpr auto key_of_row = [](const auto& row) -> const auto& { return row.key; };
static_assert(cdcnet::detail::is_ascending(oids, name_of_row) && cdcnet::detail::is_ascending(wwan_statuses, name_of_row));

/// The way back, from CIDs to OIDs.
inline constexpr auto oids_by_cid = [] {
    constexpr std::size_t n = [] {
        std::size_t all = 0;
        for (const oid_info& o : oids) all += o.count;
        return all;
    }();
    std::array<cid_oid, n> list{};
    std::size_t at = 0;
    for (const oid_info& o : oids)
        for (const cid_key& key : o) list[at++] = {key, &o};
    return cdcnet::detail::sorted(list, key_of_row);
}();

/// The way back, from statuses to names.
struct status_name {
    status code{};
    std::string_view name{};
};
inline constexpr auto code_of_row = [](const status_name& row) -> const status& { return row.code; };
inline constexpr auto names_by_status = [] {
    constexpr std::size_t n = [] {
        std::size_t all = 0;
        for (const wwan_status_info& s : wwan_statuses) all += s.code ? 1u : 0u;
        return all;
    }();
    std::array<status_name, n> list{};
    std::size_t at = 0;
    for (const wwan_status_info& s : wwan_statuses)
        if (s.code) list[at++] = {*s.code, s.name};
    return cdcnet::detail::sorted(list, code_of_row);
}();
static_assert(cdcnet::detail::is_ascending(names_by_status, code_of_row));

}  // namespace detail

/// The OIDs of one CID.
struct oid_range {
    const cid_oid* first{};
    const cid_oid* last{};

    [[nodiscard]] constexpr const cid_oid* begin() const noexcept { return first; }
    [[nodiscard]] constexpr const cid_oid* end() const noexcept { return last; }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return static_cast<std::size_t>(last - first); }
    [[nodiscard]] constexpr bool empty() const noexcept { return first == last; }
};

/// The OID with this name, `OID_WWAN_CONNECT`; null when it is not known.
[[nodiscard]] constexpr const oid_info* find_oid(std::string_view name) noexcept {
    return cdcnet::detail::find_sorted(oids.data(), oids.data() + oids.size(), name, detail::name_of_row);
}

/// The OIDs that a driver of Windows uses for a CID, in the order of their names; second ids of the service included.
/// Empty for a CID that no OID reaches.
[[nodiscard]] constexpr oid_range oids_of(const uuid& service, std::uint32_t cid) noexcept {
    const cid_key wanted{canonical_service(service), cid};
    const cid_oid* const end = detail::oids_by_cid.data() + detail::oids_by_cid.size();
    const cid_oid* const first = cdcnet::detail::lower_bound(detail::oids_by_cid.data(), end, wanted, detail::key_of_row);
    const cid_oid* last = first;
    while (last != end && last->key == wanted) ++last;
    return {first, last};
}

/// The status with this name, `WWAN_STATUS_BUSY`; null when it is not known.
[[nodiscard]] constexpr const wwan_status_info* find_wwan_status(std::string_view name) noexcept {
    return cdcnet::detail::find_sorted(wwan_statuses.data(), wwan_statuses.data() + wwan_statuses.size(), name, detail::name_of_row);
}

/// The name of a status in NDIS; empty for one that only MBIM has.
[[nodiscard]] constexpr std::string_view wwan_status_name(status code) noexcept {
    const auto& all = detail::names_by_status;
    const auto* found = cdcnet::detail::find_sorted(all.data(), all.data() + all.size(), code, detail::code_of_row);
    return found != nullptr ? found->name : std::string_view{};
}

}  // namespace cdcnet::mbim::ndis
