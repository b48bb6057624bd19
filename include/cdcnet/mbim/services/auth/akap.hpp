// SPDX-License-Identifier: BSL-1.0
/// \file
/// AKAP, CID 2: authentication by the SIM for EAP-AKA'.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::auth {

/// A challenge of the network.  MBIM 1.0, CID 2; `auth/2/query@1.0`; `reference/discrepancies.md`, E.
struct akap_query {
    std::array<std::byte, 16> rand{};
    std::array<std::byte, 16> autn{};
    utf16 network_name{};

    static constexpr command_id id{service::auth, 2, operation::query};
    using layout = fields<"MBIM_AUTH_AKAP_REQ",
        field<"Rand",        &akap_query::rand>,
        field<"Autn",        &akap_query::autn>,
        field<"NetworkName", &akap_query::network_name>>;
};

/// What the SIM computed.  MBIM 1.0, CID 2; `auth/2/response@1.0`; `reference/discrepancies.md`, E.
struct akap_info {
    std::array<std::byte, 16> res{};
    std::uint32_t res_len{};  ///< bytes of `res` that are the answer
    std::array<std::byte, 16> integrity_key{};
    std::array<std::byte, 16> ciphering_key{};
    std::array<std::byte, 14> auts{};  ///< for resynchronisation, when the status of the answer says so

    static constexpr command_id id{service::auth, 2, operation::response};
    using layout = fields<"MBIM_AUTH_AKAP_INFO",
        field<"Res",          &akap_info::res, rule{.personal = true}>,
        field<"ResLen",       &akap_info::res_len>,
        field<"IntegrityKey", &akap_info::integrity_key, rule{.personal = true}>,
        field<"CipheringKey", &akap_info::ciphering_key, rule{.personal = true}>,
        field<"Auts",         &akap_info::auts, rule{.personal = true}>>;
};

}  // namespace cdcnet::mbim::auth
