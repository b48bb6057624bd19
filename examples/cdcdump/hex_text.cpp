// SPDX-License-Identifier: BSL-1.0
#include "hex_text.hpp"

#include <algorithm>
#include <cdcnet/wire/endian.hpp>
#include <optional>

#include "input.hpp"

namespace cdcdump {

namespace {

/// More bytes than any message or block has; what is longer is no hex of ours.
constexpr std::size_t longest_run = std::size_t{16} << 20;
/// What all stars of a text may stand for: one run that is nothing else.
constexpr std::size_t most_repeated = longest_run;
constexpr std::size_t shortest_header = 12;
constexpr std::size_t longest_prefix = 16;

constexpr int digit(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}
constexpr bool is_digit(char c) noexcept { return digit(c) >= 0; }
constexpr bool is_space(char c) noexcept { return c == ' ' || c == '\t'; }

std::string_view trim(std::string_view text) noexcept {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

/// Reads byte pairs that are separated by nothing, one colon, comma, dash or any number of blanks up to `blanks`.
/// Returns how many characters it used; stops in front of an odd digit and of anything else.
std::size_t scan(std::string_view text, std::size_t blanks, std::vector<std::byte>& out) {
    std::size_t used = 0;
    for (std::size_t at = 0;;) {
        if (text.size() - at >= 2 && text[at] == '0' && (text[at + 1] == 'x' || text[at + 1] == 'X')) at += 2;
        if (text.size() - at < 2 || !is_digit(text[at]) || !is_digit(text[at + 1])) return used;
        out.push_back(static_cast<std::byte>(digit(text[at]) * 16 + digit(text[at + 1])));
        used = at += 2;
        std::size_t gap = at;
        if (gap < text.size() && (text[gap] == ':' || text[gap] == ',' || text[gap] == '-')) ++gap;
        const std::size_t blank = gap;
        while (gap < text.size() && is_space(text[gap]) && gap - blank < blanks) ++gap;
        at = gap;
    }
}

constexpr std::size_t any_blanks = static_cast<std::size_t>(-1);

/// The size that the header of a message or of a block announces; none without such a header.
std::optional<std::uint64_t> announced(cdcnet::bytes data) noexcept {
    if (data.size() < shortest_header || !starts_message_or_block(data)) return {};
    const auto word = cdcnet::load_le<std::uint32_t>(data.data());
    if (word == 0x484d434eu) return cdcnet::load_le<std::uint16_t>(data.data() + 8);
    if (word == 0x686d636eu) return cdcnet::load_le<std::uint32_t>(data.data() + 8);
    return cdcnet::load_le<std::uint32_t>(data.data() + 4);
}

bool is_whole(cdcnet::bytes data) noexcept {
    const auto size = announced(data);
    return size && *size >= shortest_header && data.size() >= *size;
}

/// Where in the bytes of a line a message or a block starts: a date and a time in front read like bytes too.
std::optional<std::size_t> start_in(cdcnet::bytes data) noexcept {
    for (std::size_t skip = 0; skip <= longest_prefix && skip + shortest_header <= data.size(); ++skip)
        if (starts_message_or_block(data.subspan(skip))) return skip;
    return {};
}

/// Where the value of `data = ` begins; npos when the line has none.
std::size_t value_of_data(std::string_view text) noexcept {
    for (std::size_t from = 0;;) {
        const std::size_t word = text.find("data", from);
        if (word == std::string_view::npos) return word;
        std::size_t at = word + 4;
        while (at < text.size() && is_space(text[at])) ++at;
        if (at < text.size() && text[at] == '=') {
            ++at;
            while (at < text.size() && (is_space(text[at]) || text[at] == '\'' || text[at] == '"')) ++at;
            if (text.size() - at >= 2 && is_digit(text[at]) && is_digit(text[at + 1])) return at;
        }
        from = word + 4;
    }
}

/// libmbim marks what the host sends with `<<<<<<` and what the device sends with `>>>>>>`.
direction marked_direction(std::string_view text) noexcept {
    if (text.find("<<<<<<") != std::string_view::npos) return direction::to_device;
    if (text.find(">>>>>>") != std::string_view::npos) return direction::to_host;
    return direction::unknown;
}

}  // namespace

void hex_text::begin(pending_kind kind, direction way) {
    flush();
    kind_ = kind;
    way_ = way;
    first_ = number_;
}

void hex_text::flush() {
    if (kind_ != pending_kind::none && !pending_.empty()) {
        const cdcnet::bytes data{pending_};
        // Short or unrelated hex in prose is no message; hex that was asked for, or marked as data, is.
        const bool meant = dialect_ == text_dialect::hex || kind_ == pending_kind::marked || starts_message_or_block(data) ||
                           (kind_ == pending_kind::dump && data.size() >= shortest_header) ||
                           (kind_ == pending_kind::bare && !log_seen_ && data.size() >= shortest_header);
        if (meant) {
            ++runs_;
            out_({data, first_, way_});
        }
    }
    pending_.clear();
    kind_ = pending_kind::none;
    repeat_ = false;
}

void hex_text::line(std::string_view text) {
    ++number_;
    const direction way = marked_direction(text);
    if (dialect_ != text_dialect::hex && take_marked(text, way)) return;
    const std::string_view plain = trim(text);
    if (dialect_ != text_dialect::log || kind_ == pending_kind::marked) {
        if (plain == "*" && kind_ == pending_kind::dump) {
            repeat_ = true;
            return;
        }
        if (dialect_ != text_dialect::log && take_dump_row(plain)) return;
        if (take_bare(plain)) return;
    }
    flush();
    if (dialect_ != text_dialect::hex) take_embedded(text, way);
}

void hex_text::finish() { flush(); }

bool hex_text::take_marked(std::string_view text, direction way) {
    const std::size_t value = value_of_data(text);
    if (value == std::string_view::npos) return false;
    begin(pending_kind::marked, way);
    log_seen_ = true;
    scan(text.substr(value), any_blanks, pending_);
    return true;
}

bool hex_text::take_dump_row(std::string_view text) {
    if (text.substr(0, 2) == "0x") text.remove_prefix(2);
    std::uint64_t offset = 0;
    std::size_t at = 0;
    for (; at < text.size() && is_digit(text[at]) && at < 16; ++at) offset = offset * 16 + static_cast<unsigned>(digit(text[at]));
    if (at < 4 || at == text.size()) return false;
    const bool colon = text[at] == ':';
    const bool wide_gap = text.size() - at >= 2 && is_space(text[at]) && is_space(text[at + 1]);
    if (!colon && !wide_gap && (at % 2 == 0 || !is_space(text[at]))) return false;
    if (colon && at % 2 == 0 && text.size() - at >= 2 && is_digit(text[at + 1])) return false;  // 0300:0080:...

    text = trim(text.substr(at + (colon ? 1 : 0)));
    const std::size_t bar = text.find('|');  // hexdump -C has a wide gap in the middle and bars around the characters
    if (bar != std::string_view::npos) text = text.substr(0, bar);
    scratch_.clear();
    scan(text, bar != std::string_view::npos ? any_blanks : 1, scratch_);
    if (scratch_.empty()) return false;

    if (kind_ != pending_kind::dump || offset == 0) begin(pending_kind::dump, direction::unknown);
    if (repeat_ && row_ != 0 && pending_.size() >= row_) repeat_row(offset);
    row_ = scratch_.size();
    if (pending_.size() < longest_run) pending_.insert(pending_.end(), scratch_.begin(), scratch_.end());
    return true;
}

/// Fills the pending run up to `end` with its last row.  Where that would be too much the run ends, and the next row begins another one.
void hex_text::repeat_row(std::uint64_t end) {
    repeat_ = false;
    const auto whole = static_cast<std::size_t>(std::min<std::uint64_t>(end, longest_run));
    if (whole <= pending_.size()) return;
    if (whole - pending_.size() > most_repeated - repeated_) {
        if (left_out_ == 0) left_out_ = number_;
        return begin(pending_kind::dump, direction::unknown);
    }
    repeated_ += whole - pending_.size();
    while (pending_.size() < whole) pending_.push_back(pending_[pending_.size() - row_]);
}

bool hex_text::take_bare(std::string_view text) {
    scratch_.clear();
    const std::size_t used = scan(text, any_blanks, scratch_);
    if (scratch_.empty() || !(text.substr(used).empty() || text.substr(used) == ":" || text.substr(used) == ",")) return false;

    const bool continues = (kind_ == pending_kind::bare || kind_ == pending_kind::marked) && !is_whole(pending_) && !is_whole(scratch_);
    std::size_t skip = 0;
    if (!continues) {
        if (dialect_ == text_dialect::log) return false;  // hex of its own counts in a log only where it looks like a message
        if (dialect_ == text_dialect::any) skip = start_in(scratch_).value_or(0);
        begin(pending_kind::bare, direction::unknown);
    }
    if (pending_.size() < longest_run)
        pending_.insert(pending_.end(), scratch_.begin() + static_cast<std::ptrdiff_t>(skip), scratch_.end());
    return true;
}

bool hex_text::take_embedded(std::string_view text, direction way) {
    for (std::size_t at = 0; at < text.size();) {
        const bool starts = is_digit(text[at]) && (at == 0 || !is_digit(text[at - 1]));
        if (!starts) {
            ++at;
            continue;
        }
        scratch_.clear();
        const std::size_t used = scan(text.substr(at), 1, scratch_);
        if (const auto skip = start_in(scratch_)) {
            begin(pending_kind::marked, way);
            pending_.assign(scratch_.begin() + static_cast<std::ptrdiff_t>(*skip), scratch_.end());
            return true;
        }
        at += used == 0 ? 1 : used;
    }
    return false;
}

}  // namespace cdcdump
