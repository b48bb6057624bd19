// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/ncm/parser.hpp>
#include <cdcnet/ncm/writer.hpp>
#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

#include "random.hpp"
#include "reference_packer.hpp"

using namespace cdcnet;

namespace {

using fields = std::vector<std::uint8_t>;

/// The rules of the writer, plainly: those of the reference packer, but in front placement with room for `room` entries.
struct expectation {
    reference::packing packing{};
    std::uint64_t room{};

    [[nodiscard]] fields block(const std::vector<reference::packet>& packets, std::size_t count, std::uint64_t sequence) const {
        if (!packing.front) return reference::pack(packing, packets, count, sequence);
        fields block;
        const auto put = [&](std::uint64_t at, std::uint64_t value, std::uint64_t bytes) {
            if (block.size() < at + bytes) block.resize(at + bytes);
            for (std::uint64_t i = 0; i < bytes; ++i) block[at + i] = static_cast<std::uint8_t>(value >> 8 * i);
        };
        const std::uint64_t w = packing.big ? 4 : 2;
        const std::uint64_t header = packing.big ? 16 : 8;
        std::uint64_t ndp = packing.big ? 16 : 12;
        while (ndp % packing.ndp_alignment != 0) ++ndp;
        std::uint64_t cursor = ndp + header + 2 * w * (room + 1);
        for (std::size_t i = 0; i < count; ++i) {
            while (cursor % packing.divisor != packing.remainder) ++cursor;
            put(ndp + header + 2 * w * i, cursor, w);
            put(ndp + header + 2 * w * i + w, packets[i].bytes.size(), w);
            for (const std::uint8_t byte : packets[i].bytes) put(cursor++, byte, 1);
        }
        put(0, packing.big ? 0x686d636e : 0x484d434e, 4);
        put(4, packing.big ? 16 : 12, 2);
        put(6, sequence, 2);
        put(8, block.size(), w);
        put(8 + w, ndp, w);
        put(ndp, packets[0].signature, 4);
        put(ndp + 4, header + 2 * w * (count + 1), 2);
        return block;
    }
    [[nodiscard]] bool fits(const std::vector<reference::packet>& packets, std::size_t count) const {
        if (!packing.front) return reference::fits(packing, packets, count);
        return count <= room && block(packets, count, 0).size() <= packing.max_size;
    }
};

[[nodiscard]] expectation expectation_for(const ncm::limits& l, std::uint64_t room) {
    const std::uint64_t divisor = l.divisor == 0 ? 1u : l.divisor;
    return {{l.format == ncm::format::ntb32, l.placement == ncm::placement::front, l.max_size, divisor, l.remainder % divisor,
             l.ndp_alignment == 0 ? 1u : l.ndp_alignment, l.max_datagrams},
            room};
}

[[nodiscard]] std::string text(const ncm::limits& l) {
    return std::string{name_of(l.format)} + " " + std::string{name_of(l.placement)} + " max " + std::to_string(l.max_size) + " divisor " +
           std::to_string(l.divisor) + " remainder " + std::to_string(l.remainder) + " alignment " + std::to_string(l.ndp_alignment) +
           " datagrams " + std::to_string(l.max_datagrams);
}

[[nodiscard]] bytes view_of(const fields& f) { return gsl::as_bytes(gsl::span<const std::uint8_t>{f}); }

/// Appends a datagram, or writes it in place into more room than it needs.
template <class Writer>
[[nodiscard]] ncm::admission put(Writer& tx, bytes content, random_numbers& random) {
    if (random.once_in(2)) return tx.append(content);
    const ncm::admission expected = tx.check(content.size());
    const mutable_bytes roomy = tx.reserve(content.size() + random.below(9));
    const mutable_bytes room = roomy.empty() ? tx.reserve(content.size()) : roomy;
    REQUIRE(room.empty() == (expected != ncm::admission::accepted));
    if (!room.empty()) copy_bytes(room.data(), content.data(), content.size());
    tx.commit(room.empty() ? 0 : content.size());
    return expected;
}

/// Sends datagrams of up to `longest` bytes in three blocks; each holds as many as fit, and is, byte for byte, the one
/// that is expected.
template <class Writer>
void check(Writer& tx, std::vector<std::byte>& buffer, const expectation& e, ncm::stream flow, std::uint32_t longest,
           random_numbers& random) {
    const ncm::limits& l = tx.limits();
    for (std::uint64_t sequence = 0; sequence < 3;) {
        for (std::byte& b : buffer) b = std::byte{0xa5};
        std::vector<reference::packet> packets;
        for (;;) {
            fields content(random.between(1, longest));
            for (auto& b : content) b = static_cast<std::uint8_t>(random());
            packets.push_back({flow.signature(l.format), content});
            const bool fits = e.fits(packets, packets.size());
            const bool alone = e.fits({packets.back()}, 1);
            const ncm::admission expected = fits ? ncm::admission::accepted : alone ? ncm::admission::full : ncm::admission::too_big;
            REQUIRE(put(tx, view_of(content), random) == expected);
            if (!fits) break;
        }
        const std::size_t count = packets.size() - 1;
        REQUIRE(tx.datagram_count() == count);
        REQUIRE(tx.empty() == (count == 0));
        REQUIRE(tx.sequence() == sequence);
        const std::size_t size = tx.size();
        const bytes block = tx.finish();
        REQUIRE(block.size() == size);
        for (std::size_t i = tx.max_size(); i < buffer.size(); ++i) REQUIRE(buffer[i] == std::byte{0xa5});
        if (count == 0) return;
        REQUIRE(equal(block, view_of(e.block(packets, count, sequence))));
        const auto parsed = ncm::ntb::parse(block, {.mode = ncm::mode::strict,
                                                    .ndp_alignment = static_cast<std::uint32_t>(e.packing.ndp_alignment),
                                                    .divisor = static_cast<std::uint32_t>(e.packing.divisor),
                                                    .remainder = static_cast<std::uint32_t>(e.packing.remainder)});
        REQUIRE(parsed);
        REQUIRE(parsed->datagram_count() == count);
        REQUIRE((*parsed->begin()).stream == flow);
        ++sequence;
    }
}

constexpr std::size_t canary = 40;

void check(const ncm::limits& l, std::uint64_t room, ncm::stream flow, std::uint32_t longest, random_numbers& random) {
    INFO(text(l));
    std::vector<std::byte> buffer(l.max_size + canary);
    ncm::writer tx{mutable_bytes{buffer}.first(l.max_size), l, flow};
    check(tx, buffer, expectation_for(l, room), flow, longest, random);
}

template <ncm::limits L>
void check_fixed(std::uint32_t longest) {
    INFO(text(L));
    random_numbers random{L.max_size};
    std::vector<std::byte> buffer(L.max_size + canary);
    ncm::basic_writer<ncm::fixed_limits<L>> tx{mutable_bytes{buffer}.first(L.max_size), {}, ncm::stream::ethernet()};
    check(tx, buffer, expectation_for(L, L.max_datagrams), ncm::stream::ethernet(), longest, random);
}

}  // namespace

