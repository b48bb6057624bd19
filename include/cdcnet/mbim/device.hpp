// SPDX-License-Identifier: BSL-1.0
/// \file
/// The function's end of the control channel, as a state machine without I/O: OPEN and CLOSE, commands that are answered now or
/// later, indications, faults of the framing.
///
///     mbim::fixed_device<> modem{{.max_transfer = 512}};
///     const mbim::device_event e = modem.receive(frame, now);
///     if (e.what == mbim::device_event::command) modem.respond(e.transaction, answer);
///     for (bytes out = modem.next_frame(); !out.empty(); out = modem.next_frame()) write(out);
///
/// Sources: reference/messages.json, `framing`; reference/usb.json, `function_error_rules`, `timeouts`, `mbimex_negotiation`;
/// reference/services.json, `cid_zero`.
#pragma once

#include <cdcnet/mbim/endpoint.hpp>
#include <cdcnet/mbim/services/basic_connect/device_service_subscribe_list.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/version.hpp>

namespace cdcnet::mbim {

/// How a function behaves.
struct device_options {
    std::uint32_t max_transfer{4096};  ///< bytes of a frame, as wMaxControlMessage says; at least 64
    release newest{release::v1};       ///< from 2.0 on, the function answers MBIMEX VERSION itself
    bool ready{true};                  ///< OPEN is answered at once; else when `answer_open` says so, never with BUSY
};

/// Something that happened at the function's end.
struct device_event {
    enum kind : std::uint8_t {
        nothing,    ///< the frame was a part of something, or an answer to it is on its way already
        opening,    ///< the host waits for `answer_open`
        opened,     ///< the channel is open; what was before is forgotten
        closed,     ///< commands that were not answered never will be
        command,    ///< `asked`
        cancelled,  ///< the command is not to be answered any more: the host gave it up, or used its id again, and was told of a fault
        error,      ///< the host tells of a fault, `reason`
        refused,    ///< the frame was at fault: `fault` where it could not be read, else `reason`
    };
    kind what{nothing};
    transaction_id transaction{};
    protocol_error reason{};
    cdcnet::error fault{};
    std::optional<command_msg> asked{};  ///< views memory that the next call of `receive` uses again
};

/// A command that waits for its answer.
struct pending_command {
    bool taken{};
    transaction_id transaction{};
    uuid service{};
    std::uint32_t cid{};
};

/// An indication that the host wants; CID 0 stands for all of a service.
struct subscription {
    uuid service{};
    std::uint32_t cid{};
};

/// The function's end.
class device {
public:
    /// \param pending        how many commands may wait for their answers; one more is answered BUSY
    /// \param subscriptions  memory of the host's choice of indications; without any, indications are not filtered
    constexpr device(const device_options& options, const endpoint_memory& memory, gsl::span<pending_command> pending,
                     gsl::span<subscription> subscriptions = {}) noexcept
        : options_{options}, link_{memory}, pending_{pending}, subscriptions_{subscriptions} {
        Expects(options.max_transfer >= least_max_transfer);
        forget();
    }

    [[nodiscard]] constexpr bool is_open() const noexcept { return state_ == state::open; }
    /// The release that applies to messages; 1.0 until the host has asked for another.
    [[nodiscard]] constexpr release agreed() const noexcept { return agreed_; }
    /// Bytes of the frames that go to the host: the lower of its MaxControlTransfer and the function's own.
    [[nodiscard]] constexpr std::uint32_t max_transfer() const noexcept { return max_transfer_; }

