// SPDX-License-Identifier: BSL-1.0
/// \file
/// requirements.md, group C.
#include "trace.hpp"

using namespace conformance_test;

namespace {

using enum pin_type;
using enum pin_operation;
using ready = bc::subscriber_ready_state;
using mode = bc::pin_mode;
constexpr pin_type no_pin = pin_type::unknown;
constexpr auto failed = status::failure;
constexpr auto good = status::success;

trace& refused(trace& t, pin_type type, pin_operation o, status how) {
    return t.asks(bc::pin_set{.type = type, .pin_operation = o}).answered_as<bc::pin_info>(how);
}
/// PIN1 is blocked by Disable; the SIM was ready before.
trace& block(trace& t) { return t.pin(pin1, disable, failed, puk1, 10); }
trace& unblock(trace& t) { return t.pin(puk1, enter, good, no_pin, 0, pin_state::unlocked); }
trace& ask_ready(trace& t, ready s) {
    return t.asks(bc::subscriber_ready_status_query{}).answered(bc::subscriber_ready_status_info{.ready_state = s});
}

constexpr traces_of pin[] = {
    {"pin-entered",
     [](trace& t) { t.open().pin(pin1, enter, good, no_pin, 0, pin_state::unlocked).pin(pin1, enter, good, device_sim_pin, 3); },
     [](trace& t) { t.open().pin(pin1, enter, good, pin1, 3, pin_state::unlocked); }, subject::pin_type, number(pin1),
     [](trace& t) { t.open().pin(pin1, disable, good, pin1, 3, pin_state::unlocked).pin(pin1, enter, failed, pin1, 2); }},
    {"pin-mode-unchanged", [](trace& t) { t.open().pin_modes(mode::enabled).pin(pin1, enable, good, no_pin, 77); },
     [](trace& t) { t.open().pin_modes(mode::disabled).pin(pin1, disable, status::operation_not_allowed, no_pin); }, subject::status, 28,
     [](trace& t) { t.open().pin_modes(mode::enabled).pin(pin1, disable, failed, pin1, 2); }},
    {"pin-enabled-is-unlocked",
     [](trace& t) { t.open().pin_modes(mode::disabled).pin(pin1, enable, good, no_pin).pin_state_is(no_pin, pin_state::unlocked); },
     [](trace& t) { t.open().pin_modes(mode::disabled).pin(pin1, enable, good, no_pin).pin_state_is(pin1, pin_state::locked); },
     subject::pin_state, 1,
     // Other PINs may lock themselves at any time (C7).
     [](trace& t) {
         t.open().pin_modes(mode::enabled, mode::disabled).pin(pin2, enable, good, no_pin).pin_state_is(pin2, pin_state::locked);
     }},
    {"pin-locked-by-power-cycle",
     [](trace& t) { t.open().pin_modes(mode::enabled).power_cycled().open().pin_state_is(pin1, pin_state::locked); },
     [](trace& t) { t.open().pin_modes(mode::enabled).power_cycled().open().pin_state_is(no_pin, pin_state::unlocked); },
     subject::pin_state, 0,
     [](trace& t) { t.open().pin_modes(mode::disabled).power_cycled().open().pin_state_is(no_pin, pin_state::unlocked); }},
    {"pin-operation-unsupported",
     [](trace& t) { refused(t.open().pin_modes(mode::enabled, mode::not_supported), pin2, disable, status::no_device_support); },
     [](trace& t) { t.open().pin_modes(mode::enabled, mode::not_supported).pin(pin2, disable, failed, pin2, 3); }, subject::status, 2,
     [](trace& t) { t.open().pin_modes(mode::enabled, mode::enabled).pin(pin2, disable, failed, pin2, 3); }},
    {"pin-required-names-it", [](trace& t) { t.open().pin(pin1, change, status::pin_required, pin1, 3); },
     [](trace& t) { t.open().pin(pin1, disable, status::pin_required, no_pin, 3); }, subject::pin_type, 0,
     [](trace& t) { t.open().pin(pin1, disable, failed, pin1, 3); }},
    {"pin-change-while-disabled", [](trace& t) { refused(t.open().pin_modes(mode::disabled), pin1, change, status::pin_disabled); },
     [](trace& t) { t.open().pin_modes(mode::disabled).pin(pin1, change, failed, pin1, 3); }, subject::status, 2,
     // A function may change a PIN that is disabled, and refuse one that is enabled for another reason.
     [](trace& t) {
         t.open().pin_modes(mode::disabled).pin(pin1, change, good, no_pin).pin_modes(mode::enabled).pin(pin1, change, failed, pin1, 2);
     }},
    {"pin-retrial", [](trace& t) { t.open().pin(pin1, change, failed, pin1, 2).pin(pin2, disable, failed, pin2, unknown_attempts); },
     [](trace& t) { t.open().pin(pin1, disable, failed, pin2, 2); }, subject::pin_type, number(pin2),
     [](trace& t) { t.open().pin(pin1, enter, failed, pin1, 2).pin(pin1, disable, good, no_pin); }},
    {"pin-blocking", [](trace& t) { t.open().pin(corporate_pin, disable, failed, no_pin, 0); },
     [](trace& t) { t.open().pin(corporate_pin, disable, failed, no_pin, 3); }, subject::remaining_attempts, 3,
     [](trace& t) { t.open().pin(corporate_pin, enter, failed, no_pin, 3); }},
    {"pin-unblocking", [](trace& t) { t.open().pin(pin2, change, failed, puk2, 10); },
     [](trace& t) { t.open().pin(pin2, change, failed, network_puk, 10); }, subject::pin_type, number(network_puk),
     [](trace& t) { t.open().pin(pin2, change, failed, pin2, 1).pin(pin2, enter, failed, puk2, 10); }},
    {"pin-blocked-notice", [](trace& t) { unblock(block(t.open().ready(ready::initialized)).ready(ready::device_locked)); },
     [](trace& t) { unblock(block(t.open().ready(ready::initialized))); }, subject::message, 0,
     [](trace& t) { t.open().ready(ready::initialized).pin(pin2, disable, failed, puk2, 10).pin(puk2, enter, good, no_pin).finish(); }},
    {"pin-blocked-deactivates",
     [](trace& t) {
         t.link(true).online().activate(0);
         unblock(block(t).ready(ready::device_locked).context(0, bc::activation_state::deactivated).link(false));
     },
     [](trace& t) {
         t.online().activate(4);
         unblock(block(t).ready(ready::device_locked));
     },
     subject::session_id, 4, [](trace& t) { unblock(block(t.online()).ready(ready::device_locked)); }},
    {"pin-failed-with-data", [](trace& t) { t.open().pin(pin1, enter, failed, pin1, 2); },
     [](trace& t) { refused(t.open(), pin1, enter, failed); }, subject::information_buffer_length, 0,
     [](trace& t) { refused(t.open(), pin1, disable, failed); }},
    {"pin-not-expected", [](trace& t) { t.open().pin_modes(mode::disabled).pin(pin1, enter, failed, no_pin, 3); },
     [](trace& t) { t.open().pin_state_is(no_pin, pin_state::unlocked).pin(pin1, enter, failed, pin1, 2); }, subject::pin_type,
     number(pin1), [](trace& t) { t.open().pin_state_is(pin1, pin_state::locked).pin(pin1, enter, failed, pin1, 2); }},
    {"pin-entry-unsupported", [](trace& t) { refused(t.open().pin_modes(mode::enabled), corporate_pin, enter, status::no_device_support); },
     [](trace& t) { t.open().pin_modes(mode::enabled).pin(corporate_pin, enter, failed, corporate_pin, 3); }, subject::status, 2,
     [](trace& t) { refused(t.open().pin_modes(mode::enabled), corporate_pin, disable, status::no_device_support); }},
    {"pin-entry-retrial", [](trace& t) { t.open().pin(pin1, enter, failed, pin1, 1).pin(puk2, enter, failed, puk2, unknown_attempts); },
     [](trace& t) { t.open().pin(pin1, enter, failed, pin1, 0); }, subject::remaining_attempts, 0,
     [](trace& t) { t.open().pin(pin1, change, failed, pin1, 1).pin(pin2, enter, failed, no_pin); }},
    {"pin-entry-blocking", [](trace& t) { t.open().pin(pin1, enter, failed, pin1, 1).pin(pin1, enter, failed, puk1, 10); },
     [](trace& t) { t.open().pin(pin1, enter, failed, pin1, 1).pin(pin1, enter, failed, pin1, 1); }, subject::pin_type, number(pin1),
     [](trace& t) { t.open().pin(pin1, enter, failed, pin1, 2).pin(pin1, enter, failed, pin1, 1); }},
    {"pin-entry-unblocking", [](trace& t) { t.open().pin(network_pin, enter, failed, network_puk, 10); },
     [](trace& t) { t.open().pin(pin1, enter, failed, puk2, 10); }, subject::pin_type, number(puk2),
     [](trace& t) { t.open().pin(pin1, disable, failed, puk1, 10).pin(puk1, enter, failed, puk1, 9); }},
    {"puk-blocking", [](trace& t) { t.open().pin(puk2, enter, failed, puk2, 1).pin(puk2, enter, failed, no_pin); },
     [](trace& t) { t.open().pin(puk2, enter, failed, puk2, 1).pin(puk2, enter, failed, puk2, 1); }, subject::pin_type, number(puk2),
     [](trace& t) { t.open().pin(puk2, enter, failed, puk2, 2).pin(puk2, enter, failed, puk2, 1); }},
    {"puk1-blocked-notice", [](trace& t) { t.open().pin(puk1, enter, failed, no_pin).ready(ready::bad_sim); },
     [](trace& t) { ask_ready(t.open().pin(puk1, enter, failed, no_pin), ready::bad_sim); }, subject::ready_state, 3,
     [](trace& t) { t.open().pin(puk2, enter, failed, no_pin).ready(ready::bad_sim); }},
    {"pin-attempts-do-not-grow", [](trace& t) { t.open().pin(pin1, enter, failed, pin1, 2).pin(pin1, disable, failed, pin1, 1); },
     [](trace& t) { t.open().pin(pin1, enter, failed, pin1, 2).pin(pin1, enter, failed, pin1, 3); }, subject::remaining_attempts, 3,
     [](trace& t) {
         t.open().pin(pin1, enter, failed, pin1, 2).pin(pin2, enter, failed, pin2, 3).pin(pin2, enter, failed, pin2, unknown_attempts);
     }},
};
const group linked_pin{pin};

}  // namespace

