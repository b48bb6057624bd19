// SPDX-License-Identifier: BSL-1.0
/// \file
/// Enumerations of the multi-flow service and of the NDPs that control its flows.  Source: `reference/enums.json`.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>

namespace cdcnet::mbim::multiflow {

// For expressions outside this namespace: argument-dependent look-up of a flag set looks here.
using mbim::operator|;
using mbim::operator&;
using mbim::operator~;
using mbim::operator|=;
using mbim::operator&=;

/// Directions in which flows can be controlled, MULTIFLOW_CAPS.  The bit values are inferred from their order.
enum class multiflow_control_caps : std::uint32_t {
    uplink = 1,
    downlink = 2,
};
constexpr auto names(multiflow_control_caps) {
    using enum multiflow_control_caps;
    return flags("MultiflowControlCaps", named{uplink, "UPLINK"}, named{downlink, "DOWNLINK"});
}

/// Whether the flows of a direction are controlled, MULTIFLOW_UPLINK and MULTIFLOW_DOWNLINK.
enum class multiflow_state : std::uint32_t {
    off = 0,
    on = 1,
};
constexpr auto names(multiflow_state) {
    using enum multiflow_state;
    return values("MultiflowState", named{off, "OFF"}, named{on, "ON"});
}

/// What an NDP with the signature `ncm::signature::ipc` or `ncm::signature::dsc` tells, MessageType.
enum class ndp_control_message_type : std::uint16_t {
    multiflow_status = 0,
};
constexpr auto names(ndp_control_message_type) {
    using enum ndp_control_message_type;
    return values("NdpControlMessageType", named{multiflow_status, "MULTIFLOW_STATUS"});
}

/// The buffer of a flow, Status of such an NDP.
enum class ndp_multiflow_status : std::uint16_t {
    ok = 0,
    high_watermark = 1,
    low_watermark = 2,
};
constexpr auto names(ndp_multiflow_status) {
    using enum ndp_multiflow_status;
    return values("NdpMultiflowStatus", named{ok, "OK"}, named{high_watermark, "HIGH_WATERMARK"}, named{low_watermark, "LOW_WATERMARK"});
}

}  // namespace cdcnet::mbim::multiflow
