// SPDX-License-Identifier: BSL-1.0
/// \file
/// MBIM: control messages, services and codes.  `cdcnet/mbim/catalogue.hpp`, which instantiates every message, is left
/// to the tools that want it: it doubles the time to compile.  So is the text of SMS and USSD, `cdcnet/mbim/text/`.
#pragma once

#include <cdcnet/mbim/codec.hpp>
#include <cdcnet/mbim/dump.hpp>
#include <cdcnet/mbim/identity.hpp>
#include <cdcnet/mbim/message.hpp>
#include <cdcnet/mbim/nw_error.hpp>
#include <cdcnet/mbim/pin_kind.hpp>
#include <cdcnet/mbim/plmn.hpp>
#include <cdcnet/mbim/protocol_error.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect.hpp>
#include <cdcnet/mbim/signal.hpp>
#include <cdcnet/mbim/status.hpp>
