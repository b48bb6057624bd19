// SPDX-License-Identifier: BSL-1.0
/// \file
/// Lists of tracking areas in TLVs.  The bytes follow reference/messages.json, tlv_payloads; tshark 4.0.17 reads the same
/// from them.
#include <cdcnet/mbim/tai_list.hpp>

#include "constant.hpp"
#include "payload.hpp"

using namespace wire_test;

namespace {

constexpr auto areas_bytes =
    hex<"00"                   // ListType 0
        "0601 0100"            // PlmnMcc 262, PlmnMnc 1
        "02"                   // count
        "34120000 78560000"    // Tac
        "02"                   // ListType 2
        "01"                   // count
        "3601 9a01"            // PlmnMcc 310, PlmnMnc 410
        "07000000"             // Tac
        "01"                   // ListType 1
        "0601 0180"            // PlmnMcc 262, PlmnMnc 1 of two digits
        "02"                   // count
        "34120000 35120000">;  // Tac

constexpr std::uint32_t scattered[] = {0x1234, 0x5678};
constexpr std::uint32_t consecutive[] = {0x1234, 0x1235};
constexpr tai foreign[] = {{.plmn_mcc = 310, .plmn_mnc = 410, .tac = 7}};
constexpr tai_list_entry areas[] = {
    {.list_type = tai_list_type::non_consecutive_tac, .plmn_mcc = 262, .plmn_mnc = 1, .tacs = scattered},
    {.list_type = tai_list_type::multi_plmn_tac, .tais = foreign},
    {.list_type = tai_list_type::consecutive_tac, .plmn_mcc = 262, .plmn_mnc = 0x8001, .tacs = consecutive}};

constexpr auto networks_bytes =
    hex<"0a00 00 02 06000000"         // Dnn: TLV WCHAR_STR, 2 bytes of padding, 6 of data
        "6c0061006e00 0000"           // Dnn "lan", padding
        "01 0601 0180 02"             // ListType 1, PlmnMcc, PlmnMnc, count
        "34120000 35120000"           // Tac
        "0a00 00 00 04000000"         // Dnn: TLV WCHAR_STR, 0 bytes of padding, 4 of data
        "61006200"                    // Dnn "ab"
        "02 01 3601 9a01 07000000">;  // ListType 2, count, PlmnMcc, PlmnMnc, Tac

constexpr ladn networks[] = {{.dnn = u"lan", .tai_list = areas[2]}, {.dnn = u"ab", .tai_list = areas[1]}};

TEST_CONSTANT(same(tai_list{areas}, areas_bytes));
TEST_CONSTANT(same(areas[1], hex<"02 01 3601 9a01 07000000">));
TEST_CONSTANT(same(tai_list_entry{}, hex<"00 0000 0000 00">));
TEST_CONSTANT(same(tai_list{}, bytes{}));
TEST_CONSTANT(same(ladn_list{networks}, networks_bytes));

/// An entry of a type that nobody knows takes all that follows.
constexpr tai_list_entry unknown[] = {areas[1], {.list_type = static_cast<tai_list_type>(3), .unknown = hex<"0102">}};
constexpr auto unknown_bytes = hex<"02 01 3601 9a01 07000000 03 0102">;
TEST_CONSTANT(same(tai_list{unknown}, unknown_bytes));

}  // namespace

TEST_CASE("tai_list: entries, cut everywhere") {
    check_payload(areas[0], areas_bytes.operator bytes().first(14));
    check_payload(areas[1], hex<"02 01 3601 9a01 07000000">);
    check_payload(tai_list{areas}, areas_bytes, {0, 14, 24});
    check_payload(tai_list{unknown}, unknown_bytes, {0, 10, 11, 12});
}

TEST_CASE("tai_list: equal in all members") {
    const auto differs = [](tai_list_entry one, auto change) {
        const tai_list_entry before = one;
        change(one);
        return one != before;
    };
    CHECK(differs(areas[0], [](tai_list_entry& e) { e.list_type = tai_list_type::consecutive_tac; }));
    CHECK(differs(areas[0], [](tai_list_entry& e) { e.plmn_mcc = 263; }));
    CHECK(differs(areas[0], [](tai_list_entry& e) { e.plmn_mnc = 2; }));
    CHECK(differs(areas[0], [](tai_list_entry& e) { e.tacs = consecutive; }));
    CHECK(differs(areas[1], [](tai_list_entry& e) { e.tais = {}; }));
    CHECK(differs(unknown[1], [](tai_list_entry& e) { e.unknown = hex<"0103">; }));
    CHECK(networks[0] != ladn{.dnn = networks[1].dnn, .tai_list = networks[0].tai_list});
    CHECK(networks[0] != ladn{.dnn = networks[0].dnn, .tai_list = networks[1].tai_list});
}

