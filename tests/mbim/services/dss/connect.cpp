// SPDX-License-Identifier: BSL-1.0
/// \file
/// CONNECT, CID 1.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/dss/connect.hpp>

#include "mbim/services/case.hpp"

namespace cases::dss_connect {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::dss;

/// `dss/1/set@1.0`, 24 bytes.
constexpr auto open_bytes =
    hex("0ebb1cebaf2d484d8df353bc51fd162c"  // DeviceServiceId 0ebb1ceb-af2d-484d-8df3-53bc51fd162c
        "c8000000"                          // DssSessionId 200
        "01000000");                        // DssLinkState

constexpr connect_set opened{
    .device_service_id = service::ms_modem_file_transfer, .dss_session_id = 200, .link_state = dss_link_state::activate};

static_assert(both_ways(open_bytes, opened));
static_assert(both_ways(std::array<std::byte, 0>{}, connect_info{}));

TEST_CASE("dss connect: decodes, and encodes to the same bytes") {
    CHECK(both_ways(open_bytes, opened));
    CHECK(both_ways(std::array<std::byte, 0>{}, connect_info{}));
}

TEST_CASE("dss connect: truncations") { check_truncations<connect_set>(open_bytes); }

}  // namespace cases::dss_connect
