// SPDX-License-Identifier: BSL-1.0
/// \file
/// REGISTRATION_PARAMETERS and NETWORK_PARAMS, CIDs 17 and 18.  The bytes follow the layouts of
/// reference/messages.json.
#include <cdcnet/mbim/services/ms_basic_connect_extensions/network_params.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/registration_parameters.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_basic_connect_extensions_registration {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_basic_connect_extensions;

/// `ms_basic_connect_extensions/17/set@3.0`, 36 bytes.
constexpr auto asked_bytes =
    hex("01000000"          // MicoMode
        "04000000"          // DrxCycle
        "01000000"          // LadnInfo
        "01000000"          // DefaultPduActivationHint
        "01000000"          // ReRegisterIfNeeded
        "0500000107000000"  // UnnamedIes[0]: TLV DFLT_CFG_NSSAI, 1 bytes of padding, 7 of data
        "01010401abcdef"    // UnnamedIes[0]
        "00");              // padding

constexpr auto slices = hex("01010401abcdef");
constexpr tlv wanted_slices[] = {{tlv_type::dflt_cfg_nssai, bytes{slices}}};
constexpr registration_parameters asked{.mico_mode = mico_mode::enabled,
                                        .drx_cycle = drx_cycle::cycle_128,
                                        .ladn_info = ladn_info::requested,
                                        .default_pdu_activation_hint = default_pdu_activation_hint::likely,
                                        .re_register_if_needed = bool32::true_,
                                        .unnamed_ies = wanted_slices};

/// `ms_basic_connect_extensions/18/query@3.0`, 12 bytes.
constexpr auto query_bytes =
    hex("1500000004000000"  // UnnamedIes[0]: TLV SESSION_ID, 0 bytes of padding, 4 of data
        "01000000");        // UnnamedIes[0]

constexpr auto session = hex("01000000");
constexpr tlv of_session[] = {{tlv_type::session_id, bytes{session}}};
constexpr network_params_query query{.unnamed_ies = of_session};

/// `ms_basic_connect_extensions/18/response@3.0`, 32 bytes.
constexpr auto granted_bytes =
    hex("ffffffff"          // MicoIndication 4294967295
        "05000000"          // DrxCycle
        "0300000202000000"  // UnnamedIes[0]: TLV ALLOWED_NSSAI, 2 bytes of padding, 2 of data
        "0101"              // UnnamedIes[0]
        "0000"              // padding
        "0700000103000000"  // UnnamedIes[1]: TLV REJ_NSSAI, 1 bytes of padding, 3 of data
        "010001"            // UnnamedIes[1]
        "00");              // padding

constexpr auto allowed = hex("0101");
constexpr auto rejected = hex("010001");
constexpr tlv granted_slices[] = {{tlv_type::allowed_nssai, bytes{allowed}}, {tlv_type::rej_nssai, bytes{rejected}}};
constexpr network_params_info granted{
    .mico_indication = mico_indication::not_available, .drx_cycle = drx_cycle::cycle_256, .unnamed_ies = granted_slices};

static_assert(both_ways(std::array<std::byte, 0>{}, registration_parameters_query{}, mbimex::v3));
static_assert(both_ways(asked_bytes, asked, mbimex::v3));
static_assert(both_ways(asked_bytes, asked, mbimex::v4));
static_assert(both_ways(std::array<std::byte, 0>{}, network_params_query{}, mbimex::v3));
static_assert(both_ways(query_bytes, query, mbimex::v3));
static_assert(both_ways(granted_bytes, granted, mbimex::v3));
static_assert(both_ways(granted_bytes, granted, mbimex::v4));

TEST_CASE("registration: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, registration_parameters_query{}, mbimex::v3));
    CHECK(both_ways(asked_bytes, asked, mbimex::v3));
    CHECK(both_ways(asked_bytes, asked, mbimex::v4));
    CHECK(both_ways(std::array<std::byte, 0>{}, network_params_query{}, mbimex::v3));
    CHECK(both_ways(query_bytes, query, mbimex::v3));
    CHECK(both_ways(granted_bytes, granted, mbimex::v3));
    CHECK(both_ways(granted_bytes, granted, mbimex::v4));
}

TEST_CASE("registration: truncations") {
    // The TLVs begin behind 20 and 8 bytes; less than a header of them is ignored, and so is padding at the end.
    check_truncations<registration_parameters>(asked_bytes, mbimex::v3, {20, 21, 22, 23, 24, 25, 26, 27, 35});
    check_truncations<network_params_query>(query_bytes, mbimex::v3, {0, 1, 2, 3, 4, 5, 6, 7});
    check_truncations<network_params_info>(granted_bytes, mbimex::v3,
                                           {8, 9, 10, 11, 12, 13, 14, 15, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 31});
}

TEST_CASE("registration: TLVs that are wrong") {
    CHECK(is(fault_of<registration_parameters>(with(asked_bytes, 24, 9), mbimex::v3), errc::outside, place::of_field(5), 24));
    CHECK(is(fault_of<network_params_info>(with(granted_bytes, 8, 0x07000003), mbimex::v3), errc::tlv_padding, place::of_field(2), 11));
}

TEST_CASE("registration: unknown values are data") {
    const auto damaged = with(asked_bytes, 16, 2);
    const auto parsed = parse<registration_parameters>(bytes{damaged}, mbimex::v3);
    REQUIRE(parsed);
    CHECK(static_cast<std::uint32_t>(parsed->re_register_if_needed) == 2);
    CHECK(name_of(parsed->re_register_if_needed).empty());
}

}  // namespace cases::ms_basic_connect_extensions_registration
