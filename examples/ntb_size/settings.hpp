// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the user asked for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "full_block.hpp"

namespace ntb_size {

/// Rates are bytes of datagrams per second, times are seconds.
struct settings {
    std::vector<bus> links{usb_buses[1]};  ///< the first is that of the tables for one link
    double transfers_per_second{8000};     ///< that sender and receiver can handle

    std::vector<load> datagrams;
    load mix;  ///< that of the tables for one load
    std::vector<double> offered;
    std::uint8_t streams{1};

    std::vector<std::uint32_t> ntb_sizes;  ///< ascending
    std::uint32_t ntb_size{16384};         ///< that of the tables for one NTB size
    ncm::out_parameters device{0, 4, 0, 4, 0};
    ncm::payload payload{ncm::payload::mbim};
    ncm::placement placement{ncm::placement::end};
    ncm::termination termination{ncm::termination::zlp};
    std::optional<ncm::format> format;  ///< none: NTB16 as far as it reaches

    std::vector<double> latencies;
    std::vector<double> timers;
    double goal{};  ///< 0: as the rule says

    std::vector<std::string> tables;
    bool markdown{};
    std::string svg;
    std::string refresh;

    /// What a block of at most `ntb` bytes has to respect.
    [[nodiscard]] ncm::limits limits_for(std::uint32_t ntb) const noexcept { return limits_for(ntb, device); }
    [[nodiscard]] ncm::limits limits_for(std::uint32_t ntb, ncm::out_parameters device_of_row) const noexcept {
        // An NTB16 of 65535 bytes stands for 64 KiB.
        constexpr std::uint32_t ntb16_reach = 65536;
        device_of_row.max_size = ntb;
        ncm::limits l = ncm::limits::from(device_of_row, payload);
        l.format = format.value_or(ntb <= ntb16_reach ? ncm::format::ntb16 : ncm::format::ntb32);
        l.placement = placement;
        l.termination = termination;
        return l;
    }
};

}  // namespace ntb_size
