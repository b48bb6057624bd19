// SPDX-License-Identifier: BSL-1.0
/// \file
/// Building NTBs: datagrams in, blocks of exactly the size that they need out.
///
///     ncm::aggregator tx{buffer, ncm::limits::from(parameters, ncm::payload::ethernet)};
///     std::size_t taken = tx.append(ncm::stream::ethernet(), datagrams);
///     send(tx.finish());
///
/// A block has one NDP per stream in order of first appearance, tables of exact size, and no byte of padding that
/// alignment does not ask for.  NCM 1.0, 3; MBIM 1.0, 7.
#pragma once

#include <cdcnet/ncm/capacity.hpp>
#include <cdcnet/ncm/detail/table_set.hpp>
#include <cdcnet/ncm/statistics.hpp>

namespace cdcnet::ncm {

/// What became of a datagram.
enum class admission : std::uint8_t {
    accepted,
    full,     ///< it does not fit into this block any more: finish, then append it again
    too_big,  ///< it does not fit into an empty block either
    empty,    ///< it has no bytes; a table has no entry for that
};

[[nodiscard]] constexpr std::string_view name_of(admission a) noexcept {
    switch (a) {
        case admission::accepted: return "accepted";
        case admission::full: return "full";
        case admission::too_big: return "too_big";
        case admission::empty: return "empty";
    }
    return "unknown";
}

/// Builds one block after the other in a buffer of the caller.
///
/// The buffer is all the memory there is: payload and the tables in the making share it, and the tables move where they
/// give way to payload.  It never holds more than a block: the maximum is the smallest of `limits::max_size`, the size of
/// the buffer and what the format can express.
///
/// Cost: a datagram of the stream that had the last one is copied and gets an entry.  In front placement the payload is
/// moved once per block, unless one span of datagrams of one stream makes the whole block.  A datagram of another stream
/// searches its NDP, and moves those behind it.
template <class Statistics = no_statistics>
class basic_aggregator {
public:
    /// \param buffer  outlives the aggregator, and is left alone from `finish` on while the block is being sent
    constexpr basic_aggregator(mutable_bytes buffer, const ncm::limits& l) noexcept
        : limits_{l}, starts_{l.divisor, l.remainder}, ndp_starts_{l.ndp_alignment, 0}, tables_{l.format, l.ndp_alignment} {
        use(buffer);
    }

    /// Copies one datagram into the block.  Of `ethernet_crc` streams without its CRC, which is added.
    constexpr admission append(stream flow, bytes datagram) noexcept {
        reserved_ = {};
        const std::uint32_t crc = crc_bytes(flow);
        if (datagram.size() > max_) return refusal(flow, datagram.size());
        const auto length = static_cast<std::uint32_t>(datagram.size()) + crc;
        plan p = plan_for(flow, length);
        if (!p.fits) return refusal(flow, datagram.size());
        make_room(p);
        copy_bytes(buffer_ + p.start, datagram.data(), datagram.size());
        accept(p, flow, length);
        return admission::accepted;
    }

    /// Copies datagrams of one stream until one does not fit, and returns how many were taken.  None overtakes.  After
    /// less than all: `finish` and go on; when not even the first fits into an empty block, `check` tells why.
    constexpr std::size_t append(stream flow, gsl::span<const bytes> datagrams) noexcept {
        const bytes* const first = datagrams.data();
        const std::size_t count = datagrams.size();
        if (count_ == 0 && limits_.placement == placement::front) lay_out_front(flow, first, count);
        std::size_t taken = 0;
        while (taken < count && append(flow, first[taken]) == admission::accepted) {
            ++taken;
            if (tables_.at_end()) taken += append_run(flow, first + taken, count - taken);
        }
        return taken;
    }

    /// The same for datagrams of any streams.
    constexpr std::size_t append(gsl::span<const datagram> datagrams) noexcept {
        const datagram* const first = datagrams.data();
        std::size_t taken = 0;
        while (taken < datagrams.size() && append(first[taken].stream, first[taken].bytes) == admission::accepted) ++taken;
        return taken;
    }

