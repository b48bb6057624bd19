// SPDX-License-Identifier: BSL-1.0
/// \file
/// SYS_CAPS, CID 5: the modem behind the functions of a device that serves several SIMs.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// Asks for the capabilities of the modem; empty.  Microsoft extensions 1.0, CID 5;
/// `ms_basic_connect_extensions/5/query@1.0`.
struct sys_caps_query {
    static constexpr command_id id{service::ms_basic_connect_extensions, 5, operation::query};
    using layout = fields<"MBIM_MS_SYS_CAPS_QUERY">;
};

/// The capabilities of the modem.  An executor is a protocol stack that shows itself as one MBIM function.
/// Microsoft extensions 1.0, CID 5; `ms_basic_connect_extensions/5/response@1.0`.
struct sys_caps_info {
    std::uint32_t number_of_executors{};
    std::uint32_t number_of_slots{};
    std::uint32_t concurrency{};  ///< executors that can be active at a time
    std::uint64_t modem_id{};     ///< the same for all functions of one modem

    static constexpr command_id id{service::ms_basic_connect_extensions, 5, operation::response};
    using layout = fields<"MBIM_MS_SYS_CAPS_INFO",
        field<"NumberOfExecutors", &sys_caps_info::number_of_executors>,
        field<"NumberOfSlots",     &sys_caps_info::number_of_slots>,
        field<"Concurrency",       &sys_caps_info::concurrency>,
        field<"ModemId",           &sys_caps_info::modem_id, rule{.personal = true}>>;
};

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
