// SPDX-License-Identifier: BSL-1.0
/// \file
/// Traces in a few words, and the three of each rule: one that keeps it, one that breaks it, one that does not exercise it.
#pragma once

#include <doctest/doctest.h>

#include <cdcnet/mbim/conformance.hpp>
#include <string>
#include <vector>

namespace conformance_test {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::conformance;
namespace bc = cdcnet::mbim::basic_connect;
namespace ext = cdcnet::mbim::ms_basic_connect_extensions;

using octets = std::vector<std::byte>;

/// What a rule has been asked in a trace.
inline constexpr outcome kept_once{.kept = 1};
inline constexpr outcome broken_once{.broken = 1};
inline constexpr outcome undecided_once{.undecidable = 1};

/// Feeds a checker with all rules.
class trace {
public:
    fixed_checker<> checker{};
    std::vector<finding> findings{};

    // --- the channel -----------------------------------------------------------------------------------------------

    /// OPEN and its answer.
    trace& open(status how = status::success, std::uint32_t max_transfer = 4096) {
        ask_open(max_transfer);
        return says(transaction_id{id_}, open_done{how});
    }
    trace& ask_open(std::uint32_t max_transfer = 4096) { return sends(transaction_id{++id_}, open_msg{max_transfer}); }
    trace& close() {
        sends(transaction_id{++id_}, close_msg{});
        return says(transaction_id{id_}, close_done{});
    }
    template <control_message M>
    trace& sends(transaction_id id, const M& value) {
        return frame(sender::host, built(id, value));
    }
    template <control_message M>
    trace& says(transaction_id id, const M& value) {
        return frame(sender::function, built(id, value));
    }
    template <control_message M>
    static octets built(transaction_id id, const M& value) {
        octets out(2048);
        out.resize(build_message(out, id, value)->size());
        return out;
    }
    /// Any frame; `fragments` is what its fragment header becomes.
    trace& frame(sender from, const octets& bytes, std::optional<fragment_header> fragments = {}) {
        octets copy = bytes;
        if (fragments) {
            store_le(copy.data() + 12, fragments->total);
            store_le(copy.data() + 16, fragments->current);
        }
        checker.receive(from, copy, tell(), now_);
        return *this;
    }

    // --- commands --------------------------------------------------------------------------------------------------

    /// A command that waits.
    template <mbim::command T>
    trace& asks(const T& value, command_type type) {
        return frame(sender::host, command(++id_, value, type));
    }
    template <mbim::command T>
    trace& asks(const T& value) {
        return asks(value, has(T::id.operations, operation::set) ? command_type::set : command_type::query);
    }
    template <mbim::command T>
    static octets command(std::uint32_t id, const T& value, command_type type, release r = release::v1) {
        octets out(2048);
        out.resize(build_command(out, transaction_id{id}, value, type, r)->size());
        return out;
    }
    /// The answer to the last command, with a structure or without.
    template <mbim::command T>
    trace& answered(const T& value, status how = status::success, release r = release::v1) {
        return answered_to(id_, value, how, r);
    }
    /// The answer to an earlier one.
    template <mbim::command T>
    trace& answered_to(std::uint32_t id, const T& value, status how = status::success, release r = release::v1) {
        octets out(2048);
        out.resize(build_response(out, transaction_id{id}, value, how, r)->size());
        return frame(sender::function, out);
    }
    template <mbim::command T>
    trace& answered_as(status how) {
        return says(transaction_id{id_}, command_done{T::id.service, T::id.cid, how, {}});
    }
    template <mbim::command T>
    trace& indicates(const T& value) {
        octets out(2048);
        out.resize(build_indication(out, value)->size());
        return frame(sender::function, out);
    }
    /// VERSION: what host and function tell each other.
    trace& versions(std::uint16_t host, std::uint16_t function) {
        frame(sender::host, command(++id_, ext::version{bcd_mbim_version, host}, command_type::query, version_exchange));
        return answered(ext::version{bcd_mbim_version, function}, status::success, version_exchange);
    }
    [[nodiscard]] std::uint32_t id() const { return id_; }

    // --- basic connect ---------------------------------------------------------------------------------------------

