// SPDX-License-Identifier: BSL-1.0
/// \file
/// SIM, CID 3: authentication by the SIM for EAP-SIM.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::auth {

/// Two or three challenges of the network.  MBIM 1.0, CID 3; `auth/3/query@1.0`; `reference/discrepancies.md`, E.
struct sim_query {
    std::array<std::byte, 16> rand1{};
    std::array<std::byte, 16> rand2{};
    std::array<std::byte, 16> rand3{};
    std::uint32_t n{};  ///< challenges that are used, 2 or 3

    static constexpr command_id id{service::auth, 3, operation::query};
    using layout = fields<"MBIM_AUTH_SIM_REQ",
        field<"Rand1", &sim_query::rand1>,
        field<"Rand2", &sim_query::rand2>,
        field<"Rand3", &sim_query::rand3>,
        field<"N",     &sim_query::n>>;
};

/// What the SIM computed.  MBIM 1.0, CID 3; `auth/3/response@1.0`; `reference/discrepancies.md`, E.
struct sim_info {
    std::uint32_t sres1{};
    std::uint64_t kc1{};  ///< in the order of the SIM by `kc_octets`
    std::uint32_t sres2{};
    std::uint64_t kc2{};
    std::uint32_t sres3{};
    std::uint64_t kc3{};
    std::uint32_t n{};  ///< answers that are meant, 2 or 3

    static constexpr command_id id{service::auth, 3, operation::response};
    using layout = fields<"MBIM_AUTH_SIM_INFO",
        field<"Sres1", &sim_info::sres1, rule{.personal = true}>,
        field<"Kc1",   &sim_info::kc1, rule{.personal = true}>,
        field<"Sres2", &sim_info::sres2, rule{.personal = true}>,
        field<"Kc2",   &sim_info::kc2, rule{.personal = true}>,
        field<"Sres3", &sim_info::sres3, rule{.personal = true}>,
        field<"Kc3",   &sim_info::kc3, rule{.personal = true}>,
        field<"N",     &sim_info::n>>;
};

/// A ciphering key in the order of the SIM, which is what a peer of EAP-SIM computes with.  The wire holds it as an integer,
/// so its bytes come reversed (`reference/discrepancies.md`, E).
[[nodiscard]] constexpr std::array<std::byte, 8> kc_octets(std::uint64_t kc) noexcept {
    std::array<std::byte, 8> octets{};
    for (std::size_t i = 0; i < octets.size(); ++i) octets[i] = static_cast<std::byte>(kc >> (56 - 8 * i));
    return octets;
}

/// The integer that the wire holds for a ciphering key in the order of the SIM.
[[nodiscard]] constexpr std::uint64_t kc_of(const std::array<std::byte, 8>& octets) noexcept {
    std::uint64_t kc = 0;
    for (const std::byte octet : octets) kc = kc << 8 | std::to_integer<std::uint64_t>(octet);
    return kc;
}

}  // namespace cdcnet::mbim::auth
