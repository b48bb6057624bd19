// SPDX-License-Identifier: BSL-1.0
/// \file
/// SUBSCRIBER_READY_STATUS, PIN and PIN_LIST.
#include <cdcnet/mbim/services/basic_connect/pin_list.hpp>
#include <cdcnet/mbim/services/basic_connect/subscriber_ready_status.hpp>

#include "behaviour.hpp"
#include "commands.hpp"

namespace virtual_modem {

using namespace basic_connect;

void tell_subscriber(modem& m, const std::optional<ticket>& asked) {
    const sim& card = m.card();
    subscriber_ready_status_info info{.ready_state = card.state()};
    using enum subscriber_ready_status_flag;
    if (m.control.agreed() >= mbimex::v3) info.flags = sim_removability_known | sim_removable | sim_slot_active;
    const utf16 numbers[] = {card.number};
    // What the card keeps behind its PIN is not known before that.
    if (card.inserted) info.sim_iccid = card.iccid;
    if (card.is_ready()) {
        info.subscriber_id = card.subscriber;
        info.telephone_numbers = numbers;
    }
    m.control.tell(asked, info);
}

void sim_changed(modem& m) {
    const bool ready = m.card().is_ready();
    if (!ready) leave_network(m);
    tell_subscriber(m);
    if (ready) register_by_itself(m);
}

namespace {

void operate_pin(modem& m, const ticket& asked, const pin_set& wanted) {
    const auto before = m.card().state();
    const pin_outcome outcome = m.card().operate(wanted);
    const bool has_info = outcome.result != status::no_device_support && outcome.result != status::sim_not_inserted;
    if (has_info) {
        m.control.respond(asked, outcome.info, outcome.result);
    } else {
        m.control.respond(asked, outcome.result);
    }
    if (m.card().state() != before) sim_changed(m);
}

void query_pin(modem& m, const ticket& asked) {
    if (!m.card().inserted) return m.control.respond(asked, status::sim_not_inserted);
    m.control.respond(asked, m.card().awaited());
}

void list_pins(modem& m, const ticket& asked) {
    if (!m.card().inserted) return m.control.respond(asked, status::sim_not_inserted);
    const pin_mode mode = m.card().uses_pin() ? pin_mode::enabled : pin_mode::disabled;
    m.control.respond(asked, pin_list_info{.pin1 = {mode, pin_format::numeric, sim::shortest_pin, sim::longest_pin}});
}

}  // namespace

bool take_subscriber(modem& m, const request& r) {
    return on<subscriber_ready_status_query>(m, r, [&](const auto&) { tell_subscriber(m, r.from); }) ||
           on<pin_query>(m, r, [&](const auto&) { query_pin(m, r.from); }) ||
           on<pin_set>(m, r, [&](const pin_set& wanted) { operate_pin(m, r.from, wanted); }) ||
           on<pin_list_query>(m, r, [&](const auto&) { list_pins(m, r.from); });
}

}  // namespace virtual_modem
