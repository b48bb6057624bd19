// SPDX-License-Identifier: BSL-1.0
/// \file
/// LTE_ATTACH_INFO, CID 4, also called MS_LTE_ATTACH_STATUS: the attachment and the context that it uses.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/nw_error.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// Asks for the attachment; empty.  Microsoft extensions 1.0, CID 4; `ms_basic_connect_extensions/4/query@1.0`.
struct lte_attach_info_query {
    static constexpr command_id id{service::ms_basic_connect_extensions, 4, operation::query};
    using layout = fields<"MBIM_MS_LTE_ATTACH_STATUS_QUERY">;
};

/// The attachment and its context.  From MBIMEx 3.0 on there is a cause in it, as only one source knows: some functions may
/// keep the form without it.  `lte_attach_info_release` tells which of the two came.
/// Microsoft extensions 1.0, CID 4; MBIMEx 3.0; `ms_basic_connect_extensions/4/response@1.0`, `@3.0` and the notification;
/// `reference/discrepancies.md`, A1.
struct lte_attach_info {
    lte_attach_state state{};
    mbim::nw_error nw_error{};  ///< since MBIMEx 3.0
    context_ip_type ip_type{};
    utf16 access_string{};
    utf16 user_name{};
    utf16 password{};
    mbim::compression compression{};
    mbim::auth_protocol auth_protocol{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 4, operation::response | operation::notification};
    using layout = fields<"MBIM_MS_LTE_ATTACH_STATUS",
        field<"LteAttachState", &lte_attach_info::state>,
        field<"NwError",        &lte_attach_info::nw_error, rule{.since = mbimex::v3}>,
        field<"IpType",         &lte_attach_info::ip_type>,
        field<"AccessString",   &lte_attach_info::access_string, rule{.max_bytes = 200}>,
        field<"UserName",       &lte_attach_info::user_name, rule{.max_bytes = 510, .personal = true}>,
        field<"Password",       &lte_attach_info::password, rule{.max_bytes = 510, .personal = true}>,
        field<"Compression",    &lte_attach_info::compression>,
        field<"AuthProtocol",   &lte_attach_info::auth_protocol>>;
};

/// The release in whose form a function wrote its `lte_attach_info`, for a `parse` that follows.  To be asked when MBIMEx 3.0
/// or 4.0 was agreed on; before, there is but one form.
///
/// The words from byte 8 on are IpType, offset, size, offset, size, offset in the form with the cause, and offset, size,
/// offset, size, offset, size in the one without it.  Of text that is absent both words are 0, so the first word that is not
/// 0 is an offset or the IpType, and its place tells the form; at byte 8, where either may stand, an offset is 40 or more.
/// Without any text and with IpType 0 the length decides.
/// \return `mbimex::v1` for 40 bytes without NwError, `mbimex::v3` for 44 with it; that the bytes are sound is for `parse` to say
[[nodiscard]] constexpr release lte_attach_info_release(bytes information_buffer) noexcept {
    constexpr std::size_t without_cause = 40;
    constexpr std::size_t with_cause = 44;
    constexpr std::size_t first = 8;
    if (information_buffer.size() < with_cause) return mbimex::v1;
    const auto word = [&](std::size_t at) { return load_le<std::uint32_t>(information_buffer.data() + at); };
    if (word(first) != 0) return word(first) < without_cause ? mbimex::v3 : mbimex::v1;
    for (std::size_t at = first + 4; at <= 28; at += 4)
        if (word(at) != 0) return (at - first) % 8 == 0 ? mbimex::v1 : mbimex::v3;
    return mbimex::v3;
}

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
