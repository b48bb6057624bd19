// SPDX-License-Identifier: BSL-1.0
/// \file
/// Runs virtual_modem, and the hosts that talk to it: mbimcli, and the library's own.
#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <fmt/format.h>

#include <cdcnet/mbim/host.hpp>
#include <cdcnet/mbim/services/proxy_control/configuration.hpp>
#include <cdcnet/mbim/stream_reader.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <thread>

#include "examples/run.hpp"

namespace virtual_modem_test {

using namespace cdcnet;
using namespace cdcnet::mbim;
using cdcdump_test::outcome;
using cdcdump_test::run;
using cdcdump_test::scratch_folder;

constexpr std::chrono::seconds patience{20};

inline std::string folder_name() {
    static int n = 0;
    return "virtual-modem-" + std::to_string(++n);
}

#ifdef CDCNET_VIRTUAL_MODEM
/// The program does not start with these arguments, and its message has these words.
inline void refuses(const std::string& arguments, std::string_view words) {
    const outcome o = run(fmt::format("'{}' {} 2>&1 < /dev/null", CDCNET_VIRTUAL_MODEM, arguments));
    CAPTURE(arguments);
    CAPTURE(o.output);
    CHECK(o.status == 2);
    CHECK(o.output.find(words) != std::string::npos);
}
#endif

inline std::string without_runs_of_blanks(const std::string& text) {
    std::string out;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\t' || c == '\n';
        if (!blank) {
            out.push_back(c);
        } else if (!out.empty() && out.back() != ' ') {
            out.push_back(' ');
        }
    }
    return out;
}

/// A program in the background; it is ended with the object.
class background {
public:
    background() = default;
    background(const background&) = delete;
    background& operator=(const background&) = delete;
    ~background() { end(); }

