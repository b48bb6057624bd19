// SPDX-License-Identifier: BSL-1.0
/// \file
/// What a transfer takes on a bus.
#pragma once

#include <array>
#include <cdcnet/ncm/limits.hpp>
#include <cstdint>
#include <string_view>

namespace ntb_size {

namespace ncm = cdcnet::ncm;

/// A bulk pipe in one direction with nothing else on the bus.
struct bus {
    std::string_view name;
    double packets_per_second{};  ///< of full packets
    std::uint32_t packet{};       ///< wMaxPacketSize, bytes
    std::uint32_t overhead{};     ///< bytes of time that a packet of any size takes beside its data

    /// Of a pipe that carries `bits_per_second` of packets with their overhead.
    [[nodiscard]] static constexpr bus of_rate(double bits_per_second, std::uint32_t packet, std::uint32_t overhead) noexcept {
        return {"given rate", bits_per_second / 8 / (packet + overhead), packet, overhead};
    }
};

/// Full packets and overhead as USB 2.0 has them, tables 5-9 and 5-10: 19 packets in a frame, 13 in a microframe.  Of
/// SuperSpeed, the 59 packets with header, framing and CRC that fit into 125 us at 500 MB/s; USB 3.0 expects about 400 MB/s
/// of data in practice.
inline constexpr std::array<bus, 3> usb_buses{{
    {"full speed", 19.0 * 1000, 64, 13},
    {"high speed", 13.0 * 8000, 512, 55},
    {"super speed", 59.0 * 8000, 1024, 32},
}};

/// Bytes and packets on the bus; of many transfers, the mean.
struct transfer {
    double bytes{};
    double packets{};
};

/// The transfer of a block of `size` bytes, with what ends it.
[[nodiscard]] constexpr transfer transfer_of(std::size_t size, std::uint32_t packet, const ncm::limits& l) noexcept {
    const ncm::terminator_kind end = ncm::terminator(size, packet, l);
    const std::size_t bytes = size + (end == ncm::terminator_kind::pad ? 1 : 0);
    const std::size_t packets = (bytes + packet - 1) / packet + (end == ncm::terminator_kind::zlp ? 1 : 0);
    return {static_cast<double>(bytes), static_cast<double>(packets)};
}

/// Seconds from the first bit to the last.
[[nodiscard]] constexpr double seconds_of(const transfer& t, const bus& l) noexcept {
    const double second = l.packets_per_second * (l.packet + l.overhead);
    return (t.bytes + t.packets * l.overhead) / second;
}

}  // namespace ntb_size
