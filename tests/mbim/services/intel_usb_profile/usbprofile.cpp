// SPDX-License-Identifier: BSL-1.0
/// \file
/// USBPROFILE, CID 1.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/intel_usb_profile/usbprofile.hpp>

#include "mbim/services/case.hpp"

namespace cases::intel_usb_profile_usbprofile {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::intel_usb_profile;

constexpr auto text = hex("410054004900");

/// `intel_usb_profile/1/set@1.0`, 12 bytes.
constexpr auto ati_bytes =
    hex("06000000"      // Text: size 6
        "410054004900"  // Text "ATI"
        "0000");        // padding

constexpr usbprofile ati{.text = bytes{text}};

/// `intel_usb_profile/1/set@1.0`, 4 bytes.
constexpr auto empty_bytes = hex("00000000");  // Text: size 0

static_assert(both_ways(ati_bytes, ati));
static_assert(both_ways(empty_bytes, usbprofile{}));
static_assert(utf16::over(bytes{text}) == utf16{u"ATI"});

TEST_CASE("intel usbprofile: decodes, and encodes to the same bytes") {
    CHECK(both_ways(ati_bytes, ati));
    CHECK(utf16::over(parse<usbprofile>(bytes{ati_bytes})->text) == utf16{u"ATI"});
}

TEST_CASE("intel usbprofile: truncations") { check_truncations<usbprofile>(ati_bytes, mbimex::v1, {10, 11}); }

TEST_CASE("intel usbprofile: wrong sizes") {
    CHECK(is(fault_of<usbprofile>(with(ati_bytes, 0, 9)), errc::outside, place::of_field(0), 4));
    CHECK(is(fault_of<usbprofile>(with(ati_bytes, 0, 0xffffffff)), errc::outside, place::of_field(0), 4));
}

}  // namespace cases::intel_usb_profile_usbprofile
