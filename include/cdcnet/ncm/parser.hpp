// SPDX-License-Identifier: BSL-1.0
/// \file
/// Parsing of NTBs: every header and table is checked first, then datagrams are handed out without further checks.
///
///     auto block = ncm::ntb::parse(transfer);
///     if (!block) return block.error();
///     for (ncm::datagram d : *block) deliver(d.stream, d.bytes);
///
/// NCM 1.0, 3.2 and 3.3; MBIM 1.0, 7.
#pragma once

#include <cdcnet/ncm/detail/judge.hpp>
#include <cdcnet/ncm/ntb.hpp>
#include <cdcnet/ncm/parse_options.hpp>
#include <iterator>

namespace cdcnet::ncm {

/// One NDP as it stands in the block.
struct ndp {
    ncm::stream stream{};
    std::uint32_t number{};      ///< place in the chain, from 0
    std::uint32_t signature{};   ///< dwSignature
    std::uint32_t index{};       ///< offset of the NDP from the start of the block
    std::uint32_t length{};      ///< wLength
    std::uint32_t next_index{};  ///< wNextNdpIndex or dwNextNdpIndex
    std::uint32_t capacity{};    ///< entries that wLength has room for, null entries included
    std::uint32_t entries{};     ///< entries before the end of the table
};

/// One entry of a table, delivered or not.
struct entry {
    ncm::stream stream{};
    std::uint32_t ndp{};     ///< number of the NDP in the chain, from 0
    std::uint32_t number{};  ///< number of the entry in its NDP, from 0
    std::uint32_t index{};   ///< wDatagramIndex or dwDatagramIndex
    std::uint32_t length{};  ///< wDatagramLength or dwDatagramLength
    error fault{};           ///< why lenient skips it, with its place and the offset of the entry; none: it is delivered
};

/// A parsed block: a view into the transfer, cheap to copy, valid as long as its bytes are.
class ntb {
public:
    class datagram_iterator;
    class entry_range;
    class ndp_range;

    /// The empty block.
    constexpr ntb() noexcept = default;

    /// Parses the block at the start of `transfer`, which is all of a USB transfer or the rest of it from
    /// `next_offset()` on.  All or nothing, except for the entries that lenient skips.  Checks everything that
    /// iteration relies on; what a datagram holds and whether its CRC is right is left to the caller.
    ///
    /// Errors, offsets counting from the start of `transfer`: `need_more` when not even the NTH is whole;
    /// `nth_signature`, `nth_header_length`, `block_exceeds`, `block_length` (offset of the field); `ndp_over_nth`,
    /// `ndp_outside` (offset of the index that names the NDP), `ndp_signature`, `ndp_kind`, `ndp_length`,
    /// `table_outside`, `chain` (offset of the field, place of the NDP); `datagram_outside`, `datagram_over_nth`,
    /// `payload_exceeds`, `datagram_over_ndp`, `overlap` (offset and place of the entry).  Strict: `block_length`,
    /// `trailing_bytes`, `alignment`, `ndp_length`, `overlap` (of NDPs), `order`, `half_null`, `terminator`.
    /// In large blocks, and lenient also in others: `no_space`, see `parse_options::scratch`.
    [[nodiscard]] static constexpr result<ntb> parse(bytes transfer, const parse_options& options = {}) noexcept;

    [[nodiscard]] constexpr ncm::format format() const noexcept { return block_.format; }
    /// wSequence.  Gaps are no fault; `sequence_tracker` counts them.
    [[nodiscard]] constexpr std::uint16_t sequence() const noexcept { return sequence_; }
    /// wBlockLength or dwBlockLength as sent; 0 means "to the end of the transfer".
    [[nodiscard]] constexpr std::uint32_t block_length() const noexcept { return block_length_; }
    /// Bytes of the block.
    [[nodiscard]] constexpr std::size_t size() const noexcept { return block_.size; }
    [[nodiscard]] constexpr cdcnet::bytes bytes() const noexcept { return {block_.base, block_.size}; }
    /// Bytes of the transfer behind the block: a further block, padding or anything else.
    [[nodiscard]] constexpr std::size_t bytes_behind() const noexcept { return transfer_size_ - block_.size; }

