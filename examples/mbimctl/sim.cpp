// SPDX-License-Identifier: BSL-1.0
#include <cdcnet/mbim/pin_kind.hpp>
#include <cdcnet/mbim/services/basic_connect/pin.hpp>
#include <cdcnet/mbim/services/basic_connect/subscriber_ready_status.hpp>

#include "client.hpp"
#include "commands.hpp"

namespace mbimctl {

using namespace mbim::basic_connect;
using mbim::pin_operation;
using mbim::pin_type;

namespace {

std::u16string pin_of(const std::string& word) {
    const std::u16string pin = wide(or_from_input(word));
    if (pin.empty() || pin.size() > 16) throw usage_error{"A PIN has 1 to 16 characters"};
    return pin;
}

int enter(const client& c, pin_type type, pin_operation operation, const pin_arguments& p) {
    const std::u16string pin = pin_of(p.pin);
    const std::u16string new_pin = p.new_pin.empty() ? std::u16string{} : pin_of(p.new_pin);
    return show<pin_info>(c, c.modem.ask(pin_set{type, operation, pin, new_pin}));
}

}  // namespace

int pinstate(const client& c) { return show<pin_info>(c, c.modem.ask(pin_query{})); }

int unlock(const client& c, const pin_arguments& p) {
    const pin_type usual = p.new_pin.empty() ? pin_type::pin1 : pin_type::puk1;
    const pin_type type = p.type.empty() ? usual : named_value<pin_type>(p.type);
    if (mbim::is_puk(type) != !p.new_pin.empty()) throw usage_error{"A new PIN goes with a PUK, and only with a PUK"};
    return enter(c, type, pin_operation::enter, p);
}

int change_pin(const client& c, const pin_arguments& p) {
    return enter(c, p.type.empty() ? pin_type::pin1 : named_value<pin_type>(p.type), pin_operation::change, p);
}

int subscriber(const client& c) { return show<subscriber_ready_status_info>(c, c.modem.ask(subscriber_ready_status_query{})); }

}  // namespace mbimctl
