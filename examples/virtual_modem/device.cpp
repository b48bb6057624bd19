// SPDX-License-Identifier: BSL-1.0
/// \file
/// What is about the device itself: DEVICE_CAPS, DEVICE_SERVICES, SERVICE_ACTIVATION, NETWORK_IDLE_HINT, EMERGENCY_MODE.
#include <cdcnet/mbim/services/basic_connect/device_caps.hpp>
#include <cdcnet/mbim/services/basic_connect/device_services.hpp>
#include <cdcnet/mbim/services/basic_connect/emergency_mode.hpp>
#include <cdcnet/mbim/services/basic_connect/network_idle_hint.hpp>
#include <cdcnet/mbim/services/basic_connect/service_activation.hpp>

#include "identity.hpp"
#include "services.hpp"

namespace virtual_modem {

using namespace basic_connect;

namespace {

void tell_services(modem& m, const ticket& asked) {
    std::vector<device_service_element> list;
    std::vector<std::uint32_t> without_version;
    for (const offered_service& s : services()) {
        list.push_back({.device_service_id = s.id, .cids = s.cids});
        // A function of MBIM 1.0 does not know that there are releases.
        if (s.id == service::ms_basic_connect_extensions && m.chosen.newest == mbimex::v1) {
            without_version = s.cids;
            std::erase(without_version, ms_basic_connect_extensions::version::id.cid);
            list.back().cids = without_version;
        }
    }
    m.control.respond(asked, device_services_info{.device_services = list});
}

void tell_caps(modem& m, const ticket& asked) {
    m.control.respond(asked, device_caps_info{.device_type = device_type::embedded,
                                              .cellular_class = cellular_class::gsm,
                                              .voice_class = voice_class::no_voice,
                                              .sim_class = sim_class::removable,
                                              .data_class = technologies(m.control.agreed()),
                                              .sms_caps = sms_caps::pdu_receive | sms_caps::pdu_send,
                                              .control_caps = ctrl_caps::reg_manual | ctrl_caps::hw_radio_switch,
                                              .max_sessions = modem::max_sessions,
                                              .device_id = identity::imei,
                                              .firmware_info = identity::firmware,
                                              .hardware_info = identity::hardware});
}

/// The operator's activation server knows one request, and gives it back.
void activate_service(modem& m, const ticket& asked, const service_activation_set& wanted) {
    if (!m.net.is_registered()) return m.control.respond(asked, status::not_registered);
    m.control.respond(asked, service_activation_info{nw_error::none, wanted.buffer});
}

}  // namespace

bool take_device(modem& m, const request& r) {
    const auto tell_hint = [&] {
        m.control.respond(r.from, network_idle_hint{m.idle_hint ? network_idle_hint_state::enabled : network_idle_hint_state::disabled});
    };
    const auto tell_emergency = [&] {
        m.control.respond(r.from, emergency_mode{m.emergency ? emergency_mode_state::on : emergency_mode_state::off});
    };
    return on<device_caps_query>(m, r, [&](const auto&) { tell_caps(m, r.from); }) ||
           on<device_services_query>(m, r, [&](const auto&) { tell_services(m, r.from); }) ||
           on<service_activation_set>(m, r, [&](const auto& wanted) { activate_service(m, r.from, wanted); }) ||
           on<network_idle_hint_query>(m, r, [&](const auto&) { tell_hint(); }) ||
           on<network_idle_hint>(m, r,
                                 [&](const network_idle_hint& wanted) {
                                     m.idle_hint = wanted.state == network_idle_hint_state::enabled;
                                     tell_hint();
                                 }) ||
           on<emergency_mode_query>(m, r, [&](const auto&) { tell_emergency(); }) ||
           on<emergency_mode>(m, r, [&](const emergency_mode& wanted) {
               m.emergency = wanted.state == emergency_mode_state::on;
               tell_emergency();
           });
}

}  // namespace virtual_modem
