// SPDX-License-Identifier: BSL-1.0
/// \file
/// READ, CID 2: entries of the phonebook.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/phonebook/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::phonebook {

/// Asks for entries.  MBIM 1.0, CID 2; `phonebook/2/query@1.0`.
struct read_query {
    phonebook_flag filter_flag{};
    std::uint32_t filter_message_index{};  ///< of an entry; for `phonebook_flag::index` only

    static constexpr command_id id{service::phonebook, 2, operation::query};
    using layout = fields<"MBIM_PHONEBOOK_READ_REQ",
        field<"FilterFlag",         &read_query::filter_flag>,
        field<"FilterMessageIndex", &read_query::filter_message_index>>;
};

/// One entry.  MBIM 1.0; `reference/messages.json`, `PhonebookEntry`.
struct phonebook_entry {
    std::uint32_t entry_index{};
    utf16 number{};
    utf16 name{};

    using layout = fields<"MBIM_PHONEBOOK_ENTRY",
        field<"EntryIndex", &phonebook_entry::entry_index>,
        field<"Number",     &phonebook_entry::number, rule{.personal = true}>,
        field<"Name",       &phonebook_entry::name, rule{.personal = true}>>;
};

/// Entries.  MBIM 1.0, CID 2; `phonebook/2/response@1.0`.
struct read_info {
    ref_list<phonebook_entry> entries{};

    static constexpr command_id id{service::phonebook, 2, operation::response};
    using layout = fields<"MBIM_PHONEBOOK_READ_INFO",
        count<"EntryCount", &read_info::entries>,
        field<"Entries",    &read_info::entries>>;
};

}  // namespace cdcnet::mbim::phonebook
