// SPDX-License-Identifier: BSL-1.0
/// \file
/// Transfers that broke somebody: one test per known input, named by its number in the list of such inputs.
#include <cdcnet/ncm/aggregator.hpp>
#include <cdcnet/ncm/parser.hpp>
#include <doctest/doctest.h>

#include <vector>

#include "builder.hpp"
#include "compare.hpp"

// NOLINTBEGIN(readability-identifier-naming): inputs carry the letter of their list

using namespace cdcnet;
using namespace hand_made;

namespace {

/// What a mode does with a transfer: an error, or a number of datagrams.
struct outcome {
    errc code{};
    std::size_t datagrams{};
    friend constexpr bool operator==(outcome, outcome) = default;
};
constexpr outcome delivers(std::size_t datagrams) { return {errc::none, datagrams}; }
constexpr outcome refuses(errc code) { return {code, 0}; }

/// What parsing gives, counted by iteration.
template <class Bytes>
constexpr outcome parse(const Bytes& transfer, ncm::mode mode, mutable_bytes scratch = {}) {
    const auto block = ncm::ntb::parse(bytes{transfer}, {.mode = mode, .scratch = scratch});
    if (!block) return refuses(block.error().code());
    std::size_t n = 0;
    for (const ncm::datagram d : *block) n += d.bytes.empty() ? 1000000u : 1u;
    return delivers(n);
}

/// Every 16-bit field of the headers and tables, replaced by values that have gone wrong before: the library and the
/// reference say the same.
void corrupt_fields(const std::vector<std::byte>& original) {
    const std::size_t size = original.size();
    for (std::size_t at = 0; at + 2 <= size && at < 160; at += 2) {
        const std::size_t held = std::to_integer<std::size_t>(original[at]) | std::to_integer<std::size_t>(original[at + 1]) << 8;
        for (const std::size_t value : {std::size_t{0}, std::size_t{1}, size - 1, size, size + 1, held - 1, held + 1, std::size_t{0x7fff},
                                        std::size_t{0x8000}, std::size_t{0xffff}}) {
            std::vector<std::byte> changed = original;
            changed[at] = static_cast<std::byte>(value & 0xff);
            changed[at + 1] = static_cast<std::byte>(value >> 8 & 0xff);
            const std::string difference = comparison::difference(changed);
            INFO("offset " << at << " value " << value);
            REQUIRE(difference == "");
        }
    }
}

/// The outcome in each mode, the reference's agreement, and the same at every alignment in memory of exactly this size.
void expect(bytes transfer, outcome standard, outcome lenient, outcome strict) {
    CHECK(parse(transfer, ncm::mode::standard) == standard);
    std::vector<std::byte> scratch(ncm::scratch_size(transfer.size()));
    CHECK(parse(transfer, ncm::mode::lenient, scratch) == lenient);
    CHECK(parse(transfer, ncm::mode::strict) == strict);
    CHECK(comparison::difference(transfer) == "");

    for (std::size_t shift = 0; shift < 8; ++shift) {
        std::vector<std::byte> copy(shift + transfer.size());
        copy_bytes(copy.data() + shift, transfer.data(), transfer.size());
        const bytes moved = bytes{copy}.subspan(shift);
        CHECK(parse(moved, ncm::mode::standard) == standard);
    }
    if (transfer.size() <= 512) corrupt_fields({transfer.begin(), transfer.end()});
}
void expect_refused(bytes transfer, errc code) { expect(transfer, refuses(code), refuses(code), refuses(code)); }
void expect_delivered(bytes transfer, std::size_t datagrams) {
    expect(transfer, delivers(datagrams), delivers(datagrams), delivers(datagrams));
}

/// A block that a strict receiver accepts, with two datagrams.
constexpr auto good16 = transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 20, 0, {{32, 40}, {72, 56}, {0, 0}}).payload(32, 96).bytes;
constexpr auto good32 = transfer<128>{}.nth32(1, 128, 16).ndp32(16, ips, 40, 0, {{56, 40}, {96, 32}, {0, 0}}).payload(56, 72).bytes;
static_assert(parse(good16, ncm::mode::strict) == delivers(2));
static_assert(parse(good32, ncm::mode::strict) == delivers(2));

}  // namespace

