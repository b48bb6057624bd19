// SPDX-License-Identifier: BSL-1.0
/// \file
/// What host and device do when something goes wrong on the way.  Frames are written by hand from `framing` of
/// reference/messages.json, errors from `function_error_rules` of reference/usb.json.
#include <cdcnet/mbim/device.hpp>
#include <cdcnet/mbim/host.hpp>

#include <cdcnet/mbim/services/basic_connect/radio_state.hpp>

#include "wire.hpp"

using namespace wire_test;
namespace bc = cdcnet::mbim::basic_connect;

namespace {

#define BASIC_CONNECT "a289cc33 bcbb 8b4f b6b0 133ec2aae6df"
#define MS_EXTENSIONS "3d01dcc5 fef5 4d05 0d3abef7058e9aaf"

constexpr instant now{1000};

/// The frames that a side has, one behind the other.
template <class Side>
std::vector<std::byte> said(Side& side) {
    std::vector<std::byte> all;
    for (bytes frame = side.next_frame(); !frame.empty(); frame = side.next_frame()) all.insert(all.end(), frame.begin(), frame.end());
    return all;
}

constexpr auto opened_with_1 = hex<"01000080 10000000 01000000 00000000">;
// DEVICE_SERVICES_INFO: one service, the extensions of Microsoft, with CID 15.
constexpr auto services_listed = hex<"03000080 60000000 02000000 01000000 00000000" BASIC_CONNECT
                                     "10000000 00000000 30000000"
                                     "01000000 00000000 10000000 20000000" MS_EXTENSIONS "00000000 00000000 01000000 0f000000">;
// MBIM 1.0, MBIMEx 3.0
constexpr auto version_told = hex<"03000080 34000000 03000000 01000000 00000000" MS_EXTENSIONS "0f000000 00000000 04000000 0001 0003">;

/// A host behind OPEN_DONE, which has asked for the services.
struct opening_host : fixed_host<2, 256, 2, 256> {
    opening_host() : fixed_host{{.max_transfer = 64, .newest = release::v3}} {
        REQUIRE_FALSE(open(now));
        REQUIRE(receive(opened_with_1, now).what == host_event::nothing);
        static_cast<void>(said(*this));
    }
};

}  // namespace

