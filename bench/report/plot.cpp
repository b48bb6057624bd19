// SPDX-License-Identifier: BSL-1.0
#include "plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>

namespace cdcnet::report {

namespace {

// In pixels.
constexpr double panel_width = 300;
constexpr double panel_height = 240;
constexpr double gap = 24;
constexpr double least_width = 640;
constexpr double left = 64;
constexpr double top = 62;
constexpr double legend_row = 20;
constexpr double legend_column = 250;

/// Colours that people who confuse red and green tell apart.
constexpr std::array colours{"#0072b2", "#e69f00", "#009e73", "#cc79a7", "#666666", "#d55e00", "#56b4e9"};
const char* colour(std::size_t number) { return colours[number % colours.size()]; }

/// Values onto pixels.
struct axis {
    double low, high;
    double from, to;
    bool log;

    [[nodiscard]] double operator()(double value) const {
        const double part = log ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low);
        return from + part * (to - from);
    }
};

/// Round numbers between the ends of a range.
std::vector<double> ticks_between(double low, double high, bool log) {
    std::vector<double> ticks;
    if (log) {
        for (double decade = std::pow(10, std::floor(std::log10(low))); decade <= high; decade *= 10)
            for (const double digit : {1, 2, 5})
                if (digit * decade >= low && digit * decade <= high) ticks.push_back(digit * decade);
        return ticks;
    }
    const double rough = high / 5;
    const double decade = std::pow(10, std::floor(std::log10(rough)));
    const double step = decade * (rough / decade < 1.5 ? 1 : rough / decade < 3.5 ? 2 : rough / decade < 7.5 ? 5 : 10);
    for (double tick = 0; tick <= high * 1.0001; tick += step) ticks.push_back(tick);
    return ticks;
}

/// A size as people write it: from 2048 on in units of 1024.
std::string size_text(double size) { return size < 2048 ? fmt::format("{:g}", size) : fmt::format("{:.0f}K", size / 1024); }

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '<')
            out += "&lt;";
        else if (c == '&')
            out += "&amp;";
        else
            out += c;
    }
    return out;
}

class drawing {
public:
    explicit drawing(const plot& p) : plot_{p} {
        const auto count = static_cast<double>(p.panels.size());
        width_ = std::max(least_width, left + count * panel_width + (count - 1) * gap + 20);
        const auto entries = p.panels.empty() ? 0 : p.panels.front().series.size();
        columns_ = std::max<std::size_t>(1, static_cast<std::size_t>((width_ - left) / legend_column));
        const auto rows = static_cast<double>((entries + columns_ - 1) / columns_);
        height_ = top + panel_height + 64 + rows * legend_row;
        set_range();
    }

    std::string draw() {
        add(R"(<svg xmlns="http://www.w3.org/2000/svg" width="{0:.0f}" height="{1:.0f}" viewBox="0 0 {0:.0f} {1:.0f}" )"
            R"(font-family="sans-serif" font-size="12" fill="#222">)",
            width_, height_);
        add(R"(<rect width="100%" height="100%" fill="#fff"/>)");
        text(left, 24, plot_.title, R"(font-size="15" font-weight="bold")");
        for (std::size_t i = 0; i < plot_.panels.size(); ++i)
            draw_panel(plot_.panels[i], left + static_cast<double>(i) * (panel_width + gap), i == 0);
        text((left + width_) / 2, top + panel_height + 40, plot_.x_label, R"(text-anchor="middle")");
        add(R"x(<text transform="translate(16 {:.1f}) rotate(-90)" text-anchor="middle">{}</text>)x", top + panel_height / 2,
            escaped(plot_.y_label));
        if (!plot_.panels.empty()) draw_legend(plot_.panels.front().series);
        add("</svg>");
        return out_;
    }

private:
    template <class... Args>
    void add(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
        out_ += '\n';
    }
    void text(double x, double y, const std::string& content, const char* style) {
        add(R"(<text x="{:.1f}" y="{:.1f}" {}>{}</text>)", x, y, style, escaped(content));
    }
    void line(double x1, double y1, double x2, double y2, const char* stroke) {
        add(R"(<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="{}"/>)", x1, y1, x2, y2, stroke);
    }

    void set_range() {
        low_ = std::numeric_limits<double>::max();
        high_ = 0;
        for (const panel& p : plot_.panels)
            for (const series& s : p.series)
                for (const auto& [x, y] : s.points) {
                    low_ = std::min(low_, y);
                    high_ = std::max(high_, y);
                }
        if (high_ <= 0) low_ = high_ = 1;
        low_ = plot_.log_y ? low_ * 0.8 : 0;
        high_ *= plot_.log_y ? 1.25 : 1.06;
    }

    void draw_panel(const panel& p, double x0, bool first) {
        const double bottom = top + panel_height;
        const axis x{plot_.x_ticks.front() * 0.9, plot_.x_ticks.back() * 1.1, x0, x0 + panel_width, true};
        const axis y{low_, high_, bottom, top, plot_.log_y};
        text(x0 + panel_width / 2, top - 10, p.title, R"(text-anchor="middle" font-weight="bold")");
        for (const double tick : ticks_between(low_, high_, plot_.log_y)) {
            line(x0, y(tick), x0 + panel_width, y(tick), "#e4e4e4");
            if (first) text(x0 - 6, y(tick) + 4, fmt::format("{:g}", tick), R"(text-anchor="end")");
        }
        // From the right: where labels would touch, the greater is shown.
        double free_to = x0 + panel_width + gap;
        for (auto tick = plot_.x_ticks.rbegin(); tick != plot_.x_ticks.rend(); ++tick) {
            line(x(*tick), bottom, x(*tick), bottom + 4, "#888");
            if (x(*tick) > free_to) continue;
            text(x(*tick), bottom + 18, size_text(*tick), R"(text-anchor="middle")");
            free_to = x(*tick) - 32;
        }
        line(x0, bottom, x0 + panel_width, bottom, "#888");
        line(x0, top, x0, bottom, "#888");
        for (std::size_t i = 0; i < p.series.size(); ++i) draw_series(p.series[i], x, y, colour(i));
    }

    void draw_series(const series& s, const axis& x, const axis& y, const char* stroke) {
        std::string path;
        for (const auto& [at, value] : s.points) fmt::format_to(std::back_inserter(path), "{:.1f},{:.1f} ", x(at), y(value));
        add(R"(<polyline points="{}" fill="none" stroke="{}" stroke-width="2"/>)", path, stroke);
        for (const auto& [at, value] : s.points) add(R"(<circle cx="{:.1f}" cy="{:.1f}" r="3" fill="{}"/>)", x(at), y(value), stroke);
    }

    void draw_legend(const std::vector<series>& all) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            const double x = left + static_cast<double>(i % columns_) * legend_column;
            const double y = top + panel_height + 66 + static_cast<double>(i / columns_) * legend_row;
            add(R"(<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="{}" stroke-width="3"/>)", x, y - 4, x + 22, y - 4,
                colour(i));
            text(x + 28, y, all[i].name, "");
        }
    }

    const plot& plot_;
    std::string out_;
    double width_{};
    double height_{};
    double low_{};
    double high_{};
    std::size_t columns_{};
};

}  // namespace

std::string to_svg(const plot& p) { return drawing{p}.draw(); }

}  // namespace cdcnet::report
