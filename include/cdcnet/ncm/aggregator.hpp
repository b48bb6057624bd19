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

#include <cdcnet/ncm/admission.hpp>
#include <cdcnet/ncm/capacity.hpp>
#include <cdcnet/ncm/detail/streaming.hpp>
#include <cdcnet/ncm/detail/tables.hpp>
#include <cdcnet/ncm/statistics.hpp>

namespace cdcnet::ncm {

/// Builds one block after the other in a buffer of the caller.
///
/// The buffer is all the memory there is: payload and the tables in the making share it, and the tables move where they
/// give way to payload.  It never holds more than a block: the maximum is the smallest of `limits::max_size`, the size of
/// the buffer and what the format can express.
///
/// Cost: a span of datagrams is the fastest way in; its payload goes straight to its places, in one pass when the block is
/// empty, its tables stand at the end and the alignment is at most 8, else in two.  Single datagrams of one stream cost
/// more, and now and then tables or (front placement) payload have to move, which happens a few times in a block.  A single datagram of
/// another stream than the one before searches its NDP and moves those behind it.  A block of one datagram moves nothing.
///
/// \tparam Limits      `run_time_limits`, or `fixed_limits` of what is known when the program is compiled
/// \tparam Statistics  `no_statistics`, or what counts blocks, such as `tx_statistics`
template <class Limits = run_time_limits, class Statistics = no_statistics>
class basic_aggregator {
public:
    /// \param buffer  outlives the aggregator, and is left alone from `finish` on while the block is being sent
    constexpr basic_aggregator(mutable_bytes buffer, const ncm::limits& l) noexcept
        requires std::is_constructible_v<Limits, const ncm::limits&>
        : tables_{Limits{l}}, buffer_{buffer.data()} {
        set_size(buffer.size());
    }
    /// The same with limits that are fixed.
    explicit constexpr basic_aggregator(mutable_bytes buffer) noexcept
        requires std::is_default_constructible_v<Limits>
        : tables_{Limits{}}, buffer_{buffer.data()} {
        set_size(buffer.size());
    }

    /// Copies one datagram into the block.  Of `ethernet_crc` streams without its CRC, which is added.
    constexpr admission append(stream flow, bytes datagram) noexcept {
        if (flow == run_.flow && detail::fits_in(datagram.size(), run_.room)) return take(datagram);
        close_run();
        return count_ == 0 && !flow.has_crc() ? append_first(flow, datagram) : append_anywhere(flow, datagram);
    }

    /// Copies datagrams of one stream until one does not fit, and returns how many were taken.  None overtakes.  After
    /// less than all: `finish` and go on; when not even the first fits into an empty block, `check` tells why.
    constexpr std::size_t append(stream flow, gsl::span<const bytes> datagrams) noexcept {
        return append_list(detail::one_flow{flow}, datagrams.data(), datagrams.size());
    }

    /// The same for datagrams of any streams.  Uses 3 KB of stack.
    constexpr std::size_t append(gsl::span<const datagram> datagrams) noexcept {
        return append_list(detail::own_flow{}, datagrams.data(), datagrams.size());
    }

    /// Room for a datagram of at most `size` bytes in the block itself, to be written in place and then committed.  Empty
    /// when it does not fit.  The room is gone with the next call other than `commit`.
    [[nodiscard]] constexpr mutable_bytes reserve(stream flow, std::size_t size) noexcept {
        close_run();
        if (size == 0) return {};
        plan p = plan_for(flow, size);
        if (!p.fits) {
            static_cast<void>(refusal(flow, size));
            return {};
        }
        p.start = detail::moved(p.start, make_room(p.table.size, p.end, count_ == 0));
        reserved_ = {flow, static_cast<std::uint32_t>(size)};
        return {buffer_ + p.start, size};
    }
    /// Takes the first `size` bytes of the reserved room as a datagram; 0 takes none.  More than reserved, or nothing
    /// reserved, is a mistake of the caller's code.
    constexpr void commit(std::size_t size) noexcept {
        Expects(size <= reserved_.size);
        const stream flow = reserved_.flow;
        close_run();
        if (size != 0) accept(plan_for(flow, size), flow);
    }

    /// What `append` would say to a datagram of `size` bytes.
    [[nodiscard]] constexpr admission check(stream flow, std::size_t size) const noexcept {
        if (run_.last != 0) return with_closed_run().check(flow, size);
        return plan_for(flow, size).fits ? admission::accepted : reason(flow, size);
    }