    /// Takes a frame from the host.
    ///
    /// The channel answers by itself: OPEN and CLOSE, MBIMEX VERSION, DEVICE_SERVICE_SUBSCRIBE_LIST if there is memory for it,
    /// commands before OPEN (NOT_OPENED), and all faults of the framing.
    constexpr device_event receive(bytes frame, instant now) noexcept {
        const auto a = link_.arrive(frame, now);
        if (a.fault && !a.refused) return {.what = device_event::refused, .fault = a.fault};
        if (a.refused) return given_up(*a.refused, a.fault);
        if (a.evicted) return given_up(*a.evicted);
        if (!a.whole) return {};
        switch (a.whole->type()) {
            case message_type::open: return open(*a.whole);
            case message_type::close: return close(*a.whole);
            case message_type::command: return command(*a.whole);
            case message_type::host_error: return host_error(*a.whole);
            default: return {.what = device_event::refused, .transaction = a.whole->transaction(), .fault = {errc::message_type, 0}};
        }
    }

    /// When `expire` is to be called; none while nothing waits for a time.
    [[nodiscard]] constexpr std::optional<instant> next_timeout(instant now) const noexcept { return link_.in_.next_timeout(now); }
    /// Gives up messages whose fragments stay away, one for each call that returns an event.
    constexpr device_event expire(instant now) noexcept {
        const auto d = link_.in_.expire(now);
        if (!d) return {};
        link_.tell(d->transaction, d->reason);
        return given_up(*d);
    }

    /// The next frame for the host, to be sent whole; none when there is none.  It stays until the next call.
    [[nodiscard]] constexpr bytes next_frame() noexcept { return link_.out_.next(max_transfer_); }
    /// True while `next_frame` has something.
    [[nodiscard]] constexpr bool has_frame() const noexcept { return !link_.out_.empty(); }

    /// Answers the OPEN that the host waits with: anything but `success` leaves the channel closed.
    /// \return none; `other_operation` when no OPEN waits, `value` for BUSY, which no host waits for
    constexpr error answer_open(status s = status::success) noexcept {
        if (state_ != state::opening) return {errc::other_operation, 0};
        if (s == status::busy) return {errc::value, 0};
        link_.post(open_transaction_, open_done{s});
        state_ = s == status::success ? state::open : state::closed;
        return {};
    }

    /// Answers a command with its structure; a command that failed may have one too.
    /// \return none; `other_operation` when no command of this service and CID waits under this id: it was cancelled, or answered
    ///         already; `no_space` when other messages fill the memory: the command keeps waiting; the errors of `build`
    template <mbim::command T>
    constexpr error respond(transaction_id transaction, const T& payload, status s = status::success) noexcept {
        pending_command* const c = find(transaction);
        if (c == nullptr || c->cid != T::id.cid || !is_same_service(c->service, T::id.service)) return {errc::other_operation, 0};
        const auto built = build_response(link_.out_.room(), transaction, payload, s, agreed_);
        return sent(built, c);
    }
    /// Answers a command with a status, and bytes where there is no structure for them.
    /// \return as above
    constexpr error respond(transaction_id transaction, status s, bytes information_buffer = {}) noexcept {
        pending_command* const c = find(transaction);
        if (c == nullptr) return {errc::other_operation, 0};
        return sent(build_message(link_.out_.room(), transaction, command_done{c->service, c->cid, s, information_buffer}), c);
    }

    /// Sends news that nobody asked for, if the channel is open and the host wants it.
    /// \return none; the errors of `build`, above all `no_space`
    template <mbim::command T>
    constexpr error indicate(const T& payload) noexcept {
        if (!is_open() || !wants(T::id.service, T::id.cid)) return {};
        return sent(build_indication(link_.out_.room(), payload, agreed_), nullptr);
    }

    /// Whether the host wants this indication.  Until it has chosen, it wants all.
    [[nodiscard]] constexpr bool wants(const uuid& service, std::uint32_t cid) const noexcept {
        if (!chosen_) return true;
        for (const subscription& s : subscriptions_.first(subscribed_))
            if ((s.cid == 0 || s.cid == cid) && is_same_service(s.service, service)) return true;
        return false;
    }
    /// Commands that wait for their answers.
    [[nodiscard]] constexpr std::size_t waiting() const noexcept {
        std::size_t n = 0;
        for (const pending_command& c : elements{pending_}) n += c.taken;
        return n;
    }

private:
    enum class state : std::uint8_t { closed, opening, open };

