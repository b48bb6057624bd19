// SPDX-License-Identifier: BSL-1.0
/// \file
/// UPDATE_SESSION, CID 1: begins and ends a firmware update.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/qdu/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::qdu {

/// Starts or stops a session.  CID 1; `qdu/1/set@1.0`.
struct update_session_set {
    session_action action{};
    session_type type{};

    static constexpr command_id id{service::qdu, 1, operation::set};
    using layout = fields<"MBIM_QDU_UPDATE_SESSION_SET",
        field<"SessionAction", &update_session_set::action>,
        field<"SessionType",   &update_session_set::type>>;
};

/// Asks for the sessions; empty.  CID 1; `qdu/1/query@1.0`.
struct update_session_query {
    static constexpr command_id id{service::qdu, 1, operation::query};
    using layout = fields<"MBIM_QDU_UPDATE_SESSION_QUERY">;
};

/// The session that runs and how the last one ended.  CID 1; `qdu/1/response@1.0`.  Whether the function also indicates it is
/// not known (`reference/services.json`).
struct update_session_info {
    session_type current_type{};
    session_status current_status{};
    session_type last_type{};
    session_result last_result{};
    std::uint32_t last_error_offset{};  ///< a number; no bytes of this buffer
    std::uint32_t last_error_size{};    ///< a number; no bytes of this buffer

    static constexpr command_id id{service::qdu, 1, operation::response};
    using layout = fields<"MBIM_QDU_UPDATE_SESSION_INFO",
        field<"CurrentSessionType",     &update_session_info::current_type>,
        field<"CurrentSessionStatus",   &update_session_info::current_status>,
        field<"LastSessionType",        &update_session_info::last_type>,
        field<"LastSessionResult",      &update_session_info::last_result>,
        field<"LastSessionErrorOffset", &update_session_info::last_error_offset>,
        field<"LastSessionErrorSize",   &update_session_info::last_error_size>>;
};

}  // namespace cdcnet::mbim::qdu
