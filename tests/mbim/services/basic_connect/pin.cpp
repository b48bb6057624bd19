// SPDX-License-Identifier: BSL-1.0
/// \file
/// PIN, CID 4.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/pin.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_pin {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

/// `basic_connect/4/set@1.0`, 32 bytes.
constexpr auto unlock_bytes =
    hex("02000000"            // PinType
        "00000000"            // PinOperation
        "18000000"            // Pin: offset 24
        "08000000"            // Pin: size 8
        "00000000"            // NewPin: offset 0
        "00000000"            // NewPin: size 0
        "3100320033003400");  // Pin "1234"

constexpr pin_set unlock{.type = pin_type::pin1, .pin_operation = pin_operation::enter, .pin = u"1234"};

/// `basic_connect/4/set@1.0`, 56 bytes.
constexpr auto change_bytes =
    hex("02000000"                          // PinType
        "03000000"                          // PinOperation
        "18000000"                          // Pin: offset 24
        "0a000000"                          // Pin: size 10
        "24000000"                          // NewPin: offset 36
        "12000000"                          // NewPin: size 18
        "31003200330034003500"              // Pin "12345"
        "0000"                              // padding
        "39003800370036003500340033003200"  // NewPin "987654321"
        "3100"
        "0000");  // padding

constexpr pin_set change{.type = pin_type::pin1, .pin_operation = pin_operation::change, .pin = u"12345", .new_pin = u"987654321"};

/// `basic_connect/4/response@1.0`, 12 bytes.
constexpr auto locked_bytes =
    hex("0b000000"    // PinType 11
        "01000000"    // PinState
        "0a000000");  // RemainingAttempts 10

constexpr pin_info locked{.type = pin_type::puk1, .state = pin_state::locked, .remaining_attempts = 10};

static_assert(both_ways(std::array<std::byte, 0>{}, pin_query{}));
static_assert(both_ways(unlock_bytes, unlock));
static_assert(both_ways(change_bytes, change));
static_assert(both_ways(locked_bytes, locked));

TEST_CASE("pin: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, pin_query{}));
    CHECK(both_ways(unlock_bytes, unlock));
    CHECK(both_ways(change_bytes, change));
    CHECK(both_ways(locked_bytes, locked));
}

TEST_CASE("pin: truncations") {
    check_truncations<pin_set>(unlock_bytes);
    check_truncations<pin_set>(change_bytes, mbimex::v1, {54, 55});
    check_truncations<pin_info>(locked_bytes);
}

TEST_CASE("pin: wrong offsets and sizes") {
    check_references<pin_set>(unlock_bytes, {{8, 12, "Pin"}});
    check_references<pin_set>(change_bytes, {{8, 12, "Pin"}, {16, 20, "NewPin"}});
}

TEST_CASE("pin: limits are for strict alone") {
    constexpr pin_set value{.type = pin_type::pin1, .pin = u"12345678901234567"};
    std::array<std::byte, 128> room{};
    CHECK(build(mutable_bytes{room}, value));
    const auto refused = build(mutable_bytes{room}, value, mbimex::v1, tolerance::strict);
    REQUIRE_FALSE(refused);
    CHECK(is(refused.error(), errc::too_long, place::of_field(2), 0));
}

}  // namespace cases::basic_connect_pin
