// SPDX-License-Identifier: BSL-1.0
/// \file
/// Properties that every block of the aggregator has, whatever the limits, the datagrams and the way they are handed over.
/// Each dimension is covered in full with the others drawn at random; `checked_sender` says what is checked of a block.
///
/// The long run, a few minutes in a build with -O2:
///
///     CDCNET_CASES=5000000 cdcnet_tests --source-file=*/ncm/properties.cpp --test-case="*random*"
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "checked_sender.hpp"
#include "random_traffic.hpp"

using namespace cdcnet;
using packing::some_limits;
using packing::stream_of;
using packing::traffic;

namespace {

std::size_t blocks = 0;
std::size_t datagrams = 0;
std::size_t refusals = 0;

template <class Aggregator>
void check_sender(random_numbers& random, const ncm::limits& given, std::size_t buffer_size, const traffic& all) {
    packing::checked_sender<random_numbers, Aggregator> sender{random, given, buffer_size};
    const std::string& wrong = sender.send(all.list());
    blocks += sender.blocks();
    refusals += sender.refusals();
    datagrams += all.list().size();
    if (wrong.empty()) return;
    INFO(packing::text(given) << " buffer " << buffer_size);
    REQUIRE(wrong == "");
}

void check(random_numbers& random, const ncm::limits& l, std::uint32_t streams) {
    // The maximum is that of the limits, or that of the buffer, or both.
    ncm::limits given = l;
    std::size_t buffer_size = l.max_size;
    switch (random.below(3)) {
        case 0: buffer_size += random.below(200); break;
        case 1: given.max_size += random.below(200); break;
        default: break;
    }
    const traffic all{random, l, streams};
    if (random.once_in(4))
        check_sender<ncm::basic_aggregator<ncm::run_time_limits, ncm::tx_statistics>>(random, given, buffer_size, all);
    else
        check_sender<ncm::aggregator>(random, given, buffer_size, all);
}

void report() {
    MESSAGE(blocks << " blocks, " << datagrams << " datagrams, " << refusals << " refusals");
    blocks = datagrams = refusals = 0;
}

constexpr std::array formats{ncm::format::ntb16, ncm::format::ntb32};
constexpr std::array placements{ncm::placement::front, ncm::placement::end};

}  // namespace

TEST_CASE("blocks: every maximum size from 28 to 4096, with every number of streams from 1 to 8") {
    for (std::uint32_t size = 28; size <= 4096; size += test_share)
        for (std::uint32_t streams = 1; streams <= 8; ++streams)
            for (const auto format : formats)
                for (const auto placement : placements) {
                    random_numbers random{size * 8 + streams};
                    ncm::limits l = some_limits(random);
                    l.format = format;
                    l.placement = placement;
                    l.max_size = size;
                    check(random, l, streams);
                }
    report();
}

TEST_CASE("blocks: every divisor from 0 to 1024, with the least, the greatest and some other remainder") {
    for (std::uint32_t divisor = 0; divisor <= 1024; divisor += test_share)
        for (const auto format : formats)
            for (const auto placement : placements) {
                random_numbers random{divisor};
                for (const std::uint32_t remainder :
                     std::initializer_list<std::uint32_t>{0, divisor == 0 ? 0 : divisor - 1, random.below(divisor + 2)}) {
                    ncm::limits l = some_limits(random);
                    l.format = format;
                    l.placement = placement;
                    l.divisor = static_cast<std::uint16_t>(divisor);
                    l.remainder = static_cast<std::uint16_t>(remainder);
                    check(random, l, random.between(1, 8));
                }
            }
    report();
}

TEST_CASE("blocks: every remainder of the small divisors, and of the powers of two") {
    for (const std::uint32_t divisor : {1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u, 12u, 16u, 24u, 32u, 64u, 128u, 256u, 512u, 1024u})
        for (std::uint32_t remainder = 0; remainder < divisor; remainder += test_share)
            for (const auto placement : placements) {
                random_numbers random{divisor * 1024 + remainder};
                ncm::limits l = some_limits(random);
                l.placement = placement;
                l.divisor = static_cast<std::uint16_t>(divisor);
                l.remainder = static_cast<std::uint16_t>(remainder);
                check(random, l, random.between(1, 8));
            }
    report();
}

TEST_CASE("blocks: every NDP alignment from 0 to 512, and the powers of two above") {
    const auto all = [](std::uint32_t alignment) {
        for (const auto format : formats)
            for (const auto placement : placements) {
                random_numbers random{alignment};
                ncm::limits l = some_limits(random);
                l.format = format;
                l.placement = placement;
                l.ndp_alignment = static_cast<std::uint16_t>(alignment);
                check(random, l, random.between(1, 8));
            }
    };
    for (std::uint32_t alignment = 0; alignment <= 512; alignment += test_share) all(alignment);
    for (std::uint32_t alignment = 1024; alignment <= 32768; alignment *= 2) all(alignment);
    report();
}

