// SPDX-License-Identifier: BSL-1.0
/// \file
/// The host's end of the control channel, as a state machine without I/O: OPEN, commands and their answers, indications, CLOSE,
/// and what is to be done when something fails.
///
///     mbim::fixed_host<> host{{.max_transfer = 512, .newest = mbimex::v3}};
///     host.open(now);
///     ...
///     const auto id = host.send(basic_connect::device_caps_query{}, now);
///     for (bytes out = host.next_frame(); !out.empty(); out = host.next_frame()) write(out);
///     const mbim::host_event e = host.receive(frame, now);
///     if (e.what == mbim::host_event::answer && e.transaction == *id) caps = e.answered->read<device_caps_info>(host.agreed());
///
/// Sources: reference/messages.json, `framing`; reference/usb.json, `function_error_rules`, `timeouts`, `mbimex_negotiation`.
#pragma once

#include <cdcnet/mbim/endpoint.hpp>
#include <cdcnet/mbim/services/basic_connect/device_services.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/version.hpp>

namespace cdcnet::mbim {

/// How a host behaves.
struct host_options {
    std::uint32_t max_transfer{4096};          ///< bytes of a frame, both ways: wMaxControlMessage or less; at least 64
    release newest{release::v1};               ///< from 2.0 on, the host asks for MBIMEX VERSION behind OPEN
    std::optional<std::uint16_t> described{};  ///< bcdMBIMExtendedVersion of the MBIM extended functional descriptor
    std::uint32_t open_timeout_ms{30'000};     ///< for OPEN, which a function may answer late, and for CLOSE
    std::uint32_t command_timeout_ms{60'000};  ///< for commands whose caller does not say another time
    bool reopen{};                             ///< OPEN again when the function says that it is not open
    transaction_id first{transaction_id{1}};   ///< of the first message; counts on from there, and never is 0
};

/// Why a command, an OPEN or a CLOSE ended without its answer.
enum class failure : std::uint8_t {
    none,
    timed_out,  ///< no answer in time; the function has been told to give it up
    cancelled,  ///< by `cancel`
    refused,    ///< FUNCTION_ERROR, `reason`
    garbled,    ///< an answer came and could not be used: `reason` for its framing, else `fault`
    closed,     ///< the channel was closed, or the function lost it
};

/// Something that happened at the host's end.
struct host_event {
    enum kind : std::uint8_t {
        nothing,
        opened,       ///< commands may be sent; `host::agreed` is settled
        open_failed,  ///< `status` of OPEN_DONE, or `why`; the channel is closed
        closed,       ///< CLOSE has been answered, or failed, `why`
        answer,       ///< of a command, `answered`
        indication,   ///< news, `indicated`
        failed,       ///< a command ended without an answer, `why`
        lost,         ///< the function is not open any more; with `host_options::reopen` the host opens it again
        error,        ///< the function tells of a fault that belongs to no command, `reason`
        stray,        ///< an answer to nothing that waits: it came late
        refused,      ///< a frame was at fault: `fault` where it could not be read, else `reason`
    };
    kind what{nothing};
    transaction_id transaction{};
    failure why{};
    mbim::status status{};
    protocol_error reason{};
    cdcnet::error fault{};
    std::optional<command_done> answered{};          ///< views memory that the next call of `receive` uses again
    std::optional<indicate_status_msg> indicated{};  ///< likewise
};

/// A command that waits for its answer.
struct host_transaction {
    bool taken{};
    failure ended{};  ///< and not told of yet
    protocol_error reason{};
    transaction_id id{};
    uuid service{};
    std::uint32_t cid{};
    instant deadline{};
};

/// The host's end.
class host {
public:
    /// \param transactions  how many commands may wait for their answers at a time
    constexpr host(const host_options& options, const endpoint_memory& memory, gsl::span<host_transaction> transactions) noexcept
        : options_{options}, link_{memory}, transactions_{transactions}, last_{static_cast<std::uint32_t>(options.first) - 1} {
        Expects(options.max_transfer >= least_max_transfer);
        Expects(!transactions.empty());
    }

    [[nodiscard]] constexpr bool is_open() const noexcept { return state_ == state::open; }
    [[nodiscard]] constexpr bool is_closed() const noexcept { return state_ == state::closed; }
    /// The release that applies to messages.
    [[nodiscard]] constexpr release agreed() const noexcept { return agreed_; }

    /// Opens the channel; `opened` or `open_failed` tells how that went.
    /// \return none, or `other_operation` when it is not closed
    constexpr error open(instant now) noexcept {
        if (state_ != state::closed) return {errc::other_operation, 0};
        begin_open(now);
        return {};
    }
    /// Takes over a channel that is open: who opened it has left without CLOSE.  Should the function say that it is not open
    /// after all, the channel is lost like any other.
    /// \param agreed  the release that was agreed on then
    /// \return none, or `other_operation` when it is not closed
    constexpr error resume(release agreed) noexcept {
        if (state_ != state::closed) return {errc::other_operation, 0};
        link_.out_.clear();
        link_.in_.reset();
        agreed_ = agreed;
        state_ = state::open;
        return {};
    }
    /// Closes the channel.  Commands that wait fail as `closed`.
    /// \return none, or `other_operation` when it is closed already
    constexpr error close(instant now) noexcept {
        if (state_ == state::closed || state_ == state::closing) return {errc::other_operation, 0};
        end_all(failure::closed);
        link_.out_.clear();
        begin(state::closing, now);
        link_.post(step_, close_msg{});
        return {};
    }

    /// Sends a set or a query.
    /// \param command  needed only for a structure that serves both
    /// \return the id that its answer will have; `other_operation` while the channel is not open; `no_space` when too many commands
    ///         wait (with 0 bytes), or not enough memory is free for this message; the errors of `build`
    template <mbim::command T>
    constexpr result<transaction_id> send(const T& payload, command_type command, instant now,
                                          std::optional<std::uint32_t> timeout_ms = {}) noexcept {
        const error e = can_send();
        if (e) return e;
        const transaction_id id = next_id();
        return sent(build_command(link_.out_.room(), id, payload, command, agreed_), id, T::id.service, T::id.cid, now, timeout_ms);
    }
    /// \copydoc send
    template <mbim::command T>
    constexpr result<transaction_id> send(const T& payload, instant now, std::optional<std::uint32_t> timeout_ms = {}) noexcept {
        static_assert(has(T::id.operations, operation::set) != has(T::id.operations, operation::query),
                      "cdcnet: this structure serves set and query, or neither; pass command_type::set or command_type::query to send");
        return send(payload, has(T::id.operations, operation::set) ? command_type::set : command_type::query, now, timeout_ms);
    }
    /// Sends a command that is bytes.
    /// \return as above
    constexpr result<transaction_id> send(const command_msg& command, instant now, std::optional<std::uint32_t> timeout_ms = {}) noexcept {
        const error e = can_send();
        if (e) return e;
        const transaction_id id = next_id();
        return sent(build_message(link_.out_.room(), id, command), id, command.service, command.cid, now, timeout_ms);
    }

    /// Gives a command up: the function is told, and what it answers nevertheless is `stray`.
    /// \return none, or `other_operation` when no command waits under this id
    constexpr error cancel(transaction_id id) noexcept {
        host_transaction* const t = find(id);
        if (t == nullptr) return {errc::other_operation, 0};
        link_.out_.stop(id);
        link_.tell(id, protocol_error::cancel);
        end(*t, failure::cancelled);
        return {};
    }

    /// Takes a frame from the function.  What else follows from it is told by `next_event`.
    constexpr host_event receive(bytes frame, instant now) noexcept {
        const auto a = link_.arrive(frame, now);
        if (a.evicted) garble(*a.evicted, now);
        if (a.fault || a.refused) return refuse(a, now);
        if (!a.whole) return {};
        switch (a.whole->type()) {
            case message_type::open_done: return opened(*a.whole, now);
            case message_type::close_done: return closed(*a.whole);
            case message_type::command_done: return answered(*a.whole, now);
            case message_type::indicate_status: return indicated(*a.whole);
            case message_type::function_error: return function_error(*a.whole, now);
            default: return {.what = host_event::refused, .transaction = a.whole->transaction(), .fault = {errc::message_type, 0}};
        }
    }

    /// What has come of time and of earlier calls; to be called until there is nothing.
    constexpr host_event next_event(instant now) noexcept {
        while (const auto d = link_.in_.expire(now)) {
            link_.tell(d->transaction, d->reason);
            garble(*d, now);
        }
        for (host_transaction& t : elements{transactions_})
            if (t.taken && t.ended == failure::none && t.deadline.from(now) == 0) {
                link_.out_.stop(t.id);
                link_.tell(t.id, protocol_error::cancel);
                end(t, failure::timed_out);
            }
        for (host_transaction& t : elements{transactions_})
            if (t.taken && t.ended != failure::none) {
                t.taken = false;
                return {.what = host_event::failed, .transaction = t.id, .why = t.ended, .reason = t.reason};
            }
        if (state_ == state::closed || state_ == state::open || deadline_.from(now) != 0) return {};
        return step_failed(failure::timed_out, {});
    }
    /// When `next_event` is to be called, if nothing happens before; none while nothing waits for a time.
    [[nodiscard]] constexpr std::optional<instant> next_timeout(instant now) const noexcept {
        std::optional<instant> first = link_.in_.next_timeout(now);
        const auto earlier = [&](instant t) {
            if (!first || t.from(now) < first->from(now)) first = t;
        };
        for (const host_transaction& t : elements{transactions_})
            if (t.taken) earlier(t.ended == failure::none ? t.deadline : now);
        if (state_ != state::closed && state_ != state::open) earlier(deadline_);
        return first;
    }

    /// The next frame for the function, to be sent whole; none when there is none.  It stays until the next call.
    [[nodiscard]] constexpr bytes next_frame() noexcept { return link_.out_.next(options_.max_transfer); }
    /// True while `next_frame` has something.
    [[nodiscard]] constexpr bool has_frame() const noexcept { return !link_.out_.empty(); }
    /// Commands that wait for their answers.
    [[nodiscard]] constexpr std::size_t waiting() const noexcept {
        std::size_t n = 0;
        for (const host_transaction& t : elements{transactions_}) n += t.taken && t.ended == failure::none;
        return n;
    }

private:
    enum class state : std::uint8_t { closed, opening, asking_services, asking_version, open, closing };

    // --- transactions ----------------------------------------------------------------------------------------------

    constexpr transaction_id next_id() noexcept {
        do {
            if (++last_ == 0) last_ = 1;
        } while (find(transaction_id{last_}) != nullptr);
        return transaction_id{last_};
    }
    constexpr host_transaction* find(transaction_id id) noexcept {
        for (host_transaction& t : elements{transactions_})
            if (t.taken && t.ended == failure::none && t.id == id) return &t;
        return nullptr;
    }
    constexpr host_transaction* free_transaction() noexcept {
        for (host_transaction& t : elements{transactions_})
            if (!t.taken) return &t;
        return nullptr;
    }
    constexpr error can_send() noexcept {
        if (state_ != state::open) return {errc::other_operation, 0};
        return free_transaction() == nullptr ? error::no_space(0) : error{};
    }
    constexpr result<transaction_id> sent(const result<bytes>& built, transaction_id id, const uuid& service, std::uint32_t cid,
                                          instant now, std::optional<std::uint32_t> timeout_ms) noexcept {
        if (!built) return built.error();
        link_.out_.append(built->size());
        *free_transaction() = {.taken = true,
                               .id = id,
                               .service = service,
                               .cid = cid,
                               .deadline = now.after(timeout_ms.value_or(options_.command_timeout_ms))};
        return id;
    }
    static constexpr void end(host_transaction& t, failure why, protocol_error reason = {}) noexcept {
        t.ended = why;
        t.reason = reason;
    }
    constexpr void end_all(failure why) noexcept {
        for (host_transaction& t : elements{transactions_})
            if (t.taken && t.ended == failure::none) end(t, why);
    }
    /// The answer to a command has been dropped.
    constexpr void garble(const reassembler::dropped& d, instant now) noexcept {
        if (d.type != message_type::command_done) return;
        if (is_step(d.transaction)) deadline_ = now;
        if (host_transaction* const t = find(d.transaction)) end(*t, failure::garbled, d.reason);
    }

    // --- the channel -----------------------------------------------------------------------------------------------

    constexpr void begin(state s, instant now) noexcept {
        state_ = s;
        step_ = next_id();
        deadline_ = now.after(options_.open_timeout_ms);
    }
    constexpr void begin_open(instant now) noexcept {
        link_.out_.clear();
        link_.in_.reset();
        agreed_ = release::v1;
        begin(state::opening, now);
        link_.post(step_, open_msg{options_.max_transfer});
    }
    template <mbim::command T>
    constexpr void ask(state s, const T& question, instant now) noexcept {
        state_ = s;
        step_ = next_id();
        deadline_ = now.after(options_.command_timeout_ms);
        const auto built = build_command(link_.out_.control_room(), step_, question, command_type::query, version_exchange);
        if (built) link_.out_.append(built->size());
    }
    constexpr host_event settle(std::optional<std::uint16_t> answer) noexcept {
        agreed_ = agreed_by_host(options_.newest, options_.described, answer);
        state_ = state::open;
        return {.what = host_event::opened, .transaction = step_};
    }
    /// The step that the channel waits for has failed.  Questions behind OPEN may be refused: not every function knows them.  When
    /// the answer to VERSION is lost, nobody knows which release the function speaks from then on; OPEN fails.
    constexpr host_event step_failed(failure why, protocol_error reason) noexcept {
        const bool settled = state_ == state::asking_services || (state_ == state::asking_version && why == failure::refused);
        if (settled && !is_gone(reason)) return settle(std::nullopt);
        const auto what = state_ == state::closing ? host_event::closed : host_event::open_failed;
        state_ = state::closed;
        return {.what = what, .transaction = step_, .why = why, .reason = reason};
    }
    /// The function has forgotten that it is open, or is to be reset.
    static constexpr bool is_gone(protocol_error reason) noexcept {
        return reason == protocol_error::not_opened || reason == protocol_error::unknown;
    }

    constexpr host_event opened(const message& m, instant now) noexcept {
        const auto body = m.as<open_done>();
        if (state_ != state::opening || m.transaction() != step_) return {.what = host_event::stray, .transaction = m.transaction()};
        if (!body) return unusable(body.error());
        if (body->status != status::success) {
            state_ = state::closed;
            return {.what = host_event::open_failed, .transaction = step_, .status = body->status};
        }
        if (options_.newest == release::v1) return settle(std::nullopt);
        ask(state::asking_services, basic_connect::device_services_query{}, now);
        return {};
    }
    constexpr host_event closed(const message& m) noexcept {
        if (state_ != state::closing || m.transaction() != step_) return {.what = host_event::stray, .transaction = m.transaction()};
        const auto body = m.as<close_done>();
        state_ = state::closed;
        return {.what = host_event::closed, .transaction = step_, .status = body ? body->status : status::failure, .fault = body.error()};
    }
    constexpr host_event unusable(error fault) noexcept {
        host_event e = step_failed(failure::garbled, {});
        e.fault = fault;
        return e;
    }

    constexpr host_event answered(const message& m, instant now) noexcept {
        if (is_step(m.transaction())) return own_answer(m, now);
        host_transaction* const t = find(m.transaction());
        if (t == nullptr) return {.what = host_event::stray, .transaction = m.transaction()};
        const auto body = m.as<command_done>();
        const bool same = body && body->cid == t->cid && is_same_service(body->service, t->service);
        t->taken = false;
        if (same) return {.what = host_event::answer, .transaction = m.transaction(), .status = body->status, .answered = *body};
        return {.what = host_event::failed,
                .transaction = m.transaction(),
                .why = failure::garbled,
                .fault = body ? error{errc::other_operation, command_done::service_offset} : body.error()};
    }
    [[nodiscard]] constexpr bool is_step(transaction_id id) const noexcept {
        return (state_ == state::asking_services || state_ == state::asking_version) && id == step_;
    }
    /// Of the questions that `open` asks.
    constexpr host_event own_answer(const message& m, instant now) noexcept {
        const auto body = m.as<command_done>();
        if (!body) return unusable(body.error());
        if (body->status != status::success) return settle(std::nullopt);
        if (state_ == state::asking_version) {
            const auto version = body->read<ms_basic_connect_extensions::version>(version_exchange);
            return settle(version ? std::optional{version->mbim_extended_version} : std::nullopt);
        }
        const auto listed = body->read<basic_connect::device_services_info>(version_exchange);
        if (!listed || !has_version(*listed)) return settle(std::nullopt);
        ask(state::asking_version, ms_basic_connect_extensions::version{bcd_mbim_version, bcd_of(options_.newest)}, now);
        return {};
    }
    static constexpr bool has_version(const basic_connect::device_services_info& info) noexcept {
        using version = ms_basic_connect_extensions::version;
        for (const basic_connect::device_service_element s : info.device_services) {
            if (!is_same_service(s.device_service_id, version::id.service)) continue;
            for (const std::uint32_t cid : s.cids)
                if (cid == version::id.cid) return true;
        }
        return false;
    }

    static constexpr host_event indicated(const message& m) noexcept {
        const auto body = m.as<indicate_status_msg>();
        if (!body) return {.what = host_event::refused, .transaction = m.transaction(), .fault = body.error()};
        return {.what = host_event::indication, .transaction = m.transaction(), .indicated = *body};
    }

    constexpr host_event function_error(const message& m, instant now) noexcept {
        const auto body = m.as<function_error_msg>();
        if (!body) return {.what = host_event::refused, .transaction = m.transaction(), .fault = body.error()};
        const protocol_error reason = body->error;
        link_.out_.stop(m.transaction());
        const bool between = state_ != state::closed && state_ != state::open;
        if (between && m.transaction() == step_) return step_failed(failure::refused, reason);
        if (host_transaction* const t = find(m.transaction())) end(*t, failure::refused, reason);
        if (is_gone(reason) && state_ == state::open) return lose(m.transaction(), reason, now);
        if (const auto told = next_ended(m.transaction())) return *told;
        return {.what = host_event::error, .transaction = m.transaction(), .reason = reason};
    }
    constexpr std::optional<host_event> next_ended(transaction_id id) noexcept {
        for (host_transaction& t : elements{transactions_})
            if (t.taken && t.ended != failure::none && t.id == id) {
                t.taken = false;
                return host_event{.what = host_event::failed, .transaction = id, .why = t.ended, .reason = t.reason};
            }
        return std::nullopt;
    }
    constexpr host_event lose(transaction_id id, protocol_error reason, instant now) noexcept {
        end_all(failure::closed);
        link_.out_.clear();
        state_ = state::closed;
        if (options_.reopen) begin_open(now);
        return {.what = host_event::lost, .transaction = id, .reason = reason};
    }

    constexpr host_event refuse(const detail::endpoint<host_error_msg>::arrival& a, instant now) noexcept {
        if (!a.refused) return {.what = host_event::refused, .fault = a.fault};
        garble(*a.refused, now);
        if (a.refused->type == message_type::command_done)
            if (const auto told = next_ended(a.refused->transaction)) return *told;
        return {.what = host_event::refused, .transaction = a.refused->transaction, .reason = a.refused->reason, .fault = a.fault};
    }

    host_options options_;
    detail::endpoint<host_error_msg> link_;
    gsl::span<host_transaction> transactions_;
    std::uint32_t last_;  ///< id
    transaction_id step_{};
    instant deadline_{};  ///< of the step
    release agreed_{release::v1};
    state state_{state::closed};
};

namespace detail {
/// What stands before a `host`.
template <std::size_t Transactions>
struct host_arrays {
    std::array<host_transaction, Transactions> transactions{};
};
}  // namespace detail

/// A host's end with its memory.  It is not to be destroyed through a pointer to `host`.
/// \tparam Transactions  commands that may wait for their answers
/// \tparam Outbox        bytes of the messages that wait to be sent: at least the longest
/// \tparam Unfinished    answers and indications that may come in pieces at the same time
/// \tparam Inbox         bytes of the longest of them
template <std::size_t Transactions = 8, std::size_t Outbox = 4096, std::size_t Unfinished = 2, std::size_t Inbox = 16384>
class fixed_host : private detail::endpoint_arrays<Outbox + outbox::reserve, Unfinished, Inbox>,
                   private detail::host_arrays<Transactions>,
                   public host {
public:
    explicit constexpr fixed_host(const host_options& options = {}) noexcept : host{options, this->memory(), this->transactions} {}
    fixed_host(const fixed_host&) = delete;
    fixed_host& operator=(const fixed_host&) = delete;
};

}  // namespace cdcnet::mbim
