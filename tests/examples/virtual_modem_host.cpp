// SPDX-License-Identifier: BSL-1.0
/// \file
/// virtual_modem as the library's host sees it: what mbimcli has no action for, above all news and their order.
#ifdef CDCNET_VIRTUAL_MODEM
#include <cdcnet/mbim/services/basic_connect/device_services.hpp>
#include <cdcnet/mbim/services/basic_connect/home_provider.hpp>
#include <cdcnet/mbim/services/basic_connect/ip_configuration.hpp>
#include <cdcnet/mbim/services/basic_connect/packet_statistics.hpp>
#include <cdcnet/mbim/services/basic_connect/pin.hpp>
#include <cdcnet/mbim/services/basic_connect/radio_state.hpp>
#include <cdcnet/mbim/services/basic_connect/signal_state.hpp>
#include <cdcnet/mbim/services/basic_connect/subscriber_ready_status.hpp>
#include <cdcnet/mbim/services/basic_connect/visible_providers.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/device_reset.hpp>
#include <cdcnet/mbim/services/ms_basic_connect_extensions/slot_info_status.hpp>
#include <cdcnet/mbim/services/sms/configuration.hpp>
#include <cdcnet/mbim/services/sms/delete.hpp>
#include <cdcnet/mbim/services/sms/message_store_status.hpp>
#include <cdcnet/mbim/services/sms/read.hpp>
#include <cdcnet/mbim/services/sms/send.hpp>
#include <cdcnet/mbim/services/ussd/ussd.hpp>
#include <cdcnet/mbim/signal.hpp>
#include <cdcnet/mbim/text/sms_pdu.hpp>
#include <cdcnet/mbim/text/ussd.hpp>
#include <set>

#include "examples/virtual_modem_contexts.hpp"

using namespace virtual_modem_test;

namespace {

/// The news of contexts, packet service and registration, in their order.
std::vector<std::string> losses(const std::vector<kept_event>& events) {
    std::vector<std::string> list;
    for (const kept_event& e : events) {
        if (e.what != host_event::indication) continue;
        if (e.is<bc::connect_info>()) {
            const auto info = e.read<bc::connect_info>();
            if (info.state == bc::activation_state::deactivated) list.push_back("deactivated " + std::to_string(info.session_id));
        }
        if (e.is<bc::packet_service_info>() && e.read<bc::packet_service_info>().state == bc::packet_service_state::detached)
            list.push_back("detached");
        if (e.is<bc::register_state_info>() && e.read<bc::register_state_info>().state == register_state::deregistered)
            list.push_back("deregistered");
    }
    return list;
}
const std::vector<std::string> loss_of_two{"deactivated 0", "deactivated 3", "detached", "deregistered"};

std::string scenario_option(const scratch_folder& folder, std::string_view text) {
    return " --scenario '" + folder.write("scenario", text) + "'";
}

}  // namespace

TEST_CASE("virtual_modem: what is lost is told in the order of the specification") {
    const modem_process modem{"--pace 5", "--socket"};
    library_host host{modem};
    register_and_attach(host);
    CHECK(connect(host, 0).status == status::success);
    CHECK(connect(host, 3).status == status::success);
    host.events.clear();

    SUBCASE("by the switch") {
        const auto off = host.ask(bc::radio_state_set{bc::radio_switch_state::off});
        CHECK(off.read<bc::radio_state_info>().sw_state == bc::radio_switch_state::off);
        CHECK(losses(host.events) == loss_of_two);
    }
    SUBCASE("by leaving the packet service") {
        CHECK(host.ask(bc::packet_service_set{bc::packet_service_action::detach}).status == status::success);
        CHECK(losses(host.events) == std::vector<std::string>{"deactivated 0", "deactivated 3", "detached"});
    }
    SUBCASE("by registering elsewhere") {
        const auto moved = host.ask(bc::register_state_set{.provider_id = u"00102", .action = bc::register_action::manual});
        CHECK(moved.read<bc::register_state_info>().state == register_state::partner);
        CHECK(losses(host.events) == loss_of_two);
    }
    SUBCASE("by a reset") {
        CHECK(host.ask(ms_basic_connect_extensions::device_reset_set{}).status == status::success);
        host.wait_for([](const kept_event& e) { return e.is<bc::subscriber_ready_status_info>(); });
        host.events.clear();
    }
}

