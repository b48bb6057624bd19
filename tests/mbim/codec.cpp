// SPDX-License-Identifier: BSL-1.0
/// \file
/// Reading, building and comparing where fields are left out, nested, or of a size that is no multiple of 4.
#include <cdcnet/mbim/codec.hpp>

#include "wire.hpp"

using namespace wire_test;
namespace md = cdcnet::mbim::detail;

// clang-format off: layouts are tables, one field a line; so are their bytes
namespace {

enum class kind : std::uint32_t { text, data };

struct two_refs {
    bytes a{};
    bytes b{};
    using layout = fields<"TWO_REFS", field<"A", &two_refs::a>, field<"B", &two_refs::b>>;
};

/// May end before B; C is there when B is.
struct ends_early {
    std::uint32_t a{};
    std::uint32_t b{};
    std::uint32_t c{};
    using layout = fields<"ENDS_EARLY", field<"A", &ends_early::a>, field<"B", &ends_early::b, rule{.optional = true}>, field<"C", &ends_early::c>>;
};
struct optional_text {
    std::uint32_t a{};
    utf16 text{};
    using layout = fields<"OPTIONAL_TEXT", field<"A", &optional_text::a>, field<"Text", &optional_text::text, rule{.optional = true}>>;
};
struct optional_number {
    std::uint32_t a{};
    std::uint32_t b{};
    using layout = fields<"OPTIONAL_NUMBER", field<"A", &optional_number::a>, field<"B", &optional_number::b, rule{.optional = true}>>;
};

/// The condition is not the first field.
struct either {
    std::uint32_t id{};
    kind form{};
    std::uint32_t text_code{};
    bytes data{};
    std::uint16_t behind{};
    using layout = fields<"EITHER", field<"Id", &either::id>, field<"Form", &either::form>,
                          when<&either::form, kind::text, field<"TextCode", &either::text_code>>,
                          when<&either::form, kind::data, sized<"Data", &either::data, rule{.max_bytes = 5, .unpadded = true}>>,
                          field<"Behind", &either::behind>>;
};
constexpr auto three = hex<"aabbcc">;
constexpr auto six = hex<"010203040506">;
constexpr auto either_text = hex<"07000000" "00000000" "09000000" "2211">;
constexpr auto either_data = hex<"07000000" "01000000" "03000000 aabbcc" "2211">;

/// The last bytes of a structure that another one refers to.
struct with_tail {
    std::uint32_t id{};
    bytes rest{};
    using layout = fields<"WITH_TAIL", field<"Id", &with_tail::id>, tail<"Rest", &with_tail::rest, rule{.unpadded = true}>>;
};
struct refers_to_tail {
    std::optional<with_tail> one{};
    std::uint32_t behind{};
    using layout = fields<"REFERS_TO_TAIL", field<"One", &refers_to_tail::one>, field<"Behind", &refers_to_tail::behind>>;
};
struct lists_tails {
    record_list<with_tail> list{};
    std::uint32_t behind{};
    using layout = fields<"LISTS_TAILS", field<"List", &lists_tails::list>, field<"Behind", &lists_tails::behind>>;
};

struct five {
    std::uint32_t a{};
    std::uint8_t b{};
    using layout = fields<"FIVE", field<"A", &five::a>, field<"B", &five::b>>;
};
struct refers_to_five {
    std::optional<five> one{};
    utf16 text{};
    using layout = fields<"REFERS_TO_FIVE", field<"One", &refers_to_five::one>, field<"Text", &refers_to_five::text>>;
};
struct lists_fives {
    record_list<five> list{};
    utf16 text{};
    using layout = fields<"LISTS_FIVES", field<"List", &lists_fives::list>, field<"Text", &lists_fives::text>>;
};

struct in_tlvs {
    array_view<std::uint16_t> numbers{};
    bytes raw{};
    utf16 text{};
    using layout = fields<"IN_TLVS", in_tlv<"Numbers", &in_tlvs::numbers, tlv_type::uint16_tbl>,
                          in_tlv<"Raw", &in_tlvs::raw, tlv_type::pco, rule{.max_bytes = 4}>,
                          in_tlv<"Text", &in_tlvs::text, tlv_type::wchar_str, rule{.max_bytes = 4}>>;
};

/// In v1 the member has one field, from v2 on another one.
struct moved {
    std::uint32_t value{};
    std::uint32_t other{};
    using layout = fields<"MOVED", field<"Old", &moved::value, rule{.before = mbimex::v2}>, field<"Other", &moved::other>,
                          field<"New", &moved::value, rule{.since = mbimex::v2}>>;
};
/// In v1 there is no Text, which stands in front of other text.
struct later_text {
    std::uint32_t id{};
    utf16 text{};
    utf16 last{};
    using layout = fields<"LATER_TEXT", field<"Id", &later_text::id>, field<"Text", &later_text::text, rule{.since = mbimex::v2}>,
                          field<"Last", &later_text::last>>;
};

/// From v2 on there is more.
struct later_more {
    ref_list<utf16> texts{};
    std::array<std::byte, 2> raw{};
    std::optional<two_refs> pair{};
    using layout = fields<"LATER_MORE", count<"Count", &later_more::texts>, field<"Texts", &later_more::texts, rule{.max_bytes = 4}>,
                          field<"Raw", &later_more::raw, rule{.since = mbimex::v2}>,
                          field<"Pair", &later_more::pair, rule{.since = mbimex::v2}>>;
};

struct holds_either {
    std::optional<either> one{};
    using layout = fields<"HOLDS_EITHER", field<"One", &holds_either::one>>;
};
struct inlines_either {
    std::uint32_t id{};
    either inside{};
    std::uint8_t last{};
    using layout = fields<"INLINES_EITHER", field<"Id", &inlines_either::id>, field<"Inside", &inlines_either::inside>,
                          field<"Last", &inlines_either::last>>;
};
struct lists_inlines {
    std::uint32_t id{};
    std::uint32_t number{};
    ref_list<inlines_either> list{};
    using layout = fields<"LISTS_INLINES", field<"Id", &lists_inlines::id>, field<"Number", &lists_inlines::number>,
                          count<"Count", &lists_inlines::list>, field<"List", &lists_inlines::list>>;
};
struct lists_either {
    std::uint32_t id{};
    ref_list<either> list{};
    using layout = fields<"LISTS_EITHER", field<"Id", &lists_either::id>, count<"Count", &lists_either::list>, field<"List", &lists_either::list>>;
};
struct lists_lists {
    std::uint32_t id{};
    std::uint32_t number{};
    ref_list<lists_either> all{};
    using layout = fields<"LISTS_LISTS", field<"Id", &lists_lists::id>, field<"Number", &lists_lists::number>,
                          count<"Count", &lists_lists::all>, field<"All", &lists_lists::all>>;
};
// clang-format on

template <record T>
error fault_of(const T& value, release r = release::v1, tolerance t = tolerance::standard) {
    std::array<std::byte, 256> out{};
    return build(out, value, r, t).error();
}

}  // namespace

