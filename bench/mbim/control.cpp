// SPDX-License-Identifier: BSL-1.0
/// \file
/// `bench_control`: control messages parsed, built, dumped and looked up, beside libmbim-glib.
#include <cdcnet/mbim/catalogue.hpp>
#include <cdcnet/mbim/device.hpp>
#include <cdcnet/mbim/host.hpp>
#include <memory>

#include "../context.hpp"
#include "suite.hpp"

namespace cdcnet::bench {

namespace {

namespace bc = mbim::basic_connect;

/// Makes the compiler forget what it knows about memory, so that every iteration reads the message again.
void forget(const void* memory) { asm volatile("" : : "r"(memory) : "memory"); }

template <class Build>
wire_message made(Build build) {
    wire_message buffer(1024);
    const result<bytes> message = build(mutable_bytes{buffer});
    require(message.has_value(), "a message was not built");
    buffer.resize(message->size());
    return buffer;
}

bc::connect_set connect_set() {
    return {.session_id = 1,
            .command = bc::activation_command::activate,
            .access_string = u"internet.example",
            .user_name = u"user",
            .password = u"password",
            .compression = mbim::compression::none,
            .auth_protocol = mbim::auth_protocol::chap,
            .ip_type = mbim::context_ip_type::ipv4v6,
            .context_type = mbim::context_type::internet};
}

control_messages messages() {
    constexpr auto id = mbim::transaction_id{7};
    control_messages m;
    m.device_caps = made([](mutable_bytes out) {
        return mbim::build_response(out, id,
                                    bc::device_caps_info{.device_type = mbim::device_type::embedded,
                                                         .cellular_class = mbim::cellular_class::gsm,
                                                         .data_class = mbim::data_class::umts | mbim::data_class::lte,
                                                         .max_sessions = 8,
                                                         .custom_data_class = u"HSPA+",
                                                         .device_id = u"359072061234560",
                                                         .firmware_info = u"SWI9X30C_02.24.03.00 r6978",
                                                         .hardware_info = u"MC7455 rev. 1.0"});
    });
    m.subscriber_ready_status = made([](mutable_bytes out) {
        constexpr utf16 numbers[] = {u"+15555550123"};
        return mbim::build_response(out, id,
                                    bc::subscriber_ready_status_info{.ready_state = bc::subscriber_ready_state::initialized,
                                                                     .subscriber_id = u"001010123456789",
                                                                     .sim_iccid = u"89860000000000000001",
                                                                     .telephone_numbers = numbers});
    });
    m.ip_configuration = made([](mutable_bytes out) {
        using flag = bc::ip_configuration_available_flag;
        constexpr auto all = flag::address | flag::gateway | flag::dns | flag::mtu;
        constexpr auto v6 = [](unsigned last) {
            ipv6 a{};
            a.octets[0] = std::byte{0x20};
            a.octets[1] = std::byte{0x01};
            a.octets[15] = static_cast<std::byte>(last);
            return a;
        };
        constexpr auto v4 = [](unsigned last) {
            ipv4 a{};
            a.octets[0] = std::byte{10};
            a.octets[3] = static_cast<std::byte>(last);
            return a;
        };
        constexpr bc::ipv4_element addresses4[] = {{24, v4(2)}};
        constexpr bc::ipv6_element addresses6[] = {{64, v6(2)}};
        constexpr ipv4 servers4[] = {v4(53), v4(54)};
        constexpr ipv6 servers6[] = {v6(53), v6(54)};
        return mbim::build_response(out, id,
                                    bc::ip_configuration_info{.ipv4_available = all,
                                                              .ipv6_available = all,
                                                              .ipv4_addresses = addresses4,
                                                              .ipv6_addresses = addresses6,
                                                              .ipv4_gateway = v4(1),
                                                              .ipv6_gateway = v6(1),
                                                              .ipv4_dns_servers = servers4,
                                                              .ipv6_dns_servers = servers6,
                                                              .ipv4_mtu = 1500,
                                                              .ipv6_mtu = 1500});
    });
    m.connect_info = made([](mutable_bytes out) {
        return mbim::build_response(out, id,
                                    bc::connect_info{.session_id = 1,
                                                     .state = bc::activation_state::activated,
                                                     .ip_type = mbim::context_ip_type::ipv4v6,
                                                     .context_type = mbim::context_type::internet});
    });
    m.connect_set = made([](mutable_bytes out) { return mbim::build_command(out, id, connect_set()); });
    return m;
}

/// Headers, the frame of the answer, then its structure; `use` gets the structure.
template <class T, class Use>
void parse_answer(const wire_message& wire, Use use) {
    forget(wire.data());
    const auto m = mbim::message::parse(wire);
    require(m.has_value(), "a message was refused");
    const auto done = m->as<mbim::command_done>();
    require(done.has_value(), "an answer was refused");
    const auto value = done->read<T>(mbimex::v1);
    require(value.has_value(), "an information buffer was refused");
    use(*value);
}

/// Turns text into UTF-8 and looks at every element, as a program that wants all of it does.
class reader {
public:
    template <class M>
    void member(const M& m) {
        if constexpr (std::is_same_v<M, utf16>) {
            const auto text = to_utf8(m, text_);
            require(text.has_value(), "text was refused");
            benchmark::DoNotOptimize(text->data());
        } else if constexpr (requires { m.begin(); }) {
            for (const auto element : m) member(element);
        } else {
            forget(&m);
        }
    }
    template <mbim::record T>
    void structure(const T& value) {
        T::layout::each([&]<class F, std::size_t>() {
            if constexpr (F::carries) member(value.*F::pointer);
        });
    }

private:
    char text_[256];
};

template <mbim::command T>
void add_answer(const std::string& name, const wire_message& wire) {
    add("parse/ours/" + name, [&wire] { parse_answer<T>(wire, [](const T& value) { forget(&value); }); });
    add("read_all/ours/" + name, [&wire] {
        parse_answer<T>(wire, [](const T& value) {
            reader all;
            all.structure(value);
        });
    });
}

void add_text(const std::string& name, const wire_message& wire) {
    add("text/ours/" + name, [&wire, text = std::string{}]() mutable {
        forget(wire.data());
        text.clear();
        const auto m = mbim::message::parse(wire);
        require(m && !mbim::dump_text(*m, mbimex::v1, [&](std::string_view piece) { text += piece; }), "a message was not dumped");
        forget(text.data());
    });
}

/// Both ends of a control channel that is open.
class open_channel {
public:
    open_channel() {
        require(!host_.open(now_), "the host does not open the channel");
        device_.receive(host_.next_frame(), now_);
        require(host_.receive(device_.next_frame(), now_).what == mbim::host_event::opened, "the channel is not open");
    }
    void exchange(const bc::connect_set& value) {
        const auto id = host_.send(value, now_);
        const auto command = device_.receive(host_.next_frame(), now_);
        require(command.what == mbim::device_event::command && command.transaction == *id, "the command did not arrive");
        const auto set = command.asked->read<bc::connect_set>();
        require(set.has_value(), "the command was refused");
        forget(&*set);
        require(!device_.respond(*id, bc::connect_info{.session_id = set->session_id, .state = bc::activation_state::activated}),
                "the command was not answered");
        const auto answer = host_.receive(device_.next_frame(), now_);
        require(answer.what == mbim::host_event::answer, "the answer did not arrive");
        const auto info = answer.answered->read<bc::connect_info>();
        require(info.has_value(), "the answer was refused");
        forget(&*info);
        require(!host_.has_frame() && !device_.has_frame(), "there is more to be sent");
    }

private:
    mbim::fixed_host<> host_{};
    mbim::fixed_device<> device_{};
    mbim::instant now_{};
};

void add_ours(const control_messages& m) {
    add_answer<bc::device_caps_info>("device_caps", m.device_caps);
    add_answer<bc::subscriber_ready_status_info>("subscriber_ready_status", m.subscriber_ready_status);
    add_answer<bc::ip_configuration_info>("ip_configuration", m.ip_configuration);
    add_answer<bc::connect_info>("connect_info", m.connect_info);
    add("parse_buffer/ours/connect_info", [&m] {
        const bytes buffer = bytes{m.connect_info}.subspan(mbim::command_done::information_buffer_offset);
        forget(buffer.data());
        const auto value = mbim::parse<bc::connect_info>(buffer);
        require(value.has_value(), "an information buffer was refused");
        forget(&*value);
    });
    add("build/ours/connect_set", [] {
        std::array<std::byte, 512> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): all of it is written
        const bc::connect_set value = connect_set();
        forget(&value);
        const auto built = mbim::build_command(buffer, mbim::transaction_id{7}, value);
        require(built.has_value(), "a message was not built");
        forget(buffer.data());
    });
    add_text("device_caps", m.device_caps);
    add_text("subscriber_ready_status", m.subscriber_ready_status);
    add_text("ip_configuration", m.ip_configuration);
    add_text("connect_info", m.connect_info);
    add_text("connect_set", m.connect_set);

