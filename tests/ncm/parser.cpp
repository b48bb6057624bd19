// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/ncm/aggregator.hpp>
#include <cdcnet/ncm/parser.hpp>
#include <doctest/doctest.h>

#include <cstdint>
#include <vector>
#ifdef __linux__
#include <sys/mman.h>
#endif

#include "bad_inputs.hpp"
#include "builder.hpp"
#include "compare.hpp"
#include "constant.hpp"
#include "hostile.hpp"
#include "random.hpp"
#include "reference_packer.hpp"

using namespace cdcnet;
using namespace hand_made;

namespace {

constexpr ncm::parse_options strict{.mode = ncm::mode::strict};
constexpr ncm::parse_options lenient{.mode = ncm::mode::lenient};

constexpr std::size_t count(const result<ncm::ntb>& block) {
    std::size_t n = 0;
    if (block)
        for ([[maybe_unused]] const ncm::datagram d : *block) ++n;
    return n;
}

/// NTH, NDP with two datagrams, payload: NTB16 and NTB32 of any signature.
constexpr auto block16(std::uint32_t signature) {
    return transfer<128>{}.nth16(7, 128, 12).ndp16(12, signature, 20, 0, {{32, 40}, {72, 56}, {0, 0}}).payload(32, 96);
}
constexpr auto block32(std::uint32_t signature) {
    return transfer<128>{}.nth32(7, 128, 16).ndp32(16, signature, 40, 0, {{56, 40}, {96, 32}, {0, 0}}).payload(56, 72);
}

/// Parses one of these blocks and compares everything.  By value: g++ 12 cannot look into a temporary of the assertion.
constexpr bool reads(const transfer<128> t, ncm::format format, ncm::stream flow) {
    const auto block = ncm::ntb::parse(t.bytes, {.mode = ncm::mode::strict, .divisor = 4});
    if (!block || block->format() != format || block->sequence() != 7 || block->size() != 128 || block->datagram_count() != 2) return false;
    auto d = block->begin();
    if ((*d).stream != flow || (*d).bytes.size() != 40 || (*d).bytes[0] != std::byte{0x45}) return false;
    ++d;
    if ((*d).stream != flow || (*d).bytes.size() != (format == ncm::format::ntb16 ? 56 : 32)) return false;
    return ++d == block->end();
}
TEST_CONSTANT(reads(block16(NCM0), ncm::format::ntb16, ncm::stream::ethernet()));
TEST_CONSTANT(reads(block16(NCM1), ncm::format::ntb16, ncm::stream::ethernet_crc()));
TEST_CONSTANT(reads(block16(IPS | 0x2au << 24), ncm::format::ntb16, ncm::stream::ips(42)));
TEST_CONSTANT(reads(block16(DSS | 0xffu << 24), ncm::format::ntb16, ncm::stream::dss(255)));
TEST_CONSTANT(reads(block32(ncm0), ncm::format::ntb32, ncm::stream::ethernet()));
TEST_CONSTANT(reads(block32(ncm1), ncm::format::ntb32, ncm::stream::ethernet_crc()));
TEST_CONSTANT(reads(block32(ips), ncm::format::ntb32, ncm::stream::ips(0)));
TEST_CONSTANT(reads(block32(dss | 1u << 24), ncm::format::ntb32, ncm::stream::dss(1)));

/// Parses a copy of exactly the size, so that sanitizers see a read beyond it.
result<ncm::ntb> parse_exactly(bytes from, std::vector<std::byte>& copy, const ncm::parse_options& options) {
    copy.assign(from.begin(), from.end());
    copy.shrink_to_fit();
    return ncm::ntb::parse(copy, options);
}

void check_error(bytes transfer, error expected, const ncm::parse_options& options = {}) {
    const auto parsed = ncm::ntb::parse(transfer, options);
    INFO(comparison::text(expected) << " expected, not " << comparison::text(parsed.error()));
    CHECK(parsed.error() == expected);
    CHECK(comparison::difference(transfer, options) == "");
}

}  // namespace

TEST_CASE("faults of the NTH name the field") {
    check_error(no_bytes, {errc::need_more, 0});
    check_error(bytes{block16(NCM0).bytes}.first(11), {errc::need_more, 11});
    check_error(bytes{block32(ncm0).bytes}.first(15), {errc::need_more, 15});
    check_error(block16(NCM0).put(0, 0x304d434e, 4).bytes, {errc::nth_signature, 0});
    check_error(block16(NCM0).put(0, 0, 4).bytes, {errc::nth_signature, 0});
    check_error(block16(NCM0).put(0, 0x684d434e, 4).bytes, {errc::nth_signature, 0});
    check_error(block16(NCM0).put(4, 16, 2).bytes, {errc::nth_header_length, 4});
    check_error(block32(ncm0).put(4, 12, 2).bytes, {errc::nth_header_length, 4});
    check_error(block16(NCM0).put(8, 129, 2).bytes, {errc::block_exceeds, 8});
    check_error(block32(ncm0).put(8, 129, 4).bytes, {errc::block_exceeds, 8});
    check_error(block32(ncm0).put(8, 0xffffffff, 4).bytes, {errc::block_exceeds, 8});
    check_error(block16(NCM0).put(8, 27, 2).bytes, {errc::block_length, 8});
    check_error(block32(ncm0).put(8, 47, 4).bytes, {errc::block_length, 8});
    check_error(bytes{block16(NCM0).put(8, 0, 2).bytes}.first(27), {errc::block_length, 8});
    check_error(block16(NCM0).put(10, 0, 2).bytes, {errc::ndp_over_nth, 10, place::of_entry(0)});
    check_error(block16(NCM0).put(10, 11, 2).bytes, {errc::ndp_over_nth, 10, place::of_entry(0)});
    check_error(block32(ncm0).put(12, 15, 4).bytes, {errc::ndp_over_nth, 12, place::of_entry(0)});
}

