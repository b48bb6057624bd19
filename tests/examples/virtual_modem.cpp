// SPDX-License-Identifier: BSL-1.0
/// \file
/// virtual_modem as mbimcli sees it, which shares no code with it: exit statuses and printed values of every action that the
/// modem supports.
#ifdef CDCNET_VIRTUAL_MODEM
#include "examples/virtual_modem.hpp"
#include "examples/virtual_modem_log.hpp"

using namespace virtual_modem_test;

namespace {

/// An action of mbimcli with what it prints.
struct action {
    std::string_view option;
    std::string_view says;  ///< pieces of its output, separated by "; "
    int status{};
};

void check(const modem_process& modem, const action& a, const std::string& more = {}) {
    const outcome o = modem.mbimcli(std::string{a.option}, more);
    CAPTURE(a.option);
    CAPTURE(more);
    CAPTURE(o.output);
    CHECK(o.status == a.status);
    for (std::string_view rest = a.says; !rest.empty();) {
        const std::string_view piece = rest.substr(0, rest.find("; "));
        CAPTURE(piece);
        CHECK(o.output.find(piece) != std::string::npos);
        rest.remove_prefix(std::min(rest.size(), piece.size() + 2));
    }
}

/// Neither mbimcli nor the modem has broken a rule.
void check_conformance(const modem_process& modem) {
    const judged_log log = judge(modem.log());
    CHECK(log.broken == "");
    MESSAGE("conformance: ", log.messages, " messages, ", log.exercised, " rules exercised");
}

// clang-format off: a table
constexpr action in_order[] = {
    {"--noop", ""},

    // What it is
    {"--query-device-caps",
     "Device type: 'embedded'; Cellular class: 'gsm'; SIM class: 'removable'; Data class: 'gprs, edge, umts, hsdpa, hsupa, lte'; "
     "SMS caps: 'pdu-receive, pdu-send'; Ctrl caps: 'reg-manual, hw-radio-switch'; Max sessions: '4'; Device ID: '001015550123456'"},
    {"--query-device-services",
     "Services: (8); basic-connect; signal-state (11); ip-packet-filters (23); 'sms'; message-store-status (5); 'ussd'; 'phonebook'; "
     "'ms-firmware-id'; 'ms-host-shutdown'; device-slot-mappings (7)"},
    {"--ms-query-firmware-id", "4f0e6f6c-29c3-4f2a-9c5e-7b3c1f6d2a10"},
    {"--ms-query-sys-caps", "Number of executors: '1'; Number of slots: '2'; Concurrency: '1'"},
    {"--ms-query-device-caps", "Max sessions: '4'; Device ID: '001015550123456'; Executor Index: '0'"},
    {"--ms-query-version=01.00,03.00", "MBIM version : 1.00; MBIM extended version : 3.00"},

    // SIM
    {"--query-subscriber-ready-status",
     "Ready state: 'initialized'; Subscriber ID: '001010123456789'; SIM ICCID: '89001012345678901234'; Telephone numbers: (1) '+15550100'"},
    {"--query-pin-state", "PIN state: 'unlocked'"},
    {"--query-pin-list", "PIN1: Mode: 'disabled' Format: 'numeric' Min length: '4' Max length: '8'; PIN2: Mode: 'not-supported'"},
    {"--ms-query-slot-info-status=0", "Slot '0': 'state-active'"},
    {"--ms-query-slot-info-status=1", "Slot '1': "},
    {"--ms-query-slot-info-status=2", "InvalidParameters", 1},
    {"--ms-query-device-slot-mappings", "Executor '0': slot '0'"},

    // Network
    {"--query-radio-state", "Hardware radio state: 'on'; Software radio state: 'on'"},
    {"--query-home-provider", "Provider ID: '00101'; Provider name: 'Home'; State: 'home'"},
    {"--query-preferred-providers", "Preferred providers (1); Provider ID: '00102'; Provider name: 'Partner'; State: 'preferred'"},
    {"--query-visible-providers",
     "Visible providers (4); Provider ID: '00101' Provider name: 'Home' State: 'home, visible, registered'; "
     "Provider ID: '99999' Provider name: 'Closed' State: 'forbidden, visible'"},
    {"--query-registration-state",
     "Register state: 'home'; Register mode: 'automatic'; Available data classes: 'lte'; Provider ID: '00101'; Provider name: 'Home'; "
     "Registration flags: 'packet-service-automatic-attach'"},
    {"--register-automatic", "Register state: 'home'; Register mode: 'automatic'"},
    {"--query-signal-state", "RSSI [0-31,99]: '2; Signal strength interval: '5'; RSSI threshold: '1'"},
    {"--set-signal-state=signal-strength-interval=60,rssi-threshold=3,error-rate-threshold=2",
     "Signal strength interval: '60'; RSSI threshold: '3'; Error rate threshold: '2'"},
    {"--detach-packet-service", "Packet service state: 'detached'; Uplink speed: '0 bps'"},
    {"--connect=access-string=internet", "PacketServiceDetached", 1},
    {"--attach-packet-service",
     "Packet service state: 'attached'; Available data classes: 'lte'; Uplink speed: '50000000 bps'; Downlink speed: '150000000 bps'"},
    {"--attach-packet-service", "Packet service state: 'attached'"},
    {"--ms-query-location-info-status", "Location area code: FFFFFFFF; Tracking area code: 001234; Cell ID: 00A1B201"},
    {"--ms-query-base-stations-info", "System type: lte; Provider id: 00101; EARFCN: 1300; RSRQ: -9 dBm; Neighboring LTE cells: 2; RSRP: -101 dBm"},
    {"--ms-query-nitz", "Successfully queried NITZ; Data class: lte"},
    {"--ms-query-lte-attach-configuration", "Configuration 0: IP type: ipv4v6 Roaming: home Source: operator Access string: internet; Configuration 2"},
    {"--ms-query-lte-attach-info", "Attach state: attached; IP type: ipv4v6; Access string: internet"},

    // Contexts
    {"--query-connection-state", "Session ID: '0'; Activation state: 'deactivated'"},
    {"--query-ip-configuration", "ContextNotActivated", 1},
    {"--disconnect", "ContextNotActivated", 1},
    {"--connect=access-string=internet,ip-type=ipv4v6",
     "Successfully connected; Session ID: '0'; Activation state: 'activated'; IP type: 'ipv4v6'; Context type: 'internet'; "
     "IPv4 configuration available: 'address, gateway, dns, mtu'; IP [0]: '10.64.0.2/30'; Gateway: '10.64.0.1'; DNS [0]: '10.255.0.53'; "
     "MTU: '1500'; IPv6 configuration available: 'address, gateway, dns, mtu'; IP [0]: '2001:db8:64::2/64'; Gateway: '2001:db8:64::1'"},
    {"--connect=session-id=5,access-string=v4only,ip-type=ipv4v6",
     "Session ID: '5'; Activation state: 'activated'; IP type: 'ipv4'; Network error: 'pdp-type-ipv4-only-allowed'; IP [0]: '10.64.5.2/30'; "
     "IPv6 configuration available: 'none'"},
    {"--connect=session-id=6,access-string=v4only,ip-type=ipv6", "Failure", 1},
    {"--connect=session-id=6,access-string=unknown", "Failure", 1},
    {"--connect=session-id=6,access-string=no_such", "InvalidAccessString", 1},
    {"--connect=session-id=6,access-string=secure,username=user,password=wrong,auth=chap", "InvalidUserNamePwd", 1},
    {"--connect=session-id=6,access-string=secure,username=user,password=secret,auth=chap", "Session ID: '6'; Activation state: 'activated'"},
    {"--connect=session-id=7,access-string=mms,context-type=mms", "Session ID: '7'; Context type: 'mms'"},
    {"--connect=session-id=8,access-string=internet", "MaxActivatedContexts", 1},
    {"--query-connection-state=5", "Session ID: '5'; Activation state: 'activated'; IP type: 'ipv4'"},
    {"--query-ip-configuration=6", "IP [0]: '10.64.6.2/30'"},
    {"--ms-query-pco=5", "Session ID: '5'; PCO data type: 'complete'; PCO data: '80 00 0D 04 0A FF 00 35'"},
    {"--query-ip-packet-filters=5", "IP packet filters: (0)"},
    {"--set-ip-packet-filters=session-id=5,packet-filter=45000001,packet-mask=ff00ffff",
     "IP packet filters: (1); Packet filter : 45 00 00 01; Packet mask : FF 00 FF FF"},
    {"--query-ip-packet-filters=5", "IP packet filters: (1)"},
    {"--disconnect=7", "Successfully disconnected; Session ID: '7'; Activation state: 'deactivated'"},
    {"--query-ip-packet-filters=7", "ContextNotActivated", 1},
    {"--disconnect=7", "ContextNotActivated", 1},
    {"--query-packet-statistics", "Octets (in): '0'; Packets (out): '0'"},
    {"--query-provisioned-contexts", "Provisioned contexts (2); Context type: 'internet' Access string: 'internet'; Access string: 'mms'"},
    {"--set-provisioned-contexts=context-id=3,context-type=internet,auth=chap,compression=enable,username=user,password=secret,"
     "access-string=net,provider-id=00101",
     "Provisioned contexts (3); Access string: 'net' Username: 'user' Password: 'secret' Compression: 'enable' Auth protocol: 'chap'"},
    {"--ms-query-provisioned-contexts", "Provisioned contexts (3); Access string: 'net'; Roaming control: 'allow-all'"},
    {"--ms-set-provisioned-contexts=operation=delete,context-type=mms,ip-type=ipv4,state=enabled,roaming-control=allow-all,media-type=all,"
     "source=user,auth=none,compression=none,access-string=,username=,password=",
     "Provisioned contexts (2)"},

    // Small things
    {"--set-network-idle-hint=enabled", "Network idle hint state: 'enabled'"},
    {"--query-network-idle-hint", "Network idle hint state: 'enabled'"},
    {"--query-emergency-mode", "Emergency mode: 'off'"},
    {"--set-emergency-mode=on", "Emergency mode: 'on'"},
    {"--set-service-activation=01234567", "Network error: 'none'; Data: '01:23:45:67'"},
    {"--phonebook-query-configuration", "Phonebook state: initialized; Number of entries: 20; used entries: 1"},
    {"--phonebook-read=1", "Number: +15550111; Name: Operator"},
    {"--phonebook-write=Bob,+123456789", "successfully written"},
    {"--phonebook-write=Eve,+1234,9", "successfully written"},
    {"--phonebook-read-all", "(3); Entry index : 2 Number: +123456789 Name: Bob; Entry index : 9 Number: +1234 Name: Eve"},
    {"--phonebook-delete=2", "successfully deleted"},
    {"--phonebook-delete=2", "InvalidMemoryIndex", 1},
    {"--phonebook-delete-all", "successfully deleted"},
    {"--phonebook-query-configuration", "used entries: 0"},

    // What it does not have
    {"--ms-query-sar-config", "NoDeviceSupport", 1},
    {"--atds-query-signal", "NoDeviceSupport", 1},
    {"--dss-connect=01234567-89ab-cdef-0123-456789abcdef,3", "NoDeviceSupport", 1},

    // Away and back
    {"--set-radio-state=off", "Hardware radio state: 'on'; Software radio state: 'off'"},
    {"--query-connection-state=5", "Activation state: 'deactivated'"},
    {"--query-packet-service-state", "Packet service state: 'detached'"},
    {"--query-registration-state", "Register state: 'deregistered'; Provider ID: 'unknown'"},
    {"--query-signal-state", "RSSI [0-31,99]: '99'; Error rate [0-7,99]: '99'"},
    {"--register-automatic", "RadioPowerOff", 1},
    {"--attach-packet-service", "RadioPowerOff", 1},
    {"--connect=access-string=internet", "RadioPowerOff", 1},
    {"--query-visible-providers", "RadioPowerOff", 1},
    {"--set-radio-state=on", "Software radio state: 'on'"},
    {"--register-automatic", "Register state: 'home'"},
    {"--ms-set-device-slot-mappings=1", "Executor '0': slot '1'"},
    {"--query-subscriber-ready-status", "Ready state: 'sim-not-inserted'"},
    {"--ms-set-device-slot-mappings=0", "Executor '0': slot '0'"},
    {"--register-automatic", "Register state: 'home'"},
    {"--ms-notify-host-shutdown", "Successfully notified"},
    {"--query-registration-state", "Register state: 'deregistered'"},
};

/// Where a release has a layout of its own.
constexpr action in_release_2[] = {
    {"--query-registration-state", "Register state: 'home'; Preferred data classes: 'gprs, edge, umts, hsdpa, hsupa, lte, 5g-nsa, 5g-sa'"},
    {"--query-packet-service-state", "Packet service state: 'attached'; Available data classes: 'lte'; Frequency range: 'unknown'"},
    {"--attach-packet-service", "Packet service state: 'attached'"},
    {"--query-signal-state", "RSRP/SNR info: 'lte'; RSRP: '-; SNR: '"},
    {"--connect=session-id=2,access-string=internet", "Session ID: '2'; Activation state: 'activated'; IP [0]: '10.64.2.2/30'"},
    {"--query-connection-state=2", "Activation state: 'activated'"},
    {"--ms-query-device-caps", "Data class: 'gprs, edge, umts, hsdpa, hsupa, lte, 5g-nsa, 5g-sa'"},
    {"--ms-query-sys-caps", "Number of slots: '2'"},
    {"--ms-query-base-stations-info", "Neighboring LTE cells: 2"},
    {"--disconnect=2", "Successfully disconnected"},
};
constexpr action in_release_3[] = {
    {"--query-subscriber-ready-status", "Ready state: 'initialized'; Flags: 'sim-removability-known, sim-removable"},
    {"--query-registration-state", "Register state: 'home'; Preferred data classes: 'gprs, edge, umts, hsdpa, hsupa, lte, 5g-nsa'"},
    {"--query-packet-service-state", "Packet service state: 'attached'; Data sub class: 'none'; TAI PLMN MCC: '001'; TAI TAC: '4660'"},
    {"--query-signal-state", "RSRP/SNR info: 'lte'"},
    {"--connect=session-id=3,access-string=internet,ip-type=ipv6",
     "Session ID: '3'; IP type: 'ipv6'; IPv4 configuration available: 'none'; IP [0]: '2001:db8:64:3::2/64'"},
    {"--query-connection-state=3", "Activation state: 'activated'; Access media type: '3gpp'; Access string: 'internet'"},
    {"--set-ip-packet-filters=session-id=3,packet-filter=45,packet-mask=f0,filter-id=8", "IP packet filters: (1); 8"},
    {"--ms-query-device-caps", "Data class: 'gprs, edge, umts, hsdpa, hsupa, lte, 5g'; Data subclass: '5g-endc, 5g-nr'; LTE band class: '1, 3, 7, 20'"},
    {"--ms-query-base-stations-info", "Neighboring LTE cells: 2"},
    {"--ms-query-lte-attach-info", "Attach state: attached; Network error: none"},
    {"--ms-query-registration-parameters", "MICO mode: unsupported; DRX cycle: not-specified"},
    {"--ms-query-modem-configuration", "Status: 'completed'; Name: 'generic'"},
    {"--disconnect=3", "Successfully disconnected"},
};

constexpr action wrong_and_right[] = {
    {"--query-subscriber-ready-status", "Ready state: 'device-locked'; Subscriber ID: 'unknown'; SIM ICCID: '89001012345678901234'"},
    {"--query-pin-state", "PIN type: 'pin1'; PIN state: 'locked'; Remaining attempts: '3'"},
    {"--query-pin-list", "PIN1: Mode: 'enabled'"},
    {"--query-home-provider", "PinRequired", 1},
    {"--query-provisioned-contexts", "PinRequired", 1},
    {"--register-automatic", "PinRequired", 1},
    {"--attach-packet-service", "PinRequired", 1},
    {"--connect=access-string=internet", "NotRegistered", 1},
    {"--query-radio-state", "Software radio state: 'on'"},
    {"--change-pin=1234,5678", "PinRequired", 1},
    {"--disable-pin=1234", "PinRequired", 1},
    {"--enter-pin=pin2,1234", "NoDeviceSupport", 1},
    {"--enter-pin=0000", "Failure", 1},
    {"--query-pin-state", "PIN type: 'pin1'; Remaining attempts: '2'"},
    {"--enter-pin=0000", "Failure", 1},
    {"--query-pin-state", "PIN type: 'pin1'; Remaining attempts: '1'"},
    {"--enter-pin=0000", "Failure", 1},
    {"--query-pin-state", "PIN type: 'puk1'; PIN state: 'locked'; Remaining attempts: '10'"},
    {"--enter-pin=1234", "Failure", 1},
    {"--enter-puk=00000000,4321", "Failure", 1},
    {"--query-pin-state", "PIN type: 'puk1'; Remaining attempts: '9'"},
    {"--enter-puk=12345678,1", "InvalidParameters", 1},
    {"--query-pin-state", "PIN type: 'puk1'; Remaining attempts: '9'"},
    {"--enter-puk=12345678,4321", "PIN operation successful; PIN state: 'unlocked'"},
    {"--query-subscriber-ready-status", "Ready state: 'initialized'; Subscriber ID: '001010123456789'"},
    {"--register-automatic", "Register state: 'home'"},
    {"--enter-pin=4321", "Failure", 1},  // not expected any more
    {"--change-pin=1234,5678", "Failure", 1},
    {"--change-pin=4321,5678", "PIN operation successful"},
    {"--disable-pin=4321", "Failure", 1},
    {"--disable-pin=5678", "PIN operation successful"},
    {"--disable-pin=0000", "PIN operation successful"},  // is disabled
    {"--change-pin=5678,1234", "PinDisabled", 1},
    {"--query-pin-list", "PIN1: Mode: 'disabled'"},
    {"--enable-pin=5678", "PIN operation successful"},
    {"--query-pin-state", "PIN state: 'unlocked'"},
    {"--disable-pin=corporate-pin,1234", "NoDeviceSupport", 1},
};
// clang-format on

}  // namespace

