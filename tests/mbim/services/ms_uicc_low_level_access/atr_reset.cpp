// SPDX-License-Identifier: BSL-1.0
/// \file
/// ATR and RESET, CIDs 1 and 6.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_uicc_low_level_access/atr.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/reset.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_uicc_low_level_access_atr_reset {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_uicc_low_level_access;

constexpr auto string = hex("3b9f96801fc68031e073");

/// `ms_uicc_low_level_access/1/query@4.0`, `5/query@4.0` and `6/query@4.0`, 4 bytes.
constexpr auto slot_bytes = hex("01000000");  // SlotId

constexpr atr_query atr_of_slot{.slot_id = 1};
constexpr reset_query state_of_slot{.slot_id = 1};

/// `ms_uicc_low_level_access/1/response@1.0`, 20 bytes.
constexpr auto answer_bytes =
    hex("0a000000"              // Atr: size 10
        "08000000"              // Atr: offset 8
        "3b9f96801fc68031e073"  // Atr
        "0000");                // padding

constexpr atr_info answer{.atr = bytes{string}};

/// `ms_uicc_low_level_access/6/set@1.0`, 4 bytes.
constexpr auto enable_bytes = hex("01000000");  // PassThroughAction

constexpr reset_set enable{.pass_through_action = uicc_pass_through_action::enable};

/// `ms_uicc_low_level_access/6/set@4.0`, 8 bytes.
constexpr auto enable_v4_bytes =
    hex("01000000"    // PassThroughAction
        "02000000");  // SlotId

constexpr reset_set enable_v4{.pass_through_action = uicc_pass_through_action::enable, .slot_id = 2};

/// `ms_uicc_low_level_access/6/response@1.0`, 4 bytes.
constexpr auto enabled_bytes = hex("01000000");  // PassThroughStatus

constexpr reset_info enabled{.pass_through_status = uicc_pass_through_status::enabled};

static_assert(both_ways(std::array<std::byte, 0>{}, atr_query{}));
static_assert(both_ways(slot_bytes, atr_of_slot, mbimex::v4));
static_assert(both_ways(answer_bytes, answer));
static_assert(both_ways(enable_bytes, enable));
static_assert(both_ways(enable_v4_bytes, enable_v4, mbimex::v4));
static_assert(both_ways(std::array<std::byte, 0>{}, reset_query{}));
static_assert(both_ways(slot_bytes, state_of_slot, mbimex::v4));
static_assert(both_ways(enabled_bytes, enabled));

TEST_CASE("uicc atr and reset: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, atr_query{}));
    CHECK(both_ways(slot_bytes, atr_of_slot, mbimex::v4));
    CHECK(both_ways(answer_bytes, answer));
    CHECK(both_ways(answer_bytes, answer, mbimex::v4));
    CHECK(both_ways(enable_bytes, enable, mbimex::v3));
    CHECK(both_ways(enable_v4_bytes, enable_v4, mbimex::v4));
    CHECK(both_ways(std::array<std::byte, 0>{}, reset_query{}, mbimex::v3));
    CHECK(both_ways(slot_bytes, state_of_slot, mbimex::v4));
    CHECK(both_ways(enabled_bytes, enabled));
    CHECK(both_ways(enabled_bytes, enabled, mbimex::v4));
}

TEST_CASE("uicc atr and reset: truncations") {
    check_truncations<atr_query>(slot_bytes, mbimex::v4, {0});
    check_truncations<atr_info>(answer_bytes, mbimex::v1, {18, 19});
    check_truncations<reset_set>(enable_bytes);
    check_truncations<reset_set>(enable_v4_bytes, mbimex::v4, {4});
    check_truncations<reset_query>(slot_bytes, mbimex::v4, {0});
    check_truncations<reset_info>(enabled_bytes);
}

TEST_CASE("uicc atr: wrong offsets and sizes") { check_references<atr_info>(answer_bytes, {{4, 0, "Atr"}}); }

TEST_CASE("uicc atr and reset: without SlotId in MBIMEx 4.0 is for standard alone") {
    const auto parsed = parse<reset_set>(bytes{enable_bytes}, mbimex::v4);
    REQUIRE(parsed);
    CHECK(parsed->slot_id == 0);
    CHECK(is(fault_of<reset_set>(enable_bytes, mbimex::v4, tolerance::strict), errc::length, place::of_field(1), 4));
    CHECK(is(fault_of<atr_query>(std::array<std::byte, 0>{}, mbimex::v4, tolerance::strict), errc::length, place::of_field(0), 0));
    // A slot that would not reach the wire is refused.
    std::array<std::byte, 16> room{};
    const auto refused = build(mutable_bytes{room}, enable_v4, mbimex::v3);
    REQUIRE_FALSE(refused);
    CHECK(is(refused.error(), errc::not_this_release, place::of_field(1), 0));
}

}  // namespace cases::ms_uicc_low_level_access_atr_reset
