// SPDX-License-Identifier: BSL-1.0
/// \file
/// requirements.md, group E.
#include <algorithm>
#include <iterator>

#include "trace.hpp"

using namespace conformance_test;

namespace {

using packet = bc::packet_service_state;
using activation = bc::activation_state;

constexpr traces_of order_of_loss[] = {
    {"loss-order",
     [](trace& t) {
         t.online().activate(0).context(0, activation::deactivated).packet(packet::detached).registered(register_state::deregistered);
     },
     [](trace& t) {
         t.online().activate(0).context(0, activation::deactivated).registered(register_state::deregistered).packet(packet::detached);
     },
     subject::packet_service_state, 2, [](trace& t) { t.online().activate(0).registered(register_state::roaming); }},
    {"packet-service-loss-order",
     [](trace& t) {
         t.online().activate(3).context(3, activation::deactivating).context(3, activation::deactivated).packet(packet::detached);
     },
     [](trace& t) { t.online().activate(3).packet(packet::detached).context(3, activation::deactivated); }, subject::session_id, 3,
     [](trace& t) { t.online().packet(packet::detached); }},
    {"packet-service-loss-order-of-all",
     [](trace& t) {
         t.online()
             .activate(0)
             .activate(1)
             .context(1, activation::deactivated)
             .context(0, activation::deactivated)
             .packet(packet::detached);
     },
     [](trace& t) { t.online().activate(0).activate(1).context(0, activation::deactivated).packet(packet::detached); }, subject::session_id,
     1, [](trace& t) { t.online().activate(0).context(0, activation::deactivated).packet(packet::detached); }},
};
const group linked_order_of_loss{order_of_loss};

}  // namespace

TEST_CASE("mbim conformance: order of loss") { check(order_of_loss); }

TEST_CASE("mbim conformance: the loss of signal, in all orders of its three indications") {
    // Deactivated, Detached, Deregistered: one order is right.
    int order[] = {0, 1, 2};
    std::size_t right = 0;
    do {
        trace t;
        t.online().activate(0);
        for (const int what : order) {
            if (what == 0) t.context(0, activation::deactivated);
            if (what == 1) t.packet(packet::detached);
            if (what == 2) t.registered(register_state::deregistered);
        }
        if (t.findings.empty()) {
            ++right;
            CHECK(order[0] == 0);
            CHECK(order[1] == 1);
        }
    } while (std::next_permutation(std::begin(order), std::end(order)));
    CHECK(right == 1);
}

TEST_CASE("mbim conformance: what the host asks for is no loss") {
    trace detached;
    detached.online().activate(0).asks(bc::packet_service_set{bc::packet_service_action::detach});
    detached.answered(bc::packet_service_info{.state = packet::detaching}).packet(packet::detached).context(0, activation::deactivated);
    CHECK(ids_of(detached.findings) == "");
    trace off;
    off.online().asks(bc::radio_state_set{bc::radio_switch_state::off}).answered(bc::radio_state_info{});
    off.registered(register_state::deregistered).packet(packet::detached);
    CHECK(ids_of(off.findings) == "");
    trace elsewhere;
    elsewhere.online().asks(bc::register_state_set{.provider_id = u"00101", .action = bc::register_action::manual});
    elsewhere.registered(register_state::deregistered);
    CHECK(ids_of(elsewhere.findings) == "");
}

TEST_CASE("mbim conformance: an attachment that nobody has told of is not guessed") {
    trace t;
    t.open().registered(register_state::home).registered(register_state::deregistered);
    CHECK(t.findings.empty());
    CHECK(t.of("loss-order") == outcome{.undecidable = 1});
}
