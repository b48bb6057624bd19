// SPDX-License-Identifier: BSL-1.0
/// \file
/// requirements.md, group H.
#include "trace.hpp"

using namespace conformance_test;

namespace {

using packet = bc::packet_service_state;
using activation = bc::activation_state;
using ready = bc::subscriber_ready_state;
constexpr auto deactivate = bc::activation_command::deactivate;
constexpr bc::connect_query query{.session_id = 0};
constexpr bc::connect_info none{.state = activation::deactivated};

constexpr traces_of connect[] = {
    {"one-answer-for-each-command", [](trace& t) { t.open().asks(bc::radio_state_query{}).answered(bc::radio_state_info{}).finish(); },
     [](trace& t) { t.open().asks(bc::radio_state_query{}).answered(bc::radio_state_info{}).answered(bc::radio_state_info{}); },
     subject::transaction_id, 2, [](trace& t) { t.open().asks(bc::radio_state_query{}).finish(); }},
    {"activation-changes-are-indicated",
     [](trace& t) { t.online().activate(0).context(0, activation::deactivated).asks(query).answered(none); },
     [](trace& t) { t.online().activate(0).asks(query).answered(none); }, subject::activation_state, 3,
     [](trace& t) { t.online().asks(query).answered(none); }},
    {"activate-when-registered",
     [](trace& t) {
         t.open().packet(packet::attached);
         for (const auto s : {register_state::home, register_state::roaming, register_state::partner}) t.registered(s).activate(0);
     },
     [](trace& t) { t.open().packet(packet::attached).registered(register_state::searching).activate(0); }, subject::register_state, 2,
     [](trace& t) { t.open().registered(register_state::denied).connect(0, deactivate); }},
    {"activate-when-attached", [](trace& t) { t.online().activate(0); },
     [](trace& t) { t.open().registered(register_state::home).packet(packet::detached).activate(0); }, subject::packet_service_state, 4,
     [](trace& t) { t.open().packet(packet::detached).connect(0, deactivate); }},
    {"activation-needs-no-sim-access",
     [](trace& t) { t.online().ready(ready::sim_not_inserted).connect(0).answered_as<bc::connect_info>(status::sim_not_inserted); },
     [](trace& t) { t.online().ready(ready::initialized).connect(0).answered_as<bc::connect_info>(status::bad_sim); }, subject::status, 4,
     [](trace& t) { t.online().ready(ready::initialized).asks(query).answered(none); }},
    {"connect-query-always-answered", [](trace& t) { t.open().asks(query).answered(none); },
     [](trace& t) { t.open().asks(query).answered_as<bc::connect_info>(status::not_registered); }, subject::status, 7,
     [](trace& t) { t.open().asks(bc::packet_service_query{}).answered_as<bc::packet_service_info>(status::not_registered); }},
    {"no-self-activation", [](trace& t) { t.online().connect(0).connected(0, activation::activating).context(0, activation::activated); },
     [](trace& t) { t.online().context(5, activation::activated); }, subject::session_id, 5,
     // A context that the device drops by itself is in order (H10).
     [](trace& t) { t.online().activate(0).context(0, activation::deactivated); }},
    {"one-context", [](trace& t) { t.online().max_sessions(1).activate(0).context(0, activation::deactivated).activate(1); },
     [](trace& t) { t.online().max_sessions(1).activate(0).connect(1).answered_as<bc::connect_info>(status::max_activated_contexts); },
     subject::session_id, 1, [](trace& t) { t.online().max_sessions(2).activate(0).activate(1); }},
    {"service-is-activated-first",
     [](trace& t) {
         t.online().connect(0).answered_as<bc::connect_info>(status::service_not_activated);
         t.asks(bc::service_activation_set{}).answered(bc::service_activation_info{}).activate(0);
     },
     [](trace& t) { t.online().connect(0).answered_as<bc::connect_info>(status::service_not_activated).activate(1); }, subject::session_id,
     1, [](trace& t) { t.online().connect(0).answered_as<bc::connect_info>(status::failure).activate(0); }},
    {"no-more-than-max-sessions",
     [](trace& t) {
         t.online().max_sessions(2).activate(0).activate(1).connect(2).answered_as<bc::connect_info>(status::max_activated_contexts);
     },
     [](trace& t) { t.online().max_sessions(2).activate(0).activate(1).activate(2); }, subject::status, 0,
     // The same session again is no further one.
     [](trace& t) { t.online().max_sessions(2).activate(0).activate(1).activate(1); }},
    {"deactivate-inactive",
     [](trace& t) {
         t.online().context(0, activation::deactivated).connect(0, deactivate).answered_as<bc::connect_info>(status::context_not_activated);
     },
     [](trace& t) { t.online().context(0, activation::deactivated).connect(0, deactivate).connected(0, activation::deactivated); },
     subject::status, 0, [](trace& t) { t.online().activate(0).connect(0, deactivate).connected(0, activation::deactivated); }},
    {"deactivate-ignores-strings", [](trace& t) { t.online().activate(0).connect(0, deactivate).connected(0, activation::deactivated); },
     [](trace& t) { t.online().activate(0).connect(0, deactivate).answered_as<bc::connect_info>(status::invalid_access_string); },
     subject::status, 18, [](trace& t) { t.online().connect(0).answered_as<bc::connect_info>(status::invalid_access_string); }},
    {"strings-are-judged-by-activate", [](trace& t) { t.open().asks(query).answered(none); },
     [](trace& t) { t.open().asks(query).answered_as<bc::connect_info>(status::invalid_user_name_pwd); }, subject::status, 19,
     [](trace& t) { t.online().connect(0).answered_as<bc::connect_info>(status::invalid_user_name_pwd); }},
};
const group linked{connect};

}  // namespace

