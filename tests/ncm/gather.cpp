// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/ncm/aggregator.hpp>
#include <cdcnet/ncm/gather.hpp>
#include <cdcnet/ncm/parser.hpp>
#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#if __has_include(<sys/uio.h>)
#include <sys/uio.h>
#include <unistd.h>
#endif

#include "checked_gather.hpp"
#include "random_traffic.hpp"

using namespace cdcnet;

namespace {

constexpr bool joins_to_a_block() {
    std::array<std::byte, 64> headers{};
    std::array<bytes, 8> segments{};
    const std::array<std::byte, 5> content{std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}, std::byte{5}};
    const std::array<bytes, 2> datagrams{bytes{content}, bytes{content}};
    ncm::gather tx{headers, segments, {.max_size = 256}};
    if (tx.build(ncm::stream::ips(1), datagrams) != 2) return false;
    // NTH and no padding, datagram, padding, datagram, padding and NDP.
    const std::array<std::size_t, 5> sizes{12, 5, 3, 5, 3 + 8 + 3 * 4};
    const auto list = tx.segments();
    if (list.size() != sizes.size() || tx.size() != 48) return false;
    for (std::size_t i = 0; i < sizes.size(); ++i)
        if (list[i].size() != sizes[i]) return false;
    return list[1].data() == content.data() && list[3].data() == content.data() && list[2][2] == std::byte{};
}
static_assert(joins_to_a_block());

/// True when gather and aggregator make the same block; also in constant expressions.
template <ncm::limits L, std::size_t... Sizes>
constexpr bool makes_the_same_block() {
    std::array<std::byte, 256> content{};
    for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<std::byte>(i);
    constexpr std::size_t count = sizeof...(Sizes);
    const std::array<std::size_t, count> sizes{Sizes...};
    std::array<ncm::datagram, count> list{};
    for (std::size_t i = 0; i < count; ++i)
        list[i] = {ncm::stream::ips(static_cast<std::uint8_t>(i % 3)), bytes{content}.subspan(i, sizes[i])};

    std::array<std::byte, ncm::gather_header_size(L, count, 3)> headers{};
    std::array<bytes, ncm::gather_segments(L, count)> segments{};
    ncm::basic_gather<ncm::fixed_limits<L>> tx{headers, segments};
    std::array<std::byte, 600> buffer{};
    ncm::basic_aggregator<ncm::fixed_limits<L>> copying{buffer};
    if (tx.build(list) != count || copying.append(list) != count) return false;
    bytes rest = copying.finish();
    if (rest.size() != tx.size()) return false;
    for (const bytes s : tx.segments()) {
        if (!equal(s, rest.first(s.size()))) return false;
        rest = rest.subspan(s.size());
    }
    return rest.empty();
}

static_assert(makes_the_same_block<ncm::limits{.max_size = 600}, 40, 4, 1, 60, 13>());
static_assert(
    makes_the_same_block<ncm::limits{.max_size = 600, .divisor = 3, .remainder = 1, .placement = ncm::placement::front}, 40, 1, 9>());
static_assert(makes_the_same_block<ncm::limits{.format = ncm::format::ntb32, .max_size = 600, .ndp_alignment = 64}, 40, 4, 1, 60, 13>());

/// Memory for headers and a list of segments, of exactly so much.
struct memory {
    memory(std::size_t header_size, std::size_t segment_count) : headers(header_size), segments(segment_count) {}
    std::vector<std::byte> headers;
    std::vector<bytes> segments;
};

std::vector<std::byte> joined(gsl::span<const bytes> segments) {
    std::vector<std::byte> all;
    for (const bytes s : segments) all.insert(all.end(), s.begin(), s.end());
    return all;
}

/// Datagrams that, with their CRCs, need the longest padding between them.
std::vector<bytes> awkward(const ncm::limits& l, ncm::stream flow, std::size_t count) {
    static const std::vector<std::byte> content(4096, std::byte{0x11});
    return std::vector<bytes>(count, bytes{content}.first(4u * l.divisor + 1 - (flow.has_crc() ? ncm::crc_size : 0)));
}

/// How many datagrams one block takes with so much memory.
std::size_t taken_with(const ncm::limits& l, ncm::stream flow, gsl::span<const bytes> list, std::size_t header_size, std::size_t segments) {
    memory m{header_size, segments};
    return ncm::gather{m.headers, m.segments, l}.build(flow, list);
}

