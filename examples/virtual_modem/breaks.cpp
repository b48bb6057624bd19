// SPDX-License-Identifier: BSL-1.0
#include "breaks.hpp"

#include <cdcnet/mbim/services/basic_connect/connect.hpp>
#include <cdcnet/mbim/services/basic_connect/device_caps.hpp>
#include <cdcnet/mbim/services/basic_connect/home_provider.hpp>
#include <cdcnet/mbim/services/basic_connect/ip_configuration.hpp>
#include <cdcnet/mbim/services/basic_connect/packet_service.hpp>
#include <cdcnet/mbim/services/basic_connect/pin.hpp>
#include <cdcnet/mbim/services/basic_connect/radio_state.hpp>
#include <cdcnet/mbim/services/basic_connect/register_state.hpp>
#include <cdcnet/mbim/services/basic_connect/subscriber_ready_status.hpp>
#include <cdcnet/mbim/services/basic_connect/visible_providers.hpp>
#include <stdexcept>
#include <string>
#include <utility>

namespace virtual_modem {

using namespace basic_connect;

namespace {

// --- words of information buffers, as the specification counts them ------------------------------------------------

constexpr std::size_t ready_state_at = 0;
constexpr std::size_t register_state_at = 1;
constexpr std::size_t packet_service_state_at = 1;
constexpr std::size_t session_id_at = 0;
constexpr std::size_t activation_state_at = 1;
constexpr std::size_t pin_type_at = 0;
constexpr std::size_t pin_state_at = 1;
constexpr std::size_t remaining_attempts_at = 2;
constexpr std::size_t ipv4_available_at = 1;
constexpr std::size_t ipv6_available_at = 2;
constexpr std::size_t ipv4_mtu_at = 13;
// Of commands.
constexpr std::size_t packet_service_action_at = 0;
constexpr std::size_t activation_command_at = 1;
constexpr std::size_t scan_action_at = 0;
constexpr std::size_t pin_operation_at = 1;

template <class E>
bool is(std::uint32_t word, E value) {
    return word == static_cast<std::uint32_t>(value);
}

// --- which frame ---------------------------------------------------------------------------------------------------

/// An answer that every host asks for, where any would do.
bool is_some_answer(const outgoing& f) { return f.answers<device_caps_query>(); }

bool answers_connect(const outgoing& f, activation_command what) {
    return f.answers<connect_set>() && is(f.asked.word(activation_command_at), what);
}
bool answers_attach(const outgoing& f) {
    return f.answers<packet_service_set>() && is(f.asked.word(packet_service_action_at), packet_service_action::attach);
}
bool answers_restricted_scan(const outgoing& f) {
    return f.answers<visible_providers_query>() && is(f.asked.word(scan_action_at), visible_providers_action::restricted_scan);
}
bool indicates_context(const outgoing& f, activation_state s) { return f.indicates<connect_info>() && is(f.info(activation_state_at), s); }
bool indicates_packets(const outgoing& f, packet_service_state s) {
    return f.indicates<packet_service_info>() && is(f.info(packet_service_state_at), s);
}
bool indicates_deregistered(const outgoing& f) {
    return f.indicates<register_state_info>() && is(f.info(register_state_at), register_state::deregistered);
}
bool indicates_ready(const outgoing& f, subscriber_ready_state s) {
    return f.indicates<subscriber_ready_status_info>() && is(f.info(ready_state_at), s);
}
bool is_loss(const outgoing& f) {
    return indicates_context(f, activation_state::deactivated) || indicates_packets(f, packet_service_state::detached) ||
           indicates_deregistered(f);
}

/// The answer to Enter of any PIN.
bool answers_entry(const outgoing& f, status s) {
    return f.answers<pin_set>() && f.status() == s && is(f.asked.word(pin_operation_at), pin_operation::enter);
}
/// The answer to Enable, Disable or Change.
bool answers_management(const outgoing& f, status s) {
    return f.answers<pin_set>() && f.status() == s && !is(f.asked.word(pin_operation_at), pin_operation::enter);
}
bool names(const outgoing& f, pin_type type) { return is(f.info(pin_type_at), type); }
bool asks_for(const outgoing& f, pin_type type) { return is(f.asked.word(pin_type_at), type); }

// --- what is done to it --------------------------------------------------------------------------------------------

void hold(outgoing& f, break_memory& m) {
    m.held.push_back(f);
    f.withhold();
}
void let_go(break_memory& m) { m.behind = std::exchange(m.held, {}); }

/// A message of an error, about the same transaction.
outgoing error_about(const outgoing& f, message_type type, protocol_error code) {
    outgoing e{f.data};
    e.cut(message_header::size + 4);
    e.word(outgoing::type_at, type);
    e.word(outgoing::total_at, code);
    return e;
}
/// All fragments of a message in one frame, whatever its length.
void join(outgoing& f, break_memory& m) {
    if (!f.is_fragment()) return;
    const bool is_last = f.is_last_fragment();
    hold(f, m);
    if (!is_last) return;
    const std::vector<outgoing> parts = std::exchange(m.held, {});
    f = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i)
        f.data.insert(f.data.end(), parts[i].data.begin() + static_cast<std::ptrdiff_t>(outgoing::body_at), parts[i].data.end());
    f.word(outgoing::length_at, f.data.size());
    f.word(outgoing::total_at, 1);
}
void name_pin(outgoing& f, pin_type type, pin_state state, std::uint32_t remaining) {
    f.info(pin_type_at, type);
    f.info(pin_state_at, state);
    f.info(remaining_attempts_at, remaining);
}

/// The answer to a `T` has a status of its own.
template <class T, status S>
void answer_as(outgoing& f, break_memory&) {
    if (f.answers<T>()) f.status(S);
}
/// The answer to a `T` has another status, where it has this one.
template <class T, status From, status To>
void restate(outgoing& f, break_memory&) {
    if (f.answers<T>() && f.status() == From) f.status(To);
}
template <status S>
void refuse_home_provider(outgoing& f, break_memory&) {
    if (f.answers<home_provider>() && f.asked.type == command_type::set) f.status(S);
}
template <status S>
void refuse_restricted_scan(outgoing& f, break_memory&) {
    if (answers_restricted_scan(f)) f.status(S);
}
template <status S>
void refuse_radio(outgoing& f, break_memory&) {
    if (f.answers<radio_state_query>() || f.answers<radio_state_set>()) f.status(S);
}
template <activation_command C, status S>
void answer_connect_as(outgoing& f, break_memory&) {
    if (answers_connect(f, C)) f.status(S);
}
template <std::size_t At>
void tell_dns_alone(outgoing& f, break_memory&) {
    if (f.indicates<ip_configuration_info>()) f.info(At, ip_configuration_available_flag::dns);
}
template <subscriber_ready_state S>
void withhold_ready_state(outgoing& f, break_memory&) {
    if (indicates_ready(f, S)) f.withhold();
}

constexpr std::uint32_t other_mtu = 1430;
constexpr std::uint32_t own_transaction = 5;
constexpr timeline::milliseconds too_late{1300};  // of 1250

}  // namespace

