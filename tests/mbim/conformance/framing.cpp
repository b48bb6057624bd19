// SPDX-License-Identifier: BSL-1.0
/// \file
/// The rules that requirements.md does not have: those of the framing.
#include "trace.hpp"

using namespace conformance_test;

namespace {

constexpr bc::radio_state_info radio_on{bc::radio_switch_state::on, bc::radio_switch_state::on};

octets changed(octets frame, std::size_t at, std::uint32_t word) {
    store_le(frame.data() + at, word);
    return frame;
}
octets closing() { return trace::built(transaction_id{9}, close_msg{}); }
octets radio_query(std::uint32_t id = 50) { return trace::command(id, bc::radio_state_query{}, command_type::query); }
/// A COMMAND of CID 7 with `size` bytes, cut into `fragments` of equal size.
struct pieces {
    std::vector<octets> all{};

    pieces(std::uint32_t size, std::uint32_t fragments) {
        const octets buffer(size);
        const octets whole = trace::built(transaction_id{60}, command_msg{service::basic_connect, 7, command_type::set, buffer});
        const std::size_t step = (whole.size() - 20) / fragments;
        for (std::uint32_t i = 0; i < fragments; ++i) {
            const auto begin = whole.begin() + static_cast<std::ptrdiff_t>(20 + i * step);
            octets one(whole.begin(), whole.begin() + 20);
            one.insert(one.end(), begin, begin + static_cast<std::ptrdiff_t>(step));
            store_le(one.data() + 4, static_cast<std::uint32_t>(one.size()));
            store_le(one.data() + 12, fragments);
            store_le(one.data() + 16, i);
            all.push_back(one);
        }
    }
    trace& to(trace& t) const {
        for (const octets& one : all) t.frame(sender::host, one);
        return t;
    }
};

constexpr traces_of framing[] = {
    {"message-length", [](trace& t) { t.frame(sender::host, closing()); },
     [](trace& t) { t.frame(sender::host, changed(closing(), 4, 16)); }, subject::message_length, 16, [](trace& t) { t.link(true); }},
    {"message-type", [](trace& t) { t.open(); }, [](trace& t) { t.frame(sender::function, changed(closing(), 0, 0x80000005)); },
     subject::message_type, 0x80000005, [](trace& t) { t.link(true); }},
    {"message-of-its-side", [](trace& t) { t.open(); },
     [](trace& t) {
         t.open().asks(bc::radio_state_query{}).sends(transaction_id{t.id()}, command_done{service::basic_connect, 3, {}, {}});
     },
     subject::message_type, 0x80000003, [](trace& t) { t.frame(sender::unknown, closing()); }},
    {"fragment-header", [](trace& t) { t.open().frame(sender::host, radio_query()); },
     [](trace& t) { t.open().frame(sender::host, radio_query(), fragment_header{1, 1}); }, subject::current_fragment, 1,
     [](trace& t) { t.open(); }},
    {"fragment-sequence", [](trace& t) { pieces(112, 2).to(t.open()); },
     [](trace& t) {
         const pieces p{212, 3};
         t.open().frame(sender::host, p.all[0]).frame(sender::host, p.all[2]);
     },
     subject::current_fragment, 2, [](trace& t) { t.open().frame(sender::host, radio_query()); }},
    {"fragment-in-time",
     [](trace& t) {
         const pieces p{112, 2};
         t.open().at(100).frame(sender::host, p.all[0]).at(1350).frame(sender::host, p.all[1]);
     },
     [](trace& t) {
         const pieces p{112, 2};
         t.open().at(100).frame(sender::host, p.all[0]).at(2100).frame(sender::host, p.all[1]);
     },
     subject::time, 2000, [](trace& t) { pieces(112, 2).to(t.open()); }},
    {"information-buffer-length", [](trace& t) { pieces(112, 2).to(t.open()).frame(sender::host, radio_query()); },
     [](trace& t) { t.open().frame(sender::host, changed(radio_query(), 44, 16)); }, subject::information_buffer_length, 16,
     [](trace& t) { t.open(); }},
    {"max-transfer-least", [](trace& t) { t.open(status::success, 64); }, [](trace& t) { t.open(status::success, 32); },
     subject::max_control_transfer, 32, [](trace& t) { t.close(); }},
    {"max-transfer-respected", [](trace& t) { pieces(36, 2).to(t.open(status::success, 64)); },
     [](trace& t) { pieces(28, 1).to(t.open(status::success, 64)); }, subject::message_length, 76,
     [](trace& t) { t.frame(sender::host, closing()); }},
    {"command-type", [](trace& t) { t.open().frame(sender::host, radio_query()); },
     [](trace& t) { t.open().frame(sender::host, changed(radio_query(), 40, 2)); }, subject::command_type, 2, [](trace& t) { t.open(); }},
    {"host-transaction-id", [](trace& t) { t.open(); }, [](trace& t) { t.open().frame(sender::host, radio_query(0)); },
     subject::transaction_id, 0, [](trace& t) { t.indicates(radio_on); }},
    {"indication-transaction-id", [](trace& t) { t.open().indicates(radio_on); },
     [](trace& t) { t.open().says(transaction_id{5}, indicate_status_msg{service::basic_connect, 99, {}}); }, subject::transaction_id, 5,
     [](trace& t) { t.open(); }},
    {"transaction-in-use", [](trace& t) { t.open().frame(sender::host, radio_query()).frame(sender::host, radio_query(51)); },
     [](trace& t) { t.open().frame(sender::host, radio_query()).frame(sender::host, radio_query()); }, subject::transaction_id, 50,
     [](trace& t) { t.open(); }},
    {"answer-names-its-command", [](trace& t) { t.open().asks(bc::radio_state_query{}).answered(radio_on); },
     [](trace& t) { t.open().asks(bc::radio_state_query{}).answered(bc::pin_info{}); }, subject::cid, 4,
     [](trace& t) { t.open().asks(bc::radio_state_query{}); }},
    {"open-done-answers", [](trace& t) { t.open(); }, [](trace& t) { t.ask_open().says(transaction_id{2}, open_done{}); },
     subject::transaction_id, 2, [](trace& t) { t.says(transaction_id{1}, open_done{}); }},
    {"close-done-answers", [](trace& t) { t.open().close(); },
     [](trace& t) { t.open().sends(transaction_id{9}, close_msg{}).says(transaction_id{8}, close_done{}); }, subject::transaction_id, 8,
     [](trace& t) { t.says(transaction_id{1}, close_done{}); }},
    {"commands-when-open", [](trace& t) { t.open().frame(sender::host, radio_query()); },
     [](trace& t) { t.open().close().frame(sender::host, radio_query()); }, subject::message, 50,
     [](trace& t) { t.frame(sender::host, radio_query()); }},
    {"function-speaks-when-open",
     [](trace& t) { t.open().asks(bc::radio_state_query{}).sends(transaction_id{9}, close_msg{}).answered(radio_on); },
     [](trace& t) { t.open().close().indicates(radio_on); }, subject::message, 0, [](trace& t) { t.indicates(radio_on); }},
    {"error-code-of-function", [](trace& t) { t.says(transaction_id{1}, function_error_msg{protocol_error::not_opened}); },
     [](trace& t) { t.says(transaction_id{1}, function_error_msg{protocol_error::cancel}); }, subject::error_status_code, 7,
     [](trace& t) { t.sends(transaction_id{1}, host_error_msg{protocol_error::cancel}); }},
    {"error-code-of-host", [](trace& t) { t.sends(transaction_id{1}, host_error_msg{protocol_error::cancel}); },
     [](trace& t) { t.sends(transaction_id{1}, host_error_msg{protocol_error::not_opened}); }, subject::error_status_code, 5,
     [](trace& t) { t.says(transaction_id{1}, function_error_msg{protocol_error::not_opened}); }},
    {"not-opened-when-closed", [](trace& t) { t.open().close().says(transaction_id{9}, function_error_msg{protocol_error::not_opened}); },
     [](trace& t) { t.open().asks(bc::radio_state_query{}).says(transaction_id{t.id()}, function_error_msg{protocol_error::not_opened}); },
     subject::error_status_code, 5,
     [](trace& t) { t.open().says(transaction_id{9}, function_error_msg{protocol_error::length_mismatch}); }},
    {"reset-after-unknown", [](trace& t) { t.open().says(transaction_id{9}, function_error_msg{protocol_error::unknown}).open(); },
     [](trace& t) { t.open().says(transaction_id{9}, function_error_msg{protocol_error::unknown}).frame(sender::host, radio_query()); },
     subject::message, 50,
     [](trace& t) {
         t.open().says(transaction_id{9}, function_error_msg{protocol_error::length_mismatch}).frame(sender::host, radio_query());
     }},
};
const group linked_framing{framing};

}  // namespace

