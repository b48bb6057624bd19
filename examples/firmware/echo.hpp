// SPDX-License-Identifier: BSL-1.0
/// \file
/// The data plane: NTBs from the host are taken apart, the datagrams of active sessions go back in NTBs to the host.
#pragma once

#include <cdcnet/ncm/reader.hpp>
#include <cdcnet/ncm/writer.hpp>

#include "modem.hpp"

namespace firmware {

class echo {
public:
    /// \param out  room for a transfer from the host, `ntb_parameters.out.max_size` bytes
    /// \param in   room for a block to the host, `ntb_parameters.in.max_size` bytes
    echo(mutable_bytes out, mutable_bytes in, modem& network) noexcept : out_{out}, in_{in}, network_{network} { stop(); }

    // --- what the host chooses while the data interface is off; false for what it cannot have

    bool set_format(std::uint16_t wanted) noexcept;
    bool set_input_size(const ncm::ntb_input_size& wanted) noexcept;
    bool set_max_datagram_size(std::uint16_t wanted) noexcept;
    [[nodiscard]] ncm::format format() const noexcept { return format_; }
    [[nodiscard]] const ncm::ntb_input_size& input_size() const noexcept { return input_size_; }
    [[nodiscard]] std::uint16_t max_datagram_size() const noexcept { return max_datagram_size_; }

    // --- the data interface

    /// Alternate setting 1.
    void start() noexcept;
    /// Alternate setting 0: whatever waits is dropped, and what the host has chosen.
    void stop() noexcept;
    [[nodiscard]] bool is_on() const noexcept { return on_; }

    /// Where the next transfer from the host goes.  Empty while the last one is not echoed: the endpoint does not take any.
    [[nodiscard]] mutable_bytes out_room() const noexcept { return on_ && !waiting_ ? out_ : mutable_bytes{}; }
    /// A transfer is complete.
    /// \param size  its bytes; more than the room had: it has been cut off
    void out_received(std::size_t size) noexcept;
    /// The next block for the host, to be sent as one transfer; empty when there is none.  It stays until the next call.
    [[nodiscard]] bytes next_in() noexcept;

private:
    [[nodiscard]] bool open(bytes transfer) noexcept;
    [[nodiscard]] bool next(bytes& datagram) noexcept;
    [[nodiscard]] ncm::stream stream() const noexcept;
    [[nodiscard]] bool take(bytes datagram) noexcept;
    [[nodiscard]] bool carry(ncm::stream flow) noexcept;

    mutable_bytes out_;
    mutable_bytes in_;
    modem& network_;

    ncm::format format_{};
    ncm::ntb_input_size input_size_{};
    std::uint16_t max_datagram_size_{};
    bool on_{};

    bool waiting_{};  ///< the transfer in `out_` is not echoed to its end
    bytes held_{};    ///< a datagram of it that is for the next block
    ncm::basic_reader<ncm::format::ntb16, ncm::payload::mbim> rx16_{};
    ncm::basic_reader<ncm::format::ntb32, ncm::payload::mbim> rx32_{};
    ncm::stream flow_{};  ///< of the block in the making
    ncm::writer tx_{{}, {}, {}};
};

}  // namespace firmware
