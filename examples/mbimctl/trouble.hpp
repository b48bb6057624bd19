// SPDX-License-Identifier: BSL-1.0
/// \file
/// Why the program ends early, and with which status.
#pragma once

#include <stdexcept>

namespace mbimctl {

enum exit_status : int {
    exit_done = 0,
    exit_refused = 1,  ///< by the modem
    exit_usage = 2,
    exit_trouble = 3,  ///< I/O, time-outs, answers that cannot be read
};

/// The command line asks for something that there is not.
struct usage_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// The modem refused, and has no structure to show.
struct refusal : std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// By the user.
struct interruption : std::runtime_error {
    interruption() : std::runtime_error{"Interrupted"} {}
};
/// The modem cannot be reached or understood.
struct trouble : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace mbimctl
