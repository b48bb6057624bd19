// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the library knows of messages that this program does not know by name.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/wire/uuid.hpp>

namespace mbimctl {

/// The tables of a structure; null for messages that nobody has declared.
struct structure {
    const cdcnet::mbim::layout_table* layout{};
    const cdcnet::mbim::layout_names* names{};
};

[[nodiscard]] structure find_structure(const cdcnet::uuid& service, std::uint32_t cid, cdcnet::mbim::operation o, cdcnet::mbim::release r);

/// Whether any field identifies the subscriber or is a secret; true for what nobody has declared.
[[nodiscard]] bool is_personal(const structure& s);

}  // namespace mbimctl
