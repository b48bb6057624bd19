// SPDX-License-Identifier: BSL-1.0
/// \file
/// Short messages.  The octets were put together from 3GPP TS 23.040 by a program that works on lists of bits, and read back
/// with the expected values by Wireshark's decoder.
#include <cdcnet/mbim/text/sms_pdu.hpp>
#include <functional>
#include <string>

#include "bad_inputs.hpp"
#include "constant.hpp"
#include "mbim/wire.hpp"

namespace {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::sms_pdu;
using wire_test::hex;

// --- what is read --------------------------------------------------------------------------------------------------

constexpr bytes gsm7_pdu =
    hex<"0791947101670000"            // service centre +491710760000
        "04"                          // DELIVER, no more messages
        "0c91947111325476"            // originator +491711234567
        "0000"                        // PID, DCS
        "42211332958540"              // 2024-12-31 23:59:58 +1:00
        "0c47b9df53066d509bf22605">;  // 12 septets: "Gr\u00fc\u00dfe {\u20ac}"
constexpr bytes name_pdu =
    hex<"0591216013f3"                          // service centre +1206313
        "24"                                    // DELIVER, report requested
        "0ed0c2b07b0dda9463"                    // originator "Bank \u20ac1"
        "3918"                                  // PID, DCS: UCS-2, class 0
        "30102040506049"                        // 2003-01-02 04:05:06 -3:30
        "10005a006f00eb002004160020d83dde00">;  // 16 octets
constexpr bytes part_pdu =
    hex<"00"                          // the device's own service centre
        "40"                          // DELIVER, more messages, header
        "05812143f5"                  // originator 12345
        "0000"                        // PID, DCS
        "90909090909000"              // 2009-09-09 09:09:09 +0:00
        "14050003cc0202"              // 20 septets; part 2 of 2 of message 0xcc
        "e6e5f1db4d06c1c3723a0800">;  // "second part @"
constexpr bytes wide_pdu =
    hex<"00"
        "cc"                // DELIVER, forwarded, header, reply path
        "04914477"          // originator +4477
        "0008"              // PID, DCS
        "00209200000023"    // 2000-02-29 00:00:00 +8:00
        "0b06080412340301"  // 11 octets; part 1 of 3 of message 0x1234
        "0416000d">;        // "\u0416\r"
constexpr bytes ports_pdu =
    hex<"00"
        "44"                // DELIVER, header
        "0481bac9"          // originator *#9a
        "00f5"              // PID, DCS: 8-bit data, class 1
        "05010101010197"    // 2050-10-10 10:10:10 +19:45
        "0a0605040b8423f0"  // 10 octets; ports 2948 and 9200
        "01e9ff">;
constexpr bytes submit_none = hex<"01 07 038111f2 0000 0ae8329bfd4697d9ec37">;
constexpr bytes submit_relative = hex<"35 09 0c91947111325476 4010 aa 0100">;
constexpr bytes submit_absolute = hex<"99 ff 029121 0004 5260708090010a 020080">;
constexpr bytes submit_enhanced = hex<"09 01 029121 0000 03629503000000 00">;
constexpr bytes report = hex<"06 2a 0c91947111325476 42209210203080 42209210209080 00">;
constexpr bytes report_with_text = hex<"6a 2b 038119f1 42209210203080 42209210209080 46 07 41 08 08 03700100 006f006b">;

constexpr std::u16string_view text_of(const address& a, gsl::span<char16_t> room) { return a.text(room).value(); }
constexpr std::u16string_view text_of(const user_data& d, gsl::span<char16_t> room) { return d.text(room).value(); }

/// A DELIVER in PduData.
constexpr deliver delivered(bytes pdu_data) { return parse_deliver(split(pdu_data).value().tpdu).value(); }

constexpr bool reads_gsm7() {
    std::array<char16_t, 32> room{};
    const auto whole = split(gsm7_pdu);
    if (!whole || whole->offset != 8 || !whole->service_centre || text_of(*whole->service_centre, room) != u"+491710760000") return false;
    const deliver d = delivered(gsm7_pdu);
    return !d.more_messages && !d.loop_prevention && !d.report_requested && !d.reply_path &&
           d.originator.type == type_of_number::international && d.originator.plan == numbering_plan::isdn &&
           text_of(d.originator, room) == u"+491711234567" && d.protocol_id == 0 && d.data_coding_scheme == 0 &&
           d.service_centre_time.read().value() == date_time{24, 12, 31, 23, 59, 58, 4} && d.user_data.length == 12 &&
           !d.user_data.has_header && !d.user_data.concatenation() && text_of(d.user_data, room) == u"Gr\u00fc\u00dfe {\u20ac}";
}
TEST_CONSTANT(reads_gsm7());

constexpr bool reads_name() {
    std::array<char16_t, 32> room{};
    const deliver d = delivered(name_pdu);
    return d.report_requested && d.originator.is_name() && text_of(d.originator, room) == u"Bank \u20ac1" && d.protocol_id == 0x39 &&
           d.user_data.coding == data_coding{.alphabet = alphabet::ucs2, .message_class = message_class::flash} &&
           d.service_centre_time.read().value() == date_time{3, 1, 2, 4, 5, 6, -14} &&
           text_of(d.user_data, room) == u"Zo\u00eb \u0416 \U0001f600";
}
TEST_CONSTANT(reads_name());

constexpr bool reads_parts() {
    std::array<char16_t, 32> room{};
    const deliver d = delivered(part_pdu);
    const bool narrow = !split(part_pdu)->service_centre && d.more_messages && text_of(d.originator, room) == u"12345" &&
                        d.user_data.concatenation() == concatenation{0xcc, 2, 2, false} && d.user_data.header_octets() == 6 &&
                        d.user_data.payload().size() == 12 && text_of(d.user_data, room) == u"second part @";
    const deliver w = delivered(wide_pdu);
    return narrow && w.loop_prevention && w.reply_path && !w.more_messages &&
           w.user_data.concatenation() == concatenation{0x1234, 3, 1, true} && text_of(w.user_data, room) == u"\u0416\r" &&
           w.service_centre_time.read().value() == date_time{0, 2, 29, 0, 0, 0, 32};
}
TEST_CONSTANT(reads_parts());

constexpr bool reads_ports() {
    std::array<char16_t, 32> room{};
    const deliver d = delivered(ports_pdu);
    std::size_t n = 0;
    for (const element e : d.user_data.elements()) {
        if (e.identifier != element_id::ports_16 || !equal(e.data, hex<"0b8423f0">)) return false;
        ++n;
    }
    return n == 1 && text_of(d.originator, room) == u"*#9a" && !d.user_data.concatenation() &&
           d.user_data.coding == data_coding{.alphabet = alphabet::octets, .message_class = message_class::equipment} &&
           equal(d.user_data.payload(), hex<"01e9ff">) && text_of(d.user_data, room) == u"\u0001\u00e9\u00ff" &&
           d.service_centre_time.read().value().quarters == 79;
}
TEST_CONSTANT(reads_ports());

constexpr bool reads_submits() {
    std::array<char16_t, 32> room{};
    const submit none = parse_submit(submit_none).value();
    const submit relative = parse_submit(submit_relative).value();
    const submit absolute = parse_submit(submit_absolute).value();
    const submit enhanced = parse_submit(submit_enhanced).value();
    return none.reference == 7 && text_of(none.destination, room) == u"112" && none.validity.type == validity_period::form::none &&
           !none.validity.seconds() && text_of(none.user_data, room) == u"hellohello" && !none.reject_duplicates &&
           relative.reject_duplicates && relative.report_requested && !relative.reply_path && relative.protocol_id == 0x40 &&
           relative.validity.type == validity_period::form::relative && relative.validity.seconds() == 4u * 24 * 3600 &&
           text_of(relative.user_data, room) == u"@" && absolute.reply_path && absolute.reference == 255 &&
           absolute.validity.type == validity_period::form::absolute && !absolute.validity.seconds() &&
           absolute.validity.octets.read().value() == date_time{25, 6, 7, 8, 9, 10, -20} && equal(absolute.user_data.octets, hex<"0080">) &&
           enhanced.validity.type == validity_period::form::enhanced && enhanced.validity.seconds() == 26u * 3600 + 59 * 60 + 30 &&
           text_of(enhanced.user_data, room).empty();
}
TEST_CONSTANT(reads_submits());

constexpr bool reads_reports() {
    std::array<char16_t, 32> room{};
    const status_report r = parse_status_report(report).value();
    const status_report more = parse_status_report(report_with_text).value();
    return r.reference == 42 && !r.more_messages && !r.of_command && text_of(r.recipient, room) == u"+491711234567" && r.is_done() &&
           !r.is_pending() && r.service_centre_time.read().value() == date_time{24, 2, 29, 1, 2, 3, 8} &&
           r.discharge_time.read().value() == date_time{24, 2, 29, 1, 2, 9, 8} && !r.protocol_id && !r.data_coding_scheme &&
           r.user_data.octets.empty() && more.more_messages && more.loop_prevention && more.of_command && more.status == 0x46 &&
           !more.is_done() && !more.is_pending() && more.protocol_id == 0x41 && more.data_coding_scheme == 8 &&
           text_of(more.user_data, room) == u"ok";
}
TEST_CONSTANT(reads_reports());

TEST_CONSTANT(*type_of(submit_none) == message_type::submit && *type_of(report) == message_type::status_report);

// 3GPP TS 23.038, 4, row by row.
TEST_CONSTANT(coding_of(0x00) == data_coding{} && coding_of(0x0c) == data_coding{});
TEST_CONSTANT(coding_of(0x04) == data_coding{.alphabet = alphabet::octets} && coding_of(0x08) == data_coding{.alphabet = alphabet::ucs2});
TEST_CONSTANT(coding_of(0x03) == data_coding{});  // a class without its bit
TEST_CONSTANT(coding_of(0x12) == data_coding{.message_class = message_class::sim});
TEST_CONSTANT(coding_of(0x28) == data_coding{.alphabet = alphabet::ucs2, .compressed = true});
TEST_CONSTANT(coding_of(0x58) == data_coding{.alphabet = alphabet::ucs2, .deletes_itself = true, .message_class = message_class::flash});
TEST_CONSTANT(coding_of(0x80) == data_coding{} && coding_of(0xbf) == data_coding{});
TEST_CONSTANT(coding_of(0xc8) == data_coding{.indication = indication{waiting::voicemail, true, true}});
TEST_CONSTANT(coding_of(0xd1) == data_coding{.indication = indication{waiting::fax, false, false}});
TEST_CONSTANT(coding_of(0xea) == data_coding{.alphabet = alphabet::ucs2, .indication = indication{waiting::email, true, false}});
TEST_CONSTANT(coding_of(0xf7) == data_coding{.alphabet = alphabet::octets, .message_class = message_class::terminal});
TEST_CONSTANT(coding_of(0xf0) == data_coding{.message_class = message_class::flash});

// 3GPP TS 23.040, 9.2.3.12.1: five minutes, twelve hours, one day and a half hour, two days, 30 days, five weeks, 63 weeks.
constexpr std::uint32_t relative(unsigned v) {
    validity_period p{.type = validity_period::form::relative};
    p.octets.octets[0] = static_cast<std::byte>(v);
    return p.seconds().value();
}
TEST_CONSTANT(relative(0) == 300 && relative(143) == 12 * 3600 && relative(144) == 12 * 3600 + 1800 && relative(167) == 24 * 3600);
TEST_CONSTANT(relative(168) == 2 * 86400 && relative(196) == 30 * 86400 && relative(197) == 35 * 86400 && relative(255) == 63 * 7 * 86400);
TEST_CONSTANT(relative_validity(0) == 0 && relative_validity(300) == 0 && relative_validity(301) == 1);
TEST_CONSTANT(relative_validity(4 * 86400) == 170 && relative_validity(0xffffffff) == 255);

constexpr std::optional<std::uint32_t> enhanced(std::array<std::byte, 7> octets) {
    return validity_period{.type = validity_period::form::enhanced, .octets = {octets}}.seconds();
}
constexpr std::array<std::byte, 7> seven(unsigned a, unsigned b, unsigned c = 0, unsigned d = 0) {
    return {static_cast<std::byte>(a), static_cast<std::byte>(b), static_cast<std::byte>(c), static_cast<std::byte>(d)};
}
TEST_CONSTANT(!enhanced(seven(0, 1)) && enhanced(seven(1, 0)) == 300u && enhanced(seven(0x42, 7)) == 7u && !enhanced(seven(4, 1)));
TEST_CONSTANT(!enhanced(seven(0x82, 7)) && !enhanced(seven(3, 0, 0x06)) && !enhanced(seven(3, 0x1a, 0)) &&
              enhanced(seven(3, 0, 0, 0x95)) == 59u);

constexpr error time_fault(std::array<std::byte, 7> octets) { return timestamp{octets}.read().error(); }
TEST_CONSTANT(time_fault(seven(0xa0, 0x10, 0x10)) == error{errc::value, 0});     // a digit of 10
TEST_CONSTANT(time_fault(seven(0, 0, 0x10)) == error{errc::value, 1});           // month 0
TEST_CONSTANT(time_fault(seven(0, 0x31, 0x10)) == error{errc::value, 1});        // month 13
TEST_CONSTANT(time_fault(seven(0, 0x10, 0x23)) == error{errc::value, 2});        // day 32
TEST_CONSTANT(time_fault(seven(0, 0x10, 0x10, 0x42)) == error{errc::value, 3});  // hour 24
TEST_CONSTANT(!time_fault(seven(0x99, 0x21, 0x13, 0x32)));

// 3GPP TS 23.040, 9.2.3.11: digits with their halves swapped; the zone's sign is bit 3, above the three bits of its tens.
constexpr bool has_octets(const date_time& time, bytes expected) {
    const auto made = timestamp::of(time);
    return made && equal(made->octets, expected) && made->read().value() == time;
}
TEST_CONSTANT(has_octets({24, 12, 31, 23, 59, 58, 4}, hex<"42211332958540">));
TEST_CONSTANT(has_octets({3, 1, 2, 4, 5, 6, -14}, hex<"30102040506049">));
TEST_CONSTANT(has_octets({0, 1, 1, 0, 0, 0, 79}, hex<"00101000000097">));
TEST_CONSTANT(has_octets({99, 12, 31, 23, 59, 59, -79}, hex<"9921133295959f">));
constexpr error fault_in(const date_time& time) { return timestamp::of(time).error(); }
TEST_CONSTANT(fault_in({100, 1, 1}) == error{errc::value, 0} && fault_in({0, 0, 1}) == error{errc::value, 1});
TEST_CONSTANT(fault_in({0, 13, 1}) == error{errc::value, 1} && fault_in({0, 1, 0}) == error{errc::value, 2});
TEST_CONSTANT(fault_in({0, 1, 32}) == error{errc::value, 2} && fault_in({0, 1, 1, 24}) == error{errc::value, 3});
TEST_CONSTANT(fault_in({0, 1, 1, 0, 60}) == error{errc::value, 4} && fault_in({0, 1, 1, 0, 0, 60}) == error{errc::value, 5});
TEST_CONSTANT(fault_in({0, 1, 1, 0, 0, 0, 80}) == error{errc::value, 6} && fault_in({0, 1, 1, 0, 0, 0, -80}) == error{errc::value, 6});
TEST_CONSTANT(fault_in({0, 1, 1, 0, 0, 0, -128}) == error{errc::value, 6});

/// Runs a parser over bytes of exactly their size.
template <class Parse>
error fault_of(Parse parse, bytes tpdu) {
    const std::unique_ptr<std::byte[]> exact{new std::byte[tpdu.size()]};
    copy_bytes(exact.get(), tpdu.data(), tpdu.size());
    return parse(bytes{exact.get(), tpdu.size()}).error();
}
template <class Parse>
void check_truncations(Parse parse, bytes tpdu, std::size_t accepted = ~std::size_t{}) {
    CHECK_FALSE(fault_of(parse, tpdu));
    for (std::size_t n = 0; n < tpdu.size(); ++n) {
        CAPTURE(n);
        CHECK(fault_of(parse, tpdu.first(n)) == (n == accepted ? error{} : error{errc::need_more, n}));
    }
}

bool is_part_of(bytes part, bytes whole) {
    const std::less_equal<> before{};
    return part.empty() || (before(whole.data(), part.data()) && before(part.data() + part.size(), whole.data() + whole.size()));
}
void read_all(const address& a, bytes whole) {
    CHECK(is_part_of(a.value, whole));
    std::vector<char16_t> room(address::max_text);
    CHECK(a.text(room));
}
void read_all(const user_data& d, bytes whole) {
    CHECK(is_part_of(d.octets, whole));
    CHECK(is_part_of(d.payload(), d.octets));
    std::size_t n = 0;
    for (const element e : d.elements()) {
        CHECK(is_part_of(e.data, d.octets));
        ++n;
    }
    CHECK(n <= d.octets.size());
    static_cast<void>(d.concatenation());
    std::vector<char16_t> room(d.octets.size() * 8 / 7);
    const auto text = d.text(room);
    if (!text) CHECK((text.error().code() == errc::odd_size || text.error().code() == errc::value));
}

/// Everything that bytes could be, without a look outside of them.
void read_anything(bytes raw) {
    const std::unique_ptr<std::byte[]> exact{new std::byte[raw.size()]};
    copy_bytes(exact.get(), raw.data(), raw.size());
    const bytes own{exact.get(), raw.size()};
    const auto whole = split(own);
    if (whole && whole->service_centre) read_all(*whole->service_centre, own);
    for (const bytes tpdu : {own, whole ? whole->tpdu : bytes{}}) {
        if (const auto d = parse_deliver(tpdu)) {
            read_all(d->originator, tpdu);
            read_all(d->user_data, tpdu);
            static_cast<void>(d->service_centre_time.read());
        }
        if (const auto s = parse_submit(tpdu)) {
            read_all(s->destination, tpdu);
            read_all(s->user_data, tpdu);
            static_cast<void>(s->validity.seconds());
        }
        if (const auto r = parse_status_report(tpdu)) {
            read_all(r->recipient, tpdu);
            read_all(r->user_data, tpdu);
        }
    }
}

constexpr bytes all_pdus[] = {gsm7_pdu,        name_pdu,        part_pdu,        wide_pdu, ports_pdu,       submit_none,
                              submit_relative, submit_absolute, submit_enhanced, report,   report_with_text};

}  // namespace

