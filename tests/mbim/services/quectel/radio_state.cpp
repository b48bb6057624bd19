// SPDX-License-Identifier: BSL-1.0
/// \file
/// RADIO_STATE, CID 1.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/quectel/radio_state.hpp>

#include "mbim/services/case.hpp"

namespace cases::quectel_radio_state {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::quectel;

/// `quectel/1/response@1.0`, 4 bytes.
constexpr auto fcc_bytes = hex("04000000");  // RadioState

constexpr radio_state fcc{.state = radio_switch_state::fcc_locked};

static_assert(both_ways(std::array<std::byte, 0>{}, radio_state_query{}));
static_assert(both_ways(fcc_bytes, fcc));
static_assert(name_of(radio_switch_state::fcc_locked) == "FCC_LOCKED");

TEST_CASE("quectel radio_state: decodes, and encodes to the same bytes") { CHECK(both_ways(fcc_bytes, fcc)); }

TEST_CASE("quectel radio_state: truncations") { check_truncations<radio_state>(fcc_bytes); }

TEST_CASE("quectel radio_state: an unknown value is data") {
    const auto damaged = with(fcc_bytes, 0, 2);
    const auto parsed = parse<radio_state>(bytes{damaged});
    REQUIRE(parsed);
    CHECK(static_cast<std::uint32_t>(parsed->state) == 2);
    CHECK(name_of(parsed->state).empty());
}

}  // namespace cases::quectel_radio_state
