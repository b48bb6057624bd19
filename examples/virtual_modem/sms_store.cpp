// SPDX-License-Identifier: BSL-1.0
#include "sms_store.hpp"

#include <algorithm>

namespace virtual_modem {

using sms::sms_flag;
using sms::sms_status;

namespace {

bool is_of(const stored_message& m, sms_flag kind, std::uint32_t index) {
    switch (kind) {
        case sms_flag::all: return true;
        case sms_flag::index: return m.index == index;
        case sms_flag::new_: return m.state == sms_status::new_;
        case sms_flag::old: return m.state == sms_status::old;
        case sms_flag::sent: return m.state == sms_status::sent;
        case sms_flag::draft: return m.state == sms_status::draft;
    }
    return false;
}

}  // namespace

std::optional<std::uint32_t> sms_store::keep(std::vector<std::byte> pdu, sms_status state) {
    if (is_full()) return std::nullopt;
    std::uint32_t index = 1;
    auto place = messages_.begin();
    for (; place != messages_.end() && place->index == index; ++place) ++index;
    messages_.insert(place, {index, state, std::move(pdu)});
    return index;
}

std::vector<stored_message> sms_store::read(sms_flag kind, std::uint32_t index) {
    std::vector<stored_message> found;
    for (stored_message& m : messages_) {
        if (!is_of(m, kind, index)) continue;
        found.push_back(m);
        if (m.state == sms_status::new_) m.state = sms_status::old;
    }
    return found;
}

bool sms_store::remove(sms_flag kind, std::uint32_t index) {
    const auto removed = std::erase_if(messages_, [&](const stored_message& m) { return is_of(m, kind, index); });
    return removed != 0 || kind != sms_flag::index;
}

std::optional<std::vector<std::byte>> delivered(bytes submit_pdu) {
    const auto envelope = sms_pdu::split(submit_pdu);
    if (!envelope) return std::nullopt;
    const auto sent = sms_pdu::parse_submit(envelope->tpdu);
    if (!sent) return std::nullopt;
    std::vector<std::byte> out;
    const auto put = [&](unsigned octet) { out.push_back(static_cast<std::byte>(octet)); };
    const auto put_all = [&](bytes octets) { out.insert(out.end(), octets.begin(), octets.end()); };

    constexpr unsigned no_more_messages = 0x04;
    constexpr unsigned header_indicator = 0x40;
    put(0);  // the service centre: not told
    put(no_more_messages | (sent->user_data.has_header ? header_indicator : 0));
    const sms_pdu::address& from = sent->destination;
    put(from.semi_octets);
    put(0x80u | static_cast<unsigned>(from.type) << 4 | static_cast<unsigned>(from.plan));
    put_all(from.value);
    put(sent->protocol_id);
    put(sent->data_coding_scheme);
    for (const unsigned octet : {0x62u, 0x11u, 0x82u, 0x80u, 0x00u, 0x00u, 0x00u}) put(octet);  // 28 November 2026, 08:00, UTC
    put(sent->user_data.length);
    put_all(sent->user_data.octets);
    return out;
}

}  // namespace virtual_modem
