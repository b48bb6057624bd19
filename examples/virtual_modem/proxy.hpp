// SPDX-License-Identifier: BSL-1.0
/// \file
/// What mbim-proxy answers itself.
#pragma once

#include <cdcnet/wire/bytes.hpp>

namespace virtual_modem {

/// Where libmbim expects its proxy: an abstract socket.
inline constexpr char proxy_name[] = "\0mbim-proxy";

/// The answer to a command of the proxy control service, which a host sends even before OPEN; nothing for all other frames.
/// \param room  of the answer, 64 bytes
cdcnet::bytes answer_as_proxy(cdcnet::bytes frame, cdcnet::mutable_bytes room);

}  // namespace virtual_modem
