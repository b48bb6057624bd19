// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the tests of single messages share: byte arrays written as hex, and the checks that each message goes through.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cdcnet/mbim/codec.hpp>
#include <memory>
#include <string>
#include <vector>

namespace cases {

using cdcnet::errc;
using cdcnet::error;
using cdcnet::place;
using cdcnet::mbim::command;
using cdcnet::mbim::release;
using cdcnet::mbim::tolerance;

namespace detail {
void a_hex_digit_is_expected();  // called by no good text
consteval unsigned digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    a_hex_digit_is_expected();
    return 0;
}
}  // namespace detail

/// The bytes of a string of hex digits; written in pieces, one field or item each.
template <std::size_t N>
consteval auto hex(const char (&text)[N]) {
    static_assert(N % 2 == 1, "two digits a byte");
    std::array<std::byte, N / 2> out{};
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<std::byte>(detail::digit(text[2 * i]) * 16 + detail::digit(text[2 * i + 1]));
    return out;
}

/// The bytes are read as the value, in both tolerances, and the value is written as the bytes.
template <command T, std::size_t N>
constexpr bool both_ways(const std::array<std::byte, N>& wire, const T& value, release agreed = release::v1) {
    const cdcnet::bytes whole{wire.data(), N};
    const auto standard = cdcnet::mbim::parse<T>(whole, agreed);
    const auto strict = cdcnet::mbim::parse<T>(whole, agreed, tolerance::strict);
    if (!standard || !cdcnet::mbim::equal(*standard, value) || !strict || !cdcnet::mbim::equal(*strict, value)) return false;
    std::array<std::byte, N + 64> room{};
    const auto built = cdcnet::mbim::build(cdcnet::mutable_bytes{room}, value, agreed, tolerance::strict);
    return built && cdcnet::equal(*built, whole);
}

/// The bytes with one word replaced.
template <std::size_t N>
constexpr std::array<std::byte, N> with(std::array<std::byte, N> wire, std::size_t at, std::uint32_t word) {
    cdcnet::store_le(wire.data() + at, word);
    return wire;
}

/// What `parse` says about bytes.
template <command T, std::size_t N>
constexpr error fault_of(const std::array<std::byte, N>& wire, release agreed = release::v1, tolerance t = tolerance::standard) {
    const auto parsed = cdcnet::mbim::parse<T>(cdcnet::bytes{wire.data(), N}, agreed, t);
    return parsed ? error{} : parsed.error();
}
constexpr bool is(const error& e, errc code, place where, std::uint32_t offset) {
    return e.code() == code && e.where() == where && e.offset() == offset;
}

/// A field path as people write it, `Providers[1].ProviderName`.
template <command T>
std::string path_of(place where) {
    const auto& names = cdcnet::mbim::names_of<T>();
    if (where.field() >= names.count) return {};
    const auto& outer = names.fields[where.field()];
    std::string text{outer.name};
    if (where.element() != place::no_element) text += '[' + std::to_string(where.element()) + ']';
    if (where.inner_field() != place::no_field && outer.structure != nullptr)
        text += '.' + std::string{outer.structure->fields[where.inner_field()].name};
    return text;
}

/// A reference in a byte array.
struct reference {
    std::uint32_t at;        ///< of the offset
    std::uint32_t size_at;   ///< of its size, or of the number of elements; `no_size` when it has none
    std::string_view field;  ///< whose offset it is
    static constexpr std::uint32_t no_size = 0xffffffff;
};

/// Offsets that lead outside, and sizes that reach outside, are refused where they stand.
template <command T, std::size_t N>
void check_references(const std::array<std::byte, N>& wire, std::initializer_list<reference> references, release agreed = release::v1) {
    for (const reference& r : references) {
        INFO(r.field << " at " << r.at);
        const auto refused = [&](const std::array<std::byte, N>& damaged, errc code) {
            const error e = fault_of<T>(damaged, agreed);
            CHECK(name_of(e.code()) == name_of(code));
            CHECK(path_of<T>(e.where()) == r.field);
            CHECK(e.offset() == r.at);
        };
        refused(with(wire, r.at, static_cast<std::uint32_t>(N)), errc::outside);
        refused(with(wire, r.at, 0xfffffffc), errc::outside);
        if (r.size_at == reference::no_size) continue;
        refused(with(wire, r.at, 0), errc::null_reference);
        refused(with(wire, r.size_at, 0x7ffffffe), errc::outside);
    }
}

/// A shorter buffer is refused, except at the sizes in `accepted`: where optional fields begin, or inside the last padding.
template <command T, std::size_t N>
void check_truncations(const std::array<std::byte, N>& wire, release agreed = release::v1, std::vector<std::size_t> accepted = {}) {
    for (std::size_t n = 0; n < N; ++n) {
        INFO(n << " of " << N << " bytes");
        const std::unique_ptr<std::byte[]> cut{new std::byte[n]};
        cdcnet::copy_bytes(cut.get(), wire.data(), n);
        const cdcnet::bytes part{cut.get(), n};
        const bool expected = std::find(accepted.begin(), accepted.end(), n) != accepted.end();
        CHECK(bool(cdcnet::mbim::parse<T>(part, agreed)) == expected);
        if (!expected) CHECK_FALSE(cdcnet::mbim::parse<T>(part, agreed, tolerance::strict));
    }
}

}  // namespace cases
