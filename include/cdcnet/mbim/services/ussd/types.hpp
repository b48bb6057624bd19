// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations of the USSD service.  Source: `reference/enums.json`.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim::ussd {

/// What the host wants, USSD.
enum class ussd_action : std::uint32_t {
    initiate = 0,   ///< start a session
    continue_ = 1,  ///< answer the network within one
    cancel = 2,     ///< end it
};
constexpr auto names(ussd_action) {
    using enum ussd_action;
    return values("UssdAction", named{initiate, "INITIATE"}, named{continue_, "CONTINUE"}, named{cancel, "CANCEL"});
}

/// What the network, or the function, answered, USSD.
enum class ussd_response : std::uint32_t {
    no_action_required = 0,
    action_required = 1,  ///< the network waits for `ussd_action::continue_`
    terminated_by_network = 2,
    other_local_client = 3,  ///< another client of the device has the session
    operation_not_supported = 4,
    network_timeout = 5,
};
constexpr auto names(ussd_response) {
    using enum ussd_response;
    return values("UssdResponse", named{no_action_required, "NO_ACTION_REQUIRED"}, named{action_required, "ACTION_REQUIRED"},
                  named{terminated_by_network, "TERMINATED_BY_NETWORK"}, named{other_local_client, "OTHER_LOCAL_CLIENT"},
                  named{operation_not_supported, "OPERATION_NOT_SUPPORTED"}, named{network_timeout, "NETWORK_TIMEOUT"});
}

/// Whether a message opens a session, USSD.
enum class ussd_session_state : std::uint32_t {
    new_session = 0,
    existing_session = 1,
};
constexpr auto names(ussd_session_state) {
    using enum ussd_session_state;
    return values("UssdSessionState", named{new_session, "NEW_SESSION"}, named{existing_session, "EXISTING_SESSION"});
}

}  // namespace cdcnet::mbim::ussd
