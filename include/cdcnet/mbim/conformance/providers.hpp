// SPDX-License-Identifier: BSL-1.0
/// \file
/// Rules of HOME_PROVIDER and VISIBLE_PROVIDERS on devices for several carriers: states of the old SIM are no reason to refuse.
/// They are for SET and for restricted scans; QUERY and full scans may fail so.
#pragma once

#include <cdcnet/mbim/conformance/state.hpp>

namespace cdcnet::mbim::conformance {

namespace detail {

/// SET HOME_PROVIDER is not to fail as `forbidden` when `excluded` holds; without that fact nobody can tell.
constexpr verdict home_provider_refused(const step& s, status forbidden, std::optional<bool> excluded) noexcept {
    if (!s.answers<basic_connect::home_provider>(operation::set)) return {};
    if (s.status() != forbidden) return verdict::kept;
    if (!excluded) return verdict::undecidable;
    return kept_if(!*excluded, subject::status, s.word, s.asked->number);
}
constexpr verdict restricted_scan_refused(const step& s, status forbidden) noexcept {
    if (!s.answers<basic_connect::visible_providers_query>() || s.asked->words == 0) return {};
    if (s.asked->first != static_cast<std::uint32_t>(basic_connect::visible_providers_action::restricted_scan)) return {};
    return kept_if(s.status() != forbidden, subject::status, s.word, s.asked->number);
}

}  // namespace detail

inline constexpr rule provider_rules[] = {
    {.id = "home-provider-old-sim-absent",
     .rows = "B1 B4",
     .title = "SET HOME_PROVIDER does not fail as SIM_NOT_INSERTED while the new provider's SIM is present",
     .in = guided,
     .source = source::multi_carrier,
     .looks_at = "HOME_PROVIDER, answer to SET: Status",
     .example = "SET HOME_PROVIDER answered SIM_NOT_INSERTED, the new SIM being there",
     .on = occasion::answer,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         return detail::home_provider_refused(s, status::sim_not_inserted, now.facts.new_home_sim_present);
     }},
    {.id = "home-provider-old-sim-bad",
     .rows = "B2 B4",
     .title = "SET HOME_PROVIDER does not fail as BAD_SIM while the new provider's SIM is good",
     .in = guided,
     .source = source::multi_carrier,
     .looks_at = "HOME_PROVIDER, answer to SET: Status",
     .example = "SET HOME_PROVIDER answered BAD_SIM, the new SIM being good",
     .note = "The source says \"if the old one is not bad\", a slip: the state of the old SIM is no reason, whatever it is.",
     .on = occasion::answer,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         return detail::home_provider_refused(s, status::bad_sim, now.facts.new_home_sim_good);
     }},
    {.id = "home-provider-pin",
     .rows = "B3 B4",
     .title = "SET HOME_PROVIDER never fails as PIN_REQUIRED",
     .in = guided,
     .source = source::multi_carrier,
     .looks_at = "HOME_PROVIDER, answer to SET: Status",
     .example = "SET HOME_PROVIDER answered PIN_REQUIRED",
     .on = occasion::answer,
     .look = [](const step& s, const state&) noexcept -> verdict { return detail::home_provider_refused(s, status::pin_required, true); }},
    {.id = "restricted-scan-sim",
     .rows = "B5 B7",
     .title = "A restricted scan does not fail as SIM_NOT_INSERTED",
     .in = guided,
     .source = source::multi_carrier,
     .looks_at = "VISIBLE_PROVIDERS, answer to QUERY: Action, Status",
     .example = "VISIBLE_PROVIDERS with RestrictedScan answered SIM_NOT_INSERTED",
     .note = "The source forbids it \"because the home SIM is absent\"; the status has no other meaning.",
     .on = occasion::answer,
     .look = [](const step& s, const state&) noexcept -> verdict { return detail::restricted_scan_refused(s, status::sim_not_inserted); }},
    {.id = "restricted-scan-pin",
     .rows = "B6 B7",
     .title = "A restricted scan does not fail as PIN_REQUIRED",
     .in = guided,
     .source = source::multi_carrier,
     .looks_at = "VISIBLE_PROVIDERS, answer to QUERY: Action, Status",
     .example = "VISIBLE_PROVIDERS with RestrictedScan answered PIN_REQUIRED",
     .on = occasion::answer,
     .look = [](const step& s, const state&) noexcept -> verdict { return detail::restricted_scan_refused(s, status::pin_required); }},
};

}  // namespace cdcnet::mbim::conformance
