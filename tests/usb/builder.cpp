// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the builder composes, against bytes written out from the specifications, and read by the library's own parsers.
#include <cdcnet/usb/builder.hpp>
#include <cdcnet/usb/compatibility.hpp>
#include <doctest/doctest.h>

#include <vector>

#include "constant.hpp"
#include "sets.hpp"

using namespace cdcnet;
using namespace cdcnet::usb;

namespace {

/// An NCM function with the defaults, alone in its configuration.
inline constexpr unsigned char expected_ncm[] = {
    0x09, 0x02, 0x5e, 0x00, 0x02, 0x01, 0x00, 0x80, 0x32,                          // configuration: 94 bytes, 2 interfaces, 100 mA
    0x08, 0x0b, 0x00, 0x02, 0x02, 0x0d, 0x00, 0x00,                                // interface association
    0x09, 0x04, 0x00, 0x00, 0x01, 0x02, 0x0d, 0x00, 0x00,                          // interface 0.0
    0x05, 0x24, 0x00, 0x20, 0x01,                                                  // header, CDC 1.20
    0x05, 0x24, 0x06, 0x00, 0x01,                                                  // union
    0x0d, 0x24, 0x0f, 0x04, 0x00, 0x00, 0x00, 0x00, 0xea, 0x05, 0x00, 0x00, 0x00,  // Ethernet: string 4, 1514 bytes
    0x06, 0x24, 0x1a, 0x00, 0x01, 0x01,                                            // NCM 1.0: SetEthernetPacketFilter
    0x07, 0x05, 0x81, 0x03, 0x10, 0x00, 0x09,                                      // interrupt IN
    0x09, 0x04, 0x01, 0x00, 0x00, 0x0a, 0x00, 0x01, 0x00,                          // interface 1.0
    0x09, 0x04, 0x01, 0x01, 0x02, 0x0a, 0x00, 0x01, 0x00,                          // interface 1.1
    0x07, 0x05, 0x82, 0x02, 0x00, 0x02, 0x00,                                      // bulk IN
    0x07, 0x05, 0x02, 0x02, 0x00, 0x02, 0x00,                                      // bulk OUT
};

/// An MBIM function with other values than the defaults, on the interfaces 2 and 3.
inline constexpr unsigned char expected_mbim[] = {
    0x09, 0x02, 0x5f, 0x00, 0x02, 0x01, 0x00, 0xa0, 0xfa,                    // configuration: 95 bytes
    0x08, 0x0b, 0x02, 0x02, 0x02, 0x0e, 0x00, 0x05,                          // interface association
    0x09, 0x04, 0x02, 0x00, 0x01, 0x02, 0x0e, 0x00, 0x06,                    // interface 2.0
    0x05, 0x24, 0x00, 0x20, 0x01,                                            // header
    0x05, 0x24, 0x06, 0x02, 0x03,                                            // union
    0x0c, 0x24, 0x1b, 0x00, 0x01, 0x00, 0x02, 0x10, 0xc0, 0x00, 0x08, 0x28,  // MBIM: 512, 16 filters of 192, 2048, capabilities
    0x08, 0x24, 0x1c, 0x00, 0x02, 0x40, 0x78, 0x05,                          // MBIM extended: 2.0, 64, 1400
    0x07, 0x05, 0x84, 0x03, 0x40, 0x00, 0x04,                                // interrupt IN
    0x09, 0x04, 0x03, 0x00, 0x00, 0x0a, 0x00, 0x02, 0x07,                    // interface 3.0
    0x09, 0x04, 0x03, 0x01, 0x02, 0x0a, 0x00, 0x02, 0x07,                    // interface 3.1
    0x07, 0x05, 0x85, 0x02, 0x40, 0x00, 0x00,                                // bulk IN
    0x07, 0x05, 0x06, 0x02, 0x40, 0x00, 0x00,                                // bulk OUT
};

/// Both in one: the alternate settings of `reference/usb.json`, ncm_plus_mbim.
inline constexpr unsigned char expected_dual[] = {
    0x09, 0x02, 0xa3, 0x00, 0x02, 0x01, 0x00, 0x80, 0x00,                          // configuration: 163 bytes
    0x08, 0x0b, 0x00, 0x02, 0x02, 0x0d, 0x00, 0x00,                                // interface association
    0x09, 0x04, 0x00, 0x00, 0x01, 0x02, 0x0d, 0x00, 0x00,                          // interface 0.0: NCM
    0x05, 0x24, 0x00, 0x20, 0x01,                                                  // header
    0x05, 0x24, 0x06, 0x00, 0x01,                                                  // union
    0x0d, 0x24, 0x0f, 0x04, 0x00, 0x00, 0x00, 0x00, 0xea, 0x05, 0x00, 0x00, 0x00,  // Ethernet
    0x06, 0x24, 0x1a, 0x00, 0x01, 0x01,                                            // NCM
    0x07, 0x05, 0x81, 0x03, 0x10, 0x00, 0x09,                                      // interrupt IN
    0x09, 0x04, 0x00, 0x01, 0x01, 0x02, 0x0e, 0x00, 0x00,                          // interface 0.1: MBIM
    0x05, 0x24, 0x00, 0x20, 0x01,                                                  // header
    0x05, 0x24, 0x06, 0x00, 0x01,                                                  // union
    0x0c, 0x24, 0x1b, 0x00, 0x01, 0x00, 0x10, 0x20, 0x80, 0xdc, 0x05, 0x00,        // MBIM
    0x08, 0x24, 0x1c, 0x00, 0x01, 0x01, 0xdc, 0x05,                                // MBIM extended
    0x07, 0x05, 0x81, 0x03, 0x10, 0x00, 0x09,                                      // interrupt IN
    0x09, 0x04, 0x01, 0x00, 0x00, 0x0a, 0x00, 0x01, 0x00,                          // interface 1.0: nothing
    0x09, 0x04, 0x01, 0x01, 0x02, 0x0a, 0x00, 0x01, 0x00,                          // interface 1.1: NCM
    0x07, 0x05, 0x82, 0x02, 0x00, 0x02, 0x00,                                      // bulk IN
    0x07, 0x05, 0x02, 0x02, 0x00, 0x02, 0x00,                                      // bulk OUT
    0x09, 0x04, 0x01, 0x02, 0x02, 0x0a, 0x00, 0x02, 0x00,                          // interface 1.2: MBIM
    0x07, 0x05, 0x82, 0x02, 0x00, 0x02, 0x00,                                      // bulk IN
    0x07, 0x05, 0x02, 0x02, 0x00, 0x02, 0x00,                                      // bulk OUT
};

constexpr auto ncm_alone = compose_configuration({.max_power = 50}, ncm_function{});
constexpr auto mbim_with_values = compose_configuration(
    {.attributes = 0xa0, .max_power = 250},
    mbim_function{
        .first_interface = 2,
        .endpoints = {.notification = 0x84, .in = 0x85, .out = 0x06, .notification_size = 64, .notification_interval = 4, .bulk_size = 64},
        .strings = {.function = 5, .communication = 6, .data = 7},
        .mbim = {.max_control_message = 512,
                 .filters = 16,
                 .max_filter_size = 192,
                 .max_segment_size = 2048,
                 .capabilities = 0x28,
                 .extended_version = 0x0200,
                 .max_outstanding_command_messages = 64,
                 .mtu = 1400}});
constexpr auto dual_alone = compose_configuration({}, ncm_mbim_function{});

/// The only function of a configuration.
template <std::size_t N>
usb::function only_function(const std::array<std::byte, N>& raw) {
    const auto parsed = configuration::parse(raw);
    REQUIRE(parsed);
    std::array<usb::function, 4> storage{};
    const auto functions = classify(*parsed, storage);
    REQUIRE(functions);
    REQUIRE(functions->size() == 1);
    return (*functions)[0];
}

/// A function of the test's own: a serial port of one interface.
struct port {
    std::uint8_t number{};