TEST_CASE("codec: one byte behind an offset") {
    constexpr auto one = hex<"7f">;
    check_bytes(two_refs{one, {}}, hex<"10000000 01000000 00000000 00000000 7f 000000">, 3);
    check_bytes(two_refs{one, one}, hex<"10000000 01000000 14000000 01000000 7f 000000 7f 000000">, 3);
}

TEST_CASE("codec: a structure that ends before an optional field lacks those behind it too") {
    // What follows in memory is not read.
    constexpr auto wire = hex<"01000000 02000000 03000000">;
    CHECK(same(ends_early{1, 2, 3}, wire));
    const auto read = parse<ends_early>(bytes{wire}.first(4));
    REQUIRE(read);
    CHECK(equal(*read, ends_early{1, 0, 0}));
    const auto seen = view<ends_early>::over(bytes{wire}.first(4));
    REQUIRE(seen);
    CHECK(seen->get<&ends_early::a>() == 1);
    CHECK(seen->get<&ends_early::b>() == 0);
    CHECK(seen->get<&ends_early::c>() == 0);
    CHECK_FALSE(parse<ends_early>(bytes{wire}.first(8)));
}

TEST_CASE("codec: an optional field is there whole or not at all") {
    constexpr auto text = hex<"01000000 0c000000 02000000 6100">;
    constexpr auto number = hex<"01000000 02000000">;
    for (std::size_t n = 0; n <= text.size(); ++n) {
        INFO(n);
        CHECK(parse<optional_text>(bytes{text}.first(n)).has_value() == (n == 4 || n == text.size()));
    }
    for (std::size_t n = 0; n <= number.size(); ++n) {
        INFO(n);
        CHECK(parse<optional_number>(bytes{number}.first(n)).has_value() == (n == 4 || n == 8));
    }
    CHECK(parse<optional_number>(bytes{number}.first(4))->b == 0);
    CHECK(parse<optional_text>(bytes{text}.first(4))->text.empty());
}