    /// Closes the block and returns it; empty when it has no datagram.  The bytes stay until the next `append` or
    /// `reserve`, which begins a new block in the same buffer; `use` gives another one first.
    /// \param fill_to  zero bytes are added until the block has this size, as far as the maximum allows; they count in
    ///                 the block length
    /// \param reason   for the statistics, where no datagram was refused before
    constexpr bytes finish(std::size_t fill_to = 0, flush_reason reason = flush_reason::caller) noexcept {
        return !counting && lone_ && fill_to == 0 ? close(closed_size()) : finish_any(fill_to, reason);
    }

    /// Drops the datagrams of the block.  The sequence goes on.
    constexpr void reset() noexcept {
        close_run();
        begin_block();
    }
    /// Drops the datagrams of the block and goes on in another buffer.
    constexpr void use(mutable_bytes buffer) noexcept {
        const bool untouched = (count_ | run_.last | reserved_.size) == 0 && refused_ == flush_reason::caller;
        // Its entries are in the buffer before.
        if (!untouched) run_ = {};
        buffer_ = buffer.data();
        if (buffer.size() != max_) return set_size(buffer.size());
        if (!untouched) reset();
    }

    [[nodiscard]] constexpr const ncm::limits& limits() const noexcept { return tables_.limits().get(); }
    /// The largest block that the limits and the buffer allow.
    [[nodiscard]] constexpr std::size_t max_size() const noexcept { return max_; }
    [[nodiscard]] constexpr std::size_t datagram_count() const noexcept { return with_closed_run().count_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return datagram_count() == 0; }
    /// The size that the block would have if it were finished now; 0 when it has no datagram.
    [[nodiscard]] constexpr std::size_t size() const noexcept {
        const basic_aggregator a = with_closed_run();
        return a.count_ == 0 ? 0 : a.size_with(a.tables_.size(), a.payload_end_);
    }
    /// wSequence of the next block.
    [[nodiscard]] constexpr std::uint16_t sequence() const noexcept { return sequence_; }
    /// After a reset of the function or a change of the alternate setting: the next block is number 0.
    constexpr void restart_sequence() noexcept { sequence_ = 0; }
    [[nodiscard]] constexpr const Statistics& statistics() const noexcept { return statistics_; }

private:
    using table_set = detail::table_set<Limits>;
    static constexpr bool counting = !std::is_same_v<Statistics, no_statistics>;
    /// A list shorter than this is not worth counting by streams.
    static constexpr std::size_t least_mixed = 4;

    /// A datagram's place in the block, before it is there.
    struct plan {
        typename table_set::room table{};
        std::uint32_t start{};
        std::uint32_t end{};  ///< of the datagram with its CRC
        bool fits{};
    };
    struct reservation {
        stream flow{};
        std::uint32_t size{};
    };
    /// What single datagrams of the stream that had the last one can use before anything has to be looked at again.  They
    /// count in the tables, in `count_` and in `payload_end_` when the run is closed.
    struct run {
        stream flow{};
        std::uint32_t start{};  ///< offset of the next datagram
        // Between the two: side by side, they would be updated in a vector register, which takes longer to come back.
        std::uint32_t room{};  ///< bytes for further datagrams, a multiple of their alignment; 0: the run has to be closed
        std::uint32_t next{};  ///< of the next entry
        std::uint32_t last{};  ///< behind the last
    };

    /// Finds out what buffers of a size have room for.
    constexpr void set_size(std::size_t size) noexcept {
        const std::uint32_t most = max_block_size(limits());
        max_ = size < most ? static_cast<std::uint32_t>(size) : most;
        first_payload_ = starts().at_or_above(sizes_of(format()).nth);
        reset();
        most_streamed_ = most_streamed();
    }
    /// Makes the block an empty one.  No run is open.
    constexpr void begin_block() noexcept {
        tables_.clear();
        ndp_at_ = in_front() ? ndps().at_or_above(sizes_of(format()).nth) : max_;
        payload_at_ = payload_end_ = first_payload_;
        count_ = 0;
        lone_ = false;
        refused_ = flush_reason::caller;
    }
    [[nodiscard]] static constexpr std::uint32_t crc_bytes(stream flow) noexcept {
        return flow.has_crc() ? static_cast<std::uint32_t>(crc_size) : 0u;
    }
    [[nodiscard]] constexpr ncm::format format() const noexcept { return limits().format; }
    [[nodiscard]] constexpr bool in_front() const noexcept { return limits().placement == placement::front; }
    [[nodiscard]] constexpr decltype(auto) starts() const noexcept { return tables_.limits().datagrams(); }
    [[nodiscard]] constexpr decltype(auto) ndps() const noexcept { return tables_.limits().ndps(); }
    [[nodiscard]] constexpr std::byte* set() const noexcept { return buffer_ + ndp_at_; }

