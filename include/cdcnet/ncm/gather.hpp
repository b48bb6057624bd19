// SPDX-License-Identifier: BSL-1.0
/// \file
/// Building NTBs whose payload stays where it is: headers and tables, and a list of segments for `writev` or for DMA that
/// gathers.
///
///     std::array<std::byte, ncm::gather_header_size(limits, 64, 8)> headers;  // 64 datagrams of 8 streams
///     std::array<bytes, ncm::gather_segments(limits, 64)> segments;
///     ncm::gather tx{headers, segments, limits};
///     std::size_t taken = tx.build(ncm::stream::ips(0), datagrams);
///
///     std::array<iovec, segments.size()> vectors;
///     std::size_t count = 0;
///     for (bytes s : tx.segments()) vectors[count++] = {const_cast<std::byte*>(s.data()), s.size()};
///     writev(fd, vectors.data(), static_cast<int>(count));  // tx.size() bytes
///
/// Joined, the segments are the block that the aggregator makes of the same datagrams, byte for byte.
#pragma once

#include <cdcnet/ncm/admission.hpp>
#include <cdcnet/ncm/capacity.hpp>
#include <cdcnet/ncm/detail/fitting.hpp>

namespace cdcnet::ncm {

namespace detail {

/// What segments of padding between datagrams point to.  As long as a cache line: up to divisor 65 a gap is one segment,
/// and firmware with a divisor of 4 does not pay with its flash for gaps of 64 KiB that a device could ask for.
inline constexpr std::array<std::byte, 64> zero_block{};

/// The most segments that the padding before a datagram takes.
[[nodiscard]] constexpr std::size_t gap_segments(const limits& l) noexcept {
    const std::size_t longest = l.divisor == 0 ? 0 : l.divisor - 1u;
    return (longest + zero_block.size() - 1) / zero_block.size();
}

/// Segments of headers: one in front with NTH, NDPs and the padding behind them; at the end one with the NTH and the padding
/// behind it, and one with the NDPs and the padding before them.
[[nodiscard]] constexpr std::size_t header_segments(const limits& l) noexcept { return l.placement == placement::front ? 1 : 2; }

/// Where the NDPs are in the memory for headers.  In front: where they are in the block.  At the end: behind the NTH and the
/// padding before the first datagram, with room for the longest padding before the NDPs.
[[nodiscard]] constexpr std::uint32_t gathered_tables_at(const limits& l) noexcept {
    const std::uint32_t nth = sizes_of(l.format).nth;
    const offset_class ndps{l.ndp_alignment, 0};
    if (l.placement == placement::front) return ndps.at_or_above(nth);
    const std::uint32_t lead = offset_class{l.divisor, l.remainder}.at_or_above(nth);
    return static_cast<std::uint32_t>(round_up_4(lead + ndps.divisor() - 1));
}

[[nodiscard]] constexpr std::size_t at_most_one_block(const limits& l, std::size_t datagrams) noexcept {
    const std::size_t most = l.max_datagrams != 0 ? l.max_datagrams : max_block_size(l);
    return datagrams < most ? datagrams : most;
}

}  // namespace detail

/// Bytes of `headers` with which `gather` takes every list of `datagrams` datagrams of at most `streams` streams that fits
/// into a block.  Less is needed when NDPs happen to need no padding between them.  `capacity` tells how many datagrams of
/// some size a block holds.
/// \param flow  `ethernet_crc` when there may be such datagrams; their CRCs are part of the headers
[[nodiscard]] constexpr std::size_t gather_header_size(const limits& l, std::size_t datagrams, std::size_t streams = 1,
                                                       stream flow = {}) noexcept {
    const std::uint64_t count = detail::at_most_one_block(l, datagrams);
    if (count == 0) return 0;
    const sizes& s = sizes_of(l.format);
    const std::uint64_t ndps = streams == 0 ? 1 : streams < count ? streams : count;
    // NDPs and gaps are multiples of what alignment and entry, a power of two, have in common.
    const std::uint32_t alignment = detail::offset_class{l.ndp_alignment, 0}.divisor();
    const std::uint32_t lowest_bit = std::uint32_t{1} << std::countr_zero(alignment);
    const std::uint32_t longest_gap = alignment - (lowest_bit < s.entry ? lowest_bit : s.entry);
    const std::uint64_t wanted = ndps * (s.ndp + s.entry) + (ndps - 1) * longest_gap + count * s.entry;
    const std::uint32_t most = max_block_size(l);
    const std::uint32_t end = detail::gathered_tables_at(l) + (wanted < most ? static_cast<std::uint32_t>(wanted) : most);
    const bool in_front = l.placement == placement::front;
    const std::uint64_t crcs = flow.has_crc() ? count * crc_size : 0;
    // Of a size that does not fit nobody has that many datagrams in memory.
    return static_cast<std::size_t>((in_front ? detail::offset_class{l.divisor, l.remainder}.at_or_above(end) : end) + crcs);
}

/// Segments with which `gather` takes every list of `datagrams` datagrams that fits into a block: one for each datagram, and
/// those of the padding between them, of CRCs and of headers.  Less is needed when lengths happen to need no padding.
/// \param flow  `ethernet_crc` when there may be such datagrams
[[nodiscard]] constexpr std::size_t gather_segments(const limits& l, std::size_t datagrams, stream flow = {}) noexcept {
    const std::size_t count = detail::at_most_one_block(l, datagrams);
    if (count == 0) return 0;
    return detail::header_segments(l) + count * (flow.has_crc() ? 2 : 1) + (count - 1) * detail::gap_segments(l);
}

/// Builds one block after the other around datagrams that are not copied.
///
/// The memory for headers and the list of segments are all the memory there is.  What decides about a datagram is the
/// block as for the aggregator, and that both have room for what the datagram adds: no more than `gather_header_size` and
/// `gather_segments` promise.  When one is too small for all datagrams that a block would hold, fewer are taken.
///
/// Cost: a datagram of a list of one stream costs its entry and its segment, little more than writing them down.  Streams
/// interleaved in any order cost a second pass over the list.  One by one, which costs several times as much, go datagrams
/// with CRC, those under a divisor or NDP alignment that is no power of two, and, when there are several streams, those under
/// an NDP alignment above the size of an entry and those behind the 32nd stream.  In front placement indices are written
/// twice.
///
/// \tparam Limits  `run_time_limits`, or `fixed_limits` of what is known when the program is compiled
template <class Limits = run_time_limits>
class basic_gather {
public:
    /// \param headers   outlives the gather; written by `build` and left alone from then on while the block is being sent
    /// \param segments  likewise
    constexpr basic_gather(mutable_bytes headers, gsl::span<bytes> segments, const ncm::limits& l) noexcept
        requires std::is_constructible_v<Limits, const ncm::limits&>
        : tables_{Limits{l}} {
        use(headers, segments);
    }
    /// The same with limits that are fixed.
    constexpr basic_gather(mutable_bytes headers, gsl::span<bytes> segments) noexcept
        requires std::is_default_constructible_v<Limits>
        : tables_{Limits{}} {
        use(headers, segments);
    }

