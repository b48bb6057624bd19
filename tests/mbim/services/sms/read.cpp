// SPDX-License-Identifier: BSL-1.0
/// \file
/// READ, CID 2.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/sms/read.hpp>

#include "constant.hpp"
#include "mbim/services/case.hpp"

namespace cases::sms_read {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::sms;

/// `sms/2/query@1.0`, 12 bytes.
constexpr auto ask_bytes =
    hex("00000000"    // Format
        "01000000"    // Flag
        "07000000");  // MessageIndex

constexpr read_query ask{.format = sms_format::pdu, .flag = sms_flag::index, .message_index = 7};

constexpr auto first_pdu = hex("07911326040000f0040b911346610089f60000208062917314080cc8f71d14969741f977fd07");
constexpr auto second_pdu = hex("0011000b");
constexpr pdu_read_record pdus[] = {{.message_index = 3, .message_status = sms_status::new_, .pdu_data = bytes{first_pdu}},
                                    {.message_index = 4, .message_status = sms_status::draft, .pdu_data = bytes{second_pdu}}};

/// `sms/2/response@1.0`, 100 bytes.
constexpr auto pdu_bytes =
    hex("00000000"                          // Format
        "02000000"                          // MessagesCount
        "18000000"                          // PduMessages[0]: offset 24
        "38000000"                          // PduMessages[0]: size 56
        "50000000"                          // PduMessages[1]: offset 80
        "14000000"                          // PduMessages[1]: size 20
        "03000000"                          // PduMessages[0].MessageIndex
        "00000000"                          // PduMessages[0].MessageStatus
        "10000000"                          // PduMessages[0].PduData: offset 16
        "26000000"                          // PduMessages[0].PduData: size 38
        "07911326040000f0040b911346610089"  // PduMessages[0].PduData
        "f60000208062917314080cc8f71d1496"
        "9741f977fd07"
        "0000"        // padding
        "04000000"    // PduMessages[1].MessageIndex
        "02000000"    // PduMessages[1].MessageStatus
        "10000000"    // PduMessages[1].PduData: offset 16
        "04000000"    // PduMessages[1].PduData: size 4
        "0011000b");  // PduMessages[1].PduData

constexpr read_info pdu{.format = sms_format::pdu, .pdu_messages = pdus};

// The timestamps are the same, once in ASCII and once in UTF-16LE.
constexpr auto short_octets = hex("48692100");
constexpr auto wide_timestamp =
    hex("300034002f00300035002f0031003800"
        "2c00310030003a00320030003a003300"
        "30002b0030003100");
constexpr cdma_read_record cdmas[] = {{.message_index = 1,
                                       .message_status = sms_status::old,
                                       .address = u"5551234",
                                       .timestamp = "04/05/18,10:20:30+01",
                                       .encoding = sms_cdma_encoding::latin,
                                       .language = sms_cdma_lang::english,
                                       .encoded_message = bytes{short_octets}.first(3),
                                       .encoded_message_size_in_characters = 3},
                                      {.message_index = 2,
                                       .message_status = sms_status::sent,
                                       .address = u"911",
                                       .timestamp = utf8::over(bytes{wide_timestamp}),
                                       .encoding = sms_cdma_encoding::octet,
                                       .language = sms_cdma_lang::hebrew,
                                       .encoded_message = bytes{short_octets},
                                       .encoded_message_size_in_characters = 4}};

/// `sms/2/response@1.0`, 204 bytes.
constexpr auto cdma_bytes =
    hex("01000000"                          // Format
        "02000000"                          // MessagesCount
        "18000000"                          // CdmaMessages[0]: offset 24
        "54000000"                          // CdmaMessages[0]: size 84
        "6c000000"                          // CdmaMessages[1]: offset 108
        "60000000"                          // CdmaMessages[1]: size 96
        "01000000"                          // CdmaMessages[0].MessageIndex
        "01000000"                          // CdmaMessages[0].MessageStatus
        "2c000000"                          // CdmaMessages[0].Address: offset 44
        "0e000000"                          // CdmaMessages[0].Address: size 14
        "3c000000"                          // CdmaMessages[0].Timestamp: offset 60
        "14000000"                          // CdmaMessages[0].Timestamp: size 20
        "08000000"                          // CdmaMessages[0].Encoding
        "01000000"                          // CdmaMessages[0].Language
        "50000000"                          // CdmaMessages[0].EncodedMessage: offset 80
        "03000000"                          // CdmaMessages[0].EncodedMessage: size 3
        "03000000"                          // CdmaMessages[0].EncodedMessageSizeInCharacters
        "3500350035003100320033003400"      // CdmaMessages[0].Address "5551234"
        "0000"                              // padding
        "30342f30352f31382c31303a32303a33"  // CdmaMessages[0].Timestamp
        "302b3031"
        "486921"                            // CdmaMessages[0].EncodedMessage
        "00"                                // padding
        "02000000"                          // CdmaMessages[1].MessageIndex
        "03000000"                          // CdmaMessages[1].MessageStatus
        "2c000000"                          // CdmaMessages[1].Address: offset 44
        "06000000"                          // CdmaMessages[1].Address: size 6
        "34000000"                          // CdmaMessages[1].Timestamp: offset 52
        "28000000"                          // CdmaMessages[1].Timestamp: size 40
        "00000000"                          // CdmaMessages[1].Encoding
        "07000000"                          // CdmaMessages[1].Language
        "5c000000"                          // CdmaMessages[1].EncodedMessage: offset 92
        "04000000"                          // CdmaMessages[1].EncodedMessage: size 4
        "04000000"                          // CdmaMessages[1].EncodedMessageSizeInCharacters
        "390031003100"                      // CdmaMessages[1].Address "911"
        "0000"                              // padding
        "300034002f00300035002f0031003800"  // CdmaMessages[1].Timestamp
        "2c00310030003a00320030003a003300"
        "30002b0030003100"
        "48692100");  // CdmaMessages[1].EncodedMessage

constexpr read_info cdma{.format = sms_format::cdma, .cdma_messages = cdmas};

/// `sms/2/response@1.0`, 8 bytes of a format that nobody knows.
constexpr auto unknown_bytes =
    hex("02000000"    // Format
        "00000000");  // MessagesCount

constexpr read_info unknown{.format = static_cast<sms_format>(2)};

/// The characters of a timestamp, or nothing.
template <std::size_t N>
constexpr auto stamp(const std::array<std::byte, N>& wire) {
    return timestamp_text(utf8::over(bytes{wire}));
}
TEST_CONSTANT(*stamp(hex("30342f30352f3138")) == "04/05/18");
TEST_CONSTANT(*stamp(hex("300034002f003000")) == "04/0");
TEST_CONSTANT(*stamp(hex("30340000")) == "04");          // NULs at the end, ASCII
TEST_CONSTANT(*stamp(hex("3000340000000000")) == "04");  // and UTF-16LE
TEST_CONSTANT(*stamp(hex("31")) == "1");
TEST_CONSTANT(stamp(std::array<std::byte, 0>{})->empty());
TEST_CONSTANT(stamp(hex("0000"))->empty());
TEST_CONSTANT(stamp(hex("0000000000000000"))->empty());
TEST_CONSTANT(stamp(hex("300034")).error() == error{errc::syntax, 2});          // half a code unit
TEST_CONSTANT(stamp(hex("30003401")).error() == error{errc::syntax, 2});        // U+0134
TEST_CONSTANT(stamp(hex("303480")).error() == error{errc::syntax, 2});          // not ASCII
TEST_CONSTANT(stamp(hex("30343000350030")).error() == error{errc::syntax, 3});  // a NUL inside

TEST_CONSTANT(both_ways(ask_bytes, ask));
TEST_CONSTANT(both_ways(pdu_bytes, pdu));
TEST_CONSTANT(both_ways(cdma_bytes, cdma));
TEST_CONSTANT(both_ways(unknown_bytes, unknown));

TEST_CASE("sms read: decodes, and encodes to the same bytes") {
    CHECK(both_ways(ask_bytes, ask));
    CHECK(both_ways(pdu_bytes, pdu));
    CHECK(both_ways(cdma_bytes, cdma));
    CHECK(both_ways(unknown_bytes, unknown));
}

TEST_CASE("sms read: truncations") {
    check_truncations<read_query>(ask_bytes);
    check_truncations<read_info>(pdu_bytes);
    check_truncations<read_info>(cdma_bytes);
    check_truncations<read_info>(unknown_bytes);
}

TEST_CASE("sms read: wrong offsets and sizes") {
    check_references<read_info>(
        pdu_bytes,
        {{8, 12, "PduMessages[0]"}, {32, 36, "PduMessages[0].PduData"}, {16, 20, "PduMessages[1]"}, {88, 92, "PduMessages[1].PduData"}});
    check_references<read_info>(cdma_bytes, {{8, 12, "CdmaMessages[0]"},
                                             {32, 36, "CdmaMessages[0].Address"},
                                             {40, 44, "CdmaMessages[0].Timestamp"},
                                             {56, 60, "CdmaMessages[0].EncodedMessage"},
                                             {16, 20, "CdmaMessages[1]"},
                                             {124, 128, "CdmaMessages[1].Timestamp"}});
}

TEST_CASE("sms read: more messages than bytes") {
    for (const std::uint32_t count : {12u, 0x20000000u, 0xffffffffu}) {
        CHECK(is(fault_of<read_info>(with(pdu_bytes, 4, count)), errc::count, place::of_field(2), 8));
        CHECK(is(fault_of<read_info>(with(cdma_bytes, 4, 4 * count)), errc::count, place::of_field(3), 8));
    }
}

TEST_CASE("sms read: either form of a timestamp reads as the same text") {
    const auto parsed = parse<read_info>(bytes{cdma_bytes});
    REQUIRE(parsed);
    std::size_t n = 0;
    for (const cdma_read_record record : parsed->cdma_messages) {
        const auto text = timestamp_text(record.timestamp);
        REQUIRE(text);
        CHECK(text->view() == "04/05/18,10:20:30+01");
        ++n;
    }
    CHECK(n == 2);
}

TEST_CASE("sms read: a timestamp of 21 characters, and none that is longer") {
    CHECK(timestamp_text("04/05/18,10:20:30+010").value().view() == "04/05/18,10:20:30+010");
    CHECK(timestamp_text("04/05/18,10:20:30+0100").error() == error{errc::too_long, 21});
}

}  // namespace cases::sms_read
