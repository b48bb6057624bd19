// SPDX-License-Identifier: BSL-1.0
/// \file
/// SEND, CID 3: one message to the network.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/sms/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::sms {

/// A message as octets.  MBIM 1.0; `reference/messages.json`, `SmsPduSendRecord`.
struct pdu_send_record {
    bytes pdu_data{};  ///< at most 183 bytes for 3GPP, 255 for 3GPP2; `mbim/text/sms_pdu.hpp` builds those of 3GPP

    using layout = fields<"MBIM_SMS_SEND_PDU",
        field<"PduData", &pdu_send_record::pdu_data, rule{.max_bytes = 255, .personal = true}>>;
};

/// A CDMA message in parts.  MBIM 1.0; `reference/messages.json`, `SmsCdmaSendRecord`.
struct cdma_send_record {
    sms_cdma_encoding encoding{};
    sms_cdma_lang language{};
    utf16 address{};  ///< of the receiver
    bytes encoded_message{};
    std::uint32_t encoded_message_size_in_characters{};

    using layout = fields<"MBIM_SMS_SEND_CDMA",
        field<"Encoding",                       &cdma_send_record::encoding>,
        field<"Language",                       &cdma_send_record::language>,
        field<"Address",                        &cdma_send_record::address, rule{.max_bytes = 40, .personal = true}>,
        field<"EncodedMessage",                 &cdma_send_record::encoded_message, rule{.max_bytes = 160, .personal = true}>,
        field<"EncodedMessageSizeInCharacters", &cdma_send_record::encoded_message_size_in_characters>>;
};

/// Sends a message in one of the two formats.  Offsets in the record count from the record, which stands at byte 4.
/// MBIM 1.0, CID 3; `sms/3/set@1.0`.
struct send_set {
    sms_format format{};
    pdu_send_record pdu_message{};    ///< with `sms_format::pdu` only
    cdma_send_record cdma_message{};  ///< with `sms_format::cdma` only

    static constexpr command_id id{service::sms, 3, operation::set};
    using layout = fields<"MBIM_SET_SMS_SEND",
        field<"Format", &send_set::format>,
        when<&send_set::format, sms_format::pdu,  field<"PduMessage",  &send_set::pdu_message>>,
        when<&send_set::format, sms_format::cdma, field<"CdmaMessage", &send_set::cdma_message>>>;
};

/// The message is on its way.  MBIM 1.0, CID 3; `sms/3/response@1.0`.
struct send_info {
    std::uint32_t message_reference{};  ///< a status report names the message by it

    static constexpr command_id id{service::sms, 3, operation::response};
    using layout = fields<"MBIM_SMS_SEND_INFO",
        field<"MessageReference", &send_info::message_reference>>;
};

}  // namespace cdcnet::mbim::sms
