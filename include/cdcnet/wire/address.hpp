// SPDX-License-Identifier: BSL-1.0
/// \file
/// IPv4, IPv6 and MAC addresses as values, and their text.
#pragma once

#include <array>
#include <cdcnet/wire/bytes.hpp>
#include <cdcnet/wire/result.hpp>
#include <cdcnet/wire/text.hpp>
#include <cdcnet/wire/utf16.hpp>
#include <string_view>

namespace cdcnet {

/// An IPv4 address in network order, which is how MBIM sends it.
struct ipv4 {
    std::array<std::byte, 4> octets{};

    /// Copies the 4 bytes at `wire`, which the caller has checked to be there.
    [[nodiscard]] static constexpr ipv4 from(const std::byte* wire) noexcept {
        ipv4 address{};
        copy_bytes(address.octets.data(), wire, address.octets.size());
        return address;
    }

    /// Reads four decimal numbers up to 255 with dots between, without leading zeros, signs or spaces.
    ///
    /// Error: `errc::syntax` at the first character that does not belong there.
    [[nodiscard]] static constexpr result<ipv4> parse(std::string_view text) noexcept {
        ipv4 address{};
        std::size_t at = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            if (i != 0) {
                if (at >= text.size() || text[at] != '.') return error{errc::syntax, at};
                ++at;
            }
            const std::size_t start = at;
            unsigned value = 0;
            for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
                if (at != start && value == 0) return error{errc::syntax, at};
                value = value * 10 + static_cast<unsigned>(text[at] - '0');
                if (value > 255) return error{errc::syntax, at};
            }
            if (at == start) return error{errc::syntax, at};
            address.octets[i] = static_cast<std::byte>(value);
        }
        if (at != text.size()) return error{errc::syntax, at};
        return address;
    }

    /// Four decimal numbers with dots between.
    [[nodiscard]] constexpr short_text<15> text() const noexcept {
        short_text<15> out;
        for (std::size_t i = 0; i < 4; ++i) {
            if (i != 0) out.push('.');
            const auto value = std::to_integer<unsigned>(octets[i]);
            if (value >= 100) out.push(hex_digit(value / 100));
            if (value >= 10) out.push(hex_digit(value / 10 % 10));
            out.push(hex_digit(value % 10));
        }
        return out;
    }

    friend constexpr bool operator==(const ipv4&, const ipv4&) noexcept = default;
};

/// An IPv6 address in network order, which is how MBIM sends it.
struct ipv6 {
    std::array<std::byte, 16> octets{};

    /// Copies the 16 bytes at `wire`, which the caller has checked to be there.
    [[nodiscard]] static constexpr ipv6 from(const std::byte* wire) noexcept {
        ipv6 address{};
        copy_bytes(address.octets.data(), wire, address.octets.size());
        return address;
    }

    /// Reads the three forms of RFC 4291, 2.2: groups, groups with one `::` for one or more zero groups, and either of
    /// them with a dotted quad in place of the last two groups.  No zone, no prefix length, no brackets.
    ///
    /// Error: `errc::syntax` at the first character that does not belong there.
    [[nodiscard]] static constexpr result<ipv6> parse(std::string_view text) noexcept;

    /// The form of RFC 5952: lower case, no leading zeros, `::` for the longest run of two or more zero groups and for
    /// the first one of equals; an IPv4-mapped address ends in a dotted quad (section 5).
    [[nodiscard]] constexpr short_text<39> text() const noexcept;

    /// True for ::ffff:0:0/96.
    [[nodiscard]] constexpr bool is_ipv4_mapped() const noexcept {
        for (std::size_t i = 0; i < 5; ++i)
            if (group(i) != 0) return false;
        return group(5) == 0xffff;
    }

    /// Group `i` of 8.
    [[nodiscard]] constexpr unsigned group(std::size_t i) const noexcept {
        return std::to_integer<unsigned>(octets[2 * i]) << 8 | std::to_integer<unsigned>(octets[2 * i + 1]);
    }

    friend constexpr bool operator==(const ipv6&, const ipv6&) noexcept = default;

private:
    constexpr void set_group(std::size_t i, unsigned value) noexcept {
        octets[2 * i] = static_cast<std::byte>(value >> 8);
        octets[2 * i + 1] = static_cast<std::byte>(value & 0xffu);
    }
};

constexpr result<ipv6> ipv6::parse(std::string_view text) noexcept {
    constexpr std::size_t none = 8;
    const auto colon_at = [&](std::size_t i) { return i < text.size() && text[i] == ':'; };
    ipv6 address{};
    std::size_t groups = 0;  // read so far
    std::size_t gap = none;  // the group in front of which "::" stands
    std::size_t at = 0;
    if (colon_at(0)) {
        if (!colon_at(1)) return error{errc::syntax, 1};
        gap = 0;
        at = 2;
    }
    while (at < text.size()) {
        const std::size_t start = at;
        unsigned value = 0;
        for (unsigned digit = 0; at < text.size() && (digit = hex_value(static_cast<unsigned char>(text[at]))) < 16; ++at) {
            if (at - start == 4) return error{errc::syntax, at};
            value = value * 16 + digit;
        }
        if (at == start || groups == 8) return error{errc::syntax, start};
        if (at < text.size() && text[at] == '.') {
            if (gap == none ? groups != 6 : groups > 5) return error{errc::syntax, at};
            const auto quad = ipv4::parse(text.substr(start));
            if (!quad) return quad.error().shifted(start);
            for (std::size_t i = 0; i < 4; ++i) address.octets[2 * groups + i] = quad->octets[i];
            groups += 2;
            break;
        }
        address.set_group(groups++, value);
        if (at == text.size()) break;
        if (!colon_at(at)) return error{errc::syntax, at};
        ++at;
        if (colon_at(at)) {
            if (gap != none) return error{errc::syntax, at};
            gap = groups;
            ++at;
        } else if (at == text.size()) {
            return error{errc::syntax, at};
        }
    }
    if (gap == none) return groups == 8 ? result<ipv6>{address} : result<ipv6>{error{errc::syntax, text.size()}};
    if (groups == 8) return error{errc::syntax, text.size()};
    const std::size_t behind = groups - gap;  // groups that move to the end
    for (std::size_t i = 0; i < behind; ++i) {
        address.set_group(7 - i, address.group(groups - 1 - i));
        address.set_group(groups - 1 - i, 0);
    }
    return address;
}

