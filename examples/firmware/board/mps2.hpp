// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the program uses of the MPS2 board with a Cortex-M4 (Arm AN386), which QEMU has as mps2-an386.
#pragma once

#include <cdcnet/mbim/fragment.hpp>

namespace board {

/// Starts the clock and the serial line.
void start() noexcept;

/// Milliseconds since the start.
[[nodiscard]] cdcnet::mbim::instant now() noexcept;

/// UART0.
[[nodiscard]] bool has_byte() noexcept;
[[nodiscard]] std::byte read_byte() noexcept;  ///< waits for it
void write(cdcnet::bytes data) noexcept;

/// Bytes of the stack, and the most that was ever in use.
[[nodiscard]] std::uint32_t stack_size() noexcept;
[[nodiscard]] std::uint32_t deepest_stack() noexcept;

}  // namespace board
