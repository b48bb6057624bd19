// SPDX-License-Identifier: BSL-1.0
/// \file
/// CONFIGURATION, CID 1.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/sms/configuration.hpp>

#include "mbim/services/case.hpp"

namespace cases::sms_configuration {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::sms;

/// `sms/1/set@1.0`, 40 bytes.
constexpr auto choose_bytes =
    hex("00000000"                          // Format
        "0c000000"                          // ScAddress: offset 12
        "1a000000"                          // ScAddress: size 26
        "2b003400390031003700310030003700"  // ScAddress "+491710760000"
        "36003000300030003000"
        "0000");  // padding

constexpr configuration_set choose{.format = sms_format::pdu, .sc_address = u"+491710760000"};

/// `sms/1/response@1.0`, 36 bytes.
constexpr auto state_bytes =
    hex("01000000"              // SmsStorageState
        "01000000"              // Format
        "ff000000"              // MaxMessages 255
        "a0000000"              // CdmaShortMessageSize 160
        "18000000"              // ScAddress: offset 24
        "0a000000"              // ScAddress: size 10
        "31003200330034003500"  // ScAddress "12345"
        "0000");                // padding

constexpr configuration_info state{.storage_state = sms_storage_state::initialized,
                                   .format = sms_format::cdma,
                                   .max_messages = 255,
                                   .cdma_short_message_size = 160,
                                   .sc_address = u"12345"};

static_assert(both_ways(choose_bytes, choose));
static_assert(both_ways(std::array<std::byte, 0>{}, configuration_query{}));
static_assert(both_ways(state_bytes, state));

TEST_CASE("sms configuration: decodes, and encodes to the same bytes") {
    CHECK(both_ways(choose_bytes, choose));
    CHECK(both_ways(std::array<std::byte, 0>{}, configuration_query{}));
    CHECK(both_ways(state_bytes, state));
}

TEST_CASE("sms configuration: truncations") {
    check_truncations<configuration_set>(choose_bytes, mbimex::v1, {38, 39});
    check_truncations<configuration_info>(state_bytes, mbimex::v1, {34, 35});
}

TEST_CASE("sms configuration: wrong offsets and sizes") {
    check_references<configuration_set>(choose_bytes, {{4, 8, "ScAddress"}});
    check_references<configuration_info>(state_bytes, {{16, 20, "ScAddress"}});
}

TEST_CASE("sms configuration: a longer number is refused by strict alone") {
    constexpr configuration_set value{.sc_address = u"123456789012345678901"};
    std::array<std::byte, 64> room{};
    CHECK(build(mutable_bytes{room}, value));
    const auto refused = build(mutable_bytes{room}, value, mbimex::v1, tolerance::strict);
    REQUIRE_FALSE(refused);
    CHECK(is(refused.error(), errc::too_long, place::of_field(1), 0));
}

}  // namespace cases::sms_configuration