TEST_CASE("sms_pdu: truncations") {
    for (const bytes pdu : {gsm7_pdu, name_pdu, part_pdu, wide_pdu, ports_pdu})
        check_truncations(parse_deliver, pdu.subspan(split(pdu)->offset));
    for (const bytes tpdu : {submit_none, submit_relative, submit_absolute, submit_enhanced}) check_truncations(parse_submit, tpdu);
    check_truncations(parse_status_report, report);
    // Behind the status the rest may be missing.
    check_truncations(parse_status_report, report_with_text, 21);
    for (std::size_t n = 0; n < 8; ++n) CHECK(fault_of(split, gsm7_pdu.first(n)) == error{errc::need_more, n});
}

TEST_CASE("sms_pdu: another message than the one asked for") {
    CHECK(fault_of(parse_deliver, submit_none) == error{errc::message_type, 0});
    CHECK(fault_of(parse_submit, report) == error{errc::message_type, 0});
    CHECK(fault_of(parse_status_report, gsm7_pdu.subspan(8)) == error{errc::message_type, 0});
    CHECK(type_of({}).error() == error{errc::need_more, 0});
}

TEST_CASE("sms_pdu: addresses that are too long") {
    CHECK(split(hex<"0c91214365870921436587092143">).error() == error{errc::length, 0});
    CHECK(split(hex<"0b9121436587092143658709">)->tpdu.empty());
    CHECK(fault_of(parse_submit, hex<"0100 15 91 2143658709214365870921 0000 00">) == error{errc::length, 2});
    CHECK_FALSE(fault_of(parse_submit, hex<"0100 14 91 21436587092143658709 0000 00">));
    CHECK(fault_of(parse_submit, hex<"0100 ff 91">) == error{errc::length, 2});
}

