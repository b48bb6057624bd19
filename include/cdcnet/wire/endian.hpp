// SPDX-License-Identifier: BSL-1.0
/// \file
/// Integers in wire bytes, at any alignment and in constant expressions.  Every integer of NCM and MBIM is
/// little-endian; two corners of MBIMEx (URSP rules and traffic parameters) are big-endian.
#pragma once

#include <array>
#include <bit>
#include <boost/endian/conversion.hpp>
#include <cdcnet/wire/bytes.hpp>

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
    const auto raw = std::bit_cast<std::array<std::byte, sizeof(T)>>(value);
    copy_bytes(to, raw.data(), sizeof(T));
}
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

}  // namespace cdcnet