TEST_CASE("virtual_modem: mbimcli, every action that is supported") {
    if (!has_mbimcli()) return;
    modem_process modem{"--pace 5"};
    REQUIRE(modem.attaches());
    for (const action& a : in_order) check(modem, a);
    CHECK(modem.end() == 0);
    CHECK_FALSE(modem.is_there());
    check_conformance(modem);
}

TEST_CASE("virtual_modem: mbimcli, later releases") {
    if (!has_mbimcli()) return;
    const modem_process modem{"--pace 5"};
    REQUIRE(modem.attaches());
    for (const action& a : in_release_2) check(modem, a, "--device-open-ms-mbimex-v2");
    for (const action& a : in_release_3) check(modem, a, "--device-open-ms-mbimex-v3");
    // Each host has its own.
    check(modem, {"--query-packet-service-state", "'attached'"});
    check_conformance(modem);
}

TEST_CASE("virtual_modem: mbimcli, a modem that knows no later release") {
    if (!has_mbimcli()) return;
    const modem_process modem{"--pace 5 --mbimex 1"};
    REQUIRE(modem.attaches());
    check(modem, {"--ms-query-version=01.00,03.00", "NoDeviceSupport", 1});
    check(modem, {"--query-registration-state", "'home'"}, "--device-open-ms-mbimex-v3");
}

