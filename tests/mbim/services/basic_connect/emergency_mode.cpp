// SPDX-License-Identifier: BSL-1.0
/// \file
/// EMERGENCY_MODE, CID 22.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/emergency_mode.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_emergency_mode {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

/// `basic_connect/22/notification@1.0`, 4 bytes.
constexpr auto on_bytes = hex("01000000");  // State

constexpr emergency_mode on{.state = emergency_mode_state::on};

static_assert(both_ways(std::array<std::byte, 0>{}, emergency_mode_query{}));
static_assert(both_ways(on_bytes, on));

TEST_CASE("emergency_mode: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, emergency_mode_query{}));
    CHECK(both_ways(on_bytes, on));
}

TEST_CASE("emergency_mode: truncations") { check_truncations<emergency_mode>(on_bytes); }

}  // namespace cases::basic_connect_emergency_mode
