// SPDX-License-Identifier: BSL-1.0
/// \file
/// DEVICE_SLOT_MAPPINGS and SLOT_INFO_STATUS, CIDs 7 and 8.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_basic_connect_extensions/device_slot_mappings.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/slot_info_status.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_basic_connect_extensions_slots {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_basic_connect_extensions;

/// `ms_basic_connect_extensions/7/set@1.0`, 28 bytes.
constexpr auto map_bytes =
    hex("02000000"    // MapCount
        "14000000"    // SlotMap[0]: offset 20
        "04000000"    // SlotMap[0]: size 4
        "18000000"    // SlotMap[1]: offset 24
        "04000000"    // SlotMap[1]: size 4
        "01000000"    // SlotMap[0].Slot
        "00000000");  // SlotMap[1].Slot

constexpr slot slots[] = {{.index = 1}, {.index = 0}};
constexpr device_slot_mappings map{.slots = slots};

/// `ms_basic_connect_extensions/8/query@1.0`, 4 bytes.
constexpr auto wanted_bytes = hex("01000000");  // SlotIndex

constexpr slot_info_status_query wanted{.slot_index = 1};

/// `ms_basic_connect_extensions/8/response@1.0`, 8 bytes.
constexpr auto status_bytes =
    hex("01000000"    // SlotIndex
        "07000000");  // State

constexpr slot_info_status status_of_slot{.slot_index = 1, .state = uicc_slot_state::active_esim};

static_assert(both_ways(std::array<std::byte, 0>{}, device_slot_mappings_query{}));
static_assert(both_ways(map_bytes, map));
static_assert(both_ways(map_bytes, map, mbimex::v4));
static_assert(both_ways(wanted_bytes, wanted));
static_assert(both_ways(status_bytes, status_of_slot));
static_assert(both_ways(status_bytes, status_of_slot, mbimex::v4));

TEST_CASE("slots: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, device_slot_mappings_query{}));
    CHECK(both_ways(map_bytes, map));
    CHECK(both_ways(map_bytes, map, mbimex::v4));
    CHECK(both_ways(wanted_bytes, wanted));
    CHECK(both_ways(status_bytes, status_of_slot));
    CHECK(both_ways(status_bytes, status_of_slot, mbimex::v4));
}

TEST_CASE("slots: truncations") {
    check_truncations<device_slot_mappings>(map_bytes);
    check_truncations<slot_info_status_query>(wanted_bytes);
    check_truncations<slot_info_status>(status_bytes);
}

TEST_CASE("slots: wrong counts, offsets and sizes") {
    const auto refused = [](std::size_t at, std::uint32_t word, errc code, place where, std::uint32_t offset) {
        CHECK(is(fault_of<device_slot_mappings>(with(map_bytes, at, word)), code, where, offset));
    };
    refused(0, 4, errc::count, place::of_field(1), 4);
    refused(4, 28, errc::outside, place::of_field(1, 0), 4);
    refused(12, 0, errc::null_reference, place::of_field(1, 1), 12);
    refused(16, 3, errc::element_size, place::of_field(1, 1), 12);
}

TEST_CASE("slots: an unknown state is data") {
    const auto damaged = with(status_bytes, 4, 99);
    const auto parsed = parse<slot_info_status>(bytes{damaged});
    REQUIRE(parsed);
    CHECK(static_cast<std::uint32_t>(parsed->state) == 99);
    CHECK(name_of(parsed->state).empty());
}

}  // namespace cases::ms_basic_connect_extensions_slots
