// SPDX-License-Identifier: BSL-1.0
/// \file
/// How NDPs and their entries lie in a block, and the walk over them that tools and the exact checks use.
#pragma once

#include <cdcnet/ncm/ntb.hpp>

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

/// The address itself.  Tells the compiler that there is something, and with that spares a span's own check.
[[nodiscard]] constexpr const std::byte* known(const std::byte* address) noexcept {
    if (address == nullptr) __builtin_unreachable();
    return address;
}

/// True for the signatures of NDPs in a block of this format.
template <format F>
[[nodiscard]] constexpr bool is_signature(std::uint32_t raw) noexcept {
    const std::uint32_t upper = F == format::ntb32 ? raw ^ signature::lower_case : raw;
    const std::uint32_t letters = upper & 0x00ffffffu;
    return letters == signature::ips || upper == signature::ncm0 || letters == signature::dss || upper == signature::ncm1;
}

/// The stream of an NDP whose signature has been checked: the second letter tells the kinds apart.
[[nodiscard]] constexpr ncm::stream stream_of(std::uint32_t checked_signature) noexcept {
    const auto session = static_cast<std::uint8_t>(checked_signature >> 24);
    switch (checked_signature >> 8 & 0xdfu) {
        case 'P': return ncm::stream::ips(session);
        case 'S': return ncm::stream::dss(session);
        default: return session == '0' ? ncm::stream::ethernet() : ncm::stream::ethernet_crc();
    }
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
[[nodiscard]] constexpr std::size_t entry_size(format f) noexcept {
    return f == format::ntb16 ? layout<format::ntb16>::entry_size : layout<format::ntb32>::entry_size;
}

/// Reads the entries of a format that is known when the program runs, without a branch: 4 bytes of an entry hold the index,
/// and 4 bytes the length, together with it or behind it.
struct entry_reader {
    std::uint32_t index_mask{};
    std::uint8_t size{};       ///< of an entry
    std::uint8_t length_at{};  ///< where the 4 bytes are
    std::uint8_t length_shift{};

    constexpr entry_reader() noexcept = default;
    explicit constexpr entry_reader(format f) noexcept
        : index_mask{f == format::ntb16 ? 0xffffu : ~0u},
          size{static_cast<std::uint8_t>(entry_size(f))},
          length_at{f == format::ntb16 ? std::uint8_t{0} : std::uint8_t{4}},
          length_shift{f == format::ntb16 ? std::uint8_t{16} : std::uint8_t{0}} {}

    [[nodiscard]] constexpr extent load(const std::byte* entry) const noexcept {
        return {load_le<std::uint32_t>(entry) & index_mask, load_le<std::uint32_t>(entry + length_at) >> length_shift};
    }
};

/// The bytes of whole entries, of a size that is a power of 2, in a table of so many bytes.
[[nodiscard]] constexpr std::size_t whole_entries(std::uint32_t table_size, std::uint32_t entry_size) noexcept {
    return table_size & ~(entry_size - 1);
}

/// A run of entries in a table.
struct entry_run {
    const std::byte* begin{};
    const std::byte* end{};
};

/// A block whose NTH and NDPs have been checked.
struct checked_block {
    const std::byte* base{};
    std::size_t size{};
    std::uint32_t first_ndp{};
    ncm::format format{};
    bool regular{};  ///< no table has a null entry but as its last one
    bool single{};   ///< there is one NDP, it is regular and has entries
};

/// Bytes of the entries of an NDP, whose table has no null entry but as its last one.
template <format F>
[[nodiscard, gnu::always_inline]] constexpr std::size_t regular_entries(const std::byte* ndp) noexcept {
    using l = layout<F>;
    const std::size_t size = whole_entries(load_le<std::uint16_t>(ndp + at::ndp_length) - l::ndp_size, l::entry_size);
    const bool ends_with_null = size != 0 && load_entry<F>(ndp + l::ndp_size + size - l::entry_size).null();
    return ends_with_null ? size - l::entry_size : size;
}
/// Bytes of the entries of an NDP before the first null one.
template <format F>
[[nodiscard, gnu::noinline]] constexpr std::size_t entries_until_null(const std::byte* ndp) noexcept {
    using l = layout<F>;
    const std::size_t most = whole_entries(load_le<std::uint16_t>(ndp + at::ndp_length) - l::ndp_size, l::entry_size);
    std::size_t size = 0;
    while (size != most && !load_entry<F>(ndp + l::ndp_size + size).null()) size += l::entry_size;
    return size;
}
/// The entries of an NDP before the end of its table.
template <format F>
[[nodiscard]] constexpr entry_run entries_of(const std::byte* ndp, bool regular) noexcept {
    const std::byte* const begin = ndp + layout<F>::ndp_size;
    return {begin, begin + (regular ? regular_entries<F>(ndp) : entries_until_null<F>(ndp))};
}
[[nodiscard]] constexpr entry_run entries_of(const std::byte* ndp, format f, bool regular) noexcept {
    return f == format::ntb16 ? entries_of<format::ntb16>(ndp, regular) : entries_of<format::ntb32>(ndp, regular);
}

/// The entries of an NDP before the end of its table, in two registers.
class entry_table {
public:
    constexpr entry_table() noexcept = default;
    constexpr entry_table(entry_run run, const ndp_header& h) noexcept
        : first_{run.begin},
          rest_{std::uint64_t{h.next} | static_cast<std::uint64_t>(run.end - run.begin) << 32 |
                std::uint64_t{std::bit_cast<std::uint16_t>(stream_of(h.signature))} << 48} {}

    [[nodiscard]] constexpr const std::byte* first() const noexcept { return first_; }
    [[nodiscard]] constexpr std::uint32_t next_ndp() const noexcept { return static_cast<std::uint32_t>(rest_); }
    /// Of all entries, in bytes.
    [[nodiscard]] constexpr std::uint16_t size() const noexcept { return static_cast<std::uint16_t>(rest_ >> 32); }
    [[nodiscard]] constexpr ncm::stream stream() const noexcept {
        return std::bit_cast<ncm::stream>(static_cast<std::uint16_t>(rest_ >> 48));
    }

private:
    const std::byte* first_{};
    std::uint64_t rest_{};
};
template <format F>
[[nodiscard]] constexpr entry_table find_entries(const std::byte* base, std::uint32_t index, bool regular) noexcept {
    while (index != 0) {
        const std::byte* const ndp = base + index;
        const entry_run run = entries_of<F>(ndp, regular);
        const ndp_header h = load_ndp<F>(ndp);
        if (run.begin != run.end) return {run, h};
        index = h.next;
    }
    return {};
}
/// The first NDP of a chain that has entries; none has where `size()` is 0.  Out of line and with nothing but values, so that
/// the loop over datagrams stays small.
[[nodiscard, gnu::noinline]] constexpr entry_table find_entries(const std::byte* base, std::uint32_t index, format f,
                                                                bool regular) noexcept {
    return f == format::ntb16 ? find_entries<format::ntb16>(base, index, regular) : find_entries<format::ntb32>(base, index, regular);
}

/// Walks the NDPs of a checked block in the order of the chain, and the entries of each.
class entry_cursor {
public:
    constexpr entry_cursor() noexcept = default;
    explicit constexpr entry_cursor(const checked_block& b) noexcept : base_{b.base}, next_ndp_{b.first_ndp}, format_{b.format} {}

    /// Stands in an NDP, before the entry at `position`.
    constexpr entry_cursor(const checked_block& b, std::uint32_t ndp_index, std::size_t position) noexcept : entry_cursor{b} {
        next_ndp_ = ndp_index;
        if (next_table()) position_ = position;
    }

    /// To the next NDP; false when there is none.
    constexpr bool next_table() noexcept {
        if (next_ndp_ == 0) return false;
        header_ = load_ndp(format_, base_ + next_ndp_);
        const sizes& s = sizes_of(format_);
        index_ = next_ndp_;
        position_ = std::size_t{next_ndp_} + s.ndp;
        end_ = position_ + whole_entries(header_.length - s.ndp, s.entry);
        next_ndp_ = header_.next;
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
    [[nodiscard]] constexpr ncm::stream stream() const noexcept { return stream_of(header_.signature); }
    [[nodiscard]] constexpr std::uint32_t ndp_index() const noexcept { return index_; }
    [[nodiscard]] constexpr std::uint64_t ndp_end() const noexcept { return std::uint64_t{index_} + header_.length; }
    [[nodiscard]] constexpr std::uint32_t ndp_number() const noexcept { return tables_ - 1; }
    [[nodiscard]] constexpr std::size_t end_of_table() const noexcept { return end_; }
    /// Of the entry that `next_in_table` looks at next.
    [[nodiscard]] constexpr std::size_t position() const noexcept { return position_; }

    /// Of the current entry.
    [[nodiscard]] constexpr const extent& value() const noexcept { return extent_; }
    [[nodiscard]] constexpr std::uint32_t number() const noexcept { return entries_ - 1; }
    [[nodiscard]] constexpr std::size_t offset() const noexcept { return position_ - entry_size(); }
    [[nodiscard]] constexpr error fault(errc code) const noexcept { return {code, offset(), place::of_entry(ndp_number(), number())}; }
    [[nodiscard]] constexpr std::size_t entry_size() const noexcept { return detail::entry_size(format_); }

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
    ncm::format format_{};
};

}  // namespace cdcnet::ncm::detail