TEST_CASE("virtual_modem: signal, SIM and network as the scenario says") {
    const scratch_folder folder{folder_name()};
    const modem_process modem{"--pace 5" + scenario_option(folder,
                                                           "0 dns 10.255.0.54\n"
                                                           "1.5 dns 10.255.0.55\n"
                                                           "1.6 signal lost\n"
                                                           "1.7 signal -91\n"
                                                           "2 deactivate 9\n"
                                                           "2 sim remove\n"
                                                           "2.1 sim insert\n"
                                                           "2.2 radio off\n"),
                              "--socket"};
    library_host host{modem};
    register_and_attach(host);
    CHECK(connect(host, 0).status == status::success);
    CHECK(connect(host, 3).status == status::success);
    host.events.clear();

    // The news of another server repeat all that was known before.
    const auto moved = host.next_news<bc::ip_configuration_info>();
    const auto ip = moved.read<bc::ip_configuration_info>();
    CHECK(ip.ipv4_dns_servers[0] == ipv4{{std::byte{10}, std::byte{255}, std::byte{0}, std::byte{55}}});
    CHECK(ip.ipv4_addresses.size() == 1);
    CHECK(ip.ipv6_addresses.size() == 1);
    CHECK(ip.ipv4_gateway.has_value());

    const auto silence = host.next_news<bc::signal_state_info>();
    CHECK(silence.read<bc::signal_state_info>().rssi == 99);
    CHECK(losses(host.events) == loss_of_two);
    host.events.clear();
    const auto heard = host.next_news<bc::signal_state_info>();
    CHECK(rssi_dbm(heard.read<bc::signal_state_info>().rssi) == -91);

    const auto is_state = [](auto state) {
        return [state](const kept_event& e) {
            return e.what == host_event::indication && e.is<bc::subscriber_ready_status_info>() &&
                   e.read<bc::subscriber_ready_status_info>().ready_state == state;
        };
    };
    host.wait_for(is_state(bc::subscriber_ready_state::sim_not_inserted));
    host.wait_for(is_state(bc::subscriber_ready_state::initialized));
    const auto radio = host.next_news<bc::radio_state_info>();
    CHECK(radio.read<bc::radio_state_info>().hw_state == bc::radio_switch_state::off);
    CHECK(radio.read<bc::radio_state_info>().sw_state == bc::radio_switch_state::on);
    // No context comes back by itself.
    for (const kept_event& e : host.events)
        if (e.is<bc::connect_info>()) CHECK(e.read<bc::connect_info>().state != bc::activation_state::activated);
}

TEST_CASE("virtual_modem: the network ends one context, and then the packet service") {
    const scratch_folder folder{folder_name()};
    const modem_process modem{
        "--pace 5" + scenario_option(folder, "1.5 deactivate 3\n2 detach\n2.1 deactivate 0\n2.1 detach\n2.2 radio off\n"), "--socket"};
    library_host host{modem};
    register_and_attach(host);
    CHECK(connect(host, 0).status == status::success);
    CHECK(connect(host, 3).status == status::success);
    host.events.clear();

    const auto ended = host.next_news<bc::connect_info>();
    CHECK(ended.read<bc::connect_info>().session_id == 3);
    CHECK(ended.read<bc::connect_info>().state == bc::activation_state::deactivated);
    CHECK(ended.read<bc::connect_info>().nw_error == 17);  // TS 24.008, 10.5.3.6: network failure
    CHECK(host.ask(bc::connect_query{0}).read<bc::connect_info>().state == bc::activation_state::activated);
    CHECK(host.ask(bc::connect_query{3}).read<bc::connect_info>().nw_error == 17);
    CHECK(host.ask(bc::ip_configuration_query{.session_id = 3}).status == status::context_not_activated);
    CHECK(connect(host, 3).status == status::success);
    CHECK(host.ask(bc::connect_query{3}).read<bc::connect_info>().nw_error == 0);
    host.events.clear();

    // What is off already is not told again.
    host.next_news<bc::radio_state_info>();
    CHECK(losses(host.events) == loss_of_two);
    const auto is_detached = [](const kept_event& e) { return e.is<bc::packet_service_info>(); };
    const auto is_gone = [](const kept_event& e) { return e.is<bc::register_state_info>(); };
    const auto detached = std::find_if(host.events.begin(), host.events.end(), is_detached);
    CHECK(std::find_if(host.events.begin(), detached, is_gone) == detached);  // the registration has stayed until the radio was off
}

