// SPDX-License-Identifier: BSL-1.0
/// \file
/// The nine control messages of MBIM, parsed and built, for host and function.  Source: reference/messages.json,
/// `framing`.
///
/// A message is a 12-byte header, for three of the types an 8-byte fragment header, and a body.  `message::parse` checks
/// the headers; `as` reads the body; `command_msg`, `command_done` and `indicate_status_msg` hold an information buffer
/// that `read` turns into a structure of a service.
#pragma once

#include <cdcnet/mbim/codec.hpp>
#include <cdcnet/mbim/framing_types.hpp>
#include <cdcnet/mbim/protocol_error.hpp>
#include <cdcnet/mbim/service.hpp>
#include <cdcnet/mbim/status.hpp>

namespace cdcnet::mbim {

/// Pairs a command with its answer.  The host never uses 0; indications always do.
enum class transaction_id : std::uint32_t {};

/// The first 12 bytes of every message.
struct message_header {
    message_type type{};
    std::uint32_t length{};  ///< of this message or fragment, header included
    transaction_id transaction{};

    static constexpr std::uint32_t size = 12;
    using layout = fields<"MBIM_MESSAGE_HEADER", field<"MessageType", &message_header::type>,
                          field<"MessageLength", &message_header::length>, field<"TransactionId", &message_header::transaction>>;
};

/// The 8 bytes behind the message header of COMMAND_MSG, COMMAND_DONE and INDICATE_STATUS_MSG.
struct fragment_header {
    std::uint32_t total{1};   ///< 1 for a message in one piece
    std::uint32_t current{};  ///< counts from 0

    static constexpr std::uint32_t size = 8;
    using layout = fields<"MBIM_FRAGMENT_HEADER", field<"TotalFragments", &fragment_header::total>,
                          field<"CurrentFragment", &fragment_header::current>>;
};

/// MBIM_OPEN_MSG, host to function.
struct open_msg {
    std::uint32_t max_control_transfer{};  ///< bytes; the largest fragment that the host takes, at least 64

    static constexpr message_type type = message_type::open;
    using layout = fields<"MBIM_OPEN_MSG", field<"MaxControlTransfer", &open_msg::max_control_transfer, rule{.unit = unit::bytes}>>;
};

/// MBIM_CLOSE_MSG, host to function.
struct close_msg {
    static constexpr message_type type = message_type::close;
    using layout = fields<"MBIM_CLOSE_MSG">;
};

/// MBIM_OPEN_DONE.  Any status but `success` leaves the function closed.
struct open_done {
    mbim::status status{};

    static constexpr message_type type = message_type::open_done;
    using layout = fields<"MBIM_OPEN_DONE", field<"Status", &open_done::status>>;
};

/// MBIM_CLOSE_DONE.
struct close_done {
    mbim::status status{};

    static constexpr message_type type = message_type::close_done;
    using layout = fields<"MBIM_CLOSE_DONE", field<"Status", &close_done::status>>;
};

/// MBIM_HOST_ERROR_MSG.  `cancel` withdraws the command with this TransactionId.
struct host_error_msg {
    protocol_error error{};

    static constexpr message_type type = message_type::host_error;
    using layout = fields<"MBIM_HOST_ERROR_MSG", field<"ErrorStatusCode", &host_error_msg::error>>;
};

/// MBIM_FUNCTION_ERROR_MSG.  It also ends an OPEN whose TransactionId it carries.
struct function_error_msg {
    protocol_error error{};

    static constexpr message_type type = message_type::function_error;
    using layout = fields<"MBIM_FUNCTION_ERROR_MSG", field<"ErrorStatusCode", &function_error_msg::error>>;
};

namespace detail {

/// Whether structure `T` is what the information buffer of (service, cid, operation) holds.
template <command T>
[[nodiscard]] constexpr bool is_payload(const uuid& service, std::uint32_t cid, operation o) noexcept {
    return T::id.serves(o) && cid == T::id.cid && is_same_service(service, T::id.service);
}

/// Reads an information buffer; errors count from the start of the message.
template <command T, class M>
constexpr result<T> read_payload(const M& m, operation o, release agreed, tolerance t) noexcept {
    if (!is_payload<T>(m.service, m.cid, o)) return error{errc::other_operation, M::service_offset};
    if (!T::id.in(agreed)) return error{errc::not_this_release, M::service_offset};
    if (error e = check<T>(m.information_buffer, agreed, t)) return e.shifted(M::information_buffer_offset);
    return {std::in_place, [&] { return read_item<T>(m.information_buffer, agreed); }};
}

}  // namespace detail

/// MBIM_COMMAND_MSG, host to function: sets or queries one CID.
struct command_msg {
    uuid service{};
    std::uint32_t cid{};
    command_type command{};
    bytes information_buffer{};  ///< views the message

