// SPDX-License-Identifier: BSL-1.0
/// \file
/// The entries of a block with lenient's verdict on each.
#pragma once

#include <array>
#include <cdcnet/ncm/detail/offset_set.hpp>
#include <cdcnet/ncm/detail/tables.hpp>
#include <cdcnet/ncm/parse_options.hpp>

namespace cdcnet::ncm::detail {

/// How the good entries of a lenient block are told from the bad ones.
enum class filter : std::uint8_t {
    none,    ///< all are good
    replay,  ///< each can be judged from the datagram accepted last
    marked,  ///< the scratch memory says which
};

/// At most this many NDPs are looked at for each entry without scratch memory.
inline constexpr std::uint32_t most_ndps_per_entry = 16;

/// Where a walk stands, in few words.
struct walk_position {
    std::uint32_t ndp_index{};  ///< of the NDP; 0: before the first
    std::size_t next{};         ///< offset of the entry that the walk looks at next
    extent last{};              ///< the datagram accepted last
    /// How far earlier NDPs have walked over entries that lie where those of another do, for each remainder of an offset
    /// by the size of an entry; in such sizes.
    std::array<std::uint32_t, layout<format::ntb32>::entry_size> visited{};
};

/// The entries of a block in the order of the chain, each with lenient's verdict.
class entry_walk {
public:
    constexpr entry_walk() noexcept = default;
    constexpr entry_walk(const checked_block& b, filter f, std::byte* scratch) noexcept
        : cursor_{b}, block_{b}, ndps_{scratch}, taken_{scratch == nullptr ? nullptr : scratch + scratch_size(b.size) / 2}, filter_{f} {}

    /// A walk that goes on from where another one stood.
    constexpr entry_walk(const checked_block& b, filter f, std::byte* scratch, const walk_position& from) noexcept
        : entry_walk{b, f, scratch} {
        if (from.ndp_index != 0) cursor_ = entry_cursor{b, from.ndp_index, from.next};
        last_ = from.last;
        visited_ = from.visited;
    }
    [[nodiscard]] constexpr walk_position position() const noexcept { return {cursor_.ndp_index(), cursor_.position(), last_, visited_}; }

    [[nodiscard]] constexpr const entry_cursor& cursor() const noexcept { return cursor_; }

    /// To the next entry that is delivered, with a filter; false behind the last.
    constexpr bool next_datagram() noexcept {
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
        if (filter_ == filter::marked && (cursor_.offset() < visited_end() || !taken_.contains(cursor_.offset()))) {
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
            ndps_.insert(tables.ndp_index(), static_cast<std::size_t>(tables.ndp_end()));
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
            if (cursor_.position() < visited_end()) cursor_.skip_to(visited_end());
        }
    }
    constexpr void leave_table() noexcept {
        if (visited_end() >= cursor_.position()) return;
        visited_[cursor_.position() % cursor_.entry_size()] = static_cast<std::uint32_t>(cursor_.position() / cursor_.entry_size());
    }
    [[nodiscard]] constexpr std::size_t visited_end() const noexcept {
        const std::size_t remainder = cursor_.position() % cursor_.entry_size();
        return visited_[remainder] * cursor_.entry_size() + remainder;
    }

    constexpr bool take() noexcept {
        if (fault_alone() != errc::none) return false;
        const std::size_t begin = cursor_.value().index;
        if (!taken_.claim(begin, begin + cursor_.value().length)) return false;
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
            if (tables.ndp_index() < e.end() && e.index < tables.ndp_end()) return true;
        return false;
    }

    entry_cursor cursor_{};
    checked_block block_{};
    offset_set ndps_{};
    offset_set taken_{};
    extent last_{};
    std::array<std::uint32_t, layout<format::ntb32>::entry_size> visited_{};
    filter filter_{};
};

/// Where the walk stands after the next datagram that is delivered; `next` 0 behind the last.  Takes and gives values so
/// that an iterator that calls it can keep its own in registers.
[[nodiscard, gnu::noinline]] constexpr walk_position after_next_datagram(checked_block b, filter f, std::byte* scratch,
                                                                         walk_position from) noexcept {
    entry_walk walk{b, f, scratch, from};
    return walk.next_datagram() ? walk.position() : walk_position{};
}

}  // namespace cdcnet::ncm::detail