TEST_CASE("museum: blocks without fault") {
    expect_delivered(good16, 2);
    expect_delivered(good32, 2);
}

TEST_CASE("museum A01: a 16-bit table that ends behind the transfer") {
    static constexpr auto museum_A01_table_past_end =
        transfer<128>{}.nth16(1, 128, 104).ndp16(104, IPS, 64, 0, {{12, 20}, {32, 20}, {52, 20}, {72, 20}}).bytes;
    static_assert(parse(museum_A01_table_past_end, ncm::mode::lenient) == refuses(errc::table_outside));
    expect_refused(museum_A01_table_past_end, errc::table_outside);
    CHECK(ncm::ntb::parse(museum_A01_table_past_end).error() == error{errc::table_outside, 108, place::of_entry(0)});
}

TEST_CASE("museum A02: a 32-bit table that ends behind the transfer") {
    static constexpr auto museum_A02_table_past_end_32 = transfer<128>{}.nth32(1, 128, 96).ndp32(96, ncm0, 0x60, 0).bytes;
    expect_refused(museum_A02_table_past_end_32, errc::table_outside);
}

TEST_CASE("museum A03: a next index that is negative as a signed number") {
    static constexpr auto museum_A03_negative_next =
        transfer<128>{}.nth32(1, 128, 16).ndp32(16, ips, 32, 0xfffffff0, {{64, 20}, {0, 0}}).bytes;
    expect_refused(museum_A03_negative_next, errc::ndp_outside);
    // The field that names the NDP is the next index of the first one.
    CHECK(ncm::ntb::parse(museum_A03_negative_next).error() == error{errc::ndp_outside, 24, place::of_entry(1)});
}

TEST_CASE("museum A04: index and length whose sum is negative as a signed number") {
    static constexpr auto museum_A04_signed_sum =
        transfer<128>{}.nth32(1, 128, 16).ndp32(16, ips, 40, 0, {{0x7ffffff0, 0x40}, {64, 20}, {0, 0}}).bytes;
    expect(museum_A04_signed_sum, refuses(errc::datagram_outside), delivers(1), refuses(errc::datagram_outside));
}

TEST_CASE("museum A05: block lengths below the least block") {
    for (std::uint32_t length = 1; length < 28; ++length) {
        const auto museum_A05_short_block = transfer<64>{}.nth16(1, length, 12).ndp16(12, NCM0, 16, 0, {{28, 20}, {0, 0}}).bytes;
        expect_refused(museum_A05_short_block, errc::block_length);
    }
    static constexpr auto just_enough = transfer<64>{}.nth16(1, 28, 12).ndp16(12, NCM0, 16, 0).bytes;
    expect(just_enough, delivers(0), delivers(0), refuses(errc::trailing_bytes));
}

TEST_CASE("museum A06, A17: a datagram that ends behind the block") {
    static constexpr auto museum_A06_datagram_past_end = transfer<64>{}.nth16(1, 64, 12).ndp16(12, NCM0, 16, 0, {{28, 1000}, {0, 0}}).bytes;
    expect(museum_A06_datagram_past_end, refuses(errc::datagram_outside), delivers(0), refuses(errc::datagram_outside));
    CHECK(ncm::ntb::parse(museum_A06_datagram_past_end).error() == error{errc::datagram_outside, 20, place::of_entry(0, 0)});
}

TEST_CASE("museum A07: a block length above the transfer") {
    static constexpr auto museum_A07_block_past_end = transfer<64>{}.nth16(1, 1500, 12).ndp16(12, NCM0, 16, 0, {{28, 1000}, {0, 0}}).bytes;
    expect_refused(museum_A07_block_past_end, errc::block_exceeds);
}

TEST_CASE("museum A08: four bytes behind a block are no second block") {
    static constexpr auto museum_A08_short_tail =
        transfer<100>{}.nth16(1, 96, 12).ndp16(12, NCM0, 16, 0, {{28, 68}, {0, 0}}).put(96, 0x484d434e, 4).bytes;
    expect(museum_A08_short_tail, delivers(1), delivers(1), refuses(errc::trailing_bytes));
    CHECK(ncm::ntb::parse(museum_A08_short_tail)->next_offset() == 0);
}

