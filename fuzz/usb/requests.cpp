// SPDX-License-Identifier: BSL-1.0
/// \file
/// Anything as setup packets and as the data stages behind them: what is read is built to the same bytes, and what is checked keeps to
/// its declaration.
#include <algorithm>
#include <cdcnet/usb/requests.hpp>

#include "../property.hpp"

namespace {

using namespace cdcnet;
using namespace cdcnet::usb;

/// A value that is read is the first bytes of its data stage; a short stage is an error at its end.
template <class Parse, class Build>
void data_stage(bytes raw, std::size_t size, Parse parse, Build build) {
    const auto value = parse(raw);
    PROPERTY(value.has_value() == (raw.size() >= size));
    if (value) {
        PROPERTY(equal(bytes{build(*value)}, raw.first(size)));
    } else {
        PROPERTY(value.error() == error(errc::length, raw.size()));
    }
}

void as_data(bytes raw) {
    data_stage(raw, 2, parse_ntb_format, build_ntb_format);
    data_stage(raw, 2, parse_crc_mode, build_crc_mode);
    data_stage(raw, 2, parse_max_datagram_size, build_max_datagram_size);
    data_stage(raw, 2, parse_pattern_filter_state, build_pattern_filter_state);
    data_stage(raw, 4, parse_ethernet_statistic, build_ethernet_statistic);
    data_stage(raw, 6, parse_net_address, [](const mac_address& m) { return m.octets; });
}

void as_setup(bytes raw) {
    const auto setup = setup_packet::parse(raw);
    PROPERTY(setup.has_value() == (raw.size() >= setup_packet::size));
    if (!setup) return;
    PROPERTY(equal(bytes{setup->build()}, raw.first(setup_packet::size)));
    PROPERTY(setup->is_in() == ((raw[0] & std::byte{0x80}) != std::byte{}));

    const error verdict = check(*setup);
    const request_info known = find_request(*setup);
    if (!known) {
        PROPERTY(verdict.code() == errc::request);
        return;
    }
    PROPERTY(std::any_of(class_requests.begin(), class_requests.end(), [&](const request_info& r) { return r.name == known.name; }));
    PROPERTY(known.request_type == setup->request_type && static_cast<std::uint8_t>(known.request) == setup->request);
    PROPERTY(!verdict || verdict.offset() < setup_packet::size);
    // What the library would ask itself is never at fault.
    const setup_packet own = make_request(known.request, static_cast<std::uint8_t>(setup->index), setup->value, setup->length);
    PROPERTY(own.request == setup->request && own.request_type == setup->request_type);
    if (!verdict) PROPERTY(setup->index > 0xff || !check(own));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    const bytes raw{reinterpret_cast<const std::byte*>(data), size};
    as_setup(raw);
    as_data(raw);
    return 0;
}
