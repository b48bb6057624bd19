// SPDX-License-Identifier: BSL-1.0
/// \file
/// mbimctl: talks to an MBIM modem.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <functional>

#include "../printable.hpp"
#include "client.hpp"
#include "commands.hpp"

namespace {

using namespace mbimctl;

constexpr const char* description = "Talks to an MBIM modem: one command, its answer, and out.";

constexpr const char* footer =
    "Examples:\n"
    "  mbimctl caps\n"
    "  mbimctl unlock -                            the PIN from standard input\n"
    "  mbimctl -n connect internet                 -n: CLOSE would end the connection\n"
    "  mbimctl -n --no-open -t 10 config           goes on where -n has left off\n"
    "  mbimctl -p -d /dev/cdc-wdm1 --json signal   beside a modem manager\n"
    "  mbimctl raw basic_connect DEVICE_CAPS query\n\n"
    "Exit status: 0; 1 the modem refused; 2 usage; 3 the modem cannot be reached, is silent or cannot be understood.";

/// What the command line says.
struct choice {
    session_options session{};
    bool one_line{};
    bool json{};
    bool verbose{};
    bool show_secrets{};
    std::function<int(const client&)> command{};

    pin_arguments pin{};
    std::string state{};
    registration_arguments registration{};
    bool restricted{};
    connect_arguments connection{};
    std::string which{"all"};
    std::uint32_t index{};
    text_arguments text{};
    ussd_arguments ussd{};
    std::optional<std::uint64_t> count{};
    raw_arguments raw{};
};

void add_common_options(CLI::App& app, choice& c) {
    app.add_option("-d,--device", c.session.device,
                   "The modem: a cdc-wdm device, a terminal, a socket, or @NAME of an abstract socket; default /dev/cdc-wdm0")
        ->type_name("DEVICE");
    app.add_flag("-p,--proxy", c.session.proxied, "Through mbim-proxy, which opens DEVICE; so does -d @mbim-proxy");
    app.add_option("-t,--transaction", c.session.first_transaction, "Id of the first message, default 1")
        ->check(CLI::Range(std::uint32_t{1}, ~std::uint32_t{0}).description(""))
        ->type_name("N");
    app.add_flag_callback("-n,--no-close", [&c] { c.session.closes = false; }, "Leave the channel open");
    app.add_flag_callback("--no-open", [&c] { c.session.opens = false; }, "The channel is open: the run before was with -n");
    static const std::map<std::string, mbim::release> releases{
        {"1", mbim::release::v1}, {"2", mbim::release::v2}, {"3", mbim::release::v3}, {"4", mbim::release::v4}};
    app.add_option("--mbimex", c.session.newest,
                   "MBIM Extensions to speak, if the modem does: 1 (the default) to 4; with --no-open, to go on with")
        ->transform(CLI::CheckedTransformer(releases).description(""))
        ->type_name("N");
    app.add_option_function<std::uint32_t>(
           "--timeout", [&c](std::uint32_t s) { c.session.timeout = std::chrono::seconds{s}; }, "Seconds for an answer, default 30")
        ->check(CLI::Range(1u, 86'400u).description(""))
        ->type_name("S");
    app.add_option("--max-transfer", c.session.max_transfer, "Bytes of a frame, instead of what the driver says or 4096")
        ->check(CLI::Range(64u, 65'535u).description(""))
        ->type_name("N");
    app.add_flag("-s,--short", c.one_line, "One line, Name=value");
    app.add_flag("--json", c.json, "One line, a JSON object");
    app.add_flag("-v,--verbose", c.verbose, "All frames on standard error, as cdcdump reads them");
    app.add_flag("--show-secrets", c.show_secrets, "-v, watch and raw show PINs, passwords and who the subscriber is");
}

class subcommands {
public:
    subcommands(CLI::App& app, choice& c) : app_{app}, c_{c} {}

    void add_device() {
        add("caps", "What the modem is and can do", &caps);
        auto* const radio_command = add("radio", "The radio's switches", [&c = c_](const client& m) { return radio(m, c.state); });
        radio_command->add_option("state", c_.state, "on or off; default: only ask")->check(CLI::IsMember({"on", "off"}).description(""));
    }
    void add_sim() {
        add("pinstate", "The PIN that the modem waits for", &pinstate);
        auto* const unlock_command =
            add("unlock", "Enter a PIN, or a PUK and a new PIN", [&c = c_](const client& m) { return unlock(m, c.pin); });
        unlock_command->add_option("pin", c_.pin.pin, "PIN or PUK; - is a line of standard input")->required();
        unlock_command->add_option("new-pin", c_.pin.new_pin, "With a PUK");
        auto* const change = add("change-pin", "Change a PIN", [&c = c_](const client& m) { return change_pin(m, c.pin); });
        change->add_option("pin", c_.pin.pin, "The old one; - is a line of standard input")->required();
        change->add_option("new-pin", c_.pin.new_pin, "The new one")->required();
        for (auto* const one : {unlock_command, change})
            one->add_option("--type", c_.pin.type, "pin1, pin2, puk1, network-pin, ...; default pin1, with a new PIN to unlock puk1")
                ->type_name("TYPE");
        add("subscriber", "The SIM and who is behind it", &subscriber);
    }
    void add_network() {
        auto* const registration_command =
            add("registration", "The registration with a network", [&c = c_](const client& m) { return registration(m, c.registration); });
        auto* const automatic = registration_command->add_flag("--automatic", c_.registration.automatic, "Let the modem choose a network");
        registration_command->add_option("--provider", c_.registration.provider, "Choose this one, MCC and MNC")
            ->type_name("PLMN")
            ->excludes(automatic);
        registration_command->add_option("--classes", c_.registration.data_classes, "Preferred technologies, lte,umts")->type_name("LIST");
        add("home", "Whose subscriber the SIM is", &home);
        add("attach", "Attach to the packet service", &attach);
        add("detach", "Detach from it", &detach);
        add("signal", "How well the network is received", &mbimctl::signal);
        auto* const scan_command =
            add("scan", "Which networks can be received; takes minutes", [&c = c_](const client& m) { return scan(m, c.restricted); });
        scan_command->add_flag("--restricted", c_.restricted, "Only what preferred multi-carrier providers need");
    }
    void add_connection() {
        connect_arguments& a = c_.connection;
        auto* const connect_command =
            add("connect", "Activate the context of a session", [&c = c_](const client& m) { return connect(m, c.connection); });
        connect_command->add_option("apn", a.apn, "Access point; default: the network's");
        connect_command->add_option("--user", a.user, "User name")->type_name("NAME");
        connect_command->add_option("--password", a.password, "Password; - is a line of standard input")->type_name("WORD");
        connect_command->add_option("--auth", a.auth, "none (the default), pap, chap, mschapv2, or both: chap, then pap")->type_name("HOW");
        connect_command->add_option("--pdp-type", a.pdp_type, "default, ipv4, ipv6, ipv4v6 or ipv4-and-ipv6")->type_name("TYPE");
        auto* const disconnect_command = add("disconnect", "Deactivate the context of a session",
                                             [&c = c_](const client& m) { return disconnect(m, c.connection.session); });
        auto* const config_command =
            add("config", "Addresses of a session", [&c = c_](const client& m) { return config(m, c.connection.session); });
        for (auto* const one : {connect_command, disconnect_command, config_command})
            one->add_option("--session", a.session, "Session, default 0")->type_name("N");
    }
    void add_texts() {
        auto* const sms = app_.add_subcommand("sms", "Short messages")->require_subcommand(1)->fallthrough();
        auto* const list = add(*sms, "list", "Messages of the store", [&c = c_](const client& m) { return sms_list(m, c.which); });
        list->add_option("which", c_.which, "all (the default), new, old, sent or draft");
        auto* const read = add(*sms, "read", "One message", [&c = c_](const client& m) { return sms_read(m, c.index); });
        read->add_option("index", c_.index)->required();
        auto* const send =
            add(*sms, "send", "Send a text, in as many parts as it takes", [&c = c_](const client& m) { return sms_send(m, c.text); });
        send->add_option("number", c_.text.number)->required();
        send->add_option("text", c_.text.text)->required();
        send->add_option("--service-centre", c_.text.service_centre, "Instead of the SIM's")->type_name("NUMBER");
        send->add_flag("--report", c_.text.report, "Ask for a status report");
        send->add_flag("--flash", c_.text.flash, "To be shown at once");
        auto* const remove = add(*sms, "delete", "Remove messages", [&c = c_](const client& m) { return sms_delete(m, c.which); });
        remove->add_option("which", c_.which, "An index, all, new, old, sent or draft")->required();

        auto* const ussd_command = add("ussd", "A dialogue with the network", [&c = c_](const client& m) { return ussd(m, c.ussd); });
        ussd_command->add_option("text", c_.ussd.text, "A code such as *101#");
        auto* const reply = ussd_command->add_flag("--reply", c_.ussd.reply, "The text answers a question of the network");
        ussd_command->add_flag("--cancel", c_.ussd.cancel, "End the dialogue")->excludes(reply);
    }
    void add_any() {
        auto* const watch_command =
            add("watch", "Print indications until interrupted", [&c = c_](const client& m) { return watch(m, c.count); });
        watch_command->add_option("--count", c_.count, "No more than so many")->check(CLI::PositiveNumber.description(""))->type_name("N");
        auto* const raw_command = add("raw", "Any command", [&c = c_](const client& m) { return raw(m, c.raw); });
        raw_command->add_option("service", c_.raw.service, "basic_connect, ..., or a UUID")->required();
        raw_command->add_option("cid", c_.raw.cid, "Its number, or its name as DEVICE_CAPS")->required();
        raw_command->add_option("operation", c_.raw.operation, "set or query")
            ->required()
            ->check(CLI::IsMember({"set", "query"}).description(""));
        raw_command->add_option("hex", c_.raw.information, "The information buffer");
    }

private:
    CLI::App* add(CLI::App& to, const char* name, const char* what, std::function<int(const client&)> run) {
        return to.add_subcommand(name, what)->fallthrough()->callback([&c = c_, run = std::move(run)] { c.command = run; });
    }
    CLI::App* add(const char* name, const char* what, std::function<int(const client&)> run) {
        return add(app_, name, what, std::move(run));
    }

    CLI::App& app_;
    choice& c_;
};

/// Reads the command line; an exit status when there is nothing to do.
std::optional<int> read_command_line(int argc, char** argv, choice& c) {
    CLI::App app{description, "mbimctl"};
    app.footer(footer);
    app.require_subcommand(1);
    add_common_options(app, c);
    subcommands all{app, c};
    all.add_device();
    all.add_sim();
    all.add_network();
    all.add_connection();
    all.add_texts();
    all.add_any();
    try {
        app.parse(argc, argv);
        if (c.one_line && c.json) throw CLI::ValidationError{"-s and --json", "exclude each other"};
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? exit_done : exit_usage;
    }
    if (c.session.device == "@mbim-proxy") {
        c.session.proxied = true;
        c.session.device = session_options{}.device;
    }
    return {};
}

int run(choice& c) {
    frame_log log{c.show_secrets};
    if (c.verbose) c.session.log = &log;
    session modem{c.session};
    const form shape = c.json ? form::json : c.one_line ? form::line : form::text;
    try {
        const int status = c.command({modem, shape, c.show_secrets});
        modem.close();
        return status;
    } catch (const std::exception&) {
        modem.give_up();
        throw;
    }
}

int fail(const std::exception& e, int status) {
    fmt::print(stderr, "mbimctl: {}\n", examples::printable(e.what()));
    return status;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        choice c;
        if (const auto status = read_command_line(argc, argv, c)) return *status;
        return run(c);
    } catch (const usage_error& e) {
        return fail(e, exit_usage);
    } catch (const refusal& e) {
        return fail(e, exit_refused);
    } catch (const std::exception& e) {
        return fail(e, exit_trouble);
    }
}
