// SPDX-License-Identifier: BSL-1.0
/// \file
/// Transfers that broke a receiver, each parsed in every mode, iterated, copied out, cut short, and moved to every
/// alignment in memory of exactly its size, where a sanitizer sees a read beyond it.
#include <cdcnet/ncm/copy_out.hpp>
#include <cdcnet/ncm/parser.hpp>
#include <cdcnet/ncm/statistics.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <string>

#include "bad_inputs.hpp"
#include "compare.hpp"
#include "exact_copy.hpp"
#include "museum_rows.hpp"

using namespace cdcnet;
using museum::outcome;
using museum::row;

namespace {

std::size_t checks = 0;
std::size_t transfers = 0;

void check(bool good, const std::string& what) {
    ++checks;
    INFO(what);
    CHECK(good);
}

constexpr outcome parse(bytes transfer, ncm::mode mode, mutable_bytes scratch = {}) {
    const auto block = ncm::ntb::parse(transfer, {.mode = mode, .scratch = scratch});
    if (!block) return museum::refuses(block.error().code(), block.error().offset());
    std::size_t n = 0;
    for (const ncm::datagram d : *block) n += d.bytes.empty() ? 1000000u : 1u;
    return museum::delivers(n);
}
static_assert(parse(museum::good16, ncm::mode::strict) == museum::delivers(2));
static_assert(parse(museum::good32, ncm::mode::strict) == museum::delivers(2));
static_assert(parse(museum::museum_A01_table_past_end, ncm::mode::lenient) == museum::refuses(errc::table_outside, 108));
static_assert(parse(museum::museum_A16_cyclic_chain, ncm::mode::standard) == museum::refuses(errc::chain, 18));

/// Every block and every datagram in it, with a budget for both: no more bytes than the transfer has.
void iterate(bytes transfer, ncm::mode mode, mutable_bytes scratch) {
    std::size_t block_budget = transfer.size() / 28 + 1;
    for (const auto& block : ncm::transfer{transfer, {.mode = mode, .scratch = scratch}}) {
        REQUIRE(block_budget-- != 0);
        if (!block) continue;
        std::size_t byte_budget = transfer.size();
        for (const ncm::datagram d : *block) {
            REQUIRE(d.bytes.size() <= byte_budget);
            byte_budget -= d.bytes.size();
        }
    }
    check(true, "iteration ends");
}

/// Each datagram copied where nothing more has room, and compared byte by byte with what the table says; where one byte
/// is missing, the size that suffices is told.
void copy_out(bytes transfer, ncm::mode mode, mutable_bytes scratch) {
    const auto block = ncm::ntb::parse(transfer, {.mode = mode, .scratch = scratch});
    if (!block) return;
    auto datagram = block->begin();
    bool same = true;
    for (const ncm::entry e : block->entries()) {
        if (e.fault) continue;
        const std::unique_ptr<std::byte[]> memory{new std::byte[e.length]};
        const ncm::datagram d = *datagram++;
        const auto copy = ncm::copy_out(d, {memory.get(), e.length});
        same = same && copy && copy->data() == memory.get() && equal(*copy, transfer.subspan(e.index, e.length));
        const mutable_bytes too_small{memory.get(), e.length - 1u};
        same = same && ncm::copy_out(d, too_small).error() == error::no_space(e.length);
    }
    check(same, "copied datagrams");
}

void run(const row& r) {
    comparison::comparer comparer;
    std::vector<std::byte> scratch(ncm::scratch_size(r.transfer.size()));
    for (std::size_t shift = 0; shift < 8; ++shift) {
        const exact_copy copy{r.transfer, shift};
        check(parse(copy.view(), ncm::mode::standard) == r.standard, "standard");
        check(parse(copy.view(), ncm::mode::lenient, scratch) == r.lenient, "lenient");
        check(parse(copy.view(), ncm::mode::strict) == r.strict, "strict");
        const std::string difference = comparer.difference(copy.view());
        check(difference.empty(), difference);
        for (const auto mode : {ncm::mode::standard, ncm::mode::lenient, ncm::mode::strict}) {
            iterate(copy.view(), mode, scratch);
            copy_out(copy.view(), mode, scratch);
        }
    }
    ++transfers;
    const std::size_t step = r.transfer.size() > 2048 ? r.transfer.size() / 64 : 1;
    for (std::size_t size = 0; size < r.transfer.size(); size += step) {
        ++transfers;
        const exact_copy prefix{r.transfer.first(size)};
        const std::string difference = comparer.difference(prefix.view());
        check(difference.empty(), "cut to " + std::to_string(size) + ": " + difference);
    }
}

}  // namespace

TEST_CASE("museum A: every row in every mode, iterated, copied, cut short, and at every alignment") {
    checks = 0;
    transfers = 0;
    for (const row& r : museum::rows) {
        INFO(r.id << ": " << r.what);
        run(r);
    }
    MESSAGE(std::size(museum::rows) << " rows, " << checks << " checks");
    tried("NTBs that have broken somebody, also cut", transfers);
}

TEST_CASE("museum A: no number of the list is missing") {
    std::set<std::string> ids;
    for (const row& r : museum::rows) ids.emplace(r.id);
    for (unsigned n = 1; n <= 52; ++n) {
        const std::string id = std::string{n < 10 ? "A0" : "A"} + std::to_string(n);
        INFO(id);
        CHECK(ids.count(id) == 1);
    }
}

