// SPDX-License-Identifier: BSL-1.0
/// \file
/// Text of the wire: UTF-16LE (nearly every MBIM string, USB string descriptors) and UTF-8 (some MBIM strings), as
/// views that hold either received bytes or the caller's text, with conversions that need no heap.
///
/// What is not Unicode does not fail and is not lost: a view keeps the code units as they are, and `==`, `copy_to` and
/// `operator[]` work on code units.  Only a conversion has to decide:
/// - UTF-16 to UTF-8: a surrogate without its partner becomes U+FFFD, REPLACEMENT CHARACTER (3 bytes).
/// - UTF-8 to UTF-16, which is the caller's own text on its way to a device: malformed bytes are `errc::syntax`.
/// - Reading code points one by one, in order to print: U+FFFD in both cases.
/// `is_well_formed` tells beforehand whether anything would be replaced.
#pragma once

#include <bit>
#include <cdcnet/wire/bytes.hpp>
#include <cdcnet/wire/endian.hpp>
#include <cdcnet/wire/result.hpp>
#include <gsl/span>
#include <string_view>

namespace cdcnet {

/// U+FFFD, what a conversion writes for something that is not a character.
inline constexpr char32_t replacement_character = 0xfffd;

/// False for what a terminal obeys instead of showing it, and for what makes a line read as another one: control characters (C0, DEL and
/// C1), separators of lines and paragraphs, and what sets the direction of writing.
[[nodiscard]] constexpr bool is_printable(char32_t c) noexcept {
    const bool is_control = c < 0x20 || (c >= 0x7f && c <= 0x9f);
    const bool is_mark = c == 0x61c || c == 0x200e || c == 0x200f;
    const bool is_separator_or_direction = (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    return !is_control && !is_mark && !is_separator_or_direction;
}

/// UTF-16 text: a view over UTF-16LE bytes of a message, at any alignment, or over the caller's `char16_t` text.  It
/// lives no longer than what it views.
class utf16 {
public:
    class iterator;

    /// No text.
    constexpr utf16() noexcept : text_{nullptr} {}

    /// The caller's text.
    constexpr utf16(std::u16string_view text) noexcept  // NOLINT(google-explicit-constructor)
        : text_{text.data()}, size_{checked(text.size())} {}

    /// The caller's text in anything that converts to a `std::u16string_view`; it must outlive this view.
    template <class T>
        requires(!std::is_array_v<T> && std::is_convertible_v<const T&, std::u16string_view>)
    constexpr utf16(const T& text) noexcept : utf16{static_cast<std::u16string_view>(text)} {}  // NOLINT(google-explicit-constructor)

    /// A literal, without its terminating NUL; any other array of code units whole.
    template <std::size_t N>
    constexpr utf16(const char16_t (&text)[N]) noexcept  // NOLINT(google-explicit-constructor)
        : utf16{std::u16string_view{text, text[N - 1] == u'\0' ? N - 1 : N}} {}

    /// UTF-16LE bytes.  The size should be even; the last byte of an odd size is ignored.
    [[nodiscard]] static constexpr utf16 over(bytes wire) noexcept {
        utf16 view;
        view.wire_ = wire.data();
        view.size_ = checked(wire.size() / 2);
        view.is_wire_ = true;
        return view;
    }

    /// Number of code units.
    [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }
    /// Number of bytes on the wire: two for each code unit.
    [[nodiscard]] constexpr std::size_t size_bytes() const noexcept { return std::size_t{size_} * 2; }
    [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }

    /// Code unit `i`, which must be below `size()`.
    [[nodiscard]] constexpr char16_t operator[](std::size_t i) const noexcept {
        Expects(i < size_);
        return unit(i);
    }

    /// Writes `size_bytes()` bytes of UTF-16LE; the caller has checked that there is room for them.
    constexpr void copy_to(std::byte* to) const noexcept {
        if (is_wire_) {
            copy_bytes(to, wire_, size_bytes());
        } else if (std::endian::native == std::endian::little && !std::is_constant_evaluated()) {
            if (size_ != 0) std::memcpy(to, text_, size_bytes());
        } else {
            for (std::size_t i = 0; i < size_; ++i) store_le(to + 2 * i, static_cast<std::uint16_t>(text_[i]));
        }
    }

    /// True for a view over wire bytes.
    [[nodiscard]] constexpr bool is_wire() const noexcept { return is_wire_; }
    /// The wire bytes; none for the caller's text.
    [[nodiscard]] constexpr bytes wire_bytes() const noexcept { return is_wire_ ? bytes{wire_, size_bytes()} : no_bytes; }

    /// The same text without NULs at its end; some devices count them in the size.
    [[nodiscard]] constexpr utf16 without_trailing_nuls() const noexcept {
        utf16 cut = *this;
        while (cut.size_ != 0 && cut.unit(cut.size_ - 1) == u'\0') --cut.size_;
        return cut;
    }

    /// The code units in order.
    [[nodiscard]] constexpr iterator begin() const noexcept;
    [[nodiscard]] constexpr iterator end() const noexcept;

    /// Equal code units, wherever they are kept.
    friend constexpr bool operator==(const utf16& a, const utf16& b) noexcept {
        if (a.size_ != b.size_) return false;
        for (std::size_t i = 0; i < a.size_; ++i)
            if (a.unit(i) != b.unit(i)) return false;
        return true;
    }

private:
    static constexpr std::uint32_t checked(std::size_t units) noexcept {
        Expects(units <= 0xffffffffu);
        return static_cast<std::uint32_t>(units);
    }
    [[nodiscard]] constexpr char16_t unit(std::size_t i) const noexcept {
        return is_wire_ ? static_cast<char16_t>(load_le<std::uint16_t>(wire_ + 2 * i)) : text_[i];
    }

    union {
        const char16_t* text_;
        const std::byte* wire_;
    };
    std::uint32_t size_{};
    bool is_wire_{};
};

/// Walks the code units of a `utf16`; valid as long as the text.
class utf16::iterator {
public:
    using value_type = char16_t;
    using difference_type = std::ptrdiff_t;

    constexpr iterator() noexcept = default;
    constexpr char16_t operator*() const noexcept { return text_[at_]; }
    constexpr iterator& operator++() noexcept {
        ++at_;
        return *this;
    }
    constexpr iterator operator++(int) noexcept {
        const iterator before = *this;
        ++at_;
        return before;
    }
    friend constexpr bool operator==(const iterator& a, const iterator& b) noexcept { return a.at_ == b.at_; }

private:
    friend class utf16;
    constexpr iterator(utf16 text, std::size_t at) noexcept : text_{text}, at_{at} {}
    utf16 text_;
    std::size_t at_{};
};

constexpr utf16::iterator utf16::begin() const noexcept { return {*this, 0}; }
constexpr utf16::iterator utf16::end() const noexcept { return {*this, size_}; }

/// UTF-8 text: a view over bytes of a message or over the caller's text.  It lives no longer than what it views.
class utf8 {
public:
    /// No text.
    constexpr utf8() noexcept : text_{nullptr} {}

    /// The caller's text.
    constexpr utf8(std::string_view text) noexcept : text_{text.data()}, size_{text.size()} {}  // NOLINT(google-explicit-constructor)

    /// The caller's text in anything that converts to a `std::string_view`; it must outlive this view.
    template <class T>
        requires(!std::is_array_v<T> && std::is_convertible_v<const T&, std::string_view>)
    constexpr utf8(const T& text) noexcept : utf8{static_cast<std::string_view>(text)} {}  // NOLINT(google-explicit-constructor)

    /// A literal, without its terminating NUL; any other array of characters whole.
    template <std::size_t N>
    constexpr utf8(const char (&text)[N]) noexcept  // NOLINT(google-explicit-constructor)
        : utf8{std::string_view{text, text[N - 1] == '\0' ? N - 1 : N}} {}

    /// Bytes of a message.
    [[nodiscard]] static constexpr utf8 over(bytes wire) noexcept {
        utf8 view;
        view.wire_ = wire.data();
        view.size_ = wire.size();
        view.is_wire_ = true;
        return view;
    }

    [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }
    [[nodiscard]] constexpr std::size_t size_bytes() const noexcept { return size_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }

    /// Byte `i` of the text, which must be below `size()`.
    [[nodiscard]] constexpr char operator[](std::size_t i) const noexcept {
        Expects(i < size_);
        return unit(i);
    }

    /// The text as it is.  Of wire bytes not in a constant expression: there, use `operator[]` and `==`.
    [[nodiscard]] constexpr std::string_view view() const noexcept {
        return is_wire_ ? std::string_view{reinterpret_cast<const char*>(wire_), size_} : std::string_view{text_, size_};
    }

    /// Writes `size_bytes()` bytes; the caller has checked that there is room for them.
    constexpr void copy_to(std::byte* to) const noexcept {
        if (is_wire_) {
            copy_bytes(to, wire_, size_);
        } else {
            for (std::size_t i = 0; i < size_; ++i) to[i] = static_cast<std::byte>(text_[i]);
        }
    }

    /// True for a view over wire bytes.
    [[nodiscard]] constexpr bool is_wire() const noexcept { return is_wire_; }
    /// The wire bytes; none for the caller's text.
    [[nodiscard]] constexpr bytes wire_bytes() const noexcept { return is_wire_ ? bytes{wire_, size_} : no_bytes; }

    /// The same text without NULs at its end; some devices count them in the size.
    [[nodiscard]] constexpr utf8 without_trailing_nuls() const noexcept {
        utf8 cut = *this;
        while (cut.size_ != 0 && cut.unit(cut.size_ - 1) == '\0') --cut.size_;
        return cut;
    }

    /// Equal bytes, wherever they are kept.
    friend constexpr bool operator==(const utf8& a, const utf8& b) noexcept {
        if (a.size_ != b.size_) return false;
        for (std::size_t i = 0; i < a.size_; ++i)
            if (a.unit(i) != b.unit(i)) return false;
        return true;
    }

private:
    [[nodiscard]] constexpr char unit(std::size_t i) const noexcept { return is_wire_ ? static_cast<char>(wire_[i]) : text_[i]; }

    union {
        const char* text_;
        const std::byte* wire_;
    };
    std::size_t size_{};
    bool is_wire_{};
};

namespace detail {
[[nodiscard]] constexpr bool is_high_surrogate(char32_t c) noexcept { return c >= 0xd800 && c <= 0xdbff; }
[[nodiscard]] constexpr bool is_low_surrogate(char32_t c) noexcept { return c >= 0xdc00 && c <= 0xdfff; }

/// One step through text: a code point, the code units it took, and whether they were well formed.
struct decoded {
    char32_t code_point{};
    unsigned units{};
    bool well_formed{};
};

/// \pre `at < text.size()`
[[nodiscard]] constexpr decoded decode(const utf16& text, std::size_t at) noexcept {
    const char32_t first = text[at];
    if (!is_high_surrogate(first) && !is_low_surrogate(first)) return {first, 1, true};
    if (is_high_surrogate(first) && text.size() - at > 1) {
        const char32_t second = text[at + 1];
        if (is_low_surrogate(second)) return {0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00), 2, true};
    }
    return {replacement_character, 1, false};
}

/// Malformed bytes are taken up to the first one that cannot continue them (Unicode 15, 3.9, table 3-7 and
/// "maximal subpart").
/// \pre `at < text.size()`
[[nodiscard]] constexpr decoded decode(const utf8& text, std::size_t at) noexcept {
    const auto byte_at = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i])); };
    const unsigned first = byte_at(at);
    if (first < 0x80) return {first, 1, true};
    const unsigned length = first >= 0xc2 && first <= 0xdf   ? 2
                            : first >= 0xe0 && first <= 0xef ? 3
                            : first >= 0xf0 && first <= 0xf4 ? 4
                                                             : 0;
    if (length == 0) return {replacement_character, 1, false};
    // The second byte excludes overlong forms, surrogates and what lies above U+10FFFF.
    unsigned least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    unsigned most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    char32_t code_point = first & (0x7fu >> length);
    for (unsigned i = 1; i < length; ++i) {
        if (text.size() - at <= i) return {replacement_character, i, false};
        const unsigned next = byte_at(at + i);
        if (next < least || next > most) return {replacement_character, i, false};
        code_point = (code_point << 6) | (next & 0x3fu);
        least = 0x80;
        most = 0xbf;
    }
    return {code_point, length, true};
}

