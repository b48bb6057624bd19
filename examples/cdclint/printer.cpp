// SPDX-License-Identifier: BSL-1.0
#include "printer.hpp"

#include <cdcnet/mbim/framing_types.hpp>
#include <cdcnet/mbim/protocol_error.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>
#include <cdcnet/mbim/status.hpp>
#include <cdcnet/mbim/types.hpp>

namespace cdclint {

namespace mbim = cdcnet::mbim;

std::string_view name_of_value(mbim::conformance::subject field, std::uint32_t value) noexcept {
    using enum mbim::conformance::subject;
    namespace bc = mbim::basic_connect;
    switch (field) {
        case message_type: return mbim::name_of(static_cast<mbim::message_type>(value));
        case command_type: return mbim::name_of(static_cast<mbim::command_type>(value));
        case status: return mbim::name_of(static_cast<mbim::status>(value));
        case error_status_code: return mbim::name_of(static_cast<mbim::protocol_error>(value));
        case ready_state: return mbim::name_of(static_cast<bc::subscriber_ready_state>(value));
        case pin_type: return mbim::name_of(static_cast<mbim::pin_type>(value));
        case pin_state: return mbim::name_of(static_cast<mbim::pin_state>(value));
        case register_state: return mbim::name_of(static_cast<mbim::register_state>(value));
        case packet_service_state: return mbim::name_of(static_cast<bc::packet_service_state>(value));
        case activation_state: return mbim::name_of(static_cast<bc::activation_state>(value));
        default: return {};
    }
}

std::string_view word_of(const rule_tally& r) noexcept {
    if (r.is_exercised()) return "exercised";
    return r.is_undecided() ? "not decidable" : "not exercised";
}

}  // namespace cdclint
