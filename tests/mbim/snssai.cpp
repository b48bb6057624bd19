// SPDX-License-Identifier: BSL-1.0
/// \file
/// Slices in TLVs.  The bytes follow reference/messages.json, tlv_payloads; tshark 4.0.17 reads the same from them, but
/// shows slice differentiators little-endian.
#include <cdcnet/mbim/snssai.hpp>

#include "constant.hpp"
#include "payload.hpp"

using namespace wire_test;

namespace {

constexpr auto slices_bytes =
    hex<"01 01"                     // Length 1: Sst
        "04 01 abcdef"              // Length 4: Sst, Sd
        "02 01 02"                  // Length 2: Sst, MappedSst
        "05 01 abcdef 07"           // Length 5: Sst, Sd, MappedSst
        "08 01 abcdef 07 123456">;  // Length 8: all

constexpr snssai slices[] = {{.sst = 1},
                             {.sst = 1, .sd = 0xabcdef},
                             {.sst = 1, .mapped_sst = std::uint8_t{2}},
                             {.sst = 1, .sd = 0xabcdef, .mapped_sst = std::uint8_t{7}},
                             {.sst = 1, .sd = 0xabcdef, .mapped_sst = std::uint8_t{7}, .mapped_sd = 0x123456}};

constexpr auto rejected_bytes =
    hex<"04 01 02 abcdef"  // Length 4: Cause, Sst, Sd
        "01 00 05">;       // Length 1: Cause, Sst

constexpr rejected_snssai rejected[] = {{.cause = 1, .sst = 2, .sd = 0xabcdef}, {.cause = 0, .sst = 5}};

constexpr auto preconfigured_bytes =
    hex<"01000000"     // AccessType
        "0500 00 02"   // DefaultCfgNssai: TLV DFLT_CFG_NSSAI, 2 bytes of padding
        "02000000"     // DefaultCfgNssai: 2 bytes of data
        "0101 0000">;  // DefaultCfgNssai, padding

constexpr precfg_dflt_cfg_nssai preconfigured{.access_type = nssai_access_type::_3gpp, .default_cfg_nssai = hex<"0101">};

TEST_CONSTANT(same(slices[0], hex<"0101">));
TEST_CONSTANT(same(slices[4], hex<"0801abcdef07123456">));
TEST_CONSTANT(same(nssai{slices}, slices_bytes));
TEST_CONSTANT(same(nssai{}, bytes{}));
TEST_CONSTANT(same(rejected_nssai{rejected}, rejected_bytes));
TEST_CONSTANT(same(preconfigured, preconfigured_bytes));

}  // namespace

TEST_CASE("snssai: each length has its members") {
    check_payload(slices[0], hex<"0101">);
    check_payload(slices[1], hex<"0401abcdef">);
    check_payload(slices[2], hex<"020102">);
    check_payload(slices[3], hex<"0501abcdef07">);
    check_payload(slices[4], hex<"0801abcdef07123456">);
    check_payload(snssai{.sst = 255, .sd = 0xffffff}, hex<"04ffffffff">);
}

TEST_CASE("snssai: equal in all members") {
    const snssai whole = slices[4];
    CHECK(whole != snssai{.sst = 2, .sd = 0xabcdef, .mapped_sst = std::uint8_t{7}, .mapped_sd = 0x123456});
    CHECK(whole != snssai{.sst = 1, .sd = 0xabcdee, .mapped_sst = std::uint8_t{7}, .mapped_sd = 0x123456});
    CHECK(whole != snssai{.sst = 1, .sd = 0xabcdef, .mapped_sst = std::uint8_t{6}, .mapped_sd = 0x123456});
    CHECK(whole != snssai{.sst = 1, .sd = 0xabcdef, .mapped_sst = std::uint8_t{7}, .mapped_sd = 0x123457});
    CHECK(rejected[0] != rejected_snssai{.cause = 2, .sst = 2, .sd = 0xabcdef});
    CHECK(rejected[0] != rejected_snssai{.cause = 1, .sst = 3, .sd = 0xabcdef});
    CHECK(rejected[0] != rejected_snssai{.cause = 1, .sst = 2});
}

TEST_CASE("snssai: lists, cut everywhere") {
    check_payload(nssai{slices}, slices_bytes, {0, 2, 7, 10, 16});
    check_payload(rejected_nssai{rejected}, rejected_bytes, {0, 6});
    std::size_t n = 0;
    for (const snssai slice : parse<nssai>(slices_bytes).value_or({})) CHECK(slice == slices[n++]);
    CHECK(n == 5);
}

TEST_CASE("snssai: lengths that nothing has") {
    for (unsigned length = 0; length < 256; ++length) {
        std::vector<std::byte> wire(300);
        wire[0] = static_cast<std::byte>(length);
        const bool one = length == 1 || length == 2 || length == 4 || length == 5 || length == 8;
        CHECK(parse<snssai>(bytes{wire}).error() == (one ? error{} : error{errc::value, 0}));
        wire.resize(length == 1 ? 3 : 6);
        const bool refused = length == 1 || length == 4;
        CHECK(parse<rejected_snssai>(bytes{wire}).error() == (refused ? error{} : error{errc::value, 0}));
    }
    check_payload_refused<nssai>(hex<"0101 03010203">, errc::value, 2);
    check_payload_refused<nssai>(hex<"0101 0401abcd">, errc::outside, 2);
    check_payload_refused<rejected_nssai>(hex<"010005 0201050000">, errc::value, 3);
    check_payload_refused<snssai>(hex<"">, errc::length, 0);
    check_payload_refused<rejected_snssai>(hex<"">, errc::length, 0);
}

TEST_CASE("snssai: bytes behind a single one are for standard alone") {
    CHECK(parse<snssai>(hex<"0105 ff">).value() == snssai{.sst = 5});
    check_payload_refused<snssai>(hex<"0105 ff">, errc::trailing_bytes, 2, tolerance::strict);
}

TEST_CASE("snssai: what the wire cannot say is not built") {
    check_value_refused(snssai{.sst = 1, .mapped_sst = std::uint8_t{1}, .mapped_sd = 1}, errc::value);
    check_value_refused(snssai{.sst = 1, .sd = 1, .mapped_sd = 1}, errc::value);
    check_value_refused(snssai{.sst = 1, .sd = 0x1000000}, errc::too_large);
    check_value_refused(snssai{.sst = 1, .sd = 1, .mapped_sst = std::uint8_t{1}, .mapped_sd = 0x1000000}, errc::too_large);
    check_value_refused(rejected_snssai{.cause = 1, .sst = 1, .sd = 0xffffffff}, errc::too_large);
    constexpr snssai second[] = {{.sst = 1}, {.sst = 2, .sd = 0x1000000}};
    check_value_refused(nssai{second}, errc::too_large);
}

TEST_CASE("snssai: preconfigured slices are a TLV in a TLV") {
    check_bytes(preconfigured, preconfigured_bytes, 2);
    CHECK(*parse<nssai>(parse<precfg_dflt_cfg_nssai>(preconfigured_bytes)->default_cfg_nssai)->begin() == slices[0]);
    check_refused<precfg_dflt_cfg_nssai>(with(preconfigured_bytes, 4, 0x02000004), {errc::tlv_type, 4, field_at(1)});
}
