// SPDX-License-Identifier: BSL-1.0
#include <cdcdump/capture.hpp>
#include <cdcdump/usb_tracker.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "examples/collector.hpp"
#include "examples/run.hpp"

using cdcdump::urb;
using cdcdump::urb_event;
using cdcdump_test::collector;
using cdcdump_test::from_hex;
using cdcdump_test::octets;
namespace usb = cdcnet::usb;

namespace {

/// What the tracker finds in a capture of the tree, of which `keep` chooses the packets.
void track(collector& out, const char* file, const std::function<bool(const urb&)>& keep) {
    cdcdump::input in{std::string{CDCNET_SOURCE_DIR "/examples/captures/"} + file};
    cdcdump::capture capture{in};
    cdcdump::usb_tracker tracker{cdcnet::mbim::release::v1, out};
    for (cdcdump::packet p; capture.next(p);) {
        const auto u = cdcdump::parse_urb(capture.link(), p.data, p.original_length);
        REQUIRE(u);
        if (keep(*u)) tracker.take(*u, {.number = p.number, .time_ns = p.time_ns});
    }
    tracker.finish();
}

bool everything(const urb&) { return true; }

std::size_t count(const collector& c, std::string_view name) {
    return static_cast<std::size_t>(std::count_if(c.events.begin(), c.events.end(), [&](const auto& e) { return e.name == name; }));
}

/// A device that is fed by hand.
struct bench {
    collector out;
    cdcdump::usb_tracker tracker{cdcnet::mbim::release::v1, out};
    std::uint64_t id{};

    void control(const usb::setup_packet& setup, const octets& data = {}, bool failed = false) {
        ++id;
        urb u{.id = id, .event = urb_event::submit, .type = usb::transfer_type::control, .device = 2, .bus = 1, .setup = setup};
        if (!setup.is_in()) u.data = data;
        tracker.take(u, {});
        urb done{.id = id, .event = urb_event::complete, .type = usb::transfer_type::control, .failed = failed, .device = 2, .bus = 1};
        if (setup.is_in() && !failed) done.data = data;
        tracker.take(done, {});
    }
    /// A block towards another device, of which nothing else is seen.
    void bulk_of(std::uint16_t bus, std::uint8_t device, const octets& data, std::uint64_t number = 0) {
        tracker.take(
            {.event = urb_event::submit, .type = usb::transfer_type::bulk, .endpoint = 2, .device = device, .bus = bus, .data = data},
            {.number = number});
    }
    void bulk(std::uint8_t endpoint, const octets& data) {
        const urb_event event = (endpoint & 0x80) != 0 ? urb_event::complete : urb_event::submit;
        tracker.take({.event = event, .type = usb::transfer_type::bulk, .endpoint = endpoint, .device = 2, .bus = 1, .data = data}, {});
    }
};

const octets open_message = from_hex("01000000 10000000 01000000 00100000");
const octets block = from_hex("4e434d48 0c00 0000 2000 0c00  49505300 1000 0000 1c00 0400 0000 0000 45000004");

/// One configuration with an MBIM function (interfaces 0 and 1, bulk 0x81 and 0x02) and a mass storage interface 2 with
/// bulk 0x83.
octets configuration() {
    std::array<std::byte, 256> buffer{};
    usb::configuration_writer out{buffer};
    out.add(usb::configuration_descriptor{.interfaces = 3});
    out.add(usb::interface_descriptor{.number = 0, .endpoints = 1, .class_ = usb::communication_class, .subclass = usb::mbim_subclass});
    out.add(usb::mbim_descriptor{});
    out.add(usb::endpoint_descriptor{.address = 0x84, .attributes = 3, .max_packet_size = 16, .interval = 5});
    out.add(usb::interface_descriptor{.number = 1, .class_ = usb::data_class, .protocol = usb::mbim_data_protocol});
    out.add(usb::interface_descriptor{
        .number = 1, .alternate = 1, .endpoints = 2, .class_ = usb::data_class, .protocol = usb::mbim_data_protocol});
    out.add(usb::endpoint_descriptor{.address = 0x81, .attributes = 2, .max_packet_size = 512});
    out.add(usb::endpoint_descriptor{.address = 0x02, .attributes = 2, .max_packet_size = 512});
    out.add(usb::interface_descriptor{.number = 2, .endpoints = 1, .class_ = usb::mass_storage_class, .subclass = 6, .protocol = 0x50});
    out.add(usb::endpoint_descriptor{.address = 0x83, .attributes = 2, .max_packet_size = 512});
    const auto written = out.finish();
    REQUIRE(written);
    return {written->begin(), written->end()};
}

constexpr usb::setup_packet get_configuration_descriptor{0x80, 6, 0x0200, 0, 255};

}  // namespace

