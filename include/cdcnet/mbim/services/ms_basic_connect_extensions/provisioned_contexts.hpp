// SPDX-License-Identifier: BSL-1.0
/// \file
/// PROVISIONED_CONTEXTS, CID 1, also called MS_PROVISIONED_CONTEXT_V2: contexts on the device, with what they are for
/// and where they may be used.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// Writes or deletes a context, or puts back those that the device came with.
/// Microsoft extensions 1.0, CID 1; MBIMEx 4.0; `ms_basic_connect_extensions/1/set@1.0`, `@4.0`;
/// `reference/discrepancies.md`, A8.
struct provisioned_contexts_set {
    context_operation operation{};
    uuid context_type{};  ///< one of namespace `mbim::context_type`
    context_ip_type ip_type{};
    context_state state{};
    context_roaming_control roaming{};
    context_media_type media_type{};
    context_source source{};
    utf16 access_string{};  ///< APN, at most 100 code units
    utf16 user_name{};
    utf16 password{};
    mbim::compression compression{};
    mbim::auth_protocol auth_protocol{};
    bytes snssai{};  ///< since MBIMEx 4.0: a `mbim::snssai`; empty: none.  Its TLV stands before the text, only one source knows it

    static constexpr command_id id{service::ms_basic_connect_extensions, 1, operation::set};
    using layout = fields<"MBIM_MS_SET_PROVISIONED_CONTEXT_V2",
        field<"Operation",    &provisioned_contexts_set::operation>,
        field<"ContextType",  &provisioned_contexts_set::context_type>,
        field<"IpType",       &provisioned_contexts_set::ip_type>,
        field<"State",        &provisioned_contexts_set::state>,
        field<"Roaming",      &provisioned_contexts_set::roaming>,
        field<"MediaType",    &provisioned_contexts_set::media_type>,
        field<"Source",       &provisioned_contexts_set::source>,
        field<"AccessString", &provisioned_contexts_set::access_string, rule{.max_bytes = 200}>,
        field<"UserName",     &provisioned_contexts_set::user_name, rule{.max_bytes = 510, .personal = true}>,
        field<"Password",     &provisioned_contexts_set::password, rule{.max_bytes = 510, .personal = true}>,
        field<"Compression",  &provisioned_contexts_set::compression>,
        field<"AuthProtocol", &provisioned_contexts_set::auth_protocol>,
        in_tlv<"Snssai",      &provisioned_contexts_set::snssai, tlv_type::single_nssai, rule{.since = mbimex::v4}>>;
};

/// Asks for all contexts; empty.  Microsoft extensions 1.0, CID 1; `ms_basic_connect_extensions/1/query@1.0`.
struct provisioned_contexts_query {
    static constexpr command_id id{service::ms_basic_connect_extensions, 1, operation::query};
    using layout = fields<"MBIM_MS_PROVISIONED_CONTEXTS_QUERY_V2">;
};

/// One context.  Microsoft extensions 1.0, MBIMEx 4.0; `reference/messages.json`, `ProvisionedContextElementV2`,
/// `ProvisionedContextElementV2Ex4`; `reference/discrepancies.md`, A8.
struct provisioned_context {
    std::uint32_t context_id{};
    uuid context_type{};  ///< one of namespace `mbim::context_type`
    context_ip_type ip_type{};
    context_state state{};
    context_roaming_control roaming{};
    context_media_type media_type{};
    context_source source{};
    utf16 access_string{};
    utf16 user_name{};
    utf16 password{};
    mbim::compression compression{};
    mbim::auth_protocol auth_protocol{};
    bytes snssai{};  ///< since MBIMEx 4.0: a `mbim::snssai`; empty: none.  Its TLV stands before the text, only one source knows it

    using layout = fields<"MBIM_MS_CONTEXT_V2",
        field<"ContextId",    &provisioned_context::context_id>,
        field<"ContextType",  &provisioned_context::context_type>,
        field<"IpType",       &provisioned_context::ip_type>,
        field<"State",        &provisioned_context::state>,
        field<"Roaming",      &provisioned_context::roaming>,
        field<"MediaType",    &provisioned_context::media_type>,
        field<"Source",       &provisioned_context::source>,
        field<"AccessString", &provisioned_context::access_string, rule{.max_bytes = 200}>,
        field<"UserName",     &provisioned_context::user_name, rule{.max_bytes = 510, .personal = true}>,
        field<"Password",     &provisioned_context::password, rule{.max_bytes = 510, .personal = true}>,
        field<"Compression",  &provisioned_context::compression>,
        field<"AuthProtocol", &provisioned_context::auth_protocol>,
        in_tlv<"Snssai",      &provisioned_context::snssai, tlv_type::single_nssai, rule{.since = mbimex::v4}>>;
};

/// All contexts.  Microsoft extensions 1.0, CID 1; MBIMEx 4.0; `ms_basic_connect_extensions/1/response@1.0`, `@4.0` and the
/// notification.
struct provisioned_contexts_info {
    ref_list<provisioned_context> contexts{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 1, operation::response | operation::notification};
    using layout = fields<"MBIM_MS_PROVISIONED_CONTEXTS_INFO_V2",
        count<"ProvisionedContextsCount", &provisioned_contexts_info::contexts>,
        field<"ProvisionedContexts",      &provisioned_contexts_info::contexts>>;
};

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