    static constexpr message_type type = message_type::command;
    static constexpr std::uint32_t service_offset = 20;
    static constexpr std::uint32_t information_buffer_offset = 48;
    using layout =
        fields<"MBIM_COMMAND_MSG", field<"DeviceServiceId", &command_msg::service>, field<"Cid", &command_msg::cid>,
               field<"CommandType", &command_msg::command>, mbim::size<"InformationBufferLength", &command_msg::information_buffer>,
               counted<"InformationBuffer", &command_msg::information_buffer, rule{.unpadded = true}>>;

    /// `set` or `query`, from the command type; neither for an unknown one.
    [[nodiscard]] constexpr mbim::operation operation() const noexcept {
        if (command == command_type::set) return mbim::operation::set;
        return command == command_type::query ? mbim::operation::query : mbim::operation{};
    }
    /// True when the information buffer is a `T`.
    template <mbim::command T>
    [[nodiscard]] constexpr bool carries() const noexcept {
        return detail::is_payload<T>(service, cid, operation());
    }
    /// The information buffer as a `T`, which views the message.
    /// \return the value; `other_operation` when the message carries something else; `not_this_release`; or the first
    ///         fault of the buffer, its offset counted from the start of the message
    template <mbim::command T>
    constexpr result<T> read(release agreed = release::v1, tolerance t = tolerance::standard) const noexcept {
        return detail::read_payload<T>(*this, operation(), agreed, t);
    }
};

/// MBIM_COMMAND_DONE, the answer to a COMMAND_MSG.  One that failed may carry its structure or nothing.
struct command_done {
    uuid service{};
    std::uint32_t cid{};
    mbim::status status{};
    bytes information_buffer{};  ///< views the message

    static constexpr message_type type = message_type::command_done;
    static constexpr std::uint32_t service_offset = 20;
    static constexpr std::uint32_t information_buffer_offset = 48;
    using layout = fields<"MBIM_COMMAND_DONE", field<"DeviceServiceId", &command_done::service>, field<"Cid", &command_done::cid>,
                          field<"Status", &command_done::status>, mbim::size<"InformationBufferLength", &command_done::information_buffer>,
                          counted<"InformationBuffer", &command_done::information_buffer, rule{.unpadded = true}>>;

    [[nodiscard]] static constexpr mbim::operation operation() noexcept { return mbim::operation::response; }
    /// \copydoc command_msg::carries
    template <mbim::command T>
    [[nodiscard]] constexpr bool carries() const noexcept {
        return detail::is_payload<T>(service, cid, operation());
    }
    /// \copydoc command_msg::read
    template <mbim::command T>
    constexpr result<T> read(release agreed = release::v1, tolerance t = tolerance::standard) const noexcept {
        return detail::read_payload<T>(*this, operation(), agreed, t);
    }
};

/// MBIM_INDICATE_STATUS_MSG: news that nobody asked for.
struct indicate_status_msg {
    uuid service{};
    std::uint32_t cid{};
    bytes information_buffer{};  ///< views the message

    static constexpr message_type type = message_type::indicate_status;
    static constexpr std::uint32_t service_offset = 20;
    static constexpr std::uint32_t information_buffer_offset = 44;
    using layout =
        fields<"MBIM_INDICATE_STATUS_MSG", field<"DeviceServiceId", &indicate_status_msg::service>, field<"Cid", &indicate_status_msg::cid>,
               mbim::size<"InformationBufferLength", &indicate_status_msg::information_buffer>,
               counted<"InformationBuffer", &indicate_status_msg::information_buffer, rule{.unpadded = true}>>;

    [[nodiscard]] static constexpr mbim::operation operation() noexcept { return mbim::operation::notification; }
    /// \copydoc command_msg::carries
    template <mbim::command T>
    [[nodiscard]] constexpr bool carries() const noexcept {
        return detail::is_payload<T>(service, cid, operation());
    }
    /// \copydoc command_msg::read
    template <mbim::command T>
    constexpr result<T> read(release agreed = release::v1, tolerance t = tolerance::standard) const noexcept {
        return detail::read_payload<T>(*this, operation(), agreed, t);
    }
};

/// One of the nine messages.
template <class M>
concept control_message = record<M> && std::is_same_v<const message_type, decltype(M::type)>;

/// True for the messages that carry a fragment header.
template <control_message M>
inline constexpr bool is_fragmentable = has_fragment_header(M::type);

/// A message, or one fragment of a message, whose headers have been checked.  Views the bytes it was parsed from.
class message {
public:
    constexpr message() noexcept = default;

