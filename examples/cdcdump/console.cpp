// SPDX-License-Identifier: BSL-1.0
#include "console.hpp"

#include <fmt/format.h>

#include "../printable.hpp"

namespace cdcdump {

namespace {

constexpr std::size_t full = std::size_t{1} << 16;

/// SGR parameters that read well on dark and on light terminals.
constexpr std::string_view code_of(paint p) noexcept {
    switch (p) {
        case paint::plain: return "";
        case paint::dim: return "2";
        case paint::to_device: return "34";
        case paint::to_host: return "36";
        case paint::good: return "32";
        case paint::bad: return "1;31";
        case paint::name: return "1";
    }
    return "";
}

}  // namespace

void console::put(std::string_view what, paint with) {
    if (!colour_ || with == paint::plain) {
        text_ += what;
    } else {
        fmt::format_to(std::back_inserter(text_), "\x1b[{}m{}\x1b[0m", code_of(with), what);
    }
}

void console::end_record() {
    if (immediate_ || text_.size() >= full) flush();
}

void console::flush() {
    if (!text_.empty() && std::fwrite(text_.data(), 1, text_.size(), to_) != text_.size()) good_ = false;
    text_.clear();
    if (std::fflush(to_) != 0) good_ = false;
}

progress_line::progress_line(bool on, std::string_view name, std::uint64_t size) : on_{on}, name_{examples::printable(name)}, size_{size} {}

progress_line::~progress_line() {
    if (shown_) std::fputs("\r\x1b[K", stderr);
}

void progress_line::show(std::uint64_t position) {
    shown_ = true;
    const double read = static_cast<double>(position) / 1e6;
    if (size_ != 0) {
        fmt::print(stderr, "\r{}: {:.0f} MB, {} %\x1b[K", name_, read, position * 100 / size_);
    } else {
        fmt::print(stderr, "\r{}: {:.0f} MB\x1b[K", name_, read);
    }
}

}  // namespace cdcdump
