// SPDX-License-Identifier: BSL-1.0
/// \file
/// APPLICATION_LIST, CID 7.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_uicc_low_level_access/application_list.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_uicc_low_level_access_application_list {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_uicc_low_level_access;

constexpr auto usim = hex("a0000000871002ff49ff0189040b00ff");
constexpr auto keys = hex("0181");
constexpr uicc_application two[] = {{.application_type = uicc_application_type::usim,
                                     .application_id = bytes{usim},
                                     .application_name = "USIM",
                                     .pin_key_reference_count = 2,
                                     .pin_key_references = bytes{keys}},
                                    {.application_type = uicc_application_type::mf_sim,
                                     .application_name = "SIM",
                                     .pin_key_reference_count = 1,
                                     .pin_key_references = bytes{keys}.first(1)}};

/// `ms_uicc_low_level_access/7/response@1.0`, 128 bytes.
constexpr auto list_bytes =
    hex("01000000"                          // Version 1
        "02000000"                          // ApplicationCount
        "00000000"                          // ActiveApplicationIndex
        "60000000"                          // ApplicationListSizeBytes 96
        "20000000"                          // Applications[0]: offset 32
        "38000000"                          // Applications[0]: size 56
        "58000000"                          // Applications[1]: offset 88
        "28000000"                          // Applications[1]: size 40
        "04000000"                          // Applications[0].ApplicationType
        "20000000"                          // Applications[0].ApplicationId: offset 32
        "10000000"                          // Applications[0].ApplicationId: size 16
        "30000000"                          // Applications[0].ApplicationName: offset 48
        "04000000"                          // Applications[0].ApplicationName: size 4
        "02000000"                          // Applications[0].PinKeyReferenceCount
        "34000000"                          // Applications[0].PinKeyReferences: offset 52
        "02000000"                          // Applications[0].PinKeyReferences: size 2
        "a0000000871002ff49ff0189040b00ff"  // Applications[0].ApplicationId
        "5553494d"                          // Applications[0].ApplicationName "USIM"
        "0181"                              // Applications[0].PinKeyReferences
        "0000"                              // padding
        "02000000"                          // Applications[1].ApplicationType
        "00000000"                          // Applications[1].ApplicationId: offset 0
        "00000000"                          // Applications[1].ApplicationId: size 0
        "20000000"                          // Applications[1].ApplicationName: offset 32
        "03000000"                          // Applications[1].ApplicationName: size 3
        "01000000"                          // Applications[1].PinKeyReferenceCount
        "24000000"                          // Applications[1].PinKeyReferences: offset 36
        "01000000"                          // Applications[1].PinKeyReferences: size 1
        "53494d"                            // Applications[1].ApplicationName "SIM"
        "00"                                // padding
        "01"                                // Applications[1].PinKeyReferences
        "000000");                          // padding

constexpr application_list_info list{.application_list_size_bytes = 96, .applications = two};

/// `ms_uicc_low_level_access/7/response@1.0`, 16 bytes.
constexpr auto none_bytes =
    hex("01000000"    // Version 1
        "00000000"    // ApplicationCount
        "ffffffff"    // ActiveApplicationIndex
        "00000000");  // ApplicationListSizeBytes

constexpr application_list_info none{.active_application_index = application_list_info::none_active};

static_assert(both_ways(std::array<std::byte, 0>{}, application_list_query{}));
static_assert(both_ways(list_bytes, list));
static_assert(both_ways(none_bytes, none));

TEST_CASE("application_list: decodes, and encodes to the same bytes") {
    CHECK(both_ways(std::array<std::byte, 0>{}, application_list_query{}));
    CHECK(both_ways(list_bytes, list));
    CHECK(both_ways(list_bytes, list, mbimex::v4));
    CHECK(both_ways(none_bytes, none));
}

TEST_CASE("application_list: truncations") {
    check_truncations<application_list_info>(list_bytes);
    check_truncations<application_list_info>(none_bytes);
}

TEST_CASE("application_list: wrong offsets and sizes") {
    check_references<application_list_info>(list_bytes, {{16, 20, "Applications[0]"},
                                                         {36, 40, "Applications[0].ApplicationId"},
                                                         {44, 48, "Applications[0].ApplicationName"},
                                                         {56, 60, "Applications[0].PinKeyReferences"},
                                                         {24, 28, "Applications[1]"},
                                                         {100, 104, "Applications[1].ApplicationName"},
                                                         {112, 116, "Applications[1].PinKeyReferences"}});
    for (const std::uint32_t count : {15u, 0x20000000u, 0xffffffffu})
        CHECK(is(fault_of<application_list_info>(with(list_bytes, 4, count)), errc::count, place::of_field(4), 16));
    CHECK(is(fault_of<application_list_info>(with(list_bytes, 20, 31)), errc::element_size, place::of_field(4, 0), 16));
}

TEST_CASE("application_list: counts that agree with nothing are data") {
    const auto damaged = with(with(list_bytes, 52, 9), 12, 7);
    const auto parsed = parse<application_list_info>(bytes{damaged}, mbimex::v1, tolerance::strict);
    REQUIRE(parsed);
    CHECK(parsed->application_list_size_bytes == 7);
    CHECK(parsed->applications[0].pin_key_reference_count == 9);
    CHECK(parsed->applications[0].pin_key_references.size() == 2);
}

}  // namespace cases::ms_uicc_low_level_access_application_list
