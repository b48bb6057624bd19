// SPDX-License-Identifier: BSL-1.0
/// \file
/// Payloads of TLVs that are structures, text or numbers.  The bytes follow reference/messages.json, tlv_payloads.
#include <cdcnet/mbim/tlv_payload.hpp>

#include "constant.hpp"
#include "payload.hpp"

using namespace wire_test;
using namespace cdcnet::literals;

namespace {

constexpr auto command_bytes =
    hex<"a289cc33bcbb8b4fb6b0133ec2aae6df"  // DeviceServiceId
        "0b000000"                          // Cid 11
        "1c000000 05000000"                 // Payload: offset 28, size 5
        "0102030405 000000">;               // Payload, padding

constexpr wake_command answer{.device_service_id = "a289cc33-bcbb-8b4f-b6b0-133ec2aae6df"_uuid, .cid = 11, .payload = hex<"0102030405">};

constexpr auto packet_bytes =
    hex<"07000000"           // FilterId
        "dc050000"           // OriginalPacketSize 1500
        "10000000 04000000"  // SavedPacket: offset 16, size 4
        "45000054">;         // SavedPacket

constexpr wake_packet packet{.filter_id = 7, .original_packet_size = 1500, .saved_packet = hex<"45000054">};

constexpr auto os_bytes = hex<"97a498e3fc925c9489860333d06e4e47">;
constexpr os_id os{.id = "97a498e3-fc92-5c94-8986-0333d06e4e47"_uuid};

constexpr std::uint16_t bands[] = {1, 3, 0x1234};
constexpr auto bands_bytes = hex<"0100 0300 3412">;

/// `array_view` has no comparison of its own.
constexpr bool same_table() {
    std::array<std::byte, 6> out{};
    const auto built = build(out, uint16_table{bands});
    const auto read = parse<uint16_table>(bands_bytes);
    if (!built || !equal(*built, bands_bytes) || !read || read->size() != 3) return false;
    for (std::uint32_t i = 0; i < 3; ++i)
        if ((*read)[i] != bands[i]) return false;
    return encoded_size(uint16_table{bands}).value() == 6;
}

TEST_CONSTANT(same(answer, command_bytes));
TEST_CONSTANT(same(packet, packet_bytes));
TEST_CONSTANT(same(os, os_bytes));
TEST_CONSTANT(same(_3gpp_rel_version{16}, hex<"10000000">));
TEST_CONSTANT(same(session_id{3}, hex<"03000000">));
TEST_CONSTANT(same(utf16{u"lan"}, hex<"6c0061006e00">));
TEST_CONSTANT(same_table());

}  // namespace

TEST_CASE("tlv payloads: structures") {
    check_bytes(answer, command_bytes, 3);
    check_bytes(packet, packet_bytes);
    check_bytes(os, os_bytes);
    check_bytes(_3gpp_rel_version{16}, hex<"10000000">);
    check_bytes(session_id{3}, hex<"03000000">);
}

TEST_CASE("tlv payloads: offsets of wake reasons count from the data") {
    check_refused<wake_command>(with(command_bytes, 20, 36), {errc::outside, 20, field_at(2)});
    check_refused<wake_command>(with(command_bytes, 24, 0x7fffffff), {errc::outside, 20, field_at(2)});
    check_refused<wake_packet>(with(packet_bytes, 8, 0), {errc::null_reference, 8, field_at(2)});
    check_refused<wake_packet>(with(packet_bytes, 8, 17), {errc::outside, 8, field_at(2)});
}

TEST_CASE("tlv payloads: text and numbers") {
    check_payload(utf16{u"lan"}, hex<"6c0061006e00">, {0, 2, 4});
    check_payload_refused<utf16>(hex<"6c0061">, errc::odd_size, 0);
    CHECK(same_table());
    for (std::size_t n = 0; n < 6; ++n) {
        const copied cut{bytes{bands_bytes}.first(n)};
        const auto read = parse<uint16_table>(cut);
        CHECK(static_cast<bool>(read) == (n % 2 == 0));
        if (read) CHECK(read->size() == n / 2);
        if (!read) CHECK(read.error() == error(errc::odd_size, 0));
        std::vector<std::byte> small(n);
        CHECK(build(mutable_bytes{small}, uint16_table{bands}).error() == error::no_space(6));
    }
}

namespace {

template <class T>
constexpr char address_of_type{};

/// Notes the type that it is called with.
struct type_seen {
    const char* address{};
    template <class T>
    void operator()(const T&) {
        address = &address_of_type<T>;
    }
};

/// What the visitor is called with for data of a type.
template <class Expected>
bool holds(tlv_type type, bytes data) {
    type_seen seen;
    return !visit_payload({type, data}, seen) && seen.address == &address_of_type<Expected>;
}
bool is_opaque(tlv_type type) {
    type_seen seen;
    return visit_payload({type, hex<"01020304">}, seen) == error(errc::tlv_type, 0) && seen.address == nullptr;
}

}  // namespace

TEST_CASE("tlv payloads: whichever it is") {
    using enum tlv_type;
    CHECK(holds<snssai>(single_nssai, hex<"0101">));
    for (const tlv_type list : {allowed_nssai, cfg_nssai, dflt_cfg_nssai}) CHECK(holds<nssai>(list, hex<"0101 0102">));
    CHECK(holds<mbim::precfg_dflt_cfg_nssai>(tlv_type::precfg_dflt_cfg_nssai, hex<"01000000 05000002 02000000 0101 0000">));
    CHECK(holds<rejected_nssai>(rej_nssai, {}));
    CHECK(holds<ladn_list>(ladn, {}));
    CHECK(holds<tai_list>(tai, {}));
    CHECK(holds<utf16>(wchar_str, hex<"6c00">));
    CHECK(holds<uint16_table>(uint16_tbl, bands_bytes));
    CHECK(holds<mbim::traffic_parameters>(tlv_type::traffic_parameters, {}));
    CHECK(holds<ursp_rules>(ursp_rules_td_only, {}));
    CHECK(holds<mbim::wake_command>(tlv_type::wake_command, command_bytes));
    CHECK(holds<mbim::wake_packet>(tlv_type::wake_packet, packet_bytes));
    CHECK(holds<mbim::os_id>(tlv_type::os_id, os_bytes));
    CHECK(holds<mbim::_3gpp_rel_version>(tlv_type::_3gpp_rel_version, hex<"10000000">));
    CHECK(holds<mbim::session_id>(tlv_type::session_id, hex<"03000000">));

    const auto none = [](const auto&) { FAIL("called for data that are not read"); };
    for (const tlv_type opaque : {invalid, ue_policies, eap_packet, pco, route_selection_descriptors, static_cast<tlv_type>(999)})
        CHECK(is_opaque(opaque));
    CHECK(visit_payload({wchar_str, hex<"6c0061">}, none).code() == errc::odd_size);
    CHECK(visit_payload({tlv_type::session_id, hex<"0300">}, none).code() == errc::length);
}
