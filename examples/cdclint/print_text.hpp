// SPDX-License-Identifier: BSL-1.0
/// \file
/// Findings for people: a line for each.
#pragma once

#include <fmt/format.h>

#include <cdcdump/console.hpp>

#include "printer.hpp"

namespace cdclint {

class print_text : public printer {
public:
    /// \param name_inputs  each line begins with the name of its input
    print_text(cdcdump::console& out, bool name_inputs) : out_{out}, name_inputs_{name_inputs} {}

private:
    void print(const trace_finding& f) override;
    void print(const host_table& t) override;
    void print(const named_device& d) override;
    void print(const rule_tally& r) override;
    void print(const totals& sum) override;

    template <class... Values>
    void line(fmt::format_string<const Values&...> format, const Values&... values);
    void begin_line();

    cdcdump::console& out_;
    bool name_inputs_;
};

}  // namespace cdclint
