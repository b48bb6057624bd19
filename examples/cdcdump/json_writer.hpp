// SPDX-License-Identifier: BSL-1.0
/// \file
/// JSON text, written front to back.
#pragma once

#include <fmt/format.h>

#include <cdcnet/wire/utf16.hpp>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "../printable.hpp"

namespace cdcdump {

/// Appends one JSON value to a string.  The caller nests correctly; commas and escapes are taken care of.
class json_writer {
public:
    explicit json_writer(std::string& out) : out_{out} {}

    json_writer& open_object() { return open('{'); }
    json_writer& close_object() { return close('}'); }
    json_writer& open_array() { return open('['); }
    json_writer& close_array() { return close(']'); }

    /// The name of the member that follows.
    json_writer& key(std::string_view name) {
        separate();
        quote(name);
        out_ += ':';
        comma_ = false;
        return *this;
    }

    json_writer& value(std::string_view text) {
        separate();
        quote(text);
        return *this;
    }
    json_writer& value(const char* text) { return value(std::string_view{text}); }
    json_writer& value(bool truth) { return raw(truth ? "true" : "false"); }
    template <std::integral T>
    json_writer& value(T number) {
        separate();
        fmt::format_to(std::back_inserter(out_), "{}", number);
        return *this;
    }
    /// With at most nine digits behind the point.
    json_writer& value(double number) {
        separate();
        fmt::format_to(std::back_inserter(out_), "{:.9g}", number);
        return *this;
    }
    /// Text that is JSON already.
    json_writer& raw(std::string_view json) {
        separate();
        out_ += json;
        return *this;
    }

    template <class T>
    json_writer& member(std::string_view name, const T& what) {
        key(name);
        return value(what);
    }

private:
    json_writer& open(char bracket) {
        separate();
        out_ += bracket;
        comma_ = false;
        return *this;
    }
    json_writer& close(char bracket) {
        out_ += bracket;
        comma_ = true;
        return *this;
    }
    void separate() {
        if (comma_) out_ += ',';
        comma_ = true;
    }
    /// What is not UTF-8 becomes U+FFFD, and what a terminal would obey is escaped: names of devices are what devices send.
    void quote(std::string_view text) {
        const cdcnet::utf8 characters{text};
        out_ += '"';
        for (std::size_t at = 0; at < characters.size();) {
            const char32_t c = cdcnet::next_code_point(characters, at);
            if (c == U'"' || c == U'\\') {
                out_ += '\\';
                out_ += static_cast<char>(c);
            } else {
                examples::append_printable(out_, c);
            }
        }
        out_ += '"';
    }

    std::string& out_;
    bool comma_{};
};

}  // namespace cdcdump