TEST_CASE("mbim conformance: PINs") { check(pin); }

TEST_CASE("mbim conformance: every PIN and its PUK") {
    constexpr std::pair<pin_type, pin_type> pairs[] = {{pin1, puk1},
                                                       {pin2, puk2},
                                                       {device_first_sim_pin, device_first_sim_puk},
                                                       {network_pin, network_puk},
                                                       {network_subset_pin, network_subset_puk},
                                                       {service_provider_pin, service_provider_puk},
                                                       {corporate_pin, corporate_puk}};
    for (const auto& [the_pin, unused] : pairs)
        for (const auto& [other, puk] : pairs)
            for (const pin_operation o : {enter, enable, disable, change}) {
                trace t;
                t.open().pin(the_pin, o, failed, puk, 10);
                CHECK(t.of(o == enter ? "pin-entry-unblocking" : "pin-unblocking") ==
                      (the_pin == other ? outcome{.kept = 1} : outcome{.broken = 1}));
            }
    for (const auto& [left, s] : {std::pair{0u, pin_state::locked}, {10u, pin_state::unlocked}}) {
        trace t;
        t.open().pin(pin1, enter, failed, puk1, left, s);
        CHECK(ids_of(t.findings) == "pin-entry-unblocking@4 ");
    }
}

TEST_CASE("mbim conformance: nobody guesses the mode of a PIN, or whether the power was off") {
    trace t;
    t.open().pin(pin1, enable, good, no_pin);
    CHECK(t.of("pin-mode-unchanged") == outcome{.undecidable = 1});
    refused(t, pin2, disable, status::no_device_support);
    CHECK(t.of("pin-operation-unsupported") == outcome{.undecidable = 1});
    refused(t, pin2, enter, status::no_device_support);
    CHECK(t.of("pin-entry-unsupported") == outcome{.undecidable = 1});
    refused(t, pin1, change, status::pin_disabled);
    CHECK(t.of("pin-change-while-disabled") == outcome{.undecidable = 1});
    t.pin(pin1, enter, failed, no_pin);
    CHECK(t.of("pin-not-expected") == outcome{.undecidable = 1});
    t.pin_modes(mode::enabled).close().open().pin_state_is(no_pin, pin_state::unlocked);
    CHECK(t.of("pin-locked-by-power-cycle") == outcome{.undecidable = 1});
    CHECK(ids_of(t.findings) == "");
}

