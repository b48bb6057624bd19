// SPDX-License-Identifier: BSL-1.0
/// \file
/// READ_BINARY, CID 9.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/ms_uicc_low_level_access/read_binary.hpp>

#include "mbim/services/case.hpp"

namespace cases::ms_uicc_low_level_access_read_binary {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::ms_uicc_low_level_access;

constexpr auto usim = hex("a0000000871002ff49ff0189040b00ff");
constexpr auto ef_imsi = hex("7fff6f07");
constexpr auto ef_iccid = hex("3f002fe2");
constexpr auto five = hex("0102030405");
constexpr auto nine = hex("080910101032547698");

/// `ms_uicc_low_level_access/9/query@1.0`, 72 bytes.
constexpr auto read_bytes =
    hex("01000000"                          // Version 1
        "2c000000"                          // ApplicationId: offset 44
        "10000000"                          // ApplicationId: size 16
        "3c000000"                          // FilePath: offset 60
        "04000000"                          // FilePath: size 4
        "02000000"                          // ReadOffset 2
        "09000000"                          // ReadSize 9
        "40000000"                          // LocalPin: offset 64
        "08000000"                          // LocalPin: size 8
        "00000000"                          // Data: offset 0
        "00000000"                          // Data: size 0
        "a0000000871002ff49ff0189040b00ff"  // ApplicationId
        "7fff6f07"                          // FilePath
        "3100320033003400");                // LocalPin "1234"

constexpr read_binary reading{
    .application_id = bytes{usim}, .file_path = bytes{ef_imsi}, .read_offset = 2, .read_size = 9, .local_pin = u"1234"};

/// `ms_uicc_low_level_access/9/set@1.0`, 56 bytes.
constexpr auto write_bytes =
    hex("01000000"    // Version 1
        "00000000"    // ApplicationId: offset 0
        "00000000"    // ApplicationId: size 0
        "2c000000"    // FilePath: offset 44
        "04000000"    // FilePath: size 4
        "00000000"    // ReadOffset
        "05000000"    // ReadSize 5
        "00000000"    // LocalPin: offset 0
        "00000000"    // LocalPin: size 0
        "30000000"    // Data: offset 48
        "05000000"    // Data: size 5
        "3f002fe2"    // FilePath
        "0102030405"  // Data
        "000000");    // padding

constexpr read_binary written{.file_path = bytes{ef_iccid}, .read_size = 5, .data = bytes{five}};

/// `ms_uicc_low_level_access/9/response@1.0`, 32 bytes.
constexpr auto content_bytes =
    hex("01000000"            // Version 1
        "90000000"            // StatusWord1 90
        "00000000"            // StatusWord2 00
        "14000000"            // Data: offset 20
        "09000000"            // Data: size 9
        "080910101032547698"  // Data
        "000000");            // padding

constexpr read_binary_info content{.status_word1 = 0x90, .data = bytes{nine}};

static_assert(both_ways(read_bytes, reading));
static_assert(both_ways(write_bytes, written));
static_assert(both_ways(content_bytes, content));

TEST_CASE("read_binary: decodes, and encodes to the same bytes") {
    CHECK(both_ways(read_bytes, reading));
    CHECK(both_ways(read_bytes, reading, mbimex::v4));
    CHECK(both_ways(write_bytes, written));
    CHECK(both_ways(content_bytes, content));
    CHECK(read_binary::id.serves(operation::set));
    CHECK(read_binary::id.serves(operation::query));
}

TEST_CASE("read_binary: truncations") {
    check_truncations<read_binary>(read_bytes);
    check_truncations<read_binary>(write_bytes, mbimex::v1, {53, 54, 55});
    check_truncations<read_binary_info>(content_bytes, mbimex::v1, {29, 30, 31});
}

TEST_CASE("read_binary: wrong offsets and sizes") {
    check_references<read_binary>(read_bytes, {{4, 8, "ApplicationId"}, {12, 16, "FilePath"}, {28, 32, "LocalPin"}});
    check_references<read_binary>(write_bytes, {{12, 16, "FilePath"}, {36, 40, "Data"}});
    check_references<read_binary_info>(content_bytes, {{12, 16, "Data"}});
}

TEST_CASE("read_binary: a PIN that is not UTF-16") {
    // "1234" in UTF-8, then "12345", whose size is odd.
    constexpr auto utf8_bytes = with(with(read_bytes, 32, 4), 64, 0x34333231);
    const auto parsed = parse<read_binary>(bytes{utf8_bytes});
    REQUIRE(parsed);
    CHECK(parsed->local_pin == utf16{u"\u3231\u3433"});
    CHECK(is(fault_of<read_binary>(with(utf8_bytes, 32, 5)), errc::odd_size, place::of_field(5), 28));
}

}  // namespace cases::ms_uicc_low_level_access_read_binary
