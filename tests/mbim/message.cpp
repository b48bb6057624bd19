// SPDX-License-Identifier: BSL-1.0
/// \file
/// The nine control messages, both ways.  The bytes are written by hand from `framing` of reference/messages.json.
#include <cdcnet/mbim/message.hpp>

#include <cdcnet/mbim/services/basic_connect.hpp>

#include "bad_inputs.hpp"
#include "constant.hpp"
#include "wire.hpp"

using namespace wire_test;
namespace bc = cdcnet::mbim::basic_connect;

namespace {

// clang-format off: one field a line
#define BASIC_CONNECT "a289cc33 bcbb 8b4f b6b0 133ec2aae6df"

constexpr auto open_wire = hex<
    "01000000"             // MessageType
    "10000000"             // MessageLength
    "02000000"             // TransactionId
    "00100000">;           // MaxControlTransfer
constexpr auto close_wire = hex<"02000000" "0c000000" "03000000">;
constexpr auto host_error_wire = hex<"04000000" "10000000" "04000000" "07000000">;
constexpr auto open_done_wire = hex<"01000080" "10000000" "02000000" "02000000">;
constexpr auto close_done_wire = hex<"02000080" "10000000" "03000000" "00000000">;
constexpr auto function_error_wire = hex<"04000080" "10000000" "02000000" "08000000">;
constexpr auto command_wire = hex<
    "03000000"             // MessageType
    "34000000"             // MessageLength
    "05000000"             // TransactionId
    "01000000"             // TotalFragments
    "00000000"             // CurrentFragment
    BASIC_CONNECT          // DeviceServiceId
    "03000000"             // Cid
    "01000000"             // CommandType
    "04000000"             // InformationBufferLength
    "01000000">;           // RadioState
constexpr auto query_wire = hex<"03000000" "30000000" "06000000" "01000000 00000000" BASIC_CONNECT "03000000" "00000000" "00000000">;
constexpr auto done_wire = hex<
    "03000080" "38000000" "05000000" "01000000 00000000" BASIC_CONNECT
    "03000000"             // Cid
    "00000000"             // Status
    "08000000"             // InformationBufferLength
    "01000000"             // HwRadioState
    "00000000">;           // SwRadioState
constexpr auto indicate_wire = hex<
    "07000080" "34000000" "00000000" "01000000 00000000" BASIC_CONNECT
    "03000000"             // Cid
    "08000000"             // InformationBufferLength
    "00000000"             // HwRadioState
    "01000000">;           // SwRadioState
// clang-format on

constexpr bytes all_wires[] = {open_wire,           close_wire,   host_error_wire, open_done_wire, close_done_wire,
                               function_error_wire, command_wire, query_wire,      done_wire,      indicate_wire};

/// True when `value` builds to these bytes and these bytes are `value`.
template <control_message M>
constexpr bool framed(transaction_id transaction, const M& value, bytes wire) {
    std::array<std::byte, 128> out{};
    const auto built = build_message(out, transaction, value);
    if (!built || !cdcnet::equal(*built, wire)) return false;
    for (const tolerance t : {tolerance::standard, tolerance::strict}) {
        const auto m = message::parse(wire, t);
        if (!m || m->type() != M::type || m->transaction() != transaction || m->header().length != wire.size() || !m->is_whole())
            return false;
        const auto back = m->template as<M>(t);
        if (!back || !mbim::equal(*back, value)) return false;
    }
    return true;
}

constexpr auto radio_on = hex<"01000000">;
constexpr auto hardware_on = hex<"01000000 00000000">;
constexpr auto software_on = hex<"00000000 01000000">;
TEST_CONSTANT(framed(transaction_id{2}, open_msg{4096}, open_wire));
TEST_CONSTANT(framed(transaction_id{3}, close_msg{}, close_wire));
TEST_CONSTANT(framed(transaction_id{4}, host_error_msg{protocol_error::cancel}, host_error_wire));
TEST_CONSTANT(framed(transaction_id{2}, open_done{status::failure}, open_done_wire));
TEST_CONSTANT(framed(transaction_id{3}, close_done{status::success}, close_done_wire));
TEST_CONSTANT(framed(transaction_id{2}, function_error_msg{protocol_error::max_transfer}, function_error_wire));
TEST_CONSTANT(framed(transaction_id{5}, command_msg{service::basic_connect, 3, command_type::set, radio_on}, command_wire));
TEST_CONSTANT(framed(transaction_id{6}, command_msg{service::basic_connect, 3, command_type::query, {}}, query_wire));
TEST_CONSTANT(framed(transaction_id{5}, command_done{service::basic_connect, 3, status::success, hardware_on}, done_wire));
TEST_CONSTANT(framed(transaction_id{0}, indicate_status_msg{service::basic_connect, 3, software_on}, indicate_wire));

/// The same messages around structures, built in their final place.
template <class Build>
constexpr bool makes(bytes wire, Build build) {
    std::array<std::byte, 128> out{};
    for (std::byte& b : out) b = std::byte{0xee};
    const auto built = build(mutable_bytes{out});
    if (!built || !cdcnet::equal(*built, wire)) return false;
    for (std::size_t i = wire.size(); i < out.size(); ++i)
        if (out[i] != std::byte{0xee}) return false;
    return true;
}
constexpr auto set_radio = [](mutable_bytes out) {
    return build_command(out, transaction_id{5}, bc::radio_state_set{bc::radio_switch_state::on});
};
constexpr auto query_radio = [](mutable_bytes out) { return build_command(out, transaction_id{6}, bc::radio_state_query{}); };
constexpr auto answer_radio = [](mutable_bytes out) {
    return build_response(out, transaction_id{5}, bc::radio_state_info{bc::radio_switch_state::on, bc::radio_switch_state::off});
};
constexpr auto indicate_radio = [](mutable_bytes out) {
    return build_indication(out, bc::radio_state_info{bc::radio_switch_state::off, bc::radio_switch_state::on});
};
TEST_CONSTANT(makes(command_wire, set_radio));
TEST_CONSTANT(makes(query_wire, query_radio));
TEST_CONSTANT(makes(done_wire, answer_radio));
TEST_CONSTANT(makes(indicate_wire, indicate_radio));
TEST_CONSTANT(message::parse(command_wire)->as<command_msg>()->read<bc::radio_state_set>()->state == bc::radio_switch_state::on);

/// What `as` and `read` answer.
template <control_message M>
error as_error(bytes wire, tolerance t = tolerance::standard) {
    const copied input{wire};
    const auto m = message::parse(input, t);
    return m ? m->template as<M>(t).error() : m.error();
}
error parse_error(bytes wire, tolerance t = tolerance::standard) { return message::parse(copied{wire}, t).error(); }

std::vector<std::byte> longer(bytes wire, std::size_t by) {
    std::vector<std::byte> out(wire.data(), wire.data() + wire.size());
    out.resize(wire.size() + by, std::byte{0x55});
    return out;
}

}  // namespace