    // A whole transaction: CONNECT from the host's end to the function's, read there, answered, and the answer read.
    add("exchange/ours/connect", [ends = std::make_shared<open_channel>()] {
        const bc::connect_set value = connect_set();
        forget(&value);
        ends->exchange(value);
    });

    // The same message every time, and messages of all kinds in turn, which no branch predictor knows.
    const auto find = [](const uuid& service, std::uint32_t cid, mbim::operation o) {
        const auto* entry = mbim::find_message(service, cid, o, mbimex::v1);
        require(entry != nullptr, "a structure was not found");
        forget(entry);
    };
    add("find/ours/connect_set", [find] {
        uuid service = mbim::service::basic_connect;
        forget(&service);
        find(service, 12, mbim::operation::set);
    });
    std::vector<mbim::command_id> kinds;
    for (const mbim::service_catalogue& s : mbim::catalogue<>)
        for (const mbim::catalogue_entry& e : s)
            if (e.id.in(mbimex::v1)) kinds.push_back(e.id);
    std::uint32_t state = 1;
    for (std::size_t i = kinds.size(); i > 1; --i) std::swap(kinds[i - 1], kinds[(state = state * 1664525u + 1013904223u) % i]);
    add("find/ours/all", [find, kinds, at = std::size_t{0}]() mutable {
        const mbim::command_id& id = kinds[at];
        at = at + 1 == kinds.size() ? 0 : at + 1;
        const auto operations = static_cast<unsigned>(id.operations);
        find(id.service, id.cid, static_cast<mbim::operation>(operations & (~operations + 1)));
    });
}

}  // namespace

#ifndef CDCNET_BENCH_LIBMBIM
void add_libmbim(const control_messages&) {}
#endif

}  // namespace cdcnet::bench

int main(int argc, char** argv) {
    using namespace cdcnet::bench;
    add_context();
    const control_messages m = messages();
    add_ours(m);
    add_libmbim(m);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
