// SPDX-License-Identifier: BSL-1.0
/// \file
/// IP_PACKET_FILTERS, CID 23.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/ip_packet_filters.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_ip_packet_filters {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

constexpr auto pattern = hex("4500000000");
constexpr auto mask = hex("ff0000000f");
constexpr packet_filter two[] = {{.filter = bytes{pattern}, .mask = bytes{mask}},
                                 {.filter = bytes{mask}.first(4), .mask = bytes{pattern}.first(4)}};
constexpr packet_filter two_v3[] = {{.filter = bytes{pattern}, .mask = bytes{mask}, .filter_id = 7}, {.filter_id = 8}};

/// `basic_connect/23/query@1.0`, 8 bytes.
constexpr auto query_bytes =
    hex("01000000"    // SessionId
        "00000000");  // PacketFiltersCount

constexpr ip_packet_filters_query query{.session_id = 1};

/// `basic_connect/23/set@1.0`, 72 bytes.
constexpr auto filters_bytes =
    hex("01000000"    // SessionId
        "02000000"    // PacketFiltersCount
        "18000000"    // PacketFilters[0]: offset 24
        "1c000000"    // PacketFilters[0]: size 28
        "34000000"    // PacketFilters[1]: offset 52
        "14000000"    // PacketFilters[1]: size 20
        "05000000"    // PacketFilters[0].FilterSize
        "0c000000"    // PacketFilters[0].PacketFilter: offset 12
        "14000000"    // PacketFilters[0].PacketMask: offset 20
        "4500000000"  // PacketFilters[0].PacketFilter
        "000000"      // padding
        "ff0000000f"  // PacketFilters[0].PacketMask
        "000000"      // padding
        "04000000"    // PacketFilters[1].FilterSize
        "0c000000"    // PacketFilters[1].PacketFilter: offset 12
        "10000000"    // PacketFilters[1].PacketMask: offset 16
        "ff000000"    // PacketFilters[1].PacketFilter
        "45000000");  // PacketFilters[1].PacketMask

constexpr ip_packet_filters filters{.session_id = 1, .filters = two};

/// `basic_connect/23/response@3.0`, 72 bytes.
constexpr auto filters_v3_bytes =
    hex("01000000"    // SessionId
        "02000000"    // PacketFiltersCount
        "18000000"    // PacketFilters[0]: offset 24
        "20000000"    // PacketFilters[0]: size 32
        "38000000"    // PacketFilters[1]: offset 56
        "10000000"    // PacketFilters[1]: size 16
        "05000000"    // PacketFilters[0].FilterSize
        "10000000"    // PacketFilters[0].PacketFilter: offset 16
        "18000000"    // PacketFilters[0].PacketMask: offset 24
        "07000000"    // PacketFilters[0].FilterId
        "4500000000"  // PacketFilters[0].PacketFilter
        "000000"      // padding
        "ff0000000f"  // PacketFilters[0].PacketMask
        "000000"      // padding
        "00000000"    // PacketFilters[1].FilterSize
        "00000000"    // PacketFilters[1].PacketFilter: offset 0
        "00000000"    // PacketFilters[1].PacketMask: offset 0
        "08000000");  // PacketFilters[1].FilterId

constexpr ip_packet_filters filters_v3{.session_id = 1, .filters = two_v3};

static_assert(both_ways(query_bytes, query));
static_assert(both_ways(query_bytes, query, mbimex::v3));
static_assert(both_ways(filters_bytes, filters));
static_assert(both_ways(filters_v3_bytes, filters_v3, mbimex::v3));
static_assert(both_ways(filters_v3_bytes, filters_v3, mbimex::v4));

TEST_CASE("ip_packet_filters: decodes, and encodes to the same bytes") {
    CHECK(both_ways(query_bytes, query));
    CHECK(both_ways(query_bytes, query, mbimex::v3));
    CHECK(both_ways(filters_bytes, filters));
    CHECK(both_ways(filters_v3_bytes, filters_v3, mbimex::v3));
    CHECK(both_ways(filters_v3_bytes, filters_v3, mbimex::v4));
}

TEST_CASE("ip_packet_filters: truncations") {
    check_truncations<ip_packet_filters_query>(query_bytes);
    check_truncations<ip_packet_filters>(filters_bytes);
    check_truncations<ip_packet_filters>(filters_v3_bytes, mbimex::v3);
}

TEST_CASE("ip_packet_filters: wrong offsets and sizes") {
    check_references<ip_packet_filters>(filters_bytes, {{8, 12, "PacketFilters[0]"},
                                                        {28, 24, "PacketFilters[0].PacketFilter"},
                                                        {32, reference::no_size, "PacketFilters[0].PacketMask"},
                                                        {16, 20, "PacketFilters[1]"},
                                                        {56, 52, "PacketFilters[1].PacketFilter"},
                                                        {60, reference::no_size, "PacketFilters[1].PacketMask"}});
    check_references<ip_packet_filters>(filters_v3_bytes,
                                        {{8, 12, "PacketFilters[0]"},
                                         {28, 24, "PacketFilters[0].PacketFilter"},
                                         {32, reference::no_size, "PacketFilters[0].PacketMask"},
                                         {16, 20, "PacketFilters[1]"}},
                                        mbimex::v3);
}

TEST_CASE("ip_packet_filters: pattern and mask share one size") {
    constexpr packet_filter uneven[] = {{.filter = bytes{pattern}, .mask = bytes{mask}.first(4)}};
    std::array<std::byte, 128> room{};
    const auto built = build(mutable_bytes{room}, ip_packet_filters{.filters = uneven});
    REQUIRE_FALSE(built);
    CHECK(is(built.error(), errc::size_mismatch, place::of_field(2, 0, 2), 0));
}

}  // namespace cases::basic_connect_ip_packet_filters