TEST_CASE("museum A09, A16, A27, A46: a next index that names its own NDP") {
    static constexpr auto museum_A09_next_is_itself =
        transfer<128>{}.nth16(1, 128, 12).ndp16(12, IPS, 24, 12, {{40, 60}, {0, 0}, {0, 0}, {0, 0}}).bytes;
    static_assert(parse(museum_A09_next_is_itself, ncm::mode::standard) == refuses(errc::chain));
    expect_refused(museum_A09_next_is_itself, errc::chain);
    CHECK(ncm::ntb::parse(museum_A09_next_is_itself).error() == error{errc::chain, 18, place::of_entry(0)});
    static constexpr auto museum_A16_cyclic_chain = transfer<128>{}.nth16(1, 128, 12).ndp16(12, IPS, 16, 12, {{28, 100}, {0, 0}}).bytes;
    expect_refused(museum_A16_cyclic_chain, errc::chain);
    static constexpr auto museum_A16_cyclic_empty_chain = transfer<128>{}.nth16(1, 128, 12).ndp16(12, IPS, 16, 12, {{0, 0}, {0, 0}}).bytes;
    expect_refused(museum_A16_cyclic_empty_chain, errc::chain);
}

TEST_CASE("museum A16, A42: two NDPs that name each other") {
    static constexpr auto museum_A16_two_cycle =
        transfer<128>{}.nth16(1, 128, 12).ndp16(12, IPS, 16, 28, {{60, 10}, {0, 0}}).ndp16(28, IPS, 16, 12, {{70, 10}, {0, 0}}).bytes;
    expect_refused(museum_A16_two_cycle, errc::chain);
    CHECK(ncm::ntb::parse(museum_A16_two_cycle).error() == error{errc::chain, 34, place::of_entry(1)});
}

TEST_CASE("museum A10: an Ethernet table that ends behind the transfer") {
    static constexpr auto museum_A10_ethernet_table =
        transfer<128>{}.nth16(1, 128, 104).ndp16(104, NCM0, 64, 0, {{12, 20}, {32, 20}, {52, 20}, {72, 20}}).bytes;
    expect_refused(museum_A10_ethernet_table, errc::table_outside);
}

TEST_CASE("museum A11: a first NDP index far behind the transfer") {
    static constexpr auto museum_A11_ndp_past_end = transfer<64>{}.nth16(1, 64, 0xfff0).bytes;
    expect_refused(museum_A11_ndp_past_end, errc::ndp_outside);
    CHECK(ncm::ntb::parse(museum_A11_ndp_past_end).error() == error{errc::ndp_outside, 10, place::of_entry(0)});
}

TEST_CASE("museum A12: the null entry is no datagram to be checked") {
    static constexpr auto museum_A12_null_entry = transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 16, 0, {{28, 100}, {0, 0}}).bytes;
    expect_delivered(museum_A12_null_entry, 1);
}

TEST_CASE("museum A13, A36, A40: one zero byte behind the block") {
    static constexpr auto museum_A13_pad_byte = transfer<129>{}.nth16(1, 128, 12).ndp16(12, NCM0, 16, 0, {{28, 100}, {0, 0}}).bytes;
    expect(museum_A13_pad_byte, delivers(1), delivers(1), refuses(errc::trailing_bytes));
    CHECK(ncm::ntb::parse(museum_A13_pad_byte)->bytes_behind() == 1);
    CHECK(ncm::ntb::parse(museum_A13_pad_byte)->next_offset() == 0);
}

TEST_CASE("museum A14, A38: a block length of 0 means the end of the transfer, once") {
    static constexpr auto museum_A14_block_length_zero = transfer<128>{}.nth16(1, 0, 12).ndp16(12, NCM0, 16, 0, {{28, 100}, {0, 0}}).bytes;
    expect_delivered(museum_A14_block_length_zero, 1);
    std::size_t blocks = 0;
    for (const auto& block : ncm::transfer{museum_A14_block_length_zero}) {
        CHECK(block);
        ++blocks;
    }
    CHECK(blocks == 1);
}