TEST_CASE("mbim conformance: contexts") { check(connect); }

TEST_CASE("mbim conformance: what is not known of a context is not guessed") {
    trace t;
    t.open().connect(0).connected(0);
    CHECK(t.of("activate-when-registered") == outcome{.undecidable = 1});
    CHECK(t.of("activate-when-attached") == outcome{.undecidable = 1});
    t.connect(1).connected(1);
    CHECK(t.of("no-more-than-max-sessions") == outcome{.undecidable = 1});
    CHECK(t.of("one-context") == outcome{.undecidable = 1});
    t.connect(7, deactivate).connected(7, activation::deactivated);
    CHECK(t.of("deactivate-inactive") == outcome{.undecidable = 1});
    t.connect(2).answered_as<bc::connect_info>(status::bad_sim);
    CHECK(t.of("activation-needs-no-sim-access").undecidable == 1);
    CHECK(ids_of(t.findings) == "");
    // A trace that begins in the middle.
    trace later;
    later.context(0, activation::activated).answered(bc::radio_state_info{});
    CHECK(ids_of(later.findings) == "");
    CHECK(later.of("no-self-activation") == outcome{.undecidable = 1});
    CHECK(later.of("one-answer-for-each-command") == outcome{.undecidable = 1});
}

TEST_CASE("mbim conformance: an activation that failed is not to come later by itself") {
    trace t;
    t.online().connect(0).answered_as<bc::connect_info>(status::failure).context(0, activation::activated);
    CHECK(ids_of(t.findings) == "no-self-activation@7 ");
    // One that the host repeats while the loss of the first is told is its own.
    trace again;
    again.online().activate(0).connect(0).context(0, activation::deactivated).context(0, activation::activated);
    CHECK(ids_of(again.findings) == "");
}

TEST_CASE("mbim conformance: an answer that crosses CANCEL") {
    trace t;
    t.open().asks(bc::radio_state_query{}).sends(transaction_id{t.id()}, host_error_msg{protocol_error::cancel});
    t.answered(bc::radio_state_info{});
    CHECK(ids_of(t.findings) == "");
    t.answered(bc::radio_state_info{});
    CHECK(ids_of(t.findings) == "one-answer-for-each-command@6 ");
}

TEST_CASE("mbim conformance: a host that chooses its indications may have declined those of CONNECT") {
    trace t;
    t.online().asks(bc::device_service_subscribe_list{}, command_type::set).answered(bc::device_service_subscribe_list{});
    t.activate(0).asks(query).answered(none);
    CHECK(ids_of(t.findings) == "");
    CHECK(t.of("activation-changes-are-indicated") == outcome{.undecidable = 1});
}
