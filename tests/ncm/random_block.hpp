// SPDX-License-Identifier: BSL-1.0
/// \file
/// Random NTBs as no sender of ours would make them, but all valid, and mutations of them.  Shares nothing with the
/// library.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "builder.hpp"
#include "random.hpp"

namespace hand_made {

/// Makes one block after the other in the same memory.
///
/// Both formats; 1 to 8 and now and then up to 60 NDPs, empty ones among them, in front of, behind and between the
/// datagrams; now and then far more bytes than a parser may want to look at in one go; 1 to 400 entries, often one more or less than a
/// multiple of 4, 8, 16, 32 or 64; tables in any order, with one null entry, several, rubbish behind it, or none; NTB lengths of 0, bytes
/// and blocks behind the block.
class random_block {
public:
    /// The transfer; good until the next call.
    const std::vector<std::byte>& make(random_numbers& random) {
        random_ = &random;
        choose();
        place();
        write_tables();
        write_header();
        add_tail();
        return bytes_;
    }
    /// The transfer as it is now.
    [[nodiscard]] const std::vector<std::byte>& transfer() const { return bytes_; }
    /// The datagrams that the default mode delivers, as long as nothing is mutated.
    [[nodiscard]] std::size_t datagrams() const { return delivered_; }
    /// The alignments that the block keeps.
    [[nodiscard]] std::uint32_t ndp_alignment() const { return ndp_alignment_; }
    [[nodiscard]] std::uint32_t divisor() const { return divisor_; }
    [[nodiscard]] std::uint32_t remainder() const { return remainder_; }

    /// Spoils the last block in one of the ways that receivers have to notice.
    void mutate() {
        random_numbers& random = *random_;
        if (bytes_.empty()) return;
        switch (random.below(11)) {
            case 0: bytes_[random.below(bytes_.size())] = random_byte(); break;
            case 1: bytes_[in_headers()] = random_byte(); break;
            case 2: bytes_[in_headers()] ^= static_cast<std::byte>(1u << random.below(8)); break;
            case 3: set_field(); break;
            case 4:
            case 5: nudge_entry(); break;
            case 6: copy_entry(); break;
            case 7: swap_entries(); break;
            case 8: clear_half_of_entry(); break;
            case 9: stretch_table(); break;
            default: cut(); break;
        }
    }

private:
    struct datagram {
        std::uint32_t table, index, length;
    };
    struct table {
        std::uint32_t index, length, entries;
        std::vector<pair> list;
    };

    [[nodiscard]] std::byte random_byte() { return static_cast<std::byte>(random_->below(256)); }
    [[nodiscard]] std::uint32_t width() const { return big_ ? 4 : 2; }
    [[nodiscard]] std::uint32_t header_size() const { return big_ ? 16 : 8; }

    void put(std::size_t at, std::uint64_t value, std::uint32_t size) {
        for (std::uint32_t i = 0; i < size; ++i)
            if (at + i < bytes_.size()) bytes_[at + i] = static_cast<std::byte>(value >> 8 * i & 0xff);
    }
    [[nodiscard]] std::uint32_t get(std::size_t at, std::uint32_t size) const {
        std::uint32_t value = 0;
        for (std::uint32_t i = 0; i < size; ++i)
            if (at + i < bytes_.size()) value |= std::to_integer<std::uint32_t>(bytes_[at + i]) << 8 * i;
        return value;
    }

    [[nodiscard]] std::uint32_t entry_count() {
        random_numbers& random = *random_;
        switch (random.below(8)) {
            case 0: return random.between(1, 400);
            case 1:
            case 2: return random.one_of({4u, 8u, 16u, 32u, 64u}) * random.between(1, 5) + random.below(3) - 1;
            default: return random.between(1, 12);
        }
    }

