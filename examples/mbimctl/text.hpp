// SPDX-License-Identifier: BSL-1.0
/// \file
/// Text of the command line and for it.
#pragma once

#include <cdcnet/mbim/enumeration.hpp>
#include <cdcnet/mbim/protocol_error.hpp>
#include <cdcnet/mbim/status.hpp>
#include <cdcnet/wire/bytes.hpp>
#include <cdcnet/wire/utf16.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace mbimctl {

/// UTF-16 of UTF-8; what is malformed is the user's error.
[[nodiscard]] std::u16string wide(std::string_view text);
/// UTF-8 of UTF-16.
[[nodiscard]] std::string narrow(const cdcnet::utf16& text);

/// Bytes of hexadecimal digits; blanks and colons between them do not matter.
[[nodiscard]] std::vector<std::byte> from_hex(std::string_view digits);
[[nodiscard]] std::string to_hex(cdcnet::bytes data);

/// A line of standard input in place of `-`, for what the list of processes should not show.
[[nodiscard]] std::string or_from_input(const std::string& word);

/// `PIN_REQUIRED`, or the number.
[[nodiscard]] std::string word_of(cdcnet::mbim::status s);
[[nodiscard]] std::string word_of(cdcnet::mbim::protocol_error e);
/// `PIN_REQUIRED: A PIN has to be entered.`
[[nodiscard]] std::string sentence_of(cdcnet::mbim::status s);

/// The value of an enumeration that the user calls by its name of the specification, in any case and with - for _.
[[nodiscard]] std::uint32_t value_named(const cdcnet::mbim::enumeration& e, std::string_view name);
template <cdcnet::mbim::named_enum E>
[[nodiscard]] E named_value(std::string_view name) {
    return static_cast<E>(value_named(cdcnet::mbim::enumeration_of<E>, name));
}

}  // namespace mbimctl