TEST_CASE("enumeration tells what a device is") {
    collector mbim;
    track(mbim, "mbim-ntb16.pcap", everything);
    CHECK(count(mbim, "mbim") == 1);
    CHECK(count(mbim, "SET_NTB_FORMAT") == 1);
    CHECK(mbim.faults.empty());
    CHECK(std::all_of(mbim.blocks.begin(), mbim.blocks.end(), [](const auto& b) { return b.max_size == 16384; }));
    CHECK(std::any_of(mbim.messages.begin(), mbim.messages.end(), [](const auto& m) { return m.fragments == 2; }));
    std::uint32_t frames = 0;
    for (const auto& m : mbim.messages) frames += m.fragments;
    CHECK(mbim.frames == frames);
    const auto is_mbim = [](const octets& raw) {
        std::array<usb::function, 8> storage{};
        const auto functions = usb::classify(usb::configuration::parse(raw).value(), storage);
        return functions && functions->size() == 1 && functions->front().kind == usb::function_kind::mbim;
    };
    REQUIRE(mbim.configurations.size() == 2);  // the other one is that of the root hub
    CHECK(std::count_if(mbim.configurations.begin(), mbim.configurations.end(), is_mbim) == 1);
    REQUIRE(!mbim.parameter_blocks.empty());
    CHECK(mbim.parameter_blocks.back().in.max_size == 16384);

    collector ncm;
    track(ncm, "ncm-crc.pcap", everything);
    CHECK(count(ncm, "ncm") == 1);
    CHECK(count(ncm, "SET_CRC_MODE") >= 2);
    CHECK(ncm.messages.empty());
    for (const auto& b : ncm.blocks) CHECK(b.crc_failed == 0);
}

TEST_CASE("without enumeration the bytes tell the same") {
    for (const char* file : {"mbim-ntb16.pcap", "ncm-ntb32.pcap"}) {
        CAPTURE(file);
        collector whole;
        track(whole, file, everything);
        collector late;
        track(late, file, [](const urb& u) { return !u.setup || !u.setup->is_standard(); });
        CHECK(count(late, "mbim") + count(late, "ncm") == 0);
        CHECK(late.blocks.size() == whole.blocks.size());
        CHECK(late.messages.size() == whole.messages.size());
        CHECK(late.faults.empty());
    }
}

TEST_CASE("descriptors decide over what an endpoint carries") {
    bench b;
    b.control(get_configuration_descriptor, configuration());
    b.bulk(0x81, block);
    b.bulk(0x02, block);
    CHECK(b.out.blocks.size() == 2);
    b.bulk(0x83, block);  // a file on the storage may look like an NTB
    CHECK(b.out.blocks.size() == 2);
    b.bulk(0x81, from_hex("00112233445566778899aabbccddeeff"));  // this endpoint carries NTBs and nothing else
    REQUIRE(b.out.faults.size() == 1);
    CHECK(b.out.faults[0].error.code() == cdcnet::errc::nth_signature);

    b.control(usb::send_encapsulated_command(0, 16), open_message);
    CHECK(b.out.messages.size() == 1);
    b.control(usb::send_encapsulated_command(2, 16), open_message);  // not the MBIM function
    CHECK(b.out.messages.size() == 1);
}

