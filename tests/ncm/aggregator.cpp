// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/ncm/aggregator.hpp>
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "reference_packer.hpp"
#include "slow.hpp"

using namespace cdcnet;

namespace {

constexpr std::size_t canary = 64;

std::vector<std::byte> to_bytes(const std::vector<std::uint8_t>& from) {
    std::vector<std::byte> to(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) to[i] = std::byte{from[i]};
    return to;
}

ncm::stream stream_of(unsigned n) {
    switch (n % 4) {
        case 0: return ncm::stream::ips(static_cast<std::uint8_t>(n));
        case 1: return ncm::stream::dss(static_cast<std::uint8_t>(n));
        case 2: return ncm::stream::ethernet_crc();
        default: return ncm::stream::ethernet();
    }
}

/// One way through the tests: what to send and how the receiver wants it.
struct scenario {
    ncm::limits limits{};
    std::vector<reference::packet> packets{};
    std::vector<ncm::stream> streams{};
    unsigned calls{};  ///< which of the aggregator's functions take the datagrams
    bool singly{};     ///< one function does, datagram by datagram

    reference::packing packing() const {
        const std::uint64_t divisor = limits.divisor == 0 ? 1u : limits.divisor;
        return {limits.format == ncm::format::ntb32,
                limits.placement == ncm::placement::front,
                limits.max_size,
                divisor,
                limits.remainder % divisor,
                limits.ndp_alignment == 0 ? 1u : limits.ndp_alignment,
                limits.max_datagrams};
    }
    void add(ncm::stream flow, std::vector<std::uint8_t> content) {
        packets.push_back({flow.signature(limits.format), std::move(content)});
        streams.push_back(flow);
    }
    void add(ncm::stream flow, std::size_t size, std::mt19937& random) {
        std::vector<std::uint8_t> content(size);
        for (auto& b : content) b = static_cast<std::uint8_t>(random());
        add(flow, std::move(content));
    }
    std::string text() const {
        return std::string{name_of(limits.format)} + " " + std::string{name_of(limits.placement)} + " max " +
               std::to_string(limits.max_size) + " divisor " + std::to_string(limits.divisor) + " remainder " +
               std::to_string(limits.remainder) + " alignment " + std::to_string(limits.ndp_alignment) + " datagrams " +
               std::to_string(limits.max_datagrams) + " calls " + (singly ? "singly" : std::to_string(calls));
    }
};

/// Appends from `first` on until a refusal; returns how many were taken.
template <class Aggregator>
std::size_t fill(Aggregator& tx, const scenario& s, std::size_t first, const std::vector<std::vector<std::byte>>& contents) {
    std::size_t i = first;
    for (unsigned step = s.calls; i < contents.size(); step = step * 5 + 1) {
        const bytes content{contents[i]};
        switch (s.singly ? 0 : step / 4 % 4) {
            case 0: {
                if (tx.append(s.streams[i], content) != ncm::admission::accepted) return i - first;
                ++i;
                break;
            }
            case 1: {
                std::vector<bytes> run;
                for (std::size_t k = i; k < contents.size() && s.streams[k] == s.streams[i]; ++k) run.emplace_back(contents[k]);
                const std::size_t taken = tx.append(s.streams[i], run);
                i += taken;
                if (taken < run.size()) return i - first;
                break;
            }
            case 2: {
                std::vector<ncm::datagram> run;
                for (std::size_t k = i; k < contents.size() && k < i + 3; ++k) run.push_back({s.streams[k], contents[k]});
                const std::size_t taken = tx.append(run);
                i += taken;
                if (taken < run.size()) return i - first;
                break;
            }
            default: {
                const mutable_bytes roomy = tx.reserve(s.streams[i], content.size() + 7);
                const mutable_bytes room = roomy.empty() ? tx.reserve(s.streams[i], content.size()) : roomy;
                if (room.empty()) return i - first;
                copy_bytes(room.data(), content.data(), content.size());
                tx.commit(content.size());
                ++i;
            }
        }
    }
    return i - first;
}

/// Sends all packets, block by block; every block must be, byte for byte, the one that the rules allow, and hold as many
/// datagrams as any block can.
void check(const scenario& s) {
    std::vector<std::vector<std::byte>> contents;
    contents.reserve(s.packets.size());
    for (const auto& p : s.packets) contents.push_back(to_bytes(p.bytes));
    std::vector<std::byte> buffer(s.limits.max_size + canary, std::byte{0xa5});
    ncm::basic_aggregator<ncm::run_time_limits, ncm::tx_statistics> tx{mutable_bytes{buffer}.first(s.limits.max_size), s.limits};

    const reference::packing packing = s.packing();
    std::size_t first = 0;
    for (std::uint64_t sequence = 0; first < s.packets.size(); ++sequence) {
        const std::vector<reference::packet> rest(s.packets.begin() + static_cast<std::ptrdiff_t>(first), s.packets.end());
        const std::size_t taken = fill(tx, s, first, contents);
        REQUIRE(tx.datagram_count() == taken);
        if (taken == 0) {
            CHECK_FALSE(reference::fits(packing, rest, 1));
            CHECK(tx.append(s.streams[first], contents[first]) == ncm::admission::too_big);
            CHECK(tx.finish().empty());
            return;
        }
        if (taken < rest.size()) {
            CHECK_FALSE(reference::fits(packing, rest, taken + 1));
            const bool alone = reference::fits(packing, {rest[taken]}, 1);
            CHECK(tx.check(s.streams[first + taken], contents[first + taken].size()) ==
                  (alone ? ncm::admission::full : ncm::admission::too_big));
        }
        const std::size_t size = tx.size();
        const bytes block = tx.finish();
        CHECK(block.size() == size);
        CHECK(block.size() <= s.limits.max_size);
        const std::vector<std::byte> expected = to_bytes(reference::pack(packing, rest, taken, sequence));
        REQUIRE(equal(block, expected));

        // NDPs off the 4-byte grid are what these limits ask for, and nothing a strict receiver of others would take.
        const auto parsed = ncm::ntb::parse(block, {.mode = ncm::mode::strict,
                                                    .ndp_alignment = static_cast<std::uint32_t>(packing.ndp_alignment),
                                                    .divisor = static_cast<std::uint32_t>(packing.divisor),
                                                    .remainder = static_cast<std::uint32_t>(packing.remainder)});
        REQUIRE(parsed);
        CHECK(parsed->datagram_count() == taken);
        CHECK(parsed->sequence() == sequence);
        first += taken;
    }
    for (std::size_t i = s.limits.max_size; i < buffer.size(); ++i) REQUIRE(buffer[i] == std::byte{0xa5});
    CHECK(tx.statistics().datagrams == s.packets.size());
}

}  // namespace

