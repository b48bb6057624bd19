// SPDX-License-Identifier: BSL-1.0
/// \file
/// Rules of the order in which a loss is indicated: contexts first, then the packet service, then the registration.
/// What the host has asked for, by detaching, by registering elsewhere or by switching the radio off, is no loss.
#pragma once

#include <cdcnet/mbim/conformance/state.hpp>

namespace cdcnet::mbim::conformance {

namespace detail {

/// Detached is indicated while sessions are still active.  \param several  judges losses of several sessions, or else of one
constexpr verdict detached_too_early(const step& s, const state& now, bool several) noexcept {
    if (!s.indicates<basic_connect::packet_service_info>() || now.expects_loss()) return {};
    if (s.read<&basic_connect::packet_service_info::state>() != state::packet::detached) return {};
    if (now.most_active == 0 || (now.most_active > 1) != several) return {};
    const session_state* const active = now.first_active();
    return active == nullptr ? verdict{verdict::kept} : broken(subject::session_id, active->id, active->number);
}

}  // namespace detail

inline constexpr rule order_of_loss_rules[] = {
    {.id = "loss-order",
     .rows = "E1 E4",
     .title = "When signal is lost, Deregistered is indicated behind Deactivated and Detached",
     .in = guided,
     .source = source::loss,
     .looks_at = "REGISTER_STATE, indication; states of CONNECT and PACKET_SERVICE before it",
     .example = "Attached, then Deregistered indicated, then Detached",
     .on = occasion::indication,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (!s.indicates<basic_connect::register_state_info>() || now.expects_loss()) return {};
         if (s.read<&basic_connect::register_state_info::state>() != register_state::deregistered || !now.is_registered()) return {};
         if (const session_state* const active = now.first_active()) return broken(subject::session_id, active->id, active->number);
         if (now.attachment == state::packet::unknown) return verdict::undecidable;
         return kept_if(now.attachment != state::packet::attached, subject::packet_service_state, now.attachment, now.attachment_number);
     }},
    {.id = "packet-service-loss-order",
     .rows = "E2",
     .title = "When the packet service is lost, Detached is indicated behind Deactivated",
     .in = guided,
     .source = source::loss,
     .looks_at = "PACKET_SERVICE, indication; state of CONNECT before it",
     .example = "Activated, then Detached indicated, then Deactivated",
     .on = occasion::indication,
     .look = [](const step& s, const state& now) noexcept -> verdict { return detail::detached_too_early(s, now, false); }},
    {.id = "packet-service-loss-order-of-all",
     .rows = "E3",
     .title = "When the packet service is lost, Detached is indicated behind Deactivated of every session",
     .in = guided,
     .source = source::loss,
     .looks_at = "PACKET_SERVICE, indication; states of CONNECT of all sessions before it",
     .example = "Sessions 0 and 1 activated, Deactivated of 0, then Detached indicated",
     .note = "The source speaks of one context; several each come before Detached.",
     .on = occasion::indication,
     .look = [](const step& s, const state& now) noexcept -> verdict { return detail::detached_too_early(s, now, true); }},
};

}  // namespace cdcnet::mbim::conformance
