// SPDX-License-Identifier: BSL-1.0
/// \file
/// The bus between QEMU and the test, in place of a device controller: records on a line of bytes.
///
/// As on USB, the host asks and the function answers, one record each:
///
///     host:      u8 pipe       u16 length, little-endian   payload
///     function:  u8 handshake  u16 length, little-endian   payload
///
/// What the payloads are:
///
///     pipe          host                                 function
///     control       8 bytes of SETUP, OUT data stage     IN data stage
///     bulk_out      one transfer                         -
///     bulk_in       -                                    one transfer
///     interrupt_in  -                                    one notification
///     board         -                                    u32 bytes of the stack, u32 the most that was used
///
/// A record is a whole transfer: that it ends with a short packet is the controller's business.
#pragma once

#include <array>
#include <cdcnet/wire/bytes.hpp>
#include <cdcnet/wire/endian.hpp>

namespace firmware::pipes {

enum class pipe : std::uint8_t { control, bulk_out, bulk_in, interrupt_in, board };

enum class handshake : std::uint8_t {
    ack,
    nak,    ///< nothing there, or no room: ask again
    stall,  ///< not supported
};

/// What a record begins with.
struct head {
    std::uint8_t code{};  ///< a `pipe` or a `handshake`
    std::uint16_t length{};

    static constexpr std::size_t size = 3;

    [[nodiscard]] static constexpr head parse(const std::array<std::byte, size>& raw) noexcept {
        return {std::to_integer<std::uint8_t>(raw[0]), cdcnet::load_le<std::uint16_t>(raw.data() + 1)};
    }
    [[nodiscard]] constexpr std::array<std::byte, size> build() const noexcept {
        std::array<std::byte, size> raw{std::byte{code}};
        cdcnet::store_le(raw.data() + 1, length);
        return raw;
    }
};

}  // namespace firmware::pipes
