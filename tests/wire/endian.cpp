// SPDX-License-Identifier: BSL-1.0
#include <array>
#include <cdcnet/wire/endian.hpp>
#include <doctest/doctest.h>

#include "constant.hpp"

using namespace cdcnet;

namespace {

constexpr std::array<std::byte, 8> counting{std::byte{0x01}, std::byte{0x02}, std::byte{0x03}, std::byte{0x04},
                                            std::byte{0x05}, std::byte{0x06}, std::byte{0x07}, std::byte{0x88}};

TEST_CONSTANT(load_le<std::uint8_t>(counting.data()) == 0x01);
TEST_CONSTANT(load_le<std::uint16_t>(counting.data()) == 0x0201);
TEST_CONSTANT(load_le<std::uint32_t>(counting.data()) == 0x04030201);
TEST_CONSTANT(load_le<std::uint64_t>(counting.data()) == 0x8807060504030201);
TEST_CONSTANT(load_be<std::uint16_t>(counting.data()) == 0x0102);
TEST_CONSTANT(load_be<std::uint32_t>(counting.data()) == 0x01020304);
TEST_CONSTANT(load_be<std::uint64_t>(counting.data()) == 0x0102030405060788);
TEST_CONSTANT(load_le<std::int32_t>(counting.data() + 4) == static_cast<std::int32_t>(0x88070605));

template <class T>
constexpr bool stored(T value, bool big) {
    std::array<std::byte, 8> raw{};
    if (big) {
        store_be(raw.data(), value);
        return load_be<T>(raw.data()) == value;
    }
    store_le(raw.data(), value);
    return load_le<T>(raw.data()) == value;
}
TEST_CONSTANT(stored<std::uint16_t>(0xbeef, false) && stored<std::uint16_t>(0xbeef, true));
TEST_CONSTANT(stored<std::uint32_t>(0xdeadbeef, false) && stored<std::uint32_t>(0xdeadbeef, true));
TEST_CONSTANT(stored<std::int32_t>(-2, false) && stored<std::uint64_t>(0x0123456789abcdef, true));

}  // namespace

TEST_CASE("endian: at every alignment, also outside constant expressions") {
    for (std::size_t shift = 0; shift < 8; ++shift) {
        std::array<std::byte, 16> buffer{};
        copy_bytes(buffer.data() + shift, counting.data(), counting.size());
        CHECK(load_le<std::uint16_t>(buffer.data() + shift) == 0x0201);
        CHECK(load_le<std::uint32_t>(buffer.data() + shift) == 0x04030201);
        CHECK(load_le<std::uint64_t>(buffer.data() + shift) == 0x8807060504030201);
        CHECK(load_be<std::uint32_t>(buffer.data() + shift) == 0x01020304);
        store_le<std::uint32_t>(buffer.data() + shift, 0xa1b2c3d4);
        CHECK(buffer[shift] == std::byte{0xd4});
        CHECK(buffer[shift + 3] == std::byte{0xa1});
        store_be<std::uint16_t>(buffer.data() + shift, 0x1234);
        CHECK(buffer[shift] == std::byte{0x12});
        CHECK(buffer[shift + 1] == std::byte{0x34});
    }
}
