// SPDX-License-Identifier: BSL-1.0
/// \file
/// CONNECT.
#include <cdcnet/mbim/services/basic_connect/connect.hpp>

#include "behaviour.hpp"
#include "commands.hpp"
#include "text.hpp"

namespace virtual_modem {

using namespace basic_connect;

void tell_context(modem& m, std::uint32_t session, const std::optional<ticket>& asked, status s) {
    const auto found = m.contexts.sessions.find(session);
    const session_context context = found == m.contexts.sessions.end() ? session_context{} : found->second;
    if (m.control.agreed() < mbimex::v3)
        return m.control.tell(asked,
                              connect_info{.session_id = session,
                                           .state = context.state,
                                           .ip_type = context.ip_type,
                                           .context_type = context.type,
                                           .nw_error = context.cause},
                              s);
    connect_info_v3 info{.session_id = session, .state = context.state, .ip_type = context.ip_type, .context_type = context.type};
    info.nw_error = context.cause;
    info.media_preference = access_media_type::_3gpp;
    info.access_string = context.access_string;
    m.control.tell(asked, info, s);
}

namespace {

constexpr std::uint32_t last_session = 255;
constexpr std::size_t longest_access_string = 100;

/// What the two releases of CONNECT have in common.
struct wish {
    std::uint32_t session{};
    activation_command command{};
    std::u16string access_string{};
    utf16 user_name{};
    utf16 password{};
    context_ip_type ip_type{};
    uuid type{};
};
template <class Set>
wish wish_of(const Set& s) {
    return {s.session_id, s.command, kept(s.access_string), s.user_name, s.password, s.ip_type, s.context_type};
}

bool is_access_string(std::u16string_view text) {
    const auto belongs = [](char16_t c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'.' || c == u'-';
    };
    return text.size() <= longest_access_string && std::all_of(text.begin(), text.end(), belongs);
}

access_point find_access_point(std::u16string_view name) {
    for (const access_point& a : access_points)
        if (a.name == name) return a;
    return {.name = name, .ipv4 = true, .ipv6 = true};
}

/// Why a context cannot be activated, before the network is asked.
status hindrance(const modem& m, const wish& w) {
    if (w.session > last_session) return status::invalid_parameters;
    if (!m.net.radio_is_on()) return status::radio_power_off;
    if (!m.net.is_registered()) return status::not_registered;
    if (!m.net.is_attached()) return status::packet_service_detached;
    if (m.contexts.active() >= modem::max_sessions) return status::max_activated_contexts;
    if (!is_access_string(w.access_string)) return status::invalid_access_string;
    const access_point a = find_access_point(w.access_string);
    if (!a.user.empty() && (w.user_name != utf16{a.user} || w.password != utf16{a.password})) return status::invalid_user_name_pwd;
    return status::success;
}

/// What the network says.
struct grant {
    bool given{};
    context_ip_type ip_type{};
    nw_error cause{};
};
grant ask_network(const access_point& a, context_ip_type wanted) {
    if (!a.ipv4 && !a.ipv6) return {.cause = nw_error::missing_or_unknown_apn};
    const bool wants_ipv4 = wanted != context_ip_type::ipv6;
    const bool wants_ipv6 = wanted != context_ip_type::ipv4 && wanted != context_ip_type::default_;
    const bool both = wants_ipv4 && wants_ipv6;
    if (a.ipv4 && a.ipv6) return {true, wanted == context_ip_type::default_ ? context_ip_type::ipv4 : wanted, {}};
    const nw_error cause = a.ipv4 ? nw_error::pdp_type_ipv4_only_allowed : nw_error::pdp_type_ipv6_only_allowed;
    const context_ip_type given = a.ipv4 ? context_ip_type::ipv4 : context_ip_type::ipv6;
    const bool fits = a.ipv4 ? wants_ipv4 : wants_ipv6 || wanted == context_ip_type::default_;
    if (!fits) return {.cause = cause};
    return {true, given, both ? cause : nw_error{}};
}

void end_activation(modem& m, const ticket& asked, std::uint32_t session, std::uint32_t number) {
    session_context& context = m.contexts.sessions[session];
    if (context.number != number) return tell_context(m, session, asked, status::failure);
    const grant g = ask_network(find_access_point(context.access_string), context.ip_type);
    context.state = g.given ? activation_state::activated : activation_state::deactivated;
    context.cause = static_cast<std::uint32_t>(g.cause);
    if (g.given) context.ip_type = g.ip_type;
    tell_context(m, session);
    tell_context(m, session, asked, g.given ? status::success : status::failure);
}

void activate(modem& m, const ticket& asked, const wish& w) {
    const auto found = m.contexts.sessions.find(w.session);
    if (found != m.contexts.sessions.end() && found->second.is_active()) return tell_context(m, w.session, asked);
    if (const status s = hindrance(m, w); s != status::success) {
        if (found != m.contexts.sessions.end()) found->second.cause = 0;  // of an earlier attempt; the network was not asked
        return tell_context(m, w.session, asked, s);
    }
    session_context& context = m.contexts.sessions[w.session];
    context.state = activation_state::activating;
    context.ip_type = w.ip_type;
    context.type = w.type;
    context.access_string = w.access_string;
    context.cause = 0;
    tell_context(m, w.session);
    m.times.after(m.chosen.pace,
                  [&m, asked, session = w.session, number = ++context.number] { end_activation(m, asked, session, number); });
}

void obey(modem& m, const ticket& asked, const wish& w) {
    if (name_of(w.command).empty()) return tell_context(m, w.session, asked, status::invalid_parameters);
    if (w.command == activation_command::activate) return activate(m, asked, w);
    const auto found = m.contexts.sessions.find(w.session);
    if (found == m.contexts.sessions.end() || found->second.state == activation_state::deactivated)
        return tell_context(m, w.session, asked, status::context_not_activated);
    deactivate(m, w.session);
    tell_context(m, w.session, asked);
}

}  // namespace

void deactivate(modem& m, std::uint32_t session, nw_error cause) {
    const auto found = m.contexts.sessions.find(session);
    if (found == m.contexts.sessions.end() || found->second.state == activation_state::deactivated) return;
    session_context& context = found->second;
    ++context.number;
    context.state = activation_state::deactivated;
    context.cause = static_cast<std::uint32_t>(cause);
    context.filters.clear();
    tell_context(m, session);
}

void deactivate_all(modem& m) {
    for (const auto& entry : m.contexts.sessions) deactivate(m, entry.first);
}

bool take_connect(modem& m, const request& r) {
    return on<connect_set>(m, r, [&](const connect_set& wanted) { obey(m, r.from, wish_of(wanted)); }) ||
           on<connect_set_v3>(m, r, [&](const connect_set_v3& wanted) { obey(m, r.from, wish_of(wanted)); }) ||
           on<connect_query>(m, r, [&](const connect_query& asked) { tell_context(m, asked.session_id, r.from); });
}

}  // namespace virtual_modem
