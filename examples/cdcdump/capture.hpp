// SPDX-License-Identifier: BSL-1.0
/// \file
/// Packets out of pcap and pcapng files.
#pragma once

#include <pcap/pcap.h>

#include <cdcnet/wire/bytes.hpp>
#include <cstdint>
#include <memory>
#include <string>

#include "input.hpp"
#include "urb.hpp"

namespace cdcdump {

/// One packet; the view holds until the next one is read.
struct packet {
    std::uint64_t number{};  ///< from 1
    std::int64_t time_ns{};
    cdcnet::bytes data{};
    std::uint32_t original_length{};
};

/// A capture file, read from front to back.
class capture {
public:
    /// Takes the input over.  Throws `unreadable` when it is no capture or has a link type that carries no USB.
    explicit capture(input& from);

    [[nodiscard]] link_type link() const noexcept { return link_; }

    /// Reads the next packet.  False at the end, and where the file is damaged: `damage()` then says how.
    bool next(packet& out);

    /// A sentence from libpcap; empty for a file that ended where a packet ends.
    [[nodiscard]] const std::string& damage() const noexcept { return damage_; }

    /// Packets read so far.
    [[nodiscard]] std::uint64_t packets() const noexcept { return packets_; }
    /// The position in the file in bytes, for progress.
    [[nodiscard]] std::uint64_t position() const noexcept;

private:
    struct closer {
        void operator()(pcap_t* file) const noexcept { pcap_close(file); }
    };
    std::unique_ptr<pcap_t, closer> file_;
    link_type link_{};
    std::uint64_t packets_{};
    std::string damage_;
};

}  // namespace cdcdump
