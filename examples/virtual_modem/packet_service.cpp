// SPDX-License-Identifier: BSL-1.0
/// \file
/// PACKET_SERVICE.
#include <cdcnet/mbim/services/basic_connect/packet_service.hpp>

#include "behaviour.hpp"
#include "commands.hpp"

namespace virtual_modem {

using namespace basic_connect;

void tell_packet_service(modem& m, const std::optional<ticket>& asked, status s) {
    const bool attached = m.net.is_attached();
    constexpr std::uint64_t uplink = 50'000'000;
    constexpr std::uint64_t downlink = 150'000'000;
    packet_service_info info{.state = m.net.packets};
    if (attached) {
        info.highest_available_data_class = data_class::lte;
        info.uplink_speed = uplink;
        info.downlink_speed = downlink;
    }
    const release agreed = m.control.agreed();
    if (agreed == mbimex::v1) return m.control.tell(asked, info, s);
    if (agreed == mbimex::v2)
        return m.control.tell(asked,
                              packet_service_info_v2{.state = info.state,
                                                     .current_data_class = info.highest_available_data_class,
                                                     .uplink_speed = info.uplink_speed,
                                                     .downlink_speed = info.downlink_speed},
                              s);
    packet_service_info_v3 v3{.state = info.state, .uplink_speed = info.uplink_speed, .downlink_speed = info.downlink_speed};
    if (attached) {
        v3.current_data_class = data_class_v3::lte;
        constexpr std::uint16_t two_digits = 0x8000;
        v3.tai = {.plmn_mcc = 1, .plmn_mnc = two_digits | 1, .tac = 0x1234};
    }
    m.control.tell(asked, v3, s);
}

namespace {

void answer_waiting(modem& m, status s) {
    for (const ticket& asked : std::exchange(m.net.attaching, {})) tell_packet_service(m, asked, s);
}

void attach_as_asked(modem& m, const ticket& asked) {
    if (const status s = m.card().hindrance(); s != status::success) return m.control.respond(asked, s);
    if (!m.net.radio_is_on()) return m.control.respond(asked, status::radio_power_off);
    if (!m.net.is_registered()) return tell_packet_service(m, asked, status::not_registered);
    attach(m, asked);
}

}  // namespace

void attach(modem& m, const std::optional<ticket>& asked) {
    network& net = m.net;
    if (net.is_attached()) {
        if (asked) tell_packet_service(m, asked);
        return;
    }
    // Who asks while it is happening waits for the same end.
    if (asked) net.attaching.push_back(*asked);
    if (net.packets == packet_service_state::attaching) return;
    net.packets = packet_service_state::attaching;
    tell_packet_service(m);
    m.times.after(m.chosen.pace, [&m, number = ++net.attachment] {
        if (number != m.net.attachment) return;
        m.net.packets = packet_service_state::attached;
        tell_packet_service(m);
        answer_waiting(m, status::success);
    });
}

void detach(modem& m) {
    deactivate_all(m);
    network& net = m.net;
    ++net.attachment;
    if (net.packets == packet_service_state::detached) return;
    net.packets = packet_service_state::detached;
    tell_packet_service(m);
    answer_waiting(m, status::failure);
}

bool take_packet_service(modem& m, const request& r) {
    return on<packet_service_query>(m, r, [&](const auto&) { tell_packet_service(m, r.from); }) ||
           on<packet_service_set>(m, r, [&](const packet_service_set& wanted) {
               if (name_of(wanted.action).empty()) return m.control.respond(r.from, status::invalid_parameters);
               if (wanted.action == packet_service_action::attach) return attach_as_asked(m, r.from);
               detach(m);
               tell_packet_service(m, r.from);
           });
}

}  // namespace virtual_modem
