// SPDX-License-Identifier: BSL-1.0
/// \file
/// The two ends that this tree has, against each other: every subcommand and option of mbimctl, with a modem whose README says
/// what has to be printed.
#if defined(CDCNET_VIRTUAL_MODEM) && defined(CDCNET_MBIMCTL)
#include <nlohmann/json.hpp>

#include "examples/virtual_modem.hpp"

using namespace virtual_modem_test;
using nlohmann::json;

namespace {

/// A run of mbimctl with what it prints, on standard output or standard error.
struct action {
    std::string_view arguments;
    std::string_view says;  ///< pieces, separated by "; "
    int status{};
};

/// Both outputs with single blanks.
outcome mbimctl(const modem_process& modem, const std::string& arguments) {
    outcome o = run(std::string{"timeout 60 '"} + CDCNET_MBIMCTL + "' -d '" + modem.path() + "' " + arguments + " 2>&1 < /dev/null");
    o.output = without_runs_of_blanks(o.output);
    return o;
}
json object_of(const modem_process& modem, const std::string& arguments) {
    const outcome o = mbimctl(modem, "--json " + arguments);
    CAPTURE(o.output);
    CHECK(o.status == 0);
    return json::parse(o.output);
}

void check(const modem_process& modem, const action& a) {
    const outcome o = mbimctl(modem, std::string{a.arguments});
    CAPTURE(a.arguments);
    CAPTURE(o.output);
    CHECK(o.status == a.status);
    for (std::string_view rest = a.says; !rest.empty();) {
        const std::string_view piece = rest.substr(0, rest.find("; "));
        CAPTURE(piece);
        CHECK(o.output.find(piece) != std::string::npos);
        rest.remove_prefix(std::min(rest.size(), piece.size() + 2));
    }
}
void attach(const modem_process& modem) {
    check(modem, {"registration --automatic", "RegisterState: HOME"});
    check(modem, {"attach", "PacketServiceState: ATTACHED"});
}

std::string scenario_option(const scratch_folder& folder, std::string_view text) {
    return " --scenario '" + folder.write("scenario", text) + "'";
}

constexpr const char* ways[] = {"--pty", "--socket"};

// clang-format off: a table
constexpr action in_order[] = {
    // The device and its SIM
    {"caps",
     "DeviceType: EMBEDDED (1); SimClass: REMOVABLE (2); DataClass: GPRS|EDGE|UMTS|HSDPA|HSUPA|LTE (63); SmsCaps: PDU_RECEIVE|PDU_SEND (3); "
     "ControlCaps: REG_MANUAL|HW_RADIO_SWITCH (3); MaxSessions: 4; DeviceId: \"001015550123456\"; FirmwareInfo: \"cdcnet virtual modem\""},
    {"pinstate", "PinType: UNKNOWN (0); PinState: UNLOCKED (0)"},
    {"pinstate -s", "Status=SUCCESS PinType=UNKNOWN PinState=UNLOCKED RemainingAttempts="},
    {"subscriber", "ReadyState: INITIALIZED (1); SubscriberId: \"001010123456789\"; SimIccId: \"89001012345678901234\"; [0] \"+15550100\""},
    {"radio", "HwRadioState: ON (1); SwRadioState: ON (1)"},
    {"change-pin 1234 5678", "PIN_DISABLED", 1},

    // Networks
    {"registration --automatic --classes lte", "RegisterState: HOME (3); RegisterMode: AUTOMATIC (1); ProviderId: \"00101\"; Mcc: 001 Mnc: 01"},
    {"registration -s", "Status=SUCCESS NwError=NONE RegisterState=HOME; ProviderName=\"Home\"; Mcc=001 Mnc=01"},
    {"home", "ProviderId: \"00101\"; ProviderState: HOME (1); Mcc: 001 Mnc: 01"},
    {"signal", "Rssi: "},
    {"scan",
     "ProvidersCount: 4; ProviderId: \"00101\" ProviderState: HOME|VISIBLE|REGISTERED; ProviderId: \"00102\" ProviderState: PREFERRED|VISIBLE; "
     "ProviderId: \"99970\" ProviderState: VISIBLE; ProviderId: \"99999\" ProviderState: FORBIDDEN|VISIBLE"},
    {"registration --provider 00102", "RegisterState: PARTNER; RegisterMode: MANUAL; Mnc: 02"},
    {"registration --provider 99970", "RegisterState: ROAMING; ProviderName: \"Abroad\""},
    {"registration --provider 99999", "RegisterState: DENIED; mbimctl: FAILURE", 1},
    {"registration --provider 12345", "mbimctl: PROVIDER_NOT_VISIBLE", 1},
    {"registration --automatic", "RegisterState: HOME"},
    {"attach", "PacketServiceState: ATTACHED (2); HighestAvailableDataClass: LTE"},

    // Contexts
    {"connect internet --pdp-type ipv4v6", "SessionId: 0 ActivationState: ACTIVATED (1); IpType: IPV4V6 (3); (internet); NwError: 0"},
    {"config", "IPv4Address: 10.64.0.2; IPv6Address: 2001:db8:64::2; IPv4Gateway: 10.64.0.1; IPv6Gateway: 2001:db8:64::1; [0] 10.255.0.53; IPv4Mtu: 1500"},
    {"connect v4only --session 1 --pdp-type ipv4 -s", "Status=SUCCESS SessionId=1 ActivationState=ACTIVATED; IpType=IPV4 "},
    {"config --session 1", "SessionId: 1; IPv6ConfigurationAvailable: NONE; IPv4Address: 10.64.1.2"},
    {"connect v6only --session 2 --pdp-type ipv6", "ActivationState: ACTIVATED; IpType: IPV6 (2)"},
    {"config --session 2 -s", "IPv4ConfigurationAvailable=NONE; 2001:db8:64:2::2"},
    {"connect v4only --session 3 --pdp-type ipv6", "ActivationState: DEACTIVATED; NwError: 50; Cause: ; mbimctl: FAILURE", 1},
    {"connect unknown --session 3", "NwError: 27; Cause: ; mbimctl: FAILURE", 1},
    {"connect secure --session 3", "NwError: 0; mbimctl: INVALID_USER_NAME_PWD", 1},  // the network was not asked this time
    {"connect 'no blanks' --session 3", "mbimctl: INVALID_ACCESS_STRING", 1},
    {"connect secure --session 3 --user user --password secret --auth both", "ActivationState: ACTIVATED"},
    {"connect internet --session 4", "mbimctl: MAX_ACTIVATED_CONTEXTS", 1},
    {"connect internet --session 256", "mbimctl: INVALID_PARAMETERS", 1},
    {"disconnect --session 3", "SessionId: 3 ActivationState: DEACTIVATED"},
    {"disconnect --session 3", "mbimctl: CONTEXT_NOT_ACTIVATED", 1},
    {"config --session 3", "mbimctl: CONTEXT_NOT_ACTIVATED", 1},

    // Texts
    {"sms list", "none"},
    {"sms send +15550100 'to myself'", "MessageReference: 1"},
    {"sms list new", "Index: 1; Status: NEW; From: \"+15550100\"; Text: \"to myself\""},
    {"sms read 1 -s", "[0].Index=1 [0].Status=OLD [0].From=\"+15550100\"; [0].Text=\"to myself\""},
    {"sms list old", "Status: OLD"},
    {"sms read 2", "mbimctl: INVALID_MEMORY_INDEX", 1},
    {"sms delete 1", "SUCCESS"},
    {"sms list all", "none"},
    {"sms delete 1", "mbimctl: INVALID_MEMORY_INDEX", 1},
    {"ussd '*100#'", "Response: NO_ACTION_REQUIRED; SessionState: NEW_SESSION; Text: \"Balance: 12.34 EUR\""},
    {"ussd '*123#'", "Response: ACTION_REQUIRED; Text: \"1: balance"},
    {"ussd --reply 2", "SessionState: EXISTING_SESSION; Text: \"Number: +15550100\""},
    {"ussd --cancel", "Response: TERMINATED_BY_NETWORK"},
    {"ussd --reply 1", "mbimctl: FAILURE", 1},

    // Anything
    {"raw basic_connect DEVICE_CAPS query", "MaxSessions: 4; DeviceId: <redacted>"},
    {"raw basic_connect 1 query --show-secrets", "DeviceId: \"001015550123456\""},
    {"raw a289cc33-bcbb-8b4f-b6b0-133ec2aae6df PACKET_STATISTICS query -s", "Status=SUCCESS InDiscards=0 InErrors=0"},
    {"raw basic_connect RADIO_STATE set 02000000", "mbimctl: INVALID_PARAMETERS", 1},  // values that the enumerations have not
    {"raw basic_connect PACKET_SERVICE set 02000000", "mbimctl: INVALID_PARAMETERS", 1},
    {"raw basic_connect REGISTER_STATE set 00000000000000000200000000000000", "mbimctl: INVALID_PARAMETERS", 1},
    {"raw basic_connect CONNECT set "
     "00000000020000000000000000000000000000000000000000000000000000000000000000000000010000007e5e2a7e4e6f7272736b656e7e5e2a7e",
     "mbimctl: INVALID_PARAMETERS", 1},
    {"raw basic_connect 99 query", "mbimctl: NO_DEVICE_SUPPORT", 1},
    {"raw stk 1 query", "mbimctl: NO_DEVICE_SUPPORT", 1},

    // The way back
    {"detach", "PacketServiceState: DETACHED (4)"},
    {"connect internet", "mbimctl: PACKET_SERVICE_DETACHED", 1},
    {"disconnect", "mbimctl: CONTEXT_NOT_ACTIVATED", 1},
    {"radio off", "HwRadioState: ON (1); SwRadioState: OFF (0)"},
    {"registration", "RegisterState: DEREGISTERED"},
    {"attach", "mbimctl: RADIO_POWER_OFF", 1},
    {"scan", "mbimctl: RADIO_POWER_OFF", 1},
    {"signal", "Rssi: 99 (unknown)"},
    {"radio on", "SwRadioState: ON (1)"},
};

constexpr action in_release_3[] = {
    {"--mbimex 3 subscriber", "Flags: SIM_REMOVABILITY_KNOWN|SIM_REMOVABLE|SIM_SLOT_ACTIVE"},
    {"--mbimex 3 registration --automatic", "RegisterState: HOME; PreferredDataClasses: "},
    {"--mbimex 3 attach", "HighestAvailableDataClass: LTE; PlmnMcc: 1; Tac: 4660"},
    {"--mbimex 3 signal", "Rsrp: ; SystemType: LTE"},
    {"--mbimex 3 connect internet --session 2 --pdp-type ipv6", "ActivationState: ACTIVATED; AccessString: \"internet\""},
    {"--mbimex 3 disconnect --session 2", "ActivationState: DEACTIVATED"},
};

constexpr action pin_and_puk[] = {
    {"pinstate", "PinType: PIN1 (2) PinState: LOCKED (1) RemainingAttempts: 3"},
    {"subscriber", "ReadyState: DEVICE_LOCKED; SubscriberId: \"\""},
    {"home", "mbimctl: PIN_REQUIRED", 1},
    {"registration --automatic", "mbimctl: PIN_REQUIRED", 1},
    {"attach", "mbimctl: PIN_REQUIRED", 1},
    {"connect internet", "mbimctl: NOT_REGISTERED", 1},
    {"change-pin 1234 5678", "mbimctl: PIN_REQUIRED", 1},
    {"unlock 1234 --type pin2", "mbimctl: NO_DEVICE_SUPPORT", 1},
    {"unlock 0000", "PinType: PIN1 (2) PinState: LOCKED (1) RemainingAttempts: 2; mbimctl: FAILURE", 1},
    {"unlock 0000 -s", "Status=FAILURE PinType=PIN1 PinState=LOCKED RemainingAttempts=1", 1},
    {"unlock 0000", "PinType: PUK1; RemainingAttempts: 10", 1},
    {"unlock 1234", "PinType: PUK1", 1},
    {"unlock 00000000 4321", "PinType: PUK1; RemainingAttempts: 9; mbimctl: FAILURE", 1},
    {"unlock 12345678 4321", "PinState: UNLOCKED"},
    {"change-pin 1234 5678", "mbimctl: FAILURE", 1},
    {"change-pin 4321 5678", "PinState: UNLOCKED (0) RemainingAttempts: 3"},
    {"subscriber", "ReadyState: INITIALIZED; SubscriberId: \"001010123456789\""},
};

constexpr action without_sim[] = {
    {"subscriber", "ReadyState: SIM_NOT_INSERTED; SimIccId: \"\""},
    {"pinstate", "mbimctl: SIM_NOT_INSERTED", 1},
    {"unlock 1234", "mbimctl: SIM_NOT_INSERTED", 1},
    {"home", "mbimctl: SIM_NOT_INSERTED", 1},
    {"registration --automatic", "mbimctl: SIM_NOT_INSERTED", 1},
    {"ussd '*100#'", "mbimctl: NOT_REGISTERED", 1},
};
// clang-format on

}  // namespace

