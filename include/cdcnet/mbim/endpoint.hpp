// SPDX-License-Identifier: BSL-1.0
/// \file
/// What `host` and `device` have in common: the frames that wait to be sent, and the way of a frame that comes in.
///
/// An endpoint does no I/O and holds no memory of its own: frames go in by `receive`, one at a time as the transport delivers
/// them, and come out of `next_frame`; time is an argument.  On a transport without frames, `stream_reader` finds them.
#pragma once

#include <cdcnet/mbim/fragment.hpp>

namespace cdcnet::mbim {

/// Messages in the order in which they are sent, in memory of the caller.
class outbox {
public:
    /// Bytes that are kept free for messages without a body of their own, such as errors and answers to OPEN.
    static constexpr std::size_t reserve = 64;

    constexpr outbox() noexcept = default;
    explicit constexpr outbox(mutable_bytes memory) noexcept : memory_{memory} {}

    /// Where the next message is to be built: all that is free, but for the reserve.
    [[nodiscard]] constexpr mutable_bytes room() noexcept {
        const mutable_bytes all = control_room();
        return all.first(all.size() < reserve ? 0 : all.size() - reserve);
    }
    /// As `room`, with the reserve.
    [[nodiscard]] constexpr mutable_bytes control_room() noexcept { return memory_.subspan(end_); }
    /// Appends the message that has been built at the start of the room.
    constexpr void append(std::size_t size) noexcept { end_ += size; }

    /// The next frame, whole and to be sent in one write; none when there is none.  It stays until the next call.
    [[nodiscard]] constexpr bytes next(std::uint32_t max_transfer) noexcept {
        bytes frame = sending_.next();
        while (frame.empty()) {
            if (lent_) begin_ += size_;
            lent_ = false;
            sending_ = {};
            reclaim();
            if (begin_ == end_) return {};
            size_ = load_le<std::uint32_t>(memory_.data() + begin_ + 4);
            lent_ = true;
            const mutable_bytes whole = memory_.subspan(begin_, size_);
            if (size_ <= max_transfer) return whole;
            sending_ = splitter::over(whole, max_transfer).value_or(splitter{});
            frame = sending_.next();
        }
        return frame;
    }

    /// Does not send the rest of a message of which a part has been sent: the other side has given it up.
    constexpr void stop(transaction_id transaction) noexcept {
        if (lent_ && sending_.sent() != sending_.total() && sending_.transaction() == transaction) sending_ = {};
    }
    /// Forgets all messages, sent in part or not at all.  The frame that the caller may still look at stays where it is, if
    /// there is room behind it.
    constexpr void clear() noexcept {
        const bool keep = lent_ && memory_.size() - (begin_ + size_) >= reserve;
        if (!keep) begin_ = size_ = 0;
        lent_ = keep;
        end_ = begin_ + size_;
        sending_ = {};
    }
    [[nodiscard]] constexpr bool empty() const noexcept {
        return (lent_ ? begin_ + size_ : begin_) == end_ && sending_.sent() == sending_.total();
    }

private:
    /// Moves what waits to the front of the memory, when more is free there than behind it; at this moment nobody looks at a frame.
    constexpr void reclaim() noexcept {
        if (begin_ != end_ && memory_.size() - end_ >= begin_ + reserve) return;
        move_bytes(memory_.data(), memory_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }

    mutable_bytes memory_{};
    std::size_t begin_{};  ///< of the message that is being sent
    std::size_t end_{};    ///< of the last message
    std::size_t size_{};   ///< of the message that is being sent
    splitter sending_{};
    bool lent_{};  ///< the caller may still look at a frame of it
};

/// Memory for an endpoint.
struct endpoint_memory {
    mutable_bytes outbox{};                   ///< messages that wait to be sent, with `outbox::reserve` bytes more
    mutable_bytes inbox{};                    ///< messages that come in pieces, divided among the slots
    gsl::span<reassembly_slot> unfinished{};  ///< how many of those at a time
};

namespace detail {

/// What an endpoint does with a frame before it looks at the message; `Error` is how this side tells about a fault.
template <control_message Error>
class endpoint {
public:
    explicit constexpr endpoint(const endpoint_memory& memory) noexcept : out_{memory.outbox}, in_{memory.unfinished, memory.inbox} {
        Expects(memory.outbox.size() >= outbox::reserve);
    }

    /// A frame's way: a whole message, or none yet, or what is wrong with it.
    struct arrival {
        std::optional<message> whole{};
        error fault{};
        std::optional<reassembler::dropped> refused{};
        std::optional<reassembler::dropped> evicted{};
    };
    constexpr arrival arrive(bytes frame, instant now) noexcept {
        const auto m = message::parse(frame);
        if (!m) return {.fault = m.error(), .refused = cut_short(frame, m.error())};
        const auto o = in_.receive(*m, now);
        if (o.refused) tell(o.refused->transaction, o.refused->reason);
        if (o.evicted) tell(o.evicted->transaction, o.evicted->reason);
        return {o.whole, {}, o.refused, o.evicted};
    }

    /// Queues a message that fits into the reserve.  \return false when it does not fit any more
    template <control_message M>
    constexpr bool post(transaction_id transaction, const M& value) noexcept {
        const auto built = build_message(out_.control_room(), transaction, value);
        if (built) out_.append(built->size());
        return built.has_value();
    }
    constexpr bool tell(transaction_id transaction, protocol_error reason) noexcept { return post(transaction, Error{reason}); }

    outbox out_;
    reassembler in_;

private:
    /// A command, an answer or an indication whose end the transport has cut off.
    constexpr std::optional<reassembler::dropped> cut_short(bytes frame, error e) noexcept {
        if (e.code() != errc::need_more || frame.size() < message_header::size) return std::nullopt;
        message_header h{};
        read_structure(h, frame, release::v1);
        if (!has_fragment_header(h.type)) return std::nullopt;
        in_.forget(h.type, h.transaction);
        tell(h.transaction, protocol_error::length_mismatch);
        return reassembler::dropped{h.type, h.transaction, protocol_error::length_mismatch};
    }
};

/// The memory of an endpoint, to stand before it.
template <std::size_t Outbox, std::size_t Unfinished, std::size_t Inbox>
struct endpoint_arrays {
    static_assert(Unfinished >= 1, "cdcnet: an endpoint has room for at least one message in pieces");
    std::array<std::byte, Outbox> outbox{};
    std::array<std::byte, Unfinished * Inbox> inbox{};
    std::array<reassembly_slot, Unfinished> unfinished{};

    constexpr endpoint_memory memory() noexcept { return {outbox, inbox, unfinished}; }
};

}  // namespace detail
}  // namespace cdcnet::mbim
