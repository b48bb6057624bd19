// SPDX-License-Identifier: BSL-1.0
#include "urb.hpp"

#include <array>
#include <cstring>

namespace cdcdump {

using cdcnet::bytes;
using cdcnet::errc;
using cdcnet::error;
using cdcnet::load_be;
using cdcnet::load_le;
using cdcnet::result;
using cdcnet::usb::setup_packet;
using cdcnet::usb::transfer_type;

namespace {

/// The numbers that both capture formats give the transfer types.
result<transfer_type> type_of(std::byte number, std::uint64_t offset) noexcept {
    constexpr std::array types{transfer_type::isochronous, transfer_type::interrupt, transfer_type::control, transfer_type::bulk};
    const auto index = std::to_integer<std::size_t>(number);
    if (index >= types.size()) return error{errc::value, offset};
    return types[index];
}

template <class T>
T load_host(const std::byte* from) noexcept {
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

/// usbmon, as described in the kernel's Documentation/usb/usbmon.rst.
result<urb> parse_usbmon(bytes packet, std::size_t header_size, std::uint32_t original_length) noexcept {
    if (packet.size() < header_size) return error{errc::need_more, packet.size()};
    const std::byte* at = packet.data();

    urb u;
    u.id = load_host<std::uint64_t>(at);
    const auto event = std::to_integer<char>(at[8]);
    u.event = event == 'S' ? urb_event::submit : urb_event::complete;  // 'E', a failed submission, ends the request too
    const auto type = type_of(at[9], 9);
    if (!type) return type.error();
    u.type = *type;
    u.endpoint = std::to_integer<std::uint8_t>(at[10]);
    u.device = std::to_integer<std::uint8_t>(at[11]);
    u.bus = load_host<std::uint16_t>(at + 12);
    const bool has_setup = at[14] == std::byte{0};
    const bool has_data = at[15] == std::byte{0};
    u.failed = u.event == urb_event::complete && (event == 'E' || load_host<std::int32_t>(at + 28) != 0);
    if (has_setup && u.type == transfer_type::control) u.setup = setup_packet::parse(packet.subspan(40)).value_or({});

    // The completion of an isochronous request has a list of descriptors in front of its data.
    std::uint64_t descriptors = 0;
    if (header_size == 64 && u.type == transfer_type::isochronous) descriptors = std::uint64_t{16} * load_host<std::uint32_t>(at + 60);
    const auto transferred = load_host<std::uint32_t>(at + 32);
    const auto recorded = load_host<std::uint32_t>(at + 36);
    if (has_data && descriptors <= packet.size() - header_size) {
        u.data = packet.subspan(header_size + static_cast<std::size_t>(descriptors));
        if (u.data.size() > recorded) u.data = u.data.first(recorded);
        u.cut = original_length > packet.size() || recorded < transferred;
    }
    return u;
}

/// USBPcap, as described in its "USBPcap Capture format specification".  Little-endian on every machine.
result<urb> parse_usbpcap(bytes packet, std::uint32_t original_length) noexcept {
    constexpr std::size_t smallest = 27;
    if (packet.size() < smallest) return error{errc::need_more, packet.size()};
    const std::byte* at = packet.data();

    const auto header_size = load_le<std::uint16_t>(at);
    if (header_size < smallest) return error{errc::length, 0};
    if (header_size > packet.size()) return error{errc::need_more, packet.size()};

    urb u;
    u.id = load_le<std::uint64_t>(at + 2);
    const bool from_device = (std::to_integer<std::uint8_t>(at[16]) & 1) != 0;
    u.event = from_device ? urb_event::complete : urb_event::submit;
    u.failed = from_device && load_le<std::uint32_t>(at + 10) >= 0x80000000u;
    u.bus = load_le<std::uint16_t>(at + 17);
    u.device = static_cast<std::uint8_t>(load_le<std::uint16_t>(at + 19));
    u.endpoint = std::to_integer<std::uint8_t>(at[21]);
    const auto type = type_of(at[22], 22);
    if (!type) return type.error();
    u.type = *type;
    u.data = packet.subspan(header_size);
    u.cut = original_length > packet.size();

    constexpr auto setup_stage = std::byte{0};
    if (u.type == transfer_type::control && header_size > smallest && at[27] == setup_stage) {
        const auto setup = setup_packet::parse(u.data);
        if (!setup) return setup.error().shifted(header_size);
        u.setup = *setup;
        u.data = u.data.subspan(setup_packet::size);
    }
    return u;
}

}  // namespace

result<urb> parse_urb(link_type link, bytes packet, std::uint32_t original_length) noexcept {
    switch (link) {
        case link_type::usb_linux: return parse_usbmon(packet, 48, original_length);
        case link_type::usb_linux_mmapped: return parse_usbmon(packet, 64, original_length);
        case link_type::usbpcap: return parse_usbpcap(packet, original_length);
        case link_type::upper_pdu: break;
    }
    return error{errc::value, 0};
}

result<upper_pdu> parse_upper_pdu(bytes packet) noexcept {
    constexpr std::uint16_t end_of_options = 0;
    constexpr std::uint16_t dissector_name = 12;

    upper_pdu pdu;
    for (std::size_t at = 0; packet.size() - at >= 4;) {
        const auto tag = load_be<std::uint16_t>(packet.data() + at);
        const std::size_t length = load_be<std::uint16_t>(packet.data() + at + 2);
        at += 4;
        if (length > packet.size() - at) break;
        if (tag == end_of_options) {
            pdu.data = packet.subspan(at + length);
            return pdu;
        }
        if (tag == dissector_name) {
            pdu.dissector = {reinterpret_cast<const char*>(packet.data() + at), length};
            while (!pdu.dissector.empty() && pdu.dissector.back() == '\0') pdu.dissector.remove_suffix(1);
        }
        at += length;
    }
    return error{errc::need_more, packet.size()};
}

}  // namespace cdcdump
