// SPDX-License-Identifier: BSL-1.0
#include "proxy.hpp"

#include <cdcnet/mbim/message.hpp>
#include <cdcnet/mbim/services/proxy_control/configuration.hpp>

namespace virtual_modem {

using namespace cdcnet::mbim;

cdcnet::bytes answer_as_proxy(cdcnet::bytes frame, cdcnet::mutable_bytes room) {
    const auto m = message::parse(frame);
    if (!m || m->type() != message_type::command) return {};
    const auto command = m->as<command_msg>();
    if (!command || !is_same_service(command->service, service::proxy_control)) return {};
    const bool known = command->carries<proxy_control::configuration_set>();
    const command_done answer{command->service, command->cid, known ? status::success : status::no_device_support, {}};
    return build_message(room, m->transaction(), answer).value_or(cdcnet::bytes{});
}

}  // namespace virtual_modem
