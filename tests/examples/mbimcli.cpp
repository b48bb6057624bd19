// SPDX-License-Identifier: BSL-1.0
/// \file
/// What mbimcli sends, which shares no code with the library: every action of it that sends a message, in every release
/// that it speaks.  Each message decodes in full, strict, into what the arguments say, and is built again to the same
/// bytes.
#include "examples/mbimcli.hpp"

#include <algorithm>
#include <cdcdump/message_facts.hpp>
#include <cdcdump/rebuild_message.hpp>
#include <cdcnet/mbim/catalogue.hpp>
#include <set>
#include <tuple>

using namespace mbimcli_test;

namespace {

/// The table below is of this one.
constexpr std::string_view known_version = "mbimcli 1.28.";

/// What it speaks.
constexpr release releases[] = {mbimex::v1, mbimex::v2, mbimex::v3};

/// An action with its arguments.
struct action {
    std::string_view option;
    std::string_view sends;     ///< the command, or several, separated by ", "
    std::string_view says{};    ///< fields of the first command, as they follow from the arguments, separated by "; "
    release first{mbimex::v1};  ///< of the releases in which it is run
    release last{mbimex::v3};
};

// clang-format off: a table
constexpr action actions[] = {
    {"--noop", ""},

    // Basic connect
    {"--query-device-caps", "basic_connect DEVICE_CAPS query"},
    {"--query-subscriber-ready-status", "basic_connect SUBSCRIBER_READY_STATUS query"},
    {"--query-radio-state", "basic_connect RADIO_STATE query"},
    {"--set-radio-state=on", "basic_connect RADIO_STATE set", "RadioState: ON (1)"},
    {"--set-radio-state=off", "basic_connect RADIO_STATE set", "RadioState: OFF (0)"},
    {"--query-device-services", "basic_connect DEVICE_SERVICES query"},
    {"--query-pin-state", "basic_connect PIN query"},
    {"--enter-pin=1234", "basic_connect PIN set",
     R"(PinType: PIN1 (2); PinOperation: ENTER (0); Pin: "1234"; NewPin: "")"},
    {"--enter-pin=service-provider-pin,12345678", "basic_connect PIN set",
     R"(PinType: SERVICE_PROVIDER_PIN (8); PinOperation: ENTER (0); Pin: "12345678"; NewPin: "")"},
    {"--change-pin=1234,56789", "basic_connect PIN set",
     R"(PinType: PIN1 (2); PinOperation: CHANGE (3); Pin: "1234"; NewPin: "56789")"},
    {"--enable-pin=1234", "basic_connect PIN set",
     R"(PinType: PIN1 (2); PinOperation: ENABLE (1); Pin: "1234"; NewPin: "")"},
    {"--disable-pin=1234", "basic_connect PIN set",
     R"(PinType: PIN1 (2); PinOperation: DISABLE (2); Pin: "1234"; NewPin: "")"},
    {"--disable-pin=corporate-pin,1234", "basic_connect PIN set",
     R"(PinType: CORPORATE_PIN (9); PinOperation: DISABLE (2); Pin: "1234"; NewPin: "")"},
    {"--enter-puk=12345678,1234", "basic_connect PIN set",
     R"(PinType: PUK1 (11); PinOperation: ENTER (0); Pin: "12345678"; NewPin: "1234")"},
    {"--enter-puk=network-puk,12345678,1234", "basic_connect PIN set",
     R"(PinType: NETWORK_PUK (14); PinOperation: ENTER (0); Pin: "12345678"; NewPin: "1234")"},
    {"--query-pin-list", "basic_connect PIN_LIST query"},
    {"--query-home-provider", "basic_connect HOME_PROVIDER query"},
    {"--query-preferred-providers", "basic_connect PREFERRED_PROVIDERS query"},
    {"--query-visible-providers", "basic_connect VISIBLE_PROVIDERS query", "Action: FULL_SCAN (0)"},
    {"--query-registration-state", "basic_connect REGISTER_STATE query"},
    {"--register-automatic", "basic_connect REGISTER_STATE set",
     R"(ProviderId: ""; RegisterAction: AUTOMATIC (0); DataClass: NONE (0))"},
    {"--query-signal-state", "basic_connect SIGNAL_STATE query"},
    {"--query-packet-service-state", "basic_connect PACKET_SERVICE query"},
    {"--attach-packet-service", "basic_connect PACKET_SERVICE set", "PacketServiceAction: ATTACH (0)"},
    {"--detach-packet-service", "basic_connect PACKET_SERVICE set", "PacketServiceAction: DETACH (1)"},
    {"--query-connection-state", "basic_connect CONNECT query", "SessionId: 0"},
    {"--query-connection-state=5", "basic_connect CONNECT query", "SessionId: 5"},
    {"--connect=session-id=4,access-string=net,ip-type=ipv4v6,auth=chap,username=user,password=secret,compression=enable,"
     "context-type=internet", "basic_connect CONNECT set, basic_connect IP_CONFIGURATION query",
     R"(SessionId: 4; ActivationCommand: ACTIVATE (1); AccessString: "net"; UserName: "user"; Password: "secret"; )"
     "Compression: ENABLE (1); AuthProtocol: CHAP (2); IpType: IPV4V6 (3); ContextType: 7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e (internet)",
     mbimex::v1, mbimex::v2},
    {"--connect=session-id=4,access-string=net,ip-type=ipv4v6,auth=chap,username=user,password=secret,compression=enable,"
     "context-type=internet", "basic_connect CONNECT set, basic_connect IP_CONFIGURATION query",
     "SessionId: 4; ActivationCommand: ACTIVATE (1); Compression: ENABLE (1); AuthProtocol: CHAP (2); IpType: IPV4V6 (3); "
     R"(ContextType: 7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e (internet); AccessString: "net"; UserName: "user"; Password: "secret")",
     mbimex::v3},
    {"--connect=context-type=voice", "basic_connect CONNECT set, basic_connect IP_CONFIGURATION query",
     "SessionId: 0; ActivationCommand: ACTIVATE (1); ContextType: 88918294-0ef4-4396-8cca-a8588fbc02b2 (voice)"},
    {"--disconnect", "basic_connect CONNECT set",
     R"(SessionId: 0; ActivationCommand: DEACTIVATE (0); AccessString: ""; UserName: ""; Password: "")"},
    {"--disconnect=255", "basic_connect CONNECT set", "SessionId: 255; ActivationCommand: DEACTIVATE (0)"},
    {"--query-ip-configuration", "basic_connect IP_CONFIGURATION query", "SessionId: 0"},
    {"--query-ip-configuration=5", "basic_connect IP_CONFIGURATION query", "SessionId: 5"},
    {"--query-packet-statistics", "basic_connect PACKET_STATISTICS query"},
    {"--query-ip-packet-filters", "basic_connect IP_PACKET_FILTERS query", "SessionId: 0; PacketFilters: none"},
    {"--query-ip-packet-filters=3", "basic_connect IP_PACKET_FILTERS query", "SessionId: 3; PacketFilters: none"},
    {"--set-ip-packet-filters=session-id=1", "basic_connect IP_PACKET_FILTERS set", "SessionId: 1; PacketFilters: none"},
    {"--set-ip-packet-filters=session-id=1,packet-filter=45000001,packet-mask=ff00ffff,packet-filter=45,packet-mask=f0",
     "basic_connect IP_PACKET_FILTERS set",
     "SessionId: 1; [0]; PacketFilter: 45000001; PacketMask: ff00ffff; [1]; PacketFilter: 45; PacketMask: f0", mbimex::v1, mbimex::v2},
    {"--set-ip-packet-filters=session-id=1,packet-filter=45000001,packet-mask=ff00ffff,filter-id=7,packet-filter=45,packet-mask=f0,"
     "filter-id=8",
     "basic_connect IP_PACKET_FILTERS set",
     "SessionId: 1; [0]; PacketFilter: 45000001; PacketMask: ff00ffff; FilterId: 7; [1]; PacketFilter: 45; PacketMask: f0; FilterId: 8",
     mbimex::v3},
    {"--query-provisioned-contexts", "basic_connect PROVISIONED_CONTEXTS query"},
    {"--set-provisioned-contexts=context-id=1,context-type=internet,auth=chap,compression=enable,username=user,password=secret,"
     "access-string=net,provider-id=00101",
     "basic_connect PROVISIONED_CONTEXTS set",
     R"(ContextId: 1; ContextType: 7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e (internet); AccessString: "net"; UserName: "user"; )"
     R"(Password: "secret"; Compression: ENABLE (1); AuthProtocol: CHAP (2); ProviderId: "00101")"},
    {"--set-signal-state=signal-strength-interval=5,rssi-threshold=1,error-rate-threshold=2", "basic_connect SIGNAL_STATE set",
     "SignalStrengthInterval: 5 s; RssiThreshold: 1; ErrorRateThreshold: 2"},
    {"--set-network-idle-hint=enabled", "basic_connect NETWORK_IDLE_HINT set", "State: ENABLED (1)"},
    {"--query-network-idle-hint", "basic_connect NETWORK_IDLE_HINT query"},
    {"--set-emergency-mode=on", "basic_connect EMERGENCY_MODE set", "State: ON (1)"},
    {"--query-emergency-mode", "basic_connect EMERGENCY_MODE query"},
    {"--set-service-activation=01234567", "basic_connect SERVICE_ACTIVATION set", "Buffer: 01234567"},
    {"--set-service-activation=0123456789", "basic_connect SERVICE_ACTIVATION set", "Buffer: 0123456789"},

    // Phonebook, device service streams
    {"--phonebook-query-configuration", "phonebook CONFIGURATION query"},
    {"--phonebook-read=3", "phonebook READ query", "FilterFlag: INDEX (1); FilterMessageIndex: 3"},
    {"--phonebook-read-all", "phonebook READ query", "FilterFlag: ALL (0)"},
    {"--phonebook-write=Bob,+123456789", "phonebook WRITE set",
     R"(SaveFlag: UNUSED (0); Number: "+123456789"; Name: "Bob")"},
    {"--phonebook-write=Bob,+123456789,7", "phonebook WRITE set",
     R"(SaveFlag: INDEX (1); SaveIndex: 7; Number: "+123456789"; Name: "Bob")"},
    {"--phonebook-delete=3", "phonebook DELETE set", "FilterFlag: INDEX (1); FilterMessageIndex: 3"},
    {"--phonebook-delete-all", "phonebook DELETE set", "FilterFlag: ALL (0)"},
    {"--dss-connect=01234567-89ab-cdef-0123-456789abcdef,3", "dss CONNECT set",
     "DeviceServiceId: 01234567-89ab-cdef-0123-456789abcdef; DssSessionId: 3; DssLinkState: ACTIVATE (1)"},
    {"--dss-disconnect=01234567-89ab-cdef-0123-456789abcdef,3", "dss CONNECT set",
     "DeviceServiceId: 01234567-89ab-cdef-0123-456789abcdef; DssSessionId: 3; DssLinkState: DEACTIVATE (0)"},

    // Microsoft: firmware id, host shutdown, SAR, voice
    {"--ms-query-firmware-id", "ms_firmware_id GET query"},
    {"--ms-notify-host-shutdown", "ms_host_shutdown NOTIFY set"},
    {"--ms-set-sar-config=os,enabled", "ms_sar CONFIG set", "Mode: OS (1); BackoffState: ENABLED (1); ConfigStates: none"},
    {"--ms-set-sar-config=device,disabled,[{1,2},{3,4}]", "ms_sar CONFIG set",
     "Mode: DEVICE (0); BackoffState: DISABLED (0); [0]; AntennaIndex: 1; BackoffIndex: 2; [1]; AntennaIndex: 3; BackoffIndex: 4"},
    {"--ms-query-sar-config", "ms_sar CONFIG query"},
    {"--ms-set-transmission-status=enabled,3", "ms_sar TRANSMISSION_STATUS set",
     "ChannelNotification: ENABLED (1); HysteresisTimer: 3 s"},
    {"--ms-query-transmission-status", "ms_sar TRANSMISSION_STATUS query"},
    {"--ms-query-nitz", "ms_voice_extensions NITZ query"},

    // Microsoft: basic connect extensions
    {"--ms-query-pco", "ms_basic_connect_extensions PCO query", "SessionId: 0; PcoDataType: COMPLETE (0)"},
    {"--ms-query-pco=5", "ms_basic_connect_extensions PCO query", "SessionId: 5; PcoDataType: COMPLETE (0)"},
    {"--ms-query-lte-attach-configuration", "ms_basic_connect_extensions LTE_ATTACH_CONFIGURATION query"},
    {"--ms-query-lte-attach-info", "ms_basic_connect_extensions LTE_ATTACH_INFO query"},
    {"--ms-query-lte-attach-status", "ms_basic_connect_extensions LTE_ATTACH_INFO query"},
    {"--ms-query-sys-caps", "ms_basic_connect_extensions SYS_CAPS query"},
    {"--ms-query-device-caps", "ms_basic_connect_extensions DEVICE_CAPS query"},
    {"--ms-query-slot-info-status=1", "ms_basic_connect_extensions SLOT_INFO_STATUS query", "SlotIndex: 1"},
    {"--ms-set-device-slot-mappings=1,0", "ms_basic_connect_extensions DEVICE_SLOT_MAPPINGS set", "[0]; Slot: 1; [1]; Slot: 0"},
    {"--ms-query-device-slot-mappings", "ms_basic_connect_extensions DEVICE_SLOT_MAPPINGS query"},
    {"--ms-query-location-info-status", "ms_basic_connect_extensions LOCATION_INFO_STATUS query"},
    {"--ms-set-provisioned-contexts=operation=delete,context-type=ims,ip-type=ipv4,state=enabled,roaming-control=allow-all,"
     "media-type=all,source=user,auth=chap,compression=enable,username=user,password=secret,access-string=net",
     "ms_basic_connect_extensions PROVISIONED_CONTEXTS set",
     "Operation: DELETE (1); ContextType: 21610d01-3074-4bce-9425-b53a07d697d6 (ims); IpType: IPV4 (1); State: ENABLED (1); "
     "Roaming: ALLOW_ALL (6); MediaType: ALL (2); Source: USER (1); "
     R"(AccessString: "net"; UserName: "user"; Password: "secret"; Compression: ENABLE (1); AuthProtocol: CHAP (2))"},
    {"--ms-set-provisioned-contexts=operation=default,context-type=xcap", "ms_basic_connect_extensions PROVISIONED_CONTEXTS set",
     "Operation: DEFAULT (0); ContextType: 50d378a7-baa5-4a50-b872-3fe5bb463411 (xcap)"},
    {"--ms-set-provisioned-contexts=operation=restore-factory", "ms_basic_connect_extensions PROVISIONED_CONTEXTS set",
     R"(Operation: RESTORE_FACTORY (2); AccessString: "")"},
    {"--ms-query-provisioned-contexts", "ms_basic_connect_extensions PROVISIONED_CONTEXTS query"},
    {"--ms-query-base-stations-info", "ms_basic_connect_extensions BASE_STATIONS_INFO query",
     "MaxGsmCount: 15; MaxUmtsCount: 15; MaxTdscdmaCount: 15; MaxLteCount: 15; MaxCdmaCount: 15"},
    {"--ms-query-version=1.0,3.0", "ms_basic_connect_extensions VERSION query", "MbimVersion: 256; MbimExtendedVersion: 768", mbimex::v2},
    {"--ms-query-modem-configuration", "ms_basic_connect_extensions MODEM_CONFIGURATION query", "", mbimex::v3},
    {"--ms-query-registration-parameters", "ms_basic_connect_extensions REGISTRATION_PARAMETERS query", "", mbimex::v3},
    {"--ms-set-registration-parameters=mico-mode=default,drx-cycle=32,ladn-info=requested,default-pdu-activation-hint=likely,"
     "re-register-if-needed=yes",
     "ms_basic_connect_extensions REGISTRATION_PARAMETERS set",
     "MicoMode: DEFAULT (3); DrxCycle: CYCLE_32 (2); LadnInfo: REQUESTED (1); DefaultPduActivationHint: LIKELY (1); "
     "ReRegisterIfNeeded: TRUE (1)", mbimex::v3},
    {"--ms-query-wake-reason", "ms_basic_connect_extensions WAKE_REASON query", "", mbimex::v3},

    // Microsoft: UICC
    {"--ms-query-uicc-atr", "ms_uicc_low_level_access ATR query"},
    {"--ms-set-uicc-open-channel=application-id=a0000000871002,selectp2arg=4,channel-group=1",
     "ms_uicc_low_level_access OPEN_CHANNEL set", "AppId: a0000000871002; SelectP2Arg: 4; ChannelGroup: 1"},
    {"--ms-set-uicc-close-channel=channel=1,channel-group=2", "ms_uicc_low_level_access CLOSE_CHANNEL set",
     "Channel: 1; ChannelGroup: 2"},
    {"--ms-set-uicc-apdu=channel=1,secure-message=no-hdr-auth,classbyte-type=extended,command=00b0000009",
     "ms_uicc_low_level_access APDU set",
     "Channel: 1; SecureMessaging: NO_HDR_AUTH (1); ClassByteType: EXTENDED (1); Command: 00b0000009"},
    {"--ms-set-uicc-terminal-capability=terminal-capability=a9038101ff,terminal-capability=81010000",
     "ms_uicc_low_level_access TERMINAL_CAPABILITY set",
     "[0]; TerminalCapabilityData: a9038101ff; [1]; TerminalCapabilityData: 81010000"},
    {"--ms-query-uicc-terminal-capability", "ms_uicc_low_level_access TERMINAL_CAPABILITY query"},
    {"--ms-set-uicc-reset=enable", "ms_uicc_low_level_access RESET set", "PassThroughAction: ENABLE (1)"},
    {"--ms-query-uicc-reset", "ms_uicc_low_level_access RESET query"},
    {"--ms-query-uicc-application-list", "ms_uicc_low_level_access APPLICATION_LIST query"},
    {"--ms-query-uicc-file-status=application-id=a0000000871002,file-path=3f007fff6f07", "ms_uicc_low_level_access FILE_STATUS query",
     "Version: 1; ApplicationId: a0000000871002; FilePath: 3f007fff6f07"},
    {"--ms-query-uicc-read-binary=application-id=a0000000871002,file-path=3f007fff6f07,read-offset=2,read-size=9",
     "ms_uicc_low_level_access READ_BINARY query",
     "Version: 1; ApplicationId: a0000000871002; FilePath: 3f007fff6f07; ReadOffset: 2 bytes; ReadSize: 9 bytes"},
    {"--ms-query-uicc-read-binary=application-id=a0000000871002,file-path=6f07,read-offset=2,read-size=9,local-pin=1234,data=0102030405",
     "ms_uicc_low_level_access READ_BINARY query",
     R"(FilePath: 6f07; ReadOffset: 2 bytes; ReadSize: 9 bytes; LocalPin: "1234"; Data: 0102030405)"},
    {"--ms-query-uicc-read-record=application-id=a0000000871002,file-path=3f007fff6f40,record-number=5",
     "ms_uicc_low_level_access READ_RECORD query",
     "Version: 1; ApplicationId: a0000000871002; FilePath: 3f007fff6f40; RecordNumber: 5"},
    {"--ms-query-uicc-read-record=application-id=a0000000871002,file-path=6f40,record-number=5,local-pin=1234,data=0102030405",
     "ms_uicc_low_level_access READ_RECORD query",
     R"(FilePath: 6f40; RecordNumber: 5; LocalPin: "1234"; Data: 0102030405)"},

    // Vendors
    {"--atds-query-signal", "atds SIGNAL query"},
    {"--atds-query-location", "atds LOCATION query"},
    {"--intel-modem-reboot", "intel_firmware_update MODEM_REBOOT set", "", mbimex::v1, mbimex::v1},
    {"--intel-modem-reboot=fast-download-mode,5", "intel_firmware_update MODEM_REBOOT set",
     "BootMode: FAST_DOWNLOAD_MODE (5); Timeout: 5", mbimex::v2},
    {"--intel-query-rfim", "intel_thermal_rf RFIM query"},
    {"--intel-set-rfim=on", "intel_thermal_rf RFIM set", "ActivationState: TRUE (1)"},
    {"--quectel-query-radio-state", "quectel RADIO_STATE query"},
    {"--quectel-set-radio-state=on", "quectel RADIO_STATE set", "RadioState: ON (1)"},
};

/// Options that are no actions, or that send nothing to the device.
constexpr std::string_view other_options[] = {
    "--link-list", "--link-add", "--link-delete", "--link-delete-all",  // these ask the kernel's network interfaces
    "--device", "--device-open-ms-mbimex-v2", "--device-open-ms-mbimex-v3", "--device-open-proxy",  // with every action here
    "--no-open", "--no-close",  // the same commands without OPEN or CLOSE
    "--verbose", "--verbose-full", "--silent", "--version",
};
// clang-format on

/// What is found where a message is not as it should be.
struct difference {
    std::string_view option;
    release first;
    release last;
    std::string_view what;
    std::string_view reason;
};

// clang-format off: a table
constexpr difference differences[] = {
    {"--connect=context-type=voice", mbimex::v1, mbimex::v3,
     "not said: ContextType: 88918294-0ef4-4396-8cca-a8588fbc02b2 (voice)", "sends the UUID of none: reference/discrepancies.md, D"},
    {"--ms-set-provisioned-contexts=operation=default,context-type=xcap", mbimex::v1, mbimex::v3,
     "not said: ContextType: 50d378a7-baa5-4a50-b872-3fe5bb463411 (xcap)", "has no UUIDs of Microsoft's context types, sends zeros"},
    {"--ms-set-uicc-terminal-capability=terminal-capability=a9038101ff,terminal-capability=81010000", mbimex::v1, mbimex::v3,
     "not said: TerminalCapabilityData: a9038101ff", "counts its padding to 4 bytes as data: reference/discrepancies.md, A20"},
    {"--set-service-activation=0123456789", mbimex::v1, mbimex::v3,
     "not said: Buffer: 0123456789", "no field has the size of this buffer: padding reads as data"},
};
// clang-format on

using finding = std::tuple<std::string, release, std::string>;  ///< option, release, what

std::vector<std::string> split(std::string_view text, std::string_view separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + separator.size(), text.size()));
    }
    return parts;
}

