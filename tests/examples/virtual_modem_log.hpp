// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the conformance checker says to a log of virtual_modem.  It is compiled once, in virtual_modem_conformance.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace virtual_modem_test {

struct judged_log {
    std::string broken;        ///< rules, each once
    std::size_t exercised{};   ///< rules
    std::uint32_t messages{};  ///< and fragments
};
judged_log judge(const std::string& log);

}  // namespace virtual_modem_test
