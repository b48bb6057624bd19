// SPDX-License-Identifier: BSL-1.0
/// \file
/// Byte spans: what every parser takes and every builder fills.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <gsl/span>
#include <type_traits>

namespace cdcnet {

/// A read-only view of wire bytes.  Bounds-checked on access, also in release builds.
using bytes = gsl::span<const std::byte>;

/// A writable view of the caller's buffer.
using mutable_bytes = gsl::span<std::byte>;

/// The empty view.
inline constexpr bytes no_bytes{};

/// True when the `size` bytes from `offset` on lie inside `extent` bytes.  Nothing wraps: offsets and sizes that come
/// from the wire are at most 32 bits wide and are summed in 64.
[[nodiscard]] constexpr bool inside(std::uint64_t offset, std::uint64_t size, std::uint64_t extent) noexcept {
    return offset <= extent && size <= extent - offset;
}

/// The next multiple of 4 that is not below `n`.
[[nodiscard]] constexpr std::uint64_t round_up_4(std::uint64_t n) noexcept { return (n + 3) & ~std::uint64_t{3}; }

/// Copies `n` bytes between buffers that do not overlap; unlike `std::memcpy` also in constant expressions, and with
/// null pointers when `n` is 0.
constexpr void copy_bytes(std::byte* to, const std::byte* from, std::size_t n) noexcept {
    if (std::is_constant_evaluated()) {
        for (std::size_t i = 0; i < n; ++i) to[i] = from[i];
    } else if (n != 0) {
        std::memcpy(to, from, n);
    }
}

/// As `copy_bytes`, to a place in front of `from` that may overlap it.
constexpr void move_bytes(std::byte* to, const std::byte* from, std::size_t n) noexcept {
    if (std::is_constant_evaluated()) {
        for (std::size_t i = 0; i < n; ++i) to[i] = from[i];
    } else if (n != 0) {
        std::memmove(to, from, n);
    }
}

/// Writes `n` zero bytes.
constexpr void zero_bytes(std::byte* to, std::size_t n) noexcept {
    if (std::is_constant_evaluated()) {
        for (std::size_t i = 0; i < n; ++i) to[i] = std::byte{};
    } else if (n != 0) {
        std::memset(to, 0, n);
    }
}

/// True when both views hold the same bytes.
[[nodiscard]] constexpr bool equal(bytes a, bytes b) noexcept {
    if (a.size() != b.size()) return false;
    if (a.empty()) return true;
    if (!std::is_constant_evaluated()) return std::memcmp(a.data(), b.data(), a.size()) == 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a.data()[i] != b.data()[i]) return false;
    return true;
}

/// The elements of a span, to walk along: no step is checked, since none can leave.
template <class T>
struct elements {
    T* first{};
    T* last{};

    explicit constexpr elements(gsl::span<T> s) noexcept : first{s.data()}, last{s.data() + s.size()} {}
    [[nodiscard]] constexpr T* begin() const noexcept { return first; }
    [[nodiscard]] constexpr T* end() const noexcept { return last; }
};
template <class T>
elements(gsl::span<T>) -> elements<T>;

}  // namespace cdcnet
