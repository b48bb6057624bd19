// SPDX-License-Identifier: BSL-1.0
/// \file
/// The firmware example as it is linked for its board, in QEMU.
#ifdef CDCNET_FIRMWARE_ELF
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "examples/firmware.hpp"
#include "examples/run.hpp"

namespace firmware_test {
namespace {

/// QEMU, whose standard input and output are the board's line.
class board_bus : public bus {
public:
    board_bus() {
        std::array<int, 2> to{};
        std::array<int, 2> from{};
        REQUIRE(::pipe2(to.data(), O_CLOEXEC) == 0);
        REQUIRE(::pipe2(from.data(), O_CLOEXEC) == 0);
        posix_spawn_file_actions_t actions{};
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, to[0], STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions, from[1], STDOUT_FILENO);
        // clang-format off: words of a command line
        std::array<std::string, 15> words{
            "qemu-system-arm", "-machine", "mps2-an386", "-accel", "tcg", "-display", "none", "-monitor", "none", "-serial", "none",
            "-semihosting-config", "enable=on,target=native", "-kernel", CDCNET_FIRMWARE_ELF};
        // clang-format on
        std::array<char*, words.size() + 1> arguments{};
        for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = words[i].data();
        REQUIRE(::posix_spawnp(&id_, words[0].c_str(), &actions, nullptr, arguments.data(), environ) == 0);
        ::posix_spawn_file_actions_destroy(&actions);
        ::close(to[0]);
        ::close(from[1]);
        out_ = to[1];
        in_ = from[0];
    }
    board_bus(const board_bus&) = delete;
    board_bus& operator=(const board_bus&) = delete;
    ~board_bus() override {
        ::kill(id_, SIGKILL);
        ::close(in_);
        ::close(out_);
        ::waitpid(id_, nullptr, 0);
    }

    reply exchange(pipe where, bytes payload) override {
        const auto head = firmware::pipes::head{static_cast<std::uint8_t>(where), static_cast<std::uint16_t>(payload.size())}.build();
        octets record{head.begin(), head.end()};
        record.insert(record.end(), payload.begin(), payload.end());
        for (bytes rest = record; !rest.empty();) {
            const ssize_t n = ::write(out_, rest.data(), rest.size());
            REQUIRE(n > 0);
            rest = rest.subspan(static_cast<std::size_t>(n));
        }
        std::array<std::byte, firmware::pipes::head::size> raw{};
        receive(raw);
        const auto answer = firmware::pipes::head::parse(raw);
        reply r{static_cast<handshake>(answer.code), octets(answer.length)};
        receive(r.data);
        return r;
    }
    void wait(std::uint32_t milliseconds) override { std::this_thread::sleep_for(std::chrono::milliseconds{milliseconds}); }

private:
    void receive(mutable_bytes to) const {
        constexpr int patience_ms = 20'000;
        while (!to.empty()) {
            ::pollfd ready{in_, POLLIN, 0};
            REQUIRE(::poll(&ready, 1, patience_ms) == 1);
            const ssize_t n = ::read(in_, to.data(), to.size());
            REQUIRE(n > 0);
            to = to.subspan(static_cast<std::size_t>(n));
        }
    }

    int in_{-1};
    int out_{-1};
    pid_t id_{};
};

bool has_qemu() {
    const bool has = cdcdump_test::run("qemu-system-arm --version 2>/dev/null").output.find("QEMU") == 0;
    if (!has) MESSAGE("skipped: qemu-system-arm is not installed");
    return has;
}

}  // namespace

TEST_CASE("the firmware on its board") {
    if (!has_qemu()) return;
    board_bus wire;
    for (const step& s : steps) {
        CAPTURE(std::string{s.name});
        s.run(wire);
    }

    // After all this a quarter of the stack was never touched.
    const reply stack = wire.exchange(pipe::board, {});
    REQUIRE(stack.data.size() == 8);
    const auto size = load_le<std::uint32_t>(stack.data.data());
    const auto deepest = load_le<std::uint32_t>(stack.data.data() + 4);
    MESSAGE("stack: " << deepest << " of " << size << " bytes");
    CHECK(deepest < size - size / 4);
}

}  // namespace firmware_test
#else
#include <doctest/doctest.h>

TEST_CASE("the firmware on its board") { MESSAGE("skipped: there was no arm-none-eabi-g++ to build it"); }
#endif