    /// Runs a command line of the shell.
    void start(const std::string& line) {
        std::array<std::string, 3> words{"/bin/sh", "-c", "exec " + line};
        std::array<char*, 4> arguments{words[0].data(), words[1].data(), words[2].data(), nullptr};
        REQUIRE(::posix_spawn(&id_, "/bin/sh", nullptr, nullptr, arguments.data(), environ) == 0);
    }
    /// False when it has ended by itself.
    [[nodiscard]] bool runs() {
        int status = 0;
        if (id_ != 0 && ::waitpid(id_, &status, WNOHANG) == id_) id_ = 0;
        return id_ != 0;
    }
    /// Ends it.  \return its exit status; -1 when it was not running any more
    int end() {
        if (id_ == 0) return -1;
        ::kill(id_, SIGTERM);
        int status = 0;
        ::waitpid(std::exchange(id_, 0), &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    pid_t id_{};
};

/// Waits for the listener at the place of libmbim's proxy.  \return false when the program has not got it
inline bool is_proxy(background& program) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (program.runs() && run("grep @mbim-proxy /proc/net/unix").output.empty() && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    if (program.runs()) return true;
    MESSAGE("not run: there is another proxy");
    return false;
}

/// The modem.
class modem_process : public background {
public:
    /// \param way  `--pty` or `--socket`, with a path of the folder
    explicit modem_process(const std::string& options, const std::string& way = "--pty") {
        const std::string place = way == "--proxy" ? way : way + " '" + path() + "'";
        start("'" + std::string{CDCNET_VIRTUAL_MODEM} + "' " + place + " --log '" + log() + "' " + options);
        const auto end = std::chrono::steady_clock::now() + patience;
        while (way != "--proxy" && !is_there() && std::chrono::steady_clock::now() < end) pause();
    }
    ~modem_process() { end(); }
    [[nodiscard]] std::string path() const { return folder_.file("modem"); }
    [[nodiscard]] std::string log() const { return folder_.file("log"); }
    [[nodiscard]] bool is_there() const { return ::access(path().c_str(), F_OK) == 0; }

    /// Runs mbimcli; what it prints has single blanks.
    [[nodiscard]] outcome mbimcli(const std::string& action, const std::string& more = {}) const {
        return mbimcli_at(path(), action, more);
    }
    static outcome mbimcli_at(const std::string& device, const std::string& action, const std::string& more) {
        outcome o = run("timeout 20 mbimcli -d '" + device + "' " + more + " '" + action + "' 2>&1");
        o.output = without_runs_of_blanks(o.output);
        return o;
    }
    /// Asks until the packet service is attached, which it is soon after the start.
    [[nodiscard]] bool attaches() const {
        for (const auto end = std::chrono::steady_clock::now() + patience; std::chrono::steady_clock::now() < end; pause())
            if (mbimcli("--query-packet-service-state").output.find("'attached'") != std::string::npos) return true;
        return false;
    }
    static void pause() { std::this_thread::sleep_for(std::chrono::milliseconds{5}); }

private:
    scratch_folder folder_{folder_name()};
};

inline bool has_mbimcli() {
    static const bool has = run("mbimcli --version 2>/dev/null").output.find("mbimcli") == 0;
    if (!has) MESSAGE("not run: mbimcli is not installed");
    return has;
}

/// An event of the host's end that stays.
struct kept_event {
    host_event::kind what{};
    transaction_id transaction{};
    failure why{};
    protocol_error reason{};
    mbim::status status{};
    uuid service{};
    std::uint32_t cid{};
    std::vector<std::byte> information_buffer{};

    /// The structure of an answer or an indication; it views this event.
    template <command T>
    [[nodiscard]] T read(release agreed = release::v1) const {
        const auto value = what == host_event::answer ? command_done{service, cid, status, information_buffer}.read<T>(agreed)
                                                      : indicate_status_msg{service, cid, information_buffer}.read<T>(agreed);
        REQUIRE(value);
        return *value;
    }
    template <command T>
    [[nodiscard]] bool is() const {
        return is_same_service(service, T::id.service) && cid == T::id.cid;
    }
};

/// The library's host at the modem's socket or pseudo terminal.
class library_host {
public:
    explicit library_host(const modem_process& modem, const host_options& options = {}) : host_{options} {
        number_ = ::open(modem.path().c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
        if (number_ < 0) call(modem.path());
        open();
    }
    /// Through mbim-proxy, which opens the modem's pseudo terminal.
    library_host(const std::string& proxy, const modem_process& modem, const host_options& options) : host_{options} {
        call(proxy);
        std::u16string device;
        for (const char c : modem.path()) device.push_back(static_cast<char16_t>(c));
        std::array<std::byte, 512> room{};
        const auto message = build_command(room, transaction_id{0x7fffffff}, proxy_control::configuration_set{device, 30});
        REQUIRE(message);
        REQUIRE(::write(number_, message->data(), message->size()) == static_cast<ssize_t>(message->size()));
        wait_for([](const kept_event& e) { return e.what == host_event::stray; });
        open();
    }
    library_host(const library_host&) = delete;
    library_host& operator=(const library_host&) = delete;
    ~library_host() { ::close(number_); }

    [[nodiscard]] release agreed() const { return host_.agreed(); }

    /// Sends a command.
    template <class... Arguments>
    transaction_id send(const Arguments&... arguments) {
        const auto id = host_.send(arguments..., now());
        REQUIRE(id);
        flush();
        return *id;
    }
    /// Sends a command and waits for what becomes of it; the news that come before are kept.
    template <class... Arguments>
    kept_event ask(const Arguments&... arguments) {
        return result_of(send(arguments...));
    }
    kept_event result_of(transaction_id id) {
        return wait_for([id](const kept_event& e) { return e.what != host_event::indication && e.transaction == id; });
    }
    /// The next indication of a structure's CID.
    template <command T>
    kept_event next_news() {
        return wait_for([](const kept_event& e) { return e.what == host_event::indication && e.is<T>(); });
    }
    /// Waits for an event, and takes it out; all others stay.
    kept_event wait_for(const std::function<bool(const kept_event&)>& wanted) {
        const auto end = std::chrono::steady_clock::now() + patience;
        for (std::size_t seen = 0; std::chrono::steady_clock::now() < end;) {
            for (; seen < events.size(); ++seen) {
                if (!wanted(events[seen])) continue;
                const kept_event found = events[seen];
                events.erase(events.begin() + static_cast<std::ptrdiff_t>(seen));
                return found;
            }
            turn();
        }
        FAIL("waited in vain");
        return {};
    }
    /// One look at what comes, for so long.
    void listen(std::chrono::milliseconds time) {
        const auto end = std::chrono::steady_clock::now() + time;
        while (std::chrono::steady_clock::now() < end) turn();
    }

    std::vector<kept_event> events;  ///< that nobody has waited for yet, in their order

private:
    void open() {
        REQUIRE_FALSE(host_.open(now()));
        CHECK(wait_for([](const kept_event& e) { return e.what == host_event::opened || e.what == host_event::open_failed; }).what ==
              host_event::opened);
    }
    static instant now() {
        const auto since = std::chrono::steady_clock::now().time_since_epoch();
        return {static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since).count())};
    }
    /// \param name  a path, or an abstract name with a NUL in front
    void call(const std::string& name) {
        number_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        name.copy(address.sun_path, sizeof address.sun_path - 1);
        const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size() + (name[0] != '\0' ? 1 : 0));
        REQUIRE(::connect(number_, reinterpret_cast<const sockaddr*>(&address), size) == 0);
        REQUIRE(::fcntl(number_, F_SETFL, O_NONBLOCK) == 0);
    }
    void flush() {
        for (bytes frame = host_.next_frame(); !frame.empty(); frame = host_.next_frame())
            REQUIRE(::write(number_, frame.data(), frame.size()) == static_cast<ssize_t>(frame.size()));
    }
    void turn() {
        flush();
        pollfd watched{number_, POLLIN, 0};
        ::poll(&watched, 1, 10);
        const mutable_bytes room = reader_.room();
        const ssize_t n = ::read(number_, room.data(), room.size());
        if (n > 0) reader_.received(static_cast<std::size_t>(n));
        for (bytes frame = reader_.next(); !frame.empty(); frame = reader_.next()) keep(host_.receive(frame, now()));
        for (host_event e = host_.next_event(now()); e.what != host_event::nothing; e = host_.next_event(now())) keep(e);
    }
    void keep(const host_event& e) {
        if (e.what == host_event::nothing) return;
        kept_event k{.what = e.what, .transaction = e.transaction, .why = e.why, .reason = e.reason, .status = e.status};
        const auto copy = [&k](const auto& body) {
            k.service = body.service;
            k.cid = body.cid;
            k.information_buffer.assign(body.information_buffer.begin(), body.information_buffer.end());
        };
        if (e.answered) copy(*e.answered);
        if (e.answered) k.status = e.answered->status;
        if (e.indicated) copy(*e.indicated);
        events.push_back(std::move(k));
    }

    fixed_host<8, 16384, 4, 65536> host_;
    std::vector<std::byte> memory_ = std::vector<std::byte>(65536);
    stream_reader reader_{memory_};
    int number_{-1};
};

}  // namespace virtual_modem_test
