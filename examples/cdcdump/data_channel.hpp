// SPDX-License-Identifier: BSL-1.0
/// \file
/// NTBs out of the transfers of one bulk endpoint.
#pragma once

#include <cdcnet/ncm/statistics.hpp>
#include <cstdint>
#include <vector>

#include "report.hpp"

namespace cdcdump {

/// True when the bytes begin like an NTB: signature and header length fit.
[[nodiscard]] bool begins_ntb(cdcnet::bytes data) noexcept;

/// One direction of the data channel of a function.
class data_channel {
public:
    /// Sets what the enumeration told; all may stay 0.
    /// \param packet_size  wMaxPacketSize of the endpoint
    /// \param max_size     largest NTB that both sides agreed on
    void configure(std::uint32_t packet_size, std::uint32_t max_size) noexcept {
        if (packet_size != 0) packet_size_ = packet_size;
        max_size_ = max_size;
    }

    /// Takes the payload of one URB.  A block that it does not hold whole waits for the next URB, unless the transfer would have more
    /// than 16 MiB with it.
    /// \param cut  the capture kept only the front of the payload
    void take(cdcnet::bytes data, const origin& where, bool cut, report& out);

    /// What waits for more will not become whole.
    void flush(report& out);
    /// The endpoint starts anew (another alternate setting), and its sequence numbers with it.
    void restart(report& out);

private:
    [[nodiscard]] bool goes_on(cdcnet::bytes transfer) noexcept;
    void end_transfer() noexcept;
    void parse(cdcnet::bytes transfer, bool cut, report& out);
    void deliver(const cdcnet::ncm::ntb& ntb, report& out);

    std::vector<std::byte> pending_;  ///< the front of a transfer that continues in the next URB
    std::size_t last_block_{};        ///< where in a transfer the block begins that may continue
    std::vector<std::byte> scratch_;  ///< for blocks with faulty entries
    origin where_{};
    std::uint32_t urbs_{};
    std::uint32_t packet_size_{64};  ///< every wMaxPacketSize of a bulk endpoint above full speed is a multiple
    std::uint32_t max_size_{};
    cdcnet::ncm::sequence_tracker sequence_{};
};

}  // namespace cdcdump
