// SPDX-License-Identifier: BSL-1.0
#include <cdcdump/data_channel.hpp>
#include <doctest/doctest.h>

#include <cdcnet/ncm/aggregator.hpp>

#include "examples/collector.hpp"

using cdcdump::data_channel;
using cdcdump::origin;
using cdcdump_test::collector;
using cdcdump_test::from_hex;
using cdcdump_test::octets;
namespace ncm = cdcnet::ncm;

namespace {

/// An NTB16 by hand: NTH, one NDP of IP session 0, one datagram of four bytes.
octets small_block(std::uint8_t sequence) {
    octets block = from_hex("4e434d48 0c00 0000 2000 0c00  49505300 1000 0000 1c00 0400 0000 0000 45000004");
    block[6] = std::byte{sequence};
    return block;
}

/// A block of `size` bytes from our own aggregator; what matters here is only its length.
octets large_block(std::size_t size) {
    octets buffer(size);
    ncm::aggregator tx{buffer, {.max_size = 0xffff}};
    const octets datagram(100, std::byte{0x45});
    while (tx.append(ncm::stream::ips(1), datagram) == ncm::admission::accepted) {
    }
    const cdcnet::bytes block = tx.finish(size);
    REQUIRE(block.size() == size);
    return {block.begin(), block.end()};
}

}  // namespace

TEST_CASE("one transfer, one block") {
    collector out;
    data_channel channel;
    channel.configure(512, 16384);
    channel.take(small_block(0), origin{.number = 7}, false, out);
    REQUIRE(out.blocks.size() == 1);
    CHECK(out.blocks[0].where.number == 7);
    CHECK(out.blocks[0].max_size == 16384);
    CHECK(out.blocks[0].urbs == 1);
    REQUIRE(out.blocks[0].datagrams.size() == 1);
    CHECK(out.blocks[0].datagrams[0] == from_hex("45000004"));
    CHECK(out.faults.empty());
}

TEST_CASE("several blocks in a transfer, and gaps in their sequence") {
    octets transfer = small_block(5);
    for (const std::uint8_t sequence : {std::uint8_t{6}, std::uint8_t{9}, std::uint8_t{9}}) {
        const octets next = small_block(sequence);
        transfer.insert(transfer.end(), next.begin(), next.end());
    }
    collector out;
    data_channel channel;
    channel.take(transfer, origin{}, false, out);
    REQUIRE(out.blocks.size() == 4);
    CHECK(out.blocks[1].missed == 0);
    CHECK(out.blocks[2].missed == 2);
    CHECK(out.blocks[3].missed == 0);
    CHECK(out.blocks[3].repeated);
    CHECK(!out.blocks[0].repeated);

    channel.restart(out);
    channel.take(small_block(0), origin{}, false, out);
    CHECK(out.blocks.back().missed == 0);
    CHECK(!out.blocks.back().repeated);
}

TEST_CASE("a block that continues in the next URBs") {
    const octets block = large_block(3000);
    collector out;
    data_channel channel;
    channel.configure(512, 0);
    const cdcnet::bytes all{block};
    channel.take(all.first(1024), origin{.number = 1}, false, out);
    channel.take(all.subspan(1024, 1024), origin{.number = 2}, false, out);
    CHECK(out.blocks.empty());
    channel.take(all.subspan(2048), origin{.number = 3}, false, out);
    REQUIRE(out.blocks.size() == 1);
    CHECK(out.blocks[0].urbs == 3);
    CHECK(out.blocks[0].where.number == 3);
    CHECK(out.faults.empty());
}

TEST_CASE("a short packet ends a transfer, and a new block ends one that waits") {
    const octets block = large_block(3000);
    const cdcnet::bytes all{block};
    collector out;
    data_channel channel;
    channel.configure(512, 0);
    channel.take(all.first(1000), origin{}, false, out);  // 1000 is no multiple of 512
    REQUIRE(out.faults.size() == 1);
    CHECK(out.faults[0].error.code() == cdcnet::errc::block_exceeds);
    CHECK(out.faults[0].field == "NTH wBlockLength");

    channel.take(all.first(1024), origin{}, false, out);
    channel.take(small_block(0), origin{}, false, out);
    CHECK(out.faults.size() == 2);
    CHECK(out.blocks.size() == 1);

    channel.take(all.first(1024), origin{}, false, out);
    channel.take({}, origin{}, false, out);  // a zero-length packet
    CHECK(out.faults.size() == 3);

    channel.take(all.first(1024), origin{}, true, out);  // the rest was never recorded
    CHECK(out.faults.size() == 4);

    channel.take(all.first(1024), origin{}, false, out);
    channel.flush(out);
    CHECK(out.faults.size() == 5);
    channel.flush(out);
    CHECK(out.faults.size() == 5);
}

TEST_CASE("a bad datagram is reported and does not cost its neighbours") {
    // two entries, the first one beyond the block
    const octets block = from_hex("4e434d48 0c00 0000 2400 0c00  49505300 1400 0000 ff00 0400 2000 0400 0000 0000 45000004");
    collector out;
    data_channel channel;
    channel.take(block, origin{}, false, out);
    REQUIRE(out.blocks.size() == 1);
    CHECK(out.blocks[0].datagrams.size() == 1);
    REQUIRE(out.faults.size() == 1);
    CHECK(out.faults[0].error.code() == cdcnet::errc::datagram_outside);
    CHECK(out.faults[0].error.offset() == 20);
    CHECK(out.faults[0].field == "NDP 0 entry 0");
}

TEST_CASE("CRCs are checked") {
    // CRC-32 of "123456789" is 0xcbf43926, the check value of its definition
    octets block = from_hex("4e434d48 0c00 0000 2900 0c00  4e434d31 1000 0000 1c00 0d00 0000 0000 313233343536373839 2639f4cb");
    collector out;
    data_channel channel;
    channel.take(block, origin{}, false, out);
    REQUIRE(out.blocks.size() == 1);
    CHECK(out.blocks[0].crc_checked == 1);
    CHECK(out.blocks[0].crc_failed == 0);
    block.back() ^= std::byte{1};
    channel.take(block, origin{}, false, out);
    CHECK(out.blocks[1].crc_failed == 1);
}

TEST_CASE("every front of a block is refused, none is read beyond") {
    const octets block = small_block(0);
    for (std::size_t n = 1; n < block.size(); ++n) {
        collector out;
        data_channel channel;
        channel.configure(512, 0);
        const octets front(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(n));
        channel.take(front, origin{}, false, out);
        channel.flush(out);
        CHECK(out.blocks.empty());
        CHECK(out.faults.size() == 1);
    }
}
