// SPDX-License-Identifier: BSL-1.0
/// \file
/// Control messages in pieces: `splitter` for the side that sends, `reassembler` for the side that receives.
///
/// A fragment repeats the message header and the fragment header; the bytes behind those of fragment 0, 1, 2 ... put
/// together are the body.  Sources: reference/messages.json, `framing`; reference/usb.json, `timeouts`,
/// `function_error_rules`.
#pragma once

#include <cdcnet/mbim/message.hpp>

namespace cdcnet::mbim {

/// The least MaxControlTransfer and wMaxControlMessage.
inline constexpr std::uint32_t least_max_transfer = 64;

/// The longest that a side waits for the next fragment, in milliseconds.
inline constexpr std::uint32_t fragment_timeout_ms = 1250;

/// A time in milliseconds since a moment of the caller's choice.  It may wrap: what is compared lies less than 24 days apart.
struct instant {
    std::uint32_t ms{};

    [[nodiscard]] constexpr instant after(std::uint32_t milliseconds) const noexcept { return {ms + milliseconds}; }
    /// Milliseconds from `now` until this time; 0 when it has come.
    [[nodiscard]] constexpr std::uint32_t from(instant now) const noexcept {
        const std::uint32_t distance = ms - now.ms;
        return distance > 0x7fffffffu ? 0 : distance;
    }
    friend constexpr bool operator==(instant, instant) noexcept = default;
};

/// Splits a message in its own buffer: the headers of a fragment are written over the end of the one before.
///
///     mbim::splitter parts = *mbim::splitter::over(whole, max_transfer);
///     for (bytes frame = parts.next(); !frame.empty(); frame = parts.next()) write(frame);
class splitter {
public:
    /// Bytes of the headers that each fragment has.
    static constexpr std::uint32_t header_size = message_header::size + fragment_header::size;

    /// Nothing to send.
    constexpr splitter() noexcept = default;

    /// \param whole         a message in one piece and nothing else, as the builders make it; it is used up
    /// \param max_transfer  the most bytes that a fragment may have: what the other side announced, and not more than
    ///                      wMaxControlMessage
    /// \return the splitter; the error of `message::parse`; `value` when `max_transfer` is below 64; `not_whole` for a fragment;
    ///         `too_long` for a message of a type that cannot be split
    static constexpr result<splitter> over(mutable_bytes whole, std::uint32_t max_transfer) noexcept {
        const auto m = message::parse(whole, tolerance::strict);
        if (!m) return m.error();
        if (max_transfer < least_max_transfer) return error{errc::value, 0};
        if (!m->is_whole()) return error{errc::not_whole, message_header::size};
        splitter s{whole, m->header(), max_transfer};
        if (m->bytes().size() <= max_transfer) return s;
        if (!has_fragment_header(m->type())) return error{errc::too_long, max_transfer};
        s.step_ = max_transfer - header_size;
        s.total_ = (m->header().length - header_size - 1) / s.step_ + 1;
        return s;
    }

    /// The next frame to be sent, whole and in one write; none when all have been.  The one before is overwritten.
    [[nodiscard]] constexpr bytes next() noexcept {
        if (current_ == total_) return {};
        if (total_ == 1) {
            current_ = 1;
            return whole_;
        }
        const std::uint32_t begin = current_ * step_;
        const std::uint32_t rest = header_.length - begin;
        const std::uint32_t size = rest < step_ + header_size ? rest : step_ + header_size;
        const mutable_bytes frame = whole_.subspan(begin, size);
        detail::write_element(message_header{header_.type, size, header_.transaction}, frame.data(), release::v1);
        detail::write_element(fragment_header{total_, current_}, frame.data() + message_header::size, release::v1);
        ++current_;
        return frame;
    }

    [[nodiscard]] constexpr transaction_id transaction() const noexcept { return header_.transaction; }
    [[nodiscard]] constexpr std::uint32_t total() const noexcept { return total_; }
    /// Frames that `next` has given.
    [[nodiscard]] constexpr std::uint32_t sent() const noexcept { return current_; }

private:
    constexpr splitter(mutable_bytes whole, const message_header& header, std::uint32_t step) noexcept
        : whole_{whole}, header_{header}, step_{step}, total_{1} {}