TEST_CASE("faults of an NDP name the field and the NDP") {
    check_error(block16(NCM0).put(10, 121, 2).bytes, {errc::ndp_outside, 10, place::of_entry(0)});
    check_error(block32(ncm0).put(12, 113, 4).bytes, {errc::ndp_outside, 12, place::of_entry(0)});
    check_error(block16(NCM0).put(18, 121, 2).bytes, {errc::ndp_outside, 18, place::of_entry(1)});
    check_error(block32(ncm0).put(24, 113, 4).bytes, {errc::ndp_outside, 24, place::of_entry(1)});
    for (const std::uint32_t signature :
         std::initializer_list<std::uint32_t>{0x324d434e, 0x304d6343, 0x304d436e, IPC, DSC, IPC | 0x202020, DSC | 0x202020, 0x53504900})
        check_error(block16(signature).bytes, {errc::ndp_signature, 12, place::of_entry(0)});
    check_error(block16(ncm0).bytes, {errc::ndp_kind, 12, place::of_entry(0)});
    check_error(block32(IPS).bytes, {errc::ndp_kind, 16, place::of_entry(0)});
    check_error(block16(NCM0).put(16, 7, 2).bytes, {errc::ndp_length, 16, place::of_entry(0)});
    check_error(block32(ncm0).put(20, 15, 2).bytes, {errc::ndp_length, 20, place::of_entry(0)});
    check_error(block16(NCM0).put(16, 117, 2).bytes, {errc::table_outside, 16, place::of_entry(0)});
    check_error(block32(ncm0).put(20, 113, 2).bytes, {errc::table_outside, 20, place::of_entry(0)});
    check_error(block16(NCM0).put(18, 12, 2).bytes, {errc::chain, 18, place::of_entry(0)});
    check_error(block16(NCM0).put(18, 1, 2).bytes, {errc::chain, 18, place::of_entry(0)});
    check_error(block32(ncm0).put(24, 16, 4).bytes, {errc::chain, 24, place::of_entry(0)});
}

TEST_CASE("datagrams as long as the block together overlap, and longer ones exceed it") {
    check_error(block16(NCM0).entries16(20, {{32, 96}, {96, 32}}).bytes, {errc::overlap, 24, place::of_entry(0, 1)});
    check_error(block16(NCM0).entries16(20, {{32, 96}, {95, 33}}).bytes, {errc::payload_exceeds, 24, place::of_entry(0, 1)});
    check_error(block32(ncm0).entries32(32, {{56, 72}, {72, 56}}).bytes, {errc::overlap, 40, place::of_entry(0, 1)});
    check_error(block32(ncm0).entries32(32, {{56, 72}, {71, 57}}).bytes, {errc::payload_exceeds, 40, place::of_entry(0, 1)});
}

TEST_CASE("strict: bytes behind a block that says its length are no fault of the length") {
    std::vector<std::byte> transfer(65537);
    const auto block = block16(NCM0);
    std::copy(block.bytes.begin(), block.bytes.end(), transfer.begin());
    check_error(transfer, {errc::trailing_bytes, 128}, strict);
}

TEST_CASE("strict: a datagram over the NTH is seen in a block of several tables") {
    check_error(transfer<96>{}.nth16(0, 96, 64).ndp16(64, IPS, 16, 80, {{8, 8}}).ndp16(80, IPS, 16, 0, {{16, 8}}).bytes,
                {errc::datagram_over_nth, 72, place::of_entry(0, 0)}, strict);
}

TEST_CASE("an NDP may end with the block, or be a bare header") {
    CHECK(ncm::ntb::parse(block16(NCM0).put(16, 116, 2).put(20, 0, 4).bytes)->datagram_count() == 0);
    CHECK(ncm::ntb::parse(block16(NCM0).put(16, 8, 2).bytes)->datagram_count() == 0);
    CHECK(ncm::ntb::parse(block16(NCM0).put(16, 15, 2).bytes)->datagram_count() == 1);
    CHECK(ncm::ntb::parse(block32(ncm0).put(20, 16, 2).bytes)->datagram_count() == 0);
}

TEST_CASE("faults of entries name the entry and its offset") {
    check_error(block16(NCM0).put(24, 73, 2).bytes, {errc::datagram_outside, 24, place::of_entry(0, 1)});
    check_error(block32(ncm0).put(40, 0xffffffff, 4).bytes, {errc::datagram_outside, 40, place::of_entry(0, 1)});
    check_error(block16(NCM0).put(24, 11, 2).bytes, {errc::datagram_over_nth, 24, place::of_entry(0, 1)});
    check_error(block16(NCM0).put(24, 12, 2).bytes, {errc::datagram_over_ndp, 24, place::of_entry(0, 1)});
    check_error(block16(NCM0).put(24, 31, 2).bytes, {errc::datagram_over_ndp, 24, place::of_entry(0, 1)});
    check_error(block16(NCM0).put(24, 71, 2).bytes, {errc::overlap, 24, place::of_entry(0, 1)});
    check_error(block16(NCM0).put(24, 32, 2).put(26, 1, 2).bytes, {errc::overlap, 24, place::of_entry(0, 1)});
    check_error(block16(NCM0).put(22, 80, 2).put(24, 48, 2).put(26, 80, 2).bytes, {errc::payload_exceeds, 24, place::of_entry(0, 1)});
    // An NDP behind the datagram that reaches into it.
    check_error(transfer<128>{}.nth16(0, 128, 72).ndp16(72, NCM0, 16, 0, {{40, 33}, {0, 0}}).bytes,
                {errc::datagram_over_ndp, 80, place::of_entry(0, 0)});
}

TEST_CASE("entries end at the first zero; what stands behind is not looked at") {
    CHECK(count(ncm::ntb::parse(block16(NCM0).put(24, 0, 2).bytes)) == 1);
    CHECK(count(ncm::ntb::parse(block16(NCM0).put(26, 0, 2).bytes)) == 1);
    CHECK(count(ncm::ntb::parse(block16(NCM0).put(22, 0, 2).put(24, 0xffff, 2).bytes)) == 0);
    CHECK(count(ncm::ntb::parse(block16(NCM0).put(28, 0xffff, 2).bytes)) == 2);
}

TEST_CASE("datagrams may come in any order, between NDPs and without gaps") {
    constexpr auto backwards = transfer<128>{}.nth16(0, 128, 12).ndp16(12, NCM0, 20, 0, {{72, 56}, {32, 40}, {0, 0}}).bytes;
    CHECK(count(ncm::ntb::parse(backwards)) == 2);
    CHECK(count(ncm::ntb::parse(backwards, lenient)) == 2);
    check_error(backwards, {errc::order, 24, place::of_entry(0, 1)}, strict);
    // Two sessions that take turns: each table in order, the second steps back behind the first.
    constexpr auto turns = transfer<128>{}
                               .nth16(0, 128, 12)
                               .ndp16(12, IPS, 20, 80, {{32, 10}, {52, 10}, {0, 0}})
                               .ndp16(80, IPS | 1u << 24, 20, 0, {{42, 10}, {62, 10}, {0, 0}})
                               .bytes;
    CHECK(count(ncm::ntb::parse(turns, strict)) == 4);
    CHECK(count(ncm::ntb::parse(turns, lenient)) == 4);
    CHECK_FALSE(ncm::ntb::parse(turns, lenient)->has_rejects());
}

