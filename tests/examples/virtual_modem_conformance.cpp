// SPDX-License-Identifier: BSL-1.0
/// \file
/// The conformance rules and virtual_modem: as it is it breaks none, and with `--break RULE` it breaks that one.
#include "examples/virtual_modem_log.hpp"

#include <doctest/doctest.h>

#include <cdcnet/mbim/conformance.hpp>
#include <fstream>
#include <memory>
#include <set>
#include <thread>
#include <virtual_modem/behaviour.hpp>

#include "examples/collector.hpp"

namespace {

using found_rules = std::set<std::string_view>;

std::string listed(const found_rules& rules) {
    std::string text;
    for (const std::string_view id : rules) text.append(text.empty() ? "" : " ").append(id);
    return text;
}

}  // namespace

virtual_modem_test::judged_log virtual_modem_test::judge(const std::string& log) {
    namespace conformance = cdcnet::mbim::conformance;
    conformance::fixed_checker<> checker;
    found_rules broken;
    const auto tell = [&broken](const conformance::finding& f) { broken.insert(f.text().id); };
    constexpr std::string_view head = "<<<<<<   data   = ";
    std::ifstream in{log};
    for (std::string line; std::getline(in, line);) {
        const auto from = line[0] == '<' ? conformance::sender::host : conformance::sender::function;
        checker.receive(from, cdcdump_test::from_hex(std::string_view{line}.substr(head.size())), tell);
    }
    checker.finish(tell);
    return {listed(broken), checker.exercised(), checker.number()};
}

namespace {

using namespace virtual_modem;
namespace bc = basic_connect;
using conformance::finding;
using conformance::sender;
using outcome = conformance::outcome;

/// The modem and a host that talk to each other, and the checker that hears them.  What the host says is never at fault, and
/// it says no more when the modem has not been opened.
class dialogue {
public:
    explicit dialogue(const settings& s) : m_{std::make_unique<modem>(s)} {}

    auto tell() {
        return [this](const finding& f) { found_.insert(f.text().id); };
    }
    modem& device() { return *m_; }
    conformance::fixed_checker<>& checker() { return checker_; }
    [[nodiscard]] const found_rules& found() const { return found_; }

    /// Opens the modem; asks once more when there is no answer.
    void open(std::uint32_t max_transfer = 4096) {
        is_open_ = is_answered_ = false;
        for (int tries = 0; tries < 2 && !is_answered_; ++tries) send(open_msg{max_transfer});
    }
    void close() { send(close_msg{}); }
    template <control_message M>
    void send(const M& value) {
        take(*build_message(room_, transaction_id{++last_}, value));
        settle();
    }
    template <command T>
    void ask(const T& payload) {
        post(payload);
        settle();
    }
    template <command T>
    void ask(const T& payload, command_type type) {
        if (is_open_) take(*build_command(room_, transaction_id{++last_}, payload, type));
        settle();
    }
    /// Does not wait for the answer.
    template <command T>
    void post(const T& payload) {
        if (is_open_) post_always(payload);
    }
    template <command T>
    void post_always(const T& payload) {
        take(*build_command(room_, transaction_id{++last_}, payload));
    }
    /// Until the modem has nothing more to do but to look at the signal.
    void settle() {
        constexpr timeline::milliseconds soon{2000};
        listen();
        for (auto wait = m_->wait(); wait && *wait < soon; wait = m_->wait()) {
            std::this_thread::sleep_for(*wait);
            listen();
        }
    }
    template <class Condition>
    void until(Condition&& condition) {
        const auto end = timeline::clock::now() + std::chrono::seconds{20};
        for (listen(); !condition(); listen()) {
            REQUIRE(timeline::clock::now() < end);
            std::this_thread::sleep_for(timeline::milliseconds{1});
        }
    }
    void finish() { checker_.finish(tell()); }

private:
    void take(bytes frame) {
        checker_.receive(sender::host, frame, tell(), now());
        m_->receive(frame);
    }
    void listen() {
        m_->run();
        for (bytes frame = m_->next_frame(); !frame.empty(); frame = m_->next_frame()) {
            checker_.receive(sender::function, frame, tell(), now());
            const auto answer = message::parse(frame);
            if (!answer || answer->type() != message_type::open_done) continue;
            is_answered_ = true;
            is_open_ = answer->transaction() == transaction_id{last_} && answer->as<open_done>()->status == status::success;
        }
    }
    static instant now() {
        const auto since = std::chrono::steady_clock::now().time_since_epoch();
        return {static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since).count())};
    }

    std::unique_ptr<modem> m_;
    conformance::fixed_checker<> checker_;
    found_rules found_;
    std::array<std::byte, 1024> room_{};
    std::uint32_t last_{};
    bool is_answered_{};
    bool is_open_{};
};

