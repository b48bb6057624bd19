// SPDX-License-Identifier: BSL-1.0
/// \file
/// Defects that control channels have had, one case each: the rows of part C of the collection that concern fragments,
/// streams, transactions and what the sides tell each other.  Which row is where: museum.cpp.
#include <cdcnet/mbim/device.hpp>
#include <cdcnet/mbim/host.hpp>
#include <cdcnet/mbim/stream_reader.hpp>

#include <algorithm>
#include <cdcnet/mbim/services/basic_connect/radio_state.hpp>
#include <string_view>

#include "wire.hpp"

using namespace wire_test;
namespace bc = cdcnet::mbim::basic_connect;

namespace {

#define BASIC_CONNECT "a289cc33 bcbb 8b4f b6b0 133ec2aae6df"
#define SMS "533fbeeb 14fe 4467 9f90 33a223e56c3f"

constexpr instant now{77};
using frame = std::vector<std::byte>;

template <class Side>
std::vector<frame> said(Side& side) {
    std::vector<frame> all;
    for (bytes f = side.next_frame(); !f.empty(); f = side.next_frame()) all.emplace_back(f.begin(), f.end());
    return all;
}

constexpr auto opening = hex<"01000000 10000000 01000000 40000000">;
constexpr auto opening_done = hex<"01000080 10000000 01000000 00000000">;
constexpr auto closing = hex<"02000000 0c000000 02000000">;
constexpr auto radio = hex<"03000000 30000000 05000000 01000000 00000000" BASIC_CONNECT "03000000 00000000 00000000">;

/// A function and a host whose channel is open, with frames of 64 bytes.
struct open_device : fixed_device<4, 1024, 2, 512> {
    open_device() : fixed_device{{.max_transfer = 64}} {
        REQUIRE(receive(opening, now).what == device_event::opened);
        REQUIRE(said(*this).size() == 1);
    }
};
struct open_host : fixed_host<4, 1024, 2, 512> {
    explicit open_host(transaction_id first = transaction_id{1}) : fixed_host{{.max_transfer = 64, .first = first}} {
        REQUIRE_FALSE(open(now));
        REQUIRE(said(*this).size() == 1);
        REQUIRE(receive(with(opening_done, 8, static_cast<std::uint32_t>(first)), now).what == host_event::opened);
    }
    /// The id of a command that has been sent.
    transaction_id ask() {
        const auto id = send(bc::radio_state_query{}, now);
        REQUIRE(id);
        static_cast<void>(said(*this));
        return *id;
    }
};

/// An answer or an indication, in frames of 64 bytes: `type`, then what all of them have.
frame piece(std::uint32_t type, std::uint32_t transaction, std::uint32_t total, std::uint32_t current, bytes body) {
    frame f(20);
    store_le(f.data(), type);
    store_le(f.data() + 4, static_cast<std::uint32_t>(20 + body.size()));
    store_le(f.data() + 8, transaction);
    store_le(f.data() + 12, total);
    store_le(f.data() + 16, current);
    f.insert(f.end(), body.begin(), body.end());
    return f;
}
constexpr std::uint32_t done = 0x80000003;
constexpr std::uint32_t news = 0x80000007;

bool is_error(const std::vector<frame>& frames, std::uint32_t type, std::uint32_t transaction, std::uint32_t code) {
    frame want(16);
    for (std::size_t i = 0; const std::uint32_t word : std::initializer_list<std::uint32_t>{type, 16, transaction, code})
        store_le(want.data() + 4 * i++, word);
    return frames.size() == 1 && frames[0] == want;
}
bool host_error(const std::vector<frame>& f, std::uint32_t id, std::uint32_t code) { return is_error(f, 4, id, code); }
bool function_error(const std::vector<frame>& f, std::uint32_t id, std::uint32_t code) { return is_error(f, 0x80000004, id, code); }

}  // namespace

TEST_CASE("museum C02: an indication without its service reaches nobody") {
    open_host h;
    const auto e = h.receive(hex<"07000080 14000000 00000000 01000000 00000000">, now);
    CHECK(e.what == host_event::refused);
    CHECK(e.fault.code() == errc::length);
}