/// The lines of a dump, without their indentation.
std::vector<std::string> lines_of(const message& m, release r) {
    std::string text;
    cdcdump::append_fields_as_text(text, m, r, cdcdump::privacy::show);
    std::vector<std::string> lines = split(text, "\n");
    for (std::string& line : lines) line.erase(0, line.find_first_not_of(' '));
    return lines;
}

/// The fields that should be there, in this order, and are not.
std::vector<std::string> missing_lines(const message& m, release r, std::string_view says) {
    std::vector<std::string> missing;
    const std::vector<std::string> lines = lines_of(m, r);
    auto at = lines.begin();
    for (const std::string& line : split(says, "; ")) {
        const auto found = std::find(at, lines.end(), line);
        if (found == lines.end()) {
            missing.push_back("not said: " + line);
        } else {
            at = found + 1;
        }
    }
    return missing;
}

std::string text_of(error e, const layout_names& names) {
    std::string text{name_of(e.code())};
    text += " at ";
    write_path(names, e.where(), [&](std::string_view piece) { text += piece; });
    return text;
}

/// All that is wrong with a message: what strict refuses, what is not declared, and what is built to other bytes.
std::vector<std::string> faults_of(const message& m, release r) {
    std::vector<std::string> faults;
    if (const error e = visit_body(m, [](const auto&) {}, tolerance::strict)) faults.push_back("body: " + std::string{name_of(e.code())});
    if (const auto p = payload_of(m)) {
        const catalogue_entry* const declared = p->declaration(r);
        if (declared == nullptr) return {"not declared"};
        if (const error e = validate(*p, r, tolerance::strict)) faults.push_back("strict: " + text_of(e, *declared->names));
    }
    std::vector<std::byte> buffer;
    switch (cdcdump::rebuild_message(m, r, buffer)) {
        case cdcdump::rebuilt::equal: break;
        case cdcdump::rebuilt::same_value: faults.emplace_back("built: the same values in other bytes"); break;
        default: faults.emplace_back("built: something else"); break;
    }
    return faults;
}