TEST_CASE("virtual_modem: mbimcli, PIN, PUK and back") {
    if (!has_mbimcli()) return;
    const modem_process modem{"--pace 5 --locked"};
    for (const action& a : wrong_and_right) check(modem, a);
    check_conformance(modem);
}

TEST_CASE("virtual_modem: mbimcli, a PUK that is wrong too often") {
    if (!has_mbimcli()) return;
    const modem_process modem{"--pace 5 --locked"};
    for (int i = 0; i < 3; ++i) check(modem, {"--enter-pin=0000", "Failure", 1});
    for (int i = 0; i < 10; ++i) check(modem, {"--enter-puk=00000000,1234", "Failure", 1});
    check(modem, {"--query-subscriber-ready-status", "Ready state: 'bad-sim'"});
    check(modem, {"--enter-puk=12345678,1234", "BadSim", 1});
    check(modem, {"--query-home-provider", "BadSim", 1});
    check_conformance(modem);
}

TEST_CASE("virtual_modem: mbimcli, without a SIM") {
    if (!has_mbimcli()) return;
    const modem_process modem{"--pace 5 --no-sim"};
    check(modem, {"--query-subscriber-ready-status", "Ready state: 'sim-not-inserted'; SIM ICCID: 'unknown'"});
    check(modem, {"--ms-query-slot-info-status=0", "empty"});
    for (const std::string_view option : {"--query-home-provider", "--query-pin-state", "--enter-pin=1234", "--register-automatic",
                                          "--attach-packet-service", "--query-provisioned-contexts", "--phonebook-read-all"})
        check(modem, {option, "SimNotInserted", 1});
    // The radio needs none.
    check(modem, {"--set-radio-state=off", "Software radio state: 'off'"});
    check(modem, {"--set-radio-state=on", "Software radio state: 'on'"});
    check(modem, {"--query-visible-providers", "Visible providers (4)"});
    check(modem, {"--connect=access-string=internet", "NotRegistered", 1});
    check_conformance(modem);
}