TEST_CASE("virtual_modem: mbimctl, every subcommand, over a terminal and over a socket") {
    for (const char* const way : ways) {
        CAPTURE(way);
        const modem_process modem{"--pace 5", way};
        for (const action& a : in_order) check(modem, a);
    }
}

TEST_CASE("virtual_modem: mbimctl, MBIMEx 3.0") {
    const modem_process modem{"--pace 5", "--socket"};
    for (const action& a : in_release_3) check(modem, a);
}

TEST_CASE("virtual_modem: mbimctl, PIN, PUK and back") {
    for (const char* const way : ways) {
        const modem_process modem{"--pace 5 --locked", way};
        for (const action& a : pin_and_puk) check(modem, a);
    }
}

TEST_CASE("virtual_modem: mbimctl, without a SIM") {
    const modem_process modem{"--pace 5 --no-sim", "--socket"};
    for (const action& a : without_sim) check(modem, a);
}

TEST_CASE("virtual_modem: mbimctl, JSON") {
    const modem_process modem{"--pace 5"};
    attach(modem);
    const json caps = object_of(modem, "caps");
    CHECK(caps["service"] == "basic_connect");
    CHECK(caps["cid"] == "DEVICE_CAPS");
    CHECK(caps["status"]["name"] == "SUCCESS");
    CHECK(caps["fields"]["MaxSessions"] == 4);
    CHECK(object_of(modem, "home")["decoded"]["Mcc"] == "001");
    const json found = object_of(modem, "scan");
    CHECK(found["fields"]["Providers"].size() == 4);
    CHECK(found["decoded"][2]["Mcc"] == "999");
    CHECK(found["decoded"][0]["RssiDbm"] == -71);  // code 21 of TS 27.007
    object_of(modem, "sms send +15550100 again");
    CHECK(object_of(modem, "sms list")["decoded"][0]["Text"] == "again");
    const outcome refused = mbimctl(modem, "--json disconnect");
    CHECK(refused.status == 1);
    CHECK(json::parse(refused.output)["status"]["name"] == "CONTEXT_NOT_ACTIVATED");
}

