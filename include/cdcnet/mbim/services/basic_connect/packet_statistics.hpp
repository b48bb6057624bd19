// SPDX-License-Identifier: BSL-1.0
/// \file
/// PACKET_STATISTICS, CID 20: counters of the data path.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// Asks for the counters; empty.  MBIM 1.0, CID 20; `basic_connect/20/query@1.0`.
struct packet_statistics_query {
    static constexpr command_id id{service::basic_connect, 20, operation::query};
    using layout = fields<"MBIM_PACKET_STATISTICS_QUERY">;
};

/// Counters since the function was powered; "in" is from the network.  MBIM 1.0, CID 20; `basic_connect/20/response@1.0`.
struct packet_statistics_info {
    std::uint32_t in_discards{};
    std::uint32_t in_errors{};
    std::uint64_t in_octets{};
    std::uint64_t in_packets{};
    std::uint64_t out_octets{};
    std::uint64_t out_packets{};
    std::uint32_t out_errors{};
    std::uint32_t out_discards{};

    static constexpr command_id id{service::basic_connect, 20, operation::response};
    using layout = fields<"MBIM_PACKET_STATISTICS_INFO",
        field<"InDiscards",  &packet_statistics_info::in_discards>,
        field<"InErrors",    &packet_statistics_info::in_errors>,
        field<"InOctets",    &packet_statistics_info::in_octets, rule{.unit = unit::bytes}>,
        field<"InPackets",   &packet_statistics_info::in_packets>,
        field<"OutOctets",   &packet_statistics_info::out_octets, rule{.unit = unit::bytes}>,
        field<"OutPackets",  &packet_statistics_info::out_packets>,
        field<"OutErrors",   &packet_statistics_info::out_errors>,
        field<"OutDiscards", &packet_statistics_info::out_discards>>;
};

}  // namespace cdcnet::mbim::basic_connect