    /// Builds a block of the datagrams of one stream from the first on until one does not fit, and returns how many it has.
    /// None overtakes.  The block goes out with the bytes that the datagrams have when it is sent, except that CRCs are those
    /// of the bytes they have now.  0, and no block: there is none, or `check` tells why not even the first one fits.
    constexpr std::size_t build(stream flow, gsl::span<const bytes> datagrams) noexcept {
        return build_list(detail::one_flow{flow}, datagrams.data(), datagrams.size());
    }
    /// The same for datagrams of any streams.
    constexpr std::size_t build(gsl::span<const datagram> datagrams) noexcept {
        return build_list(detail::own_flow{}, datagrams.data(), datagrams.size());
    }

    /// What the first datagram of a list meets with when it has `size` bytes: `accepted`, `empty`, or `too_big`, also where
    /// the headers or the segments have no room for one datagram.
    [[nodiscard]] constexpr admission check(stream flow, std::size_t size) const noexcept {
        if (size == 0 && !flow.has_crc()) return admission::empty;
        const std::uint32_t alone = block_size(limits(), size, 1, flow);
        // An empty datagram has one segment less: only that of its CRC.
        const std::size_t most = most_segments_ + (size == 0 ? 1 : 0);
        const bool listed = gather_header_size(limits(), 1, 1, flow) <= headers_size_ && gather_segments(limits(), 1, flow) <= most;
        return alone != 0 && alone <= max_ && listed ? admission::accepted : admission::too_big;
    }

    /// The block: its segments in order, none of them empty.  They point into `headers`, into the datagrams and into
    /// constant zeros.  Empty when the last `build` took nothing.
    [[nodiscard]] constexpr gsl::span<const bytes> segments() const noexcept { return {segments_, segment_count_}; }
    /// Bytes of the block: of all segments together.
    [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }

