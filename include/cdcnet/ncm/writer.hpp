// SPDX-License-Identifier: BSL-1.0
/// \file
/// Building NTBs in firmware: one stream, nothing is ever moved, a few hundred bytes of code.
///
///     using device = ncm::fixed_limits<ncm::limits{.max_size = 3200, .max_datagrams = 16, .placement = ncm::placement::front}>;
///     ncm::basic_writer<device> tx{buffer, {}, ncm::stream::ethernet()};
///     if (tx.append(frame) == ncm::admission::full) {
///         send(tx.finish());
///         tx.use(other_buffer);  // the first one belongs to the endpoint until it is sent
///         tx.append(frame);
///     }
///     mutable_bytes room = tx.reserve(1514);           // or write in place:
///     if (!room.empty()) tx.commit(receive_into(room));
///
/// The aggregator does what this does not: several streams in a block, CRCs, tables of exact size in front, statistics.
#pragma once

#include <cdcnet/ncm/admission.hpp>
#include <cdcnet/ncm/capacity.hpp>

namespace cdcnet::ncm {

namespace detail {

/// Datagrams that one NDP can list within the 16 bits of wLength.
template <format F>
inline constexpr std::uint32_t most_entries = (0xffff - layout<F>::ndp_size) / layout<F>::entry_size - 1;

/// What limits mean for the blocks of one stream.
struct writer_plan {
    std::uint32_t ndp{};      ///< offset of the NDP, in front placement
    std::uint32_t entries{};  ///< bytes of entries that a block may have, without the null entry
    std::uint32_t first{};    ///< offset of the first datagram

    [[nodiscard]] static constexpr writer_plan of(const limits& l) noexcept {
        const sizes& s = sizes_of(l.format);
        const bool in_front = l.placement == placement::front;
        const std::uint32_t countable = l.format == format::ntb16 ? most_entries<format::ntb16> : most_entries<format::ntb32>;
        std::uint32_t most = l.max_datagrams;
        if (most == 0 && in_front) most = (max_block_size(l) + 255) / 256;
        if (most == 0 || most > countable) most = countable;
        const std::uint32_t ndp = offset_class{l.ndp_alignment, 0}.at_or_above(s.nth);
        const std::uint32_t entries = most * s.entry;
        const std::uint32_t header = in_front ? ndp + s.ndp + entries + s.entry : s.nth;
        return {ndp, entries, offset_class{l.divisor, l.remainder}.at_or_above(header)};
    }
};

/// `offset_class::at_or_above` where the compiler knows the class: for a power of two an AND, whatever it inlines.
template <std::uint32_t Divisor, std::uint32_t Remainder>
[[nodiscard]] constexpr std::uint32_t fixed_at_or_above(std::uint32_t offset) noexcept {
    constexpr offset_class offsets{Divisor, Remainder};
    if constexpr (offsets.has_mask()) return ((offset + offsets.mask() - offsets.remainder()) & ~offsets.mask()) + offsets.remainder();
    return offsets.at_or_above(offset);
}

/// Limits with their plan: computed once, or where the limits are fixed by the compiler.
template <class Limits>
struct planned;
template <>
struct planned<run_time_limits> : run_time_limits {
    using argument = limits;
    explicit constexpr planned(const limits& l) noexcept : run_time_limits{l}, plan{writer_plan::of(l)} {}
    [[nodiscard]] constexpr std::uint32_t datagram_at(std::uint32_t offset) const noexcept { return datagrams().at_or_above(offset); }
    [[nodiscard]] constexpr std::uint32_t ndp_at(std::uint32_t offset) const noexcept { return ndps().at_or_above(offset); }
    writer_plan plan;
    static constexpr bool headers_touch = false;  // known too late to save anything
};
template <limits L>
struct planned<fixed_limits<L>> : fixed_limits<L> {
    static_assert(L.placement == placement::end || L.max_datagrams != 0,
                  "cdcnet: a writer that puts the NDP in front needs limits::max_datagrams, the number of entries to leave room for");
    using argument = fixed_limits<L>;
    explicit constexpr planned(const fixed_limits<L>&) noexcept {}
    [[nodiscard]] static constexpr std::uint32_t datagram_at(std::uint32_t offset) noexcept {
        return fixed_at_or_above<L.divisor, L.remainder>(offset);
    }
    [[nodiscard]] static constexpr std::uint32_t ndp_at(std::uint32_t offset) noexcept {
        return fixed_at_or_above<L.ndp_alignment, 0>(offset);
    }
    static constexpr writer_plan plan = writer_plan::of(L);
    /// True when the NDP of an NTB16 begins where the NTH ends: both are written in one go.
    static constexpr bool headers_touch =
        L.format == format::ntb16 && L.placement == placement::front && plan.ndp == layout<format::ntb16>::nth_size;
};

}  // namespace detail

/// Builds one block after the other in a buffer of the caller, with the datagrams of one stream.
///
/// The rules for what is accepted, where datagrams start and what padding holds (zeros) are those of the aggregator.  So
/// are the blocks of end placement, byte for byte.  In front placement the NDP has room for `limits::max_datagrams`; when
/// there are fewer, zero bytes are left between it and the first datagram, and wLength counts only the entries that are
/// there and one null entry.  Limits at run time whose `max_datagrams` is 0 leave room in front for one datagram for each
/// 256 bytes of the maximum size, begun ones included, and take no more.
///
/// Datagrams of an `ethernet_crc` stream are appended with the CRC that they are to carry.
///
/// \tparam Limits  `run_time_limits` or `fixed_limits`
///
/// Memory: the buffer, and this object of less than 40 bytes on a 32-bit target; limits at run time add their own size.
/// In end placement the entries wait at the far end of the buffer until `finish`, which swaps them into place.
/// Cost: `append` copies its datagram and writes an entry.  The first one of a block also clears the room of the table.
template <class Limits = run_time_limits>
class basic_writer {
public:
    /// What the writer is made from: `limits`, or the fixed limits themselves.
    using limits_type = typename detail::planned<Limits>::argument;