template <class Gather>
std::size_t gather_random(random_numbers& random, const ncm::limits& l) {
    const std::uint32_t streams = random.once_in(8) ? random.between(9, 60) : random.between(1, 8);
    const packing::traffic all{random, l, streams};
    // As much memory as is promised to suffice, more than that, or less.
    const auto flow = ncm::stream::ethernet_crc();
    std::size_t headers = ncm::gather_header_size(l, all.list().size(), streams, flow);
    std::size_t segments = ncm::gather_segments(l, all.list().size(), flow);
    if (random.once_in(4)) headers = random.below(headers + 1);
    if (random.once_in(4)) segments = random.below(segments + 1);
    packing::checked_gather<random_numbers, Gather> sender{random, l, headers, segments};
    const std::string& wrong = sender.send(all.list());
    INFO(packing::text(l) << " streams " << streams);
    REQUIRE(wrong == "");
    return sender.blocks();
}

}  // namespace

TEST_CASE("gather: joined segments are the blocks of the rules, under random limits and in any memory") {
    const case_numbers cases{40000};
    std::size_t blocks = 0;
    for (std::uint64_t number = cases.first; number != cases.end; ++number) {
        INFO(text_of_case(number));
        random_numbers random{number ^ 0x9a7e};
        blocks += gather_random<ncm::gather>(random, packing::some_limits(random));
    }
    MESSAGE(blocks << " blocks");
}

TEST_CASE("gather: every maximum size from 28 to 4096") {
    std::size_t blocks = 0;
    for (std::uint32_t size = 28; size <= 4096; size += test_share)
        for (const auto format : {ncm::format::ntb16, ncm::format::ntb32})
            for (const auto placement : {ncm::placement::front, ncm::placement::end}) {
                random_numbers random{size};
                ncm::limits l = packing::some_limits(random);
                l.format = format;
                l.placement = placement;
                l.max_size = size;
                blocks += gather_random<ncm::gather>(random, l);
            }
    MESSAGE(blocks << " blocks");
}

TEST_CASE("gather: limits that are fixed when the program is compiled") {
    const auto check = []<ncm::limits L>() {
        for (std::uint64_t number = 0; number < 200; ++number) {
            random_numbers random{number ^ 0xf1ce};
            gather_random<ncm::basic_gather<ncm::fixed_limits<L>>>(random, L);
        }
    };
    using enum ncm::format;
    using enum ncm::placement;
    check.operator()<ncm::limits{}>();
    check.operator()<ncm::limits{.max_size = 2048, .placement = front}>();
    check.operator()<ncm::limits{.format = ntb32, .max_size = 70000, .placement = front}>();
    check.operator()<ncm::limits{.format = ntb32, .max_size = 1500, .divisor = 6, .remainder = 5, .ndp_alignment = 12}>();
    check.operator()<ncm::limits{.max_size = 1500, .divisor = 512, .remainder = 498, .ndp_alignment = 32, .placement = front}>();
}

TEST_CASE("gather: too little memory is a refusal, whatever is missing") {
    const std::array<std::byte, 40> content{};
    const std::array<bytes, 1> datagrams{bytes{content}};
    for (const auto placement : {ncm::placement::front, ncm::placement::end}) {
        const ncm::limits l{.max_size = 256, .placement = placement};
        const std::size_t headers = ncm::gather_header_size(l, 1);
        const std::size_t segments = ncm::gather_segments(l, 1);
        for (std::size_t h = 0; h <= headers; ++h)
            for (std::size_t s = 0; s <= segments; ++s) {
                std::vector<std::byte> memory(h);
                std::vector<bytes> list(s);
                ncm::gather tx{memory, list, l};
                const bool built = tx.build(ncm::stream::ips(0), datagrams) == 1;
                if (h == headers && s == segments) CHECK(built);
                CHECK((tx.check(ncm::stream::ips(0), 40) == ncm::admission::accepted) == (tx.size() != 0));
            }
    }
}

