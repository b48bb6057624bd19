// SPDX-License-Identifier: BSL-1.0
/// \file
/// NTBs that real hosts and devices have sent: parsed, compared with the reference, and packed again.
#include <cdcnet/ncm/aggregator.hpp>
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#ifdef CDCNET_SHARED_DIR
#include <nlohmann/json.hpp>
#endif

#include "compare.hpp"

using namespace cdcnet;

namespace {

using buffer = std::vector<std::byte>;

std::vector<std::filesystem::path> captures() {
    std::vector<std::filesystem::path> found;
    const auto collect = [&](const std::filesystem::path& folder) {
        if (!std::filesystem::is_directory(folder)) return;
        for (const auto& entry : std::filesystem::directory_iterator{folder})
            if (entry.path().extension() == ".pcap") found.push_back(entry.path());
    };
#ifdef CDCNET_SOURCE_DIR
    collect(std::filesystem::path{CDCNET_SOURCE_DIR} / "examples" / "captures");
#endif
#ifdef CDCNET_SHARED_DIR
    collect(std::filesystem::path{CDCNET_SHARED_DIR} / "captures");
#endif
    return found;
}

/// The bulk transfers of a usbmon capture (pcap, link type 220) that begin like an NTB.
std::vector<buffer> ntbs_of(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    const std::vector<char> raw{std::istreambuf_iterator<char>{file}, {}};
    const bytes content{reinterpret_cast<const std::byte*>(raw.data()), raw.size()};
    std::vector<buffer> found;
    constexpr std::size_t usbmon_header = 64;
    constexpr std::size_t transfer_type = 9;
    for (std::size_t at = 24; at + 16 <= content.size();) {
        const std::size_t size = load_le<std::uint32_t>(content.data() + at + 8);
        const bytes record = content.subspan(at + 16, size);
        at += 16 + size;
        if (size < usbmon_header + 4 || record[transfer_type] != std::byte{3}) continue;
        const bytes data = record.subspan(usbmon_header);
        const auto signature = load_le<std::uint32_t>(data.data());
        if (signature == 0x484d434e || signature == 0x686d636e) found.emplace_back(data.begin(), data.end());
    }
    return found;
}

struct content {
    ncm::stream stream;
    buffer bytes;
};

std::vector<content> datagrams_of(bytes transfer) {
    std::vector<content> all;
    for (const auto& block : ncm::transfer{transfer}) {
        REQUIRE(block);
        for (const ncm::datagram d : *block) {
            const auto payload = ncm::check_crc(d);
            REQUIRE(payload);
            all.push_back({d.stream, buffer(payload->begin(), payload->end())});
        }
    }
    return all;
}

}  // namespace

TEST_CASE("captured NTBs: accepted, CRCs right, and every datagram back after packing in another layout") {
    std::size_t ntbs = 0;
    std::size_t with_crc = 0;
    for (const auto& path : captures()) {
        INFO(path.filename().string());
        for (const buffer& transfer : ntbs_of(path)) {
            ++ntbs;
            const std::string difference = comparison::difference(transfer);
            REQUIRE(difference == "");
            const auto sent = datagrams_of(transfer);
            for (const content& c : sent) with_crc += c.stream.has_crc();
            for (const auto placement : {ncm::placement::front, ncm::placement::end})
                for (const auto format : {ncm::format::ntb16, ncm::format::ntb32}) {
                    buffer memory(transfer.size() * 2 + 512);
                    ncm::aggregator tx{memory,
                                       {.format = format, .max_size = 1u << 20, .divisor = 8, .remainder = 6, .placement = placement}};
                    std::vector<ncm::datagram> list;
                    list.reserve(sent.size());
                    for (const content& c : sent) list.push_back({c.stream, c.bytes});
                    REQUIRE(tx.append(list) == list.size());
                    const bytes packed = tx.finish();
                    CHECK((sent.empty() || ncm::ntb::parse(packed, {.mode = ncm::mode::strict, .divisor = 8, .remainder = 6})));
                    // Another order of streams may come back; within each stream the order is that of sending.
                    std::vector<content> received;
                    if (!packed.empty()) received = datagrams_of(packed);
                    REQUIRE(received.size() == sent.size());
                    for (const content& c : sent) {
                        std::vector<buffer> before;
                        std::vector<buffer> after;
                        for (const content& x : sent)
                            if (x.stream == c.stream) before.push_back(x.bytes);
                        for (const content& x : received)
                            if (x.stream == c.stream) after.push_back(x.bytes);
                        REQUIRE(before == after);
                    }
                }
        }
    }
    MESSAGE(ntbs << " NTBs, " << with_crc << " datagrams with CRC");
    if (ntbs == 0) MESSAGE("skipped: no captures");
    if (ntbs != 0) CHECK(with_crc > 0);
}

TEST_CASE("the NTB of a public log") {
#ifdef CDCNET_SHARED_DIR
    std::ifstream file{CDCNET_SHARED_DIR "/captures/ntb.jsonl"};
    std::string line;
    REQUIRE(std::getline(file, line));
    const auto record = nlohmann::json::parse(line);
    const std::string hex = record["hex"];
    buffer transfer;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        transfer.push_back(static_cast<std::byte>(std::stoul(hex.substr(i, 2), nullptr, 16)));
    const auto& expected = record["decoded"];
    const auto block = ncm::ntb::parse(transfer);
    REQUIRE(block);
    CHECK(block->format() == ncm::format::ntb32);
    CHECK(block->sequence() == expected["Sequence Number"]);
    CHECK(block->block_length() == expected["Block Length"]);
    const ncm::ndp ndp = *block->ndps().begin();
    CHECK(ndp.index == expected["NDP Index"]);
    CHECK(ndp.length == expected["NDP Length"]);
    CHECK(ndp.stream == ncm::stream::ips(0));
    CHECK(block->datagram_count() == expected["Number Of Datagrams"]);
    for (const ncm::entry e : block->entries()) {
        CHECK(e.index == expected["Datagrams"][e.number]["index"]);
        CHECK(e.length == expected["Datagrams"][e.number]["length"]);
    }
    CHECK(comparison::difference(transfer) == "");
#else
    MESSAGE("skipped: no shared captures");
#endif
}
