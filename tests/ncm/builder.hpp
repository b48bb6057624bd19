// SPDX-License-Identifier: BSL-1.0
/// \file
/// Writes the bytes of hand-made transfers, field by field and without any check, so that they can be as wrong as a test
/// wants.  Shares nothing with the library.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace hand_made {

// NOLINTBEGIN(readability-identifier-naming): the signatures as they are spelt
inline constexpr std::uint32_t NCM0 = 0x304d434e;
inline constexpr std::uint32_t NCM1 = 0x314d434e;
inline constexpr std::uint32_t ncm0 = 0x306d636e;
inline constexpr std::uint32_t ncm1 = 0x316d636e;
inline constexpr std::uint32_t IPS = 0x00535049;
inline constexpr std::uint32_t DSS = 0x00535344;
inline constexpr std::uint32_t ips = 0x00737069;
inline constexpr std::uint32_t dss = 0x00737364;
inline constexpr std::uint32_t IPC = 0x00435049;
inline constexpr std::uint32_t DSC = 0x00435344;
// NOLINTEND(readability-identifier-naming)

struct pair {
    std::uint32_t index;
    std::uint32_t length;
};
using entries = std::initializer_list<pair>;

/// A transfer of `N` bytes.
template <std::size_t N>
struct transfer {
    std::array<std::byte, N> bytes{};

    constexpr transfer& put(std::size_t at, std::uint32_t value, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i)
            if (at + i < N) bytes[at + i] = static_cast<std::byte>(value >> 8 * i & 0xff);
        return *this;
    }
    constexpr transfer& nth16(std::uint32_t sequence, std::uint32_t block, std::uint32_t ndp, std::size_t at = 0) {
        return put(at, 0x484d434e, 4).put(at + 4, 12, 2).put(at + 6, sequence, 2).put(at + 8, block, 2).put(at + 10, ndp, 2);
    }
    constexpr transfer& nth32(std::uint32_t sequence, std::uint32_t block, std::uint32_t ndp, std::size_t at = 0) {
        return put(at, 0x686d636e, 4).put(at + 4, 16, 2).put(at + 6, sequence, 2).put(at + 8, block, 4).put(at + 12, ndp, 4);
    }
    constexpr transfer& ndp16(std::size_t at, std::uint32_t signature, std::uint32_t length, std::uint32_t next, entries list = {}) {
        put(at, signature, 4).put(at + 4, length, 2).put(at + 6, next, 2);
        return entries16(at + 8, list);
    }
    constexpr transfer& ndp32(std::size_t at, std::uint32_t signature, std::uint32_t length, std::uint32_t next, entries list = {}) {
        put(at, signature, 4).put(at + 4, length, 2).put(at + 6, 0, 2).put(at + 8, next, 4).put(at + 12, 0, 4);
        return entries32(at + 16, list);
    }
    constexpr transfer& entries16(std::size_t at, entries list) {
        for (const pair& e : list) {
            put(at, e.index, 2).put(at + 2, e.length, 2);
            at += 4;
        }
        return *this;
    }
    constexpr transfer& entries32(std::size_t at, entries list) {
        for (const pair& e : list) {
            put(at, e.index, 4).put(at + 4, e.length, 4);
            at += 8;
        }
        return *this;
    }
    /// `count` entries of equal length whose indices are `step` apart.
    constexpr transfer& many16(std::size_t at, std::uint32_t count, pair first, std::uint32_t step) {
        for (std::uint32_t i = 0; i < count; ++i) entries16(at + 4 * i, {{first.index + step * i, first.length}});
        return *this;
    }
    /// Fills a range with bytes that differ from their neighbours.
    constexpr transfer& payload(std::size_t at, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i) put(at + i, static_cast<std::uint32_t>(0x45 + i), 1);
        return *this;
    }
};

}  // namespace hand_made
