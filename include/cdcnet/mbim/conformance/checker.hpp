// SPDX-License-Identifier: BSL-1.0
/// \file
/// Judges a trace of an MBIM function by the conformance rules.
///
///     mbim::conformance::fixed_checker<mbim::conformance::profile::windows8> checker;
///     const auto tell = [](const mbim::conformance::finding& f) { log(f.text().id, f.number, f.since); };
///     checker.receive(sender::host, frame, tell);
///     ...
///     checker.finish(tell);
///     checker.outcome_of(rule);  // a trace that exercises nothing proves nothing
///
/// No heap, all memory is the caller's.  Only the rules of the profile are linked, and their texts only when somebody asks for them.
#pragma once

#include <cdcnet/mbim/conformance/connect.hpp>
#include <cdcnet/mbim/conformance/framing.hpp>
#include <cdcnet/mbim/conformance/ip_configuration.hpp>
#include <cdcnet/mbim/conformance/opening.hpp>
#include <cdcnet/mbim/conformance/order_of_loss.hpp>
#include <cdcnet/mbim/conformance/packet_service.hpp>
#include <cdcnet/mbim/conformance/pin.hpp>
#include <cdcnet/mbim/conformance/providers.hpp>
#include <cdcnet/mbim/conformance/radio.hpp>

namespace cdcnet::mbim::conformance {

namespace detail {

template <std::size_t... N>
constexpr auto joined(const rule (&... groups)[N]) noexcept {
    std::array<rule, (N + ...)> all{};
    std::size_t i = 0;
    const auto take = [&](const auto& group) {
        for (const rule& r : group) all[i++] = r;
    };
    (take(groups), ...);
    return all;
}

}  // namespace detail

/// All rules; a finding names one by its index here.
inline constexpr auto all_rules = detail::joined(framing_rules, opening_rules, provider_rules, pin_rules, packet_service_rules,
                                                 order_of_loss_rules, ip_configuration_rules, radio_rules, connect_rules);
static_assert(all_rules.size() < 256);

/// The index of the rule with this id; none when there is no such rule.
[[nodiscard]] constexpr std::optional<std::size_t> find_rule(std::string_view id) noexcept {
    for (std::size_t i = 0; i < all_rules.size(); ++i)
        if (all_rules[i].id == id) return i;
    return std::nullopt;
}

/// A rule that is broken.
struct finding {
    std::uint8_t index{};    ///< of the rule in `all_rules`
    subject field{};         ///< what was looked at
    std::uint32_t found{};   ///< its value
    std::uint32_t number{};  ///< of the message
    std::uint32_t since{};   ///< number of the earlier message that it contradicts; 0: none

    [[nodiscard]] constexpr const rule& text() const noexcept { return all_rules[index]; }
    friend constexpr bool operator==(const finding&, const finding&) noexcept = default;
};

/// How often a rule came to which verdict; counts stop at 65535.
struct outcome {
    std::uint16_t kept{};
    std::uint16_t broken{};
    std::uint16_t undecidable{};