TEST_CASE("blocks: every maximum number of datagrams from 1 to 130") {
    for (std::uint32_t streams = 1; streams <= 8; ++streams)
        for (std::uint32_t most = 1; most <= 130; most += test_share)
            for (const auto placement : placements) {
                random_numbers random{most};
                ncm::limits l = some_limits(random);
                l.placement = placement;
                l.max_datagrams = static_cast<std::uint16_t>(most);
                check(random, l, streams);
            }
    report();
}

TEST_CASE("blocks: random limits") {
    const case_numbers cases{20000};
    for (std::uint64_t number = cases.first; number != cases.end; ++number) {
        INFO(text_of_case(number));
        random_numbers random{number ^ 0x5eed};
        check(random, some_limits(random), random.once_in(8) ? random.between(9, 60) : random.between(1, 8));
    }
    report();
}

TEST_CASE("blocks: tables as long as wLength can say") {
    const std::array<std::byte, 3> content{std::byte{1}, std::byte{2}, std::byte{3}};
    for (std::uint32_t seed = 0; seed < 12; ++seed)
        for (const auto placement : placements)
            for (const std::uint32_t streams : {1u, 3u}) {
                random_numbers random{seed};
                const ncm::limits l{.format = ncm::format::ntb32, .max_size = 1u << 20, .divisor = 1, .placement = placement};
                std::vector<packing::sent> list;
                // 16 + 8 * (8188 + 1) is the longest table: the first stream has it in the first block, with few of the others.
                for (std::uint32_t i = 0; i < 9000; ++i) {
                    const ncm::stream s = stream_of(i % 100 == 0 ? random.below(streams) * 2 : 0);
                    list.push_back({s.signature(l.format), bytes{content}.first(random.between(1, 3)), s});
                }
                packing::checked_sender<random_numbers> sender{random, l, l.max_size};
                REQUIRE(sender.send(list) == "");
            }
}

TEST_CASE("blocks: a stream for each datagram") {
    for (std::uint32_t seed = 0; seed < 40; ++seed)
        for (const auto format : formats)
            for (const auto placement : placements) {
                random_numbers random{seed};
                const ncm::limits l{.format = format, .max_size = 16384, .placement = placement};
                const std::vector<std::byte> content(100, std::byte{0x42});
                std::vector<packing::sent> list;
                for (std::uint32_t i = 0; i < 300; ++i) {
                    const ncm::stream s = stream_of(i % (25 + seed));
                    list.push_back({s.signature(l.format), bytes{content}.first(random.between(1, 100)), s});
                }
                packing::checked_sender<random_numbers> sender{random, l, l.max_size};
                REQUIRE(sender.send(list) == "");
            }
}

TEST_CASE("blocks: small ones, in which the table of one more stream takes more than is left") {
    const std::array<std::byte, 4> content{std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}};
    reference::packer model;
    for (std::uint32_t size = 28; size <= 560; size += test_share)
        for (std::uint32_t streams = 1; streams <= 16; ++streams)
            for (const std::uint32_t longest : {1u, 2u, 4u})
                for (const auto format : formats) {
                    random_numbers random{(size * 16 + streams) * 8 + longest};
                    const ncm::limits l{.format = format, .max_size = size, .divisor = 1, .placement = placements[random.below(2)]};
                    std::vector<packing::sent> sent;
                    std::vector<ncm::datagram> list;
                    for (std::uint32_t i = 0; i < 40; ++i) {
                        list.push_back({stream_of(20 + i % streams), bytes{content}.first(random.between(1, longest))});
                        sent.push_back({list[i].stream.signature(format), list[i].bytes, list[i].stream});
                    }
                    const reference::packing p = packing::to_reference(l, size);
                    std::size_t most = 0;
                    while (most < sent.size() && model.fits(p, sent, most + 1)) ++most;
                    std::vector<std::byte> memory(size + 64, std::byte{0xa5});
                    ncm::aggregator tx{mutable_bytes{memory}.first(size), l};
                    CAPTURE(size);
                    CAPTURE(streams);
                    REQUIRE(tx.append(list) == most);
                    const bytes block = tx.finish();
                    REQUIRE((most == 0 ? block.empty() : block.size() == model.size(p, sent, most)));
                    REQUIRE(std::all_of(memory.begin() + size, memory.end(), [](std::byte b) { return b == std::byte{0xa5}; }));
                }
}

