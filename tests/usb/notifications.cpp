// SPDX-License-Identifier: BSL-1.0
#include "constant.hpp"
#include "sets.hpp"

#include <cdcnet/usb/notifications.hpp>
#include <doctest/doctest.h>

using namespace cdcnet;
using namespace cdcnet::usb;

namespace {

template <std::size_t N>
sets::octets wire(const std::array<std::byte, N>& raw) {
    return {raw.begin(), raw.end()};
}

const sets::octets connected = sets::of({0xa1, 0, 1, 0, 2, 0, 0, 0});
const sets::octets available = sets::of({0xa1, 1, 0, 0, 2, 0, 0, 0});
const sets::octets serial = sets::of({0xa1, 32, 0, 0, 2, 0, 2, 0, 0x03, 0x01});
/// 150 Mbit/s towards the host, 50 from it.
const sets::octets speed = sets::of({0xa1, 42, 0, 0, 2, 0, 8, 0, 0x80, 0xd1, 0xf0, 0x08, 0x80, 0xf0, 0xfa, 0x02});

constexpr bool joined_in_a_constant_expression() {
    const auto whole = connection_speed_change(2, {150000000, 50000000});
    notification_joiner<> joiner;
    bytes first{whole.data(), 8};
    bytes second{whole.data() + 8, 8};
    const auto early = joiner.receive(first);
    const auto late = joiner.receive(second);
    return early.error().code() == errc::need_more && late && late->speed()->downlink == 150000000;
}
TEST_CONSTANT(joined_in_a_constant_expression());
TEST_CONSTANT(network_connection(2, true).size() == 8 && response_available(2).size() == 8);
TEST_CONSTANT(serial_state(2, 0).size() == 10 && connection_speed_change(2, {}).size() == 16);
static_assert(least_size<notification_header> == 8 && least_size<connection_speed> == 8);

/// Feeds packets and collects what they complete.
template <std::size_t Capacity = 16>
struct feeder {
    notification_joiner<Capacity> joiner{};
    std::vector<notification_code> codes{};
    error last{};

    void feed(sets::octets packet) {
        bytes rest{packet};
        for (;;) {
            const auto n = joiner.receive(rest);
            if (!n) {
                last = n.error();
                CHECK(rest.empty());
                return;
            }
            codes.push_back(n->code);
        }
    }
};

}  // namespace

TEST_CASE("notifications: the bytes of each") {
    CHECK(wire(network_connection(2, true)) == connected);
    CHECK(wire(network_connection(2, false)) == sets::of({0xa1, 0, 0, 0, 2, 0, 0, 0}));
    CHECK(wire(response_available(2)) == available);
    CHECK(wire(serial_state(2, 0x0103)) == serial);
    CHECK(wire(connection_speed_change(2, {150000000, 50000000})) == speed);
}

TEST_CASE("notifications: each decodes") {
    const auto n = notification::parse(connected);
    REQUIRE(n);
    CHECK(n->code == notification_code::network_connection);
    CHECK(n->interface_number == 2);
    CHECK(*n->connected());
    CHECK(n->size() == 8);
    CHECK(n->speed().error() == error{errc::request, 1});
    CHECK(n->serial_state().error() == error{errc::request, 1});
    CHECK_FALSE(*notification::parse(network_connection(2, false))->connected());

    CHECK(notification::parse(available)->code == notification_code::response_available);
    CHECK(notification::parse(available)->connected().error() == error{errc::request, 1});
    CHECK(*notification::parse(serial)->serial_state() == 0x0103);
    CHECK(*notification::parse(speed)->speed() == connection_speed{150000000, 50000000});
    CHECK(notification::parse(speed)->size() == 16);
}

TEST_CASE("notifications: built again, the bytes are the same") {
    for (const sets::octets& raw : {connected, available, serial, speed, sets::of({0xa1, 99, 7, 1, 2, 0, 3, 0, 1, 2, 3})}) {
        const auto n = notification::parse(raw);
        REQUIRE(n);
        sets::octets buffer(raw.size());
        REQUIRE(build(mutable_bytes{buffer}, *n));
        CHECK(buffer == raw);
        for (std::size_t size = 0; size < raw.size(); ++size)
            CHECK(build(mutable_bytes{buffer.data(), size}, *n).error() == error::no_space(raw.size()));
    }
    sets::octets buffer(64);
    CHECK(build(mutable_bytes{buffer}, notification{notification_code::connection_speed_change, 0, 2, {}}).error() ==
          error{errc::length, 6});
}

TEST_CASE("notifications: every truncation needs more") {
    for (const sets::octets& raw : {connected, available, serial, speed}) {
        for (std::size_t size = 0; size < raw.size(); ++size) {
            const sets::octets cut(raw.begin(), raw.begin() + static_cast<std::ptrdiff_t>(size));
            CHECK(notification::parse(cut).error() == error{errc::need_more, size});
        }
    }
}