    /// The size of the finished block with tables of `tables` bytes and payload that ends at `end` where it is now.
    [[nodiscard]] constexpr std::uint32_t size_with(std::uint32_t tables, std::uint32_t end) const noexcept {
        if (!in_front()) return ndps().at_or_above(end) + tables;
        return starts().at_or_above(ndp_at_ + tables) + (end - payload_at_);
    }
    /// Datagrams that the receiver still takes in this block.
    [[nodiscard]] constexpr std::size_t datagrams_left() const noexcept {
        const std::size_t most = limits().max_datagrams;
        return most == 0 ? ~std::size_t{} : most > count_ ? most - count_ : 0;
    }

    /// \param size  without CRC
    [[nodiscard]] constexpr plan plan_for(stream flow, std::size_t size) const noexcept {
        if (size > max_ || size + crc_bytes(flow) == 0 || datagrams_left() == 0) return {};
        plan p{};
        p.table = tables_.look_up(set(), flow.signature(format()));
        p.start = starts().at_or_above(payload_end_);
        p.end = p.start + static_cast<std::uint32_t>(size) + crc_bytes(flow);
        p.fits = p.table.size != 0 && size_with(p.table.size, p.end) <= max_;
        return p;
    }

    /// Makes tables and payload give way to each other, so that tables of `tables` bytes and payload that now would end at
    /// `end` have their bytes.  Returns how far the payload has moved.
    /// \param tight  leaves no room for more
    constexpr std::uint32_t make_room(std::uint32_t tables, std::uint32_t end, bool tight) noexcept {
        const std::uint32_t payload = end - payload_at_;
        if (!in_front()) {
            if (end <= ndp_at_ && ndp_at_ + tables <= max_) return 0;
            const std::uint32_t spare = max_ - tables - end;
            const std::uint32_t unaligned = ndps().divisor() - 1;
            const std::uint32_t for_payload = tight ? 0 : spare - share_of_tables(spare, payload);
            move_tables(ndps().at_or_above(for_payload < unaligned ? end : end + for_payload - unaligned));
            return 0;
        }
        const std::uint32_t tables_end = ndp_at_ + tables;
        if (tables_end <= payload_at_ && end <= max_) return 0;
        const std::uint32_t least = starts().at_or_above(tables_end);
        const std::uint32_t spare = max_ - least - payload;
        const std::uint32_t roomy = starts().at_or_above(least + share_of_tables(spare, payload));
        return move_payload(!tight && roomy - least <= spare ? roomy : least);
    }
    /// How much of the spare bytes entries will need if datagrams go on like those of this block.
    [[nodiscard]] constexpr std::uint32_t share_of_tables(std::uint32_t spare, std::uint32_t payload) const noexcept {
        const std::uint64_t entries = std::uint64_t{count_ + 1} * tables_.entry_size();
        return static_cast<std::uint32_t>(spare * entries / (payload + entries));
    }
    constexpr void move_tables(std::uint32_t to) noexcept {
        if (to == ndp_at_) return;
        detail::move_bytes(buffer_ + to, set(), tables_.size());
        ndp_at_ = to;
    }
    constexpr std::uint32_t move_payload(std::uint32_t to) noexcept {
        const std::uint32_t by = detail::distance(payload_at_, to);
        if (by == 0) return 0;
        detail::move_bytes(buffer_ + to, buffer_ + payload_at_, payload_end_ - payload_at_);
        tables_.shift_indices(set(), by);
        payload_end_ = detail::moved(payload_end_, by);
        payload_at_ = to;
        return by;
    }
    constexpr void zero_before(std::uint32_t start) noexcept { zero_between(payload_end_, start); }
    constexpr void zero_between(std::uint32_t end, std::uint32_t start) noexcept {
        if (start != end) zero_bytes(buffer_ + end, start - end);
    }