    trace& ready(bc::subscriber_ready_state s) { return indicates(bc::subscriber_ready_status_info{.ready_state = s}); }
    trace& registered(register_state s, registration_flag f = registration_flag::none) {
        return indicates(bc::register_state_info{.state = s, .registration_flag = f});
    }
    trace& packet(bc::packet_service_state s) { return indicates(bc::packet_service_info{.state = s}); }
    trace& context(std::uint32_t session, bc::activation_state s) { return indicates(bc::connect_info{.session_id = session, .state = s}); }
    trace& connect(std::uint32_t session, bc::activation_command c = bc::activation_command::activate) {
        return asks(bc::connect_set{.session_id = session, .command = c});
    }
    trace& connected(std::uint32_t session, bc::activation_state s = bc::activation_state::activated, status how = status::success) {
        return answered(bc::connect_info{.session_id = session, .state = s}, how);
    }
    /// On the network and attached.
    trace& online() { return open().registered(register_state::home).packet(bc::packet_service_state::attached); }
    trace& activate(std::uint32_t session) { return connect(session).connected(session); }
    trace& max_sessions(std::uint32_t n) { return asks(bc::device_caps_query{}).answered(bc::device_caps_info{.max_sessions = n}); }
    trace& pin(pin_type type, pin_operation o, status how, pin_type told, std::uint32_t left = 0, pin_state s = pin_state::locked) {
        return asks(bc::pin_set{.type = type, .pin_operation = o, .pin = u"1234"}).answered(bc::pin_info{told, s, left}, how);
    }
    /// The same for an application of the card.
    trace& pin_ex(bytes app_id, pin_type type, pin_operation o, status how, pin_type told, std::uint32_t left = 0) {
        return asks(ext::pin_ex_set{.type = type, .pin_operation = o, .pin = u"1234", .app_id = app_id})
            .answered(ext::pin_ex_info{told, pin_state::locked, left}, how);
    }
    trace& pin_state_is(pin_type type, pin_state s, std::uint32_t left = 3) {
        return asks(bc::pin_query{}).answered(bc::pin_info{type, s, left});
    }
    trace& pin_modes(bc::pin_mode pin1, bc::pin_mode pin2 = bc::pin_mode::not_supported) {
        return asks(bc::pin_list_query{}).answered(bc::pin_list_info{.pin1 = {.mode = pin1}, .pin2 = {.mode = pin2}});
    }

    // --- the rest --------------------------------------------------------------------------------------------------

    trace& link(bool up) {
        checker.connection(up, tell());
        return *this;
    }
    trace& datagram(std::uint32_t session, datagram_fact shown) {
        checker.datagram(session, shown, tell());
        return *this;
    }
    trace& described(const descriptor_facts& d) {
        checker.describe(d, tell());
        return *this;
    }
    trace& known(const outside_facts& f) {
        checker.know(f);
        return *this;
    }
    trace& power_cycled() {
        checker.power_cycled();
        return *this;
    }
    trace& at(std::uint32_t ms) {
        now_ = instant{ms};
        return *this;
    }
    trace& finish() {
        checker.finish(tell());
        return *this;
    }

    [[nodiscard]] outcome of(std::string_view rule) const { return checker.outcome_of(find_rule(rule).value()).value(); }

private:
    struct collector {
        std::vector<finding>& all;
        void operator()(const finding& f) const { all.push_back(f); }
    };
    collector tell() { return {findings}; }

    std::uint32_t id_{};
    std::optional<instant> now_{};
};

/// The three traces of a rule, and the field and value of the finding.
struct traces_of {
    std::string_view rule{};
    void (*keeps)(trace&){};
    void (*breaks)(trace&){};
    subject field{};
    std::uint32_t found{};
    void (*skips)(trace&){};
};

/// All rules whose traces are linked.
inline std::vector<std::string_view>& matrix() {
    static std::vector<std::string_view> all;
    return all;
}

struct group {
    template <std::size_t N>
    explicit group(const traces_of (&list)[N]) {
        for (const traces_of& t : list) matrix().push_back(t.rule);
    }
};

inline std::string ids_of(const std::vector<finding>& findings) {
    std::string out;
    for (const finding& f : findings) out += std::string{f.text().id} + '@' + std::to_string(f.number) + ' ';
    return out;
}

template <std::size_t N>
void check(const traces_of (&list)[N]) {
    for (const traces_of& t : list) {
        CAPTURE(t.rule);
        REQUIRE(find_rule(t.rule));
        trace kept;
        t.keeps(kept);
        CHECK(ids_of(kept.findings) == "");
        CHECK(kept.of(t.rule).kept != 0);

        trace broken;
        t.breaks(broken);
        CAPTURE(ids_of(broken.findings));
        CHECK(broken.findings.size() == 1);
        if (!broken.findings.empty()) {
            CHECK(broken.findings[0].text().id == t.rule);
            CHECK(broken.findings[0].field == t.field);
            CHECK(broken.findings[0].found == t.found);
        }
        CHECK(broken.of(t.rule).broken == 1);

        trace skipped;
        t.skips(skipped);
        CHECK(ids_of(skipped.findings) == "");
        CHECK_FALSE(skipped.of(t.rule).is_exercised());
    }
}

template <class E>
constexpr std::uint32_t number(E e) {
    return static_cast<std::uint32_t>(e);
}

}  // namespace conformance_test
