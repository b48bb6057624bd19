// SPDX-License-Identifier: BSL-1.0
/// \file
/// Reset and exceptions (ARMv7-M), and the calls of Arm's semihosting, which a debugger or QEMU answers.  Symbols: memory.ld.
#include "board.hpp"

extern "C" {
extern std::uint32_t stack_begin[], stack_end[];
extern std::uint32_t data_begin[], data_end[], bss_begin[], bss_end[];
extern const std::uint32_t data_image[];
int main();
[[noreturn]] void reset() noexcept;
}

namespace board {

namespace {

enum class call : std::uint32_t { open = 0x01, write = 0x05, read = 0x06, exit = 0x18, elapsed = 0x30 };

/// \param block  the arguments of the call, or its only argument
std::uint32_t semihosting(call number, const void* block) noexcept {
    register auto r0 asm("r0") = static_cast<std::uint32_t>(number);
    register const void* r1 asm("r1") = block;
    asm volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
    return r0;
}

std::uint32_t word_of(const void* address) noexcept { return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(address)); }

/// Opens a file of the machine that runs QEMU.  The console, ":tt", is another thing in each version of QEMU.
template <std::size_t N>
std::uint32_t open_file(const char (&name)[N], std::uint32_t mode) noexcept {
    const std::uint32_t block[] = {word_of(name), mode, N - 1};
    return semihosting(call::open, block);
}

/// Reads or writes once.  \return the bytes that are left
std::size_t transfer(call number, std::uint32_t handle, const std::byte* data, std::size_t size) noexcept {
    const std::uint32_t block[] = {handle, word_of(data), static_cast<std::uint32_t>(size)};
    return semihosting(number, block);
}

constexpr std::uintptr_t application_exit = 0x20026;
constexpr std::uintptr_t run_time_error = 0x20023;
/// Ends QEMU.
[[noreturn]] void end(std::uintptr_t reason) noexcept {
    for (;;) semihosting(call::exit, reinterpret_cast<const void*>(reason));
}

constexpr std::uint32_t mode_rb = 1;
constexpr std::uint32_t mode_wb = 5;

// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables): the two ends of the line
std::uint32_t line_in;
std::uint32_t line_out;
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

constexpr std::uint32_t unused_stack = 0x5ac5'5ac5;

std::uint32_t bytes_between(const std::uint32_t* begin, const std::uint32_t* end) noexcept { return word_of(end) - word_of(begin); }

}  // namespace

void start() noexcept {
    line_in = open_file("/dev/stdin", mode_rb);
    line_out = open_file("/dev/stdout", mode_wb);
}

void read(cdcnet::mutable_bytes to) noexcept {
    while (!to.empty()) {
        const std::size_t left = transfer(call::read, line_in, to.data(), to.size());
        if (left == to.size()) end(application_exit);  // the test has gone
        to = to.last(left);
    }
}

void write(cdcnet::bytes from) noexcept {
    while (!from.empty()) from = from.last(transfer(call::write, line_out, from.data(), from.size()));
}

cdcnet::mbim::instant now() noexcept {
    std::uint32_t nanoseconds[2] = {};  // the lower half first
    semihosting(call::elapsed, nanoseconds);
    return {nanoseconds[0] >> 20 | nanoseconds[1] << 12};
}

std::uint32_t stack_size() noexcept { return bytes_between(stack_begin, stack_end); }

std::uint32_t deepest_stack() noexcept {
    const std::uint32_t* word = stack_begin;
    while (word != stack_end && *word == unused_stack) ++word;
    return bytes_between(word, stack_end);
}

namespace {

/// A product would be reset by its watchdog.
[[noreturn]] void fail() noexcept { end(run_time_error); }

/// The initial stack pointer and the 15 exceptions of the processor; interrupts are not in use.
struct vector_table {
    const void* stack;
    void (*handlers[15])();
};
[[gnu::section(".vectors"), gnu::used]] const vector_table vectors{
    stack_end, {reset, fail, fail, fail, fail, fail, nullptr, nullptr, nullptr, nullptr, fail, fail, nullptr, fail, fail}};

}  // namespace
}  // namespace board

/// What the processor begins with.
extern "C" [[noreturn]] void reset() noexcept {
    const std::uint32_t* from = data_image;
    for (std::uint32_t* to = data_begin; to != data_end; ++to) *to = *from++;
    for (std::uint32_t* to = bss_begin; to != bss_end; ++to) *to = 0;
    const auto* const here = static_cast<const std::uint32_t*>(__builtin_frame_address(0));
    constexpr std::ptrdiff_t own_frame = 16;
    for (std::uint32_t* to = stack_begin; to < here - own_frame; ++to) *to = board::unused_stack;
    main();
    board::fail();
}

/// What a broken contract calls.  The library's own would bring exceptions and the heap with it.
extern "C" [[noreturn, gnu::used]] void terminate() noexcept asm("_ZSt9terminatev");
void terminate() noexcept { board::fail(); }