    /// Takes a datagram that `run_` has room for.
    constexpr admission take(bytes datagram) noexcept {
        const auto length = static_cast<std::uint32_t>(datagram.size());
        const std::uint32_t start = run_.start;
        const std::uint32_t entry = run_.next;
        const std::uint32_t stride = (length + starts().mask()) & ~starts().mask();
        const std::uint32_t next = entry + tables_.entry_size();
        run_.start = start + stride;
        run_.next = next;
        run_.room = next == run_.last ? 0 : run_.room - stride;
        std::byte* const to = buffer_ + start;
        detail::store_entry(format(), buffer_ + entry, start, length);
        starts().mask() < detail::short_gap ? detail::zero_short_gap(to + length) : zero_bytes(to + length, stride - length);
        if (length > detail::most_inline<detail::register_size>) return take_long(to, datagram);
        std::is_constant_evaluated() ? copy_bytes(to, datagram.data(), length)
                                     : detail::copy_with<detail::register_size>(to, datagram.data(), length);
        return admission::accepted;
    }
    /// Keeps the call of the C library out of the way of small datagrams.
    [[gnu::noinline]] static constexpr admission take_long(std::byte* to, bytes datagram) noexcept {
        copy_bytes(to, datagram.data(), datagram.size());
        return admission::accepted;
    }
    constexpr void open_run(stream flow) noexcept {
        if (flow.has_crc() || !countable() || !tables_.at_end()) return;
        const std::uint32_t tables_end = ndp_at_ + tables_.size();
        const std::uint32_t space = (in_front() ? payload_at_ : max_) - tables_end;
        const auto entries = static_cast<std::uint32_t>(most_of(tables_.entries_in(space), tables_.entries_left()));
        const std::uint32_t start = starts().at_or_above(payload_end_);
        // The bytes behind a datagram are zeroed before the next one is known.
        const std::uint32_t end = (in_front() ? max_ : ndp_at_) - detail::short_gap;
        if (entries == 0 || end <= start) return;
        zero_before(start);
        const std::uint32_t first = null_entry();
        run_ = {flow, start, (end - start) & ~starts().mask(), first, first + entries * tables_.entry_size()};
    }
    /// Offset of the null entry of the last NDP, as long as the run is open: its first entry goes there.
    [[nodiscard]] constexpr std::uint32_t null_entry() const noexcept { return ndp_at_ + tables_.size() - tables_.entry_size(); }
    /// Counts what the run has taken, and gives up its room and that of `reserve`.
    constexpr void close_run() noexcept {
        reserved_.size = 0;
        lone_ = false;
        if (run_.last == 0) return;
        const std::uint32_t entries = tables_.entries_in(run_.next - null_entry());
        if (entries != 0) {
            tables_.grow(entries);
            payload_end_ = static_cast<std::uint32_t>(detail::load_entry(format(), buffer_ + (run_.next - tables_.entry_size())).end());
            count_ += entries;
        }
        run_ = {};
    }
    [[nodiscard]] constexpr basic_aggregator with_closed_run() const noexcept {
        basic_aggregator a = *this;
        a.close_run();
        return a;
    }

    /// In an empty block: gives tables of `tables` bytes and payload of `size` bytes their final places, and returns where
    /// the payload starts.
    constexpr std::uint32_t lay_out(std::uint32_t tables, std::uint32_t size) noexcept {
        if (in_front())
            payload_at_ = payload_end_ = starts().at_or_above(ndp_at_ + tables);
        else
            ndp_at_ = ndps().at_or_above(payload_at_ + size);
        return payload_at_;
    }
    /// The first datagram of a block: all places are known, and nothing has to move for it.
    [[gnu::noinline]] constexpr admission append_first(stream flow, bytes datagram) noexcept {
        const std::size_t size = datagram.size();
        if (!detail::fits_in(size, max_)) return refusal(flow, size);
        const auto length = static_cast<std::uint32_t>(size);
        const std::uint32_t tables = tables_.first_size();
        const std::uint32_t start = lay_out(tables, length);
        if ((in_front() ? start + length : ndp_at_ + tables) > max_) {
            reset();
            return refusal(flow, size);
        }
        payload_end_ = start + length;
        count_ = 1;
        tables_.begin(set(), flow.signature(format()), start, length);
        zero_gaps();
        lone_ = true;
        detail::copy_datagram(buffer_ + start, datagram.data(), size);
        return admission::accepted;
    }
    [[gnu::noinline]] constexpr admission append_anywhere(stream flow, bytes datagram) noexcept {
        plan p = plan_for(flow, datagram.size());
        if (!p.fits) return refusal(flow, datagram.size());
        const std::uint32_t by = make_room(p.table.size, p.end, count_ == 0);
        p.start = detail::moved(p.start, by);
        p.end = detail::moved(p.end, by);
        if (!datagram.empty()) detail::copy_datagram(buffer_ + p.start, datagram.data(), datagram.size());
        accept(p, flow);
        open_run(flow);
        return admission::accepted;
    }
    /// Completes a datagram whose bytes are in place.
    constexpr void accept(const plan& p, stream flow) noexcept {
        zero_before(p.start);
        if (flow.has_crc()) {
            const std::uint32_t size = p.end - p.start - crc_bytes(flow);
            store_le(buffer_ + p.start + size, crc32({buffer_ + p.start, size}));
        }
        tables_.add(set(), p.table, flow.signature(format()), p.start, p.end - p.start);
        payload_end_ = p.end;
        ++count_;
    }

