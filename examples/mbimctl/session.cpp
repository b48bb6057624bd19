// SPDX-License-Identifier: BSL-1.0
#include "session.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <cdcnet/mbim/services/proxy_control/configuration.hpp>
#include <csignal>
#include <utility>

#include "text.hpp"

namespace mbimctl {

using std::chrono::milliseconds;

namespace {

/// Longer than any message of this program, or of a modem that means well.
constexpr std::size_t longest = std::size_t{1} << 16;
using any_host = mbim::fixed_host<2, longest, 4, longest>;

volatile std::sig_atomic_t interrupted = 0;

/// Signals come only while the program waits, so that none is missed.
void catch_signals() {
    struct sigaction action{};
    action.sa_handler = [](int) { interrupted = 1; };
    sigset_t blocked;
    ::sigemptyset(&blocked);
    for (const int number : {SIGINT, SIGTERM}) {
        ::sigaction(number, &action, nullptr);
        ::sigaddset(&blocked, number);
    }
    ::sigprocmask(SIG_BLOCK, &blocked, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
}

void poll_with_signals(pollfd& watched, std::optional<std::uint32_t> ms) {
    timespec time{};
    if (ms) time = {static_cast<time_t>(*ms / 1000), static_cast<long>(*ms % 1000) * 1'000'000};
    sigset_t none;
    ::sigemptyset(&none);
    watched.revents = 0;
    ::ppoll(&watched, 1, ms ? &time : nullptr, &none);
}

std::uint32_t in_ms(std::chrono::seconds s) { return static_cast<std::uint32_t>(milliseconds{s}.count()); }

mbim::host_options host_options_of(const session_options& o, std::uint32_t max_transfer) {
    // The first message to a proxy is not the host's.
    const std::uint32_t first = o.first_transaction + (o.proxied ? 1 : 0);
    return {.max_transfer = max_transfer,
            .newest = o.newest,
            .open_timeout_ms = in_ms(o.timeout),
            .command_timeout_ms = in_ms(o.timeout),
            .reopen = true,
            .first = mbim::transaction_id{first == 0 ? 1 : first}};
}

}  // namespace

session::session(const session_options& options)
    : options_{options},
      wire_{options.proxied ? "@mbim-proxy" : options.device},
      host_{std::make_shared<any_host>(host_options_of(options, options.max_transfer.value_or(wire_.max_transfer())))},
      inbox_(longest),
      frames_{inbox_} {}

mbim::instant session::now() const {
    const auto since = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start_);
    return {static_cast<std::uint32_t>(since.count())};
}

// --- the channel -----------------------------------------------------------------------------------------------------

void session::open() {
    if (std::exchange(opened_, true)) return;
    catch_signals();
    if (options_.proxied) configure_proxy();
    const auto e = options_.opens ? host_->open(now()) : host_->resume(options_.newest);
    if (e) throw trouble{fmt::format("OPEN: {}", cdcnet::name_of(e.code()))};
    wait_until_open();
}

void session::wait_until_open() {
    while (!host_->is_open()) wait({});
}

void session::end(std::chrono::seconds patience) noexcept {
    try {
        say_goodbye(now().after(in_ms(patience)));
    } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch): nothing is to be said any more
    }
}

void session::say_goodbye(mbim::instant until) {
    interrupted = 0;
    // The modem is told first that a command is given up.
    if (asked_) static_cast<void>(host_->cancel(*asked_));
    asked_.reset();
    flush();
    if (!options_.closes || host_->close(now())) return;
    while (!host_->is_closed() && until.from(now()) != 0) wait(until);
}

/// The proxy opens the device before anything else is said.
void session::configure_proxy() {
    namespace proxy = mbim::proxy_control;
    const std::u16string path = wide(options_.device);
    const proxy::configuration_set device{path, static_cast<std::uint32_t>(options_.timeout.count())};
    const mbim::transaction_id id{options_.first_transaction};
    std::vector<std::byte> room(longest);
    const auto built = mbim::build_command(room, id, device);
    if (!built) throw usage_error{"The name of the device is too long"};
    unsent_.assign(built->begin(), built->end());
    if (options_.log != nullptr) options_.log->frame(frame_log::way::sent, *built, mbim::release::v1);
    proxy_asked_ = id;
    const mbim::instant until = now().after(in_ms(options_.timeout));
    while (proxy_asked_) {
        wait(until);
        if (until.from(now()) == 0) throw trouble{"mbim-proxy does not answer"};
    }
}

// --- commands --------------------------------------------------------------------------------------------------------

