// SPDX-License-Identifier: BSL-1.0
/// \file
/// CONNECT, CID 12: the context of an IP session.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// Activates or deactivates the context of one session.  MBIM 1.0, CID 12; `basic_connect/12/set@1.0`.
struct connect_set {
    std::uint32_t session_id{};
    activation_command command{};
    utf16 access_string{};  ///< APN, at most 100 code units; empty: the network's default
    utf16 user_name{};
    utf16 password{};
    mbim::compression compression{};
    mbim::auth_protocol auth_protocol{};
    context_ip_type ip_type{};
    uuid context_type{};  ///< one of namespace `mbim::context_type`

    static constexpr command_id id{service::basic_connect, 12, operation::set, mbimex::v1, mbimex::v3};
    using layout = fields<"MBIM_SET_CONNECT",
        field<"SessionId",         &connect_set::session_id>,
        field<"ActivationCommand", &connect_set::command>,
        field<"AccessString",      &connect_set::access_string, rule{.max_bytes = 200}>,
        field<"UserName",          &connect_set::user_name, rule{.max_bytes = 510, .personal = true}>,
        field<"Password",          &connect_set::password, rule{.max_bytes = 510, .personal = true}>,
        field<"Compression",       &connect_set::compression>,
        field<"AuthProtocol",      &connect_set::auth_protocol>,
        field<"IpType",            &connect_set::ip_type>,
        field<"ContextType",       &connect_set::context_type>>;
};

/// As `connect_set`, with TLVs.  MBIMEx 3.0 and 4.0, CID 12; `basic_connect/12/set@3.0`, `@4.0`;
/// `reference/discrepancies.md`, A7.
struct connect_set_v3 {
    std::uint32_t session_id{};
    activation_command command{};
    activation_option option{};  ///< since MBIMEx 4.0
    mbim::compression compression{};
    mbim::auth_protocol auth_protocol{};
    context_ip_type ip_type{};
    uuid context_type{};  ///< one of namespace `mbim::context_type`
    access_media_type media_preference{};
    utf16 access_string{};  ///< APN, at most 100 code units; empty: the network's default
    utf16 user_name{};
    utf16 password{};
    bytes snssai{};  ///< since MBIMEx 4.0: the slice, u8 length, then 1, 2, 4, 5 or 8 bytes; empty: none
    tlv_list unnamed_ies{};

    static constexpr command_id id{service::basic_connect, 12, operation::set, mbimex::v3};
    using layout = fields<"MBIM_SET_CONNECT_V3",
        field<"SessionId",         &connect_set_v3::session_id>,
        field<"ActivationCommand", &connect_set_v3::command>,
        field<"ActivationOption",  &connect_set_v3::option, rule{.since = mbimex::v4}>,
        field<"Compression",       &connect_set_v3::compression>,
        field<"AuthProtocol",      &connect_set_v3::auth_protocol>,
        field<"IpType",            &connect_set_v3::ip_type>,
        field<"ContextType",       &connect_set_v3::context_type>,
        field<"MediaPreference",   &connect_set_v3::media_preference>,
        in_tlv<"AccessString",     &connect_set_v3::access_string, tlv_type::wchar_str, rule{.max_bytes = 200}>,
        in_tlv<"UserName",         &connect_set_v3::user_name, tlv_type::wchar_str, rule{.max_bytes = 510, .personal = true}>,
        in_tlv<"Password",         &connect_set_v3::password, tlv_type::wchar_str, rule{.max_bytes = 510, .personal = true}>,
        in_tlv<"Snssai",           &connect_set_v3::snssai, tlv_type::single_nssai, rule{.since = mbimex::v4}>,
        field<"UnnamedIes",        &connect_set_v3::unnamed_ies>>;
};

