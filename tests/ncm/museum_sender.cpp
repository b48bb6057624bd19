// SPDX-License-Identifier: BSL-1.0
/// \file
/// What went wrong in senders and in the negotiation before them: one test per entry of the list of such faults, named by
/// its number there.
#include <cdcnet/ncm/aggregator.hpp>
#include <cdcnet/ncm/parser.hpp>
#include <cdcnet/usb/classify.hpp>
#include <cdcnet/usb/notifications.hpp>
#include <cdcnet/usb/requests.hpp>
#include <doctest/doctest.h>

#include <array>
#include <type_traits>
#include <vector>

#include "museum_rows.hpp"
#include "usb/sets.hpp"

using namespace cdcnet;

namespace {

constexpr std::size_t fill(ncm::aggregator& tx, ncm::stream flow, bytes datagram, std::size_t most = 100000) {
    std::size_t n = 0;
    while (n < most && tx.append(flow, datagram) == ncm::admission::accepted) ++n;
    return n;
}

constexpr std::size_t up(std::size_t n, std::size_t alignment) { return (n + alignment - 1) / alignment * alignment; }

/// How many datagrams of `size` bytes the rules let into a block, by trying: header, datagrams on the 4-byte grid, table
/// with its null entry; of one stream, on any NDP alignment.
std::size_t most_in(const ncm::limits& l, std::size_t size) {
    const bool big = l.format == ncm::format::ntb32;
    for (std::size_t n = 1;; ++n) {
        const std::size_t table = big ? 16 + 8 * (n + 1) : 8 + 4 * (n + 1);
        const std::size_t payload = (n - 1) * up(size, 4) + size;
        const std::size_t nth = big ? 16 : 12;
        const std::size_t block = l.placement == ncm::placement::front ? up(up(nth, l.ndp_alignment) + table, 4) + payload
                                                                       : up(nth + payload, l.ndp_alignment) + table;
        if (block > l.max_size || (!big && block > 65535)) return n - 1;
    }
}

}  // namespace

TEST_CASE("museum B01: an NTB16 of a maximum of 65536 bytes is never filled to a length that wraps") {
    std::vector<std::byte> buffer(65536);
    ncm::aggregator tx{buffer, {.max_size = 65536}};
    fill(tx, ncm::stream::ethernet(), std::vector<std::byte>(1514));
    const bytes block = tx.finish(65536);
    CHECK(block.size() == 65535);
    CHECK(load_le<std::uint16_t>(block.data() + 8) == 65535);
    CHECK(ncm::ntb::parse(block, {.mode = ncm::mode::strict}));
}

TEST_CASE("museum B02, B03: eight interleaved sessions never exceed the maximum nor leave an NDP without entries") {
    const std::array<std::size_t, 12> imix{40, 576, 40, 40, 1500, 40, 576, 40, 40, 576, 40, 576};
    const std::array<std::byte, 1500> content{};
    for (const auto placement : {ncm::placement::front, ncm::placement::end})
        for (std::uint32_t max_size = 2232; max_size <= 4096; ++max_size) {
            std::vector<std::byte> buffer(max_size);  // of exactly this size: a sanitizer sees what runs past it
            ncm::aggregator tx{buffer, {.max_size = max_size, .placement = placement}};
            unsigned n = 0;
            for (int blocks = 0; blocks < 3; ++blocks) {
                while (tx.append(ncm::stream::ips(static_cast<std::uint8_t>(n % 8)), bytes{content}.first(imix[n % 12])) ==
                       ncm::admission::accepted)
                    ++n;
                const auto block = ncm::ntb::parse(tx.finish(), {.mode = ncm::mode::strict});
                REQUIRE(block);
                REQUIRE(block->size() <= max_size);
                for (const ncm::ndp table : block->ndps()) REQUIRE(table.entries > 0);
            }
        }
}