TEST_CASE("sms_pdu: every octet of every message replaced") {
    for (const bytes pdu : all_pdus) {
        std::vector<std::byte> damaged(pdu.begin(), pdu.end());
        for (std::size_t at = 0; at < damaged.size(); ++at) {
            for (unsigned value = 0; value < 256; ++value) {
                damaged[at] = static_cast<std::byte>(value);
                read_anything(damaged);
            }
            damaged[at] = pdu[at];
        }
        tried("PDUs of short messages with an octet replaced", 255 * pdu.size());
    }
}

TEST_CASE("sms_pdu: addresses") {
    std::array<char16_t, 21> room{};
    const auto text = [&](const address& a) { return std::u16string{a.text(room).value()}; };
    // Digits end at the filler, whatever the length says.
    CHECK(text({type_of_number::national, numbering_plan::isdn, 6, hex<"21f3f4">}) == u"123");
    CHECK(text({type_of_number::unknown, numbering_plan::unknown, 6, hex<"badcee">}) == u"*#abcc");
    CHECK(text({type_of_number::international, numbering_plan::isdn, 0, {}}) == u"+");
    CHECK(text({type_of_number::international, numbering_plan::isdn, 20, hex<"21436587092143658709">}) == u"+12345678901234567890");
    // A name of 11 septets, the most that fits.
    CHECK(text({type_of_number::alphanumeric, numbering_plan::unknown, 20, hex<"c8329bfd9e83c1e9f40d">}).size() == 11);
    // Less than it says, made by hand.
    CHECK(text({type_of_number::national, numbering_plan::isdn, 9, hex<"21">}) == u"12");
    CHECK(address{type_of_number::international, numbering_plan::isdn, 2, hex<"21">}.text(gsl::span<char16_t>{room.data(), 2}).error() ==
          error::no_space(3));
    CHECK(name_of(type_of_number::alphanumeric) == "ALPHANUMERIC");
    CHECK(name_of(static_cast<numbering_plan>(5)).empty());
}