    mutable_bytes whole_{};
    message_header header_{};
    std::uint32_t step_{};  ///< bytes of the body in a fragment
    std::uint32_t total_{};
    std::uint32_t current_{};
};

/// A message that comes in pieces; what `reassembler` keeps of one.
struct reassembly_slot {
    bool taken{};
    message_header header{};
    std::uint32_t total{};  ///< fragments
    std::uint32_t next{};   ///< CurrentFragment that is expected
    std::uint32_t size{};   ///< bytes so far, headers included
    std::uint32_t whole{};  ///< bytes of the message, as InformationBufferLength says
    instant deadline{};     ///< of the next fragment
};

/// Puts fragments together, in memory of the caller.  Messages of different types or transactions may come mixed: a fragmented
/// indication does not disturb an answer.
///
/// Every fault ends the message that it belongs to, and tells what the other side is to be told.  OPEN, CLOSE and their
/// answers drop everything that is unfinished; HOST_ERROR and FUNCTION_ERROR drop what has their TransactionId.
class reassembler {
public:
    /// A message that was given up, and the error code for the other side.
    struct dropped {
        message_type type{};
        transaction_id transaction{};
        protocol_error reason{};
        friend constexpr bool operator==(const dropped&, const dropped&) noexcept = default;
    };
    /// What came of a fragment.
    struct outcome {
        std::optional<message> whole{};    ///< complete; views the fragment itself or the reassembler's memory, until the next call
        std::optional<dropped> refused{};  ///< the fragment is at fault, and with it what has come of its message
        std::optional<dropped> evicted{};  ///< another message, the one that has waited longest, has made room; nothing is refused then
    };

    /// \param slots    how many messages may be unfinished at a time, at least one
    /// \param storage  divided among the slots; a message has at most `storage.size() / slots.size()` bytes
    constexpr reassembler(gsl::span<reassembly_slot> slots, mutable_bytes storage) noexcept : slots_{slots}, storage_{storage} {
        Expects(!slots.empty());
        reset();
    }

    /// The most bytes of a message in pieces.  One in a single fragment may have any size.
    [[nodiscard]] constexpr std::size_t capacity() const noexcept {
        const std::size_t each = storage_.size() / slots_.size();
        return each < ~std::uint32_t{} ? each : ~std::uint32_t{};
    }

    /// Takes a message or fragment.  Reasons to refuse it: `duplicated_tid`, a first fragment while its transaction is
    /// unfinished; `fragment_out_of_sequence`, another CurrentFragment or TotalFragments than expected; `length_mismatch`, where
    /// InformationBufferLength disagrees with the bytes that came or is above `capacity()`.
    constexpr outcome receive(const message& m, instant now) noexcept {
        if (!has_fragment_header(m.type())) {
            control(m);
            return {.whole = m};
        }
        reassembly_slot* slot = find(m.type(), m.transaction());
        if (m.fragment().current == 0) {
            if (slot != nullptr) return refuse(m, slot, protocol_error::duplicated_tid);
            return m.is_whole() ? outcome{.whole = m} : begin(m, now);
        }
        if (slot == nullptr || m.fragment().current != slot->next || m.fragment().total != slot->total)
            return refuse(m, slot, protocol_error::fragment_out_of_sequence);
        if (!fits(slot->size, slot->whole, m.body())) return refuse(m, slot, protocol_error::length_mismatch);
        append(*slot, m.body(), now);
        if (slot->next != slot->total) return {};
        if (slot->size < slot->whole) return refuse(m, slot, protocol_error::length_mismatch);
        return {.whole = finish(*slot)};
    }

    /// When `expire` has something to tell; none while nothing is unfinished.
    [[nodiscard]] constexpr std::optional<instant> next_timeout(instant now) const noexcept {
        const reassembly_slot* const first = oldest(now);
        return first == nullptr ? std::nullopt : std::optional{first->deadline};
    }
    /// Gives up a message whose next fragment did not come in time, with `timeout_fragment`; to be called until there is none.
    constexpr std::optional<dropped> expire(instant now) noexcept {
        reassembly_slot* const first = oldest(now);
        if (first == nullptr || first->deadline.from(now) != 0) return std::nullopt;
        return drop(*first, protocol_error::timeout_fragment);
    }