TEST_CASE("mbim conformance: notices that have not come when the trace ends") {
    trace t;
    t.online().activate(0);
    block(t).finish();
    CHECK(ids_of(t.findings) == "");
    CHECK(t.of("pin-blocked-notice") == outcome{.undecidable = 1});
    CHECK(t.of("pin-blocked-deactivates").undecidable == 1);
    trace puk;
    puk.open().pin(puk1, enter, failed, no_pin).ready(ready::initialized).finish();
    CHECK(ids_of(puk.findings) == "");
    CHECK(puk.of("puk1-blocked-notice") == outcome{.undecidable = 1});
}

TEST_CASE("mbim conformance: PIN1 blocked by the last Enter, and a device that was locked already") {
    trace t;
    t.open().ready(ready::initialized).pin(pin1, enter, failed, pin1, 1).pin(pin1, enter, failed, no_pin, 7);
    ask_ready(t, ready::device_locked);
    CHECK(ids_of(t.findings) == "pin-blocked-notice@9 ");
    trace locked;
    unblock(block(locked.open().ready(ready::device_locked)));
    CHECK(ids_of(locked.findings) == "");
    CHECK(locked.of("pin-blocked-notice") == outcome{});
    trace untold;
    untold.open().pin(pin1, enter, failed, puk1, 10);
    ask_ready(untold, ready::device_locked);
    CHECK(ids_of(untold.findings) == "");
    trace managed;
    managed.open().pin(pin1, change, failed, puk1, 10);
    ask_ready(managed, ready::device_locked);
    CHECK(ids_of(managed.findings) == "pin-blocked-notice@6 ");
}

