// SPDX-License-Identifier: BSL-1.0
/// \file
/// Host and device against each other, and each against frames written by hand.
#include <cdcnet/mbim/device.hpp>
#include <cdcnet/mbim/host.hpp>

#include <cdcnet/mbim/services/basic_connect.hpp>
#include <random>
#include <string>

#include "wire.hpp"

using namespace wire_test;
namespace bc = cdcnet::mbim::basic_connect;

namespace {

#define BASIC_CONNECT "a289cc33 bcbb 8b4f b6b0 133ec2aae6df"

using kept_frame = std::vector<std::byte>;

/// All frames that a side has.
template <class Side>
std::vector<kept_frame> frames_of(Side& side) {
    std::vector<kept_frame> all;
    for (bytes frame = side.next_frame(); !frame.empty(); frame = side.next_frame()) all.emplace_back(frame.begin(), frame.end());
    return all;
}

/// Both sides, and a cable between them.
struct pair {
    explicit pair(host_options h = {}, device_options d = {}) : host{h}, device{d} {}

    fixed_host<4, 4096, 2, 8192> host;
    fixed_device<3, 4096, 2, 4096, 8> device;
    instant now{0xffffff00};
    std::vector<std::unique_ptr<kept_frame>> kept{};

    bytes keep(const kept_frame& frame) { return *kept.emplace_back(std::make_unique<kept_frame>(frame)); }
    /// What the host has to say reaches the function; what comes of it there.
    std::vector<device_event> to_device() {
        std::vector<device_event> events;
        for (const kept_frame& frame : frames_of(host))
            if (const auto e = device.receive(keep(frame), now); e.what != device_event::nothing) events.push_back(e);
        return events;
    }
    std::vector<host_event> to_host() {
        std::vector<host_event> events;
        for (const kept_frame& frame : frames_of(device))
            if (const auto e = host.receive(keep(frame), now); e.what != host_event::nothing) events.push_back(e);
        return events;
    }
    void open() {
        REQUIRE_FALSE(host.open(now));
        for (int i = 0; i < 4 && !host.is_open(); ++i) {
            for (const device_event& e : to_device())
                if (e.what == device_event::command) answer(e);
            to_host();
        }
        REQUIRE(host.is_open());
        REQUIRE(device.is_open());
    }
    void answer(const device_event& e) {
        if (!e.asked->carries<bc::device_services_query>()) {
            REQUIRE_FALSE(device.respond(e.transaction, status::no_device_support));
            return;
        }
        static constexpr std::uint32_t cids[] = {1, 15};
        const bc::device_service_element services[] = {{.device_service_id = service::ms_basic_connect_extensions, .cids = cids}};
        REQUIRE_FALSE(device.respond(e.transaction, bc::device_services_info{.device_services = services}));
    }
};

constexpr auto radio_on = bc::radio_state_info{bc::radio_switch_state::on, bc::radio_switch_state::on};

}  // namespace