TEST_CASE("mbim conformance: framing") { check(framing); }

TEST_CASE("mbim conformance: frames that are cut off") {
    const octets whole = radio_query();
    for (std::size_t n = 0; n < whole.size(); ++n) {
        trace t;
        t.open().frame(sender::host, octets(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(n)));
        CHECK(ids_of(t.findings) == "message-length@3 ");
    }
    // MessageLength agrees, and still there is less than the headers take.
    for (std::uint32_t n = 12; n < 48; n += 4) {
        trace t;
        octets part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(n));
        t.open().frame(sender::host, changed(part, 4, n));
        CHECK(ids_of(t.findings) == (n < 20 ? "message-length@3 " : "information-buffer-length@3 "));
    }
}

TEST_CASE("mbim conformance: padding of up to three bytes is free") {
    for (std::uint32_t length = 0; length < 12; ++length)
        for (std::uint32_t bytes = 0; bytes < 12; ++bytes) {
            octets frame = trace::built(transaction_id{50}, command_msg{service::basic_connect, 7, command_type::set, octets(bytes)});
            trace t;
            t.open().frame(sender::host, changed(frame, 44, length));
            const bool good = bytes >= length && bytes <= (length + 3) / 4 * 4;
            CHECK(ids_of(t.findings) == (good ? "" : "information-buffer-length@3 "));
        }
}