    /// Drops the block and goes on in other memory.
    constexpr void use(mutable_bytes headers, gsl::span<bytes> segments) noexcept {
        headers_ = headers.data();
        headers_size_ = headers.size() < most_headers ? static_cast<std::uint32_t>(headers.size()) : most_headers;
        segments_ = segments.data();
        most_segments_ = segments.size();
        max_ = max_block_size(limits());
        tables_at_ = detail::gathered_tables_at(limits());
        payload_at_ = starts().at_or_above(sizes_of(format()).nth);
        const std::size_t gap = detail::gap_segments(limits());
        const std::size_t headers_and_none = detail::header_segments(limits());
        sure_count_ = most_segments_ <= headers_and_none ? 0 : (most_segments_ - headers_and_none + gap) / (1 + gap);
        reset();
    }

    [[nodiscard]] constexpr const ncm::limits& limits() const noexcept { return tables_.limits().get(); }
    /// The largest block that the limits allow.
    [[nodiscard]] constexpr std::size_t max_size() const noexcept { return max_; }
    /// wSequence of the next block.
    [[nodiscard]] constexpr std::uint16_t sequence() const noexcept { return sequence_; }
    /// After a reset of the function or a change of the alternate setting: the next block is number 0.
    constexpr void restart_sequence() noexcept { sequence_ = 0; }

private:
    /// More memory for headers than any block can use.
    static constexpr std::uint32_t most_headers = 2 * largest_block;
    /// A list shorter than this is not worth counting by streams.
    static constexpr std::size_t least_mixed = 4;

    [[nodiscard]] constexpr ncm::format format() const noexcept { return limits().format; }
    [[nodiscard]] constexpr bool in_front() const noexcept { return limits().placement == placement::front; }
    [[nodiscard]] constexpr decltype(auto) starts() const noexcept { return tables_.limits().datagrams(); }
    [[nodiscard]] constexpr decltype(auto) ndps() const noexcept { return tables_.limits().ndps(); }
    [[nodiscard]] constexpr std::byte* set() const noexcept { return headers_ + tables_at_; }

    constexpr void reset() noexcept {
        tables_.clear();
        payload_end_ = payload_at_;
        count_ = crcs_ = size_ = 0;
        segment_count_ = 0;
    }

    template <class Flow, class Item>
    constexpr std::size_t build_list(Flow flow, const Item* list, std::size_t count) noexcept {
        reset();
        if (sure_count_ == 0 || table_room(0) < tables_.first_size()) return 0;
        segment_count_ = 1;  // that of the NTH
        const std::size_t most = most_of(count);
        if (!take_counted(flow, list, most))
            while (count_ < most && take(flow.of(list[count_]), detail::bytes_of(list[count_]))) {
            }
        finish();
        return count_;
    }
    [[nodiscard]] constexpr std::size_t most_of(std::size_t count) const noexcept {
        const std::size_t most = limits().max_datagrams;
        return most == 0 || count < most ? count : most;
    }

    /// Bytes that the tables may have beside so many CRCs, which are written from the end of the headers down.
    [[nodiscard]] constexpr std::uint32_t table_room(std::size_t crcs) const noexcept {
        const std::uint64_t crc_bytes = std::uint64_t{crcs} * crc_size;
        if (crc_bytes > headers_size_) return 0;
        std::uint32_t end = headers_size_ - static_cast<std::uint32_t>(crc_bytes);
        if (in_front()) {
            // The padding before the first datagram belongs to the headers, too.
            const std::uint32_t beyond = starts().at_or_above(end + 1);
            end = beyond < starts().divisor() ? 0 : beyond - starts().divisor();
        }
        return end < tables_at_ ? 0 : end - tables_at_;
    }

