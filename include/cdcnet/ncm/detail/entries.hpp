// SPDX-License-Identifier: BSL-1.0
/// \file
/// How the parser walks and judges the entries of a block.  One cheap pass accepts what senders normally make; what it
/// does not accept is judged again, exactly, with bounded cost.
#pragma once

#include <array>
#include <cdcnet/ncm/ntb.hpp>
#include <cdcnet/ncm/parse_options.hpp>

namespace cdcnet::ncm::detail {

struct ndp_header {
    std::uint32_t signature{};
    std::uint32_t length{};
    std::uint32_t next{};
};

template <format F>
[[nodiscard]] constexpr ndp_header load_ndp(const std::byte* from) noexcept {
    using l = layout<F>;
    return {load_le<std::uint32_t>(from + at::ndp_signature), load_le<std::uint16_t>(from + at::ndp_length),
            load_le<typename l::index>(from + l::ndp_next_index)};
}
[[nodiscard]] constexpr ndp_header load_ndp(format f, const std::byte* from) noexcept {
    return f == format::ntb16 ? load_ndp<format::ntb16>(from) : load_ndp<format::ntb32>(from);
}

/// An index and a length out of a table.
struct extent {
    std::uint32_t index{};
    std::uint32_t length{};
    [[nodiscard]] constexpr std::uint64_t end() const noexcept { return std::uint64_t{index} + length; }
    /// Ends the table: either number is 0.
    [[nodiscard]] constexpr bool null() const noexcept { return index == 0 || length == 0; }
};

template <format F>
[[nodiscard]] constexpr extent load_entry(const std::byte* from) noexcept {
    using index = typename layout<F>::index;
    return {load_le<index>(from), load_le<index>(from + sizeof(index))};
}
[[nodiscard]] constexpr extent load_entry(format f, const std::byte* from) noexcept {
    return f == format::ntb16 ? load_entry<format::ntb16>(from) : load_entry<format::ntb32>(from);
}

/// A block whose NTH and NDPs have been checked.
struct checked_block {
    const std::byte* base{};
    std::size_t size{};
    std::uint32_t first_ndp{};
    ncm::format format{};
};

/// Walks the entries of all NDPs of a checked block in the order of the chain.
class entry_cursor {
public:
    constexpr entry_cursor() noexcept = default;
    explicit constexpr entry_cursor(const checked_block& b) noexcept : base_{b.base}, next_ndp_{b.first_ndp}, format_{b.format} {}

    /// To the next NDP; false when there is none.
    constexpr bool next_table() noexcept {
        if (next_ndp_ == 0) return false;
        const ndp_header h = load_ndp(format_, base_ + next_ndp_);
        const sizes& s = sizes_of(format_);
        index_ = next_ndp_;
        header_ = h;
        position_ = std::size_t{next_ndp_} + s.ndp;
        end_ = position_ + std::size_t{(h.length - s.ndp) / s.entry} * s.entry;
        next_ndp_ = h.next;
        stream_ = parse_signature(h.signature).value_or({}).stream;
        ++tables_;
        entries_ = 0;
        return true;
    }
    /// To the next entry of this NDP; false when the table ends before it.
    constexpr bool next_in_table() noexcept {
        if (position_ == end_) return false;
        extent_ = load_entry(format_, base_ + position_);
        if (extent_.null()) return false;
        position_ += entry_size();
        ++entries_;
        return true;
    }
    /// To the next entry of the block; false behind the last.
    constexpr bool next() noexcept {
        while (!next_in_table())
            if (!next_table()) return false;
        return true;
    }
    /// Leaves out the entries of this NDP before `position`, a whole number of entries away.
    constexpr void skip_to(std::size_t position) noexcept {
        if (position > end_) position = end_;
        entries_ += static_cast<std::uint32_t>((position - position_) / entry_size());
        position_ = position;
    }

    [[nodiscard]] constexpr const ndp_header& header() const noexcept { return header_; }
    [[nodiscard]] constexpr std::uint32_t ndp_index() const noexcept { return index_; }
    [[nodiscard]] constexpr std::uint32_t ndp_number() const noexcept { return tables_ - 1; }
    [[nodiscard]] constexpr std::size_t end_of_table() const noexcept { return end_; }
    /// Of the entry that `next_in_table` looks at next.
    [[nodiscard]] constexpr std::size_t position() const noexcept { return position_; }

