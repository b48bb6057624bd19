// SPDX-License-Identifier: BSL-1.0
/// \file
/// The parser against the byte-by-byte reference: every museum row with every field spoilt, and random blocks with random
/// mutations, in every mode, codes, offsets and places of errors included.
///
/// The long run, about five minutes in a build with -O2:
///
///     CDCNET_CASES=10000000 cdcnet_tests --source-file=*/ncm/differential.cpp
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "bad_inputs.hpp"
#include "compare.hpp"
#include "exact_copy.hpp"
#include "museum_rows.hpp"
#include "random_block.hpp"

using namespace cdcnet;

namespace {

std::size_t number_at(bytes t, std::size_t at, std::size_t size) {
    std::size_t n = 0;
    for (std::size_t i = 0; i < size && at + i < t.size(); ++i) n |= std::to_integer<std::size_t>(t[at + i]) << 8 * i;
    return n;
}

/// The offsets of every byte of the NTH, of the NDPs as far as the chain can be followed, and of what may be a second NTH.
/// Of long tables the first and the last entries only.
std::vector<std::size_t> header_bytes(bytes t) {
    std::vector<std::size_t> found;
    const auto add = [&](std::size_t from, std::size_t to) {
        for (std::size_t at = from; at < std::min(to, t.size()); ++at) found.push_back(at);
    };
    const bool big = number_at(t, 0, 1) == 'n';
    const std::size_t width = big ? 4 : 2;
    add(0, big ? 16 : 12);
    std::vector<std::size_t> seen;
    for (std::size_t at = number_at(t, 8 + width, width); at >= 8 && at < t.size() && std::count(seen.begin(), seen.end(), at) == 0;
         at = number_at(t, at + (big ? 8 : 6), width)) {
        seen.push_back(at);
        const std::size_t end = std::min(at + number_at(t, at + 4, 2), t.size());
        if (end - at > 600) {
            add(at, at + 48);
            add(end - 32, end);
        } else {
            add(at, end);
        }
    }
    if (const std::size_t block = number_at(t, 8, width); block >= 28) add(block, block + 16);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

/// One field after the other takes one value after the other that has gone wrong before; returns how many there were.
std::size_t spoil_every_field(bytes original, comparison::comparer& comparer) {
    const auto size = static_cast<std::uint32_t>(original.size());
    const std::uint32_t values[] = {0, 1, size - 1, size, size + 1, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff};
    const bool big = number_at(original, 0, 1) == 'n';
    const bool slow = test_is_slow && size > 4096;
    std::vector<std::byte> spoilt(original.begin(), original.end());
    std::size_t count = 0;
    for (const std::size_t at : header_bytes(original))
        for (const std::size_t width : {2u, 4u}) {
            if ((width == 4 && !big) || (slow && at % 4 != 0)) continue;
            for (const std::uint32_t value : values) {
                if (width == 2 && value > 0xffff && value != size + 1) continue;
                for (std::size_t i = 0; i < width && at + i < size; ++i) spoilt[at + i] = static_cast<std::byte>(value >> 8 * i & 0xff);
                const std::string difference = comparer.difference(exact_copy{spoilt}.view(), 0, at % 2 != 0 ? 4 : 0);
                INFO(width << " bytes at " << at << " are " << value);
                REQUIRE(difference == "");
                ++count;
            }
            for (std::size_t i = 0; i < width && at + i < size; ++i) spoilt[at + i] = original[at + i];
        }
    return count;
}

}  // namespace

TEST_CASE("every museum row with every field spoilt: the library and the reference agree") {
    comparison::comparer comparer;
    std::size_t count = 0;
    for (const museum::row& r : museum::rows) {
        INFO(r.id << ": " << r.what);
        count += spoil_every_field(r.transfer, comparer);
    }
    tried("NTBs with a field spoilt", count);
}

TEST_CASE("random blocks, none to three mutations: the library and the reference agree") {
    comparison::comparer comparer;
    hand_made::random_block block;
    const case_numbers cases{200000};
    std::size_t accepted = 0;
    std::size_t mutated = 0;
    for (std::uint64_t number = cases.first; number != cases.end; ++number) {
        random_numbers random{number};
        const std::vector<std::byte>& transfer = block.make(random);
        const std::uint32_t mutations = random.below(4);
        for (std::uint32_t i = 0; i < mutations; ++i) block.mutate();
        mutated += mutations != 0;
        const exact_copy copy{transfer, random.below(8)};

        const std::uint32_t alignment = random.once_in(2) ? block.ndp_alignment() : 0;
        const std::uint32_t divisor = random.once_in(2) ? block.divisor() : 0;
        const std::string difference = comparer.difference(copy.view(), alignment, divisor, divisor != 0 ? block.remainder() : 0);
        const auto parsed = ncm::ntb::parse(copy.view());
        accepted += parsed.has_value();
        const bool complete = mutations != 0 || (parsed && parsed->datagram_count() == block.datagrams());
        if (difference.empty() && complete) continue;
        INFO(text_of_case(number));
        REQUIRE(difference == "");
        REQUIRE(complete);
    }
    MESSAGE(accepted << " accepted");
    tried("NTBs with random faults", mutated);
}

namespace {

/// A transfer of 140,000 bytes, more than a parser may want to look at in one go.
class large_block {
public:
    static constexpr std::uint32_t size = 140000;
    static constexpr std::uint32_t first_datagram = 4096;