TEST_CASE("every fill level of every small block") {
    random_numbers random{1};
    for (const auto format : {ncm::format::ntb16, ncm::format::ntb32})
        for (const auto placement : {ncm::placement::front, ncm::placement::end})
            for (std::uint32_t max_size = 28; max_size <= 600; max_size += test_is_slow ? 7 : 1)
                for (const unsigned divisor : {1u, 2u, 4u, 8u, 6u}) {
                    const unsigned datagrams = random.between(1, 12);
                    const ncm::limits l{format,
                                        max_size,
                                        static_cast<std::uint16_t>(divisor),
                                        static_cast<std::uint16_t>(random.below(divisor)),
                                        static_cast<std::uint16_t>(random.one_of({1u, 4u, 8u, 12u, 64u})),
                                        static_cast<std::uint16_t>(datagrams),
                                        placement,
                                        {}};
                    check(l, datagrams, ncm::stream::ips(static_cast<std::uint8_t>(random())), random.one_of({3u, 40u, 200u}), random);
                }
}

TEST_CASE("blocks of any size with any alignment") {
    random_numbers random{2};
    for (unsigned round = 0; round < (test_is_slow ? 100 : 1000); ++round) {
        const auto divisor = static_cast<std::uint16_t>(random.once_in(2) ? 1u << random.below(11) : random.below(100));
        const auto datagrams = static_cast<std::uint16_t>(random.between(1, 80));
        const ncm::limits l{random.one_of({ncm::format::ntb16, ncm::format::ntb32}),
                            random.between(28, 9000),
                            divisor,
                            static_cast<std::uint16_t>(random.below(1000)),
                            static_cast<std::uint16_t>(random.below(70)),
                            datagrams,
                            random.one_of({ncm::placement::front, ncm::placement::end}),
                            {}};
        check(l, datagrams, ncm::stream::dss(3), random.one_of({5u, 100u, 1514u}), random);
    }
}

