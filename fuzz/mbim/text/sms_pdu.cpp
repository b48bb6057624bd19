// SPDX-License-Identifier: BSL-1.0
/// \file
/// Short messages.  The input is taken as PduData, as each of the three TPDUs, and as a message to build: no view leaves it,
/// what is built is read again, and what is read is built again, to the same octets where it can be said in one way only.
#include <array>
#include <cdcnet/mbim/text/sms_pdu.hpp>
#include <string>
#include <vector>

#include "../../property.hpp"

namespace {

using namespace cdcnet;
using fuzz::is_part_of;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::sms_pdu;

void check(const address& a, bytes whole) {
    PROPERTY(is_part_of(a.value, whole) && a.semi_octets <= 20 && a.value.size() == (a.semi_octets + 1u) / 2);
    std::vector<char16_t> room(address::max_text);
    PROPERTY(a.text(room));
}

void check(const user_data& d, bytes whole) {
    PROPERTY(is_part_of(d.octets, whole) && is_part_of(d.payload(), d.octets));
    PROPERTY(d.header_octets() + d.payload().size() == d.octets.size());
    std::size_t octets = 1;
    for (const element e : d.elements()) {
        PROPERTY(is_part_of(e.data, d.octets));
        octets += 2 + e.data.size();
    }
    PROPERTY(d.elements().empty() || octets == d.header_octets());
    if (const auto part = d.concatenation()) PROPERTY(part->part != 0 && part->part <= part->parts);
    std::vector<char16_t> room(d.octets.size() * 8 / 7);
    const auto text = d.text(room);
    if (text) {
        PROPERTY(text->size() <= room.size());
    } else {
        PROPERTY(text.error().code() == errc::odd_size || (text.error().code() == errc::value && d.coding.compressed));
    }
}

void check(const timestamp& t) {
    const auto time = t.read();
    if (time) {
        PROPERTY(time->month <= 12 && time->day <= 31 && time->hour < 24 && time->quarters <= 79 && time->quarters >= -79);
        timestamp same = t;
        if (time->quarters == 0) same.octets[6] = {};  // zero has two signs
        PROPERTY(timestamp::of(*time).value() == same);
    } else {
        PROPERTY(time.error().code() == errc::value && time.error().offset() < 7);
    }
}

template <class T>
bool refused(const result<T>& read, bytes tpdu) {
    if (read) return false;
    const errc code = read.error().code();
    PROPERTY(code == errc::need_more || code == errc::message_type || code == errc::length);
    PROPERTY(read.error().offset() <= tpdu.size());
    return true;
}

// --- built again ---------------------------------------------------------------------------------------------------

/// A text as UTF-16 of its own.
template <class Text>
std::u16string text_of(const Text& t) {
    std::u16string room(256, u'\0');
    room.resize(t.text(room).value().size());
    return room;
}
/// The one way to pack a text, and that with as many septets.
bool packs(bytes packed, std::size_t septets, const std::u16string& text) {
    std::array<std::byte, 256> room{};
    const auto again = gsm7::encode(text, room);
    return again && again->septets == septets && equal(again->octets, packed);
}

/// What a builder takes can say all of the address.
bool can_be_built(const address& a) {
    if (a.is_name()) return a.semi_octets >= 2;
    return (a.type == type_of_number::unknown || a.type == type_of_number::international) && text_of(a) != u"" && text_of(a) != u"+";
}
/// And in the same octets.
bool is_canonical(const address& a, bytes tpdu) {
    const std::byte kind = tpdu[static_cast<std::size_t>(a.value.data() - tpdu.data()) - 1];
    if ((kind & std::byte{0x80}) == std::byte{}) return false;  // without its extension bit
    if (a.is_name())
        return a.plan == numbering_plan::unknown && a.semi_octets % 7 != 1 && a.semi_octets % 7 != 3 && a.semi_octets % 7 != 5 &&
               packs(a.value, a.semi_octets * 4u / 7, text_of(a));
    const std::size_t sign = a.type == type_of_number::international ? 1 : 0;
    const bool filled = a.semi_octets % 2 == 0 || (a.value.back() & std::byte{0xf0}) == std::byte{0xf0};
    return a.plan == numbering_plan::isdn && text_of(a).size() == sign + a.semi_octets && filled;
}

/// The message is whole and a builder chooses its coding.
bool can_be_built(const user_data& d, std::uint8_t scheme) {
    if (d.has_header || (scheme & 0xe4u) != 0) return false;
    return d.coding.alphabet == alphabet::gsm7 ? d.octets.size() <= 140 : d.octets.size() % 2 == 0 && d.octets.size() <= 140;
}
bool is_canonical(const user_data& d, std::uint8_t scheme) {
    const bool plain = (scheme & 0x10u) != 0 || (scheme & 3u) == 0;  // a class without its bit is none
    if (!plain) return false;
    if (d.coding.alphabet == alphabet::gsm7) return packs(d.octets, d.length, text_of(d));
    return !gsm7::septets_of(text_of(d));
}

/// The TPDU in PduData without a service centre.
bytes tpdu_in(const result<bytes>& built) {
    PROPERTY(built && (*built)[0] == std::byte{});
    return built->subspan(1);
}
bool has_bits(bytes tpdu, unsigned bits) { return (std::to_integer<unsigned>(tpdu[0]) & bits) != 0; }

void build_again(const deliver& d, bytes tpdu) {
    if (!can_be_built(d.originator) || !can_be_built(d.user_data, d.data_coding_scheme)) return;
    const std::u16string originator = text_of(d.originator);
    const std::u16string text = text_of(d.user_data);
    const utf16 nothing;
    const delivery m{.originator = d.originator.is_name() ? nothing : utf16{originator},
                     .originator_name = d.originator.is_name() ? utf16{originator} : nothing,
                     .text = text,
                     .service_centre_time = d.service_centre_time,
                     .more_messages = d.more_messages,
                     .loop_prevention = d.loop_prevention,
                     .report_requested = d.report_requested,
                     .reply_path = d.reply_path,
                     .protocol_id = d.protocol_id,
                     .message_class = d.user_data.coding.message_class};
    std::array<std::byte, max_built> out{};
    const bytes again = tpdu_in(build(out, m));
    const auto same = parse_deliver(again);
    PROPERTY(same && text_of(same->originator) == originator && text_of(same->user_data) == text);
    PROPERTY(same->more_messages == d.more_messages && same->loop_prevention == d.loop_prevention);
    PROPERTY(same->report_requested == d.report_requested && same->reply_path == d.reply_path && same->protocol_id == d.protocol_id);
    PROPERTY(same->service_centre_time == d.service_centre_time);
    PROPERTY(same->user_data.coding.message_class == d.user_data.coding.message_class);
    if (!has_bits(tpdu, 0x10) && is_canonical(d.originator, tpdu) && is_canonical(d.user_data, d.data_coding_scheme))
        PROPERTY(equal(again, tpdu.first(again.size())));
}

void build_again(const submit& s, bytes tpdu) {
    const bool relative = s.validity.type == validity_period::form::relative;
    if (!relative && s.validity.type != validity_period::form::none) return;
    if (s.destination.is_name() || !can_be_built(s.destination) || !can_be_built(s.user_data, s.data_coding_scheme)) return;
    const std::u16string destination = text_of(s.destination);
    const std::u16string text = text_of(s.user_data);
    const auto period = std::to_integer<std::uint8_t>(s.validity.octets.octets[0]);
    const submission m{.destination = destination,
                       .text = text,
                       .reference = s.reference,
                       .reject_duplicates = s.reject_duplicates,
                       .request_report = s.report_requested,
                       .reply_path = s.reply_path,
                       .protocol_id = s.protocol_id,
                       .message_class = s.user_data.coding.message_class,
                       .relative_validity = relative ? std::optional{period} : std::nullopt};
    std::array<std::byte, max_built> out{};
    const bytes again = tpdu_in(build(out, m));
    const auto same = parse_submit(again);
    PROPERTY(same && text_of(same->destination) == destination && text_of(same->user_data) == text);
    PROPERTY(same->validity.type == s.validity.type && same->validity.octets == s.validity.octets);
    if (is_canonical(s.destination, tpdu) && is_canonical(s.user_data, s.data_coding_scheme))
        PROPERTY(equal(again, tpdu.first(again.size())));
}

/// What is behind the status of a report is all told, and in one way.
bool is_canonical(const status_report& r, bytes behind) {
    if (behind.empty()) return true;
    const auto present = std::to_integer<unsigned>(behind[0]);
    if (r.user_data.octets.empty()) return present == 1;
    return (present | 1u) == 7 && (*r.data_coding_scheme & 0x10u) == 0 && is_canonical(r.user_data, *r.data_coding_scheme);
}

void build_again(const status_report& r, bytes tpdu) {
    if (r.recipient.is_name() || !can_be_built(r.recipient) || !can_be_built(r.user_data, r.data_coding_scheme.value_or(0))) return;
    if (r.user_data.octets.size() > 131) return;
    const std::u16string recipient = text_of(r.recipient);
    const std::u16string text = text_of(r.user_data);
    const outcome m{.recipient = recipient,
                    .text = text,
                    .reference = r.reference,
                    .service_centre_time = r.service_centre_time,
                    .discharge_time = r.discharge_time,
                    .status = r.status,
                    .more_messages = r.more_messages,
                    .loop_prevention = r.loop_prevention,
                    .of_command = r.of_command,
                    .protocol_id = r.protocol_id};
    std::array<std::byte, max_built> out{};
    const bytes again = tpdu_in(build(out, m));
    const auto same = parse_status_report(again);
    PROPERTY(same && text_of(same->recipient) == recipient && text_of(same->user_data) == text);
    PROPERTY(same->reference == r.reference && same->status == r.status && same->protocol_id == r.protocol_id);
    PROPERTY(same->more_messages == r.more_messages && same->loop_prevention == r.loop_prevention && same->of_command == r.of_command);
    PROPERTY(same->service_centre_time == r.service_centre_time && same->discharge_time == r.discharge_time);
    const bytes behind = tpdu.subspan(19 + r.recipient.value.size());
    if (!has_bits(tpdu, 0xd0) && is_canonical(r.recipient, tpdu) && is_canonical(r, behind))
        PROPERTY(equal(again, tpdu.first(again.size())));
}

void read(bytes tpdu) {
    if (const auto d = parse_deliver(tpdu); !refused(d, tpdu)) {
        check(d->originator, tpdu);
        check(d->service_centre_time);
        check(d->user_data, tpdu);
        build_again(*d, tpdu);
    }
    if (const auto s = parse_submit(tpdu); !refused(s, tpdu)) {
        check(s->destination, tpdu);
        static_cast<void>(s->validity.seconds());
        check(s->validity.octets);
        check(s->user_data, tpdu);
        build_again(*s, tpdu);
    }
    if (const auto r = parse_status_report(tpdu); !refused(r, tpdu)) {
        check(r->recipient, tpdu);
        check(r->service_centre_time);
        check(r->discharge_time);
        check(r->user_data, tpdu);
        build_again(*r, tpdu);
    }
}

/// All parts, which `parse` reads again as an address and user data.
template <class Message, class Parse>
void write_parts(const Message& m, const std::u16string& number, Parse parse) {
    const auto parts = parts_of(m);
    std::u16string joined;
    for (std::size_t part = 0; parts && part < *parts; ++part) {
        std::array<std::byte, max_built> out{};
        const auto built = build(out, m, part);
        if (!built) {
            const errc code = built.error().code();
            PROPERTY(code == errc::syntax || code == errc::length || code == errc::too_long);
            return;
        }
        PROPERTY(build(mutable_bytes{out.data(), built->size() - 1}, m, part).error() == error::no_space(built->size()));
        const auto whole = split(*built);
        PROPERTY(whole && whole->service_centre.has_value() == !m.service_centre.empty());
        const auto [address, data] = parse(whole->tpdu);
        PROPERTY(text_of(address) == number);
        PROPERTY(data.octets.size() <= 140 && data.coding.message_class == m.message_class);
        PROPERTY(data.concatenation().has_value() == (*parts > 1));
        if (*parts > 1) PROPERTY(data.concatenation()->part == part + 1 && data.concatenation()->parts == *parts);
        joined += text_of(data);
    }
    if (parts) PROPERTY(utf16{joined} == m.text);
}

void write(bytes raw) {
    if (raw.size() < 4) return;
    const auto flags = std::to_integer<unsigned>(raw[0]);
    std::u16string number(std::to_integer<std::size_t>(raw[1]) % 24, u'0');
    for (std::size_t i = 0; i < number.size(); ++i) number[i] = u"0123456789*#abc+"[(i * 7 + std::to_integer<unsigned>(raw[2])) % 16];
    const submission m{.service_centre = (flags & 1u) != 0 ? u"+1234567" : u"",
                       .destination = number,
                       .text = utf16::over(raw.subspan(4)),
                       .reference = std::to_integer<std::uint8_t>(raw[3]),
                       .reject_duplicates = (flags & 2u) != 0,
                       .request_report = (flags & 4u) != 0,
                       .reply_path = (flags & 8u) != 0,
                       .protocol_id = std::to_integer<std::uint8_t>(raw[2]),
                       .message_class = (flags & 16u) != 0 ? std::optional{message_class::sim} : std::nullopt,
                       .relative_validity = (flags & 32u) != 0 ? std::optional{std::to_integer<std::uint8_t>(raw[3])} : std::nullopt,
                       .concatenation_reference = 0x1234,
                       .wide_reference = (flags & 64u) != 0};
    write_parts(m, number, [&](bytes tpdu) {
        const auto s = parse_submit(tpdu);
        PROPERTY(s && s->reference == m.reference && s->protocol_id == m.protocol_id);
        PROPERTY(s->reject_duplicates == m.reject_duplicates && s->report_requested == m.request_report && s->reply_path == m.reply_path);
        return std::pair{s->destination, s->user_data};
    });
    const bool named = (flags & 32u) != 0 && !number.empty();
    const delivery d{.service_centre = m.service_centre,
                     .originator = number,
                     .originator_name = named ? utf16{number} : utf16{},
                     .text = m.text,
                     .more_messages = m.reject_duplicates,
                     .report_requested = m.request_report,
                     .reply_path = m.reply_path,
                     .protocol_id = m.protocol_id,
                     .message_class = m.message_class,
                     .concatenation_reference = m.concatenation_reference,
                     .wide_reference = m.wide_reference};
    write_parts(d, number, [&](bytes tpdu) {
        const auto r = parse_deliver(tpdu);
        PROPERTY(r && r->originator.is_name() == named && r->protocol_id == m.protocol_id);
        PROPERTY(r->more_messages == m.reject_duplicates && r->report_requested == m.request_report && r->reply_path == m.reply_path);
        return std::pair{r->originator, r->user_data};
    });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    const bytes raw{reinterpret_cast<const std::byte*>(data), size};
    read(raw);
    if (const auto whole = split(raw)) {
        PROPERTY(whole->offset + whole->tpdu.size() == raw.size());
        if (whole->service_centre) check(*whole->service_centre, raw);
        read(whole->tpdu);
    }
    write(raw);
    return 0;
}
