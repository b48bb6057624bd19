// SPDX-License-Identifier: BSL-1.0
/// \file
/// READ_RECORD, CID 10: a record of a linear or cyclic file of the UICC.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/status_word.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_uicc_low_level_access {

/// Reads a record, or writes it with a set.  That a set has the structure of the query is unproven: the service lists it,
/// but its documentation has no layout for it.
/// Microsoft UICC access, CID 10, also called ACCESS_RECORD; `ms_uicc_low_level_access/10/query@1.0` and the set;
/// `reference/discrepancies.md`, A12, A16, B16.
struct read_record {
    std::uint32_t version{1};       ///< 1, there is no other
    bytes application_id{};         ///< of APPLICATION_LIST; empty on 2G cards.  Accept 32 bytes, send at most 16
    bytes file_path{};              ///< file ids of two bytes each, from 3F00, the master file, or from 7FFF, the application's directory
    std::uint32_t record_number{};  ///< absolute
    utf16 local_pin{};              ///< PIN2, where the file needs it; its encoding is in doubt, see `read_binary::local_pin`
    bytes data{};                   ///< to be written; empty in a query

    static constexpr command_id id{service::ms_uicc_low_level_access, 10, operation::set | operation::query};
    using layout = fields<"MBIM_UICC_ACCESS_RECORD",
        field<"Version",       &read_record::version>,
        field<"ApplicationId", &read_record::application_id, rule{.max_bytes = 16}>,
        field<"FilePath",      &read_record::file_path>,
        field<"RecordNumber",  &read_record::record_number>,
        field<"LocalPin",      &read_record::local_pin, rule{.max_bytes = 16, .personal = true}>,
        field<"Data",          &read_record::data, rule{.max_bytes = 256, .personal = true}>>;
};

/// What was read.
/// Microsoft UICC access, CID 10; `ms_uicc_low_level_access/10/response@1.0`; `reference/discrepancies.md`, A13.
struct read_record_info {
    std::uint32_t version{1};      ///< 1, there is no other
    std::uint32_t status_word1{};  ///< SW1
    std::uint32_t status_word2{};  ///< SW2; `status_word::of` takes both
    bytes data{};                  ///< empty in the answer to a set

    static constexpr command_id id{service::ms_uicc_low_level_access, 10, operation::response};
    using layout = fields<"MBIM_UICC_RESPONSE",
        field<"Version",     &read_record_info::version>,
        field<"StatusWord1", &read_record_info::status_word1>,
        field<"StatusWord2", &read_record_info::status_word2>,
        field<"Data",        &read_record_info::data, rule{.personal = true}>>;
};

}  // namespace cdcnet::mbim::ms_uicc_low_level_access
