// SPDX-License-Identifier: BSL-1.0
/// \file
/// USB requests as capture files hold them: usbmon (Linux) and USBPcap (Windows) packets in one form.
#pragma once

#include <cdcnet/usb/requests.hpp>
#include <cstdint>
#include <optional>
#include <string_view>

namespace cdcdump {

/// Link types of the captures this tool reads, with the numbers of the pcap registry.
enum class link_type : int {
    usb_linux = 189,          ///< usbmon, 48-byte header
    usb_linux_mmapped = 220,  ///< usbmon, 64-byte header
    usbpcap = 249,            ///< USBPcap, 27-byte header and one more for control transfers
    upper_pdu = 252,          ///< payload of a named dissector
};

/// The moment a packet was recorded: when the host handed the request to its controller, or when it ended.
enum class urb_event : std::uint8_t { submit, complete };

/// One packet of a USB capture.
struct urb {
    std::uint64_t id{};  ///< the same for submit and completion
    urb_event event{};
    cdcnet::usb::transfer_type type{};
    bool failed{};            ///< the completion tells an error (a stall, a removed device)
    std::uint8_t endpoint{};  ///< address; bit 7 set for IN
    std::uint8_t device{};
    std::uint16_t bus{};
    std::optional<cdcnet::usb::setup_packet> setup{};
    cdcnet::bytes data{};  ///< payload, a view of the packet
    bool cut{};            ///< the capture kept only the front of the payload
};

/// Reads the header of a packet.  `original_length` is the packet's length before the capture's snapshot limit.
/// Fails with `need_more` when the header is not whole and with `value` on a transfer type that USB does not have.
/// Integers of usbmon headers are expected in host order, which is how libpcap hands them out.
[[nodiscard]] cdcnet::result<urb> parse_urb(link_type link, cdcnet::bytes packet, std::uint32_t original_length) noexcept;

/// A payload with the name of the dissector that it is meant for.
struct upper_pdu {
    std::string_view dissector{};
    cdcnet::bytes data{};
};

/// Reads a packet of link type 252: tag, length, value triples in network byte order, then the payload.  Fails with
/// `need_more` when the list of tags has no end.
[[nodiscard]] cdcnet::result<upper_pdu> parse_upper_pdu(cdcnet::bytes packet) noexcept;

}  // namespace cdcdump