/// Asks for the context of one session.  Only SessionId means something; before MBIMEx 3.0 the rest of MBIM_CONNECT_INFO
/// is sent with zeros, and read when it is there.
/// MBIM 1.0, CID 12; MBIMEx 3.0; `basic_connect/12/query@1.0`, `@3.0`; `reference/discrepancies.md`, A4.
struct connect_query {
    std::uint32_t session_id{};
    activation_state state{};
    basic_connect::voice_call_state voice_call_state{};
    context_ip_type ip_type{};
    uuid context_type{};
    std::uint32_t nw_error{};

    static constexpr rule rest{.before = mbimex::v3, .optional = true};
    static constexpr command_id id{service::basic_connect, 12, operation::query};
    using layout = fields<"MBIM_CONNECT_QUERY",
        field<"SessionId",       &connect_query::session_id>,
        field<"ActivationState", &connect_query::state, rest>,
        field<"VoiceCallState",  &connect_query::voice_call_state, rest>,
        field<"IpType",          &connect_query::ip_type, rest>,
        field<"ContextType",     &connect_query::context_type, rest>,
        field<"NwError",         &connect_query::nw_error, rest>>;
};

/// The context of one session.  A failed set may carry it whole or not at all.
/// MBIM 1.0, CID 12; `basic_connect/12/response@1.0` and the notification.
struct connect_info {
    std::uint32_t session_id{};
    activation_state state{};
    basic_connect::voice_call_state voice_call_state{};
    context_ip_type ip_type{};  ///< what the network granted
    uuid context_type{};        ///< one of namespace `mbim::context_type`
    std::uint32_t nw_error{};   ///< a cause of `mbim::nw_error`; 0 also when a set failed for another reason

    static constexpr command_id id{service::basic_connect, 12, operation::response | operation::notification, mbimex::v1, mbimex::v3};
    using layout = fields<"MBIM_CONNECT_INFO",
        field<"SessionId",       &connect_info::session_id>,
        field<"ActivationState", &connect_info::state>,
        field<"VoiceCallState",  &connect_info::voice_call_state>,
        field<"IpType",          &connect_info::ip_type>,
        field<"ContextType",     &connect_info::context_type>,
        field<"NwError",         &connect_info::nw_error>>;
};

/// As `connect_info`, with TLVs.  MBIMEx 3.0 and 4.0, CID 12; `basic_connect/12/response@3.0`, `@4.0` and the notification;
/// `reference/discrepancies.md`, A7.
struct connect_info_v3 {
    std::uint32_t session_id{};
    activation_state state{};
    basic_connect::voice_call_state voice_call_state{};
    context_ip_type ip_type{};
    uuid context_type{};       ///< one of namespace `mbim::context_type`
    std::uint32_t nw_error{};  ///< a cause of `mbim::nw_error`
    access_media_type media_preference{};
    utf16 access_string{};  ///< APN in use
    bytes snssai{};         ///< since MBIMEx 4.0: the slice, u8 length, then 1, 2, 4, 5 or 8 bytes; empty: none
    tlv_list unnamed_ies{};

    static constexpr command_id id{service::basic_connect, 12, operation::response | operation::notification, mbimex::v3};
    using layout = fields<"MBIM_CONNECT_INFO_V3",
        field<"SessionId",       &connect_info_v3::session_id>,
        field<"ActivationState", &connect_info_v3::state>,
        field<"VoiceCallState",  &connect_info_v3::voice_call_state>,
        field<"IpType",          &connect_info_v3::ip_type>,
        field<"ContextType",     &connect_info_v3::context_type>,
        field<"NwError",         &connect_info_v3::nw_error>,
        field<"MediaPreference", &connect_info_v3::media_preference>,
        in_tlv<"AccessString",   &connect_info_v3::access_string, tlv_type::wchar_str, rule{.max_bytes = 200}>,
        in_tlv<"Snssai",         &connect_info_v3::snssai, tlv_type::single_nssai, rule{.since = mbimex::v4}>,
        field<"UnnamedIes",      &connect_info_v3::unnamed_ies>>;
};

}  // namespace cdcnet::mbim::basic_connect