const std::vector<breakable_rule>& breakable_rules() {
    static const std::vector<breakable_rule> all{
        // The framing
        {"message-length", "the answer to DEVICE_CAPS has four bytes more than its MessageLength says",
         [](outgoing& f, break_memory&) {
             if (is_some_answer(f)) f.data.resize(f.data.size() + 4);
         }},
        {"message-type", "the answer to DEVICE_CAPS has the MessageType 0x80000005",
         [](outgoing& f, break_memory&) {
             if (is_some_answer(f)) f.word(outgoing::type_at, 0x80000005u);
         }},
        {"message-of-its-side", "behind the answer to DEVICE_CAPS comes HOST_ERROR",
         [](outgoing& f, break_memory& m) {
             if (is_some_answer(f)) m.behind.push_back(error_about(f, message_type::host_error, protocol_error::unknown));
         }},
        {"fragment-header", "the answer to DEVICE_CAPS has CurrentFragment 1 of 1",
         [](outgoing& f, break_memory&) {
             if (is_some_answer(f)) f.word(outgoing::current_at, f.word(outgoing::total_at));
         }},
        {"fragment-sequence", "the last fragment but one is not sent",
         [](outgoing& f, break_memory&) {
             if (f.is_fragment() && f.word(outgoing::current_at) + 2 == f.word(outgoing::total_at)) f.withhold();
         }},
        {"fragment-in-time", "the last fragment of an answer is sent 1300 ms later",
         [](outgoing& f, break_memory&) {
             if (f.is(message_type::command_done) && f.is_last_fragment()) f.late = too_late;
         }},
        {"information-buffer-length", "the answer to DEVICE_CAPS has an InformationBufferLength of four bytes more",
         [](outgoing& f, break_memory&) {
             const std::size_t length_at = f.buffer_at() - 4;
             if (is_some_answer(f)) f.word(length_at, f.word(length_at) + 4);
         }},
        {"max-transfer-respected", "messages are not cut into fragments", join},
        {"indication-transaction-id", "indications have TransactionId 5",
         [](outgoing& f, break_memory&) {
             if (f.is(message_type::indicate_status)) f.word(outgoing::transaction_at, own_transaction);
         }},
        {"answer-names-its-command", "the answer to DEVICE_CAPS has the next CID",
         [](outgoing& f, break_memory&) {
             if (is_some_answer(f)) f.word(outgoing::cid_at, f.word(outgoing::cid_at) + 1);
         }},
        {"open-done-answers", "OPEN_DONE has the next TransactionId",
         [](outgoing& f, break_memory&) {
             if (f.is(message_type::open_done)) f.word(outgoing::transaction_at, f.word(outgoing::transaction_at) + 1);
         }},
        {"close-done-answers", "CLOSE_DONE has the next TransactionId",
         [](outgoing& f, break_memory&) {
             if (f.is(message_type::close_done)) f.word(outgoing::transaction_at, f.word(outgoing::transaction_at) + 1);
         }},
        {"function-speaks-when-open", "behind CLOSE_DONE the last indication comes again",
         [](outgoing& f, break_memory& m) {
             if (f.is(message_type::indicate_status)) m.held = {f};
             if (f.is(message_type::close_done)) let_go(m);
         }},
        {"error-code-of-function", "FUNCTION_ERROR has the code CANCEL",
         [](outgoing& f, break_memory&) {
             if (f.is(message_type::function_error)) f.word(outgoing::total_at, protocol_error::cancel);
         }},
        {"not-opened-when-closed", "DEVICE_CAPS is answered with FUNCTION_ERROR NOT_OPENED",
         [](outgoing& f, break_memory&) {
             if (is_some_answer(f)) f = error_about(f, message_type::function_error, protocol_error::not_opened);
         }},
        {"one-answer-for-each-command", "DEVICE_CAPS is answered twice",
         [](outgoing& f, break_memory& m) {
             if (is_some_answer(f)) m.behind.push_back(f);
         }},

        // OPEN
        {"open-once", "the first OPEN is not answered",
         [](outgoing& f, break_memory& m) {
             if (f.is(message_type::open_done) && m.seen++ == 0) f.withhold();
         }},
        {"open-not-busy", "OPEN is answered BUSY, and no command at all",
         [](outgoing& f, break_memory&) {
             if (f.is(message_type::open_done)) return f.word(outgoing::total_at, status::busy);
             if (!f.is(message_type::close_done)) f.withhold();
         }},

        // Providers
        {"home-provider-old-sim-absent", "SET HOME_PROVIDER is answered SIM_NOT_INSERTED", refuse_home_provider<status::sim_not_inserted>},
        {"home-provider-old-sim-bad", "SET HOME_PROVIDER is answered BAD_SIM", refuse_home_provider<status::bad_sim>},
        {"home-provider-pin", "SET HOME_PROVIDER is answered PIN_REQUIRED", refuse_home_provider<status::pin_required>},
        {"restricted-scan-sim", "a restricted scan is answered SIM_NOT_INSERTED", refuse_restricted_scan<status::sim_not_inserted>},
        {"restricted-scan-pin", "a restricted scan is answered PIN_REQUIRED", refuse_restricted_scan<status::pin_required>},

        // PIN
        {"pin-entered", "Enter that succeeds names PIN1",
         [](outgoing& f, break_memory&) {
             if (answers_entry(f, status::success)) f.info(pin_type_at, pin_type::pin1);
         }},
        {"pin-mode-unchanged", "Enable, Disable and Change that succeed name PIN1",
         [](outgoing& f, break_memory&) {
             if (answers_management(f, status::success)) f.info(pin_type_at, pin_type::pin1);
         }},
        {"pin-enabled-is-unlocked", "QUERY PIN is answered with PIN1 Locked",
         [](outgoing& f, break_memory&) {
             if (f.answers<pin_query>()) name_pin(f, pin_type::pin1, pin_state::locked, 3);
         }},
        {"pin-locked-by-power-cycle", "QUERY PIN is answered with no PIN",
         [](outgoing& f, break_memory&) {
             if (f.answers<pin_query>()) name_pin(f, pin_type::unknown, pin_state::unlocked, 0);
         }},
        {"pin-operation-unsupported", "Enable, Disable and Change of other PINs than PIN1 are answered FAILURE",
         [](outgoing& f, break_memory&) {
             if (answers_management(f, status::no_device_support)) f.status(status::failure);
         }},
        {"pin-required-names-it", "SET PIN that is answered PIN_REQUIRED names no PIN",
         [](outgoing& f, break_memory&) {
             if (answers_management(f, status::pin_required)) f.info(pin_type_at, pin_type::unknown);
         }},
        {"pin-change-while-disabled", "Change of a PIN that is disabled is answered INVALID_PARAMETERS",
         restate<pin_set, status::pin_disabled, status::invalid_parameters>},
        {"pin-retrial", "Enable, Disable and Change with a wrong PIN1 name PIN2",
         [](outgoing& f, break_memory&) {
             if (answers_management(f, status::failure) && names(f, pin_type::pin1)) f.info(pin_type_at, pin_type::pin2);
         }},
        {"pin-unblocking", "Enable, Disable and Change that block PIN1 name PUK2",
         [](outgoing& f, break_memory&) {
             if (answers_management(f, status::failure) && names(f, pin_type::puk1)) f.info(pin_type_at, pin_type::puk2);
         }},
        {"pin-blocked-notice", "DeviceLocked is not indicated", withhold_ready_state<subscriber_ready_state::device_locked>},
        {"pin-blocked-deactivates", "Deactivated, Detached and Deregistered are not indicated",
         [](outgoing& f, break_memory&) {
             if (is_loss(f)) f.withhold();
         }},
        {"pin-failed-with-data", "Enter with a wrong PIN is answered without MBIM_PIN_INFO",
         [](outgoing& f, break_memory&) {
             if (!answers_entry(f, status::failure)) return;
             f.cut(command_done::information_buffer_offset);
             f.word(f.buffer_at() - 4, 0);
         }},
        {"pin-not-expected", "Enter of a PIN that is not expected names PIN1",
         [](outgoing& f, break_memory&) {
             if (answers_entry(f, status::failure) && names(f, pin_type::unknown)) name_pin(f, pin_type::pin1, pin_state::locked, 3);
         }},
        {"pin-entry-unsupported", "Enter of other PINs than PIN1 is answered INVALID_PARAMETERS",
         [](outgoing& f, break_memory&) {
             if (answers_entry(f, status::no_device_support)) f.status(status::invalid_parameters);
         }},
        {"pin-entry-retrial", "Enter with a wrong PIN1 names PIN2",
         [](outgoing& f, break_memory&) {
             if (answers_entry(f, status::failure) && names(f, pin_type::pin1)) f.info(pin_type_at, pin_type::pin2);
         }},
        {"pin-entry-blocking", "Enter that blocks PIN1 names PIN1 with one attempt",
         [](outgoing& f, break_memory&) {
             if (answers_entry(f, status::failure) && asks_for(f, pin_type::pin1) && names(f, pin_type::puk1))
                 name_pin(f, pin_type::pin1, pin_state::locked, 1);
         }},
        {"pin-entry-unblocking", "Enter that blocks PIN1 names PUK2",
         [](outgoing& f, break_memory&) {
             if (answers_entry(f, status::failure) && asks_for(f, pin_type::pin1) && names(f, pin_type::puk1))
                 f.info(pin_type_at, pin_type::puk2);
         }},
        {"puk-blocking", "Enter that blocks PUK1 names PUK1 with one attempt",
         [](outgoing& f, break_memory&) {
             if (answers_entry(f, status::failure) && asks_for(f, pin_type::puk1) && names(f, pin_type::unknown))
                 name_pin(f, pin_type::puk1, pin_state::locked, 1);
         }},
        {"puk1-blocked-notice", "BadSim is not indicated", withhold_ready_state<subscriber_ready_state::bad_sim>},
        {"pin-attempts-do-not-grow", "Enter with a wrong PIN1 is answered with RemainingAttempts 2, and then 3",
         [](outgoing& f, break_memory&) {
             constexpr std::uint32_t sum = 4;
             if (answers_entry(f, status::failure) && names(f, pin_type::pin1))
                 f.info(remaining_attempts_at, sum - f.info(remaining_attempts_at));
         }},

        // Packet service
        {"attach-starts", "an attach request that succeeds is answered with Detached",
         [](outgoing& f, break_memory&) {
             if (answers_attach(f)) f.info(packet_service_state_at, packet_service_state::detached);
         }},
        {"attach-waits-for-auto-attach", "Attached is indicated behind the next frame",
         [](outgoing& f, break_memory& m) {
             if (indicates_packets(f, packet_service_state::attached)) return hold(f, m);
             let_go(m);
         }},
        {"attach-when-attached", "an attach request is answered FAILURE",
         [](outgoing& f, break_memory&) {
             if (answers_attach(f)) f.status(status::failure);
         }},

        // The order of losses
        {"loss-order", "Detached is indicated behind Deregistered",
         [](outgoing& f, break_memory& m) {
             if (indicates_packets(f, packet_service_state::detached)) return hold(f, m);
             if (indicates_deregistered(f)) let_go(m);
         }},
        {"packet-service-loss-order", "Deactivated is indicated behind Detached",
         [](outgoing& f, break_memory& m) {
             if (indicates_context(f, activation_state::deactivated)) return hold(f, m);
             if (indicates_packets(f, packet_service_state::detached)) let_go(m);
         }},
        {"packet-service-loss-order-of-all", "Deactivated of other sessions than 0 is indicated behind Detached",
         [](outgoing& f, break_memory& m) {
             if (indicates_context(f, activation_state::deactivated) && f.info(session_id_at) != 0) return hold(f, m);
             if (indicates_packets(f, packet_service_state::detached)) let_go(m);
         }},

        // IP configuration
        {"dns-update-repeats-ipv4", "IP_CONFIGURATION that is indicated has DNS alone for IPv4", tell_dns_alone<ipv4_available_at>},
        {"dns-update-repeats-ipv6", "IP_CONFIGURATION that is indicated has DNS alone for IPv6", tell_dns_alone<ipv6_available_at>},
        {"mtu-is-described", "IP_CONFIGURATION has IPv4Mtu 1430",
         [](outgoing& f, break_memory&) {
             if (f.answers<ip_configuration_query>() || f.indicates<ip_configuration_info>()) f.info(ipv4_mtu_at, other_mtu);
         }},

        // Radio
        {"radio-without-sim", "RADIO_STATE is answered SIM_NOT_INSERTED", refuse_radio<status::sim_not_inserted>},
        {"radio-with-bad-sim", "RADIO_STATE is answered BAD_SIM", refuse_radio<status::bad_sim>},

        // CONNECT
        {"activation-changes-are-indicated", "Deactivated is not indicated",
         [](outgoing& f, break_memory&) {
             if (indicates_context(f, activation_state::deactivated)) f.withhold();
         }},
        {"activation-needs-no-sim-access", "Activate is answered BAD_SIM",
         answer_connect_as<activation_command::activate, status::bad_sim>},
        {"connect-query-always-answered", "QUERY CONNECT is answered NOT_REGISTERED", answer_as<connect_query, status::not_registered>},
        {"no-self-activation", "a context that has ended is indicated Activated again",
         [](outgoing& f, break_memory& m) {
             if (indicates_context(f, activation_state::activated)) m.held = {f};
             if (indicates_context(f, activation_state::deactivated)) let_go(m);
         }},
        {"no-more-than-max-sessions", "Activate is answered SUCCESS in place of MAX_ACTIVATED_CONTEXTS",
         restate<connect_set, status::max_activated_contexts, status::success>},
        {"deactivate-inactive", "Deactivate is answered SUCCESS in place of CONTEXT_NOT_ACTIVATED",
         restate<connect_set, status::context_not_activated, status::success>},
        {"deactivate-ignores-strings", "Deactivate is answered INVALID_ACCESS_STRING",
         answer_connect_as<activation_command::deactivate, status::invalid_access_string>},
        {"strings-are-judged-by-activate", "QUERY CONNECT is answered INVALID_USER_NAME_PWD",
         answer_as<connect_query, status::invalid_user_name_pwd>},
    };
    return all;
}