TEST_CASE("museum A15, A41: two blocks in one transfer") {
    static constexpr auto museum_A15_two_blocks = transfer<256>{}
                                                      .nth16(1, 128, 12)
                                                      .ndp16(12, NCM0, 16, 0, {{28, 100}, {0, 0}})
                                                      .nth16(2, 128, 12, 128)
                                                      .ndp16(140, NCM0, 16, 0, {{28, 90}, {0, 0}})
                                                      .bytes;
    expect(museum_A15_two_blocks, delivers(1), delivers(1), refuses(errc::trailing_bytes));
    std::vector<std::size_t> sizes;
    std::vector<std::size_t> offsets;
    const ncm::transfer blocks{museum_A15_two_blocks};
    for (auto i = blocks.begin(); !(i == blocks.end()); ++i) {
        REQUIRE(*i);
        offsets.push_back(i.offset());
        for (const ncm::datagram d : **i) sizes.push_back(d.bytes.size());
    }
    CHECK(offsets == std::vector<std::size_t>{0, 128});
    CHECK(sizes == std::vector<std::size_t>{100, 90});
}

TEST_CASE("museum A18: gaps of the sequence are counted and nothing else") {
    ncm::sequence_tracker tracker;
    for (const std::uint16_t sequence : std::array<std::uint16_t, 4>{1, 1, 7, 7}) {
        auto block = transfer<128>{}.nth16(sequence, 128, 12).ndp16(12, NCM0, 16, 0, {{28, 100}, {0, 0}}).bytes;
        const auto parsed = ncm::ntb::parse(block);
        REQUIRE(parsed);
        tracker.observe(parsed->sequence());
    }
    CHECK(tracker.gaps() == 3);
    CHECK(tracker.missing() == 5);
}

TEST_CASE("museum A19: a datagram index close to the end of 16 bits") {
    std::vector<std::byte> museum_A19_index_wraps(65520);
    constexpr auto head = transfer<32>{}.nth16(1, 65520, 12).ndp16(12, NCM0, 20, 0, {{0xfff0, 0x20}, {100, 20}, {0, 0}}).bytes;
    copy_bytes(museum_A19_index_wraps.data(), head.data(), head.size());
    expect(museum_A19_index_wraps, refuses(errc::datagram_outside), delivers(1), refuses(errc::datagram_outside));
}

TEST_CASE("museum A20: a table of sixty entries") {
    auto museum_A20_sixty_entries = transfer<12 + 8 + 61 * 4 + 60 * 20>{};
    museum_A20_sixty_entries.nth16(1, 12 + 8 + 61 * 4 + 60 * 20, 12).ndp16(12, NCM0, 8 + 61 * 4, 0);
    for (std::uint32_t i = 0; i < 60; ++i) museum_A20_sixty_entries.put(20 + 4 * i, 12 + 8 + 61 * 4 + 20 * i, 2).put(22 + 4 * i, 20, 2);
    expect_delivered(museum_A20_sixty_entries.bytes, 60);
}

TEST_CASE("museum A21: a runt between two datagrams costs neither") {
    static constexpr auto museum_A21_runt =
        transfer<128>{}.nth16(1, 128, 12).ndp16(12, IPS, 24, 0, {{36, 40}, {76, 10}, {88, 40}, {0, 0}}).bytes;
    expect_delivered(museum_A21_runt, 3);
    // The same with an entry that is wrong instead of short.
    static constexpr auto bad_middle = transfer<128>{}.nth16(1, 128, 12).ndp16(12, IPS, 24, 0, {{36, 40}, {4, 10}, {88, 40}, {0, 0}}).bytes;
    expect(bad_middle, refuses(errc::datagram_over_nth), delivers(2), refuses(errc::datagram_over_nth));
    std::vector<error> faults;
    const auto block = ncm::ntb::parse(bad_middle, {.mode = ncm::mode::lenient});
    for (const ncm::entry e : block->entries()) faults.push_back(e.fault);
    CHECK(faults == std::vector<error>{{}, {errc::datagram_over_nth, 24, place::of_entry(0, 1)}, {}});
}

