// SPDX-License-Identifier: BSL-1.0
/// \file
/// MBIM: control messages, services and codes.  `cdcnet/mbim/catalogue.hpp`, which instantiates every message and doubles
/// the time to compile, is left to the tools that want it; `cdcnet/mbim/ndis.hpp` to those who port drivers of Windows.
#pragma once

#include <cdcnet/mbim/codec.hpp>
#include <cdcnet/mbim/dump.hpp>
#include <cdcnet/mbim/message.hpp>
#include <cdcnet/mbim/nw_error.hpp>
#include <cdcnet/mbim/protocol_error.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect.hpp>
#include <cdcnet/mbim/status.hpp>
