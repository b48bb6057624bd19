// SPDX-License-Identifier: BSL-1.0
/// \file
/// The goals that goals.json declares, held against a run.
#pragma once

#include "results.hpp"

namespace cdcnet::report {

enum class verdict {
    met,
    missed,
    informative,  ///< missed, but it is a time and this is not the processor that it was set for
    no_rows,      ///< a row that it needs was not run, or failed
};
[[nodiscard]] std::string_view name_of(verdict v) noexcept;

struct outcome {
    std::string goal;
    bool at_least{};  ///< what the bound is: a lower one, else an upper one
    double bound{};
    double measured{};
    double median{};  ///< the same from medians
    report::verdict verdict{};

    /// How far the measured value is on the good side of the bound, as a fraction of it.
    [[nodiscard]] double margin() const noexcept { return (at_least ? measured - bound : bound - measured) / bound; }
};

/// Every goal that has a bound for the run's instruction set, in the order of the declaration.
[[nodiscard]] std::vector<outcome> evaluate(const nlohmann::ordered_json& goals, const run& r);

/// What is wrong with the noise of a run; empty when it may be used.
[[nodiscard]] std::string noise_fault(const nlohmann::ordered_json& goals, const run& r);

/// All rows that goals, tables and plots need, sorted, each once.
[[nodiscard]] std::vector<std::string> rows_of(const nlohmann::ordered_json& goals);

/// `text` with `word` wherever it says `{x}`.
[[nodiscard]] std::string substitute(std::string text, const std::string& word);

/// The places on the x axis of a plot, by the word that stands for each in the rows.
[[nodiscard]] nlohmann::ordered_json places_of(const nlohmann::ordered_json& goals, const nlohmann::ordered_json& plot);

}  // namespace cdcnet::report
