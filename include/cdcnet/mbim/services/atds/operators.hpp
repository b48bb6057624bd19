// SPDX-License-Identifier: BSL-1.0
/// \file
/// OPERATORS, CID 3: the networks around.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/atds/types.hpp>
#include <cdcnet/mbim/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::atds {

/// A network operator with the radio technology.  `reference/messages.json`, `AtdsProvider`.
struct provider {
    utf16 provider_id{};  ///< MCC and MNC, 5 or 6 digits
    provider_state state{};
    utf16 provider_name{};
    provider_plmn_mode plmn_mode{};
    std::uint32_t rssi{};
    std::uint32_t error_rate{};

    using layout = fields<"MBIM_ATDS_PROVIDER",
        field<"ProviderId",    &provider::provider_id, rule{.max_bytes = 12}>,
        field<"ProviderState", &provider::state>,
        field<"ProviderName",  &provider::provider_name, rule{.max_bytes = 40}>,
        field<"PlmnMode",      &provider::plmn_mode>,
        field<"Rssi",          &provider::rssi, rule{.unit = unit::rssi}>,
        field<"ErrorRate",     &provider::error_rate, rule{.unit = unit::error_rate}>>;
};

/// Asks for the operators; empty.  CID 3; `atds/3/query@1.0`.
struct operators_query {
    static constexpr command_id id{service::atds, 3, operation::query};
    using layout = fields<"MBIM_ATDS_OPERATORS_QUERY">;
};

/// The operators, to be set or as they are.  CID 3; `atds/3/set@1.0` and the response.
/// As the answer to a set it may be there or be left out: read both, send an empty information buffer
/// (`reference/discrepancies.md`, A19).
struct operators {
    ref_list<provider> providers{};

    static constexpr command_id id{service::atds, 3, operation::set | operation::response};
    using layout = fields<"MBIM_ATDS_OPERATORS",
        count<"ProvidersCount", &operators::providers>,
        field<"Providers",      &operators::providers>>;
};

}  // namespace cdcnet::mbim::atds