TEST_CASE("virtual_modem: mbimctl, transaction ids, and a channel that stays open") {
    for (const char* const way : ways) {
        const modem_process modem{"--pace 5", way};
        // OPEN is 77, the command 78, CLOSE 79.
        check(modem, {"-v -t 77 pinstate",
                      "01:00:00:00:10:00:00:00:4d:00:00:00; 03:00:00:00:30:00:00:00:4e:00:00:00; 02:00:00:00:0c:00:00:00:4f:00:00:00"});
        check(modem, {"--no-open radio", "SwRadioState: ON"});  // a modem that says it is not open is opened
        check(modem, {"-n radio", "SwRadioState: ON"});
        const outcome on = mbimctl(modem, "-n --no-open -t 10 -v radio");
        CHECK(on.status == 0);
        CHECK(on.output.find("03:00:00:00:30:00:00:00:0a:00:00:00") != std::string::npos);
        CHECK(on.output.find("data = 01:00:00:00") == std::string::npos);
        CHECK(on.output.find("data = 02:00:00:00") == std::string::npos);
    }
}

TEST_CASE("virtual_modem: mbimctl, in fragments of 64 bytes") {
    const modem_process modem{"--pace 5 --max-control 64", "--socket"};
    check(modem, {"--max-transfer 64 registration --automatic", "RegisterState: HOME"});
    check(modem, {"--max-transfer 64 attach", "ATTACHED"});
    check(modem,
          {"--max-transfer 64 connect a.long.name.of.an.access.point.that.does.not.fit.into.one.frame", "ActivationState: ACTIVATED"});
    check(modem, {"--max-transfer 64 scan", "ProvidersCount: 4; ProviderName: \"Closed\""});
}