TEST_CASE("virtual_modem: after the network has detached it, the modem attaches again when it is asked to") {
    const scratch_folder folder{folder_name()};
    const modem_process modem{"--pace 5" + scenario_option(folder, "1 detach\n"), "--socket"};
    library_host host{modem};
    register_and_attach(host);
    host.events.clear();
    CHECK(host.next_news<bc::packet_service_info>().read<bc::packet_service_info>().state == bc::packet_service_state::detached);
    CHECK(connect(host, 0).status == status::packet_service_detached);
    CHECK(host.ask(bc::register_state_query{}).read<bc::register_state_info>().state == register_state::home);
    attach(host);
    CHECK(connect(host, 0).status == status::success);
}

TEST_CASE("virtual_modem: a context that the network ends while it is being activated") {
    const scratch_folder folder{folder_name()};
    std::string scenario;  // every 0.2 s: one of them falls into the second that the activation takes
    for (int tenths = 10; tenths < 100; tenths += 2)
        scenario += std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " deactivate 1\n";
    const modem_process modem{"--pace 1000" + scenario_option(folder, scenario), "--socket"};
    library_host host{modem};
    host.wait_for([](const kept_event& e) {
        return e.is<bc::packet_service_info>() && e.read<bc::packet_service_info>().state == bc::packet_service_state::attached;
    });
    const auto answer = connect(host, 1);
    CHECK(answer.status == status::failure);
    CHECK(answer.read<bc::connect_info>().state == bc::activation_state::deactivated);
    CHECK(answer.read<bc::connect_info>().nw_error == 17);
}

TEST_CASE("virtual_modem: a network that refuses the modem, from the start and while it is registered") {
    const scratch_folder folder{folder_name()};
    const modem_process modem{"--pace 5" + scenario_option(folder, "0 refuse on\n1 refuse off\n2.5 refuse on\n"), "--socket"};
    std::this_thread::sleep_for(std::chrono::milliseconds{100});  // it has registered by itself before anybody has come
    library_host host{modem};
    const auto is_news_of = [](register_state state) {
        return [state](const kept_event& e) {
            return e.what == host_event::indication && e.is<bc::register_state_info>() && e.read<bc::register_state_info>().state == state;
        };
    };
    const auto denied = host.wait_for(is_news_of(register_state::denied));
    CHECK(denied.read<bc::register_state_info>().nw_error == nw_error::plmn_not_allowed);
    const auto refused = host.ask(bc::register_state_set{.action = bc::register_action::automatic});
    CHECK(refused.status == status::failure);
    CHECK(refused.read<bc::register_state_info>().state == register_state::denied);
    CHECK(host.ask(bc::packet_service_set{bc::packet_service_action::attach}).status == status::not_registered);

    host.wait_for(is_news_of(register_state::home));
    attach(host);
    CHECK(connect(host, 0).status == status::success);
    CHECK(connect(host, 3).status == status::success);
    host.events.clear();
    host.wait_for(is_news_of(register_state::denied));
    CHECK(losses(host.events) == loss_of_two);
}