TEST_CASE("what strict refuses and the default does not") {
    const auto only_strict = [](bytes transfer, error expected, ncm::parse_options options = strict) {
        CHECK(ncm::ntb::parse(transfer));
        check_error(transfer, expected, options);
    };
    check_error(block16(NCM0).bytes, {}, strict);
    only_strict(bytes{transfer<132>{}.nth16(0, 128, 12).ndp16(12, NCM0, 16, 0, {{28, 100}, {0, 0}}).bytes}, {errc::trailing_bytes, 128});
    constexpr auto at_14 = transfer<128>{}.nth16(0, 128, 14).ndp16(14, NCM0, 16, 0, {{40, 60}, {0, 0}}).bytes;
    only_strict(at_14, {errc::alignment, 10, place::of_entry(0)});
    only_strict(block16(NCM0).bytes, {errc::alignment, 10, place::of_entry(0)}, {.mode = ncm::mode::strict, .ndp_alignment = 8});
    constexpr auto second_at_38 =
        transfer<128>{}.nth16(0, 128, 12).ndp16(12, NCM0, 16, 38, {{60, 10}, {0, 0}}).ndp16(38, NCM0, 16, 0, {{70, 10}, {0, 0}}).bytes;
    only_strict(second_at_38, {errc::alignment, 18, place::of_entry(1)});
    only_strict(block16(NCM0).put(16, 12, 2).bytes, {errc::ndp_length, 16, place::of_entry(0)});
    only_strict(block16(NCM0).put(16, 18, 2).bytes, {errc::ndp_length, 16, place::of_entry(0)});
    only_strict(block32(ncm0).put(20, 24, 2).bytes, {errc::ndp_length, 20, place::of_entry(0)});
    only_strict(block32(ncm0).put(20, 36, 2).bytes, {errc::ndp_length, 20, place::of_entry(0)});
    // The second NDP is the last 16 bytes of the first.
    constexpr auto shared =
        transfer<128>{}.nth16(0, 128, 12).ndp16(12, NCM0, 32, 28, {{60, 10}, {0, 0}}).ndp16(28, NCM0, 16, 0, {{70, 10}, {0, 0}}).bytes;
    only_strict(shared, {errc::overlap, 28, place::of_entry(1)});
    only_strict(block16(NCM0).put(26, 0, 2).bytes, {errc::half_null, 24, place::of_entry(0, 1)});
    only_strict(block16(NCM0).put(28, 99, 2).bytes, {errc::half_null, 28, place::of_entry(0, 2)});
    only_strict(block16(NCM0).put(16, 16, 2).bytes, {errc::terminator, 28, place::of_entry(0, 2)});
    only_strict(block16(NCM0).put(24, 0, 4).bytes, {errc::terminator, 24, place::of_entry(0, 1)});
    only_strict(block16(NCM0).put(20, 72, 2).put(22, 56, 2).put(24, 32, 2).put(26, 40, 2).bytes, {errc::order, 24, place::of_entry(0, 1)});
    only_strict(block16(NCM0).bytes, {errc::alignment, 20, place::of_entry(0, 0)},
                {.mode = ncm::mode::strict, .divisor = 4, .remainder = 2});
    only_strict(block16(NCM0).bytes, {errc::alignment, 24, place::of_entry(0, 1)}, {.mode = ncm::mode::strict, .divisor = 32});
    CHECK(ncm::ntb::parse(block16(NCM0).bytes, {.mode = ncm::mode::strict, .divisor = 8}));
}

TEST_CASE("strict: an NTB16 without length may have 65535 bytes, and not one more") {
    std::vector<std::byte> transfer(65536);
    const auto head = hand_made::transfer<28>{}.nth16(1, 0, 12).ndp16(12, NCM0, 16, 0, {{28, 60000}, {0, 0}}).bytes;
    copy_bytes(transfer.data(), head.data(), head.size());
    CHECK(ncm::ntb::parse(bytes{transfer}.first(65535), strict));
    check_error(transfer, {errc::block_length, 8}, strict);
    CHECK(ncm::ntb::parse(transfer));
}

TEST_CASE("an NTB16 without length ends after 65536 bytes, and nothing follows it") {
    const auto one = block16(NCM0).bytes;
    std::vector<std::byte> t(65536 + 128);
    copy_bytes(t.data(), one.data(), one.size());
    copy_bytes(t.data() + 65536, one.data(), one.size());
    CHECK(ncm::ntb::parse(t, strict).error() == error{errc::trailing_bytes, 128});
    t[8] = t[9] = std::byte{};
    const auto block = ncm::ntb::parse(t);
    REQUIRE(block);
    CHECK(block->size() == 65536);
    CHECK(block->bytes_behind() == 128);
    CHECK(block->next_offset() == 0);
}

TEST_CASE("an NTB32 without length takes the whole transfer, however long") {
    std::vector<std::byte> transfer(70000);
    const auto head = hand_made::transfer<48>{}.nth32(1, 0, 16).ndp32(16, ips, 32, 0, {{48, 69952}, {0, 0}}).bytes;
    copy_bytes(transfer.data(), head.data(), head.size());
    const auto block = ncm::ntb::parse(transfer, strict);
    REQUIRE(block);
    CHECK(block->size() == 70000);
    CHECK((*block->begin()).bytes.size() == 69952);
}

TEST_CASE("lenient skips a bad entry, reports it, and delivers its neighbours") {
    constexpr auto t = transfer<128>{}
                           .nth16(0, 128, 12)
                           .ndp16(12, NCM0, 36, 0, {{48, 10}, {4, 10}, {20, 10}, {120, 10}, {50, 10}, {58, 10}, {0, 0}})
                           .bytes;
    const auto block = ncm::ntb::parse(t, lenient);
    REQUIRE(block);
    CHECK(block->has_rejects());
    CHECK(block->datagram_count() == 2);
    CHECK(count(block) == 2);
    std::vector<errc> codes;
    std::vector<std::uint32_t> offsets;
    for (const ncm::entry e : block->entries()) {
        codes.push_back(e.fault.code());
        if (e.fault) offsets.push_back(e.fault.offset());
    }
    CHECK(codes == std::vector<errc>{errc::none, errc::datagram_over_nth, errc::datagram_over_ndp, errc::datagram_outside, errc::overlap,
                                     errc::none});
    CHECK(offsets == std::vector<std::uint32_t>{24, 28, 32, 36});
    CHECK(comparison::difference(t) == "");
}

