// SPDX-License-Identifier: BSL-1.0
/// \file
/// NITZ, CID 10.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_voice_extensions/nitz.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_voice_extensions_nitz {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_voice_extensions;

/// `ms_voice_extensions/10/response@1.0`, 36 bytes.
constexpr auto noon_bytes =
    hex("ea070000"    // Year 2026
        "0b000000"    // Month 11
        "1c000000"    // Day 28
        "0c000000"    // Hour 12
        "22000000"    // Minute 34
        "38000000"    // Second 56
        "78000000"    // TimeZoneOffsetMinutes 120
        "3c000000"    // DaylightSavingTimeOffsetMinutes 60
        "60000000");  // DataClass

constexpr nitz_info noon{.year = 2026,
                         .month = 11,
                         .day = 28,
                         .hour = 12,
                         .minute = 34,
                         .second = 56,
                         .time_zone_offset_minutes = 120,
                         .daylight_saving_time_offset_minutes = 60,
                         .data_class = data_class::lte | data_class::_5g_nsa};

static_assert(both_ways(std::array<std::byte, 0>{}, nitz_query{}));
static_assert(both_ways(noon_bytes, noon));

TEST_CASE("nitz: decodes, and encodes to the same bytes in every release") {
    CHECK(both_ways(std::array<std::byte, 0>{}, nitz_query{}));
    for (const release r : {mbimex::v1, mbimex::v2, mbimex::v3, mbimex::v4}) CHECK(both_ways(noon_bytes, noon, r));
    CHECK(nitz_info::id.serves(operation::notification));
}

TEST_CASE("nitz: truncations") { check_truncations<nitz_info>(noon_bytes); }

TEST_CASE("nitz: offsets that the function does not know") {
    const auto damaged = with(with(noon_bytes, 24, 0xffffffff), 28, 0xffffffff);
    const auto parsed = parse<nitz_info>(bytes{damaged});
    REQUIRE(parsed);
    CHECK(parsed->time_zone_offset_minutes == nitz_info::not_available);
    CHECK(parsed->daylight_saving_time_offset_minutes == nitz_info::not_available);
}

}  // namespace cases::ms_voice_extensions_nitz