constexpr short_text<39> ipv6::text() const noexcept {
    short_text<39> out;
    if (is_ipv4_mapped()) {
        out.push("::ffff:");
        out.push(ipv4::from(octets.data() + 12).text().view());
        return out;
    }
    std::size_t run_start = 8;
    std::size_t run_size = 1;  // a run of one is not shortened
    for (std::size_t i = 0; i < 8;) {
        std::size_t end = i;
        while (end < 8 && group(end) == 0) ++end;
        if (end - i > run_size) {
            run_start = i;
            run_size = end - i;
        }
        i = end + 1;
    }
    for (std::size_t i = 0; i < 8; ++i) {
        if (i == run_start) {
            out.push("::");
            i += run_size - 1;
            continue;
        }
        if (i != 0 && i != run_start + run_size) out.push(':');
        const unsigned value = group(i);
        for (int shift = 12; shift >= 0; shift -= 4)
            if (shift == 0 || (value >> shift) != 0) out.push(hex_digit(value >> shift));
    }
    return out;
}

namespace detail {
[[nodiscard]] constexpr char32_t character(char c) noexcept { return static_cast<unsigned char>(c); }
[[nodiscard]] constexpr char32_t character(char16_t c) noexcept { return c; }

/// Reads six pairs of hexadecimal digits with `separator` between them (0: nothing between).
template <class Text>
[[nodiscard]] constexpr error read_mac(const Text& text, char32_t separator, std::array<std::byte, 6>& octets) noexcept {
    std::size_t at = 0;
    for (std::size_t i = 0; i < 6; ++i) {
        if (i != 0 && separator != 0) {
            if (at >= text.size() || character(text[at]) != separator) return error{errc::syntax, at};
            ++at;
        }
        unsigned value = 0;
        for (int half = 0; half < 2; ++half, ++at) {
            const unsigned digit = at < text.size() ? hex_value(character(text[at])) : 16;
            if (digit > 15) return error{errc::syntax, at};
            value = value * 16 + digit;
        }
        octets[i] = static_cast<std::byte>(value);
    }
    return at == text.size() ? error{} : error{errc::syntax, at};
}
}  // namespace detail

/// An Ethernet MAC address, first byte on the wire first.
struct mac_address {
    std::array<std::byte, 6> octets{};

    /// Copies the 6 bytes at `wire`, which the caller has checked to be there.
    [[nodiscard]] static constexpr mac_address from(const std::byte* wire) noexcept {
        mac_address address{};
        copy_bytes(address.octets.data(), wire, address.octets.size());
        return address;
    }

    /// Reads six pairs of hexadecimal digits of either case, with `:` or with `-` between all of them or with nothing.
    ///
    /// Error: `errc::syntax` at the first character that does not belong there.
    [[nodiscard]] static constexpr result<mac_address> parse(std::string_view text) noexcept {
        const char separator = text.size() > 2 && (text[2] == ':' || text[2] == '-') ? text[2] : '\0';
        mac_address address{};
        if (const error e = detail::read_mac(text, static_cast<unsigned char>(separator), address.octets)) return e;
        return address;
    }

    /// Reads the text of the string descriptor that iMACAddress of the Ethernet functional descriptor names: 12
    /// hexadecimal digits of either case, nothing else.  NULs at the end are ignored.  The offset of an error counts
    /// code units.
    [[nodiscard]] static constexpr result<mac_address> from_descriptor(utf16 text) noexcept {
        mac_address address{};
        if (const error e = detail::read_mac(text.without_trailing_nuls(), 0, address.octets)) return e;
        return address;
    }

    /// The 12 upper-case digits that a device returns as the string descriptor.
    [[nodiscard]] constexpr std::array<char16_t, 12> descriptor_text() const noexcept {
        std::array<char16_t, 12> out{};
        for (std::size_t i = 0; i < 12; ++i) {
            const unsigned digit = (std::to_integer<unsigned>(octets[i / 2]) >> (i % 2 == 0 ? 4 : 0)) & 15u;
            out[i] = static_cast<char16_t>(digit < 10 ? u'0' + digit : u'A' + (digit - 10));
        }
        return out;
    }

    /// Six lower-case pairs with colons between.
    [[nodiscard]] constexpr short_text<17> text() const noexcept {
        short_text<17> out;
        for (std::size_t i = 0; i < 6; ++i) {
            if (i != 0) out.push(':');
            const auto value = std::to_integer<unsigned>(octets[i]);
            out.push(hex_digit(value >> 4));
            out.push(hex_digit(value));
        }
        return out;
    }

    /// True for group addresses, among them ff:ff:ff:ff:ff:ff, which some devices show where an NCM function is but a
    /// placeholder for MBIM.
    [[nodiscard]] constexpr bool is_group() const noexcept { return (octets[0] & std::byte{1}) != std::byte{}; }

    friend constexpr bool operator==(const mac_address&, const mac_address&) noexcept = default;
};

}  // namespace cdcnet
