// SPDX-License-Identifier: BSL-1.0
/// \file
/// Blocks of the aggregator as tshark sees them, which shares no code with the library: every format, every kind of
/// stream, both placements, several alignments.
///
/// CDCNET_CASES in the environment is the number of blocks at least: rounds of all of them with other datagrams.
#include <sys/wait.h>
#include <unistd.h>

#include <cdcnet/ncm/aggregator.hpp>
#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "random.hpp"
#include "reference_packer.hpp"

using namespace cdcnet;

namespace {

using octets = std::vector<std::uint8_t>;

/// A datagram and what was sent of it on the wire.
struct sent {
    ncm::stream stream;
    octets content;
    octets with_crc;
};
struct sent_block {
    std::string limits;
    octets bytes;
    std::vector<sent> datagrams;  ///< NDP by NDP
};

struct answer {
    int status{};
    std::string output;
};
answer run(const std::string& command) {
    answer a;
    std::FILE* const pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 4096> buffer{};
    for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) a.output.append(buffer.data(), n);
    const int status = ::pclose(pipe);
    a.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return a;
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(separator, at), text.size());
        parts.push_back(text.substr(at, end - at));
        at = end + 1;
        if (end + 1 == text.size()) parts.emplace_back();  // the last part is empty
    }
    return parts;
}

octets from_hex(const std::string& hex) {
    octets bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes.push_back(static_cast<std::uint8_t>(std::stoul(hex.substr(i, 2), nullptr, 16)));
    return bytes;
}

void put(octets& to, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) to.push_back(static_cast<std::uint8_t>(value >> 8 * i));
}

/// A file of usbmon records (pcap, link type 220), one bulk transfer from a device in each.
void write_capture(const std::filesystem::path& path, const std::vector<sent_block>& blocks) {
    octets file;
    put(file, 0xa1b2c3d4, 4);
    put(file, 2, 2);
    put(file, 4, 2);
    put(file, 0, 8);
    put(file, 1u << 20, 4);
    put(file, 220, 4);
    for (std::size_t number = 0; number < blocks.size(); ++number) {
        const octets& data = blocks[number].bytes;
        put(file, 0, 4);
        put(file, number, 4);
        put(file, 64 + data.size(), 4);
        put(file, 64 + data.size(), 4);
        put(file, number + 1, 8);  // URB
        put(file, 'C', 1);         // complete
        put(file, 3, 1);           // bulk
        put(file, 0x81, 1);        // endpoint 1, in
        put(file, 5, 1);           // device
        put(file, 1, 2);           // bus
        put(file, '-', 1);         // no setup packet
        put(file, 0, 1);           // data is present
        put(file, 0, 8);
        put(file, number, 4);
        put(file, 0, 4);
        put(file, data.size(), 4);
        put(file, data.size(), 4);
        put(file, 0, 8);
        put(file, 0, 8);
        put(file, 0, 8);
        file.insert(file.end(), data.begin(), data.end());
    }
    std::ofstream{path, std::ios::binary}.write(reinterpret_cast<const char*>(file.data()), static_cast<std::streamsize>(file.size()));
}

/// A frame or packet that tshark has nothing to say against: of types that are free for experiments.
octets content_for(ncm::stream s, std::size_t size, random_numbers& random) {
    octets c(size);
    for (auto& b : c) b = static_cast<std::uint8_t>(random.below(256));
    if (s.is_ethernet()) {
        const octets header{2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 0x88, 0xb5};
        std::copy(header.begin(), header.end(), c.begin());
    } else if (s.kind() == ncm::stream_kind::ips) {
        const auto high = static_cast<std::uint8_t>(size >> 8);
        const auto low = static_cast<std::uint8_t>(size & 0xff);
        const octets header{0x45, 0, high, low, 0, 0, 0x40, 0, 64, 253, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2};
        std::copy(header.begin(), header.end(), c.begin());
        std::uint32_t sum = 0;
        for (std::size_t i = 0; i < 20; i += 2) sum += static_cast<std::uint32_t>(c[i] << 8 | c[i + 1]);
        sum = ~((sum & 0xffff) + (sum >> 16));
        c[10] = static_cast<std::uint8_t>(sum >> 8);
        c[11] = static_cast<std::uint8_t>(sum);
        c[20] = 0;  // or tshark guesses now and then that random bytes are CARP
    }
    return c;
}

sent_block make_block(const ncm::limits& l, const std::vector<ncm::stream>& streams, std::size_t count, std::size_t most,
                      random_numbers& random) {
    std::vector<std::byte> buffer(l.max_size);
    ncm::aggregator tx{buffer, l};
    std::vector<sent> all;
    for (std::size_t i = 0; i < count; ++i) {
        const ncm::stream s = streams[i < streams.size() ? i : random.below(streams.size())];
        all.push_back({s, content_for(s, random.between(21, static_cast<std::uint32_t>(most)), random), {}});
        all.back().with_crc = all.back().content;
        if (s.has_crc()) put(all.back().with_crc, reference::crc32(all.back().content), 4);
        const octets& c = all.back().content;
        REQUIRE(tx.append(s, bytes{reinterpret_cast<const std::byte*>(c.data()), c.size()}) == ncm::admission::accepted);
    }
    sent_block block;
    block.limits = std::string{name_of(l.format)} + " " + std::string{name_of(l.placement)} + " divisor " + std::to_string(l.divisor) +
                   " remainder " + std::to_string(l.remainder) + " alignment " + std::to_string(l.ndp_alignment);
    for (const std::byte b : tx.finish()) block.bytes.push_back(std::to_integer<std::uint8_t>(b));
    for (const ncm::stream s : streams)
        for (const sent& d : all)
            if (d.stream == s) block.datagrams.push_back(d);
    return block;
}

