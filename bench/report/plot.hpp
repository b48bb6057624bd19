// SPDX-License-Identifier: BSL-1.0
/// \file
/// Line plots as SVG: panels side by side that share their axes and one legend.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace cdcnet::report {

struct series {
    std::string name;
    std::vector<std::pair<double, double>> points;  ///< by x
};

struct panel {
    std::string title;
    std::vector<report::series> series;  ///< the same ones, in the same order, in every panel
};

struct plot {
    std::string title;
    std::string x_label;
    std::string y_label;
    std::vector<double> x_ticks;  ///< the x axis is logarithmic
    bool log_y{};
    std::vector<panel> panels;
};

[[nodiscard]] std::string to_svg(const plot& p);

}  // namespace cdcnet::report
