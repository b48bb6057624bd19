// SPDX-License-Identifier: BSL-1.0
#include <cdcdump/control_channel.hpp>
#include <doctest/doctest.h>

#include "examples/collector.hpp"

using cdcdump::control_channel;
using cdcdump::origin;
using cdcdump_test::collector;
using cdcdump_test::from_hex;
using cdcdump_test::octets;
using cdcnet::errc;
using cdcnet::mbim::release;

namespace {

const std::string basic_connect = "a289cc33bcbb8b4fb6b0133ec2aae6df";

/// RADIO_STATE answer of a modem in one piece: both radios on.
const octets radio_state =
    from_hex("03000080 38000000 13000000 01000000 00000000" + basic_connect + "03000000 00000000 08000000 01000000 01000000");

/// The same in fragments: `at` says where the body is cut.
std::vector<octets> fragments_of(const octets& whole, const std::vector<std::size_t>& at) {
    constexpr std::size_t headers = 20;
    std::vector<octets> fragments;
    std::size_t begin = headers;
    for (std::size_t i = 0; i <= at.size(); ++i) {
        const std::size_t end = i < at.size() ? at[i] : whole.size();
        octets one(whole.begin(), whole.begin() + headers);
        one.insert(one.end(), whole.begin() + static_cast<std::ptrdiff_t>(begin), whole.begin() + static_cast<std::ptrdiff_t>(end));
        cdcnet::store_le(one.data() + 4, static_cast<std::uint32_t>(one.size()));
        cdcnet::store_le(one.data() + 12, static_cast<std::uint32_t>(at.size() + 1));
        cdcnet::store_le(one.data() + 16, static_cast<std::uint32_t>(i));
        fragments.push_back(one);
        begin = end;
    }
    return fragments;
}

octets with_transaction(octets message, std::uint32_t transaction) {
    cdcnet::store_le(message.data() + 8, transaction);
    return message;
}

}  // namespace

TEST_CASE("a message in one piece") {
    collector out;
    control_channel channel{release::v1};
    channel.take(radio_state, origin{.number = 4}, false, out);
    REQUIRE(out.messages.size() == 1);
    CHECK(out.messages[0].raw == radio_state);
    CHECK(out.messages[0].fragments == 1);
    CHECK(out.messages[0].where.number == 4);
    CHECK(out.messages[0].type == "COMMAND_DONE");
    CHECK(out.messages[0].cid_name == "RADIO_STATE");
}

TEST_CASE("fragments are joined wherever they are cut") {
    for (std::size_t cut = 20; cut <= radio_state.size(); ++cut) {
        collector out;
        control_channel channel{release::v1};
        for (const octets& f : fragments_of(radio_state, {cut})) channel.take(f, origin{}, false, out);
        REQUIRE(out.messages.size() == 1);
        CHECK(out.messages[0].raw == radio_state);
        CHECK(out.messages[0].fragments == 2);
        CHECK(out.faults.empty());
    }
}

TEST_CASE("fragments of two messages may interleave") {
    const auto first = fragments_of(radio_state, {30, 44});
    const auto second = fragments_of(with_transaction(radio_state, 0x14), {50});
    collector out;
    control_channel channel{release::v1};
    channel.take(first[0], origin{.number = 1}, false, out);
    channel.take(second[0], origin{.number = 2}, false, out);
    channel.take(first[1], origin{.number = 3}, false, out);
    channel.take(second[1], origin{.number = 4}, false, out);
    channel.take(first[2], origin{.number = 5}, false, out);
    REQUIRE(out.messages.size() == 2);
    CHECK(out.messages[0].where.number == 4);
    CHECK(out.messages[1].where.number == 5);
    CHECK(out.messages[1].raw == radio_state);
}

