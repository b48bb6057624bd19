// SPDX-License-Identifier: BSL-1.0
/// \file
/// QMUX frames.  The bytes are written by hand from the format at the head of qmi/qmux.hpp.
#include <cdcnet/qmi/qmux.hpp>

#include <set>

#include "bad_inputs.hpp"
#include "constant.hpp"
#include "mbim/services/case.hpp"

namespace {

using namespace cdcnet;
using namespace cdcnet::qmi;
using cases::hex;

/// CTL, Sync: no TLVs.
constexpr auto sync_bytes =
    hex("01"      // marker
        "0b00"    // length 11
        "00"      // control flags: from the client
        "00"      // service CTL
        "00"      // client
        "00"      // control flags: request
        "07"      // transaction, of CTL 1 byte
        "2700"    // message id
        "0000");  // TLVs: length 0

constexpr frame_header to_ctl{.service = service_type::ctl};
constexpr message ctl_sync{.transaction = 7, .id = 0x0027};

constexpr auto which_service = hex("02");
constexpr tlv allocation[] = {{0x01, bytes{which_service}}};

/// CTL, Allocate CID.
constexpr auto allocate_bytes =
    hex("01"    // marker
        "0f00"  // length 15
        "00"    // control flags: from the client
        "00"    // service CTL
        "00"    // client
        "00"    // control flags: request
        "ff"    // transaction
        "2200"  // message id
        "0400"  // TLVs: length 4
        "01"    // TLV 0x01
        "0100"  // length 1
        "02");  // service DMS

constexpr message allocate{.transaction = 255, .id = 0x0022, .tlvs = allocation};

constexpr auto success = hex("00000000");
constexpr auto letters = hex("616263");
constexpr tlv three[] = {{result_tlv, bytes{success}}, {0x11, bytes{letters}}, {0x12, {}}};

/// DMS, a response.
constexpr auto response_bytes =
    hex("01"        // marker
        "1c00"      // length 28
        "80"        // control flags: from the service
        "02"        // service DMS
        "01"        // client
        "02"        // control flags: response
        "3412"      // transaction, 2 bytes
        "2500"      // message id
        "1000"      // TLVs: length 16
        "02"        // TLV 0x02
        "0400"      // length 4
        "00000000"  // result 0, error 0
        "11"        // TLV 0x11
        "0300"      // length 3
        "616263"    // "abc"
        "12"        // TLV 0x12
        "0000");    // length 0

constexpr frame_header from_dms{.control_flags = from_service_flag, .service = service_type::dms, .client = 1};
constexpr message response{.control_flags = 0x02, .transaction = 0x1234, .id = 0x0025, .tlvs = three};

constexpr auto strength = hex("b508");
constexpr tlv strengths[] = {{0x10, bytes{strength}}};

/// NAS, an indication to all clients.
constexpr auto indication_bytes =
    hex("01"      // marker
        "1100"    // length 17
        "80"      // control flags: from the service
        "03"      // service NAS
        "ff"      // client: all
        "04"      // control flags: indication
        "0000"    // transaction
        "0200"    // message id
        "0500"    // TLVs: length 5
        "10"      // TLV 0x10
        "0200"    // length 2
        "b508");  // value

constexpr frame_header from_nas{.control_flags = from_service_flag, .service = service_type::nas, .client = broadcast_client};
constexpr message indication{.control_flags = 0x04, .id = 0x0002, .tlvs = strengths};

constexpr bool same(const message& a, const message& b) {
    return a.control_flags == b.control_flags && a.transaction == b.transaction && a.id == b.id && a.tlvs == b.tlvs;
}

/// The bytes are read as the message, and the message is written as the bytes.
template <std::size_t N>
constexpr bool both_ways(const std::array<std::byte, N>& wire, const frame_header& header, const message& m) {
    const auto f = frame::parse(bytes{wire});
    if (!f || f->header != header || f->size() != N) return false;
    const auto read = message::parse(*f);
    if (!read || !same(*read, m)) return false;
    std::array<std::byte, N + 8> room{};
    const auto built = build(mutable_bytes{room}, header, m);
    if (!built || !equal(*built, bytes{wire})) return false;
    const auto framed = build(mutable_bytes{room}, *f);
    return framed && equal(*framed, bytes{wire});
}
TEST_CONSTANT(both_ways(sync_bytes, to_ctl, ctl_sync));
TEST_CONSTANT(both_ways(allocate_bytes, to_ctl, allocate));
TEST_CONSTANT(both_ways(response_bytes, from_dms, response));
TEST_CONSTANT(both_ways(indication_bytes, from_nas, indication));
TEST_CONSTANT(name_of(service_type::wda) == "WDA" && name_of(static_cast<service_type>(0x23)).empty());
TEST_CONSTANT(control_flags_of(service_type::ctl, message_kind::indication) == 2);
TEST_CONSTANT(control_flags_of(service_type::nas, message_kind::indication) == 4);

/// What is wrong with a whole frame.
error fault_of(bytes wire) {
    const auto f = frame::parse(wire);
    const auto m = f ? message::parse(*f) : f.error();
    return m.error();
}

using octets = std::vector<std::byte>;
template <std::size_t N>
octets copy_of(const std::array<std::byte, N>& wire) {
    return {wire.begin(), wire.end()};
}
/// With one byte replaced.
template <std::size_t N>
octets with(const std::array<std::byte, N>& wire, std::size_t at, unsigned value) {
    octets changed = copy_of(wire);
    changed[at] = static_cast<std::byte>(value);
    return changed;
}

}  // namespace

