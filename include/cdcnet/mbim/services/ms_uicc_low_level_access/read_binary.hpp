// SPDX-License-Identifier: BSL-1.0
/// \file
/// READ_BINARY, CID 9: a transparent or BER-TLV file of the UICC.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/status_word.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_uicc_low_level_access {

/// Reads a part of a file, or writes it with a set.  That a set has the structure of the query is unproven: the service
/// lists it, but its documentation has no layout for it.
/// Microsoft UICC access, CID 9, also called ACCESS_BINARY; `ms_uicc_low_level_access/9/query@1.0` and the set;
/// `reference/discrepancies.md`, A12, A16, B16.
struct read_binary {
    std::uint32_t version{1};     ///< 1, there is no other
    bytes application_id{};       ///< of APPLICATION_LIST; empty on 2G cards.  Accept 32 bytes, send at most 16
    bytes file_path{};            ///< file ids of two bytes each, from 3F00, the master file, or from 7FFF, the application's directory
    std::uint32_t read_offset{};  ///< in the file
    std::uint32_t read_size{};    ///< may be more than 256: the function sends as many commands as it takes
    /// PIN2, where the file needs it.  The sources disagree on its encoding; it is UTF-16 here, though the limit of 16 bytes
    /// would fit UTF-8 better.  UTF-8 of even size reads as two digits to a code unit; of odd size it is refused.
    utf16 local_pin{};
    bytes data{};  ///< to be written; empty in a query

    static constexpr command_id id{service::ms_uicc_low_level_access, 9, operation::set | operation::query};
    using layout = fields<"MBIM_UICC_ACCESS_BINARY",
        field<"Version",       &read_binary::version>,
        field<"ApplicationId", &read_binary::application_id, rule{.max_bytes = 16}>,
        field<"FilePath",      &read_binary::file_path>,
        field<"ReadOffset",    &read_binary::read_offset, rule{.unit = unit::bytes}>,
        field<"ReadSize",      &read_binary::read_size, rule{.unit = unit::bytes}>,
        field<"LocalPin",      &read_binary::local_pin, rule{.max_bytes = 16, .personal = true}>,
        field<"Data",          &read_binary::data, rule{.max_bytes = 32768, .personal = true}>>;
};

/// What was read.
/// Microsoft UICC access, CID 9; `ms_uicc_low_level_access/9/response@1.0`; `reference/discrepancies.md`, A13.
struct read_binary_info {
    std::uint32_t version{1};      ///< 1, there is no other
    std::uint32_t status_word1{};  ///< SW1
    std::uint32_t status_word2{};  ///< SW2; `status_word::of` takes both
    bytes data{};                  ///< empty in the answer to a set

    static constexpr command_id id{service::ms_uicc_low_level_access, 9, operation::response};
    using layout = fields<"MBIM_UICC_RESPONSE",
        field<"Version",     &read_binary_info::version>,
        field<"StatusWord1", &read_binary_info::status_word1>,
        field<"StatusWord2", &read_binary_info::status_word2>,
        field<"Data",        &read_binary_info::data, rule{.max_bytes = 32768, .personal = true}>>;
};

}  // namespace cdcnet::mbim::ms_uicc_low_level_access
