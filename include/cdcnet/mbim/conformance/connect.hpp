// SPDX-License-Identifier: BSL-1.0
/// \file
/// Rules of CONNECT: the activation of contexts as OID_WWAN_CONNECT describes it, in terms of MBIM.
/// Contexts that a device drops by itself, after a long loss or when it shuts down, are in order, and no rule speaks of them (H10).
#pragma once

#include <cdcnet/mbim/conformance/state.hpp>

namespace cdcnet::mbim::conformance {

namespace detail {

using basic_connect::activation_command;

/// A SET CONNECT with this command, as it is sent or as it is answered.
constexpr bool is_activation(const pending_exchange& asked, activation_command what) noexcept {
    return asked.words == 2 && asked.second == static_cast<std::uint32_t>(what);
}
constexpr bool answers_connect(const step& s, activation_command what) noexcept {
    return s.answers<basic_connect::connect_set>() && is_activation(*s.asked, what);
}
/// The session that a SET CONNECT Activate is about, as it is sent.
constexpr std::optional<std::uint32_t> activates(const step& s) noexcept {
    using set = basic_connect::connect_set;
    if (!s.commands<set>() || s.read<&set::command>() != activation_command::activate) return std::nullopt;
    return s.read<&set::session_id>();
}
constexpr bool is_of_sim(status why) noexcept {
    return why == status::sim_not_inserted || why == status::bad_sim || why == status::pin_required;
}

}  // namespace detail

inline constexpr rule connect_rules[] = {
    {.id = "one-answer-for-each-command",
     .rows = "H2",
     .title = "Every COMMAND has one COMMAND_DONE",
     .source = source::connect,
     .looks_at = "COMMAND, COMMAND_DONE: TransactionId",
     .example = "One COMMAND and two COMMAND_DONE with its TransactionId",
     .note = "A command that was given up, by CANCEL or otherwise, may have one or none.  Whether an answer still comes at the end of a "
             "trace nobody knows.",
     .on = occasion::answer | occasion::end,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (s.is(occasion::end)) {
             for (const pending_exchange& p : now.pending)
                 if (p.taken && !p.ended) return verdict::undecidable;
             return {};
         }
         if (s.asked != nullptr) return verdict::kept;
         if (now.forgot_commands || now.channel == state::channel_state::unknown) return verdict::undecidable;
         return broken(subject::transaction_id, s.header.transaction);
     }},
    {.id = "activation-changes-are-indicated",
     .rows = "H3",
     .title = "A change of ActivationState is indicated, and not left for the host to find",
     .source = source::connect,
     .looks_at = "CONNECT, answer to QUERY: ActivationState; the state told last; Cids of DEVICE_SERVICE_SUBSCRIBE_LIST",
     .example = "Activated told, then QUERY CONNECT answered Deactivated without an indication before",
     .note =
         "A host may have declined this indication by DEVICE_SERVICE_SUBSCRIBE_LIST, which is in force when it has been accepted.  Of a "
         "list that comes in several frames the first is looked at.",
     .on = occasion::answer,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         using info = basic_connect::connect_info;
         if (!s.answers<basic_connect::connect_query>() || !s.succeeds()) return {};
         const auto told = s.read<&info::state>();
         const session_state* const of = told ? now.session(s.get<&info::session_id>()) : nullptr;
         if (of == nullptr || of->number == 0 || now.is_connecting(of->id)) return {};
         if (now.subscribed == subscription::declined) return {};
         if (*told == of->activation) return verdict::kept;
         if (now.subscribed == subscription::unknown) return verdict::undecidable;
         return broken(subject::activation_state, *told, of->number);
     }},
    {.id = "activate-when-registered",
     .rows = "H4",
     .title = "The host activates a context only while registered: Home, Roaming or Partner",
     .in = every_windows,
     .source = source::connect,
     .looks_at = "CONNECT, SET Activate; RegisterState",
     .example = "Searching indicated, then SET CONNECT Activate",
     .on = occasion::command,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (!detail::activates(s)) return {};
         if (now.registration == register_state::unknown) return verdict::undecidable;
         return kept_if(now.is_registered(), subject::register_state, now.registration, now.registration_number);
     }},
    {.id = "activate-when-attached",
     .rows = "H5",
     .title = "The host activates a context only while the packet service is attached",
     .in = every_windows,
     .source = source::connect,
     .looks_at = "CONNECT, SET Activate; PacketServiceState",
     .example = "Detached indicated, then SET CONNECT Activate",
     .on = occasion::command,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (!detail::activates(s)) return {};
         if (now.attachment == state::packet::unknown) return verdict::undecidable;
         return kept_if(now.attachment == state::packet::attached, subject::packet_service_state, now.attachment, now.attachment_number);
     }},
    {.id = "activation-needs-no-sim-access",
     .rows = "H6",
     .title = "SET CONNECT does not fail for the sake of a SIM that is ready",
     .level = severity::warning,
     .in = every_windows,
     .source = source::connect,
     .looks_at = "CONNECT, answer to SET: Status; ReadyState",
     .example = "Initialized told, then SET CONNECT answered BAD_SIM",
     .note = "The request needs the network, not the SIM; without a SIM there is no network either.",
     .on = occasion::answer,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (!s.answers<basic_connect::connect_set>()) return {};
         if (!detail::is_of_sim(s.status())) return verdict::kept;
         if (!now.ready_state) return verdict::undecidable;
         return kept_if(*now.ready_state != state::ready::initialized, subject::status, s.word, s.asked->number);
     }},
    {.id = "connect-query-always-answered",
     .rows = "H7",
     .title = "QUERY CONNECT fails neither for the network nor for the SIM",
     .in = every_windows,
     .source = source::connect,
     .looks_at = "CONNECT, answer to QUERY: Status",
     .example = "QUERY CONNECT answered NOT_REGISTERED",
     .on = occasion::answer,
     .look = [](const step& s, const state&) noexcept -> verdict {
         if (!s.answers<basic_connect::connect_query>()) return {};
         const bool refused =
             detail::is_of_sim(s.status()) || s.status() == status::not_registered || s.status() == status::packet_service_detached;
         return kept_if(!refused, subject::status, s.word, s.asked->number);
     }},
    {.id = "no-self-activation",
     .rows = "H8",
     .title = "The function does not activate a context that the host has not asked for",
     .in = profile::windows7,
     .source = source::connect,
     .looks_at = "CONNECT, indication: ActivationState; SET CONNECT before it",
     .example = "OPEN, then Activated indicated without SET CONNECT",
     .note = "Devices with LTE attach contexts connect by themselves; later profiles leave the rule out.",
     .on = occasion::indication,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         using info = basic_connect::connect_info;
         const auto told = s.indicates<info>() ? s.read<&info::state>() : std::nullopt;
         if (!told || (*told != state::activation::activated && *told != state::activation::activating)) return {};
         const std::uint32_t id = s.get<&info::session_id>();
         const session_state* const of = now.session(id);
         if (of != nullptr && of->is_active()) return {};
         if ((of != nullptr && of->wanted) || now.is_connecting(id, detail::activation_command::activate)) return verdict::kept;
         if (now.forgot_commands || now.channel == state::channel_state::unknown) return verdict::undecidable;
         return broken(subject::session_id, id, of == nullptr ? 0 : of->number);
     }},
    {.id = "one-context",
     .rows = "H11",
     .title = "With MaxSessions 1 the host activates no second context beside an active one",
     .in = profile::windows7,
     .source = source::connect,
     .looks_at = "CONNECT, SET Activate; MaxSessions of DEVICE_CAPS, also of that in Microsoft's extensions",
     .example = "MaxSessions 1, session 0 activated, then SET CONNECT Activate for session 1",
     .note = "The model knows one context.  A function that announces more is newer than the model.",
     .on = occasion::command,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         const auto id = detail::activates(s);
         if (!id) return {};
         const std::uint32_t others = now.active_sessions(id);
         if (!now.max_sessions) return others == 0 ? verdict{} : verdict{verdict::undecidable};
         if (*now.max_sessions != 1) return {};
         return kept_if(others == 0, subject::session_id, *id, now.caps_number);
     }},
    {.id = "service-is-activated-first",
     .rows = "H13",
     .title = "After SERVICE_NOT_ACTIVATED the host activates the service before it activates a context again",
     .level = severity::warning,
     .source = source::connect,
     .looks_at = "CONNECT, answer to SET: Status; SERVICE_ACTIVATION, SET",
     .example = "SET CONNECT answered SERVICE_NOT_ACTIVATED, then SET CONNECT again",
     .note = "The subscriber may have activated it elsewhere.",
     .on = occasion::command,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (now.service_activation_due == 0) return {};
         if (s.commands<basic_connect::service_activation_set>()) return verdict::kept;
         const auto id = detail::activates(s);
         return id ? broken(subject::session_id, *id, now.service_activation_due) : verdict{};
     }},
    {.id = "no-more-than-max-sessions",
     .rows = "H15",
     .title = "Activate beside MaxSessions active contexts is answered MAX_ACTIVATED_CONTEXTS",
     .source = source::connect,
     .looks_at = "CONNECT, answer to SET Activate: Status; MaxSessions of DEVICE_CAPS, also of that in Microsoft's extensions",
     .example = "MaxSessions 2, sessions 0 and 1 activated, SET CONNECT Activate for session 2 answered SUCCESS",
     .on = occasion::answer,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (!detail::answers_connect(s, detail::activation_command::activate)) return {};
         const std::uint32_t others = now.active_sessions(s.asked->first);
         if (others == 0) return {};
         if (!now.max_sessions) return verdict::undecidable;
         if (others < *now.max_sessions) return {};
         return kept_if(s.status() == status::max_activated_contexts, subject::status, s.word, now.caps_number);
     }},
    {.id = "deactivate-inactive",
     .rows = "H16",
     .title = "Deactivate of an inactive context is answered CONTEXT_NOT_ACTIVATED",
     .source = source::connect,
     .looks_at = "CONNECT, answer to SET Deactivate: Status; ActivationState before it",
     .example = "Deactivated told, then SET CONNECT Deactivate answered SUCCESS",
     .note =
         "Not asked where an Activate was sent before it, or another state told before its answer: it may have found the context active.",
     .on = occasion::answer,
     .look = [](const step& s, const state&) noexcept -> verdict {
         if (!detail::answers_connect(s, detail::activation_command::deactivate)) return {};
         if (s.asked->before == static_cast<std::uint8_t>(state::activation::unknown)) return verdict::undecidable;
         if (s.asked->before != static_cast<std::uint8_t>(state::activation::deactivated)) return {};
         return kept_if(s.status() == status::context_not_activated, subject::status, s.word, s.asked->number);
     }},
    {.id = "deactivate-ignores-strings",
     .rows = "H17",
     .title = "Deactivate does not fail for AccessString, UserName or Password",
     .source = source::connect,
     .looks_at = "CONNECT, answer to SET Deactivate: Status",
     .example = "SET CONNECT Deactivate answered INVALID_ACCESS_STRING",
     .on = occasion::answer,
     .look = [](const step& s, const state&) noexcept -> verdict {
         if (!detail::answers_connect(s, detail::activation_command::deactivate)) return {};
         const bool refused = s.status() == status::invalid_access_string || s.status() == status::invalid_user_name_pwd;
         return kept_if(!refused, subject::status, s.word, s.asked->number);
     }},
    {.id = "strings-are-judged-by-activate",
     .rows = "H18",
     .title = "QUERY CONNECT does not fail for AccessString, UserName or Password",
     .source = source::connect,
     .looks_at = "CONNECT, answer to QUERY: Status",
     .example = "QUERY CONNECT answered INVALID_USER_NAME_PWD",
     .note = "Deactivate has a rule of its own; other CIDs that take an access string may judge it.",
     .on = occasion::answer,
     .look = [](const step& s, const state&) noexcept -> verdict {
         if (!s.answers<basic_connect::connect_query>()) return {};
         const bool refused = s.status() == status::invalid_access_string || s.status() == status::invalid_user_name_pwd;
         return kept_if(!refused, subject::status, s.word, s.asked->number);
     }},
};

}  // namespace cdcnet::mbim::conformance
