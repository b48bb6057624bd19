// SPDX-License-Identifier: BSL-1.0
/// \file
/// The GSM 7-bit default alphabet and its extension table, packed into octets: what SMS and USSD carry most.
/// Source: 3GPP TS 23.038, 6.1.2 and 6.2.1.
///
/// Septet `i` takes seven bits from bit `start_bit + 7 * i` on, the lowest bit of an octet first.  National language tables
/// are not decoded.
#pragma once

#include <cdcnet/wire/result.hpp>
#include <cdcnet/wire/utf16.hpp>

namespace cdcnet::mbim::gsm7 {

/// The septet in front of a septet of the extension table.
inline constexpr unsigned escape = 0x1b;
inline constexpr unsigned cr = 0x0d;

namespace detail {

// clang-format off: sixteen septets a line
/// By septet; what a lone escape is shown as in its place.
inline constexpr char16_t basic[129] =
    u"@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5"
    u"\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e \u00c6\u00e6\u00df\u00c9"
    u" !\"#\u00a4%&'()*+,-./"
    u"0123456789:;<=>?"
    u"\u00a1ABCDEFGHIJKLMNO"
    u"PQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7"
    u"\u00bfabcdefghijklmno"
    u"pqrstuvwxyz\u00e4\u00f6\u00f1\u00fc\u00e0";
// clang-format on

/// An entry of the extension table.
struct extension {
    std::uint8_t septet{};
    char16_t character{};
};
inline constexpr extension extensions[] = {
    {0x0a, u'\f'}, {0x14, u'^'}, {0x28, u'{'}, {0x29, u'}'}, {0x2f, u'\\'},
    {0x3c, u'['},  {0x3d, u'~'}, {0x3e, u']'}, {0x40, u'|'}, {0x65, u'\u20ac'},
};

[[nodiscard]] constexpr unsigned get(const std::byte* packed, std::size_t bit) noexcept {
    const std::size_t at = bit / 8;
    const unsigned shift = bit % 8;
    unsigned septet = std::to_integer<unsigned>(packed[at]) >> shift;
    if (shift > 1) septet |= std::to_integer<unsigned>(packed[at + 1]) << (8 - shift);
    return septet & 0x7fu;
}

/// Writes the septet and zeros behind it in the octets that it begins.
constexpr void put(std::byte* packed, std::size_t bit, unsigned septet) noexcept {
    const std::size_t at = bit / 8;
    const unsigned shift = bit % 8;
    const auto low = static_cast<std::byte>(septet << shift & 0xffu);
    packed[at] = shift == 0 ? low : packed[at] | low;
    if (shift > 1) packed[at + 1] = static_cast<std::byte>(septet >> (8 - shift));
}

/// A septet and whether it stands behind an escape; 128 when there is none.
struct code {
    unsigned septet{};
    bool extended{};
    static constexpr unsigned none = 128;
};
[[nodiscard]] constexpr code code_of(char16_t c) noexcept {
    if (c < 128 && basic[c] == c) return {c, false};
    for (unsigned i = 0; i < 128; ++i)
        if (basic[i] == c && i != escape) return {i, false};
    for (const extension& e : extensions)
        if (e.character == c) return {e.septet, true};
    return {code::none, false};
}

/// Writes a character that the alphabet has.  \return the bit behind it
constexpr std::size_t put(std::byte* packed, std::size_t bit, char16_t c) noexcept {
    const code found = code_of(c);
    if (found.extended) {
        put(packed, bit, escape);
        bit += 7;
    }
    put(packed, bit, found.septet);
    return bit + 7;
}

/// The character at septet `i` of `n`, and moves `i` behind it.
[[nodiscard]] constexpr char16_t next(const std::byte* packed, std::size_t start_bit, std::size_t& i, std::size_t n) noexcept {
    const unsigned septet = get(packed, start_bit + 7 * i++);
    if (septet != escape || i == n) return basic[septet];
    const unsigned second = get(packed, start_bit + 7 * i++);
    for (const extension& e : extensions)
        if (e.septet == second) return e.character;
    return basic[second];
}

}  // namespace detail

/// Number of septets that a UTF-16 code unit takes: 1, 2 with an escape, or 0 when the alphabet does not have it.
[[nodiscard]] constexpr unsigned septets_of(char16_t c) noexcept {
    const detail::code code = detail::code_of(c);
    return code.septet == detail::code::none ? 0 : code.extended ? 2 : 1;
}

/// Number of septets that text takes.
///
/// Error: `errc::value` at the first code unit that the alphabet does not have; the offset counts code units.
[[nodiscard]] constexpr result<std::size_t> septets_of(const utf16& text) noexcept {
    std::size_t n = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const unsigned of_one = septets_of(text[i]);
        if (of_one == 0) return error{errc::value, i};
        n += of_one;
    }
    return n;
}

