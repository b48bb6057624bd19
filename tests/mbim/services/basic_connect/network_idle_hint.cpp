// SPDX-License-Identifier: BSL-1.0
/// \file
/// NETWORK_IDLE_HINT, CID 21.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/network_idle_hint.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_network_idle_hint {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

/// `basic_connect/21/set@1.0`, 4 bytes.
constexpr auto idle_bytes = hex("01000000");  // State

constexpr network_idle_hint idle{.state = network_idle_hint_state::enabled};

static_assert(both_ways(std::array<std::byte, 0>{}, network_idle_hint_query{}));
static_assert(both_ways(idle_bytes, idle));

TEST_CASE("network_idle_hint: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, network_idle_hint_query{}));
    CHECK(both_ways(idle_bytes, idle));
}

TEST_CASE("network_idle_hint: truncations") { check_truncations<network_idle_hint>(idle_bytes); }

}  // namespace cases::basic_connect_network_idle_hint
