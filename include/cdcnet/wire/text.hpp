// SPDX-License-Identifier: BSL-1.0
/// \file
/// Short text that lives in a value, and hexadecimal digits.
#pragma once

#include <array>
#include <cstddef>
#include <gsl/assert>
#include <string_view>

namespace cdcnet {

/// At most `Capacity` characters, stored inside the value; not NUL-terminated.  What the value types of `wire/` return
/// as their text.
template <std::size_t Capacity>
class short_text {
public:
    static_assert(Capacity < 256);
    constexpr short_text() noexcept = default;

    [[nodiscard]] constexpr const char* data() const noexcept { return characters_.data(); }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] constexpr const char* begin() const noexcept { return data(); }
    [[nodiscard]] constexpr const char* end() const noexcept { return data() + size_; }
    [[nodiscard]] static constexpr std::size_t capacity() noexcept { return Capacity; }

    /// Valid as long as this object.
    [[nodiscard]] constexpr std::string_view view() const noexcept { return {data(), size_}; }
    constexpr operator std::string_view() const noexcept { return view(); }  // NOLINT(google-explicit-constructor)

    /// Appends one character; there must be room for it.
    constexpr void push(char c) noexcept {
        Expects(size_ < Capacity);
        characters_[size_++] = c;
    }
    /// Appends text; there must be room for it.
    constexpr void push(std::string_view text) noexcept {
        for (const char c : text) push(c);
    }

    friend constexpr bool operator==(const short_text& a, const short_text& b) noexcept { return a.view() == b.view(); }
    friend constexpr bool operator==(const short_text& a, std::string_view b) noexcept { return a.view() == b; }

private:
    std::array<char, Capacity> characters_{};
    unsigned char size_{};
};

/// The value of a hexadecimal digit of either case; 16 for any other character.
[[nodiscard]] constexpr unsigned hex_value(char32_t c) noexcept {
    if (c >= U'0' && c <= U'9') return static_cast<unsigned>(c - U'0');
    if (c >= U'a' && c <= U'f') return static_cast<unsigned>(c - U'a') + 10;
    if (c >= U'A' && c <= U'F') return static_cast<unsigned>(c - U'A') + 10;
    return 16;
}

/// The lower-case digit of a value below 16.
[[nodiscard]] constexpr char hex_digit(unsigned value) noexcept { return "0123456789abcdef"[value & 15u]; }

}  // namespace cdcnet
