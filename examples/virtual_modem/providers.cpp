// SPDX-License-Identifier: BSL-1.0
/// \file
/// HOME_PROVIDER, PREFERRED_PROVIDERS and VISIBLE_PROVIDERS.
#include <cdcnet/mbim/services/basic_connect/home_provider.hpp>
#include <cdcnet/mbim/services/basic_connect/preferred_providers.hpp>
#include <cdcnet/mbim/services/basic_connect/visible_providers.hpp>

#include "behaviour.hpp"
#include "commands.hpp"
#include "text.hpp"

namespace virtual_modem {

using namespace basic_connect;

namespace {

provider provider_of(const operator_network& o, provider_state more = provider_state::unknown) {
    return {.provider_id = o.id,
            .state = o.standing | more,
            .provider_name = o.name,
            .cellular_class = cellular_class::gsm,
            .rssi = rssi_scale.unknown,
            .error_rate = error_rate_unknown};
}

void tell_home(modem& m, const ticket& asked) {
    if (const status s = m.card().hindrance(); s != status::success) return m.control.respond(asked, s);
    m.control.respond(asked, home_provider{provider_of(operators[0])});
}

void tell_visible(modem& m, const ticket& asked) {
    if (!m.net.radio_is_on()) return m.control.respond(asked, status::radio_power_off);
    std::vector<provider> found;
    for (const operator_network& o : operators) {
        if (m.net.signal.lost) break;
        found.push_back(provider_of(o, provider_state::visible));
        if (&o == m.net.serving) found.back().state |= provider_state::registered;
        found.back().rssi = o.rssi;
        found.back().error_rate = 0;
    }
    m.control.respond(asked, visible_providers_info{found}, found.empty() ? status::providers_not_found : status::success);
}

void tell_preferred(modem& m, const ticket& asked) {
    if (const status s = m.card().hindrance(); s != status::success) return m.control.respond(asked, s);
    std::vector<provider> list;
    list.reserve(m.preferred.size());
    for (const preferred_provider& p : m.preferred)
        list.push_back({.provider_id = p.id,
                        .state = provider_state::preferred,
                        .provider_name = p.name,
                        .cellular_class = cellular_class::gsm,
                        .rssi = rssi_scale.unknown,
                        .error_rate = error_rate_unknown});
    m.control.respond(asked, preferred_providers{list});
}

void set_preferred(modem& m, const ticket& asked, const preferred_providers& wanted) {
    if (m.card().is_ready()) {
        m.preferred.clear();
        for (const provider& p : wanted.providers) m.preferred.push_back({kept(p.provider_id), kept(p.provider_name)});
    }
    tell_preferred(m, asked);
}

}  // namespace

bool take_providers(modem& m, const request& r) {
    // A modem with one home has no other to set: that is for those with several carriers.
    return on<home_provider_query>(m, r, [&](const auto&) { tell_home(m, r.from); }) ||
           on<preferred_providers_query>(m, r, [&](const auto&) { tell_preferred(m, r.from); }) ||
           on<preferred_providers>(m, r, [&](const preferred_providers& wanted) { set_preferred(m, r.from, wanted); }) ||
           on<visible_providers_query>(m, r, [&](const auto&) {
               // A look at all bands takes longer than anything else, and needs no SIM.
               m.times.after(4 * m.chosen.pace, [&m, asked = r.from] { tell_visible(m, asked); });
           });
}

}  // namespace virtual_modem