TEST_CASE("blocks are exactly those that the packing rules allow") {
    std::mt19937 random{20260101};
    const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
    for (unsigned round = 0; round < 6000; ++round) {
        scenario s;
        s.limits.format = below(2) != 0 ? ncm::format::ntb32 : ncm::format::ntb16;
        s.limits.placement = below(2) != 0 ? ncm::placement::front : ncm::placement::end;
        s.limits.max_size = 28 + (below(3) != 0 ? below(500) : below(4069));
        s.limits.divisor = static_cast<std::uint16_t>(below(2) != 0 ? 1u << below(11) : 1 + below(1024));
        if (below(3) != 0) s.limits.divisor = static_cast<std::uint16_t>(1 + below(16));
        s.limits.remainder = static_cast<std::uint16_t>(below(s.limits.divisor));
        s.limits.ndp_alignment = static_cast<std::uint16_t>(below(3) != 0 ? 4u << below(5) : 1 + below(40));
        s.limits.max_datagrams = static_cast<std::uint16_t>(below(3) != 0 ? 0 : 1 + below(9));
        s.calls = static_cast<unsigned>(random());
        s.singly = below(3) == 0;
        const unsigned streams = 1 + below(below(2) != 0 ? 1 : 8);
        const unsigned longest = below(4) == 0 ? 200 : 40;
        const unsigned count = 1 + below(60);
        for (unsigned i = 0; i < count; ++i) s.add(stream_of(below(streams)), 1 + below(longest), random);
        INFO(s.text());
        check(s);
    }
}

TEST_CASE("every fill level of every small block") {
    std::mt19937 random{7};
    for (const auto format : {ncm::format::ntb16, ncm::format::ntb32})
        for (const auto placement : {ncm::placement::front, ncm::placement::end})
            for (std::uint32_t max_size = 28; max_size < 260; max_size += test_share)
                for (const std::uint16_t divisor : std::array<std::uint16_t, 4>{1, 4, 6, 32})
                    for (const std::uint16_t alignment : std::array<std::uint16_t, 3>{4, 8, 64}) {
                        scenario s;
                        s.limits = {format, max_size, divisor, static_cast<std::uint16_t>(max_size % divisor), alignment, 0, placement, {}};
                        s.calls = static_cast<unsigned>(random());
                        for (unsigned i = 0; i < 24; ++i) s.add(stream_of(i % (1 + max_size % 4)), 1 + i % 13, random);
                        INFO(s.text());
                        check(s);
                    }
}

