// SPDX-License-Identifier: BSL-1.0
#include "print_text.hpp"

#include <cdcdump/device_table.hpp>
#include <cdcdump/names.hpp>
#include <fmt/format.h>

#include <iterator>

#include "../printable.hpp"

namespace cdclint {

namespace rules = cdcnet::mbim::conformance;
namespace usb = cdcnet::usb;
using examples::printable;

namespace {

/// `Status=5 (FAILURE)`; nothing where the message as such is meant.
std::string text_of(rules::subject field, std::uint32_t value) {
    if (field == rules::subject::message) return {};
    const std::string_view name = name_of_value(field, value);
    return fmt::format(" {}={}{}", cdcnet::mbim::name_of(field), value, name.empty() ? "" : fmt::format(" ({})", name));
}

std::string seconds_of(std::int64_t time_ns) {
    constexpr std::int64_t second = 1'000'000'000;
    constexpr std::int64_t microsecond = 1'000;
    return fmt::format("{}.{:06}", time_ns / second, time_ns % second / microsecond);
}

/// `packet 17`, and the time where it is known.
std::string text_of(const place& p) {
    if (p.message == 0) return "before the first message";
    std::string text = cdcdump::place_of(p.where);
    if (p.where.on_usb) text.append(" ").append(cdcdump::device_of(p.where));
    if (p.where.time_ns != cdcdump::no_time) text.append(" ").append(seconds_of(p.where.time_ns));
    return text;
}

std::string title_of(const host_table& t) {
    std::string title = "device";
    if (t.where.on_usb) title.append(" ").append(cdcdump::device_of(t.where));
    if (t.device) title += fmt::format(" {:04x}:{:04x}", t.device->vendor, t.device->product);
    if (t.configuration) title += fmt::format(", configuration {}", *t.configuration);
    return title;
}

/// `one rule`, `2 rules`.
std::string count_of(std::uint64_t n, std::string_view what) { return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s"); }

}  // namespace

void print_text::begin_line() {
    if (name_inputs_) fmt::format_to(std::back_inserter(out_.text()), "{}: ", printable(input()));
}

template <class... Values>
void print_text::line(fmt::format_string<const Values&...> format, const Values&... values) {
    begin_line();
    fmt::format_to(std::back_inserter(out_.text()), format, values...);
    out_.text() += '\n';
    out_.end_record();
}

void print_text::print(const trace_finding& f) {
    line("{}: {}: {}:{} {}{}", text_of(f.at), cdcnet::mbim::name_of(f.broken.level), f.broken.id, text_of(f.field, f.value), f.broken.title,
         f.since ? fmt::format("; since {}", text_of(*f.since)) : "");
}

void print_text::print(const host_table& t) {
    line("{}", title_of(t));
    for (const host_table::row& row : t.rows) {
        line("  {:<13} {}", usb::name_of(row.by), usb::name_of(row.found.verdict()));
        for (const usb::finding& f : row.found) {
            const std::string where =
                f.interface_number == usb::function::no_interface ? "" : fmt::format(" of interface {}", f.interface_number);
            line("    {} {}: {}{}: {}; otherwise {}", usb::name_of(f.broken->severity), f.broken->id, f.broken->field, where,
                 f.broken->title, f.broken->otherwise);
        }
    }
}

void print_text::print(const named_device& d) {
    line("device {}.{} {:04x}:{:04x} {}{}", d.bus, d.address, d.vendor, d.product, printable(d.text),
         d.has_to_be_switched ? " (storage alone: a modem that is not yet switched, or a memory stick)" : "");
    for (const named_device::interface& i : d.interfaces)
        line("  {:>2}  {:02x}/{:02x}/{:02x}  {}{}", i.number, i.code.class_, i.code.subclass, i.code.protocol, i.name,
             i.driver.empty() ? "" : fmt::format(", driver {}", printable(i.driver)));
}

void print_text::print(const rule_tally& r) {
    fmt::format_to(std::back_inserter(out_.text()), "{:<34} {:<14} kept {}, broken {}, not decidable {}\n", r.which->id, word_of(r), r.kept,
                   r.broken, r.undecidable);
    out_.end_record();
}

void print_text::print(const totals& sum) {
    std::vector<std::string> parts;
    if (sum.traces != 0) {
        parts.push_back(fmt::format("{} in {}", count_of(sum.findings, "finding"), count_of(sum.messages, "message")));
        parts.push_back(fmt::format("of {} {} exercised, {} not decidable, {} not exercised{}", count_of(sum.rules.size(), "rule"),
                                    sum.exercised(), sum.undecided(), sum.rules.size() - sum.exercised() - sum.undecided(),
                                    sum.exercised() == 0 ? ": this proves nothing" : ""));
    }
    if (sum.tables != 0) parts.push_back(fmt::format("{} by hosts", count_of(sum.refusals, "refusal")));
    if (sum.devices != 0) parts.push_back(count_of(sum.devices, "device"));
    if (sum.forgotten != 0)
        parts.push_back(fmt::format("{} forgotten, of more than {}", count_of(sum.forgotten, "device"), cdcdump::most_devices));
    if (sum.malformed != 0) parts.push_back(fmt::format("{} malformed, see cdcdump --strict", sum.malformed));
    fmt::format_to(std::back_inserter(out_.text()), "{}\n", fmt::join(parts, "; "));
    out_.end_record();
}

}  // namespace cdclint