    /// Room for a datagram of at most `size` bytes in the block itself, to be written in place and then committed.  Empty
    /// when it does not fit.  The room is gone with the next call other than `commit`.
    [[nodiscard]] constexpr mutable_bytes reserve(stream flow, std::size_t size) noexcept {
        reserved_ = {};
        const bool possible = size != 0 && size <= max_;
        plan p = possible ? plan_for(flow, static_cast<std::uint32_t>(size) + crc_bytes(flow)) : plan{};
        if (!p.fits) {
            static_cast<void>(refusal(flow, size));
            return {};
        }
        make_room(p);
        reserved_ = {flow, static_cast<std::uint32_t>(size)};
        return {buffer_ + p.start, size};
    }
    /// Takes the first `size` bytes of the reserved room as a datagram; 0 takes none.  More than reserved, or nothing
    /// reserved, is a mistake of the caller's code.
    constexpr void commit(std::size_t size) noexcept {
        Expects(size <= reserved_.size);
        const reservation r = reserved_;
        reserved_ = {};
        if (size == 0) return;
        const std::uint32_t length = static_cast<std::uint32_t>(size) + crc_bytes(r.flow);
        accept(plan_for(r.flow, length), r.flow, length);
    }

    /// What `append` would say to a datagram of `size` bytes.
    [[nodiscard]] constexpr admission check(stream flow, std::size_t size) const noexcept {
        const std::uint64_t length = std::uint64_t{size} + crc_bytes(flow);
        if (length == 0) return admission::empty;
        if (size <= max_ && plan_for(flow, static_cast<std::uint32_t>(length)).fits) return admission::accepted;
        const std::uint32_t alone = block_size(limits_, size, 1, flow);
        return alone != 0 && alone <= max_ ? admission::full : admission::too_big;
    }

    /// Closes the block and returns it; empty when it has no datagram.  The bytes stay until the next `append` or
    /// `reserve`, which begins a new block in the same buffer; `use` gives another one first.
    /// \param fill_to  zero bytes are added until the block has this size, as far as the maximum allows; they count in
    ///                 the block length
    /// \param reason   for the statistics, where no datagram was refused before
    constexpr bytes finish(std::size_t fill_to = 0, flush_reason reason = flush_reason::caller) noexcept {
        if (count_ == 0) {
            reset();
            return {};
        }
        std::uint32_t size = limits_.placement == placement::front ? close_front() : close_end();
        const std::uint32_t target = fill_to < max_ ? static_cast<std::uint32_t>(fill_to) : max_;
        if (target > size) {
            zero_bytes(buffer_ + size, target - size);
            size = target;
        }
        write_nth(size);
        statistics_.on_block({size, payload_, count_, refused_ == flush_reason::caller ? reason : refused_});
        ++sequence_;
        reset();
        return {buffer_, size};
    }

    /// Drops the datagrams of the block.  The sequence goes on.
    constexpr void reset() noexcept {
        tables_.clear();
        ndp_at_ = limits_.placement == placement::front ? ndp_starts_.at_or_above(sizes_of(limits_.format).nth) : max_;
        payload_at_ = payload_end_ = starts_.at_or_above(sizes_of(limits_.format).nth);
        payload_ = count_ = 0;
        refused_ = flush_reason::caller;
        reserved_ = {};
    }
    /// Drops the datagrams of the block and goes on in another buffer.
    constexpr void use(mutable_bytes buffer) noexcept {
        buffer_ = buffer.data();
        const std::uint32_t most = max_block_size(limits_);
        max_ = buffer.size() < most ? static_cast<std::uint32_t>(buffer.size()) : most;
        reset();
    }

    [[nodiscard]] constexpr const ncm::limits& limits() const noexcept { return limits_; }
    /// The largest block that the limits and the buffer allow.
    [[nodiscard]] constexpr std::size_t max_size() const noexcept { return max_; }
    [[nodiscard]] constexpr std::size_t datagram_count() const noexcept { return count_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return count_ == 0; }
    /// The size that the block would have if it were finished now; 0 when it has no datagram.
    [[nodiscard]] constexpr std::size_t size() const noexcept { return count_ == 0 ? 0 : size_with(tables_.size(), payload_end_); }
    /// wSequence of the next block.
    [[nodiscard]] constexpr std::uint16_t sequence() const noexcept { return sequence_; }
    /// After a reset of the function or a change of the alternate setting: the next block is number 0.
    constexpr void restart_sequence() noexcept { sequence_ = 0; }
    [[nodiscard]] constexpr const Statistics& statistics() const noexcept { return statistics_; }

private:
    /// A datagram's place in the block, before it is there.
    struct plan {
        detail::table_set::room table{};
        std::uint32_t start{};
        std::uint32_t end{};
        bool fits{};
    };
    struct reservation {
        stream flow{};
        std::uint32_t size{};
    };

    [[nodiscard]] static constexpr std::uint32_t crc_bytes(stream flow) noexcept {
        return flow.has_crc() ? static_cast<std::uint32_t>(crc_size) : 0u;
    }
    [[nodiscard]] constexpr std::byte* set() const noexcept { return buffer_ + ndp_at_; }

