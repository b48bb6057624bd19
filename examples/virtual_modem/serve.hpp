// SPDX-License-Identifier: BSL-1.0
/// \file
/// The modem at work: hosts come and go, time passes.
#pragma once

#include "data_port.hpp"
#include "hex_log.hpp"
#include "modem.hpp"
#include "transport.hpp"

namespace virtual_modem {

/// Behind a pseudo terminal, until a signal ends it.
void serve(modem& m, hex_log& log, data_port& data, pseudo_terminal& terminal);
/// For those who call, one after the other, until a signal ends it.
/// \param as_proxy  answers like mbim-proxy
void serve(modem& m, hex_log& log, data_port& data, const listener& calls, bool as_proxy);
/// Over two descriptors, until the stream or a signal ends it.
void serve(modem& m, hex_log& log, data_port& data, int in, int out);

/// From now on SIGINT and SIGTERM end `serve`.
void end_by_signals();

}  // namespace virtual_modem
