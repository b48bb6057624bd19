// SPDX-License-Identifier: BSL-1.0
/// \file
/// mbimctl as its user sees it: what the modem gets, what is printed, exit statuses.
#include "examples/mbimctl.hpp"

#include <cdcnet/mbim/services/basic_connect.hpp>
#include <cdcnet/mbim/services/sms.hpp>
#include <cdcnet/mbim/services/ussd.hpp>
#include <nlohmann/json.hpp>

#include "mbim/wire.hpp"

using namespace mbimctl_test;
using nlohmann::json;
using wire_test::hex;
namespace bc = cdcnet::mbim::basic_connect;

namespace {

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::vector<std::byte> bytes_of(bytes view) { return {view.begin(), view.end()}; }

/// The same run in the three forms: lines that are among those of the text, the one line, the object.
struct three_forms {
    std::vector<std::string> lines;
    std::string line;
    json object;
};
three_forms forms_of(const modem::script& script, const std::string& arguments, int status = 0, const device_options& options = {}) {
    three_forms f;
    for (const std::string form : {"", "-s", "--json"}) {
        modem m{script, options};
        const outcome o = run_on(m, arguments + " " + form);
        CAPTURE(form);
        CAPTURE(o.errors);
        CHECK(o.status == status);
        CHECK(m.opened.size() == 1);
        CHECK(m.closed == 1);
        if (form.empty()) f.lines = lines_of(o.output);
        if (form == "-s") f.line = o.output;
        if (form == "--json") f.object = json::parse(o.output);
    }
    return f;
}
bool has_line(const three_forms& f, std::string_view line) { return std::find(f.lines.begin(), f.lines.end(), line) != f.lines.end(); }

const bc::device_caps_info known_caps{.device_type = device_type::removable,
                                      .cellular_class = cellular_class::gsm,
                                      .voice_class = voice_class::no_voice,
                                      .sim_class = sim_class::removable,
                                      .data_class = data_class::umts | data_class::lte,
                                      .sms_caps = sms_caps::pdu_receive | sms_caps::pdu_send,
                                      .control_caps = ctrl_caps::reg_manual,
                                      .max_sessions = 8,
                                      .custom_data_class = u"",
                                      .device_id = u"490154203237518",
                                      .firmware_info = u"11.810.09",
                                      .hardware_info = u"MS2131"};

}  // namespace

// --- the device and its SIM --------------------------------------------------------------------------------------------

TEST_CASE("mbimctl caps") {
    const auto f = forms_of(answers(known_caps), "caps");
    CHECK(has_line(f, "DeviceType: REMOVABLE (2)"));
    CHECK(has_line(f, "DataClass: UMTS|LTE (36)"));
    CHECK(has_line(f, "MaxSessions: 8"));
    CHECK(has_line(f, "DeviceId: \"490154203237518\""));
    CHECK(contains(f.line, "Status=SUCCESS DeviceType=REMOVABLE CellularClass=GSM "));
    CHECK(contains(f.line, " HardwareInfo=\"MS2131\"\n"));
    CHECK(f.object["service"] == "basic_connect");
    CHECK(f.object["cid"] == "DEVICE_CAPS");
    CHECK(f.object["operation"] == "response");
    CHECK(f.object["status"]["name"] == "SUCCESS");
    CHECK(f.object["fields"]["MaxSessions"] == 8);
    CHECK(f.object["fields"]["FirmwareInfo"] == "11.810.09");
}

TEST_CASE("mbimctl radio asks, and turns") {
    const bc::radio_state_info info{bc::radio_switch_state::on, bc::radio_switch_state::off};
    for (const std::string state : {"", "off", "on"}) {
        modem m{answers(info)};
        const outcome o = run_on(m, "radio " + state);
        CHECK(o.status == 0);
        CHECK(o.output == "HwRadioState: ON (1)\nSwRadioState: OFF (0)\n");
        REQUIRE(m.commands.size() == 1);
        if (state.empty()) {
            CHECK(m.commands[0].type == command_type::query);
        } else {
            CHECK(m.commands[0].read<bc::radio_state_set>().state ==
                  (state == "on" ? bc::radio_switch_state::on : bc::radio_switch_state::off));
        }
    }
}

TEST_CASE("mbimctl pinstate") {
    const auto f = forms_of(answers(bc::pin_info{pin_type::pin1, pin_state::locked, 3}), "pinstate");
    CHECK(f.lines == std::vector<std::string>{"PinType: PIN1 (2)", "PinState: LOCKED (1)", "RemainingAttempts: 3"});
    CHECK(f.line == "Status=SUCCESS PinType=PIN1 PinState=LOCKED RemainingAttempts=3\n");
    CHECK(f.object["fields"]["PinType"]["name"] == "PIN1");
}

