// SPDX-License-Identifier: BSL-1.0
#include "log_clock.hpp"

namespace cdclint {

namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t day = 86'400 * second;
/// No log has so many nights, and a sum of days ends here; then the clock stays within the last one.
constexpr std::int64_t most_days = INT64_MAX / day - 2;

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// The number of `digits` digits at the front, which is taken away; none where something else stands.
std::optional<std::int64_t> take_digits(std::string_view& text, std::size_t digits) noexcept {
    if (text.size() < digits) return std::nullopt;
    std::int64_t value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        if (!is_digit(text[i])) return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return value;
}
bool take(std::string_view& text, char c) noexcept {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}
/// Nanoseconds of a fraction with 3 to 9 digits, its point before it.
std::optional<std::int64_t> take_fraction(std::string_view& text) noexcept {
    if (!take(text, '.') && !take(text, ',')) return std::nullopt;
    std::size_t digits = 0;
    while (digits < text.size() && digits <= 9 && is_digit(text[digits])) ++digits;
    if (digits < 3 || digits > 9) return std::nullopt;
    std::int64_t value = *take_digits(text, digits);
    for (std::size_t i = digits; i < 9; ++i) value *= 10;
    return value;
}

/// `15:29:41.123` at the front.
std::optional<std::int64_t> time_of_day(std::string_view text) noexcept {
    const auto hours = take_digits(text, 2);
    if (!hours || *hours > 23 || !take(text, ':')) return std::nullopt;
    const auto minutes = take_digits(text, 2);
    if (!minutes || *minutes > 59 || !take(text, ':')) return std::nullopt;
    const auto seconds = take_digits(text, 2);
    if (!seconds || *seconds > 60) return std::nullopt;  // 60: a leap second
    const auto fraction = take_fraction(text);
    if (!fraction) return std::nullopt;
    return ((*hours * 60 + *minutes) * 60 + *seconds) * second + *fraction;
}
/// `[    7.123456]` at the front.
std::optional<std::int64_t> bracketed_seconds(std::string_view text) noexcept {
    if (!take(text, '[')) return std::nullopt;
    while (take(text, ' ')) {
    }
    std::size_t digits = 0;
    constexpr std::size_t most_digits = 10;  // of an int64_t in nanoseconds
    while (digits < text.size() && digits <= most_digits && is_digit(text[digits])) ++digits;
    if (digits == 0 || digits >= most_digits + 1) return std::nullopt;
    const std::int64_t seconds = *take_digits(text, digits);
    constexpr std::int64_t most_seconds = INT64_MAX / second - 1;
    const auto fraction = take_fraction(text);
    if (!fraction || seconds > most_seconds || !take(text, ']')) return std::nullopt;
    return seconds * second + *fraction;
}

}  // namespace

void log_clock::line(std::uint64_t number, std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool starts_number = is_digit(text[at]) && (at == 0 || (!is_digit(text[at - 1]) && text[at - 1] != ':'));
        const auto found = starts_number ? time_of_day(text.substr(at)) : bracketed_seconds(text.substr(at));
        if (!found) continue;
        const kind its_kind = starts_number ? kind::time_of_day : kind::seconds;
        if (kind_ == kind::none) kind_ = its_kind;
        if (kind_ != its_kind) continue;
        const stamp one{number, its_kind == kind::time_of_day ? over_midnight(*found) : *found};
        // Nothing but the last one before a run counts; a run that is still being read begins in front of it.
        if (stamps_.size() > 1) stamps_.pop_back();
        stamps_.push_back(one);
        return;
    }
}

std::int64_t log_clock::over_midnight(std::int64_t time_of_day) noexcept {
    if (last_of_day_ - time_of_day > day / 2 && days_ < most_days) ++days_;
    last_of_day_ = time_of_day;
    return days_ * day + time_of_day;
}

std::optional<std::int64_t> log_clock::time_of(std::uint64_t line) {
    std::optional<std::int64_t> found;
    while (!stamps_.empty() && stamps_.front().line <= line) {
        found = stamps_.front().time_ns;
        stamps_.pop_front();
    }
    return found;
}

}  // namespace cdclint
