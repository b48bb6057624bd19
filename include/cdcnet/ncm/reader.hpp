// SPDX-License-Identifier: BSL-1.0
/// \file
/// Reading NTBs in firmware: one format, no fault codes, a few hundred bytes of code.
///
///     ncm::reader rx;
///     if (!rx.open(transfer)) return drop();
///     for (bytes datagram; rx.next(datagram);) {
///         if (rx.stream() == ncm::stream::ethernet()) deliver(datagram);
///     }
///     // A function that takes several blocks in one transfer opens the rest until that fails:
///     // transfer = transfer.subspan(rx.size());
///
/// A function that carries Ethernet only names that, `basic_reader<format::ntb16, payload::ethernet>`, and saves some code.
///
/// `ntb::parse` does what this does not: both formats at once, the fault with its place, strict and lenient parsing.
#pragma once

#include <cdcnet/ncm/detail/modular.hpp>
#include <cdcnet/ncm/limits.hpp>

namespace cdcnet::ncm {

/// Walks the datagrams of one block, which it views.
///
/// `open` accepts what `ntb::parse` accepts in its standard mode, with these differences:
/// - only blocks of format `F`, and only NDPs of the payloads named;
/// - it tells good from bad and not why;
/// - datagrams may share bytes with each other and with NDPs.  All lie behind the NTH and inside the block, and their
///   sizes add up to no more than the block, so nothing is read outside and a small block cannot make much work.
///
/// \tparam Payloads  what the function carries: `payload::ethernet` for NCM, `payload::mbim`; none named means both.  A
///                   reader of one of them is smaller, and refuses blocks that have NDPs of the other.
///
/// Memory: less than 32 bytes on a 32-bit target.  Cost: `open` walks all tables once, `next` takes one step.  Both
/// check where what they read leads: when the block changes after `open`, since a DMA controller still writes it, `next`
/// gives datagrams inside the block or ends, and nothing worse.
template <format F, payload... Payloads>
class basic_reader {
public:
    constexpr basic_reader() noexcept = default;

    /// Begins with the block at the start of `transfer`.  False when any part of its headers or tables is not as it has to
    /// be; there are no datagrams then.
    [[nodiscard]] constexpr bool open(bytes transfer) noexcept {
        const bool good = check(transfer);
        if (!good) size_ = left_ = next_ndp_ = 0;
        return good;
    }

    /// The next datagram, NDP by NDP in the order of the chain; of `ethernet_crc` with its CRC.  False behind the last.
    constexpr bool next(bytes& datagram) noexcept {
        for (;;) {
            const pair entry = step();
            if (second(entry) != 0) {
                // The check of a span's constructor would make firmware link std::terminate.
                GSL_ASSUME(block_ != nullptr && second(entry) != gsl::dynamic_extent);
                datagram = {block_ + first(entry), second(entry)};
                return true;
            }
            if (entry <= done) return false;
        }
    }

    /// Of the datagram that `next` gave last.
    [[nodiscard]] constexpr ncm::stream stream() const noexcept { return parse_signature(signature_).value_or({}).stream; }
    /// Bytes of the block; 0 when `open` refused it.
    [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }
    /// wSequence of a block that `open` accepted.
    [[nodiscard]] constexpr std::uint16_t sequence() const noexcept { return load_le<std::uint16_t>(block_ + at::nth_sequence); }

private:
    using l = layout<F>;
    using index = typename l::index;
    /// Two fields that follow each other, as one number; also wide enough for sums of any two indices and lengths.
    using pair = std::conditional_t<F == format::ntb16, std::uint32_t, std::uint64_t>;
    using difference = std::make_signed_t<pair>;
    static constexpr std::size_t pair_words = F == format::ntb16 ? 1 : 2;

    [[nodiscard]] static constexpr index first(pair p) noexcept { return static_cast<index>(p); }
    [[nodiscard]] static constexpr index second(pair p) noexcept { return static_cast<index>(p >> 8 * sizeof(index)); }
    [[nodiscard]] static constexpr std::uint16_t low_half(pair p) noexcept { return static_cast<std::uint16_t>(p); }
    /// The pair that ends an array of words.
    template <std::size_t N>
    [[nodiscard]] static constexpr pair last_pair(const std::array<std::uint32_t, N>& words) noexcept {
        if constexpr (pair_words == 1) return words[N - 1];
        return words[N - pair_words] | static_cast<pair>(std::uint64_t{words[N - 1]} << 32);
    }