TEST_CASE("limits that the compiler knows make the same blocks") {
    using enum ncm::format;
    using enum ncm::placement;
    check_fixed<ncm::limits{.max_size = 2048, .max_datagrams = 8, .placement = front}>(1514);
    check_fixed<ncm::limits{.max_size = 600, .divisor = 4, .remainder = 2, .max_datagrams = 20, .placement = front}>(40);
    check_fixed<ncm::limits{.format = ntb32, .max_size = 700, .divisor = 6, .max_datagrams = 9, .placement = front}>(60);
    check_fixed<ncm::limits{.max_size = 800, .ndp_alignment = 32, .max_datagrams = 5, .placement = front}>(90);
    check_fixed<ncm::limits{.max_size = 2048}>(1514);
    check_fixed<ncm::limits{.format = ntb32, .max_size = 700, .divisor = 64, .remainder = 50, .ndp_alignment = 32, .placement = end}>(90);
}

TEST_CASE("in front at run time no number of datagrams means one for each 256 bytes") {
    random_numbers random{3};
    for (const std::uint32_t max_size : {60u, 256u, 257u, 1000u, 2048u, 16384u})
        for (const auto format : {ncm::format::ntb16, ncm::format::ntb32}) {
            const ncm::limits l{.format = format, .max_size = max_size, .placement = ncm::placement::front};
            check(l, (max_size + 255) / 256, ncm::stream::ethernet(), 2, random);
        }
}

TEST_CASE("a table holds no more entries than wLength can count") {
    using enum ncm::format;
    using enum ncm::placement;
    const std::byte one{};
    const auto most = [&](ncm::format format, ncm::placement placement) {
        const ncm::limits l{format, 1u << 20, 1, 0, 4, 0xffff, placement, {}};
        std::vector<std::byte> buffer(l.max_size);
        ncm::writer tx{buffer, l, ncm::stream::ips(0)};
        std::size_t n = 0;
        while (tx.append({&one, 1}) == ncm::admission::accepted) ++n;
        CHECK(tx.check(1) == (n == 0 ? ncm::admission::too_big : ncm::admission::full));
        const bytes block = tx.finish();
        CHECK(block.empty() == (n == 0));
        if (n != 0) CHECK(ncm::ntb::parse(block, {.mode = ncm::mode::strict})->datagram_count() == n);
        return n;
    };
    // 16 + 8 * (n + 1) <= 65535
    CHECK(most(ntb32, front) == 8188);
    CHECK(most(ntb32, end) == 8188);
    // An NTB16 ends before its table is full: 12 + 13101, rounded up to 13116, and 8 + 4 * 13102 are 65532 bytes; one more
    // datagram makes 65536.
    CHECK(most(ntb16, end) == 13101);
    // In front, room for all entries that wLength can count leaves none for a datagram.
    CHECK(most(ntb16, front) == 0);
}

