// SPDX-License-Identifier: BSL-1.0
/// \file
/// What a checker remembers where memory ends, where structures end early, and where the channel does not open.
#include "mbim/names_at_run_time.hpp"
#include "trace.hpp"

using namespace conformance_test;

namespace {

constexpr std::uint32_t first_id = 1000;

octets zeros(std::size_t size) { return octets(size); }

/// The first of two fragments of an indication.
octets half_an_indication() { return trace::built(transaction_id{}, indicate_status_msg{service::basic_connect, 3, zeros(8)}); }

}  // namespace

TEST_CASE("mbim conformance: outcomes are equal in all counts") {
    CHECK(outcome{1, 2, 3} == outcome{1, 2, 3});
    CHECK(outcome{1, 2, 3} != outcome{0, 2, 3});
    CHECK(outcome{1, 2, 3} != outcome{1, 0, 3});
    CHECK(outcome{1, 2, 3} != outcome{1, 2, 0});
    CHECK(broken_once.is_exercised());
    CHECK_FALSE(undecided_once.is_exercised());
}

TEST_CASE("mbim conformance: the places of fields are those of MBIM 1.0, 10.5") {
    using conformance::detail::offset_of;
    CHECK(offset_of<&bc::device_caps_info::max_sessions>() == 28);
    CHECK(offset_of<&bc::register_state_info::state>() == 4);
    CHECK(offset_of<&bc::packet_service_info::state>() == 4);
    CHECK(offset_of<&bc::connect_info::session_id>() == 0);
    CHECK(offset_of<&bc::connect_info::state>() == 4);
    CHECK(offset_of<&bc::pin_info::remaining_attempts>() == 8);
    using conformance::detail::offset_in;
    CHECK(offset_in<release::v1, &bc::connect_info::state>() == 4);
    CHECK(offset_in<release::v1, &bc::connect_info::nw_error>() == 32);
    mbim_test::check_names(datagram_fact{});
}

TEST_CASE("mbim conformance: a structure that ends early says nothing, and nothing is found") {
    for (const uuid& of : {service::basic_connect, service::ms_basic_connect_extensions, service::sms})
        for (const std::size_t asked : {0u, 4u, 8u})
            for (const std::size_t told : {0u, 4u}) {
                trace t;
                t.online();
                std::uint32_t id = first_id;
                for (std::uint32_t cid = 1; cid <= 26; ++cid)
                    for (const command_type type : {command_type::query, command_type::set}) {
                        CAPTURE(cid);
                        t.sends(transaction_id{++id}, command_msg{of, cid, type, zeros(asked)});
                        t.says(transaction_id{id}, command_done{of, cid, status::success, zeros(told)});
                    }
                for (std::uint32_t cid = 1; cid <= 26; ++cid) t.says(transaction_id{}, indicate_status_msg{of, cid, zeros(told)});
                CHECK(ids_of(t.findings) == "");
            }
}

TEST_CASE("mbim conformance: a frame that ends early says nothing of its buffer") {
    // InformationBufferLength counts what is not there; that alone is found.
    for (std::uint32_t cid = 1; cid <= 26; ++cid) {
        trace t;
        t.online();
        octets done = trace::built(transaction_id{first_id}, command_done{service::basic_connect, cid, status::success, {}});
        store_le(done.data() + 44, std::uint32_t{64});
        t.sends(transaction_id{first_id}, command_msg{service::basic_connect, cid, command_type::query, {}}).frame(sender::function, done);
        CHECK(ids_of(t.findings) == "information-buffer-length@6 ");
    }
}

TEST_CASE("mbim conformance: more sessions than there is memory for") {
    trace t;
    t.online();
    for (std::uint32_t session = 0; session < 12; ++session) {
        t.activate(session);
        t.datagram(session, datagram_fact::router_advertisement);
        t.asks(bc::ip_configuration_query{.session_id = session}).answered(bc::ip_configuration_info{.session_id = session});
    }
    CHECK(ids_of(t.findings) == "");
    CHECK(t.checker.known().active_sessions() == 8);
    CHECK(t.checker.known().session(8) == nullptr);
}

TEST_CASE("mbim conformance: more commands than there is memory for") {
    trace t;
    t.open();
    for (int i = 0; i < 14; ++i) t.asks(bc::device_caps_query{});
    t.says(transaction_id{first_id}, command_done{service::basic_connect, 1, status::success, {}});
    CHECK(ids_of(t.findings) == "");
    CHECK(t.of("one-answer-for-each-command") == undecided_once);
}

