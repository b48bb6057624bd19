// SPDX-License-Identifier: BSL-1.0
/// \file
/// What may wrap, as functions of their own: everywhere else a sum or difference that does not fit is a fault.
#pragma once

#include <concepts>
#include <cstdint>
#include <type_traits>

namespace cdcnet::ncm::detail {

/// True when `size` is neither nothing nor more than `most`.
template <std::unsigned_integral T>
[[nodiscard, gnu::always_inline]] constexpr bool fits_in(T size, std::type_identity_t<T> most) noexcept {
    return size - 1 < most;
}

/// The way from one place to another, which may lead back: modulo 2^32.
[[nodiscard]] constexpr std::uint32_t distance(std::uint32_t from, std::uint32_t to) noexcept { return to - from; }
[[nodiscard]] constexpr std::uint32_t moved(std::uint32_t place, std::uint32_t by) noexcept { return place + by; }

}  // namespace cdcnet::ncm::detail
