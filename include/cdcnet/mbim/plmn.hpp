// SPDX-License-Identifier: BSL-1.0
/// \file
/// Networks of 3GPP: the provider id of MBIM, MCC and MNC, and the three octets of 3GPP TS 24.008.
#pragma once

#include <array>
#include <cdcnet/wire/result.hpp>
#include <cdcnet/wire/text.hpp>
#include <cdcnet/wire/utf16.hpp>

namespace cdcnet::mbim {

/// A network: country and network code.  The MNC keeps its number of digits: 01 and 001 are different networks.
struct plmn {
    std::uint16_t mcc{};         ///< at most 999
    std::uint16_t mnc{};         ///< at most 99 with two digits, 999 with three
    std::uint8_t mnc_digits{2};  ///< 2 or 3

    /// Reads a provider id: three digits of the MCC, then two or three of the MNC.  NULs at the end are ignored.  The id of a
    /// CDMA provider is no PLMN; CellularClass tells.
    ///
    /// Errors, with the offset in code units: `errc::syntax` at a character that is no digit; `errc::length` behind the
    /// last digit when there are less than 5 or more than 6.
    [[nodiscard]] static constexpr result<plmn> parse(const utf16& provider_id) noexcept;
    /// \copydoc parse(const utf16&)
    [[nodiscard]] static constexpr result<plmn> parse(const utf8& provider_id) noexcept;

    /// Reads the octets that registers, location and tracking areas use: 3GPP TS 24.008, 10.5.1.3.
    ///
    /// Errors: `errc::need_more`; `errc::value` at an octet that holds no digit where one belongs.
    [[nodiscard]] static constexpr result<plmn> from_octets(bytes octets) noexcept {
        if (octets.size() < 3) return error{errc::need_more, octets.size()};
        const auto low = [&](std::size_t i) { return std::to_integer<unsigned>(octets.data()[i]) & 15u; };
        const auto high = [&](std::size_t i) { return std::to_integer<unsigned>(octets.data()[i]) >> 4; };
        const bool two = high(1) == 15;
        if (low(0) > 9 || high(0) > 9) return error{errc::value, 0};
        if (low(1) > 9 || (!two && high(1) > 9)) return error{errc::value, 1};
        if (low(2) > 9 || high(2) > 9) return error{errc::value, 2};
        const unsigned mcc = 100 * low(0) + 10 * high(0) + low(1);
        const unsigned mnc = two ? 10 * low(2) + high(2) : 100 * low(2) + 10 * high(2) + high(1);
        return plmn{static_cast<std::uint16_t>(mcc), static_cast<std::uint16_t>(mnc), static_cast<std::uint8_t>(two ? 2 : 3)};
    }

    /// Reads the two numbers of a tracking area (MBIM_TAI), where bit 15 of the MNC tells that it has two digits.
    ///
    /// Error: `errc::value` at 0 for the MCC, at 2 for the MNC.
    [[nodiscard]] static constexpr result<plmn> from_tai(std::uint16_t mcc, std::uint16_t mnc) noexcept {
        const bool two = (mnc & 0x8000u) != 0;
        const plmn network{mcc, static_cast<std::uint16_t>(mnc & 0x7fffu), static_cast<std::uint8_t>(two ? 2 : 3)};
        if (mcc > 999) return error{errc::value, 0};
        if (!network.is_valid()) return error{errc::value, 2};
        return network;
    }

    /// True when the numbers fit their digits.
    [[nodiscard]] constexpr bool is_valid() const noexcept {
        return mcc <= 999 && ((mnc_digits == 2 && mnc <= 99) || (mnc_digits == 3 && mnc <= 999));
    }

    /// The provider id, 5 or 6 digits.
    /// \pre `is_valid()`; checked
    [[nodiscard]] constexpr short_text<6> text() const noexcept {
        Expects(is_valid());
        short_text<6> out;
        for (const unsigned digit : {mcc / 100u, mcc / 10u % 10, mcc % 10u}) out.push(hex_digit(digit));
        if (mnc_digits == 3) out.push(hex_digit(mnc / 100u));
        for (const unsigned digit : {mnc / 10u % 10, mnc % 10u}) out.push(hex_digit(digit));
        return out;
    }
    /// The provider id as MBIM strings hold it; of two digits of MNC the first five code units.
    /// \pre `is_valid()`; checked
    [[nodiscard]] constexpr std::array<char16_t, 6> provider_id() const noexcept {
        std::array<char16_t, 6> out{};
        std::size_t i = 0;
        for (const char c : text()) out[i++] = static_cast<char16_t>(c);
        return out;
    }

    /// The three octets of 3GPP TS 24.008.
    /// \pre `is_valid()`; checked
    [[nodiscard]] constexpr std::array<std::byte, 3> octets() const noexcept {
        Expects(is_valid());
        const unsigned third = mnc_digits == 2 ? 15u : mnc % 10u;
        const unsigned first_two = mnc_digits == 2 ? mnc : mnc / 10u;
        return {pair(mcc / 100u, mcc / 10u % 10), pair(mcc % 10u, third), pair(first_two / 10, first_two % 10)};
    }

    friend constexpr bool operator==(const plmn&, const plmn&) noexcept = default;

private:
    static constexpr std::byte pair(unsigned low, unsigned high) noexcept { return static_cast<std::byte>(high << 4 | low); }
};

namespace detail {

template <class Text>
[[nodiscard]] constexpr result<plmn> read_plmn(const Text& provider_id) noexcept {
    const Text text = provider_id.without_trailing_nuls();
    unsigned number[2]{};
    for (std::size_t i = 0; i < text.size() && i < 7; ++i) {
        if (text[i] < '0' || text[i] > '9') return error{errc::syntax, i};
        unsigned& code = number[i < 3 ? 0 : 1];
        if (i < 6) code = 10 * code + static_cast<unsigned>(text[i] - '0');
    }
    if (text.size() < 5) return error{errc::length, text.size()};
    if (text.size() > 6) return error{errc::length, 6};
    return plmn{static_cast<std::uint16_t>(number[0]), static_cast<std::uint16_t>(number[1]), static_cast<std::uint8_t>(text.size() - 3)};
}

}  // namespace detail

constexpr result<plmn> plmn::parse(const utf16& provider_id) noexcept { return detail::read_plmn(provider_id); }
constexpr result<plmn> plmn::parse(const utf8& provider_id) noexcept { return detail::read_plmn(provider_id); }

}  // namespace cdcnet::mbim
