// SPDX-License-Identifier: BSL-1.0
/// \file
/// The function on its board: serves the records of pipes.hpp as a device controller would its endpoints.
#include "../function.hpp"
#include "../pipes.hpp"
#include "board.hpp"

namespace {

using namespace cdcnet;
using namespace firmware;
using pipes::handshake;
using pipes::pipe;

function_memory memory;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): here the linker sees its size

void reply(handshake code, bytes payload = {}) noexcept {
    board::write(pipes::head{static_cast<std::uint8_t>(code), static_cast<std::uint16_t>(payload.size())}.build());
    board::write(payload);
}
/// An empty pipe is a NAK.
void reply_if_any(bytes payload) noexcept { reply(payload.empty() ? handshake::nak : handshake::ack, payload); }

/// Reads the rest of a record; what has no room is dropped.  \return the bytes that have room
bytes receive(mutable_bytes room, std::size_t length) noexcept {
    const mutable_bytes kept = room.first(length < room.size() ? length : room.size());
    board::read(kept);
    for (std::size_t i = kept.size(); i < length; ++i) {
        std::array<std::byte, 1> dropped{};
        board::read(dropped);
    }
    return kept;
}

void serve_control(function& f, std::size_t length) noexcept {
    static std::array<std::byte, usb::setup_packet::size + function::most_control_data> record;
    const bytes all = receive(record, length);
    const auto setup = usb::setup_packet::parse(all);
    if (!setup || length > record.size()) return reply(handshake::stall);
    const control_reply answer = f.control(*setup, all.subspan(usb::setup_packet::size), board::now());
    reply(answer.accepted ? handshake::ack : handshake::stall, answer.data);
}

void serve_bulk_out(function& f, std::size_t length) noexcept {
    const mutable_bytes room = f.out_room();
    receive(room, length);
    if (room.empty()) return reply(handshake::nak);
    f.out_received(length);
    reply(handshake::ack);
}

void serve_board() noexcept {
    std::array<std::byte, 8> numbers{};
    store_le(numbers.data(), board::stack_size());
    store_le(numbers.data() + 4, board::deepest_stack());
    reply(handshake::ack, numbers);
}

void serve(function& f, pipes::head record) noexcept {
    switch (static_cast<pipe>(record.code)) {
        case pipe::control: return serve_control(f, record.length);
        case pipe::bulk_out: return serve_bulk_out(f, record.length);
        default: receive({}, record.length);
    }
    switch (static_cast<pipe>(record.code)) {
        case pipe::bulk_in: return reply_if_any(f.next_in());
        case pipe::interrupt_in: return reply_if_any(f.next_notification());
        case pipe::board: return serve_board();
        default: return reply(handshake::stall);
    }
}

}  // namespace

int main() {
    board::start();
    static function function{memory};
    for (;;) {
        std::array<std::byte, pipes::head::size> head{};
        board::read(head);
        function.tick(board::now());
        serve(function, pipes::head::parse(head));
    }
}
