// SPDX-License-Identifier: BSL-1.0
/// \file
/// MULTIFLOW_CAPS, MULTIFLOW_UPLINK and MULTIFLOW_DOWNLINK, CIDs 1 to 3.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/multiflow/multiflow_caps.hpp>
#include <cdcnet/mbim/services/multiflow/multiflow_downlink.hpp>
#include <cdcnet/mbim/services/multiflow/multiflow_uplink.hpp>

#include "mbim/services/case.hpp"

namespace cases::multiflow_control {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::multiflow;

/// `multiflow/1/response@1.0`, 4 bytes.
constexpr auto caps_bytes = hex("03000000");  // ControlCaps

constexpr multiflow_caps_info caps{.control_caps = multiflow_control_caps::uplink | multiflow_control_caps::downlink};

/// `multiflow/2/set@1.0` and `multiflow/3/set@1.0`, 4 bytes.
constexpr auto on_bytes = hex("01000000");  // State

constexpr multiflow_uplink uplink_on{.state = multiflow_state::on};
constexpr multiflow_downlink downlink_on{.state = multiflow_state::on};

static_assert(both_ways(std::array<std::byte, 0>{}, multiflow_caps_query{}));
static_assert(both_ways(caps_bytes, caps));
static_assert(both_ways(std::array<std::byte, 0>{}, multiflow_uplink_query{}));
static_assert(both_ways(on_bytes, uplink_on));
static_assert(both_ways(std::array<std::byte, 0>{}, multiflow_downlink_query{}));
static_assert(both_ways(on_bytes, downlink_on));

TEST_CASE("multiflow control: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, multiflow_caps_query{}));
    CHECK(both_ways(caps_bytes, caps));
    CHECK(both_ways(std::array<std::byte, 0>{}, multiflow_uplink_query{}));
    CHECK(both_ways(on_bytes, uplink_on));
    CHECK(both_ways(std::array<std::byte, 0>{}, multiflow_downlink_query{}));
    CHECK(both_ways(on_bytes, downlink_on));
    CHECK(multiflow_uplink::id.cid == 2);
    CHECK(multiflow_downlink::id.cid == 3);
}

TEST_CASE("multiflow control: truncations") {
    check_truncations<multiflow_caps_info>(caps_bytes);
    check_truncations<multiflow_uplink>(on_bytes);
    check_truncations<multiflow_downlink>(on_bytes);
}

}  // namespace cases::multiflow_control