TEST_CASE("mbim conformance: a link that stays up when PIN1 is blocked") {
    trace t;
    t.link(true).online().activate(0);
    unblock(block(t).ready(ready::device_locked).context(0, bc::activation_state::deactivated));
    CHECK(ids_of(t.findings) == "pin-blocked-deactivates@12 ");
    CHECK(t.findings.at(0).field == subject::link);
}

TEST_CASE("mbim conformance: bytes in members that are ignored are no finding") {
    // C16 and C18: on success, and beside PinType None of an Enter.
    trace t;
    t.open().pin(pin1, enter, good, no_pin, 0xdead, static_cast<pin_state>(77));
    t.pin(pin1, disable, good, corporate_puk, 0xdead, static_cast<pin_state>(77));
    t.pin(pin1, enter, failed, no_pin, 0xdead, static_cast<pin_state>(77));
    CHECK(ids_of(t.findings) == "");
}

TEST_CASE("mbim conformance: answers to PIN_EX are judged like those to PIN") {
    // ETSI TS 101 220: the RIDs of 3GPP, USIM (1002) and ISIM (1004)
    static constexpr std::array usim{std::byte{0xa0}, std::byte{0},    std::byte{0}, std::byte{0},
                                     std::byte{0x87}, std::byte{0x10}, std::byte{2}};
    static constexpr std::array isim{std::byte{0xa0}, std::byte{0},    std::byte{0}, std::byte{0},
                                     std::byte{0x87}, std::byte{0x10}, std::byte{4}};
    const auto broken_by = [](pin_type type, pin_operation o, status how, pin_type told, std::uint32_t left) {
        trace t;
        t.open().pin_ex(usim, type, o, how, told, left);
        return ids_of(t.findings);
    };
    CHECK(broken_by(pin1, enter, good, no_pin, 0) == "");
    CHECK(broken_by(pin1, enter, good, pin1, 3) == "pin-entered@4 ");
    CHECK(broken_by(pin1, disable, status::pin_required, no_pin, 0) == "pin-required-names-it@4 ");
    CHECK(broken_by(pin1, disable, failed, pin2, 3) == "pin-retrial@4 ");
    CHECK(broken_by(pin1, disable, failed, no_pin, 3) == "pin-blocking@4 ");
    CHECK(broken_by(pin1, disable, failed, puk2, 10) == "pin-unblocking@4 ");
    CHECK(broken_by(pin1, enter, failed, pin2, 3) == "pin-entry-retrial@4 ");
    CHECK(broken_by(pin1, enter, failed, puk2, 3) == "pin-entry-unblocking@4 ");
    CHECK(broken_by(pin1, enter, failed, puk1, 10) == "");
    trace empty;
    empty.open().asks(ext::pin_ex_set{.type = pin1, .app_id = usim}).answered_as<ext::pin_ex_info>(failed);
    CHECK(ids_of(empty.findings) == "pin-failed-with-data@4 ");

    // Attempts count for each application, and apart from those of PIN.
    trace attempts;
    attempts.open().pin_ex(usim, pin1, enter, failed, pin1, 1).pin_ex(isim, pin1, enter, failed, pin1, 3);
    attempts.pin(pin1, enter, failed, pin1, 2).pin_ex(usim, pin1, enter, failed, pin1, 3);
    CHECK(ids_of(attempts.findings) == "");
    attempts.pin_ex(usim, pin1, enter, failed, pin1, 4);
    CHECK(ids_of(attempts.findings) == "pin-attempts-do-not-grow@12 ");
    trace last;
    last.open().pin_ex(usim, puk1, enter, failed, puk1, 1).pin_ex(usim, puk1, enter, failed, puk1, 1);
    CHECK(ids_of(last.findings) == "puk-blocking@6 ");
}

