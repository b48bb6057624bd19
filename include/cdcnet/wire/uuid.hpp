// SPDX-License-Identifier: BSL-1.0
/// \file
/// UUIDs: the names of MBIM services, context types and stream identifiers.
#pragma once

#include <array>
#include <cdcnet/wire/bytes.hpp>
#include <cdcnet/wire/endian.hpp>
#include <cdcnet/wire/result.hpp>
#include <cdcnet/wire/text.hpp>
#include <compare>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace cdcnet {

/// A UUID as its 16 wire bytes.  MBIM sends them in the order in which the canonical text is read: the most
/// significant byte of every group first (`reference/services.json`, uuid_wire_order).
struct uuid {
    std::array<std::byte, 16> octets{};

    /// Copies the 16 bytes at `wire`, which the caller has checked to be there.
    [[nodiscard]] static constexpr uuid from(const std::byte* wire) noexcept {
        uuid id{};
        copy_bytes(id.octets.data(), wire, id.octets.size());
        return id;
    }

    /// The UUID whose 16 bytes at `guid` are in the memory order of a Windows GUID: the first three groups (4, 2 and 2
    /// bytes) are little-endian.  Windows event traces show MBIM services this way (`reference/discrepancies.md`, E).
    [[nodiscard]] static constexpr uuid from_guid(const std::byte* guid) noexcept { return from(guid).group_swapped(); }

    /// The 16 bytes in the memory order of a Windows GUID.
    [[nodiscard]] constexpr std::array<std::byte, 16> guid() const noexcept { return group_swapped().octets; }

    /// Reads the canonical form, hexadecimal digits of either case in groups of 8-4-4-4-12.
    ///
    /// Error: `errc::syntax` at the first character that does not belong there, which is the end of a text that is too
    /// short.
    [[nodiscard]] static constexpr result<uuid> parse(std::string_view text) noexcept {
        uuid id{};
        std::size_t at = 0;
        for (std::size_t i = 0; i < 16; ++i) {
            if (starts_group(i)) {
                if (at >= text.size() || text[at] != '-') return error{errc::syntax, at};
                ++at;
            }
            unsigned value = 0;
            for (int half = 0; half < 2; ++half, ++at) {
                const unsigned digit = at < text.size() ? hex_value(static_cast<unsigned char>(text[at])) : 16;
                if (digit > 15) return error{errc::syntax, at};
                value = value * 16 + digit;
            }
            id.octets[i] = static_cast<std::byte>(value);
        }
        if (at != text.size()) return error{errc::syntax, at};
        return id;
    }

    /// The canonical form, lower case.
    [[nodiscard]] constexpr short_text<36> text() const noexcept {
        short_text<36> out;
        for (std::size_t i = 0; i < 16; ++i) {
            if (starts_group(i)) out.push('-');
            const auto value = std::to_integer<unsigned>(octets[i]);
            out.push(hex_digit(value >> 4));
            out.push(hex_digit(value));
        }
        return out;
    }

    /// True for the all-zero UUID.
    [[nodiscard]] constexpr bool is_nil() const noexcept { return *this == uuid{}; }

    // Not octet by octet, except where steps of the compiler are counted: services are compared with every message.
    friend constexpr bool operator==(const uuid& a, const uuid& b) noexcept {
        if (!std::is_constant_evaluated()) return std::memcmp(a.octets.data(), b.octets.data(), a.octets.size()) == 0;
        return a.octets == b.octets;
    }
    /// The order of the canonical texts.
    friend constexpr std::strong_ordering operator<=>(const uuid& a, const uuid& b) noexcept {
        if (std::is_constant_evaluated()) return a.octets <=> b.octets;
        const std::strong_ordering front = a.half(0) <=> b.half(0);
        return std::is_neq(front) ? front : a.half(8) <=> b.half(8);
    }

private:
    [[nodiscard]] constexpr std::uint64_t half(std::size_t from) const noexcept { return load_be<std::uint64_t>(octets.data() + from); }
    static constexpr bool starts_group(std::size_t i) noexcept { return i == 4 || i == 6 || i == 8 || i == 10; }

    [[nodiscard]] constexpr uuid group_swapped() const noexcept {
        constexpr std::array<unsigned char, 16> from{3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
        uuid swapped{};
        for (std::size_t i = 0; i < 16; ++i) swapped.octets[i] = octets[from[i]];
        return swapped;
    }
};

namespace detail {
/// Not constexpr on purpose: the compiler's message about calling it says what is wrong with the literal.
void a_uuid_literal_has_the_form_8_4_4_4_12();
}  // namespace detail

inline namespace literals {
/// `"a289cc33-bcbb-8b4f-b6b0-133ec2aae6df"_uuid`; other text does not compile.
[[nodiscard]] consteval uuid operator""_uuid(const char* text, std::size_t size) {
    const auto parsed = uuid::parse({text, size});
    if (!parsed) detail::a_uuid_literal_has_the_form_8_4_4_4_12();
    return *parsed;
}
}  // namespace literals

}  // namespace cdcnet