TEST_CASE("mbimctl unlock with a wrong PIN, and nobody sees the PIN") {
    const auto script = answers(bc::pin_info{pin_type::pin1, pin_state::locked, 2}, status::failure);
    for (const std::string options : {"", "-v", "-v --show-secrets"}) {
        modem m{script};
        const outcome o = run_on(m, "unlock 4711 " + options);
        CHECK(o.status == 1);
        CHECK(contains(o.output, "RemainingAttempts: 2\n"));
        CHECK(contains(o.errors, "mbimctl: FAILURE: "));
        CHECK_FALSE(contains(o.output + o.errors, "4711"));
        // "4711" in UTF-16
        CHECK(contains(o.errors, "34:00:37:00:31:00:31:00") == contains(options, "secrets"));
        CHECK(contains(o.errors, "bytes that --show-secrets shows") == (options == "-v"));
        REQUIRE(m.commands.size() == 1);
        const auto set = m.commands[0].read<bc::pin_set>();
        CHECK(set.type == pin_type::pin1);
        CHECK(set.pin_operation == pin_operation::enter);
        CHECK(set.pin == utf16{u"4711"});
        CHECK(set.new_pin.empty());
    }
    modem m{script};
    CHECK(run_on(m, "unlock 4711 -s").output == "Status=FAILURE PinType=PIN1 PinState=LOCKED RemainingAttempts=2\n");
    modem n{script};
    CHECK(json::parse(run_on(n, "unlock 4711 --json").output)["status"]["name"] == "FAILURE");
}

TEST_CASE("mbimctl unlock with a PUK, with a PIN from standard input, of another type") {
    const auto script = answers(bc::pin_info{pin_type::pin1, pin_state::unlocked, 3});
    modem puk{script};
    CHECK(run_on(puk, "unlock 12345678 1111").status == 0);
    REQUIRE(puk.commands.size() == 1);
    CHECK(puk.commands[0].read<bc::pin_set>().type == pin_type::puk1);
    CHECK(puk.commands[0].read<bc::pin_set>().pin == utf16{u"12345678"});
    CHECK(puk.commands[0].read<bc::pin_set>().new_pin == utf16{u"1111"});

    modem input{script};
    const scratch_folder folder{"mbimctl-pin"};
    CHECK(run_on(input, "unlock - --type network-pin <'" + folder.write("pin", "0815\n") + "'").status == 0);
    REQUIRE(input.commands.size() == 1);
    CHECK(input.commands[0].read<bc::pin_set>().type == pin_type::network_pin);
    CHECK(input.commands[0].read<bc::pin_set>().pin == utf16{u"0815"});
}

TEST_CASE("mbimctl change-pin") {
    modem m{answers(bc::pin_info{pin_type::pin2, pin_state::unlocked, 3})};
    CHECK(run_on(m, "change-pin 1234 5678 --type pin2").status == 0);
    REQUIRE(m.commands.size() == 1);
    const auto set = m.commands[0].read<bc::pin_set>();
    CHECK(set.type == pin_type::pin2);
    CHECK(set.pin_operation == pin_operation::change);
    CHECK(set.pin == utf16{u"1234"});
    CHECK(set.new_pin == utf16{u"5678"});
}

TEST_CASE("mbimctl subscriber") {
    static constexpr utf16 numbers[] = {u"+491710000001"};
    const bc::subscriber_ready_status_info info{.ready_state = bc::subscriber_ready_state::initialized,
                                                .subscriber_id = u"262011234567890",
                                                .sim_iccid = u"89490200001234567890",
                                                .telephone_numbers = numbers};
    const auto f = forms_of(answers(info), "subscriber");
    CHECK(has_line(f, "ReadyState: INITIALIZED (1)"));
    CHECK(has_line(f, "SubscriberId: \"262011234567890\""));
    CHECK(contains(f.line, " TelephoneNumbers[0]=\"+491710000001\"\n"));
    CHECK(f.object["fields"]["SimIccId"] == "89490200001234567890");
    // In frames it is hidden.
    modem m{answers(info)};
    const outcome o = run_on(m, "-v subscriber");
    CHECK_FALSE(contains(o.errors, "32:00:36:00:32:00"));
    CHECK(contains(o.errors, ">>>>>>   data   = 01:00:00:80:10:00:00:00:01:00:00:00:00:00:00:00\n"));
    CHECK(contains(o.errors, "<<<<<<   data   = 02:00:00:00:0c:00:00:00:03:00:00:00\n"));
}

// --- the network -------------------------------------------------------------------------------------------------------