    /// Checks the message header and, where there is one, the fragment header.
    ///
    /// \param received  starts with a message; bytes behind MessageLength are ignored, `strict` refuses them
    ///
    /// A stream reader bounds MessageLength itself, by wMaxControlMessage or MaxControlTransfer: until then garbage that
    /// reads as a large length is `need_more`.
    /// \return the message; `need_more` when bytes are missing that MessageLength counts, `length` when it does not
    ///         count the headers, `message_type`, or `fragment` when CurrentFragment is not below TotalFragments
    static constexpr result<message> parse(bytes received, tolerance t = tolerance::standard) noexcept {
        if (received.size() < message_header::size) return error{errc::need_more, received.size()};
        message m;
        detail::read_structure(m.header_, received, release::v1);
        if (m.header_.length < message_header::size) return error{errc::length, 4, place::of_field(1)};
        if (!is_known(m.header_.type)) return error{errc::message_type, 0, place::of_field(0)};
        if (m.header_.length > received.size()) return error{errc::need_more, received.size()};
        if (t == tolerance::strict && m.header_.length != received.size()) return error{errc::trailing_bytes, m.header_.length};
        m.bytes_ = received.first(m.header_.length);
        if (!has_fragment_header(m.header_.type)) return m;
        if (m.bytes_.size() < message_header::size + fragment_header::size) return error{errc::length, 4, place::of_field(1)};
        detail::read_structure(m.fragment_, m.bytes_.subspan(message_header::size), release::v1);
        if (m.fragment_.current >= m.fragment_.total) return error{errc::fragment, message_header::size};
        return m;
    }

    [[nodiscard]] constexpr message_type type() const noexcept { return header_.type; }
    [[nodiscard]] constexpr transaction_id transaction() const noexcept { return header_.transaction; }
    [[nodiscard]] constexpr const message_header& header() const noexcept { return header_; }
    /// Total 1 and current 0 for the types that have none.
    [[nodiscard]] constexpr const fragment_header& fragment() const noexcept { return fragment_; }
    /// True unless the message continues in, or is the continuation of, other fragments.
    [[nodiscard]] constexpr bool is_whole() const noexcept { return fragment_.total == 1; }
    /// MessageLength bytes.
    [[nodiscard]] constexpr cdcnet::bytes bytes() const noexcept { return bytes_; }
    /// What follows the headers.  Of a continuation fragment: a piece of the information buffer.
    [[nodiscard]] constexpr cdcnet::bytes body() const noexcept { return bytes_.subspan(body_offset()); }
    [[nodiscard]] constexpr std::uint32_t body_offset() const noexcept {
        return message_header::size + (has_fragment_header(header_.type) ? fragment_header::size : 0);
    }