TEST_CASE("an NTB16 ends at 65535 bytes, and every block at its buffer") {
    std::vector<std::byte> buffer(70000);
    const std::vector<std::byte> content(65536);
    for (const auto placement : {ncm::placement::front, ncm::placement::end}) {
        const ncm::limits l{.max_size = 70000, .divisor = 1, .ndp_alignment = 1, .max_datagrams = 1, .placement = placement};
        ncm::writer tx{buffer, l, ncm::stream::ethernet()};
        CHECK(tx.max_size() == 65535);
        CHECK(tx.append(bytes{content}.first(65508)) == ncm::admission::too_big);
        CHECK(tx.append(bytes{content}.first(65507)) == ncm::admission::accepted);
        CHECK(tx.finish().size() == 65535);
        for (const std::size_t size : {0u, 1u, 27u, 28u, 29u}) {
            tx.use(mutable_bytes{buffer}.first(size));
            CHECK(tx.max_size() == size);
            CHECK(tx.check(1) == (size == 29 ? ncm::admission::accepted : ncm::admission::too_big));
            CHECK(tx.finish().empty());
        }
        tx.use({});
        CHECK(tx.append(bytes{content}.first(1)) == ncm::admission::too_big);
        CHECK(tx.reserve(1).empty());
        CHECK(tx.finish().empty());
    }
}

TEST_CASE("sizes that no block has are refused") {
    std::vector<std::byte> buffer(2048);
    for (const auto placement : {ncm::placement::front, ncm::placement::end}) {
        ncm::writer tx{buffer, {.max_size = 2048, .max_datagrams = 4, .placement = placement}, ncm::stream::ethernet()};
        CHECK(tx.append(no_bytes) == ncm::admission::empty);
        CHECK(tx.reserve(0).empty());
        for (const std::size_t size :
             {std::numeric_limits<std::size_t>::max(), std::numeric_limits<std::size_t>::max() - 64, std::size_t{0xffffffff},
              std::size_t{0xffffffc0}, std::size_t{0x80000000}, std::size_t{2049}, std::size_t{2048}}) {
            CHECK(tx.check(size) == ncm::admission::too_big);
            CHECK(tx.reserve(size).empty());
        }
        CHECK(tx.empty());
        CHECK(tx.size() == 0);
    }
}

TEST_CASE("reserved room is shortened, dropped, and gone after another call") {
    std::array<std::byte, 256> buffer{};
    for (const auto placement : {ncm::placement::front, ncm::placement::end}) {
        ncm::writer tx{buffer, {.max_size = 256, .max_datagrams = 4, .placement = placement}, ncm::stream::ips(1)};
        CHECK(tx.reserve(100).size() == 100);
        tx.commit(0);
        tx.commit(100);
        CHECK(tx.empty());
        CHECK(tx.reserve(100).size() == 100);
        tx.commit(101);
        tx.commit(100);
        CHECK(tx.empty());
        CHECK(tx.reserve(100).size() == 100);
        CHECK(tx.append(std::array{std::byte{0x22}}) == ncm::admission::accepted);
        tx.commit(100);
        CHECK(tx.datagram_count() == 1);
        CHECK(tx.reserve(100).size() == 100);
        CHECK(tx.reserve(1000).empty());
        tx.commit(100);
        CHECK(tx.datagram_count() == 1);
        const mutable_bytes room = tx.reserve(150);
        REQUIRE(room.size() == 150);
        for (auto& b : room) b = std::byte{0x11};
        tx.commit(3);
        CHECK(tx.datagram_count() == 2);
        const auto parsed = ncm::ntb::parse(tx.finish(), {.mode = ncm::mode::strict});
        REQUIRE(parsed);
        auto d = parsed->begin();
        CHECK(equal((*d).bytes, std::array{std::byte{0x22}}));
        ++d;
        CHECK(equal((*d).bytes, std::array{std::byte{0x11}, std::byte{0x11}, std::byte{0x11}}));
        CHECK(tx.reserve(100).size() == 100);
        CHECK(tx.finish().empty());
        tx.commit(100);
        CHECK(tx.datagram_count() == 1);
        tx.reset();
        tx.commit(100);
        CHECK(tx.empty());
    }
}

