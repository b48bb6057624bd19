// SPDX-License-Identifier: BSL-1.0
/// \file
/// From inputs to findings.
#pragma once

#include <cdcdump/input.hpp>

#include "options.hpp"
#include "printer.hpp"

namespace cdclint {

/// Judges one input, whatever it is: a capture, a log, control messages, descriptors, or a list of devices.  Throws
/// `cdcdump::unreadable`.
void lint(cdcdump::input in, const options& chosen, printer& out);

}  // namespace cdclint
