// SPDX-License-Identifier: BSL-1.0
/// \file
/// REGISTER_STATE, CID 9.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/basic_connect/register_state.hpp>

#include "mbim/services/case.hpp"

namespace cases::basic_connect_register_state {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;

/// `basic_connect/9/set@1.0`, 28 bytes.
constexpr auto manual_bytes =
    hex("10000000"              // ProviderId: offset 16
        "0a000000"              // ProviderId: size 10
        "01000000"              // RegisterAction
        "24000000"              // DataClass 36
        "32003600320030003100"  // ProviderId "26201"
        "0000");                // padding

constexpr register_state_set manual{
    .provider_id = u"26201", .action = register_action::manual, .data_class = data_class::umts | data_class::lte};

/// `basic_connect/9/response@1.0`, 88 bytes.
constexpr auto roaming_bytes =
    hex("00000000"                      // NwError
        "04000000"                      // RegisterState
        "01000000"                      // RegisterMode
        "24000000"                      // AvailableDataClasses 36
        "01000000"                      // CurrentCellularClass
        "30000000"                      // ProviderId: offset 48
        "0a000000"                      // ProviderId: size 10
        "3c000000"                      // ProviderName: offset 60
        "0a000000"                      // ProviderName: size 10
        "48000000"                      // RoamingText: offset 72
        "0e000000"                      // RoamingText: size 14
        "02000000"                      // RegistrationFlag
        "32003600320030003100"          // ProviderId "26201"
        "0000"                          // padding
        "41006c00700068006100"          // ProviderName "Alpha"
        "0000"                          // padding
        "72006f0061006d0069006e006700"  // RoamingText "roaming"
        "0000");                        // padding

constexpr register_state_info roaming{.state = register_state::roaming,
                                      .mode = register_mode::automatic,
                                      .available_data_classes = data_class::umts | data_class::lte,
                                      .current_cellular_class = cellular_class::gsm,
                                      .provider_id = u"26201",
                                      .provider_name = u"Alpha",
                                      .roaming_text = u"roaming",
                                      .registration_flag = registration_flag::packet_service_automatic_attach};

/// `basic_connect/9/notification@2.0`, 92 bytes.
constexpr auto roaming_v2_bytes =
    hex("00000000"                      // NwError
        "04000000"                      // RegisterState
        "01000000"                      // RegisterMode
        "24000000"                      // AvailableDataClasses 36
        "01000000"                      // CurrentCellularClass
        "34000000"                      // ProviderId: offset 52
        "0a000000"                      // ProviderId: size 10
        "40000000"                      // ProviderName: offset 64
        "0a000000"                      // ProviderName: size 10
        "4c000000"                      // RoamingText: offset 76
        "0e000000"                      // RoamingText: size 14
        "02000000"                      // RegistrationFlag
        "40000000"                      // PreferredDataClasses 64
        "32003600320030003100"          // ProviderId "26201"
        "0000"                          // padding
        "41006c00700068006100"          // ProviderName "Alpha"
        "0000"                          // padding
        "72006f0061006d0069006e006700"  // RoamingText "roaming"
        "0000");                        // padding

constexpr register_state_info roaming_v2{.state = register_state::roaming,
                                         .mode = register_mode::automatic,
                                         .available_data_classes = data_class::umts | data_class::lte,
                                         .current_cellular_class = cellular_class::gsm,
                                         .provider_id = u"26201",
                                         .provider_name = u"Alpha",
                                         .roaming_text = u"roaming",
                                         .registration_flag = registration_flag::packet_service_automatic_attach,
                                         .preferred_data_classes = data_class::_5g_nsa};

static_assert(both_ways(std::array<std::byte, 0>{}, register_state_query{}));
static_assert(both_ways(manual_bytes, manual));
static_assert(both_ways(roaming_bytes, roaming));
static_assert(both_ways(roaming_v2_bytes, roaming_v2, mbimex::v2));
static_assert(both_ways(roaming_v2_bytes, roaming_v2, mbimex::v3));
static_assert(both_ways(roaming_v2_bytes, roaming_v2, mbimex::v4));

TEST_CASE("register_state: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, register_state_query{}));
    CHECK(both_ways(manual_bytes, manual));
    CHECK(both_ways(roaming_bytes, roaming));
    CHECK(both_ways(roaming_v2_bytes, roaming_v2, mbimex::v2));
    CHECK(both_ways(roaming_v2_bytes, roaming_v2, mbimex::v3));
    CHECK(both_ways(roaming_v2_bytes, roaming_v2, mbimex::v4));
}

TEST_CASE("register_state: truncations") {
    check_truncations<register_state_set>(manual_bytes, mbimex::v1, {26, 27});
    check_truncations<register_state_info>(roaming_bytes, mbimex::v1, {86, 87});
    check_truncations<register_state_info>(roaming_v2_bytes, mbimex::v2, {90, 91});
}

TEST_CASE("register_state: wrong offsets and sizes") {
    check_references<register_state_set>(manual_bytes, {{0, 4, "ProviderId"}});
    check_references<register_state_info>(roaming_bytes, {{20, 24, "ProviderId"}, {28, 32, "ProviderName"}, {36, 40, "RoamingText"}});
    check_references<register_state_info>(roaming_v2_bytes, {{20, 24, "ProviderId"}, {28, 32, "ProviderName"}, {36, 40, "RoamingText"}},
                                          mbimex::v2);
}

TEST_CASE("register_state: a member of a later release is refused") {
    std::array<std::byte, 256> room{};
    const auto built = build(mutable_bytes{room}, roaming_v2, mbimex::v1);
    REQUIRE_FALSE(built);
    CHECK(is(built.error(), errc::not_this_release, place::of_field(9), 0));
}

}  // namespace cases::basic_connect_register_state
