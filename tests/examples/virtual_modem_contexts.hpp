// SPDX-License-Identifier: BSL-1.0
/// \file
/// The way of the library's host to active contexts of virtual_modem.
#pragma once

#include <cdcnet/mbim/services/basic_connect/connect.hpp>
#include <cdcnet/mbim/services/basic_connect/packet_service.hpp>
#include <cdcnet/mbim/services/basic_connect/register_state.hpp>

#include "examples/virtual_modem.hpp"

namespace virtual_modem_test {

namespace bc = cdcnet::mbim::basic_connect;

/// Asks until the packet service is attached, which it is soon after the start.
inline void attach(library_host& host) {
    CHECK(host.ask(bc::packet_service_set{bc::packet_service_action::attach}).status == status::success);
}
inline void register_and_attach(library_host& host) {
    CHECK(host.ask(bc::register_state_set{.action = bc::register_action::automatic}).status == status::success);
    attach(host);
}
inline kept_event connect(library_host& host, std::uint32_t session, utf16 access_string = u"internet") {
    return host.ask(bc::connect_set{.session_id = session,
                                    .command = bc::activation_command::activate,
                                    .access_string = access_string,
                                    .ip_type = context_ip_type::ipv4v6,
                                    .context_type = context_type::internet});
}

}  // namespace virtual_modem_test
