// SPDX-License-Identifier: BSL-1.0
/// \file
/// Text that comes from a device, from a file or from the name of one, on its way to a terminal.
#pragma once

#include <fmt/format.h>

#include <cdcnet/wire/utf16.hpp>
#include <iterator>
#include <string>
#include <string_view>

namespace examples {

/// Appends one character as UTF-8; what is not printable as `\u001b`, which is JSON, too.
inline void append_printable(std::string& out, char32_t c) {
    if (!cdcnet::is_printable(c)) {
        fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
        return;
    }
    char encoded[4]{};
    out.append(encoded, cdcnet::encode_utf8(c, encoded));
}

/// The same text for a terminal: one line, whatever was in it.  What is not UTF-8 becomes U+FFFD.
[[nodiscard]] inline std::string printable(std::string_view text) {
    std::string out;
    const cdcnet::utf8 characters{text};
    for (std::size_t at = 0; at < characters.size();) append_printable(out, cdcnet::next_code_point(characters, at));
    return out;
}

}  // namespace examples