TEST_CASE("sequence numbers count blocks, wrap, and start again on request only") {
    std::array<std::byte, 64> buffer{};
    std::array<std::byte, 64> other{};
    ncm::writer tx{buffer, {}, ncm::stream::ips(0)};
    const std::array<std::byte, 1> content{};
    const auto send = [&] {
        CHECK(tx.append(content) == ncm::admission::accepted);
        return ncm::ntb::parse(tx.finish())->sequence();
    };
    CHECK(send() == 0);
    CHECK(tx.finish().empty());
    CHECK(send() == 1);
    CHECK(tx.append(content) == ncm::admission::accepted);
    tx.reset();
    tx.use(other);
    CHECK(send() == 2);
    CHECK(std::to_integer<int>(other[0]) == 'N');
    tx.restart_sequence();
    CHECK(send() == 0);
    for (unsigned n = 1; n < 0x10000; ++n) CHECK(send() == n);
    CHECK(send() == 0);
}

TEST_CASE("a CRC stream carries the caller's bytes as they are") {
    std::array<std::byte, 64> buffer{};
    ncm::writer tx{buffer, {}, ncm::stream::ethernet_crc()};
    const std::array with_crc{std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}, std::byte{5}};
    CHECK(tx.append(with_crc) == ncm::admission::accepted);
    const auto parsed = ncm::ntb::parse(tx.finish());
    REQUIRE(parsed);
    CHECK((*parsed->begin()).stream == ncm::stream::ethernet_crc());
    CHECK(equal((*parsed->begin()).bytes, with_crc));
}

TEST_CASE("another stream begins a block of its own in the same sequence") {
    for (const ncm::format f : {ncm::format::ntb16, ncm::format::ntb32}) {
        std::array<std::byte, 64> buffer{};
        const std::array<std::byte, 3> content{};
        ncm::writer tx{buffer, ncm::limits{.format = f}, ncm::stream::ips(1)};
        CHECK(tx.append(content) == ncm::admission::accepted);
        CHECK(ncm::ntb::parse(tx.finish())->sequence() == 0);
        CHECK(tx.append(content) == ncm::admission::accepted);
        tx.use(buffer, ncm::stream::dss(7));  // what was not finished is dropped
        CHECK(tx.empty());
        CHECK(tx.append(content) == ncm::admission::accepted);
        const auto parsed = ncm::ntb::parse(tx.finish());
        REQUIRE(parsed);
        CHECK(parsed->sequence() == 1);
        CHECK(parsed->datagram_count() == 1);
        CHECK((*parsed->begin()).stream == ncm::stream::dss(7));
    }
}

namespace {

/// Builds a block of two datagrams and reads it back, at compile time.
template <ncm::limits L>
constexpr bool round_trip() {
    std::array<std::byte, 160> buffer{};
    std::array<std::byte, 5> content{};
    for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<std::byte>(i + 1);
    ncm::basic_writer<ncm::fixed_limits<L>> tx{buffer, {}, ncm::stream::ips(200)};
    if (tx.append(content) != ncm::admission::accepted) return false;
    const mutable_bytes room = tx.reserve(2);
    room[0] = std::byte{0xaa};
    tx.commit(1);
    const auto block = ncm::ntb::parse(tx.finish(), {.mode = ncm::mode::strict, .divisor = L.divisor, .remainder = L.remainder});
    if (!block || block->format() != L.format || block->datagram_count() != 2) return false;
    auto d = block->begin();
    const auto first = *d++;
    const auto second = *d++;
    return first.stream == ncm::stream::ips(200) && equal(first.bytes, content) && second.bytes.size() == 1 &&
           second.bytes[0] == std::byte{0xaa};
}

using enum ncm::format;
using enum ncm::placement;
static_assert(round_trip<ncm::limits{ntb16, 160, 4, 2, 4, 6, front, {}}>());
static_assert(round_trip<ncm::limits{ntb32, 160, 8, 0, 8, 5, front, {}}>());
static_assert(round_trip<ncm::limits{ntb16, 160, 6, 1, 4, 0, end, {}}>());
static_assert(round_trip<ncm::limits{ntb32, 160, 1, 0, 4, 2, end, {}}>());

}  // namespace
