// SPDX-License-Identifier: BSL-1.0
/// \file
/// CONFIGURATION, CID 1: how large the phonebook is.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/phonebook/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::phonebook {

/// Asks for the configuration; empty.  MBIM 1.0, CID 1; `phonebook/1/query@1.0`.
struct configuration_query {
    static constexpr command_id id{service::phonebook, 1, operation::query};
    using layout = fields<"MBIM_PHONEBOOK_CONFIGURATION_QUERY">;
};

/// The configuration.  MBIM 1.0, CID 1; `phonebook/1/response@1.0` and the notification.
struct configuration_info {
    phonebook_state state{};
    std::uint32_t number_of_entries{};  ///< that the phonebook holds
    std::uint32_t used_entries{};
    std::uint32_t max_number_length{};  ///< of a number
    std::uint32_t max_name{};           ///< length of a name

    static constexpr command_id id{service::phonebook, 1, operation::response | operation::notification};
    using layout = fields<"MBIM_PHONEBOOK_CONFIGURATION_INFO",
        field<"State",           &configuration_info::state>,
        field<"NumberOfEntries", &configuration_info::number_of_entries>,
        field<"UsedEntries",     &configuration_info::used_entries>,
        field<"MaxNumberLength", &configuration_info::max_number_length>,
        field<"MaxName",         &configuration_info::max_name>>;
};

}  // namespace cdcnet::mbim::phonebook