/// Number of octets up to the end of `septets` septets from bit `start_bit` on.
[[nodiscard]] constexpr std::uint64_t packed_size(std::uint64_t septets, std::uint64_t start_bit = 0) noexcept {
    return (start_bit + 7 * septets + 7) / 8;
}

/// The bit at which text begins behind a header of this many octets: the next multiple of 7.
[[nodiscard]] constexpr std::size_t bit_behind(std::size_t header_octets) noexcept { return (header_octets * 8 + 6) / 7 * 7; }

/// Reads septets as UTF-16 into the caller's buffer, which never needs more code units than there are septets.
///
/// A septet behind an escape that the extension table does not have is read from the default table, and an escape at the
/// end, or two of them, as a space: 3GPP TS 23.038, 6.2.1 and 6.2.1.1.
///
/// Errors: `errc::need_more` when the octets end before the septets do; `errc::no_space` with the number of code units (not
/// bytes) needed.  Nothing is written then.
[[nodiscard]] constexpr result<std::u16string_view> decode(bytes packed, std::size_t septets, gsl::span<char16_t> to,
                                                           std::size_t start_bit = 0) noexcept {
    const std::uint64_t bits = std::uint64_t{packed.size()} * 8;
    if (start_bit > bits || septets > (bits - start_bit) / 7) return error{errc::need_more, packed.size()};
    std::size_t needed = 0;
    for (std::size_t i = 0; i < septets; ++needed) static_cast<void>(detail::next(packed.data(), start_bit, i, septets));
    if (needed > to.size()) return error::no_space(needed);
    char16_t* out = to.data();
    for (std::size_t i = 0; i < septets;) *out++ = detail::next(packed.data(), start_bit, i, septets);
    return std::u16string_view{to.data(), needed};
}

/// What becomes of the bits behind the last septet.
enum class padding : std::uint8_t {
    zero,             ///< for SMS, which counts its septets
    carriage_return,  ///< for USSD and cell broadcast, where seven zero bits would be read as `@`: 3GPP TS 23.038, 6.1.2.3.1
};

/// Text that has been packed.
struct packed_text {
    std::size_t septets{};  ///< without those in front of `start_bit`, with those that pad
    bytes octets{};         ///< of the caller's buffer, from its start
};

/// Packs text into the caller's buffer from bit `start_bit` on.  Whole octets in front of it are left as they are; the bits
/// in front of it in its own octet become zero, which is what fill bits have to be.
///
/// Errors: `errc::value` at the first code unit that the alphabet does not have, the offset counts code units;
/// `errc::no_space` with the number of bytes needed.  Nothing is written then.
[[nodiscard]] constexpr result<packed_text> encode(const utf16& text, mutable_bytes to, std::size_t start_bit = 0,
                                                   padding behind = padding::zero) noexcept {
    const auto counted = septets_of(text);
    if (!counted) return counted.error();
    std::size_t septets = *counted;
    const std::uint64_t rest = (start_bit + 7 * std::uint64_t{septets}) % 8;
    const bool ends_in_return = !text.empty() && text[text.size() - 1] == u'\r';
    const bool pads = behind == padding::carriage_return && (rest == 1 || (rest == 0 && ends_in_return));
    if (pads) ++septets;
    const std::uint64_t needed = packed_size(septets, start_bit);
    if (needed > to.size()) return error::no_space(needed);

    if (start_bit % 8 != 0) to.data()[start_bit / 8] = std::byte{};
    std::size_t bit = start_bit;
    for (const char16_t c : text) bit = detail::put(to.data(), bit, c);
    if (pads) detail::put(to.data(), bit, cr);
    return packed_text{septets, bytes{to.data(), static_cast<std::size_t>(needed)}};
}

/// Number of septets in octets that do not tell it, USSD and cell broadcast: all whole ones, without the carriage return that
/// fills the last octet.
[[nodiscard]] constexpr std::size_t septets_in(bytes packed) noexcept {
    const auto whole = static_cast<std::size_t>(std::uint64_t{packed.size()} * 8 / 7);
    const bool fills = whole != 0 && packed.size() % 7 == 0 && detail::get(packed.data(), 7 * (whole - 1)) == cr;
    return fills ? whole - 1 : whole;
}

}  // namespace cdcnet::mbim::gsm7