    /// Of the current entry.
    [[nodiscard]] constexpr const extent& value() const noexcept { return extent_; }
    [[nodiscard]] constexpr std::uint32_t number() const noexcept { return entries_ - 1; }
    [[nodiscard]] constexpr std::size_t offset() const noexcept { return position_ - entry_size(); }
    [[nodiscard]] constexpr error fault(errc code) const noexcept { return {code, offset(), place::of_entry(ndp_number(), number())}; }
    [[nodiscard]] constexpr const std::byte* data() const noexcept { return base_ + extent_.index; }
    [[nodiscard]] constexpr ncm::stream stream() const noexcept { return stream_; }
    [[nodiscard]] constexpr std::uint32_t entry_size() const noexcept {
        return format_ == format::ntb16 ? layout<format::ntb16>::entry_size : layout<format::ntb32>::entry_size;
    }

private:
    const std::byte* base_{};
    std::size_t position_{};
    std::size_t end_{};
    ndp_header header_{};
    extent extent_{};
    std::uint32_t index_{};
    std::uint32_t next_ndp_{};
    std::uint32_t tables_{};
    std::uint32_t entries_{};
    ncm::stream stream_{};
    ncm::format format_{};
};

/// A set of offsets, one bit each, in memory of the caller.
class offset_set {
public:
    constexpr offset_set() noexcept = default;
    explicit constexpr offset_set(std::byte* bits) noexcept : bits_{bits} {}

