// SPDX-License-Identifier: BSL-1.0
/// \file
/// cdclint: what it takes from datagrams, notifications and descriptors of a capture.
#include "cdclint/trace_check.hpp"

#include <doctest/doctest.h>

#include <cdcdump/usb_tracker.hpp>
#include <cdcnet/mbim/message.hpp>
#include <cdcnet/mbim/services/basic_connect/ip_configuration.hpp>
#include <cdcnet/ncm/aggregator.hpp>
#include <cdcnet/usb/builder.hpp>
#include <map>

#include "cdclint/datagram_facts.hpp"
#include "examples/collector.hpp"

using namespace cdcnet;
using namespace cdcnet::mbim;
namespace bc = cdcnet::mbim::basic_connect;
using cdcdump_test::from_hex;
using cdcdump_test::octets;
using conformance::datagram_fact;

namespace {

// RFC 8200: version 6, payload length, next header, hop limit, source, destination
std::string ipv6_packet(std::string_view next_header, std::string_view payload) {
    return "60000000 0000" + std::string{next_header} + "ff fe800000000000000000000000000001 ff020000000000000000000000000001" +
           std::string{payload};
}
// RFC 4861, 4.2: type, code, checksum, hop limit, flags, lifetime, reachable, retransmission; then options
std::string advertisement(std::string_view options) {
    return ipv6_packet("3a", "86000000 40000708 00000000 00000000" + std::string{options});
}
// RFC 4861, 4.6.2: prefix information; RFC 8106, 5.1: recursive DNS server
const std::string prefix = "0304 40c0 00278d00 00093a80 00000000 20010db8000000000000000000000000";
const std::string dns_server = "1903 0000 00000708 20010db8000000000000000000000053";
// RFC 8415: ports 547 and 546, then the message type and the transaction id; then options
std::string dhcp(std::string_view message, std::string_view options) {
    return ipv6_packet("11", "0223 0222 0000 0000" + std::string{message} + "123456" + std::string{options});
}
// IA_NA (3) with an address (5), and the option of DNS servers (23)
const std::string association = "0003 0028 00000001 00000000 00000000 0005 0018 20010db8000000000000000000000002 00000e10 00001c20";
const std::string dhcp_dns = "0017 0010 20010db8000000000000000000000053";

datagram_fact fact(const std::string& hex) { return cdclint::fact_of(from_hex(hex)); }

/// Keeps ids of rules.
class kept : public cdclint::printer {
public:
    std::string rules{};

private:
    void print(const cdclint::trace_finding& f) override { rules += std::string{f.broken.id} + " "; }
    void print(const cdclint::host_table&) override {}
    void print(const cdclint::named_device&) override {}
    void print(const cdclint::rule_tally&) override {}
    void print(const cdclint::totals&) override {}
};

constexpr cdcdump::origin towards_host{.number = 1, .way = cdcdump::direction::to_host, .on_usb = true, .device = 2, .bus = 1};

/// A session's datagram towards the host, in an NTB.
void receive(cdclint::trace_check& check, const std::string& hex, cdcdump::origin where = towards_host) {
    octets buffer(2048);
    ncm::aggregator sender{buffer, ncm::limits{.max_size = 2048}};
    const octets datagram = from_hex(hex);
    REQUIRE(sender.append(ncm::stream::ips(0), datagram) == ncm::admission::accepted);
    const auto block = ncm::ntb::parse(sender.finish());
    REQUIRE(block);
    check.block({where, *block});
}
/// IP_CONFIGURATION with an IPv6 address.
void configure(cdclint::trace_check& check) {
    octets buffer(512);
    const std::array address{bc::ipv6_element{64, {}}};
    const auto told = build_indication(
        buffer, bc::ip_configuration_info{.ipv6_available = bc::ip_configuration_available_flag::address, .ipv6_addresses = address});
    REQUIRE(told);
    check.frame({towards_host, *told});
}
/// The findings about addresses that are given twice, after these datagrams.
std::string twice(const std::vector<std::string>& datagrams, cdcdump::origin where = towards_host) {
    kept out;
    cdclint::options chosen;
    chosen.profile = conformance::profile::windows10;
    cdclint::trace_check check{chosen, out};
    for (const std::string& one : datagrams) receive(check, one, where);
    configure(check);
    check.finish();
    return out.rules;
}

}  // namespace

TEST_CASE("cdclint: what a datagram gives the host") {
    CHECK(fact(advertisement(prefix)) == datagram_fact::router_advertisement);
    CHECK(fact(advertisement(prefix + dns_server)) == (datagram_fact::router_advertisement | datagram_fact::advertised_dns));
    CHECK(fact(dhcp("07", association)) == datagram_fact::dhcpv6_address);
    CHECK(fact(dhcp("07", dhcp_dns + association)) == (datagram_fact::dhcpv6_address | datagram_fact::dhcpv6_dns));
    CHECK(fact(dhcp("02", association)) == datagram_fact::none);                                   // ADVERTISE promises only
    CHECK(fact(ipv6_packet("3a", "87000000 00000000 00000000 00000000")) == datagram_fact::none);  // neighbour solicitation
    CHECK(fact(ipv6_packet("11", "0035 8000 0000 0000 07123456" + association)) == datagram_fact::none);
    CHECK(fact("45" + advertisement(prefix).substr(2)) == datagram_fact::none);
    // An option that leads nowhere ends the list.
    CHECK(fact(advertisement("0300" + dns_server)) == datagram_fact::router_advertisement);
    CHECK(fact(advertisement("03ff" + dns_server)) == datagram_fact::router_advertisement);
    for (const std::string& whole : {advertisement(prefix + dns_server), dhcp("07", dhcp_dns + association)}) {
        const octets all = from_hex(whole);
        for (std::size_t n = 0; n < all.size(); ++n) {
            const octets front(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(n));
            static_cast<void>(cdclint::fact_of(front));  // for the sanitizers
        }
    }
}

