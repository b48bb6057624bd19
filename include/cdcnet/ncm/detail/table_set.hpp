// SPDX-License-Identifier: BSL-1.0
/// \file
/// The NDPs of a block while it is built: complete tables, one behind the other, in memory that the aggregator may move.
#pragma once

#include <cdcnet/ncm/detail/alignment.hpp>
#include <cdcnet/ncm/ntb.hpp>

namespace cdcnet::ncm::detail {

/// Copies `n` bytes between ranges of one buffer that may overlap; also in constant expressions.
constexpr void move_bytes(std::byte* to, const std::byte* from, std::size_t n) noexcept {
    if (n == 0 || to == from) return;
    if (!std::is_constant_evaluated()) {
        std::memmove(to, from, n);
    } else if (to < from) {
        for (std::size_t i = 0; i < n; ++i) to[i] = from[i];
    } else {
        for (std::size_t i = n; i-- > 0;) to[i] = from[i];
    }
}

constexpr void store_entry(format f, std::byte* to, std::uint32_t index, std::uint32_t length) noexcept {
    if (f == format::ntb16) {
        store_le(to, index | length << 16);
    } else {
        store_le(to, index);
        store_le(to + 4, length);
    }
}

/// One NDP per stream in order of first appearance, each with its entries and a null entry.  Offsets count from the first
/// NDP, which will stand at a multiple of the alignment; next indices are written by `link`.  Bytes between NDPs are
/// zero.
class table_set {
public:
    constexpr table_set(format f, std::uint32_t alignment) noexcept
        : starts_{alignment, 0}, format_{f}, header_size_{sizes_of(f).ndp}, entry_size_{sizes_of(f).entry} {}

    /// Where an entry would go.
    struct room {
        std::uint32_t ndp{};    ///< offset of the NDP
        std::uint32_t shift{};  ///< by how much the NDPs behind it have to move
        std::uint32_t size{};   ///< of the set with the entry; 0: wLength cannot count it
        bool fresh{};           ///< the NDP is a new one
    };

    [[nodiscard]] constexpr std::uint32_t size() const noexcept { return size_; }
    [[nodiscard]] constexpr std::uint32_t entry_size() const noexcept { return entry_size_; }
    /// True when the entry added last went to the last NDP, so that more of its stream just follow.
    [[nodiscard]] constexpr bool at_end() const noexcept { return current_ == last_; }
    /// Further entries that the current NDP can list within `space` more bytes.
    [[nodiscard]] constexpr std::uint32_t entries_left(const std::byte* set, std::uint32_t space) const noexcept {
        const std::uint32_t countable = max_length - load_length(set, current_);
        const std::uint32_t least = countable < space ? countable : space;
        return format_ == format::ntb16 ? least / layout<format::ntb16>::entry_size : least / layout<format::ntb32>::entry_size;
    }

    [[nodiscard]] constexpr room look_up(const std::byte* set, std::uint32_t signature) const noexcept {
        if (size_ == 0) return {0, 0, header_size_ + 2 * entry_size_, true};
        std::uint32_t ndp = load_signature(set, current_) == signature ? current_ : 0;
        while (load_signature(set, ndp) != signature) {
            if (ndp == last_) return fresh_room();
            ndp = starts_.at_or_above(ndp + load_length(set, ndp));
        }
        const std::uint32_t length = load_length(set, ndp);
        if (length + entry_size_ > max_length) return {};
        if (ndp == last_) return {ndp, 0, size_ + entry_size_, false};
        const std::uint32_t shift = starts_.at_or_above(ndp + length + entry_size_) - starts_.at_or_above(ndp + length);
        return {ndp, shift, size_ + shift, false};
    }

