// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the program needs of a Cortex-M board: a line to the test and a clock, both by semihosting, and its stack.
#pragma once

#include <cdcnet/mbim/fragment.hpp>

namespace board {

/// Opens the line.
void start() noexcept;

/// Fills `to` from the line; the processor stands still until all is there.
void read(cdcnet::mutable_bytes to) noexcept;
void write(cdcnet::bytes from) noexcept;

/// Time since the start.  A millisecond has 2^20 nanoseconds here, which needs no division.
[[nodiscard]] cdcnet::mbim::instant now() noexcept;

/// Bytes of the stack, and the most that was ever in use.
[[nodiscard]] std::uint32_t stack_size() noexcept;
[[nodiscard]] std::uint32_t deepest_stack() noexcept;

}  // namespace board