    /// Takes what can be counted before anything is written.  True when the next datagram does not fit.
    constexpr bool take_counted(detail::one_flow flow, const bytes* list, std::size_t count) noexcept {
        if (!countable() || flow.stream.has_crc()) return false;
        return detail::with_format(format(), [&]<ncm::format F>() {
            constexpr std::uint32_t empty_ndp = layout<F>::ndp_size + layout<F>::entry_size;
            const std::size_t entries = tables_.entries_in(table_room(0) - empty_ndp);
            const std::size_t most = sure(count, entries, tables_.entries_left());
            const detail::fitting f = count_fitting(list, most, std::uint64_t{payload_at_}, std::uint64_t{empty_ndp},
                                                    detail::table_writer<F>{set() + layout<F>::ndp_size});
            if (f.count == 0) return f.full;
            tables_.begin(set(), flow.stream.signature(F));
            tables_.grow(static_cast<std::uint32_t>(f.count));
            list_counted(f, list);
            return f.full;
        });
    }
    constexpr bool take_counted(detail::own_flow flow, const datagram* list, std::size_t count) noexcept {
        if (count < least_mixed || !countable() || !tables_.gapless()) return false;
        const std::uint32_t room = table_room(0);
        const std::uint32_t ndp_bytes =
            static_cast<std::uint32_t>(count < detail::flow_list::most ? count : detail::flow_list::most) * tables_.empty_length();
        if (room < ndp_bytes) return false;
        const std::size_t most = sure(count, tables_.entries_in(room - ndp_bytes), tables_.entries_left());
        detail::flow_list flows;
        const detail::fitting f = count_fitting(list, most, std::uint64_t{0}, tables_.entry_size(), tables_.empty_length(), flow, flows);
        if (f.count == 0) return f.full;
        tables_.spread(set(), flows);
        detail::with_format(
            format(), [&]<ncm::format F>() { detail::store_entries<F>(set(), list, f.count, payload_at_, starts().mask(), flow, flows); });
        list_counted(f, list);
        return f.full;
    }
    /// True when datagrams and NDPs are aligned by powers of two.
    [[nodiscard]] constexpr bool countable() const noexcept { return starts().has_mask() && ndps().has_mask(); }
    /// As many of `count` datagrams as have room in headers and segments, whatever their lengths.
    [[nodiscard]] constexpr std::size_t sure(std::size_t count, std::size_t entries, std::size_t more_entries) const noexcept {
        const std::size_t listed = entries < more_entries ? entries : more_entries;
        const std::size_t most = listed < sure_count_ ? listed : sure_count_;
        return count < most ? count : most;
    }
    template <class Item, class... Details>
    [[nodiscard]] constexpr detail::fitting count_fitting(const Item* list, std::size_t most, Details&&... details) const noexcept {
        const std::uint32_t mask = starts().mask();
        if (in_front())
            return detail::count_fitting<placement::front>(list, most, mask, {max_, tables_at_, 0, mask, starts().remainder()}, details...);
        return detail::count_fitting<placement::end>(list, most, mask, {max_, 0, payload_at_, ndps().mask(), 0}, details...);
    }
    template <class Item>
    constexpr void list_counted(const detail::fitting& f, const Item* list) noexcept {
        bytes* const to = segments_ + segment_count_;
        const Item* const last = list + f.count;
        bytes* const end = f.gaps ? list_padded(to, list, last, starts().mask()) : list_gapless(to, list, last);
        segment_count_ = static_cast<std::size_t>(end - segments_);
        payload_end_ = payload_at_ + f.size;
        count_ = f.count;
    }
    template <class Item>
    [[nodiscard]] static constexpr bytes* list_gapless(bytes* to, const Item* list, const Item* last) noexcept {
        for (; list != last; ++list) *to++ = detail::bytes_of(*list);
        return to;
    }
    template <class Item>
    [[nodiscard]] static constexpr bytes* list_padded(bytes* to, const Item* list, const Item* last, std::size_t mask) noexcept {
        for (std::size_t gap = 0; list != last; ++list) {
            const bytes d = detail::bytes_of(*list);
            to = put_zeros(to, gap);
            *to++ = d;
            gap = detail::gap_before(d.size(), 0, mask);
        }
        return to;
    }

    /// Lists `gap` bytes of padding before a datagram, and returns where that one goes.  Whether there is a last piece decides
    /// no branch: without one the datagram takes its place.
    [[nodiscard]] static constexpr bytes* put_zeros(bytes* to, std::size_t gap) noexcept {
        constexpr std::size_t most = detail::zero_block.size();
        for (; gap > most; gap -= most) *to++ = {detail::zero_block.data(), most};
        *to = {detail::zero_block.data(), gap};
        return to + (gap != 0);
    }