TEST_CASE("mbim conformance: more unfinished messages than there is memory for") {
    trace t;
    t.open();
    for (std::uint32_t id = first_id; id < first_id + 7; ++id)
        t.frame(sender::host, trace::built(transaction_id{id}, command_msg{service::basic_connect, 1, command_type::query, zeros(8)}),
                {{2, 0}});
    CHECK(t.checker.known().forgot_fragments);
    t.frame(sender::host, trace::built(transaction_id{first_id}, command_msg{service::basic_connect, 1, command_type::query, {}}),
            {{2, 1}});
    CHECK(t.of("fragment-sequence") == undecided_once);
}

TEST_CASE("mbim conformance: frames that cannot be read may be anything") {
    trace t;
    t.open();
    octets damaged = trace::built(transaction_id{first_id}, command_msg{service::basic_connect, 1, command_type::query, {}});
    damaged.resize(damaged.size() - 4);
    t.frame(sender::host, damaged).frame(sender::host, damaged);
    CHECK(t.of("message-length") == outcome{.kept = 2, .broken = 2});
    t.says(transaction_id{first_id}, command_done{service::basic_connect, 1, status::success, {}});
    CHECK(t.of("one-answer-for-each-command") == undecided_once);
}

TEST_CASE("mbim conformance: a message in one frame takes the place of one that was never ended") {
    trace t;
    t.open();
    t.frame(sender::function, half_an_indication(), {{2, 0}}).frame(sender::function, half_an_indication());
    CHECK(t.of("fragment-sequence") == broken_once);
    t.frame(sender::function, half_an_indication(), {{2, 0}});
    CHECK(t.of("fragment-sequence") == broken_once);
}

TEST_CASE("mbim conformance: FUNCTION_ERROR ends an OPEN that waits, and no other") {
    for (const bool is_own : {true, false}) {
        trace t;
        t.ask_open();
        t.says(transaction_id{is_own ? t.id() : first_id}, function_error_msg{protocol_error::unknown});
        t.says(transaction_id{t.id()}, open_done{});
        CHECK(t.of("open-done-answers") == (is_own ? broken_once : kept_once));
    }
    trace twice;
    twice.open();
    twice.says(transaction_id{first_id}, function_error_msg{protocol_error::unknown});
    twice.says(transaction_id{first_id}, function_error_msg{protocol_error::timeout_fragment});
    CHECK(twice.checker.known().resets);
}

TEST_CASE("mbim conformance: what comes while the channel is not open") {
    trace refused_to_open;
    refused_to_open.open(status::failure).ready(bc::subscriber_ready_state::initialized);
    CHECK(refused_to_open.of("function-speaks-when-open") == broken_once);
    trace half_open;
    half_open.open().close().ask_open().ready(bc::subscriber_ready_state::initialized);
    CHECK(half_open.of("function-speaks-when-open") == broken_once);
    trace closed;
    closed.open().close().says(transaction_id{1}, open_done{}).says(transaction_id{2}, close_done{});
    CHECK(closed.of("open-done-answers") == outcome{.kept = 1, .broken = 1});
    CHECK(closed.of("close-done-answers") == outcome{.kept = 1, .broken = 1});
}

TEST_CASE("mbim conformance: OPEN again while CLOSE waits, and again with its own TransactionId") {
    trace t;
    t.open().sends(transaction_id{first_id}, close_msg{}).ask_open();
    t.says(transaction_id{t.id()}, open_done{});
    CHECK(t.checker.known().channel == state::channel_state::open);
    t.sends(transaction_id{7}, open_msg{4096}).sends(transaction_id{7}, open_msg{4096}).says(transaction_id{7}, open_done{});
    CHECK(t.checker.known().channel == state::channel_state::open);
    CHECK_FALSE(t.checker.known().waits_for_open_done);
}

TEST_CASE("mbim conformance: a message without the word that its kind begins with") {
    trace t;
    octets open = trace::built(transaction_id{1}, open_msg{4096});
    open.resize(message_header::size);
    store_le(open.data() + 4, static_cast<std::uint32_t>(open.size()));
    t.frame(sender::host, open);
    CHECK(ids_of(t.findings) == "message-length@1 ");
}
