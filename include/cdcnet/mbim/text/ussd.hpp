// SPDX-License-Identifier: BSL-1.0
/// \file
/// The text of USSD payloads: what the data coding scheme says of it, read and written.
/// Source: 3GPP TS 23.038, 5 and 6.1.2.3.
#pragma once

#include <cdcnet/mbim/text/alphabet.hpp>
#include <cdcnet/mbim/text/gsm7.hpp>
#include <cdcnet/wire/text.hpp>
#include <optional>

namespace cdcnet::mbim::ussd {

/// Data coding schemes to send with.
inline constexpr std::uint32_t gsm7_scheme = 0x0f;  ///< GSM 7-bit, language unspecified
inline constexpr std::uint32_t ucs2_scheme = 0x48;  ///< UCS-2, without a class

/// The longest payload, in bytes.
inline constexpr std::size_t max_payload = 160;

/// What a data coding scheme says.
struct data_coding {
    mbim::alphabet alphabet{};  ///< reserved values mean GSM 7-bit
    bool compressed{};          ///< by 3GPP TS 23.042; is not decoded
    bool names_language{};      ///< two letters in front of the text name its language
    bool has_header{};          ///< a user data header stands in front of the text
    std::optional<mbim::message_class> message_class{};

    friend constexpr bool operator==(const data_coding&, const data_coding&) noexcept = default;
};

/// Takes a data coding scheme of USSD or cell broadcast apart; the bits above the lowest eight are ignored.
[[nodiscard]] constexpr data_coding coding_of(std::uint32_t scheme) noexcept {
    constexpr mbim::alphabet alphabets[] = {alphabet::gsm7, alphabet::octets, alphabet::ucs2, alphabet::gsm7};
    const auto by_two_bits = alphabets[scheme >> 2 & 3u];
    const auto class_in_two_bits = static_cast<mbim::message_class>(scheme & 3u);
    switch (scheme >> 4 & 15u) {
        case 1:
            if ((scheme & 15u) > 1) return {};
            return {.alphabet = (scheme & 1u) != 0 ? alphabet::ucs2 : alphabet::gsm7, .names_language = true};
        case 4:
        case 5:
        case 6:
        case 7: {
            data_coding coding{.alphabet = by_two_bits, .compressed = (scheme & 0x20u) != 0};
            if ((scheme & 0x10u) != 0) coding.message_class = class_in_two_bits;
            return coding;
        }
        case 9: return {.alphabet = by_two_bits, .has_header = true, .message_class = class_in_two_bits};
        case 15: return {.alphabet = (scheme & 4u) != 0 ? alphabet::octets : alphabet::gsm7, .message_class = class_in_two_bits};
        default: return {};
    }
}

/// The language that stands in front of the text, two letters of ISO 639; empty when there is none.
[[nodiscard]] constexpr short_text<2> language_of(std::uint32_t scheme, bytes payload) noexcept {
    short_text<2> language;
    if (!coding_of(scheme).names_language || payload.size() < 2) return language;
    for (const std::size_t bit : {0u, 7u}) {
        const unsigned septet = gsm7::detail::get(payload.data(), bit);
        const unsigned letter = septet | 0x20u;
        if (letter < 'a' || letter > 'z' || septet < 'A') return {};
        language.push(static_cast<char>(septet));
    }
    return language;
}

/// Reads a payload as UTF-16 into the caller's buffer, which never needs more code units than `payload.size() * 8 / 7`.  The
/// language and the header in front of the text, and the carriage return that fills the last octet, are left out.
///
/// Errors: `errc::value` at 0 when the text is compressed; `errc::need_more` when its header does not end in the payload;
/// `errc::odd_size` of UCS-2; `errc::no_space` with the number of code units (not bytes) needed.  Nothing is written then.
[[nodiscard]] constexpr result<std::u16string_view> decode(std::uint32_t scheme, bytes payload, gsl::span<char16_t> to) noexcept {
    const data_coding coding = coding_of(scheme);
    if (coding.compressed) return error{errc::value, 0};
    std::size_t skipped = 0;  // octets
    if (coding.has_header && !payload.empty()) {
        skipped = std::to_integer<std::size_t>(payload[0]) + 1;
        if (skipped > payload.size()) return error{errc::need_more, payload.size()};
    }
    const bool names_language = !language_of(scheme, payload).empty();
    if (coding.alphabet == alphabet::gsm7) {
        const std::size_t all = gsm7::septets_in(payload);
        std::size_t first = gsm7::bit_behind(skipped) / 7;
        if (names_language && all > 2 && gsm7::detail::get(payload.data(), 14) == gsm7::cr) first = 3;
        return gsm7::decode(payload, all < first ? 0 : all - first, to, all < first ? 0 : 7 * first);
    }
    if (names_language) skipped = 2;
    const bytes rest = payload.subspan(skipped);
    const auto text = coding.alphabet == alphabet::ucs2 ? decode_ucs2(rest, to) : decode_octets(rest, to);
    return text ? text : text.error().shifted(skipped);
}

/// A payload and its data coding scheme: the members of `ussd_set` and `ussd_info` for it.
struct encoded_text {
    std::uint32_t data_coding_scheme{};
    bytes payload{};  ///< in the caller's buffer
};

/// Writes text as the payload of a message, in GSM 7-bit if it has all characters, else in UCS-2.  182 and 80 code units fit.
///
/// Errors: `errc::too_long` at the first code unit that does not fit; `errc::no_space` with the number of bytes needed.
/// Nothing is written then.
[[nodiscard]] constexpr result<encoded_text> encode(const utf16& text, mutable_bytes to) noexcept {
    const auto septets = gsm7::septets_of(text);
    if (!septets) {
        if (text.size_bytes() > max_payload) return error{errc::too_long, max_payload / 2};
        const auto written = encode_ucs2(text, to);
        if (!written) return written.error();
        return encoded_text{ucs2_scheme, *written};
    }
    constexpr std::size_t most = max_payload * 8 / 7;
    if (*septets > most) {
        std::size_t i = 0;
        for (std::size_t n = gsm7::septets_of(text[0]); n <= most; n += gsm7::septets_of(text[i])) ++i;
        return error{errc::too_long, i};
    }
    const auto written = gsm7::encode(text, to, 0, gsm7::padding::carriage_return);
    if (!written) return written.error();
    return encoded_text{gsm7_scheme, written->octets};
}

}  // namespace cdcnet::mbim::ussd