TEST_CASE("mbim conformance: an InformationBufferLength up to the largest, of fragments as of one frame") {
    for (const std::uint32_t length : {0u, 111u, 113u, 0x7fffffffu, 0xffffffe4u, 0xffffffffu})
        for (const std::uint32_t fragments : {1u, 2u, 4u, 5u}) {
            CAPTURE(length);
            CAPTURE(fragments);
            pieces p{112, fragments};
            store_le(p.all[0].data() + 44, length);
            trace t;
            p.to(t.open());
            if (length == 111) {
                CHECK(t.findings.empty());
                continue;
            }
            REQUIRE(t.findings.size() == 1);
            CHECK(t.findings[0].field == subject::information_buffer_length);
            CHECK(t.findings[0].found == length);
        }
}

TEST_CASE("mbim conformance: fragments that are missing, doubled, of two minds, or mixed with other messages") {
    const pieces p{212, 3};
    const auto found = [&](std::initializer_list<std::size_t> order) {
        trace t;
        t.open();
        for (const std::size_t i : order) t.frame(sender::host, p.all[i]).indicates(radio_on);
        return ids_of(t.findings);
    };
    CHECK(found({0, 1, 2}) == "");
    CHECK(found({1}) == "fragment-sequence@3 ");
    CHECK(found({0, 0, 1, 2}) == "transaction-in-use@5 ");
    CHECK(found({0, 1, 1}) == "fragment-sequence@7 ");
    trace t;
    t.open().frame(sender::host, p.all[0]).frame(sender::host, p.all[1], fragment_header{4, 1});
    CHECK(ids_of(t.findings) == "fragment-sequence@4 ");
    CHECK(t.findings.at(0).field == subject::total_fragments);
    // A trace that begins between two fragments.
    trace later;
    later.frame(sender::host, p.all[1]);
    CHECK(ids_of(later.findings) == "");
    CHECK(later.of("fragment-sequence") == outcome{.undecidable = 1});
}

TEST_CASE("mbim conformance: wMaxControlMessage binds the host alone") {
    trace t;
    t.described({.max_control_message = 64}).open();
    t.frame(sender::host, pieces(28, 1).all[0]);
    CHECK(ids_of(t.findings) == "max-transfer-respected@3 ");
    t.says(transaction_id{60}, command_done{service::basic_connect, 7, {}, octets(28)});
    CHECK(t.findings.size() == 1);
}

TEST_CASE("mbim conformance: more commands than there is memory for") {
    trace t;
    t.open();
    for (std::uint32_t i = 0; i < 13; ++i) t.frame(sender::host, radio_query(100 + i));
    t.says(transaction_id{100}, command_done{service::basic_connect, 3, {}, {}});
    CHECK(ids_of(t.findings) == "");
    CHECK(t.of("one-answer-for-each-command") == outcome{.undecidable = 1});
}