// --- what host and modem do ----------------------------------------------------------------------------------------

constexpr std::u16string_view pin = u"1234";
constexpr std::u16string_view puk = u"12345678";
constexpr std::u16string_view wrong = u"0000";

void enter(dialogue& d, pin_type type, std::u16string_view code, std::u16string_view next = {}) {
    d.ask(bc::pin_set{.type = type, .pin_operation = pin_operation::enter, .pin = code, .new_pin = next});
}
void enter(dialogue& d, std::u16string_view code) { enter(d, pin_type::pin1, code); }
void manage(dialogue& d, pin_operation what, std::u16string_view code, pin_type type = pin_type::pin1) {
    d.ask(bc::pin_set{.type = type, .pin_operation = what, .pin = code, .new_pin = pin});
}
void open_and_list_pins(dialogue& d) {
    d.open();
    d.ask(bc::pin_list_query{});
}
/// The packet service is attached, and the host knows of everything.
void join(dialogue& d) {
    d.open();
    d.until([&] { return d.device().net.is_attached(); });
    d.ask(bc::subscriber_ready_status_query{});
    d.ask(bc::register_state_query{});
    d.ask(bc::packet_service_query{});
}
void command_context(dialogue& d, std::uint32_t session, bc::activation_command what) {
    d.ask(bc::connect_set{.session_id = session,
                          .command = what,
                          .access_string = u"internet",
                          .ip_type = context_ip_type::ipv4v6,
                          .context_type = context_type::internet});
}
void activate(dialogue& d, std::uint32_t session) { command_context(d, session, bc::activation_command::activate); }
void deactivate(dialogue& d, std::uint32_t session) { command_context(d, session, bc::activation_command::deactivate); }
void join_with(dialogue& d, std::uint32_t sessions) {
    join(d);
    for (std::uint32_t i = 0; i < sessions; ++i) activate(d, i);
}

