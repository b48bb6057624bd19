// SPDX-License-Identifier: BSL-1.0
/// \file
/// What people read: the goal table on the console, and a page with tables and plots.
#pragma once

#include "goals.hpp"

namespace cdcnet::report {

/// The goals of one run with measured value, margin and verdict.
[[nodiscard]] std::string console_table(const std::vector<outcome>& outcomes, const run& r);

/// Writes a Markdown page, and the plots that it shows beside it.
void write_page(const std::filesystem::path& page, const nlohmann::ordered_json& goals, const std::vector<run>& runs);

}  // namespace cdcnet::report
