// SPDX-License-Identifier: BSL-1.0
/// \file
/// The commands of the modem.
#include "modem.hpp"

#include <algorithm>
#include <cdcnet/mbim/services/basic_connect/connect.hpp>
#include <cdcnet/mbim/services/basic_connect/device_caps.hpp>
#include <cdcnet/mbim/services/basic_connect/device_services.hpp>
#include <cdcnet/mbim/services/basic_connect/ip_configuration.hpp>
#include <cdcnet/mbim/services/basic_connect/packet_service.hpp>
#include <cdcnet/mbim/services/basic_connect/radio_state.hpp>
#include <cdcnet/mbim/services/basic_connect/register_state.hpp>
#include <cdcnet/mbim/services/basic_connect/subscriber_ready_status.hpp>

namespace firmware {

using namespace mbim;
using namespace mbim::basic_connect;

namespace {

constexpr std::uint64_t full_speed = 12'000'000;  ///< bits per second of the bus, which is all that limits an echo

constexpr radio_switch_state switch_state(bool on) { return on ? radio_switch_state::on : radio_switch_state::off; }

/// Of the blocks for documentation (RFC 5737, RFC 3849): nobody else has it.
constexpr ipv4 ipv4_of(std::uint32_t host) { return {{std::byte{192}, std::byte{0}, std::byte{2}, static_cast<std::byte>(host)}}; }
constexpr ipv6 ipv6_of(std::uint32_t host) {
    ipv6 address{{std::byte{0x20}, std::byte{0x01}, std::byte{0x0d}, std::byte{0xb8}}};
    address.octets[15] = static_cast<std::byte>(host);
    return address;
}
constexpr std::uint32_t gateway_host = 1;
constexpr std::uint32_t first_host = 2;

/// What a query about a session begins with; the rest, which is optional, says nothing that a function would need.
struct session_query {
    std::uint32_t session_id{};
    using layout = fields<"SESSION_QUERY", field<"SessionId", &session_query::session_id>>;
};

/// CID and operation in one number.
constexpr std::uint32_t code_of(std::uint32_t cid, operation o) { return cid << 8 | static_cast<std::uint32_t>(o); }
template <command T, operation O>
constexpr std::uint32_t code = [] {
    static_assert(T::id.serves(O));
    return code_of(T::id.cid, O);
}();

connect_info info_of(const session& s) {
    return {.session_id = s.id,
            .state = s.active ? activation_state::activated : activation_state::deactivated,
            .ip_type = s.ip_type,
            .context_type = s.context_type};
}

}  // namespace

void modem::take(const device_event& event) noexcept {
    if (event.what == device_event::opened || !channel_.is_open()) return reset();
    if (event.what == device_event::cancelled) return forget_late(event.transaction);
    if (event.what == device_event::command && event.asked) answer(event.transaction, *event.asked);
}

void modem::reset() noexcept {
    sessions_ = {};
    attached_ = false;
    late_count_ = 0;
}

bool modem::is_active(std::uint32_t session_id) const noexcept {
    return std::any_of(sessions_.begin(), sessions_.end(), [&](const session& s) { return s.active && s.id == session_id; });
}

void modem::answer(transaction_id id, const command_msg& c) noexcept {
    using enum operation;
    if (c.service != service::basic_connect) return refuse(id, status::no_device_support);
    switch (code_of(c.cid, c.operation())) {
        case code<device_caps_query, query>: return tell_caps(id);
        case code<device_services_query, query>: return tell_services(id);
        case code<subscriber_ready_status_query, query>: return tell_subscriber(id);
        case code<radio_state_query, query>: return tell_radio(id);
        case code<radio_state_set, set>: return set_radio(id, c);
        case code<register_state_query, query>: return tell_registration(id);
        case code<register_state_set, set>: return set_registration(id, c);
        case code<packet_service_query, query>: return tell_packet_service(id);
        case code<packet_service_set, set>: return set_packet_service(id, c);
        case code<connect_set, set>: return set_connection(id, c);
        case code<packet_statistics_query, query>: return say(id, traffic);
        case code<connect_query, query>:
        case code<ip_configuration_query, query>: break;
        default: return refuse(id, status::no_device_support);
    }
    const auto asked = parse<session_query>(c.information_buffer);
    if (!asked) return refuse(id, status::invalid_parameters);
    if (c.cid == connect_query::id.cid) return tell_connection(id, asked->session_id);
    tell_ip(id, asked->session_id);
}

// --- what the modem is ---------------------------------------------------------------------------------------------

void modem::tell_caps(transaction_id id) noexcept {
    say(id, device_caps_info{.device_type = device_type::removable,
                             .cellular_class = cellular_class::gsm,
                             .voice_class = voice_class::no_voice,
                             .sim_class = sim_class::logical,
                             .data_class = data_class::custom,
                             .max_sessions = most_sessions,
                             .custom_data_class = u"echo",
                             .device_id = u"001010000000008",
                             .firmware_info = u"cdcnet echo 1",
                             .hardware_info = u"Cortex-M4"});
}

void modem::tell_services(transaction_id id) noexcept {
    static constexpr std::uint32_t cids[] = {
        device_caps_info::id.cid,      subscriber_ready_status_info::id.cid, radio_state_info::id.cid,
        register_state_info::id.cid,   packet_service_info::id.cid,          connect_info::id.cid,
        ip_configuration_info::id.cid, device_services_info::id.cid,         device_service_subscribe_list::id.cid,
        packet_statistics_info::id.cid};
    const device_service_element services[] = {{.device_service_id = service::basic_connect, .cids = cids}};
    say(id, device_services_info{.device_services = services});
}

void modem::tell_subscriber(transaction_id id) noexcept {
    say(id,
        subscriber_ready_status_info{
            .ready_state = subscriber_ready_state::initialized, .subscriber_id = u"001010000000000", .sim_iccid = u"89001010000000000000"});
}

// --- radio, registration, packet service ---------------------------------------------------------------------------

void modem::set_radio(transaction_id id, const command_msg& command) noexcept {
    const auto wanted = command.read<radio_state_set>();
    if (!wanted) return refuse(id, status::invalid_parameters);
    radio_ = wanted->state == radio_switch_state::on;
    tell_radio(id);
    if (!radio_) detach();
}

void modem::set_registration(transaction_id id, const command_msg& command) noexcept {
    const auto wanted = command.read<register_state_set>();
    if (!wanted) return refuse(id, status::invalid_parameters);
    if (wanted->action != register_action::automatic) return refuse(id, status::no_device_support);
    if (!radio_) return refuse(id, status::radio_power_off);
    tell_registration(id);
}

void modem::set_packet_service(transaction_id id, const command_msg& command) noexcept {
    const auto wanted = command.read<packet_service_set>();
    if (!wanted) return refuse(id, status::invalid_parameters);
    const bool attach = wanted->action == packet_service_action::attach;
    if (attach && !radio_) return refuse(id, status::radio_power_off);
    attached_ = attach;
    tell_packet_service(id);
    if (!attach) detach();
}

void modem::tell_radio(transaction_id id) noexcept {
    say(id, radio_state_info{.hw_state = radio_switch_state::on, .sw_state = switch_state(radio_)});
}

void modem::tell_registration(transaction_id id) noexcept {
    register_state_info info{.state = register_state::deregistered, .mode = register_mode::automatic};
    if (radio_) {
        info.state = register_state::home;
        info.available_data_classes = data_class::custom;
        info.current_cellular_class = cellular_class::gsm;
        info.provider_id = u"00101";
        info.provider_name = u"echo";
    }
    say(id, info);
}

void modem::tell_packet_service(transaction_id id) noexcept {
    packet_service_info info{.state = packet_service_state::detached};
    if (attached_) {
        info = {.state = packet_service_state::attached,
                .highest_available_data_class = data_class::custom,
                .uplink_speed = full_speed,
                .downlink_speed = full_speed};
    }
    say(id, info);
}

/// The host is told of what it did not ask for: that its sessions have ended.
void modem::detach() noexcept {
    attached_ = false;
    end_sessions();
}

// --- sessions ------------------------------------------------------------------------------------------------------

void modem::set_connection(transaction_id id, const command_msg& command) noexcept {
    const auto wanted = command.read<connect_set>();
    if (!wanted) return refuse(id, status::invalid_parameters);
    if (wanted->command == activation_command::activate) {
        const status s = activate({true, wanted->session_id, wanted->ip_type, wanted->context_type});
        return tell_connection(id, wanted->session_id, s);
    }
    session* const s = find(wanted->session_id);
    if (s != nullptr) s->active = false;
    tell_connection(id, wanted->session_id, s != nullptr ? status::success : status::context_not_activated);
}

session* modem::find(std::uint32_t session_id) noexcept {
    for (session& s : sessions_)
        if (s.active && s.id == session_id) return &s;
    return nullptr;
}

session* modem::find_free() noexcept {
    for (session& s : sessions_)
        if (!s.active) return &s;
    return nullptr;
}

status modem::activate(const session& wanted) noexcept {
    // NDPs name a session in one byte.
    if (!ncm::stream::of_ip_session(wanted.id)) return status::invalid_parameters;
    if (!radio_) return status::radio_power_off;
    if (!attached_) return status::packet_service_detached;
    if (find(wanted.id) != nullptr) return status::success;
    session* const free = find_free();
    if (free == nullptr) return status::max_activated_contexts;
    *free = wanted;
    if (free->ip_type == context_ip_type::default_) free->ip_type = context_ip_type::ipv4v6;
    return status::success;
}

void modem::end_sessions() noexcept {
    for (session& s : sessions_) {
        if (!s.active) continue;
        s.active = false;
        // Without room the host hears it when it asks.
        static_cast<void>(channel_.indicate(info_of(s)));
    }
}

void modem::tell_connection(transaction_id id, std::uint32_t session_id, status s) noexcept {
    const session* const found = find(session_id);
    say(id, info_of(found != nullptr ? *found : session{.id = session_id}), s);
}

void modem::tell_ip(transaction_id id, std::uint32_t session_id) noexcept {
    const session* const s = find(session_id);
    if (s == nullptr) return refuse(id, status::context_not_activated);
    const auto host = first_host + static_cast<std::uint32_t>(s - sessions_.data());
    const ipv4_element own4[] = {{24, ipv4_of(host)}};
    const ipv6_element own6[] = {{64, ipv6_of(host)}};

    constexpr auto available =
        ip_configuration_available_flag::address | ip_configuration_available_flag::gateway | ip_configuration_available_flag::mtu;
    ip_configuration_info info{.session_id = session_id};
    if (s->ip_type != context_ip_type::ipv6) {
        info.ipv4_available = available;
        info.ipv4_addresses = own4;
        info.ipv4_gateway = ipv4_of(gateway_host);
        info.ipv4_mtu = mtu;
    }
    if (s->ip_type != context_ip_type::ipv4) {
        info.ipv6_available = available;
        info.ipv6_addresses = own6;
        info.ipv6_gateway = ipv6_of(gateway_host);
        info.ipv6_mtu = mtu;
    }
    say(id, info);
}

// --- answers without room ------------------------------------------------------------------------------------------

/// A host that does not fetch its answers fills the channel's memory.  Then a command is refused as BUSY, and when not even that
/// has room, later: it does not wait for ever.
void modem::settle(transaction_id id, error outcome) noexcept {
    if (outcome.code() != errc::no_space) return;
    if (channel_.respond(id, status::busy).code() == errc::no_space) late_[late_count_++] = id;
}

void modem::answer_late() noexcept {
    while (late_count_ != 0 && channel_.respond(late_[late_count_ - 1], status::busy).code() != errc::no_space) --late_count_;
}

void modem::forget_late(transaction_id id) noexcept {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < late_count_; ++i)
        if (late_[i] != id) late_[kept++] = late_[i];
    late_count_ = kept;
}

}  // namespace firmware
