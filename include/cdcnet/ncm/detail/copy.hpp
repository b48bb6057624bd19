// SPDX-License-Identifier: BSL-1.0
/// \file
/// Copying datagrams: many short pieces of memory whose sizes differ from one to the next.
///
/// A call of the C library for each spends more on finding out the size and the machine than on a small datagram.  Here
/// the size is found out inline, and the machine once for a whole list.  Stores that cross a cache line cost double:
/// longer datagrams are stored in whole lines, short ones in as few stores as possible.
#pragma once

#include <array>
#include <cdcnet/ncm/ntb.hpp>

/// g++ for Windows does not align the stack to the size of registers wider than 16 bytes (GCC bug 54412): it gets none.
#if defined(_WIN32) && defined(__GNUC__) && !defined(__clang__)
#define CDCNET_REGISTERS_OF_32 0
#else
#define CDCNET_REGISTERS_OF_32 1
#endif

/// Code for AVX2 and AVX-512 beside that for the target of the compilation, chosen when the program runs.  Off where such
/// registers may not be used at all (freestanding: kernels, firmware), and with `CDCNET_NO_CPU_DISPATCH`.
#if CDCNET_REGISTERS_OF_32 && defined(__x86_64__) && defined(__GNUC__) && __STDC_HOSTED__ && !defined(CDCNET_NO_CPU_DISPATCH)
#define CDCNET_CPU_DISPATCH 1
#else
#define CDCNET_CPU_DISPATCH 0
#endif

/// Functions without a target of their own may use registers of 16 bytes with any address.
#if defined(__SSE2__) || (defined(__aarch64__) && !defined(__AARCH64EB__) && __STDC_HOSTED__)
#define CDCNET_REGISTERS_OF_16 1
#else
#define CDCNET_REGISTERS_OF_16 0
#endif

namespace cdcnet::ncm::detail {

/// The widest registers that functions without a target of their own may use; 0: none that take any address.
#if CDCNET_REGISTERS_OF_32 && defined(__AVX512BW__) && defined(__AVX512VL__)
inline constexpr std::size_t register_size = 64;
#elif CDCNET_REGISTERS_OF_32 && defined(__AVX2__)
inline constexpr std::size_t register_size = 32;
#elif CDCNET_REGISTERS_OF_16
inline constexpr std::size_t register_size = 16;
#else
inline constexpr std::size_t register_size = 0;
#endif

/// Above this the C library is called: it knows the machine, and the call costs little beside the copying.
template <std::size_t RegisterSize>
inline constexpr std::size_t most_inline = RegisterSize >= 32   ? 2048
                                           : RegisterSize == 16 ? 128
                                                                : 0;

template <std::size_t Size>
struct lanes;
template <>
struct lanes<16> {
    using type [[gnu::vector_size(16), gnu::aligned(1)]] = unsigned char;
};
template <>
struct lanes<32> {
    using type [[gnu::vector_size(32), gnu::aligned(1)]] = unsigned char;
};
template <>
struct lanes<64> {
    using type [[gnu::vector_size(64), gnu::aligned(1)]] = unsigned char;
};

/// Copies `Size` bytes through one register.
template <class Register>
[[gnu::always_inline]] inline void copy_one(std::byte* to, const std::byte* from) noexcept {
    Register r;
    std::memcpy(&r, from, sizeof r);
    std::memcpy(to, &r, sizeof r);
}

/// Copies `Size` bytes, a power of two of at least 16, through registers of at most `RegisterSize` bytes.
template <std::size_t Size, std::size_t RegisterSize>
[[gnu::always_inline]] inline void copy_block(std::byte* to, const std::byte* from) noexcept {
    if constexpr (Size <= RegisterSize) {
        copy_one<typename lanes<Size>::type>(to, from);
    } else {
        copy_block<Size / 2, RegisterSize>(to, from);
        copy_block<Size / 2, RegisterSize>(to + Size / 2, from + Size / 2);
    }
}

/// Copies `n` bytes, more than 256, in lines of their destination where that pays: with 64-byte registers always, as every
/// other store would cross a cache line; with smaller ones when there are many.
template <std::size_t RegisterSize>
[[gnu::always_inline]] inline void copy_lines(std::byte* to, const std::byte* from, std::size_t n) noexcept {
    constexpr std::size_t step = RegisterSize == 64 ? 64 : 128;
    constexpr std::size_t worth_aligning = RegisterSize == 64 ? 0 : 1024;
    std::byte* const to_last = to + (n - step);
    const std::byte* const from_last = from + (n - step);
    // Counts up to 0, and the compiler must not make two pointers of it: two instructions an iteration instead of four.
    auto i = static_cast<std::ptrdiff_t>(step - n);
    if (n > worth_aligning) {
        copy_block<RegisterSize, RegisterSize>(to, from);
        i += static_cast<std::ptrdiff_t>(RegisterSize - reinterpret_cast<std::uintptr_t>(to) % RegisterSize);
    }
#pragma GCC unroll 1
    do {
        asm("" : "+r"(i));
        copy_block<step, RegisterSize>(to_last + i, from_last + i);
        i += static_cast<std::ptrdiff_t>(step);
    } while (i < 0);
    copy_block<step, RegisterSize>(to_last, from_last);
}

/// Copies `n` bytes, at least one, between places that do not overlap.  To be called from functions whose target has
/// registers of that size.  Short ones are copied as two pieces that may overlap.
template <std::size_t RegisterSize>
[[gnu::always_inline]] inline void copy_with(std::byte* to, const std::byte* from, std::size_t n) noexcept {
    constexpr std::size_t r = RegisterSize == 0 ? 16 : RegisterSize;
    if (n > 128) {
        if (n > most_inline<RegisterSize>) {
            asm("" : "+r"(n));  // else g++ for x86-64 makes a slow `rep movs` of what it knows to be short
            std::memcpy(to, from, n);
        } else if constexpr (r >= 32) {
            if (n > 256) return copy_lines<r>(to, from, n);
            copy_block<128, r>(to, from);
            copy_block<128, r>(to + n - 128, from + n - 128);
        }
    } else if (RegisterSize == 0) {
        std::memcpy(to, from, n);
    } else if (n > 64) {
        copy_block<64, r>(to, from);
        copy_block<64, r>(to + n - 64, from + n - 64);
    } else if (n > 48) {
        copy_block<32, r>(to, from);
        copy_block<32, r>(to + n - 32, from + n - 32);
    } else if (n > 32) {
        copy_block<32, r>(to, from);
        copy_block<16, r>(to + n - 16, from + n - 16);
    } else if (n >= 16) {
        copy_block<16, r>(to, from);
        copy_block<16, r>(to + n - 16, from + n - 16);
    } else if (n >= 8) {
        copy_one<std::uint64_t>(to, from);
        copy_one<std::uint64_t>(to + n - 8, from + n - 8);
    } else if (n >= 4) {
        copy_one<std::uint32_t>(to, from);
        copy_one<std::uint32_t>(to + n - 4, from + n - 4);
    } else {
        to[0] = from[0];
        to[n / 2] = from[n / 2];
        to[n - 1] = from[n - 1];
    }
}

/// Copies one datagram of at least one byte, between places that do not overlap.
constexpr void copy_datagram(std::byte* to, const std::byte* from, std::size_t n) noexcept {
    if (std::is_constant_evaluated())
        copy_bytes(to, from, n);
    else
        copy_with<register_size>(to, from, n);
}

}  // namespace cdcnet::ncm::detail