    [[nodiscard]] constexpr bool contains(std::size_t offset) const noexcept {
        return (std::to_integer<unsigned>(bits_[offset / 8]) >> (offset % 8) & 1u) != 0;
    }
    /// True when the set holds one of `begin` ... `end - 1`.
    [[nodiscard]] constexpr bool any(std::size_t begin, std::size_t end) const noexcept {
        const span_of_bits s{begin, end};
        if (s.first == s.last) return (bits_[s.first] & s.head & s.tail) != std::byte{};
        std::byte found = (bits_[s.first] & s.head) | (bits_[s.last] & s.tail);
        for (std::size_t i = s.first + 1; i < s.last; ++i) found |= bits_[i];
        return found != std::byte{};
    }
    /// Adds `begin` ... `end - 1`, at least one.
    constexpr void insert(std::size_t begin, std::size_t end) noexcept {
        const span_of_bits s{begin, end};
        if (s.first == s.last) {
            bits_[s.first] |= s.head & s.tail;
            return;
        }
        bits_[s.first] |= s.head;
        for (std::size_t i = s.first + 1; i < s.last; ++i) bits_[i] = std::byte{0xff};
        bits_[s.last] |= s.tail;
    }

private:
    /// The bytes that hold a range of bits, and which bits of the outer two.
    struct span_of_bits {
        constexpr span_of_bits(std::size_t begin, std::size_t end) noexcept
            : first{begin / 8},
              last{(end - 1) / 8},
              head{static_cast<std::byte>(0xffu << (begin % 8) & 0xffu)},
              tail{static_cast<std::byte>(0xffu >> (7 - (end - 1) % 8))} {}
        std::size_t first, last;
        std::byte head, tail;
    };
    std::byte* bits_{};
};

/// The verdict on entries that come in ascending order without touching an NDP or each other: the normal case.
struct order_verdict {
    std::size_t count{};
    bool clean{};
};

/// One pass over all entries; on anything but the normal case `find_entry_fault` decides.
template <format F>
[[nodiscard]] constexpr order_verdict check_in_order(const std::byte* base, std::size_t size, std::uint32_t first_ndp) noexcept {
    using l = layout<F>;
    std::uint64_t high = l::nth_size;
    std::uint64_t tables_end = 0;
    std::uint64_t lowest = 0;
    std::size_t count = 0;
    for (std::uint32_t at_ndp = first_ndp; at_ndp != 0;) {
        const ndp_header h = load_ndp<F>(base + at_ndp);
        const std::byte* const first = base + at_ndp + l::ndp_size;
        const std::byte* const end = first + (h.length - l::ndp_size) / l::entry_size * l::entry_size;
        const std::byte* from = first;
        bool steps_back = false;
        for (; from != end; from += l::entry_size) {
            const extent e = load_entry<F>(from);
            if (e.null()) break;
            steps_back |= e.index < high;
            high = e.end();
        }
        if (steps_back) return {};
        if (count == 0 && from != first) lowest = load_entry<F>(first).index;
        count += static_cast<std::size_t>(from - first) / l::entry_size;
        const std::uint64_t table_end = std::uint64_t{at_ndp} + h.length;
        if (tables_end < table_end) tables_end = table_end;
        at_ndp = h.next;
    }
    const bool apart = count == 0 || high <= first_ndp || lowest >= tables_end;
    return {count, apart && high <= size};
}

/// Finds the first entry, in the order of the chain, that shares a byte with an NDP or with an earlier entry.  All
/// entries lie inside the block and their lengths do not add up to more than it has, so their number is bounded too.
/// Needs no memory but a window of the block: the cost is (block size / 2048) passes over the entries at worst.
[[nodiscard]] constexpr error find_shared_byte(const checked_block& b, std::size_t lowest, std::size_t highest) noexcept {
    constexpr std::size_t window = 2048;
    error first{};
    std::uint64_t first_ordinal = ~std::uint64_t{};
    for (std::size_t begin = lowest; begin < highest; begin += window) {
        std::array<std::byte, window / 8> ndp_bits{};
        std::array<std::byte, window / 8> datagram_bits{};
        offset_set ndps{ndp_bits.data()};
        offset_set datagrams{datagram_bits.data()};
        const auto from = [begin](std::uint64_t at) { return at > begin ? static_cast<std::size_t>(at - begin) : std::size_t{0}; };
        const auto to = [begin](std::uint64_t at) {
            return at < begin ? std::size_t{0} : at - begin < window ? static_cast<std::size_t>(at - begin) : window;
        };
        entry_cursor tables{b};
        while (tables.next_table()) {
            const std::size_t f = from(tables.ndp_index());
            const std::size_t t = to(std::uint64_t{tables.ndp_index()} + tables.header().length);
            if (f < t) ndps.insert(f, t);
        }
        std::uint64_t ordinal = 0;
        for (entry_cursor c{b}; ordinal <= first_ordinal && c.next(); ++ordinal) {
            const std::size_t f = from(c.value().index);
            const std::size_t t = to(c.value().end());
            if (f >= t) continue;
            const bool over_ndp = ndps.any(f, t);
            if (over_ndp || (ordinal < first_ordinal && datagrams.any(f, t))) {
                first = c.fault(over_ndp ? errc::datagram_over_ndp : errc::overlap);
                first_ordinal = ordinal;
                break;
            }
            datagrams.insert(f, t);
        }
    }
    return first;
}

/// What is wrong with the entries of a block: first outside, over the NTH and too many bytes in all, then shared bytes.
[[nodiscard]] constexpr error find_entry_fault(const checked_block& b) noexcept {
    std::uint64_t sum = 0;
    std::size_t lowest = b.size;
    std::size_t highest = 0;
    for (entry_cursor c{b}; c.next();) {
        const extent& e = c.value();
        if (e.end() > b.size) return c.fault(errc::datagram_outside);
        if (e.index < sizes_of(b.format).nth) return c.fault(errc::datagram_over_nth);
        sum += e.length;
        if (sum > b.size) return c.fault(errc::payload_exceeds);
        if (e.index < lowest) lowest = e.index;
        if (e.end() > highest) highest = static_cast<std::size_t>(e.end());
    }
    return find_shared_byte(b, lowest, highest);
}

/// What strict refuses in the NDPs of a block that is otherwise accepted.
[[nodiscard]] constexpr error find_strict_ndp_fault(const checked_block& b, const parse_options& options) noexcept {
    const sizes& s = sizes_of(b.format);
    const std::uint32_t alignment = options.ndp_alignment == 0 ? 4 : options.ndp_alignment;
    std::uint64_t holder = s.nth_ndp_index;
    std::uint64_t tables_end = 0;
    for (entry_cursor c{b}; c.next_table();) {
        const std::uint64_t at_ndp = c.ndp_index();
        const std::uint32_t length = c.header().length;
        const place where = place::of_entry(c.ndp_number());
        if (at_ndp % alignment != 0) return {errc::alignment, holder, where};
        if (length < s.min_ndp() || length % s.entry != 0) return {errc::ndp_length, at_ndp + at::ndp_length, where};
        if (at_ndp < tables_end) return {errc::overlap, at_ndp, where};
        tables_end = at_ndp + length;
        holder = at_ndp + s.ndp_next_index;
    }
    return {};
}

/// What strict refuses in the entries of a block whose NDPs are as it wants them.
[[nodiscard]] constexpr error find_strict_entry_fault(const checked_block& b, const parse_options& options) noexcept {
    for (entry_cursor c{b}; c.next_table();) {
        std::uint32_t previous = 0;
        std::uint32_t count = 0;
        for (; c.next_in_table(); ++count) {
            const std::uint32_t index = c.value().index;
            if (index < previous) return c.fault(errc::order);
            if (options.divisor != 0 && index % options.divisor != options.remainder) return c.fault(errc::alignment);
            previous = index;
        }
        const place last = place::of_entry(c.ndp_number(), count);
        if (c.position() == c.end_of_table()) return {errc::terminator, c.position(), last};
        const extent null = load_entry(b.format, b.base + c.position());
        if (null.index != 0 || null.length != 0) return {errc::half_null, c.position(), last};
        if (c.position() + c.entry_size() != c.end_of_table()) return {errc::terminator, c.position(), last};
    }
    return {};
}

/// How the good entries of a lenient block are told from the bad ones.
enum class filter : std::uint8_t {
    none,    ///< all are good
    replay,  ///< each can be judged from the datagram accepted last
    marked,  ///< the scratch memory says which
};

/// At most this many NDPs are looked at for each entry without scratch memory.
inline constexpr std::uint32_t most_ndps_per_entry = 16;

/// The entries of a block in the order of the chain, each with lenient's verdict.
class entry_walk {
public:
    constexpr entry_walk() noexcept = default;
    constexpr entry_walk(const checked_block& b, filter f, std::byte* scratch) noexcept
        : cursor_{b}, block_{b}, ndps_{scratch}, taken_{scratch == nullptr ? nullptr : scratch + scratch_size(b.size) / 2}, filter_{f} {}

