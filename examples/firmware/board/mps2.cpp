// SPDX-License-Identifier: BSL-1.0
/// \file
/// Reset, exceptions, clock and serial line.  Addresses: Arm AN386 (CMSDK UART), ARMv7-M (SysTick); symbols: mps2.ld.
#include "mps2.hpp"

extern "C" {
extern std::uint32_t stack_begin[], stack_end[];
extern std::uint32_t data_begin[], data_end[], bss_begin[], bss_end[];
extern const std::uint32_t data_image[];
int main();
void reset() noexcept;
}

namespace board {

namespace {

/// A register of a device.
[[nodiscard]] volatile std::uint32_t& at(std::uintptr_t address) noexcept { return *reinterpret_cast<volatile std::uint32_t*>(address); }

namespace uart {
constexpr std::uintptr_t data = 0x4000'4000;
constexpr std::uintptr_t state = data + 4;
constexpr std::uintptr_t control = data + 8;
constexpr std::uintptr_t divider = data + 16;
constexpr std::uint32_t transmit_full = 1;
constexpr std::uint32_t receive_full = 2;
constexpr std::uint32_t enable_both = 3;
constexpr std::uint32_t least_divider = 16;
}  // namespace uart

namespace systick {
constexpr std::uintptr_t control = 0xe000'e010;
constexpr std::uintptr_t reload = control + 4;
constexpr std::uint32_t run_from_processor_with_interrupt = 7;
constexpr std::uint32_t processor_hz = 25'000'000;
}  // namespace systick

volatile std::uint32_t milliseconds;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): an interrupt counts

constexpr std::uint32_t unused_stack = 0x5ac5'5ac5;

}  // namespace

void start() noexcept {
    at(systick::reload) = systick::processor_hz / 1000 - 1;
    at(systick::control) = systick::run_from_processor_with_interrupt;
    at(uart::divider) = uart::least_divider;
    at(uart::control) = uart::enable_both;
}

cdcnet::mbim::instant now() noexcept { return {milliseconds}; }

bool has_byte() noexcept { return (at(uart::state) & uart::receive_full) != 0; }

std::byte read_byte() noexcept {
    while (!has_byte()) {
    }
    return static_cast<std::byte>(at(uart::data));
}

void write(cdcnet::bytes data) noexcept {
    for (const std::byte byte : data) {
        while ((at(uart::state) & uart::transmit_full) != 0) {
        }
        at(uart::data) = std::to_integer<std::uint32_t>(byte);
    }
}

namespace {

std::uint32_t bytes_between(const std::uint32_t* begin, const std::uint32_t* end) noexcept {
    return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(end) - reinterpret_cast<std::uintptr_t>(begin));
}

}  // namespace

std::uint32_t stack_size() noexcept { return bytes_between(stack_begin, stack_end); }

std::uint32_t deepest_stack() noexcept {
    const std::uint32_t* word = stack_begin;
    while (word != stack_end && *word == unused_stack) ++word;
    return bytes_between(word, stack_end);
}

namespace {

/// Nothing goes on: a watchdog would reset the board.
[[noreturn]] void halt() noexcept {
    for (;;) asm volatile("wfi");
}

void tick() noexcept { milliseconds = milliseconds + 1; }

/// What the processor begins with.
extern "C" [[noreturn]] void reset() noexcept {
    const std::uint32_t* from = data_image;
    for (std::uint32_t* to = data_begin; to != data_end; ++to) *to = *from++;
    for (std::uint32_t* to = bss_begin; to != bss_end; ++to) *to = 0;
    const auto* const here = static_cast<const std::uint32_t*>(__builtin_frame_address(0));
    constexpr std::ptrdiff_t own_frame = 16;
    for (std::uint32_t* to = stack_begin; to < here - own_frame; ++to) *to = unused_stack;
    main();
    halt();
}

/// The initial stack pointer and the 15 exceptions of the processor; no interrupt of a device is in use.
struct vector_table {
    const void* stack;
    void (*handlers[15])();
};
[[gnu::section(".vectors"), gnu::used]] const vector_table vectors{
    stack_end, {reset, halt, halt, halt, halt, halt, nullptr, nullptr, nullptr, nullptr, halt, halt, nullptr, halt, tick}};

}  // namespace
}  // namespace board

/// What a broken contract calls.  The library's own would bring exceptions and the heap with it.
extern "C" [[noreturn, gnu::used]] void terminate() noexcept asm("_ZSt9terminatev");
void terminate() noexcept { board::halt(); }
