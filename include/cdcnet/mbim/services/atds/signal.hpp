// SPDX-License-Identifier: BSL-1.0
/// \file
/// SIGNAL, CID 1: the levels of all radio technologies.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::atds {

/// Asks for the levels; empty.  CID 1; `atds/1/query@1.0`.
struct signal_query {
    static constexpr command_id id{service::atds, 1, operation::query};
    using layout = fields<"MBIM_ATDS_SIGNAL_QUERY">;
};

/// The levels, each as a code of its technology.  CID 1; `atds/1/response@1.0`; `reference/enums.json`, coded values.
struct signal_info {
    std::uint32_t rssi{};
    std::uint32_t error_rate{};
    std::uint32_t rscp{};   ///< UMTS; 0..96: -120 + n dBm, 255: unknown
    std::uint32_t ecno{};   ///< UMTS; 0..49: -24 + n/2 dB, 255: unknown
    std::uint32_t rsrq{};   ///< LTE; 0..34: -19.5 + n/2 dB, 255: unknown
    std::uint32_t rsrp{};   ///< LTE; 0..97: -140 + n dBm, 255: unknown
    std::uint32_t rssnr{};  ///< LTE; 0..35: -5 + n dB, 255: unknown

    static constexpr command_id id{service::atds, 1, operation::response};
    using layout = fields<"MBIM_ATDS_SIGNAL_INFO",
        field<"Rssi",      &signal_info::rssi, rule{.unit = unit::rssi}>,
        field<"ErrorRate", &signal_info::error_rate, rule{.unit = unit::error_rate}>,
        field<"Rscp",      &signal_info::rscp>,
        field<"Ecno",      &signal_info::ecno>,
        field<"Rsrq",      &signal_info::rsrq>,
        field<"Rsrp",      &signal_info::rsrp>,
        field<"Rssnr",     &signal_info::rssnr>>;
};

}  // namespace cdcnet::mbim::atds
