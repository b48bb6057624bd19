// SPDX-License-Identifier: BSL-1.0
/// \file
/// FCC_LOCK, CID 1: unlocks the radio, which stays off until the host's maker agrees.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::intel_mutual_authentication {

/// Answers the challenge.  CID 1; `intel_mutual_authentication/1/set@1.0`.
struct fcc_lock_set {
    bool32 response_present{};  ///< `response` means something
    std::uint32_t response{};

    static constexpr command_id id{service::intel_mutual_authentication, 1, operation::set};
    using layout = fields<"MBIM_INTEL_FCC_LOCK_SET",
        field<"ResponsePresent", &fcc_lock_set::response_present>,
        field<"Response",        &fcc_lock_set::response, rule{.personal = true}>>;
};

/// Asks for the challenge; empty.  CID 1; `intel_mutual_authentication/1/query@1.0`.
struct fcc_lock_query {
    static constexpr command_id id{service::intel_mutual_authentication, 1, operation::query};
    using layout = fields<"MBIM_INTEL_FCC_LOCK_QUERY">;
};

/// The challenge, if there is one.  CID 1; `intel_mutual_authentication/1/response@1.0`.
struct fcc_lock_info {
    bool32 challenge_present{};  ///< `challenge` means something
    std::uint32_t challenge{};

    static constexpr command_id id{service::intel_mutual_authentication, 1, operation::response};
    using layout = fields<"MBIM_INTEL_FCC_LOCK_INFO",
        field<"ChallengePresent", &fcc_lock_info::challenge_present>,
        field<"Challenge",        &fcc_lock_info::challenge>>;
};

}  // namespace cdcnet::mbim::intel_mutual_authentication
