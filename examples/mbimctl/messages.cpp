// SPDX-License-Identifier: BSL-1.0
#include <unistd.h>

#include <array>
#include <cdcnet/mbim/services/sms/delete.hpp>
#include <cdcnet/mbim/services/sms/read.hpp>
#include <cdcnet/mbim/services/sms/send.hpp>
#include <cdcnet/mbim/text/sms_pdu.hpp>
#include <charconv>

#include "client.hpp"
#include "commands.hpp"

namespace mbimctl {

using namespace mbim::sms;
namespace sms_pdu = mbim::sms_pdu;

namespace {

std::string text_of(const sms_pdu::address& a) {
    std::array<char16_t, sms_pdu::address::max_text> room{};
    const auto text = a.text(room);
    return text ? narrow(*text) : std::string{};
}

/// `2026-11-28 17:05:09 +01:00`; empty when it is no time.
std::string text_of(const sms_pdu::timestamp& t) {
    const auto read = t.read();
    if (!read) return {};
    const int year = read->year + (read->year < 90 ? 2000 : 1900);  // there were none before 1992
    const int minutes = 15 * std::abs(read->quarters);
    return fmt::format("{}-{:02}-{:02} {:02}:{:02}:{:02} {}{:02}:{:02}", year, read->month, read->day, read->hour, read->minute,
                       read->second, read->quarters < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

void add_text(facts& all, const sms_pdu::user_data& data) {
    if (const auto part = data.concatenation())
        all.push_back({"Part", fmt::format("{}/{} of {}", part->part, part->parts, part->reference), fact::text});
    std::array<char16_t, 255> room{};
    if (const auto text = data.text(room)) {
        all.push_back({"Text", narrow(*text), fact::text});
    } else {
        all.push_back({"Data", to_hex(data.payload()), fact::word});
    }
}

/// What the TPDU says; false when it cannot be read.
bool add_tpdu(facts& all, cdcnet::bytes tpdu) {
    const auto type = sms_pdu::type_of(tpdu);
    if (!type) return false;
    if (*type == sms_pdu::message_type::submit) {
        const auto m = sms_pdu::parse_submit(tpdu);
        if (!m) return false;
        all.push_back({"To", text_of(m->destination), fact::text});
        add_text(all, m->user_data);
        return true;
    }
    if (*type == sms_pdu::message_type::status_report) {
        const auto m = sms_pdu::parse_status_report(tpdu);
        if (!m) return false;
        all.push_back({"To", text_of(m->recipient), fact::text});
        all.push_back({"Time", text_of(m->discharge_time), fact::text});
        all.push_back({"Reference", std::to_string(m->reference), fact::number});
        all.push_back({"Delivery", m->is_done() ? "DONE" : m->is_pending() ? "PENDING" : "GIVEN_UP", fact::word});
        return true;
    }
    const auto m = sms_pdu::parse_deliver(tpdu);
    if (!m) return false;
    all.push_back({"From", text_of(m->originator), fact::text});
    all.push_back({"Time", text_of(m->service_centre_time), fact::text});
    add_text(all, m->user_data);
    return true;
}

facts facts_of(const pdu_read_record& r) {
    facts all{{"Index", std::to_string(r.message_index), fact::number},
              {"Status", std::string{mbim::name_of(r.message_status)}, fact::word}};
    const auto parts = sms_pdu::split(r.pdu_data);
    if (!parts || !add_tpdu(all, parts->tpdu)) all.push_back({"Pdu", to_hex(r.pdu_data), fact::word});
    return all;
}

int read(const client& c, sms_flag which, std::uint32_t index) {
    const answer a = c.modem.ask(read_query{sms_format::pdu, which, index});
    record shown = record_of<read_info>(c, a);
    const auto info = a.read<read_info>(c.modem.agreed());
    if (info && info->format == sms_format::pdu) {
        shown.is_list = true;
        shown.decoded_instead = true;
        for (const pdu_read_record& r : info->pdu_messages) shown.decoded.push_back(facts_of(r));
    }
    return finish(c, shown);
}

/// Parts of different messages should not have the same.
std::uint16_t new_reference() {
    return static_cast<std::uint16_t>(std::chrono::system_clock::now().time_since_epoch().count() / 1000 + ::getpid());
}

}  // namespace

int sms_list(const client& c, const std::string& which) {
    const auto flag = named_value<sms_flag>(which);
    if (flag == sms_flag::index) throw usage_error{"sms read reads one message"};
    return read(c, flag, 0);
}

int sms_read(const client& c, std::uint32_t index) { return read(c, sms_flag::index, index); }

int sms_send(const client& c, const text_arguments& t) {
    const std::u16string number = wide(t.number);
    const std::u16string text = wide(t.text);
    const std::u16string service_centre = wide(t.service_centre);
    sms_pdu::submission message{.service_centre = service_centre, .destination = number, .text = text, .request_report = t.report};
    if (t.flash) message.message_class = mbim::message_class::flash;
    message.concatenation_reference = new_reference();

    const auto parts = sms_pdu::parts_of(message);
    if (!parts) throw usage_error{"The text is too long"};
    for (std::size_t part = 0; part < *parts; ++part) {
        std::array<std::byte, sms_pdu::max_built> room{};
        const auto pdu = sms_pdu::build(room, message, part);
        if (!pdu) throw usage_error{fmt::format("Not a number to send to: {}", cdcnet::name_of(pdu.error().code()))};
        const int status = show<send_info>(c, c.modem.ask(send_set{.format = sms_format::pdu, .pdu_message = {*pdu}}));
        if (status != exit_done) return status;
    }
    return exit_done;
}

int sms_delete(const client& c, const std::string& which) {
    delete_set set{sms_flag::index, 0};
    const auto [end, fault] = std::from_chars(which.data(), which.data() + which.size(), set.message_index);
    if (fault != std::errc{} || end != which.data() + which.size()) set = {named_value<sms_flag>(which), 0};
    return show<delete_info>(c, c.modem.ask(set));
}

}  // namespace mbimctl