TEST_CASE("sms_pdu: headers whose elements do not fill them are ignored, the text behind them is not") {
    std::array<char16_t, 21> room{};
    const auto data = [](bytes octets) {
        return user_data{.coding = {.alphabet = alphabet::octets},
                         .has_header = true,
                         .length = static_cast<std::uint8_t>(octets.size()),
                         .octets = octets};
    };
    const user_data short_element = data(hex<"05 0003cc02 01 41">);  // fits
    CHECK(short_element.concatenation() == concatenation{0xcc, 2, 1, false});
    const user_data long_element = data(hex<"05 0004cc0201 41">);
    CHECK((long_element.elements().empty() && !long_element.concatenation() && *long_element.text(room) == u"A"));
    const user_data lone_identifier = data(hex<"06 0003cc0201 08 41">);
    CHECK((lone_identifier.elements().empty() && *lone_identifier.text(room) == u"A"));
    const user_data no_elements = data(hex<"00 41">);
    CHECK((no_elements.elements().empty() && *no_elements.text(room) == u"A"));
    const user_data over_the_end = data(hex<"07 0003cc0201 41">);
    CHECK((over_the_end.elements().empty() && over_the_end.payload().empty() && over_the_end.text(room)->empty()));
    // Two elements; the second one counts.  Numbers that make no sense do not.
    CHECK(data(hex<"08 240101 0003cc0201">).concatenation() == concatenation{0xcc, 2, 1, false});
    for (const bytes odd :
         {bytes{hex<"05 0003cc0200">}, bytes{hex<"05 0003cc0203">}, bytes{hex<"05 0003cc0000">}, bytes{hex<"04 0002cc01">}})
        CHECK_FALSE(data(odd).concatenation());
}