TEST_CASE("gather: joined segments are the blocks of the aggregator") {
    const case_numbers cases{4000};
    for (std::uint64_t number = cases.first; number != cases.end; ++number) {
        random_numbers random{number ^ 0x5e6};
        const ncm::limits l = packing::some_limits(random);
        const std::uint32_t streams = random.between(1, 40);
        const packing::traffic all{random, l, streams};
        std::vector<ncm::datagram> list;
        for (const packing::sent& d : all.list()) list.push_back({d.stream, d.bytes});
        INFO(text_of_case(number) << " " << packing::text(l));

        // The traffic may begin with one more stream.
        memory m{ncm::gather_header_size(l, list.size(), streams + 1, ncm::stream::ethernet_crc()),
                 ncm::gather_segments(l, list.size(), ncm::stream::ethernet_crc())};
        std::vector<std::byte> buffer(l.max_size);
        ncm::gather tx{m.headers, m.segments, l};
        ncm::aggregator copying{buffer, l};
        for (gsl::span<const ncm::datagram> rest{list}; !rest.empty();) {
            const std::size_t taken = tx.build(rest);
            REQUIRE(taken == copying.append(rest));
            REQUIRE(equal(joined(tx.segments()), copying.finish()));
            const ncm::datagram& next = rest.data()[taken < rest.size() ? taken : 0];
            CHECK(tx.check(next.stream, next.bytes.size()) == copying.check(next.stream, next.bytes.size()));
            rest = rest.subspan(taken == 0 ? 1 : taken);
        }
    }
}

TEST_CASE("gather: all that is promised can be needed") {
    for (const auto format : {ncm::format::ntb16, ncm::format::ntb32})
        for (const auto placement : {ncm::placement::front, ncm::placement::end})
            for (const std::uint16_t divisor : std::array<std::uint16_t, 9>{1, 2, 3, 4, 64, 65, 66, 512, 513})
                for (const ncm::stream flow : {ncm::stream::ips(7), ncm::stream::ethernet_crc()})
                    for (const std::size_t count : {1u, 2u, 9u, 20u}) {
                        const ncm::limits l{.format = format, .max_size = 60000, .divisor = divisor, .placement = placement};
                        INFO(packing::text(l), " ", name_of(flow.kind()), " count ", count);
                        const std::vector<bytes> list = awkward(l, flow, count + 1);
                        const std::size_t header_size = ncm::gather_header_size(l, count, 1, flow);
                        const std::size_t segments = ncm::gather_segments(l, count, flow);
                        CHECK(taken_with(l, flow, list, header_size, segments) == count);
                        CHECK(taken_with(l, flow, list, header_size - 1, segments) < count);
                        CHECK(taken_with(l, flow, list, header_size, segments - 1) == count - 1);
                    }
}

TEST_CASE("gather: headers of several streams") {
    // An NDP16 with two entries has 20 bytes, and the next multiple of 16 is 12 bytes behind it.
    const ncm::limits l{.ndp_alignment = 16};
    const std::vector<std::byte> content(60);
    std::vector<ncm::datagram> list;
    for (const std::uint8_t session : std::array<std::uint8_t, 7>{1, 1, 2, 2, 3, 3, 3})
        list.push_back({ncm::stream::ips(session), content});
    for (const std::size_t missing : {0u, 1u}) {
        memory m{ncm::gather_header_size(l, list.size(), 3) - missing, ncm::gather_segments(l, list.size())};
        ncm::gather tx{m.headers, m.segments, l};
        CHECK(tx.build(list) == list.size() - missing);
    }
}

TEST_CASE("gather: no block has more segments than capacity and gather_segments promise") {
    const ncm::limits l{.max_size = 4096};
    for (const std::size_t size : {1u, 40u, 41u, 1500u}) {
        const std::size_t most = ncm::capacity(l, size);
        memory m{ncm::gather_header_size(l, most), ncm::gather_segments(l, most)};
        const std::vector<std::byte> content(size);
        const std::vector<bytes> list(5000, content);
        ncm::gather tx{m.headers, m.segments, l};
        CHECK(tx.build(ncm::stream::ethernet(), list) == most);
        CHECK(tx.segments().size() == (size % 4 == 0 ? most + 2 : 2 * most + 1));
    }
    CHECK(ncm::gather_header_size(l, 0) == 0);
    CHECK(ncm::gather_segments(l, 0) == 0);
    CHECK(ncm::gather_segments({.max_datagrams = 3}, 100) == ncm::gather_segments({}, 3));
    CHECK(ncm::gather_header_size({.max_datagrams = 3}, 100, 100) == ncm::gather_header_size({}, 3, 3));
}

TEST_CASE("gather: a table that wLength cannot count ends the block") {
    const std::vector<std::byte> content(1, std::byte{7});
    for (const auto placement : {ncm::placement::front, ncm::placement::end})
        for (const std::size_t streams : {1u, 2u}) {
            const ncm::limits l{.format = ncm::format::ntb32, .max_size = 400000, .divisor = 1, .placement = placement};
            std::vector<ncm::datagram> list;
            for (std::size_t i = 0; i < 20000; ++i) list.push_back({ncm::stream::ips(static_cast<std::uint8_t>(i % streams)), content});
            memory m{ncm::gather_header_size(l, list.size(), streams), ncm::gather_segments(l, list.size())};
            ncm::gather tx{m.headers, m.segments, l};
            const std::size_t most = (65535 - 16) / 8 - 1;
            CHECK(tx.build(list) == most * streams);
        }
}