TEST_CASE("every prefix of every message wants more") {
    for (const bytes wire : all_wires) {
        for (std::size_t n = 0; n < wire.size(); ++n) {
            CHECK(parse_error(wire.first(n)) == error{errc::need_more, n});
            CHECK(parse_error(wire.first(n), tolerance::strict) == error{errc::need_more, n});
        }
        CHECK_FALSE(parse_error(wire));
        tried("control messages cut at every byte", wire.size());
    }
}

TEST_CASE("messages at every alignment") {
    for (std::size_t shift = 0; shift < 8; ++shift) {
        const copied input{done_wire, shift};
        const auto m = message::parse(input);
        REQUIRE(m);
        const auto done = m->as<command_done>();
        REQUIRE(done);
        CHECK(done->service == service::basic_connect);
        CHECK(done->cid == 3);
        CHECK(done->status == status::success);
        CHECK(cdcnet::equal(done->information_buffer, hardware_on));
        CHECK(done->information_buffer.data() == bytes{input}.data() + 48);
        const auto info = done->read<bc::radio_state_info>();
        REQUIRE(info);
        CHECK(info->hw_state == bc::radio_switch_state::on);
        CHECK(info->sw_state == bc::radio_switch_state::off);
    }
}

TEST_CASE("MessageLength") {
    CHECK(parse_error(with(open_wire, 4, 11)) == error{errc::length, 4, field_at(1)});
    CHECK(parse_error(with(open_wire, 4, 0)) == error{errc::length, 4, field_at(1)});
    CHECK(parse_error(with(open_wire, 4, 0xffffffff)) == error{errc::need_more, 16});
    CHECK(parse_error(with(command_wire, 4, 19)) == error{errc::length, 4, field_at(1)});
    CHECK_FALSE(parse_error(with(command_wire, 4, 20)));

    // The body is shorter than its fixed part: the offset counts from the start of the message.
    CHECK(as_error<open_msg>(with(open_wire, 4, 12)) == error{errc::length, 12, field_at(0)});
    CHECK(as_error<open_msg>(with(open_wire, 4, 15)) == error{errc::length, 12, field_at(0)});
    CHECK(as_error<command_msg>(with(command_wire, 4, 20)) == error{errc::length, 20, field_at(0)});
    CHECK(as_error<command_msg>(with(command_wire, 4, 47)) == error{errc::length, 44, field_at(3)});
    CHECK(as_error<command_msg>(with(command_wire, 4, 51)) == error{errc::outside, 48, field_at(4)});
}