TEST_CASE("mbim faults: without the answer to VERSION nobody knows the release, so OPEN fails") {
    SUBCASE("it comes") {
        opening_host h;
        CHECK(h.receive(services_listed, now).what == host_event::nothing);
        CHECK(h.receive(version_told, now).what == host_event::opened);
        CHECK(h.agreed() == release::v3);
    }
    SUBCASE("it does not come") {
        opening_host h;
        CHECK(h.receive(services_listed, now).what == host_event::nothing);
        CHECK(h.next_event(now.after(59'999)).what == host_event::nothing);
        const auto e = h.next_event(now.after(60'000));
        CHECK(e.what == host_event::open_failed);
        CHECK(e.why == failure::timed_out);
        CHECK(h.is_closed());
    }
    SUBCASE("it comes in part") {
        opening_host h;
        CHECK(h.receive(services_listed, now).what == host_event::nothing);
        CHECK(h.receive(bytes{version_told}.first(51), now).reason == protocol_error::length_mismatch);
        CHECK(h.next_timeout(now) == now);
        CHECK(h.next_event(now).what == host_event::open_failed);
    }
    SUBCASE("its InformationBufferLength is wrong") {
        opening_host h;
        CHECK(h.receive(services_listed, now).what == host_event::nothing);
        const auto e = h.receive(with(version_told, 44, 5), now);
        CHECK(e.what == host_event::open_failed);
        CHECK(e.why == failure::garbled);
        CHECK(e.fault.code() == errc::outside);
    }
    SUBCASE("the function refuses the question") {
        opening_host h;
        CHECK(h.receive(services_listed, now).what == host_event::nothing);
        CHECK(h.receive(hex<"04000080 10000000 03000000 03000000">, now).what == host_event::opened);
        CHECK(h.agreed() == release::v1);
    }
    SUBCASE("the services come in part: VERSION has not been asked for") {
        opening_host h;
        CHECK(h.receive(bytes{services_listed}.first(60), now).reason == protocol_error::length_mismatch);
        CHECK(h.next_event(now).what == host_event::opened);
        CHECK(h.agreed() == release::v1);
    }
}

/// A function that is open, its maximum 64.
struct open_device : fixed_device<2, 192, 1, 256> {
    open_device() : fixed_device{{.max_transfer = 64}} {
        REQUIRE(receive(hex<"01000000 10000000 01000000 40000000">, now).what == device_event::opened);
        REQUIRE(cdcnet::equal(bytes{said(*this)}, opened_with_1));
    }
};

/// A host that is open, its maximum 64; the next id is 2.
struct opened_host : fixed_host<2, 256, 1, 256> {
    opened_host() : fixed_host{{.max_transfer = 64}} {
        REQUIRE_FALSE(open(now));
        REQUIRE(said(*this).size() == 16);
        REQUIRE(receive(opened_with_1, now).what == host_event::opened);
    }
};

// DEVICE_SERVICE_SUBSCRIBE_LIST, id 3: one CID of Basic Connect.
constexpr auto subscribing_to_1 = hex<"03000000 54000000 03000000 01000000 00000000" BASIC_CONNECT
                                      "13000000 01000000 24000000"
                                      "01000000 0c000000 18000000" BASIC_CONNECT "01000000 01000000">;
// A command of 100 bytes, id 5, in two frames, and one of 48 bytes.
constexpr auto first_of_2 =
    hex<"03000000 40000000 05000000 02000000 00000000" BASIC_CONNECT "0d000000 01000000 34000000 01020304 05060708 090a0b0c 0d0e0f10">;
constexpr auto second_of_2 =
    hex<"03000000 38000000 05000000 02000000 01000000"
        "11121314 15161718 191a1b1c 1d1e1f20 21222324 25262728 292a2b2c 2d2e2f30 31323334">;
constexpr auto small = hex<"03000000 30000000 05000000 01000000 00000000" BASIC_CONNECT "03000000 00000000 00000000">;

TEST_CASE("mbim faults: a fragment that was cut ends its message, once") {
    open_device d;
    CHECK(d.receive(first_of_2, now).what == device_event::nothing);
    CHECK(d.receive(bytes{second_of_2}.first(50), now).reason == protocol_error::length_mismatch);
    CHECK_FALSE(d.next_timeout(now));
    CHECK(cdcnet::equal(bytes{said(d)}, hex<"04000080 10000000 05000000 03000000">));
    CHECK(d.receive(small, now).what == device_event::command);
}

TEST_CASE("mbim faults: a fault told under the id of a command that waits ends that command") {
    const auto told = [](protocol_error reason, auto fault) {
        open_device d;
        REQUIRE(d.receive(small, now).what == device_event::command);
        const device_event e = fault(d);
        CHECK(e.what == device_event::cancelled);
        CHECK(e.transaction == transaction_id{5});
        CHECK(e.reason == reason);
        CHECK(d.waiting() == 0);
        CHECK(d.respond(transaction_id{5}, status::success).code() == errc::other_operation);
        const auto error = said(d);
        CHECK(cdcnet::equal(bytes{error}, with(hex<"04000080 10000000 05000000 00000000">, 12, static_cast<std::uint32_t>(reason))));
    };
    told(protocol_error::duplicated_tid, [](open_device& d) { return d.receive(small, now); });
    told(protocol_error::fragment_out_of_sequence, [](open_device& d) { return d.receive(second_of_2, now); });
    told(protocol_error::length_mismatch, [](open_device& d) { return d.receive(bytes{small}.first(40), now); });
    told(protocol_error::length_mismatch, [](open_device& d) { return d.receive(with(small, 44, 8), now); });
    told(protocol_error::timeout_fragment, [](open_device& d) {
        CHECK(d.receive(first_of_2, now).what == device_event::nothing);
        return d.expire(now.after(1250));
    });
    told(protocol_error::timeout_fragment, [](open_device& d) {  // another command needs the memory
        CHECK(d.receive(first_of_2, now).what == device_event::nothing);
        return d.receive(with(first_of_2, 8, 6), now);
    });
}

TEST_CASE("mbim faults: a fragment at fault does not take the place of another message, nor end what that answers") {
    open_device d;
    REQUIRE(d.receive(small, now).what == device_event::command);
    CHECK(d.receive(first_of_2, now).what == device_event::nothing);
    const device_event e = d.receive(with(with(first_of_2, 8, 6), 44, 0), now);
    CHECK(e.what == device_event::refused);
    CHECK(e.transaction == transaction_id{6});
    CHECK(e.reason == protocol_error::length_mismatch);
    const auto error = said(d);
    CHECK(cdcnet::equal(bytes{error}, hex<"04000080 10000000 06000000 03000000">));
    CHECK(d.waiting() == 1);
    CHECK_FALSE(d.respond(transaction_id{5}, status::success));
}

TEST_CASE("mbim faults: the outbox regains what has been sent, though it is never empty") {
    open_device d;
    CHECK_FALSE(d.indicate(bc::radio_state_info{}));
    for (int i = 0; i < 100; ++i) {
        CHECK_FALSE(d.indicate(bc::radio_state_info{static_cast<bc::radio_switch_state>(i % 2), {}}));
        const bytes frame = d.next_frame();
        REQUIRE(frame.size() == 52);
        if (i != 0) CHECK(frame[44] == static_cast<std::byte>((i + 1) % 2));
        CHECK(d.has_frame());
    }
}

TEST_CASE("mbim faults: a frame stays where it is until the next one is asked for, whatever happens meanwhile") {
    const auto after = [](int frames, bytes heard, device_event::kind what) {
        open_device d;
        bytes frame;
        for (int i = 0; i < frames; ++i) {
            CHECK_FALSE(d.indicate(bc::radio_state_info{static_cast<bc::radio_switch_state>(i), {}}));
            frame = d.next_frame();
        }
        const std::vector<std::byte> before(frame.begin(), frame.end());
        CHECK(d.receive(heard, now).what == what);
        CHECK(cdcnet::equal(frame, bytes{before}));
    };
    for (const int frames : {1, 2}) {
        after(frames, second_of_2, device_event::refused);
        after(frames, hex<"01000000 10000000 09000000 40000000">, device_event::opened);
        after(frames, hex<"02000000 0c000000 09000000">, device_event::closed);
        after(frames, hex<"04000000 10000000 00000000 07000000">, device_event::error);
    }
}

TEST_CASE("mbim faults: an outbox that is full of answers has room for errors") {
    open_device d;
    CHECK(d.receive(small, now).what == device_event::command);
    while (!d.indicate(bc::radio_state_info{})) {
    }
    CHECK(d.respond(transaction_id{5}, status::success).code() == errc::no_space);
    CHECK(d.waiting() == 1);
    CHECK(d.receive(with(second_of_2, 8, 6), now).reason == protocol_error::fragment_out_of_sequence);
    const auto all = said(d);
    REQUIRE(all.size() > 16);
    CHECK(cdcnet::equal(bytes{all}.last(16), hex<"04000080 10000000 06000000 02000000">));
}

TEST_CASE("mbim faults: a message of which a part has been sent is not sent on when the other side gives it up") {
    constexpr auto error_of_host = hex<"04000000 10000000 05000000 02000000">;
    const std::array<std::byte, 52> content{};
    for (const bool same : {true, false}) {
        open_device d;
        CHECK(d.receive(small, now).what == device_event::command);
        CHECK_FALSE(d.respond(transaction_id{5}, status::success, content));
        CHECK(d.next_frame().size() == 64);
        CHECK(d.receive(with(error_of_host, 8, same ? 5 : 6), now).what == device_event::error);
        CHECK(d.next_frame().size() == (same ? 0 : 56));

        opened_host h;
        CHECK(*h.send(command_msg{service::basic_connect, 1, command_type::set, content}, now) == transaction_id{2});
        CHECK(h.next_frame().size() == 64);
        const auto e = h.receive(with(hex<"04000080 10000000 00000000 02000000">, 8, same ? 2 : 9), now);
        CHECK(e.what == (same ? host_event::failed : host_event::error));
        CHECK(h.next_frame().size() == (same ? 0 : 56));
    }
}

TEST_CASE("mbim faults: HOST_ERROR for a command that waits, other than CANCEL, does not end it") {
    open_device d;
    CHECK(d.receive(small, now).what == device_event::command);
    CHECK(d.receive(hex<"04000000 10000000 05000000 02000000">, now).what == device_event::error);
    CHECK(d.waiting() == 1);
}

TEST_CASE("mbim faults: an answer that makes room for another ends its command") {
    opened_host h;  // room for one message in pieces
    const auto one = h.send(bc::radio_state_query{}, now);
    const auto two = h.send(bc::radio_state_query{}, now);
    constexpr auto first =
        hex<"03000080 40000000 00000000 02000000 00000000" BASIC_CONNECT "03000000 00000000 14000000 00000000 00000000 00000000 00000000">;
    CHECK(h.receive(with(first, 8, static_cast<std::uint32_t>(*one)), now).what == host_event::nothing);
    CHECK(h.receive(with(first, 8, static_cast<std::uint32_t>(*two)), now).what == host_event::nothing);
    CHECK(h.next_timeout(now) == now);
    const auto e = h.next_event(now);
    CHECK(e.what == host_event::failed);
    CHECK(e.transaction == *one);
    CHECK(e.reason == protocol_error::timeout_fragment);
    CHECK(h.waiting() == 1);
}

TEST_CASE("mbim faults: an indication that is refused does not tell of the end of a command with the same id") {
    opened_host h;  // room for one message in pieces
    const auto one = h.send(bc::radio_state_query{}, now);
    constexpr auto answer =
        hex<"03000080 40000000 02000000 02000000 00000000" BASIC_CONNECT "03000000 00000000 14000000 00000000 00000000 00000000 00000000">;
    constexpr auto news = hex<"07000080 38000000 09000000 02000000 00000000" BASIC_CONNECT "03000000 14000000 00000000 00000000 00000000">;
    constexpr auto rest_of_unknown = hex<"07000080 18000000 02000000 02000000 01000000 00000000">;
    CHECK(*one == transaction_id{2});
    CHECK(h.receive(answer, now).what == host_event::nothing);
    CHECK(h.receive(news, now).what == host_event::nothing);  // makes the answer give way
    const auto refused = h.receive(rest_of_unknown, now);
    CHECK(refused.what == host_event::refused);
    CHECK(refused.reason == protocol_error::fragment_out_of_sequence);
    const auto e = h.next_event(now);
    CHECK(e.what == host_event::failed);
    CHECK(e.transaction == *one);
    CHECK(e.reason == protocol_error::timeout_fragment);
}

TEST_CASE("mbim faults: answers to something else") {
    SUBCASE("OPEN_DONE of another OPEN") {
        fixed_host<2, 256, 1, 256> h{{.max_transfer = 64}};
        CHECK_FALSE(h.open(now));
        CHECK(h.receive(with(opened_with_1, 8, 2), now).what == host_event::stray);
        CHECK(h.receive(opened_with_1, now).what == host_event::opened);
        CHECK(h.receive(opened_with_1, now).what == host_event::stray);
    }
    SUBCASE("CLOSE_DONE of another CLOSE") {
        opened_host h;
        CHECK_FALSE(h.close(now));
        CHECK(h.receive(hex<"02000080 10000000 01000000 00000000">, now).what == host_event::stray);
        CHECK(h.receive(hex<"02000080 10000000 02000000 00000000">, now).what == host_event::closed);
    }
    SUBCASE("COMMAND_DONE of another CID, and of another service") {
        constexpr auto answer = hex<"03000080 30000000 02000000 01000000 00000000" BASIC_CONNECT "03000000 00000000 00000000">;
        for (const std::size_t wrong : {20u, 36u}) {
            opened_host h;
            CHECK(*h.send(bc::radio_state_query{}, now) == transaction_id{2});
            const auto e = h.receive(with(answer, wrong, 4), now);
            CHECK(e.what == host_event::failed);
            CHECK(e.why == failure::garbled);
            CHECK(e.fault.code() == errc::other_operation);
            CHECK(h.receive(answer, now).what == host_event::stray);
        }
    }
}

TEST_CASE("mbim faults: OPEN forgets what was before") {
    SUBCASE("host: an OPEN that was never sent") {
        fixed_host<2, 256, 1, 256> h{{.max_transfer = 64}};
        CHECK_FALSE(h.open(now));
        CHECK(h.next_event(now.after(30'000)).what == host_event::open_failed);
        CHECK_FALSE(h.open(now.after(30'000)));
        CHECK(cdcnet::equal(bytes{said(h)}, hex<"01000000 10000000 02000000 40000000">));
    }
    SUBCASE("function: the release, and what the host subscribed to") {
        fixed_device<2, 256, 1, 256, 2> d{{.max_transfer = 128, .newest = release::v3}};
        constexpr auto open = hex<"01000000 10000000 01000000 00010000">;
        CHECK(d.receive(open, now).what == device_event::opened);
        CHECK(
            d.receive(hex<"03000000 34000000 02000000 01000000 00000000" MS_EXTENSIONS "0f000000 00000000 04000000 0001 0003">, now).what ==
            device_event::nothing);
        CHECK(d.agreed() == release::v3);
        CHECK(d.receive(subscribing_to_1, now).what == device_event::nothing);
        CHECK_FALSE(d.wants(service::sms, 1));
        CHECK(d.receive(open, now).what == device_event::opened);
        CHECK(d.agreed() == release::v1);
        CHECK(d.wants(service::sms, 1));
    }
}

TEST_CASE("mbim faults: the host subscribes to more than there is memory for") {
    fixed_device<2, 256, 1, 256, 2> d{{.max_transfer = 128}};
    CHECK(d.receive(hex<"01000000 10000000 01000000 00010000">, now).what == device_event::opened);
    static_cast<void>(said(d));
    // Three CIDs of Basic Connect.
    CHECK(d.receive(hex<"03000000 5c000000 03000000 01000000 00000000" BASIC_CONNECT "13000000 01000000 2c000000"
                        "01000000 0c000000 20000000" BASIC_CONNECT "03000000 01000000 02000000 03000000">,
                    now)
              .what == device_event::nothing);
    CHECK(cdcnet::equal(bytes{said(d)},  // FAILURE
                        hex<"03000080 30000000 03000000 01000000 00000000" BASIC_CONNECT "13000000 02000000 00000000">));
    CHECK(d.wants(service::sms, 1));
}

TEST_CASE("mbim faults: commands that were not sent before the channel was lost never are") {
    fixed_host<2, 256, 1, 256> h{{.max_transfer = 64}};
    CHECK_FALSE(h.open(now));
    static_cast<void>(said(h));
    CHECK(h.receive(opened_with_1, now).what == host_event::opened);
    const auto id = h.send(bc::radio_state_query{}, now);
    CHECK(h.receive(hex<"04000080 10000000 00000000 05000000">, now).what == host_event::lost);
    CHECK_FALSE(h.has_frame());
    const auto e = h.next_event(now);
    CHECK(e.transaction == *id);
    CHECK(e.why == failure::closed);
}

TEST_CASE("mbim faults: messages of the function that end before their fields") {
    fixed_host<2, 256, 2, 256> opening{{.max_transfer = 64}};
    REQUIRE_FALSE(opening.open(now));
    const auto failed = opening.receive(hex<"01000080 0c000000 01000000">, now);
    CHECK(failed.what == host_event::open_failed);
    CHECK(failed.why == failure::garbled);
    CHECK(failed.fault.code() == errc::length);

    opened_host open;
    const auto id = open.send(bc::radio_state_query{}, now).value();
    CHECK(open.receive(hex<"04000080 0c000000 09000000">, now).what == host_event::refused);
    CHECK(open.receive(hex<"07000080 14000000 00000000 01000000 00000000">, now).what == host_event::refused);
    CHECK(open.waiting() == 1);
    const auto answer = open.receive(hex<"03000080 14000000 02000000 01000000 00000000">, now);
    CHECK(answer.what == host_event::failed);
    CHECK(answer.transaction == id);
    CHECK(answer.why == failure::garbled);
    CHECK(answer.fault.code() == errc::length);
    CHECK(open.waiting() == 0);

    REQUIRE_FALSE(open.close(now));
    const auto closed = open.receive(hex<"02000080 0c000000 03000000">, now);
    CHECK(closed.what == host_event::closed);
    CHECK(closed.status == status::failure);
    CHECK(closed.fault.code() == errc::length);
}

TEST_CASE("mbim faults: messages of the host's own kind are refused") {
    opened_host h;
    for (const auto& frame : {bytes{hex<"01000000 10000000 05000000 40000000">}, bytes{hex<"02000000 0c000000 05000000">}}) {
        const auto e = h.receive(frame, now);
        CHECK(e.what == host_event::refused);
        CHECK(e.fault == error{errc::message_type, 0});
    }
}

TEST_CASE("mbim faults: CLOSE once, and what is not its answer") {
    opened_host h;
    CHECK(h.receive(hex<"02000080 10000000 02000000 00000000">, now).what == host_event::stray);
    REQUIRE_FALSE(h.close(now));
    CHECK(h.close(now) == error{errc::other_operation, 0});
    CHECK(h.receive(hex<"02000080 10000000 09000000 00000000">, now).what == host_event::stray);
    CHECK(h.receive(opened_with_1, now).what == host_event::stray);
    SUBCASE("the answer comes") { CHECK(h.receive(hex<"02000080 10000000 02000000 00000000">, now).what == host_event::closed); }
    SUBCASE("it does not") {
        const auto e = h.next_event(now.after(60'000));
        CHECK(e.what == host_event::closed);
        CHECK(e.why == failure::timed_out);
    }
    CHECK(h.close(now) == error{errc::other_operation, 0});
}

TEST_CASE("mbim faults: functions that do not know VERSION, each in its way") {
    opening_host h;
    SUBCASE("the list of services is empty") {
        CHECK(
            h.receive(hex<"03000080 38000000 02000000 01000000 00000000" BASIC_CONNECT "10000000 00000000 08000000 00000000 00000000">, now)
                .what == host_event::opened);
    }
    SUBCASE("the list is missing") {
        CHECK(h.receive(hex<"03000080 30000000 02000000 01000000 00000000" BASIC_CONNECT "10000000 00000000 00000000">, now).what ==
              host_event::opened);
    }
    SUBCASE("another service is listed") {
        CHECK(h.receive(hex<"03000080 60000000 02000000 01000000 00000000" BASIC_CONNECT "10000000 00000000 30000000"
                            "01000000 00000000 10000000 20000000" BASIC_CONNECT "00000000 00000000 01000000 0f000000">,
                        now)
                  .what == host_event::opened);
    }
    SUBCASE("the service is listed with another CID") { CHECK(h.receive(with(services_listed, 92, 14), now).what == host_event::opened); }
    SUBCASE("the question fails") { CHECK(h.receive(with(services_listed, 40, 2), now).what == host_event::opened); }
    SUBCASE("VERSION is answered without a structure") {
        CHECK(h.receive(services_listed, now).what == host_event::nothing);
        CHECK(h.receive(hex<"03000080 30000000 03000000 01000000 00000000" MS_EXTENSIONS "0f000000 00000000 00000000">, now).what ==
              host_event::opened);
    }
    CHECK(h.agreed() == release::v1);
}

TEST_CASE("mbim faults: FUNCTION_ERROR between OPEN and the end of its questions") {
    SUBCASE("of another transaction") {
        opening_host h;
        const auto e = h.receive(hex<"04000080 10000000 09000000 03000000">, now);
        CHECK(e.what == host_event::error);
        CHECK(e.reason == protocol_error::length_mismatch);
    }
    SUBCASE("the function has forgotten that it is open") {
        opening_host h;
        const auto e = h.receive(hex<"04000080 10000000 02000000 05000000">, now);
        CHECK(e.what == host_event::open_failed);
        CHECK(e.reason == protocol_error::not_opened);
        CHECK(h.is_closed());
    }
    SUBCASE("the channel is closed") {
        opened_host h;
        REQUIRE_FALSE(h.close(now));
        CHECK(h.receive(hex<"04000080 10000000 02000000 05000000">, now).what == host_event::closed);
        CHECK(h.receive(hex<"04000080 10000000 02000000 05000000">, now).what == host_event::error);
    }
}

TEST_CASE("mbim faults: a function refuses what ends early, and what only functions send") {
    open_device d;
    CHECK(d.receive(hex<"04000000 0c000000 09000000">, now).what == device_event::refused);
    const auto own = d.receive(hex<"01000080 10000000 05000000 00000000">, now);
    CHECK(own.what == device_event::refused);
    CHECK(own.fault == error{errc::message_type, 0});
    CHECK(d.receive(hex<"03000000 14000000 05000000 01000000 00000000">, now).what == device_event::refused);
    static_cast<void>(said(d));
}
