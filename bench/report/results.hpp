// SPDX-License-Identifier: BSL-1.0
/// \file
/// The results of one run of one program, as Google Benchmark writes them.
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace cdcnet::report {

/// All repetitions of one counter of one row.
class samples {
public:
    void add(double value) { values_.push_back(value); }
    [[nodiscard]] double min() const;
    [[nodiscard]] double max() const;
    [[nodiscard]] double median() const;

private:
    std::vector<double> values_;
};

/// Which of the repetitions stands for the row.
enum class statistic {
    best,    ///< noise only ever adds time: the least time, the highest rate
    median,  ///< for comparison
};

class run {
public:
    explicit run(const std::filesystem::path& file);

    /// A counter of a row; nothing when the row was not run, failed, or has no such counter.
    [[nodiscard]] std::optional<double> value(const std::string& row, const std::string& counter, statistic which) const;
    /// How far the median of a row's time is above its minimum, as a factor.
    [[nodiscard]] std::optional<double> noise(const std::string& row) const;

    /// What a context entry says; empty when there is none.
    [[nodiscard]] std::string context(const std::string& name) const;
    [[nodiscard]] std::string isa() const { return context("isa"); }
    /// Processor and caches in one line.
    [[nodiscard]] std::string machine() const;

    /// Rows that reported an error, with it.
    [[nodiscard]] const std::vector<std::string>& failures() const noexcept { return failures_; }

private:
    [[nodiscard]] const samples* find(const std::string& row, const std::string& counter) const;

    nlohmann::json context_;
    std::map<std::string, std::map<std::string, samples>> rows_;
    std::vector<std::string> failures_;
};

/// Reads a JSON file; throws with the file's name when that fails.
[[nodiscard]] nlohmann::ordered_json read_json(const std::filesystem::path& file);

}  // namespace cdcnet::report
