// SPDX-License-Identifier: BSL-1.0
/// \file
/// cdcdump: decodes USB CDC NCM and MBIM traffic from captures, logs and raw bytes.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <map>
#include <memory>

#include "../printable.hpp"
#include "console.hpp"
#include "decoder.hpp"
#include "extract.hpp"
#include "fan_out.hpp"
#include "options.hpp"
#include "print_json.hpp"
#include "print_lines.hpp"
#include "rebuild.hpp"
#include "statistics.hpp"

namespace {

using namespace cdcdump;

constexpr int exit_malformed = 1;
constexpr int exit_unreadable = 2;

constexpr const char* description =
    "Decodes USB CDC NCM and MBIM traffic.\n\n"
    "Reads captures (pcap, pcapng) of USB traffic made with usbmon or USBPcap, logs of modem managers with lines like\n"
    "'data = 03:00:00:80:...', hex dumps, and raw control messages or NTBs. The format is detected.";

constexpr const char* footer =
    "Examples:\n"
    "  cdcdump modem.pcap                    one line for each control message and each NTB\n"
    "  cdcdump --verbose modem.pcap          every field\n"
    "  cdcdump --json modem.pcap | jq ...    one JSON object a line\n"
    "  cdcdump --stats *.pcap                counts, fill, overhead, gaps, errors\n"
    "  cdcdump --extract out modem.pcap      the datagrams of each stream as a capture of their own\n"
    "  journalctl -u ModemManager | cdcdump -\n\n"
    "Exit status: 0; 1 with --strict when something was malformed, with --rebuild when something did not come back;\n"
    "2 when an input cannot be read.";

/// Throws what CLI11 prints and exits with.
void refuse_contradictions(const options& chosen) {
    const auto exclusive = [](bool first, bool second, const char* names) {
        if (first && second) throw CLI::ValidationError{names, "exclude each other"};
    };
    exclusive(chosen.verbose, chosen.statistics, "--verbose and --stats");
    exclusive(chosen.rebuild, chosen.verbose || chosen.json || chosen.statistics, "--rebuild and --verbose, --json, --stats");
    // A written datagram is subscriber data as a whole.
    exclusive(chosen.redact, !chosen.extract.empty(), "--redact and --extract");
}

/// Reads the command line; an exit status when there is nothing to do.
std::optional<int> read_command_line(int argc, char** argv, options& chosen) {
    CLI::App app{description, "cdcdump"};
    app.footer(footer);

    app.add_option("file", chosen.files, "Inputs; - is standard input, and so is none")->type_name("FILE");
    const std::map<std::string, input_format> formats{{"auto", input_format::detect}, {"pcap", input_format::capture},
                                                      {"log", input_format::log},     {"hex", input_format::hex},
                                                      {"text", input_format::text},   {"raw", input_format::raw}};
    app.add_option("--format", chosen.format, "Form of the inputs: auto, pcap (pcapng too), log, hex, text (log or hex) or raw")
        ->transform(CLI::CheckedTransformer(formats).description(""))
        ->type_name("FORMAT");
    int release = 1;
    app.add_option("--mbimex", release,
                   "MBIM Extensions release of control messages, 1 (the default) to 4, where the input does not show it")
        ->check(CLI::Range(1, 4).description(""))
        ->type_name("N");

    app.add_flag("-v,--verbose", chosen.verbose, "Every field: name, value, unit, name of the value");
    app.add_flag("--json", chosen.json, "JSON Lines, described in schema.md; with --stats one object");
    app.add_flag("--stats", chosen.statistics, "Counts instead of records");
    app.add_option("--extract", chosen.extract, "Also write the datagrams of each stream to a pcap in this folder")->type_name("DIR");
    app.add_flag("--rebuild", chosen.rebuild, "Build everything again in another layout, parse it and compare; prints only the outcome");
    app.add_flag("--redact", chosen.redact, "Hide subscriber data and PINs");
    app.add_flag("--strict", chosen.strict, "Exit with 1 when anything was malformed");
    std::string colour = "auto";
    app.add_option("--color", colour, "auto, always or never; auto respects NO_COLOR")
        ->check(CLI::IsMember({"auto", "always", "never"}).description(""))
        ->type_name("WHEN");

    try {
        app.parse(argc, argv);
        if (chosen.files.empty() && ::isatty(STDIN_FILENO) != 0) throw CLI::CallForHelp{};
        refuse_contradictions(chosen);
    } catch (const CLI::ParseError& e) {
        const int status = app.exit(e);
        return status == 0 ? 0 : exit_unreadable;
    }

    if (chosen.files.empty()) chosen.files.emplace_back("-");
    chosen.release = static_cast<cdcnet::mbim::release>(release);
    const char* const no_colour = std::getenv("NO_COLOR");
    const bool wanted = ::isatty(STDOUT_FILENO) != 0 && (no_colour == nullptr || *no_colour == '\0');
    chosen.colour = colour == "always" || (colour == "auto" && wanted);
    // Lines that appear on the same terminal are progress enough.
    const bool silent = chosen.statistics || chosen.rebuild || ::isatty(STDOUT_FILENO) == 0;
    chosen.progress = ::isatty(STDERR_FILENO) != 0 && silent;
    return {};
}

/// Decodes every input.  Returns false when one could not be read.
bool decode_all(const options& chosen, report& out) {
    bool all_read = true;
    for (const std::string& file : chosen.files) {
        try {
            decode(input{file}, chosen, out);
        } catch (const unreadable& e) {
            fmt::print(stderr, "cdcdump: {}\n", examples::printable(e.what()));
            all_read = false;
        }
    }
    out.finish();
    return all_read;
}

int run(const options& chosen) {
    console out{stdout, chosen.colour};
    out.set_immediate(::isatty(STDOUT_FILENO) != 0 || std::find(chosen.files.begin(), chosen.files.end(), "-") != chosen.files.end());
    const privacy hidden = chosen.redact ? privacy::hide : privacy::show;
    const bool several = chosen.files.size() > 1;

    fan_out reports;
    const auto& faults = reports.add<fault_counter>();
    rebuild* rebuilt = nullptr;
    if (chosen.rebuild) {
        rebuilt = &reports.add<rebuild>(out);
    } else if (chosen.statistics) {
        reports.add<statistics>(out, chosen.json);
    } else if (chosen.json) {
        reports.add<print_json>(out, hidden);
    } else {
        reports.add<print_lines>(out, chosen.verbose, hidden, several);
    }
    auto* const extracted = chosen.extract.empty() ? nullptr : &reports.add<extract>(chosen.extract, several);

    const bool all_read = decode_all(chosen, reports);
    out.flush();
    if (extracted != nullptr)
        for (const extract::file& f : extracted->files())
            fmt::print(stderr, "{}: {} datagrams\n", examples::printable(f.path), f.datagrams);
    if (!out.good()) {
        fmt::print(stderr, "cdcdump: standard output: not everything could be written\n");
        return exit_unreadable;
    }
    if (!all_read) return exit_unreadable;
    const bool failed = (chosen.strict && faults.count() != 0) || (rebuilt != nullptr && rebuilt->mismatch());
    return failed ? exit_malformed : 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        options chosen;
        if (const auto status = read_command_line(argc, argv, chosen)) return *status;
        return run(chosen);
    } catch (const std::exception& e) {
        fmt::print(stderr, "cdcdump: {}\n", examples::printable(e.what()));
        return exit_unreadable;
    }
}
