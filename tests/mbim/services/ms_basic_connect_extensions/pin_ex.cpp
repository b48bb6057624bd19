// SPDX-License-Identifier: BSL-1.0
/// \file
/// PIN_EX, CID 14.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_basic_connect_extensions/pin_ex.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_basic_connect_extensions_pin_ex {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_basic_connect_extensions;

/// `ms_basic_connect_extensions/14/set@1.0`, 60 bytes.
constexpr auto change_bytes =
    hex("02000000"              // PinType
        "03000000"              // PinOperation
        "20000000"              // Pin: offset 32
        "08000000"              // Pin: size 8
        "28000000"              // NewPin: offset 40
        "0a000000"              // NewPin: size 10
        "34000000"              // AppId: offset 52
        "07000000"              // AppId: size 7
        "3100320033003400"      // Pin "1234"
        "39003800370036003500"  // NewPin "98765"
        "0000"                  // padding
        "a0000000871002"        // AppId
        "00");                  // padding

constexpr auto usim = hex("a0000000871002");
constexpr pin_ex_set change{
    .type = pin_type::pin1, .pin_operation = pin_operation::change, .pin = u"1234", .new_pin = u"98765", .app_id = bytes{usim}};

/// `ms_basic_connect_extensions/14/query@1.0`, 20 bytes.
constexpr auto wanted_bytes =
    hex("01000000"        // Version
        "0c000000"        // AppId: offset 12
        "07000000"        // AppId: size 7
        "a0000000871002"  // AppId
        "00");            // padding

constexpr pin_ex_query wanted{.app_id = bytes{usim}};

/// `ms_basic_connect_extensions/14/response@1.0`, 12 bytes.
constexpr auto locked_bytes =
    hex("13000000"    // PinType 19
        "01000000"    // PinState
        "0a000000");  // RemainingAttempts 10

constexpr pin_ex_info locked{.type = pin_type::adm, .state = pin_state::locked, .remaining_attempts = 10};

static_assert(both_ways(change_bytes, change));
static_assert(both_ways(wanted_bytes, wanted));
static_assert(both_ways(locked_bytes, locked));
static_assert(both_ways(locked_bytes, locked, mbimex::v4));

TEST_CASE("pin_ex: decodes, and encodes to the same bytes") {
    CHECK(both_ways(change_bytes, change));
    CHECK(both_ways(wanted_bytes, wanted));
    CHECK(both_ways(locked_bytes, locked));
    CHECK(both_ways(locked_bytes, locked, mbimex::v4));
}

TEST_CASE("pin_ex: truncations") {
    check_truncations<pin_ex_set>(change_bytes, mbimex::v1, {59});
    check_truncations<pin_ex_query>(wanted_bytes, mbimex::v1, {19});
    check_truncations<pin_ex_info>(locked_bytes);
}

TEST_CASE("pin_ex: wrong offsets and sizes") {
    check_references<pin_ex_set>(change_bytes, {{8, 12, "Pin"}, {16, 20, "NewPin"}, {24, 28, "AppId"}});
    check_references<pin_ex_query>(wanted_bytes, {{4, 8, "AppId"}});
}

TEST_CASE("pin_ex: limits are for strict alone") {
    static constexpr std::array<std::byte, 17> long_id{};
    constexpr pin_ex_query value{.app_id = bytes{long_id}};
    std::array<std::byte, 64> room{};
    CHECK(build(mutable_bytes{room}, value));
    const auto refused = build(mutable_bytes{room}, value, mbimex::v1, tolerance::strict);
    REQUIRE_FALSE(refused);
    CHECK(is(refused.error(), errc::too_long, place::of_field(1), 0));
}

}  // namespace cases::ms_basic_connect_extensions_pin_ex
