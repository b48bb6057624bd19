// SPDX-License-Identifier: BSL-1.0
/// \file
/// The catalogue as Markdown: one page for each service, and an index of all services and CIDs.
#pragma once

#include <string>
#include <vector>

#include "declarations.hpp"

namespace reference_pages {

struct page {
    std::string file{};  ///< its name: `sms.md`
    std::string text{};
};

/// The index first, then the services in the order of `cdcnet::mbim::services`.
[[nodiscard]] std::vector<page> all_pages(const declarations& headers);

}  // namespace reference_pages
