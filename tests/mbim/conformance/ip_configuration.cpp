// SPDX-License-Identifier: BSL-1.0
/// \file
/// requirements.md, group F, and the MTU of group G.
#include "trace.hpp"

using namespace conformance_test;

namespace {

using flag = bc::ip_configuration_available_flag;
constexpr flag everything = flag::address | flag::gateway | flag::dns;

struct bits {
    flag v4{};
    flag v6{};
};
bc::ip_configuration_info info(bits b, std::uint32_t mtu4 = 0, std::uint32_t mtu6 = 0) {
    return {.session_id = 2, .ipv4_available = b.v4, .ipv6_available = b.v6, .ipv4_mtu = mtu4, .ipv6_mtu = mtu6};
}
trace& asked(trace& t, const bc::ip_configuration_info& told) { return t.asks(bc::ip_configuration_query{.session_id = 2}).answered(told); }
constexpr outside_facts watching{.watches_datagrams = true};

constexpr traces_of ip_configuration[] = {
    {"dns-update-repeats-ipv4", [](trace& t) { asked(t.open(), info({.v4 = everything})).indicates(info({.v4 = everything})); },
     [](trace& t) { asked(t.open(), info({.v4 = everything})).indicates(info({.v4 = flag::dns | flag::gateway})); },
     subject::ipv4_configuration_available, 6,
     [](trace& t) { asked(t.open(), info({.v4 = flag::dns})).indicates(info({.v4 = flag::dns})); }},
    {"dns-update-repeats-ipv6",
     [](trace& t) {
         t.known(watching);
         asked(t.open(), info({.v6 = everything})).indicates(info({.v6 = everything}));
     },
     [](trace& t) {
         t.known(watching);
         asked(t.open(), info({.v6 = everything})).indicates(info({.v6 = flag::dns}));
     },
     subject::ipv6_configuration_available, 4,
     [](trace& t) { t.open().indicates(info({.v4 = everything, .v6 = flag::dns})).indicates(info({.v4 = everything, .v6 = flag::dns})); }},
    {"advertised-not-repeated",
     [](trace& t) {
         t.open().datagram(2, datagram_fact::router_advertisement);
         asked(t, info({.v6 = flag::dns}));
     },
     [](trace& t) {
         t.open().datagram(2, datagram_fact::router_advertisement);
         asked(t, info({.v6 = everything}));
     },
     subject::ipv6_configuration_available, 7, [](trace& t) { asked(t.known(watching).open(), info({.v6 = everything})); }},
    {"advertised-dns-repeated",
     [](trace& t) {
         t.open().datagram(2, datagram_fact::router_advertisement | datagram_fact::advertised_dns);
         asked(t, info({.v6 = flag::dns}));
     },
     [](trace& t) {
         t.open().datagram(2, datagram_fact::router_advertisement | datagram_fact::advertised_dns);
         asked(t, info({.v4 = everything}));
     },
     subject::ipv6_configuration_available, 0,
     [](trace& t) {
         t.open().datagram(2, datagram_fact::router_advertisement);
         asked(t, info({.v4 = everything}));
     }},
    {"dhcpv6-not-repeated",
     [](trace& t) {
         t.open().datagram(2, datagram_fact::dhcpv6_address);
         asked(t, info({.v4 = everything}));
     },
     [](trace& t) { asked(t.known(watching).open(), info({.v6 = everything})).datagram(2, datagram_fact::dhcpv6_address); },
     subject::ipv6_configuration_available, 7, [](trace& t) { asked(t.known(watching).open(), info({.v6 = everything})); }},
    {"segment-size-is-mtu", [](trace& t) { t.described({.max_segment_size = 1500}).described({.max_segment_size = 1280}); },
     [](trace& t) { t.described({.max_segment_size = 2048}); }, subject::max_segment_size, 2048,
     [](trace& t) { t.described({.max_control_message = 4096}); }},
    {"mtu-is-described",
     [](trace& t) {
         t.described({.max_segment_size = 1500, .mtu = 1430}).open();
         asked(t, info({.v4 = flag::mtu, .v6 = flag::mtu}, 1500, 1430));
     },
     [](trace& t) {
         t.described({.max_segment_size = 1500}).open();
         asked(t, info({.v4 = flag::mtu}, 1430, 1280));
     },
     subject::mtu, 1430,
     [](trace& t) {
         t.described({.max_segment_size = 1500}).open();
         asked(t, info({.v4 = flag::address}, 1430, 1430));
     }},
};
const group linked_ip_configuration{ip_configuration};

}  // namespace

TEST_CASE("mbim conformance: IP configuration") { check(ip_configuration); }

TEST_CASE("mbim conformance: a new context begins without an IP configuration") {
    trace t;
    t.online().activate(2).indicates(info({.v4 = everything})).context(2, bc::activation_state::deactivated);
    t.activate(2).indicates(info({.v4 = flag::dns}));
    CHECK(ids_of(t.findings) == "");
    // Another session has nothing to do with it.
    t.indicates(info({.v4 = everything})).indicates(bc::ip_configuration_info{.session_id = 1, .ipv4_available = flag::dns});
    CHECK(ids_of(t.findings) == "");
}

TEST_CASE("mbim conformance: without datagrams nobody guesses what was advertised; without descriptors, no MTU") {
    trace t;
    asked(t.open(), info({.v6 = everything | flag::mtu}, 0, 1400));
    CHECK(t.findings.empty());
    for (const auto rule : {"advertised-not-repeated", "advertised-dns-repeated", "dhcpv6-not-repeated", "mtu-is-described"})
        CHECK(t.of(rule) == outcome{.undecidable = 1});
}

TEST_CASE("mbim conformance: bounds of wMaxSegmentSize are of one profile") {
    CHECK(all_rules[*find_rule("segment-size-is-mtu")].in == profile::windows8);
    for (const auto& [size, good] : {std::pair{1279, false}, {1280, true}, {1500, true}, {1501, false}}) {
        trace t;
        t.described({.max_segment_size = static_cast<std::uint16_t>(size)});
        CHECK(t.findings.empty() == good);
    }
}