    /// Drops what has come of a message whose next fragment cannot be read.
    constexpr void forget(message_type type, transaction_id transaction) noexcept {
        if (reassembly_slot* const slot = find(type, transaction)) slot->taken = false;
    }
    /// Drops everything that is unfinished.
    constexpr void reset() noexcept {
        for (reassembly_slot& s : elements{slots_}) s.taken = false;
    }
    /// Messages that are unfinished.
    [[nodiscard]] constexpr std::size_t unfinished() const noexcept {
        std::size_t n = 0;
        for (const reassembly_slot& s : elements{slots_}) n += s.taken;
        return n;
    }

private:
    constexpr reassembly_slot* find(message_type type, transaction_id transaction) noexcept {
        for (reassembly_slot& s : elements{slots_})
            if (s.taken && s.header.type == type && s.header.transaction == transaction) return &s;
        return nullptr;
    }
    /// The one whose time comes first.
    [[nodiscard]] constexpr reassembly_slot* oldest(instant now) const noexcept {
        reassembly_slot* first = nullptr;
        for (reassembly_slot& s : elements{slots_})
            if (s.taken && (first == nullptr || s.deadline.from(now) < first->deadline.from(now))) first = &s;
        return first;
    }
    static constexpr dropped drop(reassembly_slot& s, protocol_error reason) noexcept {
        s.taken = false;
        return {s.header.type, s.header.transaction, reason};
    }
    static constexpr outcome refuse(const message& m, reassembly_slot* slot, protocol_error reason) noexcept {
        if (slot != nullptr) slot->taken = false;
        return {.refused = dropped{m.type(), m.transaction(), reason}};
    }
    constexpr void control(const message& m) noexcept {
        if (m.type() != message_type::host_error && m.type() != message_type::function_error) return reset();
        for (reassembly_slot& s : elements{slots_})
            if (s.header.transaction == m.transaction()) s.taken = false;
    }

    [[nodiscard]] constexpr mutable_bytes memory_of(const reassembly_slot& s) const noexcept {
        return storage_.subspan(static_cast<std::size_t>(&s - slots_.data()) * capacity(), capacity());
    }
    constexpr outcome begin(const message& m, instant now) noexcept {
        // The length stands before the information buffer, the last field of every type's fixed part.
        const std::uint32_t buffer_at = m.type() == message_type::indicate_status ? indicate_status_msg::information_buffer_offset
                                                                                  : command_msg::information_buffer_offset;
        if (m.bytes().size() < buffer_at) return refuse(m, nullptr, protocol_error::length_mismatch);
        const auto length = load_le<std::uint32_t>(m.bytes().data() + buffer_at - 4);
        // A piece at fault takes nobody's place.
        if (capacity() < buffer_at || length > capacity() - buffer_at || !fits(splitter::header_size, buffer_at + length, m.body()))
            return refuse(m, nullptr, protocol_error::length_mismatch);

        outcome o;
        reassembly_slot* slot = free_slot();
        if (slot == nullptr) {
            slot = oldest(now);
            o.evicted = drop(*slot, protocol_error::timeout_fragment);
        }
        *slot = {
            .taken = true, .header = m.header(), .total = m.fragment().total, .size = splitter::header_size, .whole = buffer_at + length};
        append(*slot, m.body(), now);
        return o;
    }
    constexpr reassembly_slot* free_slot() noexcept {
        for (reassembly_slot& s : elements{slots_})
            if (!s.taken) return &s;
        return nullptr;
    }
    /// False when nothing comes, or more than the message has, its padding included.
    [[nodiscard]] constexpr bool fits(std::uint32_t size, std::uint32_t whole, bytes piece) const noexcept {
        const std::uint64_t most = round_up_4(whole);
        return !piece.empty() && piece.size() <= most - size && piece.size() <= capacity() - size;
    }
    constexpr void append(reassembly_slot& s, bytes piece, instant now) noexcept {
        copy_bytes(memory_of(s).data() + s.size, piece.data(), piece.size());
        s.size += static_cast<std::uint32_t>(piece.size());
        s.deadline = now.after(fragment_timeout_ms);
        ++s.next;
    }
    constexpr message finish(reassembly_slot& s) noexcept {
        s.taken = false;
        const mutable_bytes memory = memory_of(s).first(s.size);
        detail::write_element(message_header{s.header.type, s.size, s.header.transaction}, memory.data(), release::v1);
        detail::write_element(fragment_header{}, memory.data() + message_header::size, release::v1);
        return *message::parse(memory);
    }

    gsl::span<reassembly_slot> slots_;
    mutable_bytes storage_;
};

}  // namespace cdcnet::mbim