TEST_CASE("virtual_modem: the switch of the radio comes back, a removed SIM is told of its slot, and packets are counted") {
    namespace ext = ms_basic_connect_extensions;
    const scratch_folder folder{folder_name()};
    const modem_process modem{"--pace 5" + scenario_option(folder,
                                                           "0 radio off\n0 traffic 1000 200\n0 traffic 24 1\n"
                                                           "0.5 radio on\n1 sim remove\n1.2 sim insert\n"),
                              "--socket"};
    library_host host{modem};
    CHECK(host.ask(bc::register_state_set{.action = bc::register_action::automatic}).status == status::radio_power_off);
    const auto counted = host.ask(bc::packet_statistics_query{}).read<bc::packet_statistics_info>();
    CHECK(counted.in_packets == 2);
    CHECK(counted.in_octets == 1024);
    CHECK(counted.out_packets == 2);
    CHECK(counted.out_octets == 201);
    for (const auto state : {bc::radio_switch_state::off, bc::radio_switch_state::on}) {
        const auto radio = host.next_news<bc::radio_state_info>();
        CHECK(radio.read<bc::radio_state_info>().hw_state == state);
    }
    // It registers by itself.
    host.wait_for([](const kept_event& e) {
        return e.what == host_event::indication && e.is<bc::packet_service_info>() &&
               e.read<bc::packet_service_info>().state == bc::packet_service_state::attached;
    });
    for (const auto state : {ext::uicc_slot_state::empty, ext::uicc_slot_state::active}) {
        const auto slot = host.next_news<ext::slot_info_status>();
        CHECK(slot.read<ext::slot_info_status>().slot_index == 0);
        CHECK(slot.read<ext::slot_info_status>().state == state);
    }
}

TEST_CASE("virtual_modem: every change of a context is told") {
    const modem_process modem{"--pace 5", "--socket"};
    library_host host{modem};
    register_and_attach(host);
    host.events.clear();
    CHECK(connect(host, 1).status == status::success);
    CHECK(host.ask(bc::connect_set{.session_id = 1}).status == status::success);
    std::vector<bc::activation_state> states;
    for (const kept_event& e : host.events)
        if (e.is<bc::connect_info>()) states.push_back(e.read<bc::connect_info>().state);
    using enum bc::activation_state;
    CHECK(states == std::vector{activating, activated, deactivated});
}

TEST_CASE("virtual_modem: who asks for the packet service while it attaches gets the end of that") {
    const modem_process modem{"--pace 300", "--socket"};
    library_host host{modem};
    host.wait_for([](const kept_event& e) {
        return e.what == host_event::indication && e.is<bc::packet_service_info>() &&
               e.read<bc::packet_service_info>().state == bc::packet_service_state::attaching;
    });
    const auto answer = host.ask(bc::packet_service_set{bc::packet_service_action::attach});
    CHECK(answer.status == status::success);
    CHECK(answer.read<bc::packet_service_info>().state == bc::packet_service_state::attached);
    CHECK(host.next_news<bc::packet_service_info>().read<bc::packet_service_info>().state == bc::packet_service_state::attached);
}

TEST_CASE("virtual_modem: registration by hand") {
    const modem_process modem{"--pace 5", "--socket"};
    library_host host{modem};
    const auto go_to = [&host](utf16 provider) {
        return host.ask(bc::register_state_set{.provider_id = provider, .action = bc::register_action::manual});
    };
    auto there = go_to(u"99970");
    CHECK(there.status == status::success);
    CHECK(there.read<bc::register_state_info>().state == register_state::roaming);
    CHECK(there.read<bc::register_state_info>().mode == register_mode::manual);
    CHECK_FALSE(there.read<bc::register_state_info>().roaming_text.empty());
    there = go_to(u"99999");
    CHECK(there.status == status::failure);
    CHECK(there.read<bc::register_state_info>().state == register_state::denied);
    CHECK(there.read<bc::register_state_info>().nw_error == nw_error::plmn_not_allowed);
    CHECK(go_to(u"12345").status == status::provider_not_visible);
    CHECK(connect(host, 0).status == status::not_registered);
    // Of no SIM status, above all not PIN_REQUIRED.
    CHECK(host.ask(bc::home_provider{{.provider_id = u"00102"}}, command_type::set).status == status::no_device_support);
}

