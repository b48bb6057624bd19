// SPDX-License-Identifier: BSL-1.0
/// \file
/// DEVICE_SERVICES, CID 16.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/device_services.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_device_services {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

constexpr std::uint32_t cids[] = {1, 2, 24};
constexpr device_service_element services_known[] = {{.device_service_id = service::basic_connect, .cids = cids},
                                                     {.device_service_id = service::sms, .dss_payload = 3, .max_dss_instances = 2}};

/// `basic_connect/16/response@1.0`, 92 bytes.
constexpr auto known_bytes =
    hex("02000000"                          // DeviceServicesCount
        "05000000"                          // MaxDssSessions
        "18000000"                          // DeviceServices[0]: offset 24
        "28000000"                          // DeviceServices[0]: size 40
        "40000000"                          // DeviceServices[1]: offset 64
        "1c000000"                          // DeviceServices[1]: size 28
        "a289cc33bcbb8b4fb6b0133ec2aae6df"  // DeviceServices[0].DeviceServiceId a289cc33-bcbb-8b4f-b6b0-133ec2aae6df
        "00000000"                          // DeviceServices[0].DssPayload
        "00000000"                          // DeviceServices[0].MaxDssInstances
        "03000000"                          // DeviceServices[0].CidsCount
        "01000000"                          // DeviceServices[0].Cids[0]
        "02000000"                          // DeviceServices[0].Cids[1]
        "18000000"                          // DeviceServices[0].Cids[2]
        "533fbeeb14fe44679f9033a223e56c3f"  // DeviceServices[1].DeviceServiceId 533fbeeb-14fe-4467-9f90-33a223e56c3f
        "03000000"                          // DeviceServices[1].DssPayload
        "02000000"                          // DeviceServices[1].MaxDssInstances
        "00000000");                        // DeviceServices[1].CidsCount

constexpr device_services_info known{.max_dss_sessions = 5, .device_services = services_known};

static_assert(both_ways(std::array<std::byte, 0>{}, device_services_query{}));
static_assert(both_ways(known_bytes, known));

TEST_CASE("device_services: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, device_services_query{}));
    CHECK(both_ways(known_bytes, known));
}

TEST_CASE("device_services: truncations") { check_truncations<device_services_info>(known_bytes); }

TEST_CASE("device_services: wrong offsets and sizes") {
    check_references<device_services_info>(known_bytes, {{8, 12, "DeviceServices[0]"}, {16, 20, "DeviceServices[1]"}});
}

TEST_CASE("device_services: more CIDs than the element can hold") {
    // The first element stands at 24 and takes 40 bytes; its CidsCount is at 48.
    for (const std::uint32_t count : {4u, 0x40000000u, 0xffffffffu})
        CHECK(is(fault_of<device_services_info>(with(known_bytes, 48, count)), errc::count, place::of_field(2, 0, 4), 52));
}

}  // namespace cases::basic_connect_device_services