    /// The size of the finished block with tables of `tables` bytes and payload that ends at `end` where it is now.
    [[nodiscard]] constexpr std::uint32_t size_with(std::uint32_t tables, std::uint32_t end) const noexcept {
        if (limits_.placement == placement::end) return ndp_starts_.at_or_above(end) + tables;
        return starts_.at_or_above(ndp_at_ + tables) + (end - payload_at_);
    }
    [[nodiscard]] constexpr bool takes_another() const noexcept { return limits_.max_datagrams == 0 || count_ < limits_.max_datagrams; }

    /// \param length  with CRC, at most `max_` + 4
    [[nodiscard]] constexpr plan plan_for(stream flow, std::uint32_t length) const noexcept {
        if (length == 0 || !takes_another()) return {};
        plan p{};
        p.table = tables_.look_up(set(), flow.signature(limits_.format));
        p.start = starts_.at_or_above(payload_end_);
        p.end = p.start + length;
        p.fits = p.table.size != 0 && size_with(p.table.size, p.end) <= max_;
        return p;
    }

    /// Makes tables and payload give way to each other so that the planned datagram has its bytes.
    constexpr void make_room(plan& p) noexcept {
        if (limits_.placement == placement::end) {
            if (p.end <= ndp_at_ && ndp_at_ + p.table.size <= max_) return;
            const std::uint32_t spare = max_ - p.table.size - p.end;
            move_tables(max_ - p.table.size - spare / 8);
            return;
        }
        const std::uint32_t tables_end = ndp_at_ + p.table.size;
        if (tables_end <= payload_at_ && p.end <= max_) return;
        const std::uint32_t least = starts_.at_or_above(tables_end);
        const std::uint32_t spare = max_ - least - (p.end - payload_at_);
        const std::uint32_t roomy = starts_.at_or_above(least + spare / 8);
        const std::uint32_t target = roomy - least <= spare ? roomy : least;
        p.start += target - payload_at_;
        p.end += target - payload_at_;
        move_payload(target);
    }
    constexpr void move_tables(std::uint32_t to) noexcept {
        detail::move_bytes(buffer_ + to, set(), tables_.size());
        ndp_at_ = to;
    }
    constexpr void move_payload(std::uint32_t to) noexcept {
        detail::move_bytes(buffer_ + to, buffer_ + payload_at_, payload_end_ - payload_at_);
        tables_.shift_indices(set(), to - payload_at_);
        payload_end_ += to - payload_at_;
        payload_at_ = to;
    }

    /// Completes a datagram whose bytes are in place.
    constexpr void accept(const plan& p, stream flow, std::uint32_t length) noexcept {
        const std::uint32_t size = length - crc_bytes(flow);
        zero_bytes(buffer_ + payload_end_, p.start - payload_end_);
        if (flow.has_crc()) store_le(buffer_ + p.start + size, crc32({buffer_ + p.start, size}));
        tables_.add(set(), p.table, flow.signature(limits_.format), p.start, length);
        payload_end_ = p.end;
        payload_ += size;
        ++count_;
    }

    /// Appends datagrams of the stream that had the last one, as long as its NDP is the last and nothing has to move.
    constexpr std::size_t append_run(stream flow, const bytes* list, std::size_t count) noexcept {
        const bool in_front = limits_.placement == placement::front;
        const detail::offset_class starts = starts_;
        const detail::offset_class ndp_starts = ndp_starts_;
        std::byte* const base = buffer_;
        const std::uint32_t max = max_;
        const std::uint32_t crc = crc_bytes(flow);
        const std::uint32_t payload_at = payload_at_;
        const std::uint32_t payload_limit = in_front ? max : ndp_at_;
        const std::uint32_t table_limit = in_front ? payload_at_ : max;
        const std::uint32_t entry_size = tables_.entry_size();
        std::uint32_t tables_end = ndp_at_ + tables_.size();
        std::uint32_t most = tables_.entries_left(set(), table_limit - tables_end);
        if (limits_.max_datagrams != 0 && limits_.max_datagrams - count_ < most) most = limits_.max_datagrams - count_;
        if (count < most) most = static_cast<std::uint32_t>(count);

        std::uint32_t end = payload_end_;
        std::uint32_t payload = 0;
        std::uint32_t taken = 0;
        for (; taken < most; ++taken) {
            const std::byte* const from = list[taken].data();
            if (list[taken].size() > max) break;
            const auto size = static_cast<std::uint32_t>(list[taken].size());
            const std::uint32_t start = starts.at_or_above(end);
            const std::uint32_t stop = start + size + crc;
            const std::uint32_t tables = tables_end + entry_size;
            const std::uint32_t block =
                in_front ? starts.at_or_above(tables) + (stop - payload_at) : ndp_starts.at_or_above(stop) + (tables - ndp_at_);
            if (stop == start || stop > payload_limit || block > max) break;
            zero_bytes(base + end, start - end);
            copy_bytes(base + start, from, size);
            if (crc != 0) store_le(base + start + size, crc32({base + start, size}));
            detail::store_entry(limits_.format, base + tables_end - entry_size, start, size + crc);
            tables_end = tables;
            end = stop;
            payload += size;
        }
        if (taken == 0) return 0;
        tables_.grow(set(), taken);
        payload_end_ = end;
        payload_ += payload;
        count_ += taken;
        return taken;
    }

