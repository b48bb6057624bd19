// SPDX-License-Identifier: BSL-1.0
#include "constant.hpp"
#include "sets.hpp"

#include <cdcnet/usb/requests.hpp>
#include <doctest/doctest.h>

using namespace cdcnet;
using namespace cdcnet::usb;

namespace {

sets::octets wire(const setup_packet& setup) {
    const auto raw = setup.build();
    return {raw.begin(), raw.end()};
}

static_assert(setup_packet::size == least_size<setup_packet>);
TEST_CONSTANT(*setup_packet::parse(get_ntb_parameters(4).build()) == setup_packet{0xa1, 0x80, 0, 4, 28});
TEST_CONSTANT(get_ntb_format(0).is_class_interface() && get_ntb_format(0).is_in() && !get_ntb_format(0).is_standard());
TEST_CONSTANT(set_interface(1, 1).is_standard() && !set_interface(1, 1).is_in() && !set_interface(1, 1).is_class_interface());
TEST_CONSTANT((packet_filter::directed | packet_filter::broadcast) == static_cast<packet_filter>(0x0c));
TEST_CONSTANT((static_cast<packet_filter>(0x1f) & packet_filter::multicast) == packet_filter::multicast);

}  // namespace

TEST_CASE("requests: the bytes of each") {
    // bmRequestType, bRequest, wValue, wIndex, wLength: reference/usb.json, requests.
    CHECK(wire(send_encapsulated_command(2, 0x0130)) == sets::of({0x21, 0x00, 0, 0, 2, 0, 0x30, 0x01}));
    CHECK(wire(get_encapsulated_response(2, 4096)) == sets::of({0xa1, 0x01, 0, 0, 2, 0, 0x00, 0x10}));
    CHECK(wire(reset_function(2)) == sets::of({0x21, 0x05, 0, 0, 2, 0, 0, 0}));
    CHECK(wire(set_ethernet_multicast_filters(2, 3)) == sets::of({0x21, 0x40, 3, 0, 2, 0, 18, 0}));
    CHECK(wire(make_request(class_request::set_ethernet_power_management_pattern_filter, 2, 1, 30)) ==
          sets::of({0x21, 0x41, 1, 0, 2, 0, 30, 0}));
    CHECK(wire(make_request(class_request::get_ethernet_power_management_pattern_filter, 2, 1)) ==
          sets::of({0xa1, 0x42, 1, 0, 2, 0, 2, 0}));
    CHECK(wire(set_ethernet_packet_filter(2, packet_filter::directed | packet_filter::broadcast | packet_filter::multicast)) ==
          sets::of({0x21, 0x43, 0x1c, 0, 2, 0, 0, 0}));
    CHECK(wire(get_ethernet_statistic(2, 0x1d)) == sets::of({0xa1, 0x44, 0x1d, 0, 2, 0, 4, 0}));
    CHECK(wire(get_ntb_parameters(2)) == sets::of({0xa1, 0x80, 0, 0, 2, 0, 28, 0}));
    CHECK(wire(get_net_address(2)) == sets::of({0xa1, 0x81, 0, 0, 2, 0, 6, 0}));
    CHECK(wire(set_net_address(2)) == sets::of({0x21, 0x82, 0, 0, 2, 0, 6, 0}));
    CHECK(wire(get_ntb_format(2)) == sets::of({0xa1, 0x83, 0, 0, 2, 0, 2, 0}));
    CHECK(wire(set_ntb_format(2, ntb_format::ntb32)) == sets::of({0x21, 0x84, 1, 0, 2, 0, 0, 0}));
    CHECK(wire(get_ntb_input_size(2, 4)) == sets::of({0xa1, 0x85, 0, 0, 2, 0, 4, 0}));
    CHECK(wire(set_ntb_input_size(2, 8)) == sets::of({0x21, 0x86, 0, 0, 2, 0, 8, 0}));
    CHECK(wire(get_max_datagram_size(2)) == sets::of({0xa1, 0x87, 0, 0, 2, 0, 2, 0}));
    CHECK(wire(set_max_datagram_size(2)) == sets::of({0x21, 0x88, 0, 0, 2, 0, 2, 0}));
    CHECK(wire(get_crc_mode(2)) == sets::of({0xa1, 0x89, 0, 0, 2, 0, 2, 0}));
    CHECK(wire(set_crc_mode(2, crc_mode::crc32)) == sets::of({0x21, 0x8a, 1, 0, 2, 0, 0, 0}));
    // USB 2.0, 9.4.
    CHECK(wire(set_interface(3, 1)) == sets::of({0x01, 0x0b, 1, 0, 3, 0, 0, 0}));
    CHECK(wire(set_configuration(1)) == sets::of({0x00, 0x09, 1, 0, 0, 0, 0, 0}));
    CHECK(wire(get_descriptor(descriptor_type::configuration, 0, 255)) == sets::of({0x80, 0x06, 0, 2, 0, 0, 255, 0}));
    CHECK(wire(get_descriptor(descriptor_type::string, 4, 26, 0x0409)) == sets::of({0x80, 0x06, 4, 3, 0x09, 0x04, 26, 0}));
}

TEST_CASE("requests: every request is found again from its bytes and passes the device's check") {
    for (const request_info& info : class_requests) {
        CAPTURE(info.name);
        const bool input_size = info.request == class_request::get_ntb_input_size || info.request == class_request::set_ntb_input_size;
        const auto setup = make_request(info.request, 7, 0, input_size ? 4 : request_info::any_length);
        const auto parsed = setup_packet::parse(wire(setup));
        REQUIRE(parsed);
        CHECK(*parsed == setup);
        CHECK(parsed->is_in() == info.is_in());
        CHECK(find_request(*parsed).name == info.name);
        CHECK_FALSE(check(*parsed));
    }
}

