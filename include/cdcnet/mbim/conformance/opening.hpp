// SPDX-License-Identifier: BSL-1.0
/// \file
/// Rules of OPEN: who waits for whom.
#pragma once

#include <cdcnet/mbim/conformance/state.hpp>

namespace cdcnet::mbim::conformance {

inline constexpr rule opening_rules[] = {
    {.id = "open-once",
     .rows = "A1",
     .title = "The function answers an OPEN before the host repeats it",
     .level = severity::warning,
     .in = guided,
     .source = source::opening,
     .looks_at = "OPEN, OPEN_DONE",
     .example = "OPEN, and another OPEN before OPEN_DONE",
     .note = "A function may take its time for OPEN_DONE; how long a host waits is not said.",
     .on = occasion::open | occasion::open_done,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (!now.waits_for_open_done) return {};
         if (s.is(occasion::open)) return broken(subject::message, s.header.transaction, now.channel_number);
         return verdict::kept;
     }},
    {.id = "open-not-busy",
     .rows = "A2",
     .title = "OPEN is not answered BUSY",
     .in = guided,
     .source = source::opening,
     .looks_at = "OPEN_DONE: Status",
     .example = "OPEN_DONE with Status BUSY",
     .on = occasion::open_done,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         return kept_if(s.status() != status::busy, subject::status, s.word, now.channel_number);
     }},
    {.id = "open-failed-ends",
     .rows = "A3",
     .title = "After an OPEN that failed, the host sends no command before a new OPEN",
     .in = guided,
     .source = source::opening,
     .looks_at = "OPEN_DONE: Status; COMMAND",
     .example = "OPEN_DONE with Status FAILURE, then a COMMAND",
     .note = "A CLOSE changes nothing, and is not taken for a fault.",
     .on = occasion::command | occasion::open,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (now.channel != state::channel_state::failed) return {};
         return kept_if(s.is(occasion::open), subject::message, s.header.transaction, now.channel_number);
     }},
};

}  // namespace cdcnet::mbim::conformance
