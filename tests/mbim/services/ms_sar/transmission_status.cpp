// SPDX-License-Identifier: BSL-1.0
/// \file
/// TRANSMISSION_STATUS, CID 2.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_sar/transmission_status.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_sar_transmission_status {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_sar;

/// `ms_sar/2/set@1.0`, 8 bytes.
constexpr auto report_bytes =
    hex("01000000"    // ChannelNotification
        "05000000");  // HysteresisTimer 5

constexpr transmission_status_set report{.channel_notification = transmission_notification_status::enabled, .hysteresis_timer = 5};

/// `ms_sar/2/response@1.0`, 12 bytes.
constexpr auto status_bytes =
    hex("00000000"    // ChannelNotification
        "01000000"    // TransmissionStatus
        "03000000");  // HysteresisTimer 3

constexpr transmission_status_info sending{.channel_notification = transmission_notification_status::disabled,
                                           .transmission_status = transmission_state::active,
                                           .hysteresis_timer = 3};

static_assert(both_ways(std::array<std::byte, 0>{}, transmission_status_query{}));
static_assert(both_ways(report_bytes, report));
static_assert(both_ways(status_bytes, sending));

TEST_CASE("transmission status: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, transmission_status_query{}));
    CHECK(both_ways(report_bytes, report));
    CHECK(both_ways(status_bytes, sending));
    CHECK(transmission_status_info::id.serves(operation::notification));
}

TEST_CASE("transmission status: truncations") {
    check_truncations<transmission_status_set>(report_bytes);
    check_truncations<transmission_status_info>(status_bytes);
}

}  // namespace cases::ms_sar_transmission_status