TEST_CASE("sizes that no memory has are refused in every form, and cost the datagrams before them nothing") {
    const std::array<std::byte, 40> content{};
    std::array<std::byte, 4096> buffer{};
    const auto flow = ncm::stream::ips(1);
    for (const auto format : formats)
        for (const auto placement : placements)
            for (const std::uint64_t size : {0x7fffffffull, 0x80000000ull, 0xfffffff0ull, 0xffffffffull, 0x100000000ull, 0x100000028ull,
                                             0x7fffffffffffffffull, 0xfffffffffffffff0ull})
                for (const std::size_t before : {0u, 1u, 7u, 8u, 9u}) {
                    if (size >= ~std::size_t{}) continue;  // the largest number is no size of a span
                    const auto huge = static_cast<std::size_t>(size);
                    ncm::aggregator tx{buffer, {.format = format, .max_size = 4096, .placement = placement}};
                    std::vector<bytes> list(before + 12, bytes{content});
                    list[before] = bytes{content.data(), huge};  // nobody may look behind the first 40
                    std::vector<ncm::datagram> mixed;
                    for (const bytes b : list) mixed.push_back({ncm::stream::ips(static_cast<std::uint8_t>(mixed.size() % 3)), b});
                    INFO(before << " datagrams, then one of " << size);
                    REQUIRE(tx.append(flow, list) == before);
                    REQUIRE(tx.append(flow, list[before]) == ncm::admission::too_big);
                    REQUIRE(tx.check(ncm::stream::ethernet_crc(), huge) == ncm::admission::too_big);
                    REQUIRE(tx.reserve(flow, huge).empty());
                    REQUIRE(tx.append(mixed) == before);
                    REQUIRE(tx.datagram_count() == 2 * before);
                    REQUIRE((before == 0 || ncm::ntb::parse(tx.finish(), {.mode = ncm::mode::strict})));
                }
}

TEST_CASE("capacity() and block_size() are those of the rules") {
    const case_numbers cases{20000};
    const std::vector<std::byte> content(70000);
    reference::packer model;
    for (std::uint64_t number = cases.first; number != cases.end; ++number) {
        INFO(text_of_case(number));
        random_numbers random{number ^ 0xcab};
        ncm::limits l = some_limits(random);
        l.max_size = random.once_in(9) ? random.below(66000) : random.below(3000);
        const ncm::stream s = stream_of(random.below(8));
        const std::size_t size = random.once_in(3) ? random.below(l.max_size + 4) : random.below(200);
        const reference::packing p = packing::to_reference(l, l.max_size);
        const std::size_t most = ncm::capacity(l, size, s);
        if (size == 0 && !s.has_crc()) {
            REQUIRE(most == 0);
            continue;
        }
        const std::vector<packing::sent> list(most + 1, packing::sent{s.signature(l.format), bytes{content}.first(size), s});
        REQUIRE((most == 0 || model.fits(p, list, most)));
        REQUIRE_FALSE(model.fits(p, list, most + 1));
        if (most != 0) REQUIRE(ncm::block_size(l, size, most, s) == model.size(p, list, most));
    }
}

namespace {

template <ncm::limits L>
void check_fixed() {
    const case_numbers cases{200};
    for (std::uint64_t number = cases.first; number != cases.end; ++number) {
        INFO(text_of_case(number));
        random_numbers random{number ^ 0xf1ced};
        const std::size_t buffer_size = random.once_in(2) ? L.max_size : random.between(28, L.max_size + 100);
        check_sender<ncm::basic_aggregator<ncm::fixed_limits<L>>>(random, L, buffer_size, traffic{random, L, random.between(1, 8)});
    }
}

}  // namespace

TEST_CASE("blocks: limits that are fixed when the program is compiled") {
    using enum ncm::format;
    using enum ncm::placement;
    check_fixed<ncm::limits{}>();
    check_fixed<ncm::limits{.max_size = 2048, .placement = front}>();
    check_fixed<ncm::limits{.max_size = 3200, .max_datagrams = 8, .placement = front}>();
    check_fixed<ncm::limits{.format = ntb32, .max_size = 2048}>();
    check_fixed<ncm::limits{.format = ntb32, .max_size = 70000, .placement = front}>();
    check_fixed<ncm::limits{.max_size = 65536, .divisor = 1}>();
    check_fixed<ncm::limits{.max_size = 1000, .divisor = 4, .remainder = 2, .ndp_alignment = 8, .placement = front}>();
    check_fixed<ncm::limits{.max_size = 1500, .divisor = 32, .remainder = 18, .ndp_alignment = 32}>();
    check_fixed<ncm::limits{.format = ntb32, .max_size = 1500, .divisor = 6, .remainder = 5, .ndp_alignment = 12, .placement = front}>();
    check_fixed<ncm::limits{.max_size = 700, .divisor = 0, .remainder = 9, .ndp_alignment = 0, .max_datagrams = 5}>();
    report();
}
