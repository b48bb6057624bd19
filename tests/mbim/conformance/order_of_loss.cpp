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
    for (const std::uint32_t sessions : {1u, 2u}) {
        trace active;
        active.online();
        for (std::uint32_t session = 0; session < sessions; ++session) active.activate(session);
        active.asks(bc::register_state_set{.provider_id = u"00101", .action = bc::register_action::manual}).packet(packet::detached);
        CHECK(ids_of(active.findings) == "");
    }
    // The host wants it back before it is gone.
    trace back;
    back.online().activate(0).asks(bc::packet_service_set{bc::packet_service_action::detach});
    back.answered(bc::packet_service_info{.state = packet::detaching});
    back.asks(bc::packet_service_set{bc::packet_service_action::attach}).packet(packet::detached);
    CHECK(ids_of(back.findings) == "");
    trace on;
    on.online().activate(0).asks(bc::radio_state_set{bc::radio_switch_state::off}).answered(bc::radio_state_info{});
    on.asks(bc::radio_state_set{bc::radio_switch_state::on}).packet(packet::detached);
    CHECK(ids_of(on.findings) == "");
}

TEST_CASE("mbim conformance: what the host has been refused is a loss") {
    constexpr bc::packet_service_set detach{bc::packet_service_action::detach};
    constexpr bc::radio_state_set off{bc::radio_switch_state::off};
    const auto lost = [](auto act) {
        trace t;
        t.online().activate(0);
        act(t);
        t.packet(packet::detached);
        return ids_of(t.findings);
    };
    CHECK(lost([&](trace& t) { t.asks(detach).answered_as<bc::packet_service_info>(status::failure); }) == "packet-service-loss-order@9 ");
    CHECK(lost([&](trace& t) { t.asks(off).answered_as<bc::radio_state_info>(status::failure); }) == "packet-service-loss-order@9 ");
    // What it has been granted besides is none.
    CHECK(lost([&](trace& t) {
              t.asks(off).answered(bc::radio_state_info{}).asks(detach).answered_as<bc::packet_service_info>(status::radio_power_off);
          }) == "");
    CHECK(lost([&](trace& t) {
              t.asks(detach).asks(off);
              t.says(transaction_id{t.id() - 1}, command_done{service::basic_connect, 10, status::failure, {}});
          }) == "");
    // Behind an attachment there is nothing left of it.
    CHECK(lost([&](trace& t) {
              t.asks(off).answered(bc::radio_state_info{}).asks(detach).packet(packet::attached);
              t.answered_as<bc::packet_service_info>(status::failure);
          }) == "packet-service-loss-order@12 ");
}

TEST_CASE("mbim conformance: an attachment that nobody has told of is not guessed") {
    trace t;
    t.open().registered(register_state::home).registered(register_state::deregistered);
    CHECK(t.findings.empty());
    CHECK(t.of("loss-order") == outcome{.undecidable = 1});
}