TEST_CASE("virtual_modem: a PIN that is blocked in use ends the contexts") {
    const modem_process modem{"--pace 5 --locked", "--socket"};
    library_host host{modem};
    CHECK(host.ask(bc::pin_set{.type = pin_type::pin1, .pin = u"1234"}).status == status::success);
    register_and_attach(host);
    CHECK(connect(host, 0).status == status::success);
    host.events.clear();
    const bc::pin_set wrong{.type = pin_type::pin1, .pin_operation = pin_operation::change, .pin = u"0000", .new_pin = u"1111"};
    for (const std::uint32_t left : {2u, 1u}) {
        const auto refused = host.ask(wrong);
        CHECK(refused.status == status::failure);
        CHECK(refused.read<bc::pin_info>().type == pin_type::pin1);
        CHECK(refused.read<bc::pin_info>().remaining_attempts == left);
    }
    const auto blocked = host.ask(wrong);
    CHECK(blocked.status == status::failure);
    CHECK(blocked.read<bc::pin_info>().type == pin_type::puk1);
    CHECK(blocked.read<bc::pin_info>().state == pin_state::locked);
    CHECK(blocked.read<bc::pin_info>().remaining_attempts == 10);
    const auto ready = host.next_news<bc::subscriber_ready_status_info>();
    CHECK(ready.read<bc::subscriber_ready_status_info>().ready_state == bc::subscriber_ready_state::device_locked);
    CHECK(losses(host.events) == std::vector<std::string>{"deactivated 0", "detached", "deregistered"});
}

TEST_CASE("virtual_modem: a PIN is asked for again after a reset") {
    const modem_process modem{"--pace 5 --locked", "--socket"};
    library_host host{modem};
    CHECK(host.ask(bc::pin_set{.type = pin_type::pin1, .pin = u"1234"}).read<bc::pin_info>().type == pin_type::unknown);
    CHECK(host.ask(ms_basic_connect_extensions::device_reset_set{}).status == status::success);
    host.wait_for([](const kept_event& e) {
        return e.is<bc::subscriber_ready_status_info>() &&
               e.read<bc::subscriber_ready_status_info>().ready_state == bc::subscriber_ready_state::device_locked;
    });
    CHECK(host.ask(bc::pin_query{}).read<bc::pin_info>().type == pin_type::pin1);
}

TEST_CASE("virtual_modem: SMS to oneself") {
    const modem_process modem{"--pace 5", "--socket"};
    library_host host{modem};
    register_and_attach(host);
    using namespace cdcnet::mbim::sms;
    CHECK(host.ask(configuration_query{}).read<configuration_info>().max_messages == 10);
    const auto configured = host.ask(configuration_set{sms_format::pdu, u"+15550000"});
    CHECK(configured.read<configuration_info>().sc_address == utf16{u"+15550000"});
    CHECK(host.ask(configuration_set{sms_format::cdma, {}}).status == status::sms_format_not_supported);

    std::array<std::byte, sms_pdu::max_built> room{};
    const auto pdu = sms_pdu::build(room, {.destination = u"+15550100", .text = u"to myself: \u00e4\u20ac"});
    REQUIRE(pdu);
    const auto sent = host.ask(send_set{.format = sms_format::pdu, .pdu_message = {*pdu}});
    CHECK(sent.read<send_info>().message_reference == 1);
    const auto news = host.next_news<message_store_status_info>();
    CHECK(news.read<message_store_status_info>().flag == sms_status_flag::new_message);
    CHECK(news.read<message_store_status_info>().message_index == 1);

    for (const sms_status expected : {sms_status::new_, sms_status::old}) {
        const auto answer = host.ask(read_query{sms_format::pdu, sms_flag::index, 1});
        const auto info = answer.read<read_info>();
        REQUIRE(info.pdu_messages.size() == 1);
        CHECK(info.pdu_messages[0].message_status == expected);
        const auto envelope = sms_pdu::split(info.pdu_messages[0].pdu_data);
        REQUIRE(envelope);
        const auto delivered = sms_pdu::parse_deliver(envelope->tpdu);
        REQUIRE(delivered);
        std::array<char16_t, 160> text{};
        CHECK((*delivered->originator.text(text) == u"+15550100"));
        CHECK((*delivered->user_data.text(text) == u"to myself: \u00e4\u20ac"));
    }
    CHECK(host.ask(read_query{sms_format::pdu, sms_flag::new_, 0}).read<read_info>().pdu_messages.empty());
    CHECK(host.ask(read_query{sms_format::pdu, sms_flag::index, 7}).status == status::invalid_memory_index);
    CHECK(host.ask(delete_set{sms_flag::index, 7}).status == status::invalid_memory_index);
    CHECK(host.ask(delete_set{sms_flag::index, 1}).status == status::success);
    CHECK(host.ask(read_query{sms_format::pdu, sms_flag::all, 0}).read<read_info>().pdu_messages.empty());
    CHECK(host.ask(message_store_status_query{}).read<message_store_status_info>().flag == sms_status_flag::none);
}

