// SPDX-License-Identifier: BSL-1.0
/// \file
/// Integers in wire bytes, at any alignment and in constant expressions.  Every integer of NCM and MBIM is
/// little-endian; two corners of MBIMEx (URSP rules and traffic parameters) are big-endian.
#pragma once

#include <array>
#include <bit>
#include <boost/endian/conversion.hpp>
#include <cdcnet/wire/bytes.hpp>
#include <concepts>

namespace cdcnet {

namespace detail {
template <class T>
[[nodiscard]] constexpr T load_native(const std::byte* from) noexcept {
    if (std::is_constant_evaluated()) {
        std::array<std::byte, sizeof(T)> raw{};
        for (std::size_t i = 0; i < sizeof(T); ++i) raw[i] = from[i];
        return std::bit_cast<T>(raw);
    }
    T value{};
    std::memcpy(&value, from, sizeof(T));
    return value;
}

template <class T>
constexpr void store_native(std::byte* to, T value) noexcept {
    if (std::is_constant_evaluated()) {
        const auto raw = std::bit_cast<std::array<std::byte, sizeof(T)>>(value);
        copy_bytes(to, raw.data(), sizeof(T));
    } else {
        std::memcpy(to, &value, sizeof(T));
    }
}

/// False for cores that load and store words at aligned addresses only, such as the Cortex-M0: at any other, a word takes
/// a call.
#if defined(__arm__) && !defined(__ARM_FEATURE_UNALIGNED)
inline constexpr bool takes_any_address = false;
#else
inline constexpr bool takes_any_address = true;
#endif
}  // namespace detail

/// Reads a little-endian integer from `sizeof(T)` bytes that the caller has checked to be there.
template <class T>
[[nodiscard]] constexpr T load_le(const std::byte* from) noexcept {
    static_assert(std::is_integral_v<T>);
    return boost::endian::little_to_native(detail::load_native<T>(from));
}

/// Reads a big-endian integer from `sizeof(T)` bytes that the caller has checked to be there.
template <class T>
[[nodiscard]] constexpr T load_be(const std::byte* from) noexcept {
    static_assert(std::is_integral_v<T>);
    return boost::endian::big_to_native(detail::load_native<T>(from));
}

/// Writes a little-endian integer to `sizeof(T)` bytes that the caller has checked to be there.
template <class T>
constexpr void store_le(std::byte* to, T value) noexcept {
    static_assert(std::is_integral_v<T>);
    detail::store_native(to, boost::endian::native_to_little(value));
}

/// Writes a big-endian integer to `sizeof(T)` bytes that the caller has checked to be there.
template <class T>
constexpr void store_be(std::byte* to, T value) noexcept {
    static_assert(std::is_integral_v<T>);
    detail::store_native(to, boost::endian::native_to_big(value));
}

/// Reads `N` little-endian words that follow each other.  Costs less code than `load_le` of each where a word takes a call.
template <std::size_t N>
[[nodiscard]] constexpr std::array<std::uint32_t, N> load_le_words(const std::byte* from) noexcept {
    std::array<std::uint32_t, N> words{};
    if (detail::takes_any_address || std::is_constant_evaluated()) {
        for (std::size_t i = 0; i < N; ++i) words[i] = load_le<std::uint32_t>(from + i * sizeof(std::uint32_t));
    } else {
        std::memcpy(words.data(), from, sizeof(words));
        for (std::uint32_t& word : words) boost::endian::little_to_native_inplace(word);
    }
    return words;
}

/// Writes little-endian words that follow each other.  Costs less code than `store_le` of each where a word takes a call.
template <std::same_as<std::uint32_t>... Words>
constexpr void store_le_words(std::byte* to, Words... words) noexcept {
    if (detail::takes_any_address || std::is_constant_evaluated()) {
        ((store_le(to, words), to += sizeof(words)), ...);
    } else {
        const std::array raw{boost::endian::native_to_little(words)...};
        std::memcpy(to, raw.data(), sizeof(raw));
    }
}

}  // namespace cdcnet
