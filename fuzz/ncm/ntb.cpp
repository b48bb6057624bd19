// SPDX-License-Identifier: BSL-1.0
/// \file
/// NTBs: the parser in all modes against the reference parser, and its datagrams through the aggregator against the
/// reference packer.  The first four bytes of the input choose alignments, divisor, remainder, placement and the maximum
/// size; the rest is the transfer.
#include <cdcnet/ncm.hpp>

#include <cstdio>
#include <cstdlib>
#include <vector>

#include "../../tests/ncm/compare.hpp"
#include "../../tests/ncm/reference_packer.hpp"

using namespace cdcnet;

namespace {

void require(bool condition, const char* what) {
    if (condition) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

struct choices {
    ncm::limits limits{};
    std::size_t header{};

    choices(const std::uint8_t* data, std::size_t size) {
        if (size < 4) return;
        header = 4;
        limits.format = (data[0] & 1) != 0 ? ncm::format::ntb32 : ncm::format::ntb16;
        limits.placement = (data[0] & 2) != 0 ? ncm::placement::front : ncm::placement::end;
        limits.ndp_alignment = static_cast<std::uint16_t>(4u << (data[0] >> 2 & 7));
        limits.max_datagrams = (data[0] & 0x40) != 0 ? 3 : 0;
        limits.divisor = static_cast<std::uint16_t>((data[0] & 0x80) != 0 ? 1u << (data[1] & 7) : 1u + data[1]);
        limits.remainder = data[2] % limits.divisor;
        limits.max_size = 28u + 8u * data[3];
    }
};

/// No view leaves the input, and there are no more datagrams than bytes.
void check_views(bytes transfer, const ncm::parse_options& options) {
    std::size_t blocks = 0;
    for (const auto& block : ncm::transfer{transfer, options}) {
        require(++blocks <= transfer.size() / 28 + 2, "more blocks than the transfer can hold");
        if (!block) {
            require(block.error().code() == errc::no_space || block.error().offset() <= transfer.size(), "an error behind the end");
            continue;
        }
        std::size_t payload = 0;
        for (const ncm::datagram d : *block) {
            require(!d.bytes.empty(), "an empty datagram");
            require(d.bytes.data() >= transfer.data() && d.bytes.data() + d.bytes.size() <= transfer.data() + transfer.size(),
                    "a view outside the input");
            payload += d.bytes.size();
        }
        require(payload <= block->size(), "more payload than bytes");
    }
}

/// The datagrams of a transfer, packed again: the blocks are those that the rules ask for, byte for byte, and give every
/// datagram back.
void repack(const ncm::ntb& block, const ncm::limits& limits) {
    std::vector<ncm::datagram> datagrams;
    std::vector<reference::packet> packets;
    for (const ncm::datagram d : block) {
        const auto payload = ncm::check_crc(d);
        const ncm::datagram whole = payload ? ncm::datagram{d.stream, *payload} : ncm::datagram{ncm::stream::ethernet(), d.bytes};
        datagrams.push_back(whole);
        reference::packet p{whole.stream.signature(limits.format), {}};
        for (std::size_t i = 0; i < whole.bytes.size(); ++i) p.bytes.push_back(std::to_integer<std::uint8_t>(whole.bytes.data()[i]));
        packets.push_back(std::move(p));
    }
    std::vector<std::byte> buffer(limits.max_size);
    ncm::aggregator tx{buffer, limits};
    const reference::packing packing{limits.format == ncm::format::ntb32,
                                     limits.placement == ncm::placement::front,
                                     limits.max_size,
                                     limits.divisor,
                                     limits.remainder,
                                     limits.ndp_alignment,
                                     limits.max_datagrams};
    std::size_t first = 0;
    for (std::uint64_t sequence = 0; first < datagrams.size();) {
        const std::size_t taken = tx.append(gsl::span<const ncm::datagram>{datagrams}.subspan(first));
        const std::vector<reference::packet> rest(packets.begin() + static_cast<std::ptrdiff_t>(first), packets.end());
        if (taken < rest.size()) require(!reference::fits(packing, rest, taken + 1), "refused a datagram that fits");
        const bytes packed = tx.finish();
        if (taken == 0) {
            require(packed.empty(), "a block without datagrams");
            ++first;
            continue;
        }
        const std::vector<std::uint8_t> expected = reference::pack(packing, rest, taken, sequence++);
        require(equal(packed, {reinterpret_cast<const std::byte*>(expected.data()), expected.size()}), "not the block of the rules");
        const auto parsed = ncm::ntb::parse(
            packed,
            {.mode = ncm::mode::strict, .ndp_alignment = limits.ndp_alignment, .divisor = limits.divisor, .remainder = limits.remainder});
        require(parsed && parsed->datagram_count() == taken, "strict refuses what the aggregator made");
        std::vector<char> back(taken, 0);
        for (const ncm::datagram d : *parsed) {
            const auto payload = ncm::check_crc(d);
            require(static_cast<bool>(payload), "a wrong CRC");
            std::size_t i = 0;
            while (i < taken && (back[i] != 0 || datagrams[first + i].stream != d.stream)) ++i;
            require(i < taken && equal(*payload, datagrams[first + i].bytes), "another datagram came back");
            back[i] = 1;
        }
        first += taken;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    const choices c{data, size};
    const bytes transfer{reinterpret_cast<const std::byte*>(data) + c.header, size - c.header};
    const std::string difference = comparison::difference(transfer, c.limits.ndp_alignment, c.limits.divisor, c.limits.remainder);
    require(difference.empty(), difference.c_str());

    std::vector<std::byte> scratch(ncm::scratch_size(transfer.size()));
    check_views(transfer, {});
    check_views(transfer, {.mode = ncm::mode::lenient});
    check_views(transfer, {.mode = ncm::mode::lenient, .scratch = scratch});
    if (const auto block = ncm::ntb::parse(transfer, {.mode = ncm::mode::lenient, .scratch = scratch})) repack(*block, c.limits);
    return 0;
}
