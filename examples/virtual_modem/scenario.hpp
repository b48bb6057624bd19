// SPDX-License-Identifier: BSL-1.0
/// \file
/// What shall happen to the modem, and when; README.md has the grammar.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "modem.hpp"

namespace virtual_modem {

struct scenario_event {
    timeline::milliseconds at{};  ///< after the first OPEN
    std::function<void(modem&)> happen;
};

/// Throws `std::invalid_argument` with the number of the line that is no event.
std::vector<scenario_event> parse_scenario(std::string_view text);

/// Lets the events happen, counted from the first OPEN.
void play(modem& m, std::vector<scenario_event> events);

}  // namespace virtual_modem
