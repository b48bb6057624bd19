// SPDX-License-Identifier: BSL-1.0
/// \file
/// Every enumeration that the library declares, for the tests that go through all of them.
#pragma once

#include <algorithm>
#include <cdcnet/mbim/catalogue.hpp>
#include <cdcnet/mbim/framing_types.hpp>
#include <cdcnet/mbim/nw_error.hpp>
#include <cdcnet/mbim/protocol_error.hpp>
#include <cdcnet/mbim/status.hpp>
#include <cdcnet/mbim/tlv_payload.hpp>
#include <vector>

namespace mbim_test {

using namespace cdcnet::mbim;

/// Enumerations that no field of a message has.
inline constexpr const enumeration* outside_of_messages[] = {
    &enumeration_of<message_type>,
    &enumeration_of<command_type>,
    &enumeration_of<status>,
    &enumeration_of<protocol_error>,
    &enumeration_of<nw_error>,
    &enumeration_of<tlv_type>,
    &enumeration_of<multiflow::ndp_control_message_type>,
    &enumeration_of<multiflow::ndp_multiflow_status>,
    &enumeration_of<nssai_access_type>,
    &enumeration_of<tai_list_type>,
    &enumeration_of<ursp_traffic_component_type>,
    &enumeration_of<ursp_connection_capability>,
    &enumeration_of<basic_connect::dss_payload>,
    &enumeration_of<stk::stk_pac_profile>,
    &enumeration_of<stk::stk_proactive_command>,
};

inline void collect(const layout_names& names, std::vector<const enumeration*>& into) {
    for (std::size_t i = 0; i < names.count; ++i) {
        const field_name& f = names.fields[i];
        if (f.values != nullptr && std::find(into.begin(), into.end(), f.values) == into.end()) into.push_back(f.values);
        if (f.structure != nullptr) collect(*f.structure, into);
    }
}

/// Every enumeration there is.
inline const std::vector<const enumeration*>& declarations() {
    static const std::vector<const enumeration*> all = [] {
        std::vector<const enumeration*> list(std::begin(outside_of_messages), std::end(outside_of_messages));
        for (const service_catalogue& s : catalogue<>)
            for (const catalogue_entry& e : s) collect(*e.names, list);
        return list;
    }();
    return all;
}

}  // namespace mbim_test
