// SPDX-License-Identifier: BSL-1.0
/// \file
/// Efficiency, throughput and latency against NTB size, as an SVG.
#pragma once

#include <cmath>
#include <utility>

#include "tables.hpp"

namespace ntb_size {

struct curve {
    std::string name;
    const char* colour{};
    bool dashed{};
    std::vector<std::pair<double, double>> points;
};

struct panel {
    std::string title;
    std::vector<curve> curves;
    std::vector<std::pair<double, std::string>> ticks;  ///< of y, ascending; the axis ends at the first and the last
    bool log_y{};
};

namespace svg {

inline constexpr double width = 300;
inline constexpr double height = 240;
inline constexpr double left = 58;
inline constexpr double top = 40;
inline constexpr double legend_line = 16;
inline constexpr std::array colours{"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#777777"};

[[nodiscard]] inline std::string text(double x, double y, std::string_view anchor, std::string_view words) {
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y, anchor, words);
}
[[nodiscard]] inline std::string line(double x1, double y1, double x2, double y2, std::string_view style) {
    return fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" {}/>\n", x1, y1, x2, y2, style);
}

/// One panel with its axes and its legend below.
[[nodiscard]] inline std::string draw(const panel& p, const std::vector<std::uint32_t>& sizes) {
    const auto scaled = [](double value, double first, double last, bool log) {
        if (log) return (std::log2(value) - std::log2(first)) / (std::log2(last) - std::log2(first));
        return (value - first) / (last - first);
    };
    const auto x_of = [&](double size) { return sizes.size() == 1 ? width / 2 : width * scaled(size, sizes.front(), sizes.back(), true); };
    const auto y_of = [&](double value) {
        return height * (1 - std::clamp(scaled(value, p.ticks.front().first, p.ticks.back().first, p.log_y), 0.0, 1.0));
    };

    std::string out = fmt::format("<text x=\"0\" y=\"-14\" font-weight=\"bold\">{}</text>\n", p.title);
    for (const auto& [value, words] : p.ticks) {
        out += line(0, y_of(value), width, y_of(value), "stroke=\"#dddddd\"");
        out += text(-6, y_of(value) + 4, "end", words);
    }
    for (const std::uint32_t size : sizes) {
        out += line(x_of(size), height, x_of(size), height + 4, "stroke=\"#555555\"");
        out += text(x_of(size), height + 18, "middle", fmt::format("{}", size / 1024));
    }
    out += text(width / 2, height + 36, "middle", "NTB size, KiB");
    double legend = height + 60;
    for (const curve& c : p.curves) {
        // NOLINTNEXTLINE(modernize-raw-string-literal)
        const std::string stroke = fmt::format("stroke=\"{}\" stroke-width=\"2\"{}", c.colour, c.dashed ? " stroke-dasharray=\"5 4\"" : "");
        std::string points;
        for (const auto& [x, y] : c.points) points += fmt::format("{}{:.1f},{:.1f}", points.empty() ? "" : " ", x_of(x), y_of(y));
        out += fmt::format("<polyline points=\"{}\" fill=\"none\" {}/>\n", points, stroke);
        out += line(0, legend - 4, 24, legend - 4, stroke);
        out += text(30, legend, "start", c.name);
        legend += legend_line;
    }
    return out;
}

}  // namespace svg

/// A value of `value_of(NTB size)` for each size that has one.
template <class Value>
[[nodiscard]] curve curve_over_sizes(const settings& s, std::string name, std::size_t colour, bool dashed, Value value_of) {
    curve c{std::move(name), svg::colours[colour % svg::colours.size()], dashed, {}};
    for (const std::uint32_t ntb : s.ntb_sizes)
        if (const std::optional<double> value = value_of(ntb)) c.points.emplace_back(ntb, *value);
    return c;
}
/// The same, of the full block of a load on a link.
template <class Value>
[[nodiscard]] curve curve_of_blocks(const settings& s, std::string name, std::size_t colour, const load& d, const bus& l, Value value_of) {
    return curve_over_sizes(s, std::move(name), colour, false, [&](std::uint32_t ntb) -> std::optional<double> {
        const full_block b = full_block_of(s.limits_for(ntb), d, l.packet, s.streams);
        if (!b.exists()) return {};
        return value_of(b);
    });
}

[[nodiscard]] inline panel panel_of_efficiency(const settings& s) {
    panel p{"Payload, % of the block", {}, {}, false};
    double least = 100;
    for (const load& d : s.datagrams)
        p.curves.push_back(curve_of_blocks(s, label_of(d), p.curves.size(), d, s.links.front(), [&](const full_block& b) {
            least = std::min(least, 100 * b.efficiency());
            return 100 * b.efficiency();
        }));
    const int step = least >= 75 ? 5 : 20;
    for (int percent = step * static_cast<int>(least / step); percent <= 100; percent += step)
        p.ticks.emplace_back(percent, fmt::format("{}", percent));
    return p;
}
[[nodiscard]] inline panel panel_of_throughput(const settings& s) {
    panel p{fmt::format("{}: Mbit/s at {:.0f} transfers/s", label_of(s.mix), s.transfers_per_second), {}, {}, true};
    for (const double rate : {1, 10, 100, 1000, 10000}) p.ticks.emplace_back(rate, fmt::format("{:.0f}", rate));
    for (const bus& l : s.links)
        p.curves.push_back(curve_of_blocks(s, std::string{l.name}, p.curves.size(), s.mix, l,
                                           [&](const full_block& b) { return throughput_of(b, l, s.transfers_per_second) * 8 / 1e6; }));
    return p;
}
[[nodiscard]] inline panel panel_of_latency(const settings& s) {
    panel p{fmt::format("{}: latency that a full block adds", label_of(s.mix)), {}, {}, true};
    for (const double time : {1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0})
        p.ticks.emplace_back(time, time < 0.9e-3 ? fmt::format("{:.0f} µs", time * 1e6) : fmt::format("{:.0f} ms", time * 1e3));
    for (const bus& l : s.links)
        p.curves.push_back(curve_of_blocks(s, fmt::format("on the bus, {}", l.name), p.curves.size(), s.mix, l,
                                           [&](const full_block& b) { return seconds_of(b.transfer, l); }));
    for (const double offered : s.offered) {
        p.curves.push_back(curve_of_blocks(s, "until full at " + text_of_rate(offered), p.curves.size(), s.mix, s.links.front(),
                                           [&](const full_block& b) { return b.payload / offered; }));
        p.curves.back().dashed = true;
    }
    return p;
}

[[nodiscard]] inline std::string to_svg(const settings& s) {
    const std::vector<panel> panels{panel_of_efficiency(s), panel_of_throughput(s), panel_of_latency(s)};
    std::size_t lines = 0;
    for (const panel& p : panels) lines = std::max(lines, p.curves.size());
    const double step = svg::left + svg::width + 20;
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0f} {:.0f}\" font-family=\"sans-serif\" font-size=\"12\" "
        "fill=\"#222222\">\n"
        "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
        step * static_cast<double>(panels.size()), svg::top + svg::height + 60 + svg::legend_line * static_cast<double>(lines));
    double x = svg::left;
    for (const panel& p : panels) {
        out += fmt::format("<g transform=\"translate({:.0f} {:.0f})\">\n{}</g>\n", x, svg::top, svg::draw(p, s.ntb_sizes));
        x += step;
    }
    return out + "</svg>\n";
}

}  // namespace ntb_size