template <class Text>
[[nodiscard]] constexpr char32_t advance(const Text& text, std::size_t& position) noexcept {
    const decoded step = decode(text, position);
    position += step.units;
    return step.code_point;
}

template <class Text>
[[nodiscard]] constexpr bool well_formed(const Text& text) noexcept {
    for (std::size_t at = 0; at < text.size();) {
        const decoded step = decode(text, at);
        if (!step.well_formed) return false;
        at += step.units;
    }
    return true;
}
}  // namespace detail

/// The code point at `position`, which must be below `text.size()`, and moves `position` behind it.  Every code point of
/// the result is a Unicode scalar value: what is malformed reads as U+FFFD.
[[nodiscard]] constexpr char32_t next_code_point(const utf16& text, std::size_t& position) noexcept {
    return detail::advance(text, position);
}
/// \copydoc next_code_point(const utf16&, std::size_t&)
[[nodiscard]] constexpr char32_t next_code_point(const utf8& text, std::size_t& position) noexcept {
    return detail::advance(text, position);
}

/// True when every surrogate has its partner.
[[nodiscard]] constexpr bool is_well_formed(const utf16& text) noexcept { return detail::well_formed(text); }
/// True when the bytes are well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] constexpr bool is_well_formed(const utf8& text) noexcept { return detail::well_formed(text); }

