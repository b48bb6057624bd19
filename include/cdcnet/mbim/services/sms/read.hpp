// SPDX-License-Identifier: BSL-1.0
/// \file
/// READ, CID 2: messages of the store.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/sms/types.hpp>
#include <cdcnet/wire/text.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::sms {

/// Asks for messages.  MBIM 1.0, CID 2; `sms/2/query@1.0`.
struct read_query {
    sms_format format{};
    sms_flag flag{};
    std::uint32_t message_index{};  ///< for `sms_flag::index` only

    static constexpr command_id id{service::sms, 2, operation::query};
    using layout = fields<"MBIM_SMS_READ_REQ",
        field<"Format",       &read_query::format>,
        field<"Flag",         &read_query::flag>,
        field<"MessageIndex", &read_query::message_index>>;
};

/// A message as octets.  MBIM 1.0; `reference/messages.json`, `SmsPduReadRecord`.
struct pdu_read_record {
    std::uint32_t message_index{};
    sms_status message_status{};
    bytes pdu_data{};  ///< at most 183 bytes for 3GPP, 255 for 3GPP2; `mbim/text/sms_pdu.hpp` reads those of 3GPP

    using layout = fields<"MBIM_SMS_PDU_RECORD",
        field<"MessageIndex",  &pdu_read_record::message_index>,
        field<"MessageStatus", &pdu_read_record::message_status>,
        field<"PduData",       &pdu_read_record::pdu_data, rule{.max_bytes = 255, .personal = true}>>;
};

/// A CDMA message in parts.  MBIM 1.0; `reference/messages.json`, `SmsCdmaReadRecord`.
struct cdma_read_record {
    std::uint32_t message_index{};
    sms_status message_status{};
    utf16 address{};   ///< of the sender or the receiver
    utf8 timestamp{};  ///< at most 21 characters, as the device encodes them: read by `timestamp_text`
    sms_cdma_encoding encoding{};
    sms_cdma_lang language{};
    bytes encoded_message{};
    std::uint32_t encoded_message_size_in_characters{};

    using layout = fields<"MBIM_SMS_CDMA_RECORD",
        field<"MessageIndex",                   &cdma_read_record::message_index>,
        field<"MessageStatus",                  &cdma_read_record::message_status>,
        field<"Address",                        &cdma_read_record::address, rule{.max_bytes = 40, .personal = true}>,
        field<"Timestamp",                      &cdma_read_record::timestamp>,
        field<"Encoding",                       &cdma_read_record::encoding>,
        field<"Language",                       &cdma_read_record::language>,
        field<"EncodedMessage",                 &cdma_read_record::encoded_message, rule{.max_bytes = 160, .personal = true}>,
        field<"EncodedMessageSizeInCharacters", &cdma_read_record::encoded_message_size_in_characters>>;
};

/// Messages, in one of the two formats.  MBIM 1.0, CID 2; `sms/2/response@1.0` and the notification.
struct read_info {
    sms_format format{};
    ref_list<pdu_read_record> pdu_messages{};    ///< with `sms_format::pdu` only
    ref_list<cdma_read_record> cdma_messages{};  ///< with `sms_format::cdma` only

    static constexpr command_id id{service::sms, 2, operation::response | operation::notification};
    using layout = fields<"MBIM_SMS_READ_INFO",
        field<"Format",        &read_info::format>,
        count<"MessagesCount", &read_info::pdu_messages, &read_info::cdma_messages>,
        when<&read_info::format, sms_format::pdu,  field<"PduMessages",  &read_info::pdu_messages>>,
        when<&read_info::format, sms_format::cdma, field<"CdmaMessages", &read_info::cdma_messages>>>;
};

/// The characters of a CDMA timestamp.  The sources disagree whether it is UTF-16LE or ASCII; the content tells: a zero
/// second byte means UTF-16LE (`reference/discrepancies.md`, A11).  NULs at the end are left out.
///
/// Errors, with the offset in bytes: `errc::syntax` at a character outside ASCII, or at the last byte of UTF-16LE text of
/// odd size; `errc::too_long` behind 21 characters.
[[nodiscard]] constexpr result<short_text<21>> timestamp_text(const utf8& timestamp) noexcept {
    const std::size_t step = timestamp.size() > 1 && timestamp[1] == '\0' ? 2 : 1;
    std::size_t end = timestamp.size();
    if (end % step != 0) return error{errc::syntax, end - 1};
    const auto is_nul = [&](std::size_t at) { return timestamp[at] == '\0' && (step == 1 || timestamp[at + 1] == '\0'); };
    while (end != 0 && is_nul(end - step)) end -= step;
    constexpr std::size_t most = 21;
    short_text<most> out;
    for (std::size_t at = 0; at < end; at += step) {
        if (out.size() == most) return error{errc::too_long, at};
        const bool ascii = timestamp[at] != '\0' && static_cast<unsigned char>(timestamp[at]) < 0x80;
        if (!ascii || (step == 2 && timestamp[at + 1] != '\0')) return error{errc::syntax, at};
        out.push(timestamp[at]);
    }
    return out;
}

}  // namespace cdcnet::mbim::sms
