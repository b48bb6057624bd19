// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/ncm/reader.hpp>
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "bad_inputs.hpp"
#include "builder.hpp"
#include "exact_copy.hpp"
#include "museum_rows.hpp"
#include "random_block.hpp"
#include "reference_parser.hpp"

using namespace cdcnet;
using namespace hand_made;

namespace {

/// What the reader of one format does wrong with a transfer; empty when it does what it should: the datagrams of the
/// standard mode, and nothing where that refuses, except that datagrams may share bytes.
template <ncm::format F>
std::string fault(bytes transfer) {
    reference::verdict want = reference::parse(transfer.data(), transfer.size(), {});
    const errc code = want.fault.code;
    if (code == errc::overlap || code == errc::datagram_over_ndp)
        want = reference::parse(transfer.data(), transfer.size(), {.mode = reference::mode::lenient});
    const bool other_format = transfer.size() < 4 || load_le<std::uint32_t>(transfer.data()) != ncm::layout<F>::nth_signature;
    const bool refused = other_format || want.fault.code != errc::none;

    ncm::basic_reader<F> rx;
    if (rx.open(transfer) == refused) return "open says other than " + std::string{name_of(code)};
    bytes d;
    if (refused) return rx.size() != 0 || rx.next(d) ? "refused, and not empty" : "";
    if (rx.size() != want.size) return "size";
    if (rx.sequence() != load_le<std::uint16_t>(transfer.data() + 6)) return "sequence";
    for (const reference::entry& e : want.entries) {
        if (!rx.next(d)) return "a datagram is missing";
        if (d.data() != transfer.data() + e.index || d.size() != e.length) return "other bytes";
        if (rx.stream().signature(F) != e.signature) return "other stream";
    }
    return rx.next(d) || rx.next(d) ? "too many datagrams" : "";
}
std::string fault(bytes transfer) {
    const std::string of_16 = fault<ncm::format::ntb16>(transfer);
    return of_16.empty() ? fault<ncm::format::ntb32>(transfer) : of_16;
}

template <class Reader, class Bytes>
constexpr std::size_t count(const Bytes& transfer) {
    Reader rx;
    std::size_t n = 0;
    if (!rx.open(bytes{transfer})) return 1000;
    for (bytes d; rx.next(d); ++n) {
    }
    return n;
}

// Two NDPs: the second one ends at its null entry with rubbish behind it, and its table has two bytes too many.
constexpr auto two_tables = transfer<128>{}
                                .nth16(7, 128, 12)
                                .ndp16(12, NCM0, 16, 28, {{60, 10}, {0, 0}})
                                .ndp16(28, IPS | 5u << 24, 26, 0, {{70, 20}, {40, 0}, {0xffff, 0xffff}, {1, 1}})
                                .payload(60, 30)
                                .bytes;
constexpr auto one_table32 = transfer<128>{}.nth32(1, 0, 16).ndp32(16, ncm1, 40, 0, {{56, 40}, {96, 32}, {0, 0}}).payload(56, 72).bytes;
static_assert(count<ncm::reader>(two_tables) == 2);
static_assert(count<ncm::reader32>(one_table32) == 2);
static_assert(count<ncm::reader32>(two_tables) == 1000 && count<ncm::reader>(one_table32) == 1000);

}  // namespace

TEST_CASE("datagrams come in the order of the chain, each with its stream") {
    ncm::reader rx;
    REQUIRE(rx.open(two_tables));
    CHECK(rx.size() == 128);
    CHECK(rx.sequence() == 7);
    bytes d;
    REQUIRE(rx.next(d));
    CHECK(d.data() == two_tables.data() + 60);
    CHECK(d.size() == 10);
    CHECK(rx.stream() == ncm::stream::ethernet());
    REQUIRE(rx.next(d));
    CHECK(d.data() == two_tables.data() + 70);
    CHECK(d.size() == 20);
    CHECK(rx.stream() == ncm::stream::ips(5));
    CHECK_FALSE(rx.next(d));
    CHECK_FALSE(rx.next(d));
}

TEST_CASE("a reader without a block has no datagrams, and forgets the last one when the next is refused") {
    ncm::reader rx;
    bytes d;
    CHECK_FALSE(rx.next(d));
    CHECK(rx.size() == 0);
    {
        const exact_copy gone{two_tables};
        REQUIRE(rx.open(gone.view()));
        REQUIRE(rx.next(d));
    }
    CHECK_FALSE(rx.open(no_bytes));
    CHECK_FALSE(rx.next(d));
    CHECK(rx.size() == 0);
    REQUIRE(rx.open(two_tables));
    CHECK(rx.next(d));
}

