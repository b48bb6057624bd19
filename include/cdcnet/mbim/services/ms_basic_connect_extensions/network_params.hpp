// SPDX-License-Identifier: BSL-1.0
/// \file
/// NETWORK_PARAMS, CID 18: what the network granted in a 5G registration.  Only Wireshark knows the layouts.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// Asks for the parameters; may be empty.  MBIMEx 3.0, CID 18; `ms_basic_connect_extensions/18/query@3.0`.
struct network_params_query {
    tlv_list unnamed_ies{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 18, operation::query, mbimex::v3};
    using layout = fields<"MBIM_MS_NETWORK_PARAMS_QUERY",
        field<"UnnamedIes", &network_params_query::unnamed_ies>>;
};

/// The parameters.  What the TLVs hold is read with the types of `mbim/tlv_payload.hpp`.
/// MBIMEx 3.0, CID 18; `ms_basic_connect_extensions/18/response@3.0` and the notification.
struct network_params_info {
    mbim::ms_basic_connect_extensions::mico_indication mico_indication{};
    mbim::ms_basic_connect_extensions::drx_cycle drx_cycle{};
    tlv_list unnamed_ies{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 18, operation::response | operation::notification,
                                   mbimex::v3};
    using layout = fields<"MBIM_MS_NETWORK_PARAMS_INFO",
        field<"MicoIndication", &network_params_info::mico_indication>,
        field<"DrxCycle",       &network_params_info::drx_cycle>,
        field<"UnnamedIes",     &network_params_info::unnamed_ies>>;
};

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
