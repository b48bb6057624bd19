// SPDX-License-Identifier: BSL-1.0
/// \file
/// APDU, CID 4: commands to the UICC.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/status_word.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_uicc_low_level_access {

/// Sends a command on a channel of OPEN_CHANNEL.
/// Microsoft UICC access, CID 4; `ms_uicc_low_level_access/4/set@1.0`, `@4.0`; `reference/discrepancies.md`, A9.
struct apdu_set {
    std::uint32_t channel{};  ///< 1 to 19
    uicc_secure_messaging secure_messaging{};
    uicc_class_byte_type class_byte_type{};
    bytes command{};          ///< a whole APDU; the function replaces its class byte by one made from the fields above
    std::uint32_t slot_id{};  ///< since MBIMEx 4.0; known from one source.  A host without it places Command at 20, not 24

    static constexpr command_id id{service::ms_uicc_low_level_access, 4, operation::set};
    using layout = fields<"MBIM_MS_SET_UICC_APDU",
        field<"Channel",         &apdu_set::channel>,
        field<"SecureMessaging", &apdu_set::secure_messaging>,
        field<"ClassByteType",   &apdu_set::class_byte_type>,
        size_first<"Command",    &apdu_set::command, rule{.max_bytes = 261, .personal = true}>,
        field<"SlotId",          &apdu_set::slot_id, rule{.since = mbimex::v4}>>;
};

/// The answer of the UICC, whole: the function has fetched what 61 XX announces.  The command succeeded or not by its
/// status word; the status of the message says only that it reached the UICC.
/// Microsoft UICC access, CID 4; `ms_uicc_low_level_access/4/response@1.0`; `reference/discrepancies.md`, A13.
struct apdu_info {
    std::uint32_t status{};  ///< `status_word::of` reads it
    bytes response{};        ///< without SW1 and SW2; can be longer than 256 bytes

    static constexpr command_id id{service::ms_uicc_low_level_access, 4, operation::response};
    using layout = fields<"MBIM_MS_UICC_APDU_INFO",
        field<"Status",        &apdu_info::status>,
        size_first<"Response", &apdu_info::response, rule{.personal = true}>>;
};

}  // namespace cdcnet::mbim::ms_uicc_low_level_access
