// SPDX-License-Identifier: BSL-1.0
/// \file
/// A function that hears anything at any time, with an application that does as the input says.  Its events are booked, and so are
/// its frames: no command is told of twice, none ends twice, errors are told in order, and not more is said than was heard.
#include <cdcnet/mbim/device.hpp>

#include <cdcnet/mbim/services/basic_connect/connect.hpp>
#include <deque>
#include <set>

#include "frames.hpp"

using namespace fuzz;

namespace {

namespace bc = cdcnet::mbim::basic_connect;

constexpr std::size_t outbox_size = 1024;
constexpr std::size_t inbox_size = 256;

class application {
public:
    explicit application(const device_options& options) : device_{options}, own_max_{options.max_transfer} {}

    void hear(const std::vector<std::byte>& frame) {
        heard_ += frame.size();
        if (const auto m = message::parse(frame); m && (m->type() == message_type::open || m->type() == message_type::close)) forget();
        const bool was_open = device_.is_open();
        const device_event e = device_.receive(frame, now_);
        require(e.what != device_event::command || was_open, "a command on a closed channel");
        if (e.asked) read_shown(e.asked->information_buffer, frame, device_);
        happened(e);
    }
    void open(std::uint32_t max_transfer) {
        std::vector<std::byte> frame;
        for (const std::uint32_t word : {1u, 16u, 77u, max_transfer}) put(frame, word);
        hear(frame);
    }
    void pass(std::uint32_t milliseconds) {
        now_ = now_.after(milliseconds);
        for (device_event e = device_.expire(now_); e.what != device_event::nothing; e = device_.expire(now_)) happened(e);
        const auto next = device_.next_timeout(now_);
        require(!next || next->from(now_) > 0, "a timeout that nothing comes of");
    }
    void answer_open(status s) {
        const error e = device_.answer_open(s);
        require(!opening_ ? e.code() == errc::other_operation : s == status::busy ? e.code() == errc::value : !e, "another end of OPEN");
        if (e) return;
        opening_ = false;
        require(device_.is_open() == (s == status::success), "OPEN is answered one way and taken another");
    }
    void respond(std::uint32_t id, std::size_t size) {
        const std::vector<std::byte> buffer(size);
        const error e = device_.respond(transaction_id{id}, status::success, buffer);
        require((waiting_.count(id) == 0) == (e.code() == errc::other_operation), "an answer to nothing, or no answer");
        if (e) return;
        waiting_.erase(id);
        add(48 + size);
    }
    void indicate(std::uint32_t n) {
        if (!device_.indicate(bc::connect_info{.session_id = n}) && device_.is_open()) add(80);
    }
    /// The oldest command that waits.
    [[nodiscard]] std::uint32_t oldest() const { return waiting_.empty() ? 0 : *waiting_.begin(); }

    void send(std::size_t frames) {
        for (; frames != 0; --frames) {
            const bytes frame = device_.next_frame();
            require(frame.empty() || device_.is_open() || frame.size() <= 64, "more than errors on a closed channel");
            if (frame.empty()) return emptied();
            said_ += frame.size();
            require(said_ <= 2 * heard_ + granted_, "more is said than was heard");
            if (ear_.hears(frame, device_.max_transfer(), false) && ear_.type == message_type::function_error) error_sent();
        }
    }
    void check() const {
        require(device_.waiting() == waiting_.size(), "another number of commands waits");
        require(device_.max_transfer() >= 64 && device_.max_transfer() <= own_max_, "a maximum that nobody wants");
        require(device_.is_open() || waiting_.empty(), "commands wait on a closed channel");
    }

private:
    using told = std::pair<std::uint32_t, std::uint32_t>;  // TransactionId and error

    void happened(const device_event& e) {
        const auto id = static_cast<std::uint32_t>(e.transaction);
        switch (e.what) {
            case device_event::command:
                require(e.asked.has_value(), "a command that is none");
                require(waiting_.insert(id).second, "a command that waits already");
                break;
            case device_event::cancelled:
                require(waiting_.erase(id) == 1, "a command ends that does not wait");
                if (e.reason != protocol_error::cancel) expect(e);
                break;
            case device_event::opening: opening_ = true; break;
            case device_event::refused:
                if (e.reason != protocol_error{}) expect(e);
                break;
            case device_event::nothing:
            case device_event::opened:
            case device_event::closed:
            case device_event::error: break;
        }
        require(e.what != device_event::opened || device_.is_open(), "opened and not open");
        require(e.what != device_event::closed || !device_.is_open(), "closed and open");
    }
    /// What was before OPEN or CLOSE is not answered, and its errors need not be told.
    void forget() {
        waiting_.clear();
        errors_.clear();
        opening_ = false;
        ear_ = {};
    }
    /// An error is to be told, if there was room for sure: all that has been queued since the outbox was empty.
    void expect(const device_event& e) {
        const std::size_t at_most = queued_ + (heard_ - heard_at_empty_) * 4 / 3 + inbox_size + 64;
        if (at_most + 16 <= outbox_size)
            errors_.emplace_back(static_cast<std::uint32_t>(e.transaction), static_cast<std::uint32_t>(e.reason));
    }
    void error_sent() {
        if (!errors_.empty() && errors_.front() == told{ear_.transaction, load_le<std::uint32_t>(ear_.body.data())}) errors_.pop_front();
    }
    void add(std::size_t size) {
        queued_ += size;
        granted_ += 2 * size;
    }
    void emptied() {
        require(errors_.empty(), "an error is lost, or told out of turn");
        require(!device_.has_frame(), "a frame that does not come");
        queued_ = 0;
        heard_at_empty_ = heard_;
    }

    fixed_device<3, outbox_size - outbox::reserve, 2, inbox_size, 4> device_;
    std::uint32_t own_max_;
    instant now_{0xfffff000};
    listener ear_{};
    std::set<std::uint32_t> waiting_{};
    std::deque<told> errors_{};
    bool opening_{};
    std::size_t heard_{};
    std::size_t heard_at_empty_{};
    std::size_t said_{};
    std::size_t granted_{};  ///< bytes that the application has asked for
    std::size_t queued_{};   ///< by it, since the outbox was empty
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming)
    script in{data, size};
    const std::uint8_t flags = in.u8();
    application a{{.max_transfer = 64u + in.u8(), .newest = (flags & 1) != 0 ? release::v3 : release::v1, .ready = (flags & 2) == 0}};
    if ((flags & 4) != 0) a.open(64u + in.u8());
    while (!in.ended()) {
        switch (in.u8() % 16) {
            case 0: a.pass(in.u8() * 8u); break;
            case 1: a.answer_open(in.u8() % 4 == 0 ? status::busy : in.u8() % 4 == 0 ? status::failure : status::success); break;
            case 2: a.respond(a.oldest(), in.u8() * 2u); break;
            case 3: a.respond(in.u8() % 8u, in.u8()); break;
            case 4: a.indicate(in.u8()); break;
            case 5: a.open(in.u8()); break;
            case 6:
            case 7: a.send(1 + in.u8() % 4u); break;
            case 8: a.send(100); break;
            default: a.hear(next_frame(in, {3, 3, 3, 4, 1, 2, 0x80000003, 7}, [](std::uint8_t n) { return n % 8u; }));
        }
        a.check();
    }
    a.send(1000);
    return 0;
}
