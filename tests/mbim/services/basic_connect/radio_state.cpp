// SPDX-License-Identifier: BSL-1.0
/// \file
/// RADIO_STATE, CID 3.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/radio_state.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_radio_state {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

/// `basic_connect/3/set@1.0`, 4 bytes.
constexpr auto off_bytes = hex("00000000");  // RadioState

constexpr radio_state_set off{.state = radio_switch_state::off};

/// `basic_connect/3/set@1.0`, 4 bytes.
constexpr auto on_bytes = hex("01000000");  // RadioState

constexpr radio_state_set on{.state = radio_switch_state::on};

/// `basic_connect/3/response@1.0`, 8 bytes.
constexpr auto state_bytes =
    hex("01000000"    // HwRadioState
        "00000000");  // SwRadioState

constexpr radio_state_info state{.hw_state = radio_switch_state::on, .sw_state = radio_switch_state::off};

static_assert(both_ways(std::array<std::byte, 0>{}, radio_state_query{}));
static_assert(both_ways(off_bytes, off));
static_assert(both_ways(on_bytes, on));
static_assert(both_ways(state_bytes, state));
static_assert(both_ways(state_bytes, state, mbimex::v4));

TEST_CASE("radio_state: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, radio_state_query{}));
    CHECK(both_ways(off_bytes, off));
    CHECK(both_ways(on_bytes, on));
    CHECK(both_ways(state_bytes, state));
    CHECK(both_ways(state_bytes, state, mbimex::v4));
}

TEST_CASE("radio_state: truncations") {
    check_truncations<radio_state_set>(off_bytes);
    check_truncations<radio_state_set>(on_bytes);
    check_truncations<radio_state_info>(state_bytes);
}

TEST_CASE("radio_state: an unknown value is data") {
    const auto damaged = with(state_bytes, 4, 7);
    const auto parsed = parse<radio_state_info>(bytes{damaged});
    REQUIRE(parsed);
    CHECK(static_cast<std::uint32_t>(parsed->sw_state) == 7);
    CHECK(name_of(parsed->sw_state).empty());
}

}  // namespace cases::basic_connect_radio_state
