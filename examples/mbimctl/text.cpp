// SPDX-License-Identifier: BSL-1.0
#include "text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cdcnet/wire/text.hpp>
#include <iostream>

#include "trouble.hpp"

namespace mbimctl {

namespace mbim = cdcnet::mbim;

std::u16string wide(std::string_view text) {
    std::u16string out(text.size(), u'\0');  // no character has more code units than bytes
    const auto written = cdcnet::to_utf16(cdcnet::utf8{text}, out);
    if (!written) throw usage_error{fmt::format("'{}' is not UTF-8", text)};
    out.resize(written->size());
    return out;
}

std::string narrow(const cdcnet::utf16& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        char character[4];
        out.append(character, cdcnet::encode_utf8(cdcnet::next_code_point(text, at), character));
    }
    return out;
}

std::vector<std::byte> from_hex(std::string_view digits) {
    std::vector<std::byte> out;
    bool half = false;
    for (const char c : digits) {
        if (c == ' ' || c == ':') continue;
        const unsigned value = cdcnet::hex_value(static_cast<unsigned char>(c));
        if (value > 15) throw usage_error{fmt::format("'{}' is no hexadecimal digit", c)};
        half ? out.back() |= static_cast<std::byte>(value) : out.emplace_back(static_cast<std::byte>(value << 4));
        half = !half;
    }
    if (half) throw usage_error{"Hexadecimal digits come in pairs"};
    return out;
}

std::string to_hex(cdcnet::bytes data) {
    std::string out;
    for (const std::byte b : data) fmt::format_to(std::back_inserter(out), "{:02x}", std::to_integer<unsigned>(b));
    return out;
}

std::string or_from_input(const std::string& word) {
    if (word != "-") return word;
    std::string line;
    if (!std::getline(std::cin, line)) throw usage_error{"Standard input has no line in place of -"};
    return line;
}

namespace {
template <class E>
std::string name_or_number(E value) {
    const std::string_view name = mbim::name_of(value);
    return name.empty() ? std::to_string(static_cast<std::uint32_t>(value)) : std::string{name};
}

/// `ipv4v6` for IPV4V6.
std::string spoken(std::string_view name) {
    std::string out{name};
    for (char& c : out) c = c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}
}  // namespace

std::string word_of(mbim::status s) { return name_or_number(s); }
std::string word_of(mbim::protocol_error e) { return name_or_number(e); }

std::string sentence_of(mbim::status s) {
    const std::string_view meaning = mbim::meaning_of(s);
    return meaning.empty() ? word_of(s) : fmt::format("{}: {}", word_of(s), meaning);
}

std::uint32_t value_named(const mbim::enumeration& e, std::string_view name) {
    const std::string wanted = spoken(name);
    std::string known;
    for (const mbim::enumerator& one : e) {
        if (spoken(one.name) == wanted) return one.value;
        known += (known.empty() ? "" : ", ") + spoken(one.name);
    }
    throw usage_error{fmt::format("'{}' is none of {}", name, known)};
}

}  // namespace mbimctl