TEST_CASE("virtual_modem: mbimcli, answers in many fragments, and a command that the transport cuts off") {
    if (!has_mbimcli()) return;
    const modem_process modem{"--pace 5 --max-control 64"};
    REQUIRE(modem.attaches());
    check(modem, {"--query-device-services", "Services: (8); ip-packet-filters (23); device-slot-mappings (7)"});
    check(modem, {"--query-visible-providers", "Visible providers (4); Provider name: 'Closed'"});
    check(modem, {"--query-device-caps", "Device ID: '001015550123456'"});
    // libmbim sends frames of up to 4096 bytes in any case, real-peers.md section 1.
    check(modem, {"--connect=access-string=internet", "LengthMismatch", 1});
    check(modem, {"--query-pin-state", "PIN state: 'unlocked'"});
    std::ifstream log{modem.log()};
    const std::string text{std::istreambuf_iterator<char>{log}, {}};
    for (const std::string& line : cdcdump_test::lines_of(text))
        CHECK(line.size() <= std::string_view{"<<<<<<   data   = "}.size() + 64 * 3);
}

TEST_CASE("virtual_modem: mbimcli, commands in fragments") {
    if (!has_mbimcli()) return;
    const modem_process modem{"--pace 5"};
    REQUIRE(modem.attaches());
    const std::string long_name(3000, 'a');
    check(modem, {"--connect=access-string=" + long_name, "", 1});
    check(modem, {"--query-connection-state", "Activation state: 'deactivated'"});
    check(modem, {"--connect=access-string=internet", "Activation state: 'activated'"});
    check_conformance(modem);
}