/// Number of UTF-8 bytes of a code point, 1 to 4.
[[nodiscard]] constexpr std::size_t utf8_size(char32_t code_point) noexcept {
    return code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
}

/// Writes a code point as UTF-8 and returns the number of bytes.  A surrogate or a number above 0x10FFFF is written as
/// U+FFFD.
constexpr std::size_t encode_utf8(char32_t code_point, char (&to)[4]) noexcept {
    if (code_point > 0x10ffff || (code_point >= 0xd800 && code_point <= 0xdfff)) code_point = replacement_character;
    const std::size_t size = utf8_size(code_point);
    if (size == 1) {
        to[0] = static_cast<char>(code_point);
        return 1;
    }
    for (std::size_t i = size - 1; i != 0; --i) {
        to[i] = static_cast<char>(static_cast<unsigned char>(0x80u | (code_point & 0x3fu)));
        code_point >>= 6;
    }
    to[0] = static_cast<char>(static_cast<unsigned char>((0xf00u >> size) | code_point));
    return size;
}

/// Number of bytes that `to_utf8` writes.
[[nodiscard]] constexpr std::size_t utf8_size(const utf16& text) noexcept {
    std::size_t size = 0;
    for (std::size_t at = 0; at < text.size();) size += utf8_size(next_code_point(text, at));
    return size;
}

