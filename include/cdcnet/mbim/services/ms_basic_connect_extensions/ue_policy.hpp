// SPDX-License-Identifier: BSL-1.0
/// \file
/// UE_POLICY, CID 20: rules of the network for the choice of a route.  Only Wireshark knows the layouts; what the TLVs hold is
/// read with the types of `mbim/tlv_payload.hpp`.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// Asks for the policy, for instance of one operating system: OS_ID, 3GPP_REL_VERSION.  May be empty.
/// MBIMEx 4.0, CID 20; `ms_basic_connect_extensions/20/query@4.0`.
struct ue_policy_query {
    tlv_list unnamed_ies{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 20, operation::query, mbimex::v4};
    using layout = fields<"MBIM_MS_UE_POLICY_QUERY",
        field<"UnnamedIes", &ue_policy_query::unnamed_ies>>;
};

/// The policy: URSP_RULES_TD_ONLY, the allowed and the configured slices, and others.
/// MBIMEx 4.0, CID 20; `ms_basic_connect_extensions/20/response@4.0` and the notification.
struct ue_policy_info {
    tlv_list unnamed_ies{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 20, operation::response | operation::notification,
                                   mbimex::v4};
    using layout = fields<"MBIM_MS_UE_POLICY_INFO",
        field<"UnnamedIes", &ue_policy_info::unnamed_ies>>;
};

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