    [[nodiscard]] constexpr const entry_cursor& cursor() const noexcept { return cursor_; }

    /// To the next entry that is delivered; false behind the last.
    constexpr bool next_datagram() noexcept {
        if (filter_ == filter::none) return cursor_.next();
        if (filter_ == filter::marked) return next_first_visit([this] { return taken_.contains(cursor_.offset()); });
        while (cursor_.next())
            if (judge() == errc::none) return true;
        return false;
    }
    /// To the next entry; false behind the last.  `fault` is why it is not delivered.
    constexpr bool next_entry(errc& fault) noexcept {
        fault = errc::none;
        while (!cursor_.next_in_table()) {
            if (filter_ == filter::marked) leave_table();
            if (!cursor_.next_table()) return false;
        }
        if (filter_ == filter::replay) fault = judge();
        if (filter_ == filter::marked && (cursor_.offset() < visited() || !taken_.contains(cursor_.offset()))) {
            fault = fault_alone();
            if (fault == errc::none) fault = errc::overlap;
        }
        return true;
    }

    /// Judges the current entry from the datagram accepted last: exact as long as no entry lies before that one.  An
    /// entry for which more would have to be known gives `no_space`.
    constexpr errc judge() noexcept {
        const errc alone = fault_alone();
        if (alone != errc::none) return alone;
        const extent& e = cursor_.value();
        if (e.index >= last_.end()) {
            last_ = e;
            return errc::none;
        }
        return e.end() > last_.index ? errc::overlap : errc::no_space;
    }
    /// Judges every entry with one bit for each byte of the block, and leaves a bit set for the offset of each accepted
    /// entry.  No datagram shares a byte with an NDP, so both kinds of bits fit in one set.
    constexpr std::size_t mark() noexcept {
        for (entry_cursor tables{block_}; tables.next_table();)
            ndps_.insert(tables.ndp_index(), std::size_t{tables.ndp_index()} + tables.header().length);
        std::size_t accepted = 0;
        while (next_first_visit([this] { return take(); })) ++accepted;
        return accepted;
    }

private:
    /// Walks each entry position once, also where NDPs share bytes: an entry that an earlier NDP has walked over is
    /// never accepted again, since it is bad still or overlaps itself.
    template <class Accept>
    constexpr bool next_first_visit(Accept accept) noexcept {
        for (;;) {
            while (cursor_.next_in_table())
                if (accept()) return true;
            leave_table();
            if (!cursor_.next_table()) return false;
            if (cursor_.position() < visited()) cursor_.skip_to(visited());
        }
    }
    constexpr void leave_table() noexcept {
        if (visited() < cursor_.position()) visited() = cursor_.position();
    }
    /// How far earlier NDPs have walked over entries that lie where those of this NDP do.
    constexpr std::size_t& visited() noexcept { return visited_[cursor_.position() % cursor_.entry_size()]; }

    constexpr bool take() noexcept {
        if (fault_alone() != errc::none) return false;
        const std::size_t begin = cursor_.value().index;
        const std::size_t end = begin + cursor_.value().length;
        if (taken_.any(begin, end)) return false;
        taken_.insert(begin, end);
        taken_.insert(cursor_.offset(), cursor_.offset() + 1);
        return true;
    }
    /// The faults that an entry has whatever comes before it.
    [[nodiscard]] constexpr errc fault_alone() const noexcept {
        const extent& e = cursor_.value();
        if (e.end() > block_.size) return errc::datagram_outside;
        if (e.index < sizes_of(block_.format).nth) return errc::datagram_over_nth;
        return over_ndp() ? errc::datagram_over_ndp : errc::none;
    }
    [[nodiscard]] constexpr bool over_ndp() const noexcept {
        const extent& e = cursor_.value();
        if (filter_ == filter::marked) return ndps_.any(e.index, std::size_t{e.index} + e.length);
        for (entry_cursor tables{block_}; tables.next_table();)
            if (tables.ndp_index() < e.end() && e.index < std::uint64_t{tables.ndp_index()} + tables.header().length) return true;
        return false;
    }

    entry_cursor cursor_{};
    checked_block block_{};
    offset_set ndps_{};
    offset_set taken_{};
    extent last_{};
    std::array<std::size_t, layout<format::ntb32>::entry_size> visited_{};
    filter filter_{};
};

}  // namespace cdcnet::ncm::detail
