// SPDX-License-Identifier: BSL-1.0
/// \file
/// Runs mbimcli against an MBIM function that this process plays, on a pseudo-terminal or as its proxy.
#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cdcdump/control_channel.hpp>
#include <cdcnet/mbim/services/basic_connect/connect.hpp>
#include <cdcnet/mbim/services/basic_connect/device_services.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/version.hpp>
#include <cdcnet/mbim/services/proxy_control/configuration.hpp>
#include <cerrno>
#include <chrono>
#include <cstddef>

#include "examples/collector.hpp"

namespace mbimcli_test {

using namespace cdcnet;
using namespace cdcnet::mbim;
using cdcdump_test::collector;

/// A file descriptor that is closed with it.
class descriptor {
public:
    explicit descriptor(int number) : number_{number} {}
    descriptor(const descriptor&) = delete;
    descriptor& operator=(const descriptor&) = delete;
    ~descriptor() { close(); }

    [[nodiscard]] int number() const { return number_; }
    void close() { replace(-1); }
    void replace(int number) {
        if (number_ >= 0) ::close(number_);
        number_ = number;
    }

private:
    int number_;
};

/// A pseudo-terminal that passes bytes as they are.  The slave's end stays open, so that the master's does not break.
class terminal {
public:
    terminal() {
        REQUIRE(::grantpt(master_.number()) == 0);
        REQUIRE(::unlockpt(master_.number()) == 0);
        path_ = ::ptsname(master_.number());
        slave_.replace(::open(path_.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC));
        termios mode{};
        REQUIRE(::tcgetattr(slave_.number(), &mode) == 0);
        ::cfmakeraw(&mode);
        REQUIRE(::tcsetattr(slave_.number(), TCSANOW, &mode) == 0);
    }
    [[nodiscard]] int master() const { return master_.number(); }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    descriptor master_{::open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)};
    descriptor slave_{-1};
    std::string path_;
};

/// A program that runs; it is killed when it still does at the end.
class program {
public:
    explicit program(std::vector<std::string> words) {
        std::array<int, 2> ends{};
        REQUIRE(::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) == 0);
        output_.replace(ends[0]);
        const descriptor written{ends[1]};

        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        posix_spawn_file_actions_t actions{};
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
        ::posix_spawn_file_actions_adddup2(&actions, ends[1], 2);
        started_ = ::posix_spawnp(&id_, arguments[0], &actions, nullptr, arguments.data(), environ) == 0;
        ::posix_spawn_file_actions_destroy(&actions);
    }
    program(const program&) = delete;
    program& operator=(const program&) = delete;
    ~program() {
        if (!started_) return;
        ::kill(id_, SIGKILL);
        ::waitpid(id_, nullptr, 0);
    }
    /// False when there is no such program.
    [[nodiscard]] bool started() const { return started_; }
    /// What it prints; ends when the program does.
    [[nodiscard]] int output() const { return output_.number(); }

private:
    descriptor output_{-1};
    pid_t id_{};
    bool started_{};
};

/// Appends what can be read without waiting.  \return false at the end of the file
template <class Bytes>
bool read_from(int number, Bytes& to) {
    std::array<typename Bytes::value_type, 4096> buffer{};
    ssize_t n = 0;
    while ((n = ::read(number, buffer.data(), buffer.size())) > 0) to.insert(to.end(), buffer.data(), buffer.data() + n);
    return n < 0 && errno == EAGAIN;
}