TEST_CASE("bytes behind the message") {
    const auto input = longer(command_wire, 3);
    const auto m = message::parse(input);
    REQUIRE(m);
    CHECK(m->bytes().size() == 52);
    CHECK(m->as<command_msg>()->information_buffer.size() == 4);
    CHECK(parse_error(input, tolerance::strict) == error{errc::trailing_bytes, 52});
}

TEST_CASE("bytes behind the body") {
    // CLOSE with four stale bytes, as a small host sends it.
    const auto close = with(longer(close_wire, 4), 4, 16);
    CHECK_FALSE(as_error<close_msg>(close));
    CHECK(as_error<close_msg>(close, tolerance::strict) == error{errc::trailing_bytes, 12});
    const auto command = with(longer(command_wire, 2), 4, 54);
    CHECK_FALSE(as_error<command_msg>(command));
    CHECK(as_error<command_msg>(command, tolerance::strict) == error{errc::trailing_bytes, 52});
    CHECK(message::parse(command)->as<command_msg>()->information_buffer.size() == 4);
}

TEST_CASE("MessageType") {
    for (const std::uint32_t type : {0u, 5u, 6u, 7u, 8u, 0x80000000u, 0x80000005u, 0x80000006u, 0x80000008u, 0xffffffffu})
        CHECK(parse_error(with(open_wire, 0, type)) == error{errc::message_type, 0, field_at(0)});
    CHECK(as_error<close_msg>(open_wire) == error{errc::other_operation, 0, field_at(0)});
    CHECK(as_error<open_done>(open_wire) == error{errc::other_operation, 0, field_at(0)});
    CHECK(as_error<command_done>(command_wire) == error{errc::other_operation, 0, field_at(0)});
    CHECK(as_error<indicate_status_msg>(done_wire) == error{errc::other_operation, 0, field_at(0)});
}

TEST_CASE("fragments") {
    SUBCASE("total and current that cannot be") {
        CHECK(parse_error(with(command_wire, 12, 0)) == error{errc::fragment, 12});
        CHECK(parse_error(with(command_wire, 16, 1)) == error{errc::fragment, 12});
        CHECK(parse_error(with(command_wire, 16, 0xffffffff)) == error{errc::fragment, 12});
        CHECK(parse_error(with(with(command_wire, 12, 2), 16, 5)) == error{errc::fragment, 12});
        CHECK(parse_error(with(with(command_wire, 12, 2), 16, 2)) == error{errc::fragment, 12});
    }
    SUBCASE("the first of two") {
        const auto first = with(with(command_wire, 12, 2), 44, 100);
        const auto m = message::parse(first);
        REQUIRE(m);
        CHECK_FALSE(m->is_whole());
        CHECK(m->fragment().total == 2);
        CHECK(m->fragment().current == 0);
        CHECK(m->body().size() == 32);
        CHECK(m->as<command_msg>().error() == error{errc::not_whole, 12});
    }
    SUBCASE("a continuation shows its piece and no command") {
        constexpr auto second = hex<"03000080 16000000 05000000 02000000 01000000 aabb">;
        const auto m = message::parse(second, tolerance::strict);
        REQUIRE(m);
        CHECK_FALSE(m->is_whole());
        CHECK(cdcnet::equal(m->body(), hex<"aabb">));
        CHECK(m->body_offset() == 20);
        CHECK(m->as<command_done>().error() == error{errc::not_first, 16});
    }
    SUBCASE("the small messages have none") {
        const auto m = message::parse(open_wire);
        REQUIRE(m);
        CHECK(m->is_whole());
        CHECK(m->fragment().total == 1);
        CHECK(m->body_offset() == 12);
        CHECK(m->body().size() == 4);
    }
}

