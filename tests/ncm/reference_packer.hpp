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

template <class Bytes>
std::uint32_t crc32(const Bytes& data) {
    std::uint32_t crc = 0xffffffff;
    for (const auto byte : data)
        for (int bit = 0; bit < 8; ++bit) {
            const bool differ = ((crc ^ static_cast<std::uint32_t>(byte) >> bit) & 1) != 0;
            crc = crc >> 1 ^ (differ ? 0xedb88320u : 0u);
        }
    return ~crc;
}

/// Packs lists of anything with the members of `packet`; keeps its memory from block to block.
class packer {
public:
    /// The block of the first `count` packets, whatever its size; good until the next one.
    template <class Packets>
    const std::vector<std::uint8_t>& pack(const packing& p, const Packets& packets, std::size_t count, std::uint64_t sequence) {
        lay_out(p, packets, count);
        block_.assign(size_, 0);
        for (std::size_t i = 0; i < count; ++i) {
            std::uint64_t at = at_[i];
            for (const auto byte : packets[i].bytes) block_[at++] = static_cast<std::uint8_t>(byte);
            if (has_crc(packets[i].signature)) put(at, crc32(packets[i].bytes), 4);
        }
        const std::uint64_t w = p.big ? 4 : 2;
        for (std::size_t k = 0; k < tables_.size(); ++k) {
            const table& t = tables_[k];
            put(t.at, t.signature, 4);
            put(t.at + 4, t.length, 2);
            put(t.at + (p.big ? 8 : 6), k + 1 < tables_.size() ? tables_[k + 1].at : 0, w);
            std::uint64_t entry = t.at + (p.big ? 16 : 8);
            for (std::size_t i = 0; i < count; ++i) {
                if (packets[i].signature != t.signature) continue;
                put(entry, at_[i], w);
                put(entry + w, length_[i], w);
                entry += 2 * w;
            }
        }
        put(0, p.big ? 0x686d636e : 0x484d434e, 4);
        put(4, p.big ? 16 : 12, 2);
        put(6, sequence, 2);
        put(8, size_, w);
        put(8 + w, tables_.empty() ? 0 : tables_[0].at, w);
        return block_;
    }

    /// The size of that block.
    template <class Packets>
    std::uint64_t size(const packing& p, const Packets& packets, std::size_t count) {
        lay_out(p, packets, count);
        return size_;
    }

    /// True when one block may hold the first `count` packets.
    template <class Packets>
    bool fits(const packing& p, const Packets& packets, std::size_t count) {
        if (p.max_datagrams != 0 && count > p.max_datagrams) return false;
        lay_out(p, packets, count);
        for (const table& t : tables_)
            if (t.length > 65535) return false;
        return size_ <= p.max_size && (p.big || size_ <= 65535);
    }

private:
    struct table {
        std::uint32_t signature{};
        std::uint64_t length{}, at{};
    };

    static bool has_crc(std::uint32_t signature) { return (signature | 0x202020) == 0x316d636e; }

    void put(std::uint64_t at, std::uint64_t value, std::uint64_t bytes) {
        for (std::uint64_t i = 0; i < bytes; ++i) block_[at + i] = static_cast<std::uint8_t>(value >> 8 * i);
    }

    template <class Packets>
    void lay_out(const packing& p, const Packets& packets, std::size_t count) {
        list_tables(p, packets, count);
        std::uint64_t cursor = p.big ? 16 : 12;
        if (p.front) cursor = place_tables(p, cursor);
        at_.resize(count);
        length_.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            while (cursor % p.divisor != p.remainder) ++cursor;
            at_[i] = cursor;
            length_[i] = packets[i].bytes.size() + (has_crc(packets[i].signature) ? 4 : 0);
            cursor += length_[i];
        }
        size_ = p.front ? cursor : place_tables(p, cursor);
    }
    template <class Packets>
    void list_tables(const packing& p, const Packets& packets, std::size_t count) {
        tables_.clear();
        for (std::size_t i = 0; i < count; ++i) {
            std::size_t t = 0;
            while (t < tables_.size() && tables_[t].signature != packets[i].signature) ++t;
            // A new one begins with its header and the null entry.
            if (t == tables_.size()) tables_.push_back({packets[i].signature, p.big ? 16u + 8u : 8u + 4u, 0});
            tables_[t].length += p.big ? 8 : 4;
        }
    }
    std::uint64_t place_tables(const packing& p, std::uint64_t cursor) {
        for (table& t : tables_) {
            while (cursor % p.ndp_alignment != 0) ++cursor;
            t.at = cursor;
            cursor += t.length;
        }
        return cursor;
    }

    std::vector<table> tables_;
    std::vector<std::uint64_t> at_;
    std::vector<std::uint64_t> length_;
    std::vector<std::uint8_t> block_;
    std::uint64_t size_{};
};

inline std::vector<std::uint8_t> pack(const packing& p, const std::vector<packet>& packets, std::size_t count, std::uint64_t sequence) {
    return packer{}.pack(p, packets, count, sequence);
}
inline bool fits(const packing& p, const std::vector<packet>& packets, std::size_t count) { return packer{}.fits(p, packets, count); }

}  // namespace reference
