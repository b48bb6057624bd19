// SPDX-License-Identifier: BSL-1.0
/// \file
/// Which bytes of a block are taken: one bit each, a word at a time.
#pragma once

#include <cdcnet/wire/endian.hpp>

namespace cdcnet::ncm::detail {

/// A set of offsets in memory of the caller, at any alignment, that is zero at first.
class offset_set {
public:
    using word = std::uint64_t;
    static constexpr std::size_t word_bits = 64;

    /// Bytes of memory for the offsets below `count`.
    [[nodiscard]] static constexpr std::size_t size_for(std::size_t count) noexcept { return (count / word_bits + 1) * sizeof(word); }

    constexpr offset_set() noexcept = default;
    explicit constexpr offset_set(std::byte* words) noexcept : words_{words} {}

    [[nodiscard]] constexpr bool contains(std::size_t offset) const noexcept {
        return (load(offset / word_bits) >> offset % word_bits & 1) != 0;
    }
    /// True when the set holds one of `begin` ... `end - 1`, at least one.
    [[nodiscard]] constexpr bool any(std::size_t begin, std::size_t end) const noexcept {
        const range r{begin, end};
        if (r.first == r.last) return (load(r.first) & r.head & r.tail) != 0;
        word found = (load(r.first) & r.head) | (load(r.last) & r.tail);
        for (std::size_t i = r.first + 1; i < r.last; ++i) found |= load(i);
        return found != 0;
    }
    /// Adds `begin` ... `end - 1`, at least one.
    constexpr void insert(std::size_t begin, std::size_t end) noexcept {
        const range r{begin, end};
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
    /// The words that hold a range of bits, and which bits of the outer two.
    struct range {
        constexpr range(std::size_t begin, std::size_t end) noexcept
            : first{begin / word_bits},
              last{(end - 1) / word_bits},
              head{~word{} << begin % word_bits},
              tail{~word{} >> (word_bits - 1 - (end - 1) % word_bits)} {}
        std::size_t first, last;
        word head, tail;
    };
    std::byte* words_{};
};

}  // namespace cdcnet::ncm::detail
