// SPDX-License-Identifier: BSL-1.0
/// \file
/// Anything as descriptors: no view leaves the input, and what is read can be built again.  The input counts twice: as it is, and
/// behind a configuration descriptor that fits it, so that the walker gets at once to what matters.
#include <array>
#include <cdcnet/usb.hpp>
#include <vector>

#include "../property.hpp"

namespace {

using namespace cdcnet;
using fuzz::is_part_of;
using namespace cdcnet::usb;

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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    const bytes raw{reinterpret_cast<const std::byte*>(data), size};
    as_every_type(raw);
    as_configuration(raw);
    behind_a_configuration_descriptor(raw);
    return 0;
}