    static constexpr std::uint8_t interfaces = 1;
    template <class Out>
    constexpr void describe(Out& out) const noexcept {
        out.add(interface_descriptor{.number = number, .endpoints = 2, .class_ = vendor_class});
        out.add(endpoint_descriptor{0x83, 2, 512, 0});
        out.add(endpoint_descriptor{0x03, 2, 512, 0});
    }
};

// The defaults of each function, and what belongs to it.
template <class Function>
constexpr auto configuration_of = compose_configuration({.max_power = 50}, Function{});
template <class Function>
constexpr auto microsoft_os_of = compose_microsoft_os(Function{});
template <class Function>
constexpr device_facts facts_of{.configuration = configuration_of<Function>,
                                .parameters = ncm::ntb_parameters{},
                                .microsoft_os = bytes{microsoft_os_of<Function>},
                                .mac = mac_address{{std::byte{0x00}, std::byte{0x11}}}};
/// No host has anything to say, not even a warning.
template <class Function>
[[nodiscard]] constexpr bool pleases_everybody() noexcept {
    for (const host h : all_hosts)
        if (!judge(h, facts_of<Function>).empty()) return false;
    return true;
}
TEST_CONSTANT(pleases_everybody<ncm_function>());
TEST_CONSTANT(pleases_everybody<mbim_function>());
TEST_CONSTANT(pleases_everybody<ncm_mbim_function>());
TEST_CONSTANT(pleases_everybody<superspeed<ncm_function>>());
TEST_CONSTANT(pleases_everybody<superspeed<mbim_function>>());
TEST_CONSTANT(pleases_everybody<superspeed<ncm_mbim_function>>());
TEST_CONSTANT(acceptable_to(host::linux_kernel, facts_of<ncm_mbim_function>));
TEST_CONSTANT(acceptable_to(host::windows_2026, facts_of<ncm_function>));

}  // namespace

