// SPDX-License-Identifier: BSL-1.0
/// \file
/// Copies with registers of every size, also of those that the machine lacks: the compiler makes them of narrower ones.
#pragma GCC diagnostic ignored "-Wpsabi"  // vectors wider than the target's are passed within this file only
#include <cdcnet/ncm/detail/streaming.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

using namespace cdcnet;
using namespace cdcnet::ncm::detail;

namespace {

std::vector<std::byte> numbered(std::size_t size) {
    std::vector<std::byte> bytes(size);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::byte>(i * 7 + i / 256 + 1);
    return bytes;
}

/// To an address that is `shift` away from a multiple of 64.
template <std::size_t RegisterSize>
void check_copy(std::size_t size, std::size_t shift) {
    const std::vector<std::byte> source = numbered(size);
    std::vector<std::byte> memory(size + 256, std::byte{0xee});
    const std::size_t at = 64 + (64 - reinterpret_cast<std::uintptr_t>(memory.data()) % 64) + shift;
    std::vector<std::byte> expected = memory;
    std::copy(source.begin(), source.end(), expected.begin() + static_cast<std::ptrdiff_t>(at));
    copy_with<RegisterSize>(memory.data() + at, source.data(), size);
    REQUIRE(memory == expected);
}
template <std::size_t RegisterSize>
void check_copies() {
    for (std::size_t size = 1; size < 2300; size += size < 300 ? 1 : 61)
        for (const std::size_t shift : {0u, 1u, 31u, 63u}) check_copy<RegisterSize>(size, shift);
    for (const std::size_t size : {1023u, 1024u, 1025u, 2047u, 2048u, 2049u}) check_copy<RegisterSize>(size, 5);
}

}  // namespace

TEST_CASE("a datagram is copied whole and alone, with registers of any size") {
    check_copies<0>();
#if defined(__GNUC__) && (defined(__x86_64__) || defined(__aarch64__))
    check_copies<16>();
    check_copies<32>();
    check_copies<64>();
#endif
}

namespace {

/// `count` entries that move down by `distance` entries.
template <ncm::format F>
void check_reversed(std::size_t count, std::size_t distance) {
    constexpr std::size_t size = sizeof(entry_number<F>);
    std::vector<std::byte> memory = numbered((distance + count + 1) * size);
    std::vector<std::byte> expected;
    for (std::size_t i = count; i-- != 0;)
        for (std::size_t k = 0; k < size; ++k) expected.push_back(memory[(distance + i) * size + k]);
    std::byte* const first = memory.data() + distance * size;
    move_reversed<F>(memory.data(), first, first + count * size);
    memory.resize(count * size);
    REQUIRE(memory == expected);
}

}  // namespace

TEST_CASE("entries are turned round on their way to a place that overlaps theirs or not") {
    for (std::size_t count = 0; count < 50; ++count)
        for (std::size_t distance = 0; distance < 60; ++distance) {
            check_reversed<ncm::format::ntb16>(count, distance);
            check_reversed<ncm::format::ntb32>(count, distance);
        }
}
