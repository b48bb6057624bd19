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

namespace {

/// An NTB16 without datagrams, at least as large as the least one that is legal.
octets empty_block(std::size_t size) {
    octets block = from_hex("4e434d48 0c00 0000 0000 0c00  49505300 1000 0000 0000 0000");
    block.resize(size, std::byte{});
    cdcnet::store_le(block.data() + 8, static_cast<std::uint16_t>(size));
    return block;
}

/// Counts what is told.
struct counter : cdcdump::report {
    void block(const cdcdump::block_record&) override { ++blocks; }
    void fault(const cdcdump::fault_record&) override { ++faults; }
    std::size_t blocks{};
    std::size_t faults{};
};

/// One block, and behind it others of these sizes without an end.
class endless {
public:
    endless(std::size_t first, std::initializer_list<std::size_t> sizes) : stream_{empty_block(first)} {
        for (const std::size_t size : sizes) {
            const octets one = empty_block(size);
            next_.insert(next_.end(), one.begin(), one.end());
        }
    }

    void send(data_channel& channel, std::size_t urbs, std::size_t urb, cdcdump::report& out) {
        for (std::size_t i = 0; i < urbs; ++i) {
            while (stream_.size() < urb) stream_.insert(stream_.end(), next_.begin(), next_.end());
            channel.take(cdcnet::bytes{stream_}.first(urb), origin{}, false, out);
            stream_.erase(stream_.begin(), stream_.begin() + static_cast<std::ptrdiff_t>(urb));
        }
    }

private:
    octets stream_;
    octets next_;
};

}  // namespace

TEST_CASE("a transfer that does not end is cut at 16 MiB") {
    counter out;
    data_channel channel;
    endless blocks{29, {30'000}};  // no block ends with a multiple of 16, and so with an URB
    blocks.send(channel, 255, 65'536, out);
    CHECK(out.blocks == 0);
    CHECK(out.faults == 0);
    // With the next one there are 16 MiB: the first block, 559 more, and the front of one that goes beyond
    blocks.send(channel, 1, 65'536, out);
    CHECK(out.blocks == 560);
    CHECK(out.faults == 1);
}

// If each URB looked at all blocks again, this would be 3,200,000,000 looks, and take minutes.
TEST_CASE("the blocks of a transfer are not gone through for each of its URBs") {
    constexpr std::size_t urbs = 40'000;
    counter out;
    data_channel channel;
    // Each URB ends with the NTH of a block of 28 bytes.
    endless blocks{128 - 12, {28, 28, 28, 44}};
    blocks.send(channel, urbs, 128, out);
    CHECK(out.blocks == 0);
    channel.flush(out);
    CHECK(out.blocks == 1 + 4 * (urbs - 1));
    CHECK(out.faults == 1);
}

TEST_CASE("a block that is too short to be one ends the transfer") {
    // An NTH that announces itself alone, and the front of a block that would go on.
    octets transfer = from_hex("4e434d48 0c00 0000 0c00 0c00");
    const octets next = large_block(3000);
    transfer.insert(transfer.end(), next.begin(), next.begin() + 500);
    REQUIRE(transfer.size() == 512);
    counter out;
    data_channel channel;
    channel.configure(512, 0);
    channel.take(transfer, origin{}, false, out);
    CHECK(out.faults == 1);  // told at once, not when more has come
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