    /// Its condition was met, and it could be decided.
    [[nodiscard]] constexpr bool is_exercised() const noexcept { return kept != 0 || broken != 0; }
    friend constexpr bool operator==(const outcome&, const outcome&) noexcept = default;
};

namespace detail {

/// What is linked of a rule.
struct rule_entry {
    occasion on{};
    std::uint8_t index{};
    verdict (*look)(const step&, const state&) noexcept {};
};

constexpr std::size_t count_of(profile p) noexcept {
    std::size_t n = 0;
    for (const rule& r : all_rules) n += (r.in & p) != profile::none;
    return n;
}
template <profile P>
inline constexpr auto entries_of = [] {
    std::array<rule_entry, count_of(P)> list{};
    std::size_t n = 0;
    for (std::size_t i = 0; i < all_rules.size(); ++i)
        if ((all_rules[i].in & P) != profile::none) list[n++] = {all_rules[i].on, static_cast<std::uint8_t>(i), all_rules[i].look};
    return list;
}();

/// The occasion of a message of this type.
constexpr occasion occasion_of(message_type type) noexcept {
    switch (type) {
        case message_type::open: return occasion::open;
        case message_type::close: return occasion::close;
        case message_type::command: return occasion::command;
        case message_type::host_error: return occasion::host_error;
        case message_type::open_done: return occasion::open_done;
        case message_type::close_done: return occasion::close_done;
        case message_type::command_done: return occasion::answer;
        case message_type::function_error: return occasion::function_error;
        case message_type::indicate_status: return occasion::indication;
    }
    return occasion::none;
}

/// Reads the headers of a frame and, of one that begins a message, what stands before the information buffer.
class frame_reader {
public:
    static constexpr step read(bytes frame) noexcept {
        step s;
        s.on = occasion::frame;
        s.frame_size = static_cast<std::uint32_t>(frame.size());
        const auto m = message::parse(frame);
        if (m) {
            s.header = m->header();
            s.fragment = m->fragment();
            s.body = static_cast<std::uint32_t>(m->body().size());
            if (s.fragment.current == 0) body(s, *m);
            return s;
        }
        s.fault = m.error();
        if (frame.size() >= message_header::size) mbim::detail::read_structure(s.header, frame, release::v1);
        if (s.fault.code() == errc::fragment) mbim::detail::read_structure(s.fragment, frame.subspan(message_header::size), release::v1);
        return s;
    }

private:
    static constexpr std::uint32_t word_at(const message& m, std::uint32_t offset) noexcept {
        return load_le<std::uint32_t>(m.bytes().data() + offset);
    }
    static constexpr void body(step& s, const message& m) noexcept {
        if (has_fragment_header(m.type())) return command_or_news(s, m);
        constexpr std::uint32_t word_offset = message_header::size;
        if (m.type() == message_type::close) {
            s.on |= occasion::close;
        } else if (m.bytes().size() >= word_offset + 4) {
            s.on |= occasion_of(m.type());
            s.word = word_at(m, word_offset);
        } else {
            s.fault = {errc::length, 4};
        }
    }
    static constexpr void command_or_news(step& s, const message& m) noexcept {
        const bool is_news = m.type() == message_type::indicate_status;
        const std::uint32_t buffer_at = is_news ? indicate_status_msg::information_buffer_offset : command_msg::information_buffer_offset;
        constexpr std::uint32_t service_at = command_msg::service_offset;
        s.head = buffer_at - m.body_offset();
        if (m.bytes().size() < buffer_at) return;
        s.on |= occasion_of(m.type());
        for (std::size_t i = 0; i < 16; ++i) s.service.octets[i] = m.bytes()[service_at + i];
        s.is_for = known_service_of(s.service);
        s.cid = word_at(m, service_at + 16);
        if (!is_news) s.word = word_at(m, service_at + 20);
        s.buffer_length = word_at(m, buffer_at - 4);
        s.buffer = m.bytes().subspan(buffer_at);
    }
};

}  // namespace detail

/// The checker.  `Rules` are all rules of one profile, or of several together.
template <profile Rules = every_profile>
class checker {
public:
    static constexpr std::size_t rule_count = detail::count_of(Rules);

    /// \param sessions  IP sessions that are told apart; of others, rules cannot decide
    /// \param pending   commands that may wait for their answers
    constexpr checker(gsl::span<session_state> sessions, gsl::span<pending_exchange> pending) noexcept {
        Expects(!sessions.empty() && !pending.empty());
        for (session_state& s : sessions) s = {};
        for (pending_exchange& p : pending) p = {};
        now_.sessions = sessions;
        now_.pending = pending;
    }

    /// What is known from elsewhere; may change at any time.
    constexpr void know(const outside_facts& facts) noexcept { now_.facts = facts; }
    [[nodiscard]] constexpr const outside_facts& facts() const noexcept { return now_.facts; }
    /// What the descriptors say.
    template <class Tell>
    constexpr void describe(const descriptor_facts& descriptors, Tell&& tell) {
        now_.descriptors = descriptors;
        step s;
        s.on = occasion::descriptors;
        take(s, tell);
    }
    /// The device has lost its power since the last message.
    constexpr void power_cycled() noexcept { now_.cycle_power(number_); }