TEST_CASE("full-size blocks, with many datagrams of one stream and of eight") {
    std::mt19937 random{11};
    for (const auto format : {ncm::format::ntb16, ncm::format::ntb32})
        for (const auto placement : {ncm::placement::front, ncm::placement::end})
            for (const unsigned streams : {1u, 8u})
                for (const unsigned calls : {0u, 4u, 8u, 12u}) {
                    scenario s;
                    s.limits = {format, 16384, 4, 0, 4, 0, placement, {}};
                    s.calls = calls;
                    for (unsigned i = 0; i < 500; ++i)
                        s.add(ncm::stream::ips(static_cast<std::uint8_t>(random() % streams)), 1 + random() % 90, random);
                    INFO(s.text());
                    check(s);
                }
}

TEST_CASE("all datagrams of long lists are in the block, however many are looked at together") {
    const std::array<std::byte, 1> content{std::byte{0x5a}};
    const std::vector<bytes> span(4000, bytes{content});
    const std::vector<ncm::datagram> list(4000, {ncm::stream::ips(0), content});
    const auto check_block = [&](const ncm::limits& l, bool tagged, std::size_t count) {
        std::vector<std::byte> buffer(l.max_size);
        ncm::aggregator tx{buffer, l};
        const std::size_t taken =
            tagged ? tx.append(gsl::span{list}.first(count)) : tx.append(ncm::stream::ips(0), gsl::span{span}.first(count));
        CHECK(taken == count);
        REQUIRE(tx.datagram_count() == count);
        const auto parsed = ncm::ntb::parse(tx.finish(), {.mode = ncm::mode::strict});
        REQUIRE(parsed);
        REQUIRE(parsed->datagram_count() == count);
        std::size_t whole = 0;
        for (const auto& d : *parsed) whole += equal(d.bytes, content);
        CHECK(whole == count);
    };
    for (const auto format : {ncm::format::ntb16, ncm::format::ntb32})
        for (const auto placement : {ncm::placement::front, ncm::placement::end})
            for (const std::uint32_t size : {16384u, 65535u}) {
                const ncm::limits l{.format = format, .max_size = size, .divisor = 1, .placement = placement};
                const std::size_t most = ncm::capacity(l, content.size(), ncm::stream::ips(0));
                for (std::size_t count = 1000; count <= most && count <= list.size(); count += 51)
                    for (const bool tagged : {false, true}) check_block(l, tagged, count);
            }
}

TEST_CASE("wLength holds at most 65535 bytes of table, whatever the block still holds") {
    for (const auto placement : {ncm::placement::front, ncm::placement::end}) {
        ncm::limits l{.format = ncm::format::ntb32, .max_size = 1u << 20, .divisor = 1, .placement = placement};
        std::vector<std::byte> buffer(l.max_size);
        ncm::basic_aggregator<ncm::run_time_limits, ncm::tx_statistics> tx{buffer, l};
        const std::array<std::byte, 3> content{};
        const std::vector<bytes> datagrams(9000, bytes{content});
        // 16 + 8 * (n + 1) <= 65535
        CHECK(tx.append(ncm::stream::ips(1), datagrams) == 8188);
        CHECK(ncm::capacity(l, content.size(), ncm::stream::ips(1)) == 8188);
        CHECK(tx.append(ncm::stream::ips(1), content) == ncm::admission::full);
        CHECK(tx.append(ncm::stream::ips(2), content) == ncm::admission::accepted);
        const auto parsed = ncm::ntb::parse(tx.finish(), {.mode = ncm::mode::strict});
        REQUIRE(parsed);
        CHECK(parsed->datagram_count() == 8189);
        CHECK(tx.statistics().count(ncm::flush_reason::table_full) == 1);
    }
}

TEST_CASE("an NTB16 ends at 65535 bytes even where the limits and the buffer have more") {
    std::vector<std::byte> buffer(70000);
    for (const auto placement : {ncm::placement::front, ncm::placement::end}) {
        ncm::aggregator tx{buffer, {.max_size = 70000, .divisor = 1, .placement = placement}};
        CHECK(tx.max_size() == 65535);
        const std::vector<std::byte> content(32747);  // 12 + 2 * content + NDP of 20 bytes, on the 4-byte grid
        CHECK(tx.append(ncm::stream::ethernet(), content) == ncm::admission::accepted);
        CHECK(tx.append(ncm::stream::ethernet(), content) == ncm::admission::accepted);
        CHECK(tx.append(ncm::stream::ethernet(), content) == ncm::admission::full);
        const bytes block = tx.finish();
        CHECK(block.size() <= 65535);
        CHECK(ncm::ntb::parse(block, {.mode = ncm::mode::strict}));
    }
}

