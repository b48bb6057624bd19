// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations of the SMS service.  Source: `reference/enums.json`; `reference/discrepancies.md`, B12, B23.
#pragma once

#include <cdcnet/mbim/types.hpp>

namespace cdcnet::mbim::sms {

// For expressions outside this namespace: argument-dependent look-up of a flag set looks here.
using mbim::operator|;
using mbim::operator&;
using mbim::operator~;
using mbim::operator|=;
using mbim::operator&=;

/// Whether the message store can be used, CONFIGURATION.
enum class sms_storage_state : std::uint32_t {
    not_initialized = 0,
    initialized = 1,
};
constexpr auto names(sms_storage_state) {
    using enum sms_storage_state;
    return values("SmsStorageState", named{not_initialized, "NOT_INITIALIZED"}, named{initialized, "INITIALIZED"});
}

/// What messages look like.
enum class sms_format : std::uint32_t {
    pdu = 0,   ///< the octets of 3GPP TS 23.040 or of 3GPP2 C.S0015
    cdma = 1,  ///< CDMA text with its fields apart
};
constexpr auto names(sms_format) {
    using enum sms_format;
    return values("SmsFormat", named{pdu, "PDU"}, named{cdma, "CDMA"});
}

/// Which messages to read or delete.
enum class sms_flag : std::uint32_t {
    all = 0,
    index = 1,  ///< the one that MessageIndex names
    new_ = 2,   ///< received and not read yet
    old = 3,    ///< received and read
    sent = 4,
    draft = 5,  ///< not sent yet
};
constexpr auto names(sms_flag) {
    using enum sms_flag;
    return values("SmsFlag", named{all, "ALL"}, named{index, "INDEX"}, named{new_, "NEW"}, named{old, "OLD"}, named{sent, "SENT"},
                  named{draft, "DRAFT"});
}

/// State of a stored message; not numbered as `sms_flag`.
enum class sms_status : std::uint32_t {
    new_ = 0,   ///< received and not read yet
    old = 1,    ///< received and read
    draft = 2,  ///< not sent yet
    sent = 3,
};
constexpr auto names(sms_status) {
    using enum sms_status;
    return values("SmsStatus", named{new_, "NEW"}, named{old, "OLD"}, named{draft, "DRAFT"}, named{sent, "SENT"});
}

/// What became of the message store, MESSAGE_STORE_STATUS; `reference/discrepancies.md`, B23.
enum class sms_status_flag : std::uint32_t {
    none = 0,
    message_store_full = 1,
    new_message = 2,  ///< MessageIndex tells which
};
constexpr auto names(sms_status_flag) {
    using enum sms_status_flag;
    return flags("SmsStatusFlag", named{none, "NONE"}, named{message_store_full, "MESSAGE_STORE_FULL"}, named{new_message, "NEW_MESSAGE"});
}

/// Character encoding of a CDMA message; `reference/discrepancies.md`, B12.
enum class sms_cdma_encoding : std::uint32_t {
    octet = 0,
    epm = 1,  ///< extended protocol message
    _7bit_ascii = 2,
    ia5 = 3,
    unicode = 4,
    shift_jis = 5,
    korean = 6,
    latin_hebrew = 7,
    latin = 8,
    gsm_7bit = 9,
};
constexpr auto names(sms_cdma_encoding) {
    using enum sms_cdma_encoding;
    return values("SmsCdmaEncoding", named{octet, "OCTET"}, named{epm, "EPM"}, named{_7bit_ascii, "7BIT_ASCII"}, named{ia5, "IA5"},
                  named{unicode, "UNICODE"}, named{shift_jis, "SHIFT_JIS"}, named{korean, "KOREAN"}, named{latin_hebrew, "LATIN_HEBREW"},
                  named{latin, "LATIN"}, named{gsm_7bit, "GSM_7BIT"});
}

/// Language of a CDMA message.
enum class sms_cdma_lang : std::uint32_t {
    unknown = 0,
    english = 1,
    french = 2,
    spanish = 3,
    japanese = 4,
    korean = 5,
    chinese = 6,
    hebrew = 7,
};
constexpr auto names(sms_cdma_lang) {
    using enum sms_cdma_lang;
    return values("SmsCdmaLang", named{unknown, "UNKNOWN"}, named{english, "ENGLISH"}, named{french, "FRENCH"}, named{spanish, "SPANISH"},
                  named{japanese, "JAPANESE"}, named{korean, "KOREAN"}, named{chinese, "CHINESE"}, named{hebrew, "HEBREW"});
}

}  // namespace cdcnet::mbim::sms