TEST_CASE("qmux: decodes, and encodes to the same bytes") {
    CHECK(both_ways(sync_bytes, to_ctl, ctl_sync));
    CHECK(both_ways(allocate_bytes, to_ctl, allocate));
    CHECK(both_ways(response_bytes, from_dms, response));
    CHECK(both_ways(indication_bytes, from_nas, indication));
}

TEST_CASE("qmux: what a message is") {
    CHECK_FALSE(to_ctl.from_service());
    CHECK(from_dms.from_service());
    CHECK(ctl_sync.kind(service_type::ctl) == message_kind::request);
    CHECK(response.kind(service_type::dms) == message_kind::response);
    CHECK(indication.kind(service_type::nas) == message_kind::indication);
    CHECK(name_of(indication.kind(service_type::nas)) == "indication");
    // The bits of CTL stand one lower, where other services have the one for compound messages.
    for (unsigned flags = 0; flags < 256; ++flags) {
        const message m{.control_flags = static_cast<std::uint8_t>(flags)};
        CHECK(static_cast<unsigned>(m.kind(service_type::ctl)) == (flags & 3));
        CHECK(static_cast<unsigned>(m.kind(service_type::wds)) == (flags >> 1 & 3));
    }
    for (const auto service : {service_type::ctl, service_type::wds, service_type::oma})
        for (const auto kind : {message_kind::request, message_kind::response, message_kind::indication})
            CHECK(message{.control_flags = control_flags_of(service, kind)}.kind(service) == kind);
}

TEST_CASE("qmux: TLVs in order, and by type") {
    const auto read = message::parse(*frame::parse(bytes{response_bytes}));
    REQUIRE(read);
    std::vector<unsigned> types;
    for (const tlv t : read->tlvs) types.push_back(t.type);
    CHECK(types == std::vector<unsigned>{0x02, 0x11, 0x12});
    REQUIRE(read->tlvs.find(0x11));
    CHECK(equal(*read->tlvs.find(0x11), bytes{letters}));
    CHECK(read->tlvs.find(0x11)->data() == response_bytes.data() + 23);
    // There and empty is not the same as not there.
    REQUIRE(read->tlvs.find(0x12));
    CHECK(read->tlvs.find(0x12)->empty());
    CHECK_FALSE(read->tlvs.find(0x13));
    CHECK(tlv_list{}.empty());
    CHECK_FALSE(tlv_list{} == read->tlvs);
    CHECK_FALSE(tlv_list{allocation} == tlv_list{strengths});
}

TEST_CASE("qmux: how a request ended") {
    CHECK(*operation_result::in(response.tlvs) == operation_result{0, 0});
    CHECK(operation_result::in(response.tlvs)->succeeded());
    const auto failed = operation_result{1, 14}.build();
    CHECK(equal(bytes{failed}, bytes{hex("01000e00")}));
    const tlv one[] = {{result_tlv, bytes{failed}}};
    const auto read = operation_result::in(one);
    REQUIRE(read);
    CHECK_FALSE(read->succeeded());
    CHECK(read->error == 14);
    CHECK(operation_result::in(indication.tlvs).error() == error{errc::tlv_type, 0});
    for (const std::size_t size : {0u, 3u}) {
        const tlv cut[] = {{result_tlv, bytes{failed}.first(size)}};
        CHECK(operation_result::in(cut).error() == error{errc::length, 0});
    }
    const tlv longer[] = {{result_tlv, bytes{response_bytes}.first(5)}};
    CHECK(operation_result::in(longer).error() == error{errc::length, 0});
}

