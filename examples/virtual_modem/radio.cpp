// SPDX-License-Identifier: BSL-1.0
/// \file
/// RADIO_STATE and SIGNAL_STATE.
#include <cdcnet/mbim/services/basic_connect/radio_state.hpp>
#include <cdcnet/mbim/services/basic_connect/signal_state.hpp>

#include "behaviour.hpp"
#include "commands.hpp"

namespace virtual_modem {

using namespace basic_connect;

namespace {

void tell_radio(modem& m, const std::optional<ticket>& asked) {
    const auto state_of = [](bool on) { return on ? radio_switch_state::on : radio_switch_state::off; };
    m.control.tell(asked, radio_state_info{state_of(m.net.hardware_radio), state_of(m.net.software_radio)});
}

void set_signal(modem& m, const ticket& asked, const signal_state_set& wanted) {
    signal_level& signal = m.net.signal;
    constexpr std::uint32_t default_interval = 5;
    signal.interval = wanted.signal_strength_interval == 0 ? default_interval : wanted.signal_strength_interval;
    signal.threshold = wanted.rssi_threshold == 0 ? 1 : wanted.rssi_threshold;
    signal.error_threshold = wanted.error_rate_threshold;
    watch_signal(m);
    tell_signal(m, asked);
}

}  // namespace

void tell_signal(modem& m, const std::optional<ticket>& asked) {
    signal_level& signal = m.net.signal;
    const bool heard = m.net.radio_is_on() && !signal.lost;
    signal.reported = heard ? signal.code() : rssi_scale.unknown;
    // Of the reference signal, a part of what the whole band carries; noise is far below.
    constexpr int rsrp_below_rssi = 25;
    constexpr std::int32_t snr_half_dbs = 26;
    const rsrp_snr_info lte[] = {{.rsrp = rsrp_code(signal.now() - rsrp_below_rssi),
                                  .snr = snr_code(snr_half_dbs),
                                  .rsrp_threshold = 1,
                                  .snr_threshold = 1,
                                  .system_type = data_class::lte}};
    signal_state_info info{.rssi = signal.reported,
                           .error_rate = heard ? 0 : error_rate_unknown,
                           .signal_strength_interval = signal.interval,
                           .rssi_threshold = signal.threshold,
                           .error_rate_threshold = signal.error_threshold};
    if (heard && m.control.agreed() >= mbimex::v2) info.rsrp_snr = lte;
    m.control.tell(asked, info);
}

void watch_signal(modem& m) {
    const std::uint32_t watch = ++m.net.signal.watch;
    m.times.after(std::chrono::seconds{m.net.signal.interval}, [&m, watch] {
        signal_level& signal = m.net.signal;
        if (watch != signal.watch) return;
        ++signal.step;
        const std::uint32_t code = signal.code();
        const std::uint32_t apart = code > signal.reported ? code - signal.reported : signal.reported - code;
        if (!signal.lost && m.net.radio_is_on() && apart >= signal.threshold) tell_signal(m);
        watch_signal(m);
    });
}

void lose_signal(modem& m) {
    m.net.signal.lost = true;
    leave_network(m);
    tell_signal(m);
}

void find_signal(modem& m, int dbm) {
    const bool was_lost = m.net.signal.lost;
    m.net.signal.lost = false;
    m.net.signal.dbm = dbm;
    tell_signal(m);
    if (was_lost) register_by_itself(m);
}

void turn_radio(modem& m, bool hardware, bool software) {
    const bool was_on = m.net.radio_is_on();
    m.net.hardware_radio = hardware;
    m.net.software_radio = software;
    const bool is_on = m.net.radio_is_on();
    if (was_on && !is_on) leave_network(m);
    tell_radio(m, {});
    if (!was_on && is_on) register_by_itself(m);
}

bool take_radio(modem& m, const request& r) {
    // The switch works without a SIM, too.
    return on<radio_state_query>(m, r, [&](const auto&) { tell_radio(m, r.from); }) ||
           on<radio_state_set>(m, r,
                               [&](const radio_state_set& wanted) {
                                   if (name_of(wanted.state).empty()) return m.control.respond(r.from, status::invalid_parameters);
                                   turn_radio(m, m.net.hardware_radio, wanted.state == radio_switch_state::on);
                                   tell_radio(m, r.from);
                               }) ||
           on<signal_state_query>(m, r, [&](const auto&) { tell_signal(m, r.from); }) ||
           on<signal_state_set>(m, r, [&](const signal_state_set& wanted) { set_signal(m, r.from, wanted); });
}

}  // namespace virtual_modem