TEST_CASE("mbimctl registration") {
    const bc::register_state_info info{.state = register_state::home,
                                       .mode = register_mode::automatic,
                                       .available_data_classes = data_class::lte,
                                       .current_cellular_class = cellular_class::gsm,
                                       .provider_id = u"26201",
                                       .provider_name = u"Telekom.de"};
    const auto f = forms_of(answers(info), "registration");
    CHECK(has_line(f, "RegisterState: HOME (3)"));
    CHECK(has_line(f, "ProviderName: \"Telekom.de\""));
    CHECK(has_line(f, "Mcc: 262"));
    CHECK(has_line(f, "Mnc: 01"));
    CHECK(contains(f.line, " RegisterState=HOME RegisterMode=AUTOMATIC AvailableDataClasses=LTE "));
    CHECK(f.object["decoded"] == json{{"Mcc", "262"}, {"Mnc", "01"}});

    modem chosen{answers(info)};
    CHECK(run_on(chosen, "registration --provider 338020 --classes lte,umts").status == 0);
    REQUIRE(chosen.commands.size() == 1);
    const auto set = chosen.commands[0].read<bc::register_state_set>();
    CHECK(set.action == bc::register_action::manual);
    CHECK(set.provider_id == utf16{u"338020"});
    CHECK(set.data_class == (data_class::lte | data_class::umts));
    modem automatic{answers(info)};
    CHECK(run_on(automatic, "registration --automatic").status == 0);
    REQUIRE(automatic.commands.size() == 1);
    CHECK(automatic.commands[0].read<bc::register_state_set>().action == bc::register_action::automatic);
}

TEST_CASE("mbimctl home") {
    const bc::home_provider info{
        {.provider_id = u"310410", .state = provider_state::home, .provider_name = u"AT&T", .rssi = 99, .error_rate = 99}};
    const auto f = forms_of(answers(info), "home");
    CHECK(has_line(f, "Mnc: 410"));
    CHECK(contains(f.line, " Provider.ProviderId=\"310410\" Provider.ProviderState=HOME "));
    CHECK(f.object["fields"]["Provider"]["ProviderName"] == "AT&T");
}

TEST_CASE("mbimctl attach and detach") {
    for (const std::string action : {"attach", "detach"}) {
        const bool attaches = action == "attach";
        const bc::packet_service_info info{.state = attaches ? bc::packet_service_state::attached : bc::packet_service_state::detached,
                                           .highest_available_data_class = data_class::lte,
                                           .uplink_speed = 50'000'000,
                                           .downlink_speed = 100'000'000};
        modem m{answers(info)};
        const outcome o = run_on(m, action + " -s");
        CHECK(o.status == 0);
        CHECK(contains(o.output, attaches ? " PacketServiceState=ATTACHED " : " PacketServiceState=DETACHED "));
        CHECK(contains(o.output, " DownlinkSpeed=100000000\n"));
        REQUIRE(m.commands.size() == 1);
        CHECK(m.commands[0].read<bc::packet_service_set>().action ==
              (attaches ? bc::packet_service_action::attach : bc::packet_service_action::detach));
    }
}

TEST_CASE("mbimctl signal, in 1.0 and in MBIMEx 2.0") {
    // 3GPP TS 27.007, +CSQ: 20 is -113 + 2 * 20 dBm
    const bc::signal_state_info info{.rssi = 20, .error_rate = 99, .signal_strength_interval = 5};
    const auto f = forms_of(answers(info), "signal");
    CHECK(has_line(f, "Rssi: 20 (-73 dBm)"));
    CHECK(has_line(f, "ErrorRate: 99 (unknown)"));
    CHECK_FALSE(has_line(f, "RssiDbm: -73"));
    CHECK(contains(f.line, " RssiDbm=-73\n"));
    CHECK(f.object["decoded"]["RssiDbm"] == -73);

    const auto script = [&](modem& m, const command_seen& c) {
        static constexpr std::uint32_t cids[] = {15};
        static constexpr bc::device_service_element known[] = {{.device_service_id = service::ms_basic_connect_extensions, .cids = cids}};
        // rsrp: -156 + 66 dBm; snr: -23 + 66 / 2 dB
        static constexpr bc::rsrp_snr_info levels[] = {{.rsrp = 66, .snr = 66, .system_type = data_class::lte}};
        bc::signal_state_info newer = info;
        newer.rsrp_snr = levels;
        const bool asks_services = c.cid == bc::device_services_query::id.cid;
        static_cast<void>(asks_services ? !m.device.respond(c.transaction, bc::device_services_info{.device_services = known})
                                        : !m.device.respond(c.transaction, newer));
    };
    modem m{script, {.newest = mbimex::v3}};
    const outcome o = run_on(m, "--mbimex 2 --json signal");
    CHECK(o.status == 0);
    const json object = json::parse(o.output);
    CHECK(object["fields"]["RsrpSnr"][0]["Rsrp"] == 66);
    CHECK(object["decoded"]["LTE_RsrpDbm"] == -90);
    CHECK(object["decoded"]["LTE_SnrDb"] == 10.0);
}

