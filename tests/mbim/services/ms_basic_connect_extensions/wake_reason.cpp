// SPDX-License-Identifier: BSL-1.0
/// \file
/// WAKE_REASON, CID 19.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_basic_connect_extensions/wake_reason.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_basic_connect_extensions_wake_reason {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_basic_connect_extensions;

/// `ms_basic_connect_extensions/19/response@3.0`, 40 bytes.
constexpr auto packet_bytes =
    hex("02000000"                          // WakeType
        "01000000"                          // SessionId
        "1100000216000000"                  // WakeTlv: TLV WAKE_PACKET, 2 bytes of padding, 22 of data
        "07000000550000001000000006000000"  // WakeTlv
        "45000054abcd"
        "0000");  // padding

/// WAKE_PACKET: FilterId, OriginalPacketSize, SavedPacket at 16 of 6 bytes.
constexpr auto saved = hex("0700000055000000100000000600000045000054abcd");
constexpr wake_reason_info packet{.wake_type = wake_type::packet, .session_id = 1, .wake_tlv = {tlv_type::wake_packet, bytes{saved}}};

static_assert(both_ways(std::array<std::byte, 0>{}, wake_reason_query{}, mbimex::v3));
static_assert(both_ways(packet_bytes, packet, mbimex::v3));
static_assert(both_ways(packet_bytes, packet, mbimex::v4));

TEST_CASE("wake_reason: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, wake_reason_query{}, mbimex::v3));
    CHECK(both_ways(packet_bytes, packet, mbimex::v3));
    CHECK(both_ways(packet_bytes, packet, mbimex::v4));
}

TEST_CASE("wake_reason: truncations") { check_truncations<wake_reason_info>(packet_bytes, mbimex::v3, {38, 39}); }

TEST_CASE("wake_reason: one TLV of any type") {
    CHECK(is(fault_of<wake_reason_info>(with(packet_bytes, 12, 25), mbimex::v3), errc::outside, place::of_field(2), 12));
    const auto damaged = with(packet_bytes, 8, 0x02001234);
    const auto other = parse<wake_reason_info>(bytes{damaged}, mbimex::v3);
    REQUIRE(other);
    CHECK(other->wake_tlv == tlv{static_cast<tlv_type>(0x1234), bytes{saved}});
}

}  // namespace cases::ms_basic_connect_extensions_wake_reason