void breaks::add(std::string_view rule) {
    for (const breakable_rule& r : breakable_rules())
        if (r.id == rule) return chosen_.push_back({&r});
    throw std::invalid_argument{"no rule to break: " + std::string{rule}};
}

void breaks::heard(bytes frame) {
    if (chosen_.empty()) return;
    const auto m = message::parse(frame);
    if (m && m->type() == message_type::open) {  // what has not been sent is not for the next host
        asked_.clear();
        ready_.clear();
        for (broken_rule& b : chosen_) b.memory.held.clear();
    }
    if (!m || m->type() != message_type::command || m->fragment().current != 0) return;
    constexpr std::size_t command_type_at = command_msg::information_buffer_offset - 8;
    constexpr std::size_t buffer_at = command_msg::information_buffer_offset;
    if (frame.size() < buffer_at) return;
    asked_[m->transaction()] = {static_cast<command_type>(load_le<std::uint32_t>(frame.data() + command_type_at)),
                                {frame.begin() + buffer_at, frame.end()}};
}

asked_command breaks::command_of(const outgoing& f) {
    const auto found = asked_.find(transaction_id{f.word(outgoing::transaction_at)});
    if (!f.is(message_type::command_done) || found == asked_.end()) return {};
    asked_command asked = found->second;
    if (!f.is_fragment() || f.is_last_fragment()) asked_.erase(found);
    return asked;
}

void breaks::pass(bytes frame) {
    std::vector<outgoing> frames(1);
    frames[0].data.assign(frame.begin(), frame.end());
    frames[0].asked = command_of(frames[0]);
    for (broken_rule& b : chosen_) {
        std::vector<outgoing> altered;
        for (outgoing& f : frames) {
            b.rule->alter(f, b.memory);
            if (!f.data.empty()) altered.push_back(std::move(f));
            for (outgoing& more : b.memory.behind) altered.push_back(std::move(more));
            b.memory.behind.clear();
        }
        frames = std::move(altered);
    }
    for (outgoing& f : frames) post(std::move(f));
}

void breaks::post(outgoing&& f) {
    if (f.late.count() == 0) return ready_.push_back(std::move(f.data));
    times_.after(f.late, [this, data = std::move(f.data)] { ready_.push_back(data); });
}

}  // namespace virtual_modem