    void choose() {
        random_numbers& random = *random_;
        big_ = random.once_in(2);
        divisor_ = random.once_in(2) ? 1u << random.below(6) : random.between(1, 9);
        remainder_ = random.below(divisor_);
        ndp_alignment_ = 4u << random.below(3);
        const bool large = random.once_in(1000);
        const std::uint32_t count = large ? random.between(20, big_ ? 150 : 40) : entry_count();
        const std::uint32_t streams = random.once_in(12) ? random.between(17, 60) : random.once_in(2) ? 1 : random.between(2, 8);
        tables_.resize(streams);
        for (table& t : tables_) t.list.clear();
        datagrams_.clear();
        const std::uint32_t longest = large ? 1400 : random.once_in(6) ? 100 : 12;
        const std::uint32_t style = random.below(3);
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint32_t stream = style == 0   ? static_cast<std::uint32_t>(std::uint64_t{i} * streams / count)
                                         : style == 1 ? i % streams
                                                      : random.below(streams);
            datagrams_.push_back({stream, 0, random.once_in(100) ? random.between(1, 1500) : random.between(1, longest)});
        }
    }

    /// Gives every NDP and every datagram its place, one behind the other.
    void place() {
        random_numbers& random = *random_;
        for (const datagram& d : datagrams_) tables_[d.table].list.push_back({0, 0});
        for (table& t : tables_) {
            // The null entry, sometimes none, sometimes with something behind it that does not count.
            t.entries = static_cast<std::uint32_t>(t.list.size()) + (random.once_in(10)   ? 0
                                                                     : random.once_in(10) ? random.between(2, 4)
                                                                                          : 1);
            t.length = header_size() + t.entries * 2 * width() + (random.once_in(30) ? random.between(1, 3) : 0);
        }
        const std::uint32_t style = random.below(3);
        const bool gaps = random.once_in(4);
        cursor_ = big_ ? 16 : 12;
        std::size_t next = 0;
        if (style == 0)
            while (next < tables_.size()) place_table(tables_[next++]);
        for (datagram& d : datagrams_) {
            while (style == 1 && next < tables_.size() && random.once_in(datagrams_.size())) place_table(tables_[next++]);
            if (gaps) cursor_ += random.below(5);
            while (cursor_ % divisor_ != remainder_) ++cursor_;
            d.index = cursor_;
            cursor_ += d.length;
        }
        while (next < tables_.size()) place_table(tables_[next++]);
        cursor_ = std::max<std::uint32_t>(cursor_, big_ ? 48 : 28);
        bytes_.assign(cursor_, std::byte{});
        const bool rubbish = random.once_in(2);
        if (rubbish)
            for (std::byte& b : bytes_) b = random_byte();
    }
    void place_table(table& t) {
        while (cursor_ % ndp_alignment_ != 0) ++cursor_;
        t.index = cursor_;
        cursor_ += t.length;
    }

    void write_tables() {
        random_numbers& random = *random_;
        for (table& t : tables_) t.list.clear();
        for (const datagram& d : datagrams_) tables_[d.table].list.push_back({d.index, d.length});
        delivered_ = 0;
        for (std::size_t k = 0; k < tables_.size(); ++k) {
            table& t = tables_[k];
            if (random.once_in(12)) std::reverse(t.list.begin(), t.list.end());
            if (random.once_in(12) && !t.list.empty()) std::swap(t.list.front(), t.list[random.below(t.list.size())]);
            put(t.index, signature(static_cast<std::uint32_t>(k)), 4);
            put(t.index + 4, t.length, 2);
            if (big_) put(t.index + 6, 0, 2);
            put(t.index + (big_ ? 8u : 6u), k + 1 < tables_.size() ? tables_[k + 1].index : 0, width());
            const std::size_t ends_early = random.once_in(15) ? random.below(t.list.size() + 1) : t.list.size();
            for (std::size_t i = 0; i < t.list.size(); ++i) write_entry(t, i, t.list[i]);
            if (ends_early < t.entries) write_entry(t, ends_early, random.one_of<pair>({{0, 0}, {0, 0}, {0, 0}, {0, 7}, {40, 0}}));
            delivered_ += std::min(ends_early, t.list.size());
        }
    }
    [[nodiscard]] std::uint32_t signature(std::uint32_t k) {
        const std::uint32_t upper = random_->one_of({NCM0, NCM1, IPS | k << 24, DSS | k << 24});
        return big_ ? upper | 0x202020 : upper;
    }
    void write_entry(const table& t, std::size_t number, pair value) {
        put(position(t, number), value.index, width());
        put(position(t, number) + width(), value.length, width());
    }
    [[nodiscard]] std::size_t position(const table& t, std::size_t number) const { return t.index + header_size() + number * 2 * width(); }

