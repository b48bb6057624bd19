// SPDX-License-Identifier: BSL-1.0
/// \file
/// Wire bytes written by hand, and the checks that every layout gets.
#pragma once

#include <doctest/doctest.h>

#include <cdcnet/mbim/codec.hpp>
#include <memory>
#include <vector>

namespace wire_test {

using namespace cdcnet;
using namespace cdcnet::mbim;

/// Bytes written down.
template <std::size_t N>
struct octets {
    std::array<std::byte, N / 2 + 1> list{};
    std::size_t count{};

    constexpr operator bytes() const noexcept { return {list.data(), count}; }  // NOLINT(google-explicit-constructor)
    [[nodiscard]] constexpr std::size_t size() const noexcept { return count; }
};

// Called by no good text.
void not_a_hexadecimal_digit();
void half_a_byte();

template <std::size_t N>
consteval octets<N> from_digits(std::string_view digits) {
    octets<N> out;
    std::size_t nibbles = 0;
    for (const char c : digits) {
        if (c == ' ') continue;
        const unsigned value = hex_value(static_cast<unsigned char>(c));
        if (value > 15) not_a_hexadecimal_digit();
        auto& to = out.list[nibbles / 2];
        to = static_cast<std::byte>(std::to_integer<unsigned>(to) << 4 | value);
        ++nibbles;
    }
    if (nibbles % 2 != 0) half_a_byte();
    out.count = nibbles / 2;
    return out;
}

/// Bytes from hexadecimal digits; spaces between them are free.
template <literal Digits>
inline constexpr auto hex = from_digits<sizeof Digits.text>(Digits.view());

/// True when `value` builds to exactly these bytes, and nothing behind them is touched.
template <record T>
constexpr bool builds(const T& value, bytes expected, release r = release::v1) {
    std::array<std::byte, 512> out{};
    for (std::byte& b : out) b = std::byte{0xee};
    const auto size = encoded_size(value, r);
    const auto done = build(out, value, r, tolerance::strict);
    if (!size || *size != expected.size() || !done || !equal(*done, expected)) return false;
    for (std::size_t i = expected.size(); i < out.size(); ++i)
        if (out[i] != std::byte{0xee}) return false;
    return true;
}

/// True when these bytes are `value`, for both tolerances and for the view.
template <record T>
constexpr bool parses(bytes wire, const T& value, release r = release::v1) {
    const auto standard = parse<T>(wire, r);
    const auto strict = parse<T>(wire, r, tolerance::strict);
    return standard && strict && equal(*standard, value) && equal(*strict, value) && view<T>::over(wire, r).has_value();
}

/// True when the value and the bytes are the same thing.
template <record T>
constexpr bool same(const T& value, bytes wire, release r = release::v1) {
    return builds(value, wire, r) && parses(wire, value, r);
}

/// The first `size` bytes in memory of their own, `shift` bytes behind an aligned address: a sanitizer sees a read
/// behind them, or one that wants alignment.
class copied {
public:
    explicit copied(bytes wire, std::size_t shift = 0) : memory_{new std::byte[wire.size() + shift]}, shift_{shift}, size_{wire.size()} {
        copy_bytes(memory_.get() + shift, wire.data(), wire.size());
    }
    operator bytes() const { return {memory_.get() + shift_, size_}; }  // NOLINT(google-explicit-constructor)

private:
    std::unique_ptr<std::byte[]> memory_;
    std::size_t shift_;
    std::size_t size_;
};

/// These bytes with a u32 replaced.
inline std::vector<std::byte> with(bytes wire, std::size_t at, std::uint32_t value) {
    std::vector<std::byte> changed(wire.data(), wire.data() + wire.size());
    store_le(changed.data() + at, value);
    return changed;
}

inline doctest::String text(error e) {
    const place p = e.where();
    return doctest::String{name_of(e.code()).data()} + " at byte " + doctest::toString(e.offset()) + ", field " +
           doctest::toString(p.field()) + "[" + doctest::toString(p.element()) + "]." + doctest::toString(p.inner_field());
}

/// Both built and parsed at run time, at every alignment, and every prefix refused.
///
/// \param padding  bytes at the end that are only padding: without them `standard` still reads the value
template <record T>
void check_bytes(const T& value, bytes wire, std::size_t padding = 0, release r = release::v1) {
    INFO(T::layout::name);
    CHECK(same(value, wire, r));
    for (std::size_t shift = 0; shift < 8; ++shift) CHECK(parses(copied{wire, shift}, value, r));
    for (std::size_t n = 0; n < wire.size(); ++n) {
        INFO("the first " << n << " bytes");
        const copied prefix{wire.first(n)};
        const auto read = parse<T>(prefix, r);
        CHECK(static_cast<bool>(read) == (n + padding >= wire.size()));
        if (read) CHECK(equal(*read, value));
        if (!read) CHECK(read.error().offset() <= n);
        CHECK_FALSE(parse<T>(prefix, r, tolerance::strict));
        std::vector<std::byte> small(n);
        CHECK(build(mutable_bytes{small}, value, r).error() == error::no_space(wire.size()));
    }
}

/// Parsing fails with exactly these errors.
template <record T>
void check_refused(bytes wire, error standard, error strict, release r = release::v1) {
    const copied input{wire};
    for (const tolerance t : {tolerance::standard, tolerance::strict}) {
        const error expected = t == tolerance::strict ? strict : standard;
        const error found = parse<T>(input, r, t).error();
        CHECK_MESSAGE(found == expected, T::layout::name << ": " << text(found) << ", expected " << text(expected));
        CHECK(view<T>::over(input, r, t).error() == found);
    }
}
template <record T>
void check_refused(bytes wire, error expected, release r = release::v1) {
    check_refused<T>(wire, expected, expected, r);
}

/// Only `strict` refuses, with exactly this error.
template <record T>
void check_strict(bytes wire, error expected, release r = release::v1) {
    const copied input{wire};
    CHECK_MESSAGE(parse<T>(input, r).has_value(), T::layout::name << ": " << text(parse<T>(input, r).error()));
    const error found = parse<T>(input, r, tolerance::strict).error();
    CHECK_MESSAGE(found == expected, T::layout::name << ": " << text(found) << ", expected " << text(expected));
}

constexpr place field_at(unsigned field, unsigned element = place::no_element, unsigned inner = place::no_field) {
    return place::of_field(field, element, inner);
}

}  // namespace wire_test