TEST_CASE("codec: conditional fields, and what stands behind them") {
    check_bytes(either{7, kind::text, 9, {}, 0x1122}, either_text);
    check_bytes(either{7, kind::data, 0, three, 0x1122}, either_data);
    check_bytes(either{7, kind::data, 0, {}, 0x1122}, hex<"07000000 01000000 00000000 2211">);
    const auto text = view<either>::over(either_text);
    REQUIRE(text);
    CHECK(text->get<&either::text_code>() == 9);
    CHECK(text->get<&either::data>().empty());
    CHECK(text->get<&either::behind>() == 0x1122);
    const auto data = view<either>::over(either_data);
    REQUIRE(data);
    CHECK(data->get<&either::text_code>() == 0);
    CHECK(cdcnet::equal(data->get<&either::data>(), three));
    CHECK(data->get<&either::behind>() == 0x1122);
    check_strict<either>(hex<"07000000 01000000 06000000 010203040506 2211">, {errc::too_long, 12, field_at(3)});
}

TEST_CASE("codec: nothing is checked twice, so an empty view reads defaults") {
    CHECK(view<either>{}.get<&either::id>() == 0);
    CHECK(view<either>{}.get<&either::data>().empty());
}

TEST_CASE("codec: the last bytes of a structure behind an offset") {
    const refers_to_tail value{with_tail{5, six}, 8};
    constexpr auto wire = hex<"0c000000 0a000000 08000000 05000000 010203040506 0000">;
    check_bytes(value, wire, 2);
    CHECK(parse<refers_to_tail>(wire)->one->rest.size() == 6);
    check_bytes(refers_to_tail{{}, 8}, hex<"00000000 00000000 08000000">);
    // Size 0 is nothing, whatever the offset says.
    check_strict<refers_to_tail>(hex<"00000001 00000000 08000000">, {errc::null_reference, 0, field_at(0)});
    CHECK_FALSE(parse<refers_to_tail>(hex<"00000001 00000000 08000000">)->one);
    // A list of one: its tail is the rest of the list.
    const with_tail tails[] = {{5, six}};
    const auto list = parse<lists_tails>(hex<"0c000000 0e000000 08000000 01000000 05000000 010203040506">);
    REQUIRE(list);
    CHECK(equal(*list, lists_tails{tails, 8}));
}

TEST_CASE("codec: structures of five bytes back to back, and text behind their padding") {
    const five one[] = {{1, 2}};
    check_bytes(lists_fives{one, u"a"}, hex<"10000000 09000000 1c000000 02000000 01000000 01000000 02 000000 6100 0000">, 2);
    const five three_of_them[] = {{1, 2}, {3, 4}, {5, 6}};
    check_bytes(lists_fives{three_of_them, u"a"},
                hex<"10000000 13000000 24000000 02000000 03000000 01000000 02 03000000 04 05000000 06 00 6100 0000">, 2);
}

TEST_CASE("codec: text behind a structure of five bytes and its padding") {
    check_bytes(refers_to_five{five{1, 2}, u"a"}, hex<"10000000 05000000 18000000 02000000 01000000 02 000000 6100 0000">, 2);
}

TEST_CASE("codec: one member of a structure whose fields never move") {
    const auto seen = view<two_refs>::over(hex<"10000000 03000000 14000000 06000000 aabbcc 00 010203040506 0000">);
    REQUIRE(seen);
    CHECK(cdcnet::equal(seen->get<&two_refs::a>(), three));
    CHECK(cdcnet::equal(seen->get<&two_refs::b>(), six));
    const auto number = view<five>::over(hex<"01000000 02">);
    REQUIRE(number);
    CHECK(number->get<&five::a>() == 1);
    CHECK(number->get<&five::b>() == 2);
}

TEST_CASE("codec: an iterator over a list goes on behind what it returns") {
    const std::uint16_t numbers[] = {1, 0x203};
    const array_view<std::uint16_t> list{numbers};
    auto it = list.begin();
    CHECK(*it++ == 1);
    CHECK(*it == 0x203);
    CHECK(++it == list.end());
}