TEST_CASE("virtual_modem: SMS until the store is full") {
    const scratch_folder folder{folder_name()};
    std::string scenario;
    for (int i = 0; i < 11; ++i) scenario += "0.1 sms +15550142 Number " + std::to_string(i) + "\n";
    const modem_process modem{"--pace 5" + scenario_option(folder, scenario), "--socket"};
    library_host host{modem};
    using namespace cdcnet::mbim::sms;
    host.wait_for([](const kept_event& e) {
        return e.is<message_store_status_info>() && e.read<message_store_status_info>().flag == sms_status_flag::message_store_full;
    });
    CHECK(host.ask(message_store_status_query{}).read<message_store_status_info>().flag == sms_status_flag::message_store_full);
    const auto all = host.ask(read_query{sms_format::pdu, sms_flag::all, 0});
    CHECK(all.read<read_info>().pdu_messages.size() == 10);
}

TEST_CASE("virtual_modem: a dialogue by USSD") {
    const scratch_folder folder{folder_name()};
    const modem_process modem{"--pace 5" + scenario_option(folder, "1 ussd Agree?\n"), "--socket"};
    library_host host{modem};
    register_and_attach(host);
    using namespace cdcnet::mbim::ussd;
    const auto say = [&host](ussd_action action, utf16 text) {
        std::array<std::byte, max_payload> room{};
        const auto coded = encode(text, room);
        REQUIRE(coded);
        return host.ask(ussd_set{action, coded->data_coding_scheme, coded->payload});
    };
    const auto text_of = [](const ussd_info& info) {
        std::array<char16_t, 200> room{};
        return std::u16string{*decode(info.data_coding_scheme, info.payload, room)};
    };
    CHECK(say(ussd_action::continue_, u"1").status == status::failure);
    const auto balance = say(ussd_action::initiate, u"*100#");
    CHECK(balance.read<ussd_info>().response == ussd_response::no_action_required);
    CHECK(text_of(balance.read<ussd_info>()) == u"Balance: 12.34 EUR");
    CHECK(say(ussd_action::initiate, u"*9#").read<ussd_info>().response == ussd_response::operation_not_supported);
    const auto menu = say(ussd_action::initiate, u"*123#");
    CHECK(menu.read<ussd_info>().response == ussd_response::action_required);
    CHECK(menu.read<ussd_info>().session_state == ussd_session_state::new_session);
    CHECK(say(ussd_action::continue_, u"7").read<ussd_info>().response == ussd_response::action_required);
    const auto number = say(ussd_action::continue_, u"2");
    CHECK(number.read<ussd_info>().session_state == ussd_session_state::existing_session);
    CHECK(text_of(number.read<ussd_info>()) == u"Number: +15550100");
    const auto asked = host.next_news<ussd_info>();
    CHECK(text_of(asked.read<ussd_info>()) == u"Agree?");
    CHECK(host.ask(ussd_set{.action = ussd_action::cancel}).read<ussd_info>().response == ussd_response::terminated_by_network);
}

TEST_CASE("virtual_modem: fragments both ways, over the pseudo terminal too") {
    for (const char* const way : {"--socket", "--pty"}) {
        const modem_process modem{"--pace 5 --max-control 64", way};
        library_host host{modem, {.max_transfer = 64}};
        register_and_attach(host);
        CHECK(connect(host, 2, u"a.long.name.of.an.access.point.that.does.not.fit.into.one.frame").status == status::success);
        CHECK(host.ask(bc::device_services_query{}).read<bc::device_services_info>().device_services.size() == 8);
        const auto found = host.ask(bc::visible_providers_query{});
        CHECK(found.read<bc::visible_providers_info>().providers.size() == 4);
    }
}