answer session::exchange(const sender& send, std::optional<std::chrono::seconds> timeout) {
    open();
    // A channel that the modem has lost is opened again, once.
    for (int attempt = 0; attempt < 2; ++attempt) {
        const auto id = send(*host_, now(), in_ms(timeout.value_or(options_.timeout)));
        if (!id) throw usage_error{fmt::format("The command cannot be built: {}", cdcnet::name_of(id.error().code()))};
        answer_.reset();
        lost_ = false;
        for (asked_ = *id; asked_;) wait({});
        if (!lost_) return std::move(*answer_);
        wait_until_open();
    }
    throw refusal{"NOT_OPENED: The modem does not stay open"};
}

std::optional<news> session::next_news() {
    try {
        open();
        while (news_.empty()) wait({});
    } catch (const interruption&) {
        return std::nullopt;
    }
    news next = std::move(news_.front());
    news_.pop_front();
    return next;
}

// --- the loop --------------------------------------------------------------------------------------------------------

/// Sends what there is, then waits for bytes, for a time of the host, or until `until`.
void session::wait(std::optional<mbim::instant> until) {
    flush();
    std::optional<std::uint32_t> patience;
    for (const auto& time : {until, host_->next_timeout(now())})
        if (time) patience = std::min(patience.value_or(~std::uint32_t{0}), time->from(now()));
    pollfd watched{wire_.descriptor(), static_cast<short>(unsent_.empty() ? POLLIN : POLLIN | POLLOUT), 0};
    poll_with_signals(watched, patience);
    if (interrupted != 0) throw interruption{};
    if ((watched.revents & ~POLLOUT) != 0) receive();
    for (mbim::host_event e = host_->next_event(now()); e.what != mbim::host_event::nothing; e = host_->next_event(now())) handle(e);
    flush();
}

void session::flush() {
    while (true) {
        if (unsent_.empty()) {
            const bytes frame = host_->next_frame();
            if (frame.empty()) return;
            unsent_.assign(frame.begin(), frame.end());
            if (options_.log != nullptr) options_.log->frame(frame_log::way::sent, frame, host_->agreed());
        }
        const std::size_t n = wire_.write(unsent_);
        if (n == 0) return;
        unsent_.erase(unsent_.begin(), unsent_.begin() + static_cast<std::ptrdiff_t>(n));
    }
}

void session::receive() {
    frames_.received(wire_.read(frames_.room()));
    for (bytes frame = frames_.next(); !frame.empty(); frame = frames_.next()) {
        if (options_.log != nullptr) options_.log->frame(frame_log::way::received, frame, host_->agreed());
        proxy_asked_ ? proxy_answered(frame) : handle(host_->receive(frame, now()));
    }
}

void session::proxy_answered(bytes frame) {
    const auto m = mbim::message::parse(frame);
    if (!m || m->transaction() != *proxy_asked_) return;
    const auto done = m->as<mbim::command_done>();
    if (!done) throw trouble{"mbim-proxy answers something else"};
    if (done->status != mbim::status::success) throw refusal{fmt::format("mbim-proxy: {}", sentence_of(done->status))};
    proxy_asked_.reset();
}

void session::handle(const mbim::host_event& e) {
    using kind = mbim::host_event::kind;
    switch (e.what) {
        case kind::open_failed:
            if (e.why == mbim::failure::none) throw refusal{fmt::format("OPEN: {}", sentence_of(e.status))};
            return fail("OPEN", e);
        case kind::answer:
            if (e.transaction != asked_) return;
            answer_ = answer{e.answered->service,
                             e.answered->cid,
                             e.status,
                             {e.answered->information_buffer.begin(), e.answered->information_buffer.end()}};
            return asked_.reset();
        case kind::failed:
            if (e.transaction != asked_) return;
            // Not executed: the channel was not open, and is being opened again.
            if (e.why != mbim::failure::refused || e.reason != mbim::protocol_error::not_opened) fail("The command", e);
            lost_ = true;
            return asked_.reset();
        case kind::indication:
            news_.push_back(
                {e.indicated->service, e.indicated->cid, {e.indicated->information_buffer.begin(), e.indicated->information_buffer.end()}});
            return;
        case kind::nothing:
        case kind::opened:
        case kind::closed:
        case kind::lost:
        case kind::error:
        case kind::stray:
        case kind::refused: return;
    }
}

/// Why an OPEN or a command came to nothing.
void session::fail(std::string_view what, const mbim::host_event& e) {
    switch (e.why) {
        case mbim::failure::refused: throw refusal{fmt::format("{}: FUNCTION_ERROR {}", what, word_of(e.reason))};
        case mbim::failure::timed_out: throw trouble{fmt::format("{}: No answer in time", what)};
        case mbim::failure::garbled:
            throw trouble{fmt::format("{}: The answer is malformed: {}", what,
                                      e.fault ? std::string{cdcnet::name_of(e.fault.code())} : word_of(e.reason))};
        case mbim::failure::none:
        case mbim::failure::cancelled:
        case mbim::failure::closed: break;
    }
    throw trouble{fmt::format("{}: The channel has been closed", what)};
}

}  // namespace mbimctl