TEST_CASE("mbimctl scan") {
    static constexpr bc::provider found[] = {
        {.provider_id = u"26201",
         .state = provider_state::visible | provider_state::registered,
         .provider_name = u"Telekom.de",
         .rssi = 31},
        {.provider_id = u"26202", .state = provider_state::forbidden, .provider_name = u"Vodafone.de", .rssi = 99}};
    const auto f = forms_of(answers(bc::visible_providers_info{found}), "scan");
    CHECK(has_line(f, "    ProviderName: \"Vodafone.de\""));
    CHECK(contains(f.line, " Providers[0].ProviderState=VISIBLE|REGISTERED "));
    CHECK(contains(f.line, " [1].Mcc=262 [1].Mnc=02\n"));
    CHECK(f.object["decoded"][0]["RssiDbm"] == -51);
    modem m{answers(bc::visible_providers_info{})};
    CHECK(run_on(m, "scan --restricted").status == 0);
    CHECK(m.commands.at(0).read<bc::visible_providers_query>().action == bc::visible_providers_action::restricted_scan);
}

// --- connections -------------------------------------------------------------------------------------------------------

TEST_CASE("mbimctl connect") {
    const bc::connect_info info{.session_id = 3,
                                .state = bc::activation_state::activated,
                                .ip_type = context_ip_type::ipv4v6,
                                .context_type = context_type::internet};
    for (const std::string options : {"-v", "-v --show-secrets"}) {
        modem m{answers(info)};
        const outcome o =
            run_on(m, "-n connect internet --user eins --password zwei --auth pap --pdp-type ipv4v6 --session 3 -s " + options);
        CHECK(o.status == 0);
        CHECK(contains(o.output, "Status=SUCCESS SessionId=3 ActivationState=ACTIVATED VoiceCallState=NONE IpType=IPV4V6 "));
        CHECK(m.closed == 0);
        // "zwei" in UTF-16
        CHECK(contains(o.errors, "7a:00:77:00:65:00:69:00") == contains(options, "secrets"));
        REQUIRE(m.commands.size() == 1);
        const auto set = m.commands[0].read<bc::connect_set>();
        CHECK(set.session_id == 3);
        CHECK(set.command == bc::activation_command::activate);
        CHECK(set.access_string == utf16{u"internet"});
        CHECK(set.user_name == utf16{u"eins"});
        CHECK(set.password == utf16{u"zwei"});
        CHECK(set.auth_protocol == auth_protocol::pap);
        CHECK(set.ip_type == context_ip_type::ipv4v6);
        CHECK(set.context_type == context_type::internet);
    }
}

TEST_CASE("mbimctl connect --auth both is CHAP, then PAP") {
    const auto script = [](modem& m, const command_seen& c) {
        const bool chap = c.read<bc::connect_set>().auth_protocol == auth_protocol::chap;
        const bc::connect_info info{.state = chap ? bc::activation_state::deactivated : bc::activation_state::activated,
                                    .nw_error = chap ? 29u : 0u};
        static_cast<void>(!m.device.respond(c.transaction, info, chap ? status::failure : status::success));
    };
    modem m{script};
    CHECK(run_on(m, "connect internet --user a --password b --auth both").status == 0);
    REQUIRE(m.commands.size() == 2);
    CHECK(m.commands[0].read<bc::connect_set>().auth_protocol == auth_protocol::chap);
    CHECK(m.commands[1].read<bc::connect_set>().auth_protocol == auth_protocol::pap);
    // What has nothing to do with it is not tried again.
    modem locked{refuses(status::pin_required)};
    const outcome o = run_on(locked, "connect internet --auth both");
    CHECK(o.status == 1);
    CHECK(o.output.empty());
    CHECK(contains(o.errors, "mbimctl: PIN_REQUIRED: "));
    CHECK(locked.commands.size() == 1);
    // The cause of the network, 3GPP TS 24.008, 10.5.6.6: 29 is user authentication failed.
    modem n{script};
    const outcome refused = run_on(n, "connect internet --auth chap");
    CHECK(refused.status == 1);
    CHECK(contains(refused.output, "NwError: 29\n"));
    CHECK(contains(refused.output, "Cause: \"The external network rejected user name or password.\"\n"));
}

TEST_CASE("mbimctl connect in MBIMEx 3.0") {
    const auto script = [](modem& m, const command_seen& c) {
        static constexpr std::uint32_t cids[] = {15};
        static constexpr bc::device_service_element known[] = {{.device_service_id = service::ms_basic_connect_extensions, .cids = cids}};
        const bool asks_services = c.cid == bc::device_services_query::id.cid;
        const bc::connect_info_v3 info{.state = bc::activation_state::activated, .access_string = u"internet"};
        static_cast<void>(asks_services ? !m.device.respond(c.transaction, bc::device_services_info{.device_services = known})
                                        : !m.device.respond(c.transaction, info));
    };
    modem m{script, {.newest = mbimex::v3}};
    const outcome o = run_on(m, "--mbimex 3 -s connect internet --user eins");
    CHECK(o.status == 0);
    CHECK(contains(o.output, " ActivationState=ACTIVATED "));
    CHECK(contains(o.output, " AccessString=\"internet\""));
    REQUIRE(m.commands.size() == 2);
    const auto set = m.commands[1].read<bc::connect_set_v3>(mbimex::v3);
    CHECK(set.access_string == utf16{u"internet"});
    CHECK(set.user_name == utf16{u"eins"});
    CHECK(set.media_preference == bc::access_media_type::_3gpp);
    // A modem that does not know VERSION speaks 1.0.
    modem old{[](modem& me, const command_seen& c) {
        const bool connects = c.cid == bc::connect_set::id.cid;
        static_cast<void>(connects ? !me.device.respond(c.transaction, bc::connect_info{})
                                   : !me.device.respond(c.transaction, status::no_device_support));
    }};
    CHECK(run_on(old, "--mbimex 3 connect internet").status == 0);
    REQUIRE(old.commands.size() == 2);
    CHECK(old.commands[1].read<bc::connect_set>().access_string == utf16{u"internet"});
}