TEST_CASE("virtual_modem: behind mbim-proxy, commands in fragments and several at a time") {
    constexpr const char* program = "/usr/libexec/mbim-proxy";
    if (::access(program, X_OK) != 0) {
        MESSAGE("not run: mbim-proxy is not installed");
        return;
    }
    const modem_process modem{"--pace 5"};
    background proxy;
    proxy.start(program + std::string{" --no-exit > /dev/null 2>&1"});
    if (!is_proxy(proxy)) return;
    library_host host{std::string{"\0mbim-proxy", 11}, modem, {.max_transfer = 64}};
    register_and_attach(host);
    std::set<transaction_id> waiting;
    for (const std::uint32_t session : {1u, 2u, 3u})
        waiting.insert(host.send(bc::connect_set{.session_id = session,
                                                 .command = bc::activation_command::activate,
                                                 .access_string = u"a.long.name.of.an.access.point.that.does.not.fit.into.one.frame",
                                                 .ip_type = context_ip_type::ipv4,
                                                 .context_type = context_type::internet}));
    waiting.insert(host.send(bc::device_services_query{}));
    while (!waiting.empty()) {
        const auto answer = host.wait_for([](const kept_event& e) { return e.what == host_event::answer; });
        CHECK(answer.status == status::success);
        CHECK(waiting.erase(answer.transaction) == 1);
    }
}

TEST_CASE("virtual_modem: a lost fragment spoils one answer") {
    const scratch_folder folder{folder_name()};
    // The answer to OPEN is the first frame; of the answer behind it, the third fragment is lost.
    const modem_process modem{"--pace 5 --no-sim --max-control 64" + scenario_option(folder, "0 drop 4\n"), "--socket"};
    library_host host{modem, {.max_transfer = 64}};
    const auto spoiled = host.ask(bc::device_services_query{});
    CHECK(spoiled.what == host_event::failed);
    CHECK(spoiled.why == failure::garbled);
    CHECK(host.ask(bc::device_services_query{}).read<bc::device_services_info>().device_services.size() == 8);
}

TEST_CASE("virtual_modem: a command that nobody answers") {
    const scratch_folder folder{folder_name()};
    const modem_process modem{"--pace 5" + scenario_option(folder, "0 silent 1\n"), "--socket"};
    library_host host{modem, {.command_timeout_ms = 200}};
    const auto lost = host.ask(bc::pin_query{});
    CHECK(lost.why == failure::timed_out);
    CHECK(host.ask(bc::pin_query{}).status == status::success);
}

TEST_CASE("virtual_modem: several commands at a time, each is answered once") {
    const modem_process modem{"--pace 20", "--socket"};
    library_host host{modem};
    std::set<transaction_id> waiting;
    for (int i = 0; i < 2; ++i) {
        waiting.insert(host.send(bc::visible_providers_query{}));
        waiting.insert(host.send(bc::pin_query{}));
        waiting.insert(host.send(bc::signal_state_query{}));
    }
    while (!waiting.empty()) {
        const auto answer = host.wait_for([](const kept_event& e) { return e.what == host_event::answer; });
        CHECK(answer.status == status::success);
        CHECK(waiting.erase(answer.transaction) == 1);
    }
}

TEST_CASE("virtual_modem: a host that left says nothing to the next one") {
    for (const char* const way : {"--socket", "--pty"}) {
        const modem_process modem{"--pace 50", way};
        {
            library_host host{modem};
            host.send(bc::visible_providers_query{});  // is answered after 200 ms
        }
        library_host host{modem};
        host.send(bc::visible_providers_query{});
        const auto answer = host.wait_for([](const kept_event& e) { return e.what == host_event::answer; });
        CHECK(answer.is<bc::visible_providers_info>());
        host.listen(std::chrono::milliseconds{300});
        for (const kept_event& e : host.events) CHECK(e.what == host_event::indication);
    }
}

TEST_CASE("virtual_modem: the release that both know") {
    const modem_process modem{"--pace 5", "--socket"};
    for (const release newest : {release::v1, release::v2, release::v3, release::v4}) {
        const library_host host{modem, {.newest = newest}};
        CHECK(host.agreed() == std::min(newest, release::v3));
    }
}
#endif