TEST_CASE("museum A05: every block length below the least") {
    for (std::uint32_t length = 1; length < 28; ++length) {
        const auto block = hand_made::transfer<64>{}.nth16(1, length, 12).ndp16(12, hand_made::NCM0, 16, 0, {{28, 20}, {0, 0}}).bytes;
        CHECK(parse(block, ncm::mode::lenient) == museum::refuses(errc::block_length, 8));
    }
    for (std::uint32_t length = 1; length < 48; ++length) {
        const auto block = hand_made::transfer<64>{}.nth32(1, length, 16).ndp32(16, hand_made::ncm0, 32, 0, {{48, 16}, {0, 0}}).bytes;
        CHECK(parse(block, ncm::mode::lenient) == museum::refuses(errc::block_length, 8));
    }
}

TEST_CASE("museum A08, A13, A14, A15, A36, A38, A40, A41: the blocks of a transfer, each once") {
    const auto offsets = [](bytes transfer) {
        std::vector<std::size_t> found;
        const ncm::transfer blocks{transfer};
        for (auto i = blocks.begin(); !(i == blocks.end()); ++i) {
            REQUIRE(*i);
            CHECK((*i)->datagram_count() == 1);
            found.push_back(i.offset());
        }
        return found;
    };
    using list = std::vector<std::size_t>;
    CHECK(offsets(museum::museum_A08_short_tail) == list{0});
    CHECK(offsets(museum::museum_A13_pad_byte) == list{0});
    CHECK(offsets(museum::museum_A14_no_length) == list{0});
    CHECK(offsets(museum::museum_A15_two_blocks) == list{0, 128});
    CHECK(offsets(museum::museum_A36_ping_of_53) == list{0});
    CHECK(offsets(museum::museum_A38_no_length) == list{0});
    CHECK(offsets(museum::museum_A40_pad_byte) == list{0});
    CHECK(offsets(museum::museum_A41_no_zlp_between) == list{0, 512});
}

TEST_CASE("museum A18: gaps of the sequence are counted and nothing else") {
    ncm::sequence_tracker tracker;
    for (const std::uint16_t sequence : std::array<std::uint16_t, 4>{1, 1, 7, 7}) {
        auto block = hand_made::transfer<128>{museum::museum_A18_sequence}.put(6, sequence, 2).bytes;
        const auto parsed = ncm::ntb::parse(block, {.mode = ncm::mode::strict});
        REQUIRE(parsed);
        tracker.observe(parsed->sequence());
    }
    CHECK(tracker.gaps() == 3);
    CHECK(tracker.missing() == 5);
}

TEST_CASE("museum A21: the runt is delivered as it is, the bad entry is reported") {
    std::vector<std::size_t> sizes;
    const auto runt = ncm::ntb::parse(museum::museum_A21_runt);
    REQUIRE(runt);
    for (const ncm::datagram d : *runt) sizes.push_back(d.bytes.size());
    CHECK(sizes == std::vector<std::size_t>{40, 10, 40});
    std::vector<error> faults;
    const auto block = ncm::ntb::parse(museum::museum_A21_bad_middle, {.mode = ncm::mode::lenient});
    REQUIRE(block);
    for (const ncm::entry e : block->entries()) faults.push_back(e.fault);
    CHECK(faults == std::vector<error>{{}, {errc::datagram_over_nth, 24, place::of_entry(0, 1)}, {}});
}

TEST_CASE("museum A32: any number of bad blocks leaves nothing behind") {
    for (const row& r : museum::rows) static_cast<void>(parse(r.transfer, ncm::mode::standard));
    CHECK(parse(museum::good16, ncm::mode::standard) == museum::delivers(2));
}

TEST_CASE("museum A33: a block that arrives packet by packet") {
    for (const std::size_t received : {512u, 1024u, 1536u}) {
        const exact_copy packets{bytes{museum::museum_A33_four_packets}.first(received)};
        CHECK(parse(packets.view(), ncm::mode::lenient) == museum::refuses(errc::block_exceeds, 8));
    }
    CHECK(parse(museum::museum_A33_four_packets, ncm::mode::standard) == museum::delivers(1));
}

TEST_CASE("museum A43, A44, A49: everything comes back, in order, from its own stream") {
    const auto streams = [](bytes transfer) {
        std::vector<std::pair<std::uint32_t, std::size_t>> all;
        const auto block = ncm::ntb::parse(transfer);
        REQUIRE(block);
        for (const ncm::datagram d : *block) all.emplace_back(d.stream.signature(ncm::format::ntb16), d.bytes.size());
        return all;
    };
    using list = std::vector<std::pair<std::uint32_t, std::size_t>>;
    using namespace hand_made;
    CHECK(streams(museum::museum_A43_two_ndps) == list{{NCM0, 40}, {NCM0, 44}});
    CHECK(streams(museum::museum_A44_two_datagrams) == list{{NCM0, 40}, {NCM0, 56}});
    CHECK(streams(museum::museum_A49_two_sessions) == list{{IPS, 40}, {IPS | 2u << 24, 44}});
}

TEST_CASE("museum A45: a datagram of 1600 bytes and memory for an Ethernet frame") {
    const ncm::datagram d = *ncm::ntb::parse(museum::museum_A45_long_datagram)->begin();
    std::array<std::byte, 1700> memory{};
    memory.fill(std::byte{0xa5});
    CHECK(ncm::copy_out(d, mutable_bytes{memory}.first(1514)).error() == error::no_space(1600));
    CHECK(memory[0] == std::byte{0xa5});
    const auto copy = ncm::copy_out(d, memory);
    REQUIRE(copy);
    CHECK(copy->size() == 1600);
    CHECK(memory[1599] == std::byte{});
    CHECK(memory[1600] == std::byte{0xa5});
}