    constexpr void forget() noexcept {
        link_.out_.clear();
        link_.in_.reset();
        for (pending_command& c : elements{pending_}) c.taken = false;
        agreed_ = release::v1;
        max_transfer_ = options_.max_transfer;
        chosen_ = false;
        subscribed_ = 0;
        state_ = state::closed;
    }
    constexpr pending_command* find(transaction_id transaction) noexcept {
        for (pending_command& c : elements{pending_})
            if (c.taken && c.transaction == transaction) return &c;
        return nullptr;
    }
    /// The host has been told of a fault.  To it, that ends whatever it has under this id: a command that waits is not to be
    /// answered, even when the fault is in another one.
    constexpr device_event given_up(const reassembler::dropped& d, error fault = {}) noexcept {
        pending_command* const c = d.type == message_type::command ? find(d.transaction) : nullptr;
        if (c != nullptr) c->taken = false;
        return {.what = c != nullptr ? device_event::cancelled : device_event::refused,
                .transaction = d.transaction,
                .reason = d.reason,
                .fault = fault};
    }
    constexpr device_event refuse(transaction_id transaction, protocol_error reason) noexcept {
        link_.tell(transaction, reason);
        return given_up({message_type::command, transaction, reason});
    }
    constexpr error sent(const result<bytes>& built, pending_command* answered) noexcept {
        if (!built) return built.error();
        link_.out_.append(built->size());
        if (answered != nullptr) answered->taken = false;
        return {};
    }

    constexpr device_event open(const message& m) noexcept {
        const auto body = m.as<open_msg>();
        forget();
        if (!body) return refuse(m.transaction(), protocol_error::length_mismatch);
        if (body->max_control_transfer < least_max_transfer) return refuse(m.transaction(), protocol_error::max_transfer);
        if (body->max_control_transfer < max_transfer_) max_transfer_ = body->max_control_transfer;
        open_transaction_ = m.transaction();
        state_ = state::opening;
        if (!options_.ready) return {.what = device_event::opening, .transaction = m.transaction()};
        static_cast<void>(answer_open());
        return {.what = device_event::opened, .transaction = m.transaction()};
    }
    constexpr device_event close(const message& m) noexcept {
        forget();
        link_.post(m.transaction(), close_done{status::success});
        return {.what = device_event::closed, .transaction = m.transaction()};
    }
    constexpr device_event host_error(const message& m) noexcept {
        const auto body = m.as<host_error_msg>();
        if (!body) return {.what = device_event::refused, .transaction = m.transaction(), .fault = body.error()};
        link_.out_.stop(m.transaction());
        pending_command* const c = find(m.transaction());
        const bool cancels = body->error == protocol_error::cancel;
        if (c != nullptr && cancels) c->taken = false;
        return {.what = cancels && c != nullptr ? device_event::cancelled : device_event::error,
                .transaction = m.transaction(),
                .reason = body->error};
    }
    constexpr device_event command(const message& m) noexcept {
        if (!is_open()) return refuse(m.transaction(), protocol_error::not_opened);
        const auto body = m.as<command_msg>();
        if (!body) return refuse(m.transaction(), protocol_error::length_mismatch);
        if (find(m.transaction()) != nullptr) return refuse(m.transaction(), protocol_error::duplicated_tid);
        for (pending_command& c : elements{pending_}) {
            if (c.taken) continue;
            c = {true, m.transaction(), body->service, body->cid};
            if (own(m.transaction(), *body)) return {};
            return {.what = device_event::command, .transaction = m.transaction(), .asked = *body};
        }
        return busy(m, *body);
    }
    constexpr device_event busy(const message& m, const command_msg& body) noexcept {
        const bool told = link_.post(m.transaction(), command_done{body.service, body.cid, status::busy, {}});
        return {.what = told ? device_event::nothing : device_event::refused, .transaction = m.transaction()};
    }
    /// Answers what concerns the channel itself.  \return false when the command is the application's
    constexpr bool own(transaction_id transaction, const command_msg& body) noexcept {
        if (options_.newest >= release::v2 && body.command == command_type::query && body.carries<ms_basic_connect_extensions::version>())
            return agree(transaction, body);
        if (!subscriptions_.empty() && body.command == command_type::set && body.carries<basic_connect::device_service_subscribe_list>())
            return subscribe(transaction, body);
        return false;
    }
    constexpr bool agree(transaction_id transaction, const command_msg& body) noexcept {
        const auto asked = body.read<ms_basic_connect_extensions::version>(version_exchange);
        if (!asked) return !respond(transaction, status::invalid_parameters);
        // libmbim takes the answer for what is agreed on, although it has asked for less.
        const release lower = agreed_by_function(options_.newest, asked->mbim_extended_version);
        const ms_basic_connect_extensions::version spoken{bcd_mbim_version, bcd_of(lower)};
        const auto built = build_response(link_.out_.control_room(), transaction, spoken, status::success, version_exchange);
        if (sent(built, find(transaction))) return false;
        agreed_ = lower;
        return true;
    }
    /// The answer repeats what is in force from then on.
    constexpr bool subscribe(transaction_id transaction, const command_msg& body) noexcept {
        const auto wanted = body.read<basic_connect::device_service_subscribe_list>(agreed_);
        if (!wanted) return !respond(transaction, status::invalid_parameters);
        std::size_t n = 0;
        for (const basic_connect::event_entry e : wanted->events) n += e.cids.empty() ? 1 : e.cids.size();
        if (n > subscriptions_.size()) return !respond(transaction, status::failure);
        if (respond(transaction, status::success, body.information_buffer)) return false;
        subscribed_ = 0;
        for (const basic_connect::event_entry e : wanted->events) {
            if (e.cids.empty()) subscriptions_[subscribed_++] = {e.device_service_id, 0};
            for (const std::uint32_t cid : e.cids) subscriptions_[subscribed_++] = {e.device_service_id, cid};
        }
        chosen_ = true;
        return true;
    }

