// SPDX-License-Identifier: BSL-1.0
/// \file
/// Changes an NTB as a sender would: tables and entries come, go and change, and all lengths and offsets follow.  Then, sometimes,
/// one number of it is made wrong.
#pragma once

#include <cdcnet/ncm/ntb.hpp>

#include "../mutation.hpp"

namespace fuzz {

/// What a transfer holds, read without a check beyond its bounds, and written as a block whose numbers agree.
class loose_block {
public:
    static loose_block read(const std::uint8_t* data, std::size_t size) {
        loose_block b;
        const loose l{data, size};
        b.wide_ = l.number(0, 4) == 0x686d636e;
        b.sequence_ = l.number(6, 2);
        const unsigned n = b.wide_ ? 4 : 2;
        std::size_t at = l.number(b.wide_ ? 12 : 10, n);
        for (std::size_t chain = 0; chain < most_tables && at != 0 && at + 8 <= size; ++chain) {
            table t{l.number(at, 4), {}};
            const std::size_t end = std::min<std::size_t>(size, at + l.number(at + 4, 2));
            for (std::size_t e = at + (b.wide_ ? 16 : 8); e + 2 * n <= end && t.lengths.size() < most_entries; e += 2 * n)
                if (const std::uint32_t length = l.number(e + n, n); length != 0) t.lengths.push_back(length);
            b.tables_.push_back(t);
            at = l.number(at + 8 - (b.wide_ ? 0 : 2), n);
        }
        return b;
    }

    void change(dice& d) {
        if (tables_.empty()) tables_.push_back({0x304d434e, {}});
        table& t = tables_[d.below(tables_.size())];
        std::vector<std::uint32_t>& lengths = t.lengths;
        switch (d.below(8)) {
            case 0: wide_ = !wide_; break;
            case 1:
                if (tables_.size() < most_tables) tables_.push_back({t.signature + (d.below(4) << 24), {20}});
                break;
            case 2:
                if (tables_.size() > 1) tables_.erase(tables_.begin() + d.below(tables_.size()));
                break;
            case 3: t.signature = signatures[d.below(std::size(signatures))] | (d.one_in(2) ? d.below(256) << 24 : 0); break;
            case 4: lengths.insert(lengths.end(), d.below(8), d.below(32) + 1); break;
            case 5:
                if (!lengths.empty()) lengths.resize(d.below(lengths.size()));
                break;
            case 6:
                if (!lengths.empty()) lengths[d.below(lengths.size())] = d.below(d.one_in(8) ? 2000 : 64);
                break;
            default: sequence_ = d.below(0x10000);
        }
    }

    /// The block, of at most `most` bytes: entries that find no room are left out.
    std::vector<std::uint8_t> write(std::size_t most, dice& d) const {
        writer w{wide_, most};
        w.header(sequence_);
        const std::size_t alignment = std::size_t{4} << (d.one_in(4) ? d.below(4) : 0);
        std::size_t link = wide_ ? 12 : 10;
        for (const table& t : tables_) {
            const std::size_t ndp_size = w.ndp_size(t.lengths.size());
            if (d.one_in(2)) {  // the table in front of its datagrams
                w.align(alignment);
                const std::size_t at = w.room(ndp_size);
                if (at == 0) break;
                w.table_at(at, t, w.datagrams(t, d), link);
            } else {
                const auto places = w.datagrams(t, d);
                w.align(alignment);
                const std::size_t at = w.room(ndp_size);
                if (at == 0) break;
                w.table_at(at, t, places, link);
            }
        }
        w.finish();
        return std::move(w).bytes();
    }

private:
    static constexpr std::size_t most_tables = 16;
    static constexpr std::size_t most_entries = 4096;
    static constexpr std::uint32_t signatures[] = {0x304d434e, 0x314d434e, 0x00535049, 0x00535344,
                                                   0x306d636e, 0x316d636e, 0x00737069, 0x00737364};

    struct table {
        std::uint32_t signature{};
        std::vector<std::uint32_t> lengths{};
    };

    struct loose {
        const std::uint8_t* data;
        std::size_t size;
        /// 0 outside.
        [[nodiscard]] std::uint32_t number(std::size_t at, unsigned octets) const {
            std::uint32_t value = 0;
            if (at > size || octets > size - at) return 0;
            for (unsigned i = octets; i-- > 0;) value = value << 8 | data[at + i];
            return value;
        }
    };

