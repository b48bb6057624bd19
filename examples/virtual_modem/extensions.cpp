// SPDX-License-Identifier: BSL-1.0
/// \file
/// The rest of the basic connect extensions: DEVICE_CAPS, DEVICE_RESET, PIN_EX, and what MBIMEx 3.0 adds.  VERSION is the
/// channel's own.
#include <cdcnet/mbim/services/ms_basic_connect_extensions/device_caps.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/device_reset.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/modem_configuration.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/pin_ex.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/registration_parameters.hpp>

#include "behaviour.hpp"
#include "commands.hpp"
#include "identity.hpp"

namespace virtual_modem {

using namespace ms_basic_connect_extensions;

namespace {

template <class Info>
Info caps() {
    Info info{};
    info.device_type = device_type::embedded;
    info.cellular_class = cellular_class::gsm;
    info.voice_class = voice_class::no_voice;
    info.sim_class = sim_class::removable;
    info.sms_caps = sms_caps::pdu_receive | sms_caps::pdu_send;
    info.control_caps = ctrl_caps::reg_manual | ctrl_caps::hw_radio_switch;
    info.max_sessions = modem::max_sessions;
    info.device_id = identity::imei;
    info.firmware_info = identity::firmware;
    info.hardware_info = identity::hardware;
    return info;
}

void tell_caps(modem& m, const ticket& asked) {
    if (m.control.agreed() < mbimex::v3) {
        auto info = caps<device_caps_info>();
        info.data_class = technologies(m.control.agreed());
        return m.control.respond(asked, info);
    }
    static constexpr std::uint16_t lte_bands[] = {1, 3, 7, 20};
    static constexpr std::uint16_t nr_bands[] = {78};
    auto info = caps<device_caps_info_v3>();
    using enum data_class_v3;
    info.data_class = gprs | edge | umts | hsdpa | hsupa | lte | _5g;
    info.data_subclass = static_cast<std::uint64_t>(data_subclass::_5g_endc | data_subclass::_5g_nr);
    info.lte_band_class = lte_bands;
    info.nr_band_class = nr_bands;
    m.control.respond(asked, info);
}

/// The PINs of the one application are those of the card.
void operate_pin(modem& m, const ticket& asked, const pin_ex_set& wanted) {
    const auto before = m.card().state();
    const pin_outcome o =
        m.card().operate({.type = wanted.type, .pin_operation = wanted.pin_operation, .pin = wanted.pin, .new_pin = wanted.new_pin});
    m.control.respond(asked, pin_ex_info{o.info.type, o.info.state, o.info.remaining_attempts}, o.result);
    if (m.card().state() != before) sim_changed(m);
}

void query_pin(modem& m, const ticket& asked) {
    if (!m.card().inserted) return m.control.respond(asked, status::sim_not_inserted);
    const auto info = m.card().awaited();
    m.control.respond(asked, pin_ex_info{info.type, info.state, info.remaining_attempts});
}

void tell_parameters(modem& m, const ticket& asked) {
    m.control.respond(asked, registration_parameters{.mico_mode = mico_mode::unsupported,
                                                     .drx_cycle = drx_cycle::not_specified,
                                                     .ladn_info = ladn_info::not_needed,
                                                     .default_pdu_activation_hint = default_pdu_activation_hint::unlikely,
                                                     .re_register_if_needed = bool32::false_});
}

void reset(modem& m, const ticket& asked) {
    m.control.respond(asked, device_reset_info{});
    m.times.after(m.chosen.pace, [&m] { m.power_on(); });
}

}  // namespace

bool take_extensions(modem& m, const request& r) {
    return on<device_caps_query>(m, r, [&](const auto&) { tell_caps(m, r.from); }) ||
           on<device_reset_set>(m, r, [&](const auto&) { reset(m, r.from); }) ||
           on<pin_ex_set>(m, r, [&](const pin_ex_set& wanted) { operate_pin(m, r.from, wanted); }) ||
           on<pin_ex_query>(m, r, [&](const auto&) { query_pin(m, r.from); }) ||
           on<registration_parameters_query>(m, r, [&](const auto&) { tell_parameters(m, r.from); }) ||
           on<modem_configuration_query>(m, r, [&](const auto&) {
               m.control.respond(
                   r.from, modem_configuration_info{.status = modem_configuration_status::completed, .configuration_name = u"generic"});
           });
}

}  // namespace virtual_modem
