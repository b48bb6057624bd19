// SPDX-License-Identifier: BSL-1.0
/// \file
/// MULTICARRIER_CAPABILITIES, LOCATION_INFO and MULTICARRIER_CURRENT_CID_LIST, CIDs 1 to 3.  The bytes follow the layouts of
/// reference/messages.json.
#include <cdcnet/mbim/services/multicarrier/location_info.hpp>
#include <cdcnet/mbim/services/multicarrier/multicarrier_capabilities.hpp>
#include <cdcnet/mbim/services/multicarrier/multicarrier_current_cid_list.hpp>

#include "mbim/services/case.hpp"

namespace cases::multicarrier_multicarrier {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::multicarrier;

/// `multicarrier/1/response@1.0`, 4 bytes.
constexpr auto capabilities_bytes = hex("03000000");  // Capabilities

constexpr multicarrier_capabilities_info capabilities{.capabilities =
                                                          multicarrier_flags::static_scan | multicarrier_flags::fw_requires_reboot};

/// `multicarrier/2/set@1.0`, 4 bytes.
constexpr auto country_bytes = hex("5e000000");  // Country 94

constexpr location_info country{.country = 94};

/// `multicarrier/3/query@1.0`, 16 bytes.
constexpr auto which_bytes = hex("533fbeeb14fe44679f9033a223e56c3f");  // DeviceServiceId 533fbeeb-14fe-4467-9f90-33a223e56c3f

constexpr multicarrier_current_cid_list_query which{.device_service_id = service::sms};

constexpr std::uint32_t cids[] = {1, 2, 5};

/// `multicarrier/3/response@1.0`, 16 bytes.
constexpr auto list_bytes =
    hex("03000000"    // CidsCount
        "01000000"    // Cids[0]
        "02000000"    // Cids[1]
        "05000000");  // Cids[2]

constexpr multicarrier_current_cid_list_info list{.cids = cids};

static_assert(both_ways(std::array<std::byte, 0>{}, multicarrier_capabilities_query{}));
static_assert(both_ways(capabilities_bytes, capabilities));
static_assert(both_ways(std::array<std::byte, 0>{}, location_info_query{}));
static_assert(both_ways(country_bytes, country));
static_assert(both_ways(which_bytes, which));
static_assert(both_ways(list_bytes, list));

TEST_CASE("multicarrier: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, multicarrier_capabilities_query{}));
    CHECK(both_ways(capabilities_bytes, capabilities));
    CHECK(both_ways(std::array<std::byte, 0>{}, location_info_query{}));
    CHECK(both_ways(country_bytes, country));
    CHECK(both_ways(which_bytes, which));
    CHECK(both_ways(list_bytes, list));
}

TEST_CASE("multicarrier: truncations") {
    check_truncations<multicarrier_capabilities_info>(capabilities_bytes);
    check_truncations<location_info>(country_bytes);
    check_truncations<multicarrier_current_cid_list_query>(which_bytes);
    check_truncations<multicarrier_current_cid_list_info>(list_bytes);
}

TEST_CASE("multicarrier: more CIDs than the list can hold") {
    for (const std::uint32_t count : {4u, 0x40000000u, 0xffffffffu})
        CHECK(is(fault_of<multicarrier_current_cid_list_info>(with(list_bytes, 0, count)), errc::count, place::of_field(1), 4));
}

}  // namespace cases::multicarrier_multicarrier
