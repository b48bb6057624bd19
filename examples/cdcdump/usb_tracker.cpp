// SPDX-License-Identifier: BSL-1.0
#include "usb_tracker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "input.hpp"

namespace cdcdump {

namespace ncm = cdcnet::ncm;
namespace usb = cdcnet::usb;
using cdcnet::bytes;

namespace {

/// More requests than this do not wait for their completion at the same time; older ones were lost by the capture.
constexpr std::size_t most_requests = 64;

constexpr std::size_t most_functions = 256;

std::size_t slot_of(std::uint8_t endpoint) noexcept { return (endpoint & 0x0fu) | ((endpoint & 0x80u) != 0 ? 0x10u : 0u); }

/// The kinds of function that put datagrams into NTBs.
bool speaks_ntb(usb::function_kind kind) noexcept {
    switch (kind) {
        case usb::function_kind::mbim:
        case usb::function_kind::ncm:
        case usb::function_kind::ncm_with_mbim_alternate:
        case usb::function_kind::vendor_ncm: return true;
        default: return false;
    }
}

bool speaks_mbim(usb::function_kind kind) noexcept {
    return kind == usb::function_kind::mbim || kind == usb::function_kind::ncm_with_mbim_alternate;
}

bool is_network(usb::function_kind kind) noexcept {
    return speaks_ntb(kind) || kind == usb::function_kind::ecm || kind == usb::function_kind::eem || kind == usb::function_kind::rndis;
}

}  // namespace

void usb_tracker::take(const urb& u, origin where) {
    where.on_usb = true;
    where.bus = u.bus;
    where.device = u.device;
    where.endpoint = u.endpoint;
    switch (u.type) {
        case usb::transfer_type::control: return take_control(u, where);
        case usb::transfer_type::bulk: return take_bulk(u, where);
        case usb::transfer_type::interrupt: return take_interrupt(u, where);
        case usb::transfer_type::isochronous: return;
    }
}

void usb_tracker::finish() {
    devices_.each([&](device& d) { drop(d); });
    devices_.clear();
    requests_.clear();
}

usb_tracker::device& usb_tracker::device_at(const origin& where) {
    return devices_.at(where.bus, where.device, [] { return std::make_unique<device>(); }, [&](device& d) { forget(d, where); });
}

/// What comes of it later is read without its descriptors, and its numbers count anew.
void usb_tracker::forget(device& d, const origin& where) {
    drop(d);
    if (std::exchange(forgets_, true)) return;
    const std::string why = fmt::format("more than {} devices; those not seen for longest are forgotten", most_devices);
    out_.fault({where, "file", {cdcnet::errc::too_large, 0}, {}, why, {}});
}

/// Reports what is unfinished and forgets the functions.
void usb_tracker::drop(device& d) {
    for (endpoint& e : d.endpoints) {
        if (e.data) e.data->flush(out_);
        e = {};
    }
    for (function& f : d.functions) f.control.flush(out_);
    if (d.control) d.control->flush(out_);
    d.functions.clear();
    d.selected.clear();
}

void usb_tracker::take_bulk(const urb& u, const origin& at) {
    const bool in = (u.endpoint & 0x80) != 0;
    if (u.data.empty() || in != (u.event == urb_event::complete)) return;
    endpoint& e = device_at(at).endpoints[slot_of(u.endpoint)];
    if (e.carries == role::other || e.carries == role::notification) return;
    if (!e.data) {
        if (e.carries == role::unknown && !begins_ntb(u.data)) return;
        e.data = std::make_unique<data_channel>();
    }
    origin where = at;
    where.way = in ? direction::to_host : direction::to_device;
    e.data->take(u.data, where, u.cut, out_);
}

void usb_tracker::take_interrupt(const urb& u, const origin& at) {
    if (u.data.empty() || u.event != urb_event::complete) return;
    endpoint& e = device_at(at).endpoints[slot_of(u.endpoint)];
    if (e.carries != role::notification) return;
    origin where = at;
    where.way = direction::to_host;

    for (bytes rest = u.data;;) {
        const auto n = e.notifications.receive(rest);
        if (!n) {
            if (n.error().code() != cdcnet::errc::need_more) out_.fault({where, "notification", n.error(), {}, {}, u.data});
            return;
        }
        const usb::notification_info info = usb::find_notification(n->code);
        usb_record record{where, "notification", info ? info.name : "unknown"};
        record.routine = n->code == usb::notification_code::response_available;
        if (!info) record.members.push_back({"bNotification", std::uint64_t{static_cast<std::uint8_t>(n->code)}});
        record.members.push_back({"interface", std::uint64_t{n->interface_number}});
        if (const auto connected = n->connected()) record.members.push_back({"connected", std::uint64_t{*connected}});
        if (const auto speed = n->speed()) {
            record.members.push_back({"DLBitRate", std::uint64_t{speed->downlink}});
            record.members.push_back({"ULBitRate", std::uint64_t{speed->uplink}});
        }
        out_.usb(record);
    }
}

void usb_tracker::take_control(const urb& u, const origin& where) {
    const auto same = [&](const request& r) { return r.id == u.id && r.bus == u.bus; };
    auto found = std::find_if(requests_.begin(), requests_.end(), same);

    if (u.event == urb_event::submit) {
        if (u.setup) {
            if (found != requests_.end()) requests_.erase(found);  // its completion was lost
            if (requests_.size() == most_requests) requests_.erase(requests_.begin());
            found = requests_.insert(requests_.end(), request{u.id, u.bus, u.device, *u.setup});
        }
        if (found == requests_.end() || found->setup.is_in() || u.data.empty()) return;
        found->size = static_cast<std::uint8_t>(std::min(u.data.size(), found->data.size()));
        std::copy_n(u.data.begin(), found->size, found->data.begin());
        if (usb::find_request(found->setup) && !found->delivered) {
            const auto code = static_cast<usb::class_request>(found->setup.request);
            found->delivered = code == usb::class_request::send_encapsulated_command;
            if (found->delivered) encapsulated(device_at(where), found->setup, u.data, u.cut, where);
        }
        return;
    }

    if (found == requests_.end()) return;  // submitted before the capture began
    const request r = *found;
    requests_.erase(found);
    completed(device_at(where), r, r.setup.is_in() ? u.data : bytes{r.data.data(), r.size}, u.failed, where);
}

void usb_tracker::completed(device& d, const request& r, bytes data, bool failed, const origin& where) {
    if (r.setup.is_standard()) {
        if (!failed) standard_request(d, r, data, where);
        return;
    }
    if (r.setup.is_vendor()) {
        if (!failed) vendor_request(d, r, data, where);
        return;
    }
    const usb::request_info info = usb::find_request(r.setup);
    if (!info) return;
    if (info.request == usb::class_request::get_encapsulated_response) {
        if (!failed) encapsulated(d, r.setup, data, false, where);
    } else if (info.request != usb::class_request::send_encapsulated_command) {
        class_request(d, r, data, failed, where);
    }
}

void usb_tracker::encapsulated(device& d, const usb::setup_packet& setup, bytes message, bool cut, const origin& at) {
    if (message.empty()) return;
    origin where = at;
    where.way = setup.is_in() ? direction::to_host : direction::to_device;
    if (function* f = owner_of(d, setup.index)) {
        if (speaks_mbim(f->shape.kind)) f->control.take(message, where, cut, out_);
        return;
    }
    // Other protocols use the same request; only what begins like a control message is taken for one.
    if (!d.functions.empty() || (!d.control && !starts_message_or_block(message))) return;
    if (!d.control) d.control = std::make_unique<control_channel>(fallback_);
    d.control->take(message, where, cut, out_);
}

void usb_tracker::standard_request(device& d, const request& r, bytes data, const origin& where) {
    switch (static_cast<usb::standard_request>(r.setup.request)) {
        case usb::standard_request::get_descriptor:
            switch (static_cast<usb::descriptor_type>(r.setup.value >> 8)) {
                case usb::descriptor_type::device: return learn_device(d, data);
                case usb::descriptor_type::configuration: return learn_configuration(d, data, where);
                case usb::descriptor_type::string: return learn_string(r, data, where);
                case usb::descriptor_type::bos:
                    if (const auto found = usb::microsoft_os::find_platform_capability(data)) d.platform = *found;
                    return;
                default: return;
            }
        case usb::standard_request::set_configuration:
            if (const auto found = d.configurations.find(static_cast<std::uint8_t>(r.setup.value & 0xff)); found != d.configurations.end())
                select_configuration(d, found->second, where);
            return;
        case usb::standard_request::set_interface:
            return select_alternate(d, static_cast<std::uint8_t>(r.setup.index), static_cast<std::uint8_t>(r.setup.value), where);
        default: return;
    }
}

void usb_tracker::learn_device(device& d, bytes raw) {
    const auto parsed = usb::parse<usb::device_descriptor>(raw);
    if (!parsed || d.descriptor == *parsed) return;
    if (d.descriptor) {  // the address now belongs to another device
        drop(d);
        d.configurations.clear();
        d.platform.reset();
    }
    d.descriptor = *parsed;
}

/// Hosts may ask for the length alone first; and number 0 is a list of languages.
void usb_tracker::learn_string(const request& r, bytes raw, const origin& where) {
    const auto index = static_cast<std::uint8_t>(r.setup.value & 0xff);
    if (index != 0 && usb::parse_string(raw)) out_.string({where, index, raw});
}

/// Windows asks for its descriptor set by the code that the device has chosen, for the header alone or for the whole.
void usb_tracker::vendor_request(const device& d, const request& r, bytes data, const origin& where) {
    using usb::microsoft_os::platform_capability;
    if (!d.platform || !r.setup.is_in() || r.setup.request != d.platform->vendor_code || r.setup.index != platform_capability::set_index)
        return;
    if (data.size() == usb::least_size<usb::microsoft_os::set_header> && data.size() < d.platform->set_length) return;
    out_.microsoft_os({where, data});
}

void usb_tracker::learn_configuration(device& d, bytes raw, const origin& where) {
    const auto parsed = usb::configuration::parse(raw);
    if (!parsed) {
        // Hosts first ask for the front of it to learn the length.
        if (parsed.error().code() != cdcnet::errc::need_more) out_.fault({where, "descriptor", parsed.error(), {}, {}, raw});
        return;
    }
    const bytes whole = parsed->raw();
    std::vector<std::byte>& known = d.configurations[parsed->descriptor().configuration_value];
    if (cdcnet::equal(known, whole)) return;
    known.assign(whole.begin(), whole.end());
    // Whoever began to record late sees no SET_CONFIGURATION; the first configuration is then the best guess.
    if (d.selected.empty()) select_configuration(d, known, where);
}

void usb_tracker::select_configuration(device& d, bytes raw, const origin& where) {
    if (cdcnet::equal(d.selected, raw)) {
        for (function& f : d.functions) {
            f.communication_alternate = f.data_alternate = 0;
            f.input_size = 0;
            f.control.flush(out_);
            configure_channels(d, f);
        }
        for (endpoint& e : d.endpoints)
            if (e.data) e.data->restart(out_);
        return;
    }
    drop(d);
    d.selected.assign(raw.begin(), raw.end());
    const auto parsed = usb::configuration::parse(d.selected);
    if (!parsed) return;
    out_.configuration({where, d.selected, d.descriptor});

    for (const usb::interface_setting& s : parsed->interfaces())
        for (const usb::descriptor one : s.contents)
            if (const auto e = one.as<usb::endpoint_descriptor>()) d.endpoints[slot_of(e->address)].carries = role::other;

    std::vector<usb::function> found(most_functions);
    const auto functions = usb::classify(*parsed, found);
    if (!functions) return;
    for (const usb::function& shape : *functions) {
        function& f = d.functions.emplace_back(function{shape, 0, 0, {}, 0, control_channel{fallback_}});
        if (const auto extended = shape.functional<usb::mbim_extended_descriptor>()) f.control.learn_release(extended->version);
        if (speaks_ntb(shape.kind)) assign_endpoints(d, f);
        describe(d, f, where);
    }
}

void usb_tracker::assign_endpoints(device& d, function& f) {
    for (const usb::interface_setting& s : f.shape.configuration.interfaces()) {
        const bool is_data = s.descriptor.number == f.shape.data;
        if (!is_data && s.descriptor.number != f.shape.communication) continue;
        for (const usb::descriptor one : s.contents) {
            const auto parsed = one.as<usb::endpoint_descriptor>();
            if (!parsed) continue;
            endpoint& e = d.endpoints[slot_of(parsed->address)];
            if (is_data && parsed->transfer() == usb::transfer_type::bulk) {
                e.carries = role::data;
                e.data = std::make_unique<data_channel>();
            } else if (parsed->transfer() == usb::transfer_type::interrupt && parsed->is_in()) {
                e.carries = role::notification;
            } else {
                continue;
            }
            e.owner = &f;
            e.packet_size = parsed->packet_size();
        }
    }
    configure_channels(d, f);
}

void usb_tracker::configure_channels(device& d, const function& f) {
    for (std::size_t slot = 0; slot < d.endpoints.size(); ++slot) {
        endpoint& e = d.endpoints[slot];
        if (e.owner != &f || !e.data) continue;
        std::uint32_t most = 0;
        if (f.parameters) most = slot < 0x10 ? f.parameters->out.max_size : f.parameters->in.max_size;
        if (slot >= 0x10 && f.input_size != 0) most = f.input_size;
        e.data->configure(e.packet_size, most);
    }
}

void usb_tracker::describe(const device& d, const function& f, const origin& where) {
    usb_record record{where, "function", usb::name_of(f.shape.kind)};
    record.routine = !is_network(f.shape.kind) && f.shape.kind != usb::function_kind::mass_storage;
    const auto add = [&](std::string_view name, std::uint64_t value) { record.members.push_back({name, value}); };
    if (d.descriptor) record.members.push_back({"id", fmt::format("{:04x}:{:04x}", d.descriptor->vendor, d.descriptor->product)});
    add("interface", f.shape.communication);
    if (f.shape.data != usb::function::no_interface) add("data_interface", f.shape.data);
    if (const auto mbim = f.shape.functional<usb::mbim_descriptor>()) {
        add("wMaxControlMessage", mbim->max_control_message);
        add("wMaxSegmentSize", mbim->max_segment_size);
    }
    if (const auto extended = f.shape.functional<usb::mbim_extended_descriptor>())
        record.members.push_back({"bcdMBIMExtendedVersion", fmt::format("{:x}.{:02x}", extended->version >> 8, extended->version & 0xff)});
    if (const auto ethernet = f.shape.functional<usb::ethernet_descriptor>()) add("wMaxSegmentSize", ethernet->max_segment_size);
    out_.usb(record);
}

void usb_tracker::select_alternate(device& d, std::uint8_t interface_number, std::uint8_t alternate, const origin& where) {
    function* f = owner_of(d, interface_number);
    if (f == nullptr || !speaks_ntb(f->shape.kind)) return;
    (interface_number == f->shape.data ? f->data_alternate : f->communication_alternate) = alternate;
    for (endpoint& e : d.endpoints)
        if (e.owner == f && e.data) e.data->restart(out_);
    if (alternate == 0) {
        f->input_size = 0;
        configure_channels(d, *f);
    }
    usb_record record{where, "request", "SET_INTERFACE"};
    record.members.push_back({"interface", std::uint64_t{interface_number}});
    record.members.push_back({"alternate", std::uint64_t{alternate}});
    const usb::framing carries = f->shape.carries(f->communication_alternate, f->data_alternate);
    record.members.push_back({"carries", std::string{carries == usb::framing::mbim  ? "mbim"
                                                     : carries == usb::framing::ncm ? "ncm"
                                                                                    : "nothing"}});
    out_.usb(record);
}

void usb_tracker::class_request(device& d, const request& r, bytes data, bool failed, const origin& where) {
    function* f = owner_of(d, r.setup.index);
    if (!d.functions.empty() && (f == nullptr || !speaks_ntb(f->shape.kind))) return;
    const usb::request_info info = usb::find_request(r.setup);

    usb_record record{where, "request", info.name};
    const auto add = [&](std::string_view name, std::uint64_t value) { record.members.push_back({name, value}); };
    const auto add_detail = [&](std::string_view name, std::uint64_t value) { record.members.push_back({name, value, true}); };
    add("interface", r.setup.index);
    if (!info.value.empty()) add_detail("wValue", r.setup.value);
    record.routine = info.is_in();
    if (failed) {
        record.members.push_back({"result", std::string{"stalled"}});
        return out_.usb(record);
    }

    switch (info.request) {
        case usb::class_request::get_ntb_parameters: {
            const auto p = ncm::ntb_parameters::parse(data);
            if (!p) return out_.fault({where, info.name, p.error(), {}, {}, data});
            record.routine = f != nullptr && f->parameters == *p;
            add("bmNtbFormatsSupported", p->formats_supported);
            add("dwNtbInMaxSize", p->in.max_size);
            add_detail("wNdpInDivisor", p->in.divisor);
            add_detail("wNdpInPayloadRemainder", p->in.payload_remainder);
            add_detail("wNdpInAlignment", p->in.ndp_alignment);
            add("dwNtbOutMaxSize", p->out.max_size);
            add_detail("wNdpOutDivisor", p->out.divisor);
            add_detail("wNdpOutPayloadRemainder", p->out.payload_remainder);
            add_detail("wNdpOutAlignment", p->out.ndp_alignment);
            add_detail("wNtbOutMaxDatagrams", p->out.max_datagrams);
            if (f != nullptr) f->parameters = *p;
            out_.parameters({where, *p});
            break;
        }
        case usb::class_request::get_ntb_input_size:
        case usb::class_request::set_ntb_input_size: {
            const auto size = ncm::ntb_input_size::parse(data);
            if (!size) return out_.fault({where, info.name, size.error(), {}, {}, data});
            add("dwNtbInMaxSize", size->max_size);
            if (data.size() >= 8) add("wNtbInMaxDatagrams", size->max_datagrams);
            if (f != nullptr && info.request == usb::class_request::set_ntb_input_size) f->input_size = size->max_size;
            break;
        }
        case usb::class_request::get_ntb_format:
            if (const auto format = usb::parse_ntb_format(data)) add("format", static_cast<std::uint16_t>(*format));
            break;
        case usb::class_request::get_crc_mode:
            if (const auto mode = usb::parse_crc_mode(data)) add("mode", static_cast<std::uint16_t>(*mode));
            break;
        case usb::class_request::get_max_datagram_size:
        case usb::class_request::set_max_datagram_size:
            if (const auto size = usb::parse_max_datagram_size(data)) add("size", *size);
            break;
        case usb::class_request::reset_function:
            if (f != nullptr) f->control.flush(out_);
            break;
        case usb::class_request::set_ntb_format:
            if (r.setup.value <= 1)
                record.members.push_back({"format", std::string{ncm::name_of(static_cast<ncm::format>(r.setup.value))}});
            break;
        case usb::class_request::set_crc_mode: record.members.push_back({"CRC", std::string{r.setup.value == 0 ? "off" : "on"}}); break;
        default: record.routine = true; break;
    }
    out_.usb(record);
    if (f != nullptr) configure_channels(d, *f);
}

usb_tracker::function* usb_tracker::owner_of(device& d, std::uint16_t interface_number) {
    const unsigned number = interface_number & 0xffu;
    for (function& f : d.functions)
        if (f.shape.communication == number || f.shape.data == number) return &f;
    return nullptr;
}

}  // namespace cdcdump
