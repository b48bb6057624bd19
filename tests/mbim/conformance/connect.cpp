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
const group linked_connect{connect};

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
    const auto outcome_with = [](const bc::device_service_subscribe_list& list, status how) {
        trace t;
        t.online().asks(list, command_type::set).answered(list, how).activate(0).asks(query).answered(none);
        return t.of("activation-changes-are-indicated");
    };
    static constexpr std::array<std::uint32_t, 2> with{9, 12};  // REGISTER_STATE, CONNECT
    static constexpr std::array<std::uint32_t, 2> without{9, 10};
    static constexpr std::array wanted{bc::event_entry{service::sms, with}, bc::event_entry{service::basic_connect, with}};
    static constexpr std::array declined{bc::event_entry{service::sms, with}, bc::event_entry{service::basic_connect, without}};
    CHECK(outcome_with({}, status::success) == outcome{});
    CHECK(outcome_with({.events = declined}, status::success) == outcome{});
    CHECK(outcome_with({.events = wanted}, status::success) == outcome{.broken = 1});
    // A list that was refused is not in force.
    CHECK(outcome_with({.events = declined}, status::failure) == outcome{.broken = 1});
}

TEST_CASE("mbim conformance: the last list of indications counts, until the next OPEN") {
    static constexpr std::array<std::uint32_t, 1> connect_cid{12};
    static constexpr std::array wanted{bc::event_entry{service::basic_connect, connect_cid}};
    const auto choose = [](trace& t, const bc::device_service_subscribe_list& list) -> trace& {
        return t.asks(list, command_type::set).answered(list);
    };
    trace t;
    choose(choose(t.online(), {}), {.events = wanted}).activate(0).asks(query).answered(none);
    CHECK(ids_of(t.findings) == "activation-changes-are-indicated@12 ");
    trace again;
    choose(again.online(), {}).close().online().activate(0).asks(query).answered(none);
    CHECK(again.of("activation-changes-are-indicated") == outcome{.broken = 1});
}

TEST_CASE("mbim conformance: of a list of indications that is not whole nothing is known") {
    static constexpr std::array<std::uint32_t, 1> cids{12};
    static constexpr std::array events{bc::event_entry{service::basic_connect, cids}};
    constexpr std::size_t entry_at = 48 + 4 + 8;  // behind the header of the command, EventsCount and the reference
    const auto outcome_of = [&](std::size_t word, std::uint32_t becomes) {
        trace t;
        t.online().asks(bc::radio_state_query{}).answered(bc::radio_state_info{});
        octets list = trace::command(90, bc::device_service_subscribe_list{.events = events}, command_type::set);
        store_le(list.data() + word, becomes);
        t.frame(sender::host, list).says(transaction_id{90}, command_done{service::basic_connect, 19, status::success, {}});
        t.activate(0).asks(query).answered(none);
        return t.of("activation-changes-are-indicated");
    };
    CHECK(outcome_of(48, 1) == outcome{.broken = 1});                    // as it was
    CHECK(outcome_of(48, 0x20000000) == outcome{.undecidable = 1});      // EventsCount
    CHECK(outcome_of(48, 2) == outcome{.broken = 1});                    // its first entry is enough
    CHECK(outcome_of(48 + 4, 0xfffffff0) == outcome{.undecidable = 1});  // the entry's offset
    CHECK(outcome_of(48 + 8, 19) == outcome{.undecidable = 1});          // its size
    CHECK(outcome_of(entry_at + 16, 2) == outcome{.undecidable = 1});    // CidsCount
    CHECK(outcome_of(entry_at + 16, 0) == outcome{});
}

TEST_CASE("mbim conformance: MaxSessions of the extensions' DEVICE_CAPS") {
    const auto outcome_at = [](std::optional<release> agreed, const auto& caps, release form) {
        trace t;
        t.online();
        if (agreed) t.versions(bcd_of(*agreed), bcd_of(*agreed));
        t.asks(ext::device_caps_query{}).answered(caps, status::success, form).activate(0).activate(1);
        return t.of("no-more-than-max-sessions");
    };
    constexpr ext::device_caps_info v2{.max_sessions = 1};
    constexpr ext::device_caps_info_v3 v3{.data_subclass = 7, .max_sessions = 1};
    CHECK(outcome_at({}, v2, release::v1) == outcome{.broken = 1});
    CHECK(outcome_at(release::v2, v2, release::v2) == outcome{.broken = 1});
    CHECK(outcome_at(release::v3, v3, release::v3) == outcome{.broken = 1});
    CHECK(outcome_at(release::v4, v3, release::v4) == outcome{.broken = 1});

    trace one;
    one.online().asks(ext::device_caps_query{}).answered(v2).activate(0).activate(1);
    CHECK(ids_of(one.findings) == "one-context@9 no-more-than-max-sessions@10 ");
    CHECK(one.findings.at(0).since == 6);
}