TEST_CASE("a datagram without bytes has no entry, except where the CRC gives it four") {
    std::array<std::byte, 256> buffer{};
    ncm::aggregator tx{buffer, {}};
    CHECK(tx.append(ncm::stream::ips(0), no_bytes) == ncm::admission::empty);
    CHECK(tx.append(ncm::stream::ips(0), std::array<bytes, 2>{}) == 0);
    CHECK(tx.reserve(ncm::stream::ips(0), 0).empty());
    CHECK(tx.finish().empty());
    CHECK(tx.append(ncm::stream::ethernet_crc(), no_bytes) == ncm::admission::accepted);
    const auto parsed = ncm::ntb::parse(tx.finish());
    REQUIRE(parsed);
    CHECK((*parsed->begin()).bytes.size() == 4);
}

TEST_CASE("reserved room is written in place, shortened and dropped") {
    for (const auto placement : {ncm::placement::front, ncm::placement::end}) {
        std::array<std::byte, 256> buffer{};
        ncm::aggregator tx{buffer, {.max_size = 256, .placement = placement}};
        CHECK_FALSE(tx.reserve(ncm::stream::ips(1), 100).empty());
        tx.commit(0);
        CHECK(tx.empty());
        const mutable_bytes room = tx.reserve(ncm::stream::ips(1), 200);
        REQUIRE(room.size() == 200);
        for (auto& b : room) b = std::byte{0x11};
        tx.commit(3);
        CHECK(tx.append(ncm::stream::ips(1), std::array{std::byte{0x22}}) == ncm::admission::accepted);
        CHECK(tx.reserve(ncm::stream::ips(1), 250).empty());
        const auto parsed = ncm::ntb::parse(tx.finish(), {.mode = ncm::mode::strict});
        REQUIRE(parsed);
        auto d = parsed->begin();
        CHECK(equal((*d).bytes, std::array{std::byte{0x11}, std::byte{0x11}, std::byte{0x11}}));
        ++d;
        CHECK(equal((*d).bytes, std::array{std::byte{0x22}}));
    }
}

TEST_CASE("finish fills a block with zeros that count in its length, up to the maximum") {
    std::array<std::byte, 300> buffer{};
    buffer.fill(std::byte{0x77});
    for (const auto placement : {ncm::placement::front, ncm::placement::end}) {
        ncm::aggregator tx{buffer, {.max_size = 256, .placement = placement}};
        CHECK(tx.append(ncm::stream::ips(1), std::array{std::byte{0x22}}) == ncm::admission::accepted);
        const bytes filled = tx.finish(128);
        CHECK(filled.size() == 128);
        const auto parsed = ncm::ntb::parse(filled, {.mode = ncm::mode::strict});
        REQUIRE(parsed);
        CHECK(parsed->block_length() == 128);
        for (std::size_t i = 48; i < 128; ++i) CHECK(filled[i] == std::byte{});
        CHECK(tx.append(ncm::stream::ips(1), std::array{std::byte{0x22}}) == ncm::admission::accepted);
        CHECK(tx.finish(4096).size() == 256);
        CHECK(buffer[256] == std::byte{0x77});
        CHECK(tx.append(ncm::stream::ips(1), std::array{std::byte{0x22}}) == ncm::admission::accepted);
        CHECK(tx.finish(8).size() > 28);
    }
}

TEST_CASE("sequence numbers count blocks, wrap, and start again on request only") {
    std::array<std::byte, 64> buffer{};
    std::array<std::byte, 64> other{};
    ncm::aggregator tx{buffer, {}};
    const std::array<std::byte, 1> content{};
    const auto send = [&] {
        CHECK(tx.append(ncm::stream::ips(0), content) == ncm::admission::accepted);
        return ncm::ntb::parse(tx.finish())->sequence();
    };
    CHECK(send() == 0);
    CHECK(tx.finish().empty());
    CHECK(send() == 1);
    CHECK(tx.append(ncm::stream::ips(0), content) == ncm::admission::accepted);
    tx.reset();
    tx.use(other);
    CHECK(send() == 2);
    CHECK(std::to_integer<int>(other[0]) == 'N');
    tx.restart_sequence();
    CHECK(send() == 0);
    for (unsigned n = 1; n < 0x10000; ++n) CHECK(send() == n);
    CHECK(send() == 0);
}

