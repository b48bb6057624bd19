// SPDX-License-Identifier: BSL-1.0
/// \file
/// The NDPs of a block while it is built: complete tables, one behind the other, in memory that the aggregator may move.
#pragma once

#include <array>
#include <cdcnet/ncm/limits.hpp>
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

/// Calls `f` with the format as a template argument.
template <class F>
[[gnu::always_inline]] constexpr auto with_format(format f, F function) noexcept {
    return f == format::ntb16 ? function.template operator()<format::ntb16>() : function.template operator()<format::ntb32>();
}

template <format F>
constexpr void store_entry(std::byte* to, std::uint32_t index, std::uint32_t length) noexcept {
    if constexpr (F == format::ntb16) {
        store_le(to, index | length << 16);
    } else {
        store_le(to, index | std::uint64_t{length} << 32);
    }
}
constexpr void store_entry(format f, std::byte* to, std::uint32_t index, std::uint32_t length) noexcept {
    f == format::ntb16 ? store_entry<format::ntb16>(to, index, length) : store_entry<format::ntb32>(to, index, length);
}

/// An NDP header without a next one.
constexpr void store_ndp(format f, std::byte* to, std::uint32_t signature, std::uint32_t length) noexcept {
    store_le(to, signature | std::uint64_t{length} << 32);
    if (f == format::ntb32) store_le(to + layout<ncm::format::ntb32>::ndp_next_index, std::uint64_t{0});
}

/// An NTH.
template <format F>
constexpr void store_nth(std::byte* to, std::uint16_t sequence, std::uint32_t block_length, std::uint32_t ndp_index) noexcept {
    constexpr std::uint64_t start = layout<F>::nth_signature | std::uint64_t{layout<F>::nth_size} << 32;
    store_le(to, start | std::uint64_t{sequence} << 48);
    // NOLINTNEXTLINE(readability-suspicious-call-argument): the two fields have the form of an entry
    store_entry<F>(to + at::nth_block_length, block_length, ndp_index);
}

/// The flows of a list of datagrams and what the set of tables is to hold of each.
class flow_list {
public:
    static constexpr std::size_t most = 32;

    struct flow {
        std::uint32_t offset;  ///< of its NDP in the set
        std::uint32_t length;  ///< of the NDP so far: header, entries and null entry; 0: it has none yet
        std::uint32_t added;   ///< entries to come
        std::uint32_t cursor;  ///< offset in the set of the next entry to write
    };

    constexpr flow_list() noexcept {
        streams_[0] = id_of_none;
    }  // NOLINT(cppcoreguidelines-pro-type-member-init): the rest is written by `add`

    [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }
    [[nodiscard]] constexpr flow& operator[](std::size_t i) noexcept { return flows_[i]; }
    [[nodiscard]] constexpr ncm::stream stream(std::size_t i) const noexcept { return std::bit_cast<ncm::stream>(streams_[i]); }

    /// The flow of a stream; `most` when it is not there.
    [[nodiscard]] constexpr std::size_t find(ncm::stream s) noexcept {
        const auto id = std::bit_cast<std::uint16_t>(s);
        const std::size_t guess = guesses_[slot_of(id)];
        if (guess >= most) __builtin_unreachable();  // a right guess needs no second look
        return streams_[guess] == id ? guess : search(id);
    }
    /// Adds a stream that is not there.  There are less than `most`.
    constexpr std::size_t add(ncm::stream s, std::uint32_t offset = 0, std::uint32_t length = 0) noexcept {
        streams_[size_] = std::bit_cast<std::uint16_t>(s);
        guesses_[slot_of(streams_[size_])] = static_cast<std::uint8_t>(size_);
        flows_[size_] = {offset, length, 0, 0};
        return size_++;
    }
    /// Adds an NDP that no stream is to be found by.
    constexpr void add_hidden(std::uint32_t offset, std::uint32_t length) noexcept {
        flows_[size_] = {offset, length, 0, 0};
        streams_[size_++] = id_of_none;
    }

private:
    static constexpr std::size_t slots = 64;
    static constexpr std::uint16_t id_of_none = 0xffff;  // no kind of stream

