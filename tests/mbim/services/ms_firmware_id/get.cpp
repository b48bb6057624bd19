// SPDX-License-Identifier: BSL-1.0
/// \file
/// GET, CID 1.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_firmware_id/get.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_firmware_id_get {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_firmware_id;

/// `ms_firmware_id/1/response@1.0`, 16 bytes.
constexpr auto firmware_bytes = hex("00112233445566778899aabbccddeeff");  // FirmwareId 00112233-4455-6677-8899-aabbccddeeff

constexpr get_info firmware{.firmware_id = "00112233-4455-6677-8899-aabbccddeeff"_uuid};

static_assert(both_ways(std::array<std::byte, 0>{}, get_query{}));
static_assert(both_ways(firmware_bytes, firmware));

TEST_CASE("firmware id: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, get_query{}));
    CHECK(both_ways(firmware_bytes, firmware));
}

TEST_CASE("firmware id: truncations") { check_truncations<get_info>(firmware_bytes); }

}  // namespace cases::ms_firmware_id_get