TEST_CASE("mbim conformance: PIN_LIST and the notices are not about PIN_EX") {
    constexpr std::array app{std::byte{0xa0}};
    trace t;
    t.open().pin_modes(mode::enabled).pin_ex(app, pin1, enable, failed, pin1, 2);
    CHECK(t.of("pin-mode-unchanged") == outcome{.undecidable = 1});
    // It may have changed what PIN_LIST said of PIN.
    t.pin_ex(app, pin1, disable, good, no_pin).pin(pin1, enable, failed, pin1, 2);
    CHECK(t.of("pin-mode-unchanged") == outcome{.undecidable = 3});
    t.pin_ex(app, pin1, enter, failed, puk1, 10).pin_ex(app, puk1, enter, failed, no_pin);
    ask_ready(t, ready::device_locked);
    ask_ready(t, ready::bad_sim);
    CHECK(ids_of(t.findings) == "");
    CHECK(t.of("pin-blocked-notice") == outcome{});
    CHECK(t.of("puk1-blocked-notice") == outcome{});
}

namespace {

using op = pin_operation;
constexpr outcome no_outcome{};

/// What a rule says of a trace behind OPEN.
template <class Act>
outcome verdict_on(std::string_view rule, Act act) {
    trace t;
    t.open();
    act(t);
    return t.of(rule);
}

}  // namespace

TEST_CASE("mbim conformance: Enable of a PIN that is enabled, told in other words") {
    const auto enable = [](status how, pin_type told) {
        return verdict_on("pin-mode-unchanged",
                          [&](trace& t) { t.pin_modes(bc::pin_mode::enabled).pin(pin_type::pin1, op::enable, how, told); });
    };
    CHECK(enable(status::success, pin_type::unknown) == kept_once);
    CHECK(enable(status::success, pin_type::pin1) == broken_once);
    CHECK(enable(status::failure, pin_type::unknown) == broken_once);
    CHECK(verdict_on("pin-mode-unchanged", [](trace& t) {
              t.pin_modes(bc::pin_mode::enabled).asks(bc::pin_set{.type = pin_type::pin1, .pin_operation = op::enable});
              t.answered_as<bc::pin_set>(status::success);
          }) == kept_once);
    CHECK(verdict_on("pin-mode-unchanged", [](trace& t) { t.pin(pin_type::pin1, op::enable, status::success, pin_type::unknown); }) ==
          undecided_once);
    for (const auto strange : {pin_type::unknown, static_cast<pin_type>(99)})
        CHECK(verdict_on("pin-mode-unchanged", [&](trace& t) {
                  t.pin_modes(bc::pin_mode::enabled).pin(strange, op::enable, status::success, pin_type::unknown);
              }) == undecided_once);
}

TEST_CASE("mbim conformance: a PIN that has been enabled, and what a query says of it") {
    const auto asked = [](auto act) {
        return verdict_on("pin-enabled-is-unlocked", [&](trace& t) {
            t.pin_modes(bc::pin_mode::disabled).pin(pin_type::pin1, op::enable, status::success, pin_type::unknown);
            act(t);
        });
    };
    CHECK(asked([](trace& t) { t.pin_state_is(pin_type::pin1, pin_state::unlocked); }) == kept_once);
    CHECK(asked([](trace& t) { t.pin_state_is(pin_type::pin1, pin_state::locked); }) == broken_once);
    CHECK(asked([](trace& t) { t.pin_state_is(pin_type::pin2, pin_state::locked); }) == kept_once);
    CHECK(asked([](trace& t) { t.asks(bc::pin_query{}).answered_as<bc::pin_query>(status::failure); }) == no_outcome);
    CHECK(asked([](trace& t) { t.asks(bc::pin_query{}).answered_as<bc::pin_query>(status::success); }) == no_outcome);
    CHECK(asked([](trace& t) { t.power_cycled().pin_state_is(pin_type::pin1, pin_state::locked); }) == no_outcome);
}

