// SPDX-License-Identifier: BSL-1.0
/// \file
/// Which bytes of a block are taken: one bit each, a word at a time, and sets of such words above them.
#pragma once

#include <cdcnet/wire/endian.hpp>

namespace cdcnet::ncm::detail {

/// The words that hold a range of bits, at least one, and which bits of the outer two.
struct word_range {
    using word = std::uint64_t;
    static constexpr std::size_t bits = 64;

    constexpr word_range(std::size_t begin, std::size_t end) noexcept
        : first{begin / bits}, last{(end - 1) / bits}, head{~word{} << begin % bits}, tail{~word{} >> (bits - 1 - (end - 1) % bits)} {}
    std::size_t first, last;
    word head, tail;
};

/// A set of offsets in memory of the caller, at any alignment, that is zero at first.
class offset_set {
public:
    using word = word_range::word;
    static constexpr std::size_t word_bits = word_range::bits;

    /// Bytes of memory for the offsets below `count`.
    [[nodiscard]] static constexpr std::size_t size_for(std::size_t count) noexcept { return (count / word_bits + 1) * sizeof(word); }

    constexpr offset_set() noexcept = default;
    explicit constexpr offset_set(std::byte* words) noexcept : words_{words} {}

    [[nodiscard]] constexpr bool contains(std::size_t offset) const noexcept {
        return (load(offset / word_bits) >> offset % word_bits & 1) != 0;
    }
    /// True when the set holds one of `begin` ... `end - 1`, at least one.
    [[nodiscard]] constexpr bool any(std::size_t begin, std::size_t end) const noexcept {
        const word_range r{begin, end};
        if (r.first == r.last) return (load(r.first) & r.head & r.tail) != 0;
        word found = (load(r.first) & r.head) | (load(r.last) & r.tail);
        for (std::size_t i = r.first + 1; i < r.last; ++i) found |= load(i);
        return found != 0;
    }
    /// Adds `begin` ... `end - 1`, at least one.
    constexpr void insert(std::size_t begin, std::size_t end) noexcept {
        const word_range r{begin, end};
        if (r.first == r.last) return store(r.first, load(r.first) | (r.head & r.tail));
        store(r.first, load(r.first) | r.head);
        for (std::size_t i = r.first + 1; i < r.last; ++i) store(i, ~word{});
        store(r.last, load(r.last) | r.tail);
    }
    /// Adds them unless the set holds one of them; true when it did not.
    constexpr bool claim(std::size_t begin, std::size_t end) noexcept {
        if (any(begin, end)) return false;
        insert(begin, end);
        return true;
    }

    /// The word with the offsets from `i * word_bits` on.
    [[nodiscard]] constexpr word load(std::size_t i) const noexcept { return cdcnet::detail::load_native<word>(words_ + i * sizeof(word)); }
    constexpr void store(std::size_t i, word w) noexcept { cdcnet::detail::store_native(words_ + i * sizeof(word), w); }

private:
    std::byte* words_{};
};

/// The same with the set of its words that are not zero above it, the set of the words of that above those, and so on up to a single word:
/// it costs the same to ask about few offsets and about many.
class offset_tree {
public:
    /// Bytes of memory for the offsets below `count`.
    [[nodiscard]] static constexpr std::size_t size_for(std::size_t count) noexcept {
        std::size_t size = 0;
        for (level at{nullptr, count};; at = at.above()) {
            size += offset_set::size_for(at.count);
            if (at.highest()) return size;
        }
    }

    constexpr offset_tree() noexcept = default;
    constexpr offset_tree(std::byte* words, std::size_t count) noexcept : lowest_{words, count} {}

    [[nodiscard]] constexpr bool contains(std::size_t offset) const noexcept { return lowest_.set().contains(offset); }
    /// True when the set holds one of `begin` ... `end - 1`, at least one.
    [[nodiscard]] constexpr bool any(std::size_t begin, std::size_t end) const noexcept {
        for (level at = lowest_;; at = at.above()) {
            const word_range r{begin, end};
            const word_range::word first = at.set().load(r.first) & r.head;
            if (r.first == r.last) return (first & r.tail) != 0;
            if ((first | (at.set().load(r.last) & r.tail)) != 0) return true;
            // The words between them, as offsets of the level above.
            begin = r.first + 1;
            end = r.last;
            if (begin == end) return false;
        }
    }
    /// Adds `begin` ... `end - 1`, at least one.
    constexpr void insert(std::size_t begin, std::size_t end) noexcept {
        for (level at = lowest_;; at = at.above()) {
            at.set().insert(begin, end);
            if (at.highest()) return;
            begin /= word_range::bits;
            end = (end - 1) / word_range::bits + 1;
        }
    }
    /// Adds them unless the set holds one of them; true when it did not.
    constexpr bool claim(std::size_t begin, std::size_t end) noexcept {
        if (any(begin, end)) return false;
        insert(begin, end);
        return true;
    }

private:
    struct level {
        std::byte* words{};
        std::size_t count{};  ///< of the offsets that may be in it

        [[nodiscard]] constexpr offset_set set() const noexcept { return offset_set{words}; }
        [[nodiscard]] constexpr bool highest() const noexcept { return count < word_range::bits; }
        [[nodiscard]] constexpr level above() const noexcept {
            const std::size_t size = offset_set::size_for(count);
            return {words == nullptr ? nullptr : words + size, size / sizeof(word_range::word)};
        }
    };
    level lowest_{};
};

}  // namespace cdcnet::ncm::detail
