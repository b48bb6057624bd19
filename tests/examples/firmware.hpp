// SPDX-License-Identifier: BSL-1.0
/// \file
/// The firmware example as a host meets it, step by step.  The steps know the bus only: the function in this process, or the ELF
/// in QEMU.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cdcnet/mbim/host.hpp>
#include <cdcnet/mbim/services/basic_connect/connect.hpp>
#include <cdcnet/mbim/services/basic_connect/device_caps.hpp>
#include <cdcnet/mbim/services/basic_connect/device_service_subscribe_list.hpp>
#include <cdcnet/mbim/services/basic_connect/device_services.hpp>
#include <cdcnet/mbim/services/basic_connect/ip_configuration.hpp>
#include <cdcnet/mbim/services/basic_connect/packet_service.hpp>
#include <cdcnet/mbim/services/basic_connect/packet_statistics.hpp>
#include <cdcnet/mbim/services/basic_connect/radio_state.hpp>
#include <cdcnet/mbim/services/basic_connect/register_state.hpp>
#include <cdcnet/mbim/services/basic_connect/subscriber_ready_status.hpp>
#include <cdcnet/ncm/aggregator.hpp>
#include <cdcnet/ncm/parser.hpp>
#include <cdcnet/usb/classify.hpp>
#include <cdcnet/usb/notifications.hpp>
#include <deque>
#include <random>
#include <string>
#include <vector>

#include "firmware/pipes.hpp"

namespace firmware_test {

using namespace cdcnet;
using namespace cdcnet::mbim;
using namespace cdcnet::mbim::basic_connect;
using firmware::pipes::handshake;
using firmware::pipes::pipe;

using octets = std::vector<std::byte>;

inline octets copy(bytes b) { return {b.begin(), b.end()}; }

struct reply {
    handshake code{};
    octets data{};
};

/// What joins the host and the function.
class bus {
public:
    bus() = default;
    bus(const bus&) = delete;
    bus& operator=(const bus&) = delete;
    virtual ~bus() = default;

    virtual reply exchange(pipe where, bytes payload) = 0;
    virtual void wait(std::uint32_t milliseconds) = 0;

    reply control(const usb::setup_packet& setup, bytes data = {}) {
        const auto head = setup.build();
        octets record{head.begin(), head.end()};
        record.insert(record.end(), data.begin(), data.end());
        return exchange(pipe::control, record);
    }
    bool accepts(const usb::setup_packet& setup, bytes data = {}) { return control(setup, data).code == handshake::ack; }
};

constexpr std::uint8_t communication = 0;
constexpr std::uint8_t data = 1;

/// A host with its function configured.
class host_side {
public:
    struct setup {
        ncm::format format{};
        std::uint32_t input_size{4096};
        std::uint32_t max_transfer{512};
    };

    explicit host_side(bus& b) : host_side{b, setup{}} {}
    host_side(bus& b, const setup& chosen) : wire{b}, channel{{.max_transfer = chosen.max_transfer}}, chosen_{chosen} {
        REQUIRE(wire.accepts(usb::set_configuration(1)));
        REQUIRE(wire.accepts(usb::set_interface(data, 0)));
        parameters = ncm::ntb_parameters::parse(wire.control(usb::get_ntb_parameters(communication)).data).value();
        REQUIRE(wire.accepts(usb::set_ntb_format(communication, static_cast<usb::ntb_format>(chosen.format))));
        std::array<std::byte, 8> size{};
        const auto long_form = ncm::ntb_input_size{.max_size = chosen.input_size}.build(size, ncm::ntb_input_size::form::long_form);
        REQUIRE(wire.accepts(usb::set_ntb_input_size(communication, 8), *long_form));
        REQUIRE(wire.accepts(usb::set_interface(data, 1)));
    }

    // --- control channel

    /// Carries frames both ways until there are none; returns what came of them.
    std::vector<host_event::kind> pump() {
        std::vector<host_event::kind> seen;
        for (;;) {
            for (bytes out = channel.next_frame(); !out.empty(); out = channel.next_frame())
                CHECK(wire.accepts(usb::send_encapsulated_command(communication, static_cast<std::uint16_t>(out.size())), out));
            const auto frame = fetch();
            if (!frame) return seen;
            const host_event e = channel.receive(*frame, now);
            if (e.what == host_event::nothing) continue;
            seen.push_back(e.what);
            if (e.answered)
                answers.push_back({e.transaction, e.status, e.answered->service, e.answered->cid, copy(e.answered->information_buffer)});
            if (e.indicated) indications.push_back(copy(e.indicated->information_buffer));
            if (e.reason != protocol_error{}) reasons.push_back(e.reason);
        }
    }
    /// A frame that the function has announced.
    std::optional<octets> fetch() {
        const reply news = wire.exchange(pipe::interrupt_in, {});
        if (news.code != handshake::ack) return std::nullopt;
        const auto n = usb::notification::parse(news.data);
        REQUIRE(n);
        CHECK(n->code == usb::notification_code::response_available);
        CHECK(n->interface_number == communication);
        const reply frame = wire.control(usb::get_encapsulated_response(communication, 4096));
        CHECK(frame.code == handshake::ack);
        return frame.data;
    }
    void open() {
        REQUIRE_FALSE(channel.open(now));
        REQUIRE(pump() == std::vector{host_event::opened});
    }

