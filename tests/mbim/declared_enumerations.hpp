// SPDX-License-Identifier: BSL-1.0
/// \file
/// Every enumeration that the library declares, for the tests that go through all of them.
#pragma once

#include <algorithm>
#include <array>
#include <cdcnet/mbim/catalogue.hpp>
#include <cdcnet/mbim/framing_types.hpp>
#include <cdcnet/mbim/nw_error.hpp>
#include <cdcnet/mbim/protocol_error.hpp>
#include <cdcnet/mbim/status.hpp>
#include <cdcnet/mbim/tlv_payload.hpp>
#include <vector>

namespace mbim_test {

using namespace cdcnet::mbim;

template <named_enum... E>
struct enumerations {
    static constexpr std::array<const enumeration*, sizeof...(E)> tables{&enumeration_of<E>...};
};

/// Enumerations that no field of a message has.
using outside_of_messages =
    enumerations<message_type, command_type, status, protocol_error, nw_error, tlv_type, multiflow::ndp_control_message_type,
                 multiflow::ndp_multiflow_status, nssai_access_type, tai_list_type, ursp_traffic_component_type, ursp_connection_capability,
                 basic_connect::dss_payload, stk::stk_pac_profile, stk::stk_proactive_command>;

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
        std::vector<const enumeration*> list(outside_of_messages::tables.begin(), outside_of_messages::tables.end());
        for (const service_catalogue& s : catalogue<>)
            for (const catalogue_entry& e : s) collect(*e.names, list);
        return list;
    }();
    return all;
}

}  // namespace mbim_test
