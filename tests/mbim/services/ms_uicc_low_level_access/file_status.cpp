// SPDX-License-Identifier: BSL-1.0
/// \file
/// FILE_STATUS, CID 8.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_uicc_low_level_access/file_status.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_uicc_low_level_access_file_status {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_uicc_low_level_access;

constexpr auto usim = hex("a0000000871002ff49ff0189040b00ff");
constexpr auto ef_imsi = hex("7fff6f07");

/// `ms_uicc_low_level_access/8/query@1.0`, 40 bytes.
constexpr auto which_bytes =
    hex("01000000"                          // Version 1
        "14000000"                          // ApplicationId: offset 20
        "10000000"                          // ApplicationId: size 16
        "24000000"                          // FilePath: offset 36
        "04000000"                          // FilePath: size 4
        "a0000000871002ff49ff0189040b00ff"  // ApplicationId
        "7fff6f07");                        // FilePath

constexpr file_status_query which{.application_id = bytes{usim}, .file_path = bytes{ef_imsi}};

/// `ms_uicc_low_level_access/8/response@1.0`, 48 bytes.
constexpr auto status_bytes =
    hex("01000000"    // Version 1
        "90000000"    // StatusWord1 90
        "00000000"    // StatusWord2 00
        "02000000"    // FileAccessibility
        "01000000"    // FileType
        "03000000"    // FileStructure
        "0a000000"    // FileItemCount 10
        "b0000000"    // FileItemSize 176
        "02000000"    // AccessConditionRead
        "03000000"    // AccessConditionUpdate
        "13000000"    // AccessConditionActivate 19
        "00000000");  // AccessConditionDeactivate

constexpr file_status_info found{.status_word1 = 0x90,
                                 .file_accessibility = uicc_file_accessibility::shareable,
                                 .file_type = uicc_file_type::working_ef,
                                 .file_structure = uicc_file_structure::linear,
                                 .file_item_count = 10,
                                 .file_item_size = 176,
                                 .access_condition_read = pin_type::pin1,
                                 .access_condition_update = pin_type::pin2,
                                 .access_condition_activate = pin_type::adm};

static_assert(both_ways(which_bytes, which));
static_assert(both_ways(status_bytes, found));

TEST_CASE("file_status: decodes, and encodes to the same bytes") {
    CHECK(both_ways(which_bytes, which));
    CHECK(both_ways(which_bytes, which, mbimex::v4));
    CHECK(both_ways(status_bytes, found));
    CHECK(status_word::of(found.status_word1, found.status_word2).is_normal());
}

TEST_CASE("file_status: truncations") {
    check_truncations<file_status_query>(which_bytes);
    check_truncations<file_status_info>(status_bytes);
}

TEST_CASE("file_status: wrong offsets and sizes") {
    check_references<file_status_query>(which_bytes, {{4, 8, "ApplicationId"}, {12, 16, "FilePath"}});
}

TEST_CASE("file_status: an application id of more than 16 bytes is for standard alone") {
    // The size reaches over the path, which stands behind the id.
    constexpr auto longer = with(with(which_bytes, 8, 20), 16, 0);
    const auto parsed = parse<file_status_query>(bytes{longer});
    REQUIRE(parsed);
    CHECK(parsed->application_id.size() == 20);
    CHECK(is(fault_of<file_status_query>(longer, mbimex::v1, tolerance::strict), errc::too_long, place::of_field(1), 4));
    std::array<std::byte, 128> room{};
    constexpr std::array<std::byte, 32> most{};
    CHECK(build(mutable_bytes{room}, file_status_query{.application_id = bytes{most}}));
    const auto refused = build(mutable_bytes{room}, file_status_query{.application_id = bytes{most}}, mbimex::v1, tolerance::strict);
    REQUIRE_FALSE(refused);
    CHECK(is(refused.error(), errc::too_long, place::of_field(1), 0));
}

}  // namespace cases::ms_uicc_low_level_access_file_status
