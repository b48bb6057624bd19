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

/// Code for AVX2 and AVX-512 beside that for the target of the compilation, chosen when the program runs.  Off where such
/// registers may not be used at all (freestanding: kernels, firmware), and with `CDCNET_NO_CPU_DISPATCH`.
#if defined(__x86_64__) && defined(__GNUC__) && __STDC_HOSTED__ && !defined(CDCNET_NO_CPU_DISPATCH)
#define CDCNET_CPU_DISPATCH 1
#else
#define CDCNET_CPU_DISPATCH 0
#endif

namespace cdcnet::ncm::detail {

/// The widest registers that functions without a target of their own may use; 0: none that take any address.
#if defined(__AVX512BW__) && defined(__AVX512VL__)
inline constexpr std::size_t register_size = 64;
#elif defined(__AVX2__)
inline constexpr std::size_t register_size = 32;
#elif defined(__SSE2__) || (defined(__aarch64__) && !defined(__AARCH64EB__) && __STDC_HOSTED__)
inline constexpr std::size_t register_size = 16;
#else
inline constexpr std::size_t register_size = 0;
#endif

/// Above this the C library is called: it knows the machine, and the call costs little beside the copying.
template <std::size_t RegisterSize>
inline constexpr std::size_t most_inline = RegisterSize == 64   ? 2048
                                           : RegisterSize == 32 ? 1024
                                                                : 64;

using lanes16 [[gnu::vector_size(16)]] = unsigned char;
using lanes32 [[gnu::vector_size(32)]] = unsigned char;
using lanes64 [[gnu::vector_size(64)]] = unsigned char;

/// Copies `n` bytes, at least those of the larger of `Head` and `Tail` and at most both together.
template <class Head, class Tail = Head>
[[gnu::always_inline]] inline void copy_ends(std::byte* to, const std::byte* from, std::size_t n) noexcept {
    Head head;
    Tail tail;
    std::memcpy(&head, from, sizeof head);
    std::memcpy(&tail, from + n - sizeof tail, sizeof tail);
    std::memcpy(to, &head, sizeof head);
    std::memcpy(to + n - sizeof tail, &tail, sizeof tail);
}

/// Copies `n` bytes, at least those of `Lanes`; all but the outer stores are whole multiples of it in memory.
template <class Lanes>
[[gnu::always_inline]] inline void copy_lines(std::byte* to, const std::byte* from, std::size_t n) noexcept {
    constexpr std::size_t line = sizeof(Lanes);
    Lanes head;
    Lanes tail;
    std::memcpy(&head, from, line);
    std::memcpy(&tail, from + n - line, line);
    std::memcpy(to, &head, line);
    std::size_t i = line - reinterpret_cast<std::uintptr_t>(to) % line;
    if constexpr (line < 64) {
        for (; i + 2 * line < n; i += 2 * line) {
            Lanes first;
            Lanes second;
            std::memcpy(&first, from + i, line);
            std::memcpy(&second, from + i + line, line);
            std::memcpy(to + i, &first, line);
            std::memcpy(to + i + line, &second, line);
        }
    }
    for (; i + line < n; i += line) {
        Lanes whole;
        std::memcpy(&whole, from + i, line);
        std::memcpy(to + i, &whole, line);
    }
    std::memcpy(to + n - line, &tail, line);
}

/// Copies `n` bytes, at least one, between places that do not overlap.  To be called from functions whose target has
/// registers of that size.
template <std::size_t RegisterSize>
[[gnu::always_inline]] inline void copy_with(std::byte* to, const std::byte* from, std::size_t n) noexcept {
    if constexpr (RegisterSize == 0) {
        std::memcpy(to, from, n);
    } else if (n > most_inline<RegisterSize>) {
        std::memcpy(to, from, n);
    } else if (n > 128) {
        if constexpr (RegisterSize == 64) copy_lines<lanes64>(to, from, n);
        if constexpr (RegisterSize == 32) copy_lines<lanes32>(to, from, n);
    } else if (n > 64) {
        copy_ends<lanes64>(to, from, n);
    } else if (n > 48) {
        copy_ends<lanes32>(to, from, n);
    } else if (n > 32) {
        copy_ends<lanes32, lanes16>(to, from, n);
    } else if (n >= 16) {
        copy_ends<lanes16>(to, from, n);
    } else if (n >= 8) {
        copy_ends<std::uint64_t>(to, from, n);
    } else if (n >= 4) {
        copy_ends<std::uint32_t>(to, from, n);
    } else {
        const std::byte middle = from[n / 2];
        const std::byte last = from[n - 1];
        to[0] = from[0];
        to[n / 2] = middle;
        to[n - 1] = last;
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