TEST_CASE("museum C03, C21: a continuation alone is no answer, whatever its bytes look like") {
    open_host h;
    const auto id = static_cast<std::uint32_t>(h.ask());
    const auto e = h.receive(piece(done, id, 2, 1, hex<BASIC_CONNECT "03000000 00000000 08000000 01000000 00000000">), now);
    CHECK(e.what == host_event::failed);
    CHECK(e.why == failure::garbled);
    CHECK(e.reason == protocol_error::fragment_out_of_sequence);
    CHECK(host_error(said(h), id, 2));
}

TEST_CASE("museum C04: fragment numbers that cannot be, in the middle of a message") {
    constexpr std::uint32_t pairs[][2] = {{0, 0}, {1, 1}, {2, 5}, {0, 0xffffffff}, {0xffffffff, 0xffffffff}};
    for (const auto& [total, current] : pairs) {
        open_device d;
        const auto e = d.receive(piece(3, 5, total, current, bytes{radio}.subspan(20)), now);
        CHECK(e.what == device_event::refused);
        CHECK(e.fault == error{errc::fragment, 12});
        CHECK(d.receive(radio, now).what == device_event::command);
    }
}

TEST_CASE("museum C05, C25: an information buffer length that wraps, in one piece and in two") {
    for (const std::uint32_t length : {0xffffffffu, 0xfffffff0u, 0xffffffd0u, 0x80000000u, 0x7fffffffu}) {
        open_device d;
        CHECK(d.receive(with(radio, 44, length), now).reason == protocol_error::length_mismatch);
        CHECK(function_error(said(d), 5, 3));
        CHECK(d.receive(with(with(radio, 12, 2), 44, length), now).reason == protocol_error::length_mismatch);
        CHECK(function_error(said(d), 5, 3));
        CHECK_FALSE(d.next_timeout(now));
    }
}

TEST_CASE("museum C06: a stream that starts with garbage of 800 MB") {
    std::array<std::byte, 64> memory{};
    stream_reader in{memory};
    std::vector<std::byte> stream;
    for (const bytes part : {bytes{hex<"03000000 0000b02f 00000000 ffff">}, bytes{opening_done}})
        stream.insert(stream.end(), part.begin(), part.end());
    std::copy(stream.begin(), stream.end(), in.room().begin());
    in.received(stream.size());
    CHECK(cdcnet::equal(in.next(), opening_done));
    CHECK(in.skipped() == 14);
}

TEST_CASE("museum C12: an answer with nothing in it") {
    open_host h;
    const auto id = h.send(command_msg{service::sms, 4, command_type::set, hex<"00000000 00000000">}, now);  // SMS delete
    const auto e = h.receive(piece(done, static_cast<std::uint32_t>(*id), 1, 0, hex<SMS "04000000 00000000 00000000">), now);
    CHECK(e.what == host_event::answer);
    CHECK(e.status == status::success);
    CHECK(e.answered->information_buffer.empty());
}

TEST_CASE("museum C13, C15: a command in three frames has one id, and each frame is one span") {
    open_host h;
    const std::array<std::byte, 100> content{};
    const auto id = h.send(command_msg{service::basic_connect, 1, command_type::set, content}, now);
    REQUIRE(id);
    const auto frames = said(h);
    REQUIRE(frames.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(load_le<std::uint32_t>(frames[i].data()) == 3);
        CHECK(load_le<std::uint32_t>(frames[i].data() + 4) == frames[i].size());
        CHECK(load_le<std::uint32_t>(frames[i].data() + 8) == static_cast<std::uint32_t>(*id));
        CHECK(load_le<std::uint32_t>(frames[i].data() + 12) == 3);
        CHECK(load_le<std::uint32_t>(frames[i].data() + 16) == i);
    }
    // Written in several writes, it arrives in several transfers, and each but the first is refused.
    open_device d;
    CHECK(d.receive(bytes{frames[0]}.first(30), now).reason == protocol_error::length_mismatch);
    CHECK(d.receive(bytes{frames[0]}.subspan(30), now).what == device_event::refused);
    CHECK_FALSE(d.next_timeout(now));
}

