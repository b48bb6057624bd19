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
    open_device d;
    CHECK_FALSE(d.indicate(bc::radio_state_info{}));
    CHECK_FALSE(d.indicate(bc::radio_state_info{bc::radio_switch_state::on, bc::radio_switch_state::on}));
    static_cast<void>(d.next_frame());
    const bytes frame = d.next_frame();
    const std::vector<std::byte> before(frame.begin(), frame.end());
    SUBCASE("more to say") { CHECK(d.receive(second_of_2, now).what == device_event::refused); }
    SUBCASE("OPEN") { CHECK(d.receive(hex<"01000000 10000000 09000000 40000000">, now).what == device_event::opened); }
    SUBCASE("given up") { CHECK(d.receive(hex<"04000000 10000000 00000000 07000000">, now).what == device_event::error); }
    CHECK(cdcnet::equal(frame, bytes{before}));
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
