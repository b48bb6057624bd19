// SPDX-License-Identifier: BSL-1.0
/// \file
/// Alphabets of short texts, and the plainer two of them; the third is `mbim/text/gsm7.hpp`.  Source: 3GPP TS 23.038.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>
#include <cdcnet/wire/result.hpp>
#include <cdcnet/wire/utf16.hpp>

namespace cdcnet::mbim {

/// How octets are to be read as text.
enum class alphabet : std::uint8_t {
    gsm7 = 0,    ///< GSM 7-bit default alphabet, packed
    octets = 1,  ///< 8-bit data, which only its sender and receiver understand
    ucs2 = 2,    ///< UTF-16, the high byte first
};
constexpr auto names(alphabet) {
    using enum alphabet;
    return values("Alphabet", named{gsm7, "GSM7"}, named{octets, "OCTETS"}, named{ucs2, "UCS2"});
}

/// Where a short text goes; without one it is up to the receiver.
enum class message_class : std::uint8_t {
    flash = 0,      ///< shown at once and not stored
    equipment = 1,  ///< stored in the device
    sim = 2,        ///< stored in the SIM
    terminal = 3,   ///< for equipment behind the device
};
constexpr auto names(message_class) {
    using enum message_class;
    return values("MessageClass", named{flash, "FLASH"}, named{equipment, "EQUIPMENT"}, named{sim, "SIM"}, named{terminal, "TERMINAL"});
}

/// Reads big-endian UCS-2 or UTF-16 into the caller's buffer.  Surrogates are kept as they are.
///
/// Errors: `errc::odd_size` at the last byte; `errc::no_space` with the number of code units (not bytes) needed.  Nothing is
/// written then.
[[nodiscard]] constexpr result<std::u16string_view> decode_ucs2(bytes octets, gsl::span<char16_t> to) noexcept {
    if (octets.size() % 2 != 0) return error{errc::odd_size, octets.size() - 1};
    const std::size_t needed = octets.size() / 2;
    if (needed > to.size()) return error::no_space(needed);
    for (std::size_t i = 0; i < needed; ++i)
        to.data()[i] = static_cast<char16_t>(std::to_integer<unsigned>(octets.data()[2 * i]) << 8 |
                                             std::to_integer<unsigned>(octets.data()[2 * i + 1]));
    return std::u16string_view{to.data(), needed};
}

/// Writes UTF-16, the high byte first, and returns the bytes.
///
/// Error: `errc::no_space` with the number of bytes needed; nothing is written then.
[[nodiscard]] constexpr result<bytes> encode_ucs2(const utf16& text, mutable_bytes to) noexcept {
    if (text.size_bytes() > to.size()) return error::no_space(text.size_bytes());
    for (std::size_t i = 0; i < text.size(); ++i) {
        to.data()[2 * i] = static_cast<std::byte>(text[i] >> 8);
        to.data()[2 * i + 1] = static_cast<std::byte>(text[i] & 0xffu);
    }
    return bytes{to.data(), text.size_bytes()};
}

/// Reads 8-bit data as ISO 8859-1, the best guess for text.
///
/// Error: `errc::no_space` with the number of code units (not bytes) needed; nothing is written then.
[[nodiscard]] constexpr result<std::u16string_view> decode_octets(bytes octets, gsl::span<char16_t> to) noexcept {
    if (octets.size() > to.size()) return error::no_space(octets.size());
    for (std::size_t i = 0; i < octets.size(); ++i) to.data()[i] = std::to_integer<char16_t>(octets.data()[i]);
    return std::u16string_view{to.data(), octets.size()};
}

}  // namespace cdcnet::mbim