TEST_CASE("museum B04, B05: as many datagrams as fit, with every NDP alignment and every place of the last byte") {
    const std::array<std::byte, 40> datagram{};
    for (const auto placement : {ncm::placement::front, ncm::placement::end})
        for (const auto format : {ncm::format::ntb16, ncm::format::ntb32})
            for (const std::uint16_t alignment : std::array<std::uint16_t, 7>{4, 8, 16, 32, 64, 256, 512})
                for (std::uint32_t max_size = 2048; max_size < 2056u + alignment; ++max_size) {
                    std::vector<std::byte> buffer(max_size);
                    ncm::aggregator tx{buffer,
                                       {.format = format, .max_size = max_size, .ndp_alignment = alignment, .placement = placement}};
                    const std::size_t taken = fill(tx, ncm::stream::ips(0), datagram);
                    REQUIRE(taken == most_in(tx.limits(), datagram.size()));
                    const auto block = ncm::ntb::parse(tx.finish(), {.mode = ncm::mode::strict, .ndp_alignment = alignment});
                    REQUIRE(block);
                    REQUIRE(block->size() <= max_size);
                    REQUIRE(block->datagram_count() == taken);
                }
}

TEST_CASE("museum B15: small and large blocks filled to the last byte, with datagrams of every size") {
    const std::vector<std::byte> content(2048);
    for (const auto placement : {ncm::placement::front, ncm::placement::end})
        for (const auto format : {ncm::format::ntb16, ncm::format::ntb32})
            for (const std::uint32_t max_size : {2048u, 65535u, 65536u}) {
                std::vector<std::byte> buffer(max_size);
                ncm::aggregator tx{buffer, {.format = format, .max_size = max_size, .placement = placement}};
                for (std::size_t size = 1; size <= content.size(); size += size < 64 ? 1 : max_size / 2048 * 7) {
                    INFO(name_of(format) << " " << max_size << " datagrams of " << size);
                    const std::size_t taken = fill(tx, ncm::stream::ips(0), bytes{content}.first(size));
                    REQUIRE(taken == most_in(tx.limits(), size));
                    const bytes block = tx.finish();
                    REQUIRE(block.empty() == (taken == 0));
                    REQUIRE((block.empty() || ncm::ntb::parse(block, {.mode = ncm::mode::strict})));
                }
            }
}

TEST_CASE("museum B06, B07: a maximum size that is missing or too low") {
    for (const std::uint32_t reported : {0u, 4u, 100u, 2047u}) {
        const auto l = ncm::limits::from(ncm::out_parameters{reported, 4, 0, 4, 0}, ncm::payload::mbim);
        CHECK(l.max_size == 2048);
        CHECK(most_in(l, 1500) == 1);
        CHECK(ncm::capacity(l, 1500) == 1);
    }
    // Limits made otherwise, or a buffer that is too small for any block: a refusal as well, and nothing is written.
    const std::array<std::byte, 4> datagram{};
    for (std::uint32_t size = 0; size < 32; ++size)
        for (const bool by_limits : {false, true}) {
            std::vector<std::byte> buffer(by_limits ? 64 : size, std::byte{0xa5});
            ncm::aggregator tx{buffer, {.max_size = by_limits ? size : 64}};
            CHECK(tx.append(ncm::stream::ips(0), datagram) == ncm::admission::too_big);
            CHECK(tx.append(ncm::stream::ips(0), std::array<bytes, 2>{bytes{datagram}, bytes{datagram}}) == 0);
            CHECK(tx.reserve(ncm::stream::ips(0), 4).empty());
            CHECK(tx.finish().empty());
            for (const std::byte b : buffer) CHECK(b == std::byte{0xa5});
        }
}

TEST_CASE("museum B08: the answer to GET_NTB_FORMAT is little-endian on every host") {
    static_assert(*usb::parse_ntb_format(hand_made::transfer<2>{}.put(0, 1, 2).bytes) == usb::ntb_format::ntb32);
    CHECK(*usb::parse_ntb_format(sets::of({0x01, 0x00})) == usb::ntb_format::ntb32);
    CHECK(*usb::parse_ntb_format(sets::of({0x00, 0x00})) == usb::ntb_format::ntb16);
}