TEST_CASE("museum C14: an indication in pieces among the pieces of an answer") {
    open_host h;
    const auto id = static_cast<std::uint32_t>(h.ask());
    // RADIO_STATE, each split behind its first word.
    CHECK(h.receive(piece(done, id, 2, 0, hex<BASIC_CONNECT "03000000 00000000 08000000 01000000">), now).what == host_event::nothing);
    CHECK(h.receive(piece(news, 0, 2, 0, hex<BASIC_CONNECT "03000000 08000000 00000000">), now).what == host_event::nothing);
    const auto answer = h.receive(piece(done, id, 2, 1, hex<"01000000">), now);
    REQUIRE(answer.what == host_event::answer);
    CHECK(answer.answered->read<bc::radio_state_info>()->hw_state == bc::radio_switch_state::on);
    const auto indication = h.receive(piece(news, 0, 2, 1, hex<"00000000">), now);
    REQUIRE(indication.what == host_event::indication);
    CHECK(indication.indicated->read<bc::radio_state_info>()->hw_state == bc::radio_switch_state::off);
}

TEST_CASE("museum C20: the channel is closed while an event is looked at") {
    open_host h;
    const auto id = static_cast<std::uint32_t>(h.ask());
    h.ask();
    const frame wire = piece(done, id, 1, 0, hex<BASIC_CONNECT "03000000 00000000 08000000 01000000 01000000">);
    const auto e = h.receive(wire, now);
    REQUIRE(e.what == host_event::answer);
    CHECK_FALSE(h.close(now));
    CHECK(e.answered->read<bc::radio_state_info>()->sw_state == bc::radio_switch_state::on);
    CHECK(h.next_event(now).why == failure::closed);
    CHECK(h.next_event(now).what == host_event::nothing);
    // And of a command that came in pieces: it views the function's memory, which an answer does not touch.
    open_device d;
    CHECK(d.receive(piece(3, 6, 2, 0, hex<BASIC_CONNECT "03000000 01000000 04000000">), now).what == device_event::nothing);
    const auto command = d.receive(piece(3, 6, 2, 1, hex<"01000000">), now);
    REQUIRE(command.what == device_event::command);
    CHECK_FALSE(d.respond(command.transaction, status::success));
    CHECK(command.asked->read<bc::radio_state_set>()->state == bc::radio_switch_state::on);
}

TEST_CASE("museum C26: an answer in many pieces, and each way in which that fails") {
    const auto first = [](std::uint32_t length) {
        frame body(28 + 16);
        copy_bytes(body.data(), bytes{radio}.subspan(20, 16).data(), 16);
        store_le(body.data() + 16, std::uint32_t{3});
        store_le(body.data() + 24, length);
        return body;
    };
    const frame content(44);
    SUBCASE("whole: 480 bytes") {
        open_host h;
        const auto id = static_cast<std::uint32_t>(h.ask());
        CHECK(h.receive(piece(done, id, 11, 0, first(16 + 9 * 44 + 40)), now).what == host_event::nothing);
        for (std::uint32_t i = 1; i < 10; ++i) CHECK(h.receive(piece(done, id, 11, i, content), now).what == host_event::nothing);
        const auto e = h.receive(piece(done, id, 11, 10, bytes{content}.first(40)), now);
        REQUIRE(e.what == host_event::answer);
        CHECK(e.answered->information_buffer.size() == 452);
    }
    SUBCASE("more than there is memory for") {
        open_host h;
        const auto id = static_cast<std::uint32_t>(h.ask());
        CHECK(h.receive(piece(done, id, 12, 0, first(512)), now).reason == protocol_error::length_mismatch);
        CHECK(host_error(said(h), id, 3));
    }
    SUBCASE("more than was announced") {
        open_host h;
        const auto id = static_cast<std::uint32_t>(h.ask());
        CHECK(h.receive(piece(done, id, 2, 0, first(40)), now).what == host_event::nothing);
        CHECK(h.receive(piece(done, id, 2, 1, content), now).reason == protocol_error::length_mismatch);
        CHECK(host_error(said(h), id, 3));
    }
    SUBCASE("out of order") {
        open_host h;
        const auto id = static_cast<std::uint32_t>(h.ask());
        CHECK(h.receive(piece(done, id, 3, 0, first(104)), now).what == host_event::nothing);
        CHECK(h.receive(piece(done, id, 3, 2, content), now).reason == protocol_error::fragment_out_of_sequence);
        CHECK(host_error(said(h), id, 2));
    }
    SUBCASE("too late") {
        open_host h;
        const auto id = static_cast<std::uint32_t>(h.ask());
        CHECK(h.receive(piece(done, id, 3, 0, first(104)), now).what == host_event::nothing);
        CHECK(h.next_timeout(now) == now.after(1250));
        const auto e = h.next_event(now.after(1250));
        CHECK(e.what == host_event::failed);
        CHECK(e.reason == protocol_error::timeout_fragment);
        CHECK(host_error(said(h), id, 1));
    }
}

