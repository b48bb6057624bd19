// SPDX-License-Identifier: BSL-1.0
/// \file
/// The provider structure that five CIDs share.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// A network operator as the SIM or the radio knows it.  MBIM 1.0; `reference/messages.json`, `Provider`.
struct provider {
    utf16 provider_id{};  ///< MCC and MNC (3GPP), 5 or 6 digits, or the SID (3GPP2)
    provider_state state{};
    utf16 provider_name{};
    mbim::cellular_class cellular_class{};
    std::uint32_t rssi{};        ///< of use in VISIBLE_PROVIDERS only
    std::uint32_t error_rate{};  ///< of use in VISIBLE_PROVIDERS only

    using layout = fields<"MBIM_PROVIDER",
        field<"ProviderId",    &provider::provider_id, rule{.max_bytes = 12}>,
        field<"ProviderState", &provider::state>,
        field<"ProviderName",  &provider::provider_name, rule{.max_bytes = 40}>,
        field<"CellularClass", &provider::cellular_class>,
        field<"Rssi",          &provider::rssi, rule{.unit = unit::rssi}>,
        field<"ErrorRate",     &provider::error_rate, rule{.unit = unit::error_rate}>>;
};

}  // namespace cdcnet::mbim::basic_connect
