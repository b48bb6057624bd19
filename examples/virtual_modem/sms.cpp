// SPDX-License-Identifier: BSL-1.0
/// \file
/// The SMS service.
#include <cdcnet/mbim/services/sms/configuration.hpp>
#include <cdcnet/mbim/services/sms/delete.hpp>
#include <cdcnet/mbim/services/sms/message_store_status.hpp>
#include <cdcnet/mbim/services/sms/read.hpp>
#include <cdcnet/mbim/services/sms/send.hpp>

#include "behaviour.hpp"
#include "commands.hpp"
#include "text.hpp"

namespace virtual_modem {

using namespace sms;

namespace {

void store_new(modem& m, std::vector<std::byte> pdu) {
    const auto index = m.messages.keep(std::move(pdu), sms_status::new_);
    if (index) m.control.indicate(message_store_status_info{sms_status_flag::new_message, *index});
    if (m.messages.is_full()) m.control.indicate(message_store_status_info{sms_status_flag::message_store_full, 0});
}

void tell_configuration(modem& m, const ticket& asked) {
    m.control.respond(asked, configuration_info{.storage_state = sms_storage_state::initialized,
                                                .format = sms_format::pdu,
                                                .max_messages = sms_store::capacity,
                                                .sc_address = m.messages.service_centre});
}

void configure(modem& m, const ticket& asked, const configuration_set& wanted) {
    if (wanted.format != sms_format::pdu) return m.control.respond(asked, status::sms_format_not_supported);
    if (!wanted.sc_address.empty()) m.messages.service_centre = kept(wanted.sc_address);
    tell_configuration(m, asked);
}

void read(modem& m, const ticket& asked, const read_query& wanted) {
    if (wanted.format != sms_format::pdu) return m.control.respond(asked, status::sms_format_not_supported);
    const auto found = m.messages.read(wanted.flag, wanted.message_index);
    if (found.empty() && wanted.flag == sms_flag::index) return m.control.respond(asked, status::invalid_memory_index);
    std::vector<pdu_read_record> list;
    list.reserve(found.size());
    for (const stored_message& s : found) list.push_back({s.index, s.state, s.pdu});
    m.control.respond(asked, read_info{.format = sms_format::pdu, .pdu_messages = list});
}

bool is_to(const modem& m, const sms_pdu::address& to) {
    std::array<char16_t, 32> room{};
    const auto text = to.text(room);
    return text && *text == m.cards[m.slot].number;
}

/// A message to the own number comes back.
void send(modem& m, const ticket& asked, const send_set& wanted) {
    if (wanted.format != sms_format::pdu) return m.control.respond(asked, status::sms_format_not_supported);
    if (!m.net.radio_is_on()) return m.control.respond(asked, status::radio_power_off);
    if (!m.net.is_registered()) return m.control.respond(asked, status::not_registered);
    const bytes pdu = wanted.pdu_message.pdu_data;
    const auto envelope = sms_pdu::split(pdu);
    const auto submit = envelope ? sms_pdu::parse_submit(envelope->tpdu) : result<sms_pdu::submit>{envelope.error()};
    if (!submit) return m.control.respond(asked, status::invalid_parameters);
    m.times.after(m.chosen.pace,
                  [&m, asked, returns = is_to(m, submit->destination), whole = std::vector<std::byte>(pdu.begin(), pdu.end())] {
                      m.control.respond(asked, send_info{++m.messages.last_reference});
                      if (!returns) return;
                      if (auto back = delivered(whole)) store_new(m, std::move(*back));
                  });
}

void remove(modem& m, const ticket& asked, const delete_set& wanted) {
    if (!m.messages.remove(wanted.flag, wanted.message_index)) return m.control.respond(asked, status::invalid_memory_index);
    m.control.respond(asked, delete_info{});
}

}  // namespace

void receive_sms(modem& m, const utf16& from, const utf16& text) {
    std::array<std::byte, sms_pdu::max_built> room{};
    const auto submit = sms_pdu::build(room, {.destination = from, .text = text});
    if (!submit) return;
    if (auto pdu = delivered(*submit)) store_new(m, std::move(*pdu));
}

bool take_sms(modem& m, const request& r) {
    const auto with_sim = [&](auto&& act) {
        if (const status s = m.card().hindrance(); s != status::success) return m.control.respond(r.from, s);
        act();
    };
    return on<configuration_query>(m, r, [&](const auto&) { with_sim([&] { tell_configuration(m, r.from); }); }) ||
           on<configuration_set>(m, r, [&](const auto& wanted) { with_sim([&] { configure(m, r.from, wanted); }); }) ||
           on<read_query>(m, r, [&](const auto& wanted) { with_sim([&] { read(m, r.from, wanted); }); }) ||
           on<send_set>(m, r, [&](const auto& wanted) { with_sim([&] { send(m, r.from, wanted); }); }) ||
           on<delete_set>(m, r, [&](const auto& wanted) { with_sim([&] { remove(m, r.from, wanted); }); }) ||
           on<message_store_status_query>(m, r, [&](const auto&) {
               const auto flag = m.messages.is_full() ? sms_status_flag::message_store_full : sms_status_flag::none;
               with_sim([&] { m.control.respond(r.from, message_store_status_info{flag, 0}); });
           });
}

}  // namespace virtual_modem
