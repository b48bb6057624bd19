// SPDX-License-Identifier: BSL-1.0
/// \file
/// Numbers that name a card, a subscriber and a device: ICCID, IMSI and IMEI, checked and taken apart.
/// Sources: ITU-T E.118 and ETSI TS 102 221, 13.2 (ICCID); 3GPP TS 23.003 (IMSI, 2.2; IMEI, 6.2 and annex B).
///
/// Text is that of MBIM strings or the caller's; NULs at its end are ignored.  Offsets of errors count characters.
#pragma once

#include <cdcnet/mbim/plmn.hpp>

namespace cdcnet::mbim {

namespace detail {

/// \return none, or `errc::syntax` at the first character that is no digit, or `errc::length` at the end
template <class Text>
[[nodiscard]] constexpr error check_digits(const Text& text, std::size_t least, std::size_t most) noexcept {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] < '0' || text[i] > '9') return error{errc::syntax, i};
        if (i == most) return error{errc::length, i};
    }
    return text.size() < least ? error{errc::length, text.size()} : error{};
}

/// The check digit that makes the first `n` digits of `text` and itself pass (ISO/IEC 7812, annex B).
template <class Text>
[[nodiscard]] constexpr unsigned luhn_digit(const Text& text, std::size_t n) noexcept {
    unsigned sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const unsigned digit = static_cast<unsigned>(text[n - 1 - i] - '0') * (i % 2 == 0 ? 2 : 1);
        sum += digit / 10 + digit % 10;
    }
    return (10 - sum % 10) % 10;
}

/// Digits that end in their check digit.
template <class Text>
[[nodiscard]] constexpr error check_luhn(const Text& whole, std::size_t least, std::size_t most) noexcept {
    const Text text = whole.without_trailing_nuls();
    if (const error e = check_digits(text, least, most)) return e;
    const std::size_t last = text.size() - 1;
    return static_cast<unsigned>(text[last] - '0') == luhn_digit(text, last) ? error{} : error{errc::value, last};
}

template <class Text>
[[nodiscard]] constexpr result<plmn> plmn_of(const Text& whole, unsigned mnc_digits) noexcept {
    Expects(mnc_digits == 2 || mnc_digits == 3);
    const Text text = whole.without_trailing_nuls();
    if (const error e = check_digits(text, 6, 15)) return e;
    const auto number = [&](std::size_t from, std::size_t n) {
        unsigned value = 0;
        for (std::size_t i = from; i < from + n; ++i) value = 10 * value + static_cast<unsigned>(text[i] - '0');
        return static_cast<std::uint16_t>(value);
    };
    return plmn{number(0, 3), number(3, mnc_digits), static_cast<std::uint8_t>(mnc_digits)};
}

}  // namespace detail

// --- ICCID ---------------------------------------------------------------------------------------------------------

/// Checks the number of a card: 18 to 20 digits of which the last one is the check digit.  Cards whose number goes without
/// a check digit do not pass.
/// \return none; `errc::syntax` at a character that is no digit; `errc::length`; `errc::value` at a wrong check digit
[[nodiscard]] constexpr error check_iccid(const utf16& text) noexcept { return detail::check_luhn(text, 18, 20); }
/// \copydoc check_iccid(const utf16&)
[[nodiscard]] constexpr error check_iccid(const utf8& text) noexcept { return detail::check_luhn(text, 18, 20); }

/// True when an ICCID begins as those of telecommunication cards do, with 89.
[[nodiscard]] constexpr bool is_telecom_iccid(const utf16& text) noexcept { return text.size() >= 2 && text[0] == u'8' && text[1] == u'9'; }
/// \copydoc is_telecom_iccid(const utf16&)
[[nodiscard]] constexpr bool is_telecom_iccid(const utf8& text) noexcept { return text.size() >= 2 && text[0] == '8' && text[1] == '9'; }

/// Reads the ten octets of the file EF_ICCID: two digits in each, the first one in its low half, filled with 15.
///
/// Errors: `errc::need_more`; `errc::value` at an octet with something else in it.
[[nodiscard]] constexpr result<short_text<20>> iccid_from_file(bytes octets) noexcept {
    if (octets.size() < 10) return error{errc::need_more, octets.size()};
    short_text<20> text;
    bool ended = false;
    for (std::size_t i = 0; i < 20; ++i) {
        const unsigned digit = std::to_integer<unsigned>(octets.data()[i / 2]) >> (i % 2 == 0 ? 0 : 4) & 15u;
        if (digit > 9 && digit != 15) return error{errc::value, i / 2};
        if (ended && digit != 15) return error{errc::value, i / 2};
        ended = ended || digit == 15;
        if (!ended) text.push(hex_digit(digit));
    }
    return text;
}

