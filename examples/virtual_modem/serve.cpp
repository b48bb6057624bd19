// SPDX-License-Identifier: BSL-1.0
#include "serve.hpp"

#include <poll.h>

#include <algorithm>
#include <array>
#include <cdcnet/mbim/message.hpp>
#include <cerrno>
#include <csignal>

#include "proxy.hpp"

namespace virtual_modem {

namespace {

volatile std::sig_atomic_t ended = 0;

/// Waits for a descriptor or for what is due; signals come here and nowhere else.
void wait_for(std::vector<pollfd>& watched, std::optional<timeline::milliseconds> longest) {
    timespec time{};
    if (longest) {
        time.tv_sec = static_cast<time_t>(longest->count() / 1000);
        time.tv_nsec = static_cast<long>(longest->count() % 1000) * 1'000'000;
    }
    sigset_t none{};
    ::sigemptyset(&none);
    if (::ppoll(watched.data(), watched.size(), longest ? &time : nullptr, &none) < 0)
        for (pollfd& w : watched) w.revents = 0;
}

/// The same; what is due and what the data plane has to do is done then.
void wait(gsl::span<pollfd> watched, modem& m, data_port& data) {
    std::vector<pollfd> all{watched.begin(), watched.end()};
    data.watch(all);
    wait_for(all, m.wait());
    std::copy_n(all.begin(), watched.size(), watched.begin());
    m.run();
    data.turn();
}

/// A host that is there.
class conversation {
public:
    conversation(modem& m, hex_log& log, data_port& data, int in, int out) : modem_{m}, log_{log}, data_{data}, link_{in, out} {}

    /// Who answers the proxy control service, and what else knows unread frames.
    bool as_proxy{};
    pseudo_terminal* terminal{};

    /// One turn.  \return false when the host has left
    bool turn() {
        send();
        std::array<pollfd, 2> watched{{{link_.in(), POLLIN, 0}, {link_.is_behind() ? link_.out() : -1, POLLOUT, 0}}};
        wait(watched, modem_, data_);
        if (watched[1].revents != 0) link_.flush();
        return watched[0].revents == 0 || link_.receive([this](bytes frame) { take(frame); });
    }

private:
    void take(bytes frame) {
        // A transfer by USB has no more bytes than this: what is longer is cut off on the way, as cdc-wdm does it.
        frame = frame.first(std::min<std::size_t>(frame.size(), modem_.chosen.max_control));
        log_.from_host(frame);
        std::array<std::byte, 64> room{};
        const bytes answer = as_proxy ? answer_as_proxy(frame, room) : bytes{};
        if (!answer.empty()) return post(answer);
        const auto m = message::parse(frame);
        if (m && m->type() == message_type::open) forget_unread();
        modem_.receive(frame);
        send();
    }
    /// What a host has left unread is not for the next one.
    void forget_unread() {
        link_.discard();
        if (terminal != nullptr) terminal->discard();
    }
    void send() {
        while (!link_.is_behind()) {
            const bytes frame = modem_.next_frame();
            if (frame.empty()) return;
            post(frame);
        }
    }
    void post(bytes frame) {
        log_.to_host(frame);
        link_.send(frame);
    }

    modem& modem_;
    hex_log& log_;
    data_port& data_;
    link link_;
};

/// Nobody listens.
void drop_frames(modem& m) {
    while (!m.next_frame().empty()) {
    }
}

}  // namespace

void serve(modem& m, hex_log& log, data_port& data, pseudo_terminal& terminal) {
    conversation host{m, log, data, terminal.master(), terminal.master()};
    host.terminal = &terminal;
    while (ended == 0) host.turn();
}

void serve(modem& m, hex_log& log, data_port& data, const listener& calls, bool as_proxy) {
    while (ended == 0) {
        std::array<pollfd, 1> watched{{{calls.number(), POLLIN, 0}}};
        wait(watched, m, data);
        drop_frames(m);
        const descriptor call = watched[0].revents != 0 ? calls.accept() : descriptor{};
        if (!call.is_open()) continue;
        conversation host{m, log, data, call.number(), call.number()};
        host.as_proxy = as_proxy;
        while (ended == 0 && host.turn()) {
        }
    }
}

void serve(modem& m, hex_log& log, data_port& data, int in, int out) {
    conversation host{m, log, data, in, out};
    while (ended == 0 && host.turn()) {
    }
}

void end_by_signals() {
    struct sigaction action{};
    action.sa_handler = [](int) { ended = 1; };
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    action.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &action, nullptr);
    sigset_t held{};
    ::sigemptyset(&held);
    ::sigaddset(&held, SIGINT);
    ::sigaddset(&held, SIGTERM);
    ::sigprocmask(SIG_BLOCK, &held, nullptr);
}

}  // namespace virtual_modem