TEST_CASE("museum A22: thirteen thousand entries with the same bytes") {
    std::vector<std::byte> museum_A22_amplification(65535);
    transfer<20> head;
    head.nth16(1, 65535, 12).ndp16(12, IPS, 8 + 4 * 13001, 0);
    copy_bytes(museum_A22_amplification.data(), head.bytes.data(), head.bytes.size());
    for (std::size_t i = 0; i < 13000; ++i) {
        constexpr auto entry = transfer<4>{}.put(0, 56000, 2).put(2, 8000, 2).bytes;
        copy_bytes(museum_A22_amplification.data() + 20 + 4 * i, entry.data(), entry.size());
    }
    expect(museum_A22_amplification, refuses(errc::payload_exceeds), delivers(1), refuses(errc::payload_exceeds));
}

TEST_CASE("museum A23: datagrams made of header bytes") {
    static constexpr auto museum_A23_header_bytes =
        transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 20, 0, {{1, 40}, {4, 60}, {0, 0}}).bytes;
    expect(museum_A23_header_bytes, refuses(errc::datagram_over_nth), delivers(0), refuses(errc::datagram_over_nth));
    static constexpr auto over_ndp = transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 20, 0, {{31, 40}, {80, 40}, {0, 0}}).bytes;
    expect(over_ndp, refuses(errc::datagram_over_ndp), delivers(1), refuses(errc::datagram_over_ndp));
}

TEST_CASE("museum A24, A50: a datagram inside the transfer but behind the block") {
    static constexpr auto museum_A24_behind_block = transfer<128>{}.nth16(1, 60, 12).ndp16(12, NCM0, 16, 0, {{28, 100}, {0, 0}}).bytes;
    expect(museum_A24_behind_block, refuses(errc::datagram_outside), delivers(0), refuses(errc::datagram_outside));
}

TEST_CASE("museum A25: overlapping datagrams in a table without null entry") {
    static constexpr auto museum_A25_no_terminator =
        transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 20, 0, {{60, 40}, {64, 40}, {100, 20}}).bytes;
    expect(museum_A25_no_terminator, refuses(errc::overlap), delivers(2), refuses(errc::overlap));
    CHECK(ncm::ntb::parse(museum_A25_no_terminator).error() == error{errc::overlap, 24, place::of_entry(0, 1)});
    static constexpr auto disjoint = transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 20, 0, {{40, 20}, {60, 40}, {100, 20}}).bytes;
    expect(disjoint, delivers(3), delivers(3), refuses(errc::terminator));
}

TEST_CASE("museum A26: an empty second NDP with rubbish behind its null entry") {
    static constexpr auto museum_A26_empty_ndp =
        transfer<128>{}
            .nth16(1, 128, 12)
            .ndp16(12, IPS, 16, 28, {{64, 40}, {0, 0}})
            .ndp16(28, IPS | 1u << 24, 32, 0, {{0, 0}, {0xfff0, 0xffff}, {0xfff0, 0xffff}, {0xfff0, 0xffff}, {0, 0}})
            .bytes;
    expect(museum_A26_empty_ndp, delivers(1), delivers(1), refuses(errc::terminator));
}

TEST_CASE("museum A28: an NTB16 without length in a transfer of more than 16 bits") {
    std::vector<std::byte> museum_A28_long_transfer(65556);
    constexpr auto head = transfer<32>{}.nth16(1, 0, 12).ndp16(12, NCM0, 16, 0, {{28, 100}, {0, 0}}).bytes;
    copy_bytes(museum_A28_long_transfer.data(), head.data(), head.size());
    expect(museum_A28_long_transfer, delivers(1), delivers(1), refuses(errc::block_length));
    CHECK(ncm::ntb::parse(museum_A28_long_transfer)->size() == 65536);
}