    struct kept_answer {
        transaction_id transaction{};
        mbim::status status{};
        uuid service{};
        std::uint32_t cid{};
        octets buffer{};
    };
    /// Sends a command and waits for its answer.
    template <command T>
    kept_answer ask(const T& payload, std::optional<command_type> type = {}) {
        const result<transaction_id> id = [&] {
            if constexpr (has(T::id.operations, operation::set) != has(T::id.operations, operation::query))
                return channel.send(payload, now);
            else
                return channel.send(payload, type.value(), now);
        }();
        REQUIRE(id);
        pump();
        REQUIRE(answers.size() == 1);
        const kept_answer a = answers.front();
        answers.clear();
        CHECK(a.transaction == *id);
        return a;
    }
    template <command Info, command T>
    Info ask_for(const T& payload, status expected = status::success) {
        last_ = ask(payload);
        CHECK(last_.status == expected);
        const auto info = parse<Info>(last_.buffer, release::v1, tolerance::strict);
        REQUIRE(info);
        return *info;
    }
    status attach(packet_service_action action = packet_service_action::attach) { return ask(packet_service_set{action}).status; }
    status connect(std::uint32_t session, activation_command command = activation_command::activate) {
        connect_set set{.session_id = session, .command = command, .access_string = u"internet", .ip_type = context_ip_type::ipv4v6};
        set.context_type = context_type::internet;
        return ask(set).status;
    }

    // --- data

    [[nodiscard]] ncm::limits limits() const {
        ncm::limits l = ncm::limits::from(parameters, ncm::payload::mbim);
        l.format = chosen_.format;
        return l;
    }
    /// Sends a transfer and takes everything that comes back.
    handshake send(bytes transfer) {
        const handshake code = wire.exchange(pipe::bulk_out, transfer).code;
        receive();
        return code;
    }
    void receive() {
        for (reply block = wire.exchange(pipe::bulk_in, {}); block.code == handshake::ack; block = wire.exchange(pipe::bulk_in, {})) {
            CHECK(block.data.size() <= chosen_.input_size);
            const auto ntb = ncm::ntb::parse(block.data, {.mode = ncm::mode::strict,
                                                          .ndp_alignment = parameters.in.ndp_alignment,
                                                          .divisor = parameters.in.divisor,
                                                          .remainder = parameters.in.payload_remainder});
            REQUIRE(ntb);
            CHECK(ntb->format() == chosen_.format);
            CHECK(ntb->sequence() == blocks++);
            for (const ncm::datagram d : *ntb) echoed.push_back({d.stream.session(), copy(d.bytes)});
        }
    }
    struct kept_datagram {
        std::uint8_t session{};
        octets content{};
        friend bool operator==(const kept_datagram&, const kept_datagram&) = default;
    };
    /// Sends datagrams in as few blocks as possible, and returns what came back.
    std::vector<kept_datagram> echo(const std::vector<kept_datagram>& datagrams) {
        echoed.clear();
        octets buffer(limits().max_size);
        ncm::aggregator tx{buffer, limits()};
        for (const kept_datagram& d : datagrams) {
            if (tx.append(ncm::stream::ips(d.session), d.content) == ncm::admission::accepted) continue;
            CHECK(send(tx.finish()) == handshake::ack);
            REQUIRE(tx.append(ncm::stream::ips(d.session), d.content) == ncm::admission::accepted);
        }
        CHECK(send(tx.finish()) == handshake::ack);
        return std::exchange(echoed, {});
    }

