// SPDX-License-Identifier: BSL-1.0
/// \file
/// All messages of the phonebook service.
#pragma once

#include <cdcnet/mbim/services/phonebook/configuration.hpp>
#include <cdcnet/mbim/services/phonebook/delete.hpp>
#include <cdcnet/mbim/services/phonebook/read.hpp>
#include <cdcnet/mbim/services/phonebook/write.hpp>

// clang-format off: one CID a line
namespace cdcnet::mbim::phonebook {

/// Every structure of the service that is a whole information buffer, in the order of the CIDs.
using messages = message_list<
    configuration_query, configuration_info,
    read_query, read_info,
    delete_set, delete_info,
    write_set, write_info>;

}  // namespace cdcnet::mbim::phonebook
