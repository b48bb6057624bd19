// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the validator refuses, in each tolerance, and where it says that the fault is.
#include <cdcnet/mbim/validate.hpp>

#include <cdcnet/mbim/services/basic_connect.hpp>
#include <chrono>

#include "wire.hpp"

using namespace wire_test;
namespace bc = cdcnet::mbim::basic_connect;

namespace {

// clang-format off: layouts are tables, one field a line; so are their bytes
struct two {
    bytes first{};
    std::uint32_t number{};
    utf16 second{};
    using layout = fields<"TWO", field<"First", &two::first, rule{.max_bytes = 8}>, field<"Number", &two::number>,
                          field<"Second", &two::second, rule{.max_bytes = 8}>>;
};
constexpr auto two_wire = hex<
    "14000000 05000000"    // First: 5 bytes at 20
    "09000000"             // Number
    "1c000000 04000000"    // Second: 4 bytes at 28
    "0102030405 000000"
    "6100 6200">;

struct inner {
    ref_list<utf16> names{};
    std::uint32_t id{};
    using layout = fields<"INNER", count<"Count", &inner::names>, field<"Names", &inner::names>, field<"Id", &inner::id>>;
};
struct outer {
    ref_list<inner> list{};
    using layout = fields<"OUTER", count<"Count", &outer::list>, field<"List", &outer::list>>;
};
constexpr auto outer_wire = hex<
    "02000000"
    "14000000 08000000"    // List[0]: no names
    "1c000000 14000000"    // List[1]: one name
    "00000000" "07000000"
    "01000000" "10000000 04000000" "08000000" "6100 6200">;

struct texts {
    ref_list<utf16> list{};
    using layout = fields<"TEXTS", count<"Count", &texts::list>, field<"List", &texts::list>>;
};

struct with_tail {
    utf16 text{};
    tlv_list tlvs{};
    using layout = fields<"WITH_TAIL", field<"Text", &with_tail::text>, field<"Tlvs", &with_tail::tlvs>>;
};
// clang-format on

std::vector<std::byte> joined(bytes a, bytes b) {
    std::vector<std::byte> out(a.data(), a.data() + a.size());
    out.insert(out.end(), b.data(), b.data() + b.size());
    return out;
}

}  // namespace

TEST_CASE("what is right passes both") {
    CHECK_FALSE(validate(layout_of<two>(mbimex::v1), two_wire));
    CHECK_FALSE(validate(layout_of<two>(mbimex::v1), two_wire, tolerance::strict));
    CHECK_FALSE(validate(layout_of<outer>(mbimex::v1), outer_wire, tolerance::strict));
}

TEST_CASE("strict: bytes behind the end") {
    check_strict<two>(joined(two_wire, hex<"00">), {errc::trailing_bytes, 32});
    check_strict<two>(joined(two_wire, hex<"00000000">), {errc::trailing_bytes, 32});
}

TEST_CASE("strict: order, overlap, gaps and alignment") {
    check_strict<two>(with(two_wire, 12, 24), {errc::overlap, 12, field_at(2)});
    // Overlaps the fixed part, or stands in it.
    check_strict<two>(with(two_wire, 0, 8), {errc::overlap, 0, field_at(0)});
    check_strict<two>(with(two_wire, 0, 16), {errc::overlap, 0, field_at(0)});
    check_strict<two>(with(two_wire, 0, 21), {errc::misaligned, 0, field_at(0)});
    check_strict<two>(with(two_wire, 12, 26), {errc::misaligned, 12, field_at(2)});
    // A gap before, and the data of the second field first.
    check_strict<two>(hex<"18000000 05000000 09000000 20000000 04000000 00000000 0102030405 000000 6100 6200">,
                      {errc::order, 0, field_at(0)});
    check_strict<two>(hex<"18000000 05000000 09000000 14000000 04000000 6100 6200 0102030405 000000">, {errc::order, 0, field_at(0)});
}

TEST_CASE("strict: padding") {
    check_strict<two>(hex<"14000000 05000000 09000000 1c000000 04000000 0102030405 000100 6100 6200">, {errc::padding, 26, field_at(0)});
    check_strict<two>(hex<"1400 0000 00000000 09000000 14000000 02000000 6100">, {errc::null_reference, 0, field_at(0)});
    check_strict<two>(hex<"00000000 00000000 09000000 14000000 02000000 6100">, {errc::padding, 22, field_at(2)});
}

TEST_CASE("strict: limits") {
    check_strict<two>(hex<"14000000 09000000 09000000 00000000 00000000 010203040506070809 000000">, {errc::too_long, 0, field_at(0)});
    check_strict<two>(hex<"00000000 00000000 09000000 14000000 0a000000 6100 6200 6300 6400 6500 0000">, {errc::too_long, 12, field_at(2)});
}

TEST_CASE("nothing at an offset that points nowhere") {
    for (const std::uint32_t offset : {1u, 20u, 32u, 33u, 0x7fffffffu, 0xffffffffu}) {
        const auto wire = with(with(two_wire, 0, offset), 4, 0);
        check_strict<two>(wire, {errc::null_reference, 0, field_at(0)});
        CHECK(parse<two>(wire)->first.empty());
        const auto text = with(with(two_wire, 12, offset), 16, 0);
        CHECK(parse<two>(text)->second.empty());
    }
    // An empty element shows no bytes either, wherever its offset points.
    constexpr auto wild = hex<"01000000 ffffffff 00000000">;
    const auto read = parse<texts>(wild);
    REQUIRE(read);
    CHECK(read->list.size() == 1);
    CHECK(read->list[0].empty());
    CHECK(read->list[0].wire_bytes().data() == nullptr);
    check_strict<texts>(wild, {errc::null_reference, 4, field_at(1, 0)});
    constexpr auto info =
        hex<"00000000 00000000 00000000 00000000 ffffffff 00000000 fffffff0 00000000 00000000 00000000 80000000 00000000 "
            "00000001 00000000 00000000">;
    REQUIRE(parse<bc::ip_configuration_info>(info));
    CHECK(parse<bc::ip_configuration_info>(info)->ipv4_addresses.empty());
}

