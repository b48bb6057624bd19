// SPDX-License-Identifier: BSL-1.0
/// \file
/// MODEM_REBOOT, CID 1.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/intel_firmware_update/modem_reboot.hpp>

#include "mbim/services/case.hpp"

namespace cases::intel_firmware_update_modem_reboot {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::intel_firmware_update;

/// `intel_firmware_update/1/set@1.0`, empty.
constexpr std::array<std::byte, 0> first_form_bytes{};

/// `intel_firmware_update/1/set@2.0`, 8 bytes.
constexpr auto download_bytes =
    hex("05000000"    // BootMode
        "10270000");  // Timeout 10000

constexpr modem_reboot_set download{.boot_mode = boot_mode::fast_download_mode, .timeout = 10'000};

static_assert(both_ways(first_form_bytes, modem_reboot_set{}));
static_assert(both_ways(download_bytes, download, mbimex::v2));
static_assert(both_ways(download_bytes, download, mbimex::v4));
static_assert(both_ways(std::array<std::byte, 0>{}, modem_reboot_info{}));

TEST_CASE("intel modem_reboot: decodes, and encodes to the same bytes") {
    CHECK(both_ways(first_form_bytes, modem_reboot_set{}));
    CHECK(both_ways(download_bytes, download, mbimex::v2));
}

TEST_CASE("intel modem_reboot: truncations") { check_truncations<modem_reboot_set>(download_bytes, mbimex::v2, {0, 4}); }

TEST_CASE("intel modem_reboot: as release 2.0, both forms are read") {
    const auto first = parse<modem_reboot_set>(bytes{first_form_bytes}, mbimex::v2);
    REQUIRE(first);
    CHECK(first->boot_mode == boot_mode::normal_mode);
    CHECK(first->timeout == 0);
    const auto second = parse<modem_reboot_set>(bytes{download_bytes}, mbimex::v2);
    REQUIRE(second);
    CHECK(mbim::equal(*second, download));
    // Each release has one form for strict; release 1.0 would overlook the fields.
    CHECK(is(fault_of<modem_reboot_set>(first_form_bytes, mbimex::v2, tolerance::strict), errc::length, place::of_field(0), 0));
    CHECK(is(fault_of<modem_reboot_set>(download_bytes, mbimex::v1, tolerance::strict), errc::trailing_bytes, {}, 0));
    CHECK(parse<modem_reboot_set>(bytes{download_bytes}, mbimex::v1)->boot_mode == boot_mode::normal_mode);
}

TEST_CASE("intel modem_reboot: a host chooses the form by the release it builds for") {
    std::array<std::byte, 8> room{};
    CHECK(build(mutable_bytes{room}, modem_reboot_set{}, mbimex::v1)->empty());
    CHECK(equal(*build(mutable_bytes{room}, modem_reboot_set{}, mbimex::v2), bytes{hex("0000000000000000")}));
    CHECK(is(build(mutable_bytes{room}, download, mbimex::v1).error(), errc::not_this_release, place::of_field(0), 0));
}

}  // namespace cases::intel_firmware_update_modem_reboot
