// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <array>
#include <cdcnet/mbim/nw_error.hpp>
#include <cdcnet/mbim/services/basic_connect/connect.hpp>
#include <cdcnet/mbim/services/basic_connect/ip_configuration.hpp>

#include "client.hpp"
#include "commands.hpp"

namespace mbimctl {

using namespace mbim::basic_connect;
using mbim::auth_protocol;
using mbim::status;

namespace {

/// Sends it in the structure that the release has.
answer send(const client& c, const connect_set& s) {
    if (connect_set::id.in(c.modem.agreed())) return c.modem.ask(s);
    return c.modem.ask(connect_set_v3{.session_id = s.session_id,
                                      .command = s.command,
                                      .compression = s.compression,
                                      .auth_protocol = s.auth_protocol,
                                      .ip_type = s.ip_type,
                                      .context_type = s.context_type,
                                      .media_preference = access_media_type::_3gpp,
                                      .access_string = s.access_string,
                                      .user_name = s.user_name,
                                      .password = s.password});
}

std::uint32_t cause_of(const client& c, const answer& a) {
    if (const auto info = a.read<connect_info>(c.modem.agreed())) return info->nw_error;
    if (const auto info = a.read<connect_info_v3>(c.modem.agreed())) return info->nw_error;
    return 0;
}

int finish_connect(const client& c, const answer& a) {
    record shown = record_of<connect_info, connect_info_v3>(c, a);
    const auto cause = static_cast<mbim::nw_error>(cause_of(c, a));
    if (!mbim::meaning_of(cause).empty() && static_cast<std::uint32_t>(cause) != 0)
        shown.decoded.push_back({{"Cause", std::string{mbim::meaning_of(cause)}, fact::text}});
    return finish(c, shown);
}

/// Another way to prove who one is may help.
bool may_be_authentication(const client& c, const answer& a) {
    static constexpr std::array candidates{status::failure, status::invalid_user_name_pwd, status::invalid_parameters,
                                           status::no_device_support};
    return std::find(candidates.begin(), candidates.end(), a.status) != candidates.end() ||
           static_cast<mbim::nw_error>(cause_of(c, a)) == mbim::nw_error::user_authentication_failed;
}

std::u16string limited(const std::string& text, std::size_t most, const char* what) {
    std::u16string out = wide(text);
    if (out.size() > most) throw usage_error{fmt::format("{} has at most {} characters", what, most)};
    return out;
}

}  // namespace

int connect(const client& c, const connect_arguments& a) {
    const std::u16string apn = limited(a.apn, 100, "An APN");
    const std::u16string user = limited(a.user, 255, "A user name");
    const std::u16string password = limited(or_from_input(a.password), 255, "A password");
    // MBIM has no value for "either": one after the other.
    const bool both = a.auth == "both";
    connect_set set{.session_id = a.session,
                    .command = activation_command::activate,
                    .access_string = apn,
                    .user_name = user,
                    .password = password,
                    .auth_protocol = both ? auth_protocol::chap : named_value<auth_protocol>(a.auth),
                    .ip_type = named_value<mbim::context_ip_type>(a.pdp_type),
                    .context_type = mbim::context_type::internet};
    answer done = send(c, set);
    if (both && done.status != status::success && may_be_authentication(c, done)) {
        set.auth_protocol = auth_protocol::pap;
        done = send(c, set);
    }
    return finish_connect(c, done);
}

int disconnect(const client& c, std::uint32_t session) {
    return finish_connect(
        c, send(c, {.session_id = session, .command = activation_command::deactivate, .context_type = mbim::context_type::internet}));
}

int config(const client& c, std::uint32_t session) {
    return show<ip_configuration_info>(c, c.modem.ask(ip_configuration_query{.session_id = session}));
}

}  // namespace mbimctl
