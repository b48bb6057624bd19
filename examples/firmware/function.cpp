// SPDX-License-Identifier: BSL-1.0
/// \file
/// The control endpoint.
#include "function.hpp"

namespace firmware {

namespace {

constexpr control_reply stall{};
constexpr control_reply done{.accepted = true};
constexpr control_reply reply_with(bytes data) { return {true, data}; }
constexpr control_reply done_if(bool accepted) { return {accepted}; }

constexpr auto notification = usb::response_available(communication_interface);

mbim::device make_channel(function_memory& m) {
    return {{.max_transfer = mbim_functional.max_control_message}, {m.answers, m.command, m.unfinished}, m.commands, m.subscriptions};
}

control_reply descriptor(std::uint16_t value) {
    const auto index = static_cast<std::uint8_t>(value);
    switch (static_cast<usb::descriptor_type>(value >> 8)) {
        case usb::descriptor_type::device: return reply_with(device_bytes);
        case usb::descriptor_type::configuration: return index == 0 ? reply_with(configuration_bytes) : stall;
        case usb::descriptor_type::string:
            if (index == 0) return reply_with(language_bytes);
            return index == product_string ? reply_with(product_bytes) : stall;
        default: return stall;
    }
}

}  // namespace

function::function(function_memory& memory) noexcept
    : memory_{memory}, channel_{make_channel(memory)}, modem_{channel_}, echo_{memory.ntb_out, memory.ntb_in, modem_} {}

control_reply function::control(const usb::setup_packet& setup, bytes data, mbim::instant now) noexcept {
    control_reply reply = setup.is_standard() ? standard(setup) : class_request(setup, data, now);
    if (reply.data.size() > setup.length) reply.data = reply.data.first(setup.length);
    return reply;
}

bytes function::next_notification() noexcept {
    if (!configured_ || announced_ || !channel_.has_frame()) return {};
    announced_ = true;
    return notification;
}

void function::tick(mbim::instant now) noexcept {
    for (auto e = channel_.expire(now); e.what != mbim::device_event::nothing; e = channel_.expire(now)) modem_.take(e);
}

/// Those that every device answers.  The address is the controller's business, and no endpoint of this function ever halts.
control_reply function::standard(const usb::setup_packet& s) noexcept {
    const bool endpoint_halt = s.request_type == 0x02 && s.value == 0;
    switch (static_cast<usb::standard_request>(s.request)) {
        case usb::standard_request::get_descriptor: return s.request_type == 0x80 ? descriptor(s.value) : stall;
        case usb::standard_request::set_address: return done;
        case usb::standard_request::get_configuration:
            reply_[0] = configured_ ? std::byte{configuration_value} : std::byte{};
            return reply_with(bytes{reply_}.first(1));
        case usb::standard_request::set_configuration: return done_if(set_configuration(s.value));
        case usb::standard_request::get_interface:
            if (!configured_ || s.index > data_interface) return stall;
            reply_[0] = s.index == data_interface && echo_.is_on() ? std::byte{1} : std::byte{};
            return reply_with(bytes{reply_}.first(1));
        case usb::standard_request::set_interface: return done_if(set_interface(s.index, s.value));
        case usb::standard_request::get_status: store_le(reply_.data(), std::uint16_t{0}); return reply_with(bytes{reply_}.first(2));
        case usb::standard_request::clear_feature: return done_if(endpoint_halt);
        default: return stall;
    }
}

bool function::set_configuration(std::uint16_t value) noexcept {
    if (value != 0 && value != configuration_value) return false;
    reset();
    configured_ = value != 0;
    return true;
}

bool function::set_interface(std::uint16_t number, std::uint16_t alternate) noexcept {
    if (!configured_) return false;
    if (number == communication_interface) return alternate == 0;
    if (number != data_interface || alternate > 1) return false;
    if (alternate == 1)
        echo_.start();
    else
        echo_.stop();
    return true;
}

void function::reset() noexcept {
    channel_ = make_channel(memory_);
    modem_.reset();
    echo_.stop();
    announced_ = false;
}

control_reply function::class_request(const usb::setup_packet& s, bytes data, mbim::instant now) noexcept {
    if (!configured_ || s.index != communication_interface || usb::check(s)) return stall;
    if (!s.is_in() && data.size() != s.length) return stall;
    switch (static_cast<usb::class_request>(s.request)) {
        case usb::class_request::send_encapsulated_command: send_encapsulated_command(data, now); return done;
        case usb::class_request::get_encapsulated_response: return reply_with(get_encapsulated_response());
        case usb::class_request::reset_function: reset(); return done;
        case usb::class_request::get_ntb_parameters: return reply_with(*ntb_parameters.build(reply_));
        case usb::class_request::get_ntb_input_size: return reply_with(input_size(s.length));
        case usb::class_request::get_ntb_format:
            store_le(reply_.data(), static_cast<std::uint16_t>(echo_.format()));
            return reply_with(bytes{reply_}.first(2));
        case usb::class_request::get_max_datagram_size:
            store_le(reply_.data(), echo_.max_datagram_size());
            return reply_with(bytes{reply_}.first(2));
        default: return done_if(set(s, data));
    }
}

bool function::set(const usb::setup_packet& s, bytes data) noexcept {
    if (echo_.is_on()) return false;
    switch (static_cast<usb::class_request>(s.request)) {
        case usb::class_request::set_ntb_format: return echo_.set_format(s.value);
        case usb::class_request::set_ntb_input_size: return echo_.set_input_size(ncm::ntb_input_size::parse(data).value_or({}));
        case usb::class_request::set_max_datagram_size: return echo_.set_max_datagram_size(usb::parse_max_datagram_size(data).value_or(0));
        default: return false;
    }
}

/// The host says by the length which form it wants.
bytes function::input_size(std::uint16_t room) noexcept {
    using form = ncm::ntb_input_size::form;
    const form f = room >= static_cast<std::uint16_t>(form::long_form) ? form::long_form : form::short_form;
    return *echo_.input_size().build(reply_, f);
}

// --- control messages ----------------------------------------------------------------------------------------------

void function::send_encapsulated_command(bytes frame, mbim::instant now) noexcept {
    const mbim::device_event event = channel_.receive(frame, now);
    // OPEN and CLOSE throw away what was announced.
    if (event.what == mbim::device_event::opened || event.what == mbim::device_event::closed) announced_ = false;
    modem_.take(event);
}

/// Without a frame the answer is empty.
bytes function::get_encapsulated_response() noexcept {
    const bytes frame = channel_.next_frame();
    announced_ = false;
    modem_.answer_late();
    return frame;
}

}  // namespace firmware
