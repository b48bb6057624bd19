// SPDX-License-Identifier: BSL-1.0
/// \file
/// CONFIGURATION and VERSION, CIDs 1 and 2.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/proxy_control/configuration.hpp>
#include <cdcnet/mbim/services/proxy_control/version.hpp>

#include "mbim/services/case.hpp"

namespace cases::proxy_control_proxy_control {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::proxy_control;

/// `proxy_control/1/set@1.0`, 40 bytes.
constexpr auto open_bytes =
    hex("0c000000"                          // DevicePath: offset 12
        "1a000000"                          // DevicePath: size 26
        "1e000000"                          // Timeout 30
        "2f006400650076002f00630064006300"  // DevicePath "/dev/cdc-wdm0"
        "2d00770064006d003000"
        "0000");  // padding

constexpr configuration_set opening{.device_path = u"/dev/cdc-wdm0", .timeout = 30};

/// `proxy_control/2/notification@1.0`, 4 bytes.
constexpr auto version_bytes =
    hex("0001"    // MbimVersion 0x0100
        "0003");  // MbimExtendedVersion 0x0300

constexpr version_info version{.mbim_version = 0x0100, .mbim_extended_version = 0x0300};

static_assert(both_ways(open_bytes, opening));
static_assert(both_ways(std::array<std::byte, 0>{}, configuration_info{}));
static_assert(both_ways(version_bytes, version));

TEST_CASE("proxy control: decodes, and encodes to the same bytes") {
    CHECK(both_ways(open_bytes, opening));
    CHECK(both_ways(std::array<std::byte, 0>{}, configuration_info{}));
    CHECK(both_ways(version_bytes, version));
}

TEST_CASE("proxy control: truncations") {
    check_truncations<configuration_set>(open_bytes, mbimex::v1, {38, 39});
    check_truncations<version_info>(version_bytes);
}

TEST_CASE("proxy control: wrong offsets and sizes") { check_references<configuration_set>(open_bytes, {{0, 4, "DevicePath"}}); }

}  // namespace cases::proxy_control_proxy_control
