// SPDX-License-Identifier: BSL-1.0
/// \file
/// Offsets of a residue class, with one AND where the divisor is a power of two.
#pragma once

#include <bit>
#include <cstdint>

namespace cdcnet::ncm::detail {

/// The offsets with `offset % divisor == remainder`.
class offset_class {
public:
    /// A divisor of 0 is taken as 1; the remainder is reduced.
    constexpr offset_class(std::uint32_t divisor, std::uint32_t remainder) noexcept
        : divisor_{divisor == 0 ? 1 : divisor}, remainder_{remainder % divisor_}, power_of_two_{std::has_single_bit(divisor_)} {}

    /// The lowest of them that is not below `offset`.
    [[nodiscard]] constexpr std::uint32_t at_or_above(std::uint32_t offset) const noexcept {
        if (power_of_two_) return offset + ((remainder_ - offset) & (divisor_ - 1));
        const std::uint32_t is = offset % divisor_;
        return offset + remainder_ - is + (is > remainder_ ? divisor_ : 0);
    }
    [[nodiscard]] constexpr std::uint32_t divisor() const noexcept { return divisor_; }
    [[nodiscard]] constexpr std::uint32_t remainder() const noexcept { return remainder_; }
    /// True for a power of two: `offset & mask()` is `offset % divisor()`.
    [[nodiscard]] constexpr bool has_mask() const noexcept { return power_of_two_; }
    [[nodiscard]] constexpr std::uint32_t mask() const noexcept { return divisor_ - 1; }

private:
    std::uint32_t divisor_;
    std::uint32_t remainder_;
    bool power_of_two_;
};

}  // namespace cdcnet::ncm::detail
