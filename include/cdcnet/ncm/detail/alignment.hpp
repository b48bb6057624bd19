// SPDX-License-Identifier: BSL-1.0
/// \file
/// Offsets of a residue class, with one AND where the divisor is a power of two.
#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <type_traits>

namespace cdcnet::ncm::detail {

/// Bytes from `offset` to the next one that leaves `remainder`.
/// \param mask  the divisor, a power of two, less 1
template <std::unsigned_integral T>
[[nodiscard]] constexpr T gap_before(T offset, std::type_identity_t<T> remainder, std::type_identity_t<T> mask) noexcept {
    return (remainder - offset) & mask;
}

/// The offsets with `offset % divisor == remainder`.
class offset_class {
public:
    /// A divisor of 0 is taken as 1; the remainder is reduced.
    constexpr offset_class(std::uint32_t divisor, std::uint32_t remainder) noexcept
        : mask_{divisor == 0 ? 0 : divisor - 1}, remainder_{remainder % (mask_ + 1)}, power_of_two_{std::has_single_bit(mask_ + 1)} {}

    /// The lowest of them that is not below `offset`.
    [[nodiscard]] constexpr std::uint32_t at_or_above(std::uint32_t offset) const noexcept {
        if (power_of_two_) return offset + gap_before(offset, remainder_, mask_);
        const std::uint32_t is = offset % divisor();
        return offset + remainder_ - is + (is > remainder_ ? divisor() : 0);
    }
    [[nodiscard]] constexpr std::uint32_t divisor() const noexcept { return mask_ + 1; }
    [[nodiscard]] constexpr std::uint32_t remainder() const noexcept { return remainder_; }
    /// True for a power of two: `offset & mask()` is `offset % divisor()`.
    [[nodiscard]] constexpr bool has_mask() const noexcept { return power_of_two_; }
    [[nodiscard]] constexpr std::uint32_t mask() const noexcept { return mask_; }

private:
    std::uint32_t mask_;  ///< the divisor less 1
    std::uint32_t remainder_;
    bool power_of_two_;
};

}  // namespace cdcnet::ncm::detail
