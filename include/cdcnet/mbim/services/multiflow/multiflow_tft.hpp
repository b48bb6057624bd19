// SPDX-License-Identifier: BSL-1.0
/// \file
/// MULTIFLOW_TFT, CID 4: which packets belong to which flow.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::multiflow {

/// Asks for the templates; empty, as far as the only source goes.  Multiflow 1.0, CID 4; `multiflow/4/query@1.0`.
struct multiflow_tft_query {
    static constexpr command_id id{service::multiflow, 4, operation::query};
    using layout = fields<"MBIM_MULTIFLOW_TFT_QUERY">;
};

/// One traffic flow template.  Multiflow 1.0; `reference/messages.json`, `TrafficFlowTemplate`.
struct traffic_flow_template {
    bytes tft{};  ///< the value part of the information element of 3GPP 24.008; may read with up to 3 bytes of padding

    using layout = fields<"MBIM_TRAFFIC_FLOW_TEMPLATE",
        tail<"Tft", &traffic_flow_template::tft>>;
};

/// The templates of one session.  Multiflow 1.0, CID 4; `multiflow/4/response@1.0` and the notification.
struct multiflow_tft_info {
    std::uint32_t session_id{};
    ref_list<traffic_flow_template> tfts{};

    static constexpr command_id id{service::multiflow, 4, operation::response | operation::notification};
    using layout = fields<"MBIM_MULTIFLOW_TFT_INFO",
        field<"SessionId", &multiflow_tft_info::session_id>,
        count<"TftCount",  &multiflow_tft_info::tfts>,
        field<"Tfts",      &multiflow_tft_info::tfts>>;
};

}  // namespace cdcnet::mbim::multiflow
