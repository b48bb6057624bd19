// SPDX-License-Identifier: BSL-1.0
/// \file
/// CONNECT, CID 1: device service streams, which travel in NTBs beside the IP sessions.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/dss/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::dss {

/// Opens or closes a stream.  MBIM 1.0, CID 1; `dss/1/set@1.0`.
struct connect_set {
    uuid device_service_id{};        ///< of the service whose stream it is
    std::uint32_t dss_session_id{};  ///< 0 to 255, chosen by the host; the NDP signature of its datagrams carries it
    dss_link_state link_state{};

    static constexpr command_id id{service::dss, 1, operation::set};
    using layout = fields<"MBIM_SET_DSS_CONNECT",
        field<"DeviceServiceId", &connect_set::device_service_id>,
        field<"DssSessionId",    &connect_set::dss_session_id>,
        field<"DssLinkState",    &connect_set::link_state>>;
};

/// Done; empty.  MBIM 1.0, CID 1; `dss/1/response@1.0`.
struct connect_info {
    static constexpr command_id id{service::dss, 1, operation::response};
    using layout = fields<"MBIM_DSS_CONNECT_INFO">;
};

}  // namespace cdcnet::mbim::dss