    explicit large_block(std::initializer_list<hand_made::entries> tables) : transfer_(size) { set(tables); }
    void set(std::initializer_list<hand_made::entries> tables) {
        hand_made::transfer<first_datagram> head;
        head.nth32(1, size, 16);
        std::uint32_t at = 16;
        for (std::size_t k = 0; k < tables.size(); ++k) {
            const hand_made::entries& list = tables.begin()[k];
            const auto length = static_cast<std::uint32_t>(16 + 8 * list.size());
            head.ndp32(at, hand_made::ips | static_cast<std::uint32_t>(k) << 24, length, k + 1 < tables.size() ? at + length : 0, list);
            at += length;
        }
        std::copy_n(head.bytes.begin(), 200, transfer_.begin());
    }
    [[nodiscard]] error fault() const { return ncm::ntb::parse(transfer_).error(); }
    [[nodiscard]] std::vector<std::byte>& bytes() { return transfer_; }

private:
    std::vector<std::byte> transfer_;
};

}  // namespace

TEST_CASE("one shared byte, wherever it is in a large block, is found; none is not") {
    constexpr std::uint32_t begin = large_block::first_datagram;
    constexpr std::uint32_t end = large_block::size;
    large_block block{{}};
    std::size_t blocks = 0;
    for (std::uint32_t at = begin + 1; at + 1 < end; at += test_is_slow ? 3 : 1) {
        INFO("byte " << at);
        // Two tables that take turns: entries at 32 and 64.
        block.set({{{begin, at + 1 - begin}, {0, 0}}, {{at, end - at}, {0, 0}}});
        REQUIRE(block.fault() == error{errc::overlap, 64, place::of_entry(1, 0)});
        block.set({{{at, end - at}, {0, 0}}, {{begin, at - begin}, {0, 0}}});
        REQUIRE(block.fault() == error{});
        // One table in descending order: entries at 32 and 40.
        block.set({{{at, end - at}, {begin, at + 1 - begin}, {0, 0}}});
        REQUIRE(block.fault() == error{errc::overlap, 40, place::of_entry(0, 1)});
        block.set({{{at, end - at}, {begin, at - begin}, {0, 0}}});
        REQUIRE(block.fault() == error{});
        blocks += 2;
    }
    tried("NTBs whose datagrams share bytes", blocks);
}

TEST_CASE("large blocks in disorder, with several overlaps: the library and the reference agree") {
    comparison::comparer comparer;
    const case_numbers cases{400};
    for (std::uint64_t number = cases.first; number != cases.end; ++number) {
        INFO(text_of_case(number));
        random_numbers random{number ^ 0xb16};
        large_block block{{}};
        const std::uint32_t tables = random.between(1, 20);
        constexpr std::uint32_t step = 200;
        hand_made::transfer<large_block::first_datagram> head;
        head.nth32(1, large_block::size, 16);
        for (std::uint32_t k = 0; k < tables; ++k) {
            const std::uint32_t at = 16 + k * step;
            head.ndp32(at, hand_made::ips | k << 24, step - 8, k + 1 < tables ? at + step : 0);
            for (std::uint32_t i = 0; i < 20; ++i) {
                const std::uint32_t index = large_block::first_datagram + random.below(large_block::size - large_block::first_datagram);
                const std::uint32_t length = random.between(1, random.once_in(20) ? 3000 : 100);
                head.entries32(at + 16 + 8 * i, {{index, std::min(length, large_block::size - index)}});
            }
        }
        std::copy(head.bytes.begin(), head.bytes.end(), block.bytes().begin());
        const std::string difference = comparer.difference(block.bytes());
        REQUIRE(difference == "");
    }
}