TEST_CASE("requests: another byte is another setup packet") {
    const setup_packet one{0xa1, 0x80, 0x0102, 0x0304, 28};
    for (std::size_t at = 0; at < setup_packet::size; ++at) {
        auto raw = one.build();
        raw[at] ^= std::byte{1};
        CHECK(*setup_packet::parse(raw) != one);
    }
}

TEST_CASE("requests: what a device refuses") {
    setup_packet setup = get_ntb_format(0);
    setup.request_type = class_interface_out;  // the other direction
    CHECK_FALSE(find_request(setup));
    CHECK(check(setup) == error{errc::request, 0});
    setup.request_type = 0xc1;  // a vendor request of the same number
    CHECK(check(setup) == error{errc::request, 0});
    CHECK(check(set_interface(0, 1)) == error{errc::request, 0});
    CHECK(check(setup_packet{0x21, 0x22, 3, 0, 0}) == error{errc::request, 0});  // SET_CONTROL_LINE_STATE of a serial port

    setup = get_ntb_parameters(0);
    setup.value = 1;
    CHECK(check(setup) == error{errc::value, 2});
    setup = get_ntb_parameters(0);
    setup.length = 64;  // the host may take more
    CHECK_FALSE(check(setup));
    setup = set_max_datagram_size(0);
    for (const unsigned length : {0u, 1u, 3u}) {
        setup.length = static_cast<std::uint16_t>(length);
        CHECK(check(setup) == error{errc::length, 6});
    }
    for (unsigned length = 0; length < 16; ++length) {
        const bool fits = length == 4 || length == 8;
        CHECK(check(set_ntb_input_size(0, static_cast<std::uint16_t>(length))) == (fits ? error{} : error{errc::length, 6}));
    }
    setup = set_ethernet_multicast_filters(0, 2);
    setup.length = 11;
    CHECK(check(setup) == error{errc::length, 6});
    setup = {0x21, 0x40, 0xffff, 0, 0xfffa};  // 65535 filters do not fit
    CHECK(check(setup) == error{errc::length, 6});
    setup = set_crc_mode(0, crc_mode::none);
    setup.length = 2;
    CHECK(check(setup) == error{errc::length, 6});
}

TEST_CASE("requests: standard requests have names") {
    CHECK(name_of(standard_request::set_interface) == "SET_INTERFACE");
    CHECK(name_of(standard_request::get_descriptor) == "GET_DESCRIPTOR");
    std::size_t named = 0;
    for (unsigned number = 0; number < 256; ++number) named += name_of(static_cast<standard_request>(number)).empty() ? 0u : 1u;
    CHECK(named == 10);
}

TEST_CASE("requests: every truncation of a setup packet needs more") {
    const auto whole = wire(set_crc_mode(1, crc_mode::crc32));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const sets::octets cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        CHECK(setup_packet::parse(cut).error() == error{errc::need_more, size});
    }
}

TEST_CASE("requests: data stages are little-endian, both ways") {
    // The answer to GET_NTB_FORMAT that hosts of the other byte order once misread.
    CHECK(*parse_ntb_format(sets::of({0x01, 0x00})) == ntb_format::ntb32);
    CHECK(*parse_ntb_format(sets::of({0x00, 0x01})) == static_cast<ntb_format>(0x0100));
    CHECK(*parse_crc_mode(sets::of({0x01, 0x00})) == crc_mode::crc32);
    CHECK(*parse_max_datagram_size(sets::of({0xea, 0x05})) == 1514);
    CHECK(*parse_pattern_filter_state(sets::of({0x01, 0x00})) == 1);
    CHECK(*parse_ethernet_statistic(sets::of({0x78, 0x56, 0x34, 0x12})) == 0x12345678);
    CHECK(parse_net_address(sets::of({2, 0, 0x5e, 0x10, 0, 0xff}))->text().view() == "02:00:5e:10:00:ff");
    CHECK(*parse_ntb_format(build_ntb_format(ntb_format::ntb32)) == ntb_format::ntb32);
    CHECK(*parse_crc_mode(build_crc_mode(crc_mode::crc32)) == crc_mode::crc32);
    CHECK(build_max_datagram_size(1514) == std::array{std::byte{0xea}, std::byte{0x05}});
    CHECK(build_ethernet_statistic(0x12345678) == std::array{std::byte{0x78}, std::byte{0x56}, std::byte{0x34}, std::byte{0x12}});
    CHECK(build_pattern_filter_state(1) == std::array{std::byte{1}, std::byte{0}});
}

TEST_CASE("requests: a short answer is an error and gives no value") {
    for (std::size_t size = 0; size < 6; ++size) {
        const sets::octets data(size, std::byte{0xff});
        if (size < 2) {
            CHECK(parse_ntb_format(data).error() == error{errc::length, size});
            CHECK(parse_crc_mode(data).error() == error{errc::length, size});
            CHECK(parse_max_datagram_size(data).error() == error{errc::length, size});
            CHECK(parse_pattern_filter_state(data).error() == error{errc::length, size});
        }
        if (size < 4) CHECK(parse_ethernet_statistic(data).error() == error{errc::length, size});
        CHECK(parse_net_address(data).error() == error{errc::length, size});
    }
    CHECK(*parse_max_datagram_size(sets::of({0xea, 0x05, 0xff})) == 1514);
}
