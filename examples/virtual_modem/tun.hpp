// SPDX-License-Identifier: BSL-1.0
/// \file
/// A TUN device of Linux.
#pragma once

#include <string>

#include "transport.hpp"

namespace virtual_modem {

/// Opens a device, which is made if there is none of this name: one datagram a read or write, which do not wait.
/// Throws `std::system_error`.
descriptor open_tun(const std::string& name);

}  // namespace virtual_modem