void ask_caps(dialogue& d) {
    d.open();
    d.ask(bc::device_caps_query{});
    d.close();
}
/// The answer is in fragments.
void ask_caps_of_64(dialogue& d) {
    d.open(64);
    d.ask(bc::device_caps_query{});
}
void come_and_go(dialogue& d) {
    join(d);
    d.close();
}
void ask_before_open(dialogue& d) {
    d.post_always(bc::device_caps_query{});
    d.settle();
}
void ask_open_and_closed(dialogue& d) {
    ask_caps(d);
    d.ask(bc::device_caps_query{});
}
void set_home_provider(dialogue& d) {
    d.checker().know({.new_home_sim_present = true, .new_home_sim_good = true});
    d.open();
    d.ask(bc::home_provider{{.provider_id = u"00101"}}, command_type::set);
}
void scan_restrictedly(dialogue& d) {
    d.open();
    d.ask(bc::visible_providers_query{bc::visible_providers_action::restricted_scan});
}
void enter_right(dialogue& d) {
    d.open();
    enter(d, pin);
}
void enter_wrong(dialogue& d) {
    d.open();
    enter(d, wrong);
    enter(d, wrong);
}
void block_by_entry(dialogue& d) {
    enter_wrong(d);
    enter(d, wrong);
}
void block_puk(dialogue& d) {
    block_by_entry(d);
    d.ask(bc::subscriber_ready_status_query{});
    for (std::uint32_t i = 0; i < sim::puk_attempts; ++i) enter(d, pin_type::puk1, wrong, pin);
    d.ask(bc::subscriber_ready_status_query{});
}
void enter_unexpected(dialogue& d) {
    open_and_list_pins(d);
    enter(d, pin);
}
void enter_unsupported(dialogue& d) {
    open_and_list_pins(d);
    enter(d, pin_type::pin2, pin);
}
void enable_twice(dialogue& d) {
    open_and_list_pins(d);
    manage(d, pin_operation::enable, pin);
    manage(d, pin_operation::enable, pin);
}
void enable(dialogue& d) {
    open_and_list_pins(d);
    manage(d, pin_operation::enable, pin);
    d.ask(bc::pin_query{});
}
void cycle_power(dialogue& d) {
    open_and_list_pins(d);
    enter(d, pin);
    d.close();
    d.device().power_on();
    d.checker().power_cycled();
    d.open();
    d.ask(bc::pin_query{});
}
void manage_unsupported(dialogue& d) {
    open_and_list_pins(d);
    manage(d, pin_operation::disable, pin, pin_type::pin2);
}
void manage_locked(dialogue& d) {
    d.open();
    manage(d, pin_operation::disable, pin);
}
void change_disabled(dialogue& d) {
    open_and_list_pins(d);
    manage(d, pin_operation::change, pin);
}
void enable_wrongly(dialogue& d) {
    d.open();
    manage(d, pin_operation::enable, wrong);
}
void block_by_enabling(dialogue& d) {
    join_with(d, 1);
    for (std::uint32_t i = 0; i < sim::pin_attempts; ++i) manage(d, pin_operation::enable, wrong);
    d.ask(bc::subscriber_ready_status_query{});
    enter(d, pin_type::puk1, puk, pin);
}
void attach_again(dialogue& d) {
    join(d);
    d.ask(bc::packet_service_set{bc::packet_service_action::detach});
    d.ask(bc::packet_service_set{bc::packet_service_action::attach});
}
/// While the modem attaches by itself.
void attach_meanwhile(dialogue& d) {
    join(d);
    d.ask(bc::radio_state_set{bc::radio_switch_state::off});
    d.post(bc::radio_state_set{bc::radio_switch_state::on});
    d.until([&] { return d.device().net.packets == bc::packet_service_state::attaching; });
    d.post(bc::packet_service_set{bc::packet_service_action::attach});
    d.settle();
}
void attach_attached(dialogue& d) {
    join(d);
    d.ask(bc::packet_service_set{bc::packet_service_action::attach});
}
template <std::uint32_t Sessions>
void lose(dialogue& d) {
    join_with(d, Sessions);
    lose_signal(d.device());
    d.settle();
}
void learn_dns(dialogue& d) {
    join_with(d, 1);
    d.ask(bc::ip_configuration_query{.session_id = 0});
    tell_ip_configuration(d.device(), 0);
    d.settle();
}
void compare_mtu(dialogue& d) {
    d.checker().describe({.max_segment_size = 1500}, d.tell());
    learn_dns(d);
}
void switch_radio(dialogue& d) {
    d.open();
    d.ask(bc::radio_state_query{});
    d.ask(bc::radio_state_set{bc::radio_switch_state::on});
}
void activate_one(dialogue& d) { join_with(d, 1); }
void lose_context(dialogue& d) {
    join_with(d, 1);
    virtual_modem::deactivate(d.device(), 0, nw_error::network_failure);
    d.settle();
    d.ask(bc::connect_query{0});
}
void lose_context_unasked(dialogue& d) {
    join_with(d, 1);
    virtual_modem::deactivate(d.device(), 0, nw_error::network_failure);
    d.settle();
}
void ask_context(dialogue& d) {
    join(d);
    d.ask(bc::connect_query{0});
}
void activate_too_many(dialogue& d) {
    join(d);
    d.ask(bc::device_caps_query{});
    for (std::uint32_t i = 0; i <= modem::max_sessions; ++i) activate(d, i);
}
void deactivate_inactive(dialogue& d) {
    ask_context(d);
    deactivate(d, 0);
}
void deactivate_active(dialogue& d) {
    join_with(d, 1);
    deactivate(d, 0);
}