TEST_CASE("mbim conformance: what belongs to a frame that is cut is no fault of its own") {
    // As mbimcli's CONNECT of 3108 bytes leaves a cdc-wdm with wMaxControlMessage 1024.
    octets cut = radio_query(5);
    cut.resize(40);
    trace t;
    t.open().frame(sender::host, cut).says(transaction_id{5}, command_done{service::basic_connect, 3, {}, {}});
    CHECK(ids_of(t.findings) == "message-length@3 ");
    CHECK(t.of("one-answer-for-each-command") == outcome{.undecidable = 1});
    t.context(0, bc::activation_state::activated);  // perhaps it was CONNECT
    CHECK(t.of("no-self-activation") == outcome{.undecidable = 1});

    const auto p = pieces(100, 3);
    octets front = p.all[0];
    front.resize(front.size() - 4);
    trace parts;
    parts.open().frame(sender::host, front).frame(sender::host, p.all[1]);
    CHECK(ids_of(parts.findings) == "message-length@3 ");
    CHECK(parts.of("fragment-sequence") == outcome{.undecidable = 1});
}

TEST_CASE("mbim conformance: the error codes of each side, MBIM 1.0, 9.3.4") {
    for (std::uint32_t code = 0; code < 10; ++code) {
        CAPTURE(code);
        const auto error = static_cast<protocol_error>(code);
        const bool is_any = code >= 1 && code <= 8;
        trace t;
        t.open().says(transaction_id{9}, function_error_msg{error}).sends(transaction_id{9}, host_error_msg{error});
        CHECK((t.of("error-code-of-function").kept == 1) == (is_any && error != protocol_error::cancel));
        CHECK((t.of("error-code-of-host").kept == 1) ==
              (is_any && error != protocol_error::not_opened && error != protocol_error::max_transfer));
    }
}

TEST_CASE("mbim conformance: an answer that begins twice, and one that was given up between") {
    const octets done = trace::built(transaction_id{2}, command_done{service::basic_connect, 1, status::success, octets(8)});
    trace twice;
    twice.open().asks(bc::device_caps_query{}).frame(sender::function, done, {{3, 0}}).frame(sender::function, done, {{3, 0}});
    CHECK(ids_of(twice.findings) == "fragment-sequence@5 one-answer-for-each-command@5 ");
    trace given_up;
    given_up.open().asks(bc::device_caps_query{}).frame(sender::function, done, {{3, 0}});
    given_up.sends(transaction_id{2}, host_error_msg{protocol_error::cancel}).frame(sender::function, done, {{3, 0}});
    CHECK(ids_of(given_up.findings) == "one-answer-for-each-command@6 ");
}

TEST_CASE("mbim conformance: times that are known in part") {
    const octets done = trace::built(transaction_id{2}, command_done{service::basic_connect, 1, status::success, octets(8)});
    trace t;
    t.open().asks(bc::device_caps_query{}).frame(sender::function, done, {{2, 0}}).at(10).frame(sender::function, done, {{2, 1}});
    CHECK(t.of("fragment-in-time") == outcome{.undecidable = 1});
}

TEST_CASE("mbim conformance: a command that was given up leaves its TransactionId") {
    trace t;
    t.open().sends(transaction_id{9}, command_msg{service::basic_connect, 1, command_type::query, {}});
    t.sends(transaction_id{9}, host_error_msg{protocol_error::cancel});
    t.sends(transaction_id{9}, command_msg{service::basic_connect, 1, command_type::query, {}});
    CHECK(t.of("transaction-in-use") == outcome{.kept = 2});
}

TEST_CASE("mbim conformance: the smaller of MaxControlTransfer and wMaxControlMessage counts") {
    for (const std::uint16_t described : {std::uint16_t{64}, std::uint16_t{4096}}) {
        trace t;
        t.described({.max_control_message = described}).open(status::success, 512);
        t.sends(transaction_id{9}, command_msg{service::basic_connect, 1, command_type::query, octets(32)});
        CHECK(t.of("max-transfer-respected").broken == (described == 64 ? 1 : 0));
    }
}