TEST_CASE("museum B09: the answer to GET_MAX_DATAGRAM_SIZE with 0 or 1 byte is an error, and no size") {
    CHECK(usb::parse_max_datagram_size(no_bytes).error() == error{errc::length, 0});
    CHECK(usb::parse_max_datagram_size(sets::of({0xea})).error() == error{errc::length, 1});
    CHECK(*usb::parse_max_datagram_size(sets::of({0xea, 0x05})) == 1514);
}

TEST_CASE("museum B10: NDPs in front and at the end") {
    std::array<std::byte, 256> buffer{};
    const std::array<std::byte, 40> datagram{};
    for (const auto placement : {ncm::placement::front, ncm::placement::end}) {
        ncm::aggregator tx{buffer, {.max_size = 256, .placement = placement}};
        CHECK(fill(tx, ncm::stream::ethernet(), datagram, 2) == 2);
        const auto block = ncm::ntb::parse(tx.finish());
        const std::uint32_t index = (*block->ndps().begin()).index;
        CHECK(index == (placement == ncm::placement::front ? 12 : 12 + 40 + 40));
    }
}

TEST_CASE("museum B11: no padding where the offset is right already") {
    std::array<std::byte, 256> buffer{};
    ncm::aggregator tx{buffer, {.max_size = 256, .divisor = 4, .remainder = 2}};
    const std::array<std::byte, 40> datagram{};
    CHECK(fill(tx, ncm::stream::ethernet(), datagram, 2) == 2);
    const auto block = ncm::ntb::parse(tx.finish());
    auto d = block->begin();
    const std::byte* const first = (*d).bytes.data();
    CHECK(first == buffer.data() + 14);
    CHECK((*++d).bytes.data() == first + 40);
}

TEST_CASE("museum B12: functional descriptors with a union that cannot be true are not believed") {
    const auto kind_and_data = [](const sets::octets& union_descriptor) {
        const sets::octets raw = sets::configuration(
            {sets::interface(0, 0, 2, 13, 0, 1), union_descriptor, sets::interface(1, 0, 10, 0, 1, 2), sets::bulk(0x81), sets::bulk(1)});
        const auto parsed = usb::configuration::parse(raw);
        REQUIRE(parsed);
        std::array<usb::function, 4> storage{};
        const auto found = usb::classify(*parsed, storage);
        REQUIRE(found);
        REQUIRE(found->size() == 1);
        CHECK(found->data()->kind == usb::function_kind::ncm);
        CHECK(found->data()->data == 1);
    };
    kind_and_data(sets::union_of(0, 1));
    kind_and_data(sets::union_of(0, 0));       // itself
    kind_and_data(sets::union_of(0, 9));       // an interface that is not there
    kind_and_data(sets::union_of(7, 1));       // another leader
    kind_and_data(sets::of({4, 0x24, 6, 0}));  // no subordinate
    kind_and_data(sets::of({3, 0x24, 6}));     // nothing
}

TEST_CASE("museum B13: divisors, remainders and alignments that the specification does not allow") {
    using ncm::limits;
    using ncm::out_parameters;
    const auto mbim = [](out_parameters p) { return limits::from(p, ncm::payload::mbim); };
    for (const std::uint16_t divisor : std::array<std::uint16_t, 5>{0, 3, 6, 65535, 32768}) {
        CHECK(mbim({16384, divisor, 0, 4, 0}).divisor == 4);
        CHECK(mbim({16384, divisor, 2, 4, 0}).remainder == 2);
        CHECK(mbim({16384, divisor, 5, 4, 0}).remainder == 0);
    }
    CHECK(mbim({16384, 4, 4, 4, 0}).remainder == 0);
    CHECK(mbim({16384, 4, 65535, 4, 0}).remainder == 0);
    CHECK(mbim({65536, 32768, 40, 4, 0}).divisor == 32768);
    for (const std::uint16_t alignment : std::array<std::uint16_t, 6>{0, 1, 2, 24, 65535, 16384})
        CHECK(mbim({16384, 4, 0, alignment, 0}).ndp_alignment == 4);
    CHECK(mbim({16384, 4, 0, 512, 0}).ndp_alignment == 512);
    // Taken as they come: what an aggregator is given without `from`.
    std::array<std::byte, 256> buffer{};
    ncm::aggregator tx{buffer, {.max_size = 256, .divisor = 0, .remainder = 9, .ndp_alignment = 0}};
    CHECK(tx.append(ncm::stream::ips(0), museum::good16) == ncm::admission::accepted);
    CHECK(ncm::ntb::parse(tx.finish()));
}