TEST_CASE("an unknown endpoint counts once it has begun like an NTB") {
    bench b;
    b.bulk(0x81, from_hex("00112233445566778899aabbccddeeff"));
    CHECK(b.out.faults.empty());
    b.bulk(0x81, block);
    CHECK(b.out.blocks.size() == 1);
    b.control(usb::send_encapsulated_command(0, 4), from_hex("ff020000"));  // another protocol
    CHECK(b.out.faults.empty());
    b.control(usb::send_encapsulated_command(0, 16), open_message);
    CHECK(b.out.messages.size() == 1);
}

TEST_CASE("a request that stalls changes nothing") {
    bench b;
    b.control(get_configuration_descriptor, configuration());
    const octets size = from_hex("00200000");
    b.control(usb::set_ntb_input_size(0, 4), size, true);
    b.bulk(0x81, block);
    CHECK(b.out.blocks.back().max_size == 0);
    b.control(usb::set_ntb_input_size(0, 4), size);
    b.bulk(0x81, block);
    CHECK(b.out.blocks.back().max_size == 8192);
}

TEST_CASE("the sequence starts anew with the alternate setting and with the configuration") {
    bench b;
    b.control(get_configuration_descriptor, configuration());
    octets second = block;
    second[6] = std::byte{9};
    b.bulk(0x81, block);
    b.bulk(0x81, second);
    CHECK(b.out.blocks.back().missed == 8);
    for (const usb::setup_packet& anew : {usb::setup_packet{0x01, 11, 1, 1, 0}, usb::setup_packet{0x00, 9, 1, 0, 0}}) {
        b.control(anew);
        b.bulk(0x81, block);
        CHECK(b.out.blocks.back().missed == 0);
        CHECK(!b.out.blocks.back().repeated);
    }
}

TEST_CASE("a configuration with broken descriptors is reported") {
    bench b;
    octets broken = configuration();
    broken[9] = std::byte{0};  // bLength of the first interface
    b.control(get_configuration_descriptor, broken);
    REQUIRE(b.out.faults.size() == 1);
    CHECK(b.out.faults[0].item == "descriptor");
    CHECK(b.out.faults[0].error == cdcnet::error{cdcnet::errc::descriptor_length, 9});

    bench fronts;
    const octets whole = configuration();
    for (std::size_t n = 0; n < whole.size(); ++n)
        fronts.control(get_configuration_descriptor, {whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(n)});
    CHECK(fronts.out.faults.empty());  // hosts read the front first
    CHECK(fronts.out.events.empty());
}

TEST_CASE("an address that is used again belongs to another device") {
    bench b;
    const auto device = [](std::uint16_t product) {
        std::array<std::byte, 18> buffer{};
        const auto raw = usb::build(buffer, usb::device_descriptor{.vendor = 0x1d6b, .product = product});
        return octets{raw->begin(), raw->end()};
    };
    constexpr usb::setup_packet get_device_descriptor{0x80, 6, 0x0100, 0, 18};
    b.control(get_device_descriptor, device(1));
    b.control(get_configuration_descriptor, configuration());
    b.bulk(0x83, block);
    CHECK(b.out.blocks.empty());
    b.control(get_device_descriptor, device(2));
    b.bulk(0x83, block);
    CHECK(b.out.blocks.size() == 1);
}

TEST_CASE("strings are told when they are whole") {
    bench b;
    const octets text = from_hex("0600 3100 3200");
    octets wrong = from_hex("0603 3100 3200");
    b.control({0x80, 6, 0x0304, 0x0409, 255}, wrong);
    b.control({0x80, 6, 0x0305, 0x0409, 2}, from_hex("0603"));    // its length alone
    b.control({0x80, 6, 0x0306, 0x0409, 255}, text);              // not a string
    b.control({0x80, 6, 0x0300, 0, 255}, from_hex("0403 0904"));  // languages
    b.control({0x80, 6, 0x0307, 0x0409, 255}, wrong, true);
    REQUIRE(b.out.strings.size() == 1);
    CHECK(b.out.strings.at(4) == wrong);
}

