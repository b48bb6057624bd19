// SPDX-License-Identifier: BSL-1.0
/// \file
/// MBIM: control messages, services and codes.
#pragma once

#include <cdcnet/mbim/catalogue.hpp>
#include <cdcnet/mbim/codec.hpp>
#include <cdcnet/mbim/dump.hpp>
#include <cdcnet/mbim/message.hpp>
#include <cdcnet/mbim/nw_error.hpp>
#include <cdcnet/mbim/protocol_error.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect.hpp>
#include <cdcnet/mbim/status.hpp>
