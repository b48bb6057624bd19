// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations of the Google carrier lock service.  Source: `reference/enums.json`.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim::google {

/// Whether the modem is locked to a carrier, CARRIER_LOCK.
enum class carrier_lock_status : std::uint32_t {
    not_applied = 0,
    applied = 1,
};
constexpr auto names(carrier_lock_status) {
    using enum carrier_lock_status;
    return values("CarrierLockStatus", named{not_applied, "NOT_APPLIED"}, named{applied, "APPLIED"});
}

/// Registration of the modem under the lock, CARRIER_LOCK.
enum class carrier_lock_modem_state : std::uint32_t {
    deregistered = 0,
    deregistration_in_progress = 1,
    registration_in_progress = 2,
    registered = 3,
};
constexpr auto names(carrier_lock_modem_state) {
    using enum carrier_lock_modem_state;
    return values("CarrierLockModemState", named{deregistered, "DEREGISTERED"},
                  named{deregistration_in_progress, "DEREGISTRATION_IN_PROGRESS"},
                  named{registration_in_progress, "REGISTRATION_IN_PROGRESS"}, named{registered, "REGISTERED"});
}

/// Why, CARRIER_LOCK.
enum class carrier_lock_cause : std::uint32_t {
    not_applicable = 0,
    sim_lock_policy_mismatch = 1,
    sim_lock_policy_matched = 2,
};
constexpr auto names(carrier_lock_cause) {
    using enum carrier_lock_cause;
    return values("CarrierLockCause", named{not_applicable, "NOT_APPLICABLE"}, named{sim_lock_policy_mismatch, "SIM_LOCK_POLICY_MISMATCH"},
                  named{sim_lock_policy_matched, "SIM_LOCK_POLICY_MATCHED"});
}

}  // namespace cdcnet::mbim::google