    /// \param buffer  outlives the writer, and is left alone from `finish` on while the block is being sent
    constexpr basic_writer(mutable_bytes buffer, const limits_type& l, stream flow) noexcept : limits_{l} {
        signature_ = flow.signature(format());
        restart_sequence();
        use(buffer);
    }

    /// Copies one datagram into the block.
    constexpr admission append(bytes datagram) noexcept {
        const std::size_t size = datagram.size();
        const std::uint32_t at = next_start();
        const admission a = check_at(at, size);
        if (a != admission::accepted) return a;
        copy_bytes(buffer_ + at, datagram.data(), size);
        take(at, static_cast<std::uint32_t>(size));
        return a;
    }

    /// Room for a datagram of at most `size` bytes in the block itself, to be written in place and then committed.  Empty
    /// when it does not fit; `check` tells why.  The room is gone with the next call other than `commit`.
    [[nodiscard]] constexpr mutable_bytes reserve(std::size_t size) noexcept {
        reserved_ = 0;
        if (check(size) != admission::accepted) return {};
        reserved_ = static_cast<std::uint32_t>(size);
        return view<mutable_bytes>(buffer_ + next_start(), size);
    }
    /// Takes the first `size` bytes of the reserved room as a datagram.  0 takes none, nor does more than was reserved.
    constexpr void commit(std::size_t size) noexcept {
        if (size - 1 < reserved_) take(next_start(), static_cast<std::uint32_t>(size));
        reserved_ = 0;
    }

    /// What `append` would say to a datagram of `size` bytes.
    [[nodiscard]] constexpr admission check(std::size_t size) const noexcept { return check_at(next_start(), size); }

