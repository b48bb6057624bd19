// SPDX-License-Identifier: BSL-1.0
/// \file
/// WRITE, CID 4: adds or replaces an entry.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/phonebook/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::phonebook {

/// Writes one entry.  MBIM 1.0, CID 4; `phonebook/4/set@1.0`.
struct write_set {
    phonebook_write_flag save_flag{};
    std::uint32_t save_index{};  ///< for `phonebook_write_flag::index` only
    utf16 number{};
    utf16 name{};

    static constexpr command_id id{service::phonebook, 4, operation::set};
    using layout = fields<"MBIM_SET_PHONEBOOK_WRITE",
        field<"SaveFlag",  &write_set::save_flag>,
        field<"SaveIndex", &write_set::save_index>,
        field<"Number",    &write_set::number, rule{.personal = true}>,
        field<"Name",      &write_set::name, rule{.personal = true}>>;
};

/// Done; empty.  MBIM 1.0, CID 4; `phonebook/4/response@1.0`.
struct write_info {
    static constexpr command_id id{service::phonebook, 4, operation::response};
    using layout = fields<"MBIM_PHONEBOOK_WRITE_INFO">;
};

}  // namespace cdcnet::mbim::phonebook