TEST_CASE("mbimctl disconnect") {
    modem m{answers(bc::connect_info{.session_id = 1, .state = bc::activation_state::deactivated})};
    CHECK(contains(run_on(m, "disconnect --session 1").output, "ActivationState: DEACTIVATED (3)\n"));
    REQUIRE(m.commands.size() == 1);
    const auto set = m.commands[0].read<bc::connect_set>();
    CHECK(set.command == bc::activation_command::deactivate);
    CHECK(set.session_id == 1);
    CHECK(set.access_string.empty());
}

TEST_CASE("mbimctl config") {
    static const bc::ipv4_element addresses[] = {{24, *ipv4::parse("10.0.0.2")}};
    static const ipv4 servers[] = {*ipv4::parse("10.0.0.53"), *ipv4::parse("10.1.0.53")};
    const bc::ip_configuration_info info{
        .session_id = 2,
        .ipv4_available = bc::ip_configuration_available_flag::address | bc::ip_configuration_available_flag::dns,
        .ipv4_addresses = addresses,
        .ipv4_gateway = *ipv4::parse("10.0.0.1"),
        .ipv4_dns_servers = servers,
        .ipv4_mtu = 1500};
    const auto f = forms_of(answers(info), "config --session 2");
    CHECK(has_line(f, "IPv4Gateway: 10.0.0.1"));
    CHECK(has_line(f, "IPv4Mtu: 1500 bytes"));
    CHECK(contains(f.line, " IPv4Address[0].OnLinkPrefixLength=24 IPv4Address[0].IPv4Address=10.0.0.2 "));
    CHECK(contains(f.line, " IPv4DnsServer[1]=10.1.0.53 "));
    CHECK(f.object["fields"]["IPv4DnsServer"] == json{"10.0.0.53", "10.1.0.53"});
    modem m{answers(info)};
    run_on(m, "config --session 2");
    CHECK(m.commands.at(0).read<bc::ip_configuration_query>().session_id == 2);
}

// --- texts -------------------------------------------------------------------------------------------------------------

TEST_CASE("mbimctl sms list, read, delete") {
    // A widely printed example: from 27838890001 by the centre +27381000015, on 29 March 1999 at 15:16:59 +02:00, "hellohello"
    static constexpr auto pdu = hex<"07917283010010F5 04 0BC87238880900F1 00 00 99309251619580 0A E8329BFD4697D9EC37">;
    static constexpr sms::pdu_read_record records[] = {{4, sms::sms_status::new_, pdu}};
    const sms::read_info info{.format = sms::sms_format::pdu, .pdu_messages = records};
    const auto f = forms_of(answers(info), "sms list new");
    CHECK(f.lines == std::vector<std::string>{"[0]", "  Index: 4", "  Status: NEW", "  From: \"27838890001\"",
                                              "  Time: \"1999-03-29 15:16:59 +02:00\"", "  Text: \"hellohello\""});
    CHECK(contains(f.line, " [0].Text=\"hellohello\"\n"));
    CHECK(f.object["decoded"][0]["Index"] == 4);
    CHECK(f.object["decoded"][0]["From"] == "27838890001");

    modem list{answers(sms::read_info{})};
    CHECK(run_on(list, "sms list").output == "none\n");
    CHECK(list.commands.at(0).read<sms::read_query>().flag == sms::sms_flag::all);
    modem read{answers(info)};
    CHECK(run_on(read, "sms read 4").status == 0);
    CHECK(read.commands.at(0).read<sms::read_query>().flag == sms::sms_flag::index);
    CHECK(read.commands.at(0).read<sms::read_query>().message_index == 4);
    modem one{answers(sms::delete_info{})};
    CHECK(run_on(one, "sms delete 4").output == "SUCCESS\n");
    CHECK(one.commands.at(0).read<sms::delete_set>().flag == sms::sms_flag::index);
    CHECK(one.commands.at(0).read<sms::delete_set>().message_index == 4);
    modem all{answers(sms::delete_info{})};
    CHECK(run_on(all, "sms delete sent").status == 0);
    CHECK(all.commands.at(0).read<sms::delete_set>().flag == sms::sms_flag::sent);
    modem missing{refuses(status::invalid_memory_index)};
    CHECK(run_on(missing, "sms delete 9").status == 1);
}