TEST_CASE("codec: TLVs behind each other") {
    const std::uint16_t numbers[] = {1, 0x203};
    check_bytes(in_tlvs{numbers, three, u"ab"}, hex<"0b00 00 00 04000000 0100 0302"
                                                    "0d00 00 01 03000000 aabbcc 00"
                                                    "0a00 00 00 04000000 6100 6200">);
    check_strict<in_tlvs>(hex<"0b00 00 00 00000000"
                              "0d00 00 00 08000000 0102030405060708"
                              "0a00 00 00 00000000">,
                          {errc::too_long, 12, field_at(1)});
    CHECK(fault_of(in_tlvs{{}, six, {}}, mbimex::v1, tolerance::strict) == error{errc::too_long, 0, field_at(1)});
    CHECK(fault_of(in_tlvs{{}, {}, u"abc"}, mbimex::v1, tolerance::strict) == error{errc::too_long, 0, field_at(2)});
    CHECK_FALSE(fault_of(in_tlvs{{}, six, u"abc"}));
}

TEST_CASE("codec: a member that another release has elsewhere") {
    check_bytes(moved{1, 2}, hex<"01000000 02000000">, 0, mbimex::v1);
    check_bytes(moved{1, 2}, hex<"02000000 01000000">, 0, mbimex::v2);
    CHECK(view<moved>::over(hex<"02000000 01000000">, mbimex::v2)->get<&moved::value>() == 1);
    check_bytes(later_text{1, {}, u"b"}, hex<"01000000 0c000000 02000000 6200 0000">, 2, mbimex::v1);
    check_bytes(later_text{1, u"a", u"b"}, hex<"01000000 14000000 02000000 18000000 02000000 6100 0000 6200 0000">, 2, mbimex::v2);
    CHECK(fault_of(later_text{1, u"a", u"b"}) == error{errc::not_this_release, 0, field_at(1)});
}

TEST_CASE("codec: build says where in a structure a member is that would be lost") {
    const either wrong{7, kind::text, 9, three, 0};
    const either right{7, kind::text, 9, {}, 0};
    CHECK(fault_of(holds_either{wrong}) == error{errc::value, 0, field_at(0, place::no_element, 3)});
    CHECK_FALSE(fault_of(holds_either{right}));
    CHECK_FALSE(fault_of(holds_either{}));
    CHECK(fault_of(inlines_either{1, wrong, 2}) == error{errc::value, 0, field_at(1, place::no_element, 3)});
    const either mixed_list[] = {right, wrong, right};
    CHECK(fault_of(lists_either{1, mixed_list}) == error{errc::value, 0, field_at(2, 1, 3)});
    // Deeper down: the outer element, and the field that is at fault.
    const lists_either lists[] = {{1, {}}, {2, {}}, {3, mixed_list}};
    CHECK(fault_of(lists_lists{1, 2, lists}) == error{errc::value, 0, field_at(3, 2, 3)});
    const inlines_either inlines[] = {{1, right, 2}, {1, wrong, 2}};
    CHECK(fault_of(lists_inlines{1, 2, inlines}) == error{errc::value, 0, field_at(3, 1, 3)});
}

TEST_CASE("codec: build says what an earlier release has no field for, and which text is too long") {
    const std::array<std::byte, 2> raw{std::byte{0}, std::byte{1}};
    CHECK_FALSE(fault_of(later_more{}));
    CHECK(fault_of(later_more{{}, raw, {}}) == error{errc::not_this_release, 0, field_at(2)});
    CHECK(fault_of(later_more{{}, {}, two_refs{}}) == error{errc::not_this_release, 0, field_at(3)});
    const utf16 short_texts[] = {u"ab", u"", u"c"};
    const utf16 long_text[] = {u"a", u"abc", u"b"};
    std::array<std::byte, 128> buffer{};
    CHECK(build(buffer, later_more{short_texts, {}, {}}, mbimex::v1, tolerance::strict));
    CHECK(build(buffer, later_more{long_text, {}, {}}, mbimex::v1, tolerance::strict).error() == error{errc::too_long, 0, field_at(1)});
    CHECK(build(buffer, later_more{long_text, {}, {}}));
}

TEST_CASE("codec: a member that moved has a field in each place") {
    using found = md::fields_of_member<&moved::value, moved::layout>;
    CHECK(found::field(0) == 0);
    CHECK(found::field(1) == 2);
}

