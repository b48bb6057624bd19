// SPDX-License-Identifier: BSL-1.0
/// \file
/// SYS_CAPS and DEVICE_CAPS, CIDs 5 and 6.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_basic_connect_extensions/device_caps.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/sys_caps.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_basic_connect_extensions_device_caps {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_basic_connect_extensions;

/// `ms_basic_connect_extensions/5/response@1.0`, 20 bytes.
constexpr auto modem_bytes =
    hex("02000000"            // NumberOfExecutors
        "03000000"            // NumberOfSlots
        "01000000"            // Concurrency
        "efcdab8967452301");  // ModemId 81985529216486895

constexpr sys_caps_info modem{.number_of_executors = 2, .number_of_slots = 3, .concurrency = 1, .modem_id = 0x0123456789abcdef};

/// `ms_basic_connect_extensions/6/response@1.0`, 116 bytes.
constexpr auto caps_bytes =
    hex("01000000"                          // DeviceType
        "01000000"                          // CellularClass
        "01000000"                          // VoiceClass
        "02000000"                          // SimClass
        "bf000000"                          // DataClass 191
        "03000000"                          // SmsCaps
        "21000000"                          // ControlCaps 33
        "0f000000"                          // MaxSessions 15
        "44000000"                          // CustomDataClass: offset 68
        "04000000"                          // CustomDataClass: size 4
        "48000000"                          // DeviceId: offset 72
        "1e000000"                          // DeviceId: size 30
        "68000000"                          // FirmwareInfo: offset 104
        "08000000"                          // FirmwareInfo: size 8
        "70000000"                          // HardwareInfo: offset 112
        "04000000"                          // HardwareInfo: size 4
        "01000000"                          // ExecutorIndex
        "4e004200"                          // CustomDataClass "NB"
        "33003500330035003300350033003500"  // DeviceId "353535353535358"
        "3300350033003500330035003800"
        "0000"              // padding
        "6600770020003100"  // FirmwareInfo "fw 1"
        "68007700");        // HardwareInfo "hw"

constexpr device_caps_info caps{.device_type = device_type::embedded,
                                .cellular_class = cellular_class::gsm,
                                .voice_class = voice_class::no_voice,
                                .sim_class = sim_class::removable,
                                .data_class = data_class::gprs | data_class::edge | data_class::umts | data_class::hsdpa |
                                              data_class::hsupa | data_class::lte | data_class::_5g_sa,
                                .sms_caps = sms_caps::pdu_receive | sms_caps::pdu_send,
                                .control_caps = ctrl_caps::reg_manual | ctrl_caps::esim,
                                .max_sessions = 15,
                                .custom_data_class = u"NB",
                                .device_id = u"353535353535358",
                                .firmware_info = u"fw 1",
                                .hardware_info = u"hw",
                                .executor_index = 1};

/// `ms_basic_connect_extensions/6/response@3.0`, 156 bytes.
constexpr auto caps_v3_bytes =
    hex("01000000"                          // DeviceType
        "01000000"                          // CellularClass
        "01000000"                          // VoiceClass
        "02000000"                          // SimClass
        "7f000000"                          // DataClass 127
        "03000000"                          // SmsCaps
        "61000000"                          // ControlCaps 97
        "0300000000000080"                  // DataSubclass 9223372036854775811
        "0f000000"                          // MaxSessions 15
        "01000000"                          // ExecutorIndex
        "81000000"                          // WcdmaBandClass 129
        "0b00000206000000"                  // LteBandClass: TLV UINT16_TBL, 2 bytes of padding, 6 of data
        "010003001400"                      // LteBandClass 1, 3, 20
        "0000"                              // padding
        "0b00000004000000"                  // NrBandClass: TLV UINT16_TBL, 0 bytes of padding, 4 of data
        "4e000101"                          // NrBandClass 78, 257
        "0a00000004000000"                  // CustomDataClass: TLV WCHAR_STR, 0 bytes of padding, 4 of data
        "4e004200"                          // CustomDataClass "NB"
        "0a0000021e000000"                  // DeviceId: TLV WCHAR_STR, 2 bytes of padding, 30 of data
        "33003500330035003300350033003500"  // DeviceId "353535353535358"
        "3300350033003500330035003800"
        "0000"              // padding
        "0a00000008000000"  // FirmwareInfo: TLV WCHAR_STR, 0 bytes of padding, 8 of data
        "6600770020003100"  // FirmwareInfo "fw 1"
        "0a00000004000000"  // HardwareInfo: TLV WCHAR_STR, 0 bytes of padding, 4 of data
        "68007700");        // HardwareInfo "hw"

