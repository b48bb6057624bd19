// SPDX-License-Identifier: BSL-1.0
/// \file
/// The modem: its parts, and how commands find their way to them.
#pragma once

#include <cdcnet/mbim/services/basic_connect/packet_statistics.hpp>
#include <cstdint>

#include "breaks.hpp"
#include "channel.hpp"
#include "contexts.hpp"
#include "network.hpp"
#include "phonebook.hpp"
#include "sim.hpp"
#include "sms_store.hpp"
#include "timeline.hpp"
#include "ussd.hpp"

namespace virtual_modem {

/// What the user of the program decides.
struct settings {
    release newest{release::v3};
    std::uint32_t max_control{4096};
    timeline::milliseconds pace{50};       ///< what the network needs for each thing
    timeline::milliseconds open_delay{0};  ///< of the answer to OPEN
    bool pin_in_use{};
    bool no_sim{};
    std::string pin{"1234"};
    std::string puk{"12345678"};
    std::vector<std::string> breaks{};  ///< rules, by their ids
};

/// Faults to come.
struct planned_faults {
    unsigned busy{};    ///< so many commands are answered BUSY
    unsigned silent{};  ///< so many commands are not answered
    unsigned drop{};    ///< the frame of this number, counted from 1, is not sent; 0: none
};

/// A command and what an answer to it needs.
struct request {
    ticket from{};
    const command_msg& command;
    release agreed{};
};

class modem {
public:
    static constexpr std::uint32_t max_sessions = 4;
    static constexpr std::size_t slots = 2;

    explicit modem(const settings& s);
    modem(const modem&) = delete;
    modem& operator=(const modem&) = delete;

    /// Takes a frame from the host.
    void receive(bytes frame);
    /// The next frame for the host; it stays until the next call.
    [[nodiscard]] bytes next_frame();
    /// Does what is due.
    void run();
    [[nodiscard]] std::optional<timeline::milliseconds> wait() const;

    /// Called once, when the host has opened the channel for the first time.
    std::function<void()> on_first_open;

    [[nodiscard]] sim& card() { return cards[slot]; }
    /// As after a loss of power: nothing is known of the host and of the network.
    void power_on();

    settings chosen;
    timeline times;
    channel control;
    planned_faults faults;
    std::array<sim, slots> cards;
    std::uint32_t slot{};
    network net;
    std::vector<preferred_provider> preferred{{u"00102", u"Partner"}};
    context_list contexts;
    sms_store messages;
    ussd_dialogue dialogue;
    phonebook_store book;
    basic_connect::packet_statistics_info traffic;
    bool idle_hint{};
    bool emergency{};

private:
    void take(const request& r);
    [[nodiscard]] static instant now();
    bytes next_true_frame();  ///< before rules are broken
    void handle(const device_event& e);
    breaks breaks_{times};
    bool opened_before_{};
};

/// Calls `handle(value)` when the command is a `T` that decodes; one that does not is answered INVALID_PARAMETERS.
/// \return false when it is another one
template <mbim::command T, class Handler>
bool on(modem& m, const request& r, Handler&& handle) {
    if (!T::id.in(r.agreed) || !r.command.carries<T>()) return false;
    const auto value = r.command.read<T>(r.agreed);
    if (value) {
        handle(*value);
    } else {
        m.control.respond(r.from, status::invalid_parameters);
    }
    return true;
}

}  // namespace virtual_modem