TEST_CASE("the Microsoft OS 2.0 descriptor set is what answers the code of the BOS descriptor") {
    constexpr auto bos = usb::microsoft_os::bos({.set_length = 18, .vendor_code = 0x21});
    const octets set = from_hex("0a00 0000 00000306 1200  0800 0100 00 00 0800");
    const octets head(set.begin(), set.begin() + 10);
    const usb::setup_packet get{0xc0, 0x21, 0, 7, 18};
    bench b;
    b.control(get, set);  // who knows what this code means
    CHECK(b.out.microsoft_os_sets.empty());
    b.control({0x80, 6, 0x0f00, 0, 5}, {bos.begin(), bos.begin() + 5});
    b.control({0x80, 6, 0x0f00, 0, 33}, {bos.begin(), bos.end()});
    b.control({0xc0, 0x22, 0, 7, 18}, set);
    b.control({0xc0, 0x21, 0, 8, 18}, set);
    b.control({0x40, 0x21, 0, 7, 18}, set);
    b.control({0xc0, 0x21, 0, 7, 10}, head);
    b.control(get, set, true);
    CHECK(b.out.microsoft_os_sets.empty());
    b.control(get, set);
    CHECK(b.out.microsoft_os_sets == std::vector<octets>{set});
}

TEST_CASE("a configuration is known by its number, as the device told it last") {
    const octets first = configuration();
    octets second = first;
    constexpr std::size_t max_power = 8;
    second[max_power] = std::byte{250};
    bench b;
    b.control(get_configuration_descriptor, first);
    b.control(get_configuration_descriptor, second);
    b.control({0x00, 9, std::to_integer<std::uint8_t>(first[5]), 0, 0});
    CHECK(b.out.configurations == std::vector{first, second});
}

TEST_CASE("of more than 1024 devices those that were not seen for longest are forgotten") {
    const auto numbered = [](std::uint8_t sequence) {
        octets one = block;
        one[6] = std::byte{sequence};
        return one;
    };
    bench b;
    b.bulk_of(0, 1, numbered(0));
    octets front = block;  // announces 256 bytes, of which 64 come
    front[8] = std::byte{0};
    front[9] = std::byte{1};
    front.resize(64);
    b.bulk_of(0, 1, front);
    b.control(get_configuration_descriptor, configuration());  // of 1.2
    for (unsigned n = 2; n < 1024; ++n) b.bulk_of(static_cast<std::uint16_t>(2 + n / 128), static_cast<std::uint8_t>(n % 128), block);
    CHECK(b.out.blocks.size() == 1023);
    CHECK(b.out.faults.empty());

    b.bulk(0x83, block);  // of 1.2, whose storage is no business of ours: it has been seen
    CHECK(b.out.blocks.size() == 1023);
    b.bulk_of(1, 1, block, 77);
    REQUIRE(b.out.faults.size() == 2);
    CHECK(b.out.faults[0].error.code() == cdcnet::errc::block_exceeds);  // what 0.1 still owed
    CHECK(b.out.faults[1].item == "file");
    CHECK(b.out.faults[1].error.code() == cdcnet::errc::too_large);
    CHECK(b.out.faults[1].where.number == 77);

    b.bulk_of(0, 1, numbered(9));
    CHECK(b.out.blocks.back().missed == 0);  // a device that nothing is known of
    b.bulk_of(1, 1, numbered(2));
    CHECK(b.out.blocks.back().missed == 1);  // one that is known
    const std::size_t blocks = b.out.blocks.size();
    b.bulk(0x83, block);
    CHECK(b.out.blocks.size() == blocks);
    CHECK(b.out.faults.size() == 2);  // it is told once
}