/// The command and the structure in words: `basic_connect PIN set`.
std::string name_of_command(const message& m) {
    const cdcdump::message_facts facts = cdcdump::facts_of(m);
    return facts.service + " " + facts.cid_name + " " + std::string{facts.operation};
}

std::string name_of_action(std::string_view option) { return std::string{option.substr(0, option.find('='))}; }

/// What the runs have shown.
class survey {
public:
    /// Checks the messages of one run.
    void take(const session& s, std::string_view option, release r, std::string_view sends, std::string_view says) {
        CAPTURE(option);
        CAPTURE(static_cast<unsigned>(r));
        CAPTURE(s.printed);
        REQUIRE(s.orderly);
        REQUIRE(s.sent.size() >= 2);
        CHECK(s.sent.front().type == "OPEN");
        CHECK(s.sent.back().type == "CLOSE");
        std::vector<std::string> expected;
        if (r > mbimex::v1) expected = {"basic_connect DEVICE_SERVICES query", "ms_basic_connect_extensions VERSION query"};
        std::vector<std::string> commands;
        for (const auto& one : s.sent) {
            const auto m = message::parse(one.raw, tolerance::strict);
            REQUIRE(m);
            ++messages_;
            for (const std::string& fault : faults_of(*m, r)) findings_.emplace(option, r, fault);
            if (m->type() != message_type::command) continue;
            commands.push_back(name_of_command(*m));
            services_.insert(cdcdump::facts_of(*m).service);
            cids_.insert(cdcdump::facts_of(*m).service + one.cid_name);
            if (commands.size() != expected.size() + 1) continue;
            for (const std::string& line : missing_lines(*m, r, says)) findings_.emplace(option, r, line);
        }
        for (const std::string& command : split(sends, ", ")) expected.push_back(command);
        CHECK(commands == expected);
        actions_.insert(name_of_action(option));
        ++runs_;
    }
    [[nodiscard]] const std::set<finding>& findings() const { return findings_; }
    [[nodiscard]] std::string counts() const {
        return std::to_string(actions_.size()) + " actions, " + std::to_string(runs_) + " runs, " + std::to_string(messages_) +
               " messages, " + std::to_string(services_.size()) + " services, " + std::to_string(cids_.size()) + " CIDs, " +
               std::to_string(findings_.size()) + " differences";
    }

private:
    std::set<finding> findings_;
    std::size_t runs_{};
    std::size_t messages_{};
    std::set<std::string> actions_, services_, cids_;
};

