// SPDX-License-Identifier: BSL-1.0
/// \file
/// APDU, CID 4.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_uicc_low_level_access/apdu.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_uicc_low_level_access_apdu {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_uicc_low_level_access;

constexpr auto get_eid = hex("80e2910006bf3e035c015a");
constexpr auto no_eid = hex("bf3e00");

/// `ms_uicc_low_level_access/4/set@1.0`, 32 bytes.
constexpr auto command_bytes =
    hex("02000000"                // Channel 2
        "00000000"                // SecureMessaging
        "01000000"                // ClassByteType
        "0b000000"                // Command: size 11
        "14000000"                // Command: offset 20
        "80e2910006bf3e035c015a"  // Command
        "00");                    // padding

constexpr apdu_set sent{.channel = 2, .class_byte_type = uicc_class_byte_type::extended, .command = bytes{get_eid}};

/// `ms_uicc_low_level_access/4/set@4.0`, 36 bytes.
constexpr auto command_v4_bytes =
    hex("13000000"                // Channel 19
        "01000000"                // SecureMessaging
        "00000000"                // ClassByteType
        "0b000000"                // Command: size 11
        "18000000"                // Command: offset 24
        "01000000"                // SlotId
        "80e2910006bf3e035c015a"  // Command
        "00");                    // padding

constexpr apdu_set sent_v4{.channel = 19, .secure_messaging = uicc_secure_messaging::no_hdr_auth, .command = bytes{get_eid}, .slot_id = 1};

/// `ms_uicc_low_level_access/4/response@1.0`, 16 bytes.
constexpr auto answer_bytes =
    hex("910b0000"  // Status 91 0B
        "03000000"  // Response: size 3
        "0c000000"  // Response: offset 12
        "bf3e00"    // Response
        "00");      // padding

constexpr apdu_info answer{.status = 0x0b91, .response = bytes{no_eid}};

static_assert(both_ways(command_bytes, sent));
static_assert(both_ways(command_v4_bytes, sent_v4, mbimex::v4));
static_assert(both_ways(answer_bytes, answer));

TEST_CASE("apdu: decodes, and encodes to the same bytes") {
    CHECK(both_ways(command_bytes, sent));
    CHECK(both_ways(command_bytes, sent, mbimex::v3));
    CHECK(both_ways(command_v4_bytes, sent_v4, mbimex::v4));
    CHECK(both_ways(answer_bytes, answer));
    CHECK(both_ways(answer_bytes, answer, mbimex::v4));
    CHECK(status_word::of(answer.status) == status_word{0x91, 0x0b});
}

TEST_CASE("apdu: truncations") {
    check_truncations<apdu_set>(command_bytes, mbimex::v1, {31});
    check_truncations<apdu_set>(command_v4_bytes, mbimex::v4, {35});
    check_truncations<apdu_info>(answer_bytes, mbimex::v1, {15});
}

TEST_CASE("apdu: wrong offsets and sizes") {
    check_references<apdu_set>(command_bytes, {{16, 12, "Command"}});
    check_references<apdu_set>(command_v4_bytes, {{16, 12, "Command"}}, mbimex::v4);
    check_references<apdu_info>(answer_bytes, {{8, 4, "Response"}});
}

TEST_CASE("apdu: the set of another release is told by the place of Command") {
    CHECK(is(fault_of<apdu_set>(command_bytes, mbimex::v4, tolerance::strict), errc::overlap, place::of_field(3), 16));
    CHECK(is(fault_of<apdu_set>(command_v4_bytes, mbimex::v3, tolerance::strict), errc::order, place::of_field(3), 16));
}

TEST_CASE("apdu: limits are for strict alone, and only the command has one") {
    std::array<std::byte, 1024> room{};
    constexpr std::array<std::byte, 262> much{};
    CHECK(build(mutable_bytes{room}, apdu_set{.command = bytes{much}}));
    const auto refused = build(mutable_bytes{room}, apdu_set{.command = bytes{much}}, mbimex::v1, tolerance::strict);
    REQUIRE_FALSE(refused);
    CHECK(is(refused.error(), errc::too_long, place::of_field(3), 0));
    CHECK(build(mutable_bytes{room}, apdu_info{.response = bytes{much}}, mbimex::v1, tolerance::strict));
}

}  // namespace cases::ms_uicc_low_level_access_apdu
