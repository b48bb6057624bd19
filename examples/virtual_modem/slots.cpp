// SPDX-License-Identifier: BSL-1.0
/// \file
/// Extensions about slots: SYS_CAPS, DEVICE_SLOT_MAPPINGS, SLOT_INFO_STATUS.  The modem has two slots and one executor.
#include <cdcnet/mbim/services/ms_basic_connect_extensions/device_slot_mappings.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/slot_info_status.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/sys_caps.hpp>

#include "behaviour.hpp"
#include "commands.hpp"
#include "identity.hpp"

namespace virtual_modem {

using namespace ms_basic_connect_extensions;

namespace {

uicc_slot_state state_of(const modem& m, std::uint32_t index) {
    const sim& card = m.cards[index];
    if (!card.inserted) return index == m.slot ? uicc_slot_state::empty : uicc_slot_state::off_empty;
    if (index != m.slot) return uicc_slot_state::off;
    return card.state() == basic_connect::subscriber_ready_state::bad_sim ? uicc_slot_state::error : uicc_slot_state::active;
}

void tell_mapping(modem& m, const ticket& asked) {
    const slot list[] = {{m.slot}};
    m.control.respond(asked, device_slot_mappings{list});
}

void map(modem& m, const ticket& asked, const device_slot_mappings& wanted) {
    if (wanted.slots.size() != 1 || wanted.slots[0].index >= modem::slots) return m.control.respond(asked, status::invalid_parameters);
    const std::uint32_t index = wanted.slots[0].index;
    if (index != m.slot) {
        leave_network(m);
        m.slot = index;
        m.card().power_on();
        sim_changed(m);
    }
    tell_mapping(m, asked);
}

}  // namespace

void tell_slot(modem& m, std::uint32_t index, const std::optional<ticket>& asked) {
    m.control.tell(asked, slot_info_status{index, state_of(m, index)});
}

bool take_slots(modem& m, const request& r) {
    return on<sys_caps_query>(m, r,
                              [&](const auto&) {
                                  m.control.respond(r.from, sys_caps_info{.number_of_executors = 1,
                                                                          .number_of_slots = modem::slots,
                                                                          .concurrency = 1,
                                                                          .modem_id = identity::modem_id});
                              }) ||
           on<device_slot_mappings_query>(m, r, [&](const auto&) { tell_mapping(m, r.from); }) ||
           on<device_slot_mappings>(m, r, [&](const device_slot_mappings& wanted) { map(m, r.from, wanted); }) ||
           on<slot_info_status_query>(m, r, [&](const slot_info_status_query& asked) {
               if (asked.slot_index >= modem::slots) return m.control.respond(r.from, status::invalid_parameters);
               tell_slot(m, asked.slot_index, r.from);
           });
}

}  // namespace virtual_modem
