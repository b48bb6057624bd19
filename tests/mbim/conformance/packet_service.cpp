// SPDX-License-Identifier: BSL-1.0
/// \file
/// requirements.md, group D.
#include "trace.hpp"

using namespace conformance_test;

namespace {

using packet = bc::packet_service_state;
constexpr bc::packet_service_set attach{bc::packet_service_action::attach};
constexpr auto automatic = registration_flag::packet_service_automatic_attach;

constexpr traces_of packet_service[] = {
    {"attach-starts",
     [](trace& t) {
         t.open()
             .packet(packet::detached)
             .asks(attach)
             .answered(bc::packet_service_info{.state = packet::attaching})
             .packet(packet::attached);
     },
     [](trace& t) { t.open().packet(packet::detached).asks(attach).answered(bc::packet_service_info{.state = packet::detached}); },
     subject::packet_service_state, 4,
     [](trace& t) { t.open().asks(attach).answered(bc::packet_service_info{.state = packet::detached}); }},
    {"attach-waits-for-auto-attach",
     [](trace& t) {
         t.open().registered(register_state::home, automatic).packet(packet::attaching).asks(attach).packet(packet::attached);
         t.answered(bc::packet_service_info{.state = packet::attached});
     },
     [](trace& t) {
         t.open().registered(register_state::home, automatic).packet(packet::attaching).asks(attach);
         t.answered(bc::packet_service_info{.state = packet::attached}).packet(packet::attached);
     },
     subject::packet_service_state, 1,
     [](trace& t) {
         t.open().registered(register_state::home, automatic).packet(packet::detached).asks(attach).packet(packet::attached);
         t.answered(bc::packet_service_info{.state = packet::attached});
     }},
    {"attach-when-attached", [](trace& t) { t.online().asks(attach).answered(bc::packet_service_info{.state = packet::attached}); },
     [](trace& t) { t.online().asks(attach).answered_as<bc::packet_service_info>(status::failure); }, subject::status, 2,
     [](trace& t) {
         t.online().asks(bc::packet_service_set{bc::packet_service_action::detach}).answered_as<bc::packet_service_info>(status::failure);
     }},
};
const group linked_packet_service{packet_service};

}  // namespace

TEST_CASE("mbim conformance: packet service") { check(packet_service); }

TEST_CASE("mbim conformance: an attach request takes over the result of the automatic attach") {
    const auto ends = [](packet s, status how) {
        trace t;
        t.open().registered(register_state::home, automatic).packet(packet::attaching).asks(attach).packet(s);
        t.answered(bc::packet_service_info{.state = s}, how);
        return t.of("attach-waits-for-auto-attach");
    };
    CHECK(ends(packet::attached, status::success) == outcome{.kept = 1});
    CHECK(ends(packet::attached, status::failure) == outcome{.broken = 1});
    CHECK(ends(packet::detached, status::failure) == outcome{.kept = 1});
    CHECK(ends(packet::detached, status::success) == outcome{.broken = 1});
}

TEST_CASE("mbim conformance: whether the attach is automatic, nobody guesses") {
    const auto with = [](const outside_facts& facts) {
        trace t;
        t.known(facts).open().packet(packet::attaching).asks(attach).answered(bc::packet_service_info{.state = packet::attaching});
        return t.of("attach-waits-for-auto-attach");
    };
    CHECK(with({}) == outcome{.undecidable = 1});
    CHECK(with({.auto_attach = true}) == outcome{.broken = 1});
    CHECK(with({.auto_attach = false}) == outcome{});
}

TEST_CASE("mbim conformance: answers that say nothing of an attachment") {
    using enum bc::packet_service_state;
    trace refused;
    refused.open().registered(register_state::home).packet(detached).asks(attach).answered_as<bc::packet_service_set>(status::failure);
    CHECK(refused.of("attach-starts") == outcome{});
    trace untold;
    untold.open().registered(register_state::home).packet(detached).asks(attach).answered_as<bc::packet_service_set>(status::success);
    CHECK(untold.of("attach-starts") == outcome{});
    trace again;  // the attachment that is under way is the host's own
    again.open().packet(detached).asks(attach).answered(bc::packet_service_info{.state = attaching});
    again.asks(attach).answered_as<bc::packet_service_set>(status::failure);
    CHECK(again.of("attach-waits-for-auto-attach") == outcome{});
    trace lost;  // detached while the request waits
    lost.online().asks(attach).packet(detached).answered_as<bc::packet_service_set>(status::failure);
    CHECK(lost.of("attach-when-attached") == outcome{});
}
