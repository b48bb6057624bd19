// SPDX-License-Identifier: BSL-1.0
/// \file
/// A host that hears anything at any time, with an application that does as the input says.  Its events are booked, and so are its
/// frames: every command ends exactly once, every OPEN and CLOSE too, errors are told in order, not more is said than was
/// heard or asked for, and what an event shows is memory of the host or the frame.
#include <cdcnet/mbim/host.hpp>

#include <deque>
#include <set>

#include "frames.hpp"

using namespace fuzz;

namespace {

constexpr std::size_t outbox_size = 1024;

class application {
public:
    explicit application(const host_options& options) : host_{options}, options_{options} {}

    void open() {
        const error e = host_.open(now_);
        require(static_cast<bool>(e) == (pending_ != none || is_open_), "OPEN at another time");
        if (!e) begin(opening);
    }
    void close() {
        const error e = host_.close(now_);
        require(static_cast<bool>(e) == (pending_ == closing || (pending_ == none && !is_open_)), "CLOSE at another time");
        if (!e) begin(closing);
        if (!e) is_open_ = false;
    }
    void send(std::size_t size, std::optional<std::uint32_t> timeout) {
        const std::vector<std::byte> buffer(size);
        const auto id = host_.send(command_msg{service::basic_connect, 1, command_type::set, buffer}, now_, timeout);
        require(!id || is_open_, "a command on a closed channel");
        if (!id) return;
        last_ = static_cast<std::uint32_t>(*id);
        require(last_ != 0 && waiting_.insert(last_).second, "an id that is used already");
        add(48 + size);
    }
    void cancel(std::uint32_t id) {
        const bool waits = !host_.cancel(transaction_id{id});
        require(!waits || waiting_.count(id) == 1, "a command is cancelled that does not wait");
        if (waits) add(16);
    }
    void hear(const std::vector<std::byte>& frame) {
        heard_ += frame.size();
        const host_event e = host_.receive(frame, now_);
        happened(e);
        if (e.answered) read_shown(e.answered->information_buffer, frame, host_);
        if (e.indicated) read_shown(e.indicated->information_buffer, frame, host_);
        if (e.reason == protocol_error{}) return;
        if (e.what == host_event::refused) expect(e);
        if (e.what == host_event::failed && e.why == failure::garbled) expect_at_any_time(e);
    }
    void pass(std::uint32_t milliseconds) {
        now_ = now_.after(milliseconds);
        add(16 * host_.waiting());
        for (host_event e = host_.next_event(now_); e.what != host_event::nothing; e = host_.next_event(now_)) happened(e);
        const auto next = host_.next_timeout(now_);
        require(!next || next->from(now_) > 0, "a timeout that nothing comes of");
        require(host_.waiting() == waiting_.size(), "another number of commands waits");
    }
    /// Until nothing waits.
    void rest() {
        for (int i = 0; i < 1000; ++i) {
            send_frames(1000);
            pass(0);
            const auto next = host_.next_timeout(now_);
            if (!next) break;
            pass(next->from(now_));
        }
        require(!host_.next_timeout(now_), "the host does not come to rest");
        require(waiting_.empty(), "a command has no end");
        require(pending_ == none, "OPEN or CLOSE has no end");
    }
    void send_frames(std::size_t frames) {
        for (; frames != 0; --frames) {
            const bytes frame = host_.next_frame();
            if (frame.empty()) return emptied();
            said_ += frame.size();
            require(said_ <= 2 * heard_ + granted_, "more is said than was heard or asked for");
            if (ear_.hears(frame, options_.max_transfer, true) && ear_.type == message_type::host_error) error_sent();
            require(!has_fragment_header(ear_.type) || ear_.transaction != 0, "a command with TransactionId 0");
        }
    }
    void check() const {
        require(host_.is_open() == is_open_, "open, and nobody was told, or the other way");
        require(host_.is_closed() == (!is_open_ && pending_ == none), "closed, and nobody was told, or the other way");
        require(host_.waiting() <= waiting_.size(), "more commands wait than were sent");
    }
    [[nodiscard]] std::uint32_t last() const { return last_; }

private:
    enum step : std::uint8_t { none, opening, closing };
    using told = std::pair<std::uint32_t, std::uint32_t>;  // TransactionId and error