namespace detail {
template <class Text>
[[nodiscard]] constexpr result<std::array<std::byte, 10>> iccid_octets(const Text& whole) noexcept {
    const Text text = whole.without_trailing_nuls();
    if (const error e = check_digits(text, 0, 20)) return e;
    std::array<std::byte, 10> octets{};
    for (std::size_t i = 0; i < 20; ++i) {
        const unsigned digit = i < text.size() ? static_cast<unsigned>(text[i] - '0') : 15u;
        octets[i / 2] |= static_cast<std::byte>(digit << (i % 2 == 0 ? 0 : 4));
    }
    return octets;
}
}  // namespace detail

/// The octets of the file EF_ICCID for a number of at most 20 digits.
///
/// Errors: `errc::syntax` at a character that is no digit; `errc::length` behind 20 digits.
[[nodiscard]] constexpr result<std::array<std::byte, 10>> iccid_to_file(const utf16& text) noexcept { return detail::iccid_octets(text); }
/// \copydoc iccid_to_file(const utf16&)
[[nodiscard]] constexpr result<std::array<std::byte, 10>> iccid_to_file(const utf8& text) noexcept { return detail::iccid_octets(text); }

// --- IMSI ----------------------------------------------------------------------------------------------------------

/// Checks the number of a subscriber: 6 to 15 digits.
/// \return none; `errc::syntax` at a character that is no digit; `errc::length`
[[nodiscard]] constexpr error check_imsi(const utf16& text) noexcept { return detail::check_digits(text.without_trailing_nuls(), 6, 15); }
/// \copydoc check_imsi(const utf16&)
[[nodiscard]] constexpr error check_imsi(const utf8& text) noexcept { return detail::check_digits(text.without_trailing_nuls(), 6, 15); }

/// The home network of a subscriber.  The IMSI does not tell how many digits its MNC has; the SIM (EF_AD), or the provider
/// id of HOME_PROVIDER, does.
/// \pre `mnc_digits` is 2 or 3; checked
///
/// Errors: as of `check_imsi`.
[[nodiscard]] constexpr result<plmn> plmn_of_imsi(const utf16& text, unsigned mnc_digits) noexcept {
    return detail::plmn_of(text, mnc_digits);
}
/// \copydoc plmn_of_imsi(const utf16&, unsigned)
[[nodiscard]] constexpr result<plmn> plmn_of_imsi(const utf8& text, unsigned mnc_digits) noexcept {
    return detail::plmn_of(text, mnc_digits);
}

// --- IMEI ----------------------------------------------------------------------------------------------------------

/// Checks the number of a device: 15 digits of which the last one is the check digit.
/// \return none; `errc::syntax` at a character that is no digit; `errc::length`; `errc::value` at a wrong check digit
[[nodiscard]] constexpr error check_imei(const utf16& text) noexcept { return detail::check_luhn(text, 15, 15); }
/// \copydoc check_imei(const utf16&)
[[nodiscard]] constexpr error check_imei(const utf8& text) noexcept { return detail::check_luhn(text, 15, 15); }

/// The check digit, `'0'` to `'9'`, of the first 14 digits of an IMEI or IMEISV.
///
/// Errors: `errc::syntax` at a character that is no digit; `errc::length` when there are less than 14 or more than 16.
[[nodiscard]] constexpr result<char> imei_check_digit(const utf16& text) noexcept {
    const utf16 digits = text.without_trailing_nuls();
    if (const error e = detail::check_digits(digits, 14, 16)) return e;
    return hex_digit(detail::luhn_digit(digits, 14));
}
/// \copydoc imei_check_digit(const utf16&)
[[nodiscard]] constexpr result<char> imei_check_digit(const utf8& text) noexcept {
    const utf8 digits = text.without_trailing_nuls();
    if (const error e = detail::check_digits(digits, 14, 16)) return e;
    return hex_digit(detail::luhn_digit(digits, 14));
}

}  // namespace cdcnet::mbim
