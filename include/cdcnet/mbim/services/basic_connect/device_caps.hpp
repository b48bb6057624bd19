// SPDX-License-Identifier: BSL-1.0
/// \file
/// DEVICE_CAPS, CID 1: what the function is and can do.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/basic_connect/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::basic_connect {

/// Asks for the capabilities; empty.  MBIM 1.0, CID 1; `basic_connect/1/query@1.0`.
struct device_caps_query {
    static constexpr command_id id{service::basic_connect, 1, operation::query};
    using layout = fields<"MBIM_DEVICE_CAPS_QUERY">;
};

/// The capabilities; constant while the function is powered.  MBIM 1.0, CID 1; `basic_connect/1/response@1.0`.
struct device_caps_info {
    mbim::device_type device_type{};
    mbim::cellular_class cellular_class{};
    mbim::voice_class voice_class{};
    mbim::sim_class sim_class{};
    mbim::data_class data_class{};
    mbim::sms_caps sms_caps{};
    mbim::ctrl_caps control_caps{};
    std::uint32_t max_sessions{};  ///< IP sessions that can be active at a time
    utf16 custom_data_class{};     ///< names what `data_class::custom` stands for
    utf16 device_id{};             ///< IMEI, ESN or MEID; the sources disagree about its limit (`reference/discrepancies.md`, B15)
    utf16 firmware_info{};
    utf16 hardware_info{};

    static constexpr command_id id{service::basic_connect, 1, operation::response};
    using layout = fields<"MBIM_DEVICE_CAPS_INFO",
        field<"DeviceType",      &device_caps_info::device_type>,
        field<"CellularClass",   &device_caps_info::cellular_class>,
        field<"VoiceClass",      &device_caps_info::voice_class>,
        field<"SimClass",        &device_caps_info::sim_class>,
        field<"DataClass",       &device_caps_info::data_class>,
        field<"SmsCaps",         &device_caps_info::sms_caps>,
        field<"ControlCaps",     &device_caps_info::control_caps>,
        field<"MaxSessions",     &device_caps_info::max_sessions>,
        field<"CustomDataClass", &device_caps_info::custom_data_class, rule{.max_bytes = 22}>,
        field<"DeviceId",        &device_caps_info::device_id, rule{.max_bytes = 36, .personal = true}>,
        field<"FirmwareInfo",    &device_caps_info::firmware_info, rule{.max_bytes = 60}>,
        field<"HardwareInfo",    &device_caps_info::hardware_info, rule{.max_bytes = 60}>>;
};

}  // namespace cdcnet::mbim::basic_connect