TEST_CASE("sms_pdu: text that cannot be read") {
    std::array<char16_t, 21> room{};
    const user_data compressed{.coding = coding_of(0x20), .length = 1, .octets = hex<"41">};
    CHECK(compressed.text(room).error() == error{errc::value, 0});
    const user_data odd{.coding = coding_of(8), .has_header = true, .length = 4, .octets = hex<"01990041">};
    CHECK(odd.text(room).value() == u"A");
    const user_data half{.coding = coding_of(8), .has_header = true, .length = 5, .octets = hex<"0199004100">};
    CHECK(half.text(room).error() == error{errc::odd_size, 4});
    const deliver d = delivered(gsm7_pdu);
    CHECK(d.user_data.text(gsl::span<char16_t>{room.data(), 8}).error() == error::no_space(9));
}

// --- what is built -------------------------------------------------------------------------------------------------

namespace {

template <class Message>
constexpr bool builds(const Message& m, std::size_t part, std::size_t parts, bytes expected) {
    std::array<std::byte, max_built> room{};
    const auto built = build(room, m, part);
    return parts_of(m).value() == parts && built && equal(*built, expected);
}

constexpr std::u16string_view digits =
    u"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    u"012345678901234567890123456789E";
TEST_CONSTANT(digits.size() == 161);

TEST_CONSTANT(builds(submission{.destination = u"+491711234567", .text = u"Hi {you}"}, 0, 1,
                     hex<"00 01 00 0c91947111325476 0000 0a c8346883cabfeb9b14">));
TEST_CONSTANT(builds(submission{.service_centre = u"+1206313",
                                .destination = u"*#12",
                                .text = u"\u0416",
                                .reference = 200,
                                .reject_duplicates = true,
                                .request_report = true,
                                .reply_path = true,
                                .protocol_id = 0x39,
                                .message_class = message_class::flash,
                                .relative_validity = std::uint8_t{0xaa}},
                     0, 1, hex<"0591216013f3 b5 c8 0481ba21 3918 aa 02 0416">));
TEST_CONSTANT(builds(submission{.destination = u"1", .text = digits.substr(0, 160)}, 0, 1,
                     hex<"0001000181f10000a0b0986c46abd96eb81c2c269bd16ab61b2e078bc966b49aed86cbc162b219ad66bbe172b0986c46abd9"
                         "6eb81c2c269bd16ab61b2e078bc966b49aed86cbc162b219ad66bbe172b0986c46abd96eb81c2c269bd16ab61b2e078bc966"
                         "b49aed86cbc162b219ad66bbe172b0986c46abd96eb81c2c269bd16ab61b2e078bc966b49aed86cbc162b219ad66bbe172">));

// One septet more: 153 in the first part.
constexpr submission in_two{.destination = u"+4477", .text = digits, .concatenation_reference = 0x1234};
TEST_CONSTANT(builds(in_two, 0, 2,
                     hex<"004100049144770000a00500033402016031d98c56b3dd7039584c36a3d56c375c0e1693cd6835db0d9783c564335acd76c3"
                         "e56031d98c56b3dd7039584c36a3d56c375c0e1693cd6835db0d9783c564335acd76c3e56031d98c56b3dd7039584c36a3d5"
                         "6c375c0e1693cd6835db0d9783c564335acd76c3e56031d98c56b3dd7039584c36a3d56c375c0e1693cd6835db0d9783c564">));
TEST_CONSTANT(builds(in_two, 1, 2, hex<"0041000491447700000f05000334020266b49aed86cb1501">));
// With a reference of 16 bits, 152.
constexpr submission in_two_wide{.destination = u"+4477", .text = digits, .concatenation_reference = 0x1234, .wide_reference = true};
TEST_CONSTANT(builds(in_two_wide, 0, 2,
                     hex<"004100049144770000a006080412340201b0986c46abd96eb81c2c269bd16ab61b2e078bc966b49aed86cbc162b219ad66bb"
                         "e172b0986c46abd96eb81c2c269bd16ab61b2e078bc966b49aed86cbc162b219ad66bbe172b0986c46abd96eb81c2c269bd1"
                         "6ab61b2e078bc966b49aed86cbc162b219ad66bbe172b0986c46abd96eb81c2c269bd16ab61b2e078bc966b49aed86cbc162">));
TEST_CONSTANT(builds(in_two_wide, 1, 2, hex<"0041000491447700001106080412340202b219ad66bbe17245">));

constexpr timestamp at(const date_time& time) { return timestamp::of(time).value(); }

// What a device tells: the messages that are read above, where nothing in them could be said in another way.
TEST_CONSTANT(builds(delivery{.service_centre = u"+491710760000",
                              .originator = u"+491711234567",
                              .text = u"Gr\u00fc\u00dfe {\u20ac}",
                              .service_centre_time = at({24, 12, 31, 23, 59, 58, 4})},
                     0, 1, gsm7_pdu));
TEST_CONSTANT(builds(delivery{.service_centre = u"+1206313",
                              .originator_name = u"Bank \u20ac1",
                              .text = u"Zo\u00eb \u0416 \U0001f600",
                              .service_centre_time = at({3, 1, 2, 4, 5, 6, -14}),
                              .report_requested = true,
                              .protocol_id = 0x39,
                              .message_class = message_class::flash},
                     0, 1, name_pdu));
constexpr std::u16string_view before_second_part =
    u"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    u"01234567890123456789012second part @";
constexpr delivery second_part{.originator = u"12345",
                               .text = before_second_part,
                               .service_centre_time = at({9, 9, 9, 9, 9, 9, 0}),
                               .more_messages = true,
                               .concatenation_reference = 0xcc};
TEST_CONSTANT(builds(second_part, 1, 2, part_pdu));

// By hand from 9.2.2.1.  TP-MTI 0, TP-MMS 1 (none wait), TP-LP 1, TP-RP 1: 1000 1100.  TP-OA: 4 digits of unknown type, `*` is
// 10 and `#` is 11.  TP-DCS: class 2.  "hi" is 1101000, 1101001: the second one's lowest bit is the first octet's highest.
TEST_CONSTANT(builds(delivery{.originator = u"*10#",
                              .text = u"hi",
                              .service_centre_time = at({26, 3, 9, 8, 7, 6, -20}),
                              .loop_prevention = true,
                              .reply_path = true,
                              .message_class = message_class::sim},
                     0, 1, hex<"00 8c 04811ab0 00 12 6230908070600a 02e834">));
// Nothing in it.  TP-MMS 0.
TEST_CONSTANT(builds(delivery{.originator = u"1", .more_messages = true}, 0, 1, hex<"00 00 0181f1 00 00 00000000000000 00">));

constexpr bool tells(const outcome& m, bytes expected) {
    std::array<std::byte, max_built> room{};
    const auto built = build(room, m);
    return built && equal(*built, expected);
}
TEST_CONSTANT(tells({.recipient = u"+491711234567",
                     .reference = 42,
                     .service_centre_time = at({24, 2, 29, 1, 2, 3, 8}),
                     .discharge_time = at({24, 2, 29, 1, 2, 9, 8})},
                    hex<"00 06 2a 0c91947111325476 42209210203080 42209210209080 00">));
// By hand from 9.2.2.3 and 9.2.3.27.  TP-MTI 2, TP-MMS 0, TP-LP 1, TP-SRQ 1: 0010 1010.  TP-PI: TP-UDL 4, TP-DCS 2, TP-PID 1.
// "ok" is 1101111, 1101011.
TEST_CONSTANT(tells({.service_centre = u"+1206313",
                     .recipient = u"911",
                     .text = u"ok",
                     .reference = 0x2b,
                     .status = 0x46,
                     .more_messages = true,
                     .loop_prevention = true,
                     .of_command = true,
                     .protocol_id = std::uint8_t{0x41}},
                    hex<"0591216013f3 2a 2b 038119f1 00000000000000 00000000000000 46 07 41 00 02 ef35">));
TEST_CONSTANT(tells({.recipient = u"911", .text = u"\u0416"}, hex<"00 06 00 038119f1 00000000000000 00000000000000 00 06 08 02 0416">));
TEST_CONSTANT(tells({.recipient = u"911", .protocol_id = std::uint8_t{0}},
                    hex<"00 06 00 038119f1 00000000000000 00000000000000 00 01 00">));

}  // namespace

