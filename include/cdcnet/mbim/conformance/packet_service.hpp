// SPDX-License-Identifier: BSL-1.0
/// \file
/// Rules of PACKET_SERVICE: what an attach request does, on devices that also attach by themselves.
#pragma once

#include <cdcnet/mbim/conformance/state.hpp>

namespace cdcnet::mbim::conformance {

namespace detail {

/// The answer to an attach request that was sent in the state `before`.
constexpr bool answers_attach(const step& s, state::packet before) noexcept {
    return s.answers<basic_connect::packet_service_set>() && s.asked->words != 0 &&
           s.asked->first == static_cast<std::uint32_t>(basic_connect::packet_service_action::attach) &&
           s.asked->before == static_cast<std::uint8_t>(before);
}

}  // namespace detail

inline constexpr rule packet_service_rules[] = {
    {.id = "attach-starts",
     .rows = "D2",
     .title = "An attach request that succeeds while detached leads to Attaching or Attached",
     .in = guided,
     .source = source::attach,
     .looks_at = "PACKET_SERVICE, answer to SET: PacketServiceState",
     .example = "Detached, then SET PACKET_SERVICE Attach answered SUCCESS with Detached",
     .on = occasion::answer,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (!detail::answers_attach(s, state::packet::detached) || !s.succeeds()) return {};
         const auto told = s.read<&basic_connect::packet_service_info::state>();
         if (!told) return {};
         return kept_if(*told == state::packet::attaching || *told == state::packet::attached, subject::packet_service_state, *told,
                        now.attachment_number);
     }},
    {.id = "attach-waits-for-auto-attach",
     .rows = "D3",
     .title = "An attach request during an automatic attach is answered when that ends, and as that ends",
     .in = guided,
     .source = source::attach,
     .looks_at = "PACKET_SERVICE, answer to SET: Status; the state indicated before",
     .example = "Attaching indicated, SET PACKET_SERVICE Attach answered before Attached is indicated",
     .note = "Whether the attach under way is automatic tell RegistrationFlag or the caller.",
     .on = occasion::answer,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (!detail::answers_attach(s, state::packet::attaching) || now.host_attaches) return {};
         if (!now.auto_attach()) return verdict::undecidable;
         if (!*now.auto_attach()) return {};
         const bool attached = now.attachment == state::packet::attached;
         if (!attached && now.attachment != state::packet::detached)
             return broken(subject::packet_service_state, now.attachment, now.attachment_number);
         return kept_if(s.succeeds() == attached, subject::status, s.word, now.attachment_number);
     }},
    {.id = "attach-when-attached",
     .rows = "D4",
     .title = "An attach request succeeds while attached",
     .in = guided,
     .source = source::attach,
     .looks_at = "PACKET_SERVICE, answer to SET: Status",
     .example = "Attached, then SET PACKET_SERVICE Attach answered FAILURE",
     .on = occasion::answer,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (!detail::answers_attach(s, state::packet::attached) || now.attachment != state::packet::attached) return {};
         return kept_if(s.succeeds(), subject::status, s.word, now.attachment_number);
     }},
};

}  // namespace cdcnet::mbim::conformance
