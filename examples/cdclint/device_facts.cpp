// SPDX-License-Identifier: BSL-1.0
#include "device_facts.hpp"

namespace cdclint {

namespace usb = cdcnet::usb;

bool device_facts::has_any() const noexcept {
    return !configurations.empty() || microsoft_os || others.parameters || others.ncm || others.ethernet || others.mbim ||
           others.mbim_extended;
}

std::vector<host_table> tables_of(const device_facts& facts, const std::vector<usb::host>& hosts) {
    usb::device_facts known = facts.others;
    if (facts.microsoft_os) known.microsoft_os = *facts.microsoft_os;
    const auto table_of = [&](std::optional<unsigned> configuration) {
        host_table table{facts.where, facts.device, configuration, {}};
        for (const usb::host by : hosts) table.rows.push_back({by, usb::judge(by, known)});
        return table;
    };

    std::vector<host_table> tables;
    for (const std::vector<std::byte>& raw : facts.configurations) {
        constexpr std::size_t configuration_value = 5;
        known.configuration = raw;
        tables.push_back(
            table_of(raw.size() > configuration_value ? std::optional{std::to_integer<unsigned>(raw[configuration_value])} : std::nullopt));
    }
    if (facts.configurations.empty() && facts.has_any()) tables.push_back(table_of(std::nullopt));
    return tables;
}

}  // namespace cdclint
