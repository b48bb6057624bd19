// SPDX-License-Identifier: BSL-1.0
/// \file
/// WAKE_REASON, CID 19: what woke the host.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// Asks for the reason; empty.  MBIMEx 3.0, CID 19; `ms_basic_connect_extensions/19/query@3.0`.
struct wake_reason_query {
    static constexpr command_id id{service::ms_basic_connect_extensions, 19, operation::query, mbimex::v3};
    using layout = fields<"MBIM_MS_WAKE_REASON_QUERY">;
};

/// The reason.  The data of its TLV are a `mbim::wake_command` or, for `wake_type::packet`, a `mbim::wake_packet`.
/// MBIMEx 3.0, CID 19; `ms_basic_connect_extensions/19/response@3.0`.
struct wake_reason_info {
    mbim::ms_basic_connect_extensions::wake_type wake_type{};
    std::uint32_t session_id{};
    mbim::tlv wake_tlv{};  ///< may hold a message or a packet of the subscriber

    static constexpr command_id id{service::ms_basic_connect_extensions, 19, operation::response, mbimex::v3};
    using layout = fields<"MBIM_MS_WAKE_REASON_INFO",
        field<"WakeType",  &wake_reason_info::wake_type>,
        field<"SessionId", &wake_reason_info::session_id>,
        field<"WakeTlv",   &wake_reason_info::wake_tlv, rule{.personal = true}>>;
};

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
