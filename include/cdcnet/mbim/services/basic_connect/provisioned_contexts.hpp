// SPDX-License-Identifier: BSL-1.0
/// \file
/// PROVISIONED_CONTEXTS, CID 13: contexts that the operator put on the device or the SIM.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// Writes one context.  MBIM 1.0, CID 13; `basic_connect/13/set@1.0`.
struct provisioned_contexts_set {
    std::uint32_t context_id{};
    uuid context_type{};  ///< one of namespace `mbim::context_type`
    utf16 access_string{};
    utf16 user_name{};
    utf16 password{};
    mbim::compression compression{};
    mbim::auth_protocol auth_protocol{};
    utf16 provider_id{};  ///< the provider that the context is for

    static constexpr command_id id{service::basic_connect, 13, operation::set};
    using layout = fields<"MBIM_SET_PROVISIONED_CONTEXT",
        field<"ContextId",    &provisioned_contexts_set::context_id>,
        field<"ContextType",  &provisioned_contexts_set::context_type>,
        field<"AccessString", &provisioned_contexts_set::access_string, rule{.max_bytes = 200}>,
        field<"UserName",     &provisioned_contexts_set::user_name, rule{.max_bytes = 510, .personal = true}>,
        field<"Password",     &provisioned_contexts_set::password, rule{.max_bytes = 510, .personal = true}>,
        field<"Compression",  &provisioned_contexts_set::compression>,
        field<"AuthProtocol", &provisioned_contexts_set::auth_protocol>,
        field<"ProviderId",   &provisioned_contexts_set::provider_id, rule{.max_bytes = 12}>>;
};

/// Asks for all contexts; empty.  MBIM 1.0, CID 13; `basic_connect/13/query@1.0`.
struct provisioned_contexts_query {
    static constexpr command_id id{service::basic_connect, 13, operation::query};
    using layout = fields<"MBIM_PROVISIONED_CONTEXTS_QUERY">;
};

/// One context.  MBIM 1.0; `reference/messages.json`, `ProvisionedContextElement`.
struct provisioned_context {
    std::uint32_t context_id{};
    uuid context_type{};  ///< one of namespace `mbim::context_type`
    utf16 access_string{};
    utf16 user_name{};
    utf16 password{};
    mbim::compression compression{};
    mbim::auth_protocol auth_protocol{};

    using layout = fields<"MBIM_CONTEXT",
        field<"ContextId",    &provisioned_context::context_id>,
        field<"ContextType",  &provisioned_context::context_type>,
        field<"AccessString", &provisioned_context::access_string, rule{.max_bytes = 200}>,
        field<"UserName",     &provisioned_context::user_name, rule{.max_bytes = 510, .personal = true}>,
        field<"Password",     &provisioned_context::password, rule{.max_bytes = 510, .personal = true}>,
        field<"Compression",  &provisioned_context::compression>,
        field<"AuthProtocol", &provisioned_context::auth_protocol>>;
};

/// All contexts.  Some devices answer with success and no information buffer at all.
/// MBIM 1.0, CID 13; `basic_connect/13/response@1.0` and the notification.
struct provisioned_contexts_info {
    ref_list<provisioned_context> contexts{};

    static constexpr command_id id{service::basic_connect, 13, operation::response | operation::notification};
    using layout = fields<"MBIM_PROVISIONED_CONTEXTS_INFO",
        count<"ProvisionedContextsCount", &provisioned_contexts_info::contexts>,
        field<"ProvisionedContexts",      &provisioned_contexts_info::contexts>>;
};

}  // namespace cdcnet::mbim::basic_connect