    /// The body as message `M`; views the same bytes.
    /// \return the value; `other_operation` when this is another type, `not_first` for a continuation fragment,
    ///         `not_whole` for the first of several fragments, or the fault with its offset in the message
    template <control_message M>
    constexpr result<M> as(tolerance t = tolerance::standard) const noexcept {
        if (header_.type != M::type) return error{errc::other_operation, 0, place::of_field(0)};
        if (fragment_.current != 0) return error{errc::not_first, message_header::size + 4};
        if (fragment_.total != 1) return error{errc::not_whole, message_header::size};
        if (error e = detail::check<M>(body(), release::v1, t)) return e.shifted(body_offset());
        return {std::in_place, [&] { return detail::read_item<M>(body(), release::v1); }};
    }

private:
    message_header header_{};
    fragment_header fragment_{};
    cdcnet::bytes bytes_{};
};

/// Calls `f(body)` with the body of the message: `const open_msg&`, `const command_done&` and so on, one of the nine.
/// \return none; or the error of `message::as`, and `f` is not called
template <class Visitor>
constexpr error visit_body(const message& m, Visitor&& f, tolerance t = tolerance::standard) {
    const auto with = [&](const auto& body) {
        if (body) f(*body);
        return body.error();
    };
    switch (m.type()) {
        case message_type::open: return with(m.as<open_msg>(t));
        case message_type::close: return with(m.as<close_msg>(t));
        case message_type::command: return with(m.as<command_msg>(t));
        case message_type::host_error: return with(m.as<host_error_msg>(t));
        case message_type::open_done: return with(m.as<open_done>(t));
        case message_type::close_done: return with(m.as<close_done>(t));
        case message_type::command_done: return with(m.as<command_done>(t));
        case message_type::function_error: return with(m.as<function_error_msg>(t));
        case message_type::indicate_status: return with(m.as<indicate_status_msg>(t));
    }
    return error{errc::message_type, 0, place::of_field(0)};
}

namespace detail {

/// Writes the headers of a message in one piece whose body has `body` bytes.
template <control_message M>
constexpr void write_headers(std::byte* out, transaction_id transaction, std::size_t body) noexcept {
    const std::size_t headers = message_header::size + (is_fragmentable<M> ? fragment_header::size : 0);
    write_element(message_header{M::type, static_cast<std::uint32_t>(headers + body), transaction}, out, release::v1);
    if constexpr (is_fragmentable<M>) write_element(fragment_header{}, out + message_header::size, release::v1);
}

/// Builds the payload in its final place and then the head around it.
template <control_message M, command T>
constexpr result<bytes> build_with_payload(mutable_bytes out, transaction_id transaction, M head, const T& payload, release agreed,
                                           tolerance t) noexcept {
    if (!T::id.in(agreed)) return error{errc::not_this_release, 0};
    if (error e = check_value(payload, agreed, t, {})) return e;
    const std::size_t n = whole_size(payload, agreed);
    const std::size_t whole = plus(n, M::information_buffer_offset);
    if (const error e = size_fault(whole, out.size())) return e;
    writer w{out.data() + M::information_buffer_offset, head_size(payload, agreed), agreed};
    write_structure(payload, w, 0);
    write_headers<M>(out.data(), transaction, whole - M::service_offset);
    // The information buffer is written already; only its length belongs to the head.
    writer h{out.data() + M::service_offset, 0, release::v1};
    head.information_buffer = {};
    write_structure(head, h, 0);
    h.u32(M::information_buffer_offset - M::service_offset - 4, n);
    return view_of(out.data(), whole);
}

}  // namespace detail

/// Builds any of the nine messages in one piece; information buffers are copied from the caller's bytes.
/// \return the bytes written, or `no_space` with the size needed, or `too_large`
template <control_message M>
constexpr result<bytes> build_message(mutable_bytes out, transaction_id transaction, const M& value) noexcept {
    const std::size_t body = detail::head_size(value, release::v1);
    const std::size_t headers = message_header::size + (is_fragmentable<M> ? fragment_header::size : 0);
    const std::size_t whole = detail::plus(headers, body);
    if (const error e = detail::size_fault(whole, out.size())) return e;
    detail::write_headers<M>(out.data(), transaction, body);
    detail::writer w{out.data() + headers, body, release::v1};
    detail::write_structure(value, w, 0);
    return detail::view_of(out.data(), whole);
}

/// Builds a COMMAND_MSG around the information buffer of a structure that can be set or queried.
/// \param command  needed only for a structure that serves both
/// \return the bytes written, or the errors of `build`
template <command T>
constexpr result<bytes> build_command(mutable_bytes out, transaction_id transaction, const T& payload, command_type command,
                                      release agreed = release::v1, tolerance t = tolerance::standard) noexcept {
    static_assert(has(T::id.operations, operation::set) || has(T::id.operations, operation::query),
                  "cdcnet: build_command takes a structure that a host sends: a set or a query");
    if (!has(T::id.operations, command == command_type::set ? operation::set : operation::query)) return error{errc::other_operation, 0};
    return detail::build_with_payload(out, transaction, command_msg{T::id.service, T::id.cid, command, {}}, payload, agreed, t);
}
/// \copydoc build_command
template <command T>
constexpr result<bytes> build_command(mutable_bytes out, transaction_id transaction, const T& payload, release agreed = release::v1,
                                      tolerance t = tolerance::standard) noexcept {
    static_assert(!(has(T::id.operations, operation::set) && has(T::id.operations, operation::query)),
                  "cdcnet: this structure serves set and query; pass command_type::set or command_type::query to build_command");
    const command_type command = has(T::id.operations, operation::set) ? command_type::set : command_type::query;
    return build_command(out, transaction, payload, command, agreed, t);
}

/// Builds a COMMAND_DONE around the information buffer of a response.  For an answer without a buffer use
/// `build_message` with a `command_done`.
/// \return the bytes written, or the errors of `build`
template <command T>
constexpr result<bytes> build_response(mutable_bytes out, transaction_id transaction, const T& payload, status s = status::success,
                                       release agreed = release::v1, tolerance t = tolerance::standard) noexcept {
    static_assert(has(T::id.operations, operation::response), "cdcnet: build_response takes a structure that a function answers with");
    return detail::build_with_payload(out, transaction, command_done{T::id.service, T::id.cid, s, {}}, payload, agreed, t);
}

/// Builds an INDICATE_STATUS_MSG; its TransactionId is 0.
/// \return the bytes written, or the errors of `build`
template <command T>
constexpr result<bytes> build_indication(mutable_bytes out, const T& payload, release agreed = release::v1,
                                         tolerance t = tolerance::standard) noexcept {
    static_assert(has(T::id.operations, operation::notification), "cdcnet: build_indication takes a structure that a function indicates");
    return detail::build_with_payload(out, transaction_id{}, indicate_status_msg{T::id.service, T::id.cid, {}}, payload, agreed, t);
}

}  // namespace cdcnet::mbim
