// SPDX-License-Identifier: BSL-1.0
/// \file
/// SEND, CID 3.  The bytes follow the layouts of reference/messages.json.
#include <cdcnet/mbim/services/sms/send.hpp>

#include "mbim/services/case.hpp"

namespace cases::sms_send {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::sms;

constexpr auto octets = hex("0011000b916407281553f80000aa0ae8329bfd4697d9ec37");

/// `sms/3/set@1.0`, 36 bytes.
constexpr auto pdu_bytes =
    hex("00000000"                          // Format
        "08000000"                          // PduMessage.PduData: offset 8 from the record
        "18000000"                          // PduMessage.PduData: size 24
        "0011000b916407281553f80000aa0ae8"  // PduMessage.PduData
        "329bfd4697d9ec37");

constexpr send_set pdu{.format = sms_format::pdu, .pdu_message = {.pdu_data = bytes{octets}}};

constexpr auto message = hex("e8329bfd06");  // "hello"

/// `sms/3/set@1.0`, 56 bytes.
constexpr auto cdma_bytes =
    hex("01000000"                      // Format
        "09000000"                      // CdmaMessage.Encoding
        "02000000"                      // CdmaMessage.Language
        "1c000000"                      // CdmaMessage.Address: offset 28
        "0e000000"                      // CdmaMessage.Address: size 14
        "2c000000"                      // CdmaMessage.EncodedMessage: offset 44
        "05000000"                      // CdmaMessage.EncodedMessage: size 5
        "05000000"                      // CdmaMessage.EncodedMessageSizeInCharacters
        "3500350035003100320033003400"  // CdmaMessage.Address "5551234"
        "0000"                          // padding
        "e8329bfd06"                    // CdmaMessage.EncodedMessage
        "000000");                      // padding

constexpr send_set cdma{.format = sms_format::cdma,
                        .cdma_message = {.encoding = sms_cdma_encoding::gsm_7bit,
                                         .language = sms_cdma_lang::french,
                                         .address = u"5551234",
                                         .encoded_message = bytes{message},
                                         .encoded_message_size_in_characters = 5}};

/// `sms/3/response@1.0`, 4 bytes.
constexpr auto sent_bytes = hex("34120000");  // MessageReference 4660

constexpr send_info sent{.message_reference = 0x1234};

static_assert(both_ways(pdu_bytes, pdu));
static_assert(both_ways(cdma_bytes, cdma));
static_assert(both_ways(sent_bytes, sent));

TEST_CASE("sms send: decodes, and encodes to the same bytes") {
    CHECK(both_ways(pdu_bytes, pdu));
    CHECK(both_ways(cdma_bytes, cdma));
    CHECK(both_ways(sent_bytes, sent));
}

TEST_CASE("sms send: truncations") {
    check_truncations<send_set>(pdu_bytes);
    check_truncations<send_set>(cdma_bytes, mbimex::v1, {53, 54, 55});
    check_truncations<send_info>(sent_bytes);
}

TEST_CASE("sms send: wrong offsets and sizes") {
    check_references<send_set>(pdu_bytes, {{4, 8, "PduMessage.PduData"}});
    check_references<send_set>(cdma_bytes, {{12, 16, "CdmaMessage.Address"}, {20, 24, "CdmaMessage.EncodedMessage"}});
}

}  // namespace cases::sms_send