// --- the rules -----------------------------------------------------------------------------------------------------

enum class card { free, locked };

/// How a rule is exercised.
struct exercise {
    std::string_view rule;
    void (*talk)(dialogue&);
    card how{card::free};
    std::string_view host_breaks{};  ///< with the switch and without
};
constexpr exercise exercises[] = {
    {"message-length", ask_caps},
    {"message-type", ask_caps},
    {"message-of-its-side", ask_caps},
    {"fragment-header", ask_caps},
    {"fragment-sequence", ask_caps_of_64},
    {"fragment-in-time", ask_caps_of_64},
    {"information-buffer-length", ask_caps},
    {"max-transfer-respected", ask_caps_of_64},
    {"indication-transaction-id", come_and_go},
    {"answer-names-its-command", ask_caps},
    {"open-done-answers", ask_caps},
    {"close-done-answers", ask_caps},
    {"function-speaks-when-open", come_and_go},
    {"error-code-of-function", ask_before_open},
    // The code is right only where the host has no business.
    {"not-opened-when-closed", ask_open_and_closed, card::free, "commands-when-open"},
    {"one-answer-for-each-command", ask_caps},
    {"open-once", ask_caps},
    {"open-not-busy", ask_caps},
    {"home-provider-old-sim-absent", set_home_provider},
    {"home-provider-old-sim-bad", set_home_provider},
    {"home-provider-pin", set_home_provider},
    {"restricted-scan-sim", scan_restrictedly},
    {"restricted-scan-pin", scan_restrictedly},
    {"pin-entered", enter_right, card::locked},
    {"pin-mode-unchanged", enable_twice},
    {"pin-enabled-is-unlocked", enable},
    {"pin-locked-by-power-cycle", cycle_power, card::locked},
    {"pin-operation-unsupported", manage_unsupported},
    {"pin-required-names-it", manage_locked, card::locked},
    {"pin-change-while-disabled", change_disabled},
    {"pin-retrial", enable_wrongly},
    {"pin-unblocking", block_by_enabling},
    {"pin-blocked-notice", block_by_enabling},
    {"pin-blocked-deactivates", block_by_enabling},
    {"pin-failed-with-data", enter_wrong, card::locked},
    {"pin-not-expected", enter_unexpected},
    {"pin-entry-unsupported", enter_unsupported},
    {"pin-entry-retrial", enter_wrong, card::locked},
    {"pin-entry-blocking", block_by_entry, card::locked},
    {"pin-entry-unblocking", block_by_entry, card::locked},
    {"puk-blocking", block_puk, card::locked},
    {"puk1-blocked-notice", block_puk, card::locked},
    {"pin-attempts-do-not-grow", enter_wrong, card::locked},
    {"attach-starts", attach_again},
    {"attach-waits-for-auto-attach", attach_meanwhile},
    {"attach-when-attached", attach_attached},
    {"loss-order", lose<0>},
    {"packet-service-loss-order", lose<1>},
    {"packet-service-loss-order-of-all", lose<2>},
    {"dns-update-repeats-ipv4", learn_dns},
    {"dns-update-repeats-ipv6", learn_dns},
    {"mtu-is-described", compare_mtu},
    {"radio-without-sim", switch_radio},
    {"radio-with-bad-sim", switch_radio},
    {"activation-changes-are-indicated", lose_context},
    {"activation-needs-no-sim-access", activate_one},
    {"connect-query-always-answered", ask_context},
    {"no-self-activation", lose_context_unasked},
    {"no-more-than-max-sessions", activate_too_many},
    {"deactivate-inactive", deactivate_inactive},
    {"deactivate-ignores-strings", deactivate_active},
    {"strings-are-judged-by-activate", ask_context},
};

