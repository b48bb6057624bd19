// SPDX-License-Identifier: BSL-1.0
/// \file
/// REGISTER_STATE, CID 9: the registration with a network.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/nw_error.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// Registers, automatically or with one provider.  MBIM 1.0, CID 9; `basic_connect/9/set@1.0`.
struct register_state_set {
    utf16 provider_id{};  ///< for `manual`; empty for `automatic`
    register_action action{};
    mbim::data_class data_class{};  ///< technologies to prefer; a wish, not a limit

    static constexpr command_id id{service::basic_connect, 9, operation::set};
    using layout = fields<"MBIM_SET_REGISTRATION_STATE",
        field<"ProviderId",     &register_state_set::provider_id, rule{.max_bytes = 12}>,
        field<"RegisterAction", &register_state_set::action>,
        field<"DataClass",      &register_state_set::data_class>>;
};

/// Asks for the registration; empty.  MBIM 1.0, CID 9; `basic_connect/9/query@1.0`.
struct register_state_query {
    static constexpr command_id id{service::basic_connect, 9, operation::query};
    using layout = fields<"MBIM_REGISTER_STATE_QUERY">;
};

/// The registration.  MBIM 1.0, CID 9; MBIMEx 2.0; `basic_connect/9/response@1.0`, `@2.0` and the notification.
struct register_state_info {
    mbim::nw_error nw_error{};
    register_state state{};
    register_mode mode{};
    data_class available_data_classes{};
    cellular_class current_cellular_class{};
    utf16 provider_id{};
    utf16 provider_name{};
    utf16 roaming_text{};
    mbim::registration_flag registration_flag{};
    data_class preferred_data_classes{};  ///< since MBIMEx 2.0

    static constexpr command_id id{service::basic_connect, 9, operation::response | operation::notification};
    using layout = fields<"MBIM_REGISTRATION_STATE_INFO",
        field<"NwError",              &register_state_info::nw_error>,
        field<"RegisterState",        &register_state_info::state>,
        field<"RegisterMode",         &register_state_info::mode>,
        field<"AvailableDataClasses", &register_state_info::available_data_classes>,
        field<"CurrentCellularClass", &register_state_info::current_cellular_class>,
        field<"ProviderId",           &register_state_info::provider_id, rule{.max_bytes = 12}>,
        field<"ProviderName",         &register_state_info::provider_name, rule{.max_bytes = 40}>,
        field<"RoamingText",          &register_state_info::roaming_text, rule{.max_bytes = 126}>,
        field<"RegistrationFlag",     &register_state_info::registration_flag>,
        field<"PreferredDataClasses", &register_state_info::preferred_data_classes, rule{.since = mbimex::v2}>>;
};

}  // namespace cdcnet::mbim::basic_connect
