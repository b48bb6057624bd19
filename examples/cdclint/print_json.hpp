// SPDX-License-Identifier: BSL-1.0
/// \file
/// Findings for programs: one JSON object a line.
#pragma once

#include <cdcdump/console.hpp>
#include <cdcdump/json_writer.hpp>

#include "printer.hpp"

namespace cdclint {

class print_json : public printer {
public:
    explicit print_json(cdcdump::console& out) : out_{out} {}

private:
    void print(const trace_finding& f) override;
    void print(const host_table& t) override;
    void print(const named_device& d) override;
    void print(const rule_tally& r) override;
    void print(const totals& sum) override;

    [[nodiscard]] cdcdump::json_writer begin(std::string_view record);
    void end(cdcdump::json_writer& json);

    cdcdump::console& out_;
};

}  // namespace cdclint