/// Rules that the modem cannot break, and why.
struct omission {
    std::string_view rule;
    std::string_view why;
};
constexpr std::string_view of_the_host = "only a host can break it";
constexpr std::string_view no_advertisements = "the modem's network has neither router advertisements nor DHCPv6";
constexpr omission left_out[] = {
    {"max-transfer-least", of_the_host},
    {"command-type", of_the_host},
    {"host-transaction-id", of_the_host},
    {"transaction-in-use", of_the_host},
    {"commands-when-open", of_the_host},
    {"error-code-of-host", of_the_host},
    {"reset-after-unknown", of_the_host},
    {"open-failed-ends", of_the_host},
    {"activate-when-registered", of_the_host},
    {"activate-when-attached", of_the_host},
    {"one-context", of_the_host},
    {"service-is-activated-first", of_the_host},
    {"pin-blocking", "PIN1 has a PUK: no Enable, Disable or Change blocks it for good"},
    {"advertised-not-repeated", no_advertisements},
    {"advertised-dns-repeated", no_advertisements},
    {"dhcpv6-not-repeated", no_advertisements},
    {"segment-size-is-mtu", "the modem has no USB descriptors"},
};

/// What comes of a rule, and which are broken but those that the host breaks by necessity.
struct result_of_exercise {
    outcome of_rule;
    std::string broken;
};
result_of_exercise run(const exercise& e, const std::vector<std::string>& breaks) {
    settings s{.pace = timeline::milliseconds{1}, .pin_in_use = e.how == card::locked};
    s.breaks = breaks;
    dialogue d{s};
    e.talk(d);
    d.finish();
    found_rules broken = d.found();
    broken.erase(e.host_breaks);
    return {d.checker().outcome_of(*conformance::find_rule(e.rule)).value(), listed(broken)};
}

template <class List>
bool has(const List& list, std::string_view rule) {
    return std::any_of(std::begin(list), std::end(list), [rule](const auto& entry) { return entry.rule == rule; });
}

}  // namespace

TEST_CASE("virtual_modem: every conformance rule is broken by a switch, or there is a reason why not") {
    for (const conformance::rule& r : conformance::all_rules) {
        CAPTURE(r.id);
        CHECK(has(exercises, r.id) != has(left_out, r.id));
    }
    CHECK(std::size(exercises) + std::size(left_out) == conformance::all_rules.size());
    std::vector<std::string_view> switches;
    for (const breakable_rule& r : breakable_rules()) switches.push_back(r.id);
    std::vector<std::string_view> exercised;
    for (const exercise& e : exercises) exercised.push_back(e.rule);
    CHECK(switches == exercised);

    MESSAGE(conformance::all_rules.size(), " rules, ", std::size(exercises), " with a switch, ", std::size(left_out), " without");
    for (const omission& x : left_out) MESSAGE("without: ", x.rule, ": ", x.why);
}

TEST_CASE("virtual_modem: without a switch no rule is broken, with it that one alone") {
    for (const exercise& e : exercises) {
        CAPTURE(e.rule);
        const auto good = run(e, {});
        CHECK(good.broken == "");
        CHECK(good.of_rule.kept > 0);
        const auto bad = run(e, {std::string{e.rule}});
        CHECK(bad.broken == e.rule);
        CHECK(bad.of_rule.broken > 0);
    }
}

TEST_CASE("virtual_modem: several rules are broken at once, and there is no switch for others") {
    const auto both = run({"radio-without-sim", switch_radio}, {"radio-without-sim", "open-once"});
    CHECK(both.broken == "open-once radio-without-sim");
    CHECK_THROWS_AS(run({"radio-without-sim", switch_radio}, {"commands-when-open"}), std::invalid_argument);
}
