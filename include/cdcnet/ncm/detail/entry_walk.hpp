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

/// How far NDPs have been walked through, so that entries which lie in several of them are come by once.
class walked_entries {
public:
    /// At the start of a table: to its first entry that no table before had.
    constexpr void enter(entry_cursor& c) const noexcept {
        if (c.position() < end(c)) c.skip_to(end(c));
    }
    /// At the end of a table, or where it is left.
    constexpr void leave(const entry_cursor& c) noexcept {
        if (end(c) < c.position()) ends_[c.position() % c.entry_size()] = static_cast<std::uint32_t>(c.position() / c.entry_size());
    }

private:
    [[nodiscard]] constexpr std::size_t end(const entry_cursor& c) const noexcept {
        const std::size_t remainder = c.position() % c.entry_size();
        return ends_[remainder] * c.entry_size() + remainder;
    }
    /// For each remainder of an offset by the size of an entry, in such sizes.
    std::array<std::uint32_t, layout<format::ntb32>::entry_size> ends_{};
};

/// Where a walk stands, in few words.
struct walk_position {
    std::uint32_t ndp_index{};  ///< of the NDP; 0: before the first
    std::size_t next{};         ///< offset of the entry that the walk looks at next
    extent last{};              ///< the datagram accepted last
    walked_entries walked{};
};

/// The entries of a block in the order of the chain, each with lenient's verdict.
class entry_walk {
public:
    constexpr entry_walk() noexcept = default;
    constexpr entry_walk(const checked_block& b, filter f, std::byte* scratch) noexcept
        : cursor_{b},
          block_{b},
          ndps_{scratch, b.size},
          taken_{scratch == nullptr ? nullptr : scratch + scratch_size(b.size) / 2, b.size},
          filter_{f} {}

    /// A walk that goes on from where another one stood.
    constexpr entry_walk(const checked_block& b, filter f, std::byte* scratch, const walk_position& from) noexcept
        : entry_walk{b, f, scratch} {
        if (from.ndp_index != 0) cursor_ = entry_cursor{b, from.ndp_index, from.next};
        last_ = from.last;
        walked_ = from.walked;
    }
    [[nodiscard]] constexpr walk_position position() const noexcept { return {cursor_.ndp_index(), cursor_.position(), last_, walked_}; }

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
        if (filter_ != filter::marked) {
            if (!cursor_.next()) return false;
            if (filter_ == filter::replay) fault = judge();
            return true;
        }
        if (!next_first_visit([] { return true; })) return false;
        if (taken_.contains(cursor_.offset())) return true;
        fault = fault_alone();
        if (fault == errc::none) fault = errc::overlap;
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
        std::size_t inserted = 0;
        for (entry_cursor tables{block_}; tables.next_table();) {
            const auto end = static_cast<std::size_t>(tables.ndp_end());
            if (end <= inserted) continue;
            ndps_.insert(tables.ndp_index() > inserted ? tables.ndp_index() : inserted, end);
            inserted = end;
        }
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
            walked_.leave(cursor_);
            if (!cursor_.next_table()) return false;
            walked_.enter(cursor_);
        }
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
    offset_tree ndps_{};
    offset_tree taken_{};
    extent last_{};
    walked_entries walked_{};
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
