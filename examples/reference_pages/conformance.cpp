// SPDX-License-Identifier: BSL-1.0
/// \file
/// The page of the conformance rules.
#include <cdcnet/mbim/conformance.hpp>

#include "pages.hpp"

namespace reference_pages {

namespace rules = cdcnet::mbim::conformance;

namespace {

std::string profiles_of(const rules::rule& r) {
    if (r.in == rules::every_profile) return "all";
    std::string text;
    for (const cdcnet::mbim::enumerator& p : cdcnet::mbim::enumeration_of<rules::profile>) {
        if ((static_cast<std::uint32_t>(r.in) & p.value) == 0) continue;
        if (!text.empty()) text += ", ";
        text += p.name;
    }
    return text;
}

}  // namespace

page conformance_page() {
    page p{"conformance.md", "# Conformance rules\n\n"};
    add(p.text,
        "The {} rules that `cdcnet::mbim::conformance::checker` judges a trace by. [All services](index.md)\n\n"
        "`#include <cdcnet/mbim/conformance.hpp>`\n\n",
        rules::all_rules.size());
    p.text += "| Rule | Title | Severity | Profiles |\n|---|---|---|---|\n";
    for (const rules::rule& r : rules::all_rules)
        add(p.text, "| [{0}](#{0}) | {1} | {2} | {3} |\n", r.id, r.title, cdcnet::mbim::name_of(r.level), profiles_of(r));
    p.text += "\n";
    for (const rules::rule& r : rules::all_rules) {
        add(p.text, "## <a id=\"{0}\"></a>{0}\n\n{1}.\n\n", r.id, r.title);
        add(p.text, "- Looks at: {}\n- Broken by: {}\n- Profiles: {}\n- Source: {}\n", r.looks_at, r.example, profiles_of(r), r.source);
        if (!r.note.empty()) add(p.text, "- Note: {}\n", r.note);
        p.text += "\n";
    }
    return p;
}

}  // namespace reference_pages