TEST_CASE("lenient asks for memory where overlaps are out of order, and is exact with it") {
    // The third overlaps the first, which is not the one accepted last; the fourth lies where only the third was.
    constexpr auto t = transfer<160>{}.nth16(0, 160, 12).ndp16(12, NCM0, 28, 0, {{60, 20}, {120, 20}, {70, 40}, {90, 10}, {0, 0}}).bytes;
    CHECK(ncm::ntb::parse(t, lenient).error() == error::no_space(ncm::scratch_size(160)));
    std::vector<std::byte> scratch(ncm::scratch_size(160), std::byte{0xff});
    const auto block = ncm::ntb::parse(t, {.mode = ncm::mode::lenient, .scratch = scratch});
    REQUIRE(block);
    CHECK(block->datagram_count() == 3);
    CHECK(count(block) == 3);
    CHECK(count(block) == 3);
    CHECK(comparison::difference(t) == "");
    CHECK(ncm::ntb::parse(t, {.mode = ncm::mode::lenient, .scratch = mutable_bytes{scratch}.first(scratch.size() - 1)}).error().code() ==
          errc::no_space);
}

namespace {

/// What lenient says of a block is right, and it delivers so many datagrams.
void check_delivered(bytes t, std::size_t datagrams) {
    std::vector<std::byte> scratch(ncm::scratch_size(t.size()));
    const auto block = ncm::ntb::parse(t, {.mode = ncm::mode::lenient, .scratch = scratch});
    REQUIRE(block);
    CHECK(block->datagram_count() == datagrams);
    CHECK(comparison::difference(t) == "");
}

}  // namespace

TEST_CASE("lenient takes an entry that two NDPs share once") {
    // Entries are out of order, so that memory is asked for.  The headers of the NDPs at 28 and 48 are bad entries of those before;
    // each but the last has a next one, for else its index would end the table before.
    auto t = transfer<256>{}
                 .nth16(0, 256, 12)
                 .ndp16(12, IPS, 44, 28, {{160, 10}, {150, 10}})
                 .ndp16(28, IPS | 5u << 24, 28, 48, {{180, 10}, {170, 10}, {200, 10}})
                 .ndp16(48, IPS | 6u << 24, 20, 84, {{230, 10}, {220, 10}, {0, 0}})
                 .ndp16(84, IPS | 7u << 24, 16, 0, {{240, 10}, {0, 0}});
    CHECK(ncm::ntb::parse(t.bytes, lenient).error().code() == errc::no_space);
    check_delivered(t.bytes, 8);
    // The table at 12 ends before that at 28, with it, and behind it, and the same the other way round.
    for (std::uint32_t length = 8; length <= 64; ++length) {
        CHECK(comparison::difference(transfer<256>{t}.put(16, length, 2).bytes) == "");
        CHECK(comparison::difference(transfer<256>{t}.put(32, length, 2).bytes) == "");
    }
}

TEST_CASE("lenient takes a shared entry once, also with the datagram of another NDP in between") {
    // The tables at 12 and 48 share the entries at 56 and 60; that at 29, all bad entries of the first, begins at an odd offset.
    const auto t = transfer<4096>{}
                       .nth16(0, 4096, 12)
                       .ndp16(12, IPS, 56, 29, {{0x0860, 0x10}, {0x0840, 0x10}})
                       .ndp16(29, IPS | 1u << 24, 12, 48, {{0x0110, 0x10}})
                       .put(41, 0xffffff, 3)
                       .entries16(44, {{0xffff, 0xffff}})
                       .ndp16(48, IPS | 2u << 24, 20, 84, {{0x0200, 0x10}, {0x0220, 0x10}, {0, 0}})
                       .ndp16(84, IPS | 3u << 24, 16, 0, {{0x0240, 0x10}, {0, 0}});
    CHECK(ncm::ntb::parse(t.bytes, lenient).error().code() == errc::no_space);
    check_delivered(t.bytes, 6);
}

TEST_CASE("lenient: a bad entry that begins a byte behind a good one") {
    // The tables begin at 20 and at 33, so that entries of the second are the bytes 1 to 4 of the good ones at 36 and 40.
    const auto t = transfer<4096>{}
                       .nth16(0, 4096, 12)
                       .ndp16(12, IPS, 36, 25, {{0x0840, 0x10}})
                       .ndp16(25, IPS | 1u << 24, 0x0110, 0)
                       .put(33, 0x100201, 3)
                       .entries16(36, {{0x0830, 0x10}, {0x0820, 0x10}});
    CHECK(ncm::ntb::parse(t.bytes, lenient).error().code() == errc::no_space);
    check_delivered(t.bytes, 3);
}

TEST_CASE("lenient: sixteen NDPs and a bad entry need no memory, seventeen do") {
    for (const std::uint32_t ndps : {16u, 17u}) {
        auto t = transfer<512>{};
        t.nth16(0, 512, 12);
        for (std::uint32_t i = 0; i < ndps; ++i)
            t.ndp16(12 + 16 * i, IPS | i << 24, 16, i + 1 == ndps ? 0 : 28 + 16 * i, {{i == 5 ? 511 : 300 + i, 2}, {0, 0}});
        CHECK(ncm::ntb::parse(t.bytes, lenient).error() == (ndps == 16 ? error{} : error::no_space(ncm::scratch_size(512))));
    }
}

TEST_CASE("datagrams that are together as long as the block overlap; longer ones exceed it") {
    auto t = transfer<128>{}
                 .nth16(0, 128, 12)
                 .ndp16(12, IPS, 20, 32, {{64, 40}, {60, 40}, {0, 0}})
                 .ndp16(32, IPS | 1u << 24, 20, 0, {{64, 48}, {0, 0}, {0, 0}});
    check_error(t.bytes, {errc::overlap, 24, place::of_entry(0, 1)});
    check_error(t.put(42, 49, 2).bytes, {errc::payload_exceeds, 40, place::of_entry(1, 0)});
    check_error(t.put(42, 48, 2).entries16(44, {{120, 9}}).bytes, {errc::datagram_outside, 44, place::of_entry(1, 1)});
}