TEST_CASE("a reader takes the NDPs of the payloads that it names, and no others") {
    using enum ncm::format;
    using enum ncm::payload;
    const auto check = [](std::uint32_t signature, bool is_ethernet, bool is_mbim) {
        INFO("signature " << signature);
        const auto block = transfer<64>{}.nth16(0, 64, 12).ndp16(12, signature, 16, 0, {{28, 10}, {0, 0}}).bytes;
        const bool refused = !is_ethernet && !is_mbim;
        CHECK(count<ncm::reader>(block) == (refused ? 1000u : 1u));
        CHECK(count<ncm::basic_reader<ntb16, mbim, ethernet>>(block) == (refused ? 1000u : 1u));
        CHECK(count<ncm::basic_reader<ntb16, ethernet>>(block) == (is_ethernet ? 1u : 1000u));
        CHECK(count<ncm::basic_reader<ntb16, mbim>>(block) == (is_mbim ? 1u : 1000u));
    };
    for (const std::uint32_t signature : {NCM0, NCM1}) {
        check(signature, true, false);
        for (std::uint32_t bit = 0; bit < 32; ++bit) check(signature ^ 1u << bit, bit == 24, false);
    }
    for (const std::uint32_t signature : {IPS | 7u << 24, DSS | 255u << 24}) {
        check(signature, false, true);
        for (std::uint32_t bit = 0; bit < 32; ++bit) check(signature ^ 1u << bit, false, bit >= 24);
    }
    for (const std::uint32_t signature : std::initializer_list<std::uint32_t>{ncm0, ncm1, ips, dss, 0, 0xffffffff})
        check(signature, false, false);

    CHECK(count<ncm::basic_reader<ntb16, ethernet>>(two_tables) == 1000);
    CHECK(count<ncm::basic_reader<ntb16, mbim>>(two_tables) == 1000);
    CHECK(count<ncm::basic_reader<ntb32, ethernet>>(one_table32) == 2);
    CHECK(count<ncm::basic_reader<ntb32, mbim>>(one_table32) == 1000);
}

TEST_CASE("a block that was not read to its end leaves nothing to the next one") {
    const auto unread = transfer<256>{}.nth16(0, 256, 12).ndp16(12, NCM0, 24, 0, {{36, 8}, {200, 9}, {0, 0}}).bytes;
    ncm::reader rx;
    bytes d;
    REQUIRE(rx.open(unread));
    REQUIRE(rx.next(d));
    REQUIRE(rx.open(two_tables));
    REQUIRE(rx.next(d));
    CHECK(d.data() == two_tables.data() + 60);
}

TEST_CASE("datagrams that share bytes are delivered, as long as they are no more than the block") {
    const auto overlapping = transfer<64>{}.nth16(0, 64, 12).ndp16(12, NCM0, 20, 0, {{32, 20}, {40, 20}, {0, 0}}).bytes;
    CHECK(count<ncm::reader>(overlapping) == 2);
    const auto over_ndp = transfer<64>{}.nth16(0, 64, 12).ndp16(12, NCM0, 16, 0, {{12, 52}, {0, 0}}).bytes;
    CHECK(count<ncm::reader>(over_ndp) == 1);
    const auto too_much = transfer<64>{}.nth16(0, 64, 12).ndp16(12, NCM0, 20, 0, {{32, 32}, {31, 33}, {0, 0}}).bytes;
    CHECK_FALSE(ncm::reader{}.open(too_much));
}

TEST_CASE("a block length of 0 is the transfer, of an NTB16 at most 65536 bytes of it") {
    std::vector<std::byte> transfer(70000);
    const auto head = hand_made::transfer<32>{}.nth16(0, 0, 12).ndp16(12, NCM0, 16, 0, {{28, 65508}, {0, 0}}).bytes;
    copy_bytes(transfer.data(), head.data(), head.size());
    for (const std::size_t size : {65535u, 65536u, 65537u, 70000u}) {
        CHECK(fault(bytes{transfer}.first(size)) == "");
        ncm::reader rx;
        CHECK(rx.open(bytes{transfer}.first(size)) == (size >= 65536));
        CHECK(rx.size() == (size >= 65536 ? 65536 : 0));
    }
}