TEST_CASE("CRC streams carry a CRC-32 that checks, and that a flipped bit breaks") {
    for (const auto format : {ncm::format::ntb16, ncm::format::ntb32}) {
        std::array<std::byte, 256> buffer{};
        ncm::aggregator tx{buffer, {.format = format, .max_size = 256}};
        std::array<std::byte, 9> text{};
        for (std::size_t i = 0; i < text.size(); ++i) text[i] = static_cast<std::byte>('1' + i);
        CHECK(tx.append(ncm::stream::ethernet_crc(), text) == ncm::admission::accepted);
        const bytes block = tx.finish();
        const ncm::datagram d = *ncm::ntb::parse(block)->begin();
        REQUIRE(d.bytes.size() == 13);
        // The check value of CRC-32 over "123456789".
        CHECK(load_le<std::uint32_t>(d.bytes.data() + 9) == 0xcbf43926);
        REQUIRE(ncm::check_crc(d));
        CHECK(equal(*ncm::check_crc(d), text));
        buffer[static_cast<std::size_t>(d.bytes.data() - buffer.data()) + 4] ^= std::byte{0x10};
        CHECK(ncm::check_crc(d).error() == error{errc::crc, 9});
    }
}

TEST_CASE("statistics add up to what was sent, with the reason of each flush") {
    std::array<std::byte, 512> buffer{};
    ncm::basic_aggregator<ncm::run_time_limits, ncm::tx_statistics> tx{buffer, {.max_size = 512, .max_datagrams = 3}};
    const std::array<std::byte, 100> content{};
    std::uint64_t sent = 0;
    const auto finish = [&](ncm::flush_reason reason = ncm::flush_reason::caller) { sent += tx.finish(0, reason).size(); };
    CHECK(tx.append(ncm::stream::ips(0), std::vector<bytes>(5, content)) == 3);
    finish();
    CHECK(tx.append(ncm::stream::ips(0), std::array<std::byte, 400>{}) == ncm::admission::accepted);
    CHECK(tx.append(ncm::stream::ips(0), content) == ncm::admission::full);
    finish(ncm::flush_reason::timer);
    CHECK(tx.append(ncm::stream::ips(0), content) == ncm::admission::accepted);
    finish(ncm::flush_reason::timer);
    CHECK(tx.append(ncm::stream::ips(0), content) == ncm::admission::accepted);
    CHECK(tx.append(ncm::stream::ips(0), std::array<std::byte, 600>{}) == ncm::admission::too_big);
    finish();
    const ncm::tx_statistics& t = tx.statistics();
    CHECK(t.ntbs == 4);
    CHECK(t.datagrams == 6);
    CHECK(t.payload == 900);
    CHECK(t.payload + t.overhead == sent);
    CHECK(t.count(ncm::flush_reason::max_datagrams) == 1);
    CHECK(t.count(ncm::flush_reason::full) == 1);
    CHECK(t.count(ncm::flush_reason::timer) == 1);
    CHECK(t.count(ncm::flush_reason::caller) == 1);
}

TEST_CASE("a reservation of nothing is no reason of a flush") {
    const std::array<std::byte, 40> content{};
    std::array<std::byte, 512> buffer{};
    ncm::basic_aggregator<ncm::run_time_limits, ncm::tx_statistics> tx{buffer, {.max_size = 512}};
    REQUIRE(tx.append(ncm::stream::ethernet_crc(), content) == ncm::admission::accepted);
    CHECK(tx.reserve(ncm::stream::ethernet_crc(), 0).empty());
    CHECK_FALSE(tx.finish().empty());
    CHECK(tx.statistics().count(ncm::flush_reason::caller) == 1);
}

TEST_CASE("an aggregator without statistics is no larger for it") {
    CHECK(sizeof(ncm::aggregator) < sizeof(ncm::basic_aggregator<ncm::run_time_limits, ncm::tx_statistics>));
    CHECK(sizeof(ncm::aggregator) <= 128);
}

TEST_CASE("one span of one stream makes a front block without moving its payload") {
    std::array<std::byte, 2048> buffer{};
    ncm::aggregator tx{buffer, {.max_size = 2048, .placement = ncm::placement::front}};
    const std::array<std::byte, 100> content{};
    CHECK(tx.append(ncm::stream::ips(0), std::vector<bytes>(30, content)) == 19);
    const mutable_bytes room = mutable_bytes{buffer};
    const auto before = *ncm::ntb::parse(tx.finish())->begin();
    // 12 + 8 + 4 * 20 is where the first datagram belongs, and where it was copied to.
    CHECK(before.bytes.data() == room.data() + 100);
}