TEST_CASE("every entry of a table of hundreds is looked at, and none behind its end") {
    auto made = transfer<4096>{};
    made.nth16(0, 4096, 12).ndp16(12, IPS, 8 + 4 * 601, 0);
    for (std::uint32_t i = 0; i < 600; ++i) made.entries16(20 + 4 * i, {{2500 + 2 * (i ^ 1u), 1}});  // pairs of them the wrong way round
    CHECK(ncm::ntb::parse(made.bytes)->datagram_count() == 600);
    CHECK(comparison::difference(made.bytes) == "");
    for (const std::uint32_t i : {0u, 10u, 255u, 256u, 511u, 512u, 599u}) {
        const std::uint32_t at = 20 + 4 * i;
        check_error(transfer<4096>{made}.put(at, 4096, 2).bytes, {errc::datagram_outside, at, place::of_entry(0, i)});
        check_error(transfer<4096>{made}.put(at, 600, 2).bytes, {errc::datagram_over_ndp, at, place::of_entry(0, i)});
        // Behind the end of the table everything is bad.
        auto ended = made;
        for (std::uint32_t k = i + 1; k < 600; ++k) ended.entries16(20 + 4 * k, {{4096, 1}});
        ended.entries16(at, {{0, 0}});
        CHECK(ncm::ntb::parse(ended.bytes)->datagram_count() == i);
        CHECK(comparison::difference(ended.bytes) == "");
    }
}

TEST_CASE("a table that begins in another one ends at its first zero") {
    // The signature of the second NDP is the last entry of the first: 83 bytes from 20553 on.
    auto t = transfer<20700>{};
    t.nth16(0, 20700, 12).ndp16(12, IPS, 16, 24, {{100, 10}}).ndp16(24, IPS, 20, 0, {{200, 10}, {0, 0}, {300, 10}});
    CHECK(ncm::ntb::parse(t.bytes)->datagram_count() == 3);
    CHECK(comparison::difference(t.bytes) == "");
}

TEST_CASE("a cursor counts the entries that it leaves out, and goes no further than to the end of their table") {
    const auto t = transfer<128>{}.nth16(0, 128, 12).ndp16(12, IPS, 26, 0, {{60, 1}, {62, 2}, {64, 3}, {66, 4}});
    ncm::detail::entry_cursor c{ncm::detail::checked_block{t.bytes.data(), 128, 12, ncm::format::ntb16}};
    REQUIRE(c.next_table());
    c.skip_to(28);
    REQUIRE(c.next_in_table());
    CHECK(c.number() == 2);
    CHECK(c.value().index == 64);
    for (const std::size_t beyond : {36u, 40u}) {
        c.skip_to(beyond);
        CHECK(c.position() == 36);
        CHECK_FALSE(c.next_in_table());
        CHECK(c.number() == 3);
    }
}

TEST_CASE("an entry that many NDPs have is told of once, and counted for each") {
    // NDPs at 12, 20 ... 76, each with all behind it up to 96 as its table: an entry is half a header.
    const std::vector<std::byte> t = hostile::tables_of_ndps(ncm::format::ntb16, 96);
    std::vector<std::byte> scratch(ncm::scratch_size(t.size()));
    const auto block = ncm::ntb::parse(t, {.mode = ncm::mode::lenient, .scratch = scratch});
    REQUIRE(block);
    std::vector<std::uint32_t> places;
    for (const ncm::entry e : block->entries()) {
        CHECK(e.ndp == 0);
        CHECK(e.fault);
        places.push_back(e.fault.offset());
    }
    std::vector<std::uint32_t> expected;
    for (std::uint32_t at = 20; at < 80; at += 4) expected.push_back(at);
    CHECK(places == expected);
    std::uint32_t at = 12;
    for (const ncm::ndp table : block->ndps()) {
        CHECK(table.index == at);
        CHECK(table.capacity == (96 - at - 8) / 4);
        // The header of the last one has no next NDP, which makes its second half a null entry.
        CHECK(table.entries == (at < 76 ? (80 - at - 8) / 4 : 0));
        at += 8;
    }
    CHECK(at == 84);
}

TEST_CASE("lenient: what follows tables that end at the same place is not taken for a part of them") {
    // Both tables end at 64, where a word of the scratch memory ends too; a datagram begins there.
    const auto t = transfer<256>{}
                       .nth16(0, 256, 12)
                       .ndp16(12, IPS, 52, 20)
                       .ndp16(20, IPS, 44, 0, {{200, 10}, {180, 10}, {64, 10}, {170, 20}, {74, 6}});
    CHECK(ncm::ntb::parse(t.bytes, lenient).error().code() == errc::no_space);
    check_delivered(t.bytes, 4);
}

TEST_CASE("passes over a block: four looks at something for each of its bytes are affordable") {
    const auto affordable = [](std::size_t size, std::uint64_t items) { return ncm::detail::affordable({nullptr, size}, items, 100); };
    CHECK(affordable(100, 400));
    CHECK_FALSE(affordable(100, 401));
    CHECK(affordable(101, 202));
    CHECK_FALSE(affordable(101, 203));
}

namespace {

error error_of(bytes t, ncm::mode mode, mutable_bytes scratch) {
    const auto block = ncm::ntb::parse(t, {.mode = mode, .scratch = scratch});
    return block ? error{} : block.error();
}

/// A block that is good but for `strict`, which needs memory when it is large.
void check_need(bytes t, bool is_large, errc strictly) {
    std::vector<std::byte> scratch(ncm::scratch_size(t.size()), std::byte{0xff});
    for (const auto mode : {ncm::mode::standard, ncm::mode::strict, ncm::mode::lenient}) {
        const error without = error_of(t, mode, {});
        const error with = error_of(t, mode, scratch);
        CHECK(without == (is_large ? error::no_space(scratch.size()) : with));
        CHECK(error_of(t, mode, mutable_bytes{scratch}.first(scratch.size() - 1)) == without);
        CHECK(with.code() == (mode == ncm::mode::strict ? strictly : errc::none));
    }
}

}  // namespace

TEST_CASE("passes over a block: NDPs count where they are looked at more than once") {
    const auto t = transfer<64>{}.nth16(0, 64, 12).ndp16(12, IPS, 8, 20).ndp16(20, IPS, 8, 28).ndp16(28, IPS, 8, 0).bytes;
    const ncm::detail::checked_block b{t.data(), t.size(), 12, ncm::format::ntb16};
    CHECK(ncm::detail::ndps_as_entries(b, 63, 4) == 12);
    CHECK(ncm::detail::ndps_as_entries(b, 64, 4) == 0);
}

