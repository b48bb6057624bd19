// SPDX-License-Identifier: BSL-1.0
/// \file
/// USSD, CID 1: a dialogue with the network in short texts.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ussd/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ussd {

/// Starts, continues or ends a session.  MBIM 1.0, CID 1; `ussd/1/set@1.0`.
struct ussd_set {
    ussd_action action{};
    std::uint32_t data_coding_scheme{};  ///< of 3GPP TS 23.038, 5, for the payload; 15 is GSM 7-bit
    bytes payload{};                     ///< at most 160 bytes; `mbim/text/ussd.hpp` makes it of text

    static constexpr command_id id{service::ussd, 1, operation::set};
    using layout = fields<"MBIM_SET_USSD",
        field<"Action",           &ussd_set::action>,
        field<"DataCodingScheme", &ussd_set::data_coding_scheme>,
        field<"Payload",          &ussd_set::payload, rule{.max_bytes = 160, .personal = true}>>;
};

/// What came back, or what the network sent by itself.  MBIM 1.0, CID 1; `ussd/1/response@1.0` and the notification.
struct ussd_info {
    ussd_response response{};
    ussd_session_state session_state{};
    std::uint32_t data_coding_scheme{};  ///< of 3GPP TS 23.038, 5, for the payload
    bytes payload{};                     ///< at most 160 bytes; `mbim/text/ussd.hpp` reads its text

    static constexpr command_id id{service::ussd, 1, operation::response | operation::notification};
    using layout = fields<"MBIM_USSD_INFO",
        field<"Response",         &ussd_info::response>,
        field<"SessionState",     &ussd_info::session_state>,
        field<"DataCodingScheme", &ussd_info::data_coding_scheme>,
        field<"Payload",          &ussd_info::payload, rule{.max_bytes = 160, .personal = true}>>;
};

}  // namespace cdcnet::mbim::ussd
