// SPDX-License-Identifier: BSL-1.0
/// \file
/// The control channel as the modem's parts see it: commands that are answered when it suits, and news.
#pragma once

#include <cdcnet/mbim/device.hpp>
#include <optional>
#include <vector>

namespace virtual_modem {

using namespace cdcnet;
using namespace cdcnet::mbim;

/// A command that waits for its answer.  A host may use its transaction id again after it has given the command up; the
/// serial number tells the two apart.
struct ticket {
    transaction_id transaction{};
    std::uint32_t serial{};
};

class channel {
public:
    explicit channel(const device_options& options) : device_{options} {}

    /// Takes a frame; a command in it gets a ticket.
    device_event receive(bytes frame, instant now) { return note(device_.receive(frame, now)); }
    device_event expire(instant now) { return note(device_.expire(now)); }
    [[nodiscard]] std::optional<instant> next_timeout(instant now) const { return device_.next_timeout(now); }
    void answer_open() { static_cast<void>(device_.answer_open()); }

    [[nodiscard]] bytes next_frame() { return device_.next_frame(); }
    [[nodiscard]] bool has_frame() const { return device_.has_frame(); }
    [[nodiscard]] release agreed() const { return device_.agreed(); }
    /// The ticket of the command that came last.
    [[nodiscard]] ticket last() const { return waiting_.empty() ? ticket{} : waiting_.back(); }

    /// Answers a command, unless the host has given it up.
    template <mbim::command T>
    void respond(const ticket& asked, const T& payload, status s = status::success) {
        if (!take(asked)) return;
        if (device_.respond(asked.transaction, payload, s)) static_cast<void>(device_.respond(asked.transaction, status::failure));
    }
    void respond(const ticket& asked, status s) {
        if (take(asked)) static_cast<void>(device_.respond(asked.transaction, s));
    }
    template <mbim::command T>
    void indicate(const T& payload) {
        static_cast<void>(device_.indicate(payload));
    }
    /// The same structure as the answer to a command, if there is one, or as news.
    template <mbim::command T>
    void tell(const std::optional<ticket>& asked, const T& payload, status s = status::success) {
        if (asked) {
            respond(*asked, payload, s);
        } else {
            indicate(payload);
        }
    }

private:
    device_event note(const device_event& e) {
        using enum device_event::kind;
        if (e.what == opened || e.what == opening || e.what == closed) waiting_.clear();
        if (e.what == cancelled || e.what == command) forget(e.transaction);
        if (e.what == command) waiting_.push_back({e.transaction, ++serial_});
        return e;
    }
    void forget(transaction_id transaction) {
        std::erase_if(waiting_, [&](const ticket& t) { return t.transaction == transaction; });
    }
    bool take(const ticket& asked) {
        return std::erase_if(waiting_, [&](const ticket& t) { return t.serial == asked.serial; }) != 0;
    }

    static constexpr std::size_t outbox = std::size_t{128} << 10;
    static constexpr std::size_t longest_command = std::size_t{64} << 10;
    static constexpr std::size_t subscriptions = 512;

    fixed_device<16, outbox, 4, longest_command, subscriptions> device_;
    std::vector<ticket> waiting_;
    std::uint32_t serial_{};
};

}  // namespace virtual_modem