TEST_CASE("a block of 256 KiB with as many NDPs as it has room for needs no memory") {
    check_need(hostile::ndps_between(ncm::format::ntb32, std::size_t{1} << 18), false, errc::ndp_length);
}

TEST_CASE("large blocks with very many NDPs between datagrams need memory, in every mode") {
    check_need(hostile::ndps_between(ncm::format::ntb32, std::size_t{1} << 21), true, errc::ndp_length);
}

TEST_CASE("large blocks with very many datagrams out of order need memory, in every mode") {
    check_need(hostile::changed_places(ncm::format::ntb32, std::size_t{1} << 18), false, errc::order);
    check_need(hostile::changed_places(ncm::format::ntb32, std::size_t{1} << 22), true, errc::order);
}

TEST_CASE("large blocks as senders make them need no memory") {
    std::vector<std::byte> memory(std::size_t{1} << 22);
    const std::vector<std::byte> payload(1514);
    ncm::aggregator tx{memory, {.format = ncm::format::ntb32, .max_size = static_cast<std::uint32_t>(memory.size())}};
    std::uint8_t session = 0;
    while (tx.append(ncm::stream::ips(session), payload) == ncm::admission::accepted) ++session;
    const bytes block = tx.finish();
    CHECK(block.size() > memory.size() - 2000);
    for (const auto mode : {ncm::mode::standard, ncm::mode::strict, ncm::mode::lenient}) CHECK(error_of(block, mode, {}) == error{});
}

#if defined(__linux__) && SIZE_MAX > UINT32_MAX
TEST_CASE("where a table ends above 4 GiB, a datagram in it is over it nevertheless") {
    // dwBlockLength 0: the block goes on to the end of the transfer.  Nearly all of its pages are never touched.
    const std::size_t size = (std::size_t{1} << 32) + 65536;
    void* const memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) {
        MESSAGE("skipped: no 4 GiB of addresses");
        return;
    }
    auto* const at = static_cast<std::byte*>(memory);
    const std::uint32_t ndp = 0xfffffff0;
    const auto nth = transfer<16>{}.nth32(1, 0, ndp).bytes;
    copy_bytes(at, nth.data(), nth.size());
    const auto table = transfer<32>{}.ndp32(0, NCM0 | ncm::signature::lower_case, 32, 0, {{ndp, 32}, {0, 0}}).bytes;
    copy_bytes(at + ndp, table.data(), table.size());
    for (const auto mode : {ncm::mode::standard, ncm::mode::strict})
        CHECK(ncm::ntb::parse({at, size}, {.mode = mode}).error() ==
              error{errc::datagram_over_ndp, std::uint64_t{ndp} + 16, place::of_entry(0, 0)});
    const auto block = ncm::ntb::parse({at, size}, lenient);
    REQUIRE(block);
    CHECK(block->datagram_count() == 0);
    munmap(memory, size);
}
#endif

// What they cost is counted by fuzz/ncm/cost.cpp, whose seeds have these shapes.
TEST_CASE("blocks whose tables ask for much work") {
    const std::size_t size = 65532;
    std::vector<std::byte> scratch(ncm::scratch_size(size));
    const ncm::parse_options with_scratch{.mode = ncm::mode::lenient, .scratch = scratch};
    const auto put = [](std::vector<std::byte>& t, std::size_t at, std::size_t value) {
        t[at] = static_cast<std::byte>(value & 0xff);
        t[at + 1] = static_cast<std::byte>(value >> 8);
    };
    const auto start = [&](std::size_t ndp) {
        std::vector<std::byte> t(size);
        const auto nth = transfer<12>{}.nth16(1, static_cast<std::uint32_t>(size), static_cast<std::uint32_t>(ndp)).bytes;
        copy_bytes(t.data(), nth.data(), nth.size());
        return t;
    };

    // One table of one-byte datagrams in descending order: every pair would have to be compared.
    std::vector<std::byte> descending = start(12);
    const std::size_t n = 13000;
    const auto ndp = transfer<8>{}.ndp16(0, IPS, 8 + 4 * (n + 1), 0).bytes;
    copy_bytes(descending.data() + 12, ndp.data(), ndp.size());
    for (std::size_t i = 0; i < n; ++i) {
        put(descending, 20 + 4 * i, 20 + 4 * (n + 1) + (n - 1 - i));
        put(descending, 22 + 4 * i, 1);
    }
    CHECK(ncm::ntb::parse(descending)->datagram_count() == n);

    // Thousands of NDPs, each with a table that runs through all those behind it.
    std::vector<std::byte> chain = start(12);
    for (std::size_t at = 12; at + 8 <= size; at += 8) {
        const std::size_t next = at + 16 <= size ? at + 8 : 0;
        const auto header = transfer<8>{}.ndp16(0, IPS, static_cast<std::uint32_t>(size - at), static_cast<std::uint32_t>(next)).bytes;
        copy_bytes(chain.data() + at, header.data(), header.size());
    }
    CHECK(ncm::ntb::parse(chain).error().code() == errc::datagram_outside);
    CHECK(count(ncm::ntb::parse(chain, with_scratch)) == 0);

    // As many NDPs as entries, apart from each other, and a bad entry in each.
    std::vector<std::byte> many = start(12);
    for (std::size_t at = 12; at + 16 <= 60000; at += 16) {
        const std::size_t next = at + 32 <= 60000 ? at + 16 : 0;
        const auto table = transfer<16>{}.ndp16(0, IPS, 16, static_cast<std::uint32_t>(next), {{13, 9}, {0, 0}}).bytes;
        copy_bytes(many.data() + at, table.data(), table.size());
    }
    CHECK(ncm::ntb::parse(many).error().code() == errc::datagram_over_ndp);
    CHECK(ncm::ntb::parse(many, lenient).error().code() == errc::no_space);
    CHECK(count(ncm::ntb::parse(many, with_scratch)) == 0);
}