namespace {

/// Builds a block of two datagrams of one stream and reads it back, at compile time.
constexpr bool round_trip(ncm::format format, ncm::placement placement, ncm::stream flow) {
    std::array<std::byte, 128> buffer{};
    std::array<std::byte, 5> content{};
    for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<std::byte>(i + 1);
    ncm::aggregator tx{buffer, {.format = format, .max_size = 128, .divisor = 4, .remainder = 2, .placement = placement}};
    if (tx.append(flow, content) != ncm::admission::accepted) return false;
    const mutable_bytes room = tx.reserve(flow, 2);
    room[0] = std::byte{0xaa};
    tx.commit(1);
    const auto block = ncm::ntb::parse(tx.finish(), {.mode = ncm::mode::strict, .divisor = 4, .remainder = 2});
    if (!block || block->format() != format || block->datagram_count() != 2) return false;
    auto d = block->begin();
    const auto first = ncm::check_crc(*d++);
    const auto second = ncm::check_crc(*d++);
    return d == block->end() && first && equal(*first, content) && second && second->size() == 1 && (*second)[0] == std::byte{0xaa} &&
           (*block->begin()).stream == flow;
}

constexpr bool round_trips(ncm::stream flow) {
    using enum ncm::format;
    using enum ncm::placement;
    return round_trip(ntb16, front, flow) && round_trip(ntb16, end, flow) && round_trip(ntb32, front, flow) && round_trip(ntb32, end, flow);
}
static_assert(round_trips(ncm::stream::ethernet()), "NCM0, ncm0");
static_assert(round_trips(ncm::stream::ethernet_crc()), "NCM1, ncm1");
static_assert(round_trips(ncm::stream::ips(0)) && round_trips(ncm::stream::ips(255)), "IPS, ips");
static_assert(round_trips(ncm::stream::dss(7)), "DSS, dss");

}  // namespace

TEST_CASE("another buffer takes the place of an unfinished block, of its size or not") {
    constexpr std::array<std::byte, 3> text{std::byte{1}, std::byte{2}, std::byte{3}};
    const auto flow = ncm::stream::ips(1);
    for (const auto placement : {ncm::placement::front, ncm::placement::end}) {
        for (const std::size_t size : {256u, 128u}) {
            for (int left_with = 0; left_with < 5; ++left_with) {
                CAPTURE(left_with);
                std::array<std::byte, 256> first{};
                // No longer than it says: a sanitizer sees who looks for the old tables in it.
                std::vector<std::byte> second(size);
                ncm::aggregator tx{first, {.max_size = 256, .placement = placement}};
                for (int i = 0; i < left_with && i < 3; ++i) CHECK(tx.append(flow, text) == ncm::admission::accepted);
                if (left_with == 4) CHECK_FALSE(tx.reserve(flow, 20).empty());
                tx.use(second);
                CHECK(tx.empty());
                CHECK(tx.max_size() == size);
                CHECK(tx.check(flow, 150) == (size == 256 ? ncm::admission::accepted : ncm::admission::too_big));
                CHECK(tx.append(flow, text) == ncm::admission::accepted);
                const bytes block = tx.finish();
                CHECK(block.data() == second.data());
                const auto parsed = ncm::ntb::parse(block, {.mode = ncm::mode::strict});
                REQUIRE(parsed);
                CHECK(parsed->datagram_count() == 1);
                CHECK(equal((*parsed->begin()).bytes, text));
            }
        }
    }
}

TEST_CASE("check says before each datagram what append will say") {
    const std::array<std::byte, 11> text{};
    for (const auto placement : {ncm::placement::front, ncm::placement::end}) {
        for (const std::uint16_t most : {std::uint16_t{0}, std::uint16_t{4}}) {
            std::array<std::byte, 200> buffer{};
            ncm::aggregator tx{buffer, {.max_size = 200, .max_datagrams = most, .placement = placement}};
            ncm::admission last{};
            std::size_t taken = 0;
            do {
                const auto expected = tx.check(ncm::stream::ips(1), text.size());
                last = tx.append(ncm::stream::ips(1), text);
                CHECK(last == expected);
                taken += last == ncm::admission::accepted ? 1 : 0;
                CHECK(tx.datagram_count() == taken);
            } while (last == ncm::admission::accepted);
            CHECK(last == ncm::admission::full);
            // Each has an entry of 4 bytes and starts at a multiple of 4; NTH, NDP header and null entry take 12, 8 and 4.
            CHECK(taken == (most != 0 ? 4u : (200u - 24u) / 16u));
        }
    }
}