TEST_CASE("codec: structures of changing size inside another one") {
    check_bytes(inlines_either{1, {7, kind::data, 0, three, 0x1122}, 5}, hex<"01000000 07000000 01000000 03000000 aabbcc 2211 05">);
    check_bytes(inlines_either{1, {7, kind::text, 9, {}, 0x1122}, 5}, hex<"01000000 07000000 00000000 09000000 2211 05">);
}

TEST_CASE("codec: values are equal when all their members are") {
    constexpr auto other = hex<"aabbcd">;
    CHECK(equal(two_refs{three, six}, two_refs{bytes{three}, bytes{six}}));
    CHECK_FALSE(equal(two_refs{three, six}, two_refs{other, six}));
    CHECK_FALSE(equal(two_refs{three, six}, two_refs{three, three}));
    CHECK_FALSE(equal(five{1, 2}, five{2, 2}));
    CHECK_FALSE(equal(five{1, 2}, five{1, 3}));
    CHECK(equal(refers_to_tail{}, refers_to_tail{}));
    CHECK(equal(refers_to_tail{with_tail{5, six}, 1}, refers_to_tail{with_tail{5, six}, 1}));
    CHECK_FALSE(equal(refers_to_tail{with_tail{5, six}, 1}, refers_to_tail{{}, 1}));
    CHECK_FALSE(equal(refers_to_tail{{}, 1}, refers_to_tail{with_tail{5, six}, 1}));
    CHECK_FALSE(equal(refers_to_tail{with_tail{5, six}, 1}, refers_to_tail{with_tail{6, six}, 1}));
    CHECK_FALSE(equal(refers_to_tail{with_tail{5, six}, 1}, refers_to_tail{with_tail{5, six}, 2}));
    const five list[] = {{1, 2}, {3, 4}};
    const five changed[] = {{1, 2}, {3, 5}};
    const five shorter[] = {{1, 2}};
    CHECK(equal(lists_fives{list, {}}, lists_fives{list, {}}));
    CHECK_FALSE(equal(lists_fives{list, {}}, lists_fives{changed, {}}));
    CHECK_FALSE(equal(lists_fives{list, {}}, lists_fives{shorter, {}}));
    CHECK_FALSE(equal(lists_fives{shorter, {}}, lists_fives{list, {}}));
    CHECK_FALSE(equal(lists_fives{{}, u"a"}, lists_fives{{}, u"b"}));
}

TEST_CASE("codec: sums of sizes stop at the largest number") {
    CHECK(md::plus(md::most_bytes, 0) == md::most_bytes);
    CHECK(md::plus(md::most_bytes, 1) == md::most_bytes);
    CHECK(md::plus(1, md::most_bytes) == md::most_bytes);
    CHECK(md::plus(3, 4) == 7);
    CHECK_FALSE(md::size_fault(0xffffffffu, md::most_bytes));
    CHECK(md::size_fault(13, 12) == error::no_space(13));
    CHECK_FALSE(md::size_fault(12, 12));
    if constexpr (sizeof(std::size_t) > 4) {
        constexpr auto too_large = static_cast<std::size_t>(0x100000000u);
        CHECK(md::size_fault(too_large, md::most_bytes) == error{errc::too_large, 0});
        // Only the sizes are looked at.
        const std::byte byte{};
        CHECK(encoded_size(two_refs{{&byte, too_large}, {}}).error() == error{errc::too_large, 0});
    }
}

TEST_CASE("codec: what is no information buffer for its size alone") {
    if constexpr (sizeof(std::size_t) > 4) {
        constexpr auto wire = hex<"01000000 02 ">;
        const auto of_size = [&](std::uint64_t n) { return bytes{wire.list.data(), static_cast<std::size_t>(n)}; };
        const error too_large{errc::too_large, 0};
        CHECK(parse<five>(of_size(0xfffffff0u)));
        CHECK(parse<five>(of_size(0xfffffff1u)).error() == too_large);
        CHECK(parse<five>(of_size(0x100000005u)).error() == too_large);
        CHECK_FALSE(validate(layout_of<five>(mbimex::v1), of_size(0xfffffff0u)));
        CHECK(validate(layout_of<five>(mbimex::v1), of_size(0x100000005u)) == too_large);
    }
}