TEST_CASE("mbimctl sms send") {
    modem m{answers(sms::send_info{17})};
    const outcome o = run_on(m, "sms send +46708251358 hellohello");
    CHECK(o.status == 0);
    CHECK(o.output == "MessageReference: 17\n");
    REQUIRE(m.commands.size() == 1);
    const auto set = m.commands[0].read<sms::send_set>();
    CHECK(set.format == sms::sms_format::pdu);
    CHECK(equal(set.pdu_message.pdu_data, hex<"00 01 00 0B916407281553F8 00 00 0A E8329BFD4697D9EC37">));
    // 161 characters go in two parts.
    modem parts{answers(sms::send_info{18})};
    CHECK(run_on(parts, "sms send 123 " + std::string(161, 'x')).output == "MessageReference: 18\nMessageReference: 18\n");
    CHECK(parts.commands.size() == 2);
}

TEST_CASE("mbimctl ussd") {
    // "*101#" packed by hand
    static constexpr auto code = hex<"AA182C3602">;
    modem m{answers(ussd::ussd_info{ussd::ussd_response::action_required, ussd::ussd_session_state::new_session, 15, code})};
    const outcome o = run_on(m, "ussd '*101#'");
    CHECK(o.status == 0);
    CHECK(contains(o.output, "Response: ACTION_REQUIRED (1)\n"));
    CHECK(contains(o.output, "Text: \"*101#\"\n"));
    REQUIRE(m.commands.size() == 1);
    const auto set = m.commands[0].read<ussd::ussd_set>();
    CHECK(set.action == ussd::ussd_action::initiate);
    CHECK(set.data_coding_scheme == 15);
    CHECK(equal(set.payload, code));
    modem reply{answers(ussd::ussd_info{})};
    CHECK(run_on(reply, "ussd --reply 1").status == 0);
    CHECK(reply.commands.at(0).read<ussd::ussd_set>().action == ussd::ussd_action::continue_);
    modem cancel{answers(ussd::ussd_info{})};
    CHECK(run_on(cancel, "ussd --cancel").status == 0);
    CHECK(cancel.commands.at(0).read<ussd::ussd_set>().action == ussd::ussd_action::cancel);
}

// --- anything ----------------------------------------------------------------------------------------------------------

TEST_CASE("mbimctl watch ends after so many, or when interrupted") {
    const auto nothing = [](modem&, const command_seen&) {};
    modem m{nothing};
    m.on_open = [](modem& me) {
        static_cast<void>(!me.device.indicate(bc::signal_state_info{.rssi = 31, .error_rate = 99}));
        static_cast<void>(!me.device.indicate(bc::radio_state_info{bc::radio_switch_state::on, bc::radio_switch_state::on}));
        static_cast<void>(!me.device.indicate(bc::subscriber_ready_status_info{.subscriber_id = u"262011234567890"}));
        static_cast<void>(!me.device.indicate(bc::radio_state_info{}));
    };
    const outcome o = run_on(m, "watch --count 3");
    CHECK(o.status == 0);
    CHECK(o.output.starts_with("basic_connect SIGNAL_STATE\n  Rssi: 31 (-51 dBm)\n"));
    CHECK(contains(o.output, "basic_connect RADIO_STATE\n  HwRadioState: ON (1)\n  SwRadioState: ON (1)\nbasic_connect SUBSCRIBER"));
    CHECK(contains(o.output, "  SubscriberId: <redacted>\n"));
    CHECK_FALSE(contains(o.output, "OFF"));
    CHECK(m.closed == 1);

    modem shown{nothing};
    shown.on_open = m.on_open;
    const auto lines = lines_of(run_on(shown, "watch --count 3 --json --show-secrets").output);
    REQUIRE(lines.size() == 3);
    CHECK(json::parse(lines[0])["operation"] == "notification");
    CHECK(json::parse(lines[2])["fields"]["SubscriberId"] == "262011234567890");

    // The signal comes when the program waits.
    const scratch_folder folder{"mbimctl-watch"};
    const listener at;
    modem interrupted{nothing};
    interrupted.on_open = [&](modem& me) {
        static_cast<void>(!me.device.indicate(bc::radio_state_info{}));
        pid_t id = 0;
        std::ifstream{folder.file("pid")} >> id;
        if (id > 0) ::kill(id, SIGINT);
    };
    interrupted.start(at.number(), true);
    const auto ended = cdcdump_test::run("sh -c 'echo $$ > \"" + folder.file("pid") + "\"; exec \"" + CDCNET_MBIMCTL + "\" -d \"" +
                                         at.path() + "\" watch'");
    interrupted.stop();
    CHECK(ended.status == 0);
    CHECK(interrupted.closed == 1);
}

