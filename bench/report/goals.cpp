// SPDX-License-Identifier: BSL-1.0
#include "goals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace cdcnet::report {

namespace {

using json = nlohmann::ordered_json;

/// A goal for one of the words that stand for `{x}` in it.
struct expansion {
    std::string name;
    std::vector<std::string> rows;  ///< the operands: two of a ratio or a difference, else one
    json bounds;                    ///< a number or null for each instruction set, in the order of the declaration
};

const json& bounds_of(const json& goal) { return goal.at(goal.contains("at_least") ? "at_least" : "at_most"); }

std::vector<std::string> operands_of(const json& goal) {
    if (goal.contains("value")) return {goal.at("value").get<std::string>()};
    return goal.contains("ratio") ? goal.at("ratio") : goal.at("difference");
}

std::vector<expansion> expand(const json& goal) {
    const std::string name = goal.at("name");
    std::vector<expansion> all;
    for (const auto& [word, bounds] : bounds_of(goal).items()) {
        expansion& e = all.emplace_back(expansion{substitute(name, word), {}, bounds});
        for (const std::string& row : operands_of(goal)) e.rows.push_back(substitute(row, word));
    }
    return all;
}

/// The number of an instruction set among those declared.
std::size_t number_of(const json& goals, const std::string& isa) {
    const json& isas = goals.at("instruction_sets");
    return static_cast<std::size_t>(std::find(isas.begin(), isas.end(), isa) - isas.begin());
}

std::optional<double> measure(const json& goal, const expansion& e, const run& r, statistic which) {
    const std::string counter = goal.value("counter", "ns_per_dgram");
    std::vector<double> values;
    for (const std::string& row : e.rows) {
        const std::optional<double> value = r.value(row, counter, which);
        if (!value) return {};
        values.push_back(*value);
    }
    if (goal.contains("value")) return values[0];
    return goal.contains("ratio") ? values[0] / values[1] : values[0] - values[1];
}

/// True for a goal whose number means something on one kind of processor only.
bool is_time(const json& goal) { return !goal.contains("ratio") && goal.value("counter", "ns_per_dgram").starts_with("ns_"); }

bool on_reference(const json& goals, const run& r) {
    return r.context("cpu_class").starts_with(goals.at("reference_cpu").get<std::string>());
}

}  // namespace

std::string_view name_of(verdict v) noexcept {
    switch (v) {
        case verdict::met: return "met";
        case verdict::missed: return "MISSED";
        case verdict::informative: return "missed, informative";
        case verdict::no_rows: return "NOT RUN";
    }
    return "unknown";
}

std::string substitute(std::string text, const std::string& word) {
    constexpr std::string_view mark = "{x}";
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + word.size()))
        text.replace(at, mark.size(), word);
    return text;
}

std::vector<outcome> evaluate(const json& goals, const run& r) {
    std::vector<outcome> outcomes;
    const std::size_t isa = number_of(goals, r.isa());
    for (const json& goal : goals.at("goals")) {
        // A goal against a peer counts where the program was built with it.
        if (goal.contains("where") && r.context(goal.at("where")).empty()) continue;
        const bool counts = !is_time(goal) || on_reference(goals, r);
        for (const expansion& e : expand(goal)) {
            if (isa >= e.bounds.size() || e.bounds[isa].is_null()) continue;
            outcome o{e.name, goal.contains("at_least"), e.bounds[isa], 0, 0, verdict::no_rows};
            if (const std::optional<double> best = measure(goal, e, r, statistic::best)) {
                o.measured = *best;
                o.median = measure(goal, e, r, statistic::median).value_or(*best);
                o.verdict = o.margin() >= 0 ? verdict::met : counts ? verdict::missed : verdict::informative;
            }
            outcomes.push_back(o);
        }
    }
    return outcomes;
}

std::string noise_fault(const json& goals, const run& r) {
    const json& noise = goals.at("noise");
    const double bound = noise.at("at_most");
    for (const std::string row : noise.at("rows")) {
        const std::optional<double> measured = r.noise(row);
        if (!measured) return fmt::format("{}: {} was not run", r.isa(), row);
        if (*measured > bound)
            return fmt::format("{}: the median of {} is {:.2f} times its minimum (at most {:.2f})", r.isa(), row, *measured, bound);
    }
    return {};
}

json places_of(const json& goals, const json& plot) {
    const json& at = plot.at("x").at("at");
    return at.is_string() ? goals.at(at.get<std::string>()) : at;
}

std::vector<std::string> rows_of(const json& goals) {
    std::set<std::string> rows;
    for (const std::string row : goals.at("noise").at("rows")) rows.insert(row);
    for (const json& goal : goals.at("goals"))
        for (const expansion& e : expand(goal)) rows.insert(e.rows.begin(), e.rows.end());
    for (const json& table : goals.at("tables"))
        for (const auto& [title, row] : table.at("rows").items())
            for (const std::string workload : goals.at("columns")) rows.insert(substitute(row, workload));
    for (const json& plot : goals.at("plots")) {
        const json places = places_of(goals, plot);
        for (const auto& [word, place] : places.items()) {
            for (const auto& [title, row] : plot.at("series").items()) rows.insert(substitute(row, word));
            if (plot.at("y").contains("relative_to")) rows.insert(substitute(plot.at("y").at("relative_to"), word));
        }
    }
    return {rows.begin(), rows.end()};
}

}  // namespace cdcnet::report