    /// Closes the block and returns it; empty when it has no datagram.  The bytes stay until the next `append` or
    /// `commit`, which begins a new block in the same buffer; `use` gives another one first.
    constexpr bytes finish() noexcept {
        const std::uint32_t size = this->size();
        const auto block = view<bytes>(buffer_, size);
        if (size == 0) return block;
        const std::uint32_t ndp = in_front() ? limits_.plan.ndp : size - table_size(listed_);
        if (!in_front()) place_entries(ndp + layout_sizes().ndp);
        write_headers(size, ndp);
        return block;
    }

    /// Drops the datagrams of the block.  The sequence goes on.
    constexpr void reset() noexcept { end_ = listed_ = reserved_ = 0; }
    /// Drops the datagrams of the block and goes on in another buffer.
    constexpr void use(mutable_bytes buffer) noexcept {
        buffer_ = buffer.data();
        const std::uint32_t most = max_block_size(limits_.get());
        max_ = buffer.size() < most ? static_cast<std::uint32_t>(buffer.size()) : most;
        reset();
    }
    /// The same with datagrams of another stream: the blocks of one pipe count on in one sequence, whatever they carry.
    constexpr void use(mutable_bytes buffer, stream flow) noexcept {
        signature_ = flow.signature(format());
        use(buffer);
    }

    [[nodiscard]] constexpr const ncm::limits& limits() const noexcept { return limits_.get(); }
    /// The largest block that the limits and the buffer allow.
    [[nodiscard]] constexpr std::size_t max_size() const noexcept { return max_; }
    [[nodiscard]] constexpr std::size_t datagram_count() const noexcept {
        return format() == format::ntb16 ? listed_ / layout<format::ntb16>::entry_size : listed_ / layout<format::ntb32>::entry_size;
    }
    [[nodiscard]] constexpr bool empty() const noexcept { return end_ == 0; }
    /// The size that the block would have if it were finished now; 0 when it has no datagram.
    [[nodiscard]] constexpr std::uint32_t size() const noexcept { return empty() ? 0 : size_with(end_, listed_); }
    /// wSequence of the next block.
    [[nodiscard]] constexpr std::uint16_t sequence() const noexcept { return static_cast<std::uint16_t>(length_and_sequence_ >> 16); }
    /// After a reset of the function or a change of the alternate setting: the next block is number 0.
    constexpr void restart_sequence() noexcept { length_and_sequence_ = layout_sizes().nth; }

private:
    [[nodiscard]] constexpr ncm::format format() const noexcept { return limits_.get().format; }
    [[nodiscard]] constexpr const sizes& layout_sizes() const noexcept { return sizes_of(format()); }
    [[nodiscard]] constexpr bool in_front() const noexcept { return limits_.get().placement == placement::front; }

    /// wLength of an NDP with `listed` bytes of entries.
    [[nodiscard]] constexpr std::uint32_t table_size(std::uint32_t listed) const noexcept {
        return layout_sizes().ndp + layout_sizes().entry + listed;
    }
    /// The size of a block whose last datagram ends at `end`.
    [[nodiscard]] constexpr std::uint32_t size_with(std::uint32_t end, std::uint32_t listed) const noexcept {
        return in_front() ? end : limits_.ndp_at(end) + table_size(listed);
    }
    [[nodiscard]] constexpr std::uint32_t next_start() const noexcept {
        const std::uint32_t at = limits_.datagram_at(end_);
        return at < limits_.plan.first ? limits_.plan.first : at;
    }
    [[nodiscard]] constexpr admission check_at(std::uint32_t at, std::size_t size) const noexcept {
        if (size == 0) return admission::empty;
        if (size > max_) return admission::too_big;
        const auto length = static_cast<std::uint32_t>(size);
        if (!fits(limits_.plan.first, length, 0)) return admission::too_big;
        return listed_ < limits_.plan.entries && fits(at, length, listed_) ? admission::accepted : admission::full;
    }
    /// Whether a datagram of at most `max_` bytes has room at an offset, behind `listed` bytes of entries.
    [[nodiscard]] constexpr bool fits(std::uint32_t at, std::uint32_t length, std::uint32_t listed) const noexcept {
        if (in_front()) return at <= max_ - length;
        return size_with(at + length, listed + layout_sizes().entry) <= max_;
    }