TEST_CASE("museum B14: nothing is written behind the block") {
    std::array<std::byte, 256> buffer{};
    for (std::size_t size = 1; size < 200; ++size) {
        buffer.fill(std::byte{0xa5});
        ncm::aggregator tx{mutable_bytes{buffer}.first(240), {.max_size = 240}};
        CHECK(tx.append(ncm::stream::ips(0), std::vector<std::byte>(size)) == ncm::admission::accepted);
        tx.finish();
        for (std::size_t i = 240; i < 256; ++i) REQUIRE(buffer[i] == std::byte{0xa5});
    }
}

TEST_CASE("museum B16: a datagram larger than any block") {
    std::array<std::byte, 2048> buffer{};
    ncm::aggregator tx{buffer, {.max_size = 2048}};
    CHECK(tx.append(ncm::stream::ips(0), std::vector<std::byte>(2048)) == ncm::admission::too_big);
    CHECK(tx.append(ncm::stream::ips(0), std::vector<bytes>(3, std::vector<std::byte>(2048))) == 0);
    CHECK(tx.finish().empty());
    CHECK(tx.append(ncm::stream::ips(0), std::vector<std::byte>(2020)) == ncm::admission::accepted);
}

TEST_CASE("museum B17: the first datagram is admitted with the header that the block really has") {
    std::array<std::byte, 2048> buffer{};
    for (const auto placement : {ncm::placement::front, ncm::placement::end}) {
        ncm::aggregator tx{buffer, {.max_size = 2048, .max_datagrams = 8, .placement = placement}};
        CHECK(tx.append(ncm::stream::ips(0), std::vector<std::byte>(2020)) == ncm::admission::accepted);
        CHECK(tx.append(ncm::stream::ips(0), std::vector<std::byte>(1)) == ncm::admission::full);
        CHECK(tx.finish().size() == 2048);
    }
}

TEST_CASE("museum B18, B22: each direction has its own size") {
    const ncm::ntb_parameters p{.in = {4096, 8, 2, 16}, .out = {8192, 32, 4, 64, 5}};
    const auto host = ncm::limits::from(p, ncm::payload::mbim);
    CHECK(host.max_size == 8192);
    CHECK(host.divisor == 32);
    CHECK(host.max_datagrams == 5);
    const auto function = ncm::limits::from(p.in, ncm::ntb_input_size{2048, 3}, ncm::payload::mbim);
    CHECK(function.max_size == 2048);
    CHECK(function.divisor == 8);
    CHECK(function.ndp_alignment == 16);
    CHECK(function.max_datagrams == 3);
    // The host cannot raise what the function has room for.
    CHECK(ncm::limits::from(p.in, ncm::ntb_input_size{65536}, ncm::payload::mbim).max_size == 4096);
    static_assert(!std::is_convertible_v<ncm::in_parameters, ncm::out_parameters>);
    static_assert(!std::is_convertible_v<ncm::ntb_input_size, ncm::out_parameters>);
}

TEST_CASE("museum B19: a divisor of 1 is accepted from a function, and 4 is what a function offers by default") {
    CHECK(ncm::limits::from(ncm::out_parameters{16384, 1, 0, 4, 0}, ncm::payload::mbim).divisor == 1);
    const ncm::ntb_parameters defaults;
    CHECK(defaults.in.divisor == 4);
    CHECK(defaults.out.divisor == 4);
}

TEST_CASE("museum B20: more than one datagram in a block") { CHECK(ncm::capacity({.max_size = 2048}, 60) > 20); }

