// SPDX-License-Identifier: BSL-1.0
/// \file
/// DEVICE_SLOT_MAPPINGS, CID 7: which executor uses which slot.
/// Ids of layouts are those of `reference/messages.json`.
#pragma once

#include <cdcnet/mbim/layout.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/types.hpp>

// clang-format off: layouts are tables, one field a line
namespace cdcnet::mbim::ms_basic_connect_extensions {

/// The slot of one executor.  Microsoft extensions 1.0; `reference/messages.json`, `Slot`.
struct slot {
    std::uint32_t index{};  ///< from 0, below `sys_caps_info::number_of_slots`

    using layout = fields<"MBIM_MS_SLOT",
        field<"Slot", &slot::index>>;
};

/// Asks for the mapping; empty.  Microsoft extensions 1.0, CID 7; `ms_basic_connect_extensions/7/query@1.0`.
struct device_slot_mappings_query {
    static constexpr command_id id{service::ms_basic_connect_extensions, 7, operation::query};
    using layout = fields<"MBIM_MS_DEVICE_SLOT_MAPPINGS_QUERY">;
};

/// The mapping, as it is or shall be: element i is the slot of executor i.
/// Microsoft extensions 1.0, CID 7; `ms_basic_connect_extensions/7/set@1.0` and the response.
struct device_slot_mappings {
    ref_list<slot> slots{};

    static constexpr command_id id{service::ms_basic_connect_extensions, 7, operation::set | operation::response};
    using layout = fields<"MBIM_MS_DEVICE_SLOT_MAPPING_INFO",
        count<"MapCount", &device_slot_mappings::slots>,
        field<"SlotMap",  &device_slot_mappings::slots>>;
};

}  // namespace cdcnet::mbim::ms_basic_connect_extensions