TEST_CASE("virtual_modem: mbimcli, busy, silence and a fragment that is lost") {
    if (!has_mbimcli()) return;
    const scratch_folder folder{folder_name()};
    const std::string scenario = folder.write("scenario", "# at once\n0 busy 1\n0 wrong-pin 1\n0 traffic 1000 200\n");
    const modem_process modem{"--pace 5 --locked --scenario '" + scenario + "'"};
    check(modem, {"--query-device-caps", "Busy", 1});
    check(modem, {"--query-device-caps", "Max sessions: '4'"});
    check(modem, {"--enter-pin=1234", "Failure", 1});
    check(modem, {"--enter-pin=1234", "PIN operation successful"});
    check(modem, {"--query-packet-statistics", "Octets (in): '1000' Packets (in): '1'; Octets (out): '200'"});
    check_conformance(modem);
}

TEST_CASE("virtual_modem: mbimcli, OPEN that is answered late, never with BUSY") {
    if (!has_mbimcli()) return;
    const modem_process modem{"--open-delay 300"};
    check(modem, {"--query-device-caps", "Max sessions: '4'"});
    check_conformance(modem);
}

TEST_CASE("virtual_modem: mbimcli, a modem that breaks rules when it is told to") {
    if (!has_mbimcli()) return;
    const modem_process modem{"--pace 5 --break radio-without-sim --break one-answer-for-each-command"};
    check(modem, {"--query-radio-state", "SimNotInserted", 1});
    check(modem, {"--query-device-caps", "Max sessions: '4'"});
    CHECK(judge(modem.log()).broken == "one-answer-for-each-command radio-without-sim");
}