TEST_CASE("mbim endpoints: OPEN to CLOSE, byte by byte") {
    pair p;
    CHECK_FALSE(p.host.open(p.now));
    CHECK(p.host.open(p.now).code() == errc::other_operation);
    auto frames = frames_of(p.host);
    REQUIRE(frames.size() == 1);
    CHECK(cdcnet::equal(bytes{frames[0]}, hex<"01000000 10000000 01000000 00100000">));
    CHECK(p.device.receive(p.keep(frames[0]), p.now).what == device_event::opened);
    frames = frames_of(p.device);
    REQUIRE(frames.size() == 1);
    CHECK(cdcnet::equal(bytes{frames[0]}, hex<"01000080 10000000 01000000 00000000">));
    CHECK(p.host.receive(p.keep(frames[0]), p.now).what == host_event::opened);

    const auto id = p.host.send(bc::radio_state_query{}, p.now);
    REQUIRE(id);
    CHECK(*id == transaction_id{2});
    frames = frames_of(p.host);
    REQUIRE(frames.size() == 1);
    CHECK(cdcnet::equal(bytes{frames[0]}, hex<"03000000 30000000 02000000 01000000 00000000" BASIC_CONNECT "03000000 00000000 00000000">));
    const auto command = p.device.receive(p.keep(frames[0]), p.now);
    REQUIRE(command.what == device_event::command);
    CHECK(command.asked->carries<bc::radio_state_query>());
    CHECK(p.device.waiting() == 1);
    CHECK_FALSE(p.device.respond(command.transaction, radio_on));
    CHECK(p.device.respond(command.transaction, radio_on).code() == errc::other_operation);
    frames = frames_of(p.device);
    REQUIRE(frames.size() == 1);
    CHECK(cdcnet::equal(bytes{frames[0]},
                        hex<"03000080 38000000 02000000 01000000 00000000" BASIC_CONNECT "03000000 00000000 08000000 01000000 01000000">));
    const auto answer = p.host.receive(p.keep(frames[0]), p.now);
    REQUIRE(answer.what == host_event::answer);
    CHECK(answer.transaction == *id);
    CHECK(answer.answered->read<bc::radio_state_info>()->sw_state == bc::radio_switch_state::on);
    CHECK(p.host.receive(p.keep(frames[0]), p.now).what == host_event::stray);

    CHECK_FALSE(p.device.indicate(radio_on));
    frames = frames_of(p.device);
    REQUIRE(frames.size() == 1);
    CHECK(cdcnet::equal(bytes{frames[0]},
                        hex<"07000080 34000000 00000000 01000000 00000000" BASIC_CONNECT "03000000 08000000 01000000 01000000">));
    CHECK(p.host.receive(p.keep(frames[0]), p.now).what == host_event::indication);

    CHECK_FALSE(p.host.close(p.now));
    frames = frames_of(p.host);
    REQUIRE(frames.size() == 1);
    CHECK(cdcnet::equal(bytes{frames[0]}, hex<"02000000 0c000000 03000000">));
    CHECK(p.device.receive(p.keep(frames[0]), p.now).what == device_event::closed);
    frames = frames_of(p.device);
    REQUIRE(frames.size() == 1);
    CHECK(cdcnet::equal(bytes{frames[0]}, hex<"02000080 10000000 03000000 00000000">));
    CHECK(p.host.receive(p.keep(frames[0]), p.now).what == host_event::closed);
    CHECK(p.host.is_closed());
    CHECK_FALSE(p.device.is_open());
}

TEST_CASE("mbim endpoints: a whole exchange in a constant expression") {
    constexpr bool good = [] {
        fixed_host<2, 256, 1, 256> host{host_options{.max_transfer = 64}};
        fixed_device<2, 256, 1, 256, 4> device{device_options{.max_transfer = 128}};
        const instant now{};
        if (host.open(now)) return false;
        if (device.receive(host.next_frame(), now).what != device_event::opened) return false;
        if (host.receive(device.next_frame(), now).what != host_event::opened) return false;
        if (!host.next_frame().empty() || !device.next_frame().empty()) return false;
        // 48 + 12 + 4 + 28 bytes: two frames of at most 64.
        const auto id = host.send(bc::connect_set{.session_id = 1, .access_string = u"internet"}, now);
        device_event command{};
        for (bytes frame = host.next_frame(); !frame.empty(); frame = host.next_frame()) command = device.receive(frame, now);
        if (command.what != device_event::command || command.transaction != *id) return false;
        const auto set = command.asked->read<bc::connect_set>();
        if (set->access_string != utf16{u"internet"}) return false;
        if (device.respond(*id, bc::connect_info{.session_id = 1, .state = bc::activation_state::activated})) return false;
        host_event answer{};
        for (bytes frame = device.next_frame(); !frame.empty(); frame = device.next_frame()) answer = host.receive(frame, now);
        if (answer.what != host_event::answer) return false;
        if (answer.answered->read<bc::connect_info>()->state != bc::activation_state::activated) return false;
        if (host.close(now)) return false;
        if (device.receive(host.next_frame(), now).what != device_event::closed) return false;
        return host.receive(device.next_frame(), now).what == host_event::closed && host.is_closed();
    }();
    CHECK(good);
}

TEST_CASE("mbim endpoints: the release is agreed on behind OPEN") {
    for (const release theirs : {release::v1, release::v2, release::v3, release::v4})
        for (const release ours : {release::v1, release::v2, release::v3, release::v4}) {
            pair p{{.newest = ours}, {.newest = theirs}};
            p.open();
            CHECK(p.host.agreed() == std::min(ours, theirs));
            // A function of 1.0 does not know the question, and so cannot tell that it knows more.
            if (ours != release::v1) CHECK(p.device.agreed() == std::min(ours, theirs));
        }
}