    /// Front placement, empty block: leaves exactly the room for the tables of as many of these datagrams as will fit, so
    /// that nothing has to move.
    constexpr void lay_out_front(stream flow, const bytes* list, std::size_t count) noexcept {
        const sizes& s = sizes_of(limits_.format);
        const detail::offset_class strides{starts_.divisor(), 0};
        const std::uint32_t most = limits_.max_datagrams == 0 ? 0xffff : limits_.max_datagrams;
        std::uint32_t end = 0;
        std::uint32_t tables = s.ndp + s.entry;
        for (std::uint32_t i = 0; i < count && i < most; ++i) {
            const std::size_t size = list[i].size();
            if (size > max_ || size + crc_bytes(flow) == 0 || tables + s.entry > 0xffff) break;
            const std::uint32_t stop = strides.at_or_above(end) + static_cast<std::uint32_t>(size) + crc_bytes(flow);
            if (starts_.at_or_above(ndp_at_ + tables + s.entry) + stop > max_) break;
            tables += s.entry;
            end = stop;
        }
        if (end != 0) payload_at_ = payload_end_ = starts_.at_or_above(ndp_at_ + tables);
    }

    /// Why a datagram is refused; the statistics keep the reason.
    [[nodiscard]] constexpr admission refusal(stream flow, std::size_t size) noexcept {
        const admission a = check(flow, size);
        if (a != admission::full) return a;
        const bool listed = tables_.look_up(set(), flow.signature(limits_.format)).size != 0;
        refused_ = !takes_another() ? flush_reason::max_datagrams : listed ? flush_reason::full : flush_reason::table_full;
        return a;
    }

    /// Moves payload or tables to their final place and returns the size of the block.
    [[nodiscard]] constexpr std::uint32_t close_front() noexcept {
        const std::uint32_t tables_end = ndp_at_ + tables_.size();
        const std::uint32_t payload_at = starts_.at_or_above(tables_end);
        if (payload_at != payload_at_) move_payload(payload_at);
        const std::uint32_t nth = sizes_of(limits_.format).nth;
        zero_bytes(buffer_ + nth, ndp_at_ - nth);
        zero_bytes(buffer_ + tables_end, payload_at - tables_end);
        return payload_end_;
    }
    [[nodiscard]] constexpr std::uint32_t close_end() noexcept {
        move_tables(ndp_starts_.at_or_above(payload_end_));
        const std::uint32_t nth = sizes_of(limits_.format).nth;
        zero_bytes(buffer_ + nth, payload_at_ - nth);
        zero_bytes(buffer_ + payload_end_, ndp_at_ - payload_end_);
        return ndp_at_ + tables_.size();
    }
    constexpr void write_nth(std::uint32_t size) noexcept {
        const sizes& s = sizes_of(limits_.format);
        tables_.link(set(), ndp_at_);
        store_le(buffer_ + at::nth_signature, s.nth_signature);
        store_le(buffer_ + at::nth_header_length, static_cast<std::uint16_t>(s.nth));
        store_le(buffer_ + at::nth_sequence, sequence_);
        detail::store_entry(limits_.format, buffer_ + at::nth_block_length, size, ndp_at_);
    }

    ncm::limits limits_;
    detail::offset_class starts_;
    detail::offset_class ndp_starts_;
    detail::table_set tables_;
    std::byte* buffer_{};
    std::uint32_t max_{};
    std::uint32_t ndp_at_{};       ///< where the tables are: in front placement for good, else until `finish`
    std::uint32_t payload_at_{};   ///< where the first datagram starts: in end placement for good, else until `finish`
    std::uint32_t payload_end_{};  ///< behind the last datagram
    std::uint32_t payload_{};      ///< bytes of datagrams without CRCs
    std::uint32_t count_{};
    std::uint16_t sequence_{};
    flush_reason refused_{};
    reservation reserved_{};
    [[no_unique_address]] Statistics statistics_{};
};

/// The aggregator without statistics.
using aggregator = basic_aggregator<>;

}  // namespace cdcnet::ncm
