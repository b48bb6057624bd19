// SPDX-License-Identifier: BSL-1.0
/// \file
/// NITZ, CID 10: the time that the network tells.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_voice_extensions {

/// Asks for the network's time; empty.  Microsoft voice extensions, CID 10; `ms_voice_extensions/10/query@1.0`.
struct nitz_query {
    static constexpr command_id id{service::ms_voice_extensions, 10, operation::query};
    using layout = fields<"MBIM_NITZ_QUERY">;
};

/// The network's time.  Its data classes are numbered as in MBIMEx 2.0 in all releases.
/// Microsoft voice extensions, CID 10; `ms_voice_extensions/10/response@1.0` and the notification;
/// `reference/discrepancies.md`, B4.
struct nitz_info {
    /// The value of an offset that the function does not know.
    static constexpr std::uint32_t not_available = 0xffffffff;

    std::uint32_t year{};   ///< with the century, 2014
    std::uint32_t month{};  ///< 1 to 12
    std::uint32_t day{};    ///< 1 to 31
    std::uint32_t hour{};
    std::uint32_t minute{};
    std::uint32_t second{};
    std::uint32_t time_zone_offset_minutes{};             ///< from UTC, daylight saving time included; or `not_available`
    std::uint32_t daylight_saving_time_offset_minutes{};  ///< or `not_available`
    mbim::data_class data_class{};                        ///< of this network; none: not known

    static constexpr command_id id{service::ms_voice_extensions, 10, operation::response | operation::notification};
    using layout = fields<"MBIM_NITZ_INFO",
        field<"Year",                            &nitz_info::year>,
        field<"Month",                           &nitz_info::month>,
        field<"Day",                             &nitz_info::day>,
        field<"Hour",                            &nitz_info::hour>,
        field<"Minute",                          &nitz_info::minute>,
        field<"Second",                          &nitz_info::second>,
        field<"TimeZoneOffsetMinutes",           &nitz_info::time_zone_offset_minutes>,
        field<"DaylightSavingTimeOffsetMinutes", &nitz_info::daylight_saving_time_offset_minutes>,
        field<"DataClass",                       &nitz_info::data_class>>;
};

}  // namespace cdcnet::mbim::ms_voice_extensions