TEST_CASE("usb builder: an NCM function") {
    CHECK(equal(bytes{ncm_alone}, sets::copy(expected_ncm)));
    const usb::function f = only_function(ncm_alone);
    CHECK(f.kind == function_kind::ncm);
    CHECK(f.paired_by == pairing::union_);
    const auto mode = f.mode(framing::ncm);
    REQUIRE(mode);
    CHECK(mode->data_alternate == 1);
    CHECK(mode->notification.address == 0x81);
    CHECK(mode->bulk_in.address == 0x82);
    CHECK(mode->bulk_out.address == 0x02);
    CHECK(f.functional<ethernet_descriptor>()->mac_address_string == 4);
}

TEST_CASE("usb builder: an MBIM function, every value set") {
    CHECK(equal(bytes{mbim_with_values}, sets::copy(expected_mbim)));
    const usb::function f = only_function(mbim_with_values);
    CHECK(f.kind == function_kind::mbim);
    CHECK(f.communication == 2);
    CHECK(f.data == 3);
    CHECK(f.functional<mbim_descriptor>()->max_control_message == 512);
    CHECK(f.functional<mbim_extended_descriptor>()->mtu == 1400);
}

TEST_CASE("usb builder: a function that is both") {
    CHECK(equal(bytes{dual_alone}, sets::copy(expected_dual)));
    const usb::function f = only_function(dual_alone);
    CHECK(f.kind == function_kind::ncm_with_mbim_alternate);
    const auto as_ncm = f.mode(framing::ncm);
    REQUIRE(as_ncm);
    CHECK(as_ncm->communication_alternate == 0);
    CHECK(as_ncm->data_alternate == 1);
    const auto as_mbim = f.mode(framing::mbim);
    REQUIRE(as_mbim);
    CHECK(as_mbim->communication_alternate == 1);
    CHECK(as_mbim->data_alternate == 2);
}

TEST_CASE("usb builder: the function of a Linux gadget at SuperSpeed") {
    constexpr ncm_function gadget{.endpoints = {.notification = 0x85, .in = 0x81, .out = 0x02},
                                  .strings = {.function = 7, .communication = 4, .data = 6},
                                  .ncm = {.mac_address_string = 5, .capabilities = 0x11}};
    constexpr auto raw = compose_configuration({}, superspeed{gadget});
    sets::octets captured = sets::copy(sets::linux_f_ncm);
    captured[29] = std::byte{0x20};  // bcdCDC: 1.20 here, 1.10 there
    CHECK(equal(bytes{raw}, captured));
}