    [[nodiscard]] static constexpr std::size_t slot_of(std::uint16_t id) noexcept { return (id ^ id >> 8) % slots; }
    [[nodiscard, gnu::noinline]] constexpr std::size_t search(std::uint16_t id) noexcept {
        for (std::size_t i = 0; i < size_; ++i) {
            if (streams_[i] != id) continue;
            guesses_[slot_of(id)] = static_cast<std::uint8_t>(i);
            return i;
        }
        return most;
    }
    std::array<flow, most> flows_;
    std::array<std::uint16_t, most> streams_;
    std::array<std::uint8_t, slots> guesses_{};  ///< where each stream was seen last
    std::size_t size_{};
};
static_assert(sizeof(stream) == sizeof(std::uint16_t));

/// One NDP per stream in order of first appearance, each with its entries and a null entry.  Offsets count from the first
/// NDP, which will stand at a multiple of the alignment.  Bytes between NDPs are zero.  Next indices are written by
/// `finish`, and so are wLength and null entry of the last NDP, which grows with each datagram.
template <class Limits>
class table_set {
public:
    explicit constexpr table_set(const Limits& l) noexcept : limits_{l} {}

    /// Where an entry would go.
    struct room {
        std::uint32_t ndp{};    ///< offset of the NDP
        std::uint32_t shift{};  ///< by how much the NDPs behind it have to move
        std::uint32_t size{};   ///< of the set with the entry; 0: wLength cannot count it
        bool fresh{};           ///< the NDP is a new one
    };

    [[nodiscard]] constexpr const Limits& limits() const noexcept { return limits_; }
    [[nodiscard]] constexpr ncm::format format() const noexcept { return limits_.get().format; }
    [[nodiscard]] constexpr std::uint32_t entry_size() const noexcept { return sizes_of(format()).entry; }
    /// Bytes of the first NDP when it has one entry.
    [[nodiscard]] constexpr std::uint32_t first_size() const noexcept { return sizes_of(format()).min_ndp(); }

    [[nodiscard]] constexpr std::uint32_t size() const noexcept { return size_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }
    /// True when the entry added last went to the last NDP, so that more of its stream just follow.
    [[nodiscard]] constexpr bool at_end() const noexcept { return current_ == last_; }
    /// Further entries that wLength of the last NDP can count.
    [[nodiscard]] constexpr std::uint32_t entries_left() const noexcept {
        return entries_in(max_length - (size_ == 0 ? empty_length() : size_ - last_));
    }
    /// The same for whichever of these flows has the most.
    [[nodiscard]] constexpr std::uint32_t entries_left(flow_list& flows) const noexcept {
        std::uint32_t longest = empty_length();
        for (std::size_t i = 0; i < flows.size(); ++i)
            if (longest < flows[i].length) longest = flows[i].length;
        return entries_in(max_length - longest);
    }
    /// Entries that fit into so many bytes.
    [[nodiscard]] constexpr std::uint32_t entries_in(std::uint32_t space) const noexcept {
        return format() == ncm::format::ntb16 ? space / layout<ncm::format::ntb16>::entry_size
                                              : space / layout<ncm::format::ntb32>::entry_size;
    }
    /// True when NDPs follow each other without bytes between them, whatever their number of entries.
    [[nodiscard]] constexpr bool gapless() const noexcept { return entry_size() % limits_.ndps().divisor() == 0; }
    /// Bytes of an NDP without entries but for the null entry.
    [[nodiscard]] constexpr std::uint32_t empty_length() const noexcept { return sizes_of(format()).ndp + entry_size(); }

    [[nodiscard]] constexpr room look_up(const std::byte* set, std::uint32_t signature) const noexcept {
        if (size_ == 0) return {0, 0, first_size(), true};
        std::uint32_t ndp = load_signature(set, current_) == signature ? current_ : 0;
        while (load_signature(set, ndp) != signature) {
            if (ndp == last_) return fresh_room();
            ndp = next_of(set, ndp);
        }
        const std::uint32_t length = length_of(set, ndp);
        if (length + entry_size() > max_length) return {};
        if (ndp == last_) return {ndp, 0, size_ + entry_size(), false};
        const std::uint32_t shift = starts().at_or_above(ndp + length + entry_size()) - starts().at_or_above(ndp + length);
        return {ndp, shift, size_ + shift, false};
    }