    /// Completes a datagram whose bytes are in place.
    constexpr void take(std::uint32_t at, std::uint32_t size) noexcept {
        zero_to(at);
        const std::uint32_t listed = listed_;
        end_ = at + size;
        listed_ = listed + layout_sizes().entry;
        reserved_ = 0;
        if (in_front())
            store_pair(buffer_ + limits_.plan.ndp + layout_sizes().ndp + listed, at, size);
        else
            stage_pair(buffer_ + max_ - listed, at, size);
    }
    /// Writes zeros from the end of the payload on; in an empty block from its first byte.
    constexpr void zero_to(std::uint32_t offset) noexcept {
        // Without the end in memory, compilers make this a call of memset.
        while (end_ < offset) buffer_[end_++] = std::byte{};
    }
    /// Puts the staged entries into their table, and zeros around them.  Entries are staged back to front, as are the
    /// bytes of each: swapping the bytes of the table with those at the end of the buffer, outer ones first, orders
    /// them, also where the two ranges overlap.
    constexpr void place_entries(std::uint32_t table) noexcept {
        zero_to(table);
        const std::uint32_t null = table + listed_;
        for (std::uint32_t from = max_; end_ != null && end_ < --from; ++end_) {
            const std::byte kept = buffer_[end_];
            buffer_[end_] = buffer_[from];
            buffer_[from] = kept;
        }
        end_ = null;
        zero_to(null + layout_sizes().entry);
    }

    /// Writes the headers of a block whose datagrams and entries are in place, and begins the next one.
    constexpr void write_headers(std::uint32_t size, std::uint32_t ndp) noexcept {
        // All that is needed, before the stores through bytes that could change any member for all the compiler knows.
        std::byte* const to = buffer_;
        const std::uint32_t second_word = length_and_sequence_;
        const std::uint32_t signature = signature_;
        const std::uint32_t table = table_size(listed_);
        length_and_sequence_ = second_word + (1u << 16);
        reset();
        const std::uint32_t nth = layout_sizes().nth_signature;
        if constexpr (detail::planned<Limits>::headers_touch) {
            store_le_words(to, nth, second_word, size | ndp << 16, signature, table);
        } else {
            if (format() == format::ntb16)
                store_le_words(to, nth, second_word, size | ndp << 16);
            else
                store_le_words(to, nth, second_word, size, ndp);
            store_le_words(to + ndp, signature, table);
        }
    }
    constexpr void store_pair(std::byte* to, std::uint32_t first, std::uint32_t second) const noexcept {
        if (format() == format::ntb16) return store_le_words(to, first | second << 16);
        store_le_words(to, first, second);
    }
    /// The same bytes from `end` downwards.
    constexpr void stage_pair(std::byte* end, std::uint32_t first, std::uint32_t second) const noexcept {
        if (format() == format::ntb16) return store_be(end - sizeof(first), first | second << 16);
        store_be(end - sizeof(first), first);
        store_be(end - sizeof(first) - sizeof(second), second);
    }

    /// Bytes of the buffer that are known to be there: the checks of a span's constructor, assumed in its own words, would
    /// make firmware link std::terminate.
    template <class Span>
    [[nodiscard]] static constexpr Span view(std::byte* first, std::size_t size) noexcept {
        GSL_ASSUME((size == 0 || first != nullptr) && size <= largest_block);
        return {first, size};
    }

    [[no_unique_address]] detail::planned<Limits> limits_;
    std::byte* buffer_{};
    std::uint32_t max_{};
    std::uint32_t signature_{};
    std::uint32_t end_{};     ///< behind the last datagram; 0: there is none
    std::uint32_t listed_{};  ///< bytes of entries
    std::uint32_t reserved_{};
    std::uint32_t length_and_sequence_{};  ///< the second word of the NTH: wHeaderLength, and wSequence above it
};

/// The writer for limits at run time.
using writer = basic_writer<>;

}  // namespace cdcnet::ncm
