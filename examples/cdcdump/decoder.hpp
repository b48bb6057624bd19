// SPDX-License-Identifier: BSL-1.0
/// \file
/// From inputs to records.
#pragma once

#include "input.hpp"
#include "options.hpp"
#include "report.hpp"

namespace cdcdump {

/// Reads one input from front to back and reports everything in it.  Throws `unreadable` when it is no input of a known
/// format; what is wrong inside becomes records.
void decode(input in, const options& chosen, report& out);

}  // namespace cdcdump
