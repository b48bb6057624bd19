// SPDX-License-Identifier: BSL-1.0
/// \file
/// DEVICE_SERVICE_SUBSCRIBE_LIST, CID 19.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/device_service_subscribe_list.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_device_service_subscribe_list {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

constexpr std::uint32_t cids[] = {9, 11};
constexpr event_entry wanted[] = {{.device_service_id = service::basic_connect, .cids = cids}, {.device_service_id = service::sms}};

/// `basic_connect/19/set@1.0`, 68 bytes.
constexpr auto list_bytes =
    hex("02000000"                          // EventsCount
        "14000000"                          // Events[0]: offset 20
        "1c000000"                          // Events[0]: size 28
        "30000000"                          // Events[1]: offset 48
        "14000000"                          // Events[1]: size 20
        "a289cc33bcbb8b4fb6b0133ec2aae6df"  // Events[0].DeviceServiceId a289cc33-bcbb-8b4f-b6b0-133ec2aae6df
        "02000000"                          // Events[0].CidsCount
        "09000000"                          // Events[0].Cids[0]
        "0b000000"                          // Events[0].Cids[1]
        "533fbeeb14fe44679f9033a223e56c3f"  // Events[1].DeviceServiceId 533fbeeb-14fe-4467-9f90-33a223e56c3f
        "00000000");                        // Events[1].CidsCount

constexpr device_service_subscribe_list list{.events = wanted};

/// `basic_connect/19/set@1.0`, 4 bytes.
constexpr auto none_bytes = hex("00000000");  // EventsCount

constexpr device_service_subscribe_list none{};

static_assert(both_ways(list_bytes, list));
static_assert(both_ways(none_bytes, none));

TEST_CASE("device_service_subscribe_list: decodes, and encodes to the same bytes") {
    CHECK(both_ways(list_bytes, list));
    CHECK(both_ways(none_bytes, none));
}

TEST_CASE("device_service_subscribe_list: truncations") {
    check_truncations<device_service_subscribe_list>(list_bytes);
    check_truncations<device_service_subscribe_list>(none_bytes);
}

TEST_CASE("device_service_subscribe_list: wrong offsets and sizes") {
    check_references<device_service_subscribe_list>(list_bytes, {{4, 8, "Events[0]"}, {12, 16, "Events[1]"}});
}

}  // namespace cases::basic_connect_device_service_subscribe_list
