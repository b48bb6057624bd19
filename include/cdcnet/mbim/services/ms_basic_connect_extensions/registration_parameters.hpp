// SPDX-License-Identifier: BSL-1.0
/// \file
/// REGISTRATION_PARAMETERS, CID 17, also called MS_REGISTRATION_PARAMS: what a 5G registration asks for.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// Asks for the parameters; empty.  MBIMEx 3.0, CID 17; `ms_basic_connect_extensions/17/query@3.0`.
struct registration_parameters_query {
    static constexpr command_id id{service::ms_basic_connect_extensions, 17, operation::query, mbimex::v3};
    using layout = fields<"MBIM_MS_REGISTRATION_PARAMS_QUERY">;
};

/// The parameters.  Only one source knows the notification.
/// MBIMEx 3.0, CID 17; `ms_basic_connect_extensions/17/set@3.0`, the response and the notification.
struct registration_parameters {
    mbim::ms_basic_connect_extensions::mico_mode mico_mode{};
    mbim::ms_basic_connect_extensions::drx_cycle drx_cycle{};
    mbim::ms_basic_connect_extensions::ladn_info ladn_info{};
    mbim::ms_basic_connect_extensions::default_pdu_activation_hint default_pdu_activation_hint{};
    bool32 re_register_if_needed{};
    tlv_list unnamed_ies{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 17,
                                   operation::set | operation::response | operation::notification, mbimex::v3};
    using layout = fields<"MBIM_MS_REGISTRATION_PARAMS_INFO",
        field<"MicoMode",                 &registration_parameters::mico_mode>,
        field<"DrxCycle",                 &registration_parameters::drx_cycle>,
        field<"LadnInfo",                 &registration_parameters::ladn_info>,
        field<"DefaultPduActivationHint", &registration_parameters::default_pdu_activation_hint>,
        field<"ReRegisterIfNeeded",       &registration_parameters::re_register_if_needed>,
        field<"UnnamedIes",               &registration_parameters::unnamed_ies>>;
};

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
