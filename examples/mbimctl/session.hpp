// SPDX-License-Identifier: BSL-1.0
/// \file
/// A conversation with a modem: `mbim::host` and a transport, joined by poll().
#pragma once

#include <cdcnet/mbim/host.hpp>
#include <cdcnet/mbim/stream_reader.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "frame_log.hpp"
#include "transport.hpp"
#include "trouble.hpp"

namespace mbimctl {

namespace mbim = cdcnet::mbim;
using cdcnet::bytes;

struct session_options {
    std::string device{"/dev/cdc-wdm0"};
    bool proxied{};                               ///< by mbim-proxy, which opens the device
    std::uint32_t first_transaction{1};           ///< id of the first message
    bool opens{true};                             ///< with OPEN; else the channel is open already
    bool closes{true};                            ///< with CLOSE; else it stays open
    mbim::release newest{mbim::release::v1};      ///< that is spoken; of a channel that is open, the one that was agreed on
    std::chrono::seconds timeout{30};             ///< for OPEN, and for commands that do not take longer by nature
    std::optional<std::uint32_t> max_transfer{};  ///< instead of what the driver says
    frame_log* log{};
};

/// The answer to a command.
struct answer {
    cdcnet::uuid service{};
    std::uint32_t cid{};
    mbim::status status{};
    std::vector<std::byte> information{};

    template <mbim::command T>
    [[nodiscard]] cdcnet::result<T> read(mbim::release agreed) const {
        return mbim::command_done{service, cid, status, information}.read<T>(agreed);
    }
};

/// An indication.
struct news {
    cdcnet::uuid service{};
    std::uint32_t cid{};
    std::vector<std::byte> information{};
};

/// One modem, from OPEN to CLOSE.  Nothing is sent before there is a command to send or an indication to wait for: a command line
/// that makes no sense leaves the modem alone.  Throws `trouble` and `refusal`.
class session {
public:
    explicit session(const session_options& options);

    /// Ends the conversation as the options say.  What goes wrong then does not change what the modem has said.
    void close() noexcept { end(options_.timeout); }
    /// The same after a failure, with less patience.
    void give_up() noexcept { end(std::chrono::seconds{2}); }

    /// Sends a command and waits for its answer, whatever its status.
    template <mbim::command T>
    answer ask(const T& payload, mbim::command_type type, std::optional<std::chrono::seconds> timeout = {}) {
        return exchange([&](mbim::host& host, mbim::instant now, std::uint32_t ms) { return host.send(payload, type, now, ms); }, timeout);
    }
    template <mbim::command T>
    answer ask(const T& payload, std::optional<std::chrono::seconds> timeout = {}) {
        return exchange([&](mbim::host& host, mbim::instant now, std::uint32_t ms) { return host.send(payload, now, ms); }, timeout);
    }
    answer ask(const mbim::command_msg& command) {
        return exchange([&](mbim::host& host, mbim::instant now, std::uint32_t ms) { return host.send(command, now, ms); }, {});
    }

    /// The next indication since OPEN; none when the user interrupts.
    std::optional<news> next_news();

    /// The release of messages; known when the channel is open, so that it is opened.
    [[nodiscard]] mbim::release agreed() {
        open();
        return host_->agreed();
    }
    [[nodiscard]] std::chrono::seconds timeout() const { return options_.timeout; }

private:
    using sender = std::function<cdcnet::result<mbim::transaction_id>(mbim::host&, mbim::instant, std::uint32_t)>;

    answer exchange(const sender& send, std::optional<std::chrono::seconds> timeout);
    void open();
    void configure_proxy();
    void wait_until_open();
    void end(std::chrono::seconds patience) noexcept;
    void say_goodbye(mbim::instant until);

    [[nodiscard]] mbim::instant now() const;
    void wait(std::optional<mbim::instant> until);
    void flush();
    void receive();
    void proxy_answered(bytes frame);
    void handle(const mbim::host_event& e);
    [[noreturn]] static void fail(std::string_view what, const mbim::host_event& e);

    session_options options_;
    transport wire_;
    std::shared_ptr<mbim::host> host_;  ///< shared, so that it is destroyed as what it was made
    std::vector<std::byte> inbox_;
    mbim::stream_reader frames_;
    std::vector<std::byte> unsent_;  ///< of a frame that the transport has taken in part
    std::chrono::steady_clock::time_point start_{std::chrono::steady_clock::now()};

    bool opened_{};
    std::optional<mbim::transaction_id> proxy_asked_;
    std::optional<mbim::transaction_id> asked_;
    std::optional<answer> answer_;
    bool lost_{};  ///< the command never reached an open channel
    std::deque<news> news_;
};

}  // namespace mbimctl
