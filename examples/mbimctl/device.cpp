// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/services/basic_connect/device_caps.hpp>
#include <cdcnet/mbim/services/basic_connect/radio_state.hpp>

#include "client.hpp"
#include "commands.hpp"

namespace mbimctl {

using namespace mbim::basic_connect;

int caps(const client& c) { return show<device_caps_info>(c, c.modem.ask(device_caps_query{})); }

int radio(const client& c, const std::string& state) {
    const answer a =
        state.empty() ? c.modem.ask(radio_state_query{}) : c.modem.ask(radio_state_set{named_value<radio_switch_state>(state)});
    return show<radio_state_info>(c, a);
}

}  // namespace mbimctl