    template <class Flow, class Item>
    constexpr std::size_t append_list(Flow flow, const Item* list, std::size_t count) noexcept {
        std::size_t taken = 0;
        while (taken < count) {
            close_run();
            const detail::fitting f = append_fitting(flow, list + taken, count - taken);
            taken += f.count;
            if (taken == count) break;
            const Item& next = list[taken];
            if (f.full) {
                if constexpr (counting) static_cast<void>(refusal(flow.of(next), detail::bytes_of(next).size()));
                break;
            }
            if (append(flow.of(next), detail::bytes_of(next)) != admission::accepted) break;
            ++taken;
        }
        return taken;
    }

    /// Takes what fits at the head of a list, when the list is of a kind that can be counted first; else nothing.
    constexpr detail::fitting append_fitting(detail::one_flow flow, const bytes* list, std::size_t count) noexcept {
        if (flow.stream.has_crc()) return {};
        const bool fresh = tables_.empty();
        if (fresh && most_streamed_ != 0)
            return detail::with_format(format(), [&]<ncm::format F>() { return append_streaming<F>(flow, list, count); });
        if (!countable()) return {};
        if (!fresh) return append_mixed(flow, list, count);
        return detail::with_format(format(), [&]<ncm::format F>() { return append_counted<F>(flow.stream, list, count); });
    }
    /// The same in an empty block with its tables at the end.
    template <ncm::format F>
    constexpr detail::fitting append_streaming(detail::one_flow flow, const bytes* list, std::size_t count) noexcept {
        const detail::streaming_room room = streaming_room();
        const detail::fitting f = detail::stream_list<detail::stream_one<F>>(room, buffer_, list, count);
        if (f.count == 0) return f;
        const std::uint32_t n = take_streamed(f);
        detail::move_reversed<F>(set() + layout<F>::ndp_size, buffer_ + (room.end - n * layout<F>::entry_size), buffer_ + room.end);
        tables_.begin(set(), flow.stream.signature(F));
        tables_.grow(n);
        return f;
    }
    template <ncm::format F>
    constexpr detail::fitting append_streaming(detail::own_flow, const datagram* list, std::size_t count) noexcept {
        const std::size_t most = count < detail::owner_list::most ? count : detail::owner_list::most;
        detail::owner_list noted;
        const detail::fitting f = detail::stream_list<detail::stream_mixed<F>>(streaming_room(), buffer_, list, most, &noted);
        if (f.count == 0) return f;
        take_streamed(f);
        tables_.spread(set(), noted.flows);
        detail::store_entries<F>(set(), list, f.count, payload_at_, starts().mask(), [&](std::size_t i) {
            const detail::owner_list::note n = noted.notes[i];
            return noted.flows[n.flow()].cursor + n.before() * layout<F>::entry_size;
        });
        return f;
    }
    [[nodiscard]] constexpr detail::streaming_room streaming_room() const noexcept {
        return {payload_at_, max_ & ~ndps().mask(), starts().mask(), most_streamed_};
    }
    /// Counts datagrams that are in their places, and returns how many there are.  The tables will stand behind them.
    constexpr std::uint32_t take_streamed(const detail::fitting& f) noexcept {
        count_ = static_cast<std::uint32_t>(f.count);
        payload_end_ = payload_at_ + f.size;
        ndp_at_ = ndps().at_or_above(payload_end_);
        return count_;
    }
    [[nodiscard]] constexpr std::uint32_t most_streamed() const noexcept {
        const std::uint32_t end = max_ & ~ndps().mask();
        const std::uint32_t tables = tables_.empty_length();
        const bool suits = countable() && !in_front() && starts().mask() < detail::short_gap && tables_.gapless();
        return suits && end > tables ? static_cast<std::uint32_t>(most_of(tables_.entries_in(end - tables), tables_.entries_left())) : 0;
    }
    /// The same where the places of the datagrams depend on their number.  Entries are written first, at the end of the
    /// buffer, and go to their place when their number is known.
    template <ncm::format F>
    constexpr detail::fitting append_counted(stream flow, const bytes* list, std::size_t count) noexcept {
        constexpr std::uint32_t entry_size = layout<F>::entry_size;
        constexpr std::uint32_t empty_ndp = layout<F>::ndp_size + entry_size;
        const std::size_t drafts = tables_.entries_in(max_ / 2);
        const std::size_t most = most_of(count < drafts ? count : drafts, tables_.entries_left());
        const auto draft = static_cast<std::uint32_t>(most * entry_size);
        std::byte* const entries = buffer_ + (max_ - draft);
        const detail::fitting f =
            count_fitting(payload_at_, list, most, std::uint64_t{payload_at_}, std::uint64_t{empty_ndp}, detail::table_writer<F>{entries});
        if (f.count == 0) return f;
        const auto n = static_cast<std::uint32_t>(f.count);
        const std::uint32_t drafted_for = payload_at_;
        const std::uint32_t start = lay_out(empty_ndp + n * entry_size, f.size);
        detail::move_bytes(set() + layout<F>::ndp_size, entries, n * entry_size);
        tables_.begin(set(), flow.signature(F));
        tables_.grow(n);
        if (start != drafted_for) tables_.shift_indices(set(), start - drafted_for);
        put(f, list, start);
        return f;
    }
    constexpr detail::fitting append_fitting(detail::own_flow flow, const datagram* list, std::size_t count) noexcept {
        if (!countable() || count < least_mixed) return {};
        if (!tables_.empty() || most_streamed_ == 0) return append_mixed(flow, list, count);
        return detail::with_format(format(), [&]<ncm::format F>() { return append_streaming<F>(flow, list, count); });
    }
    template <class Flow, class Item>
    constexpr detail::fitting append_mixed(Flow flow, const Item* list, std::size_t count) noexcept {
        detail::flow_list flows;
        if (count < least_mixed || !tables_.gapless() || !tables_.list_flows(set(), flows)) return {};
        const std::uint32_t start = starts().at_or_above(payload_end_);
        const std::size_t most = most_of(count, tables_.entries_left(flows));
        const detail::fitting f =
            count_fitting(start, list, most, tables_.size(), tables_.entry_size(), tables_.empty_length(), flow, flows);
        if (f.count == 0) return f;
        const std::uint32_t place = detail::moved(start, make_room(tables_.size_with(flows), start + f.size, f.full || tables_.empty()));
        tables_.spread(set(), flows);
        detail::with_format(format(),
                            [&]<ncm::format F>() { detail::store_entries<F>(set(), list, f.count, place, starts().mask(), flow, flows); });
        put(f, list, place);
        return f;
    }
    /// True when datagrams and NDPs are aligned by powers of two.
    [[nodiscard]] constexpr bool countable() const noexcept { return starts().has_mask() && ndps().has_mask(); }
    [[nodiscard]] constexpr std::size_t most_of(std::size_t count, std::size_t entries) const noexcept {
        const std::size_t left = datagrams_left();
        const std::size_t most = entries < left ? entries : left;
        return count < most ? count : most;
    }
    /// Counts datagrams whose first will start at `start`.
    template <class Item, class... Details>
    [[nodiscard]] constexpr detail::fitting count_fitting(std::uint32_t start, const Item* list, std::size_t most,
                                                          Details&&... details) const noexcept {
        const std::uint32_t mask = starts().mask();
        if (in_front())
            return detail::count_fitting<placement::front>(list, most, mask,
                                                           {max_, ndp_at_, start - payload_at_, mask, starts().remainder()}, details...);
        return detail::count_fitting<placement::end>(list, most, mask, {max_, 0, start, ndps().mask(), 0}, details...);
    }
    /// Copies counted datagrams to their places.
    template <class Item>
    constexpr void put(const detail::fitting& f, const Item* list, std::uint32_t start) noexcept {
        zero_before(start);
        detail::place_list({buffer_ + start, starts().mask(), f.count, f.gaps}, list);
        payload_end_ = start + f.size;
        count_ += static_cast<std::uint32_t>(f.count);
    }

