// SPDX-License-Identifier: BSL-1.0
/// \file
/// PCO, CID 9: protocol configuration options of a session.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// The options of one session.  Microsoft extensions 1.0; `reference/messages.json`, `PcoValue`.
struct pco_value {
    std::uint32_t session_id{};
    pco_type type{};
    bytes data{};  ///< as 3GPP TS 24.008 codes the options; can hold user name and password

    using layout = fields<"MBIM_PCO_VALUE",
        field<"SessionId",       &pco_value::session_id>,
        size<"PcoDataSize",      &pco_value::data>,
        field<"PcoDataType",     &pco_value::type>,
        counted<"PcoDataBuffer", &pco_value::data, rule{.personal = true}>>;
};

/// The options of one session; a query says the session and leaves the rest 0.
/// Microsoft extensions 1.0, CID 9; `ms_basic_connect_extensions/9/query@1.0`, the response and the notification.
struct pco {
    pco_value value{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 9,
                                   operation::query | operation::response | operation::notification};
    using layout = fields<"MBIM_PCO",
        field<"PcoValue", &pco::value>>;
};

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
