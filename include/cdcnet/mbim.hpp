// SPDX-License-Identifier: BSL-1.0
/// \file
/// MBIM: control messages, the two ends of the control channel, services and codes.  Left to those who want them:
/// `cdcnet/mbim/catalogue.hpp`, all messages by number, for tools; `cdcnet/mbim/conformance.hpp`, rules over a trace;
/// `cdcnet/mbim/text/`, SMS and USSD as text; `cdcnet/mbim/ndis.hpp`, for those who port drivers of Windows.
#pragma once

#include <cdcnet/mbim/codec.hpp>
#include <cdcnet/mbim/device.hpp>
#include <cdcnet/mbim/dump.hpp>
#include <cdcnet/mbim/host.hpp>
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
#include <cdcnet/mbim/stream_reader.hpp>
