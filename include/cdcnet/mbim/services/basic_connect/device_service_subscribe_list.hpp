// SPDX-License-Identifier: BSL-1.0
/// \file
/// DEVICE_SERVICE_SUBSCRIBE_LIST, CID 19: which indications the host wants.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// The CIDs of one service.  MBIM 1.0; `reference/messages.json`, `EventEntry`.
struct event_entry {
    uuid device_service_id{};
    array_view<std::uint32_t> cids{};

    using layout = fields<"MBIM_EVENT_ENTRY",
        field<"DeviceServiceId", &event_entry::device_service_id>,
        count<"CidsCount",       &event_entry::cids>,
        field<"Cids",            &event_entry::cids>>;
};

/// The subscription; a set replaces it whole, its answer repeats what is in force.
/// Some devices send indications that nobody subscribed to.
/// MBIM 1.0, CID 19; `basic_connect/19/set@1.0` and the response.
struct device_service_subscribe_list {
    ref_list<event_entry> events{};

    static constexpr command_id id{service::basic_connect, 19, operation::set | operation::response};
    using layout = fields<"MBIM_DEVICE_SERVICE_SUBSCRIBE_LIST",
        count<"EventsCount", &device_service_subscribe_list::events>,
        field<"Events",      &device_service_subscribe_list::events>>;
};

}  // namespace cdcnet::mbim::basic_connect
