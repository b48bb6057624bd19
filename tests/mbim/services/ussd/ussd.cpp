// SPDX-License-Identifier: BSL-1.0
/// \file
/// USSD, CID 1.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ussd/ussd.hpp>

#include "mbim/services/case.hpp"

namespace cases::ussd_ussd {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ussd;

constexpr auto code = hex("aa180da682dd6c31192d36bbdd46");

/// `ussd/1/set@1.0`, 32 bytes.
constexpr auto dial_bytes =
    hex("00000000"                      // Action
        "0f000000"                      // DataCodingScheme 15
        "10000000"                      // Payload: offset 16
        "0e000000"                      // Payload: size 14
        "aa180da682dd6c31192d36bbdd46"  // Payload
        "0000");                        // padding

constexpr ussd_set dial{.action = ussd_action::initiate, .data_coding_scheme = 15, .payload = bytes{code}};

/// `ussd/1/set@1.0`, 16 bytes.
constexpr auto cancel_bytes =
    hex("02000000"    // Action
        "00000000"    // DataCodingScheme
        "00000000"    // Payload: offset 0
        "00000000");  // Payload: size 0

constexpr ussd_set cancel{.action = ussd_action::cancel};

/// `ussd/1/response@1.0`, 24 bytes.
constexpr auto answer_bytes =
    hex("01000000"    // Response
        "01000000"    // SessionState
        "48000000"    // DataCodingScheme 72
        "14000000"    // Payload: offset 20
        "04000000"    // Payload: size 4
        "00410042");  // Payload

constexpr auto text = hex("00410042");
constexpr ussd_info answer{.response = ussd_response::action_required,
                           .session_state = ussd_session_state::existing_session,
                           .data_coding_scheme = 0x48,
                           .payload = bytes{text}};

static_assert(both_ways(dial_bytes, dial));
static_assert(both_ways(cancel_bytes, cancel));
static_assert(both_ways(answer_bytes, answer));

TEST_CASE("ussd: decodes, and encodes to the same bytes") {
    CHECK(both_ways(dial_bytes, dial));
    CHECK(both_ways(cancel_bytes, cancel));
    CHECK(both_ways(answer_bytes, answer));
}

TEST_CASE("ussd: truncations") {
    check_truncations<ussd_set>(dial_bytes, mbimex::v1, {30, 31});
    check_truncations<ussd_set>(cancel_bytes);
    check_truncations<ussd_info>(answer_bytes);
}

TEST_CASE("ussd: wrong offsets and sizes") {
    check_references<ussd_set>(dial_bytes, {{8, 12, "Payload"}});
    check_references<ussd_info>(answer_bytes, {{12, 16, "Payload"}});
}

TEST_CASE("ussd: a payload of 161 bytes is refused by strict alone") {
    constexpr std::array<std::byte, 161> long_payload{};
    const ussd_set value{.payload = bytes{long_payload}};
    std::array<std::byte, 256> room{};
    CHECK(build(mutable_bytes{room}, value));
    const auto refused = build(mutable_bytes{room}, value, mbimex::v1, tolerance::strict);
    REQUIRE_FALSE(refused);
    CHECK(is(refused.error(), errc::too_long, place::of_field(2), 0));
}

}  // namespace cases::ussd_ussd
