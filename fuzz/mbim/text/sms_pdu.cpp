// SPDX-License-Identifier: BSL-1.0
/// \file
/// Short messages.  The input is taken as PduData, as each of the three TPDUs, and as a message to build: no view leaves it, and
/// what is built is read again.
#include <array>
#include <cdcnet/mbim/text/sms_pdu.hpp>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

namespace {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::sms_pdu;

#define PROPERTY(condition) ((condition) ? void() : failed(#condition, __LINE__))

void failed(const char* condition, int line) {
    std::fprintf(stderr, "line %d: %s does not hold\n", line, condition);
    std::abort();
}

bool is_part_of(bytes part, bytes whole) {
    const std::less_equal<> before{};
    return part.empty() || (before(whole.data(), part.data()) && before(part.data() + part.size(), whole.data() + whole.size()));
}

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

void read(bytes tpdu) {
    if (const auto d = parse_deliver(tpdu); !refused(d, tpdu)) {
        check(d->originator, tpdu);
        check(d->service_centre_time);
        check(d->user_data, tpdu);
    }
    if (const auto s = parse_submit(tpdu); !refused(s, tpdu)) {
        check(s->destination, tpdu);
        static_cast<void>(s->validity.seconds());
        check(s->validity.octets);
        check(s->user_data, tpdu);
    }
    if (const auto r = parse_status_report(tpdu); !refused(r, tpdu)) {
        check(r->recipient, tpdu);
        check(r->service_centre_time);
        check(r->discharge_time);
        check(r->user_data, tpdu);
    }
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
        PROPERTY(whole && whole->service_centre.has_value() == ((flags & 1u) != 0));
        const auto s = parse_submit(whole->tpdu);
        PROPERTY(s && s->user_data.octets.size() <= 140 && s->reference == m.reference && s->protocol_id == m.protocol_id);
        PROPERTY(s->reject_duplicates == m.reject_duplicates && s->report_requested == m.request_report && s->reply_path == m.reply_path);
        PROPERTY(s->user_data.coding.message_class == m.message_class);
        std::array<char16_t, address::max_text> digits{};
        PROPERTY(*s->destination.text(digits) == number);
        PROPERTY(s->user_data.concatenation().has_value() == (*parts > 1));
        if (*parts > 1) PROPERTY(s->user_data.concatenation()->part == part + 1 && s->user_data.concatenation()->parts == *parts);
        std::array<char16_t, 160> room{};
        joined += s->user_data.text(room).value();
    }
    if (parts) PROPERTY(utf16{joined} == m.text);
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
