// SPDX-License-Identifier: BSL-1.0
/// \file
/// IP_PACKET_FILTERS, CID 23: which packets may wake the host.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// One filter: a packet matches when its first bytes, and-ed with the mask, equal the pattern and-ed with the mask.
/// MBIM 1.0; MBIMEx 3.0; `reference/messages.json`, `PacketFilter` and `PacketFilterV3`.
struct packet_filter {
    bytes filter{};             ///< the pattern, from the start of the IP header; bMaxFilterSize is its limit
    bytes mask{};               ///< as long as the pattern
    std::uint32_t filter_id{};  ///< since MBIMEx 3.0: names the filter in wake reasons

    using layout = fields<"MBIM_SINGLE_PACKET_FILTER",
        size<"FilterSize",        &packet_filter::filter>,
        at_offset<"PacketFilter", &packet_filter::filter>,
        at_offset<"PacketMask",   &packet_filter::mask, &packet_filter::filter>,
        field<"FilterId",         &packet_filter::filter_id, rule{.since = mbimex::v3}>>;
};

/// Asks for the filters of one session: SessionId, no filters.
/// MBIM 1.0, CID 23; MBIMEx 3.0; `basic_connect/23/query@1.0`, `@3.0`.
struct ip_packet_filters_query {
    std::uint32_t session_id{};
    ref_list<packet_filter> filters{};

    static constexpr command_id id{service::basic_connect, 23, operation::query};
    using layout = fields<"MBIM_PACKET_FILTERS_QUERY",
        field<"SessionId",          &ip_packet_filters_query::session_id>,
        count<"PacketFiltersCount", &ip_packet_filters_query::filters>,
        field<"PacketFilters",      &ip_packet_filters_query::filters>>;
};

/// The filters of one session; a set replaces them all, at most bNumberFilters.
/// MBIM 1.0, CID 23; MBIMEx 3.0; `basic_connect/23/set@1.0`, `@3.0` and the response.
struct ip_packet_filters {
    std::uint32_t session_id{};
    ref_list<packet_filter> filters{};

    static constexpr command_id id{service::basic_connect, 23, operation::set | operation::response};
    using layout = fields<"MBIM_PACKET_FILTERS",
        field<"SessionId",          &ip_packet_filters::session_id>,
        count<"PacketFiltersCount", &ip_packet_filters::filters>,
        field<"PacketFilters",      &ip_packet_filters::filters>>;
};

}  // namespace cdcnet::mbim::basic_connect