TEST_CASE("qmux: every truncation needs more") {
    const auto check = [](bytes whole) {
        for (std::size_t n = 0; n < whole.size(); ++n) {
            const octets cut(whole.data(), whole.data() + n);
            CHECK(frame::parse(cut).error() == error{errc::need_more, n});
        }
    };
    check(bytes{sync_bytes});
    check(bytes{allocate_bytes});
    check(bytes{response_bytes});
    check(bytes{indication_bytes});
}

TEST_CASE("qmux: a frame that ends early by its own length") {
    // The length of the TLVs no longer agrees; in front of it, the frame is too short for a message.
    for (std::size_t n = 6; n < response_bytes.size(); ++n) {
        octets cut(response_bytes.begin(), response_bytes.begin() + static_cast<std::ptrdiff_t>(n));
        cut[1] = static_cast<std::byte>(n - 1);
        const auto f = frame::parse(cut);
        REQUIRE(f);
        CHECK(f->message.size() == n - 6);
        CHECK(fault_of(cut) == error{errc::length, n < 13 ? 1u : 11u});
    }
    // With that corrected too, the TLVs themselves are cut: whole at 13, 20 and 26 bytes.
    for (std::size_t n = 13; n < response_bytes.size(); ++n) {
        INFO(n);
        octets cut(response_bytes.begin(), response_bytes.begin() + static_cast<std::ptrdiff_t>(n));
        cut[1] = static_cast<std::byte>(n - 1);
        cut[11] = static_cast<std::byte>(n - 13);
        const std::size_t start = n < 20 ? 13 : n < 26 ? 20 : 26;
        const error expected = n == start ? error{} : n < start + 3 ? error{errc::length, start} : error{errc::outside, start + 1};
        CHECK(fault_of(cut) == expected);
    }
}

TEST_CASE("qmux: what stands behind a frame is the next one") {
    octets two = copy_of(sync_bytes);
    two.insert(two.end(), response_bytes.begin(), response_bytes.end());
    const auto first = frame::parse(two);
    REQUIRE(first);
    CHECK(first->size() == sync_bytes.size());
    const auto second = frame::parse(bytes{two}.subspan(first->size()));
    REQUIRE(second);
    CHECK(second->header == from_dms);
}

TEST_CASE("qmux: hostile lengths") {
    for (unsigned marker = 0; marker < 256; ++marker) {
        const octets other = with(sync_bytes, 0, marker);
        if (marker != 1) CHECK(frame::parse(other).error() == error{errc::value, 0});
        if (marker != 1) CHECK(frame::parse(bytes{other}.first(1)).error() == error{errc::value, 0});
    }
    for (unsigned length = 0; length < 5; ++length) CHECK(frame::parse(with(sync_bytes, 1, length)).error() == error{errc::length, 1});
    for (unsigned length = 5; length < 11; ++length) CHECK(fault_of(with(sync_bytes, 1, length)) == error{errc::length, 1});
    CHECK(frame::parse(with(sync_bytes, 2, 0xff)).error() == error{errc::need_more, 12});

    CHECK(fault_of(with(sync_bytes, 10, 1)) == error{errc::length, 10});
    CHECK(fault_of(with(response_bytes, 11, 15)) == error{errc::length, 11});
    CHECK(fault_of(with(response_bytes, 11, 17)) == error{errc::length, 11});
    CHECK(fault_of(with(response_bytes, 12, 0xff)) == error{errc::length, 11});

    CHECK(fault_of(with(response_bytes, 14, 14)) == error{errc::outside, 14});  // one byte behind the end
    CHECK(fault_of(with(response_bytes, 15, 0xff)) == error{errc::outside, 14});
    CHECK(fault_of(with(response_bytes, 14, 12)) == error{errc::length, 28});  // one byte is left for the next TLV
    CHECK_FALSE(fault_of(with(response_bytes, 14, 13)));                       // one TLV takes all
    CHECK(fault_of(with(response_bytes, 27, 1)) == error{errc::outside, 27});

    // Another service has a longer header, or a shorter one.
    CHECK(fault_of(with(sync_bytes, 4, 1)) == error{errc::length, 1});
    CHECK(fault_of(with(response_bytes, 4, 0)) == error{errc::length, 10});
}