namespace {

/// Appends datagrams one by one, two of `first` bytes and then of one byte, until there is no room.
void fill_singly(const ncm::limits& l, std::size_t first) {
    const std::vector<std::byte> content(first, std::byte{0x5a});
    std::vector<std::byte> memory(1000, std::byte{0xee});
    ncm::aggregator tx{mutable_bytes{memory}.first(l.max_size), l};
    const auto length = [&](std::size_t i) { return i < 2 ? first : 1; };
    std::size_t taken = 0;
    while (taken < 100 && tx.append(ncm::stream::ips(1), bytes{content}.first(length(taken))) == ncm::admission::accepted) ++taken;

    const ncm::sizes& sizes = ncm::sizes_of(l.format);
    const auto block_of = [&](std::size_t n) {
        const std::size_t table = sizes.ndp + sizes.entry * (n + 1);
        std::size_t payload = length(n - 1);
        for (std::size_t i = 0; i + 1 < n; ++i) payload += (length(i) + l.divisor - 1) / l.divisor * l.divisor;
        if (l.placement == ncm::placement::front) return sizes.nth + table + payload;
        return (sizes.nth + payload + 3) / 4 * 4 + table;
    };
    std::size_t most = 0;
    while (block_of(most + 1) <= l.max_size && (l.max_datagrams == 0 || most < l.max_datagrams)) ++most;
    CHECK(taken == most);
    const auto parsed = ncm::ntb::parse(tx.finish(), {.mode = ncm::mode::strict});
    REQUIRE(parsed);
    CHECK(parsed->datagram_count() == taken);
    CHECK(std::count(memory.begin() + static_cast<std::ptrdiff_t>(l.max_size), memory.end(), std::byte{0xee}) == 1000 - l.max_size);
}

}  // namespace

TEST_CASE("single datagrams are taken up to what the receiver takes, or to the last byte, and not one more") {
    for (const auto format : {ncm::format::ntb16, ncm::format::ntb32})
        for (const auto placement : {ncm::placement::front, ncm::placement::end})
            for (const std::uint16_t divisor : {std::uint16_t{1}, std::uint16_t{4}})
                for (const std::size_t first : {1u, 40u})
                    for (std::uint16_t most = 0; most <= 8; ++most)
                        for (std::uint32_t size = 160; size < 180; ++size)
                            fill_singly(
                                {.format = format, .max_size = size, .divisor = divisor, .max_datagrams = most, .placement = placement},
                                first);
}

TEST_CASE("room that is reserved behind others") {
    const auto flow = ncm::stream::ips(1);
    for (const auto placement : {ncm::placement::front, ncm::placement::end}) {
        std::array<std::byte, 256> buffer{};
        ncm::aggregator tx{buffer, {.max_size = 256, .placement = placement}};
        for (unsigned char i = 1; i <= 3; ++i) CHECK(tx.append(flow, std::array{std::byte{i}, std::byte{i}}) == ncm::admission::accepted);
        const mutable_bytes room = tx.reserve(flow, 1);
        REQUIRE(room.size() == 1);
        room[0] = std::byte{4};
        tx.commit(1);
        CHECK(tx.append(flow, std::array{std::byte{5}}) == ncm::admission::accepted);
        const auto parsed = ncm::ntb::parse(tx.finish(), {.mode = ncm::mode::strict});
        REQUIRE(parsed);
        unsigned char number = 0;
        for (const ncm::datagram d : *parsed) CHECK(d.bytes[0] == std::byte{++number});
        CHECK(number == 5);
    }
}

TEST_CASE("what does not fit into an empty block leaves it as it was") {
    const std::array<std::byte, 256> content{};
    for (const auto placement : {ncm::placement::front, ncm::placement::end}) {
        std::array<std::byte, 256> buffer{};
        ncm::aggregator tx{buffer, {.max_size = 256, .placement = placement}};
        CHECK(tx.append(ncm::stream::ips(1), bytes{content}.first(250)) == ncm::admission::too_big);
        CHECK(tx.append(ncm::stream::ips(1), content) == ncm::admission::too_big);
        CHECK(tx.empty());
        CHECK(tx.append(ncm::stream::ethernet_crc(), bytes{content}.first(20)) == ncm::admission::accepted);
        const auto parsed = ncm::ntb::parse(tx.finish(), {.mode = ncm::mode::strict});
        REQUIRE(parsed);
        CHECK(parsed->datagram_count() == 1);
    }
}

