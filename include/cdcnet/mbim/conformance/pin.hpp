// SPDX-License-Identifier: BSL-1.0
/// \file
/// Rules of PIN: what the function answers to Enter, and to Enable, Disable and Change.
///
/// In the source the heading of Enable, Disable and Change stands as the last item of the list for Enter.  The rules for
/// those three are the items before "failed Enter requests", those for Enter the items from there on.  What the source does
/// not limit to one operation, C9, is asked of all.
///
/// PIN_EX of Microsoft's extensions is PIN for one application of the card, and its answers are judged alike.  Which
/// application PIN and SUBSCRIBER_READY_STATUS are about nobody says; so what PIN_LIST says decides nothing about PIN_EX, and
/// a PIN that was blocked by PIN_EX calls for no notice.
#pragma once

#include <cdcnet/mbim/conformance/state.hpp>
#include <cdcnet/mbim/pin_kind.hpp>

namespace cdcnet::mbim::conformance {

namespace detail {

/// A SET PIN and its answer.
struct pin_exchange {
    pin_request asked{};
    pin_answer told{};

    [[nodiscard]] constexpr bool enters() const noexcept { return asked.operation == pin_operation::enter; }
    /// The function asks for a PUK, of which kind so ever.
    [[nodiscard]] constexpr bool calls_for_puk() const noexcept { return is_puk(told.type) && told.type != asked.type; }
    [[nodiscard]] constexpr bool names_none() const noexcept { return told.type == pin_type::unknown; }
};

constexpr std::optional<pin_request> answered_request(const step& s) noexcept {
    if (!answers_pin_set(s)) return std::nullopt;
    return pin_request_of(*s.asked);
}
/// An answer with this status that has its MBIM_PIN_INFO.
constexpr std::optional<pin_exchange> answered(const step& s, status with) noexcept {
    const auto asked = answered_request(s);
    if (!asked || s.status() != with) return std::nullopt;
    const auto told = pin_answer_of(s);
    if (!told) return std::nullopt;
    return pin_exchange{*asked, *told};
}
/// A wrong PIN.  \param entered  by Enter, or else by one of the other three operations
constexpr std::optional<pin_exchange> refused(const step& s, bool entered) noexcept {
    const auto x = answered(s, status::failure);
    return x && x->enters() == entered ? x : std::nullopt;
}

/// The PIN may be tried again.
constexpr verdict retrial(const step& s, bool entered) noexcept {
    const auto x = refused(s, entered);
    if (!x || x->names_none() || x->calls_for_puk()) return {};
    if (x->told.type != x->asked.type) return broken(subject::pin_type, x->told.type, s.asked->number);
    return kept_if(x->told.remaining != 0, subject::remaining_attempts, 0u, s.asked->number);
}
/// The PUK is asked for.
constexpr verdict unblocking(const step& s, bool entered) noexcept {
    const auto x = refused(s, entered);
    if (!x || !x->calls_for_puk()) return {};
    if (puk_of(x->asked.type) != x->told.type) return broken(subject::pin_type, x->told.type, s.asked->number);
    if (x->told.state != pin_state::locked) return broken(subject::pin_state, x->told.state, s.asked->number);
    return kept_if(x->told.remaining != 0, subject::remaining_attempts, 0u, s.asked->number);
}
/// An operation on a PIN that PIN_LIST calls not supported.
constexpr verdict unsupported(const step& s, const state& now, bool entered) noexcept {
    const auto asked = answered_request(s);
    if (!asked || (asked->operation == pin_operation::enter) != entered) return {};
    const auto mode = now.mode_of(*asked);
    const bool says_so = s.status() == status::no_device_support;
    if (mode == state::mode::not_supported) return kept_if(says_so, subject::status, s.word, now.pin_modes_number);
    return says_so && mode == state::mode_unknown ? verdict{verdict::undecidable} : verdict{};
}
/// What blocking PIN1 or its PUK calls for: kept by an indication of `wanted`; broken when a PIN is accepted before it, or
/// when the host has to ask for the state; open at the end.
constexpr verdict ready_notice(const step& s, std::uint32_t due, state::ready wanted) noexcept {
    using info = basic_connect::subscriber_ready_status_info;
    if (due == 0) return {};
    if (s.is(occasion::end)) return verdict::undecidable;
    if (s.indicates<info>()) return s.read<&info::ready_state>() == wanted ? verdict{verdict::kept} : verdict{};
    if (s.answers<info>(operation::query)) {
        const auto found = s.read<&info::ready_state>();
        return s.succeeds() && found == wanted ? broken(subject::ready_state, *found, due) : verdict{};
    }
    if (s.answers<basic_connect::pin_set>() && s.succeeds()) return broken(subject::message, 0u, due);
    return {};
}

}  // namespace detail

inline constexpr rule pin_rules[] = {
    {.id = "pin-entered",
     .rows = "C3",
     .title = "An Enter that ends the need for PINs is answered SUCCESS with PinType None",
     .in = guided,
     .source = source::pin,
     .looks_at = "PIN, answer to SET Enter: Status, PinType, PinState",
     .example = "SET PIN Enter PIN1 answered SUCCESS with PinType PIN1",
     .note = "Further down the source says that other members are ignored on success.  Only an answer that contradicts itself is a "
             "finding: the PIN that was just accepted, or one that is unlocked.",
     .on = occasion::answer,
     .look = [](const step& s, const state&) noexcept -> verdict {
         const auto x = detail::answered(s, status::success);
         if (!x || !x->enters()) return {};
         const bool needs_another = x->told.type != x->asked.type && x->told.state == pin_state::locked;
         return kept_if(x->names_none() || needs_another, subject::pin_type, x->told.type, s.asked->number);
     }},
    {.id = "pin-mode-unchanged",
     .rows = "C4",
     .title = "Enable and Disable of a PIN that is in that mode are answered SUCCESS with PinType None",
     .in = guided,
     .source = source::pin,
     .looks_at = "PIN, answer to SET Enable, Disable: Status, PinType; PinMode of PIN_LIST",
     .example = "PIN1 enabled, SET PIN Enable PIN1 answered FAILURE",
     .on = occasion::answer,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         const auto asked = detail::answered_request(s);
         if (!asked || (asked->operation != pin_operation::enable && asked->operation != pin_operation::disable)) return {};
         const auto mode = now.mode_of(*asked);
         if (mode == state::mode_unknown) return verdict::undecidable;
         if (mode != (asked->operation == pin_operation::enable ? state::mode::enabled : state::mode::disabled)) return {};
         if (!s.succeeds()) return broken(subject::status, s.word, now.pin_modes_number);
         const auto told = pin_answer_of(s);
         return kept_if(!told || told->type == pin_type::unknown, subject::pin_type, told ? told->type : pin_type{}, now.pin_modes_number);
     }},
    {.id = "pin-enabled-is-unlocked",
     .rows = "C5 C7",
     .title = "A PIN that has been enabled is Unlocked",
     .in = guided,
     .source = source::pin,
     .looks_at = "PIN, answer to QUERY: PinType, PinState; PinMode of PIN_LIST",
     .example = "PIN1 disabled, SET PIN Enable PIN1 succeeds, then QUERY PIN answered with PIN1 Locked",
     .note = "Of other PINs than PIN1 the device may lock any at any time, so this is asked of PIN1 alone.",
     .on = occasion::answer,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (!s.answers<basic_connect::pin_query>() || !s.succeeds() || now.enabled_now != pin_type::pin1 || now.power_cycled) return {};
         const auto told = pin_answer_of(s);
         if (!told) return {};
         return kept_if(told->type != pin_type::pin1 || told->state == pin_state::unlocked, subject::pin_state, told->state);
     }},
    {.id = "pin-locked-by-power-cycle",
     .rows = "C6",
     .title = "PIN1 that is enabled is Locked after a power cycle",
     .in = guided,
     .source = source::pin,
     .looks_at = "PIN, first answer to QUERY behind OPEN: PinType, PinState; PinMode of PIN_LIST before it",
     .example = "PIN1 enabled, power cycle, OPEN, then QUERY PIN answered with PinType None",
     .note = "OPEN alone is no power cycle; the caller tells of one.",
     .on = occasion::answer,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (!s.answers<basic_connect::pin_query>() || !s.succeeds()) return {};
         if (now.mode_of(pin_type::pin1) != state::mode::enabled || !(now.power_cycled || now.opened_again)) return {};
         const auto told = pin_answer_of(s);
         if (!told) return {};
         const bool is_of_pin1 = told->type == pin_type::pin1 || told->type == pin_type::puk1;
         if (is_of_pin1 && told->state == pin_state::locked) return now.power_cycled ? verdict{verdict::kept} : verdict{};
         const bool hides_behind_another = !is_of_pin1 && told->type != pin_type::unknown && told->state == pin_state::locked;
         if (!now.power_cycled || hides_behind_another) return verdict::undecidable;
         return broken(subject::pin_state, told->state, now.pin_modes_number);
     }},
    {.id = "pin-operation-unsupported",
     .rows = "C8",
     .title = "Enable, Disable and Change of a PIN that is not supported are answered NO_DEVICE_SUPPORT",
     .in = guided,
     .source = source::pin,
     .looks_at = "PIN, answer to SET Enable, Disable, Change: Status; PinMode of PIN_LIST",
     .example = "PIN2 not supported, SET PIN Disable PIN2 answered FAILURE",
     .note = "A PIN may be supported and a single operation on it not; nothing but the answer tells.",
     .on = occasion::answer,
     .look = [](const step& s, const state& now) noexcept -> verdict { return detail::unsupported(s, now, false); }},
    {.id = "pin-required-names-it",
     .rows = "C9",
     .title = "PIN_REQUIRED comes with the PIN that is to be entered",
     .in = guided,
     .source = source::pin,
     .looks_at = "PIN, answer to SET: Status, PinType",
     .example = "SET PIN Disable PIN1 answered PIN_REQUIRED with PinType None",
     .on = occasion::answer,
     .look = [](const step& s, const state&) noexcept -> verdict {
         if (!detail::answered_request(s) || s.status() != status::pin_required) return {};
         const auto told = pin_answer_of(s);
         const pin_type type = told ? told->type : pin_type::unknown;
         return kept_if(type >= pin_type::custom && type <= pin_type::subsidy_pin, subject::pin_type, type, s.asked->number);
     }},
    {.id = "pin-change-while-disabled",
     .rows = "C10",
     .title = "A Change that is refused because the PIN is disabled is answered PIN_DISABLED, and no other",
     .in = guided,
     .source = source::pin,
     .looks_at = "PIN, answer to SET Change: Status; PinMode of PIN_LIST",
     .example = "PIN1 disabled, SET PIN Change PIN1 answered FAILURE",
     .note = "A function may also change a PIN that is disabled.",
     .on = occasion::answer,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         const auto asked = detail::answered_request(s);
         if (!asked || asked->operation != pin_operation::change) return {};
         const bool says_so = s.status() == status::pin_disabled;
         switch (now.mode_of(*asked)) {
             case state::mode::enabled: return says_so ? broken(subject::status, s.word, now.pin_modes_number) : verdict{};
             case state::mode::disabled:
                 if (s.status() == status::pin_required || s.status() == status::no_device_support || s.succeeds()) return {};
                 return kept_if(says_so, subject::status, s.word, now.pin_modes_number);
             case state::mode::not_supported: return {};
         }
         return says_so ? verdict{verdict::undecidable} : verdict{};
     }},
    {.id = "pin-retrial",
     .rows = "C11 C26",
     .title = "Enable, Disable or Change with a wrong PIN is answered with the same PinType, and the attempts that are left",
     .in = guided,
     .source = source::pin,
     .looks_at = "PIN, answer to SET Enable, Disable, Change: Status FAILURE, PinType, RemainingAttempts",
     .example = "SET PIN Disable PIN1 answered FAILURE with PinType PIN2",
     .note = "RemainingAttempts 0xFFFFFFFF means that the function does not know; it is not 0.",
     .on = occasion::answer,
     .look = [](const step& s, const state&) noexcept -> verdict { return detail::retrial(s, false); }},
    {.id = "pin-blocking",
     .rows = "C12",
     .title = "Blocking a PIN for good is answered PinType None with no attempts left",
     .in = guided,
     .source = source::pin,
     .looks_at = "PIN, answer to SET Enable, Disable, Change: Status FAILURE, PinType, RemainingAttempts",
     .example = "SET PIN Disable PIN1 answered FAILURE with PinType None and 3 attempts",
     .on = occasion::answer,
     .look = [](const step& s, const state&) noexcept -> verdict {
         const auto x = detail::refused(s, false);
         if (!x || !x->names_none()) return {};
         return kept_if(x->told.remaining == 0, subject::remaining_attempts, x->told.remaining, s.asked->number);
     }},
    {.id = "pin-unblocking",
     .rows = "C13",
     .title = "Blocking a PIN by Enable, Disable or Change is answered with its own PUK, Locked, and the attempts for it",
     .in = guided,
     .source = source::pin,
     .looks_at = "PIN, answer to SET Enable, Disable, Change: Status FAILURE, PinType, PinState, RemainingAttempts",
     .example = "SET PIN Disable PIN1 answered FAILURE with PinType PUK2",
     .on = occasion::answer,
     .look = [](const step& s, const state&) noexcept -> verdict { return detail::unblocking(s, false); }},
    {.id = "pin-blocked-notice",
     .rows = "C14",
     .title = "When PIN1 is blocked, DeviceLocked is indicated",
     .in = guided,
     .source = source::pin,
     .looks_at = "SUBSCRIBER_READY_STATUS, indication: ReadyState, behind a PIN1 that was blocked",
     .example = "PIN1 blocked, and PUK1 accepted without DeviceLocked indicated between them",
     .note = "The source asks for it when device or SIM become blocked, which is read as PIN1.  Where DeviceLocked has been told already "
             "there is no change to tell.",
     .on = occasion::indication | occasion::answer | occasion::end,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         return detail::ready_notice(s, now.lock_notice_due, state::ready::device_locked);
     }},
    {.id = "pin-blocked-deactivates",
     .rows = "C15",
     .title = "When PIN1 is blocked, active contexts are deactivated and the link goes down",
     .in = guided,
     .source = source::pin,
     .looks_at = "CONNECT: ActivationState, behind a PIN1 that was blocked; NETWORK_CONNECTION",
     .example = "Session 0 activated, PIN1 blocked, and PUK1 accepted without Deactivated between them",
     .note = "The link is looked at when the caller gives CDC notifications.",
     .on = occasion::indication | occasion::answer | occasion::link | occasion::end,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (now.deactivation_due == 0) return {};
         if (s.is(occasion::end)) return verdict::undecidable;
         if (now.ends_with_deactivation(s)) return verdict::kept;
         if (!s.answers<basic_connect::pin_set>() || !s.succeeds()) return {};
         if (const session_state* const active = now.first_active()) return broken(subject::session_id, active->id, now.deactivation_due);
         return broken(subject::link, 1u, now.deactivation_due);
     }},
    {.id = "pin-failed-with-data",
     .rows = "C17",
     .title = "An Enter that fails carries its MBIM_PIN_INFO",
     .in = guided,
     .source = source::pin,
     .looks_at = "PIN, answer to SET Enter: Status FAILURE, InformationBufferLength",
     .example = "SET PIN Enter answered FAILURE without an information buffer",
     .on = occasion::answer,
     .look = [](const step& s, const state&) noexcept -> verdict {
         const auto asked = detail::answered_request(s);
         if (!asked || asked->operation != pin_operation::enter || s.status() != status::failure) return {};
         constexpr std::uint32_t size = detail::offset_of<&basic_connect::pin_info::remaining_attempts>() + 4;
         return kept_if(s.buffer_length >= size, subject::information_buffer_length, s.buffer_length, s.asked->number);
     }},
    {.id = "pin-not-expected",
     .rows = "C18",
     .title = "An Enter of a PIN that is disabled or not expected fails with PinType None",
     .in = guided,
     .source = source::pin,
     .looks_at = "PIN, answer to SET Enter: Status FAILURE, PinType; PinMode of PIN_LIST, answer to QUERY PIN before it",
     .example = "PIN1 disabled, SET PIN Enter PIN1 answered FAILURE with PinType PIN1",
     .on = occasion::answer,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         const auto x = detail::refused(s, true);
         if (!x) return {};
         const auto expected = now.expects(x->asked);
         if (!expected) return x->names_none() ? verdict{verdict::undecidable} : verdict{};
         return *expected ? verdict{} : kept_if(x->names_none(), subject::pin_type, x->told.type, s.asked->number);
     }},
    {.id = "pin-entry-unsupported",
     .rows = "C19",
     .title = "An Enter of a PIN that is not supported is answered NO_DEVICE_SUPPORT",
     .in = guided,
     .source = source::pin,
     .looks_at = "PIN, answer to SET Enter: Status; PinMode of PIN_LIST",
     .example = "Corporate PIN not supported, SET PIN Enter of it answered FAILURE",
     .on = occasion::answer,
     .look = [](const step& s, const state& now) noexcept -> verdict { return detail::unsupported(s, now, true); }},
    {.id = "pin-entry-retrial",
     .rows = "C20 C26",
     .title = "An Enter with a wrong PIN is answered with the same PinType, and the attempts that are left",
     .in = guided,
     .source = source::pin,
     .looks_at = "PIN, answer to SET Enter: Status FAILURE, PinType, RemainingAttempts",
     .example = "SET PIN Enter PIN1 answered FAILURE with PinType PIN1 and no attempts left",
     .on = occasion::answer,
     .look = [](const step& s, const state&) noexcept -> verdict { return detail::retrial(s, true); }},
    {.id = "pin-entry-blocking",
     .rows = "C21",
     .title = "An Enter that fails with the last attempt names no PIN, or the PUK",
     .in = guided,
     .source = source::pin,
     .looks_at = "PIN, answer to SET Enter: Status FAILURE, PinType; RemainingAttempts of the answer before",
     .example = "1 attempt left, SET PIN Enter PIN1 answered FAILURE with PinType PIN1",
     .note = "For Enter the source ignores RemainingAttempts beside PinType None, so the last attempt is known from the answer before.",
     .on = occasion::answer,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         const auto x = detail::refused(s, true);
         if (!x || is_puk(x->asked.type) || now.attempts_left(x->asked) != 1u) return {};
         return kept_if(x->told.type != x->asked.type, subject::pin_type, x->told.type, now.last_try_number);
     }},
    {.id = "pin-entry-unblocking",
     .rows = "C22",
     .title = "Blocking a PIN by Enter is answered with its own PUK, Locked, and the attempts for it",
     .in = guided,
     .source = source::pin,
     .looks_at = "PIN, answer to SET Enter: Status FAILURE, PinType, PinState, RemainingAttempts",
     .example = "SET PIN Enter PIN1 answered FAILURE with PinType PUK2",
     .on = occasion::answer,
     .look = [](const step& s, const state&) noexcept -> verdict { return detail::unblocking(s, true); }},
    {.id = "puk-blocking",
     .rows = "C23",
     .title = "Blocking a PUK is answered with PinType None",
     .in = guided,
     .source = source::pin,
     .looks_at = "PIN, answer to SET Enter of a PUK: Status FAILURE, PinType; RemainingAttempts of the answer before",
     .example = "1 attempt left for PUK1, SET PIN Enter PUK1 answered FAILURE with PinType PUK1",
     .on = occasion::answer,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         const auto x = detail::refused(s, true);
         if (!x || !is_puk(x->asked.type) || now.attempts_left(x->asked) != 1u) return {};
         return kept_if(x->names_none(), subject::pin_type, x->told.type, now.last_try_number);
     }},
    {.id = "puk1-blocked-notice",
     .rows = "C24",
     .title = "When PUK1 is blocked, BadSim is indicated",
     .in = guided,
     .source = source::pin,
     .looks_at = "SUBSCRIBER_READY_STATUS, indication: ReadyState, behind a PUK1 that was blocked",
     .example = "PUK1 blocked, and QUERY SUBSCRIBER_READY_STATUS answered BadSim that was not indicated",
     .on = occasion::indication | occasion::answer | occasion::end,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         return detail::ready_notice(s, now.bad_sim_notice_due, state::ready::bad_sim);
     }},
    {.id = "pin-attempts-do-not-grow",
     .rows = "C25",
     .title = "A wrong PIN does not raise the attempts that are left for it",
     .level = severity::warning,
     .in = guided,
     .source = source::pin,
     .looks_at = "PIN, answers to SET: Status FAILURE, PinType, RemainingAttempts",
     .example = "SET PIN Enter PIN1 answered FAILURE with 2 attempts, and again with 3",
     .note = "Implied by the source, not said.",
     .on = occasion::answer,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         const auto x = detail::answered(s, status::failure);
         if (!x || x->told.type != x->asked.type || x->told.remaining == unknown_attempts) return {};
         const auto left = now.attempts_left(x->asked);
         if (!left) return {};
         return kept_if(x->told.remaining <= *left, subject::remaining_attempts, x->told.remaining, now.last_try_number);
     }},
};

}  // namespace cdcnet::mbim::conformance