TEST_CASE("mbim conformance: which form the extensions' DEVICE_CAPS has") {
    constexpr ext::device_caps_info_v3 v3{.max_sessions = 1};
    const auto known_with = [&](std::uint16_t host, std::uint16_t function, std::optional<std::uint16_t> descriptor) {
        trace t;
        t.described({.extended_version = descriptor}).open();
        t.versions(host, function);
        t.asks(ext::device_caps_query{}).answered(v3, status::success, release::v3);
        return t.checker.known().max_sessions;
    };
    CHECK(known_with(0x0300, 0x0300, {}) == 1u);
    CHECK(known_with(0x0400, 0x0100, 0x0300) == 1u);
    CHECK(known_with(0x0200, 0x0300, {}) != 1u);
    // In the middle of a trace nobody knows, and with OPEN an agreement ends.
    trace later;
    later.asks(ext::device_caps_query{}).answered(v3, status::success, release::v3);
    CHECK_FALSE(later.checker.known().max_sessions);
    trace again;
    again.open().versions(0x0300, 0x0300).close().open();
    again.asks(ext::device_caps_query{}).answered(ext::device_caps_info{.max_sessions = 5});
    CHECK(again.checker.known().max_sessions == 5u);
}

TEST_CASE("mbim conformance: each status that a query of a context must not be answered with") {
    const auto answered = [](status how, std::string_view rule) {
        trace t;
        t.online().asks(bc::connect_query{}).answered_as<bc::connect_query>(how);
        return t.of(rule).broken == 1;
    };
    for (const status how :
         {status::sim_not_inserted, status::bad_sim, status::pin_required, status::not_registered, status::packet_service_detached})
        CHECK(answered(how, "connect-query-always-answered"));
    for (const status how : {status::invalid_access_string, status::invalid_user_name_pwd})
        CHECK(answered(how, "strings-are-judged-by-activate"));
    CHECK_FALSE(answered(status::failure, "connect-query-always-answered"));
}

TEST_CASE("mbim conformance: each status that Deactivate must not be answered with") {
    for (const status how : {status::invalid_access_string, status::invalid_user_name_pwd}) {
        trace t;
        t.online().activate(0).connect(0, bc::activation_command::deactivate).answered_as<bc::connect_set>(how);
        CHECK(t.of("deactivate-ignores-strings") == outcome{.broken = 1});
    }
}

TEST_CASE("mbim conformance: a SIM that waits for its PIN is no reason to refuse a context while it is ready") {
    trace t;
    t.online().ready(bc::subscriber_ready_state::initialized).connect(0).answered_as<bc::connect_set>(status::pin_required);
    CHECK(t.of("activation-needs-no-sim-access") == outcome{.broken = 1});
}

TEST_CASE("mbim conformance: activations that are nobody's own") {
    const auto of = [](auto act) {
        trace t;
        t.online();
        act(t);
        return t.of("no-self-activation");
    };
    using enum bc::activation_state;
    CHECK(of([](trace& t) { t.context(0, deactivating).context(0, deactivated); }) == outcome{});
    CHECK(of([](trace& t) { t.context(0, activating); }) == outcome{.broken = 1});
    CHECK(of([](trace& t) { t.connect(0).context(0, activating); }) == outcome{.kept = 1});
    CHECK(of([](trace& t) { t.connect(0).context(0, activated).context(0, activated); }) == outcome{.kept = 1});
    // A second activation is asked for while the first ends.
    CHECK(of([](trace& t) { t.activate(0).connect(0).context(0, deactivated).context(0, activated); }) == outcome{.kept = 1});
    CHECK(of([](trace& t) { t.connect(1).context(0, activated); }) == outcome{.broken = 1});
    CHECK(of([](trace& t) { t.connect(0, bc::activation_command::deactivate).context(0, activated); }) == outcome{.broken = 1});
}

TEST_CASE("mbim conformance: commands between SERVICE_NOT_ACTIVATED and what it calls for") {
    trace t;
    t.online().connect(0).answered_as<bc::connect_set>(status::service_not_activated);
    t.asks(bc::device_caps_query{}).answered(bc::device_caps_info{});
    CHECK(t.of("service-is-activated-first") == outcome{});
    t.asks(bc::service_activation_set{});
    CHECK(t.of("service-is-activated-first") == outcome{.kept = 1});
}

