// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/ncm/crc.hpp>
#include <doctest/doctest.h>

#include <random>
#include <string_view>
#include <vector>

#include "constant.hpp"
#include "reference_packer.hpp"

using namespace cdcnet;

namespace {

constexpr std::array<std::byte, 9> digits = [] {
    std::array<std::byte, 9> d{};
    for (std::size_t i = 0; i < d.size(); ++i) d[i] = static_cast<std::byte>('1' + i);
    return d;
}();
// The check value that catalogues of CRCs give for IEEE 802.3.
TEST_CONSTANT(ncm::crc32(digits) == 0xcbf43926);
TEST_CONSTANT(ncm::crc32(no_bytes) == 0);

}  // namespace

TEST_CASE("CRC-32 agrees with one bit at a time, whole and in parts") {
    std::mt19937 random{3};
    for (std::size_t size = 0; size < 200; ++size) {
        std::vector<std::uint8_t> data(size);
        for (auto& b : data) b = static_cast<std::uint8_t>(random());
        const bytes view{reinterpret_cast<const std::byte*>(data.data()), size};
        const std::uint32_t crc = reference::crc32(data);
        CHECK(ncm::crc32(view) == crc);
        const std::size_t split = size / 3;
        CHECK(ncm::crc32(view.subspan(split), ncm::crc32(view.first(split))) == crc);
    }
}

TEST_CASE("check_crc takes the CRC off, or says that it is wrong") {
    std::vector<std::byte> datagram(digits.begin(), digits.end());
    for (const int b : {0x26, 0x39, 0xf4, 0xcb}) datagram.push_back(static_cast<std::byte>(b));
    const auto good = ncm::check_crc({ncm::stream::ethernet_crc(), datagram});
    REQUIRE(good);
    CHECK(equal(*good, digits));
    for (std::size_t i = 0; i < datagram.size() * 8; ++i) {
        std::vector<std::byte> bad = datagram;
        bad[i / 8] ^= static_cast<std::byte>(1u << i % 8);
        CHECK(ncm::check_crc({ncm::stream::ethernet_crc(), bad}).error() == error{errc::crc, 9});
        CHECK(ncm::check_crc({ncm::stream::ethernet(), bad}));
    }
    CHECK(ncm::check_crc({ncm::stream::ethernet_crc(), bytes{datagram}.first(3)}).error() == error{errc::length, 0});
    const std::array<std::byte, 4> crc_of_nothing{};
    CHECK(ncm::check_crc({ncm::stream::ethernet_crc(), crc_of_nothing})->empty());
    CHECK(ncm::check_crc({ncm::stream::ips(0), no_bytes})->empty());
}

TEST_CASE("CRC-32: entries of the table as they stand in RFC 1952, 8") {
    const auto table = constant::at_run_time(ncm::detail::make_crc_table());
    CHECK(table[0] == 0);
    CHECK(table[1] == 0x77073096);
    CHECK(table[2] == 0xee0e612c);
    CHECK(table[255] == 0x2d02ef8d);
    CHECK(table == ncm::detail::crc_table);
}
