// SPDX-License-Identifier: BSL-1.0
/// \file
/// MODEM_LOGGING_CONFIG, CID 13: what the modem logs and when it hands it over.  Microsoft's page leaves the number of the
/// CID open, Wireshark has it (`reference/discrepancies.md`, B9).
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// Asks for the settings; empty.  Microsoft extensions 1.0, CID 13; `ms_basic_connect_extensions/13/query@1.0`.
struct modem_logging_config_query {
    static constexpr command_id id{service::ms_basic_connect_extensions, 13, operation::query};
    using layout = fields<"MBIM_MS_MODEM_LOGGING_CONFIG_QUERY">;
};

/// The settings.  Microsoft extensions 1.0, CID 13; `ms_basic_connect_extensions/13/set@1.0`, the response and the
/// notification.
struct modem_logging_config {
    std::uint32_t version{1};          ///< of this structure, 1
    std::uint32_t max_segment_size{};  ///< kilobytes
    std::uint32_t max_flush_time{};    ///< milliseconds
    logging_level_config level_config{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 13,
                                   operation::set | operation::response | operation::notification};
    using layout = fields<"MBIM_MS_MODEM_LOGGING_CONFIG",
        field<"Version",        &modem_logging_config::version>,
        field<"MaxSegmentSize", &modem_logging_config::max_segment_size>,
        field<"MaxFlushTime",   &modem_logging_config::max_flush_time>,
        field<"LevelConfig",    &modem_logging_config::level_config>>;
};

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