    void write_header() {
        random_numbers& random = *random_;
        has_length_ = !random.once_in(10) && (big_ || bytes_.size() < 65536);
        put(0, big_ ? 0x686d636e : 0x484d434e, 4);
        put(4, big_ ? 16 : 12, 2);
        put(6, random(), 2);
        put(8, has_length_ ? bytes_.size() : 0, width());
        put(8 + width(), tables_.front().index, width());
    }
    void add_tail() {
        random_numbers& random = *random_;
        if (!has_length_ || !random.once_in(8)) return;
        const std::size_t end = bytes_.size();
        bytes_.resize(end + random.between(1, 20));
        if (random.once_in(2)) put(end, random.one_of({0x686d636eu, 0x484d434eu, 0x484d434du}), 4);
    }

    /// A byte of the NTH or of an NDP.
    [[nodiscard]] std::size_t in_headers() {
        const std::size_t which = random_->below(tables_.size() + 1);
        const std::size_t at = which == tables_.size() ? random_->below(16) : tables_[which].index + random_->below(tables_[which].length);
        return std::min(at, bytes_.size() - 1);
    }
    /// Where an entry stands.
    [[nodiscard]] std::size_t some_entry() {
        const table& t = tables_[random_->below(tables_.size())];
        return position(t, random_->below(t.entries + 1u));
    }
    void set_field() {
        random_numbers& random = *random_;
        const auto size = static_cast<std::uint32_t>(bytes_.size());
        const std::size_t at = in_headers() & ~std::size_t{1};
        const std::uint32_t bytes = random.once_in(2) ? width() : 2;
        const std::uint32_t held = get(at, bytes);
        put(at,
            random.one_of<std::uint32_t>(
                {0u, 1u, size - 1, size, size + 1, 0x7fffu, 0x8000u, 0xffffu, held - 1, held + 1, 0x7fffffffu, 0xffffffffu}),
            bytes);
    }
    void nudge_entry() {
        const std::size_t at = some_entry() + (random_->once_in(2) ? 0 : width());
        put(at, get(at, width()) + random_->one_of<std::uint32_t>({1u, 2u, 5u, 40u, ~0u, ~1u, ~4u, ~39u}), width());
    }
    void copy_entry() {
        const std::size_t from = some_entry();
        const std::size_t to = some_entry();
        for (std::uint32_t i = 0; i < 2 * width(); ++i) put(to + i, get(from + i, 1), 1);
    }
    void swap_entries() {
        const std::size_t a = some_entry();
        const std::size_t b = some_entry();
        for (std::uint32_t i = 0; i < 2 * width(); ++i) {
            const std::uint32_t held = get(a + i, 1);
            put(a + i, get(b + i, 1), 1);
            put(b + i, held, 1);
        }
    }
    void clear_half_of_entry() { put(some_entry() + (random_->once_in(2) ? 0 : width()), 0, width()); }
    /// Over what stands behind it, which may be another table.
    void stretch_table() {
        const table& t = tables_[random_->below(tables_.size())];
        put(t.index + 4, t.length + 2 * width() * random_->between(1, 20), 2);
    }
    void cut() {
        const std::size_t size = bytes_.size();
        bytes_.resize(random_->once_in(2) ? random_->below(size + 1) : size - std::min<std::size_t>(size, random_->between(1, 8)));
    }

    random_numbers* random_{};
    std::vector<std::byte> bytes_;
    std::vector<datagram> datagrams_;
    std::vector<table> tables_;
    std::size_t delivered_{};
    std::uint32_t cursor_{};
    std::uint32_t ndp_alignment_{}, divisor_{}, remainder_{};
    bool big_{}, has_length_{};
};

}  // namespace hand_made