TEST_CASE("the least block has room for two entries, also when it has none") {
    for (const std::uint32_t size : {20u, 27u, 28u})
        CHECK(count<ncm::reader>(transfer<28>{}.nth16(0, size, 12).ndp16(12, NCM0, 8, 0).bytes) == (size < 28 ? 1000u : 0u));
    for (const std::uint32_t size : {32u, 47u, 48u})
        CHECK(count<ncm::reader32>(transfer<48>{}.nth32(0, size, 16).ndp32(16, ncm0, 16, 0).bytes) == (size < 48 ? 1000u : 0u));
}

TEST_CASE("a transfer of several blocks is opened block by block") {
    std::vector<std::byte> transfer;
    for (int i = 0; i < 3; ++i) transfer.insert(transfer.end(), two_tables.begin(), two_tables.end());
    transfer.push_back(std::byte{});
    bytes rest{transfer};
    std::size_t blocks = 0;
    for (ncm::reader rx; rx.open(rest); rest = rest.subspan(rx.size())) ++blocks;
    CHECK(blocks == 3);
    CHECK(rest.size() == 1);
}

TEST_CASE("every prefix, in memory of exactly its size, at every alignment") {
    for (std::size_t size = 0; size <= two_tables.size(); ++size)
        for (std::size_t shift = 0; shift < 8; ++shift) {
            INFO("size " << size << " shift " << shift);
            REQUIRE(fault(exact_copy{bytes{two_tables}.first(size), shift}.view()) == "");
            REQUIRE(fault(exact_copy{bytes{one_table32}.first(size), shift}.view()) == "");
        }
}

TEST_CASE("every field with values that have gone wrong before") {
    for (const auto& original : {two_tables, one_table32})
        for (std::size_t at = 0; at < 64; at += 2)
            for (const unsigned value :
                 {0u, 1u, 7u, 8u, 11u, 12u, 13u, 15u, 16u, 27u, 28u, 29u, 48u, 60u, 127u, 128u, 129u, 0x7fffu, 0x8000u, 0xfff0u, 0xffffu}) {
                auto changed = original;
                changed[at] = static_cast<std::byte>(value & 0xff);
                changed[at + 1] = static_cast<std::byte>(value >> 8);
                INFO("offset " << at << " value " << value);
                REQUIRE(fault(exact_copy{changed}.view()) == "");
            }
}

TEST_CASE("transfers that broke somebody") {
    for (const museum::row& row : museum::rows) {
        INFO(row.id << ": " << row.what);
        CHECK(fault(exact_copy{row.transfer}.view()) == "");
    }
}

TEST_CASE("random blocks, valid and mutated, give what the rules say") {
    random_block block;
    const case_numbers numbers{20000};
    for (std::uint64_t number = numbers.first; number != numbers.end; ++number) {
        INFO(text_of_case(number));
        random_numbers random{number};
        const std::vector<std::byte>& transfer = block.make(random);
        REQUIRE(fault(exact_copy{transfer}.view()) == "");
        for (int i = 0; i < 3 && !transfer.empty(); ++i) {
            block.mutate();
            REQUIRE(fault(exact_copy{transfer}.view()) == "");
        }
    }
    tried("NTBs with random faults", 3 * (numbers.end - numbers.first));
}

TEST_CASE("a block that changes after it was opened gives datagrams inside it, or none") {
    random_block block;
    const case_numbers numbers{4000};
    for (std::uint64_t number = numbers.first; number != numbers.end; ++number) {
        INFO(text_of_case(number));
        random_numbers random{number};
        std::vector<std::byte> memory = block.make(random);
        ncm::reader rx;
        ncm::reader32 rx32;
        const bool is_16 = rx.open(memory);
        if (!is_16) REQUIRE(rx32.open(memory));
        // What was wrong may be right again with the next call.
        for (int refusals = 0; refusals < 3;) {
            bytes d;
            if (is_16 ? rx.next(d) : rx32.next(d)) {
                REQUIRE(!d.empty());
                REQUIRE(inside(static_cast<std::size_t>(d.data() - memory.data()), d.size(), memory.size()));
            } else {
                ++refusals;
            }
            for (int i = 0; i < 8; ++i) memory[random.below(memory.size())] = static_cast<std::byte>(random.below(256));
        }
    }
}