TEST_CASE("every truncation of a valid block is an error, in every mode") {
    std::size_t fronts = 0;
    const auto check_all = [&](bytes whole) {
        fronts += whole.size();
        for (std::size_t size = 0; size < whole.size(); ++size)
            for (const auto mode : {ncm::mode::standard, ncm::mode::strict, ncm::mode::lenient}) {
                std::vector<std::byte> copy;
                const auto parsed = parse_exactly(whole.first(size), copy, {.mode = mode});
                REQUIRE_FALSE(parsed);
                const bool whole_nth = size >= (std::to_integer<char>(whole[0]) == 'n' ? 16u : 12u);
                CHECK(parsed.error().code() == (whole_nth ? errc::block_exceeds : errc::need_more));
                REQUIRE(comparison::difference(copy, {.mode = mode}) == "");
            }
    };
    check_all(block16(NCM0).bytes);
    check_all(block16(IPS | 9u << 24).bytes);
    check_all(block32(ncm1).bytes);
    check_all(block32(dss).bytes);
    std::vector<reference::packet> packets;
    packets.reserve(12);
    for (std::uint32_t i = 0; i < 12; ++i) packets.push_back({IPS | (i % 3) << 24, std::vector<std::uint8_t>(20 + i)});
    for (const bool front : {false, true}) {
        const auto packed = reference::pack({false, front, 65535, 4, 2, 8, 0}, packets, packets.size(), 3);
        check_all({reinterpret_cast<const std::byte*>(packed.data()), packed.size()});
    }
    tried("NTBs cut at every byte", fronts);
}

TEST_CASE("a block without length ends anywhere: what remains is judged as it is") {
    auto t = block16(NCM0).put(8, 0, 2);
    for (std::size_t size = 0; size <= t.bytes.size(); ++size) {
        std::vector<std::byte> copy(t.bytes.begin(), t.bytes.begin() + static_cast<std::ptrdiff_t>(size));
        REQUIRE(comparison::difference(copy) == "");
        CHECK(static_cast<bool>(ncm::ntb::parse(copy)) == (size == 128));
    }
}

TEST_CASE("a transfer's blocks are found by the length of each") {
    transfer<300> t;
    t.nth16(1, 128, 12).ndp16(12, NCM0, 16, 0, {{28, 100}, {0, 0}});
    t.nth32(2, 100, 16, 128).ndp32(144, ncm0, 32, 0, {{48, 52}, {0, 0}});
    t.nth16(3, 0, 12, 228).ndp16(240, NCM0, 16, 0, {{28, 44}, {0, 0}});
    const auto sizes = [](bytes data, ncm::mode mode = ncm::mode::standard) {
        std::vector<std::size_t> n;
        for (const auto& block : ncm::transfer{data, {.mode = mode}}) n.push_back(block ? block->size() : 1000 + block.error().offset());
        return n;
    };
    CHECK(sizes(t.bytes) == std::vector<std::size_t>{128, 100, 72});
    CHECK(sizes(t.bytes, ncm::mode::lenient) == std::vector<std::size_t>{128, 100, 72});
    // Strict takes one block and nothing behind it.
    CHECK(sizes(t.bytes, ncm::mode::strict) == std::vector<std::size_t>{1128});
    // Less than an NTH is no block, neither is another signature.
    CHECK(sizes(bytes{t.bytes}.first(128 + 15)) == std::vector<std::size_t>{128});
    CHECK(sizes(bytes{t.bytes}.first(228 + 11)) == std::vector<std::size_t>{128, 100});
    // From 12 bytes on it is one, and wrong: the offset counts from the start of the transfer.
    CHECK(sizes(bytes{t.bytes}.first(228 + 12)) == std::vector<std::size_t>{128, 100, 1236});
    CHECK(sizes(bytes{t.bytes}.first(128 + 16)) == std::vector<std::size_t>{128, 1136});
    CHECK(sizes(transfer<300>{t}.put(228, 0, 4).bytes) == std::vector<std::size_t>{128, 100});
    CHECK(sizes(no_bytes) == std::vector<std::size_t>{1000});
    // An error in the second block: the field is wBlockLength at 8, behind the 128 bytes of the first.
    CHECK(sizes(transfer<300>{t}.put(136, 0x1000, 4).bytes) == std::vector<std::size_t>{128, 1136});
}

TEST_CASE("the NDPs of a block, for those who show them") {
    constexpr auto t = transfer<128>{}
                           .nth16(0, 128, 12)
                           .ndp16(12, IPS, 24, 80, {{40, 10}, {52, 10}, {0, 0}, {1, 1}})
                           .ndp16(80, DSS | 3u << 24, 18, 0, {{100, 10}, {110, 10}})
                           .bytes;
    const auto block = ncm::ntb::parse(t);
    REQUIRE(block);
    std::vector<ncm::ndp> ndps;
    for (const ncm::ndp n : block->ndps()) ndps.push_back(n);
    REQUIRE(ndps.size() == 2);
    CHECK(ndps[0].stream == ncm::stream::ips(0));
    CHECK(ndps[0].number == 0);
    CHECK(ndps[0].signature == IPS);
    CHECK(ndps[0].index == 12);
    CHECK(ndps[0].length == 24);
    CHECK(ndps[0].next_index == 80);
    CHECK(ndps[0].capacity == 4);
    CHECK(ndps[0].entries == 2);
    CHECK(ndps[1].stream == ncm::stream::dss(3));
    CHECK(ndps[1].number == 1);
    CHECK(ndps[1].next_index == 0);
    CHECK(ndps[1].capacity == 2);
    CHECK(ndps[1].entries == 2);
    CHECK(block->bytes().size() == 128);
    CHECK(block->datagram_count() == 4);
}

TEST_CASE("the empty block has nothing") {
    constexpr ncm::ntb nothing;
    CHECK_CONSTANT(nothing.begin() == nothing.end());
    CHECK(nothing.size() == 0);
    CHECK(nothing.next_offset() == 0);
}