TEST_CASE("mbim conformance: a PIN that is enabled, and what a power cycle makes of it") {
    const auto cycled = [](auto act) {
        return verdict_on("pin-locked-by-power-cycle", [&](trace& t) {
            t.pin_modes(bc::pin_mode::enabled).power_cycled().open();
            act(t);
        });
    };
    CHECK(cycled([](trace& t) { t.pin_state_is(pin_type::pin1, pin_state::locked); }) == kept_once);
    CHECK(cycled([](trace& t) { t.pin_state_is(pin_type::puk1, pin_state::locked); }) == kept_once);
    CHECK(cycled([](trace& t) { t.pin_state_is(pin_type::pin1, pin_state::unlocked); }) == broken_once);
    CHECK(cycled([](trace& t) { t.pin_state_is(pin_type::unknown, pin_state::unlocked); }) == broken_once);
    CHECK(cycled([](trace& t) { t.pin_state_is(pin_type::device_sim_pin, pin_state::unlocked); }) == broken_once);
    CHECK(cycled([](trace& t) { t.pin_state_is(pin_type::device_sim_pin, pin_state::locked); }) == undecided_once);
    CHECK(cycled([](trace& t) { t.asks(bc::pin_query{}).answered_as<bc::pin_query>(status::failure); }) == no_outcome);
    CHECK(cycled([](trace& t) { t.asks(bc::pin_query{}).answered_as<bc::pin_query>(status::success); }) == no_outcome);
    // The second query is not about the cycle.
    CHECK(cycled([](trace& t) { t.pin_state_is(pin_type::pin1, pin_state::locked).pin_state_is(pin_type::pin1, pin_state::unlocked); }) ==
          kept_once);
}

TEST_CASE("mbim conformance: PIN_REQUIRED names a PIN") {
    for (std::uint32_t type = 0; type < 20; ++type)
        CHECK(verdict_on("pin-required-names-it", [&](trace& t) {
                  t.pin(pin_type::pin1, op::disable, status::pin_required, static_cast<pin_type>(type));
              }) == (type >= 1 && type <= 10 ? kept_once : broken_once));
    CHECK(verdict_on("pin-required-names-it", [](trace& t) {
              t.asks(bc::pin_set{.type = pin_type::pin1}).answered_as<bc::pin_set>(status::pin_required);
          }) == broken_once);
}

TEST_CASE("mbim conformance: Change, by the mode of the PIN and by what it is answered") {
    const auto change = [](bc::pin_mode mode, status how) {
        return verdict_on("pin-change-while-disabled",
                          [&](trace& t) { t.pin_modes(mode).pin(pin_type::pin1, op::change, how, pin_type::unknown); });
    };
    using enum bc::pin_mode;
    CHECK(change(enabled, status::pin_disabled) == broken_once);
    CHECK(change(enabled, status::failure) == no_outcome);
    CHECK(change(disabled, status::pin_disabled) == kept_once);
    CHECK(change(disabled, status::failure) == broken_once);
    for (const status other : {status::success, status::pin_required, status::no_device_support})
        CHECK(change(disabled, other) == no_outcome);
    CHECK(change(not_supported, status::pin_disabled) == no_outcome);
}

TEST_CASE("mbim conformance: an operation on a PIN whose mode is known") {
    CHECK(verdict_on("pin-operation-unsupported", [](trace& t) {
              t.pin_modes(bc::pin_mode::enabled).pin(pin_type::pin1, op::disable, status::no_device_support, pin_type::unknown);
          }) == no_outcome);
    CHECK(verdict_on("pin-operation-unsupported",
                     [](trace& t) { t.pin(pin_type::pin1, op::disable, status::no_device_support, pin_type::unknown); }) == undecided_once);
}