TEST_CASE("unknown values are data") {
    CHECK(message::parse(with(open_done_wire, 12, 0xdeadbeef))->as<open_done>()->status == static_cast<status>(0xdeadbeef));
    CHECK(message::parse(with(function_error_wire, 12, 77))->as<function_error_msg>()->error == static_cast<protocol_error>(77));
    const auto odd = with(command_wire, 40, 7);
    const auto command = message::parse(odd)->as<command_msg>();
    REQUIRE(command);
    CHECK(command->command == static_cast<command_type>(7));
    CHECK(command->operation() == operation{});
    CHECK_FALSE(command->carries<bc::radio_state_set>());
    CHECK_FALSE(command->carries<bc::radio_state_query>());
    CHECK_FALSE(command->carries<bc::radio_state_info>());
    CHECK(command->read<bc::radio_state_set>().error() == error{errc::other_operation, 20});
}

TEST_CASE("what a message carries") {
    const auto command = message::parse(command_wire)->as<command_msg>();
    CHECK(command->carries<bc::radio_state_set>());
    CHECK_FALSE(command->carries<bc::radio_state_query>());
    CHECK_FALSE(command->carries<bc::radio_state_info>());
    CHECK_FALSE(command->carries<bc::pin_set>());
    CHECK(command->read<bc::pin_set>().error() == error{errc::other_operation, 20});

    const auto elsewhere = with(command_wire, 20, 0x44332211);
    CHECK_FALSE(message::parse(elsewhere)->as<command_msg>()->carries<bc::radio_state_set>());

    const auto done = message::parse(done_wire)->as<command_done>();
    CHECK(done->carries<bc::radio_state_info>());
    CHECK_FALSE(done->carries<bc::radio_state_set>());
    const auto indication = message::parse(indicate_wire)->as<indicate_status_msg>();
    CHECK(indication->carries<bc::radio_state_info>());
    CHECK_FALSE(indication->carries<bc::pin_info>());
}

TEST_CASE("errors of the information buffer count from the start of the message") {
    const auto command = with(with(command_wire, 4, 51), 44, 3);
    CHECK(message::parse(command)->as<command_msg>()->read<bc::radio_state_set>().error() == error{errc::length, 48, field_at(0)});
    const auto done = with(with(done_wire, 4, 55), 44, 7);
    CHECK(message::parse(done)->as<command_done>()->read<bc::radio_state_info>().error() == error{errc::length, 52, field_at(1)});
    const auto indication = with(with(indicate_wire, 4, 51), 40, 7);
    CHECK(message::parse(indication)->as<indicate_status_msg>()->read<bc::radio_state_info>().error() ==
          error{errc::length, 48, field_at(1)});
    const auto trailing = with(with(longer(command_wire, 4), 4, 56), 44, 8);
    const auto m = message::parse(trailing)->as<command_msg>();
    CHECK(m->read<bc::radio_state_set>());
    CHECK(m->read<bc::radio_state_set>(mbimex::v1, tolerance::strict).error() == error{errc::trailing_bytes, 52});
}