/// Converts to UTF-8 in the caller's buffer and returns what was written, without a terminating NUL.  A lone surrogate
/// becomes U+FFFD.
///
/// Error: `errc::no_space` with the number of bytes needed; nothing is written then.
[[nodiscard]] constexpr result<std::string_view> to_utf8(const utf16& text, gsl::span<char> to) noexcept {
    constexpr std::size_t most = 3;  // bytes of a code unit
    if (to.size() / most < text.size())
        if (const std::size_t needed = utf8_size(text); needed > to.size()) return error::no_space(needed);
    char* out = to.data();
    for (std::size_t at = 0; at < text.size();) {
        if (const char16_t unit = text[at]; unit < 0x80) {
            *out++ = static_cast<char>(unit);
            ++at;
            continue;
        }
        char encoded[4]{};
        const std::size_t n = encode_utf8(next_code_point(text, at), encoded);
        for (std::size_t i = 0; i < n; ++i) *out++ = encoded[i];
    }
    return std::string_view{to.data(), static_cast<std::size_t>(out - to.data())};
}

/// Number of code units that `to_utf16` writes.
///
/// Error: `errc::syntax` at the first byte of a malformed sequence.
[[nodiscard]] constexpr result<std::size_t> utf16_size(utf8 text) noexcept {
    std::size_t size = 0;
    for (std::size_t at = 0; at < text.size();) {
        const detail::decoded step = detail::decode(text, at);
        if (!step.well_formed) return error{errc::syntax, at};
        size += step.code_point < 0x10000 ? 1u : 2u;
        at += step.units;
    }
    return size;
}

/// Converts UTF-8 to UTF-16 in the caller's buffer and returns what was written, without a terminating NUL.
///
/// Errors: `errc::syntax` at the first byte of a malformed sequence; `errc::no_space` with the number of code units (not
/// bytes) needed.  Nothing is written then.
[[nodiscard]] constexpr result<std::u16string_view> to_utf16(utf8 text, gsl::span<char16_t> to) noexcept {
    const auto needed = utf16_size(text);
    if (!needed) return needed.error();
    if (*needed > to.size()) return error::no_space(*needed);
    char16_t* out = to.data();
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        if (c < 0x10000) {
            *out++ = static_cast<char16_t>(c);
        } else {
            *out++ = static_cast<char16_t>(0xd800 + ((c - 0x10000) >> 10));
            *out++ = static_cast<char16_t>(0xdc00 + ((c - 0x10000) & 0x3ff));
        }
    }
    return std::u16string_view{to.data(), *needed};
}

}  // namespace cdcnet
