// SPDX-License-Identifier: BSL-1.0
#include "rule_texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cdcnet/mbim/conformance.hpp>
#include <cdcnet/usb/host_rules.hpp>
#include <iterator>

namespace cdclint {

namespace trace = cdcnet::mbim::conformance;
namespace usb = cdcnet::usb;

namespace {

constexpr bool has_unique_ids() {
    return std::none_of(usb::rules.begin(), usb::rules.end(), [](const usb::rule& r) { return trace::find_rule(r.id).has_value(); });
}
static_assert(has_unique_ids(), "an id names one rule");

void add(std::string& text, std::string_view what, std::string_view value) {
    if (!value.empty()) fmt::format_to(std::back_inserter(text), "  {:<11} {}\n", what, value);
}

void add_word(std::string& text, std::string_view word) {
    if (!text.empty()) text += ", ";
    text += word;
}

std::string profiles_of(const trace::rule& r) {
    std::string text;
    for (const cdcnet::mbim::enumerator& p : cdcnet::mbim::enumeration_of<trace::profile>)
        if ((static_cast<std::uint32_t>(r.in) & p.value) != 0) add_word(text, p.name);
    return text;
}

std::string hosts_of(const usb::rule& r) {
    std::string text;
    for (const usb::host h : usb::all_hosts)
        if (r.hosts.has(h)) add_word(text, usb::name_of(h));
    return text;
}

std::string explain(const trace::rule& r) {
    std::string text = fmt::format("{}: {}\n", r.id, r.title);
    add(text, "severity", cdcnet::mbim::name_of(r.level));
    add(text, "profiles", profiles_of(r));
    add(text, "source", r.source);
    add(text, "looks at", r.looks_at);
    add(text, "broken by", r.example);
    add(text, "note", r.note);
    return text;
}

std::string explain(const usb::rule& r) {
    std::string text = fmt::format("{}: {}\n", r.id, r.title);
    add(text, "severity", usb::name_of(r.severity));
    add(text, "hosts", hosts_of(r));
    add(text, "source", r.source);
    add(text, "confidence", usb::name_of(r.confidence));
    add(text, "looks at", r.field);
    add(text, "otherwise", r.otherwise);
    return text;
}

void add_to_list(std::string& text, std::string_view id, std::string_view severity, std::string_view title) {
    fmt::format_to(std::back_inserter(text), "{:<34} {:<8} {}\n", id, severity, title);
}

}  // namespace

std::string list_of_rules() {
    std::string text;
    for (const trace::rule& r : trace::all_rules) add_to_list(text, r.id, cdcnet::mbim::name_of(r.level), r.title);
    for (const usb::rule& r : usb::rules) add_to_list(text, r.id, usb::name_of(r.severity), r.title);
    return text;
}

std::string explanation_of(std::string_view id) {
    if (const auto index = trace::find_rule(id)) return explain(trace::all_rules[*index]);
    for (const usb::rule& r : usb::rules)
        if (r.id == id) return explain(r);
    return {};
}

}  // namespace cdclint