    /// Adds an entry at a place that `look_up` has found.  The memory holds `r.size` bytes.
    constexpr void add(std::byte* set, const room& r, std::uint32_t signature, std::uint32_t index, std::uint32_t length) noexcept {
        if (r.fresh) {
            if (size_ != 0) close_last(set);
            if (r.ndp != size_) zero_bytes(set + size_, r.ndp - size_);
            store_ndp(format(), set + r.ndp, signature, 0);
            last_ = r.ndp;
            size_ = r.ndp + empty_length();
        }
        const std::uint32_t end = r.ndp + length_of(set, r.ndp);
        if (r.ndp != last_) {
            const std::uint32_t next = starts().at_or_above(end);
            move_bytes(set + next + r.shift, set + next, size_ - next);
            zero_bytes(set + end, next + r.shift - end);
            last_ += r.shift;
            store_length(set, r.ndp, end - r.ndp + entry_size());
        }
        store_entry(format(), set + end - entry_size(), index, length);
        current_ = r.ndp;
        size_ = r.size;
    }

    /// Begins the first NDP, for entries that follow by `grow`.
    constexpr void begin(std::byte* set, std::uint32_t signature) noexcept {
        store_ndp(format(), set, signature, 0);
        size_ = empty_length();
    }
    /// Begins the first NDP with its first entry; with no other it needs no `finish`.
    constexpr void begin(std::byte* set, std::uint32_t signature, std::uint32_t index, std::uint32_t length) noexcept {
        with_format(format(), [&]<ncm::format F>() {
            size_ = layout<F>::ndp_size + 2 * layout<F>::entry_size;
            store_ndp(F, set, signature, size_);
            store_entry<F>(set + layout<F>::ndp_size, index, length);
            store_entry<F>(set + layout<F>::ndp_size + layout<F>::entry_size, 0, 0);
        });
    }
    /// Takes `count` entries that the caller has written over the null entry of the last NDP and behind it.
    constexpr void grow(std::uint32_t count) noexcept {
        size_ += count * entry_size();
        current_ = last_;
    }

    /// Lists the flows that have an NDP, those with CRC hidden; false when there are too many.
    constexpr bool list_flows(const std::byte* set, flow_list& flows) const noexcept {
        if (size_ == 0) return true;
        for (std::uint32_t ndp = 0;; ndp = next_of(set, ndp)) {
            if (flows.size() == flow_list::most) return false;
            const ncm::stream s = parse_signature(load_signature(set, ndp)).value_or({}).stream;
            s.has_crc() ? flows.add_hidden(ndp, length_of(set, ndp)) : static_cast<void>(flows.add(s, ndp, length_of(set, ndp)));
            if (ndp == last_) return true;
        }
    }
    /// Bytes of the set when the entries to come have been added.  The set is gapless.
    [[nodiscard]] constexpr std::uint32_t size_with(flow_list& flows) const noexcept {
        std::uint32_t size = 0;
        for (std::size_t i = 0; i < flows.size(); ++i) size += grown_length(flows[i]);
        return size;
    }
    /// Makes room for the entries to come in each NDP, with new NDPs where flows have none; the caller writes those
    /// entries where the cursors point.  The set is gapless.
    constexpr void spread(std::byte* set, flow_list& flows) noexcept {
        std::uint32_t end = size_with(flows);
        size_ = end;
        for (std::size_t i = flows.size(); i-- > 0;) {
            flow_list::flow& f = flows[i];
            const std::uint32_t length = grown_length(f);
            const std::uint32_t to = end - length;
            if (i + 1 == flows.size()) last_ = current_ = to;
            const std::uint32_t old = f.length == 0 ? sizes_of(format()).ndp : f.length - entry_size();
            if (f.length != 0) {
                move_bytes(set + to, set + f.offset, old);
                store_length(set, to, length);
            } else {
                store_ndp(format(), set + to, flows.stream(i).signature(format()), length);
            }
            store_entry(format(), set + end - entry_size(), 0, 0);
            f.cursor = to + old;
            end = to;
        }
    }