    bus& wire;
    ncm::ntb_parameters parameters{};
    fixed_host<16> channel;
    instant now{};
    std::deque<kept_answer> answers{};
    std::vector<octets> indications{};
    std::vector<protocol_error> reasons{};
    std::uint16_t blocks{};
    std::vector<kept_datagram> echoed{};

private:
    setup chosen_;
    kept_answer last_{};
};

/// Opened, attached, connected.
inline void bring_up(host_side& h, std::initializer_list<std::uint32_t> sessions) {
    h.open();
    REQUIRE(h.attach() == status::success);
    for (const std::uint32_t s : sessions) REQUIRE(h.connect(s) == status::success);
}

/// UDP, as far as it reaches.
inline octets datagram_of(std::size_t size, unsigned salt) {
    octets d(size);
    for (std::size_t i = 0; i < size; ++i) d[i] = static_cast<std::byte>(i * 7 + salt);
    d[0] = std::byte{0x45};
    if (size > 9) d[9] = std::byte{17};
    return d;
}

// --- USB -----------------------------------------------------------------------------------------------------------

inline void descriptors(bus& wire) {
    const reply device = wire.control(usb::get_descriptor(usb::descriptor_type::device, 0, 64));
    const auto d = usb::parse<usb::device_descriptor>(device.data);
    REQUIRE(d);
    CHECK(device.data.size() == 18);
    CHECK(d->max_packet_size_0 == 64);
    CHECK(d->configurations == 1);

    // As a host asks: first the head, then as much as that says.
    const reply head = wire.control(usb::get_descriptor(usb::descriptor_type::configuration, 0, 9));
    REQUIRE(head.data.size() == 9);
    const auto total = load_le<std::uint16_t>(head.data.data() + 2);
    const reply whole = wire.control(usb::get_descriptor(usb::descriptor_type::configuration, 0, total));
    REQUIRE(whole.data.size() == total);
    const auto parsed = usb::configuration::parse(whole.data);
    REQUIRE(parsed);
    std::array<usb::function, 2> room{};
    const auto functions = usb::classify(*parsed, room);
    REQUIRE(functions);
    REQUIRE(functions->size() == 1);
    CHECK((*functions)[0].kind == usb::function_kind::mbim);
    CHECK((*functions)[0].communication == communication);
    CHECK((*functions)[0].data == data);

    for (const std::uint8_t index : {std::uint8_t{0}, std::uint8_t{1}}) {
        const reply text = wire.control(usb::get_descriptor(usb::descriptor_type::string, index, 255, index == 0 ? 0 : 0x0409));
        CHECK(usb::parse_string(text.data));
    }
    CHECK_FALSE(wire.accepts(usb::get_descriptor(usb::descriptor_type::string, 9, 255, 0x0409)));
    CHECK_FALSE(wire.accepts(usb::get_descriptor(usb::descriptor_type::device_qualifier, 0, 10)));
    CHECK_FALSE(wire.accepts(usb::get_descriptor(usb::descriptor_type::configuration, 1, 9)));
}

inline void class_requests(bus& wire) {
    const auto one_number = [&](const usb::setup_packet& s) {
        const reply r = wire.control(s);
        REQUIRE(r.data.size() >= 1);
        return r.data.size() == 1 ? std::to_integer<unsigned>(r.data[0]) : unsigned{load_le<std::uint16_t>(r.data.data())};
    };
    const auto get_interface = [](std::uint16_t number) { return usb::setup_packet{0x81, 10, 0, number, 1}; };
    const auto size_of = [](std::uint32_t size) {
        octets raw(4);
        store_le(raw.data(), size);
        return raw;
    };

    REQUIRE(wire.accepts(usb::set_configuration(0)));
    CHECK_FALSE(wire.accepts(usb::get_ntb_parameters(communication)));
    CHECK_FALSE(wire.accepts(usb::set_interface(data, 1)));
    CHECK_FALSE(wire.accepts(usb::set_configuration(2)));
    REQUIRE(wire.accepts(usb::set_configuration(1)));
    CHECK(one_number({0x80, 8, 0, 0, 1}) == 1);

    // GET_NTB_PARAMETERS: NCM 1.0, table 6-3.
    const octets p = wire.control(usb::get_ntb_parameters(communication)).data;
    REQUIRE(p.size() == 28);
    CHECK(load_le<std::uint16_t>(p.data()) == 28);
    CHECK(load_le<std::uint16_t>(p.data() + 2) == 3);
    CHECK(load_le<std::uint32_t>(p.data() + 4) >= 2048);
    CHECK(load_le<std::uint32_t>(p.data() + 16) >= 2048);

    CHECK(one_number(usb::get_ntb_format(communication)) == 0);
    CHECK(wire.accepts(usb::set_ntb_format(communication, usb::ntb_format::ntb32)));
    CHECK(one_number(usb::get_ntb_format(communication)) == 1);
    CHECK_FALSE(wire.accepts(usb::set_ntb_format(communication, static_cast<usb::ntb_format>(2))));

    CHECK(wire.control(usb::get_ntb_input_size(communication, 4)).data == size_of(4096));
    CHECK(wire.control(usb::get_ntb_input_size(communication, 8)).data.size() == 8);
    CHECK(wire.accepts(usb::set_ntb_input_size(communication, 4), size_of(2048)));
    CHECK(wire.control(usb::get_ntb_input_size(communication, 4)).data == size_of(2048));
    CHECK_FALSE(wire.accepts(usb::set_ntb_input_size(communication, 4), size_of(2047)));
    CHECK_FALSE(wire.accepts(usb::set_ntb_input_size(communication, 4), size_of(4097)));
    CHECK_FALSE(wire.accepts(usb::set_ntb_input_size(communication, 4), octets(3)));

    CHECK(one_number(usb::get_max_datagram_size(communication)) == 2048);
    CHECK(wire.accepts(usb::set_max_datagram_size(communication), usb::build_max_datagram_size(1500)));
    CHECK(one_number(usb::get_max_datagram_size(communication)) == 1500);
    CHECK_FALSE(wire.accepts(usb::set_max_datagram_size(communication), usb::build_max_datagram_size(2049)));

    // While data flows nothing is to be set; turned off, everything is as before.
    CHECK(one_number(get_interface(data)) == 0);
    CHECK(wire.accepts(usb::set_interface(data, 1)));
    CHECK(one_number(get_interface(data)) == 1);
    CHECK_FALSE(wire.accepts(usb::set_ntb_format(communication, usb::ntb_format::ntb16)));
    CHECK_FALSE(wire.accepts(usb::set_ntb_input_size(communication, 4), size_of(2048)));
    CHECK_FALSE(wire.accepts(usb::set_max_datagram_size(communication), usb::build_max_datagram_size(1500)));
    CHECK(wire.accepts(usb::set_interface(data, 0)));
    CHECK(one_number(usb::get_ntb_format(communication)) == 0);
    CHECK(wire.control(usb::get_ntb_input_size(communication, 4)).data == size_of(4096));
    CHECK(one_number(usb::get_max_datagram_size(communication)) == 2048);

    // What an MBIM function does not have, and what nobody has.
    CHECK_FALSE(wire.accepts(usb::get_crc_mode(communication)));
    CHECK_FALSE(wire.accepts(usb::set_crc_mode(communication, usb::crc_mode::none)));
    CHECK_FALSE(wire.accepts(usb::get_net_address(communication)));
    CHECK_FALSE(wire.accepts(usb::set_ethernet_packet_filter(communication, usb::packet_filter::directed)));
    CHECK_FALSE(wire.accepts(usb::get_ntb_parameters(data)));
    CHECK_FALSE(wire.accepts(usb::set_interface(data, 2)));
    CHECK_FALSE(wire.accepts(usb::set_interface(2, 0)));
    CHECK_FALSE(wire.accepts(usb::setup_packet{0xc0, 1, 0, 0, 8}));
    CHECK_FALSE(wire.accepts(usb::setup_packet{0xa1, 128, 1, communication, 28}));
    CHECK_FALSE(wire.accepts(usb::send_encapsulated_command(communication, 513), octets(513)));
    CHECK_FALSE(wire.accepts(usb::send_encapsulated_command(communication, 16), octets(15)));
    CHECK(wire.control(usb::get_encapsulated_response(communication, 512)).data.empty());
}

// --- control channel -----------------------------------------------------------------------------------------------

inline void identity(bus& wire) {
    host_side h{wire};
    h.open();
    const auto caps = h.ask_for<device_caps_info>(device_caps_query{});
    CHECK(caps.device_type == device_type::removable);
    CHECK(caps.max_sessions == 4);
    CHECK(caps.data_class == data_class::custom);
    CHECK(caps.custom_data_class == utf16{u"echo"});
    CHECK(h.ask_for<subscriber_ready_status_info>(subscriber_ready_status_query{}).ready_state == subscriber_ready_state::initialized);

    // Every command of the list is known, and every other is refused.
    const auto services = h.ask_for<device_services_info>(device_services_query{});
    REQUIRE(services.device_services.size() == 1);
    CHECK(services.device_services[0].device_service_id == service::basic_connect);
    const auto cids = services.device_services[0].cids;
    for (std::uint32_t cid = 0; cid < 30; ++cid) {
        const bool listed = std::find(cids.begin(), cids.end(), cid) != cids.end();
        const bool set_only = cid == device_service_subscribe_list::id.cid;
        const std::array<std::byte, 4> session{};
        REQUIRE(
            h.channel.send(command_msg{service::basic_connect, cid, set_only ? command_type::set : command_type::query, session}, h.now));
        h.pump();
        REQUIRE(h.answers.size() == 1);
        CHECK((h.answers.front().status != status::no_device_support) == listed);
        h.answers.clear();
    }
    CHECK(h.channel.send(command_msg{service::sms, 1, command_type::query, {}}, h.now));
    h.pump();
    CHECK(h.answers.front().status == status::no_device_support);
}

inline void radio_and_registration(bus& wire) {
    host_side h{wire};
    bring_up(h, {3});
    CHECK(h.ask_for<register_state_info>(register_state_query{}).state == register_state::home);
    CHECK(h.ask_for<packet_service_info>(packet_service_query{}).state == packet_service_state::attached);

    // The session that ends with the radio is told of without a question.
    CHECK(h.ask_for<radio_state_info>(radio_state_set{radio_switch_state::off}).sw_state == radio_switch_state::off);
    REQUIRE(h.indications.size() == 1);
    const auto told = parse<connect_info>(h.indications.front());
    REQUIRE(told);
    CHECK(told->session_id == 3);
    CHECK(told->state == activation_state::deactivated);
    CHECK(h.ask_for<register_state_info>(register_state_query{}).state == register_state::deregistered);
    CHECK(h.ask_for<packet_service_info>(packet_service_query{}).state == packet_service_state::detached);
    CHECK(h.attach() == status::radio_power_off);
    CHECK(h.connect(0) == status::radio_power_off);

    CHECK(h.ask_for<radio_state_info>(radio_state_set{radio_switch_state::on}).sw_state == radio_switch_state::on);
    CHECK(h.ask(register_state_set{.action = register_action::automatic}).status == status::success);
    CHECK(h.ask(register_state_set{.provider_id = u"00101", .action = register_action::manual}).status == status::no_device_support);
    CHECK(h.connect(0) == status::packet_service_detached);
}

inline void sessions(bus& wire) {
    host_side h{wire};
    bring_up(h, {0, 1, 7, 255});
    CHECK(h.connect(2) == status::max_activated_contexts);
    CHECK(h.connect(256) == status::invalid_parameters);
    CHECK(h.connect(7) == status::success);  // it is already
    const auto info = h.ask_for<connect_info>(connect_query{.session_id = 7});
    CHECK(info.state == activation_state::activated);
    CHECK(info.ip_type == context_ip_type::ipv4v6);
    CHECK(info.context_type == context_type::internet);

    const auto ip = h.ask_for<ip_configuration_info>(ip_configuration_query{.session_id = 7});
    REQUIRE(ip.ipv4_addresses.size() == 1);
    CHECK(ip.ipv4_addresses[0].address.text().view().substr(0, 8) == "192.0.2.");
    REQUIRE(ip.ipv6_addresses.size() == 1);
    CHECK(ip.ipv4_mtu == 1500);
    CHECK(h.ask(ip_configuration_query{.session_id = 2}).status == status::context_not_activated);

    CHECK(h.connect(7, activation_command::deactivate) == status::success);
    CHECK(h.connect(7, activation_command::deactivate) == status::context_not_activated);
    CHECK(h.ask_for<connect_info>(connect_query{.session_id = 7}).state == activation_state::deactivated);
    CHECK(h.connect(2) == status::success);

    // Structures that are cut off.
    for (const std::uint32_t cid : {connect_set::id.cid, radio_state_set::id.cid, register_state_set::id.cid, packet_service_set::id.cid}) {
        REQUIRE(h.channel.send(command_msg{service::basic_connect, cid, command_type::set, std::array<std::byte, 3>{}}, h.now));
        h.pump();
        CHECK(h.answers.front().status == status::invalid_parameters);
        h.answers.clear();
    }

    // CLOSE ends everything.
    REQUIRE_FALSE(h.channel.close(h.now));
    CHECK(h.pump() == std::vector{host_event::closed});
    CHECK(h.echo({{0, datagram_of(100, 1)}}).empty());
    h.open();
    CHECK(h.ask_for<connect_info>(connect_query{.session_id = 0}).state == activation_state::deactivated);
}

inline void fragments(bus& wire) {
    // Both ways in frames of 64 bytes.
    host_side h{wire, {.max_transfer = 64}};
    h.open();
    CHECK(h.ask_for<device_caps_info>(device_caps_query{}).firmware_info == utf16{u"cdcnet echo 1"});
    REQUIRE(h.attach() == status::success);
    CHECK(h.connect(0) == status::success);

    // The longest CONNECT.
    host_side big{wire};
    bring_up(big, {});
    const std::u16string name(100, u'a');
    const std::u16string secret(255, u's');
    connect_set set{
        .session_id = 5, .command = activation_command::activate, .access_string = name, .user_name = secret, .password = secret};
    CHECK(big.ask(set).status == status::success);

    // A rest that does not come.
    std::array<std::byte, 512> buffer{};
    const auto whole = build_command(buffer, transaction_id{77}, set);
    CHECK_FALSE(whole);  // it needs more than a frame
    octets room(2048);
    auto parts = *splitter::over(mutable_bytes{room}.first(build_command(room, transaction_id{77}, set)->size()), 512);
    CHECK(wire.accepts(usb::send_encapsulated_command(communication, 512), parts.next()));
    wire.wait(fragment_timeout_ms - 250);
    CHECK_FALSE(big.fetch());
    wire.wait(500);
    big.pump();
    CHECK(big.reasons == std::vector{protocol_error::timeout_fragment});
}

inline void before_open(bus& wire) {
    host_side h{wire};
    const auto ask = [&] {
        std::array<std::byte, 64> buffer{};
        const auto query = build_command(buffer, transaction_id{9}, device_caps_query{});
        CHECK(wire.accepts(usb::send_encapsulated_command(communication, static_cast<std::uint16_t>(query->size())), *query));
        const auto frame = h.fetch();
        REQUIRE(frame);
        return message::parse(*frame)->type();
    };
    CHECK(ask() == message_type::function_error);
    h.open();
    CHECK(ask() == message_type::command_done);
    CHECK(wire.accepts(usb::reset_function(communication)));
    CHECK_FALSE(h.fetch());
    CHECK(ask() == message_type::function_error);
    // RESET_FUNCTION has turned data off, too.
    CHECK(wire.exchange(pipe::bulk_out, octets(16)).code == handshake::nak);
}

/// More commands than have room: each is answered, some BUSY, and none twice.
inline void unfetched_answers(bus& wire) {
    host_side h{wire};
    h.open();
    constexpr std::size_t commands = 10;
    for (std::size_t i = 0; i < commands; ++i) REQUIRE(h.channel.send(device_caps_query{}, h.now));
    CHECK(h.channel.waiting() == commands);
    h.pump();
    CHECK(h.channel.waiting() == 0);
    REQUIRE(h.answers.size() == commands);
    for (const auto& a : h.answers) CHECK((a.status == status::success || a.status == status::busy));
    CHECK(h.answers.front().status == status::success);
    CHECK(h.answers.back().status == status::busy);
    h.answers.clear();
    CHECK(h.ask(device_caps_query{}).status == status::success);
}

// --- data ----------------------------------------------------------------------------------------------------------

inline void all_sizes(bus& wire) {
    for (const ncm::format f : {ncm::format::ntb16, ncm::format::ntb32}) {
        for (const std::uint32_t input_size : {2048u, 4096u}) {
            host_side h{wire, {.format = f, .input_size = input_size}};
            bring_up(h, {0, 9});
            std::vector<host_side::kept_datagram> sent;
            for (std::size_t size = 1; size <= 1500; ++size)
                sent.push_back({static_cast<std::uint8_t>(size % 5 == 0 ? 9 : 0), datagram_of(size, static_cast<unsigned>(size))});
            sent.push_back({0, datagram_of(1500, 1)});
            // Blocks of the host list datagrams by session: the order holds within each.
            const auto back = h.echo(sent);
            CHECK(back.size() == sent.size());
            for (const std::uint8_t session : {std::uint8_t{0}, std::uint8_t{9}}) {
                const auto of_session = [&](const auto& all) {
                    std::vector<host_side::kept_datagram> some;
                    std::copy_if(all.begin(), all.end(), std::back_inserter(some), [&](const auto& d) { return d.session == session; });
                    return some;
                };
                CHECK(of_session(back) == of_session(sent));
            }
        }
    }
}

inline void what_is_dropped(bus& wire) {
    host_side h{wire, {.input_size = 2048}};
    bring_up(h, {0});
    const auto before = h.ask_for<packet_statistics_info>(packet_statistics_query{});
    const octets good = datagram_of(100, 1);
    CHECK(h.echo({{1, datagram_of(50, 2)}, {0, good}, {2, datagram_of(60, 3)}}) == std::vector<host_side::kept_datagram>{{0, good}});
    // Larger than a block to the host; larger than a datagram may be.
    CHECK(h.echo({{0, datagram_of(2040, 4)}, {0, good}}).size() == 1);
    CHECK(h.echo({{0, datagram_of(2049, 4)}, {0, good}}).size() == 1);
    // A device service stream, an NTB of the other format, a transfer above the maximum.
    octets buffer(5000);
    ncm::limits l = h.limits();
    ncm::aggregator dss{buffer, l};
    CHECK(dss.append(ncm::stream::dss(0), good) == ncm::admission::accepted);
    CHECK(h.send(dss.finish()) == handshake::ack);
    l.format = ncm::format::ntb32;
    ncm::aggregator other{buffer, l};
    CHECK(other.append(ncm::stream::ips(0), good) == ncm::admission::accepted);
    CHECK(h.send(other.finish()) == handshake::ack);
    CHECK(h.send(buffer) == handshake::ack);
    CHECK(h.echoed.empty());

    const auto after = h.ask_for<packet_statistics_info>(packet_statistics_query{});
    CHECK(after.out_discards - before.out_discards == 4);
    CHECK(after.in_discards - before.in_discards == 1);
    CHECK(after.out_errors - before.out_errors == 2);
    CHECK(after.in_packets - before.in_packets == 3);
    CHECK(after.in_octets - before.in_octets == 300);
    CHECK(after.out_packets - before.out_packets == 4);

    // The endpoint takes nothing while an echo waits, and forgets it when data is turned off.
    ncm::aggregator tx{buffer, h.limits()};
    CHECK(tx.append(ncm::stream::ips(0), good) == ncm::admission::accepted);
    const octets block = copy(tx.finish());
    CHECK(wire.exchange(pipe::bulk_out, block).code == handshake::ack);
    CHECK(wire.exchange(pipe::bulk_out, block).code == handshake::nak);
    CHECK(wire.accepts(usb::set_interface(data, 0)));
    CHECK(wire.exchange(pipe::bulk_in, {}).code == handshake::nak);
    CHECK(wire.accepts(usb::set_interface(data, 1)));
    CHECK(wire.exchange(pipe::bulk_in, {}).code == handshake::nak);
    h.blocks = 0;  // and the numbers of the blocks begin again
    CHECK(h.send(block) == handshake::ack);
    CHECK(h.echoed.size() == 1);
}

/// The Internet checksum (RFC 1071), written anew: of good data with its checksum, 0.
inline std::uint16_t checksum(const octets& d) {
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < d.size(); ++i) sum += std::to_integer<std::uint32_t>(d[i]) << (i % 2 == 0 ? 8 : 0);
    while (sum >> 16 != 0) sum = (sum & 0xffff) + (sum >> 16);
    return static_cast<std::uint16_t>(~sum);
}

