// SPDX-License-Identifier: BSL-1.0
/// \file
/// READ_RECORD, CID 10.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_uicc_low_level_access/read_record.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_uicc_low_level_access_read_record {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_uicc_low_level_access;

constexpr auto usim = hex("a0000000871002ff49ff0189040b00ff");
constexpr auto ef_msisdn = hex("7fff6f40");
constexpr auto ef_adn = hex("3f007f106f3a");
constexpr auto blank = hex("ffffffff");
constexpr auto three = hex("0181f2");

/// `ms_uicc_low_level_access/10/query@1.0`, 60 bytes.
constexpr auto read_bytes =
    hex("01000000"                          // Version 1
        "28000000"                          // ApplicationId: offset 40
        "10000000"                          // ApplicationId: size 16
        "38000000"                          // FilePath: offset 56
        "04000000"                          // FilePath: size 4
        "01000000"                          // RecordNumber 1
        "00000000"                          // LocalPin: offset 0
        "00000000"                          // LocalPin: size 0
        "00000000"                          // Data: offset 0
        "00000000"                          // Data: size 0
        "a0000000871002ff49ff0189040b00ff"  // ApplicationId
        "7fff6f40");                        // FilePath

constexpr read_record reading{.application_id = bytes{usim}, .file_path = bytes{ef_msisdn}, .record_number = 1};

/// `ms_uicc_low_level_access/10/set@1.0`, 68 bytes.
constexpr auto write_bytes =
    hex("01000000"                          // Version 1
        "00000000"                          // ApplicationId: offset 0
        "00000000"                          // ApplicationId: size 0
        "28000000"                          // FilePath: offset 40
        "06000000"                          // FilePath: size 6
        "05000000"                          // RecordNumber 5
        "30000000"                          // LocalPin: offset 48
        "10000000"                          // LocalPin: size 16
        "40000000"                          // Data: offset 64
        "04000000"                          // Data: size 4
        "3f007f106f3a"                      // FilePath
        "0000"                              // padding
        "31003200330034003500360037003800"  // LocalPin "12345678"
        "ffffffff");                        // Data

constexpr read_record written{.file_path = bytes{ef_adn}, .record_number = 5, .local_pin = u"12345678", .data = bytes{blank}};

/// `ms_uicc_low_level_access/10/response@1.0`, 24 bytes.
constexpr auto content_bytes =
    hex("01000000"  // Version 1
        "90000000"  // StatusWord1 90
        "00000000"  // StatusWord2 00
        "14000000"  // Data: offset 20
        "03000000"  // Data: size 3
        "0181f2"    // Data
        "00");      // padding

constexpr read_record_info content{.status_word1 = 0x90, .data = bytes{three}};

/// `ms_uicc_low_level_access/10/response@1.0`, 20 bytes.
constexpr auto refused_bytes =
    hex("01000000"    // Version 1
        "69000000"    // StatusWord1 69
        "82000000"    // StatusWord2 82
        "00000000"    // Data: offset 0
        "00000000");  // Data: size 0

constexpr read_record_info refused{.status_word1 = 0x69, .status_word2 = 0x82};

static_assert(both_ways(read_bytes, reading));
static_assert(both_ways(write_bytes, written));
static_assert(both_ways(content_bytes, content));
static_assert(both_ways(refused_bytes, refused));

TEST_CASE("read_record: decodes, and encodes to the same bytes") {
    CHECK(both_ways(read_bytes, reading));
    CHECK(both_ways(read_bytes, reading, mbimex::v4));
    CHECK(both_ways(write_bytes, written));
    CHECK(both_ways(content_bytes, content));
    CHECK(both_ways(refused_bytes, refused));
    CHECK(status_word::of(refused.status_word1, refused.status_word2).number() == 0x6982);
}

TEST_CASE("read_record: truncations") {
    check_truncations<read_record>(read_bytes);
    check_truncations<read_record>(write_bytes);
    check_truncations<read_record_info>(content_bytes, mbimex::v1, {23});
    check_truncations<read_record_info>(refused_bytes);
}

TEST_CASE("read_record: wrong offsets and sizes") {
    check_references<read_record>(read_bytes, {{4, 8, "ApplicationId"}, {12, 16, "FilePath"}});
    check_references<read_record>(write_bytes, {{12, 16, "FilePath"}, {24, 28, "LocalPin"}, {32, 36, "Data"}});
    check_references<read_record_info>(content_bytes, {{12, 16, "Data"}});
}

TEST_CASE("read_record: a PIN of more than 8 digits is for standard alone") {
    std::array<std::byte, 128> room{};
    CHECK(build(mutable_bytes{room}, read_record{.local_pin = u"123456789"}));
    const auto too_long = build(mutable_bytes{room}, read_record{.local_pin = u"123456789"}, mbimex::v1, tolerance::strict);
    REQUIRE_FALSE(too_long);
    CHECK(is(too_long.error(), errc::too_long, place::of_field(4), 0));
}

}  // namespace cases::ms_uicc_low_level_access_read_record