    class writer {
    public:
        writer(bool wide, std::size_t most) : wide_{wide}, most_{most} {}

        [[nodiscard]] std::size_t ndp_size(std::size_t entries) const { return wide_ ? 16 + 8 * (entries + 1) : 8 + 4 * (entries + 1); }
        void header(std::uint32_t sequence) {
            static_cast<void>(room(wide_ ? 16 : 12));
            put(0, wide_ ? 0x686d636e : 0x484d434e, 4);
            put(4, wide_ ? 16 : 12, 2);
            put(6, sequence, 2);
        }
        void align(std::size_t to) { static_cast<void>(room((to - out_.size() % to) % to)); }
        /// Where so many bytes have been added; 0 when there is no room for them.
        std::size_t room(std::size_t n) {
            const std::size_t at = out_.size();
            if (n > most_ - std::min(at, most_)) return 0;
            out_.resize(at + n, static_cast<std::uint8_t>(at));
            return at;
        }
        std::vector<std::pair<std::size_t, std::uint32_t>> datagrams(const table& t, dice& d) {
            const std::size_t gap = d.one_in(4) ? d.below(4) : 0;
            std::vector<std::pair<std::size_t, std::uint32_t>> places;
            for (const std::uint32_t length : t.lengths) {
                static_cast<void>(room(gap));
                if (const std::size_t at = room(length); at != 0 && length != 0) places.emplace_back(at, length);
            }
            return places;
        }
        void table_at(std::size_t at, const table& t, const std::vector<std::pair<std::size_t, std::uint32_t>>& places, std::size_t& link) {
            const unsigned n = wide_ ? 4 : 2;
            put(link, static_cast<std::uint32_t>(at), n);
            std::fill_n(out_.begin() + static_cast<std::ptrdiff_t>(at), ndp_size(t.lengths.size()), std::uint8_t{0});
            const bool small_letters = (t.signature & 0x20) != 0;
            put(at, small_letters == wide_ ? t.signature : t.signature ^ 0x202020, 4);
            put(at + 4, static_cast<std::uint32_t>(ndp_size(t.lengths.size())), 2);
            link = at + (wide_ ? 8 : 6);
            std::size_t entry = at + (wide_ ? 16 : 8);
            for (const auto& [where, length] : places) {
                put(entry, static_cast<std::uint32_t>(where), n);
                put(entry + n, length, n);
                entry += 2 * n;
            }
        }
        void finish() { put(8, static_cast<std::uint32_t>(out_.size()), wide_ ? 4 : 2); }
        std::vector<std::uint8_t> bytes() && { return std::move(out_); }

    private:
        void put(std::size_t at, std::uint32_t value, unsigned octets) {
            for (unsigned i = 0; i < octets && at + i < out_.size(); ++i) out_[at + i] = static_cast<std::uint8_t>(value >> 8 * i);
        }
        bool wide_;
        std::size_t most_;
        std::vector<std::uint8_t> out_{};
    };

    bool wide_{};
    std::uint32_t sequence_{};
    std::vector<table> tables_{};
};

/// One number of a block, a wrong one: most are found where the headers are, or a table.
inline void damage(std::vector<std::uint8_t>& block, dice& d) {
    if (block.size() < 20) return;
    const std::size_t at = d.one_in(2) ? d.below(16) & ~1u : d.below(block.size() - 4) & ~1u;
    const unsigned octets = d.one_in(2) ? 4 : 2;
    std::uint32_t right = 0;
    std::memcpy(&right, block.data() + at, octets);
    const std::uint32_t wrong = d.wrong(right);
    std::memcpy(block.data() + at, &wrong, octets);
}

/// A transfer made of one, in the same memory.
inline std::size_t mutate_transfer(std::uint8_t* data, std::size_t size, std::size_t max_size, dice& d) {
    if (d.one_in(3)) return mutate_bytes(data, size, max_size, d);
    loose_block block = loose_block::read(data, size);
    for (std::uint32_t n = d.below(3) + 1; n != 0; --n) block.change(d);
    // Small blocks show as much as large ones, and sooner.
    std::vector<std::uint8_t> made = block.write(d.one_in(16) ? max_size : std::min(max_size, size + 64), d);
    if (d.one_in(3)) damage(made, d);
    const std::size_t new_size = std::min(made.size(), max_size);
    std::memcpy(data, made.data(), new_size);
    return new_size;
}

}  // namespace fuzz