TEST_CASE("fragments that do not fit together are reported") {
    const auto parts = fragments_of(radio_state, {30, 44});
    SUBCASE("one is missing") {
        collector out;
        control_channel channel{release::v1};
        channel.take(parts[0], origin{}, false, out);
        channel.take(parts[2], origin{}, false, out);
        REQUIRE(out.faults.size() == 1);
        CHECK(out.faults[0].error.code() == errc::fragment);
        CHECK(out.faults[0].field == "CurrentFragment");
        channel.flush(out);
        CHECK(out.faults.size() == 1);
    }
    SUBCASE("the first is missing") {
        collector out;
        control_channel channel{release::v1};
        channel.take(parts[1], origin{}, false, out);
        CHECK(out.faults.size() == 1);
    }
    SUBCASE("the last is missing") {
        collector out;
        control_channel channel{release::v1};
        channel.take(parts[0], origin{}, false, out);
        channel.take(parts[1], origin{}, false, out);
        channel.flush(out);
        REQUIRE(out.faults.size() == 1);
        CHECK(out.faults[0].error.code() == errc::not_whole);
    }
    SUBCASE("the message begins again") {
        collector out;
        control_channel channel{release::v1};
        channel.take(parts[0], origin{}, false, out);
        for (const octets& f : parts) channel.take(f, origin{}, false, out);
        CHECK(out.faults.size() == 1);
        CHECK(out.messages.size() == 1);
    }
    SUBCASE("more messages are begun than anybody ends") {
        collector out;
        control_channel channel{release::v1};
        for (std::uint32_t i = 0; i < 40; ++i) channel.take(with_transaction(parts[0], i), origin{}, false, out);
        channel.flush(out);
        CHECK(out.faults.size() == 40);
    }
}

TEST_CASE("a joined message does not grow without bound") {
    octets piece(4096, std::byte{});
    std::copy(radio_state.begin(), radio_state.end(), piece.begin());
    cdcnet::store_le(piece.data() + 4, std::uint32_t{4096});
    cdcnet::store_le(piece.data() + 12, std::uint32_t{0xffffffff});
    collector out;
    control_channel channel{release::v1};
    std::uint32_t sent = 0;
    while (out.faults.empty() && sent < 1000) {
        cdcnet::store_le(piece.data() + 16, sent++);
        channel.take(piece, origin{}, false, out);
    }
    REQUIRE(out.faults.size() == 1);
    CHECK(out.faults[0].error.code() == errc::too_large);
    CHECK(sent < 300);
}

TEST_CASE("a fault in the information buffer tells its field and offset") {
    octets provider = from_hex("03000080 50000000 05000000 01000000 00000000" + basic_connect + "06000000 00000000 20000000" +
                               "20000000 04000000 00000000 00000000 00000000 00000000 00000000 00000000");
    collector out;
    control_channel channel{release::v1};
    channel.take(provider, origin{}, false, out);  // ProviderId at offset 32 of a buffer of 32 bytes
    CHECK(out.messages.empty());
    REQUIRE(out.faults.size() == 1);
    CHECK(out.faults[0].error.code() == errc::outside);
    CHECK(out.faults[0].error.offset() == 48);
    CHECK(out.faults[0].field == "Provider.ProviderId");
}

TEST_CASE("every front of a message is refused with a place") {
    for (std::size_t n = 1; n < radio_state.size(); ++n) {
        const octets front(radio_state.begin(), radio_state.begin() + static_cast<std::ptrdiff_t>(n));
        collector out;
        control_channel channel{release::v1};
        channel.take(front, origin{}, true, out);
        CHECK(out.messages.empty());
        REQUIRE(out.faults.size() == 1);
        CHECK(out.faults[0].error.code() == errc::need_more);
        CHECK(out.faults[0].error.offset() == n);
    }
}

TEST_CASE("a release that the channel shows stays, and the highest counts") {
    const octets version =
        from_hex("03000080 34000000 05000000 01000000 00000000 3d01dcc5fef54d050d3abef7058e9aaf 0f000000 00000000 04000000 00010003");
    collector out;
    control_channel channel{release::v4};
    channel.take(radio_state, origin{}, false, out);
    CHECK(out.messages.back().release == release::v4);
    channel.learn_release(0x0200);
    channel.take(radio_state, origin{}, false, out);
    CHECK(out.messages.back().release == release::v2);
    channel.take(version, origin{}, false, out);
    channel.take(radio_state, origin{}, false, out);
    CHECK(out.messages.back().release == release::v3);
    channel.learn_release(0x0100);
    channel.take(radio_state, origin{}, false, out);
    CHECK(out.messages.back().release == release::v3);
}

TEST_CASE("a body that is too short tells its field") {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"01000000 0e000000 01000000 0010", "MaxControlTransfer"},
        {"01000080 0c000000 01000000", "Status"},
        {"04000080 0c000000 01000000", "ErrorStatusCode"},
    };
    for (const auto& one : cases) {
        CAPTURE(one.first);
        collector out;
        control_channel channel{release::v1};
        channel.take(from_hex(one.first), origin{}, false, out);
        REQUIRE(out.faults.size() == 1);
        CHECK(out.faults[0].field == one.second);
        CHECK(out.faults[0].error.code() != errc::none);
    }
}
