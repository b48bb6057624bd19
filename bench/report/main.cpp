// SPDX-License-Identifier: BSL-1.0
/// \file
/// `bench_report`: which rows the goals need, whether a run may be used, and whether it meets the goals.
#include "page.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <exception>

namespace {

using namespace cdcnet::report;

constexpr std::string_view usage = R"(usage:
  bench_report filter GOALS                    the short form, as a regular expression for --benchmark_filter
  bench_report noise GOALS RESULT              fails with status 3 when the machine was too busy for the run to be used
  bench_report check GOALS RESULT... [--page FILE]   goals, margins and verdicts; fails when one is missed
  bench_report smoke GOALS RESULT... [--page FILE]   the same, and fails only when a row of a goal was not run
RESULT is what --benchmark_out writes.  FILE is Markdown; its plots are put beside it.
)";

enum status { good = 0, bad = 1, misused = 2, too_noisy = 3 };

std::string filter_of(const nlohmann::ordered_json& goals) {
    std::string filter;
    for (const std::string& row : rows_of(goals)) filter += (filter.empty() ? "^(" : "|") + row;
    return filter + ")$";
}

status check_noise(const nlohmann::ordered_json& goals, const run& r) {
    const std::string fault = noise_fault(goals, r);
    if (fault.empty()) return good;
    fmt::print("not to be used: {}\n", fault);
    return too_noisy;
}

/// Prints the table of each run, then what is wrong in one list.
status check(const nlohmann::ordered_json& goals, const std::vector<run>& runs, bool smoke) {
    std::vector<std::string> faults;
    for (const run& r : runs) {
        const std::vector<outcome> outcomes = evaluate(goals, r);
        fmt::print("{}", console_table(outcomes, r));
        for (const std::string& failure : r.failures()) faults.push_back(fmt::format("{}: {}", r.isa(), failure));
        for (const outcome& o : outcomes)
            if (o.verdict == verdict::no_rows || (o.verdict == verdict::missed && !smoke))
                faults.push_back(fmt::format("{}: {}: {}", r.isa(), o.goal, name_of(o.verdict)));
    }
    fmt::print("\n{} faults\n", faults.size());
    for (const std::string& fault : faults) fmt::print("  {}\n", fault);
    if (smoke) return faults.empty() ? good : bad;
    status noise = good;
    for (const run& r : runs)
        if (check_noise(goals, r) != good) noise = too_noisy;
    return noise != good ? noise : faults.empty() ? good : bad;
}

status run_command(const std::vector<std::string>& arguments) {
    if (arguments.size() < 2) return misused;
    const std::string& command = arguments[0];
    const nlohmann::ordered_json goals = read_json(arguments[1]);
    std::vector<run> runs;
    std::string page;
    for (std::size_t i = 2; i < arguments.size(); ++i) {
        if (arguments[i] != "--page")
            runs.emplace_back(arguments[i]);
        else if (++i < arguments.size())
            page = arguments[i];
        else
            return misused;
    }
    if (command == "filter") {
        fmt::print("{}", filter_of(goals));
        return good;
    }
    if (runs.empty()) return misused;
    if (command == "noise") return check_noise(goals, runs.front());
    if (command != "check" && command != "smoke") return misused;
    if (!page.empty()) write_page(page, goals, runs);
    return check(goals, runs, command == "smoke");
}

}  // namespace

int main(int argc, char** argv) try {
    const status s = run_command({argv + 1, argv + argc});
    if (s == misused) fmt::print(stderr, "{}", usage);
    return s;
} catch (const std::exception& failure) {
    fmt::print(stderr, "bench_report: {}\n", failure.what());
    return bad;
}
