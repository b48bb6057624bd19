// SPDX-License-Identifier: BSL-1.0
/// \file
/// FILE_STATUS, CID 8: what a file of the UICC is and which PINs guard it.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/status_word.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/types.hpp>
#include <cdcnet/mbim/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_uicc_low_level_access {

/// Asks for one file.
/// Microsoft UICC access, CID 8; `ms_uicc_low_level_access/8/query@1.0`; `reference/discrepancies.md`, B16.
struct file_status_query {
    std::uint32_t version{1};  ///< 1, there is no other
    bytes application_id{};    ///< of APPLICATION_LIST; empty on 2G cards.  Accept 32 bytes, send at most 16
    bytes file_path{};         ///< file ids of two bytes each, from 3F00, the master file, or from 7FFF, the application's directory

    static constexpr command_id id{service::ms_uicc_low_level_access, 8, operation::query};
    using layout = fields<"MBIM_UICC_FILE_PATH",
        field<"Version",       &file_status_query::version>,
        field<"ApplicationId", &file_status_query::application_id, rule{.max_bytes = 16}>,
        field<"FilePath",      &file_status_query::file_path, rule{.max_bytes = 8}>>;
};

/// The file.  Microsoft UICC access, CID 8; `ms_uicc_low_level_access/8/response@1.0`; `reference/discrepancies.md`, A13.
struct file_status_info {
    std::uint32_t version{1};      ///< 1, there is no other
    std::uint32_t status_word1{};  ///< SW1
    std::uint32_t status_word2{};  ///< SW2; `status_word::of` takes both
    uicc_file_accessibility file_accessibility{};
    uicc_file_type file_type{};
    uicc_file_structure file_structure{};
    std::uint32_t file_item_count{};         ///< records; 1 for a file without records
    std::uint32_t file_item_size{};          ///< of one record, or of the whole file
    pin_type access_condition_read{};        ///< the PIN to enter before
    pin_type access_condition_update{};      ///< the PIN to enter before
    pin_type access_condition_activate{};    ///< the PIN to enter before
    pin_type access_condition_deactivate{};  ///< the PIN to enter before

    static constexpr command_id id{service::ms_uicc_low_level_access, 8, operation::response};
    using layout = fields<"MBIM_UICC_FILE_STATUS",
        field<"Version",                   &file_status_info::version>,
        field<"StatusWord1",               &file_status_info::status_word1>,
        field<"StatusWord2",               &file_status_info::status_word2>,
        field<"FileAccessibility",         &file_status_info::file_accessibility>,
        field<"FileType",                  &file_status_info::file_type>,
        field<"FileStructure",             &file_status_info::file_structure>,
        field<"FileItemCount",             &file_status_info::file_item_count>,
        field<"FileItemSize",              &file_status_info::file_item_size, rule{.unit = unit::bytes}>,
        field<"AccessConditionRead",       &file_status_info::access_condition_read>,
        field<"AccessConditionUpdate",     &file_status_info::access_condition_update>,
        field<"AccessConditionActivate",   &file_status_info::access_condition_activate>,
        field<"AccessConditionDeactivate", &file_status_info::access_condition_deactivate>>;
};

}  // namespace cdcnet::mbim::ms_uicc_low_level_access
