// SPDX-License-Identifier: BSL-1.0
/// \file
/// IP_CONFIGURATION, PACKET_STATISTICS and IP_PACKET_FILTERS.
#include <cdcnet/mbim/services/basic_connect/ip_configuration.hpp>
#include <cdcnet/mbim/services/basic_connect/ip_packet_filters.hpp>

#include "addresses.hpp"
#include "behaviour.hpp"
#include "commands.hpp"

namespace virtual_modem {

using namespace basic_connect;

namespace {

constexpr std::size_t most_filters = 8;
constexpr std::size_t longest_filter = 192;

void query_filters(modem& m, const ticket& asked, std::uint32_t session) {
    const session_context* const context = m.contexts.find_active(session);
    if (context == nullptr) return m.control.respond(asked, status::context_not_activated);
    std::vector<packet_filter> list;
    list.reserve(context->filters.size());
    for (const stored_filter& f : context->filters) list.push_back({f.pattern, f.mask, f.id});
    m.control.respond(asked, ip_packet_filters{session, list});
}

void set_filters(modem& m, const ticket& asked, const ip_packet_filters& wanted) {
    if (m.contexts.find_active(wanted.session_id) == nullptr) return m.control.respond(asked, status::context_not_activated);
    if (wanted.filters.size() > most_filters) return m.control.respond(asked, status::invalid_parameters);
    std::vector<stored_filter> list;
    for (const packet_filter& f : wanted.filters) {
        if (f.filter.size() > longest_filter) return m.control.respond(asked, status::invalid_parameters);
        list.push_back({{f.filter.begin(), f.filter.end()}, {f.mask.begin(), f.mask.end()}, f.filter_id});
    }
    m.contexts.sessions[wanted.session_id].filters = std::move(list);
    query_filters(m, asked, wanted.session_id);
}

}  // namespace

void tell_ip_configuration(modem& m, std::uint32_t session, const std::optional<ticket>& asked) {
    const session_context* const context = m.contexts.find_active(session);
    if (context == nullptr) {
        if (asked) m.control.respond(*asked, status::context_not_activated);
        return;
    }
    const ipv4_element own4[] = {{30, ipv4_of(session, own_host)}};
    const ipv6_element own6[] = {{64, ipv6_of(session, own_host)}};
    const ipv4 dns4[] = {m.contexts.ipv4_dns};
    const ipv6 dns6[] = {ipv6_of(0, dns_host)};

    // News repeat all that was said before: a host takes them for the whole.
    using enum ip_configuration_available_flag;
    ip_configuration_info info{.session_id = session};
    if (context->ip_type != context_ip_type::ipv6) {
        info.ipv4_available = address | gateway | dns | mtu;
        info.ipv4_addresses = own4;
        info.ipv4_gateway = ipv4_of(session, gateway_host);
        info.ipv4_dns_servers = dns4;
        info.ipv4_mtu = largest_packet;
    }
    if (context->ip_type != context_ip_type::ipv4) {
        info.ipv6_available = address | gateway | dns | mtu;
        info.ipv6_addresses = own6;
        info.ipv6_gateway = ipv6_of(session, gateway_host);
        info.ipv6_dns_servers = dns6;
        info.ipv6_mtu = largest_packet;
    }
    m.control.tell(asked, info);
}

bool take_ip(modem& m, const request& r) {
    return on<ip_configuration_query>(m, r, [&](const auto& asked) { tell_ip_configuration(m, asked.session_id, r.from); }) ||
           on<packet_statistics_query>(m, r, [&](const auto&) { m.control.respond(r.from, m.traffic); }) ||
           on<ip_packet_filters_query>(m, r, [&](const auto& asked) { query_filters(m, r.from, asked.session_id); }) ||
           on<ip_packet_filters>(m, r, [&](const ip_packet_filters& wanted) { set_filters(m, r.from, wanted); });
}

}  // namespace virtual_modem