TEST_CASE("sms_pdu: no part ends between an escape and its character") {
    const std::u16string text = std::u16string(152, u'a') + u'\u20ac' + std::u16string(10, u'b');
    const submission m{.destination = u"+4477", .text = text, .concatenation_reference = 7};
    CHECK(builds(m, 0, 2,
                 hex<"0041000491447700009f050003070201c2e170381c0e87c3e170381c0e87c3e170381c0e87c3e170381c0e87c3e170381c0e"
                     "87c3e170381c0e87c3e170381c0e87c3e170381c0e87c3e170381c0e87c3e170381c0e87c3e170381c0e87c3e170381c0e87"
                     "c3e170381c0e87c3e170381c0e87c3e170381c0e87c3e170381c0e87c3e170381c0e87c3e170381c0e87c3e170381c0e8701">));
    CHECK(builds(m, 1, 2, hex<"004100049144770000130500030702023665b1582c168bc562b118">));
}

TEST_CASE("sms_pdu: no part ends between surrogates") {
    const std::u16string text = std::u16string(66, u'\u0416') + u"\U0001f600!!!!";
    const submission m{.destination = u"12", .text = text, .concatenation_reference = 7};
    CHECK(builds(m, 0, 2,
                 hex<"00410002812100088a0500030702010416041604160416041604160416041604160416041604160416041604160416041604"
                     "1604160416041604160416041604160416041604160416041604160416041604160416041604160416041604160416041604"
                     "1604160416041604160416041604160416041604160416041604160416041604160416041604160416041604160416">));
    CHECK(builds(m, 1, 2, hex<"004100028121000812050003070202d83dde000021002100210021">));
}

