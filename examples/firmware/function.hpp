// SPDX-License-Identifier: BSL-1.0
/// \file
/// An MBIM function as a USB device controller sees it: control transfers, notifications, bulk transfers.  It knows no board,
/// waits for nothing and allocates nothing; it is called from one context.
///
///     static firmware::function_memory memory;
///     firmware::function function{memory};
///     on setup:          const auto reply = function.control(setup, data, now);   // data stage, or STALL
///     interrupt IN free: send(function.next_notification());
///     bulk OUT free:     receive_into(function.out_room()); ... function.out_received(size);
///     bulk IN free:      send(function.next_in());
///     now and then:      function.tick(now);
#pragma once

#include <cdcnet/usb/notifications.hpp>
#include <cdcnet/usb/requests.hpp>

#include "echo.hpp"

namespace firmware {

/// The memory of a function.  All zero: it takes no room in flash.
struct function_memory {
    std::array<std::byte, 1024 + mbim::outbox::reserve> answers{};
    std::array<std::byte, 1536> command{};  ///< the longest CONNECT, which comes in pieces, has 1328 bytes
    std::array<mbim::reassembly_slot, 1> unfinished{};
    std::array<mbim::pending_command, most_commands> commands{};
    std::array<mbim::subscription, 8> subscriptions{};
    std::array<std::byte, ntb_parameters.out.max_size> ntb_out{};
    std::array<std::byte, ntb_parameters.in.max_size> ntb_in{};
};

/// How a control transfer ends.
struct control_reply {
    bool accepted{};  ///< false: STALL
    bytes data{};     ///< data stage of an IN request; it stays until the next call
};

class function {
public:
    explicit function(function_memory& memory) noexcept;
    function(const function&) = delete;
    function& operator=(const function&) = delete;

    /// A control transfer, standard requests included.
    /// \param data  data stage of an OUT request
    [[nodiscard]] control_reply control(const usb::setup_packet& setup, bytes data, mbim::instant now) noexcept;
    /// The most bytes of a data stage of an OUT request; the controller stalls longer ones.
    static constexpr std::size_t most_control_data = mbim_functional.max_control_message;

    /// The next notification for the interrupt endpoint; empty when there is none.
    [[nodiscard]] bytes next_notification() noexcept;

    [[nodiscard]] mutable_bytes out_room() const noexcept { return echo_.out_room(); }  ///< \copydoc echo::out_room
    void out_received(std::size_t size) noexcept { echo_.out_received(size); }          ///< \copydoc echo::out_received
    [[nodiscard]] bytes next_in() noexcept { return echo_.next_in(); }                  ///< \copydoc echo::next_in

    /// Lets time pass, for control messages whose rest does not come.
    void tick(mbim::instant now) noexcept;

private:
    [[nodiscard]] control_reply standard(const usb::setup_packet& setup) noexcept;
    [[nodiscard]] control_reply class_request(const usb::setup_packet& setup, bytes data, mbim::instant now) noexcept;
    /// What may be set only while the data interface is off.
    [[nodiscard]] bool set(const usb::setup_packet& setup, bytes data) noexcept;

    bool set_configuration(std::uint16_t value) noexcept;
    bool set_interface(std::uint16_t number, std::uint16_t alternate) noexcept;
    void reset() noexcept;

    void send_encapsulated_command(bytes frame, mbim::instant now) noexcept;
    [[nodiscard]] bytes get_encapsulated_response() noexcept;
    [[nodiscard]] bytes input_size(std::uint16_t room) noexcept;

    function_memory& memory_;
    mbim::device channel_;
    modem modem_;
    echo echo_;
    bool configured_{};
    bool announced_{};  ///< the host has been told of the frame that is next
    std::array<std::byte, ncm::ntb_parameters::wire_size> reply_{};
};

}  // namespace firmware
