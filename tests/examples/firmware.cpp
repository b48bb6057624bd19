// SPDX-License-Identifier: BSL-1.0
/// \file
/// The function of the firmware example in this process.
#include "firmware/function.hpp"

#include "examples/firmware.hpp"

namespace firmware_test {
namespace {

/// Serves the pipes as the board does, with a clock of its own.
class process_bus : public bus {
public:
    reply exchange(pipe where, bytes payload) override {
        switch (where) {
            case pipe::control: return control_transfer(payload);
            case pipe::bulk_out: return bulk_out(payload);
            case pipe::bulk_in: return if_any(function_.next_in());
            case pipe::interrupt_in: return if_any(function_.next_notification());
            case pipe::board: break;
        }
        return {handshake::stall};
    }
    void wait(std::uint32_t milliseconds) override {
        now_ = now_.after(milliseconds);
        function_.tick(now_);
    }

private:
    static reply if_any(bytes b) { return {b.empty() ? handshake::nak : handshake::ack, copy(b)}; }
    reply control_transfer(bytes record) {
        const auto setup = usb::setup_packet::parse(record);
        if (!setup || record.size() > usb::setup_packet::size + firmware::function::most_control_data) return {handshake::stall};
        const auto r = function_.control(*setup, record.subspan(usb::setup_packet::size), now_);
        return {r.accepted ? handshake::ack : handshake::stall, copy(r.data)};
    }
    reply bulk_out(bytes transfer) {
        const mutable_bytes room = function_.out_room();
        if (room.empty()) return {handshake::nak};
        std::copy_n(transfer.begin(), std::min(transfer.size(), room.size()), room.begin());
        function_.out_received(transfer.size());
        return {handshake::ack};
    }

    firmware::function_memory memory_{};
    firmware::function function_{memory_};
    instant now_{};
};

}  // namespace

TEST_CASE("the firmware in this process") {
    process_bus wire;
    for (const step& s : steps) {
        CAPTURE(std::string{s.name});
        s.run(wire);
    }
}

TEST_CASE("the configuration, byte by byte") {
    // USB 2.0, 9.6; CDC 1.2, 5.2.3; MBIM 1.0, 6.
    // clang-format off: a descriptor a line
    const std::array<unsigned char, 95> expected{
        9, 2, 95, 0, 2, 1, 0, 0x80, 250,              // configuration: two interfaces, bus-powered, 500 mA
        8, 11, 0, 2, 2, 14, 0, 1,                     // association: communications, MBIM
        9, 4, 0, 0, 1, 2, 14, 0, 0,                   // communication interface with one endpoint
        5, 0x24, 0, 0x20, 0x01,                       // header: CDC 1.20
        5, 0x24, 6, 0, 1,                             // union of 0 and 1
        12, 0x24, 27, 0, 1, 0, 2, 0, 0, 0, 8, 0x28,   // MBIM 1.0: 512, no filters, 2048, capabilities 3 and 5
        8, 0x24, 28, 0, 1, 4, 0xdc, 0x05,             // MBIM extended 1.0: 4 commands, 1500
        7, 5, 0x81, 3, 16, 0, 32,                     // interrupt IN
        9, 4, 1, 0, 0, 10, 0, 2, 0,                   // data interface, off
        9, 4, 1, 1, 2, 10, 0, 2, 0,                   // on
        7, 5, 0x82, 2, 64, 0, 0,                      // bulk IN
        7, 5, 0x02, 2, 64, 0, 0,                      // bulk OUT
    };
    // clang-format on
    CHECK(equal(firmware::configuration_bytes, as_bytes(gsl::span{expected})));
}

}  // namespace firmware_test
