// SPDX-License-Identifier: BSL-1.0
/// \file
/// cdclint: judges traces of MBIM devices by conformance rules, and descriptors by what hosts demand.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cdcdump/console.hpp>
#include <map>
#include <memory>
#include <optional>

#include "../printable.hpp"
#include "lint.hpp"
#include "options.hpp"
#include "print_json.hpp"
#include "print_text.hpp"
#include "rule_texts.hpp"

namespace {

using namespace cdclint;
namespace rules = cdcnet::mbim::conformance;
namespace usb = cdcnet::usb;

constexpr int exit_findings = 1;
constexpr int exit_unreadable = 2;

constexpr const char* description =
    "Judges traces of MBIM devices by conformance rules, and descriptors by what hosts demand.\n\n"
    "Reads what cdcdump reads: captures, logs of modem managers, hex dumps and raw control messages. Then descriptors (raw, as hex, or\n"
    "as lsusb -v prints them), NTB parameter blocks, and the text of /sys/kernel/debug/usb/devices, whose interfaces it names.\n"
    "The format is detected.";

constexpr const char* footer =
    "Examples:\n"
    "  cdclint modem.pcap                        what is not as MBIM 1.0 wants it, and which hosts refuse the device\n"
    "  cdclint --profile windows10 modem.pcap    also what Microsoft asks of devices\n"
    "  cdclint --coverage modem.pcap             which rules the trace has exercised\n"
    "  cdclint --explain open-not-busy\n"
    "  cdclint --host windows_2026 /sys/bus/usb/devices/1-4/descriptors\n"
    "  usb-devices | cdclint -\n\n"
    "Exit status: 0 clean; 1 with findings, a host that refuses the device included; 2 when an input cannot be read.";

std::string_view word_for(rules::profile p) { return cdcnet::mbim::name_of(p); }
std::string_view word_for(usb::host h) { return usb::name_of(h); }

template <class Value, std::size_t Count>
std::map<std::string, Value> named(const std::array<Value, Count>& values) {
    std::map<std::string, Value> names;
    for (const Value v : values) names.emplace(word_for(v), v);
    return names;
}

std::string list_of_hosts() {
    std::string text;
    for (const usb::host h : usb::all_hosts) text.append(text.empty() ? "" : ", ").append(usb::name_of(h));
    return text;
}

/// What is said of the SIM of the provider that SET HOME_PROVIDER names.
enum class home_sim { unknown, good, bad, absent };

void learn(rules::outside_facts& facts, home_sim sim) {
    if (sim == home_sim::unknown) return;
    facts.new_home_sim_present = sim != home_sim::absent;
    if (sim != home_sim::absent) facts.new_home_sim_good = sim == home_sim::good;
}

void add_facts(CLI::App& app, options& chosen, home_sim& sim) {
    const std::map<std::string, home_sim> sims{{"good", home_sim::good}, {"bad", home_sim::bad}, {"absent", home_sim::absent}};
    app.add_option("--home-sim", sim, "The SIM of the provider that SET HOME_PROVIDER names: good, bad or absent")
        ->transform(CLI::CheckedTransformer(sims).description(""))
        ->type_name("STATE");
    const std::map<std::string, bool> switches{{"on", true}, {"off", false}};
    app.add_option_function<std::string>(
           "--auto-attach", [&chosen, switches](const std::string& word) { chosen.facts.auto_attach = switches.at(word); },
           "The function attaches by itself: on or off; else what it says")
        ->check(CLI::IsMember({"on", "off"}).description(""))
        ->type_name("SWITCH");
    const auto add_size = [&](const char* name, std::optional<std::uint16_t>& to, const char* text) {
        app.add_option_function<std::uint16_t>(name, [&to](std::uint16_t value) { to = value; }, text)->type_name("N");
    };
    add_size("--max-control-message", chosen.descriptors.max_control_message, "wMaxControlMessage, where the input does not show it");
    add_size("--max-segment-size", chosen.descriptors.max_segment_size, "wMaxSegmentSize, likewise");
    add_size("--mtu", chosen.descriptors.mtu, "wMTU, likewise");
}

/// Reads the command line; an exit status when there is nothing to do.
std::optional<int> read_command_line(int argc, char** argv, options& chosen) {
    CLI::App app{description, "cdclint"};
    app.footer(footer);

    app.add_option("file", chosen.files, "Inputs; - is standard input, and so is none")->type_name("FILE");
    using enum rules::profile;
    const std::array profiles{spec, windows7, windows8, windows10};
    app.add_option("--profile", chosen.profile, "Rules of traces: spec (the default), windows7, windows8 or windows10")
        ->transform(CLI::CheckedTransformer(named(profiles)).description(""))
        ->type_name("NAME");
    app.add_option("--host", chosen.hosts, "Hosts that judge descriptors, all by default: " + list_of_hosts())
        ->transform(CLI::CheckedTransformer(named(usb::all_hosts)).description(""))
        ->allow_extra_args(false)
        ->type_name("NAME");
    app.add_flag("--json", chosen.json, "One JSON object a line");
    app.add_flag("--coverage", chosen.coverage, "Also each rule of the profile: exercised, not exercised or not decidable");
    app.add_flag("--list-rules", chosen.list_rules, "All rules, one a line, and nothing else");
    app.add_option("--explain", chosen.explain, "What a rule wants, why, and of whom; and nothing else")->type_name("RULE");
    home_sim sim{};
    add_facts(app, chosen, sim);

    try {
        app.parse(argc, argv);
        const bool has_work = !chosen.files.empty() || chosen.list_rules || !chosen.explain.empty();
        if (!has_work && ::isatty(STDIN_FILENO) != 0) throw CLI::CallForHelp{};
    } catch (const CLI::ParseError& e) {
        const int status = app.exit(e);
        return status == 0 ? 0 : exit_unreadable;
    }
    if (chosen.files.empty()) chosen.files.emplace_back("-");
    learn(chosen.facts, sim);
    return {};
}

/// Prints what is known of a rule.
int explain(const std::string& id) {
    const std::string text = explanation_of(id);
    if (text.empty()) {
        fmt::print(stderr, "cdclint: {}: no such rule; --list-rules tells all\n", examples::printable(id));
        return exit_unreadable;
    }
    fmt::print("{}", text);
    return 0;
}

/// Judges every input.  Returns false when one could not be read.
bool lint_all(const options& chosen, printer& out) {
    bool all_read = true;
    for (const std::string& file : chosen.files) {
        try {
            lint(cdcdump::input{file}, chosen, out);
        } catch (const cdcdump::unreadable& e) {
            fmt::print(stderr, "cdclint: {}\n", examples::printable(e.what()));
            all_read = false;
        }
    }
    return all_read;
}

std::unique_ptr<printer> make_printer(const options& chosen, cdcdump::console& to) {
    if (chosen.json) return std::make_unique<print_json>(to);
    return std::make_unique<print_text>(to, chosen.files.size() > 1);
}

int run(const options& chosen) {
    if (chosen.list_rules) {
        fmt::print("{}", list_of_rules());
        return 0;
    }
    if (!chosen.explain.empty()) return explain(chosen.explain);

    cdcdump::console to{stdout, false};
    to.set_immediate(::isatty(STDOUT_FILENO) != 0 || std::find(chosen.files.begin(), chosen.files.end(), "-") != chosen.files.end());
    const auto out = make_printer(chosen, to);
    const bool all_read = lint_all(chosen, *out);
    if (chosen.coverage) out->tell_coverage();
    out->tell_totals();
    to.flush();
    if (!to.good()) {
        fmt::print(stderr, "cdclint: standard output: not everything could be written\n");
        return exit_unreadable;
    }
    if (!all_read) return exit_unreadable;
    return out->sum().is_clean() ? 0 : exit_findings;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        options chosen;
        if (const auto status = read_command_line(argc, argv, chosen)) return *status;
        return run(chosen);
    } catch (const std::exception& e) {
        fmt::print(stderr, "cdclint: {}\n", examples::printable(e.what()));
        return exit_unreadable;
    }
}
