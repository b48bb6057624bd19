// SPDX-License-Identifier: BSL-1.0
/// \file
/// The rules in words.
#pragma once

#include <string>
#include <string_view>

namespace cdclint {

/// All rules: id, severity and title, one a line.
[[nodiscard]] std::string list_of_rules();

/// Everything that is declared of a rule of traces or of hosts; empty when there is none with this id.
[[nodiscard]] std::string explanation_of(std::string_view id);

}  // namespace cdclint
