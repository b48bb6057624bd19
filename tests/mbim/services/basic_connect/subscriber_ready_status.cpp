// SPDX-License-Identifier: BSL-1.0
/// \file
/// SUBSCRIBER_READY_STATUS, CID 2.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/subscriber_ready_status.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_subscriber_ready_status {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

/// `basic_connect/2/query@4.0`, 4 bytes.
constexpr auto slot_bytes = hex("01000000");  // SlotId

constexpr subscriber_ready_status_query slot{.slot_id = 1};

constexpr utf16 numbers[] = {u"+15550100", u"5550101"};

/// `basic_connect/2/response@1.0`, 152 bytes.
constexpr auto status_bytes =
    hex("01000000"                          // ReadyState
        "2c000000"                          // SubscriberId: offset 44
        "1e000000"                          // SubscriberId: size 30
        "4c000000"                          // SimIccId: offset 76
        "28000000"                          // SimIccId: size 40
        "01000000"                          // ReadyInfo
        "02000000"                          // TelephoneNumbersCount
        "74000000"                          // TelephoneNumbers[0]: offset 116
        "12000000"                          // TelephoneNumbers[0]: size 18
        "88000000"                          // TelephoneNumbers[1]: offset 136
        "0e000000"                          // TelephoneNumbers[1]: size 14
        "30003000310030003100300031003200"  // SubscriberId "001010123456789"
        "3300340035003600370038003900"
        "0000"                              // padding
        "38003900300031003000310032003300"  // SimIccId "89010123456789012345"
        "34003500360037003800390030003100"
        "3200330034003500"
        "2b003100350035003500300031003000"  // TelephoneNumbers[0] "+15550100"
        "3000"
        "0000"                          // padding
        "3500350035003000310030003100"  // TelephoneNumbers[1] "5550101"
        "0000");                        // padding

constexpr subscriber_ready_status_info status{.ready_state = subscriber_ready_state::initialized,
                                              .subscriber_id = u"001010123456789",
                                              .sim_iccid = u"89010123456789012345",
                                              .ready_info = ready_info_flag::protect_unique_id,
                                              .telephone_numbers = numbers};

/// `basic_connect/2/response@3.0`, 156 bytes.
constexpr auto status_v3_bytes =
    hex("01000000"                          // ReadyState
        "09000000"                          // Flags
        "30000000"                          // SubscriberId: offset 48
        "1e000000"                          // SubscriberId: size 30
        "50000000"                          // SimIccId: offset 80
        "28000000"                          // SimIccId: size 40
        "01000000"                          // ReadyInfo
        "02000000"                          // TelephoneNumbersCount
        "78000000"                          // TelephoneNumbers[0]: offset 120
        "12000000"                          // TelephoneNumbers[0]: size 18
        "8c000000"                          // TelephoneNumbers[1]: offset 140
        "0e000000"                          // TelephoneNumbers[1]: size 14
        "30003000310030003100300031003200"  // SubscriberId "001010123456789"
        "3300340035003600370038003900"
        "0000"                              // padding
        "38003900300031003000310032003300"  // SimIccId "89010123456789012345"
        "34003500360037003800390030003100"
        "3200330034003500"
        "2b003100350035003500300031003000"  // TelephoneNumbers[0] "+15550100"
        "3000"
        "0000"                          // padding
        "3500350035003000310030003100"  // TelephoneNumbers[1] "5550101"
        "0000");                        // padding

constexpr subscriber_ready_status_info status_v3{
    .ready_state = subscriber_ready_state::initialized,
    .flags = subscriber_ready_status_flag::esim | subscriber_ready_status_flag::sim_slot_active,
    .subscriber_id = u"001010123456789",
    .sim_iccid = u"89010123456789012345",
    .ready_info = ready_info_flag::protect_unique_id,
    .telephone_numbers = numbers};

/// `basic_connect/2/notification@4.0`, 160 bytes.
constexpr auto status_v4_bytes =
    hex("01000000"                          // ReadyState
        "01000000"                          // Flags
        "34000000"                          // SubscriberId: offset 52
        "1e000000"                          // SubscriberId: size 30
        "54000000"                          // SimIccId: offset 84
        "28000000"                          // SimIccId: size 40
        "01000000"                          // ReadyInfo
        "02000000"                          // TelephoneNumbersCount
        "01000000"                          // SlotId
        "7c000000"                          // TelephoneNumbers[0]: offset 124
        "12000000"                          // TelephoneNumbers[0]: size 18
        "90000000"                          // TelephoneNumbers[1]: offset 144
        "0e000000"                          // TelephoneNumbers[1]: size 14
        "30003000310030003100300031003200"  // SubscriberId "001010123456789"
        "3300340035003600370038003900"
        "0000"                              // padding
        "38003900300031003000310032003300"  // SimIccId "89010123456789012345"
        "34003500360037003800390030003100"
        "3200330034003500"
        "2b003100350035003500300031003000"  // TelephoneNumbers[0] "+15550100"
        "3000"
        "0000"                          // padding
        "3500350035003000310030003100"  // TelephoneNumbers[1] "5550101"
        "0000");                        // padding

