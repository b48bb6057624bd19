// SPDX-License-Identifier: BSL-1.0
/// \file
/// What is known of a device from its descriptors, and the hosts' verdicts on it.
#pragma once

#include <map>
#include <vector>

#include "printer.hpp"

namespace cdclint {

/// Descriptors and answers of one device.
struct device_facts {
    cdcdump::origin where{};
    std::optional<cdcnet::usb::device_descriptor> device{};
    std::vector<std::vector<std::byte>> configurations{};
    std::optional<std::vector<std::byte>> microsoft_os{};      ///< the descriptor set
    std::map<std::uint8_t, std::vector<std::byte>> strings{};  ///< string descriptors, by index
    cdcnet::usb::device_facts others{};                        ///< NTB parameters, and functional descriptors that stand alone

    /// There is something that a host can judge.
    [[nodiscard]] bool has_any() const noexcept;
};

/// A table for each configuration; one when there is none.
[[nodiscard]] std::vector<host_table> tables_of(const device_facts& facts, const std::vector<cdcnet::usb::host>& hosts);

}  // namespace cdclint