/// What mbimcli prints when it talks to nobody; nothing when it is not installed.
inline std::string printed_by_mbimcli(const std::string& option) {
    const program mbimcli{{"mbimcli", option}};
    std::string text;
    while (mbimcli.started() && read_from(mbimcli.output(), text)) {
        pollfd watched{mbimcli.output(), POLLIN, 0};
        if (::poll(&watched, 1, 10'000) == 0) break;
    }
    return text;
}

/// The answer to a message: what mbimcli needs to go on where that depends on an answer, otherwise a status alone.
inline result<bytes> answer_to(const message& m, release agreed, mutable_bytes out) {
    using namespace basic_connect;
    using ms_basic_connect_extensions::version;
    const transaction_id id = m.transaction();
    if (m.type() == message_type::open) return build_message(out, id, open_done{});
    if (m.type() == message_type::close) return build_message(out, id, close_done{});
    const auto command = m.as<command_msg>();
    if (!command) return command.error();

    // mbimcli asks for the release only when the list of services has VERSION.
    static constexpr std::uint32_t cids[] = {version::id.cid};
    static constexpr device_service_element known[] = {{.device_service_id = service::ms_basic_connect_extensions, .cids = cids}};
    if (command->carries<device_services_query>()) return build_response(out, id, device_services_info{.device_services = known});
    if (command->carries<version>())
        return build_response(out, id, version{bcd_mbim_version, bcd_of(agreed)}, status::success, version_exchange);
    // Behind a connection comes the query for its addresses.
    if (command->carries<connect_set>() && agreed < connect_set_v3::id.since)
        return build_response(out, id, connect_info{.state = activation_state::activated});
    if (command->carries<connect_set_v3>())
        return build_response(out, id, connect_info_v3{.state = activation_state::activated}, status::success, agreed);

    const bool proxied = command->carries<proxy_control::configuration_set>();
    const status s = proxied ? status::success : status::no_device_support;
    return build_message(out, id, command_done{command->service, command->cid, s, {}});
}

/// What a run of mbimcli sent and printed.
struct session {
    std::vector<collector::message> sent;  ///< fragments joined
    std::string printed;
    bool orderly{};  ///< it ended in time, and sent nothing but messages
};

/// The function at the other end of mbimcli.
class function {
public:
    /// \param agreed  the release that it answers to VERSION
    explicit function(release agreed) : agreed_{agreed}, channel_{agreed} {}

    /// Answers until the program ends, or for `patience`.
    /// \param wire  a stream of messages, or a socket on which mbimcli calls
    session serve(const program& mbimcli, int wire, bool calls) {
        constexpr std::chrono::seconds patience{10};
        const auto deadline = std::chrono::steady_clock::now() + patience;
        session s;
        descriptor call{-1};
        bool runs = true;
        while (runs && std::chrono::steady_clock::now() < deadline) {
            std::array<pollfd, 2> watched{{{mbimcli.output(), POLLIN, 0}, {wire, POLLIN, 0}}};
            ::poll(watched.data(), watched.size(), 100);
            if (watched[0].revents != 0) runs = read_from(mbimcli.output(), s.printed);
            if (watched[1].revents == 0) continue;
            if (calls) {
                call.replace(::accept4(wire, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
                wire = call.number();
                calls = false;
            } else if (!talk(wire)) {
                wire = -1;  // hung up
            }
        }
        if (!calls) talk(wire);
        channel_.flush(out_);
        s.sent = out_.messages;
        s.orderly = !runs && received_.empty() && out_.faults.empty();
        return s;
    }

private:
    /// Takes the messages that are there, and answers them.
    bool talk(int wire) {
        const bool open = read_from(wire, received_);
        std::size_t done = 0;
        while (const auto m = message::parse(bytes{received_}.subspan(done))) {
            done += m->bytes().size();
            channel_.take(m->bytes(), {}, false, out_);
            if (out_.messages.size() > answered_) answer(wire, out_.messages[answered_++].raw);
        }
        received_.erase(received_.begin(), received_.begin() + static_cast<std::ptrdiff_t>(done));
        return open;
    }
    void answer(int wire, bytes whole) {
        std::array<std::byte, 256> buffer{};
        const auto m = message::parse(whole);
        REQUIRE(m);
        const auto a = answer_to(*m, agreed_, buffer);
        REQUIRE(a);
        REQUIRE(::write(wire, a->data(), a->size()) == static_cast<ssize_t>(a->size()));
    }

    release agreed_;
    cdcdump::control_channel channel_;
    collector out_;
    std::size_t answered_{};
    std::vector<std::byte> received_;
};

/// Runs mbimcli with an action on a device that speaks `agreed`.
inline session run_mbimcli(const std::string& action, release agreed) {
    const terminal device;
    std::vector<std::string> words{"mbimcli", "-d", device.path(), action};
    if (agreed > release::v1) words.push_back("--device-open-ms-mbimex-v" + std::to_string(static_cast<unsigned>(agreed)));
    const program mbimcli{words};
    return function{agreed}.serve(mbimcli, device.master(), false);
}

/// The place at which mbimcli expects its proxy.
class proxy_socket {
public:
    proxy_socket() {
        constexpr std::string_view name{"\0mbim-proxy", 11};  // not in the file system: one for all of the system
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        name.copy(address.sun_path, name.size());
        const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
        if (::bind(socket_.number(), reinterpret_cast<const sockaddr*>(&address), size) != 0 || ::listen(socket_.number(), 1) != 0)
            socket_.close();
    }
    /// False when there is a proxy at that place.
    [[nodiscard]] bool is_ours() const { return socket_.number() >= 0; }
    [[nodiscard]] int number() const { return socket_.number(); }

private:
    descriptor socket_{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
};

/// Runs mbimcli with an action on a device behind a proxy.
inline session run_mbimcli(const std::string& action, const proxy_socket& proxy, std::string& device_path) {
    const terminal device;
    device_path = device.path();
    const program mbimcli{{"mbimcli", "-d", device.path(), "--device-open-proxy", action}};
    return function{release::v1}.serve(mbimcli, proxy.number(), true);
}

}  // namespace mbimcli_test