TEST_CASE("qmux: every byte replaced by every other, nothing outside is read") {
    for (std::size_t at = 0; at < response_bytes.size(); ++at)
        for (unsigned value = 0; value < 256; ++value) {
            const octets changed = with(response_bytes, at, value);
            const auto f = frame::parse(changed);
            const error e = fault_of(changed);
            if (e) CHECK(e.offset() <= changed.size());
            if (!f || e) continue;
            const auto m = message::parse(*f);
            std::size_t total = 0;
            for (const tlv t : m->tlvs) {
                CHECK((t.value.empty() || t.value.data() + t.value.size() <= changed.data() + changed.size()));
                total += tlv::header_size + t.value.size();
            }
            CHECK(total <= changed.size());
        }
    tried("QMUX frames with a byte replaced", 255 * response_bytes.size());
}

TEST_CASE("qmux: unknown services, messages and TLVs are data") {
    const octets other = with(response_bytes, 4, 0xf3);
    const auto f = frame::parse(other);
    REQUIRE(f);
    CHECK(static_cast<unsigned>(f->header.service) == 0xf3);
    CHECK(name_of(f->header.service).empty());
    CHECK(message::parse(*f)->tlvs == response.tlvs);
    std::set<std::string_view> names;
    for (unsigned number = 0; number < 256; ++number) names.insert(name_of(static_cast<service_type>(number)));
    CHECK(names.size() == 47);  // 46 services, and none
}

TEST_CASE("qmux: what build refuses") {
    std::array<std::byte, 64> room{};
    for (std::size_t n = 0; n < response_bytes.size(); ++n) {
        CHECK(build(mutable_bytes{room}.first(n), from_dms, response).error() == error::no_space(response_bytes.size()));
        CHECK(build(mutable_bytes{room}.first(n), *frame::parse(bytes{response_bytes})).error() == error::no_space(response_bytes.size()));
    }
    CHECK(build(mutable_bytes{room}, to_ctl, message{.transaction = 256}).error() == error{errc::value, 0});
    CHECK(build(mutable_bytes{room}, from_dms, message{.transaction = 256}));
    CHECK(build(mutable_bytes{room}, frame{})->size() == 6);
}

TEST_CASE("qmux: the longest frame") {
    octets value(0x10000);
    octets room(0x10010);
    // 5 bytes of the frame's header, 7 of the message's and 3 of the TLV's are counted by the length.
    const tlv most[] = {{1, bytes{value}.first(0xffff - 15)}};
    const auto built = build(mutable_bytes{room}, from_dms, message{.tlvs = most});
    REQUIRE(built);
    CHECK(built->size() == 0x10000);
    const auto f = frame::parse(*built);
    REQUIRE(f);
    CHECK(message::parse(*f)->tlvs == tlv_list{most});
    const tlv more[] = {{1, bytes{value}.first(0xffff - 14)}};
    CHECK(build(mutable_bytes{room}, from_dms, message{.tlvs = more}).error() == error{errc::too_large, 0});
    const tlv far_more[] = {{1, bytes{value}}, {2, bytes{value}}};
    CHECK(build(mutable_bytes{room}, from_dms, message{.tlvs = far_more}).error() == error{errc::too_large, 0});
    CHECK(build(mutable_bytes{room}, frame{from_dms, bytes{value}.first(0xffff - 5)})->size() == 0x10000);
    CHECK(build(mutable_bytes{room}, frame{from_dms, bytes{value}.first(0xffff - 4)}).error() == error{errc::too_large, 0});
}

TEST_CASE("qmux: as many TLVs as fit") {
    octets wire(6 + 7 + 3 * 100);
    std::array<tlv, 100> empty{};
    for (std::size_t i = 0; i < empty.size(); ++i) empty[i].type = static_cast<std::uint8_t>(i);
    REQUIRE(build(mutable_bytes{wire}, from_nas, message{.tlvs = empty}));
    const auto f = frame::parse(wire);
    REQUIRE(f);
    const auto m = message::parse(*f);
    REQUIRE(m);
    std::size_t n = 0;
    for (const tlv t : m->tlvs) CHECK(t.type == n++);
    CHECK(n == 100);
}

TEST_CASE("qmux: kinds of messages by name") {
    CHECK(name_of(message_kind::request) == "request");
    CHECK(name_of(message_kind::response) == "response");
    CHECK(name_of(message_kind::indication) == "indication");
    CHECK(name_of(message_kind::unknown) == "unknown");
    CHECK(name_of(static_cast<message_kind>(4)).empty());
}
