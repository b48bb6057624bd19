// SPDX-License-Identifier: BSL-1.0
/// \file
/// A control message in words.
#pragma once

#include <cdcnet/mbim/message.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cdcdump {

/// What the headers of a control message say.
struct message_facts {
    std::string_view type{};  ///< `COMMAND_DONE`; `unknown` for a number that is no type
    std::uint32_t transaction{};
    bool whole{};                              ///< all headers were there and right
    std::optional<cdcnet::uuid> service_id{};  ///< the following are set together with it
    std::string service{};                     ///< `basic_connect`, or the UUID of a service that is not known
    std::uint32_t cid{};
    std::string cid_name{};        ///< `CONNECT`, or the number of a CID that is not known
    std::string_view operation{};  ///< `set`, `query`, `response` or `notification`
    std::optional<std::uint32_t> status{};
    std::string status_name{};    ///< `SUCCESS`, or the number; empty without a status
    cdcnet::bytes information{};  ///< the information buffer; views the message
};

/// Of a message in one piece.
[[nodiscard]] message_facts facts_of(const cdcnet::mbim::message& m);

/// Of the front of a message, or of one fragment: what can be read of it.
[[nodiscard]] message_facts facts_of_front(cdcnet::bytes front);

/// A fault behind the headers.
struct field_fault {
    cdcnet::error error{};
    std::string field{};  ///< `DnsServers[1].Address`
    explicit operator bool() const noexcept { return static_cast<bool>(error); }
};

/// Checks the body and the information buffer of a message in one piece.
[[nodiscard]] field_fault check_fields(const cdcnet::mbim::message& m, cdcnet::mbim::release r);

/// The header field that an error of `message::parse` is about.
[[nodiscard]] std::string header_field(cdcnet::error e, cdcnet::bytes received);

/// Whether subscriber data and PINs are shown.
enum class privacy : std::uint8_t { show, hide };

/// The headers: one line for each field, indented by four blanks.
void append_headers_as_text(std::string& out, const cdcnet::mbim::message& m);
/// The fields behind the headers, likewise.
void append_fields_as_text(std::string& out, const cdcnet::mbim::message& m, cdcnet::mbim::release r, privacy p);
/// A JSON object keyed by the names of the fields.
void append_fields_as_json(std::string& out, const cdcnet::mbim::message& m, cdcnet::mbim::release r, privacy p);
/// `Name=value` of the first fields, in about `room` characters.
[[nodiscard]] std::string summary_of_fields(const cdcnet::mbim::message& m, cdcnet::mbim::release r, privacy p, std::size_t room);

}  // namespace cdcdump
