// SPDX-License-Identifier: BSL-1.0
/// \file
/// PACKET_SERVICE, CID 10.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/packet_service.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_packet_service {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

/// `basic_connect/10/set@1.0`, 4 bytes.
constexpr auto attach_bytes = hex("00000000");  // PacketServiceAction

constexpr packet_service_set attach{.action = packet_service_action::attach};

/// `basic_connect/10/response@1.0`, 28 bytes.
constexpr auto attached_bytes =
    hex("0f000000"            // NwError 15
        "02000000"            // PacketServiceState
        "20000000"            // HighestAvailableDataClass 32
        "80f0fa0200000000"    // UplinkSpeed 50000000
        "00f2052a01000000");  // DownlinkSpeed 5000000000

constexpr packet_service_info attached{.nw_error = 15,
                                       .state = packet_service_state::attached,
                                       .highest_available_data_class = data_class::lte,
                                       .uplink_speed = 50000000,
                                       .downlink_speed = 5000000000};

/// `basic_connect/10/notification@2.0`, 32 bytes.
constexpr auto attached_v2_bytes =
    hex("0f000000"          // NwError 15
        "02000000"          // PacketServiceState
        "40000000"          // CurrentDataClass 64
        "80f0fa0200000000"  // UplinkSpeed 50000000
        "00f2052a01000000"  // DownlinkSpeed 5000000000
        "01000000");        // FrequencyRange

constexpr packet_service_info_v2 attached_v2{.nw_error = 15,
                                             .state = packet_service_state::attached,
                                             .current_data_class = data_class::_5g_nsa,
                                             .uplink_speed = 50000000,
                                             .downlink_speed = 5000000000,
                                             .frequency_range = frequency_range::fr1};

/// `basic_connect/10/response@3.0`, 44 bytes.
constexpr auto attached_v3_bytes =
    hex("0f000000"          // NwError 15
        "02000000"          // PacketServiceState
        "60000000"          // HighestAvailableDataClass 96
        "80f0fa0200000000"  // UplinkSpeed 50000000
        "00f2052a01000000"  // DownlinkSpeed 5000000000
        "03000000"          // FrequencyRange
        "01000000"          // DataSubclass
        "0601"              // Tai.PlmnMcc 262
        "0180"              // Tai.PlmnMnc 32769
        "56341200");        // Tai.Tac 1193046

constexpr packet_service_info_v3 attached_v3{.nw_error = 15,
                                             .state = packet_service_state::attached,
                                             .current_data_class = data_class_v3::lte | data_class_v3::_5g,
                                             .uplink_speed = 50000000,
                                             .downlink_speed = 5000000000,
                                             .frequency_range = frequency_range::fr1_and_fr2,
                                             .data_subclass = data_subclass::_5g_endc,
                                             .tai = {.plmn_mcc = 262, .plmn_mnc = 0x8001, .tac = 0x123456}};

constexpr auto release_number = hex("10000000");
constexpr tlv ies[] = {{tlv_type::_3gpp_rel_version, bytes{release_number}}};

/// `basic_connect/10/response@3.0`, 56 bytes.
constexpr auto with_ies_bytes =
    hex("0f000000"          // NwError 15
        "02000000"          // PacketServiceState
        "60000000"          // HighestAvailableDataClass 96
        "80f0fa0200000000"  // UplinkSpeed 50000000
        "00f2052a01000000"  // DownlinkSpeed 5000000000
        "03000000"          // FrequencyRange
        "01000000"          // DataSubclass
        "0601"              // Tai.PlmnMcc 262
        "0180"              // Tai.PlmnMnc 32769
        "56341200"          // Tai.Tac 1193046
        "1300000004000000"  // UnnamedIes[0]: TLV 19, 0 bytes of padding, 4 of data
        "10000000");        // UnnamedIes[0]

constexpr packet_service_info_v3 with_ies{.nw_error = 15,
                                          .state = packet_service_state::attached,
                                          .current_data_class = data_class_v3::lte | data_class_v3::_5g,
                                          .uplink_speed = 50000000,
                                          .downlink_speed = 5000000000,
                                          .frequency_range = frequency_range::fr1_and_fr2,
                                          .data_subclass = data_subclass::_5g_endc,
                                          .tai = {.plmn_mcc = 262, .plmn_mnc = 0x8001, .tac = 0x123456},
                                          .unnamed_ies = ies};

static_assert(both_ways(std::array<std::byte, 0>{}, packet_service_query{}));
static_assert(both_ways(attach_bytes, attach));
static_assert(both_ways(attached_bytes, attached));
static_assert(both_ways(attached_v2_bytes, attached_v2, mbimex::v2));
static_assert(both_ways(attached_v3_bytes, attached_v3, mbimex::v3));
static_assert(both_ways(attached_v3_bytes, attached_v3, mbimex::v4));
static_assert(both_ways(with_ies_bytes, with_ies, mbimex::v3));

TEST_CASE("packet_service: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, packet_service_query{}));
    CHECK(both_ways(attach_bytes, attach));
    CHECK(both_ways(attached_bytes, attached));
    CHECK(both_ways(attached_v2_bytes, attached_v2, mbimex::v2));
    CHECK(both_ways(attached_v3_bytes, attached_v3, mbimex::v3));
    CHECK(both_ways(attached_v3_bytes, attached_v3, mbimex::v4));
    CHECK(both_ways(with_ies_bytes, with_ies, mbimex::v3));
}

TEST_CASE("packet_service: truncations") {
    check_truncations<packet_service_set>(attach_bytes);
    check_truncations<packet_service_info>(attached_bytes);
    check_truncations<packet_service_info_v2>(attached_v2_bytes, mbimex::v2);
    check_truncations<packet_service_info_v3>(attached_v3_bytes, mbimex::v3);
    check_truncations<packet_service_info_v3>(with_ies_bytes, mbimex::v3, {44, 45, 46, 47, 48, 49, 50, 51});
}

}  // namespace cases::basic_connect_packet_service