    /// Adds an entry at a place that `look_up` has found.  The memory holds `r.size` bytes.
    constexpr void add(std::byte* set, const room& r, std::uint32_t signature, std::uint32_t index, std::uint32_t length) noexcept {
        if (r.fresh) {
            zero_bytes(set + size_, r.size - size_);
            store_le(set + r.ndp + at::ndp_signature, signature);
            store_length(set, r.ndp, header_size_ + entry_size_);
            last_ = r.ndp;
        }
        const std::uint32_t end = r.ndp + load_length(set, r.ndp);
        if (!r.fresh && r.ndp != last_) {
            const std::uint32_t next = starts_.at_or_above(end);
            move_bytes(set + next + r.shift, set + next, size_ - next);
            zero_bytes(set + end, next + r.shift - end);
            last_ += r.shift;
        }
        store_entry(format_, set + end - entry_size_, index, length);
        if (r.ndp == last_) zero_bytes(set + end, entry_size_);
        store_length(set, r.ndp, end - r.ndp + entry_size_);
        current_ = r.ndp;
        size_ = r.size;
    }

    /// Takes `count` entries that the caller has written over the last null entry and behind it.
    constexpr void grow(std::byte* set, std::uint32_t count) noexcept {
        const std::uint32_t more = count * entry_size_;
        zero_bytes(set + size_ - entry_size_ + more, entry_size_);
        store_length(set, last_, load_length(set, last_) + more);
        size_ += more;
    }

    /// Adds `by` to every datagram index, modulo 2^32.
    constexpr void shift_indices(std::byte* set, std::uint32_t by) const noexcept {
        if (size_ == 0) return;
        for (std::uint32_t ndp = 0;; ndp = starts_.at_or_above(ndp + load_length(set, ndp))) {
            const std::uint32_t null = ndp + load_length(set, ndp) - entry_size_;
            for (std::uint32_t entry = ndp + header_size_; entry != null; entry += entry_size_) shift_index(set + entry, by);
            if (ndp == last_) return;
        }
    }
    /// Writes the next indices of a set that stands at `place` in the block.
    constexpr void link(std::byte* set, std::uint32_t place) const noexcept {
        for (std::uint32_t ndp = 0; ndp != last_;) {
            const std::uint32_t next = starts_.at_or_above(ndp + load_length(set, ndp));
            store_next(set + ndp, place + next);
            ndp = next;
        }
    }

    constexpr void clear() noexcept { size_ = last_ = current_ = 0; }

private:
    static constexpr std::uint32_t max_length = 0xffff;

    [[nodiscard]] static constexpr std::uint32_t load_signature(const std::byte* set, std::uint32_t ndp) noexcept {
        return load_le<std::uint32_t>(set + ndp + at::ndp_signature);
    }
    [[nodiscard]] static constexpr std::uint32_t load_length(const std::byte* set, std::uint32_t ndp) noexcept {
        return load_le<std::uint16_t>(set + ndp + at::ndp_length);
    }
    static constexpr void store_length(std::byte* set, std::uint32_t ndp, std::uint32_t length) noexcept {
        store_le(set + ndp + at::ndp_length, static_cast<std::uint16_t>(length));
    }
    constexpr void store_next(std::byte* ndp, std::uint32_t index) const noexcept {
        if (format_ == format::ntb16)
            store_le(ndp + layout<format::ntb16>::ndp_next_index, static_cast<std::uint16_t>(index));
        else
            store_le(ndp + layout<format::ntb32>::ndp_next_index, index);
    }
    constexpr void shift_index(std::byte* entry, std::uint32_t by) const noexcept {
        if (format_ == format::ntb16)
            store_le(entry, static_cast<std::uint16_t>(load_le<std::uint16_t>(entry) + by));
        else
            store_le(entry, load_le<std::uint32_t>(entry) + by);
    }
    [[nodiscard]] constexpr room fresh_room() const noexcept {
        const std::uint32_t ndp = starts_.at_or_above(size_);
        return {ndp, 0, ndp + header_size_ + 2 * entry_size_, true};
    }

    offset_class starts_;
    format format_;
    std::uint32_t header_size_;
    std::uint32_t entry_size_;
    std::uint32_t size_{};
    std::uint32_t last_{};     ///< offset of the last NDP
    std::uint32_t current_{};  ///< offset of the NDP that got the last entry
};

}  // namespace cdcnet::ncm::detail