TEST_CASE("virtual_modem: the rules that it can break") {
    const outcome o = run(std::string{"'"} + CDCNET_VIRTUAL_MODEM + "' --list-breaks");
    CHECK(o.status == 0);
    CHECK(o.output.find("\nradio-without-sim                 RADIO_STATE is answered SIM_NOT_INSERTED\n") != std::string::npos);
    CHECK(o.output.find("commands-when-open") == std::string::npos);  // the host's
}

TEST_CASE("virtual_modem: mbimcli, as its proxy") {
    if (!has_mbimcli()) return;
    modem_process modem{"--pace 5", "--proxy"};
    // mbimcli starts a proxy of its own, which stays, when there is none: ask only when there is.
    if (!is_proxy(modem)) return;
    for (const std::string_view action : {"--query-device-caps", "--query-pin-state", "--query-radio-state"}) {
        const outcome o = modem_process::mbimcli_at("/dev/null", std::string{action}, "-p");
        CAPTURE(o.output);
        CHECK(o.status == 0);
    }
    CHECK(modem.end() == 0);
}

#ifdef CDCNET_CDCDUMP
TEST_CASE("virtual_modem: its log is read by cdcdump") {
    if (!has_mbimcli()) return;
    const modem_process modem{"--pace 5"};
    REQUIRE(modem.attaches());
    check(modem, {"--connect=access-string=internet,ip-type=ipv4v6", "Activation state: 'activated'"});
    const outcome o = cdcdump_test::cdcdump("--strict --verbose '" + modem.log() + "'");
    CHECK(o.status == 0);
    CHECK(o.output.find("10.64.0.2") != std::string::npos);
}
#endif

