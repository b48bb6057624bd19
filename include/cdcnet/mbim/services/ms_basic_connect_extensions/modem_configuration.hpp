// SPDX-License-Identifier: BSL-1.0
/// \file
/// MODEM_CONFIGURATION, CID 16, also called MS_MODEM_CONFIG: whether the modem has set itself up for the SIM.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// Asks for the configuration; empty.  MBIMEx 3.0, CID 16; `ms_basic_connect_extensions/16/query@3.0`.
struct modem_configuration_query {
    static constexpr command_id id{service::ms_basic_connect_extensions, 16, operation::query, mbimex::v3};
    using layout = fields<"MBIM_MS_MODEM_CONFIG_QUERY">;
};

/// The configuration.  MBIMEx 3.0, CID 16; `ms_basic_connect_extensions/16/response@3.0` and the notification.
struct modem_configuration_info {
    modem_configuration_status status{};
    utf16 configuration_name{};
    tlv_list unnamed_ies{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 16, operation::response | operation::notification,
                                   mbimex::v3};
    using layout = fields<"MBIM_MS_MODEM_CONFIG_INFO",
        field<"ConfigurationStatus", &modem_configuration_info::status>,
        in_tlv<"ConfigurationName",  &modem_configuration_info::configuration_name, tlv_type::wchar_str>,
        field<"UnnamedIes",          &modem_configuration_info::unnamed_ies>>;
};

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
