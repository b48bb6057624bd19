// SPDX-License-Identifier: BSL-1.0
/// \file
/// PIN_LIST, CID 5.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/pin_list.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_pin_list {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

/// `basic_connect/5/response@1.0`, 160 bytes.
constexpr auto list_bytes =
    hex("01000000"    // PinDescPin1.PinMode
        "01000000"    // PinDescPin1.PinFormat
        "04000000"    // PinDescPin1.PinLengthMin
        "08000000"    // PinDescPin1.PinLengthMax
        "02000000"    // PinDescPin2.PinMode
        "02000000"    // PinDescPin2.PinFormat
        "05000000"    // PinDescPin2.PinLengthMin
        "09000000"    // PinDescPin2.PinLengthMax
        "00000000"    // PinDescDeviceSimPin.PinMode
        "00000000"    // PinDescDeviceSimPin.PinFormat
        "00000000"    // PinDescDeviceSimPin.PinLengthMin
        "00000000"    // PinDescDeviceSimPin.PinLengthMax
        "00000000"    // PinDescDeviceFirstSimPin.PinMode
        "00000000"    // PinDescDeviceFirstSimPin.PinFormat
        "00000000"    // PinDescDeviceFirstSimPin.PinLengthMin
        "00000000"    // PinDescDeviceFirstSimPin.PinLengthMax
        "00000000"    // PinDescNetworkPin.PinMode
        "00000000"    // PinDescNetworkPin.PinFormat
        "00000000"    // PinDescNetworkPin.PinLengthMin
        "00000000"    // PinDescNetworkPin.PinLengthMax
        "00000000"    // PinDescNetworkSubsetPin.PinMode
        "00000000"    // PinDescNetworkSubsetPin.PinFormat
        "00000000"    // PinDescNetworkSubsetPin.PinLengthMin
        "00000000"    // PinDescNetworkSubsetPin.PinLengthMax
        "00000000"    // PinDescServiceProviderPin.PinMode
        "00000000"    // PinDescServiceProviderPin.PinFormat
        "00000000"    // PinDescServiceProviderPin.PinLengthMin
        "00000000"    // PinDescServiceProviderPin.PinLengthMax
        "01000000"    // PinDescCorporatePin.PinMode
        "01000000"    // PinDescCorporatePin.PinFormat
        "06000000"    // PinDescCorporatePin.PinLengthMin
        "07000000"    // PinDescCorporatePin.PinLengthMax
        "00000000"    // PinDescSubsidyLock.PinMode
        "00000000"    // PinDescSubsidyLock.PinFormat
        "00000000"    // PinDescSubsidyLock.PinLengthMin
        "00000000"    // PinDescSubsidyLock.PinLengthMax
        "02000000"    // PinDescCustom.PinMode
        "01000000"    // PinDescCustom.PinFormat
        "01000000"    // PinDescCustom.PinLengthMin
        "02000000");  // PinDescCustom.PinLengthMax

constexpr pin_list_info list{.pin1 = {.mode = pin_mode::enabled, .format = pin_format::numeric, .length_min = 4, .length_max = 8},
                             .pin2 = {.mode = pin_mode::disabled, .format = pin_format::alphanumeric, .length_min = 5, .length_max = 9},
                             .corporate_pin = {.mode = pin_mode::enabled, .format = pin_format::numeric, .length_min = 6, .length_max = 7},
                             .custom = {.mode = pin_mode::disabled, .format = pin_format::numeric, .length_min = 1, .length_max = 2}};

static_assert(both_ways(std::array<std::byte, 0>{}, pin_list_query{}));
static_assert(both_ways(list_bytes, list));

TEST_CASE("pin_list: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, pin_list_query{}));
    CHECK(both_ways(list_bytes, list));
}

TEST_CASE("pin_list: truncations") { check_truncations<pin_list_info>(list_bytes); }

}  // namespace cases::basic_connect_pin_list