TEST_CASE("mbim conformance: an activation that fails leaves a context that was active") {
    trace t;
    t.online().activate(0).connect(0).answered_as<bc::connect_set>(status::failure);
    CHECK(t.checker.known().session(0)->wanted);
    t.connect(1).answered_as<bc::connect_set>(status::failure);
    CHECK_FALSE(t.checker.known().session(1)->wanted);
}

TEST_CASE("mbim conformance: Deactivate of a context that becomes active before it is reached") {
    const auto told = [](auto act) {
        trace t;
        t.online().context(0, activation::deactivated);
        act(t);
        return t.of("deactivate-inactive");
    };
    // One behind the other, answered in either order.
    CHECK(told([](trace& t) {
              t.connect(0).connect(0, deactivate).answered_to(t.id() - 1, bc::connect_info{.state = activation::activated});
              t.connected(0, activation::deactivated);
          }) == outcome{});
    CHECK(told([](trace& t) {
              t.connect(0).connect(0, deactivate).connected(0, activation::deactivated);
              t.answered_to(t.id() - 1, bc::connect_info{.state = activation::deactivated}, status::failure);
          }) == outcome{});
    CHECK(told([](trace& t) {
              t.connect(0)
                  .connect(0, deactivate)
                  .answered_to(t.id() - 1, bc::connect_info{.state = activation::deactivated}, status::failure);
              t.connected(0, activation::deactivated);
          }) == outcome{});
    // The indication crosses it.
    CHECK(told([](trace& t) { t.connect(0, deactivate).context(0, activation::activated).connected(0, activation::deactivated); }) ==
          outcome{});
    CHECK(told([](trace& t) {
              t.connect(0, deactivate).context(0, activation::activated).context(0, activation::deactivated);
              t.connected(0, activation::deactivated);
          }) == outcome{});
    // News that change nothing, or are of another session.
    CHECK(told([](trace& t) {
              t.connect(0, deactivate).context(0, activation::deactivated).context(1, activation::activated);
              t.connected(0, activation::deactivated);
          }) == broken_once);
    CHECK(told([](trace& t) { t.connect(1).connect(0, deactivate).connected(0, activation::deactivated); }) == broken_once);
}

TEST_CASE("mbim conformance: what an answer that failed says of a context") {
    const auto then = [](auto act, activation found) {
        trace t;
        t.online();
        act(t);
        t.asks(query).answered(bc::connect_info{.state = found});
        return t.of("activation-changes-are-indicated");
    };
    constexpr auto failed = status::failure;
    const auto activating = [](trace& t) -> trace& {
        return t.context(0, activation::deactivated).connect(0).context(0, activation::activating);
    };
    CHECK(then([&](trace& t) { activating(t).connected(0, activation::deactivated, failed); }, activation::deactivated) == outcome{});
    CHECK(then([&](trace& t) { activating(t).answered_as<bc::connect_info>(failed); }, activation::deactivated) == outcome{});
    CHECK(then([&](trace& t) { activating(t).connected(0, activation::unknown, failed); }, activation::deactivated) == outcome{});
    CHECK(then([&](trace& t) { activating(t).connected(7, activation::deactivated, failed); }, activation::deactivated) == outcome{});
    const auto deactivating = [](trace& t) -> trace& { return t.activate(0).connect(0, deactivate).context(0, activation::deactivating); };
    CHECK(then([&](trace& t) { deactivating(t).answered_as<bc::connect_info>(failed); }, activation::activated) == outcome{});
    // One that was active is so no more when the answer says so.
    CHECK(then([](trace& t) { t.activate(0).connect(0).connected(0, activation::deactivated, failed); }, activation::deactivated) ==
          outcome{});
    trace lost;
    lost.online().activate(0).connect(0).connected(0, activation::deactivated, failed).packet(packet::detached);
    CHECK(ids_of(lost.findings) == "");
    // Where the answer changes nothing, what was told before counts.
    CHECK(then([](trace& t) { t.activate(0).connect(0).answered_as<bc::connect_info>(failed); }, activation::deactivated) == broken_once);
    CHECK(then([](trace& t) { t.context(0, activation::deactivated).connect(0).connected(0, activation::deactivated, failed); },
               activation::activated) == broken_once);
    CHECK(then([&](trace& t) { activating(t).connected(0, activation::deactivated, failed).context(0, activation::deactivated); },
               activation::activated) == broken_once);
}