    /// Where the next block of the transfer starts, counted from the start of this one; 0 when there is none.
    [[nodiscard]] constexpr std::size_t next_offset() const noexcept {
        if (block_length_ == 0 || bytes_behind() < layout<ncm::format::ntb16>::nth_size) return 0;
        const auto signature = load_le<std::uint32_t>(block_.base + block_.size);
        const bool whole_nth16 = signature == layout<ncm::format::ntb16>::nth_signature;
        const bool whole_nth32 =
            signature == layout<ncm::format::ntb32>::nth_signature && bytes_behind() >= layout<ncm::format::ntb32>::nth_size;
        return whole_nth16 || whole_nth32 ? block_.size : 0;
    }

    /// Datagrams that iteration delivers.
    [[nodiscard]] constexpr std::size_t datagram_count() const noexcept { return count_; }
    /// True when lenient skips entries; `entries()` tells which and why.
    [[nodiscard]] constexpr bool has_rejects() const noexcept { return filter_ != detail::filter::none; }

    /// The datagrams, NDP by NDP in the order of the chain.
    [[nodiscard, gnu::always_inline]] constexpr datagram_iterator begin() const noexcept;
    [[nodiscard]] constexpr std::default_sentinel_t end() const noexcept { return {}; }

    /// Every entry before the end of its table, with the reason where it is not delivered.  Where NDPs share bytes, an entry is told of
    /// once, with the first of them that it lies in.
    [[nodiscard]] constexpr entry_range entries() const noexcept;
    /// The NDPs in the order of the chain.
    [[nodiscard]] constexpr ndp_range ndps() const noexcept;

private:
    constexpr ntb(const detail::checked_block& b, std::size_t transfer_size, std::uint32_t block_length, std::uint16_t sequence,
                  const detail::entry_verdict& entries) noexcept
        : block_{b},
          transfer_size_{transfer_size},
          count_{entries.count},
          scratch_{entries.scratch},
          block_length_{block_length},
          sequence_{sequence},
          filter_{entries.filter} {}

    template <ncm::format F>
    [[nodiscard]] static constexpr result<ntb> parse_as(cdcnet::bytes transfer, const parse_options& options) noexcept {
        using l = layout<F>;
        constexpr sizes s = detail::sizes_in<F>;
        const std::byte* const base = transfer.data();
        if (load_le<std::uint16_t>(base + at::nth_header_length) != l::nth_size)
            return error{errc::nth_header_length, at::nth_header_length};

        const auto sequence = load_le<std::uint16_t>(base + at::nth_sequence);
        const auto length = std::uint32_t{load_le<typename l::index>(base + at::nth_block_length)};
        const std::size_t size = length != 0 ? length : size_to_end<F>(transfer.size());
        if (size > transfer.size()) return error{errc::block_exceeds, at::nth_block_length};
        if (size < s.min_block()) return error{errc::block_length, at::nth_block_length};

        detail::checked_block b{base, size, load_le<typename l::index>(base + l::nth_ndp_index), F};
        const std::uint32_t single = options.mode == ncm::mode::strict ? 0 : detail::count_in_single_table<F>(b);
        if (single == 0) return parse_chain<F>(b, transfer.size(), length, sequence, options);
        b.regular = b.single = true;
        return ntb{b, transfer.size(), length, sequence, {.count = single}};
    }
    /// The same for a block whose NTH is good and whose tables are not yet known.
    template <ncm::format F>
    [[nodiscard, gnu::noinline]] static constexpr result<ntb> parse_chain(detail::checked_block b, std::size_t transfer_size,
                                                                          std::uint32_t length, std::uint16_t sequence,
                                                                          const parse_options& options) noexcept {
        detail::chain_facts facts = detail::walk_chain<F>(b);  // not const: g++ 12 would keep it in memory
        if (facts.fault) return facts.fault;
        b.regular = facts.ascending && facts.regular;
        detail::entry_verdict entries{.count = facts.count};
        if (!facts.clean(b)) [[unlikely]] {
            entries = detail::judge_entries(b, facts, options);
            if (entries.fault) return entries.fault;
        }
        if (options.mode == ncm::mode::strict)
            if (const error e = detail::strict_fault(b, facts, transfer_size, length == 0, options)) return e;
        return ntb{b, transfer_size, length, sequence, entries};
    }

