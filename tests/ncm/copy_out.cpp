// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/ncm/copy_out.hpp>
#include <doctest/doctest.h>

#include <array>
#include <vector>

using namespace cdcnet;

TEST_CASE("a datagram is copied into the caller's memory, and nothing behind it changes") {
    for (std::size_t size = 0; size < 3000; size += size < 300 ? 1 : 97) {
        std::vector<std::byte> source(size);
        for (std::size_t i = 0; i < size; ++i) source[i] = static_cast<std::byte>(i * 7 + 1);
        std::vector<std::byte> slot(size + 40, std::byte{0xee});
        const auto copied = ncm::copy_out({ncm::stream::ips(3), source}, slot);
        REQUIRE(copied);
        CHECK(copied->data() == slot.data());
        CHECK(equal(*copied, source));
        for (std::size_t i = size; i < slot.size(); ++i) REQUIRE(slot[i] == std::byte{0xee});
        REQUIRE(ncm::copy_out({ncm::stream::ips(3), source}, mutable_bytes{slot}.first(size)));
    }
}

TEST_CASE("a datagram larger than the memory is an error with the size that suffices, and nothing is written") {
    const std::vector<std::byte> source(1600, std::byte{1});
    std::vector<std::byte> slot(1514, std::byte{0xee});
    CHECK(ncm::copy_out({ncm::stream::ethernet(), source}, slot).error() == error::no_space(1600));
    for (const std::byte b : slot) REQUIRE(b == std::byte{0xee});
    CHECK(ncm::copy_out({ncm::stream::ethernet(), bytes{source}.first(1)}, {}).error() == error::no_space(1));
    CHECK(ncm::copy_out({}, {})->empty());
}

TEST_CASE("copying out works in constant expressions") {
    static constexpr auto copied = [] {
        constexpr std::array<std::byte, 3> source{std::byte{1}, std::byte{2}, std::byte{3}};
        std::array<std::byte, 4> slot{};
        const auto part = ncm::copy_out({ncm::stream::dss(1), source}, slot);
        return part && part->size() == 3 ? slot : std::array<std::byte, 4>{};
    }();
    static_assert(copied == std::array<std::byte, 4>{std::byte{1}, std::byte{2}, std::byte{3}, std::byte{0}});
    CHECK(copied[2] == std::byte{3});
}