TEST_CASE("virtual_modem: what it refuses") {
    const scratch_folder folder{folder_name()};
    refuses("", "required");
    refuses("--stdio --max-control 63", "max-control");
    refuses("--stdio --mbimex 9", "mbimex");
    refuses("--pty /nowhere/modem", "/nowhere/modem");
    refuses("--stdio --break commands-when-open", "no rule to break: commands-when-open");
    const auto scenario = [&](std::string_view text) { return "--stdio --scenario '" + folder.write("scenario", text) + "'"; };
    refuses(scenario("1 fly\n"), "line 1: no such event: fly");
    refuses(scenario("\n# comment\nsoon busy 1\n"), "line 3: not a number: soon");
    refuses(scenario("0.5 busy\n"), "line 1: a word is missing");
    refuses(scenario("0 signal lost again\n"), "line 1: too many words");
    refuses(scenario("0 sim steal\n"), "line 1: neither insert nor remove");
    refuses(scenario("0 \x1b[2J\n"), "line 1: no such event: \\u001b[2J");
}

TEST_CASE("virtual_modem: over standard input and output") {
    // OPEN, then the end of the stream; OPEN_DONE with success comes back.
    const outcome o = run(std::string{"printf '\\001\\000\\000\\000\\020\\000\\000\\000\\007\\000\\000\\000\\000\\020\\000\\000' | '"} +
                          CDCNET_VIRTUAL_MODEM + "' --stdio");
    CHECK(o.status == 0);
    CHECK(o.output == std::string{"\x01\x00\x00\x80\x10\x00\x00\x00\x07\x00\x00\x00\x00\x00\x00\x00", 16});
}
#endif