TEST_CASE("a span without room for it changes no byte, before the buffer, in it or behind it") {
    const std::array<std::byte, 8> content{};
    const std::vector<bytes> list(9, bytes{content}.first(1));
    const std::vector<ncm::datagram> mixed(9, {ncm::stream::ips(1), bytes{content}.first(1)});
    for (const auto format : {ncm::format::ntb16, ncm::format::ntb32})
        for (const auto placement : {ncm::placement::front, ncm::placement::end})
            // NTH, NDP with a null entry, one entry and the byte.
            for (std::uint32_t size = 0; size < ncm::sizes_of(format).nth + ncm::sizes_of(format).min_ndp() + 1; ++size) {
                std::array<std::byte, 128> memory{};
                memory.fill(std::byte{0xee});
                ncm::aggregator tx{mutable_bytes{memory}.subspan(40, size), {.format = format, .divisor = 1, .placement = placement}};
                CHECK(tx.append(ncm::stream::ips(1), list) == 0);
                CHECK(tx.append(mixed) == 0);
                CHECK(tx.finish().empty());
                CHECK(std::count(memory.begin(), memory.end(), std::byte{0xee}) == 128);
            }
}

TEST_CASE("a span far longer than what the block holds stays in the buffer") {
    const std::byte content{1};
    const std::vector<bytes> list(4000, bytes{&content, 1});
    std::vector<ncm::datagram> mixed;
    for (unsigned i = 0; i < 4000; ++i) mixed.push_back({ncm::stream::ips(static_cast<std::uint8_t>(i % 3)), {&content, 1}});
    for (const auto placement : {ncm::placement::front, ncm::placement::end}) {
        // 12 + 8 + 4 * 401 + 400
        std::vector<std::byte> memory(40000, std::byte{0xee});
        const ncm::limits l{.divisor = 1, .placement = placement};
        ncm::aggregator tx{mutable_bytes{memory}.subspan(20000, 2024), l};
        CHECK(tx.append(ncm::stream::ips(1), list) == 400);
        const auto parsed = ncm::ntb::parse(tx.finish(), {.mode = ncm::mode::strict});
        REQUIRE(parsed);
        CHECK(parsed->datagram_count() == 400);
        const auto outside = memory.begin() + 20000;
        CHECK(std::count(memory.begin(), outside, std::byte{0xee}) == 20000);
        CHECK(std::count(outside + 2024, memory.end(), std::byte{0xee}) == 40000 - 22024);
    }
    std::vector<std::byte> memory(65000);
    ncm::aggregator tx{memory, {.max_size = 65000, .divisor = 1}};
    CHECK(tx.append(mixed) == 4000);
    const auto parsed = ncm::ntb::parse(tx.finish(), {.mode = ncm::mode::strict});
    REQUIRE(parsed);
    std::array<std::size_t, 3> counts{};
    for (const ncm::datagram d : *parsed) ++counts[d.stream.session()];
    CHECK(counts == std::array<std::size_t, 3>{1334, 1333, 1333});
}

TEST_CASE("the longest datagram that a block holds, and one byte more, singly and in spans") {
    const std::array<std::byte, 128> content{};
    for (const auto placement : {ncm::placement::front, ncm::placement::end})
        for (const bool fits : {true, false}) {
            std::array<std::byte, 128> buffer{};
            ncm::aggregator tx{buffer, {.max_size = 128, .placement = placement}};
            // NTH, NDP with its null entry, and one entry: 12 + 8 + 4 + 4
            const bytes datagram = bytes{content}.first(fits ? 100 : 101);
            const std::array<bytes, 2> list{datagram, datagram};
            const std::vector<ncm::datagram> mixed(5, {ncm::stream::ips(1), datagram});
            CHECK(tx.append(ncm::stream::ips(1), list) == fits);
            tx.reset();
            CHECK(tx.append(mixed) == fits);
            tx.reset();
            CHECK((tx.append(ncm::stream::ips(1), datagram) == ncm::admission::accepted) == fits);
            CHECK(tx.size() == (fits ? 128 : 0));
        }
}

TEST_CASE("a datagram that fits into no block is too big, also where the largest block is the buffer's") {
    std::byte first{};
    const std::uint32_t most = 1u << 30;
    const ncm::aggregator tx{mutable_bytes{&first, most}, {.format = ncm::format::ntb32, .max_size = most}};
    CHECK(tx.check(ncm::stream::ips(1), most - 48) == ncm::admission::accepted);
    CHECK(tx.check(ncm::stream::ips(1), most - 47) == ncm::admission::too_big);
    CHECK(tx.check(ncm::stream::ips(1), most) == ncm::admission::too_big);
    CHECK(tx.check(ncm::stream::ethernet_crc(), most) == ncm::admission::too_big);
}
