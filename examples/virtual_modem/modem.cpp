// SPDX-License-Identifier: BSL-1.0
#include "modem.hpp"

#include "behaviour.hpp"
#include "services.hpp"
#include "text.hpp"

namespace virtual_modem {

modem::modem(const settings& s)
    : chosen{s}, control{{.max_transfer = s.max_control, .newest = s.newest, .ready = s.open_delay.count() == 0}} {
    cards[0].pin = utf16_of(s.pin);
    cards[0].puk = utf16_of(s.puk);
    cards[0].inserted = !s.no_sim;
    cards[0].use_pin(s.pin_in_use);
    cards[1].inserted = false;
    for (const std::string& rule : s.breaks) breaks_.add(rule);
    register_by_itself(*this);
    watch_signal(*this);
}

instant modem::now() {
    const auto since = std::chrono::duration_cast<timeline::milliseconds>(timeline::clock::now().time_since_epoch());
    return {static_cast<std::uint32_t>(since.count())};
}

void modem::receive(bytes frame) {
    breaks_.heard(frame);
    handle(control.receive(frame, now()));
}

bytes modem::next_frame() {
    return breaks_.next([this] { return next_true_frame(); });
}

bytes modem::next_true_frame() {
    bytes frame = control.next_frame();
    const bool counted = !frame.empty() && faults.drop != 0;
    if (counted) --faults.drop;
    if (counted && faults.drop == 0) frame = control.next_frame();
    return frame;
}

void modem::run() {
    times.run();
    while (const auto due = control.next_timeout(now())) {
        if (due->from(now()) != 0) break;
        handle(control.expire(now()));
    }
}

std::optional<timeline::milliseconds> modem::wait() const {
    auto wait = times.wait();
    if (const auto due = control.next_timeout(now())) {
        const timeline::milliseconds left{due->from(now())};
        wait = wait ? std::min(*wait, left) : left;
    }
    return wait;
}

void modem::handle(const device_event& e) {
    if (e.what == device_event::opening) times.after(chosen.open_delay, [this] { control.answer_open(); });
    if ((e.what == device_event::opening || e.what == device_event::opened) && !opened_before_) {
        opened_before_ = true;
        if (on_first_open) on_first_open();
    }
    if (e.what == device_event::command && e.asked) take({control.last(), *e.asked, control.agreed()});
}

void modem::take(const request& r) {
    if (faults.silent != 0) {
        --faults.silent;
        return;
    }
    if (faults.busy != 0) {
        --faults.busy;
        return control.respond(r.from, status::busy);
    }
    for (const offered_service& s : services()) {
        if (!is_same_service(s.id, r.command.service)) continue;
        for (const taker take_subject : s.takers)
            if (take_subject(*this, r)) return;
    }
    control.respond(r.from, status::no_device_support);
}

void modem::power_on() {
    leave_network(*this);
    for (sim& s : cards) s.power_on();
    traffic = {};
    tell_subscriber(*this);
    register_by_itself(*this);
}

}  // namespace virtual_modem