TEST_CASE("virtual_modem: mbimctl watches what the scenario lets happen") {
    const scratch_folder folder{folder_name()};
    // Without a SIM, there is no other news.
    const std::string scenario = scenario_option(folder, "0.1 signal -85\n0.2 radio off\n0.3 radio on\n");
    for (const char* const way : ways) {
        const modem_process modem{"--no-sim --pace 5" + scenario, way};
        check(modem, {"watch --count 3",
                      "SIGNAL_STATE; Rssi: 14 (-85 dBm); RADIO_STATE; HwRadioState: OFF (0) SwRadioState: ON (1); HwRadioState: ON (1)"});
    }
}

TEST_CASE("virtual_modem: mbimctl, busy, silence, and a modem that is not there") {
    const scratch_folder folder{folder_name()};
    const modem_process modem{"--pace 5" + scenario_option(folder, "0 busy 1\n0 silent 1\n"), "--socket"};
    check(modem, {"--timeout 1 caps", "mbimctl: ", 3});
    check(modem, {"caps", "mbimctl: BUSY", 1});
    check(modem, {"caps", "MaxSessions: 4"});
    const outcome nowhere = run(std::string{"'"} + CDCNET_MBIMCTL + "' -d '" + folder.file("none") + "' caps 2>&1");
    CHECK(nowhere.status == 3);
    CHECK(nowhere.output.find(folder.file("none")) != std::string::npos);
    CHECK(nowhere.output.find("No such file") != std::string::npos);
}

TEST_CASE("virtual_modem: mbimctl, as its proxy") {
    modem_process modem{"--pace 5", "--proxy"};
    if (!is_proxy(modem)) return;
    const std::string program = std::string{"timeout 60 '"} + CDCNET_MBIMCTL + "' ";
    for (const std::string_view arguments : {"-p -d /dev/null caps", "-d @mbim-proxy caps"}) {
        const outcome o = run(program + std::string{arguments} + " 2>&1");
        CAPTURE(o.output);
        CHECK(o.status == 0);
        CHECK(o.output.find("MaxSessions: 4") != std::string::npos);
    }
    CHECK(modem.end() == 0);
}
#endif