TEST_CASE("museum A29: a first NDP index that wraps in 32 bits") {
    static constexpr auto museum_A29_ndp_wraps = transfer<128>{}.nth32(1, 128, 0xfffffff0).bytes;
    expect_refused(museum_A29_ndp_wraps, errc::ndp_outside);
}

TEST_CASE("museum A30: a table of 64 KiB in a transfer of 64 bytes") {
    static constexpr auto museum_A30_huge_table = transfer<64>{}.nth16(1, 64, 48).ndp16(48, NCM0, 0xfff8, 0).bytes;
    expect_refused(museum_A30_huge_table, errc::table_outside);
}

TEST_CASE("museum A31: a block without datagrams is accepted, and over at once") {
    static constexpr auto museum_A31_empty_block = transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 16, 0, {{0, 0}, {0, 0}}).bytes;
    expect(museum_A31_empty_block, delivers(0), delivers(0), refuses(errc::terminator));
    const auto block = ncm::ntb::parse(museum_A31_empty_block);
    CHECK(block->begin() == block->end());
}

TEST_CASE("museum A32: any number of bad blocks leaves nothing behind") {
    static constexpr auto museum_A32_bad_block = transfer<64>{}.nth16(1, 64, 12).ndp16(12, 0, 16, 0, {{28, 20}, {0, 0}}).bytes;
    for (int i = 0; i < 100; ++i) CHECK(parse(museum_A32_bad_block, ncm::mode::standard) == refuses(errc::ndp_signature));
    CHECK(parse(good16, ncm::mode::standard) == delivers(2));
}

TEST_CASE("museum A33: a block that arrives packet by packet") {
    std::vector<std::byte> museum_A33_split(1600);
    constexpr auto head = transfer<28>{}.nth16(1, 1600, 12).ndp16(12, NCM0, 16, 0, {{28, 1572}, {0, 0}}).bytes;
    copy_bytes(museum_A33_split.data(), head.data(), head.size());
    for (const std::size_t received : {512u, 1024u, 1536u})
        CHECK(parse(bytes{museum_A33_split}.first(received), ncm::mode::standard) == refuses(errc::block_exceeds));
    CHECK(parse(museum_A33_split, ncm::mode::standard) == delivers(1));
}

TEST_CASE("museum A34: an NDP at an odd index") {
    static constexpr auto museum_A34_odd_ndp = transfer<128>{}.nth16(1, 128, 13).ndp16(13, NCM0, 16, 0, {{40, 60}, {0, 0}}).bytes;
    expect(museum_A34_odd_ndp, delivers(1), delivers(1), refuses(errc::alignment));
}

TEST_CASE("museum A35: the NDP behind the datagrams") {
    static constexpr auto museum_A35_ndp_at_end = transfer<128>{}.nth16(1, 128, 112).ndp16(112, NCM0, 16, 0, {{12, 100}, {0, 0}}).bytes;
    expect_delivered(museum_A35_ndp_at_end, 1);
}

TEST_CASE("museum A37: a table at the end of the transfer that counts more entries than there are") {
    static constexpr auto museum_A37_long_table =
        transfer<128>{}.nth16(1, 128, 112).ndp16(112, NCM0, 8 + 4 * 9, 0, {{12, 100}, {0, 0}}).bytes;
    expect_refused(museum_A37_long_table, errc::table_outside);
}

TEST_CASE("museum A39: indices far behind the transfer, of the NDP and of a datagram") {
    static constexpr auto museum_A39_far_ndp = transfer<128>{}.nth16(1, 128, 0xfff0).bytes;
    expect_refused(museum_A39_far_ndp, errc::ndp_outside);
    static constexpr auto museum_A39_far_datagram =
        transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 16, 0, {{0xfff0, 0xffff}, {0, 0}}).bytes;
    expect(museum_A39_far_datagram, refuses(errc::datagram_outside), delivers(0), refuses(errc::datagram_outside));
}