    /// The size of a block without a length: to the end of the transfer, in an NTB16 at most what 16 bits and a zero
    /// can mean.
    template <ncm::format F>
    [[nodiscard]] static constexpr std::size_t size_to_end(std::size_t transfer_size) noexcept {
        constexpr std::size_t most = 65536;
        return F == ncm::format::ntb16 && transfer_size > most ? most : transfer_size;
    }

    detail::checked_block block_{};
    std::size_t transfer_size_{};
    std::size_t count_{};
    std::byte* scratch_{};
    std::uint32_t block_length_{};
    std::uint16_t sequence_{};
    detail::filter filter_{};
};

/// Steps from datagram to datagram.  Its members stay in registers as long as its address goes nowhere: so every function
/// that has it is inlined, and those out of line take and give values.
class ntb::datagram_iterator {
public:
    using difference_type = std::ptrdiff_t;
    using value_type = datagram;
    using reference = datagram;
    using pointer = void;
    using iterator_category = std::input_iterator_tag;

    constexpr datagram_iterator() noexcept = default;
    [[gnu::always_inline]] constexpr datagram_iterator(const detail::checked_block& b, std::size_t count, detail::filter f,
                                                       std::byte* scratch) noexcept
        : base_{b.base},
          size_{b.size},
          first_ndp_{b.first_ndp},
          next_ndp_{b.first_ndp},
          entries_{b.format},
          format_{b.format},
          regular_{b.regular},
          filter_{f},
          scratch_{scratch} {
        b.single ? only_run(count) : next_run();
    }

    [[nodiscard]] constexpr datagram operator*() const noexcept {
        const detail::extent e = entries_.load(entry_);
        return {stream_, {detail::known(base_ + e.index), e.length}};
    }
    [[gnu::always_inline]] constexpr datagram_iterator& operator++() noexcept {
        entry_ += entries_.size;
        if (entry_ == end_) next_run();
        return *this;
    }
    constexpr datagram_iterator operator++(int) noexcept {
        const datagram_iterator before = *this;
        ++*this;
        return before;
    }
    friend constexpr bool operator==(const datagram_iterator& i, std::default_sentinel_t) noexcept { return i.entry_ == i.end_; }

private:
    /// To the entries of the only NDP, whose number is known.
    [[gnu::always_inline]] constexpr void only_run(std::size_t count) noexcept {
        const std::byte* const ndp = base_ + next_ndp_;
        entry_ = ndp + sizes_of(format_).ndp;
        end_ = entry_ + count * entries_.size;
        stream_ = detail::stream_of(load_le<std::uint32_t>(ndp + at::ndp_signature));
        next_ndp_ = 0;
    }
    /// To the next entries that are delivered one after the other: those of a table, or a single one where lenient skips.
    [[gnu::always_inline]] constexpr void next_run() noexcept {
        if (filter_ != detail::filter::none) return next_accepted();
        if (next_ndp_ == 0) return;
        const detail::entry_table table = detail::find_entries(base_, next_ndp_, format_, regular_);
        entry_ = table.first();
        end_ = entry_ + table.size();
        stream_ = table.stream();
        next_ndp_ = table.next_ndp();
    }
    [[gnu::always_inline]] constexpr void next_accepted() noexcept {
        position_ = detail::after_next_datagram({base_, size_, first_ndp_, format_, regular_}, filter_, scratch_, position_);
        if (position_.next == 0) return;
        end_ = base_ + position_.next;
        entry_ = end_ - entries_.size;
        stream_ = detail::stream_of(load_le<std::uint32_t>(base_ + position_.ndp_index + at::ndp_signature));
    }

