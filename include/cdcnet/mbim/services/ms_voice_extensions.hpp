// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the Microsoft voice extensions.
#pragma once

#include <cdcnet/mbim/services/ms_voice_extensions/nitz.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::ms_voice_extensions {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    nitz_query, nitz_info>;

}  // namespace cdcnet::mbim::ms_voice_extensions
