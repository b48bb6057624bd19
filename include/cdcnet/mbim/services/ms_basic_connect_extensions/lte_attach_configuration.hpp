// SPDX-License-Identifier: BSL-1.0
/// \file
/// LTE_ATTACH_CONFIGURATION, CID 3, also called MS_LTE_ATTACH_CONFIG: contexts of the attachment itself.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// A context for the attachment in one kind of network.  Microsoft extensions 1.0; `reference/messages.json`,
/// `LteAttachConfiguration`.
struct lte_attach_configuration {
    context_ip_type ip_type{};
    lte_attach_context_roaming_control roaming{};
    context_source source{};
    utf16 access_string{};  ///< APN, at most 100 code units; empty: the network's default
    utf16 user_name{};
    utf16 password{};
    mbim::compression compression{};
    mbim::auth_protocol auth_protocol{};

    using layout = fields<"MBIM_MS_LTE_ATTACH_CONTEXT",
        field<"IpType",       &lte_attach_configuration::ip_type>,
        field<"Roaming",      &lte_attach_configuration::roaming>,
        field<"Source",       &lte_attach_configuration::source>,
        field<"AccessString", &lte_attach_configuration::access_string, rule{.max_bytes = 200}>,
        field<"UserName",     &lte_attach_configuration::user_name, rule{.max_bytes = 510, .personal = true}>,
        field<"Password",     &lte_attach_configuration::password, rule{.max_bytes = 510, .personal = true}>,
        field<"Compression",  &lte_attach_configuration::compression>,
        field<"AuthProtocol", &lte_attach_configuration::auth_protocol>>;
};

/// Writes the contexts, or puts back those that the device came with.
/// Microsoft extensions 1.0, CID 3; `ms_basic_connect_extensions/3/set@1.0`.
struct lte_attach_configuration_set {
    lte_attach_context_operation operation{};
    ref_list<lte_attach_configuration> configurations{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 3, operation::set};
    using layout = fields<"MBIM_MS_SET_LTE_ATTACH_CONFIG",
        field<"Operation",          &lte_attach_configuration_set::operation>,
        count<"ConfigurationCount", &lte_attach_configuration_set::configurations>,
        field<"Configurations",     &lte_attach_configuration_set::configurations>>;
};

/// Asks for the contexts; empty.  Microsoft extensions 1.0, CID 3; `ms_basic_connect_extensions/3/query@1.0`.
struct lte_attach_configuration_query {
    static constexpr command_id id{service::ms_basic_connect_extensions, 3, operation::query};
    using layout = fields<"MBIM_MS_LTE_ATTACH_CONFIG_QUERY">;
};

/// All contexts.  Microsoft extensions 1.0, CID 3; `ms_basic_connect_extensions/3/response@1.0` and the notification.
struct lte_attach_configuration_info {
    ref_list<lte_attach_configuration> configurations{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 3, operation::response | operation::notification};
    using layout = fields<"MBIM_MS_LTE_ATTACH_CONFIG_INFO",
        count<"ConfigurationCount", &lte_attach_configuration_info::configurations>,
        field<"Configurations",     &lte_attach_configuration_info::configurations>>;
};

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