TEST_CASE("tai_list: all types are read in one way") {
    const auto list = parse<tai_list>(areas_bytes);
    REQUIRE(list);
    std::vector<tai> all;
    for (const tai_list_entry entry : *list)
        for (std::uint32_t i = 0; i < entry.size(); ++i) all.push_back(entry[i]);
    REQUIRE(all.size() == 5);
    CHECK(mbim::equal(all[1], tai{262, 1, 0x5678}));
    CHECK(mbim::equal(all[2], tai{310, 410, 7}));
    CHECK(mbim::equal(all[4], tai{262, 0x8001, 0x1235}));
}

TEST_CASE("tai_list: counts and types that lie") {
    check_payload_refused<tai_list>(hex<"00 0601 0100 03 34120000 78560000">, errc::count, 5);
    check_payload_refused<tai_list>(hex<"00 0601 0100 ff">, errc::count, 5);
    check_payload_refused<tai_list>(hex<"00 0601 0100">, errc::length, 1);
    check_payload_refused<tai_list>(hex<"02 02 3601 9a01 07000000">, errc::count, 1);
    check_payload_refused<tai_list>(hex<"02 00 02">, errc::length, 3);
    check_payload_refused<tai_list_entry>(hex<"">, errc::length, 0);
    const auto read = parse<tai_list>(unknown_bytes);
    REQUIRE(read);
    CHECK((*++read->begin()).size() == 0);
}

TEST_CASE("tai_list: what the wire cannot say is not built") {
    const std::vector<std::uint32_t> many(256);
    check_value_refused(tai_list_entry{.tacs = many}, errc::too_large);
    check_value_refused(tai_list_entry{.tais = foreign}, errc::value);
    check_value_refused(tai_list_entry{.unknown = hex<"01">}, errc::value);
    check_value_refused(tai_list_entry{.list_type = tai_list_type::multi_plmn_tac, .plmn_mcc = 1}, errc::value);
    check_value_refused(tai_list_entry{.list_type = tai_list_type::multi_plmn_tac, .plmn_mnc = 1}, errc::value);
    check_value_refused(tai_list_entry{.list_type = static_cast<tai_list_type>(3), .tacs = scattered}, errc::value);
    constexpr tai_list_entry open_first[] = {unknown[1], areas[1]};
    check_value_refused(tai_list{open_first}, errc::value);
    const std::vector<std::uint32_t> most(255, 7);
    const tai_list_entry full{.tacs = most};
    std::vector<std::byte> room(6 + 255 * 4);
    const auto built = build(mutable_bytes{room}, full);
    REQUIRE(built);
    CHECK(built->size() == room.size());
    CHECK(*parse<tai_list_entry>(*built) == full);
}

TEST_CASE("ladn: networks, cut everywhere") {
    check_payload(networks[0], networks_bytes.operator bytes().first(30));
    check_payload(ladn_list{networks}, networks_bytes, {0, 30});
    std::size_t n = 0;
    for (const ladn network : parse<ladn_list>(networks_bytes).value_or({})) CHECK(network == networks[n++]);
    CHECK(n == 2);
}

TEST_CASE("ladn: names and areas that are wrong") {
    const auto refused = [](std::size_t at, std::uint32_t word, errc code, std::uint32_t offset) {
        check_payload_refused<ladn_list>(with(networks_bytes, at, word), code, offset);
    };
    refused(0, 0x0200000b, errc::tlv_type, 0);
    refused(0, 0x0400000a, errc::tlv_padding, 3);
    refused(4, 5, errc::odd_size, 4);
    refused(4, 0xfffffffe, errc::outside, 4);
    // The areas of the first network: ListType at 16, the count at 21.
    refused(20, 0x1234ff80, errc::count, 21);
    // The header of the second network at 30.
    refused(34, 0x7ffffffe, errc::outside, 34);
    check_payload_refused<ladn_list>(hex<"0a00 00 00 00000000">, errc::length, 8);
    check_payload_refused<ladn_list>(hex<"0a00 01 00 00000000 02 00">, errc::value, 2, tolerance::strict);
    CHECK(parse<ladn_list>(hex<"0a00 01 00 00000000 02 00">));
}

TEST_CASE("ladn: areas of an unknown type take all that follows") {
    constexpr ladn open[] = {{.dnn = u"", .tai_list = unknown[1]}, networks[0]};
    check_value_refused(ladn_list{open}, errc::value);
    CHECK(same(open[0], hex<"0a00 00 00 00000000 03 0102">));
}
