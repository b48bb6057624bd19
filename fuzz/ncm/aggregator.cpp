// SPDX-License-Identifier: BSL-1.0
/// \file
/// The aggregator under limits, datagrams and calls that the input chooses: every block is, byte for byte, the one that the
/// packing rules allow, parses strictly, and gives every datagram back.  The same datagrams gathered in memory of any size,
/// and through the writer as those of one stream.  The first nine bytes of the input choose the limits; of the rest, the front half is the
/// datagrams, two bytes each, and the back half the calls that take them.  The highest bit of all says, for large
/// blocks of any number of datagrams, that each comes again and again: more than the aggregator looks at together.
#include "../../tests/ncm/checked_gather.hpp"
#include "../../tests/ncm/checked_sender.hpp"

#include <algorithm>
#include <array>
#include <cdcnet/ncm.hpp>
#include <cdcnet/ncm/writer.hpp>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "../../tests/ncm/exact_copy.hpp"

using namespace cdcnet;

namespace {

/// Numbers out of a part of the input; 0 when it is used up.
class numbers {
public:
    numbers(const std::uint8_t* data, std::size_t size) : data_{data}, size_{size} {}
    std::uint32_t below(std::uint64_t n) {
        std::uint32_t value = 0;
        for (std::uint64_t range = 1; range < n && size_ != 0; range *= 256, --size_) value = value << 8 | *data_++;
        return static_cast<std::uint32_t>(value % n);
    }
    [[nodiscard]] bool empty() const { return size_ == 0; }

private:
    const std::uint8_t* data_;
    std::size_t size_;
};

constexpr std::size_t bytes_of_limits = 9;

ncm::limits limits_of(numbers in) {
    ncm::limits l;
    const std::uint32_t flags = in.below(256);
    l.format = (flags & 1) != 0 ? ncm::format::ntb32 : ncm::format::ntb16;
    l.placement = (flags & 2) != 0 ? ncm::placement::front : ncm::placement::end;
    l.max_size = (flags & 4) != 0 ? in.below(70000) : in.below(2000);
    const std::uint32_t divisor = in.below(65536);
    l.divisor = static_cast<std::uint16_t>((flags & 8) != 0 ? 1u << divisor % 11 : divisor % 1025);
    l.remainder = static_cast<std::uint16_t>(in.below(256) * ((flags & 16) != 0 ? 5 : 1));
    l.ndp_alignment = static_cast<std::uint16_t>((flags & 32) != 0 ? in.below(256) : 4u << in.below(8));
    l.max_datagrams = static_cast<std::uint16_t>((flags & 64) != 0 ? in.below(256) : 0);
    return l;
}

ncm::stream stream_of(std::uint32_t n) {
    constexpr std::array all{ncm::stream::ips(0), ncm::stream::ips(1),  ncm::stream::ips(255),   ncm::stream::dss(0),
                             ncm::stream::dss(1), ncm::stream::dss(99), ncm::stream::ethernet(), ncm::stream::ethernet_crc()};
    return all[n % all.size()];
}

/// Bytes that differ from those at other offsets, in memory that ends with them.
exact_copy content(std::size_t offset, std::size_t size) {
    static const std::vector<std::byte> pool = [] {
        std::vector<std::byte> made(80000);
        for (std::size_t i = 0; i < made.size(); ++i) made[i] = static_cast<std::byte>((i * 2654435761u >> 13) & 0xff);
        return made;
    }();
    return exact_copy{bytes{pool}.subspan(offset, size)};
}

void require(bool condition, const ncm::limits& l, const char* what) {
    if (condition) return;
    std::fprintf(stderr, "%s: %s\n", packing::text(l).c_str(), what);
    std::abort();
}

/// Takes datagrams until one is refused, and compares the block with the rules: at the end byte by byte; in front, where
/// the room of the table may be larger than the table, as a strict receiver sees it.  Returns how many were taken.
std::size_t check_writer(ncm::writer& tx, const reference::packing& p, gsl::span<const packing::sent> list) {
    const ncm::limits& l = tx.limits();
    std::size_t taken = 0;
    while (taken < list.size() && tx.append(list.data()[taken].bytes) == ncm::admission::accepted) ++taken;
    const bool in_front = l.placement == ncm::placement::front;
    reference::packer model;
    if (taken < list.size() && !list.data()[taken].bytes.empty() && !in_front)
        require(!model.fits(p, list, taken + 1), l, "the writer refused a datagram that fits");
    const std::size_t size = tx.size();
    const std::uint16_t sequence = tx.sequence();
    const bytes block = tx.finish();
    require(block.size() == size && size <= tx.max_size(), l, "size of the writer's block");
    require(block.empty() == (taken == 0), l, "the writer made a block without datagrams");
    if (taken == 0) return 0;
    if (!in_front) {
        require(model.fits(p, list, taken), l, "more than a block may hold");
        const std::vector<std::uint8_t>& expected = model.pack(p, list, taken, sequence);
        require(equal(block, {reinterpret_cast<const std::byte*>(expected.data()), expected.size()}), l, "not the block of the rules");
    }
    const auto parsed = ncm::ntb::parse(block, packing::strict_options(p));
    require(parsed && parsed->datagram_count() == taken, l, "strict refuses the writer's block");
    for (std::size_t i = 0; const ncm::datagram d : *parsed) require(equal(d.bytes, list.data()[i++].bytes), l, "another datagram");
    return taken;
}

void check_writer(const ncm::limits& l, std::vector<packing::sent> list) {
    constexpr auto flow = ncm::stream::ips(3);
    for (packing::sent& d : list) d = {flow.signature(l.format), d.bytes, flow};
    constexpr std::size_t guard = 64;
    std::vector<std::byte> memory(l.max_size + 2 * guard, std::byte{0xa5});
    ncm::writer tx{mutable_bytes{memory}.subspan(guard, l.max_size), l, flow};
    for (gsl::span<const packing::sent> rest{list}; !rest.empty();) {
        const std::size_t taken = check_writer(tx, packing::to_reference(l, l.max_size), rest);
        rest = rest.subspan(taken == 0 ? 1 : taken);
    }
    for (std::size_t i = 0; i < guard; ++i)
        require(memory[i] == std::byte{0xa5} && memory[guard + l.max_size + i] == std::byte{0xa5}, l, "the writer left its buffer");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    if (size < bytes_of_limits) return 0;
    const ncm::limits l = limits_of({data, bytes_of_limits});
    const bool repeats = (data[0] & 0xc4) == 0x84;
    data += bytes_of_limits;
    size -= bytes_of_limits;

    numbers list{data, size / 2};
    std::vector<exact_copy> contents;
    std::vector<packing::sent> datagrams;
    std::size_t bytes_of_all = 0;
    while (!list.empty()) {
        const ncm::stream s = stream_of(list.below(8));
        const std::uint32_t length = list.below(256);
        contents.push_back(content(contents.size() % 4096, length < 224 ? length : (length - 223) * (l.max_size / 31 + 1)));
        datagrams.push_back({s.signature(l.format), contents.back().view(), s});
        bytes_of_all += contents.back().view().size();
    }
    // Until there are as many as a block has entries, or bytes for one.
    const std::size_t once = datagrams.size();
    while (repeats && once != 0 && datagrams.size() < std::min(l.max_size / 4, 4096u) &&
           datagrams.size() / once * bytes_of_all < l.max_size)
        for (std::size_t i = 0; i < once; ++i) datagrams.push_back(datagrams[i]);
    numbers choices{data + size / 2, size - size / 2};
    packing::checked_sender<numbers> sender{choices, l, l.max_size};
    const std::string& wrong = sender.send(datagrams);
    require(wrong.empty(), l, wrong.c_str());
    const std::size_t headers = ncm::gather_header_size(l, datagrams.size(), 8, ncm::stream::ethernet_crc());
    const std::size_t segments = ncm::gather_segments(l, datagrams.size(), ncm::stream::ethernet_crc());
    packing::checked_gather<numbers> gather{choices, l, headers - choices.below(64) % (headers + 1),
                                            segments - choices.below(8) % (segments + 1)};
    const std::string& gathered = gather.send(datagrams);
    require(gathered.empty(), l, gathered.c_str());

    check_writer(l, datagrams);
    return 0;
}