TEST_CASE("mbim endpoints: a function answers VERSION with what is agreed on, which libmbim takes it for") {
    using ms_basic_connect_extensions::version;
    constexpr std::pair<std::uint16_t, std::uint16_t> asked_and_told[] = {
        {0x0100, 0x0100}, {0x0200, 0x0200}, {0x0210, 0x0200}, {0x0300, 0x0300}, {0x0400, 0x0300}};
    for (const auto& [asked, told] : asked_and_told) {
        fixed_device<> device{{.newest = release::v3}};
        std::array<std::byte, 64> room{};
        device.receive(*build_message(room, transaction_id{1}, open_msg{4096}), {});
        while (!device.next_frame().empty()) {
        }
        device.receive(*build_command(room, transaction_id{2}, version{0x0100, asked}, command_type::query, version_exchange), {});
        const auto answer = message::parse(device.next_frame())->as<command_done>();
        CHECK(answer->read<version>(version_exchange)->mbim_extended_version == told);
        CHECK(device.agreed() == release_of(told));
    }
}

TEST_CASE("mbim endpoints: what the host subscribes to") {
    pair p;
    p.open();
    static constexpr std::uint32_t cids[] = {3, 11};
    const bc::event_entry entries[] = {{service::basic_connect, cids}, {service::sms, {}}};
    CHECK(p.device.wants(service::ussd, 1));
    const auto id = p.host.send(bc::device_service_subscribe_list{entries}, p.now);
    CHECK(p.to_device().empty());
    const auto answers = p.to_host();
    REQUIRE(answers.size() == 1);
    CHECK(answers[0].transaction == *id);
    const auto in_force = answers[0].answered->read<bc::device_service_subscribe_list>();
    REQUIRE(in_force->events.size() == 2);
    CHECK(in_force->events[0].cids.size() == 2);
    CHECK(p.device.wants(service::basic_connect, 3));
    CHECK_FALSE(p.device.wants(service::basic_connect, 2));
    CHECK(p.device.wants(service::sms, 1));
    CHECK_FALSE(p.device.wants(service::ussd, 1));
    CHECK_FALSE(p.device.indicate(radio_on));
    CHECK(p.to_host().size() == 1);
    CHECK_FALSE(p.device.indicate(bc::subscriber_ready_status_info{}));
    CHECK(p.to_host().empty());
}

TEST_CASE("mbim endpoints: commands before OPEN, twice, too many, and of a length that is wrong") {
    pair p;
    constexpr auto query = hex<"03000000 30000000 02000000 01000000 00000000" BASIC_CONNECT "03000000 00000000 00000000">;
    CHECK(p.device.receive(query, p.now).reason == protocol_error::not_opened);
    CHECK(cdcnet::equal(bytes{frames_of(p.device).at(0)}, hex<"04000080 10000000 02000000 05000000">));
    p.open();
    CHECK(p.device.receive(query, p.now).what == device_event::command);
    const auto twice = p.device.receive(query, p.now);
    CHECK(twice.what == device_event::cancelled);
    CHECK(twice.reason == protocol_error::duplicated_tid);
    CHECK(cdcnet::equal(bytes{frames_of(p.device).at(0)}, hex<"04000080 10000000 02000000 04000000">));
    CHECK(p.device.respond(transaction_id{2}, radio_on).code() == errc::other_operation);
    for (std::uint32_t id = 10; id < 13; ++id) {
        kept_frame next(bytes{query}.begin(), bytes{query}.end());
        store_le(next.data() + 8, id);
        CHECK(p.device.receive(p.keep(next), p.now).what == device_event::command);
    }
    CHECK(p.device.receive(query, p.now).what == device_event::nothing);
    CHECK(cdcnet::equal(bytes{frames_of(p.device).at(0)},
                        hex<"03000080 30000000 02000000 01000000 00000000" BASIC_CONNECT "03000000 01000000 00000000">));
    // Cut off by the transport: MessageLength is above what came.
    for (std::size_t n = 12; n < 48; ++n) {
        CHECK(p.device.receive(bytes{query}.first(n), p.now).reason == protocol_error::length_mismatch);
        CHECK(cdcnet::equal(bytes{frames_of(p.device).at(0)}, hex<"04000080 10000000 02000000 03000000">));
    }
    for (std::size_t n = 0; n < 12; ++n) CHECK(p.device.receive(bytes{query}.first(n), p.now).fault.code() == errc::need_more);
    CHECK_FALSE(p.device.has_frame());
}

TEST_CASE("mbim endpoints: OPEN with another maximum, and with one that is too small") {
    pair p;
    CHECK(p.device.receive(hex<"01000000 10000000 05000000 3f000000">, p.now).reason == protocol_error::max_transfer);
    CHECK(cdcnet::equal(bytes{frames_of(p.device).at(0)}, hex<"04000080 10000000 05000000 08000000">));
    CHECK_FALSE(p.device.is_open());
    CHECK(p.device.receive(hex<"01000000 10000000 05000000 40000000">, p.now).what == device_event::opened);
    CHECK(p.device.max_transfer() == 64);
    CHECK(p.device.receive(hex<"01000000 10000000 05000000 ffffffff">, p.now).what == device_event::opened);
    CHECK(p.device.max_transfer() == 4096);
}

