// SPDX-License-Identifier: BSL-1.0
/// \file
/// A tracking area, in messages and in the payloads of TLVs.
#pragma once

#include <cdcnet/mbim/layout.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim {

/// A tracking area.  MBIMEx 3.0; `reference/messages.json`, `Tai`.
struct tai {
    std::uint16_t plmn_mcc{};  ///< as a decimal number
    std::uint16_t plmn_mnc{};  ///< as a decimal number; bit 15: of two digits
    std::uint32_t tac{};

    using layout = fields<"MBIM_TAI",
        field<"PlmnMcc", &tai::plmn_mcc>,
        field<"PlmnMnc", &tai::plmn_mnc>,
        field<"Tac",     &tai::tac, rule{.personal = true}>>;
};

}  // namespace cdcnet::mbim
