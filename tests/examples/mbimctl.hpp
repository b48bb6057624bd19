// SPDX-License-Identifier: BSL-1.0
/// \file
/// Runs mbimctl against an MBIM function that a thread of this process plays.
#pragma once

#include <doctest/doctest.h>

#include <atomic>
#include <cdcnet/mbim/device.hpp>
#include <cdcnet/mbim/stream_reader.hpp>
#include <fstream>
#include <functional>
#include <thread>

#include "examples/mbimcli.hpp"
#include "examples/run.hpp"

namespace mbimctl_test {

using namespace cdcnet;
using namespace cdcnet::mbim;
using cdcdump_test::lines_of;
using cdcdump_test::scratch_folder;
using mbimcli_test::descriptor;

/// A command as the function got it.
struct command_seen {
    transaction_id transaction{};
    uuid service{};
    std::uint32_t cid{};
    command_type type{};
    std::vector<std::byte> information{};

    template <mbim::command T>
    [[nodiscard]] T read(release r = release::v1) const {
        const auto value = command_msg{service, cid, type, information}.template read<T>(r);
        REQUIRE(value);
        return *value;
    }
};

/// The function.  What it does with a command is the test's; what it has seen is to be looked at when it has ended.
class modem {
public:
    using any_device = fixed_device<8, 16384, 2, 16384>;
    /// Answers a command, or does not.
    using script = std::function<void(modem&, const command_seen&)>;

    explicit modem(script s, const device_options& options = {}) : device{options}, script_{std::move(s)} {}
    modem(const modem&) = delete;
    modem& operator=(const modem&) = delete;
    ~modem() { stop(); }

    /// Serves a terminal, or a socket on which mbimctl calls.
    void start(int wire, bool calls) {
        thread_ = std::thread{[this, wire, calls] { serve(wire, calls); }};
    }
    void stop() {
        done_ = true;
        if (thread_.joinable()) thread_.join();
    }

    /// Sends bytes that the library would not.
    void send(bytes frame) {
        longest_sent = std::max(longest_sent, frame.size());
        static_cast<void>(!::write(wire_, frame.data(), frame.size()));
    }
    /// Calls mbimctl no more.
    void hang_up() { hung_up_ = true; }

    any_device device;
    std::vector<command_seen> commands;
    std::vector<transaction_id> opened;  ///< ids of OPEN
    std::vector<protocol_error> errors;  ///< HOST_ERROR
    std::size_t closed{};                ///< how often
    std::size_t longest{};               ///< frame that came
    std::size_t longest_sent{};          ///< frame that went
    std::function<void(modem&)> on_open;
    status proxy_status{status::success};

private:
    void serve(int wire, bool calls) {
        descriptor call{-1};
        std::vector<std::byte> memory(65536);
        stream_reader in{memory};
        wire_ = wire;
        while (!done_) {
            pollfd watched{wire_, POLLIN, 0};
            ::poll(&watched, 1, 20);
            if (watched.revents == 0) continue;
            if (calls && call.number() < 0) {
                call.replace(::accept4(wire, nullptr, nullptr, SOCK_CLOEXEC));
                wire_ = call.number();
                continue;
            }
            const auto room = in.room();
            const ssize_t n = ::read(wire_, room.data(), room.size());
            if (n <= 0 && calls) {
                call.close();
                wire_ = wire;
                in.reset();
                continue;
            }
            in.received(n > 0 ? static_cast<std::size_t>(n) : 0);
            for (bytes frame = in.next(); !frame.empty(); frame = in.next()) take(frame);
            if (hung_up_) return call.close();
        }
    }
    void take(bytes frame) {
        longest = std::max(longest, frame.size());
        const auto m = message::parse(frame);
        if (m && m->type() == message_type::command && !device.is_open() && m->is_whole() && proxied(*m)) return;
        const device_event e = device.receive(frame, {});
        switch (e.what) {
            case device_event::opened:
                opened.push_back(e.transaction);
                send_all();
                if (on_open) on_open(*this);
                break;
            case device_event::closed: ++closed; break;
            case device_event::cancelled:
            case device_event::error: errors.push_back(e.reason); break;
            case device_event::command: {
                const auto& c = e.asked;
                const bytes information = c->information_buffer;
                commands.push_back({e.transaction, c->service, c->cid, c->command, {information.begin(), information.end()}});
                const command_seen seen = commands.back();
                script_(*this, seen);
                break;
            }
            default: break;
        }
        send_all();
    }
    /// A proxy answers before there is a channel.
    bool proxied(const message& m) {
        const auto c = m.as<command_msg>();
        if (!c || !c->carries<proxy_control::configuration_set>()) return false;
        commands.push_back({m.transaction(), c->service, c->cid, c->command, {c->information_buffer.begin(), c->information_buffer.end()}});
        std::array<std::byte, 64> room{};
        send(*build_message(room, m.transaction(), command_done{c->service, c->cid, proxy_status, {}}));
        return true;
    }
    void send_all() {
        for (bytes out = device.next_frame(); !out.empty(); out = device.next_frame()) send(out);
    }

    script script_;
    std::thread thread_;
    std::atomic<bool> done_{};
    std::atomic<bool> hung_up_{};
    int wire_{-1};
};

/// What a run of mbimctl gave.
struct outcome {
    int status{};
    std::string output;
    std::string errors;
};

inline outcome run_mbimctl(const std::string& arguments) {
    static const scratch_folder folder{"mbimctl-errors"};
    const auto o =
        cdcdump_test::run(std::string{"timeout 60 '"} + CDCNET_MBIMCTL + "' " + arguments + " 2>'" + folder.file("errors") + "'");
    std::ifstream in{folder.file("errors"), std::ios::binary};
    return {o.status, o.output, {std::istreambuf_iterator<char>{in}, {}}};
}

/// A socket of the file system.
class listener {
public:
    listener() {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path_.copy(address.sun_path, sizeof address.sun_path - 1);
        REQUIRE(::bind(socket_.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        REQUIRE(::listen(socket_.number(), 1) == 0);
    }
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] int number() const { return socket_.number(); }

private:
    scratch_folder folder_{"mbimctl"};
    std::string path_{folder_.file("s")};
    descriptor socket_{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
};

/// One run on a socket.
inline outcome run_on(modem& m, const std::string& arguments) {
    const listener at;
    m.start(at.number(), true);
    outcome o = run_mbimctl("-d '" + at.path() + "' " + arguments);
    m.stop();
    return o;
}

/// The script that answers everything with one structure.
template <mbim::command T>
modem::script answers(const T& with, status s = status::success) {
    return [with, s](modem& m, const command_seen& c) { static_cast<void>(!m.device.respond(c.transaction, with, s)); };
}
inline modem::script refuses(status s) {
    return [s](modem& m, const command_seen& c) { static_cast<void>(!m.device.respond(c.transaction, s)); };
}

}  // namespace mbimctl_test
