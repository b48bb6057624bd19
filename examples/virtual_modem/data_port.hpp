// SPDX-License-Identifier: BSL-1.0
/// \file
/// The ways of the data plane: a socket on which a host sends and gets NTBs, a TUN device.
#pragma once

#include <poll.h>

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "data_plane.hpp"
#include "hex_log.hpp"
#include "transport.hpp"

namespace virtual_modem {

/// What the user decides.
struct data_options {
    std::string socket;  ///< path; empty: there is no data plane
    std::string tun;     ///< name of a device; empty: pings are answered
    std::string log;     ///< file of NTBs
    ntb_settings ntbs;
};

class data_port {
public:
    data_port(modem& m, const data_options& chosen);
    data_port(const data_port&) = delete;
    data_port& operator=(const data_port&) = delete;

    /// Adds what has to be waited for.
    void watch(std::vector<pollfd>& watched) const;
    /// Does what can be done without waiting.
    void turn();
    /// Tells on standard error what has been carried.
    void report() const;

private:
    void accept_host(const listener& calls);
    void lose_host();
    /// \return whether something came
    bool read_host();
    bool read_network();
    [[nodiscard]] bool write_network(bytes datagram) const;
    void send(bytes block);
    void flush();
    [[nodiscard]] bool is_behind() const { return !unsent_.empty(); }

    std::optional<listener> calls_;
    descriptor host_;
    descriptor tun_;
    hex_log log_;
    std::deque<std::vector<std::byte>> unsent_;  ///< blocks that the host has no room for yet
    std::vector<std::byte> room_;
    data_plane plane_;
};

}  // namespace virtual_modem
