// SPDX-License-Identifier: BSL-1.0
/// \file
/// virtual_modem: a simulated MBIM modem; see README.md.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iterator>

#include "../printable.hpp"
#include "proxy.hpp"
#include "scenario.hpp"
#include "serve.hpp"

namespace {

using namespace virtual_modem;

constexpr int exit_failed = 2;

constexpr const char* description =
    "A simulated MBIM modem behind a pseudo terminal, a socket or standard input and output. It runs until SIGINT or SIGTERM.";

constexpr const char* footer =
    "Examples:\n"
    "  virtual_modem --pty modem &                           then: mbimcli -d ./modem --query-device-caps\n"
    "  virtual_modem --pty modem --locked --log frames       the SIM waits for its PIN, 1234; then: cdcdump frames\n"
    "  virtual_modem --proxy &                               then: mbimcli -p -d /dev/null --query-device-caps\n"
    "  virtual_modem --pty modem --data-socket data --ntb 32 --ntb-log ntbs &";

struct options {
    settings modem;
    std::string pty;
    std::string socket;
    bool proxy{};
    bool stdio{};
    std::string log;
    std::string scenario;
    data_options data;
};

void add_data_options(CLI::App& app, data_options& data) {
    static const std::map<std::string, ncm::format> formats{{"16", ncm::format::ntb16}, {"32", ncm::format::ntb32}};
    auto* const plane = app.add_option_group("Data plane");
    auto* const socket =
        plane->add_option("--data-socket", data.socket, "a UNIX socket of messages, an NTB each; pings are answered")->type_name("PATH");
    plane->add_option("--tun", data.tun, "a TUN device is the network, instead of one that answers pings")
        ->type_name("NAME")
        ->needs(socket);
    plane->add_option("--ntb-log", data.log, "writes each NTB as a line that cdcdump reads")->type_name("FILE")->needs(socket);
    plane->add_option("--ntb", data.ntbs.format, "16 or 32, the format of NTBs in both directions; default 16")
        ->transform(CLI::CheckedTransformer(formats).description(""))
        ->type_name("N");
    plane->add_option("--ntb-in-size", data.ntbs.in_size, "bytes of the largest NTB to the host, dwNtbInMaxSize; NTB16 has at most 65535")
        ->check(CLI::Range(ntb_settings::least, ntb_settings::most))
        ->capture_default_str();
    plane->add_option("--ntb-out-size", data.ntbs.out_size, "bytes of the largest NTB from the host, dwNtbOutMaxSize")
        ->check(CLI::Range(ntb_settings::least, ntb_settings::most))
        ->capture_default_str();
}

void list_breaks() {
    for (const breakable_rule& r : breakable_rules()) fmt::print("{:<33} {}\n", r.id, r.how);
    throw CLI::Success{};
}

/// Reads the command line; an exit status when there is nothing to do.
std::optional<int> read_command_line(int argc, char** argv, options& chosen) {
    CLI::App app{description, "virtual_modem"};
    app.footer(footer);
    auto* const way = app.add_option_group("Where the host finds it (one of these)");
    way->add_option("--pty", chosen.pty, "a pseudo terminal; PATH becomes a symbolic link to it")->type_name("PATH");
    way->add_option("--socket", chosen.socket, "a UNIX socket")->type_name("PATH");
    way->add_flag("--proxy", chosen.proxy, "the socket of mbim-proxy, which it then plays");
    way->add_flag("--stdio", chosen.stdio, "standard input and output");
    way->require_option(1);

    unsigned mbimex = 3;
    unsigned pace = 50;
    unsigned open_delay = 0;
    app.add_option("--mbimex", mbimex, "newest release of MBIMEx, 1 to 3")->check(CLI::Range(1, 3))->capture_default_str();
    app.add_option("--max-control", chosen.modem.max_control, "bytes of the longest frame, wMaxControlMessage")
        ->check(CLI::Range(64, 65535))
        ->capture_default_str();
    app.add_option("--pace", pace, "milliseconds that the network takes for each thing")->capture_default_str();
    app.add_option("--open-delay", open_delay, "milliseconds until OPEN is answered")->capture_default_str();
    app.add_flag("--locked", chosen.modem.pin_in_use, "the SIM waits for its PIN");
    app.add_flag("--no-sim", chosen.modem.no_sim, "there is no SIM");
    app.add_option("--pin", chosen.modem.pin, "PIN1 of the SIM")->capture_default_str();
    app.add_option("--puk", chosen.modem.puk, "PUK1 of the SIM")->capture_default_str();
    app.add_option("--log", chosen.log, "writes each frame as a line that cdcdump reads")->type_name("FILE");
    app.add_option("--break", chosen.modem.breaks, "breaks a conformance rule; may be given several times")
        ->type_name("RULE")
        ->allow_extra_args(false);
    app.add_flag_callback("--list-breaks", list_breaks, "the rules that can be broken, and how, one a line");
    app.add_option("--scenario", chosen.scenario, "events and faults to come")->type_name("FILE")->check(CLI::ExistingFile);
    add_data_options(app, chosen.data);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : exit_failed;
    }
    chosen.modem.newest = static_cast<release>(mbimex);
    chosen.modem.pace = timeline::milliseconds{pace};
    chosen.modem.open_delay = timeline::milliseconds{open_delay};
    return std::nullopt;
}

std::vector<scenario_event> scenario_in(const std::string& file) {
    if (file.empty()) return {};
    std::ifstream in{file};
    return parse_scenario(std::string{std::istreambuf_iterator<char>{in}, {}});
}

void run(const options& chosen) {
    hex_log log = chosen.log.empty() ? hex_log{} : hex_log{chosen.log};
    modem m{chosen.modem};
    data_port data{m, chosen.data};
    play(m, scenario_in(chosen.scenario));
    end_by_signals();
    if (!chosen.pty.empty()) {
        pseudo_terminal terminal{chosen.pty};
        serve(m, log, data, terminal);
    } else if (chosen.stdio) {
        serve(m, log, data, STDIN_FILENO, STDOUT_FILENO);
    } else {
        const listener calls{chosen.proxy ? std::string{proxy_name, sizeof proxy_name - 1} : chosen.socket};
        serve(m, log, data, calls, chosen.proxy);
    }
    data.report();
}

}  // namespace

int main(int argc, char** argv) {
    try {
        options chosen;
        if (const auto status = read_command_line(argc, argv, chosen)) return *status;
        run(chosen);
    } catch (const std::exception& e) {
        fmt::print(stderr, "virtual_modem: {}\n", examples::printable(e.what()));
        return exit_failed;
    }
}
