// SPDX-License-Identifier: BSL-1.0
/// \file
/// What every subcommand works with: a modem, and a way to show what it answers.
#pragma once

#include <fmt/format.h>

#include <cdcnet/mbim/codec.hpp>

#include "output.hpp"
#include "session.hpp"
#include "text.hpp"

namespace mbimctl {

struct client {
    session& modem;
    form shape{form::text};
    bool show_secrets{};
};

/// An answer whose structure is the one of `Info` that the release has; of none, the answer is bytes.
template <mbim::command... Info>
[[nodiscard]] record record_of(const client& c, const answer& a) {
    record r{.service = a.service, .cid = a.cid, .operation = mbim::operation::response, .status = a.status, .information = a.information};
    [[maybe_unused]] const mbim::release agreed = c.modem.agreed();
    [[maybe_unused]] const auto choose = [&]<class T>() {
        if (T::id.in(agreed)) r.declared = {&mbim::layout_of<T>(agreed), &mbim::names_of<T>()};
    };
    (choose.template operator()<Info>(), ...);
    return r;
}

/// Prints an answer.  A refusal is told to people on standard error.
/// \return the exit status
inline int finish(const client& c, const record& r) {
    print(r, c.shape);
    if (*r.status == mbim::status::success) return exit_done;
    if (c.shape == form::text) fmt::print(stderr, "mbimctl: {}\n", sentence_of(*r.status));
    return exit_refused;
}

/// Prints an answer as it is.
template <mbim::command... Info>
int show(const client& c, const answer& a) {
    return finish(c, record_of<Info...>(c, a));
}

}  // namespace mbimctl
