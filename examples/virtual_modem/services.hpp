// SPDX-License-Identifier: BSL-1.0
/// \file
/// The services of the modem.
#pragma once

#include <vector>

#include "commands.hpp"

namespace virtual_modem {

using taker = bool (*)(modem&, const request&);

struct offered_service {
    uuid id{};
    std::vector<std::uint32_t> cids{};
    std::vector<taker> takers{};
};

/// All that the modem has, as DEVICE_SERVICES lists it.
const std::vector<offered_service>& services();

}  // namespace virtual_modem