TEST_CASE("mbim conformance: questions behind a PIN1 that was blocked") {
    const auto blocked = [](auto act) {
        return verdict_on("pin-blocked-notice", [&](trace& t) {
            t.ready(bc::subscriber_ready_state::initialized);
            t.pin(pin_type::pin1, op::disable, status::failure, pin_type::puk1, 10);
            act(t);
        });
    };
    const auto asks_ready = [](trace& t, status how, bc::subscriber_ready_state s) {
        t.asks(bc::subscriber_ready_status_query{}).answered(bc::subscriber_ready_status_info{.ready_state = s}, how);
    };
    using enum bc::subscriber_ready_state;
    CHECK(blocked([&](trace& t) { asks_ready(t, status::success, device_locked); }) == broken_once);
    CHECK(blocked([&](trace& t) { asks_ready(t, status::failure, device_locked); }) == no_outcome);
    CHECK(blocked([&](trace& t) { asks_ready(t, status::success, initialized); }) == no_outcome);
    CHECK(blocked([](trace& t) { t.pin(pin_type::puk1, op::enter, status::failure, pin_type::puk1, 9); }) == no_outcome);
    CHECK(blocked([](trace& t) { t.pin(pin_type::puk1, op::enter, status::success, pin_type::unknown); }) == broken_once);
}

TEST_CASE("mbim conformance: PIN1 is not locked any more behind a power cycle when it has been entered") {
    const auto cycled = [](auto act) {
        return verdict_on("pin-locked-by-power-cycle", [&](trace& t) {
            t.pin_modes(bc::pin_mode::enabled).power_cycled().open();
            act(t);
            t.pin_state_is(pin_type::unknown, pin_state::unlocked);
        });
    };
    const auto does = [](pin_type type, op o, status how, pin_type told) { return [=](trace& t) { t.pin(type, o, how, told, 2); }; };
    CHECK(cycled(does(pin_type::pin1, op::enter, status::success, pin_type::unknown)) == no_outcome);
    CHECK(cycled(does(pin_type::pin1, op::change, status::success, pin_type::unknown)) == no_outcome);
    CHECK(cycled(does(pin_type::puk1, op::enter, status::success, pin_type::unknown)) == no_outcome);
    static constexpr std::array app{std::byte{0xa0}};
    for (const pin_type type : {pin_type::pin1, pin_type::puk1})
        CHECK(cycled([&](trace& t) { t.pin_ex(app, type, op::enter, status::success, pin_type::unknown); }) == no_outcome);
    // Neither a wrong one nor another one unlocks it.
    CHECK(cycled(does(pin_type::pin1, op::enter, status::failure, pin_type::pin1)) == broken_once);
    CHECK(cycled(does(pin_type::device_sim_pin, op::enter, status::success, pin_type::pin1)) == broken_once);
    // Nor does anything depend on whether there was a power cycle.
    CHECK(verdict_on("pin-locked-by-power-cycle", [](trace& t) {
              t.pin_modes(bc::pin_mode::enabled).close().open().pin(pin_type::pin1, op::enter, status::success, pin_type::unknown);
              t.pin_state_is(pin_type::unknown, pin_state::unlocked);
          }) == no_outcome);
}

TEST_CASE("mbim conformance: attempts that a query has told") {
    const auto found = [](pin_type type, std::uint32_t left, auto act) {
        trace t;
        t.open().pin(type, op::enter, status::failure, type, left);
        act(t);
        return ids_of(t.findings);
    };
    using enum pin_type;
    constexpr auto locked = pin_state::locked;
    constexpr auto wrong = status::failure;
    // The PIN was entered by somebody else meanwhile.
    CHECK(found(pin1, 1, [](trace& t) { t.pin_state_is(pin1, locked, 3).pin(pin1, op::enter, wrong, pin1, 2); }) == "");
    CHECK(found(pin1, 1, [](trace& t) { t.pin_state_is(unknown, pin_state::unlocked, 0).pin(pin1, op::disable, wrong, pin1, 2); }) == "");
    // RemainingAttempts of a PIN that is not waited for is nothing to count from.
    CHECK(found(pin1, 1, [](trace& t) { t.pin_state_is(pin1, pin_state::unlocked, 0).pin(pin1, op::disable, wrong, pin1, 2); }) == "");
    CHECK(found(puk1, 1, [](trace& t) { t.pin_state_is(puk1, locked, 10).pin(puk1, op::enter, wrong, puk1, 9); }) == "");
    CHECK(found(puk1, 1, [](trace& t) { t.pin_state_is(pin1, locked, 3).pin(puk1, op::enter, wrong, puk1, 9); }) == "");
    // What it tells counts.
    CHECK(found(pin1, 2, [](trace& t) { t.pin_state_is(pin1, locked, 1).pin(pin1, op::enter, wrong, pin1, 1); }) ==
          "pin-entry-blocking@8 ");
    CHECK(found(pin1, 2, [](trace& t) { t.pin_state_is(pin1, locked, 2).pin(pin1, op::enter, wrong, pin1, 3); }) ==
          "pin-attempts-do-not-grow@8 ");
    // A query that failed tells nothing.
    CHECK(found(pin1, 1, [](trace& t) { t.asks(bc::pin_query{}).answered_as<bc::pin_info>(wrong).pin(pin1, op::enter, wrong, pin1, 2); }) ==
          "pin-entry-blocking@8 pin-attempts-do-not-grow@8 ");
}