TEST_CASE("mbimctl raw") {
    const auto caps = answers(known_caps);
    modem by_name{caps};
    CHECK(contains(run_on(by_name, "raw basic_connect DEVICE_CAPS query").output, "DeviceId: <redacted>\n"));
    modem by_number{caps};
    CHECK(contains(run_on(by_number, "raw a289cc33-bcbb-8b4f-b6b0-133ec2aae6df 1 query --show-secrets").output,
                   "DeviceId: \"490154203237518\"\n"));
    CHECK(by_number.commands.at(0).type == command_type::query);

    static constexpr auto answer = hex<"0badcafe">;
    modem unknown{[](modem& m, const command_seen& c) { static_cast<void>(!m.device.respond(c.transaction, status::success, answer)); }};
    const outcome o = run_on(unknown, "raw 00112233-4455-6677-8899-aabbccddeeff 77 set '01 02:03'");
    CHECK(o.output == "InformationBuffer: 0badcafe\n");
    REQUIRE(unknown.commands.size() == 1);
    CHECK(unknown.commands[0].cid == 77);
    CHECK(unknown.commands[0].type == command_type::set);
    CHECK(unknown.commands[0].information == bytes_of(hex<"010203">));
}

// --- the channel -------------------------------------------------------------------------------------------------------

TEST_CASE("mbimctl is told why not, by name") {
    for (const std::string form : {"", "-s", "--json"}) {
        modem m{refuses(status::sim_not_inserted)};
        const outcome o = run_on(m, "registration " + form);
        CHECK(o.status == 1);
        CHECK(contains(form.empty() ? o.errors : o.output, "SIM_NOT_INSERTED"));
        CHECK(m.closed == 1);
    }
    // An OPEN that is refused
    modem m{[](modem&, const command_seen&) {}, {.ready = false}};
    const listener at;
    m.start(at.number(), true);
    const outcome o = run_mbimctl("-d '" + at.path() + "' --timeout 1 caps");
    m.stop();
    CHECK(o.status == 3);
    CHECK(contains(o.errors, "OPEN: No answer in time"));
}

TEST_CASE("mbimctl and FUNCTION_ERROR") {
    const auto script = [](modem& m, const command_seen& c) {
        std::array<std::byte, 64> room{};
        m.send(*build_message(room, c.transaction, function_error_msg{protocol_error::length_mismatch}));
    };
    modem m{script};
    const outcome o = run_on(m, "caps");
    CHECK(o.status == 1);
    CHECK(o.output.empty());
    CHECK(contains(o.errors, "FUNCTION_ERROR LENGTH_MISMATCH"));
    CHECK(m.closed == 1);
}

TEST_CASE("mbimctl and a modem that is silent: the command is cancelled, the channel closed") {
    modem m{[](modem&, const command_seen&) {}};
    const outcome o = run_on(m, "caps --timeout 1");
    CHECK(o.status == 3);
    CHECK(contains(o.errors, "No answer in time"));
    CHECK(m.errors == std::vector{protocol_error::cancel});
    CHECK(m.closed == 1);
}

TEST_CASE("mbimctl and an answer that is malformed") {
    // RADIO_STATE with one switch
    static constexpr auto half = hex<"01000000">;
    for (const std::string form : {"", "-s", "--json"}) {
        modem m{[](modem& me, const command_seen& c) { static_cast<void>(!me.device.respond(c.transaction, status::success, half)); }};
        const outcome o = run_on(m, "radio " + form);
        CHECK(o.status == 3);
        CHECK(o.output.empty());
        CHECK(contains(o.errors, "basic_connect RADIO_STATE is malformed: "));
    }
}

TEST_CASE("mbimctl and a modem that goes away") {
    modem m{[](modem& me, const command_seen&) { me.hang_up(); }};
    const outcome o = run_on(m, "caps");
    CHECK(o.status == 3);
    CHECK(contains(o.errors, "The other end has hung up"));
    const outcome none = run_mbimctl("-d /nowhere/cdc-wdm0 caps");
    CHECK(none.status == 3);
    CHECK(contains(none.errors, "/nowhere/cdc-wdm0: No such file or directory"));
}

TEST_CASE("mbimctl in fragments, both ways") {
    const std::u16string apn(100, u'x');
    const auto script = [](modem& m, const command_seen& c) {
        if (c.cid == bc::device_caps_query::id.cid) return static_cast<void>(!m.device.respond(c.transaction, known_caps));
        static_cast<void>(!m.device.respond(c.transaction, bc::connect_info{.state = bc::activation_state::activated}));
    };
    modem m{script};
    const outcome caps = run_on(m, "--max-transfer 64 caps");
    CHECK(caps.status == 0);
    CHECK(contains(caps.output, "HardwareInfo: \"MS2131\"\n"));
    CHECK(m.longest_sent == 64);
    modem n{script};
    CHECK(run_on(n, "--max-transfer 64 connect " + std::string(100, 'x')).status == 0);
    CHECK(n.longest == 64);
    CHECK(n.commands.at(0).read<bc::connect_set>().access_string == utf16{apn});
    // What is hidden in the first fragment is in the others.
    modem hidden{script};
    const outcome log = run_on(hidden, "-v --max-transfer 64 connect internet --user " + std::string(60, 'u'));
    CHECK_FALSE(contains(log.errors, "75:00:75:00"));
}

