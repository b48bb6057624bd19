// SPDX-License-Identifier: BSL-1.0
#include "device_facts.hpp"

namespace cdclint {

namespace usb = cdcnet::usb;

bool device_facts::has_any() const noexcept {
    return !configurations.empty() || microsoft_os || others.parameters || others.ncm || others.ethernet || others.mbim ||
           others.mbim_extended;
}

namespace {

/// What the string says that the first Ethernet functional descriptor names, where that is an address.
std::optional<cdcnet::mac_address> mac_of(const std::vector<std::byte>& configuration, const device_facts& facts) {
    const auto parsed = usb::configuration::parse(configuration);
    if (!parsed) return std::nullopt;
    for (const usb::descriptor d : parsed->descriptors()) {
        const auto ethernet = d.as<usb::ethernet_descriptor>();
        if (!ethernet) continue;
        const auto found = facts.strings.find(ethernet->mac_address_string);
        if (found == facts.strings.end()) return std::nullopt;
        const auto text = usb::parse_string(found->second);
        const auto mac = text ? cdcnet::mac_address::from_descriptor(*text) : cdcnet::result<cdcnet::mac_address>{text.error()};
        return mac ? std::optional{*mac} : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

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
        known.mac = mac_of(raw, facts);
        tables.push_back(
            table_of(raw.size() > configuration_value ? std::optional{std::to_integer<unsigned>(raw[configuration_value])} : std::nullopt));
    }
    if (facts.configurations.empty() && facts.has_any()) tables.push_back(table_of(std::nullopt));
    return tables;
}

}  // namespace cdclint
