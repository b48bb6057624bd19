// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cdcnet/mbim/plmn.hpp>
#include <cdcnet/mbim/services/basic_connect/home_provider.hpp>
#include <cdcnet/mbim/services/basic_connect/packet_service.hpp>
#include <cdcnet/mbim/services/basic_connect/register_state.hpp>
#include <cdcnet/mbim/services/basic_connect/signal_state.hpp>
#include <cdcnet/mbim/services/basic_connect/visible_providers.hpp>
#include <cdcnet/mbim/signal.hpp>

#include "client.hpp"
#include "commands.hpp"

namespace mbimctl {

using namespace mbim::basic_connect;

namespace {

/// A scan takes minutes.
constexpr std::chrono::seconds scan_timeout{300};

/// MCC and MNC; nothing of an id that is none of 3GPP.
facts facts_of_plmn(const cdcnet::utf16& provider_id) {
    const auto network = mbim::plmn::parse(provider_id);
    if (!network) return {};
    const std::string digits{network->text().view()};
    return {{"Mcc", digits.substr(0, 3), fact::word}, {"Mnc", digits.substr(3), fact::word}};
}

void add_rssi(facts& all, std::uint32_t code) {
    if (const auto dbm = mbim::rssi_dbm(code)) all.push_back({"RssiDbm", std::to_string(*dbm), fact::measure});
}

facts facts_of(const provider& p) {
    facts all = facts_of_plmn(p.provider_id);
    add_rssi(all, p.rssi);
    return all;
}

facts facts_of(const signal_state_info& info) {
    facts all;
    add_rssi(all, info.rssi);
    for (const rsrp_snr_info& one : info.rsrp_snr) {
        const std::string_view system = mbim::name_of(one.system_type);
        if (const auto dbm = mbim::rsrp_dbm(one.rsrp))
            all.push_back({fmt::format("{}_RsrpDbm", system), std::to_string(*dbm), fact::measure});
        if (const auto halves = mbim::snr_half_db(one.snr))
            all.push_back({fmt::format("{}_SnrDb", system), fmt::format("{:.1f}", *halves / 2.0), fact::measure});
    }
    return all;
}

void add(record& r, facts all) {
    if (!all.empty()) r.decoded.push_back(std::move(all));
}

mbim::data_class classes_of(std::string_view names) {
    mbim::data_class all{};
    while (!names.empty()) {
        const std::string_view name = names.substr(0, names.find(','));
        names.remove_prefix(std::min(names.size(), name.size() + 1));
        all |= named_value<mbim::data_class>(name);
    }
    return all;
}

int packet_service(const client& c, packet_service_action action) {
    return show<packet_service_info, packet_service_info_v2, packet_service_info_v3>(c, c.modem.ask(packet_service_set{action}));
}

}  // namespace

int registration(const client& c, const registration_arguments& r) {
    const std::u16string provider = wide(r.provider);
    if (!provider.empty() && !mbim::plmn::parse(provider)) throw usage_error{"A provider is 5 or 6 digits, MCC and MNC"};
    const bool chooses = r.automatic || !provider.empty();
    const auto action = r.automatic ? register_action::automatic : register_action::manual;
    if (!chooses && !r.data_classes.empty()) throw usage_error{"Data classes go with --automatic or --provider"};
    const answer a =
        chooses ? c.modem.ask(register_state_set{provider, action, classes_of(r.data_classes)}) : c.modem.ask(register_state_query{});
    record shown = record_of<register_state_info>(c, a);
    if (const auto info = a.read<register_state_info>(c.modem.agreed())) add(shown, facts_of_plmn(info->provider_id));
    return finish(c, shown);
}

int home(const client& c) {
    const answer a = c.modem.ask(home_provider_query{});
    record shown = record_of<home_provider>(c, a);
    if (const auto info = a.read<home_provider>(c.modem.agreed())) add(shown, facts_of_plmn(info->provider.provider_id));
    return finish(c, shown);
}

int attach(const client& c) { return packet_service(c, packet_service_action::attach); }
int detach(const client& c) { return packet_service(c, packet_service_action::detach); }

int signal(const client& c) {
    const answer a = c.modem.ask(signal_state_query{});
    record shown = record_of<signal_state_info>(c, a);
    if (const auto info = a.read<signal_state_info>(c.modem.agreed())) add(shown, facts_of(*info));
    return finish(c, shown);
}

int scan(const client& c, bool restricted) {
    const visible_providers_query query{restricted ? visible_providers_action::restricted_scan : visible_providers_action::full_scan};
    const answer a = c.modem.ask(query, std::max(scan_timeout, c.modem.timeout()));
    record shown = record_of<visible_providers_info>(c, a);
    const auto info = a.read<visible_providers_info>(c.modem.agreed());
    if (c.shape != form::text && info) {
        shown.is_list = true;
        for (const provider& p : info->providers) shown.decoded.push_back(facts_of(p));
    }
    return finish(c, shown);
}

}  // namespace mbimctl
