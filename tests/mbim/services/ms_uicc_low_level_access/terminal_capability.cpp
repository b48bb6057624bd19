// SPDX-License-Identifier: BSL-1.0
/// \file
/// TERMINAL_CAPABILITY, CID 5.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_uicc_low_level_access/terminal_capability.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_uicc_low_level_access_terminal_capability {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_uicc_low_level_access;

constexpr auto first = hex("810101");
constexpr auto second = hex("8303010730");
constexpr terminal_capability_object two[] = {{.data = bytes{first}}, {.data = bytes{second}}};

/// `ms_uicc_low_level_access/5/set@1.0` and `ms_uicc_low_level_access/5/response@1.0`, 32 bytes.
constexpr auto objects_bytes =
    hex("02000000"    // TerminalCapabilityCount
        "14000000"    // TerminalCapability[0]: offset 20
        "03000000"    // TerminalCapability[0]: size 3
        "18000000"    // TerminalCapability[1]: offset 24
        "05000000"    // TerminalCapability[1]: size 5
        "810101"      // TerminalCapability[0].TerminalCapabilityData
        "00"          // padding
        "8303010730"  // TerminalCapability[1].TerminalCapabilityData
        "000000");    // padding

constexpr terminal_capability_set objects{.objects = two};
constexpr terminal_capability_info kept{.objects = two};

/// `ms_uicc_low_level_access/5/set@4.0`, 36 bytes.
constexpr auto objects_v4_bytes =
    hex("01000000"    // SlotId
        "02000000"    // TerminalCapabilityCount
        "18000000"    // TerminalCapability[0]: offset 24
        "03000000"    // TerminalCapability[0]: size 3
        "1c000000"    // TerminalCapability[1]: offset 28
        "05000000"    // TerminalCapability[1]: size 5
        "810101"      // TerminalCapability[0].TerminalCapabilityData
        "00"          // padding
        "8303010730"  // TerminalCapability[1].TerminalCapabilityData
        "000000");    // padding

constexpr terminal_capability_set objects_v4{.slot_id = 1, .objects = two};

/// `ms_uicc_low_level_access/5/query@4.0`, 4 bytes.
constexpr auto slot_bytes = hex("01000000");  // SlotId

constexpr terminal_capability_query slot{.slot_id = 1};

static_assert(both_ways(objects_bytes, objects));
static_assert(both_ways(objects_v4_bytes, objects_v4, mbimex::v4));
static_assert(both_ways(std::array<std::byte, 0>{}, terminal_capability_query{}));
static_assert(both_ways(slot_bytes, slot, mbimex::v4));
static_assert(both_ways(objects_bytes, kept));
static_assert(both_ways(objects_bytes, kept, mbimex::v4));

TEST_CASE("terminal_capability: decodes, and encodes to the same bytes") {
    CHECK(both_ways(objects_bytes, objects));
    CHECK(both_ways(objects_bytes, objects, mbimex::v3));
    CHECK(both_ways(objects_v4_bytes, objects_v4, mbimex::v4));
    CHECK(both_ways(std::array<std::byte, 0>{}, terminal_capability_query{}));
    CHECK(both_ways(slot_bytes, slot, mbimex::v4));
    CHECK(both_ways(objects_bytes, kept));
    CHECK(both_ways(objects_bytes, kept, mbimex::v4));
}

TEST_CASE("terminal_capability: truncations") {
    check_truncations<terminal_capability_set>(objects_bytes, mbimex::v1, {29, 30, 31});
    check_truncations<terminal_capability_set>(objects_v4_bytes, mbimex::v4, {33, 34, 35});
    check_truncations<terminal_capability_query>(slot_bytes, mbimex::v4, {0});
    check_truncations<terminal_capability_info>(objects_bytes, mbimex::v1, {29, 30, 31});
}

TEST_CASE("terminal_capability: wrong offsets and sizes") {
    check_references<terminal_capability_set>(objects_bytes, {{4, 8, "TerminalCapability[0]"}, {12, 16, "TerminalCapability[1]"}});
    check_references<terminal_capability_set>(objects_v4_bytes, {{8, 12, "TerminalCapability[0]"}, {16, 20, "TerminalCapability[1]"}},
                                              mbimex::v4);
}

TEST_CASE("terminal_capability: padding that a host counts is read as data") {
    const auto counted = with(with(objects_bytes, 8, 4), 16, 8);
    const auto parsed = parse<terminal_capability_set>(bytes{counted});
    REQUIRE(parsed);
    CHECK(equal(parsed->objects[0].data, bytes{hex("81010100")}));
    CHECK(equal(parsed->objects[1].data, bytes{hex("8303010730000000")}));
}

}  // namespace cases::ms_uicc_low_level_access_terminal_capability
