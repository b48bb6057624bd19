// SPDX-License-Identifier: BSL-1.0
/// \file
/// The catalogue as Markdown: one page for each service, an index of all services and CIDs, and a page of the conformance rules.
#pragma once

#include <fmt/format.h>

#include <iterator>
#include <string>
#include <vector>

#include "declarations.hpp"

namespace reference_pages {

struct page {
    std::string file{};  ///< its name: `sms.md`
    std::string text{};
};

/// Writes formatted text behind another.
template <class... Values>
void add(std::string& text, fmt::format_string<const Values&...> format, const Values&... values) {
    fmt::format_to(std::back_inserter(text), format, values...);
}

/// `conformance.md`: each rule with its title, profiles, source and an example of what breaks it.
[[nodiscard]] page conformance_page();

/// The index first, then the services in the order of `cdcnet::mbim::services`, then the conformance rules.
[[nodiscard]] std::vector<page> all_pages(const declarations& headers);

}  // namespace reference_pages