TEST_CASE("notifications: a value of another code, or of another size") {
    const notification made_by_hand{notification_code::connection_speed_change, 0, 2, sets::of({1, 2, 3, 4})};
    CHECK(made_by_hand.speed().error() == error{errc::length, 6});
    CHECK(made_by_hand.serial_state().error() == error{errc::request, 1});
    CHECK(made_by_hand.connected().error() == error{errc::request, 1});
    const std::array<std::byte, 1> one{};
    CHECK(notification{notification_code::serial_state, 0, 2, one}.serial_state().error() == error{errc::length, 6});
    CHECK(notification{notification_code::serial_state, 0, 2, one}.speed().error() == error{errc::request, 1});
}

TEST_CASE("notifications: data that no wLength can tell") {
    const std::vector<std::byte> much(0x10000);
    std::vector<std::byte> room(0x10008);
    const auto unknown = static_cast<notification_code>(0x77);
    CHECK(build(mutable_bytes{room}, {unknown, 0, 0, much}).error() == error{errc::too_large, 6});
    const auto most = build(mutable_bytes{room}, {unknown, 0, 0, bytes{much}.first(0xffff)});
    REQUIRE(most);
    CHECK(most->size() == 0x10007);
    CHECK(notification::parse(*most)->data.size() == 0xffff);
}

TEST_CASE("notifications: other speeds, and other headers") {
    CHECK(connection_speed{1, 2} == connection_speed{1, 2});
    CHECK(connection_speed{1, 2} != connection_speed{3, 2});
    CHECK(connection_speed{1, 2} != connection_speed{1, 3});
}

TEST_CASE("notifications: exact lengths") {
    for (const sets::octets& raw : {connected, available, serial, speed}) {
        for (unsigned length = 0; length < 20; ++length) {
            sets::octets altered = raw;
            altered.resize(40);
            if (length == std::to_integer<unsigned>(raw[6])) {
                CHECK(notification::parse(altered)->size() == raw.size());  // what stands behind does not matter
                continue;
            }
            altered[6] = static_cast<std::byte>(length);
            CHECK(notification::parse(altered).error() == error{errc::length, 6});
        }
    }
    CHECK(notification::parse(sets::of({0x21, 0, 1, 0, 2, 0, 0, 0})).error() == error{errc::value, 0});
    CHECK(notification::parse(sets::of({0x21})).error() == error{errc::value, 0});
}

TEST_CASE("notifications: an unknown code is data") {
    const auto unknown = sets::of({0xa1, 99, 7, 1, 2, 0, 3, 0, 1, 2, 3});
    const auto n = notification::parse(unknown);
    REQUIRE(n);
    CHECK(static_cast<unsigned>(n->code) == 99);
    CHECK(n->value == 0x0107);
    CHECK(n->data.size() == 3);
    CHECK_FALSE(find_notification(n->code));
}

TEST_CASE("notifications: split over packets of every size") {
    for (std::size_t packet = 1; packet <= 16; ++packet) {
        feeder<> f;
        for (std::size_t at = 0; at < speed.size(); at += packet) {
            const std::size_t end = at + packet < speed.size() ? at + packet : speed.size();
            f.feed({speed.begin() + static_cast<std::ptrdiff_t>(at), speed.begin() + static_cast<std::ptrdiff_t>(end)});
            CHECK(f.last.code() == errc::need_more);
            CHECK(f.joiner.pending() == (end == 16 ? 0 : end));
        }
        CHECK(f.codes == std::vector{notification_code::connection_speed_change});
    }
}

TEST_CASE("notifications: several in one packet, and repeated for ever") {
    feeder<> f;
    sets::octets together;
    for (int i = 0; i < 100; ++i) {
        together.insert(together.end(), speed.begin(), speed.end());
        together.insert(together.end(), connected.begin(), connected.end());
    }
    f.feed(together);
    CHECK(f.codes.size() == 200);
    CHECK(f.codes[198] == notification_code::connection_speed_change);
    CHECK(f.codes[199] == notification_code::network_connection);
    CHECK(f.last == error{errc::need_more, 0});
    CHECK(f.joiner.pending() == 0);
}

TEST_CASE("notifications: after an error the next packet starts afresh") {
    feeder<> f;
    f.feed({speed.begin(), speed.begin() + 8});
    CHECK(f.joiner.pending() == 8);
    f.joiner.reset();
    f.feed(sets::of({0x55, 1, 2, 3}));
    CHECK(f.last == error{errc::value, 0});
    f.feed(sets::of({0xa1, 1, 0, 0, 2, 0, 4, 0, 9, 9, 9, 9}));
    CHECK(f.last == error{errc::length, 6});
    f.feed(sets::of({0xa1, 99, 0, 0, 2, 0, 9, 0}));
    CHECK(f.last == error::no_space(17));
    CHECK(f.codes.empty());
    f.feed(available);
    CHECK(f.codes == std::vector{notification_code::response_available});

    feeder<17> roomier;
    roomier.feed(sets::of({0xa1, 99, 0, 0, 2, 0, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    CHECK(roomier.codes.size() == 1);
}

TEST_CASE("notifications: an empty packet changes nothing") {
    feeder<> f;
    f.feed({});
    CHECK(f.last == error{errc::need_more, 0});
    f.feed({speed.begin(), speed.begin() + 5});
    f.feed({});
    CHECK(f.last == error{errc::need_more, 5});
    f.feed({speed.begin() + 5, speed.end()});
    CHECK(f.codes.size() == 1);
}