    [[nodiscard]] static constexpr bool takes(std::uint32_t signature) noexcept {
        constexpr auto named = [](payload p) { return sizeof...(Payloads) == 0 || ((Payloads == p) || ...); };
        constexpr std::uint32_t ncm0 = ncm::stream::ethernet().signature(F);
        constexpr std::uint32_t ncm1 = ncm::stream::ethernet_crc().signature(F);
        constexpr std::uint32_t ips = ncm::stream::ips(0).signature(F);
        constexpr std::uint32_t dss = ncm::stream::dss(0).signature(F);
        // The top byte of IPS and DSS is a session.  One bit makes the difference between NCM0 and NCM1.
        const std::uint32_t letters = signature & 0x00ffffff;
        if (named(payload::mbim) && (letters == ips || letters == dss)) return true;
        return named(payload::ethernet) && (signature & ~(ncm0 ^ ncm1)) == (ncm0 & ncm1);
    }

    /// Reads the NTH, walks through all tables, and goes back to before the first.
    [[nodiscard]] constexpr bool check(bytes transfer) noexcept {
        const std::byte* const base = transfer.data();
        std::size_t size = transfer.size();
        if (size < l::nth_size) return false;
        const auto nth = load_le_words<2 + pair_words>(base);
        if (nth[0] != l::nth_signature || low_half(nth[1]) != l::nth_size) return false;
        const pair place = last_pair(nth);
        // 0 means "to the end of the transfer", of which an NTB16 uses as much as 16 bits can count.
        const pair declared = pair{static_cast<index>(detail::distance(1, first(place)))} + 1;
        if (declared <= size)
            size = static_cast<std::size_t>(declared);
        else if (first(place) != 0)
            return false;
        const std::uint32_t first_ndp = second(place);
        if (size < detail::sizes_in<F>.min_block()) return false;
        block_ = base;
        size_ = size;
        left_ = 0;
        next_ndp_ = first_ndp;
        auto budget = static_cast<difference>(size);
        pair entry{};
        do {
            entry = step();
            budget -= second(entry);
            if (budget < 0) return false;
        } while (entry > done);
        // The last table is at its end, so that the next step enters the first.
        next_ndp_ = first_ndp;
        return entry == done && first_ndp >= l::nth_size;
    }

    /// What a step ends in, when not in an entry: numbers without a second half.
    enum outcome : std::uint32_t { wrong, done, table_entered };

    /// Reads the next entry, which it returns, or else enters the next table.  What is wrong changes nothing.
    [[nodiscard]] constexpr pair step() noexcept {
        const std::size_t size = size_;
        if (left_ >= l::entry_size) {
            const pair entry = last_pair(load_le_words<pair_words>(tail_ - left_));
            const pair start = first(entry);
            const pair length = second(entry);
            if (start != 0 && length != 0) {
                if (start < l::nth_size || start + length > size) return wrong;
                left_ -= l::entry_size;
                return entry;
            }
        }
        const std::uint32_t ndp = next_ndp_;
        if (ndp == 0) return done;
        const difference room = static_cast<difference>(size) - static_cast<difference>(l::ndp_size) - static_cast<difference>(ndp);
        if (room < 0) return wrong;
        const std::byte* const table = block_ + ndp;
        const auto header = load_le_words<1 + pair_words>(table);
        if (!takes(header[0])) return wrong;
        const std::uint32_t length = low_half(last_pair(header));
        const std::uint32_t next = second(last_pair(header));
        const std::uint32_t left = detail::distance(l::ndp_size, length);
        // Only a chain that does not grow is refused; a length below the header's is too large a number here.
        if (detail::fits_in(next, ndp) || left > static_cast<pair>(room)) return wrong;
        signature_ = header[0];
        left_ = left;
        tail_ = table + length;
        next_ndp_ = next;
        return length;
    }

    const std::byte* block_{};
    const std::byte* tail_{};  ///< the end of the current table
    std::size_t size_{};       ///< of the block; 0: there is none
    std::uint32_t left_{};     ///< bytes of the current table that are not read yet
    std::uint32_t next_ndp_{};
    std::uint32_t signature_{};
};

/// The reader of NTB16, which every function and every host speaks.
using reader = basic_reader<format::ntb16>;
/// The reader of NTB32.
using reader32 = basic_reader<format::ntb32>;

}  // namespace cdcnet::ncm
