// SPDX-License-Identifier: BSL-1.0
/// \file
/// Extensions about contexts: PROVISIONED_CONTEXTS, LTE_ATTACH_CONFIGURATION, LTE_ATTACH_INFO, PCO.
#include <cdcnet/mbim/services/ms_basic_connect_extensions/lte_attach_configuration.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/lte_attach_info.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/pco.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/provisioned_contexts.hpp>

#include "behaviour.hpp"
#include "commands.hpp"
#include "text.hpp"

namespace virtual_modem {

using namespace ms_basic_connect_extensions;

namespace {

void tell_provisioned(modem& m, const ticket& asked) {
    std::vector<provisioned_context> list;
    list.reserve(m.contexts.provisioned.size());
    for (const stored_context& c : m.contexts.provisioned)
        list.push_back({.context_id = c.id,
                        .context_type = c.type,
                        .ip_type = context_ip_type::ipv4v6,
                        .state = context_state::enabled,
                        .roaming = context_roaming_control::allow_all,
                        .media_type = context_media_type::cellular_only,
                        .source = context_source::operator_,
                        .access_string = c.access_string,
                        .user_name = c.user_name,
                        .password = c.password,
                        .compression = c.compression,
                        .auth_protocol = c.auth});
    m.control.respond(asked, provisioned_contexts_info{list});
}

/// Contexts of the extensions are known by their type.
void set_provisioned(modem& m, const ticket& asked, const provisioned_contexts_set& wanted) {
    auto& list = m.contexts.provisioned;
    if (wanted.operation == context_operation::restore_factory) {
        list = context_list{}.provisioned;
    } else {
        std::erase_if(list, [&](const stored_context& c) { return c.type == wanted.context_type; });
    }
    if (wanted.operation == context_operation::default_) {
        std::uint32_t id = 1;
        for (const stored_context& c : list) id = std::max(id, c.id + 1);
        list.push_back({id, wanted.context_type, kept(wanted.access_string), kept(wanted.user_name), kept(wanted.password),
                        wanted.compression, wanted.auth_protocol});
    }
    tell_provisioned(m, asked);
}

lte_attach_configuration attach_context(lte_attach_context_roaming_control roaming) {
    return {.ip_type = context_ip_type::ipv4v6, .roaming = roaming, .source = context_source::operator_, .access_string = u"internet"};
}

void tell_attach_configuration(modem& m, const ticket& asked) {
    using enum lte_attach_context_roaming_control;
    const lte_attach_configuration list[] = {attach_context(home), attach_context(partner), attach_context(non_partner)};
    m.control.respond(asked, lte_attach_configuration_info{list});
}

void tell_attach(modem& m, const ticket& asked) {
    lte_attach_info info{};
    if (m.net.is_attached()) {
        info.state = lte_attach_state::attached;
        info.ip_type = context_ip_type::ipv4v6;
        info.access_string = u"internet";
    }
    m.control.respond(asked, info);
}

void tell_pco(modem& m, const ticket& asked, std::uint32_t session) {
    const auto found = m.contexts.sessions.find(session);
    if (found == m.contexts.sessions.end() || !found->second.is_active()) return m.control.respond(asked, status::context_not_activated);
    // PPP for use with IP, then the address of a DNS server, 3GPP TS 24.008, 10.5.6.3
    const auto& dns = m.contexts.ipv4_dns.octets;
    const std::byte options[] = {std::byte{0x80}, std::byte{0x00}, std::byte{0x0d}, std::byte{4}, dns[0], dns[1], dns[2], dns[3]};
    m.control.respond(asked, pco{{session, pco_type::complete, bytes{options}}});
}

}  // namespace

bool take_attach_contexts(modem& m, const request& r) {
    const auto with_sim = [&](auto&& act) {
        if (const status s = m.card().hindrance(); s != status::success) return m.control.respond(r.from, s);
        act();
    };
    return on<provisioned_contexts_query>(m, r, [&](const auto&) { with_sim([&] { tell_provisioned(m, r.from); }); }) ||
           on<provisioned_contexts_set>(m, r, [&](const auto& wanted) { with_sim([&] { set_provisioned(m, r.from, wanted); }); }) ||
           on<lte_attach_configuration_query>(m, r, [&](const auto&) { tell_attach_configuration(m, r.from); }) ||
           on<lte_attach_info_query>(m, r, [&](const auto&) { tell_attach(m, r.from); }) ||
           on<pco>(m, r, [&](const pco& asked) { tell_pco(m, r.from, asked.value.session_id); });
}

}  // namespace virtual_modem
