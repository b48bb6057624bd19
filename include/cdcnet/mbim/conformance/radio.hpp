// SPDX-License-Identifier: BSL-1.0
/// \file
/// Rules of RADIO_STATE: it works without a SIM.
#pragma once

#include <cdcnet/mbim/conformance/state.hpp>

namespace cdcnet::mbim::conformance {

namespace detail {

constexpr verdict radio_refused(const step& s, status forbidden) noexcept {
    if (!s.answers<basic_connect::radio_state_set>() && !s.answers<basic_connect::radio_state_query>()) return {};
    return kept_if(s.status() != forbidden, subject::status, s.word, s.asked->number);
}

}  // namespace detail

inline constexpr rule radio_rules[] = {
    {.id = "radio-without-sim",
     .rows = "G1 G2",
     .title = "RADIO_STATE does not fail as SIM_NOT_INSERTED",
     .in = guided,
     .source = source::radio,
     .looks_at = "RADIO_STATE, answer: Status",
     .example = "QUERY RADIO_STATE answered SIM_NOT_INSERTED",
     .on = occasion::answer,
     .look = [](const step& s, const state&) noexcept -> verdict { return detail::radio_refused(s, status::sim_not_inserted); }},
    {.id = "radio-with-bad-sim",
     .rows = "G2",
     .title = "RADIO_STATE does not fail for the sake of the SIM under another name",
     .level = severity::warning,
     .in = guided,
     .source = source::radio,
     .looks_at = "RADIO_STATE, answer: Status",
     .example = "SET RADIO_STATE answered BAD_SIM",
     .note = "The source names SIM_NOT_INSERTED alone, and then forbids the reason as such.",
     .on = occasion::answer,
     .look = [](const step& s, const state&) noexcept -> verdict { return detail::radio_refused(s, status::bad_sim); }},
};

}  // namespace cdcnet::mbim::conformance