TEST_CASE("cdclint: datagrams of a capture count for the rules about addresses") {
    CHECK(twice({}) == "");
    CHECK(twice({dhcp("07", association)}) == "dhcpv6-not-repeated ");
    CHECK(twice({advertisement(prefix)}) == "advertised-not-repeated ");
    CHECK(twice({advertisement(prefix + dns_server)}) == "advertised-not-repeated advertised-dns-repeated ");
    // What the host sends is not what it is given.
    cdcdump::origin to_device = towards_host;
    to_device.way = cdcdump::direction::to_device;
    CHECK(twice({advertisement(prefix)}, to_device) == "");
}

TEST_CASE("cdclint: a frame that the capture has cut is not judged, and each device has a checker of its own") {
    kept out;
    const cdclint::options chosen;
    cdclint::trace_check check{chosen, out};
    const octets open(from_hex("01000000 10000000 01000000 00100000"));
    const octets done(from_hex("01000080 10000000 02000000 00000000"));
    check.frame({towards_host, bytes{open}.first(12), true});
    CHECK(out.rules == "");
    cdcdump::origin to_device = towards_host;
    to_device.way = cdcdump::direction::to_device;
    check.frame({to_device, open});
    cdcdump::origin other = towards_host;
    other.device = 3;
    check.frame({other, done});  // answers nothing that this device was sent; its trace may have begun late
    CHECK(out.rules == "");
    check.frame({towards_host, done});
    CHECK(out.rules == "open-done-answers ");
    // A log tells the direction by the type; a capture by the endpoint.
    check.frame({towards_host, open});
    CHECK(out.rules == "open-done-answers message-of-its-side ");
    check.finish();
    CHECK(out.sum().messages == 4);
}

TEST_CASE("cdclint: a device that has to make room is judged before it is forgotten") {
    kept out;
    const cdclint::options chosen;
    cdclint::trace_check check{chosen, out};
    const octets open(from_hex("01000000 10000000 01000000 00100000"));
    for (std::uint16_t bus = 1; bus <= 1030; ++bus) {
        cdcdump::origin where = towards_host;
        where.way = cdcdump::direction::to_device;
        where.bus = bus;
        check.frame({where, open});
    }
    CHECK(out.sum().messages == 6);
    CHECK(out.sum().forgotten == 6);
    check.finish();
    CHECK(out.sum().messages == 1030);
    CHECK(out.sum().forgotten == 6);
}

TEST_CASE("trace check: hosts judge what the strings and the Microsoft OS 2.0 descriptor set of a capture say") {
    namespace usb = cdcnet::usb;
    static constexpr usb::ncm_function network{};
    const auto verdicts_with = [](const mac_address& mac, const auto& set) {
        struct tables : kept {
            std::map<usb::host, usb::verdict> of{};
            void print(const cdclint::host_table& t) override {
                for (const auto& row : t.rows) of[row.by] = row.found.verdict();
            }
        } out;
        cdclint::options chosen;
        chosen.hosts = {usb::host::android, usb::host::windows_2026};
        cdclint::trace_check check{chosen, out};
        cdcdump::usb_tracker tracker{release::v1, check};
        std::uint64_t id = 0;
        const auto answer = [&](const usb::setup_packet& setup, bytes data) {
            using enum cdcdump::urb_event;
            tracker.take({.id = ++id, .event = submit, .type = usb::transfer_type::control, .device = 2, .bus = 1, .setup = setup}, {});
            tracker.take({.id = id, .event = complete, .type = usb::transfer_type::control, .device = 2, .bus = 1, .data = data}, {});
        };
        constexpr auto configuration = usb::compose_configuration({}, network);
        const auto bos = usb::microsoft_os::bos({.set_length = static_cast<std::uint16_t>(set.size()), .vendor_code = 0x21});
        answer({0x80, 6, 0x0f00, 0, 255}, bos);
        answer({0x80, 6, 0x0200, 0, 255}, configuration);
        answer({0x80, 6, 0x0304, 0x0409, 255}, usb::compose(mac));
        answer({0xc0, 0x21, 0, 7, 255}, set);
        tracker.finish();
        check.finish();
        return out.of;
    };
    const auto good_set = usb::compose_microsoft_os(network);
    const mac_address universal = *mac_address::parse("001122334455");
    using enum usb::verdict;
    CHECK(verdicts_with(universal, good_set) == std::map{std::pair{usb::host::android, accepted}, {usb::host::windows_2026, accepted}});
    // Bit 1 of the first octet: the address is locally administered.
    CHECK(verdicts_with(*mac_address::parse("021122334455"), good_set).at(usb::host::android) == refused);
    auto without_id = good_set;
    without_id[sizeof without_id - 16] = std::byte{'X'};  // XINNCM
    CHECK(verdicts_with(universal, without_id).at(usb::host::windows_2026) != accepted);
    auto broken = good_set;
    broken[8] = std::byte{0xff};  // wTotalLength
    CHECK(verdicts_with(universal, broken).at(usb::host::windows_2026) != accepted);
}