TEST_CASE("museum A43, A49: two NDPs of the same kind of stream") {
    static constexpr auto museum_A43_two_ndps = transfer<128>{}
                                                    .nth16(1, 128, 12)
                                                    .ndp16(12, IPS, 16, 28, {{44, 40}, {0, 0}})
                                                    .ndp16(28, IPS | 2u << 24, 16, 0, {{84, 44}, {0, 0}})
                                                    .bytes;
    expect_delivered(museum_A43_two_ndps, 2);
    auto d = ncm::ntb::parse(museum_A43_two_ndps)->begin();
    CHECK((*d).stream == ncm::stream::ips(0));
    CHECK((*++d).stream == ncm::stream::ips(2));
}

TEST_CASE("museum A44: both datagrams of a block") { CHECK(parse(good16, ncm::mode::standard) == delivers(2)); }

TEST_CASE("museum A45: a datagram larger than the frame that the receiver had in mind") {
    std::vector<std::byte> museum_A45_long_datagram(1628);
    constexpr auto head = transfer<28>{}.nth16(1, 1628, 12).ndp16(12, NCM0, 16, 0, {{28, 1600}, {0, 0}}).bytes;
    copy_bytes(museum_A45_long_datagram.data(), head.data(), head.size());
    // A datagram is a view with its size; nothing is copied into a buffer that could be too small.
    CHECK((*ncm::ntb::parse(museum_A45_long_datagram)->begin()).bytes.size() == 1600);
}

TEST_CASE("museum A46: next index past the end, NDP at the end, no signature, no null entry") {
    static constexpr auto next_past_end = transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 16, 0xfff0, {{40, 60}, {0, 0}}).bytes;
    expect_refused(next_past_end, errc::ndp_outside);
    static constexpr auto ndp_at_end = transfer<128>{}.nth16(1, 128, 128).bytes;
    expect_refused(ndp_at_end, errc::ndp_outside);
    static constexpr auto no_signature = transfer<128>{}.nth16(1, 128, 12).ndp16(12, 0, 16, 0, {{40, 60}, {0, 0}}).bytes;
    expect_refused(no_signature, errc::ndp_signature);
    static constexpr auto no_null_entry = transfer<128>{}.nth16(1, 128, 12).ndp16(12, NCM0, 16, 0, {{28, 50}, {78, 50}}).bytes;
    expect(no_null_entry, delivers(2), delivers(2), refuses(errc::terminator));
}

TEST_CASE("museum A47: 32-bit sums that wrap") {
    for (const std::uint32_t index : {0x7fffffe0u, 0x80000000u, 0xffffffe0u, 0xffffffffu}) {
        const auto museum_A47_ndp_sum = transfer<128>{}.nth32(1, 128, index).bytes;
        expect_refused(museum_A47_ndp_sum, errc::ndp_outside);
    }
    static constexpr auto museum_A47_datagram_sum =
        transfer<128>{}.nth32(1, 128, 16).ndp32(16, ncm0, 40, 0, {{0x20, 0xfffffff0}, {0xfffffff0, 0x20}, {0, 0}}).bytes;
    expect(museum_A47_datagram_sum, refuses(errc::datagram_outside), delivers(0), refuses(errc::datagram_outside));
}

TEST_CASE("museum A48: an NDP of the other size") {
    static constexpr auto museum_A48_ndp16_in_ntb32 = transfer<128>{}.nth32(1, 128, 16).ndp32(16, IPS, 32, 0, {{64, 20}, {0, 0}}).bytes;
    expect_refused(museum_A48_ndp16_in_ntb32, errc::ndp_kind);
    static constexpr auto museum_A48_ndp32_in_ntb16 = transfer<128>{}.nth16(1, 128, 12).ndp16(12, ncm0, 16, 0, {{64, 20}, {0, 0}}).bytes;
    expect_refused(museum_A48_ndp32_in_ntb16, errc::ndp_kind);
}

TEST_CASE("museum A51: chained 32-bit tables that point far away or at themselves") {
    for (const std::uint32_t next : {0xffffff00u, 16u, 1u}) {
        const auto museum_A51_chain = transfer<128>{}.nth32(1, 128, 16).ndp32(16, dss, 32, next, {{64, 20}, {0, 0}}).bytes;
        expect_refused(museum_A51_chain, next > 16 ? errc::ndp_outside : errc::chain);
    }
    static constexpr auto first_far = transfer<128>{}.nth32(1, 128, 0xffffff00).bytes;
    expect_refused(first_far, errc::ndp_outside);
}

