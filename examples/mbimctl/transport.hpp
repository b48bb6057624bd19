// SPDX-License-Identifier: BSL-1.0
/// \file
/// The way to the modem: a character device of the cdc-wdm driver, a pseudo terminal, a socket.
#pragma once

#include <cdcnet/wire/bytes.hpp>
#include <cstdint>
#include <string>

namespace mbimctl {

/// A file descriptor that does not block.
class transport {
public:
    /// \param device  a path, or `@name` of an abstract socket
    explicit transport(const std::string& device);
    transport(const transport&) = delete;
    transport& operator=(const transport&) = delete;
    ~transport();

    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }
    /// The most bytes of a frame: wMaxControlMessage, if this is a driver that tells; else 4096, the size that all modems take.
    [[nodiscard]] std::uint32_t max_transfer() const noexcept { return max_transfer_; }

    /// \return how many bytes were there; throws when the other end is gone
    std::size_t read(cdcnet::mutable_bytes to);
    /// \return how many bytes were taken; a driver takes a frame whole or not yet
    std::size_t write(cdcnet::bytes from);

private:
    std::string name_;
    int descriptor_{-1};
    std::uint32_t max_transfer_{4096};
};

}  // namespace mbimctl