TEST_CASE("usb builder: SuperSpeed is read back") {
    constexpr auto raw = compose_configuration({}, superspeed{mbim_function{}, 3}, superspeed{ncm_function{.first_interface = 2}});
    const auto parsed = configuration::parse(raw);
    REQUIRE(parsed);
    std::vector<unsigned> bursts;
    for (const interface_setting& s : parsed->interfaces()) {
        if (const auto e = s.endpoint(transfer_type::interrupt, true); e.address != 0) {
            CHECK(e.max_packet_size == 16);
            CHECK(s.companion(transfer_type::interrupt, true) == endpoint_companion_descriptor{0, 0, 16});
        }
        if (!s.has_bulk_pair()) continue;
        for (const bool in : {true, false}) {
            CHECK(s.endpoint(transfer_type::bulk, in).max_packet_size == 1024);
            const auto companion = s.companion(transfer_type::bulk, in);
            REQUIRE(companion);
            CHECK(companion->attributes == 0);
            CHECK(companion->bytes_per_interval == 0);
            bursts.push_back(companion->max_burst);
        }
    }
    CHECK(bursts == std::vector<unsigned>{3, 3, 15, 15});

    std::array<usb::function, 4> storage{};
    const auto functions = classify(*parsed, storage);
    REQUIRE(functions);
    REQUIRE(functions->size() == 2);
    CHECK((*functions)[0].mode(framing::mbim)->bulk_in.max_packet_size == 1024);
    CHECK((*functions)[1].kind == function_kind::ncm);
    // The id of the function goes with it.
    CHECK(compose_microsoft_os(superspeed{ncm_function{}}) == compose_microsoft_os(ncm_function{}));
}

TEST_CASE("usb builder: a companion stands directly behind its endpoint") {
    const auto raw = sets::of({9, 2, 38,   0, 1, 1,    0, 0x80, 0,                    // configuration
                               9, 4, 0,    0, 2, 0xff, 0, 0,    0,                    // interface
                               7, 5, 0x81, 2, 0, 4,    0,                             // bulk IN, without one
                               7, 5, 0x02, 2, 0, 4,    0, 6,    0x30, 15, 0, 0, 0});  // bulk OUT
    const auto parsed = configuration::parse(raw);
    REQUIRE(parsed);
    const interface_setting s = *parsed->interfaces().begin();
    CHECK_FALSE(s.companion(transfer_type::bulk, true));
    CHECK(s.companion(transfer_type::bulk, false) == endpoint_companion_descriptor{15, 0, 0});
    CHECK_FALSE(s.companion(transfer_type::interrupt, true));
}

TEST_CASE("usb builder: several functions, one of them a stranger") {
    constexpr auto raw = compose_configuration({.interfaces = 99, .configuration_value = 3}, port{.number = 0},
                                               ncm_function{.first_interface = 1, .ncm = {.mac_address_string = 9}});
    const auto parsed = configuration::parse(raw);
    REQUIRE(parsed);
    CHECK(parsed->descriptor().interfaces == 3);
    CHECK(parsed->descriptor().total_length == raw.size());
    CHECK(parsed->descriptor().configuration_value == 3);
    std::array<usb::function, 4> storage{};
    const auto functions = classify(*parsed, storage);
    REQUIRE(functions);
    REQUIRE(functions->size() == 2);
    CHECK((*functions)[0].kind == function_kind::vendor);
    CHECK((*functions)[1].kind == function_kind::ncm);
    CHECK((*functions)[1].communication == 1);
}

