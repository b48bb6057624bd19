// SPDX-License-Identifier: BSL-1.0
/// \file
/// Anything as descriptors, setup packets and notifications: no view leaves the input, and what is read can be built
/// again.  The input counts three times: as it is; behind a configuration descriptor that fits it, so that the walker gets
/// at once to what matters; and as text.
#include <array>
#include <cdcnet/usb.hpp>
#include <cdcnet/wire/uuid.hpp>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <vector>

namespace {

using namespace cdcnet;
using namespace cdcnet::usb;

#define PROPERTY(condition) ((condition) ? void() : failed(#condition, __LINE__))

void failed(const char* condition, int line) {
    std::fprintf(stderr, "line %d: %s does not hold\n", line, condition);
    std::abort();
}

bool is_part_of(bytes part, bytes whole) {
    const std::less_equal<> before{};
    return part.empty() || (before(whole.data(), part.data()) && before(part.data() + part.size(), whole.data() + whole.size()));
}

/// Parses as one type; what it holds is built and parsed to the same value, and a list stays inside.
template <class Descriptor>
void as(bytes raw) {
    const auto value = parse<Descriptor>(raw);
    if (!value) {
        PROPERTY(value.error().offset() <= raw.size());
        return;
    }
    std::array<std::byte, 255> buffer{};
    const auto built = build(mutable_bytes{buffer}, *value);
    PROPERTY(built);
    PROPERTY(built->size() == encoded_size(*value) && built->size() <= raw.size());
    const auto again = parse<Descriptor>(*built);
    PROPERTY(again && *again == *value);
    if (built->size() == std::to_integer<std::size_t>(raw[0])) PROPERTY(equal(*built, bytes{raw.data(), built->size()}));
    if constexpr (std::is_same_v<Descriptor, union_descriptor>) PROPERTY(is_part_of(value->subordinates, raw));
    if constexpr (std::is_same_v<Descriptor, country_selection_descriptor>) PROPERTY(is_part_of(value->country_codes, raw));
}

void as_every_type(bytes raw) {
    as<device_descriptor>(raw);
    as<configuration_descriptor>(raw);
    as<interface_descriptor>(raw);
    as<endpoint_descriptor>(raw);
    as<endpoint_companion_descriptor>(raw);
    as<interface_association_descriptor>(raw);
    as<header_descriptor>(raw);
    as<call_management_descriptor>(raw);
    as<acm_descriptor>(raw);
    as<union_descriptor>(raw);
    as<country_selection_descriptor>(raw);
    as<ethernet_descriptor>(raw);
    as<ncm_descriptor>(raw);
    as<mbim_descriptor>(raw);
    as<mbim_extended_descriptor>(raw);
}

void operate(const usb::function& f, framing wanted) {
    const auto mode = f.mode(wanted);
    if (!mode) return;
    PROPERTY(mode->bulk_in.is_in() && !mode->bulk_out.is_in());
    PROPERTY(f.carries(mode->communication_alternate, mode->data_alternate) != framing::none);
}

void as_configuration(bytes raw) {
    const auto parsed = configuration::parse(raw);
    if (!parsed) {
        PROPERTY(parsed.error().offset() <= raw.size());
        return;
    }
    std::size_t end = 0;
    for (const descriptor d : parsed->descriptors()) {
        PROPERTY(d.offset() == end && d.raw().size() >= 2 && is_part_of(d.raw(), raw));
        end += d.raw().size();
        for (const field_info& field : d.layout().fields) static_cast<void>(field.offset + field.size <= d.raw().size());
        as_every_type(d.raw());
    }
    PROPERTY(end == parsed->descriptor().total_length);

    std::array<bool, 256> exists{};
    for (const interface_setting& s : parsed->interfaces()) {
        PROPERTY(is_part_of(s.contents.raw(), raw));
        exists[s.descriptor.number] = true;
    }
    static std::vector<usb::function> storage(256);
    const auto functions = classify(*parsed, storage);
    PROPERTY(functions);
    std::array<unsigned, 256> owners{};
    for (const usb::function& f : *functions) {
        PROPERTY(exists[f.communication]);
        ++owners[f.communication];
        PROPERTY((f.data == usb::function::no_interface) == (f.paired_by == pairing::none));
        if (f.data != usb::function::no_interface) {
            PROPERTY(exists[f.data]);
            if (f.data != f.communication) ++owners[f.data];
        }
        operate(f, framing::ncm);
        operate(f, framing::mbim);
        PROPERTY(is_part_of(f.functional(functional_subtype::mbim).raw(), raw));
        static_cast<void>(f.functional<ethernet_descriptor>());
    }
    for (const unsigned owner : owners) PROPERTY(owner <= 1);
    if (!functions->empty()) {
        const auto too_few = classify(*parsed, gsl::span<usb::function>{storage.data(), functions->size() - 1});
        PROPERTY(too_few.error() == error::no_space(functions->size()));
    }
}

/// The input behind a configuration descriptor whose wTotalLength covers it.
void behind_a_configuration_descriptor(bytes raw) {
    if (raw.size() > 0xffff - 9) return;
    std::vector<std::byte> whole(9 + raw.size());
    const auto head = build(mutable_bytes{whole}, configuration_descriptor{.total_length = static_cast<std::uint16_t>(whole.size())});
    PROPERTY(head);
    copy_bytes(whole.data() + 9, raw.data(), raw.size());
    as_configuration(whole);
}

void as_setup(bytes raw) {
    const auto setup = setup_packet::parse(raw);
    PROPERTY(setup.has_value() == (raw.size() >= 8));
    if (!setup) return;
    PROPERTY(equal(setup->build(), bytes{raw.data(), 8}));
    const error verdict = check(*setup);
    PROPERTY(static_cast<bool>(find_request(*setup)) || verdict.code() == errc::request);
    const auto size = parse_max_datagram_size(raw);
    PROPERTY(equal(build_max_datagram_size(*size), bytes{raw.data(), 2}));
    const auto counter = parse_ethernet_statistic(raw);
    PROPERTY(equal(build_ethernet_statistic(*counter), bytes{raw.data(), 4}));
    PROPERTY(equal(parse_net_address(raw)->octets, bytes{raw.data(), 6}));
}

void as_notification(bytes raw) {
    const auto n = notification::parse(raw);
    if (!n) return;
    PROPERTY(is_part_of(n->data, raw) && n->size() <= raw.size());
    std::vector<std::byte> buffer(n->size());
    const auto built = build(mutable_bytes{buffer}, *n);
    PROPERTY(built && equal(*built, bytes{raw.data(), n->size()}));
    static_cast<void>(n->connected());
    static_cast<void>(n->serial_state());
    static_cast<void>(n->speed());
    if (n->size() > 32) return;
    // In packets of any size the joiner finds the same.
    for (std::size_t packet = 1; packet <= n->size(); ++packet) {
        notification_joiner<32> joiner;
        for (std::size_t at = 0; at < n->size(); at += packet) {
            const std::size_t size = n->size() - at < packet ? n->size() - at : packet;
            bytes rest{raw.data() + at, size};
            const auto joined = joiner.receive(rest);
            PROPERTY(joined.has_value() == (at + size == n->size()) && rest.empty());
            if (joined) PROPERTY(joined->code == n->code && joined->value == n->value && equal(joined->data, n->data));
        }
    }
}

/// Whatever arrives, a joiner ends each packet.
void as_packets(bytes raw) {
    notification_joiner<> joiner;
    for (std::size_t at = 0; at < raw.size(); at += 8) {
        bytes rest{raw.data() + at, raw.size() - at < 8 ? raw.size() - at : 8};
        while (joiner.receive(rest)) PROPERTY(joiner.pending() == 0);
        PROPERTY(rest.empty() && joiner.pending() < 16);
    }
}

void as_text(bytes raw) {
    const std::string_view text = utf8::over(raw).view();
    if (const auto id = uuid::parse(text)) PROPERTY(*uuid::parse(id->text()) == *id);
    if (const auto address = ipv4::parse(text)) PROPERTY(address->text().view() == text);
    if (const auto address = ipv6::parse(text)) PROPERTY(*ipv6::parse(address->text()) == *address);
    if (const auto address = mac_address::parse(text)) PROPERTY(*mac_address::parse(address->text()) == *address);

    const utf16 wide = utf16::over(raw);
    std::vector<char> narrow(utf8_size(wide));
    const auto converted = to_utf8(wide, narrow);
    PROPERTY(converted && is_well_formed(utf8{*converted}));
    std::vector<char16_t> back(wide.size());
    const auto again = to_utf16(utf8{*converted}, back);
    PROPERTY(again && again->size() == wide.size());
    if (is_well_formed(wide)) PROPERTY(utf16{*again} == wide);

    const utf8 octets = utf8::over(raw);
    const auto units = utf16_size(octets);
    PROPERTY(units.has_value() == is_well_formed(octets));
    std::size_t at = 0;
    while (at < octets.size()) {
        char encoded[4]{};
        PROPERTY(encode_utf8(next_code_point(octets, at), encoded) <= 4 && at <= octets.size());
    }
    if (const auto string = parse_string(raw)) PROPERTY(is_part_of(string->wire_bytes(), raw));
    static_cast<void>(mac_address::from_descriptor(wide));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    const bytes raw{reinterpret_cast<const std::byte*>(data), size};
    as_every_type(raw);
    as_configuration(raw);
    behind_a_configuration_descriptor(raw);
    as_setup(raw);
    as_notification(raw);
    as_packets(raw);
    as_text(raw);
    return 0;
}
