// SPDX-License-Identifier: BSL-1.0
/// \file
/// Counters for both directions.  Opt-in: the aggregator takes them as a policy type, the receiver feeds them itself.
#pragma once

#include <array>
#include <cdcnet/ncm/parser.hpp>

namespace cdcnet::ncm {

/// Why a block was closed.
enum class flush_reason : std::uint8_t {
    caller,         ///< the caller had no more to send
    timer,          ///< the caller did not want to wait longer
    full,           ///< the next datagram did not fit into the maximum size
    max_datagrams,  ///< the receiver takes no more datagrams in one block
    table_full,     ///< wLength of the stream's NDP holds no further entry
};
inline constexpr std::size_t flush_reasons = 5;

[[nodiscard]] constexpr std::string_view name_of(flush_reason r) noexcept {
    switch (r) {
        case flush_reason::caller: return "caller";
        case flush_reason::timer: return "timer";
        case flush_reason::full: return "full";
        case flush_reason::max_datagrams: return "max_datagrams";
        case flush_reason::table_full: return "table_full";
    }
    return "unknown";
}

/// What the aggregator tells a statistics policy about each block that it closes.
struct closed_block {
    std::uint32_t size{};       ///< bytes of the block
    std::uint32_t payload{};    ///< bytes of its datagrams, CRCs not counted
    std::uint32_t datagrams{};  ///< in the block
    flush_reason reason{};
};

/// The statistics policy that counts nothing and costs nothing.
struct no_statistics {
    constexpr void on_block(const closed_block&) noexcept {}
};

/// The statistics policy that counts everything.
struct tx_statistics {
    std::uint64_t ntbs{};
    std::uint64_t datagrams{};
    std::uint64_t payload{};   ///< bytes of datagrams
    std::uint64_t overhead{};  ///< bytes of headers, tables, padding and CRCs
    std::array<std::uint64_t, flush_reasons> flushed{};

    [[nodiscard]] constexpr std::uint64_t count(flush_reason r) const noexcept { return flushed[static_cast<std::size_t>(r)]; }

    constexpr void on_block(const closed_block& b) noexcept {
        ++ntbs;
        datagrams += b.datagrams;
        payload += b.payload;
        overhead += b.size - b.payload;
        ++flushed[static_cast<std::size_t>(b.reason)];
    }
};

/// Follows wSequence: 16 bits that grow by one from block to block and wrap.  Gaps are never a reason to refuse a block.
class sequence_tracker {
public:
    /// Takes the number of the next block.  Returns how many blocks are missing before it: 0 when it is the expected one,
    /// when it is the first, or when it lies behind (a repeated block, or a sender that started again).
    constexpr std::uint32_t observe(std::uint16_t sequence) noexcept {
        const auto ahead = static_cast<std::uint16_t>(sequence - expected_);
        const bool unexpected = started_ && ahead != 0;
        const std::uint32_t missing = unexpected && ahead < 0x8000 ? ahead : 0u;
        started_ = true;
        expected_ = static_cast<std::uint16_t>(sequence + 1u);
        gaps_ += unexpected ? 1u : 0u;
        missing_ += missing;
        return missing;
    }
    /// Numbers that were not the expected ones, in either direction.
    [[nodiscard]] constexpr std::uint64_t gaps() const noexcept { return gaps_; }
    /// Blocks missing in all.
    [[nodiscard]] constexpr std::uint64_t missing() const noexcept { return missing_; }
    /// After a reset of the function: any number may come next.  The counts stay.
    constexpr void restart() noexcept { started_ = false; }

private:
    std::uint64_t gaps_{};
    std::uint64_t missing_{};
    std::uint16_t expected_{};
    bool started_{};
};

/// What a receiver has seen.
class rx_statistics {
public:
    std::uint64_t ntbs{};       ///< blocks accepted
    std::uint64_t datagrams{};  ///< delivered
    std::uint64_t payload{};    ///< bytes of those datagrams
    std::uint64_t overhead{};   ///< all other bytes of accepted blocks
    std::uint64_t rejected_blocks{};
    std::uint64_t rejected_entries{};  ///< skipped by lenient
    sequence_tracker sequence{};

    /// Counts one result of the parser.
    constexpr void count(const result<ntb>& parsed) noexcept {
        if (!parsed) {
            ++rejected_blocks;
            count_cause(parsed.error().code());
            return;
        }
        const ntb& block = *parsed;
        std::uint64_t delivered = 0;
        for (const entry e : block.entries()) {
            if (e.fault) {
                ++rejected_entries;
                count_cause(e.fault.code());
            } else {
                delivered += e.length;
            }
        }
        ++ntbs;
        datagrams += block.datagram_count();
        payload += delivered;
        overhead += block.size() - delivered;
        sequence.observe(block.sequence());
    }

    /// Blocks and entries refused for one reason.
    [[nodiscard]] constexpr std::uint64_t rejects(errc cause) const noexcept { return causes_[index_of(cause)]; }

private:
    static constexpr std::size_t most_codes = 64;
    [[nodiscard]] static constexpr std::size_t index_of(errc cause) noexcept { return static_cast<std::size_t>(cause) % most_codes; }
    constexpr void count_cause(errc cause) noexcept { ++causes_[index_of(cause)]; }
    std::array<std::uint64_t, most_codes> causes_{};
};
static_assert(static_cast<std::size_t>(errc::syntax) < 64, "every code has a counter of its own");

}  // namespace cdcnet::ncm
