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

struct two_unpadded {
    bytes a{};
    bytes b{};
    using layout = fields<"TWO_UNPADDED", field<"A", &two_unpadded::a, rule{.unpadded = true}>, field<"B", &two_unpadded::b, rule{.unpadded = true}>>;
};
struct two_padded {
    bytes a{};
    bytes b{};
    using layout = fields<"TWO_PADDED", field<"A", &two_padded::a>, field<"B", &two_padded::b>>;
};
struct refers_to_two {
    std::optional<two_padded> one{};
    using layout = fields<"REFERS_TO_TWO", field<"One", &refers_to_two::one>>;
};

struct short_or_long {
    std::uint32_t id{};
    std::uint32_t state{};
    using layout = fields<"SHORT_OR_LONG", field<"Id", &short_or_long::id>, field<"State", &short_or_long::state, rule{.optional = true}>>;
};
struct refers_to_short {
    std::uint32_t number{};
    ref_list<short_or_long> list{};
    using layout = fields<"REFERS_TO_SHORT", field<"Number", &refers_to_short::number>, count<"Count", &refers_to_short::list>,
                          field<"List", &refers_to_short::list>>;
};

struct named {
    std::uint32_t id{};
    utf16 name{};
    using layout = fields<"NAMED", field<"Id", &named::id>, field<"Name", &named::name>>;
};
struct list_of_named {
    record_list<named> list{};
    using layout = fields<"LIST_OF_NAMED", field<"List", &list_of_named::list>>;
};
struct only_tail {
    bytes rest{};
    using layout = fields<"ONLY_TAIL", tail<"Rest", &only_tail::rest>>;
};
struct list_of_tails {
    record_list<only_tail> list{};
    using layout = fields<"LIST_OF_TAILS", field<"List", &list_of_tails::list>>;
};
struct sized_last {
    bytes data{};
    using layout = fields<"SIZED_LAST", sized<"Data", &sized_last::data>>;
};
struct lists_outer {
    std::uint32_t id{};
    ref_list<outer> all{};
    using layout = fields<"LISTS_OUTER", field<"Id", &lists_outer::id>, count<"Count", &lists_outer::all>, field<"All", &lists_outer::all>>;
};

