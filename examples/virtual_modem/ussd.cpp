// SPDX-License-Identifier: BSL-1.0
/// \file
/// The USSD service.
#include "ussd.hpp"

#include <cdcnet/mbim/services/ussd/ussd.hpp>
#include <cdcnet/mbim/text/ussd.hpp>

#include "behaviour.hpp"
#include "commands.hpp"
#include "text.hpp"

namespace virtual_modem {

using namespace ussd;

namespace {

constexpr std::u16string_view balance = u"Balance: 12.34 EUR";

void tell(modem& m, const std::optional<ticket>& asked, const ussd_reply& reply, ussd_session_state session) {
    std::array<std::byte, max_payload> room{};
    const auto coded = encode(utf16{reply.text}, room).value_or(encoded_text{gsm7_scheme, {}});
    m.control.tell(asked, ussd_info{reply.kind, session, coded.data_coding_scheme, coded.payload});
}

void obey(modem& m, const ticket& asked, const ussd_set& wanted) {
    if (!m.net.is_registered()) return m.control.respond(asked, status::not_registered);
    if (wanted.action == ussd_action::cancel) {
        m.dialogue.end();
        return tell(m, asked, {ussd_response::terminated_by_network}, ussd_session_state::existing_session);
    }
    const bool begins = wanted.action == ussd_action::initiate;
    if (!begins && !m.dialogue.is_open()) return m.control.respond(asked, status::failure);
    std::array<char16_t, 2 * max_payload> room{};
    const auto text = decode(wanted.data_coding_scheme, wanted.payload, room);
    if (!text) return m.control.respond(asked, status::invalid_parameters);
    m.times.after(m.chosen.pace, [&m, asked, begins, said = kept(*text)] {
        const ussd_reply reply = begins ? m.dialogue.begin(said) : m.dialogue.go_on(said);
        tell(m, asked, reply, begins ? ussd_session_state::new_session : ussd_session_state::existing_session);
    });
}

}  // namespace

ussd_reply ussd_dialogue::begin(std::u16string_view code) {
    open_ = code == u"*123#";
    if (open_) return {ussd_response::action_required, u"1: balance\n2: number"};
    if (code == u"*100#") return {ussd_response::no_action_required, balance};
    return {ussd_response::operation_not_supported, u"Unknown code"};
}

ussd_reply ussd_dialogue::go_on(std::u16string_view choice) {
    if (choice == u"1" || choice == u"2") {
        open_ = false;
        return {ussd_response::no_action_required, choice == u"1" ? balance : u"Number: +15550100"};
    }
    return {ussd_response::action_required, u"1 or 2?"};
}

void receive_ussd(modem& m, const utf16& text) {
    m.dialogue.asked();
    const std::u16string said = kept(text);
    tell(m, {}, {ussd_response::action_required, said}, ussd_session_state::new_session);
}

bool take_ussd(modem& m, const request& r) {
    return on<ussd_set>(m, r, [&](const ussd_set& wanted) { obey(m, r.from, wanted); });
}

}  // namespace virtual_modem
