// SPDX-License-Identifier: BSL-1.0
#include "lint.hpp"

#include <algorithm>
#include <cdcdump/byte_run.hpp>
#include <cdcdump/decoder.hpp>
#include <cdcdump/hex_text.hpp>

#include "descriptor_dump.hpp"
#include "interface_names.hpp"
#include "log_clock.hpp"
#include "lsusb_text.hpp"
#include "trace_check.hpp"
#include "usb_devices.hpp"

namespace cdclint {

namespace {

using cdcdump::input;
using cdcdump::unreadable;

void judge_dump(cdcnet::bytes data, const std::string& name, const options& chosen, printer& out) {
    for (const device_facts& device : parse_dump(data, name)) {
        if (!device.has_any()) continue;
        for (const host_table& table : tables_of(device, chosen.hosts)) out.tell(table);
    }
}

void judge_trace(input in, const options& chosen, printer& out) {
    trace_check check{chosen, out};
    cdcdump::decode(std::move(in), {}, check);
    check.finish();
}

/// The rest of a text, its first lines among them.
class lines {
public:
    /// Reads up to the first line that is not blank.
    explicit lines(input& in) : in_{in} {
        for (std::string line; in_.read_line(line);) {
            first_.push_back(line);
            if (line.find_first_not_of(" \t") != std::string::npos) break;
        }
    }
    [[nodiscard]] const std::string& opening() const noexcept { return first_.back(); }
    [[nodiscard]] bool empty() const noexcept { return first_.empty(); }

    template <class Take>
    void each(Take&& take) {
        for (const std::string& line : first_) take(line);
        for (std::string line; in_.read_line(line);) take(line);
    }

private:
    input& in_;
    std::vector<std::string> first_;
};

/// The bytes of text that is nothing but hex, as far as it is.
std::vector<std::byte> bytes_of(lines& text) {
    std::vector<std::byte> all;
    cdcdump::hex_text hex{cdcdump::text_dialect::hex,
                          [&](const cdcdump::hex_run& run) { all.insert(all.end(), run.data.begin(), run.data.end()); }};
    text.each([&](const std::string& line) { hex.line(line); });
    hex.finish();
    return all;
}

bool begins_hex_dump(const std::string& line) {
    bool is_dump = false;
    cdcdump::hex_text hex{cdcdump::text_dialect::hex, [&](const cdcdump::hex_run& run) { is_dump = begins_dump(run.data); }};
    hex.line(line);
    hex.finish();
    return is_dump;
}

void name_devices(lines& text, printer& out) {
    usb_devices_text list;
    text.each([&](const std::string& line) { list.line(line); });
    for (const listed_device& d : std::move(list).finish()) out.tell(name_interfaces(d));
}

std::vector<std::byte> bytes_of_lsusb(lines& text) {
    lsusb_text listing;
    text.each([&](const std::string& line) { listing.line(line); });
    return std::move(listing).finish();
}

/// A log, or hex of messages.
void judge_text(lines& text, const std::string& name, const options& chosen, printer& out) {
    using cdcdump::byte_run;
    trace_check check{chosen, out};
    byte_run run{cdcnet::mbim::release::v1, check};
    log_clock clock;
    cdcdump::hex_text hex{cdcdump::text_dialect::any, [&](const cdcdump::hex_run& found) {
                              const std::int64_t time_ns = clock.time_of(found.line).value_or(cdcdump::no_time);
                              run.take(found.data,
                                       {.number = found.line, .unit = cdcdump::origin_unit::line, .way = found.way, .time_ns = time_ns},
                                       byte_run::tail::padding);
                          }};
    std::uint64_t number = 0;
    text.each([&](const std::string& line) {
        clock.line(++number, line);
        hex.line(line);
    });
    hex.finish();
    if (hex.runs() == 0) throw unreadable{name + ": no control message, NTB, descriptor or list of devices in it"};
    run.finish();
    check.finish();
    if (hex.left_out() != 0) ++out.sum().malformed;  // cdcdump tells what it is
}

void lint_text(input& in, const options& chosen, printer& out) {
    lines text{in};
    if (text.empty()) throw unreadable{in.name() + ": it is empty"};
    const std::string& opening = text.opening();
    if (usb_devices_text::kind_of(opening) != '\0') return name_devices(text, out);
    if (lsusb_text::begins_with(opening)) return judge_dump(bytes_of_lsusb(text), in.name(), chosen, out);
    if (begins_hex_dump(opening)) return judge_dump(bytes_of(text), in.name(), chosen, out);
    judge_text(text, in.name(), chosen, out);
}

}  // namespace

void lint(input in, const options& chosen, printer& out) {
    out.begin_input(in.name());
    const std::vector<std::byte> first = in.peek();
    switch (cdcdump::format_of(first)) {
        case cdcdump::input_format::text: return lint_text(in, chosen, out);
        case cdcdump::input_format::detect:
            if (begins_dump(first)) return judge_dump(in.read_all(), in.name(), chosen, out);
            [[fallthrough]];
        default: return judge_trace(std::move(in), chosen, out);
    }
}

}  // namespace cdclint
