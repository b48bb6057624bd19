// SPDX-License-Identifier: BSL-1.0
/// \file
/// AKA, CID 1: authentication by the SIM for EAP-AKA.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::auth {

/// A challenge of the network.  MBIM 1.0, CID 1; `auth/1/query@1.0`; `reference/discrepancies.md`, E.
struct aka_query {
    std::array<std::byte, 16> rand{};
    std::array<std::byte, 16> autn{};

    static constexpr command_id id{service::auth, 1, operation::query};
    using layout = fields<"MBIM_AUTH_AKA_REQ",
        field<"Rand", &aka_query::rand>,
        field<"Autn", &aka_query::autn>>;
};

/// What the SIM computed.  MBIM 1.0, CID 1; `auth/1/response@1.0`; `reference/discrepancies.md`, E.
struct aka_info {
    std::array<std::byte, 16> res{};
    std::uint32_t res_len{};  ///< bytes of `res` that are the answer
    std::array<std::byte, 16> integrity_key{};
    std::array<std::byte, 16> ciphering_key{};
    std::array<std::byte, 14> auts{};  ///< for resynchronisation, when the status of the answer says so

    static constexpr command_id id{service::auth, 1, operation::response};
    using layout = fields<"MBIM_AUTH_AKA_INFO",
        field<"Res",          &aka_info::res, rule{.personal = true}>,
        field<"ResLen",       &aka_info::res_len>,
        field<"IntegrityKey", &aka_info::integrity_key, rule{.personal = true}>,
        field<"CipheringKey", &aka_info::ciphering_key, rule{.personal = true}>,
        field<"Auts",         &aka_info::auts, rule{.personal = true}>>;
};

}  // namespace cdcnet::mbim::auth