    /// Why a datagram does not fit.
    [[nodiscard]] constexpr admission reason(stream flow, std::size_t size) const noexcept {
        if (size > max_) return admission::too_big;
        const std::uint64_t length = std::uint64_t{size} + crc_bytes(flow);
        if (length == 0) return admission::empty;
        // Not longer than all that is in the block: then it fits into a block of its own.
        if (count_ != 0 && length <= payload_end_ - payload_at_) return admission::full;
        const std::uint32_t alone = block_size(limits(), size, 1, flow);
        return alone != 0 && alone <= max_ ? admission::full : admission::too_big;
    }
    /// The same; the statistics keep it.
    [[nodiscard]] constexpr admission refusal(stream flow, std::size_t size) noexcept {
        const admission a = reason(flow, size);
        if (counting && a == admission::full) {
            const bool listed = tables_.look_up(set(), flow.signature(format())).size != 0;
            refused_ = datagrams_left() == 0 ? flush_reason::max_datagrams : listed ? flush_reason::full : flush_reason::table_full;
        }
        return a;
    }

    [[gnu::noinline]] constexpr bytes finish_any(std::size_t fill_to, flush_reason reason) noexcept {
        close_run();
        if (count_ == 0) {
            begin_block();
            return {};
        }
        if (in_front())
            move_payload(starts().at_or_above(ndp_at_ + tables_.size()));
        else
            move_tables(ndps().at_or_above(payload_end_));
        detail::with_format(format(), [&]<ncm::format F>() { tables_.template finish<F>(set(), ndp_at_); });
        zero_gaps();
        std::uint32_t size = closed_size();
        if (fill_to > size) {
            const std::uint32_t target = fill_to < max_ ? static_cast<std::uint32_t>(fill_to) : max_;
            zero_bytes(buffer_ + size, target - size);
            size = target;
        }
        if constexpr (counting)
            statistics_.on_block({size, tables_.payload(set()), count_, refused_ == flush_reason::caller ? reason : refused_});
        return close(size);
    }
    /// Zeroes what is neither NTH nor tables nor payload, which are in their final places.
    constexpr void zero_gaps() noexcept {
        const std::uint32_t tables_end = ndp_at_ + tables_.size();
        zero_between(sizes_of(format()).nth, in_front() ? ndp_at_ : payload_at_);
        zero_between(in_front() ? tables_end : payload_end_, in_front() ? payload_at_ : ndp_at_);
    }
    /// The size of the block with payload and tables where they are.
    [[nodiscard]] constexpr std::uint32_t closed_size() const noexcept { return in_front() ? payload_end_ : ndp_at_ + tables_.size(); }
    /// Ends a block that lacks nothing but its NTH.
    constexpr bytes close(std::uint32_t size) noexcept {
        detail::with_format(format(), [&]<ncm::format F>() { detail::store_nth<F>(buffer_, sequence_, size, ndp_at_); });
        ++sequence_;
        begin_block();
        return {detail::known(buffer_), size};
    }

    table_set tables_;
    std::byte* buffer_{};
    std::uint32_t max_{};
    std::uint32_t most_streamed_{};  ///< datagrams of a span that an empty block takes in one pass; 0: its limits do not suit
    std::uint32_t first_payload_{};  ///< `payload_at_` of the empty block
    std::uint32_t ndp_at_{};         ///< where the tables are: in front placement for good, else until `finish`
    std::uint32_t payload_at_{};     ///< where the first datagram starts: in end placement for good, else until `finish`
    std::uint32_t payload_end_{};    ///< behind the last datagram
    std::uint32_t count_{};
    run run_{};
    std::uint16_t sequence_{};
    flush_reason refused_{};
    bool lone_{};  ///< the block has one datagram and lacks nothing but its NTH
    reservation reserved_{};
    [[no_unique_address]] Statistics statistics_{};
};

/// The aggregator with limits known at run time, without statistics.
using aggregator = basic_aggregator<>;

}  // namespace cdcnet::ncm
