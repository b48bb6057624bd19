// SPDX-License-Identifier: BSL-1.0
/// \file
/// DEVICE_CAPS, CID 6, also called MS_DEVICE_CAPS_V2: what the function is and can do, and which executor it is.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// Asks for the capabilities; empty.  Microsoft extensions 1.0, CID 6; `ms_basic_connect_extensions/6/query@1.0`.
struct device_caps_query {
    static constexpr command_id id{service::ms_basic_connect_extensions, 6, operation::query};
    using layout = fields<"MBIM_MS_DEVICE_CAPS_QUERY_V2">;
};

/// The capabilities; constant while the function is powered.
/// Microsoft extensions 1.0, CID 6; `ms_basic_connect_extensions/6/response@1.0`; `reference/discrepancies.md`, B4, B14, B15.
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
    utf16 device_id{};             ///< IMEI, ESN or MEID; the sources disagree about its limit
    utf16 firmware_info{};
    utf16 hardware_info{};
    std::uint32_t executor_index{};  ///< from 0, below `sys_caps_info::number_of_executors`

    static constexpr command_id id{service::ms_basic_connect_extensions, 6, operation::response, mbimex::v1, mbimex::v3};
    using layout = fields<"MBIM_MS_DEVICE_CAPS_INFO_V2",
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
        field<"HardwareInfo",    &device_caps_info::hardware_info, rule{.max_bytes = 60}>,
        field<"ExecutorIndex",   &device_caps_info::executor_index>>;
};

/// As `device_caps_info`, with bands and the kinds of 5G.
/// MBIMEx 3.0, CID 6; `ms_basic_connect_extensions/6/response@3.0`; `reference/discrepancies.md`, B4, B5, B15.
struct device_caps_info_v3 {
    mbim::device_type device_type{};
    mbim::cellular_class cellular_class{};
    mbim::voice_class voice_class{};
    mbim::sim_class sim_class{};
    data_class_v3 data_class{};
    mbim::sms_caps sms_caps{};
    mbim::ctrl_caps control_caps{};
    std::uint64_t data_subclass{};     ///< bits of `mbim::data_subclass`; 64 bits wide in this structure alone
    std::uint32_t max_sessions{};      ///< IP sessions that can be active at a time
    std::uint32_t executor_index{};    ///< from 0, below `sys_caps_info::number_of_executors`
    std::uint32_t wcdma_band_class{};  ///< a bit for each band
    array_view<std::uint16_t> lte_band_class{};
    array_view<std::uint16_t> nr_band_class{};
    utf16 custom_data_class{};  ///< names what `data_class_v3::custom` stands for
    utf16 device_id{};          ///< IMEI, ESN or MEID; the sources disagree about its limit
    utf16 firmware_info{};
    utf16 hardware_info{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 6, operation::response, mbimex::v3};
    using layout = fields<"MBIM_MS_DEVICE_CAPS_INFO_V3",
        field<"DeviceType",       &device_caps_info_v3::device_type>,
        field<"CellularClass",    &device_caps_info_v3::cellular_class>,
        field<"VoiceClass",       &device_caps_info_v3::voice_class>,
        field<"SimClass",         &device_caps_info_v3::sim_class>,
        field<"DataClass",        &device_caps_info_v3::data_class>,
        field<"SmsCaps",          &device_caps_info_v3::sms_caps>,
        field<"ControlCaps",      &device_caps_info_v3::control_caps>,
        field_of<"DataSubclass",  &device_caps_info_v3::data_subclass, mbim::data_subclass>,
        field<"MaxSessions",      &device_caps_info_v3::max_sessions>,
        field<"ExecutorIndex",    &device_caps_info_v3::executor_index>,
        field<"WcdmaBandClass",   &device_caps_info_v3::wcdma_band_class>,
        in_tlv<"LteBandClass",    &device_caps_info_v3::lte_band_class, tlv_type::uint16_tbl>,
        in_tlv<"NrBandClass",     &device_caps_info_v3::nr_band_class, tlv_type::uint16_tbl>,
        in_tlv<"CustomDataClass", &device_caps_info_v3::custom_data_class, tlv_type::wchar_str, rule{.max_bytes = 22}>,
        in_tlv<"DeviceId",        &device_caps_info_v3::device_id, tlv_type::wchar_str, rule{.max_bytes = 36, .personal = true}>,
        in_tlv<"FirmwareInfo",    &device_caps_info_v3::firmware_info, tlv_type::wchar_str, rule{.max_bytes = 60}>,
        in_tlv<"HardwareInfo",    &device_caps_info_v3::hardware_info, tlv_type::wchar_str, rule{.max_bytes = 60}>>;
};

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