TEST_CASE("museum C28: an answer that is cut off, and the one behind it") {
    open_host h;
    const auto one = static_cast<std::uint32_t>(h.ask());
    const auto two = static_cast<std::uint32_t>(h.ask());
    const frame answer = piece(done, one, 1, 0, hex<BASIC_CONNECT "03000000 00000000 08000000 01000000 01000000">);
    const auto cut = h.receive(bytes{answer}.first(50), now);
    CHECK(cut.what == host_event::failed);
    CHECK(cut.why == failure::garbled);
    CHECK(cut.transaction == transaction_id{one});
    CHECK(host_error(said(h), one, 3));
    CHECK(h.receive(with(answer, 8, two), now).what == host_event::answer);
}

TEST_CASE("museum C30: ids count on behind errors, CLOSE and OPEN, and leave 0 out") {
    open_host h{transaction_id{0xfffffffd}};
    CHECK(h.ask() == transaction_id{0xfffffffe});
    CHECK(h.ask() == transaction_id{0xffffffff});
    CHECK(h.receive(hex<"04000080 10000000 ffffffff 06000000">, now).what == host_event::lost);
    CHECK(h.next_event(now).why == failure::closed);
    CHECK(h.next_event(now).why == failure::refused);
    CHECK(h.is_closed());
    CHECK_FALSE(h.open(now));
    const auto frames = said(h);
    REQUIRE(frames.size() == 1);
    CHECK(cdcnet::equal(bytes{frames[0]}, hex<"01000000 10000000 01000000 40000000">));
    CHECK(h.receive(opening_done, now).what == host_event::opened);
    CHECK(h.ask() == transaction_id{2});
}

TEST_CASE("museum C33: CLOSE while a command comes in pieces") {
    open_device d;
    CHECK(d.receive(piece(3, 6, 2, 0, hex<BASIC_CONNECT "03000000 01000000 04000000">), now).what == device_event::nothing);
    CHECK(d.receive(closing, now).what == device_event::closed);
    CHECK_FALSE(d.next_timeout(now));
    const auto frames = said(d);
    REQUIRE(frames.size() == 1);
    CHECK(cdcnet::equal(bytes{frames[0]}, hex<"02000080 10000000 02000000 00000000">));
    CHECK(d.receive(piece(3, 6, 2, 1, hex<"01000000">), now).reason == protocol_error::fragment_out_of_sequence);
}

TEST_CASE("museum C33: FUNCTION_ERROR with TransactionId 0 ends no command, HOST_ERROR no command of another id") {
    open_host h;
    h.ask();
    for (const std::uint32_t code : {1u, 2u, 3u, 4u, 8u}) {
        const auto e = h.receive(with(hex<"04000080 10000000 00000000 00000000">, 12, code), now);
        CHECK(e.what == host_event::error);
        CHECK(e.reason == static_cast<protocol_error>(code));
        CHECK(h.waiting() == 1);
    }
    open_device d;
    CHECK(d.receive(radio, now).what == device_event::command);
    CHECK(d.receive(hex<"04000000 10000000 06000000 07000000">, now).what == device_event::error);
    CHECK(d.waiting() == 1);
    CHECK(d.receive(hex<"04000000 10000000 05000000 07000000">, now).what == device_event::cancelled);
}
