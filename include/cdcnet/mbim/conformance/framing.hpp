// SPDX-License-Identifier: BSL-1.0
/// \file
/// Rules of the framing itself: lengths, fragments, transaction ids, who may say what and when.
#pragma once

#include <cdcnet/mbim/conformance/state.hpp>

namespace cdcnet::mbim::conformance {

namespace detail {

constexpr bool begins_or_continues(const step& s) noexcept { return !s.fault && has_fragment_header(s.header.type); }
constexpr bool is_continuation(const step& s) noexcept { return begins_or_continues(s) && s.fragment.current != 0; }
/// The error codes that each side may send.
constexpr bool is_sent_by_function(protocol_error e) noexcept {
    return e >= protocol_error::timeout_fragment && e <= protocol_error::max_transfer && e != protocol_error::cancel;
}
constexpr bool is_sent_by_host(protocol_error e) noexcept {
    return e >= protocol_error::timeout_fragment && e <= protocol_error::max_transfer && e != protocol_error::not_opened &&
           e != protocol_error::max_transfer;
}

}  // namespace detail

inline constexpr rule framing_rules[] = {
    {.id = "message-length",
     .title = "MessageLength counts the bytes of the frame",
     .source = source::framing,
     .looks_at = "MessageLength",
     .example = "A CLOSE of 12 bytes whose MessageLength is 16",
     .on = occasion::frame,
     .look = [](const step& s, const state&) noexcept -> verdict {
         return kept_if(s.frame_size >= message_header::size && s.header.length == s.frame_size && s.fault.code() != errc::length,
                        subject::message_length, s.header.length);
     }},
    {.id = "message-type",
     .title = "MessageType is one of the nine",
     .source = source::framing,
     .looks_at = "MessageType",
     .example = "MessageType 0x80000005",
     .on = occasion::frame,
     .look = [](const step& s, const state&) noexcept -> verdict {
         if (s.frame_size < message_header::size) return {};
         return kept_if(is_known(s.header.type), subject::message_type, s.header.type);
     }},
    {.id = "message-of-its-side",
     .title = "The host sends messages of the host, the function those of the function",
     .source = source::framing,
     .looks_at = "MessageType",
     .example = "COMMAND_DONE sent by the host",
     .note = "Needs to know who sent a frame; a caller that does not leaves the rule unexercised.",
     .on = occasion::frame,
     .look = [](const step& s, const state&) noexcept -> verdict {
         if (s.from == sender::unknown || s.frame_size < message_header::size || !is_known(s.header.type)) return {};
         return kept_if(from_function(s.header.type) == (s.from == sender::function), subject::message_type, s.header.type);
     }},
    {.id = "fragment-header",
     .title = "CurrentFragment is below TotalFragments",
     .source = source::fragmentation,
     .looks_at = "TotalFragments, CurrentFragment",
     .example = "TotalFragments 1 with CurrentFragment 1",
     .on = occasion::frame,
     .look = [](const step& s, const state&) noexcept -> verdict {
         if (s.fault.code() == errc::fragment) return broken(subject::current_fragment, s.fragment.current);
         return detail::begins_or_continues(s) ? verdict{verdict::kept} : verdict{};
     }},
    {.id = "fragment-sequence",
     .title = "Fragments come in order, all of them, with one TotalFragments",
     .source = source::fragmentation,
     .looks_at = "TotalFragments, CurrentFragment",
     .example = "Fragments 0 and 2 of 3",
     .on = occasion::frame,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (!detail::begins_or_continues(s)) return {};
         if (s.fragment.current == 0) {
             // A command that begins twice has the TransactionId of another, which is a rule of its own.
             const unfinished_message* const other = now.find(s.header.type, s.header.transaction);
             if (other == nullptr || other->ended || s.is(occasion::command)) return {};
             return broken(subject::current_fragment, 0u, other->number);
         }
         if (s.part == nullptr) {
             const bool may_have_begun = now.forgot_fragments || now.channel == state::channel_state::unknown;
             return may_have_begun ? verdict{verdict::undecidable} : broken(subject::current_fragment, s.fragment.current);
         }
         if (s.part->ended) return {};
         if (s.fragment.total != s.part->total) return broken(subject::total_fragments, s.fragment.total, s.part->number);
         return kept_if(s.fragment.current == s.part->next, subject::current_fragment, s.fragment.current, s.part->number);
     }},
    {.id = "fragment-in-time",
     .title = "The next fragment comes within 1250 ms",
     .source = source::fragmentation,
     .looks_at = "times of fragments",
     .example = "Fragment 1 two seconds behind fragment 0",
     .on = occasion::frame,
     .look = [](const step& s, const state&) noexcept -> verdict {
         if (!detail::is_continuation(s) || s.part == nullptr || s.part->ended) return {};
         if (!s.at || !s.part->at) return verdict::undecidable;
         const std::uint32_t waited = s.at->ms - s.part->at->ms;
         return kept_if(waited <= fragment_timeout_ms, subject::time, waited, s.part->number);
     }},
    {.id = "information-buffer-length",
     .title = "InformationBufferLength agrees with the lengths of the messages, padding included",
     .source = source::fragmentation,
     .looks_at = "InformationBufferLength, MessageLength",
     .example = "InformationBufferLength 16 with 8 bytes behind it",
     .note = "Up to 3 bytes of padding may be there or not.",
     .on = occasion::frame,
     .look = [](const step& s, const state&) noexcept -> verdict {
         if (!detail::begins_or_continues(s)) return {};
         std::uint64_t have = s.body;
         std::uint32_t head = s.head;
         std::uint32_t length = s.buffer_length;
         std::uint32_t since = 0;
         if (s.fragment.current == 0) {
             if (s.body < s.head) return broken(subject::message_length, s.header.length);
             if (s.fragment.total != 1) return {};
         } else {
             if (s.part == nullptr || s.part->ended || s.part->next != s.fragment.current || s.part->total != s.fragment.total) return {};
             if (s.fragment.current + 1 != s.fragment.total) return {};
             have += s.part->bytes;
             head = s.part->head;
             length = s.part->buffer_length;
             since = s.part->number;
         }
         const std::uint64_t wanted = std::uint64_t{head} + length;
         return kept_if(have >= wanted && have <= round_up_4(wanted), subject::information_buffer_length, length, since);
     }},
    {.id = "max-transfer-least",
     .title = "MaxControlTransfer is at least 64",
     .source = source::framing,
     .looks_at = "OPEN: MaxControlTransfer",
     .example = "OPEN with MaxControlTransfer 32",
     .on = occasion::open,
     .look = [](const step& s, const state&) noexcept -> verdict {
         return kept_if(s.word >= least_max_transfer, subject::max_control_transfer, s.word);
     }},
    {.id = "max-transfer-respected",
     .title = "No frame is longer than MaxControlTransfer or wMaxControlMessage",
     .source = source::framing,
     .looks_at = "MessageLength; OPEN: MaxControlTransfer; wMaxControlMessage",
     .example = "OPEN with MaxControlTransfer 64, then a COMMAND of 76 bytes in one frame",
     .on = occasion::frame,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (s.fault || s.is(occasion::open) || now.max_transfer < least_max_transfer) return {};
         std::uint32_t most = now.max_transfer;
         const bool is_host = !from_function(s.header.type);
         if (is_host && now.descriptors.max_control_message && *now.descriptors.max_control_message < most)
             most = *now.descriptors.max_control_message;
         return kept_if(s.header.length <= most, subject::message_length, s.header.length, now.channel_number);
     }},
    {.id = "command-type",
     .title = "CommandType is Query or Set",
     .source = source::framing,
     .looks_at = "COMMAND: CommandType",
     .example = "CommandType 2",
     .on = occasion::command,
     .look = [](const step& s, const state&) noexcept -> verdict {
         return kept_if(s.word <= static_cast<std::uint32_t>(command_type::set), subject::command_type, s.word);
     }},
    {.id = "host-transaction-id",
     .title = "The host does not use TransactionId 0",
     .source = source::framing,
     .looks_at = "OPEN, CLOSE, COMMAND: TransactionId",
     .example = "A COMMAND with TransactionId 0",
     .on = occasion::open | occasion::close | occasion::command,
     .look = [](const step& s, const state&) noexcept -> verdict {
         return kept_if(s.header.transaction != transaction_id{}, subject::transaction_id, 0u);
     }},
    {.id = "indication-transaction-id",
     .title = "Indications have TransactionId 0",
     .source = source::framing,
     .looks_at = "INDICATE_STATUS: TransactionId",
     .example = "INDICATE_STATUS with TransactionId 5",
     .on = occasion::indication,
     .look = [](const step& s, const state&) noexcept -> verdict {
         return kept_if(s.header.transaction == transaction_id{}, subject::transaction_id, s.header.transaction);
     }},
    {.id = "transaction-in-use",
     .title = "A command does not have the TransactionId of one that waits for its answer",
     .source = source::framing,
     .looks_at = "COMMAND: TransactionId",
     .example = "Two COMMANDs with one TransactionId, neither answered",
     .on = occasion::command,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         const pending_exchange* const other = now.find(s.header.transaction);
         const bool is_used = other != nullptr && !other->ended;
         return kept_if(!is_used, subject::transaction_id, s.header.transaction, is_used ? other->number : 0);
     }},
    {.id = "answer-names-its-command",
     .title = "COMMAND_DONE has DeviceServiceId and CID of its COMMAND",
     .source = source::framing,
     .looks_at = "COMMAND_DONE: DeviceServiceId, Cid",
     .example = "A COMMAND of CID 1 answered with CID 2",
     .on = occasion::answer,
     .look = [](const step& s, const state&) noexcept -> verdict {
         if (s.asked == nullptr) return {};
         if (s.asked->cid != s.cid) return broken(subject::cid, s.cid, s.asked->number);
         return kept_if(is_same_service(s.asked->service, s.service), subject::device_service_id, 0u, s.asked->number);
     }},
    {.id = "open-done-answers",
     .title = "OPEN_DONE has the TransactionId of an OPEN that waits",
     .source = source::framing,
     .looks_at = "OPEN_DONE: TransactionId",
     .example = "OPEN with TransactionId 1 and OPEN_DONE with 2",
     .on = occasion::open_done,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (!now.waits_for_open_done && now.channel == state::channel_state::unknown) return verdict::undecidable;
         const bool is_asked =
             now.waits_for_open_done && (s.header.transaction == now.open_id || s.header.transaction == now.earlier_open_id);
         return kept_if(is_asked, subject::transaction_id, s.header.transaction, now.channel_number);
     }},
    {.id = "close-done-answers",
     .title = "CLOSE_DONE has the TransactionId of a CLOSE that waits",
     .source = source::framing,
     .looks_at = "CLOSE_DONE: TransactionId",
     .example = "CLOSE with TransactionId 9 and CLOSE_DONE with 8",
     .on = occasion::close_done,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (!now.waits_for_close_done && now.channel == state::channel_state::unknown) return verdict::undecidable;
         return kept_if(now.waits_for_close_done && s.header.transaction == now.close_id, subject::transaction_id, s.header.transaction,
                        now.channel_number);
     }},
    {.id = "commands-when-open",
     .title = "The host sends commands only between OPEN_DONE and CLOSE",
     .source = source::framing,
     .looks_at = "COMMAND; OPEN_DONE, CLOSE before it",
     .example = "CLOSE, then a COMMAND",
     .note = "Behind an OPEN that failed another rule speaks.",
     .on = occasion::command,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (now.channel == state::channel_state::failed) return {};
         if (now.channel == state::channel_state::unknown) return verdict::undecidable;
         return kept_if(now.channel == state::channel_state::open, subject::message, s.header.transaction, now.channel_number);
     }},
    {.id = "function-speaks-when-open",
     .title = "The function answers commands and indicates only while it is open",
     .source = source::framing,
     .looks_at = "COMMAND_DONE, INDICATE_STATUS; OPEN_DONE, CLOSE_DONE before it",
     .example = "CLOSE_DONE, then INDICATE_STATUS",
     .note = "What was on its way when the host sent CLOSE or a second OPEN is no fault.",
     .on = occasion::answer | occasion::indication,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         using enum state::channel_state;
         if (now.channel == unknown) return verdict::undecidable;
         const bool is_closed = now.channel == closed || now.channel == failed || now.channel == opening;
         return kept_if(!is_closed, subject::message, s.header.transaction, now.channel_number);
     }},
    {.id = "error-code-of-function",
     .title = "FUNCTION_ERROR has a code that functions send",
     .source = source::errors,
     .looks_at = "FUNCTION_ERROR: ErrorStatusCode",
     .example = "FUNCTION_ERROR CANCEL",
     .on = occasion::function_error,
     .look = [](const step& s, const state&) noexcept -> verdict {
         return kept_if(detail::is_sent_by_function(static_cast<protocol_error>(s.word)), subject::error_status_code, s.word);
     }},
    {.id = "error-code-of-host",
     .title = "HOST_ERROR has a code that hosts send",
     .source = source::errors,
     .looks_at = "HOST_ERROR: ErrorStatusCode",
     .example = "HOST_ERROR NOT_OPENED",
     .on = occasion::host_error,
     .look = [](const step& s, const state&) noexcept -> verdict {
         return kept_if(detail::is_sent_by_host(static_cast<protocol_error>(s.word)), subject::error_status_code, s.word);
     }},
    {.id = "not-opened-when-closed",
     .title = "A function that is open does not say NOT_OPENED",
     .level = severity::warning,
     .source = source::errors,
     .looks_at = "FUNCTION_ERROR: ErrorStatusCode",
     .example = "OPEN_DONE SUCCESS, a COMMAND, and FUNCTION_ERROR NOT_OPENED",
     .note = "It has lost its state, or somebody else has closed it.",
     .on = occasion::function_error,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (static_cast<protocol_error>(s.word) != protocol_error::not_opened) return {};
         if (now.channel == state::channel_state::unknown) return verdict::undecidable;
         return kept_if(now.channel != state::channel_state::open, subject::error_status_code, s.word, now.channel_number);
     }},
    {.id = "reset-after-unknown",
     .title = "After FUNCTION_ERROR UNKNOWN the host resets the function",
     .level = severity::warning,
     .source = source::errors,
     .looks_at = "FUNCTION_ERROR: ErrorStatusCode; COMMAND behind it",
     .example = "FUNCTION_ERROR UNKNOWN, then a COMMAND without an OPEN between them",
     .on = occasion::command | occasion::open,
     .look = [](const step& s, const state& now) noexcept -> verdict {
         if (!now.resets) return {};
         return kept_if(s.is(occasion::open), subject::message, s.header.transaction);
     }},
};

}  // namespace cdcnet::mbim::conformance
