// SPDX-License-Identifier: BSL-1.0
#include <cdcdump/urb.hpp>
#include <doctest/doctest.h>

#include "examples/collector.hpp"

using cdcdump::link_type;
using cdcdump::parse_urb;
using cdcdump::urb_event;
using cdcdump_test::from_hex;
using cdcdump_test::octets;
namespace usb = cdcnet::usb;

namespace {

/// A usbmon packet of GET_DESCRIPTOR as little-endian Linux records it; 16 more bytes in the mmapped form.
octets submit_control(bool mmapped) {
    return from_hex(std::string{"8877665544332211"  // id
                                "53 02 80 05"       // 'S', control, endpoint 0x80, device 5
                                "0300"              // bus 3
                                "00 3c"             // setup is there, data are not
                                "0000000000000000"  // seconds
                                "00000000"          // microseconds
                                "8dffffff"          // status -115
                                "12000000"          // length 18
                                "00000000"          // recorded
                                "8006000100001200"} +
                    (mmapped ? std::string(32, '0') : ""));
}

/// The completion of a bulk IN transfer with `recorded` of 4 bytes.
octets complete_bulk(std::string_view recorded) {
    octets packet = from_hex(
        "8877665544332211 43 03 82 05 0300 2d 00 0000000000000000 00000000 00000000"
        "04000000");
    const octets tail = from_hex(std::string{recorded} + "0000000000000000" + std::string(32, '0') + "aabbccdd");
    packet.insert(packet.end(), tail.begin(), tail.end());
    return packet;
}

}  // namespace

TEST_CASE("usbmon control submission, both header sizes") {
    for (const bool mmapped : {false, true}) {
        const octets packet = submit_control(mmapped);
        const link_type link = mmapped ? link_type::usb_linux_mmapped : link_type::usb_linux;
        const auto u = parse_urb(link, packet, static_cast<std::uint32_t>(packet.size()));
        REQUIRE(u);
        CHECK(u->id == 0x1122334455667788);
        CHECK(u->event == urb_event::submit);
        CHECK(u->type == usb::transfer_type::control);
        CHECK(u->endpoint == 0x80);
        CHECK(u->device == 5);
        CHECK(u->bus == 3);
        CHECK(!u->failed);
        CHECK(u->data.empty());
        REQUIRE(u->setup);
        CHECK(u->setup->request_type == 0x80);
        CHECK(u->setup->request == 6);
        CHECK(u->setup->value == 0x0100);
        CHECK(u->setup->length == 18);
        for (std::size_t n = 0; n < packet.size(); ++n)
            CHECK(parse_urb(link, cdcnet::bytes{packet}.first(n), static_cast<std::uint32_t>(packet.size())).error().code() ==
                  cdcnet::errc::need_more);
    }
}

TEST_CASE("usbmon bulk completion") {
    octets packet = complete_bulk("04000000");
    const auto size = static_cast<std::uint32_t>(packet.size());
    const auto u = parse_urb(link_type::usb_linux_mmapped, packet, size);
    REQUIRE(u);
    CHECK(u->event == urb_event::complete);
    CHECK(u->type == usb::transfer_type::bulk);
    CHECK(u->endpoint == 0x82);
    CHECK(cdcnet::equal(u->data, from_hex("aabbccdd")));
    CHECK(!u->cut);
    CHECK(parse_urb(link_type::usb_linux_mmapped, packet, size + 1)->cut);                 // the snapshot limit of the capture
    CHECK(parse_urb(link_type::usb_linux_mmapped, complete_bulk("02000000"), size)->cut);  // the limit of usbmon itself
    CHECK(parse_urb(link_type::usb_linux_mmapped, complete_bulk("02000000"), size)->data.size() == 2);
    for (std::size_t n = 64; n < packet.size(); ++n)
        CHECK(parse_urb(link_type::usb_linux_mmapped, cdcnet::bytes{packet}.first(n), size)->data.size() == n - 64);

    packet[9] = std::byte{4};
    CHECK(parse_urb(link_type::usb_linux_mmapped, packet, size).error() == cdcnet::error{cdcnet::errc::value, 9});
}

TEST_CASE("usbmon isochronous completion with more descriptors than bytes") {
    octets packet = complete_bulk("04000000");
    packet[9] = std::byte{0};
    for (const std::uint8_t count : {std::uint8_t{1}, std::uint8_t{0xff}}) {
        for (std::size_t i = 60; i < 64; ++i) packet[i] = std::byte{count};
        const auto u = parse_urb(link_type::usb_linux_mmapped, packet, static_cast<std::uint32_t>(packet.size()));
        REQUIRE(u);
        CHECK(u->data.empty());
    }
}

TEST_CASE("USBPcap packets") {
    // SET_INTERFACE-like setup stage with two bytes of data behind the setup packet
    const octets setup = from_hex("1c00 8877665544332211 00000000 0800 00 0200 0700 00 02 0a000000 00  2184010000000200 beef");
    const auto s = parse_urb(link_type::usbpcap, setup, static_cast<std::uint32_t>(setup.size()));
    REQUIRE(s);
    CHECK(s->event == urb_event::submit);
    CHECK(s->type == usb::transfer_type::control);
    CHECK(s->bus == 2);
    CHECK(s->device == 7);
    REQUIRE(s->setup);
    CHECK(s->setup->request == 0x84);
    CHECK(cdcnet::equal(s->data, from_hex("beef")));
    for (std::size_t n = 0; n < 36; ++n) CHECK(!parse_urb(link_type::usbpcap, cdcnet::bytes{setup}.first(n), 38));

    const octets bulk = from_hex("1b00 8877665544332211 00000000 0900 01 0200 0700 82 03 04000000 aabbccdd");
    const auto b = parse_urb(link_type::usbpcap, bulk, static_cast<std::uint32_t>(bulk.size()));
    REQUIRE(b);
    CHECK(b->event == urb_event::complete);
    CHECK(b->endpoint == 0x82);
    CHECK(b->type == usb::transfer_type::bulk);
    CHECK(!b->failed);
    CHECK(cdcnet::equal(b->data, from_hex("aabbccdd")));

    octets note = bulk;
    note[22] = std::byte{0xfe};
    CHECK(parse_urb(link_type::usbpcap, note, 31).error() == cdcnet::error{cdcnet::errc::value, 22});
    octets failed = bulk;
    failed[13] = std::byte{0xc0};
    CHECK(parse_urb(link_type::usbpcap, failed, 31)->failed);
}

TEST_CASE("payloads of named dissectors") {
    const octets packet = from_hex("000c 000c 6d62696d2e636f6e74726f6c 0000 0000 01020304");
    const auto pdu = cdcdump::parse_upper_pdu(packet);
    REQUIRE(pdu);
    CHECK(pdu->dissector == "mbim.control");
    CHECK(cdcnet::equal(pdu->data, from_hex("01020304")));

    const octets padded = from_hex("0014 0004 00000000  000c 000c 6d62696d2e62756c6b000000 0000 0000 4e");
    CHECK(cdcdump::parse_upper_pdu(padded)->dissector == "mbim.bulk");
    for (std::size_t n = 0; n < 20; ++n) CHECK(!cdcdump::parse_upper_pdu(cdcnet::bytes{packet}.first(n)));
    CHECK(cdcdump::parse_upper_pdu(cdcnet::bytes{packet}.first(20)));
}