TEST_CASE("museum A52: an NTB16 of 65536 bytes, whose length is 0") {
    std::vector<std::byte> museum_A52_wrapped_length(65536);
    constexpr auto head = transfer<28>{}.nth16(1, 0, 12).ndp16(12, NCM0, 16, 0, {{28, 65508}, {0, 0}}).bytes;
    copy_bytes(museum_A52_wrapped_length.data(), head.data(), head.size());
    expect(museum_A52_wrapped_length, delivers(1), delivers(1), refuses(errc::block_length));
}

namespace {

constexpr std::size_t fill(ncm::aggregator& tx, ncm::stream flow, bytes datagram, std::size_t most = 100000) {
    std::size_t n = 0;
    while (n < most && tx.append(flow, datagram) == ncm::admission::accepted) ++n;
    return n;
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
    for (std::uint32_t max_size = 2232; max_size <= 4096; max_size += 8) {
        std::vector<std::byte> buffer(max_size);
        ncm::aggregator tx{buffer, {.max_size = max_size, .placement = max_size % 16 == 0 ? ncm::placement::front : ncm::placement::end}};
        unsigned n = 0;
        const std::array<std::size_t, 12> imix{40, 576, 40, 40, 1500, 40, 576, 40, 40, 576, 40, 576};
        for (int blocks = 0; blocks < 3; ++blocks) {
            while (tx.append(ncm::stream::ips(static_cast<std::uint8_t>(n % 8)), std::vector<std::byte>(imix[n % 12])) ==
                   ncm::admission::accepted)
                ++n;
            const auto block = ncm::ntb::parse(tx.finish(), {.mode = ncm::mode::strict});
            REQUIRE(block);
            CHECK(block->size() <= max_size);
            for (const ncm::ndp table : block->ndps()) CHECK(table.entries > 0);
        }
    }
}

TEST_CASE("museum B04, B05, B15: blocks filled to the last byte, with every NDP alignment") {
    for (const auto format : {ncm::format::ntb16, ncm::format::ntb32})
        for (const std::uint16_t alignment : std::array<std::uint16_t, 5>{4, 8, 16, 64, 256})
            for (std::uint32_t max_size = 2048; max_size < 2056u + alignment; ++max_size) {
                std::vector<std::byte> buffer(max_size);
                ncm::aggregator tx{buffer, {.format = format, .max_size = max_size, .ndp_alignment = alignment}};
                const std::array<std::byte, 40> datagram{};
                const std::size_t taken = fill(tx, ncm::stream::ips(0), datagram);
                CHECK(taken == ncm::capacity(tx.limits(), datagram.size()));
                CHECK(ncm::block_size(tx.limits(), datagram.size(), taken + 1) > max_size);
                const auto block = ncm::ntb::parse(tx.finish(), {.mode = ncm::mode::strict, .ndp_alignment = alignment});
                REQUIRE(block);
                CHECK(block->size() <= max_size);
            }
}

TEST_CASE("museum B06, B07: a maximum size that is missing or too low") {
    for (const std::uint32_t reported : {0u, 4u, 100u, 2047u}) {
        const auto l = ncm::limits::from(ncm::out_parameters{reported, 4, 0, 4, 0}, ncm::payload::mbim);
        CHECK(l.max_size == 2048);
        CHECK(ncm::capacity(l, 1500) == 1);
    }
    // A buffer that is too small for any block is a refusal as well.
    for (std::size_t size = 0; size < 32; ++size) {
        std::vector<std::byte> buffer(size);
        ncm::aggregator tx{buffer, {}};
        const std::array<std::byte, 4> datagram{};
        CHECK(tx.append(ncm::stream::ips(0), datagram) == ncm::admission::too_big);
        CHECK(tx.reserve(ncm::stream::ips(0), 4).empty());
        CHECK(tx.finish().empty());
    }
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
    CHECK(tx.append(ncm::stream::ips(0), good16) == ncm::admission::accepted);
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

// NOLINTEND(readability-identifier-naming)