/// Text behind what may be there or not.
struct texts_and_text {
    ref_list<utf16> list{};
    utf16 behind{};
    using layout = fields<"TEXTS_AND_TEXT", count<"Count", &texts_and_text::list>, field<"List", &texts_and_text::list>,
                          field<"Behind", &texts_and_text::behind>>;
};
struct one_and_text {
    std::optional<named> one{};
    utf16 behind{};
    using layout = fields<"ONE_AND_TEXT", field<"One", &one_and_text::one>, field<"Behind", &one_and_text::behind>>;
};
struct list_and_text {
    record_list<named> list{};
    utf16 behind{};
    using layout = fields<"LIST_AND_TEXT", field<"List", &list_and_text::list>, field<"Behind", &list_and_text::behind>>;
};
struct later_text {
    utf16 first{};
    utf16 text{};
    utf16 last{};
    using layout = fields<"LATER_TEXT", field<"First", &later_text::first>, field<"Text", &later_text::text, rule{.since = mbimex::v2}>,
                          field<"Last", &later_text::last>>;
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

TEST_CASE("standard: bytes behind the end, whatever the layout") {
    CHECK_FALSE(validate(layout_of<two>(mbimex::v1), joined(two_wire, hex<"00">)));
    CHECK_FALSE(validate(layout_of<outer>(mbimex::v1), joined(outer_wire, hex<"0000000000">)));
    CHECK_FALSE(validate(layout_of<with_tail>(mbimex::v1), hex<"00000000 00000000 00">));
}

TEST_CASE("references name as many bytes as there are, and no more") {
    // 32 bytes: both name 16 of them, which overlap; then one names 17, of which the padding counts.
    constexpr auto all = hex<"10000000 10000000 0c000000 10000000 000102030405060708090a0b0c0d0e0f">;
    check_strict<two_padded>(all, {errc::overlap, 8, field_at(1)});
    check_refused<two_padded>(with(all, 12, 17), {errc::repeated, 8, field_at(1)});
    // Without padding: 13 and 17 are 30 of 32.
    constexpr auto unpadded = hex<"10000000 0d000000 0c000000 11000000 000102030405060708090a0b0c">;
    check_strict<two_unpadded>(unpadded, {errc::overlap, 8, field_at(1)});
    // In a structure that does not begin where the buffer does, its own bytes count.
    constexpr auto inner_wire =
        hex<"08000000 24000000"
            "10000000 14000000 10000000 14000000 000102030405060708090a0b0c0d0e0f10111213">;
    check_refused<refers_to_two>(inner_wire, {errc::repeated, 16, field_at(0, place::no_element, 1)});
}

TEST_CASE("a structure behind an offset that leaves out what it may") {
    constexpr auto wire =
        hex<"07000000"
            "01000000"
            "10000000 04000000"
            "05000000">;
    check_strict<refers_to_short>(wire, {errc::element_size, 8, field_at(2, 0)});
    CHECK(parse<refers_to_short>(wire)->list[0].id == 5);
    CHECK(parse<refers_to_short>(wire)->list[0].state == 0);
    check_refused<refers_to_short>(with(wire, 12, 3), {errc::element_size, 8, field_at(2, 0)});
}

TEST_CASE("lists of structures: their ends") {
    constexpr auto two_of_them =
        hex<"08000000 24000000"
            "02000000"
            "01000000 0c000000 04000000 6100 6200"
            "02000000 0c000000 02000000 6300 0000">;
    CHECK_FALSE(validate(layout_of<list_of_named>(mbimex::v1), two_of_them, tolerance::strict));
    // The last padding may be missing.
    const auto cut = with(two_of_them, 4, 0x22);
    CHECK(parse<list_of_named>(bytes{cut}.first(42)).has_value());
    CHECK(parse<list_of_named>(cut).has_value());
    CHECK_FALSE(parse<list_of_named>(with(two_of_them, 4, 0x21)).has_value());
    // One more would begin at the very end, and one less leaves bytes.
    check_refused<list_of_named>(with(two_of_them, 8, 3), {errc::count, 8, field_at(0)});
    check_refused<list_of_named>(bytes{with(cut, 8, 3)}.first(42), {errc::count, 8, field_at(0)}, {errc::padding, 42, field_at(0)});
    check_strict<list_of_named>(with(two_of_them, 8, 1), {errc::trailing_bytes, 28, field_at(0)});
    check_strict<list_of_named>(with(two_of_them, 8, 0), {errc::trailing_bytes, 12, field_at(0)});
    // No element at all.
    constexpr auto none = hex<"08000000 04000000 00000000">;
    CHECK_FALSE(validate(layout_of<list_of_named>(mbimex::v1), none, tolerance::strict));
    check_refused<list_of_named>(with(none, 4, 3), {errc::element_size, 0, field_at(0)});
    // Elements that need no bytes are not counted for ever.
    check_refused<list_of_tails>(hex<"08000000 04000000 05000000">, {errc::count, 8, field_at(0)});
    check_refused<list_of_tails>(hex<"08000000 08000000 02000000 01020304">, {errc::count, 8, field_at(0)});
    CHECK(parse<list_of_tails>(hex<"08000000 08000000 01000000 01020304">).has_value());
}

TEST_CASE("bytes with their size in front, and none of them") {
    CHECK_FALSE(validate(layout_of<sized_last>(mbimex::v1), hex<"00000000">, tolerance::strict));
    check_refused<sized_last>(hex<"000000">, {errc::length, 0, field_at(0)});
}

TEST_CASE("a fault further inside names the outer element and the innermost field") {
    std::vector<std::byte> wire(4 + 4 + 2 * 8);
    store_le(wire.data() + 4, 2u);
    for (std::uint32_t i = 0; i < 2; ++i) {
        store_le(wire.data() + 8 + std::size_t{i} * 8, static_cast<std::uint32_t>(24 + i * outer_wire.size()));
        store_le(wire.data() + 12 + std::size_t{i} * 8, static_cast<std::uint32_t>(outer_wire.size()));
    }
    wire = joined(joined(wire, outer_wire), outer_wire);
    CHECK_FALSE(validate(layout_of<lists_outer>(mbimex::v1), wire, tolerance::strict));
    const std::size_t last = wire.size() - outer_wire.size();
    check_refused<lists_outer>(with(wire, last + 36, 3), {errc::odd_size, last + 32, field_at(2, 1, 1)});
    check_refused<lists_outer>(with(wire, last + 32, 17), {errc::outside, last + 32, field_at(2, 1, 1)});
    check_refused<lists_outer>(with(wire, 24 + 36, 3), {errc::odd_size, 24 + 32, field_at(2, 0, 1)});
}

TEST_CASE("a fault behind a list is not one of its elements'") {
    check_refused<texts_and_text>(hex<"01000000 14000000 02000000 18000000 03000000 6100 0000 6200 6300">,
                                  {errc::odd_size, 12, field_at(2)});
}

TEST_CASE("behind what is not there the rest is looked at") {
    check_refused<one_and_text>(hex<"00000000 00000000 10000000 03000000 6100 6200">, {errc::odd_size, 8, field_at(1)});
    check_refused<list_and_text>(hex<"00000000 00000000 10000000 03000000 6100 6200">, {errc::odd_size, 8, field_at(1)});
    constexpr auto both = hex<"10000000 02000000 14000000 04000000 6100 0000 6200 6300">;
    CHECK_FALSE(validate(layout_of<later_text>(mbimex::v1), both, tolerance::strict));
    check_refused<later_text>(with(both, 12, 3), {errc::odd_size, 8, field_at(2)}, mbimex::v1);
}