TEST_CASE("sms_pdu: as many parts as there can be") {
    const auto parts = [](std::u16string_view text, bool wide = false) {
        return parts_of({.destination = u"1", .text = text, .wide_reference = wide});
    };
    CHECK(*parts(u"") == 1);
    CHECK(*parts(std::u16string(160, u'x')) == 1);
    CHECK(*parts(std::u16string(161, u'x')) == 2);
    CHECK(*parts(std::u16string(306, u'x')) == 2);
    CHECK(*parts(std::u16string(307, u'x')) == 3);
    CHECK(*parts(std::u16string(306, u'x'), true) == 3);
    CHECK(*parts(std::u16string(70, u'\u0416')) == 1);
    CHECK(*parts(std::u16string(71, u'\u0416')) == 2);
    CHECK(*parts(std::u16string(134, u'\u0416')) == 2);
    CHECK(*parts(std::u16string(135, u'\u0416')) == 3);
    CHECK(*parts(std::u16string(133, u'\u0416'), true) == 3);
    CHECK(*parts(std::u16string(153 * 255, u'x')) == 255);
    CHECK(parts(std::u16string(153 * 255 + 1, u'x')).error() == error{errc::too_long, 153 * 255});
    CHECK(parts(std::u16string(67 * 255 + 1, u'\u0416')).error() == error{errc::too_long, 67 * 255});
}

TEST_CASE("sms_pdu: all parts together are the text") {
    std::u16string text;
    for (unsigned i = 0; i < 400; ++i) text += std::u16string_view{u"a{\u20acZ \n"}[i * 7 % 6];
    for (const std::u16string_view tail : {std::u16string_view{u"."}, std::u16string_view{u"\U0001f600"}}) {
        const std::u16string whole = text + std::u16string{tail};
        for (const bool wide : {false, true}) {
            const submission m{.destination = u"112", .text = whole, .concatenation_reference = 0xabcd, .wide_reference = wide};
            std::u16string joined;
            const std::size_t parts = parts_of(m).value();
            for (std::size_t part = 0; part < parts; ++part) {
                std::array<std::byte, max_built> room{};
                const auto built = build(room, m, part);
                REQUIRE(built);
                const submit s = parse_submit(split(*built).value().tpdu).value();
                CHECK(s.user_data.octets.size() <= 140);
                const concatenation expected{static_cast<std::uint16_t>(wide ? 0xabcd : 0xcd), static_cast<std::uint8_t>(parts),
                                             static_cast<std::uint8_t>(part + 1), wide};
                CHECK(s.user_data.concatenation() == expected);
                std::array<char16_t, 160> characters{};
                joined += s.user_data.text(characters).value();
            }
            CHECK(joined == whole);
        }
    }
}

TEST_CASE("sms_pdu: all parts of a delivery together are the text, and the rest is the same in each") {
    std::u16string narrow;
    for (unsigned i = 0; i < 400; ++i) narrow += std::u16string_view{u"a{\u20acZ \n"}[i * 7 % 6];
    for (const std::u16string& text : {narrow, narrow + u"\U0001f600", std::u16string{u"short"}, std::u16string{}}) {
        for (const unsigned flags : {0u, 1u, 2u, 4u, 8u, 16u, 31u}) {
            const bool wide = (flags & 16u) != 0;
            const delivery m{.service_centre = u"+4477",
                             .originator = u"+123456789",
                             .originator_name = wide ? u"[Name]" : u"",
                             .text = text,
                             .service_centre_time = at({26, 3, 9, 8, 7, 6, -20}),
                             .more_messages = (flags & 1u) != 0,
                             .loop_prevention = (flags & 2u) != 0,
                             .report_requested = (flags & 4u) != 0,
                             .reply_path = (flags & 8u) != 0,
                             .protocol_id = 0x7f,
                             .message_class = message_class::terminal,
                             .concatenation_reference = 0xabcd,
                             .wide_reference = wide};
            std::u16string joined;
            const std::size_t parts = parts_of(m).value();
            CHECK(parts == parts_of(submission{.text = text, .wide_reference = wide}).value());
            for (std::size_t part = 0; part < parts; ++part) {
                std::array<std::byte, max_built> room{};
                const auto built = build(room, m, part);
                REQUIRE(built);
                const envelope e = split(*built).value();
                const deliver d = parse_deliver(e.tpdu).value();
                std::array<char16_t, 160> characters{};
                CHECK(e.service_centre->text(characters).value() == u"+4477");
                CHECK(d.originator.text(characters).value() == (wide ? u"[Name]" : u"+123456789"));
                CHECK((d.more_messages == m.more_messages && d.loop_prevention == m.loop_prevention));
                CHECK((d.report_requested == m.report_requested && d.reply_path == m.reply_path && d.protocol_id == 0x7f));
                CHECK(d.service_centre_time == m.service_centre_time);
                CHECK(d.user_data.coding.message_class == message_class::terminal);
                CHECK(d.user_data.octets.size() <= 140);
                const concatenation expected{static_cast<std::uint16_t>(wide ? 0xabcd : 0xcd), static_cast<std::uint8_t>(parts),
                                             static_cast<std::uint8_t>(part + 1), wide};
                CHECK(d.user_data.concatenation() == (parts == 1 ? std::nullopt : std::optional{expected}));
                joined += d.user_data.text(characters).value();
            }
            CHECK(joined == text);
        }
    }
}

