// SPDX-License-Identifier: BSL-1.0
/// \file
/// Whether a text is JSON.
#pragma once

#include <cdcnet/wire/text.hpp>
#include <cdcnet/wire/utf16.hpp>
#include <string_view>

namespace fuzz {

/// A check of the grammar of RFC 8259, whose texts are UTF-8.
class json {
public:
    static bool valid(std::string_view text) {
        if (!cdcnet::is_well_formed(cdcnet::utf8{text})) return false;
        json j{text};
        return j.value(0) && j.at_ == text.size();
    }

private:
    explicit json(std::string_view text) : text_{text} {}

    bool take(char c) {
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    bool word(std::string_view w) {
        if (text_.substr(at_, w.size()) != w) return false;
        at_ += w.size();
        return true;
    }
    bool string() {
        if (!take('"')) return false;
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            if (c == '"') return true;
            if (static_cast<unsigned char>(c) < 0x20) return false;
            if (c != '\\') continue;
            if (at_ >= text_.size()) return false;
            const char escaped = text_[at_++];
            if (escaped != 'u') {
                if (std::string_view{"\"\\/bfnrt"}.find(escaped) == std::string_view::npos) return false;
                continue;
            }
            for (int i = 0; i < 4; ++i, ++at_)
                if (at_ >= text_.size() || cdcnet::hex_value(static_cast<unsigned char>(text_[at_])) > 15) return false;
        }
        return false;
    }
    bool digits() {
        const std::size_t start = at_;
        while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
        return at_ != start && (at_ - start == 1 || text_[start] != '0');
    }
    bool number() {
        (void)take('-');
        if (!digits()) return false;
        if (!take('.')) return true;  // an exponent is never written
        const std::size_t fraction = at_;
        while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
        return at_ != fraction;
    }
    template <class Item>
    bool sequence(char close, Item item) {
        if (take(close)) return true;
        do {
            if (!item()) return false;
        } while (take(','));
        return take(close);
    }
    bool value(int depth) {
        if (depth > 32) return false;
        if (take('{')) return sequence('}', [&] { return string() && take(':') && value(depth + 1); });
        if (take('[')) return sequence(']', [&] { return value(depth + 1); });
        if (at_ < text_.size() && text_[at_] == '"') return string();
        return word("null") || word("true") || word("false") || number();
    }

    std::string_view text_;
    std::size_t at_{};
};

}  // namespace fuzz
