// SPDX-License-Identifier: BSL-1.0
/// \file
/// The packing rules once more, plainly: a list of datagrams in, the one block that the rules allow out.  Knows nothing
/// of the library.  The oracle of tests and fuzzing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace reference {

struct packing {
    bool big{}, front{};
    std::uint64_t max_size{}, divisor{}, remainder{}, ndp_alignment{}, max_datagrams{};
};
struct packet {
    std::uint32_t signature{};  ///< dwSignature of the NDP
    std::vector<std::uint8_t> bytes{};
};

inline std::uint32_t crc32(const std::vector<std::uint8_t>& data) {
    std::uint32_t crc = 0xffffffff;
    for (const std::uint8_t byte : data)
        for (int bit = 0; bit < 8; ++bit) {
            const bool differ = ((crc ^ byte >> bit) & 1) != 0;
            crc = crc >> 1 ^ (differ ? 0xedb88320u : 0u);
        }
    return ~crc;
}

/// The block of the first `count` packets, whatever its size.
inline std::vector<std::uint8_t> pack(const packing& p, const std::vector<packet>& packets, std::size_t count, std::uint64_t sequence) {
    std::vector<std::uint8_t> block;
    const auto put = [&](std::uint64_t at, std::uint64_t value, std::uint64_t bytes) {
        if (block.size() < at + bytes) block.resize(at + bytes);
        for (std::uint64_t i = 0; i < bytes; ++i) block[at + i] = static_cast<std::uint8_t>(value >> 8 * i);
    };
    const std::uint64_t w = p.big ? 4 : 2;
    const std::uint64_t nth = p.big ? 16 : 12;
    const std::uint64_t header = p.big ? 16 : 8;
    const std::uint64_t entry_size = 2 * w;

    struct table {
        std::uint32_t signature;
        std::vector<std::size_t> members;
        std::uint64_t at;
    };
    std::vector<table> tables;
    for (std::size_t i = 0; i < count; ++i) {
        std::size_t t = 0;
        while (t < tables.size() && tables[t].signature != packets[i].signature) ++t;
        if (t == tables.size()) tables.push_back({packets[i].signature, {}, 0});
        tables[t].members.push_back(i);
    }
    std::uint64_t cursor = nth;
    const auto place_tables = [&] {
        for (table& t : tables) {
            while (cursor % p.ndp_alignment != 0) ++cursor;
            t.at = cursor;
            cursor += header + entry_size * (t.members.size() + 1);
        }
    };
    if (p.front) place_tables();
    std::vector<std::uint64_t> at(count);
    std::vector<std::uint64_t> length(count);
    for (std::size_t i = 0; i < count; ++i) {
        const bool crc = (packets[i].signature | 0x202020) == 0x316d636e;
        while (cursor % p.divisor != p.remainder) ++cursor;
        at[i] = cursor;
        for (const std::uint8_t byte : packets[i].bytes) put(cursor++, byte, 1);
        if (crc) put(cursor, crc32(packets[i].bytes), 4);
        length[i] = packets[i].bytes.size() + (crc ? 4 : 0);
        cursor = at[i] + length[i];
    }
    if (!p.front) place_tables();
    for (std::size_t k = 0; k < tables.size(); ++k) {
        const table& t = tables[k];
        const std::uint64_t next = k + 1 < tables.size() ? tables[k + 1].at : 0;
        put(t.at, t.signature, 4);
        put(t.at + 4, header + entry_size * (t.members.size() + 1), 2);
        put(t.at + (p.big ? 8 : 6), next, w);
        for (std::size_t i = 0; i <= t.members.size(); ++i) {
            const bool null = i == t.members.size();
            put(t.at + header + i * entry_size, null ? 0 : at[t.members[i]], w);
            put(t.at + header + i * entry_size + w, null ? 0 : length[t.members[i]], w);
        }
    }
    put(0, p.big ? 0x686d636e : 0x484d434e, 4);
    put(4, nth, 2);
    put(6, sequence, 2);
    put(8, block.size(), w);
    put(8 + w, tables.empty() ? 0 : tables[0].at, w);
    return block;
}

/// True when one block may hold the first `count` packets.
inline bool fits(const packing& p, const std::vector<packet>& packets, std::size_t count) {
    if (p.max_datagrams != 0 && count > p.max_datagrams) return false;
    const std::uint64_t header = p.big ? 16 : 8;
    const std::uint64_t entry_size = p.big ? 8 : 4;
    for (std::size_t i = 0; i < count; ++i) {
        std::uint64_t same = 0;
        for (std::size_t j = 0; j < count; ++j) same += packets[j].signature == packets[i].signature;
        if (header + entry_size * (same + 1) > 65535) return false;
        if (count > 4096) break;  // such a test uses one stream
    }
    const std::uint64_t size = pack(p, packets, count, 0).size();
    return size <= p.max_size && (p.big || size <= 65535);
}

}  // namespace reference