TEST_CASE("sms_pdu: an outcome is read as it was built") {
    for (const std::u16string_view text : {u"", u"[gone]", u"\u0416!"}) {
        for (const unsigned flags : {0u, 1u, 2u, 4u, 8u, 15u}) {
            const outcome m{.recipient = u"+4477#",
                            .text = text,
                            .reference = 200,
                            .service_centre_time = at({26, 3, 9, 8, 7, 6, -20}),
                            .discharge_time = at({26, 3, 10, 8, 7, 6, -20}),
                            .status = 0x25,
                            .more_messages = (flags & 1u) != 0,
                            .loop_prevention = (flags & 2u) != 0,
                            .of_command = (flags & 4u) != 0,
                            .protocol_id = (flags & 8u) != 0 ? std::optional{std::uint8_t{0x41}} : std::nullopt};
            std::array<std::byte, max_built> room{};
            const auto built = build(room, m);
            REQUIRE(built);
            const status_report r = parse_status_report(split(*built).value().tpdu).value();
            std::array<char16_t, 160> characters{};
            CHECK(r.recipient.text(characters).value() == u"+4477#");
            CHECK((r.more_messages == m.more_messages && r.loop_prevention == m.loop_prevention && r.of_command == m.of_command));
            CHECK((r.reference == 200 && r.is_pending() && r.protocol_id == m.protocol_id));
            CHECK((r.service_centre_time == m.service_centre_time && r.discharge_time == m.discharge_time));
            CHECK(r.data_coding_scheme.has_value() != text.empty());
            CHECK(r.user_data.text(characters).value() == text);
        }
    }
}

TEST_CASE("sms_pdu: what cannot be built") {
    std::array<std::byte, max_built> room{};
    const auto fault = [&](const submission& m) { return build(room, m).error(); };
    CHECK(fault({.destination = u"12x"}) == error{errc::syntax, 2});
    CHECK(fault({.destination = u"1+2"}) == error{errc::syntax, 1});
    CHECK(fault({.destination = u""}) == error{errc::length, 0});
    CHECK(fault({.destination = u"+"}) == error{errc::length, 1});
    CHECK(fault({.destination = u"+123456789012345678901"}) == error{errc::too_long, 21});
    CHECK_FALSE(fault({.destination = u"+12345678901234567890"}));
    CHECK(fault({.service_centre = u" 12", .destination = u"1"}) == error{errc::syntax, 0});
    CHECK(fault({.service_centre = u"123456789012345678901", .destination = u"1"}) == error{errc::too_long, 20});
    CHECK(fault({.destination = u"1", .text = std::u16string(153 * 255 + 1, u'x')}) == error{errc::too_long, 153 * 255});
    const submission m{.destination = u"+491711234567", .text = u"Hi {you}"};
    for (std::size_t n = 0; n < 23; ++n) CHECK(build(mutable_bytes{room.data(), n}, m).error() == error::no_space(23));
    CHECK(build(mutable_bytes{room.data(), 23}, m));

    const auto undelivered = [&](const delivery& d) { return build(room, d).error(); };
    CHECK(undelivered({.originator = u"12x"}) == error{errc::syntax, 2});
    CHECK(undelivered({.text = u"from nobody"}) == error{errc::length, 0});
    CHECK(undelivered({.originator_name = u"Caf\u00e9 \u0416"}) == error{errc::syntax, 5});
    CHECK_FALSE(undelivered({.originator_name = u"01234567890"}));
    CHECK(undelivered({.originator_name = u"012345678901"}) == error{errc::too_long, 11});
    CHECK(undelivered({.originator_name = u"0123456789{"}) == error{errc::too_long, 10});
    CHECK(undelivered({.service_centre = u" 12", .originator = u"1"}) == error{errc::syntax, 0});
    CHECK(undelivered({.originator = u"1", .text = std::u16string(153 * 255 + 1, u'x')}) == error{errc::too_long, 153 * 255});
    const delivery d{.originator = u"*10#", .text = u"hi"};
    for (std::size_t n = 0; n < 18; ++n) CHECK(build(mutable_bytes{room.data(), n}, d).error() == error::no_space(18));
    CHECK(build(mutable_bytes{room.data(), 18}, d));

    const auto untold = [&](const outcome& o) { return build(room, o).error(); };
    CHECK(untold({.recipient = u""}) == error{errc::length, 0});
    CHECK(untold({.service_centre = u"1-2", .recipient = u"1"}) == error{errc::syntax, 1});
    CHECK_FALSE(untold({.recipient = u"1", .text = std::u16string(149, u'x')}));
    CHECK(untold({.recipient = u"1", .text = std::u16string(150, u'x')}) == error{errc::too_long, 149});
    CHECK(untold({.recipient = u"1", .text = std::u16string(66, u'\u0416')}) == error{errc::too_long, 65});
    const outcome o{.recipient = u"911", .protocol_id = std::uint8_t{0}};
    for (std::size_t n = 0; n < 24; ++n) CHECK(build(mutable_bytes{room.data(), n}, o).error() == error::no_space(24));
    CHECK(build(mutable_bytes{room.data(), 24}, o));
}

TEST_CASE("sms_pdu: the largest message fits the room that is promised") {
    std::array<std::byte, max_built> room{};
    const std::u16string text(160, u'x');
    const submission m{.service_centre = u"+12345678901234567890",
                       .destination = u"+12345678901234567890",
                       .text = text,
                       .relative_validity = std::uint8_t{1}};
    const auto built = build(room, m);
    REQUIRE(built);
    CHECK(built->size() == 12 + 1 + 1 + 12 + 1 + 1 + 1 + 1 + 140);
    const delivery d{.service_centre = u"+12345678901234567890", .originator_name = u"01234567890", .text = text};
    CHECK(build(room, d)->size() == 12 + 1 + 12 + 1 + 1 + 7 + 1 + 140);
    const outcome o{.service_centre = u"+12345678901234567890",
                    .recipient = u"+12345678901234567890",
                    .text = std::u16string_view{text}.substr(0, 149),
                    .protocol_id = std::uint8_t{1}};
    CHECK(build(room, o)->size() == max_built);
}
