// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the user asked for.
#pragma once

#include <cdcnet/mbim/release.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "input.hpp"

namespace cdcdump {

struct options {
    std::vector<std::string> files;
    input_format format{input_format::detect};
    cdcnet::mbim::release release{cdcnet::mbim::release::v1};
    bool verbose{};
    bool json{};
    bool statistics{};
    bool strict{};
    bool redact{};
    bool rebuild{};
    bool colour{};
    bool progress{};
    std::string extract{};  ///< folder; empty: none
};

}  // namespace cdcdump
