// SPDX-License-Identifier: BSL-1.0
/// \file
/// DEVICE_CAPS, CID 1.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/device_caps.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_device_caps {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

/// `basic_connect/1/response@1.0`, 132 bytes.
constexpr auto caps_bytes =
    hex("01000000"                          // DeviceType
        "03000000"                          // CellularClass
        "01000000"                          // VoiceClass
        "02000000"                          // SimClass
        "24000080"                          // DataClass 2147483684
        "03000000"                          // SmsCaps
        "21000000"                          // ControlCaps 33
        "08000000"                          // MaxSessions
        "40000000"                          // CustomDataClass: offset 64
        "0a000000"                          // CustomDataClass: size 10
        "4c000000"                          // DeviceId: offset 76
        "1e000000"                          // DeviceId: size 30
        "6c000000"                          // FirmwareInfo: offset 108
        "0c000000"                          // FirmwareInfo: size 12
        "78000000"                          // HardwareInfo: offset 120
        "0a000000"                          // HardwareInfo: size 10
        "48005300500041002b00"              // CustomDataClass "HSPA+"
        "0000"                              // padding
        "30003000340039003900390030003100"  // DeviceId "004999010640000"
        "3000360034003000300030003000"
        "0000"                      // padding
        "46005700200031002e003200"  // FirmwareInfo "FW 1.2"
        "52006500760020004200"      // HardwareInfo "Rev B"
        "0000");                    // padding

constexpr device_caps_info caps{.device_type = device_type::embedded,
                                .cellular_class = cellular_class::gsm | cellular_class::cdma,
                                .voice_class = voice_class::no_voice,
                                .sim_class = sim_class::removable,
                                .data_class = data_class::umts | data_class::lte | data_class::custom,
                                .sms_caps = sms_caps::pdu_receive | sms_caps::pdu_send,
                                .control_caps = ctrl_caps::reg_manual | ctrl_caps::esim,
                                .max_sessions = 8,
                                .custom_data_class = u"HSPA+",
                                .device_id = u"004999010640000",
                                .firmware_info = u"FW 1.2",
                                .hardware_info = u"Rev B"};

static_assert(both_ways(std::array<std::byte, 0>{}, device_caps_query{}));
static_assert(both_ways(caps_bytes, caps));

TEST_CASE("device_caps: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, device_caps_query{}));
    CHECK(both_ways(caps_bytes, caps));
}

TEST_CASE("device_caps: truncations") { check_truncations<device_caps_info>(caps_bytes, mbimex::v1, {130, 131}); }

TEST_CASE("device_caps: wrong offsets and sizes") {
    check_references<device_caps_info>(
        caps_bytes, {{32, 36, "CustomDataClass"}, {40, 44, "DeviceId"}, {48, 52, "FirmwareInfo"}, {56, 60, "HardwareInfo"}});
}

TEST_CASE("device_caps: what devices do") {
    // Text may be absent, and its size may count a NUL.
    const auto nul = with(caps_bytes, 36, 12);
    const auto parsed = parse<device_caps_info>(bytes{nul});
    REQUIRE(parsed);
    CHECK(parsed->custom_data_class == utf16{u"HSPA+\0"});
    CHECK(is(fault_of<device_caps_info>(with(caps_bytes, 44, 29)), errc::odd_size, place::of_field(9), 40));
    CHECK(is(fault_of<device_caps_info>(with(caps_bytes, 44, 38), release::v1, tolerance::strict), errc::too_long, place::of_field(9), 40));
}

}  // namespace cases::basic_connect_device_caps
