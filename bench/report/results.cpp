// SPDX-License-Identifier: BSL-1.0
#include "results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace cdcnet::report {

double samples::min() const { return *std::min_element(values_.begin(), values_.end()); }
double samples::max() const { return *std::max_element(values_.begin(), values_.end()); }
double samples::median() const {
    std::vector<double> sorted = values_;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
}

nlohmann::ordered_json read_json(const std::filesystem::path& file) {
    std::ifstream in{file};
    try {
        return nlohmann::ordered_json::parse(in);
    } catch (const nlohmann::json::exception& failure) {
        throw std::runtime_error{fmt::format("{}: {}", file.string(), failure.what())};
    }
}

run::run(const std::filesystem::path& file) {
    const nlohmann::json document = read_json(file);
    context_ = document.at("context");
    for (const nlohmann::json& entry : document.at("benchmarks")) {
        if (entry.at("run_type") != "iteration") continue;
        // Rows with options of their own have them behind the name.
        const std::string full_name = entry.at("run_name");
        const std::string name = full_name.substr(0, full_name.find("/repeats:"));
        if (entry.value("error_occurred", false)) {
            failures_.push_back(name + ": " + entry.value("error_message", "failed"));
            continue;
        }
        for (const auto& [counter, value] : entry.items())
            if (value.is_number()) rows_[name][counter].add(value);
    }
}

const samples* run::find(const std::string& row, const std::string& counter) const {
    const auto found = rows_.find(row);
    if (found == rows_.end()) return nullptr;
    const auto values = found->second.find(counter);
    return values == found->second.end() ? nullptr : &values->second;
}

std::optional<double> run::value(const std::string& row, const std::string& counter, statistic which) const {
    const samples* const s = find(row, counter);
    if (s == nullptr) return {};
    if (which == statistic::median) return s->median();
    return counter == "payload_Bps" ? s->max() : s->min();
}

std::optional<double> run::noise(const std::string& row) const {
    const samples* const s = find(row, "cpu_time");
    if (s == nullptr) return {};
    return s->median() / s->min();
}

std::string run::context(const std::string& name) const { return context_.value(name, std::string{}); }

std::string run::machine() const {
    std::string text = fmt::format("{} ({}), {} processors", context("cpu_model"), context("cpu_class"), context_.value("num_cpus", 0));
    for (const nlohmann::json& cache : context_.at("caches"))
        if (cache.at("type") != "Instruction")
            text += fmt::format(", {} KiB L{}", cache.at("size").get<long>() / 1024, cache.at("level").get<int>());
    return text;
}

}  // namespace cdcnet::report