TEST_CASE("a structure of another release") {
    std::array<std::byte, 256> out{};
    CHECK(build_command(out, transaction_id{1}, bc::connect_set{}, mbimex::v3).error() == error{errc::not_this_release, 0});
    CHECK(build_command(out, transaction_id{1}, bc::connect_set_v3{}, mbimex::v2).error() == error{errc::not_this_release, 0});
    const auto built = build_command(out, transaction_id{1}, bc::connect_set_v3{}, mbimex::v3);
    REQUIRE(built);
    const auto command = message::parse(*built)->as<command_msg>();
    CHECK(command->read<bc::connect_set_v3>(mbimex::v3));
    CHECK(command->read<bc::connect_set_v3>(mbimex::v2).error() == error{errc::not_this_release, 20});
    CHECK(command->read<bc::connect_set>(mbimex::v3).error() == error{errc::not_this_release, 20});
    CHECK(build_command(out, transaction_id{1}, bc::connect_set_v3{.option = static_cast<bc::activation_option>(1)}, mbimex::v3).error() ==
          error{errc::not_this_release, 0, field_at(2)});
}

TEST_CASE("a structure that serves set and response") {
    std::array<std::byte, 256> out{};
    const bc::device_service_subscribe_list list{};
    constexpr auto wire =
        hex<"03000000"
            "34000000"
            "01000000"
            "01000000 00000000" BASIC_CONNECT
            "13000000"
            "01000000"
            "04000000"
            "00000000">;
    const auto set = build_command(out, transaction_id{1}, list);
    REQUIRE(set);
    CHECK(cdcnet::equal(*set, wire));
    CHECK(build_command(out, transaction_id{1}, list, command_type::query).error() == error{errc::other_operation, 0});
    const auto done = build_response(out, transaction_id{1}, list, status::no_device_support);
    REQUIRE(done);
    const auto read = message::parse(*done)->as<command_done>();
    CHECK(read->status == status::no_device_support);
    CHECK(read->carries<bc::device_service_subscribe_list>());
}

TEST_CASE("no_space tells the size that suffices") {
    const auto exact = [](bytes wire, auto build) {
        for (std::size_t n = 0; n < wire.size(); ++n) {
            std::vector<std::byte> out(n);
            CHECK(build(mutable_bytes{out}).error() == error::no_space(wire.size()));
            for (const std::byte b : out) CHECK(b == std::byte{});
        }
        std::vector<std::byte> out(wire.size());
        const auto built = build(mutable_bytes{out});
        REQUIRE(built);
        CHECK(cdcnet::equal(*built, wire));
    };
    exact(command_wire, set_radio);
    exact(query_wire, query_radio);
    exact(done_wire, answer_radio);
    exact(indicate_wire, indicate_radio);
    exact(open_wire, [](mutable_bytes out) { return build_message(out, transaction_id{2}, open_msg{4096}); });
    exact(close_wire, [](mutable_bytes out) { return build_message(out, transaction_id{3}, close_msg{}); });
    exact(command_wire, [](mutable_bytes out) {
        return build_message(out, transaction_id{5}, command_msg{service::basic_connect, 3, command_type::set, radio_on});
    });
}

TEST_CASE("an answer without its structure") {
    std::array<std::byte, 64> out{};
    const auto built = build_message(out, transaction_id{9}, command_done{service::basic_connect, 4, status::not_initialized, {}});
    REQUIRE(built);
    const auto done = message::parse(*built, tolerance::strict)->as<command_done>(tolerance::strict);
    REQUIRE(done);
    CHECK(done->information_buffer.empty());
    CHECK(done->carries<bc::pin_info>());
    CHECK(done->read<bc::pin_info>().error() == error{errc::length, 48, field_at(0)});
}

TEST_CASE("a vendor's information buffer without padding") {
    constexpr auto wire =
        hex<"03000000 3d000000 01000000 01000000 00000000 d1a30bc2f97a6e43bf65c7e24fb0f0d3 01000000 01000000 0d000000 "
            "010c00000000000000220000aa">;
    const auto m = message::parse(wire, tolerance::strict);
    REQUIRE(m);
    const auto command = m->as<command_msg>(tolerance::strict);
    REQUIRE(command);
    CHECK(command->information_buffer.size() == 13);
    std::array<std::byte, 64> out{};
    CHECK(cdcnet::equal(*build_message(out, transaction_id{1}, *command), wire));
}
