// SPDX-License-Identifier: BSL-1.0
/// \file
/// Tables and numbers as text.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace ntb_size {

struct text_table {
    std::string title;
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> rows;
};

/// Characters of UTF-8 text.
[[nodiscard]] inline std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

[[nodiscard]] inline std::string to_text(const text_table& t, bool markdown) {
    std::vector<std::size_t> widths;
    for (std::size_t column = 0; column < t.head.size(); ++column) {
        widths.push_back(width_of(t.head[column]));
        for (const auto& row : t.rows) widths.back() = std::max(widths.back(), width_of(row[column]));
    }
    const auto line = [&](const std::vector<std::string>& row) {
        std::string out = markdown ? "|" : "";
        for (std::size_t i = 0; i < row.size(); ++i) {
            // The first column names the row; what follows are numbers.
            const std::string gap(widths[i] - width_of(row[i]), ' ');
            out += i == 0 ? ' ' + row[i] + gap + ' ' : ' ' + gap + row[i] + ' ';
            if (markdown) out += '|';
        }
        if (!markdown) out.erase(out.find_last_not_of(' ') + 1);
        return out + '\n';
    };
    std::string out = markdown ? fmt::format("**{}**\n\n", t.title) : t.title + "\n\n";
    out += line(t.head);
    if (markdown) {
        out += '|';
        for (std::size_t i = 0; i < widths.size(); ++i) out += std::string(widths[i] + 1, '-') + (i == 0 ? "-|" : ":|");
        out += '\n';
    }
    for (const auto& row : t.rows) out += line(row);
    return out;
}

/// Three digits, in steps of a thousand.
[[nodiscard]] inline std::string three_digits(double value) {
    return value >= 99.95 ? fmt::format("{:.0f}", value) : value >= 9.995 ? fmt::format("{:.1f}", value) : fmt::format("{:.2f}", value);
}
[[nodiscard]] inline std::string text_of_time(double seconds) {
    if (seconds <= 0) return "0";
    if (seconds < 0.9995e-6) return three_digits(seconds * 1e9) + " ns";
    if (seconds < 0.9995e-3) return three_digits(seconds * 1e6) + " µs";
    return seconds < 0.9995 ? three_digits(seconds * 1e3) + " ms" : three_digits(seconds) + " s";
}
/// Of bytes per second.
[[nodiscard]] inline std::string text_of_rate(double rate) { return three_digits(rate * 8 / 1e6) + " Mbit/s"; }
[[nodiscard]] inline std::string text_of_size(std::uint64_t size) {
    return size >= 2048 && size % 1024 == 0 ? fmt::format("{} KiB", size / 1024) : fmt::format("{} B", size);
}
/// A count that may be the mean of several.
[[nodiscard]] inline std::string text_of_count(double count) {
    const auto whole = static_cast<double>(static_cast<std::uint64_t>(count));
    return count == whole || count >= 999.5 ? fmt::format("{:.0f}", count) : fmt::format("{:.1f}", count);
}

}  // namespace ntb_size