inline octets from_to(const octets& d, std::size_t begin, std::size_t end) {
    return {d.begin() + static_cast<std::ptrdiff_t>(begin), d.begin() + static_cast<std::ptrdiff_t>(end)};
}
inline octets operator+(octets a, const octets& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

inline void pings(bus& wire) {
    host_side h{wire};
    bring_up(h, {0});
    const auto put = [](octets& d, std::size_t at, std::uint16_t v) { store_be(d.data() + at, v); };
    for (std::size_t payload = 0; payload < 40; ++payload) {
        octets v4 = datagram_of(28 + payload, static_cast<unsigned>(payload * 31));
        v4[6] = v4[7] = std::byte{};
        v4[9] = std::byte{1};
        put(v4, 20, 0x0800);
        put(v4, 22, 0);
        put(v4, 22, checksum(from_to(v4, 20, v4.size())));
        const auto back = h.echo({{0, v4}});
        REQUIRE(back.size() == 1);
        const octets& r = back[0].content;
        CHECK(from_to(r, 0, 12) == from_to(v4, 0, 12));
        CHECK(from_to(r, 12, 20) == from_to(v4, 16, 20) + from_to(v4, 12, 16));
        CHECK(load_be<std::uint16_t>(r.data() + 20) == 0);
        CHECK(checksum(from_to(r, 20, r.size())) == 0);
        CHECK(from_to(r, 24, r.size()) == from_to(v4, 24, v4.size()));

        // Not the first fragment; a reply; a header that is cut off.
        for (const auto& [at, value] : {std::pair<std::size_t, int>{7, 1}, {20, 0}, {0, 0x4f}, {0, 0x44}}) {
            octets left = v4;
            left[at] = static_cast<std::byte>(value);
            CHECK(h.echo({{0, left}}) == std::vector<host_side::kept_datagram>{{0, left}});
        }

        octets v6 = datagram_of(48 + payload, static_cast<unsigned>(payload * 17));
        v6[0] = std::byte{0x60};
        v6[6] = std::byte{58};
        put(v6, 40, 0x8000);
        put(v6, 42, 0);
        const octets length{std::byte{}, static_cast<std::byte>(8 + payload), std::byte{}, std::byte{58}};
        put(v6, 42, checksum(from_to(v6, 8, 40) + length + from_to(v6, 40, v6.size())));
        const auto back6 = h.echo({{0, v6}});
        REQUIRE(back6.size() == 1);
        const octets& r6 = back6[0].content;
        CHECK(from_to(r6, 8, 40) == from_to(v6, 24, 40) + from_to(v6, 8, 24));
        CHECK(load_be<std::uint16_t>(r6.data() + 40) == 0x8100);
        CHECK(checksum(from_to(r6, 8, 40) + length + from_to(r6, 40, r6.size())) == 0);
    }
}

// --- hostile hosts -------------------------------------------------------------------------------------------------

/// All is as it should be, for a host that begins anew.
inline void still_works(bus& wire) {
    host_side h{wire};
    bring_up(h, {0});
    CHECK(h.ask_for<device_caps_info>(device_caps_query{}).max_sessions == 4);
    const octets d = datagram_of(1400, 5);
    CHECK(h.echo({{0, d}}) == std::vector<host_side::kept_datagram>{{0, d}});
}

/// Damages bytes, cuts off or appends.
inline void damage(octets& victim, std::mt19937& random) {
    for (unsigned n = random() % 4; n != 0 && !victim.empty(); --n) {
        // Offsets and lengths more often than payload.
        const std::size_t at = random() % (random() % 2 == 0 ? std::min<std::size_t>(victim.size(), 64) : victim.size());
        victim[at] = static_cast<std::byte>(random() % 3 == 0 ? 0xff : random());
    }
    if (random() % 4 == 0) victim.resize(random() % (victim.size() + 8));
}

inline void garbage_messages(bus& wire) {
    std::mt19937 random{20};
    for (unsigned round = 0; round < 200; ++round) {
        host_side h{wire};
        h.open();
        for (unsigned n = 0; n < 20; ++n) {
            octets room(1024);
            connect_set set{.session_id = static_cast<std::uint32_t>(random() % 300),
                            .command = activation_command::activate,
                            .access_string = u"internet"};
            const auto id = transaction_id{static_cast<std::uint32_t>(random() % 4)};
            const auto built = random() % 3 == 0 ? build_message(room, id, open_msg{64}) : build_command(room, id, set);
            octets frame = random() % 8 == 0 ? octets(random() % 512) : copy(*built);
            damage(frame, random);
            frame.resize(std::min<std::size_t>(frame.size(), 512));
            CHECK(wire.accepts(usb::send_encapsulated_command(communication, static_cast<std::uint16_t>(frame.size())), frame));
            if (random() % 2 == 0) continue;  // some answers stay
            while (const auto answer = h.fetch()) CHECK(message::parse(*answer, tolerance::strict));
        }
        still_works(wire);
    }
}

inline void garbage_blocks(bus& wire) {
    std::mt19937 random{21};
    for (const ncm::format f : {ncm::format::ntb16, ncm::format::ntb32}) {
        host_side h{wire, {.format = f}};
        bring_up(h, {0, 1});
        for (unsigned round = 0; round < 2000; ++round) {
            octets buffer(4096);
            ncm::aggregator tx{buffer, h.limits()};
            for (unsigned n = 0; n < 6; ++n)
                static_cast<void>(tx.append(ncm::stream::ips(static_cast<std::uint8_t>(random() % 3)), datagram_of(1 + random() % 200, n)));
            octets block = random() % 16 == 0 ? octets(random() % 6000) : copy(tx.finish());
            damage(block, random);
            CHECK(h.send(block) == handshake::ack);
            CHECK(h.echoed.size() <= 6 * 6);
            h.echoed.clear();
        }
        const octets d = datagram_of(1400, 5);
        CHECK(h.echo({{0, d}}) == std::vector<host_side::kept_datagram>{{0, d}});
    }
    still_works(wire);
}

inline void garbage_requests(bus& wire) {
    std::mt19937 random{22};
    for (unsigned round = 0; round < 2000; ++round) {
        usb::setup_packet s{static_cast<std::uint8_t>(random()), static_cast<std::uint8_t>(random())};
        if (random() % 2 == 0) s.request_type = random() % 2 == 0 ? usb::class_interface_in : usb::class_interface_out;
        if (random() % 2 == 0) s.request = static_cast<std::uint8_t>(random() % 12);
        s.value = static_cast<std::uint16_t>(random() % 2 == 0 ? random() % 3 : random());
        s.index = static_cast<std::uint16_t>(random() % 2 == 0 ? random() % 3 : random());
        s.length = static_cast<std::uint16_t>(random() % 2 == 0 ? random() % 16 : random());
        const octets stage(s.is_in() ? 0 : random() % 600);
        CHECK(wire.control(s, stage).data.size() <= s.length);
    }
    CHECK(wire.exchange(pipe::control, octets(5)).code == handshake::stall);
    still_works(wire);
}

struct step {
    std::string_view name;
    void (*run)(bus&);
};
inline constexpr step steps[] = {
    {"descriptors", descriptors},
    {"class requests", class_requests},
    {"identity", identity},
    {"radio and registration", radio_and_registration},
    {"sessions", sessions},
    {"fragments", fragments},
    {"before OPEN", before_open},
    {"answers that are not fetched", unfetched_answers},
    {"all sizes", all_sizes},
    {"what is dropped", what_is_dropped},
    {"pings", pings},
    {"garbage messages", garbage_messages},
    {"garbage blocks", garbage_blocks},
    {"garbage requests", garbage_requests},
};

}  // namespace firmware_test