constexpr std::uint16_t lte_bands[] = {1, 3, 20};
constexpr std::uint16_t nr_bands[] = {78, 257};
constexpr device_caps_info_v3 caps_v3{.device_type = device_type::embedded,
                                      .cellular_class = cellular_class::gsm,
                                      .voice_class = voice_class::no_voice,
                                      .sim_class = sim_class::removable,
                                      .data_class = data_class_v3::gprs | data_class_v3::edge | data_class_v3::umts | data_class_v3::hsdpa |
                                                    data_class_v3::hsupa | data_class_v3::lte | data_class_v3::_5g,
                                      .sms_caps = sms_caps::pdu_receive | sms_caps::pdu_send,
                                      .control_caps = ctrl_caps::reg_manual | ctrl_caps::esim | ctrl_caps::ue_policy_route_selection,
                                      .data_subclass = 0x8000000000000003,
                                      .max_sessions = 15,
                                      .executor_index = 1,
                                      .wcdma_band_class = 0x81,
                                      .lte_band_class = lte_bands,
                                      .nr_band_class = nr_bands,
                                      .custom_data_class = u"NB",
                                      .device_id = u"353535353535358",
                                      .firmware_info = u"fw 1",
                                      .hardware_info = u"hw"};

static_assert(both_ways(std::array<std::byte, 0>{}, sys_caps_query{}));
static_assert(both_ways(modem_bytes, modem));
static_assert(both_ways(std::array<std::byte, 0>{}, device_caps_query{}));
static_assert(both_ways(caps_bytes, caps));
static_assert(both_ways(caps_bytes, caps, mbimex::v2));
static_assert(both_ways(caps_v3_bytes, caps_v3, mbimex::v3));
static_assert(both_ways(caps_v3_bytes, caps_v3, mbimex::v4));

TEST_CASE("device_caps of the extensions: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, sys_caps_query{}));
    CHECK(both_ways(modem_bytes, modem));
    CHECK(both_ways(std::array<std::byte, 0>{}, device_caps_query{}));
    CHECK(both_ways(caps_bytes, caps));
    CHECK(both_ways(caps_bytes, caps, mbimex::v2));
    CHECK(both_ways(caps_v3_bytes, caps_v3, mbimex::v3));
    CHECK(both_ways(caps_v3_bytes, caps_v3, mbimex::v4));
}

TEST_CASE("device_caps of the extensions: truncations") {
    check_truncations<sys_caps_info>(modem_bytes);
    check_truncations<device_caps_info>(caps_bytes);
    check_truncations<device_caps_info_v3>(caps_v3_bytes, mbimex::v3);
}

TEST_CASE("device_caps of the extensions: wrong offsets and sizes") {
    check_references<device_caps_info>(
        caps_bytes, {{32, 36, "CustomDataClass"}, {40, 44, "DeviceId"}, {48, 52, "FirmwareInfo"}, {56, 60, "HardwareInfo"}});
}

TEST_CASE("device_caps of the extensions: band tables") {
    // LteBandClass starts at 48: 8 of header, 6 of data, 2 of padding; NrBandClass follows at 64.
    const auto fault = [](std::size_t at, std::uint32_t word) {
        return fault_of<device_caps_info_v3>(with(caps_v3_bytes, at, word), mbimex::v3);
    };
    CHECK(is(fault(48, 0x0200000a), errc::tlv_type, place::of_field(11), 48));
    CHECK(is(fault(52, 5), errc::odd_size, place::of_field(11), 52));
    CHECK(is(fault(52, 0x7ffffffe), errc::outside, place::of_field(11), 52));
    CHECK(is(fault(64, 0x0400000b), errc::tlv_padding, place::of_field(12), 67));
}

TEST_CASE("device_caps of the extensions: 64 bits of data subclass are kept and named") {
    const auto parsed = parse<device_caps_info_v3>(bytes{caps_v3_bytes}, mbimex::v3);
    REQUIRE(parsed);
    CHECK(has(static_cast<mbim::data_subclass>(parsed->data_subclass), mbim::data_subclass::_5g_nr));
    CHECK(parsed->data_subclass == 0x8000000000000003);
    const field_name& name = names_of<device_caps_info_v3>().fields[7];
    CHECK(name.name == "DataSubclass");
    CHECK(name.values == &enumeration_of<mbim::data_subclass>);
}

}  // namespace cases::ms_basic_connect_extensions_device_caps