    const std::byte* entry_{};
    const std::byte* end_{};  ///< of the run that the entry is in
    const std::byte* base_{};
    std::size_t size_{};
    std::uint32_t first_ndp_{};
    std::uint32_t next_ndp_{};
    detail::entry_reader entries_{};
    ncm::format format_{};
    bool regular_{};
    ncm::stream stream_{};
    detail::filter filter_{};
    std::byte* scratch_{};
    detail::walk_position position_{};
};

/// All entries of a block, for tools that show or count them.
class ntb::entry_range {
public:
    class iterator {
    public:
        using difference_type = std::ptrdiff_t;
        using value_type = entry;
        using reference = entry;
        using pointer = void;
        using iterator_category = std::input_iterator_tag;

        constexpr iterator() noexcept = default;
        explicit constexpr iterator(const detail::entry_walk& walk) noexcept : walk_{walk} { ++*this; }

        [[nodiscard]] constexpr entry operator*() const noexcept {
            const detail::entry_cursor& c = walk_.cursor();
            return {c.stream(),      c.ndp_number(),   c.number(),
                    c.value().index, c.value().length, fault_ == errc::none ? error{} : c.fault(fault_)};
        }
        constexpr iterator& operator++() noexcept {
            at_end_ = !walk_.next_entry(fault_);
            return *this;
        }
        constexpr iterator operator++(int) noexcept {
            const iterator before = *this;
            ++*this;
            return before;
        }
        friend constexpr bool operator==(const iterator& i, std::default_sentinel_t) noexcept { return i.at_end_; }

    private:
        detail::entry_walk walk_{};
        errc fault_{};
        bool at_end_{true};
    };

    explicit constexpr entry_range(const detail::entry_walk& walk) noexcept : walk_{walk} {}
    [[nodiscard]] constexpr iterator begin() const noexcept { return iterator{walk_}; }
    [[nodiscard]] constexpr std::default_sentinel_t end() const noexcept { return {}; }

private:
    detail::entry_walk walk_;
};

/// All NDPs of a block, for tools that show them.
class ntb::ndp_range {
public:
    class iterator {
    public:
        using difference_type = std::ptrdiff_t;
        using value_type = ndp;
        using reference = ndp;
        using pointer = void;
        using iterator_category = std::input_iterator_tag;

        constexpr iterator() noexcept = default;
        explicit constexpr iterator(const detail::checked_block& b) noexcept : cursor_{b}, format_{b.format} { ++*this; }

        [[nodiscard]] constexpr ndp operator*() const noexcept {
            const detail::ndp_header& h = cursor_.header();
            const std::uint32_t header = sizes_of(format_).ndp;
            return {cursor_.stream(),
                    cursor_.ndp_number(),
                    h.signature,
                    cursor_.ndp_index(),
                    h.length,
                    h.next,
                    (h.length - header) / entry_size(),
                    static_cast<std::uint32_t>(cursor_.position() - cursor_.ndp_index() - header) / entry_size()};
        }
        constexpr iterator& operator++() noexcept {
            at_end_ = !cursor_.next_table();
            if (at_end_) return *this;
            walked_.enter(cursor_);
            while (cursor_.next_in_table()) {
            }
            walked_.leave(cursor_);
            return *this;
        }
        constexpr iterator operator++(int) noexcept {
            const iterator before = *this;
            ++*this;
            return before;
        }
        friend constexpr bool operator==(const iterator& i, std::default_sentinel_t) noexcept { return i.at_end_; }

    private:
        [[nodiscard]] constexpr std::uint32_t entry_size() const noexcept { return static_cast<std::uint32_t>(cursor_.entry_size()); }

        detail::entry_cursor cursor_{};  ///< at the end of the table
        detail::walked_entries walked_{};
        ncm::format format_{};
        bool at_end_{true};
    };

