// SPDX-License-Identifier: BSL-1.0
/// \file
/// PACKET_STATISTICS, CID 20.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/packet_statistics.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_packet_statistics {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

/// `basic_connect/20/response@1.0`, 48 bytes.
constexpr auto counters_bytes =
    hex("0b000000"          // InDiscards 11
        "0c000000"          // InErrors 12
        "0807060504030201"  // InOctets 72623859790382856
        "0e00000000000000"  // InPackets 14
        "1817161514131211"  // OutOctets 1230066625199609624
        "1000000000000000"  // OutPackets 16
        "11000000"          // OutErrors 17
        "12000000");        // OutDiscards 18

constexpr packet_statistics_info counters{.in_discards = 11,
                                          .in_errors = 12,
                                          .in_octets = 0x0102030405060708,
                                          .in_packets = 14,
                                          .out_octets = 0x1112131415161718,
                                          .out_packets = 16,
                                          .out_errors = 17,
                                          .out_discards = 18};

static_assert(both_ways(std::array<std::byte, 0>{}, packet_statistics_query{}));
static_assert(both_ways(counters_bytes, counters));

TEST_CASE("packet_statistics: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, packet_statistics_query{}));
    CHECK(both_ways(counters_bytes, counters));
}

TEST_CASE("packet_statistics: truncations") { check_truncations<packet_statistics_info>(counters_bytes); }

}  // namespace cases::basic_connect_packet_statistics
