// SPDX-License-Identifier: BSL-1.0
/// \file
/// REGISTER_STATE.
#include <cdcnet/mbim/services/basic_connect/register_state.hpp>

#include "behaviour.hpp"
#include "commands.hpp"
#include "text.hpp"

namespace virtual_modem {

using namespace basic_connect;

void tell_registration(modem& m, const std::optional<ticket>& asked, status s) {
    const network& net = m.net;
    register_state_info info{.nw_error = net.cause, .state = net.state, .mode = net.mode, .current_cellular_class = cellular_class::gsm};
    info.registration_flag = registration_flag::packet_service_automatic_attach;
    const release agreed = m.control.agreed();
    if (agreed >= mbimex::v2) info.preferred_data_classes = net.preferred == data_class::none ? technologies(agreed) : net.preferred;
    if (net.is_registered()) {
        info.available_data_classes = data_class::lte;
        info.provider_id = net.serving->id;
        info.provider_name = net.serving->name;
        if (net.state != register_state::home) info.roaming_text = u"Roaming";
    }
    m.control.tell(asked, info, s);
}

namespace {

/// Why the modem cannot look for a network; `success` when it can.
status hindrance(modem& m) {
    if (const status s = m.card().hindrance(); s != status::success) return s;
    return m.net.radio_is_on() ? status::success : status::radio_power_off;
}

const operator_network* choose(const network& net) {
    if (net.signal.lost) return nullptr;
    return net.mode == register_mode::manual ? find_operator(net.wanted) : &operators[0];
}

void end_search(modem& m, const std::optional<ticket>& asked) {
    network& net = m.net;
    const operator_network* const found = choose(net);
    if (found == nullptr) {
        net.state = register_state::deregistered;
        tell_registration(m);
        if (asked)
            tell_registration(m, asked, net.mode == register_mode::manual ? status::provider_not_visible : status::providers_not_found);
        return;
    }
    net.state = net.refuses ? register_state::denied : found->registered;
    net.cause = net.state == register_state::denied ? nw_error::plmn_not_allowed : nw_error::none;
    net.serving = net.is_registered() ? found : nullptr;
    tell_registration(m);
    if (asked) tell_registration(m, asked, net.is_registered() ? status::success : status::failure);
    if (net.is_registered()) attach(m);
}

void search(modem& m, const std::optional<ticket>& asked = {}) {
    m.net.state = register_state::searching;
    m.net.cause = nw_error::none;
    tell_registration(m);
    m.times.after(m.chosen.pace, [&m, asked, number = ++m.net.search] {
        if (number == m.net.search) {
            end_search(m, asked);
        } else if (asked) {
            tell_registration(m, asked, status::failure);
        }
    });
}

void register_as_asked(modem& m, const ticket& asked, const register_state_set& wanted) {
    network& net = m.net;
    if (name_of(wanted.action).empty()) return m.control.respond(asked, status::invalid_parameters);
    if (const status s = hindrance(m); s != status::success) return m.control.respond(asked, s);
    net.mode = wanted.action == register_action::manual ? register_mode::manual : register_mode::automatic;
    net.wanted = net.mode == register_mode::manual ? kept(wanted.provider_id) : std::u16string{};
    net.preferred = wanted.data_class;
    if (net.is_registered() && choose(net) == net.serving) return tell_registration(m, asked);
    leave_network(m);
    search(m, asked);
}

}  // namespace

void register_by_itself(modem& m) {
    if (hindrance(m) == status::success && !m.net.signal.lost) search(m);
}

void leave_network(modem& m) {
    detach(m);
    network& net = m.net;
    ++net.search;
    net.serving = nullptr;
    if (net.state == register_state::deregistered) return;
    net.state = register_state::deregistered;
    tell_registration(m);
}

void refuse_registration(modem& m, bool refuses) {
    m.net.refuses = refuses;
    if (refuses && m.net.is_registered()) leave_network(m);
    const bool looks_again = refuses ? m.net.state == register_state::deregistered : m.net.state == register_state::denied;
    if (looks_again) register_by_itself(m);
}

bool take_registration(modem& m, const request& r) {
    return on<register_state_query>(m, r, [&](const auto&) { tell_registration(m, r.from); }) ||
           on<register_state_set>(m, r, [&](const register_state_set& wanted) { register_as_asked(m, r.from, wanted); });
}

}  // namespace virtual_modem
