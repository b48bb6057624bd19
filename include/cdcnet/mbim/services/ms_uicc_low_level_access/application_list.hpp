// SPDX-License-Identifier: BSL-1.0
/// \file
/// APPLICATION_LIST, CID 7: the applications of the UICC.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_uicc_low_level_access/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_uicc_low_level_access {

/// Asks for the applications; empty.  Microsoft UICC access, CID 7; `ms_uicc_low_level_access/7/query@1.0`.
struct application_list_query {
    static constexpr command_id id{service::ms_uicc_low_level_access, 7, operation::query};
    using layout = fields<"MBIM_UICC_APP_LIST_QUERY">;
};

/// One application.
/// Microsoft UICC access; `reference/messages.json`, `UiccApplication`; `reference/discrepancies.md`, B16, B24.
struct uicc_application {
    uicc_application_type application_type{};
    bytes application_id{};  ///< application identifier; empty for the three MF types.  Accept 32 bytes, send at most 16
    utf8 application_name{};
    std::uint32_t pin_key_reference_count{};  ///< how many of `pin_key_references` count
    bytes pin_key_references{};               ///< one byte each, PIN1 first; 0x01 where applications have no keys of their own

    using layout = fields<"MBIM_UICC_APP_INFO",
        field<"ApplicationType",      &uicc_application::application_type>,
        field<"ApplicationId",        &uicc_application::application_id, rule{.max_bytes = 16}>,
        field<"ApplicationName",      &uicc_application::application_name, rule{.max_bytes = 256}>,
        field<"PinKeyReferenceCount", &uicc_application::pin_key_reference_count>,
        field<"PinKeyReferences",     &uicc_application::pin_key_references, rule{.max_bytes = 8}>>;
};

/// The applications.  Microsoft UICC access, CID 7; `ms_uicc_low_level_access/7/response@1.0`.
struct application_list_info {
    /// ActiveApplicationIndex when no application is selected for registration.
    static constexpr std::uint32_t none_active = 0xffffffff;

    std::uint32_t version{1};                     ///< 1, there is no other
    std::uint32_t active_application_index{};     ///< the application that the function registers with, or `none_active`
    std::uint32_t application_list_size_bytes{};  ///< of all applications, as the function counts them; nothing is found by it
    ref_list<uicc_application> applications{};

    static constexpr command_id id{service::ms_uicc_low_level_access, 7, operation::response};
    using layout = fields<"MBIM_UICC_APP_LIST",
        field<"Version",                  &application_list_info::version>,
        count<"ApplicationCount",         &application_list_info::applications>,
        field<"ActiveApplicationIndex",   &application_list_info::active_application_index>,
        field<"ApplicationListSizeBytes", &application_list_info::application_list_size_bytes, rule{.unit = unit::bytes}>,
        field<"Applications",             &application_list_info::applications>>;
};

}  // namespace cdcnet::mbim::ms_uicc_low_level_access
