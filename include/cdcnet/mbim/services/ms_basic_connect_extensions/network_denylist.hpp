// SPDX-License-Identifier: BSL-1.0
/// \file
/// NETWORK_DENYLIST, CID 2, also called MS_NETWORK_BLACKLIST: SIMs and networks that the device shall not register with.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// Asks for both lists; empty.  Microsoft extensions 1.0, CID 2; `ms_basic_connect_extensions/2/query@1.0`.
struct network_denylist_query {
    static constexpr command_id id{service::ms_basic_connect_extensions, 2, operation::query};
    using layout = fields<"MBIM_MS_NETWORK_BLACKLIST_QUERY">;
};

/// An entry of one of the two lists.  Microsoft extensions 1.0; `reference/messages.json`, `NetworkDenylistProvider`.
struct network_denylist_provider {
    std::uint32_t mcc{};
    std::uint32_t mnc{};
    network_denylist_type type{};

    using layout = fields<"MBIM_MS_NETWORK_BLACKLIST_PROVIDER",
        field<"Mcc",                 &network_denylist_provider::mcc>,
        field<"Mnc",                 &network_denylist_provider::mnc>,
        field<"NetworkDenylistType", &network_denylist_provider::type>>;
};

/// Both lists, as they are or to take the place of those on the device.  Wireshark reads the state as the number of
/// elements; this is Microsoft's layout (`reference/discrepancies.md`, A14).
/// Microsoft extensions 1.0, CID 2; `ms_basic_connect_extensions/2/set@1.0`, the response and the notification.
struct network_denylist {
    network_denylist_state state{};
    ref_list<network_denylist_provider> providers{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 2,
                                   operation::set | operation::response | operation::notification};
    using layout = fields<"MBIM_MS_NETWORK_BLACKLIST_INFO",
        field<"DenylistState",  &network_denylist::state>,
        count<"ProvidersCount", &network_denylist::providers>,
        field<"Providers",      &network_denylist::providers>>;
};

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