    /// Takes one datagram, if it fits.
    constexpr bool take(stream flow, bytes d) noexcept {
        const std::size_t length = d.size() + (flow.has_crc() ? crc_size : 0);
        if (length == 0 || d.size() > max_) return false;
        const std::uint32_t signature = flow.signature(format());
        const auto table = tables_.look_up(set(), signature);
        const std::uint32_t start = starts().at_or_above(payload_end_);
        const std::uint32_t end = start + static_cast<std::uint32_t>(length);
        const std::size_t crcs = crcs_ + (flow.has_crc() ? 1 : 0);
        if (table.size == 0 || table.size > table_room(crcs) || size_with(table.size, end) > max_) return false;
        const std::size_t gap = count_ == 0 ? 0 : start - payload_end_;
        if (segments_for(gap, d.size(), flow) > most_segments_ - segment_count_) return false;

        bytes* to = put_zeros(segments_ + segment_count_, gap);
        if (!d.empty()) *to++ = d;
        if (flow.has_crc()) *to++ = add_crc(d);
        segment_count_ = static_cast<std::size_t>(to - segments_);
        tables_.add(set(), table, signature, start, static_cast<std::uint32_t>(length));
        payload_end_ = end;
        ++count_;
        return true;
    }
    /// Segments that a datagram takes, and the tables behind it.
    [[nodiscard]] constexpr std::size_t segments_for(std::size_t gap, std::size_t size, stream flow) const noexcept {
        constexpr std::size_t most = detail::zero_block.size();
        return (gap + most - 1) / most + (size != 0 ? 1 : 0) + (flow.has_crc() ? 1 : 0) + detail::header_segments(limits()) - 1;
    }
    constexpr bytes add_crc(bytes d) noexcept {
        std::byte* const to = headers_ + (headers_size_ - ++crcs_ * crc_size);
        store_le(to, crc32(d));
        return {to, crc_size};
    }

    /// The size of the block with tables of `tables` bytes and payload that ends at `end` where it is assumed to be.
    [[nodiscard]] constexpr std::uint32_t size_with(std::uint32_t tables, std::uint32_t end) const noexcept {
        if (!in_front()) return ndps().at_or_above(end) + tables;
        return starts().at_or_above(tables_at_ + tables) + (end - payload_at_);
    }

    /// Completes headers, tables and the list.
    constexpr void finish() noexcept {
        if (count_ == 0) return reset();
        size_ = size_with(tables_.size(), payload_end_);
        in_front() ? close_front() : close_end();
        ++sequence_;
    }
    constexpr void close_front() noexcept {
        const std::uint32_t tables_end = tables_at_ + tables_.size();
        const std::uint32_t start = starts().at_or_above(tables_end);
        zero_bytes(headers_ + tables_end, start - tables_end);
        if (start != payload_at_) tables_.shift_indices(set(), start - payload_at_);
        write_headers(tables_at_, tables_at_, start);
    }
    constexpr void close_end() noexcept {
        const std::uint32_t place = ndps().at_or_above(payload_end_);
        const std::uint32_t gap = place - payload_end_;
        zero_bytes(set() - gap, gap);
        write_headers(place, payload_at_, payload_at_);
        segments_[segment_count_++] = {set() - gap, gap + tables_.size()};
    }
    /// \param place     of the NDPs in the block
    /// \param zeros_to  where the padding behind the NTH ends
    /// \param size      of the segment that the NTH begins
    constexpr void write_headers(std::uint32_t place, std::uint32_t zeros_to, std::uint32_t size) noexcept {
        const std::uint32_t nth = sizes_of(format()).nth;
        detail::with_format(format(), [&]<ncm::format F>() {
            tables_.template finish<F>(set(), place);
            detail::store_nth<F>(headers_, sequence_, size_, place);
        });
        zero_bytes(headers_ + nth, zeros_to - nth);
        segments_[0] = {headers_, size};
    }

    detail::table_set<Limits> tables_;
    std::byte* headers_{};
    bytes* segments_{};
    std::size_t most_segments_{};
    std::size_t segment_count_{};
    std::size_t sure_count_{};  ///< datagrams for which there are segments, whatever their lengths
    std::size_t count_{};       ///< datagrams in the block
    std::size_t crcs_{};
    std::uint32_t headers_size_{};
    std::uint32_t max_{};
    std::uint32_t tables_at_{};    ///< in `headers_`
    std::uint32_t payload_at_{};   ///< the first datagram starts here; in front placement assumed until the block is finished
    std::uint32_t payload_end_{};  ///< behind the last datagram, counted from there
    std::uint32_t size_{};
    std::uint16_t sequence_{};
};

/// The gather with limits known at run time.
using gather = basic_gather<>;

}  // namespace cdcnet::ncm
