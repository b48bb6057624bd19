// SPDX-License-Identifier: BSL-1.0
/// \file
/// Damaged NTBs that the drivers of Linux were given, too: what each mode does with them is what `linux.md` says, which is
/// where it says why.
#include <cdcnet/ncm/parser.hpp>
#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "builder.hpp"

using namespace cdcnet;

namespace {

// --- the table -----------------------------------------------------------------------------------------------------

struct row {
    std::string what, cdc_mbim, f_ncm, standard, lenient, strict, why;
};
std::string trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return std::string{text};
}
std::vector<row> documented() {
    std::ifstream file{CDCNET_SOURCE_DIR "/tests/ncm/linux.md"};
    REQUIRE(file);
    std::vector<row> rows;
    bool inside = false;
    for (std::string line; std::getline(file, line);) {
        if (inside) {
            std::array<std::string, 7> cells;
            std::size_t at = 1;
            for (std::string& cell : cells) {
                const std::size_t end = line.find('|', at);
                REQUIRE_MESSAGE(end != std::string::npos, line);
                cell = trimmed(std::string_view{line}.substr(at, end - at));
                at = end + 1;
            }
            rows.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]});
        }
        inside = inside || line.compare(0, 4, "|---") == 0;
    }
    return rows;
}

// --- the transfers -------------------------------------------------------------------------------------------------

/// What a transfer is made of; a case changes one thing.
struct plan {
    std::string_view what;
    std::uint32_t nth_signature = 0x484d434e;
    std::uint32_t header_length = 12;
    std::uint32_t block = 180;
    std::uint32_t ndp = 12;
    std::uint32_t table_length = 24;
    std::uint32_t next = 0;
    std::vector<hand_made::pair> entries{{48, 40}, {88, 44}, {132, 48}, {0, 0}};
    std::uint32_t transfer = 180;
    std::uint32_t ndp_signature = 0;  ///< 0: the one that is asked for
};
const plan plans[] = {
    {"nothing is wrong"},
    {.what = "wBlockLength is 0", .block = 0},
    {.what = "8 zero bytes behind the block", .transfer = 188},
    {.what = "wBlockLength is 4 too large", .block = 184},
    {.what = "wBlockLength cuts the last datagram", .block = 172},
    {.what = "wHeaderLength is 16", .header_length = 16},
    {.what = "wHeaderLength is 8", .header_length = 8},
    {.what = "NDP at 14", .ndp = 14},
    {.what = "NDP at 13", .ndp = 13},
    {.what = "no null entry", .table_length = 20, .entries = {{48, 40}, {88, 44}, {132, 48}}},
    {.what = "wLength is 12", .table_length = 12},
    {.what = "wLength is 16", .table_length = 16},
    {.what = "wLength is 23", .table_length = 23},
    {.what = "three null entries", .table_length = 32},
    {.what = "a null entry in place of the second", .entries = {{48, 40}, {0, 0}, {132, 48}, {0, 0}}},
    {.what = "length 0 in the second entry", .entries = {{48, 40}, {88, 0}, {132, 48}, {0, 0}}},
    {.what = "index 0 in the second entry", .entries = {{48, 40}, {0, 44}, {132, 48}, {0, 0}}},
    {.what = "the first datagram twice", .entries = {{48, 40}, {48, 40}, {88, 44}, {0, 0}}},
    {.what = "descending entries", .entries = {{132, 48}, {88, 44}, {48, 40}, {0, 0}}},
    {.what = "the second datagram is behind the block", .entries = {{48, 40}, {180, 44}, {132, 48}, {0, 0}}},
    {.what = "the second datagram ends above 16 bits", .entries = {{48, 40}, {0xfff0, 0x20}, {132, 48}, {0, 0}}},
    {.what = "the second datagram has 10 bytes", .entries = {{48, 40}, {88, 10}, {132, 48}, {0, 0}}},
    {.what = "the NDP follows itself", .next = 12},
    {.what = "an unknown NDP signature", .ndp_signature = 0x304d4358},
    {.what = "an unknown NTH signature", .nth_signature = 0x484d4358},
    {.what = "the next NDP is behind the block", .next = 4096},
    {.what = "the next NDP is payload", .next = 133},
    {"the sequence number of the block before"},
    {.what = "one byte", .transfer = 1},
    {.what = "an NTH alone", .block = 12, .ndp = 0, .transfer = 12},
};

/// Each byte of a datagram is its number.
std::vector<std::byte> made(const plan& p, std::uint32_t signature) {
    hand_made::transfer<188> t;
    t.nth16(1, p.block, p.ndp).put(0, p.nth_signature, 4).put(4, p.header_length, 2);
    if (p.ndp != 0) t.ndp16(p.ndp, p.ndp_signature != 0 ? p.ndp_signature : signature, p.table_length, p.next);
    std::size_t at = p.ndp + 8;
    for (const hand_made::pair& e : p.ndp != 0 ? p.entries : std::vector<hand_made::pair>{}) {
        t.entries16(at, {e});
        at += 4;
    }
    for (std::size_t i = 48; i < 180; ++i) t.put(i, i < 88 ? 1 : i < 132 ? 2 : 3, 1);
    return {t.bytes.begin(), t.bytes.begin() + p.transfer};
}

/// As the table writes it.
std::string outcome(bytes transfer, ncm::mode mode) {
    std::array<std::byte, ncm::scratch_size(188)> scratch{};
    const auto block = ncm::ntb::parse(transfer, {.mode = mode, .scratch = scratch});
    if (!block) return std::string{name_of(block.error().code())};
    std::string text;
    for (const ncm::datagram d : *block) {
        if (!text.empty()) text += ' ';
        text += static_cast<char>('0' + std::to_integer<int>(d.bytes.front()));
    }
    return text;
}
/// What is delivered: nothing of a block that is refused.
std::string delivered(const std::string& outcome) { return outcome.find_first_not_of("123 ") == std::string::npos ? outcome : "-"; }

}  // namespace

TEST_CASE("what Linux delivers and what each mode does, case by case") {
    const std::vector<row> rows = documented();
    REQUIRE(rows.size() == std::size(plans));
    std::size_t different = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const row& r = rows[i];
        INFO(r.what);
        REQUIRE(r.what == plans[i].what);
        for (const std::uint32_t signature : {hand_made::IPS, hand_made::NCM0}) {
            const std::vector<std::byte> transfer = made(plans[i], signature);
            CHECK(outcome(transfer, ncm::mode::standard) == r.standard);
            CHECK(outcome(transfer, ncm::mode::lenient) == r.lenient);
            CHECK(outcome(transfer, ncm::mode::strict) == r.strict);
        }
        const bool same = delivered(r.standard) == r.cdc_mbim && delivered(r.standard) == r.f_ncm;
        CHECK(same == r.why.starts_with("as both: "));
        CHECK(r.why.size() > 10);
        different += same ? 0 : 1;
    }
    MESSAGE(rows.size() << " cases; in " << different << " of them the drivers do not both deliver what the default mode does");
}