TEST_CASE("gather: what fits into no block") {
    const std::vector<std::byte> content(100);
    const ncm::limits l{.max_size = 100};
    const bytes list[] = {content};
    memory m{100, 10};
    ncm::gather tx{m.headers, m.segments, l};
    CHECK(tx.build(ncm::stream::ethernet(), list) == 0);
    CHECK(tx.check(ncm::stream::ethernet(), 100) == ncm::admission::too_big);
    CHECK(tx.check(ncm::stream::ethernet(), 72) == ncm::admission::accepted);
    CHECK(tx.check(ncm::stream::ethernet(), 73) == ncm::admission::too_big);
    CHECK(tx.check(ncm::stream::ethernet(), 0) == ncm::admission::empty);
    CHECK(tx.check(ncm::stream::ethernet_crc(), 0) == ncm::admission::accepted);
    CHECK(tx.build(ncm::stream::ethernet(), {}) == 0);
    CHECK(tx.build({}) == 0);
    CHECK(tx.segments().empty());
    CHECK(tx.size() == 0);
    CHECK(tx.sequence() == 0);
    // A CRC alone needs no segment for the datagram.
    tx.use(m.headers, gsl::span<bytes>{m.segments}.first(3));
    const bytes nothing[] = {bytes{}};
    CHECK(tx.check(ncm::stream::ethernet_crc(), 0) == ncm::admission::accepted);
    CHECK(tx.check(ncm::stream::ethernet_crc(), 1) == ncm::admission::too_big);
    CHECK(tx.build(ncm::stream::ethernet_crc(), nothing) == 1);
    tx.use({}, m.segments);
    CHECK(tx.check(ncm::stream::ethernet(), 72) == ncm::admission::too_big);
    tx.use(m.headers, {});
    CHECK(tx.check(ncm::stream::ethernet(), 72) == ncm::admission::too_big);
}

TEST_CASE("gather: blocks are numbered") {
    const std::vector<std::byte> content(4);
    const bytes list[] = {content};
    memory a{100, 10};
    memory b{100, 10};
    ncm::gather tx{a.headers, a.segments, ncm::limits{}};
    const auto sequence = [&] {
        REQUIRE(tx.build(ncm::stream::dss(1), list) == 1);
        return load_le<std::uint16_t>(tx.segments()[0].data() + ncm::at::nth_sequence);
    };
    CHECK(sequence() == 0);
    const std::vector<std::byte> first = joined(tx.segments());
    tx.use(b.headers, b.segments);
    CHECK(tx.segments().empty());
    CHECK(sequence() == 1);
    CHECK(tx.segments()[0].data() == b.headers.data());
    CHECK(equal(bytes{a.headers}.first(12), bytes{first}.first(12)));
    CHECK(sequence() == 2);
    tx.restart_sequence();
    CHECK(sequence() == 0);
}

#if __has_include(<sys/uio.h>)
TEST_CASE("gather: a block goes out by writev") {
    constexpr ncm::limits limits{.max_size = 2048, .remainder = 2};
    constexpr std::size_t most = ncm::capacity(limits, 60);
    std::array<std::byte, ncm::gather_header_size(limits, most)> headers{};
    std::array<bytes, ncm::gather_segments(limits, most)> segments{};
    ncm::gather tx{headers, segments, limits};
    const std::vector<std::byte> content(61, std::byte{0x42});
    const std::vector<bytes> datagrams(most, content);
    const std::size_t taken = tx.build(ncm::stream::ethernet(), datagrams);

    std::array<iovec, segments.size()> vectors{};
    std::size_t count = 0;
    for (const bytes s : tx.segments()) vectors[count++] = {const_cast<std::byte*>(s.data()), s.size()};
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    CHECK(writev(ends[1], vectors.data(), static_cast<int>(count)) == static_cast<ssize_t>(tx.size()));
    std::array<std::byte, 2048> received{};
    const ssize_t size = read(ends[0], received.data(), received.size());
    close(ends[0]);
    close(ends[1]);
    const auto parsed = ncm::ntb::parse(bytes{received}.first(static_cast<std::size_t>(size)), {.mode = ncm::mode::strict});
    REQUIRE(parsed.has_value());
    CHECK(parsed->datagram_count() == taken);
    for (const ncm::datagram d : *parsed) CHECK(equal(d.bytes, content));
}
#endif
