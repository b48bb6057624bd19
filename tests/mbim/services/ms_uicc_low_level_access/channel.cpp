// SPDX-License-Identifier: BSL-1.0
/// \file
/// OPEN_CHANNEL and CLOSE_CHANNEL, CIDs 2 and 3.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_uicc_low_level_access/close_channel.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/open_channel.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_uicc_low_level_access_channel {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_uicc_low_level_access;

constexpr auto usim = hex("a0000000871002ff49ff0189040b00ff");
constexpr auto selected = hex("620482027821");

/// `ms_uicc_low_level_access/2/set@1.0`, 32 bytes.
constexpr auto open_bytes =
    hex("10000000"                            // AppId: size 16
        "10000000"                            // AppId: offset 16
        "04000000"                            // SelectP2Arg 4
        "07000000"                            // ChannelGroup 7
        "a0000000871002ff49ff0189040b00ff");  // AppId

constexpr open_channel_set opening{.app_id = bytes{usim}, .select_p2_arg = 4, .channel_group = 7};

/// `ms_uicc_low_level_access/2/set@4.0`, 36 bytes.
constexpr auto open_v4_bytes =
    hex("10000000"                            // AppId: size 16
        "14000000"                            // AppId: offset 20
        "04000000"                            // SelectP2Arg 4
        "07000000"                            // ChannelGroup 7
        "01000000"                            // SlotId
        "a0000000871002ff49ff0189040b00ff");  // AppId

constexpr open_channel_set opening_v4{.app_id = bytes{usim}, .select_p2_arg = 4, .channel_group = 7, .slot_id = 1};

/// `ms_uicc_low_level_access/2/response@1.0`, 24 bytes.
constexpr auto opened_bytes =
    hex("90000000"      // Status 90 00
        "02000000"      // Channel 2
        "06000000"      // Response: size 6
        "10000000"      // Response: offset 16
        "620482027821"  // Response
        "0000");        // padding

constexpr open_channel_info opened{.status = status_word{0x90, 0x00}.status(), .channel = 2, .response = bytes{selected}};

/// `ms_uicc_low_level_access/2/response@1.0`, 16 bytes: MS_NO_LOGICAL_CHANNELS.
constexpr auto none_free_bytes =
    hex("6a810000"    // Status 6A 81
        "00000000"    // Channel
        "00000000"    // Response: size 0
        "00000000");  // Response: offset 0

constexpr open_channel_info none_free{.status = status_word{0x6a, 0x81}.status()};

/// `ms_uicc_low_level_access/3/set@1.0`, 8 bytes.
constexpr auto close_bytes =
    hex("00000000"    // Channel
        "07000000");  // ChannelGroup 7

constexpr close_channel_set closing{.channel_group = 7};

/// `ms_uicc_low_level_access/3/set@4.0`, 12 bytes.
constexpr auto close_v4_bytes =
    hex("02000000"    // Channel 2
        "00000000"    // ChannelGroup
        "01000000");  // SlotId

constexpr close_channel_set closing_v4{.channel = 2, .slot_id = 1};

/// `ms_uicc_low_level_access/3/response@1.0`, 4 bytes.
constexpr auto closed_bytes = hex("90000000");  // Status 90 00

constexpr close_channel_info closed{.status = 0x90};

static_assert(both_ways(open_bytes, opening));
static_assert(both_ways(open_v4_bytes, opening_v4, mbimex::v4));
static_assert(both_ways(opened_bytes, opened));
static_assert(both_ways(none_free_bytes, none_free));
static_assert(both_ways(close_bytes, closing));
static_assert(both_ways(close_v4_bytes, closing_v4, mbimex::v4));
static_assert(both_ways(closed_bytes, closed));

TEST_CASE("uicc channel: decodes, and encodes to the same bytes") {
    CHECK(both_ways(open_bytes, opening));
    CHECK(both_ways(open_bytes, opening, mbimex::v3));
    CHECK(both_ways(open_v4_bytes, opening_v4, mbimex::v4));
    CHECK(both_ways(opened_bytes, opened));
    CHECK(both_ways(opened_bytes, opened, mbimex::v4));
    CHECK(both_ways(none_free_bytes, none_free));
    CHECK(both_ways(close_bytes, closing, mbimex::v3));
    CHECK(both_ways(close_v4_bytes, closing_v4, mbimex::v4));
    CHECK(both_ways(closed_bytes, closed, mbimex::v4));
}

TEST_CASE("uicc channel: truncations") {
    check_truncations<open_channel_set>(open_bytes);
    check_truncations<open_channel_set>(open_v4_bytes, mbimex::v4);
    check_truncations<open_channel_info>(opened_bytes, mbimex::v1, {22, 23});
    check_truncations<open_channel_info>(none_free_bytes);
    check_truncations<close_channel_set>(close_bytes);
    check_truncations<close_channel_set>(close_v4_bytes, mbimex::v4, {8});
    check_truncations<close_channel_info>(closed_bytes);
}

TEST_CASE("uicc channel: wrong offsets and sizes") {
    check_references<open_channel_set>(open_bytes, {{4, 0, "AppId"}});
    check_references<open_channel_set>(open_v4_bytes, {{4, 0, "AppId"}}, mbimex::v4);
    check_references<open_channel_info>(opened_bytes, {{12, 8, "Response"}});
}

TEST_CASE("uicc channel: status words") {
    CHECK(status_word::of(parse<open_channel_info>(bytes{opened_bytes})->status).number() == 0x9000);
    CHECK(status_word::of(parse<open_channel_info>(bytes{none_free_bytes})->status).number() == 0x6a81);
    CHECK(status_word::of(parse<close_channel_info>(bytes{closed_bytes})->status).is_normal());
}

TEST_CASE("uicc channel: the set of another release is told by the place of AppId") {
    CHECK(is(fault_of<open_channel_set>(open_bytes, mbimex::v4, tolerance::strict), errc::overlap, place::of_field(0), 4));
    CHECK(is(fault_of<open_channel_set>(open_v4_bytes, mbimex::v3, tolerance::strict), errc::order, place::of_field(0), 4));
    CHECK_FALSE(fault_of<close_channel_set>(close_bytes, mbimex::v4));
    CHECK(is(fault_of<close_channel_set>(close_bytes, mbimex::v4, tolerance::strict), errc::length, place::of_field(2), 8));
}

}  // namespace cases::ms_uicc_low_level_access_channel