TEST_CASE("museum B21: notifications have exactly the length of their kind") {
    static_assert(usb::network_connection(0, true).size() == 8);
    static_assert(usb::connection_speed_change(0, {}).size() == 16);
    CHECK(equal(bytes{usb::network_connection(3, true)}, sets::of({0xa1, 0x00, 1, 0, 3, 0, 0, 0})));
    CHECK(equal(bytes{usb::connection_speed_change(3, {0x01020304, 0x05060708})},
                sets::of({0xa1, 0x2a, 0, 0, 3, 0, 8, 0, 4, 3, 2, 1, 8, 7, 6, 5})));
    // wLength of another kind.
    CHECK(usb::notification::parse(sets::of({0xa1, 0x00, 1, 0, 3, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0})).error() == error{errc::length, 6});
    CHECK(usb::notification::parse(sets::of({0xa1, 0x2a, 0, 0, 3, 0, 0, 0})).error() == error{errc::length, 6});
}

TEST_CASE("museum B23: sizes next to the end of 16 bits") {
    std::vector<std::byte> buffer(70000);
    for (std::size_t size = 65480; size < 65540; ++size) {
        ncm::aggregator tx{buffer, {.max_size = 65535}};
        const bool fits = 12 + (size + 3) / 4 * 4 + 16 <= 65535;
        CHECK((tx.append(ncm::stream::ips(0), std::vector<std::byte>(size)) == ncm::admission::accepted) == fits);
        const bytes block = tx.finish();
        CHECK(block.empty() == !fits);
        if (fits) CHECK(ncm::ntb::parse(block, {.mode = ncm::mode::strict}));
    }
}

TEST_CASE("museum B24: no rule about short packets where the packet size is 0") {
    CHECK(ncm::terminator(512, 0, {.max_size = 16384}) == ncm::terminator_kind::none);
}

TEST_CASE("museum B25: how a transfer ends") {
    using enum ncm::terminator_kind;
    const ncm::limits zlp_limits{.max_size = 16384};
    const ncm::limits pad_limits{.max_size = 16384, .termination = ncm::termination::pad};
    const ncm::limits always{.max_size = 16384, .termination = ncm::termination::always_zlp};
    static_assert(ncm::terminator(1024, 512, {.max_size = 16384}) == zlp);
    for (const auto& l : {zlp_limits, pad_limits, always}) {
        CHECK(ncm::terminator(0, 512, l) == none);
        CHECK(ncm::terminator(511, 512, l) == none);
        CHECK(ncm::terminator(513, 512, l) == none);
        CHECK(ncm::terminator(16383, 512, l) == none);
    }
    CHECK(ncm::terminator(512, 512, zlp_limits) == zlp);
    CHECK(ncm::terminator(512, 512, pad_limits) == pad);
    CHECK(ncm::terminator(512, 512, always) == zlp);
    CHECK(ncm::terminator(16384 - 512, 512, pad_limits) == pad);
    CHECK(ncm::terminator(16384, 512, zlp_limits) == none);
    CHECK(ncm::terminator(16384, 512, pad_limits) == none);
    CHECK(ncm::terminator(16384, 512, always) == zlp);
}

TEST_CASE("museum B26: a notification that is repeated for ever decodes each time, and leaves nothing behind") {
    const auto up = usb::network_connection(1, true);
    usb::notification_joiner<> joiner;
    for (int i = 0; i < 1000; ++i) {
        bytes packet{up};
        const auto n = joiner.receive(packet);
        REQUIRE(n);
        REQUIRE(*n->connected());
        REQUIRE(packet.empty());
        REQUIRE(joiner.pending() == 0);
    }
}

TEST_CASE("museum B27: CONNECTION_SPEED_CHANGE in two packets of eight bytes") {
    const sets::octets whole = sets::of({0xa1, 0x2a, 0, 0, 3, 0, 8, 0, 4, 3, 2, 1, 8, 7, 6, 5});
    usb::notification_joiner<> joiner;
    bytes header = bytes{whole}.first(8);
    bytes data = bytes{whole}.subspan(8);
    CHECK(joiner.receive(header).error().code() == errc::need_more);
    const auto n = joiner.receive(data);
    REQUIRE(n);
    CHECK(*n->speed() == usb::connection_speed{0x01020304, 0x05060708});
}
