// SPDX-License-Identifier: BSL-1.0
#include "names.hpp"

#include <fmt/format.h>

namespace cdcdump {

std::string name_of_stream(cdcnet::ncm::stream s) {
    using cdcnet::ncm::stream_kind;
    switch (s.kind()) {
        case stream_kind::ethernet:
        case stream_kind::ethernet_crc: return "ethernet";
        case stream_kind::ips: return fmt::format("ips{}", s.session());
        case stream_kind::dss: return fmt::format("dss{}", s.session());
    }
    return "unknown";
}

std::string device_of(const origin& where) { return where.on_usb ? fmt::format("{}.{}", where.bus, where.device) : "-"; }

std::string_view word_of(direction way) noexcept {
    switch (way) {
        case direction::to_device: return "out";
        case direction::to_host: return "in";
        case direction::unknown: break;
    }
    return "";
}

std::string place_of(const origin& where) {
    switch (where.unit) {
        case origin_unit::packet: return fmt::format("packet {}", where.number);
        case origin_unit::line: return fmt::format("line {}", where.number);
        case origin_unit::byte: return fmt::format("byte {}", where.number);
    }
    return {};
}

std::string_view name_of_release(cdcnet::mbim::release r) noexcept {
    switch (r) {
        case cdcnet::mbim::release::v1: return "1.0";
        case cdcnet::mbim::release::v2: return "2.0";
        case cdcnet::mbim::release::v3: return "3.0";
        case cdcnet::mbim::release::v4: return "4.0";
    }
    return "unknown";
}

}  // namespace cdcdump
