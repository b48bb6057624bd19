// SPDX-License-Identifier: BSL-1.0
/// \file
/// DELETE, CID 3: removes entries.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/phonebook/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::phonebook {

/// Removes entries.  MBIM 1.0, CID 3; `phonebook/3/set@1.0`.
struct delete_set {
    phonebook_flag filter_flag{};
    std::uint32_t filter_message_index{};  ///< of an entry; for `phonebook_flag::index` only

    static constexpr command_id id{service::phonebook, 3, operation::set};
    using layout = fields<"MBIM_SET_PHONEBOOK_DELETE",
        field<"FilterFlag",         &delete_set::filter_flag>,
        field<"FilterMessageIndex", &delete_set::filter_message_index>>;
};

/// Done; empty.  MBIM 1.0, CID 3; `phonebook/3/response@1.0`.
struct delete_info {
    static constexpr command_id id{service::phonebook, 3, operation::response};
    using layout = fields<"MBIM_PHONEBOOK_DELETE_INFO">;
};

}  // namespace cdcnet::mbim::phonebook
