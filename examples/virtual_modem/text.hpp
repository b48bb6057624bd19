// SPDX-License-Identifier: BSL-1.0
/// \file
/// Text of messages as strings that stay.
#pragma once

#include <cdcnet/wire/utf16.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace virtual_modem {

inline std::u16string kept(const cdcnet::utf16& text) {
    std::u16string own;
    for (const char16_t unit : text.without_trailing_nuls()) own.push_back(unit);
    return own;
}

/// Throws when the bytes are not UTF-8.
inline std::u16string utf16_of(std::string_view text) {
    std::u16string own(text.size(), u'\0');
    const auto written = cdcnet::to_utf16(text, own);
    if (!written) throw std::invalid_argument{"not UTF-8: " + std::string{text}};
    own.resize(written->size());
    return own;
}

}  // namespace virtual_modem