/// Whether there is an mbimcli that these tables are about; says so when not.
bool is_installed() {
    const std::string version = printed_by_mbimcli("--version");
    if (version.empty()) {
        MESSAGE("skipped: mbimcli is not installed");
        return false;
    }
    if (version.rfind(known_version, 0) == 0) return true;
    MESSAGE("skipped: not " << known_version << "x: " << version.substr(0, version.find('\n')));
    return false;
}

}  // namespace

TEST_CASE("mbimcli: each command decodes in full, strict, and is built to the same bytes") {
    if (!is_installed()) return;
    survey seen;
    for (const action& a : actions)
        for (const release r : releases)
            if (r >= a.first && r <= a.last) seen.take(run_mbimcli(std::string{a.option}, r), a.option, r, a.sends, a.says);
    MESSAGE(seen.counts());

    std::set<finding> listed;
    for (const difference& d : differences)
        for (const release r : releases) {
            if (r < d.first || r > d.last) continue;
            listed.emplace(d.option, r, d.what);
            CAPTURE(d.option);
            CAPTURE(d.what);
            CAPTURE(d.reason);
            CHECK_MESSAGE(seen.findings().count({std::string{d.option}, r, std::string{d.what}}) == 1, "listed, but no more so");
        }
    for (const finding& f : seen.findings()) {
        CAPTURE(std::get<0>(f));
        CAPTURE(static_cast<unsigned>(std::get<1>(f)));
        CAPTURE(std::get<2>(f));
        CHECK_MESSAGE(listed.count(f) == 1, "not listed");
    }
}

