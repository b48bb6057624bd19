// SPDX-License-Identifier: BSL-1.0
#include "page.hpp"

#include "plot.hpp"

#include <fmt/format.h>

#include <cmath>
#include <fstream>

namespace cdcnet::report {

namespace {

using json = nlohmann::ordered_json;

/// Three significant digits, and nanoseconds without decimals where they are thousands.
std::string number(double value) { return std::abs(value) >= 1000 ? fmt::format("{:.0f}", value) : fmt::format("{:.3g}", value); }

std::string bound_text(const outcome& o) { return fmt::format("{} {}", o.at_least ? ">=" : "<=", number(o.bound)); }

void write(const std::filesystem::path& file, const std::string& content) {
    std::ofstream out{file};
    out << content;
    if (!out.flush()) throw std::runtime_error{"cannot write " + file.string()};
}

std::string heading(const json& goals, const std::vector<run>& runs) {
    const run& first = runs.front();
    std::string text = fmt::format("# {}\n\n", goals.at("title").get<std::string>());
    text += fmt::format("- machine: {}\n- compiler: {}\n", first.machine(), first.context("compiler"));
    for (const run& r : runs) text += fmt::format("- `{}`: {}\n", r.isa(), r.context("flags"));
    text += fmt::format("- date: {}\n", first.context("date").substr(0, 10));
    text += fmt::format("- every figure is the best of {} repetitions of {:g} ms, taken in random order\n",
                        goals.at("run").at("repetitions").get<int>(), goals.at("run").at("min_time").get<double>() * 1000);
    for (const run& r : runs)
        if (const std::string fault = noise_fault(goals, r); !fault.empty()) text += fmt::format("- **not to be used**, {}\n", fault);
    return text;
}

/// One line for each goal, one column for each instruction set.
std::string goal_table(const json& goals, const std::vector<run>& runs) {
    std::vector<std::string> names;
    std::map<std::string, std::map<std::string, std::string>> cells;
    for (const run& r : runs)
        for (const outcome& o : evaluate(goals, r)) {
            if (!cells.contains(o.goal)) names.push_back(o.goal);
            const bool known = o.verdict != verdict::no_rows;
            cells[o.goal][r.isa()] = fmt::format("{} ({}) {}", known ? number(o.measured) : "-", bound_text(o),
                                                 o.verdict == verdict::met ? "met" : name_of(o.verdict));
        }
    std::string text =
        "\n## Goals\n\nMeasured, bound and verdict.  A goal in nanoseconds is set for one kind of processor and informative on "
        "others.\n\n| |";
    for (const run& r : runs) text += fmt::format(" {} |", r.isa());
    text += "\n|---|";
    for (std::size_t i = 0; i < runs.size(); ++i) text += "---|";
    for (const std::string& name : names) {
        text += fmt::format("\n| {} |", name);
        for (const run& r : runs) text += fmt::format(" {} |", cells[name][r.isa()]);
    }
    return text + '\n';
}

std::string value_table(const json& goals, const json& table, const run& r) {
    std::string text = fmt::format("\n### {}\n\n| |", r.isa());
    for (const std::string column : goals.at("columns")) text += fmt::format(" {} |", column);
    text += "\n|---|";
    for (std::size_t i = 0; i < goals.at("columns").size(); ++i) text += "---|";
    for (const auto& [title, row] : table.at("rows").items()) {
        text += fmt::format("\n| {} |", title);
        for (const std::string column : goals.at("columns")) {
            const auto value = r.value(substitute(row, column), table.value("counter", "ns_per_dgram"), statistic::best);
            text += value ? fmt::format(" {:.2f} |", *value) : " |";
        }
    }
    return text + '\n';
}

/// A row's place in a plot; nothing when it was not run.
std::optional<double> plotted(const json& axis, const run& r, const std::string& row, const std::string& word) {
    const std::string counter = axis.at("counter");
    const auto value = r.value(substitute(row, word), counter, statistic::best);
    if (!axis.contains("relative_to")) return value ? std::optional{*value * axis.value("scale", 1.0)} : value;
    const auto base = r.value(substitute(axis.at("relative_to"), word), counter, statistic::best);
    return value && base ? std::optional{*base / *value} : std::nullopt;
}

plot plot_of(const json& goals, const json& declared, const std::vector<run>& runs) {
    const json& y = declared.at("y");
    plot p{declared.at("title"), declared.at("x").at("label"), y.at("label"), {}, y.value("log", false), {}};
    const json places = places_of(goals, declared);
    for (const auto& [word, place] : places.items()) p.x_ticks.push_back(place);
    for (const run& r : runs) {
        panel& shown = p.panels.emplace_back(panel{r.isa(), {}});
        for (const auto& [name, row] : declared.at("series").items()) {
            series& s = shown.series.emplace_back(series{name, {}});
            for (const auto& [word, place] : places.items())
                if (const auto value = plotted(y, r, row, word)) s.points.emplace_back(place, *value);
        }
    }
    return p;
}

}  // namespace

std::string console_table(const std::vector<outcome>& outcomes, const run& r) {
    std::string text = fmt::format("\n{} ({}, {})\n{:<48} {:>9} {:>9} {:>9} {:>8}  verdict\n", r.isa(), r.context("compiler"),
                                   r.context("flags"), "goal", "bound", "measured", "medians", "margin");
    for (const outcome& o : outcomes) {
        const bool known = o.verdict != verdict::no_rows;
        text += fmt::format("{:<48} {:>9} {:>9} {:>9} {:>8}  {}\n", o.goal, bound_text(o), known ? number(o.measured) : "-",
                            known ? number(o.median) : "-", known ? fmt::format("{:+.1f} %", o.margin() * 100) : "-", name_of(o.verdict));
    }
    return text;
}

void write_page(const std::filesystem::path& page, const json& goals, const std::vector<run>& runs) {
    std::filesystem::create_directories(page.parent_path());
    std::string text = heading(goals, runs) + goal_table(goals, runs);
    for (const json& declared : goals.at("plots")) {
        const std::string file = declared.at("file");
        write(page.parent_path() / file, to_svg(plot_of(goals, declared, runs)));
        text += fmt::format("\n![{}]({})\n", declared.at("title").get<std::string>(), file);
    }
    for (const json& table : goals.at("tables")) {
        text += fmt::format("\n## {}\n", table.at("title").get<std::string>());
        for (const run& r : runs) text += value_table(goals, table, r);
    }
    write(page, text);
}

}  // namespace cdcnet::report