TEST_CASE("mbim endpoints: an OPEN that is answered later, and never with BUSY") {
    pair p{{}, {.ready = false}};
    CHECK(p.device.answer_open().code() == errc::other_operation);
    CHECK_FALSE(p.host.open(p.now));
    CHECK(p.to_device().at(0).what == device_event::opening);
    CHECK_FALSE(p.device.has_frame());
    CHECK(p.device.answer_open(status::busy) == error{errc::value, 0});
    CHECK_FALSE(p.device.answer_open());
    CHECK(p.to_host().at(0).what == host_event::opened);

    CHECK_FALSE(p.host.close(p.now));
    p.to_device();
    p.to_host();
    CHECK_FALSE(p.host.open(p.now));
    p.to_device();
    CHECK_FALSE(p.device.answer_open(status::failure));
    const auto failed = p.to_host();
    CHECK(failed.at(0).what == host_event::open_failed);
    CHECK(failed.at(0).status == status::failure);
    CHECK(p.host.is_closed());
}

TEST_CASE("mbim endpoints: times run out") {
    pair p;
    CHECK_FALSE(p.host.next_timeout(p.now));
    CHECK_FALSE(p.host.open(p.now));
    CHECK(p.host.next_timeout(p.now) == p.now.after(30'000));
    CHECK(p.host.next_event(p.now.after(29'999)).what == host_event::nothing);
    const auto late = p.host.next_event(p.now.after(30'000));
    CHECK(late.what == host_event::open_failed);
    CHECK(late.why == failure::timed_out);
    frames_of(p.host);
    p.open();
    const auto id = p.host.send(bc::radio_state_query{}, p.now, 500);
    const auto slow = p.host.send(bc::radio_state_query{}, p.now);
    CHECK(p.host.waiting() == 2);
    CHECK(p.host.next_timeout(p.now) == p.now.after(500));
    const auto commands = p.to_device();
    p.now = p.now.after(500);
    const auto e = p.host.next_event(p.now);
    CHECK(e.what == host_event::failed);
    CHECK(e.transaction == *id);
    CHECK(e.why == failure::timed_out);
    CHECK(p.host.next_event(p.now).what == host_event::nothing);
    // The function hears of it; its answer would come too late.
    CHECK(p.to_device().at(0).what == device_event::cancelled);
    CHECK(p.device.respond(commands.at(0).transaction, radio_on).code() == errc::other_operation);
    CHECK_FALSE(p.device.respond(*slow, radio_on));
    CHECK(p.to_host().at(0).what == host_event::answer);
    CHECK(p.host.waiting() == 0);
}

TEST_CASE("mbim endpoints: a command that is cancelled, and the answer that crosses") {
    pair p;
    p.open();
    const auto id = p.host.send(bc::radio_state_query{}, p.now);
    p.to_device();
    CHECK_FALSE(p.device.respond(*id, radio_on));
    CHECK_FALSE(p.host.cancel(*id));
    CHECK(p.host.cancel(*id).code() == errc::other_operation);
    CHECK(p.to_host().at(0).what == host_event::stray);
    const auto e = p.host.next_event(p.now);
    CHECK(e.why == failure::cancelled);
    CHECK(e.transaction == *id);
    CHECK(p.to_device().at(0).what == device_event::error);
}

TEST_CASE("mbim endpoints: CLOSE with commands that wait") {
    pair p;
    p.open();
    const auto one = p.host.send(bc::radio_state_query{}, p.now);
    p.to_device();
    const auto two = p.host.send(bc::radio_state_query{}, p.now);
    CHECK_FALSE(p.host.close(p.now));
    CHECK(p.host.send(bc::radio_state_query{}, p.now).error().code() == errc::other_operation);
    CHECK(p.host.next_event(p.now).transaction == *one);
    CHECK(p.host.next_event(p.now).transaction == *two);
    CHECK(p.host.next_event(p.now).what == host_event::nothing);
    CHECK(p.to_device().at(0).what == device_event::closed);
    CHECK(p.device.waiting() == 0);
    CHECK(p.to_host().at(0).what == host_event::closed);
}

TEST_CASE("mbim endpoints: the function loses the channel, and the host opens it again") {
    pair p{{.reopen = true}, {}};
    p.open();
    const auto id = p.host.send(bc::radio_state_query{}, p.now);
    p.device.receive(hex<"02000000 0c000000 63000000">, p.now);  // CLOSE from elsewhere
    frames_of(p.device);
    p.to_device();
    CHECK(p.to_host().at(0).what == host_event::lost);
    const auto e = p.host.next_event(p.now);
    CHECK(e.transaction == *id);
    CHECK(e.why == failure::refused);
    CHECK(p.to_device().at(0).what == device_event::opened);
    CHECK(p.to_host().at(0).what == host_event::opened);
}

TEST_CASE("mbim endpoints: a host takes over a channel that another one has left open") {
    pair p;
    p.open();
    fixed_host<> next{{.reopen = true, .first = transaction_id{100}}};
    CHECK_FALSE(next.resume(mbimex::v3));
    CHECK(next.resume(mbimex::v3).code() == errc::other_operation);
    CHECK(next.agreed() == mbimex::v3);
    const auto ask = [&] {
        const auto id = next.send(bc::radio_state_query{}, p.now);
        REQUIRE(id);
        device_event e{};
        for (const kept_frame& frame : frames_of(next)) e = p.device.receive(p.keep(frame), p.now);
        if (e.what == device_event::command) CHECK_FALSE(p.device.respond(e.transaction, radio_on));
        host_event told{};
        for (const kept_frame& frame : frames_of(p.device)) told = next.receive(p.keep(frame), p.now);
        CHECK(told.transaction == *id);
        return told.what;
    };
    CHECK(ask() == host_event::answer);
    p.device.receive(hex<"02000000 0c000000 63000000">, p.now);  // CLOSE from elsewhere
    frames_of(p.device);
    CHECK(ask() == host_event::lost);
    CHECK_FALSE(next.is_open());
    CHECK_FALSE(next.is_closed());  // opens it again
}

TEST_CASE("mbim endpoints: more commands than there is room for") {
    pair p;
    p.open();
    for (int i = 0; i < 4; ++i) CHECK(p.host.send(bc::radio_state_query{}, p.now));
    CHECK(p.host.send(bc::radio_state_query{}, p.now).error() == error::no_space(0));
    const std::u16string long_text(1900, u'x');
    pair q;
    q.open();
    CHECK(q.host.send(bc::connect_set{.access_string = long_text}, q.now));
    CHECK(q.host.send(bc::connect_set{.access_string = long_text}, q.now).error().code() == errc::no_space);
    CHECK(q.to_device().at(0).what == device_event::command);
    CHECK(q.host.send(bc::connect_set{.access_string = long_text}, q.now));
}

TEST_CASE("mbim endpoints: the outbox keeps order and bytes, however it is filled and emptied") {
    std::mt19937 random{7};
    std::vector<std::byte> memory(700);
    outbox box{memory};
    std::vector<kept_frame> waiting;
    std::size_t sent = 0;
    std::uint32_t id = 0;
    for (int round = 0; round < 20000; ++round) {
        if (random() % 2 == 0) {
            const std::vector<std::byte> octets(random() % 200, static_cast<std::byte>(random()));
            const command_msg m{service::basic_connect, 1, command_type::set, octets};
            if (const auto built = build_message(box.room(), transaction_id{++id}, m)) {
                waiting.emplace_back(built->begin(), built->end());
                box.append(built->size());
            }
        } else if (const bytes frame = box.next(4096); !frame.empty()) {
            REQUIRE_FALSE(waiting.empty());
            REQUIRE(cdcnet::equal(frame, bytes{waiting.front()}));
            waiting.erase(waiting.begin());
            ++sent;
        }
        REQUIRE(box.empty() == waiting.empty());
        // Beside the frame that was given out last, of 247 bytes at most, one half is free at least.
        REQUIRE((!box.empty() || box.room().size() >= (memory.size() - 247) / 2 - outbox::reserve));
    }
    CHECK(sent > 5000);
}

TEST_CASE("mbim endpoints: frames are taken one for each message, and never all") {
    pair p;
    p.open();
    for (int i = 0; i < 1000; ++i) {
        const auto id = p.host.send(bc::radio_state_query{}, p.now);
        REQUIRE(id);
        REQUIRE(p.device.receive(p.host.next_frame(), p.now).what == device_event::command);
        REQUIRE_FALSE(p.device.respond(*id, radio_on));
        REQUIRE(p.host.receive(p.device.next_frame(), p.now).what == host_event::answer);
    }
}