TEST_CASE("offset 0 with a size") {
    check_refused<two>(with(two_wire, 0, 0), {errc::null_reference, 0, field_at(0)});
    check_refused<two>(with(two_wire, 12, 0), {errc::null_reference, 12, field_at(2)});
}

TEST_CASE("offsets, sizes and counts whose sums do not fit 32 bits") {
    constexpr std::uint32_t extreme[] = {0xffffffffu, 0xfffffffeu, 0xfffffffcu, 0xfffffff0u, 0x80000000u, 0x7fffffffu};
    for (const std::uint32_t offset : extreme) {
        check_refused<two>(with(two_wire, 0, offset), {errc::outside, 0, field_at(0)});
        for (const std::uint32_t size : extreme)
            check_refused<two>(with(with(two_wire, 0, offset), 4, size), {errc::outside, 0, field_at(0)});
    }
    for (const std::uint32_t n : extreme) {
        check_refused<outer>(with(outer_wire, 0, n), {errc::count, 4, field_at(1)});
        check_refused<outer>(with(outer_wire, 28, n), {errc::count, 32, field_at(1, 1, 1)});
    }
}

TEST_CASE("a fault inside an element names the element") {
    check_refused<outer>(with(outer_wire, 8, 3), {errc::element_size, 4, field_at(1, 0)});
    check_refused<outer>(with(outer_wire, 8, 7), {errc::length, 24, field_at(1, 0, 2)});
    check_refused<outer>(with(outer_wire, 12, 29), {errc::outside, 12, field_at(1, 1)});
    check_refused<outer>(with(outer_wire, 32, 17), {errc::outside, 32, field_at(1, 1, 1)});
    check_refused<outer>(with(outer_wire, 36, 3), {errc::odd_size, 32, field_at(1, 1, 1)});
    check_refused<outer>(with(outer_wire, 20, 1), {errc::count, 24, field_at(1, 0, 1)});
    check_strict<outer>(with(outer_wire, 32, 0x0e), {errc::misaligned, 32, field_at(1, 1, 1)});
    // Two bytes of the element are not named by anything.
    check_strict<outer>(with(outer_wire, 36, 2), {errc::padding, 46, field_at(1, 1, 1)});
}

TEST_CASE("references that name the same bytes again and again") {
    // 1000 texts of 4 KiB that are all the same bytes: 12 KiB that would cost like 4 MiB.
    constexpr std::uint32_t n = 1000;
    constexpr std::uint32_t size = 4096;
    std::vector<std::byte> wire(4 + 8 * n + size);
    store_le(wire.data(), n);
    for (std::uint32_t i = 0; i < n; ++i) {
        store_le(wire.data() + 4 + std::size_t{8} * i, std::uint32_t{4 + 8 * n});
        store_le(wire.data() + 8 + std::size_t{8} * i, size);
    }
    CHECK(parse<texts>(wire).error() == error{errc::repeated, 4 + 8 * 2, field_at(1, 2)});
    CHECK(parse<texts>(wire, mbimex::v1, tolerance::strict).error() == error{errc::overlap, 4 + 8 * 1, field_at(1, 1)});
}

TEST_CASE("a list with a large count costs no time") {
    std::vector<std::byte> wire(32);
    store_le(wire.data() + 20, 24u);
    store_le(wire.data() + 24, 8u);
    wire.resize(36);
    store_le(wire.data() + 20, 28u);
    store_le(wire.data() + 28, 0xffffffffu);
    const auto start = std::chrono::steady_clock::now();
    check_refused<bc::signal_state_info>(wire, {errc::count, 28, field_at(5)}, mbimex::v2);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{1});
}

TEST_CASE("TLVs: what standard takes and strict does not") {
    constexpr auto right = hex<"00000000 00000000 0d00 00 03 05000000 0102030405 000000">;
    CHECK(parse<with_tail>(right, mbimex::v1, tolerance::strict));
    check_strict<with_tail>(hex<"00000000 00000000 0d00 01 03 05000000 0102030405 000000">, {errc::value, 10, field_at(1)});
    check_strict<with_tail>(hex<"00000000 00000000 0d00 00 00 05000000 0102030405">, {errc::tlv_padding, 11, field_at(1)});
    check_strict<with_tail>(hex<"00000000 00000000 0d00 00 03 05000000 0102030405 000001">, {errc::padding, 23, field_at(1)});
    check_strict<with_tail>(hex<"00000000 00000000 0d00 00 03 05000000 0102030405 00">, {errc::padding, 22, field_at(1)});
    check_strict<with_tail>(hex<"00000000 00000000 0d00 00 00 00000000 00000000">, {errc::trailing_bytes, 16, field_at(1)});
}

TEST_CASE("an offset of no use does not overflow the path of an error") {
    // The element of the fault is above what a place can hold: the offset stays exact.
    constexpr std::uint32_t n = 5000;
    std::vector<std::byte> wire(4 + 8 * n);
    store_le(wire.data(), n);
    store_le(wire.data() + 4 + 8 * 4999, 1u);
    store_le(wire.data() + 8 + 8 * 4999, 1u);
    CHECK(parse<texts>(wire).error() == error{errc::odd_size, 4 + 8 * 4999, field_at(1)});
}