    explicit constexpr ndp_range(const detail::checked_block& b) noexcept : block_{b} {}
    [[nodiscard]] constexpr iterator begin() const noexcept { return iterator{block_}; }
    [[nodiscard]] constexpr std::default_sentinel_t end() const noexcept { return {}; }

private:
    detail::checked_block block_;
};

constexpr result<ntb> ntb::parse(cdcnet::bytes transfer, const parse_options& options) noexcept {
    const std::size_t size = transfer.size();
    if (size < layout<ncm::format::ntb16>::nth_size) return error{errc::need_more, size};
    const auto nth_signature = load_le<std::uint32_t>(transfer.data() + at::nth_signature);
    if (nth_signature == layout<ncm::format::ntb16>::nth_signature) return parse_as<ncm::format::ntb16>(transfer, options);
    if (nth_signature != layout<ncm::format::ntb32>::nth_signature) return error{errc::nth_signature, at::nth_signature};
    if (size < layout<ncm::format::ntb32>::nth_size) return error{errc::need_more, size};
    return parse_as<ncm::format::ntb32>(transfer, options);
}

constexpr ntb::datagram_iterator ntb::begin() const noexcept { return {block_, count_, filter_, scratch_}; }
constexpr ntb::entry_range ntb::entries() const noexcept { return entry_range{detail::entry_walk{block_, filter_, scratch_}}; }
constexpr ntb::ndp_range ntb::ndps() const noexcept { return ndp_range{block_}; }

/// The blocks of one USB transfer, each parsed when it is reached.
///
///     for (const auto& block : ncm::transfer{bytes}) {
///         if (!block) report(block.error());   // offset from the start of the transfer; the last one
///         else for (ncm::datagram d : *block) deliver(d.stream, d.bytes);
///     }
///
/// There is always a first result, of an empty transfer too (`need_more`).  What stands behind a block and is not a
/// further block is ignored, or refused by strict, which accepts one block and nothing else.  A bad block ends the
/// range.  The blocks share `parse_options::scratch`: one that needed it is good until the next is reached.
class transfer {
public:
    class iterator {
    public:
        using difference_type = std::ptrdiff_t;
        using value_type = result<ntb>;
        using reference = const result<ntb>&;
        using pointer = const result<ntb>*;
        using iterator_category = std::input_iterator_tag;

        constexpr iterator(bytes data, const parse_options& options) noexcept
            : data_{data}, options_{options}, block_{ntb::parse(data, options)} {}

        [[nodiscard]] constexpr reference operator*() const noexcept { return block_; }
        [[nodiscard]] constexpr pointer operator->() const noexcept { return &block_; }
        /// Where the block starts in the transfer.
        [[nodiscard]] constexpr std::size_t offset() const noexcept { return offset_; }

        constexpr iterator& operator++() noexcept {
            const std::size_t step = block_ ? block_->next_offset() : 0;
            at_end_ = step == 0;
            if (at_end_) return *this;
            offset_ += step;
            block_ = ntb::parse(data_.subspan(offset_), options_);
            if (!block_) block_ = block_.error().shifted(offset_);
            return *this;
        }
        constexpr iterator operator++(int) noexcept {
            const iterator before = *this;
            ++*this;
            return before;
        }
        friend constexpr bool operator==(const iterator& i, std::default_sentinel_t) noexcept { return i.at_end_; }

    private:
        bytes data_;
        parse_options options_;
        result<ntb> block_;
        std::size_t offset_{};
        bool at_end_{};
    };

    explicit constexpr transfer(bytes data, const parse_options& options = {}) noexcept : data_{data}, options_{options} {}

    [[nodiscard]] constexpr iterator begin() const noexcept { return {data_, options_}; }
    [[nodiscard]] constexpr std::default_sentinel_t end() const noexcept { return {}; }

private:
    bytes data_;
    parse_options options_;
};

}  // namespace cdcnet::ncm