    device_options options_;
    detail::endpoint<function_error_msg> link_;
    gsl::span<pending_command> pending_;
    gsl::span<subscription> subscriptions_;
    std::size_t subscribed_{};
    transaction_id open_transaction_{};
    std::uint32_t max_transfer_{};
    release agreed_{release::v1};
    state state_{state::closed};
    bool chosen_{};
};

namespace detail {
/// What stands before a `device`.
template <std::size_t Commands, std::size_t Subscriptions>
struct device_arrays {
    std::array<pending_command, Commands> pending{};
    std::array<subscription, Subscriptions == 0 ? 1 : Subscriptions> subscriptions{};
};
}  // namespace detail

/// A function's end with its memory.  It is not to be destroyed through a pointer to `device`.
/// \tparam Commands       that may wait for their answers
/// \tparam Outbox         bytes of the messages that wait to be sent: at least the longest
/// \tparam Unfinished     commands that may come in pieces at the same time
/// \tparam Inbox          bytes of the longest of them
/// \tparam Subscriptions  CIDs that the host can choose for its indications; 0: they are not filtered
template <std::size_t Commands = 8, std::size_t Outbox = 4096, std::size_t Unfinished = 1, std::size_t Inbox = 4096,
          std::size_t Subscriptions = 64>
class fixed_device : private detail::endpoint_arrays<Outbox + outbox::reserve, Unfinished, Inbox>,
                     private detail::device_arrays<Commands, Subscriptions>,
                     public device {
public:
    explicit constexpr fixed_device(const device_options& options = {}) noexcept
        : device{options, this->memory(), this->pending, {this->subscriptions.data(), Subscriptions}} {}
    fixed_device(const fixed_device&) = delete;
    fixed_device& operator=(const fixed_device&) = delete;
};

}  // namespace cdcnet::mbim
