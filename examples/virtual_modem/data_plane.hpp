// SPDX-License-Identifier: BSL-1.0
/// \file
/// The data plane: NTBs of the host on one side, datagrams of the network on the other.  It moves nothing by itself.
#pragma once

#include <cdcnet/ncm/aggregator.hpp>
#include <cdcnet/ncm/statistics.hpp>
#include <functional>
#include <vector>

#include "ip_datagram.hpp"
#include "modem.hpp"

namespace virtual_modem {

/// What a host learns and sets by class requests, where there is USB.
struct ntb_settings {
    static constexpr std::uint32_t least = 2048;
    static constexpr std::uint32_t most = 128 * 1024;  ///< a message of a socket holds this much

    ncm::format format{ncm::format::ntb16};
    std::uint32_t in_size{16384};   ///< dwNtbInMaxSize, of blocks to the host
    std::uint32_t out_size{16384};  ///< dwNtbOutMaxSize, of blocks from the host
};

class data_plane {
public:
    using block_sink = std::function<void(bytes)>;
    using datagram_sink = std::function<bool(bytes)>;  ///< false: it was not taken

    /// \param to_host     is given each finished block
    /// \param to_network  is given the datagrams of active sessions; without one, pings are answered and all else is lost
    data_plane(modem& m, const ntb_settings& chosen, block_sink to_host, datagram_sink to_network);

    /// A host is there from now on, or is not: sequence numbers start again, and what there is for it is lost.
    void host_is_there(bool there);
    /// Takes a transfer.  One that is bad is told on standard error, and counts as one packet with an error.
    void from_host(bytes transfer);
    /// Takes a datagram for the session that has its destination.
    void from_network(bytes datagram);
    /// Gives the block in the making to the host: nothing more will come at this time.
    void finish();

    [[nodiscard]] const ncm::rx_statistics& received() const { return received_; }
    [[nodiscard]] const ncm::tx_statistics& sent() const { return blocks_.statistics(); }

private:
    void deliver(const ncm::datagram& d);
    void drop_block(error why);
    [[nodiscard]] bool pass(const ip_datagram& d);
    void append(std::uint32_t session, bytes datagram);

    modem& modem_;
    ntb_settings chosen_;
    block_sink to_host_;
    datagram_sink to_network_;
    bool host_is_there_{};
    std::vector<std::byte> memory_;
    ncm::basic_aggregator<ncm::run_time_limits, ncm::tx_statistics> blocks_;
    ncm::rx_statistics received_;
};

}  // namespace virtual_modem