TEST_CASE("mbimcli: every action is in the table") {
    if (!is_installed()) return;
    std::set<std::string> known;
    for (const action& a : actions) known.insert(name_of_action(a.option));
    for (const std::string_view option : other_options) known.emplace(option);
    for (const std::string& line : split(printed_by_mbimcli("--help-all"), "\n")) {
        const std::size_t begin = line.find("--");
        if (begin == std::string::npos || begin > 6 || line.find("--help") == begin) continue;
        const std::string option = line.substr(begin, line.find_first_of("= ", begin) - begin);
        CAPTURE(option);
        CHECK(known.count(option) == 1);
    }
}

TEST_CASE("mbimcli: a command in fragments") {
    if (!is_installed()) return;
    std::string data;
    for (unsigned i = 0; i < 5000; ++i) data += {hex_digit(i >> 4 & 15), hex_digit(i & 15)};
    const session s = run_mbimcli("--set-service-activation=" + data, mbimex::v1);
    survey seen;
    seen.take(s, "--set-service-activation", mbimex::v1, "basic_connect SERVICE_ACTIVATION set", "Buffer: " + data);
    CHECK(s.sent[1].fragments == 2);
    CHECK(seen.findings().empty());
}

TEST_CASE("mbimcli: what it tells its proxy") {
    if (!is_installed()) return;
    const proxy_socket proxy;
    if (!proxy.is_ours()) {
        MESSAGE("skipped: there is a proxy already");
        return;
    }
    std::string path;
    const session s = run_mbimcli("--noop", proxy, path);
    CAPTURE(s.printed);
    REQUIRE(s.orderly);
    REQUIRE(s.sent.size() == 3);
    const auto m = message::parse(s.sent[0].raw, tolerance::strict);
    REQUIRE(m);
    CHECK(name_of_command(*m) == "proxy_control CONFIGURATION set");
    CHECK(faults_of(*m, mbimex::v1) == std::vector<std::string>{});
    CHECK(missing_lines(*m, mbimex::v1, "DevicePath: \"" + path + "\"; Timeout: 30 s") == std::vector<std::string>{});
    CHECK(s.sent[1].type == "OPEN");
    CHECK(s.sent[2].type == "CLOSE");
}