    /// Adds `by` to every datagram index, modulo 2^32.
    constexpr void shift_indices(std::byte* set, std::uint32_t by) const noexcept {
        for_each_entry(set, [&](std::byte* entry, std::uint32_t) {
            if (format() == ncm::format::ntb16)
                store_le(entry, static_cast<std::uint16_t>(load_le<std::uint16_t>(entry) + by));
            else
                store_le(entry, load_le<std::uint32_t>(entry) + by);
        });
    }
    /// Bytes of all datagrams, without CRCs.
    [[nodiscard]] constexpr std::uint32_t payload(std::byte* set) const noexcept {
        std::uint32_t sum = 0;
        for_each_entry(set, [&](const std::byte* entry, std::uint32_t signature) {
            const std::uint32_t length =
                format() == ncm::format::ntb16 ? load_le<std::uint16_t>(entry + 2) : load_le<std::uint32_t>(entry + 4);
            sum += length - (signature == stream::ethernet_crc().signature(format()) ? 4 : 0);
        });
        return sum;
    }
    /// Completes a set that has an NDP and stands at `place` in the block.
    template <ncm::format F>
    constexpr void finish(std::byte* set, std::uint32_t place) const noexcept {
        store_length(set, last_, size_ - last_);
        store_entry<F>(set + size_ - layout<F>::entry_size, 0, 0);
        for (std::uint32_t ndp = 0; ndp != last_;) {
            const std::uint32_t next = next_of(set, ndp);
            store_next(set + ndp, place + next);
            ndp = next;
        }
    }

    constexpr void clear() noexcept { size_ = last_ = current_ = 0; }

private:
    static constexpr std::uint32_t max_length = 0xffff;

    [[nodiscard]] constexpr offset_class starts() const noexcept { return limits_.ndps(); }
    [[nodiscard]] static constexpr std::uint32_t load_signature(const std::byte* set, std::uint32_t ndp) noexcept {
        return load_le<std::uint32_t>(set + ndp + at::ndp_signature);
    }
    /// wLength of an NDP: header, entries and null entry.
    [[nodiscard]] constexpr std::uint32_t length_of(const std::byte* set, std::uint32_t ndp) const noexcept {
        return ndp == last_ ? size_ - last_ : load_le<std::uint16_t>(set + ndp + at::ndp_length);
    }
    static constexpr void store_length(std::byte* set, std::uint32_t ndp, std::uint32_t length) noexcept {
        store_le(set + ndp + at::ndp_length, static_cast<std::uint16_t>(length));
    }
    constexpr void close_last(std::byte* set) const noexcept {
        store_length(set, last_, size_ - last_);
        store_entry(format(), set + size_ - entry_size(), 0, 0);
    }
    constexpr void store_next(std::byte* ndp, std::uint32_t index) const noexcept {
        if (format() == ncm::format::ntb16)
            store_le(ndp + layout<ncm::format::ntb16>::ndp_next_index, static_cast<std::uint16_t>(index));
        else
            store_le(ndp + layout<ncm::format::ntb32>::ndp_next_index, index);
    }
    [[nodiscard]] constexpr std::uint32_t next_of(const std::byte* set, std::uint32_t ndp) const noexcept {
        return starts().at_or_above(ndp + length_of(set, ndp));
    }
    [[nodiscard]] constexpr std::uint32_t grown_length(const flow_list::flow& f) const noexcept {
        return (f.length == 0 ? empty_length() : f.length) + f.added * entry_size();
    }
    template <class Visit>
    constexpr void for_each_entry(std::byte* set, Visit visit) const noexcept {
        if (size_ == 0) return;
        for (std::uint32_t ndp = 0;; ndp = next_of(set, ndp)) {
            const std::uint32_t signature = load_signature(set, ndp);
            const std::uint32_t null = ndp + length_of(set, ndp) - entry_size();
            for (std::uint32_t entry = ndp + sizes_of(format()).ndp; entry != null; entry += entry_size()) visit(set + entry, signature);
            if (ndp == last_) return;
        }
    }
    [[nodiscard]] constexpr room fresh_room() const noexcept {
        const std::uint32_t ndp = starts().at_or_above(size_);
        return {ndp, 0, ndp + first_size(), true};
    }

    [[no_unique_address]] Limits limits_;
    std::uint32_t size_{};
    std::uint32_t last_{};     ///< offset of the last NDP
    std::uint32_t current_{};  ///< offset of the NDP that got the last entry
};

}  // namespace cdcnet::ncm::detail