TEST_CASE("mbim conformance: attempts that a query of PIN_EX has told, for each application") {
    static constexpr std::array one{std::byte{0xa0}, std::byte{1}};
    static constexpr std::array other{std::byte{0xa0}, std::byte{2}};
    const auto found = [](bytes app_id, std::uint32_t left) {
        trace t;
        t.open().pin_ex(one, pin_type::pin1, op::enter, status::failure, pin_type::pin1, 1);
        t.asks(ext::pin_ex_query{.app_id = app_id}).answered(ext::pin_ex_info{pin_type::pin1, pin_state::locked, left});
        t.pin_ex(one, pin_type::pin1, op::enter, status::failure, pin_type::pin1, 2);
        return ids_of(t.findings);
    };
    CHECK(found(one, 3) == "");
    CHECK(found(other, 1) == "");
    CHECK(found(one, 1) == "pin-entry-blocking@8 pin-attempts-do-not-grow@8 ");
    trace t;
    t.open().pin_ex(one, pin_type::pin1, op::enter, status::failure, pin_type::pin1, 1).pin_state_is(pin_type::pin1, pin_state::locked, 1);
    t.pin_ex(one, pin_type::pin1, op::enter, status::failure, pin_type::pin1, 2);
    CHECK(ids_of(t.findings) == "");
}

TEST_CASE("mbim conformance: another SIM has other PINs") {
    const auto found = [](auto before, auto after) {
        const auto with = [&](auto change) {
            trace t;
            before(t.open());
            change(t);
            after(t.ready(bc::subscriber_ready_state::device_locked));
            return ids_of(t.findings);
        };
        const std::string one = with([](trace& t) { t.ready(bc::subscriber_ready_state::sim_not_inserted); });
        const std::string asked = with([](trace& t) { ask_ready(t, bc::subscriber_ready_state::sim_not_inserted); });
        const std::string refused_for =
            with([](trace& t) { t.asks(bc::pin_list_query{}).answered_as<bc::pin_list_info>(status::sim_not_inserted); });
        return one + asked + refused_for;
    };
    using enum pin_type;
    constexpr auto wrong = status::failure;
    CHECK(found([](trace& t) { t.pin_modes(bc::pin_mode::disabled); }, [](trace& t) { t.pin(pin1, op::enter, wrong, pin1, 2); }) == "");
    CHECK(found([](trace& t) { t.pin_state_is(unknown, pin_state::unlocked); }, [](trace& t) { t.pin(pin1, op::enter, wrong, pin1, 2); }) ==
          "");
    CHECK(found([](trace& t) { t.pin_modes(bc::pin_mode::disabled).pin(pin1, op::enable, status::success, unknown); },
                [](trace& t) { t.pin_state_is(pin1, pin_state::locked); }) == "");
    CHECK(found([](trace& t) { t.pin(pin1, op::enter, wrong, pin1, 1); }, [](trace& t) { t.pin(pin1, op::enter, wrong, pin1, 2); }) == "");
    // Notices that the old one called for.
    CHECK(found([](trace& t) { t.activate(0).pin(pin1, op::disable, wrong, puk1, 10); },
                [](trace& t) { t.pin(pin1, op::enter, status::success, unknown); }) == "");
    CHECK(found([](trace& t) { t.pin(puk1, op::enter, wrong, unknown); },
                [](trace& t) { t.pin(pin1, op::enter, status::success, unknown); }) == "");
}