TEST_CASE("random valid blocks, mutated: the library and the reference agree") {
    constexpr std::uint32_t mutations = 20;
    const case_numbers rounds{4000};
    for (std::uint64_t round = rounds.first; round != rounds.end; ++round) {
        INFO(text_of_case(round));
        random_numbers random{round};
        const auto below = [&](std::size_t n) -> std::size_t { return random.below(n); };
        const bool big = below(2) != 0;
        const reference::packing packing{big, below(2) != 0, 65535, 1u << below(5), 0, 4u << below(3), 0};
        std::vector<reference::packet> packets;
        const std::size_t streams = 1 + below(4);
        const std::size_t packet_count = 1 + below(12);
        for (std::size_t i = 0; i < packet_count; ++i) {
            const auto session = static_cast<std::uint32_t>(below(streams));
            packets.push_back({(big ? ips : IPS) | session << 24, std::vector<std::uint8_t>(1 + below(30), std::uint8_t{0x45})});
        }
        auto packed = reference::pack(packing, packets, packet_count, random() & 0xffff);
        packed.resize(packed.size() + (below(4) == 0 ? below(20) : 0));
        std::vector<std::byte> t(packed.size());
        for (std::size_t i = 0; i < t.size(); ++i) t[i] = std::byte{packed[i]};
        REQUIRE(comparison::difference(t) == "");
        REQUIRE(count(ncm::ntb::parse(t)) == packet_count);

        for (std::uint32_t mutation = 0; mutation < mutations; ++mutation) {
            std::vector<std::byte> m = t;
            for (std::size_t changes = 1 + below(3); changes != 0; --changes) {
                const std::size_t at = below(2) != 0 ? below(m.size()) : below(m.size() < 80 ? m.size() : 80);
                m[at] = below(2) != 0 ? static_cast<std::byte>(below(256)) : m[at] ^ static_cast<std::byte>(1u << below(8));
            }
            if (below(8) == 0) m.resize(below(m.size() + 1));
            const std::string difference = comparison::difference(m, below(2) != 0 ? 0 : 8, below(2) != 0 ? 0 : 4, 0);
            REQUIRE(difference == "");
        }
    }
    tried("NTBs with random faults", (rounds.end - rounds.first) * mutations);
}

TEST_CASE("random datagrams of thousands of bytes: the library and the reference agree") {
    const case_numbers rounds{3000};
    for (std::uint64_t round = rounds.first; round != rounds.end; ++round) {
        INFO(text_of_case(round));
        random_numbers random{round};
        const auto below = [&](std::uint32_t n) { return random.below(n); };
        constexpr std::uint32_t size = 12000;
        transfer<size> t;
        const std::uint32_t second = below(2) == 0 ? 0 : 60 + below(size - 100);
        t.nth16(1, size, 12);
        const auto table = [&](std::uint32_t at, std::uint32_t next) {
            const std::uint32_t entry_count = 1 + below(7);
            t.ndp16(at, IPS, 8 + 4 * (entry_count + 1), next);
            std::uint32_t index = 40 + below(size);
            for (std::uint32_t i = 0; i < entry_count; ++i) {
                if (below(3) == 0) index = 40 + below(size);
                const std::uint32_t length = 1 + below(below(2) == 0 ? 4000 : 400);
                t.put(at + 8 + 4 * i, index, 2).put(at + 10 + 4 * i, length, 2);
                index += length + below(3);
            }
        };
        if (second != 0) table(second, 0);
        table(12, second);
        const std::string difference = comparison::difference(t.bytes);
        REQUIRE(difference == "");
    }
}

TEST_CASE("an entry over an NDP in one part of the block and over a datagram in another") {
    auto t = transfer<9000>{};
    t.nth16(0, 9000, 12).ndp16(12, IPS, 20, 500, {{6000, 1000}, {400, 6000}, {0, 0}}).ndp16(500, IPS, 16, 0, {{0, 0}});
    check_error(t.bytes, {errc::datagram_over_ndp, 24, place::of_entry(0, 1)});
    t.put(22, 0, 2).put(24, 0, 2).ndp16(500, IPS, 16, 0, {{6000, 10}, {0, 0}});
    t.ndp16(12, IPS, 20, 8000, {{6000, 1000}, {400, 7604}, {0, 0}}).ndp16(8000, IPS, 16, 0, {{0, 0}});
    check_error(t.bytes, {errc::datagram_over_ndp, 24, place::of_entry(0, 1)});
}

TEST_CASE("random tables that overlap in every way: the library and the reference agree") {
    const case_numbers rounds{60000};
    for (std::uint64_t round = rounds.first; round != rounds.end; ++round) {
        INFO(text_of_case(round));
        random_numbers random{round};
        const auto below = [&](std::uint32_t n) { return random.below(n); };
        const bool big = below(2) != 0;
        const std::uint32_t width = big ? 4 : 2;
        const std::uint32_t nth = big ? 16 : 12;
        const std::uint32_t header = big ? 16 : 8;
        const std::uint32_t size = (big ? 48 : 28) + below(200);
        transfer<248> t;
        if (below(4) == 0)
            for (auto& b : t.bytes) b = static_cast<std::byte>(below(256));
        std::uint32_t ndp = (nth + (below(2) != 0 ? 0 : below(100))) & ~(below(4) != 0 ? 3u : 0u);
        const std::uint32_t declared = below(3) == 0 ? 0 : size;
        big ? t.nth32(1, declared, ndp) : t.nth16(1, declared, ndp);
        for (std::uint32_t left = 1 + below(4); left != 0; --left) {
            const std::array<std::uint32_t, 4> signatures{NCM0, NCM1, IPS | 3u << 24, DSS | 4u << 24};
            const std::uint32_t signature = signatures[below(4)] | (big ? 0x202020u : 0u);
            const std::uint32_t entry_count = below(8);
            const std::uint32_t length = header + entry_count * 2 * width + (below(20) == 0 ? below(5) : 0);
            const std::uint32_t next = left == 1 ? 0 : ndp + (below(6) != 0 ? length : header) + (below(2) != 0 ? 0 : below(20));
            big ? t.ndp32(ndp, signature, length, next) : t.ndp16(ndp, signature, length, next);
            std::uint32_t index = nth + below(size);
            for (std::uint32_t i = 0; i < entry_count; ++i) {
                const std::uint32_t at = ndp + header + i * 2 * width;
                const bool null = i + 1 == entry_count && below(6) != 0;
                if (below(5) == 0) index = below(size);
                const std::uint32_t bytes = 1 + below(12);
                t.put(at, null ? 0 : index, width).put(at + width, null || below(40) == 0 ? 0 : bytes, width);
                index += bytes + (below(3) != 0 ? 0 : below(8));
            }
            ndp = next;
        }
        const std::string difference = comparison::difference(cdcnet::bytes{t.bytes}.first(size), below(2) != 0 ? 0 : 1u << below(5),
                                                              below(2) != 0 ? 0 : 1u << below(4), below(3));
        REQUIRE(difference == "");
    }
    tried("NTBs with random faults", rounds.end - rounds.first);
}

TEST_CASE("a transfer's blocks, one behind the other") {
    const auto one = block16(NCM0).bytes;
    std::vector<std::byte> two(one.begin(), one.end());
    two.insert(two.end(), one.begin(), one.end());
    auto at = ncm::transfer{two}.begin();
    CHECK((at++)->has_value());
    CHECK(at.offset() == 128);
    CHECK(at->value().sequence() == 7);
    at++;
    CHECK(at == std::default_sentinel);
}