    /// Takes a frame: a message, or one of its fragments.
    /// \param tell  called with each `finding`
    /// \param at    when it was sent, if known
    template <class Tell>
    constexpr void receive(sender from, bytes frame, Tell&& tell, std::optional<instant> at = {}) {
        step s = detail::frame_reader::read(frame);
        ++number_;
        s.from = from;
        s.at = at;
        if (s.is(occasion::answer)) s.asked = now_.find(s.header.transaction);
        if (!s.fault && s.fragment.current != 0) s.part = now_.find(s.header.type, s.header.transaction);
        take(s, tell);
    }
    /// Takes a NETWORK_CONNECTION notification.
    template <class Tell>
    constexpr void connection(bool is_up, Tell&& tell) {
        now_.facts.watches_link = true;
        step s;
        s.on = occasion::link;
        s.is_up = is_up;
        take(s, tell);
    }
    /// Takes what a datagram towards the host has shown.
    template <class Tell>
    constexpr void datagram(std::uint32_t session_id, datagram_fact shown, Tell&& tell) {
        now_.facts.watches_datagrams = true;
        step s;
        s.on = occasion::datagram;
        s.session_id = session_id;
        s.datagram = shown;
        take(s, tell);
    }
    /// The trace has ended: what is still open cannot be decided any more.
    template <class Tell>
    constexpr void finish(Tell&& tell) {
        step s;
        s.on = occasion::end;
        take(s, tell);
    }

    /// Frames so far.  Findings count them from 1.
    [[nodiscard]] constexpr std::uint32_t number() const noexcept { return number_; }
    /// For a caller with numbers of its own: that of the next frame is one more.
    constexpr void number(std::uint32_t n) noexcept { number_ = n; }

    /// What came of the rule with this index in `all_rules`; none when it is not in the profile.
    [[nodiscard]] constexpr std::optional<outcome> outcome_of(std::size_t index) const noexcept {
        for (std::size_t i = 0; i < rule_count; ++i)
            if (detail::entries_of<Rules>[i].index == index) return outcomes_[i];
        return std::nullopt;
    }
    /// Rules that were exercised at least once.
    [[nodiscard]] constexpr std::size_t exercised() const noexcept {
        std::size_t n = 0;
        for (const outcome& o : outcomes_) n += o.is_exercised();
        return n;
    }
    [[nodiscard]] constexpr const state& known() const noexcept { return now_; }

private:
    static constexpr void count(std::uint16_t& n) noexcept {
        if (n != 0xffff) ++n;
    }
    template <class Tell>
    constexpr void take(step& s, Tell& tell) {
        s.number = number_;
        for (std::size_t i = 0; i < rule_count; ++i) {
            const detail::rule_entry& r = detail::entries_of<Rules>[i];
            if (!s.is(r.on)) continue;
            const verdict v = r.look(s, now_);
            switch (v.what) {
                case verdict::not_met: break;
                case verdict::kept: count(outcomes_[i].kept); break;
                case verdict::undecidable: count(outcomes_[i].undecidable); break;
                case verdict::broken:
                    count(outcomes_[i].broken);
                    tell(finding{r.index, v.field, v.found, s.number, v.since});
                    break;
            }
        }
        now_.apply(s);
    }

    state now_{};
    std::array<outcome, rule_count> outcomes_{};
    std::uint32_t number_{};
};

namespace detail {
/// The memory of a checker, to stand before it.
template <std::size_t Sessions, std::size_t Pending>
struct checker_arrays {
    static_assert(Sessions >= 1 && Pending >= 1, "cdcnet: a checker has room for at least one session and one command");
    std::array<session_state, Sessions> sessions{};
    std::array<pending_exchange, Pending> pending{};
};
}  // namespace detail

/// A checker with its memory.  It is not to be destroyed through a pointer to `checker`.
template <profile Rules = every_profile, std::size_t Sessions = 8, std::size_t Pending = 12>
class fixed_checker : private detail::checker_arrays<Sessions, Pending>, public checker<Rules> {
public:
    constexpr fixed_checker() noexcept : checker<Rules>{this->sessions, this->pending} {}
    fixed_checker(const fixed_checker&) = delete;
    fixed_checker& operator=(const fixed_checker&) = delete;
};

}  // namespace cdcnet::mbim::conformance