TEST_CASE("usb builder: Microsoft OS 2.0 descriptor sets") {
    constexpr auto raw = compose_microsoft_os(port{}, ncm_function{.first_interface = 1}, mbim_function{.first_interface = 3},
                                              ncm_mbim_function{.first_interface = 5});
    CHECK(equal(bytes{raw}, sets::of({10, 0, 0, 0, 0,   0,   3,   6,   74,  0,                                  // set header
                                      8,  0, 1, 0, 0,   0,   64,  0,                                            // configuration
                                      8,  0, 2, 0, 1,   0,   28,  0,                                            // function on 1
                                      20, 0, 3, 0, 'W', 'I', 'N', 'N', 'C', 'M', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,  //
                                      8,  0, 2, 0, 5,   0,   28,  0,                                            // function on 5
                                      20, 0, 3, 0, 'M', 'B', 'I', 'M', 0,   0,   0, 0, 0, 0, 0, 0, 0, 0, 0, 0})));
    const auto set = microsoft_os::descriptor_set::parse(raw);
    REQUIRE(set);
    CHECK(set->id_of(1) == microsoft_os::winncm);
    CHECK(set->id_of(3) == microsoft_os::compatible_id::none);
    CHECK(set->id_of(5) == microsoft_os::mbim);
}

TEST_CASE("usb builder: an NTB parameter block") {
    constexpr auto raw = compose(ncm::ntb_parameters{.formats_supported = 3, .in = {16384, 4, 2, 8}, .out = {8192, 32, 1, 16, 40}});
    CHECK(
        equal(bytes{raw}, sets::of({28, 0, 3, 0, 0x00, 0x40, 0, 0, 4, 0, 2, 0, 8, 0, 0, 0, 0x00, 0x20, 0, 0, 32, 0, 1, 0, 16, 0, 40, 0})));
}

TEST_CASE("usb builder: single descriptors") {
    constexpr auto device =
        compose(device_descriptor{.usb_version = 0x0201, .class_ = 0xef, .subclass = 2, .protocol = 1, .vendor = 0x1209});
    CHECK(equal(bytes{device}, sets::of({18, 1, 0x01, 0x02, 0xef, 2, 1, 64, 0x09, 0x12, 0, 0, 0, 0, 0, 0, 0, 1})));
    constexpr auto mac = compose(*mac_address::parse("00:1a:2B:3c:4D:5e"));
    CHECK(equal(bytes{mac},
                sets::of({26, 3, '0', 0, '0', 0, '1', 0, 'A', 0, '2', 0, 'B', 0, '3', 0, 'C', 0, '4', 0, 'D', 0, '5', 0, 'E', 0})));
    CHECK(*mac_address::from_descriptor(*parse_string(mac)) == *mac_address::parse("001A2B3C4D5E"));
}

TEST_CASE("usb builder: the defaults say something to every host") {
    // The hosts that have no driver for a function do not judge it; all others accept.
    const auto counts = [](const device_facts& facts) {
        std::size_t accepted = 0;
        for (const host h : all_hosts) accepted += judge(h, facts).verdict() == verdict::accepted ? 1u : 0u;
        return accepted;
    };
    CHECK(counts(facts_of<ncm_function>) == 6);       // all but the MBIM class driver
    CHECK(counts(facts_of<mbim_function>) == 2);      // Linux and the MBIM class driver
    CHECK(counts(facts_of<ncm_mbim_function>) == 5);  // all but usbncm, which leaves it to the MBIM class driver
}

namespace {

template <class Function>
void check_at_run_time() {
    CHECK(compose_configuration({.max_power = 50}, Function{}) == configuration_of<Function>);
    CHECK(compose_microsoft_os(Function{}) == microsoft_os_of<Function>);
    CHECK(usb::detail::described_size<Function>() + 9 == configuration_of<Function>.size());
}

}  // namespace

TEST_CASE("usb builder: what the compiler builds, the program builds, too") {
    check_at_run_time<ncm_function>();
    check_at_run_time<mbim_function>();
    check_at_run_time<ncm_mbim_function>();
    check_at_run_time<superspeed<ncm_function>>();
    check_at_run_time<superspeed<mbim_function>>();
    check_at_run_time<superspeed<ncm_mbim_function>>();
    const auto block = compose(ncm::ntb_parameters{.formats_supported = 3});
    CHECK(ncm::ntb_parameters::parse(block)->formats_supported == 3);
    const auto device = compose(device_descriptor{.vendor = 0x1209});
    CHECK(parse<device_descriptor>(device)->vendor == 0x1209);
    const auto address = *mac_address::parse("001A2B3C4D5E");
    CHECK(*mac_address::from_descriptor(*parse_string(compose(address))) == address);
}
