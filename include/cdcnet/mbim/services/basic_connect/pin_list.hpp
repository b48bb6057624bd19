// SPDX-License-Identifier: BSL-1.0
/// \file
/// PIN_LIST, CID 5: the PINs that the function knows.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// Asks for the list; empty.  MBIM 1.0, CID 5; `basic_connect/5/query@1.0`.
struct pin_list_query {
    static constexpr command_id id{service::basic_connect, 5, operation::query};
    using layout = fields<"MBIM_PIN_LIST_QUERY">;
};

/// How one PIN is used.  MBIM 1.0; `reference/messages.json`, `PinDesc`.
struct pin_desc {
    pin_mode mode{};
    pin_format format{};
    std::uint32_t length_min{};  ///< characters
    std::uint32_t length_max{};  ///< characters

    using layout = fields<"MBIM_PIN_DESC",
        field<"PinMode",      &pin_desc::mode>,
        field<"PinFormat",    &pin_desc::format>,
        field<"PinLengthMin", &pin_desc::length_min>,
        field<"PinLengthMax", &pin_desc::length_max>>;
};

/// All kinds of PIN.  MBIM 1.0, CID 5; `basic_connect/5/response@1.0`.
struct pin_list_info {
    pin_desc pin1{};
    pin_desc pin2{};
    pin_desc device_sim_pin{};
    pin_desc device_first_sim_pin{};
    pin_desc network_pin{};
    pin_desc network_subset_pin{};
    pin_desc service_provider_pin{};
    pin_desc corporate_pin{};
    pin_desc subsidy_lock{};
    pin_desc custom{};

    static constexpr command_id id{service::basic_connect, 5, operation::response};
    using layout = fields<"MBIM_PIN_LIST_INFO",
        field<"PinDescPin1",               &pin_list_info::pin1>,
        field<"PinDescPin2",               &pin_list_info::pin2>,
        field<"PinDescDeviceSimPin",       &pin_list_info::device_sim_pin>,
        field<"PinDescDeviceFirstSimPin",  &pin_list_info::device_first_sim_pin>,
        field<"PinDescNetworkPin",         &pin_list_info::network_pin>,
        field<"PinDescNetworkSubsetPin",   &pin_list_info::network_subset_pin>,
        field<"PinDescServiceProviderPin", &pin_list_info::service_provider_pin>,
        field<"PinDescCorporatePin",       &pin_list_info::corporate_pin>,
        field<"PinDescSubsidyLock",        &pin_list_info::subsidy_lock>,
        field<"PinDescCustom",             &pin_list_info::custom>>;
};

}  // namespace cdcnet::mbim::basic_connect