std::vector<sent_block> make_blocks(std::uint64_t round) {
    using ncm::stream;
    const std::vector<std::vector<stream>> mixtures{{stream::ethernet()},
                                                    {stream::ethernet_crc()},
                                                    {stream::ips(0)},
                                                    {stream::ips(5), stream::ips(0), stream::ips(255)},
                                                    {stream::dss(0), stream::dss(7)},
                                                    {stream::ips(1), stream::dss(1), stream::ips(2)}};
    struct grid {
        std::uint16_t divisor, remainder, alignment;
    };
    constexpr std::size_t most_dissected = 240;  // tshark follows no more datagrams of one packet into their own protocols
    random_numbers random{2025 + round};
    std::vector<sent_block> blocks;
    for (const auto format : {ncm::format::ntb16, ncm::format::ntb32})
        for (const auto placement : {ncm::placement::front, ncm::placement::end}) {
            for (const auto& streams : mixtures)
                for (const grid g : {grid{4, 0, 4}, grid{4, 2, 4}, grid{1, 0, 8}, grid{32, 18, 32}, grid{6, 5, 4}, grid{512, 498, 64}})
                    blocks.push_back(make_block({format, 16384, g.divisor, g.remainder, g.alignment, 0, placement, {}}, streams,
                                                streams.size() + random.below(10), 300, random));
            blocks.push_back(make_block({format, 65535, 4, 0, 4, 0, placement, {}}, mixtures[3], most_dissected, 100, random));
            blocks.push_back(make_block({format, 65535, 4, 0, 4, 0, placement, {}}, mixtures[4], 400, 100, random));
        }
    blocks.push_back(make_block({.format = ncm::format::ntb32, .max_size = 200000}, mixtures[3], 120, 1500, random));
    return blocks;
}

void compare(const sent_block& block, const std::string& line) {
    const std::vector<std::string> cell = split(line, '\t');
    REQUIRE(cell.size() == 6);
    CHECK(std::stoul(cell[0]) == block.bytes.size());
    std::size_t n = 0;
    const std::vector<std::string> indices = split(cell[1], ',');
    const std::vector<std::string> lengths = split(cell[2], ',');
    const std::vector<std::string> contents = split(cell[3], ',');
    REQUIRE(indices.size() == lengths.size());
    for (std::size_t i = 0; i < indices.size(); ++i) {
        if (indices[i] == "0") continue;  // the null entry of a table
        REQUIRE(n < block.datagrams.size());
        REQUIRE(n < contents.size());
        const octets& expected = block.datagrams[n].with_crc;
        const std::size_t index = std::stoul(indices[i]);
        CHECK(std::stoul(lengths[i]) == expected.size());
        CHECK(from_hex(contents[n]) == expected);
        REQUIRE(index + expected.size() <= block.bytes.size());
        CHECK(std::equal(expected.begin(), expected.end(), block.bytes.begin() + static_cast<std::ptrdiff_t>(index)));
        ++n;
    }
    CHECK(n == block.datagrams.size());
    constexpr unsigned long warning = 0x600000;
    for (const std::string& severity : split(cell[4], ',')) CHECK(std::stoul(severity) < warning);
}

struct totals {
    std::size_t blocks{};
    std::size_t datagrams{};
};

void compare(const std::vector<sent_block>& blocks, totals& sum) {
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / ("cdcnet-ncm-oracle-" + std::to_string(::getpid()) + ".pcap");
    write_capture(file, blocks);
    const answer a = run("tshark -n -r '" + file.string() +
                         "' -T fields -e mbim.bulk.nth.block_length -e mbim.bulk.ndp.datagram.index -e mbim.bulk.ndp.datagram.length"
                         " -e mbim.bulk.ndp.datagram -e _ws.expert.severity -e _ws.expert.message 2>/dev/null");
    std::filesystem::remove(file);
    REQUIRE(a.status == 0);
    const std::vector<std::string> lines = split(a.output, '\n');
    REQUIRE(lines.size() == blocks.size() + 1);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        INFO(blocks[i].limits << ", stream " << name_of(blocks[i].datagrams.front().stream.kind()));
        INFO("tshark says: " << lines[i].substr(lines[i].rfind('\t') + 1));
        compare(blocks[i], lines[i]);
        sum.datagrams += blocks[i].datagrams.size();
    }
    sum.blocks += blocks.size();
}

}  // namespace

TEST_CASE("tshark finds every datagram of every kind of block, and nothing to complain about") {
    if (run("tshark --version 2>/dev/null").status != 0) {
        MESSAGE("skipped: tshark is not installed");
        return;
    }
    const case_numbers cases{1, 1};
    totals sum;
    for (std::uint64_t round = cases.first; sum.blocks < cases.end - cases.first; ++round) {
        INFO("to begin with this round: CDCNET_FIRST=" << round);
        compare(make_blocks(round), sum);
    }
    MESSAGE(sum.blocks << " blocks, " << sum.datagrams << " datagrams");
}
