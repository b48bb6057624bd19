// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the full blocks of a load hold.
#pragma once

#include <cdcnet/ncm/aggregator.hpp>
#include <cdcnet/ncm/capacity.hpp>
#include <cstddef>
#include <vector>

#include "bus.hpp"
#include "load.hpp"

namespace ntb_size {

/// The mean of the full blocks that a backlog makes; no datagrams when one of the load does not fit at all.
struct full_block {
    double datagrams{};
    double size{};
    double payload{};
    ntb_size::transfer transfer{};
    ntb_size::transfer longest{};  ///< of those packed
    std::size_t most_datagrams{};  ///< in one block

    [[nodiscard]] bool exists() const noexcept { return datagrams > 0; }
    [[nodiscard]] double efficiency() const noexcept { return payload / size; }
    /// Bytes that a datagram has beside its own.
    [[nodiscard]] double overhead() const noexcept { return (size - payload) / datagrams; }
};

/// Of datagrams of one size and one stream: all blocks are the same, and known without one.
[[nodiscard]] constexpr full_block full_block_of(const ncm::limits& l, std::uint32_t datagram, std::uint32_t packet) noexcept {
    const std::size_t count = ncm::capacity(l, datagram);
    const std::size_t size = ncm::block_size(l, datagram, count);
    const auto datagrams = static_cast<double>(count);
    const transfer t = transfer_of(size, packet, l);
    return {datagrams, static_cast<double>(size), datagrams * datagram, t, t, count};
}

/// Of any load: packs a few.  Datagrams go to the streams in turn.
[[nodiscard]] inline full_block packed_blocks(const ncm::limits& l, const load& datagrams, std::uint32_t packet, std::uint8_t streams) {
    constexpr int blocks = 120;
    sequence sizes{datagrams};
    const std::vector<std::byte> bytes(datagrams.largest());
    std::vector<std::byte> buffer(ncm::max_block_size(l));
    ncm::basic_aggregator<ncm::run_time_limits, ncm::tx_statistics> tx{buffer, l};
    full_block out;
    const auto close = [&] {
        out.most_datagrams = std::max(out.most_datagrams, tx.datagram_count());
        const transfer t = transfer_of(tx.finish().size(), packet, l);
        if (t.bytes > out.longest.bytes) out.longest = t;
        out.transfer.bytes += t.bytes / blocks;
        out.transfer.packets += t.packets / blocks;
    };
    for (std::uint64_t i = 0; tx.statistics().ntbs < blocks; ++i) {
        const cdcnet::bytes datagram{bytes.data(), sizes.next()};
        const auto flow = ncm::stream::ips(static_cast<std::uint8_t>(i % streams));
        while (tx.append(flow, datagram) != ncm::admission::accepted) {
            if (tx.empty()) return {};
            close();
        }
    }
    const ncm::tx_statistics& sent = tx.statistics();
    out.datagrams = static_cast<double>(sent.datagrams) / blocks;
    out.payload = static_cast<double>(sent.payload) / blocks;
    out.size = static_cast<double>(sent.payload + sent.overhead) / blocks;
    return out;
}

[[nodiscard]] inline full_block full_block_of(const ncm::limits& l, const load& datagrams, std::uint32_t packet, std::uint8_t streams = 1) {
    const bool uniform = datagrams.shares.size() == 1 && streams == 1;
    return uniform ? full_block_of(l, datagrams.shares.front().size, packet) : packed_blocks(l, datagrams, packet, streams);
}

}  // namespace ntb_size
