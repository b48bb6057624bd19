// SPDX-License-Identifier: BSL-1.0
#include "sim.hpp"

#include <algorithm>

namespace virtual_modem {

using basic_connect::pin_info;
using basic_connect::pin_set;
using basic_connect::subscriber_ready_state;

namespace {

constexpr pin_info none_awaited{};

bool is_usable(const utf16& pin) {
    return pin.size() >= sim::shortest_pin && pin.size() <= sim::longest_pin &&
           std::all_of(pin.begin(), pin.end(), [](char16_t c) { return c >= u'0' && c <= u'9'; });
}

}  // namespace

subscriber_ready_state sim::state() const {
    if (!inserted) return subscriber_ready_state::sim_not_inserted;
    if (is_blocked()) return subscriber_ready_state::bad_sim;
    if (needs_puk() || needs_pin()) return subscriber_ready_state::device_locked;
    return subscriber_ready_state::initialized;
}

status sim::hindrance() const {
    switch (state()) {
        case subscriber_ready_state::sim_not_inserted: return status::sim_not_inserted;
        case subscriber_ready_state::bad_sim: return status::bad_sim;
        case subscriber_ready_state::device_locked: return status::pin_required;
        default: return status::success;
    }
}

pin_info sim::awaited() const {
    if (!inserted || is_blocked()) return none_awaited;
    if (needs_puk()) return {pin_type::puk1, pin_state::locked, puk_left_};
    if (needs_pin()) return {pin_type::pin1, pin_state::locked, pin_left_};
    return {pin_type::unknown, pin_state::unlocked, pin_left_};
}

pin_outcome sim::operate(const pin_set& asked) {
    if (!inserted) return {status::sim_not_inserted, none_awaited};
    if (is_blocked()) return {status::bad_sim, none_awaited};
    if (asked.type == pin_type::puk1 && asked.pin_operation == pin_operation::enter) return enter_puk(asked);
    if (asked.type != pin_type::pin1) return {status::no_device_support, none_awaited};
    switch (asked.pin_operation) {
        case pin_operation::enter: return enter_pin(asked.pin);
        case pin_operation::enable: return switch_pin(asked, true);
        case pin_operation::disable: return switch_pin(asked, false);
        case pin_operation::change: return change_pin(asked);
    }
    return {status::invalid_parameters, none_awaited};
}

bool sim::matches(const utf16& entered, const std::u16string& right) {
    if (taken_as_wrong == 0) return entered == utf16{right};
    --taken_as_wrong;
    return false;
}

std::optional<pin_outcome> sim::refuse_pin(const utf16& entered) {
    if (matches(entered, pin)) {
        pin_left_ = pin_attempts;
        return std::nullopt;
    }
    if (--pin_left_ == 0) return pin_outcome{status::failure, awaited()};
    return pin_outcome{status::failure, {pin_type::pin1, needs_pin() ? pin_state::locked : pin_state::unlocked, pin_left_}};
}

pin_outcome sim::enter_pin(const utf16& entered) {
    if (needs_puk()) return {status::failure, awaited()};
    if (!needs_pin()) return {status::failure, none_awaited};
    if (const auto refused = refuse_pin(entered)) return *refused;
    verified_ = true;
    return {status::success, awaited()};
}

pin_outcome sim::enter_puk(const pin_set& asked) {
    if (!needs_puk()) return {status::failure, none_awaited};
    if (!is_usable(asked.new_pin)) return {status::invalid_parameters, awaited()};
    if (!matches(asked.pin, puk)) {
        --puk_left_;
        return {status::failure, awaited()};
    }
    pin.assign(asked.new_pin.begin(), asked.new_pin.end());
    pin_left_ = pin_attempts;
    puk_left_ = puk_attempts;
    verified_ = true;
    return {status::success, awaited()};
}

pin_outcome sim::switch_pin(const pin_set& asked, bool on) {
    if (needs_puk()) return {status::failure, awaited()};
    if (needs_pin()) return {status::pin_required, awaited()};
    if (enabled_ == on) return {status::success, awaited()};
    if (const auto refused = refuse_pin(asked.pin)) return *refused;
    enabled_ = on;
    verified_ = true;
    return {status::success, awaited()};
}

pin_outcome sim::change_pin(const pin_set& asked) {
    if (needs_puk()) return {status::failure, awaited()};
    if (needs_pin()) return {status::pin_required, awaited()};
    if (!enabled_) return {status::pin_disabled, awaited()};
    if (!is_usable(asked.new_pin)) return {status::invalid_parameters, awaited()};
    if (const auto refused = refuse_pin(asked.pin)) return *refused;
    pin.assign(asked.new_pin.begin(), asked.new_pin.end());
    return {status::success, awaited()};
}

}  // namespace virtual_modem