    void happened(const host_event& e) {
        const auto id = static_cast<std::uint32_t>(e.transaction);
        switch (e.what) {
            case host_event::opened:
                require(pending_ == opening && host_.is_open(), "opened twice, or not open");
                ends(true);
                break;
            case host_event::open_failed:
                require(pending_ == opening && host_.is_closed(), "OPEN fails twice, or not closed");
                ends(false);
                break;
            case host_event::closed:
                require(pending_ == closing && host_.is_closed(), "closed twice, or not closed");
                ends(false);
                break;
            case host_event::answer:
                require(e.answered && is_open_, "an answer without an answer");
                require(waiting_.erase(id) == 1, "a command ends that does not wait");
                break;
            case host_event::failed:
                require(e.why != failure::none, "a command fails without a reason");
                require(waiting_.erase(id) == 1, "a command ends that does not wait");
                break;
            case host_event::indication: require(e.indicated.has_value(), "an indication without one"); break;
            case host_event::lost:
                require(is_open_, "a channel is lost that is not open");
                is_open_ = false;
                if (options_.reopen) begin(opening);
                errors_.clear();
                unordered_.clear();
                ear_ = {};
                break;
            case host_event::nothing:
            case host_event::refused:
            case host_event::error:
            case host_event::stray: break;
        }
    }
    /// What waited in the outbox is forgotten.  OPEN brings up to two questions with it.
    void begin(step s) {
        pending_ = s;
        errors_.clear();
        unordered_.clear();
        forgotten_ = waiting_;
        ear_ = {};
        add(16 + 48 + 52);
    }
    void ends(bool open) {
        pending_ = none;
        is_open_ = open;
    }
    static told told_by(const host_event& e) { return {static_cast<std::uint32_t>(e.transaction), static_cast<std::uint32_t>(e.reason)}; }
    [[nodiscard]] bool has_room() const { return queued_ + (heard_ - heard_at_empty_) * 4 / 3 + 64 + 16 <= outbox_size; }
    void expect(const host_event& e) {
        if (has_room()) errors_.push_back(told_by(e));
    }
    /// Of an answer that had to make room for others, the function may hear before the application does.
    void expect_at_any_time(const host_event& e) {
        if (forgotten_.count(static_cast<std::uint32_t>(e.transaction)) != 0) return;
        if (const auto sent = early_.find(told_by(e)); sent != early_.end())
            early_.erase(sent);
        else if (has_room())
            unordered_.insert(told_by(e));
    }
    void error_sent() {
        const told error{ear_.transaction, load_le<std::uint32_t>(ear_.body.data())};
        if (!errors_.empty() && errors_.front() == error)
            errors_.pop_front();
        else if (const auto owed = unordered_.find(error); owed != unordered_.end())
            unordered_.erase(owed);
        else
            early_.insert(error);
    }
    void add(std::size_t size) {
        queued_ += size;
        granted_ += 2 * size;
    }
    void emptied() {
        require(errors_.empty() && unordered_.empty(), "an error is lost, or told out of turn");
        require(!host_.has_frame(), "a frame that does not come");
        queued_ = 0;
        heard_at_empty_ = heard_;
    }

    fixed_host<3, outbox_size - outbox::reserve, 2, 256> host_;
    host_options options_;
    instant now_{0xfffff000};
    listener ear_{};
    std::set<std::uint32_t> waiting_{};
    std::deque<told> errors_{};            ///< that the application was told of, and that are to be sent in this order
    std::multiset<told> unordered_{};      ///< likewise, in any order
    std::multiset<told> early_{};          ///< that were sent, and that the application was not told of
    std::set<std::uint32_t> forgotten_{};  ///< commands whose errors may have waited in the outbox when it was emptied
    step pending_{none};
    bool is_open_{};
    std::uint32_t last_{};
    std::size_t heard_{};
    std::size_t heard_at_empty_{};
    std::size_t said_{};
    std::size_t granted_{};  ///< bytes that the application has asked for
    std::size_t queued_{};   ///< by it, since the outbox was empty
};

host_options options_of(script& in) {
    const std::uint8_t flags = in.u8();
    host_options o{.max_transfer = 64u + in.u8(), .newest = (flags & 1) != 0 ? release::v3 : release::v1, .reopen = (flags & 2) != 0};
    if ((flags & 8) != 0) o.first = transaction_id{0xfffffffe};
    return o;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    script in{data, size};
    application a{options_of(in)};
    // Ids of a function that knows what the host has said, and of one that does not.
    const auto id = [&](std::uint8_t n) { return n < 128 ? a.last() - n % 4u : n % 8u; };
    while (!in.ended()) {
        switch (in.u8() % 16) {
            case 0: a.pass(in.u8() * 8u); break;
            case 1: a.pass(in.u16()); break;
            case 2:
            case 3: a.send(in.u8() * 2u, in.u8() % 2 == 0 ? std::nullopt : std::optional<std::uint32_t>{in.u8()}); break;
            case 4: a.cancel(id(in.u8())); break;
            case 5: a.open(); break;
            case 6: a.close(); break;
            case 7: a.send_frames(1 + in.u8() % 4u); break;
            case 8: a.send_frames(100); break;
            default: a.hear(next_frame(in, {0x80000003, 0x80000003, 0x80000007, 0x80000001, 0x80000004, 0x80000002, 3, 0x80000008}, id));
        }
        a.check();
    }
    a.rest();
    return 0;
}