constexpr subscriber_ready_status_info status_v4{.ready_state = subscriber_ready_state::initialized,
                                                 .flags = subscriber_ready_status_flag::esim,
                                                 .subscriber_id = u"001010123456789",
                                                 .sim_iccid = u"89010123456789012345",
                                                 .ready_info = ready_info_flag::protect_unique_id,
                                                 .slot_id = 1,
                                                 .telephone_numbers = numbers};

static_assert(both_ways(std::array<std::byte, 0>{}, subscriber_ready_status_query{}));
static_assert(both_ways(slot_bytes, slot, mbimex::v4));
static_assert(both_ways(status_bytes, status));
static_assert(both_ways(status_bytes, status, mbimex::v2));
static_assert(both_ways(status_v3_bytes, status_v3, mbimex::v3));
static_assert(both_ways(status_v4_bytes, status_v4, mbimex::v4));

TEST_CASE("subscriber_ready_status: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, subscriber_ready_status_query{}));
    CHECK(both_ways(slot_bytes, slot, mbimex::v4));
    CHECK(both_ways(status_bytes, status));
    CHECK(both_ways(status_bytes, status, mbimex::v2));
    CHECK(both_ways(status_v3_bytes, status_v3, mbimex::v3));
    CHECK(both_ways(status_v4_bytes, status_v4, mbimex::v4));
}

TEST_CASE("subscriber_ready_status: truncations") {
    check_truncations<subscriber_ready_status_query>(slot_bytes, mbimex::v4, {0});
    check_truncations<subscriber_ready_status_info>(status_bytes, mbimex::v1, {150, 151});
    check_truncations<subscriber_ready_status_info>(status_v3_bytes, mbimex::v3, {154, 155});
    check_truncations<subscriber_ready_status_info>(status_v4_bytes, mbimex::v4, {158, 159});
}

TEST_CASE("subscriber_ready_status: wrong offsets and sizes") {
    check_references<subscriber_ready_status_info>(
        status_bytes, {{4, 8, "SubscriberId"}, {12, 16, "SimIccId"}, {28, 32, "TelephoneNumbers[0]"}, {36, 40, "TelephoneNumbers[1]"}});
    check_references<subscriber_ready_status_info>(
        status_v3_bytes, {{8, 12, "SubscriberId"}, {16, 20, "SimIccId"}, {32, 36, "TelephoneNumbers[0]"}, {40, 44, "TelephoneNumbers[1]"}},
        mbimex::v3);
    check_references<subscriber_ready_status_info>(
        status_v4_bytes, {{8, 12, "SubscriberId"}, {16, 20, "SimIccId"}, {36, 40, "TelephoneNumbers[0]"}, {44, 48, "TelephoneNumbers[1]"}},
        mbimex::v4);
}

TEST_CASE("subscriber_ready_status: more numbers than the buffer can hold") {
    for (const std::uint32_t count : {20u, 0x20000000u, 0xffffffffu})
        CHECK(is(fault_of<subscriber_ready_status_info>(with(status_bytes, 24, count)), errc::count, place::of_field(7), 28));
}

TEST_CASE("subscriber_ready_status: numbers in front of the subscriber id") {
    // As a device sends it: the two items in the other order.
    constexpr auto swapped =
        hex("01000000"              // ReadyState
            "30000000"              // SubscriberId: offset 48
            "06000000"              // SubscriberId: size 6
            "0000000000000000"      // SimIccId: absent
            "00000000"              // ReadyInfo
            "01000000"              // TelephoneNumbersCount
            "24000000"              // TelephoneNumbers[0]: offset 36
            "0a000000"              // TelephoneNumbers[0]: size 10
            "31003200330034003500"  // "12345"
            "0000"                  // padding
            "300030003100"          // "001"
            "0000");                // padding
    const auto parsed = parse<subscriber_ready_status_info>(bytes{swapped});
    REQUIRE(parsed);
    CHECK(parsed->subscriber_id == utf16{u"001"});
    CHECK(parsed->telephone_numbers[0] == utf16{u"12345"});
    CHECK(fault_of<subscriber_ready_status_info>(swapped, release::v1, tolerance::strict).code() == errc::order);
}

}  // namespace cases::basic_connect_subscriber_ready_status