TEST_CASE("mbimctl leaves the channel open, and goes on") {
    modem m{answers(bc::radio_state_info{})};
    const listener at;
    m.start(at.number(), true);
    const std::string device = "-d '" + at.path() + "' ";
    CHECK(run_mbimctl(device + "-n -t 100 radio").status == 0);
    CHECK(run_mbimctl(device + "-n --no-open -t 200 radio").status == 0);
    CHECK(run_mbimctl(device + "--no-open -t 300 radio").status == 0);
    // The channel is closed now: it is opened, and the command sent again.
    CHECK(run_mbimctl(device + "--no-open -t 400 radio").status == 0);
    m.stop();
    CHECK(m.opened == std::vector{transaction_id{100}, transaction_id{401}});
    REQUIRE(m.commands.size() == 4);
    CHECK(m.commands[0].transaction == transaction_id{101});
    CHECK(m.commands[1].transaction == transaction_id{200});
    CHECK(m.commands[2].transaction == transaction_id{300});
    CHECK(m.commands[3].transaction == transaction_id{402});
    CHECK(m.closed == 2);
}

TEST_CASE("mbimctl on a terminal") {
    const mbimcli_test::terminal device;
    modem m{answers(known_caps)};
    m.start(device.master(), false);
    const outcome o = run_mbimctl("-d " + device.path() + " caps");
    m.stop();
    CHECK(o.status == 0);
    CHECK(contains(o.output, "FirmwareInfo: \"11.810.09\"\n"));
    // No driver told the size: 4096
    CHECK(m.device.max_transfer() == 4096);
    CHECK(m.closed == 1);
}

TEST_CASE("mbimctl through mbim-proxy") {
    const mbimcli_test::proxy_socket proxy;
    if (!proxy.is_ours()) return;
    modem m{answers(known_caps)};
    m.start(proxy.number(), true);
    CHECK(run_mbimctl("-p -d /dev/null caps").status == 0);
    CHECK(run_mbimctl("-d @mbim-proxy caps").status == 0);
    m.stop();
    REQUIRE(m.commands.size() == 4);
    CHECK(m.commands[0].transaction == transaction_id{1});
    CHECK(m.commands[0].read<proxy_control::configuration_set>().device_path == utf16{u"/dev/null"});
    CHECK(m.commands[2].read<proxy_control::configuration_set>().device_path == utf16{u"/dev/cdc-wdm0"});
    CHECK(m.opened == std::vector{transaction_id{2}, transaction_id{2}});

    modem refuses_device{answers(known_caps)};
    refuses_device.proxy_status = status::failure;
    refuses_device.start(proxy.number(), true);
    const outcome o = run_mbimctl("-p -d /dev/null caps");
    refuses_device.stop();
    CHECK(o.status == 1);
    CHECK(contains(o.errors, "mbim-proxy: FAILURE"));
}

TEST_CASE("mbimctl refuses what makes no sense, before it touches the modem") {
    for (const char* arguments :
         {"", "fly", "--mbimex 5 caps", "-t 0 caps", "--max-transfer 63 caps", "-s --json caps", "radio maybe", "unlock", "change-pin 1234",
          "raw basic_connect 1", "raw basic_connect 1 ask", "sms", "registration --provider 26201 --automatic"}) {
        CAPTURE(arguments);
        CHECK(run_mbimctl(std::string{"-d /nowhere "} + arguments).status == 2);
    }
    // These are found out later, and still before OPEN.
    for (const char* arguments :
         {"unlock 1234 --type puk1", "unlock 1234 5678 --type pin1", "unlock 12345678901234567", "registration --provider 2620",
          "raw nonsense 1 query", "raw basic_connect NONSENSE query", "raw basic_connect 1 set 0", "raw basic_connect 1 set 0g",
          "connect --auth magic", "connect --pdp-type ipx", "ussd", "sms list index", "sms delete some", "sms send nobody text"}) {
        CAPTURE(arguments);
        modem m{refuses(status::failure)};
        const outcome o = run_on(m, arguments);
        CHECK(o.status == 2);
        CHECK(m.commands.empty());
        CHECK(o.errors.starts_with("mbimctl: "));
        CHECK(m.opened.empty());
    }
    CHECK(contains(run_mbimctl("-d '/nowhere/\x1b[2J' caps").errors, "/nowhere/\\u001b[2J: No such file"));
    CHECK(run_mbimctl("--help").status == 0);
}
