// SPDX-License-Identifier: BSL-1.0
/// \file
/// FCC_LOCK, CID 1.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/intel_mutual_authentication/fcc_lock.hpp>

#include "mbim/services/case.hpp"

namespace cases::intel_mutual_authentication_fcc_lock {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::intel_mutual_authentication;

/// `intel_mutual_authentication/1/set@1.0`, 8 bytes.
constexpr auto answer_bytes =
    hex("01000000"    // ResponsePresent
        "efbeadde");  // Response 0xdeadbeef

constexpr fcc_lock_set answer{.response_present = bool32::true_, .response = 0xdeadbeef};

/// `intel_mutual_authentication/1/response@1.0`, 8 bytes.
constexpr auto challenge_bytes =
    hex("01000000"    // ChallengePresent
        "78563412");  // Challenge 0x12345678

constexpr fcc_lock_info challenge{.challenge_present = bool32::true_, .challenge = 0x12345678};

static_assert(both_ways(answer_bytes, answer));
static_assert(both_ways(std::array<std::byte, 0>{}, fcc_lock_query{}));
static_assert(both_ways(challenge_bytes, challenge));

TEST_CASE("intel fcc_lock: decodes, and encodes to the same bytes") {
    CHECK(both_ways(answer_bytes, answer));
    CHECK(both_ways(challenge_bytes, challenge));
}

TEST_CASE("intel fcc_lock: truncations") {
    check_truncations<fcc_lock_set>(answer_bytes);
    check_truncations<fcc_lock_info>(challenge_bytes);
}

TEST_CASE("intel fcc_lock: a truth value other than 0 and 1 is data") {
    const auto damaged = with(challenge_bytes, 0, 2);
    const auto parsed = parse<fcc_lock_info>(bytes{damaged});
    REQUIRE(parsed);
    CHECK(static_cast<std::uint32_t>(parsed->challenge_present) == 2);
}

}  // namespace cases::intel_mutual_authentication_fcc_lock
