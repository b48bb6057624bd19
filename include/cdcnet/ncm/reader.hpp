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
/// `ntb::parse` does what this does not: both formats at once, the fault with its place, strict and lenient parsing.
#pragma once

#include <cdcnet/ncm/ntb.hpp>

namespace cdcnet::ncm {

/// Walks the datagrams of one block, which it views.
///
/// `open` accepts what `ntb::parse` accepts in its standard mode, with three differences:
/// - only blocks of format `F`;
/// - it tells good from bad and not why;
/// - datagrams may share bytes with each other and with NDPs.  All lie behind the NTH and inside the block, and their
///   sizes add up to no more than the block, so nothing is read outside and a small block cannot make much work.
///
/// Memory: less than 32 bytes on a 32-bit target.  Cost: `open` walks all tables once, `next` takes one step.  Both
/// check what they read: where the block changes after `open`, since a DMA controller still writes it, `next` gives
/// datagrams inside the block or ends, and nothing worse.
template <format F>
class basic_reader {
public:
    constexpr basic_reader() noexcept = default;

    /// Begins with the block at the start of `transfer`.  False when any part of its headers or tables is not as it has to
    /// be; there are no datagrams then.
    [[nodiscard]] constexpr bool open(bytes transfer) noexcept {
        const std::byte* const base = transfer.data();
        std::size_t size = transfer.size();
        size_ = 0;
        rewind(0);
        if (size < l::nth_size || load_le<std::uint32_t>(base) != l::nth_signature) return false;
        if (low_half(load_le<std::uint32_t>(base + at::nth_header_length)) != l::nth_size) return false;
        const pair nth = load_pair(base + at::nth_block_length);
        // 0 means "to the end of the transfer", of which an NTB16 uses as much as 16 bits can count.
        const pair declared = pair{static_cast<index>(first(nth) - 1)} + 1;
        if (declared > size && first(nth) != 0) return false;
        if (declared < size) size = static_cast<std::size_t>(declared);
        if (size < detail::sizes_in<F>.min_block() || second(nth) < l::nth_size) return false;
        block_ = base;
        size_ = size;
        rewind(second(nth));
        bytes ignored;
        while (next(ignored)) continue;
        rewind(second(nth));
        return size_ != 0;
    }

    /// The next datagram, NDP by NDP in the order of the chain; of `ethernet_crc` with its CRC.  False behind the last.
    constexpr bool next(bytes& datagram) noexcept {
        for (;;) {
            const std::byte* const base = block_;
            if (position_ + l::entry_size <= end_) {
                const pair entry = load_pair(base + position_);
                if (first(entry) != 0 && second(entry) != 0) {
                    if (first(entry) < l::nth_size || pair{first(entry)} + second(entry) > size_ || second(entry) > budget_) break;
                    position_ += l::entry_size;
                    budget_ -= second(entry);
                    // The check of a span's constructor would make firmware link std::terminate.
                    GSL_ASSUME(base != nullptr && second(entry) != gsl::dynamic_extent);
                    datagram = {base + first(entry), second(entry)};
                    return true;
                }
            }
            const std::uint32_t ndp = next_ndp_;
            if (ndp == 0) return false;
            const pair table = pair{ndp} + l::ndp_size;
            if (table > size_) break;
            signature_ = load_le<std::uint32_t>(base + ndp);
            if (!is_known(signature_)) break;
            const pair header = load_pair(base + ndp + at::ndp_length);
            const pair end = pair{ndp} + low_half(header);
            next_ndp_ = second(header);
            // A next index of 0 is the largest number after the subtraction: only a chain that does not grow is refused.
            if (end < table || end > size_ || next_ndp_ - 1 < ndp) break;
            position_ = static_cast<std::size_t>(table);
            end_ = static_cast<std::size_t>(end);
        }
        size_ = 0;
        return false;
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
    /// Two fields that follow each other, loaded in one go; also wide enough for sums of any two indices and lengths.
    using pair = std::conditional_t<F == format::ntb16, std::uint32_t, std::uint64_t>;

    [[nodiscard]] static constexpr index first(pair p) noexcept { return static_cast<index>(p); }
    [[nodiscard]] static constexpr index second(pair p) noexcept { return static_cast<index>(p >> 8 * sizeof(index)); }
    [[nodiscard]] static constexpr std::uint16_t low_half(pair p) noexcept { return static_cast<std::uint16_t>(p); }
    [[nodiscard]] static constexpr pair load_pair(const std::byte* from) noexcept { return load_le<pair>(from); }

    [[nodiscard]] static constexpr bool is_known(std::uint32_t raw) noexcept {
        const auto letters = [](ncm::stream s) { return s.signature(F) << 8; };
        return raw << 8 == letters(ncm::stream::ips(0)) || raw << 8 == letters(ncm::stream::dss(0)) ||
               raw == ncm::stream::ethernet().signature(F) || raw == ncm::stream::ethernet_crc().signature(F);
    }

    /// To before the first datagram.
    constexpr void rewind(std::uint32_t first_ndp) noexcept {
        end_ = 0;
        next_ndp_ = first_ndp;
        budget_ = size_;
    }

    const std::byte* block_{};
    std::size_t size_{};      ///< of the block; 0: there is none
    std::size_t position_{};  ///< of the next entry
    std::size_t end_{};       ///< of the current table
    std::size_t budget_{};    ///< bytes that datagrams may still have
    std::uint32_t signature_{};
    std::uint32_t next_ndp_{};
};

/// The reader of NTB16, which every function and every host speaks.
using reader = basic_reader<format::ntb16>;
/// The reader of NTB32.
using reader32 = basic_reader<format::ntb32>;

}  // namespace cdcnet::ncm
