// SPDX-License-Identifier: BSL-1.0
/// \file
/// Every wire form of `schema.types` in reference/messages.json, from a declaration to bytes and back.  The bytes are
/// written by hand from the schema's text, one field a line: first the fixed part, then what its offsets point at.
#include <cdcnet/mbim/layout.hpp>

#include "wire.hpp"

using namespace wire_test;

// clang-format off: layouts are tables, one field a line; so are their bytes
namespace {

// --- integers, identifiers, addresses ------------------------------------------------------------------------------

enum class colour : std::uint16_t { red = 1, blue = 0x0102 };

struct integers {
    std::uint8_t a{};
    std::uint16_t b{};
    std::uint32_t c{};
    std::uint64_t d{};
    std::int32_t e{};
    colour f{};
    using layout = fields<"INTEGERS", field<"A", &integers::a>, field<"B", &integers::b>, field<"C", &integers::c>,
                          field<"D", &integers::d>, field<"E", &integers::e>, field<"F", &integers::f>>;
};
constexpr integers integers_value{0x12, 0x3456, 0x789abcde, 0x0102030405060708, -2, colour::blue};
constexpr auto integers_wire = hex<
    "12"                // A: no padding behind it
    "5634"              // B
    "debc9a78"          // C
    "0807060504030201"  // D
    "feffffff"          // E
    "0201">;            // F
static_assert(same(integers_value, integers_wire));

struct identifiers {
    uuid id{};
    ipv4 v4{};
    ipv6 v6{};
    std::array<std::byte, 3> raw{};
    using layout = fields<"IDENTIFIERS", field<"Id", &identifiers::id>, field<"V4", &identifiers::v4>, field<"V6", &identifiers::v6>,
                          field<"Raw", &identifiers::raw>>;
};
constexpr identifiers identifiers_value{"00112233-4455-6677-8899-aabbccddeeff"_uuid, *ipv4::parse("192.0.2.1"),
                                        *ipv6::parse("2001:db8::1"), {std::byte{1}, std::byte{2}, std::byte{3}}};
constexpr auto identifiers_wire = hex<
    "00112233445566778899aabbccddeeff"  // Id, in the order of its text
    "c0000201"                          // V4, network order
    "20010db8000000000000000000000001"  // V6, network order
    "010203">;                          // Raw
static_assert(same(identifiers_value, identifiers_wire));

// --- text ----------------------------------------------------------------------------------------------------------

struct texts {
    utf16 wide{};
    std::uint32_t number{};
    utf8 narrow{};
    using layout = fields<"TEXTS", field<"Wide", &texts::wide, rule{.max_bytes = 6}>, field<"Number", &texts::number>,
                          field<"Narrow", &texts::narrow>>;
};
constexpr texts texts_value{u"a\u00e9\u4e2d", 7, "hello"};
constexpr auto texts_wire = hex<
    "14000000 06000000"      // Wide: 6 bytes at 20
    "07000000"               // Number
    "1c000000 05000000"      // Narrow: 5 bytes at 28, behind the padding
    "6100 e900 2d4e 0000"    // Wide and its padding
    "68656c6c6f 000000">;    // Narrow and its padding
static_assert(same(texts_value, texts_wire));
static_assert(same(texts{}, hex<"00000000 00000000 00000000 00000000 00000000">));

struct many_texts {
    ref_list<utf16> list{};
    std::uint32_t behind{};
    using layout = fields<"MANY_TEXTS", count<"Count", &many_texts::list>, field<"List", &many_texts::list>, field<"Behind", &many_texts::behind>>;
};
constexpr utf16 three_texts[] = {u"abc", u"", u"de"};
constexpr many_texts many_texts_value{three_texts, 9};
constexpr auto many_texts_wire = hex<
    "03000000"             // Count
    "20000000 06000000"    // List[0]: at 32
    "00000000 00000000"    // List[1]: empty
    "28000000 04000000"    // List[2]: at 40
    "09000000"             // Behind
    "6100 6200 6300 0000"
    "6400 6500">;
static_assert(same(many_texts_value, many_texts_wire));
static_assert(same(many_texts{{}, 9}, hex<"00000000 09000000">));

struct many_narrow {
    ref_list<utf8> list{};
    using layout = fields<"MANY_NARROW", count<"Count", &many_narrow::list>, field<"List", &many_narrow::list>>;
};
constexpr utf8 two_narrow[] = {"x", "four"};
constexpr many_narrow many_narrow_value{two_narrow};
constexpr auto many_narrow_wire = hex<"02000000" "14000000 01000000" "18000000 04000000" "78 000000" "666f7572">;
static_assert(same(many_narrow_value, many_narrow_wire));

// --- bytes ---------------------------------------------------------------------------------------------------------

constexpr auto five = hex<"0102030405">;
constexpr auto three = hex<"aabbcc">;

struct byte_refs {
    bytes padded{};
    bytes reversed{};
    bytes last{};
    using layout = fields<"BYTE_REFS", field<"Padded", &byte_refs::padded>, size_first<"Reversed", &byte_refs::reversed>,
                          field<"Last", &byte_refs::last, rule{.unpadded = true}>>;
};
constexpr byte_refs byte_refs_value{five, three, five};
constexpr auto byte_refs_wire = hex<
    "18000000 05000000"      // Padded: offset, size
    "03000000 20000000"      // Reversed: size, offset
    "24000000 05000000"      // Last
    "0102030405 000000"
    "aabbcc 00"
    "0102030405">;           // not padded
static_assert(same(byte_refs_value, byte_refs_wire));
static_assert(same(byte_refs{}, hex<"00000000 00000000 00000000 00000000 00000000 00000000">));

// Two members that share one size: filter and mask.
struct filter {
    bytes pattern{};
    bytes mask{};
    std::uint32_t id{};
    using layout = fields<"FILTER", size<"Size", &filter::pattern>, at_offset<"Pattern", &filter::pattern>,
                          at_offset<"Mask", &filter::mask, &filter::pattern>, field<"Id", &filter::id>>;
};
constexpr auto ones = hex<"ffffffffff">;
constexpr filter filter_value{five, ones, 1};
constexpr auto filter_wire = hex<
    "05000000"             // Size, of both
    "10000000"             // Pattern: at 16
    "18000000"             // Mask: at 24
    "01000000"             // Id
    "0102030405 000000"
    "ffffffffff 000000">;
static_assert(same(filter_value, filter_wire));
static_assert(same(filter{{}, {}, 1}, hex<"00000000 00000000 00000000 01000000">));

struct sized_bytes {
    bytes data{};
    std::uint16_t behind{};
    using layout = fields<"SIZED_BYTES", sized<"Data", &sized_bytes::data>, field<"Behind", &sized_bytes::behind>>;
};
constexpr sized_bytes sized_value{five, 0x1122};
constexpr auto sized_wire = hex<"05000000" "0102030405 000000" "2211">;
static_assert(same(sized_value, sized_wire));
static_assert(same(sized_bytes{{}, 0x1122}, hex<"00000000" "2211">));

struct counted_bytes {
    std::uint32_t session{};
    bytes data{};
    std::uint32_t kind{};
    using layout = fields<"COUNTED_BYTES", field<"Session", &counted_bytes::session>, size<"Size", &counted_bytes::data>,
                          field<"Kind", &counted_bytes::kind>, counted<"Data", &counted_bytes::data>>;
};
constexpr counted_bytes counted_value{1, five, 2};
constexpr auto counted_wire = hex<"01000000" "05000000" "02000000" "0102030405 000000">;
static_assert(same(counted_value, counted_wire));

struct padded_tail {
    std::uint32_t kind{};
    bytes data{};
    using layout = fields<"PADDED_TAIL", field<"Kind", &padded_tail::kind>, tail<"Data", &padded_tail::data>>;
};
// A reader cannot tell the padding from the data.
static_assert(builds(padded_tail{1, five}, hex<"01000000" "0102030405 000000">));
constexpr auto eight = hex<"0102030405000000">;
static_assert(same(padded_tail{1, eight}, hex<"01000000" "0102030405000000">));

struct bare_tail {
    std::uint32_t kind{};
    bytes data{};
    using layout = fields<"BARE_TAIL", field<"Kind", &bare_tail::kind>, tail<"Data", &bare_tail::data, rule{.unpadded = true}>>;
};
static_assert(same(bare_tail{1, five}, hex<"01000000" "0102030405">));
static_assert(same(bare_tail{1, {}}, hex<"01000000">));

// --- addresses and numbers behind offsets --------------------------------------------------------------------------

struct gateways {
    std::optional<ipv4> v4{};
    std::optional<ipv6> v6{};
    using layout = fields<"GATEWAYS", field<"V4", &gateways::v4>, field<"V6", &gateways::v6>>;
};
constexpr gateways gateways_value{*ipv4::parse("192.0.2.1"), *ipv6::parse("2001:db8::1")};
constexpr auto gateways_wire = hex<"08000000" "0c000000" "c0000201" "20010db8000000000000000000000001">;
static_assert(same(gateways_value, gateways_wire));
static_assert(same(gateways{{}, *ipv6::parse("2001:db8::1")}, hex<"00000000" "08000000" "20010db8000000000000000000000001">));
static_assert(same(gateways{}, hex<"00000000" "00000000">));

struct servers {
    array_view<ipv4> v4{};
    array_view<ipv6> v6{};
    using layout = fields<"SERVERS", count<"V4Count", &servers::v4>, field<"V4", &servers::v4>, count<"V6Count", &servers::v6>,
                          field<"V6", &servers::v6>>;
};
constexpr ipv4 two_v4[] = {*ipv4::parse("192.0.2.1"), *ipv4::parse("192.0.2.2")};
constexpr ipv6 one_v6[] = {*ipv6::parse("2001:db8::1")};
constexpr servers servers_value{two_v4, one_v6};
constexpr auto servers_wire = hex<
    "02000000" "10000000"    // V4: two at 16
    "01000000" "18000000"    // V6: one at 24
    "c0000201" "c0000202"
    "20010db8000000000000000000000001">;
static_assert(same(servers_value, servers_wire));
static_assert(same(servers{}, hex<"00000000 00000000 00000000 00000000">));

struct numbers {
    array_view<std::uint32_t> list{};
    std::uint32_t behind{};
    using layout = fields<"NUMBERS", count<"Count", &numbers::list>, field<"List", &numbers::list>, field<"Behind", &numbers::behind>>;
};
constexpr std::uint32_t three_numbers[] = {1, 0x100, 0xffffffff};
constexpr numbers numbers_value{three_numbers, 5};
constexpr auto numbers_wire = hex<"03000000" "01000000" "00010000" "ffffffff" "05000000">;
static_assert(same(numbers_value, numbers_wire));

// --- structures ----------------------------------------------------------------------------------------------------

struct point {
    std::uint16_t x{};
    std::uint32_t y{};
    using layout = fields<"POINT", field<"X", &point::x>, field<"Y", &point::y>>;
};
struct named_point {
    utf16 name{};
    std::uint32_t x{};
    using layout = fields<"NAMED_POINT", field<"Name", &named_point::name>, field<"X", &named_point::x>>;
};

// base=struct: the offsets of an inline structure count from its own first byte.
struct inline_structure {
    std::uint32_t before{};
    named_point inner{};
    utf16 outer{};
    using layout = fields<"INLINE", field<"Before", &inline_structure::before>, field<"Inner", &inline_structure::inner>,
                          field<"Outer", &inline_structure::outer>>;
};
constexpr inline_structure inline_value{1, {u"abc", 2}, u"z"};
constexpr auto inline_wire = hex<
    "01000000"             // Before
    "14000000 06000000"    // Inner.Name: 20 behind byte 4
    "02000000"             // Inner.X
    "20000000 02000000"    // Outer: at 32
    "6100 6200 6300 0000"  // at 24
    "7a00 0000">;
static_assert(same(inline_value, inline_wire));

struct nested_inline {
    std::uint16_t before{};
    inline_structure inner{};
    std::uint16_t behind{};
    using layout = fields<"NESTED_INLINE", field<"Before", &nested_inline::before>, field<"Inner", &nested_inline::inner>,
                          field<"Behind", &nested_inline::behind>>;
};
// Two bytes before the inner structure: its offsets are aligned to the outermost one nowhere, and to themselves neither.
constexpr nested_inline nested_inline_value{1, {1, {u"abc", 2}, u"z"}, 3};
constexpr auto nested_inline_wire = hex<
    "0100"
    "01000000"
    "16000000 06000000"    // Inner.Inner.Name: 22 behind byte 6
    "02000000"
    "22000000 02000000"    // Inner.Outer: 34 behind byte 2
    "0300"
    "6100 6200 6300 0000"  // at 28
    "7a00 0000">;          // at 36
static_assert(builds(nested_inline_value, nested_inline_wire));
static_assert(equal(*parse<nested_inline>(nested_inline_wire), nested_inline_value));

struct references {
    std::optional<named_point> one{};
    std::optional<point> other{};
    using layout = fields<"REFERENCES", field<"One", &references::one>, field<"Other", &references::other>>;
};
constexpr references references_value{named_point{u"abc", 2}, point{3, 4}};
constexpr auto references_wire = hex<
    "10000000 14000000"    // One: 20 bytes at 16, its text and padding counted
    "24000000 06000000"    // Other: 6 bytes at 36
    "0c000000 06000000"    // One.Name: 12 behind byte 16
    "02000000"
    "6100 6200 6300 0000"
    "0300 04000000 0000">; // Other and its padding
static_assert(same(references_value, references_wire));
static_assert(same(references{{}, point{3, 4}}, hex<"00000000 00000000" "10000000 06000000" "0300 04000000 0000">));

struct points {
    array_view<point> list{};
    std::uint32_t behind{};
    using layout = fields<"POINTS", count<"Count", &points::list>, field<"List", &points::list>, field<"Behind", &points::behind>>;
};
constexpr point two_points[] = {{1, 2}, {3, 4}};
constexpr points points_value{two_points, 5};
constexpr auto points_wire = hex<"02000000" "0c000000" "05000000" "0100 02000000" "0300 04000000">;
static_assert(same(points_value, points_wire));
constexpr point three_points[] = {{1, 2}, {3, 4}, {5, 6}};
static_assert(same(points{three_points, 5},
                   hex<"03000000" "0c000000" "05000000" "0100 02000000" "0300 04000000" "0500 06000000" "0000">));

struct named_points {
    ref_list<named_point> list{};
    using layout = fields<"NAMED_POINTS", count<"Count", &named_points::list>, field<"List", &named_points::list>>;
};
constexpr named_point two_named[] = {{u"abc", 1}, {u"", 2}};
constexpr named_points named_points_value{two_named};
constexpr auto named_points_wire = hex<
    "02000000"
    "14000000 14000000"    // List[0]: 20 bytes at 20
    "28000000 0c000000"    // List[1]: 12 bytes at 40
    "0c000000 06000000" "01000000" "6100 6200 6300 0000"
    "00000000 00000000" "02000000">;
static_assert(same(named_points_value, named_points_wire));

// Elements of odd size, each at the next multiple of 4 (SMS_READ).
struct odd_element {
    std::uint8_t kind{};
    bytes data{};
    using layout = fields<"ODD_ELEMENT", field<"Kind", &odd_element::kind>, tail<"Data", &odd_element::data, rule{.unpadded = true}>>;
};
struct odd_elements {
    ref_list<odd_element> list{};
    using layout = fields<"ODD_ELEMENTS", count<"Count", &odd_elements::list>, field<"List", &odd_elements::list>>;
};
constexpr odd_element two_odd[] = {{1, three}, {2, five}};
constexpr odd_elements odd_value{two_odd};
constexpr auto odd_wire = hex<"02000000" "14000000 04000000" "18000000 06000000" "01 aabbcc" "02 0102030405 0000">;
static_assert(same(odd_value, odd_wire));

struct list_of_named {
    record_list<named_point> list{};
    std::uint32_t behind{};
    using layout = fields<"LIST_OF_NAMED", field<"List", &list_of_named::list>, field<"Behind", &list_of_named::behind>>;
};
constexpr list_of_named list_of_named_value{two_named, 9};
constexpr auto list_of_named_wire = hex<
    "0c000000 24000000"    // List: 36 bytes at 12
    "09000000"
    "02000000"             // count
    "0c000000 06000000" "01000000" "6100 6200 6300 0000"
    "00000000 00000000" "02000000">;
static_assert(same(list_of_named_value, list_of_named_wire));
static_assert(same(list_of_named{{}, 9}, hex<"00000000 00000000" "09000000">));

// A block whose size is not a multiple of 4 is padded; its elements are not.
struct list_of_points {
    record_list<point> list{};
    utf16 behind{};
    using layout = fields<"LIST_OF_POINTS", field<"List", &list_of_points::list>, field<"Behind", &list_of_points::behind>>;
};
constexpr list_of_points list_of_points_value{three_points, u"ab"};
constexpr auto list_of_points_wire = hex<
    "10000000 16000000"    // List: 22 bytes at 16
    "28000000 04000000"    // Behind: at 40
    "03000000" "0100 02000000" "0300 04000000" "0500 06000000" "0000"
    "6100 6200">;
static_assert(same(list_of_points_value, list_of_points_wire));

// --- TLVs ----------------------------------------------------------------------------------------------------------

struct tlvs {
    utf16 name{};
    bytes slice{};
    array_view<std::uint16_t> table{};
    tlv any{};
    tlv_list rest{};
    using layout = fields<"TLVS", in_tlv<"Name", &tlvs::name, tlv_type::wchar_str>, in_tlv<"Slice", &tlvs::slice, tlv_type::single_nssai>,
                          in_tlv<"Table", &tlvs::table, tlv_type::uint16_tbl>, field<"Any", &tlvs::any>, field<"Rest", &tlvs::rest>>;
};
constexpr std::uint16_t three_shorts[] = {1, 2, 0x0304};
constexpr tlv two_tlvs[] = {{tlv_type::pco, five}, {static_cast<tlv_type>(0x7777), {}}};
constexpr tlvs tlvs_value{u"abc", five, three_shorts, {tlv_type::os_id, three}, two_tlvs};
constexpr auto tlvs_wire = hex<
    "0a00 00 02 06000000" "6100 6200 6300" "0000"  // Name: type 10, padding 2, 6 bytes
    "0200 00 03 05000000" "0102030405" "000000"    // Slice: type 2, padding 3, 5 bytes
    "0b00 00 02 06000000" "0100 0200 0403" "0000"  // Table: type 11
    "1200 00 01 03000000" "aabbcc" "00"            // Any: type 18
    "0d00 00 03 05000000" "0102030405" "000000"    // Rest[0]: type 13
    "7777 00 00 00000000">;                        // Rest[1]: nobody knows this type
static_assert(same(tlvs_value, tlvs_wire));
static_assert(same(tlvs{}, hex<"0a000000 00000000" "02000000 00000000" "0b000000 00000000" "00000000 00000000">));

// The shape of ms_basic_connect_extensions/1/set@4.0: a TLV behind offset fields, in the fixed part.
struct context {
    std::uint32_t operation{};
    utf16 name{};
    std::uint32_t compression{};
    bytes slice{};
    using layout = fields<"CONTEXT", field<"Operation", &context::operation>, field<"AccessString", &context::name>,
                          field<"Compression", &context::compression>, in_tlv<"Snssai", &context::slice, tlv_type::single_nssai>>;
};
constexpr auto slice = hex<"0101">;
constexpr context context_value{1, u"abc", 2, slice};
constexpr auto context_wire = hex<
    "01000000"
    "1c000000 06000000"           // AccessString: at 28, behind the TLV
    "02000000"
    "0200 00 02 02000000 0101 0000"
    "6100 6200 6300 0000">;
static_assert(same(context_value, context_wire));

// The same as elements: of offset-and-size pairs, and back to back.
struct contexts {
    ref_list<context> pairs{};
    record_list<context> block{};
    using layout = fields<"CONTEXTS", count<"Count", &contexts::pairs>, field<"Pairs", &contexts::pairs>, field<"Block", &contexts::block>>;
};
constexpr context two_contexts[] = {{1, u"abc", 2, slice}, {3, u"", 4, {}}};
constexpr contexts contexts_value{two_contexts, two_contexts};
constexpr auto contexts_wire = hex<
    "02000000"
    "1c000000 24000000"    // Pairs[0]: 36 bytes at 28
    "40000000 18000000"    // Pairs[1]: 24 bytes at 64
    "58000000 40000000"    // Block: 64 bytes at 88
    "01000000 1c000000 06000000 02000000 0200 00 02 02000000 0101 0000 6100 6200 6300 0000"
    "03000000 00000000 00000000 04000000 0200 00 00 00000000"
    "02000000"
    "01000000 1c000000 06000000 02000000 0200 00 02 02000000 0101 0000 6100 6200 6300 0000"
    "03000000 00000000 00000000 04000000 0200 00 00 00000000">;
static_assert(same(contexts_value, contexts_wire));

// --- what exists only sometimes ------------------------------------------------------------------------------------

enum class kind : std::uint32_t { text = 0, data = 1 };

// SMS: one count, and one of two lists.
struct either {
    kind form{};
    ref_list<utf16> texts{};
    ref_list<odd_element> elements{};
    std::uint32_t behind{};
    using layout = fields<"EITHER", field<"Form", &either::form>, count<"Count", &either::texts, &either::elements>,
                          when<&either::form, kind::text, field<"Texts", &either::texts>>,
                          when<&either::form, kind::data, field<"Elements", &either::elements>>, field<"Behind", &either::behind>>;
};
constexpr utf16 one_text[] = {u"ab"};
constexpr odd_element one_odd[] = {{1, three}};
constexpr either text_value{kind::text, one_text, {}, 9};
constexpr either data_value{kind::data, {}, one_odd, 9};
constexpr either neither_value{static_cast<kind>(7), {}, {}, 9};
constexpr auto text_wire = hex<"00000000" "01000000" "14000000 04000000" "09000000" "6100 6200">;
constexpr auto data_wire = hex<"01000000" "01000000" "14000000 04000000" "09000000" "01 aabbcc">;
constexpr auto neither_wire = hex<"07000000" "00000000" "09000000">;
static_assert(same(text_value, text_wire));
static_assert(same(data_value, data_wire));
static_assert(same(neither_value, neither_wire));

// An inline structure that is there or not (SMS_SEND).
struct one_of_two {
    kind form{};
    named_point point{};
    bytes data{};
    using layout = fields<"ONE_OF_TWO", field<"Form", &one_of_two::form>,
                          when<&one_of_two::form, kind::text, field<"Point", &one_of_two::point>>,
                          when<&one_of_two::form, kind::data, field<"Data", &one_of_two::data>>>;
};
constexpr one_of_two with_point{kind::text, {u"ab", 3}, {}};
constexpr one_of_two with_data{kind::data, {}, three};
constexpr auto with_point_wire = hex<"00000000" "0c000000 04000000" "03000000" "6100 6200">;
constexpr auto with_data_wire = hex<"01000000" "0c000000 03000000" "aabbcc 00">;
static_assert(same(with_point, with_point_wire));
static_assert(same(with_data, with_data_wire));

struct versioned {
    std::uint32_t always{};
    std::uint32_t old{};
    utf16 text{};
    std::uint32_t recent{};
    using layout = fields<"VERSIONED", field<"Always", &versioned::always>, field<"Old", &versioned::old, rule{.before = mbimex::v3}>,
                          field<"Text", &versioned::text>, field<"Recent", &versioned::recent, rule{.since = mbimex::v2}>>;
};
constexpr auto versioned_v1 = hex<"01000000" "02000000" "10000000 02000000" "6100 0000">;
constexpr auto versioned_v2 = hex<"01000000" "02000000" "14000000 02000000" "04000000" "6100 0000">;
constexpr auto versioned_v3 = hex<"01000000" "10000000 02000000" "04000000" "6100 0000">;
static_assert(same(versioned{1, 2, u"a", 0}, versioned_v1, mbimex::v1));
static_assert(same(versioned{1, 2, u"a", 4}, versioned_v2, mbimex::v2));
static_assert(same(versioned{1, 0, u"a", 4}, versioned_v3, mbimex::v3));
static_assert(same(versioned{1, 0, u"a", 4}, versioned_v3, mbimex::v4));

// Elements follow the release of the message.
struct short_versioned {
    std::uint32_t always{};
    std::uint16_t recent{};
    using layout = fields<"SHORT_VERSIONED", field<"Always", &short_versioned::always>,
                          field<"Recent", &short_versioned::recent, rule{.since = mbimex::v2}>>;
};
struct versioned_elements {
    array_view<short_versioned> array{};
    ref_list<versioned> pairs{};
    record_list<versioned> block{};
    using layout = fields<"VERSIONED_ELEMENTS", count<"ArrayCount", &versioned_elements::array>, field<"Array", &versioned_elements::array>,
                          count<"PairCount", &versioned_elements::pairs>, field<"Pairs", &versioned_elements::pairs>,
                          field<"Block", &versioned_elements::block>>;
};
constexpr short_versioned two_short_v1[] = {{1, 0}, {2, 0}};
constexpr short_versioned two_short_v2[] = {{1, 8}, {2, 9}};
constexpr versioned one_v1[] = {{1, 2, u"a", 0}};
constexpr versioned one_v3[] = {{1, 0, u"a", 4}};
constexpr versioned_elements elements_v1{two_short_v1, one_v1, one_v1};
constexpr auto elements_v1_wire = hex<
    "02000000" "1c000000"             // Array: two of 4 bytes at 28
    "01000000" "24000000 14000000"    // Pairs[0]: 20 bytes at 36
    "38000000 18000000"               // Block: 24 bytes at 56
    "01000000" "02000000"
    "01000000 02000000 10000000 02000000 6100 0000"
    "01000000" "01000000 02000000 10000000 02000000 6100 0000">;
static_assert(same(elements_v1, elements_v1_wire, mbimex::v1));
constexpr versioned_elements elements_v3{two_short_v2, one_v3, one_v3};
constexpr auto elements_v3_wire = hex<
    "02000000" "1c000000"             // Array: two of 6 bytes at 28
    "01000000" "28000000 14000000"    // Pairs[0]: 20 bytes at 40
    "3c000000 18000000"               // Block: 24 bytes at 60
    "01000000 0800" "02000000 0900"
    "01000000 10000000 02000000 04000000 6100 0000"
    "01000000" "01000000 10000000 02000000 04000000 6100 0000">;
static_assert(same(elements_v3, elements_v3_wire, mbimex::v3));

// A structure that may end early.
struct short_or_long {
    std::uint32_t id{};
    std::uint32_t state{};
    utf16 text{};
    static constexpr rule rest{.optional = true};
    using layout = fields<"SHORT_OR_LONG", field<"Id", &short_or_long::id>, field<"State", &short_or_long::state, rest>,
                          field<"Text", &short_or_long::text, rest>>;
};
constexpr auto long_wire = hex<"01000000" "02000000" "10000000 02000000" "6100 0000">;
static_assert(same(short_or_long{1, 2, u"a"}, long_wire));
static_assert(equal(*parse<short_or_long>(hex<"01000000">), short_or_long{1, 0, {}}));
static_assert(equal(*parse<short_or_long>(hex<"01000000 02000000">), short_or_long{1, 2, {}}));
static_assert(parse<short_or_long>(hex<"01000000 0200">).error() == error{errc::length, 4, field_at(1)});
static_assert(parse<short_or_long>(hex<"01000000">, mbimex::v1, tolerance::strict).error() == error{errc::length, 4, field_at(1)});

struct empty {
    using layout = fields<"EMPTY">;
};
static_assert(same(empty{}, bytes{}));

}  // namespace

TEST_CASE("integers, identifiers and addresses, without padding between them") {
    check_bytes(integers_value, integers_wire);
    check_bytes(identifiers_value, identifiers_wire);
    check_refused<integers>(bytes{integers_wire}.first(0), {errc::length, 0, field_at(0)});
    check_refused<integers>(bytes{integers_wire}.first(2), {errc::length, 1, field_at(1)});
    check_refused<integers>(bytes{integers_wire}.first(14), {errc::length, 7, field_at(3)});
    check_refused<identifiers>(bytes{identifiers_wire}.first(38), {errc::length, 36, field_at(3)});
}

TEST_CASE("text behind offset and size") {
    check_bytes(texts_value, texts_wire, 3);
    check_refused<texts>(with(texts_wire, 0, 31), {errc::outside, 0, field_at(0)});
    check_refused<texts>(with(texts_wire, 0, 0), {errc::null_reference, 0, field_at(0)});
    check_refused<texts>(with(texts_wire, 0, 0xfffffff0), {errc::outside, 0, field_at(0)});
    check_refused<texts>(with(texts_wire, 4, 5), {errc::odd_size, 0, field_at(0)});
    check_refused<texts>(with(texts_wire, 4, 0xfffffffe), {errc::outside, 0, field_at(0)});
    check_refused<texts>(with(texts_wire, 12, 32), {errc::outside, 12, field_at(2)});
    check_refused<texts>(with(texts_wire, 16, 9), {errc::outside, 12, field_at(2)});
    std::array<std::byte, 64> out{};
    CHECK(build(out, texts{u"abcd", 0, {}}, mbimex::v1, tolerance::strict).error() == error{errc::too_long, 0, field_at(0)});
    CHECK(build(out, texts{u"abcd", 0, {}}));
}

TEST_CASE("arrays of text") {
    check_bytes(many_texts_value, many_texts_wire);
    check_bytes(many_narrow_value, many_narrow_wire);
    check_refused<many_texts>(with(many_texts_wire, 0, 6), {errc::count, 4, field_at(1)});
    check_refused<many_texts>(with(many_texts_wire, 0, 0xffffffff), {errc::count, 4, field_at(1)});
    check_refused<many_texts>(with(many_texts_wire, 0, 0x20000001), {errc::count, 4, field_at(1)});  // times 8: 8 modulo 2^32
    check_refused<many_texts>(with(many_texts_wire, 4, 40), {errc::outside, 4, field_at(1, 0)});
    check_refused<many_texts>(with(many_texts_wire, 16, 2), {errc::null_reference, 12, field_at(1, 1)});
    check_refused<many_texts>(with(many_texts_wire, 24, 3), {errc::odd_size, 20, field_at(1, 2)});
}

TEST_CASE("bytes behind offset and size, in either order") {
    check_bytes(byte_refs_value, byte_refs_wire);
    check_refused<byte_refs>(with(byte_refs_wire, 0, 37), {errc::outside, 0, field_at(0)});
    check_refused<byte_refs>(with(byte_refs_wire, 8, 10), {errc::outside, 12, field_at(1)});
    check_refused<byte_refs>(with(byte_refs_wire, 12, 39), {errc::outside, 12, field_at(1)});
    check_refused<byte_refs>(with(byte_refs_wire, 20, 6), {errc::outside, 16, field_at(2)});
}

TEST_CASE("two members that share a size") {
    check_bytes(filter_value, filter_wire, 3);
    check_refused<filter>(with(filter_wire, 0, 9), {errc::outside, 8, field_at(2)}, {errc::padding, 25, field_at(1)});
    check_refused<filter>(with(filter_wire, 4, 28), {errc::outside, 4, field_at(1)});
    check_refused<filter>(with(filter_wire, 8, 0), {errc::null_reference, 8, field_at(2)});
    std::array<std::byte, 64> out{};
    CHECK(build(out, filter{five, three, 1}).error() == error{errc::size_mismatch, 0, field_at(2)});
    CHECK(build(out, filter{five, {}, 1}).error() == error{errc::size_mismatch, 0, field_at(2)});
}

TEST_CASE("bytes inline") {
    check_bytes(sized_value, sized_wire);
    check_bytes(counted_value, counted_wire, 3);
    check_refused<sized_bytes>(with(sized_wire, 0, 11), {errc::outside, 4, field_at(0)});
    check_refused<sized_bytes>(with(sized_wire, 0, 9), {errc::length, 14, field_at(1)}, {errc::padding, 14, field_at(0)});
    check_refused<sized_bytes>(with(sized_wire, 0, 0xffffffff), {errc::outside, 4, field_at(0)});
    check_refused<counted_bytes>(with(counted_wire, 4, 9), {errc::outside, 12, field_at(3)});
    check_refused<counted_bytes>(with(counted_wire, 4, 0xffffffff), {errc::outside, 12, field_at(3)});
}

TEST_CASE("bytes to the end") {
    CHECK(same(padded_tail{1, eight}, hex<"01000000" "0102030405000000">));
    const auto five_read = parse<padded_tail>(hex<"01000000" "0102030405">);
    REQUIRE(five_read);
    CHECK(equal(five_read->data, five));
    check_refused<padded_tail>(hex<"010000">, {errc::length, 0, field_at(0)});
    check_refused<bare_tail>(hex<"010000">, {errc::length, 0, field_at(0)});
}

TEST_CASE("addresses behind an offset") {
    check_bytes(gateways_value, gateways_wire);
    check_bytes(servers_value, servers_wire);
    check_refused<gateways>(with(gateways_wire, 0, 25), {errc::outside, 0, field_at(0)});
    check_refused<gateways>(with(gateways_wire, 4, 13), {errc::outside, 4, field_at(1)});
    check_refused<gateways>(with(gateways_wire, 4, 0xfffffff8), {errc::outside, 4, field_at(1)});
    check_refused<servers>(with(servers_wire, 0, 0x7fffffff), {errc::outside, 4, field_at(1)});
    check_refused<servers>(with(servers_wire, 0, 0x40000000), {errc::outside, 4, field_at(1)});  // times 4: 0 modulo 2^32
    check_refused<servers>(with(servers_wire, 4, 0), {errc::null_reference, 4, field_at(1)});
    check_refused<servers>(with(servers_wire, 12, 25), {errc::outside, 12, field_at(3)});
    check_refused<servers>(with(servers_wire, 8, 0x10000001), {errc::outside, 12, field_at(3)});  // times 16: 16 modulo 2^32
}

TEST_CASE("numbers inline") {
    check_bytes(numbers_value, numbers_wire);
    check_refused<numbers>(with(numbers_wire, 0, 4), {errc::length, 20, field_at(2)});
    check_refused<numbers>(with(numbers_wire, 0, 5), {errc::count, 4, field_at(1)});
    check_refused<numbers>(with(numbers_wire, 0, 0x40000003), {errc::count, 4, field_at(1)});
}

TEST_CASE("structures inline: their offsets count from themselves") {
    check_bytes(inline_value, inline_wire, 2);
    check_refused<inline_structure>(with(inline_wire, 4, 32), {errc::outside, 4, field_at(1, place::no_element, 0)});
    check_refused<inline_structure>(with(inline_wire, 4, 0xffffffff), {errc::outside, 4, field_at(1, place::no_element, 0)});
    check_refused<inline_structure>(with(inline_wire, 16, 36), {errc::outside, 16, field_at(2)});
    check_refused<inline_structure>(bytes{inline_wire}.first(14), {errc::length, 4, field_at(1)});
    CHECK(builds(nested_inline_value, nested_inline_wire));
    for (std::size_t shift = 0; shift < 8; ++shift) {
        const copied input{nested_inline_wire, shift};
        const auto read = parse<nested_inline>(input);
        REQUIRE(read);
        CHECK(equal(*read, nested_inline_value));
    }
}

TEST_CASE("structures behind offset and size") {
    check_bytes(references_value, references_wire, 2);
    check_refused<references>(with(references_wire, 0, 28), {errc::outside, 0, field_at(0)});
    check_refused<references>(with(references_wire, 4, 11), {errc::element_size, 0, field_at(0)});
    check_refused<references>(with(references_wire, 4, 17), {errc::outside, 16, field_at(0, place::no_element, 0)});
    check_refused<references>(with(references_wire, 12, 5), {errc::element_size, 8, field_at(1)});
    check_refused<references>(with(references_wire, 16, 15), {errc::outside, 16, field_at(0, place::no_element, 0)});
    check_refused<references>(with(references_wire, 0, 0), {errc::null_reference, 0, field_at(0)});
}

TEST_CASE("arrays of structures") {
    check_bytes(points_value, points_wire);
    check_bytes(named_points_value, named_points_wire);
    check_bytes(odd_value, odd_wire, 2);
    check_refused<points>(with(points_wire, 0, 3), {errc::outside, 4, field_at(1)});
    check_refused<points>(with(points_wire, 0, 0xffffffff), {errc::outside, 4, field_at(1)});
    check_refused<points>(with(points_wire, 4, 13), {errc::outside, 4, field_at(1)});
    check_refused<named_points>(with(named_points_wire, 0, 0x20000002), {errc::count, 4, field_at(1)});
    check_refused<named_points>(with(named_points_wire, 4, 52), {errc::outside, 4, field_at(1, 0)});
    check_refused<named_points>(with(named_points_wire, 16, 11), {errc::element_size, 12, field_at(1, 1)});
    check_refused<named_points>(with(named_points_wire, 20, 16), {errc::outside, 20, field_at(1, 0, 0)});
    check_refused<named_points>(with(named_points_wire, 44, 2), {errc::null_reference, 40, field_at(1, 1, 0)});
}

TEST_CASE("structures back to back, each with its text behind it") {
    check_bytes(list_of_named_value, list_of_named_wire);
    check_bytes(list_of_points_value, list_of_points_wire);
    check_bytes(points{three_points, 5}, hex<"03000000" "0c000000" "05000000" "0100 02000000" "0300 04000000" "0500 06000000" "0000">, 2);
    check_refused<list_of_named>(with(list_of_named_wire, 4, 3), {errc::element_size, 0, field_at(0)});
    check_refused<list_of_named>(with(list_of_named_wire, 4, 37), {errc::outside, 0, field_at(0)});
    check_refused<list_of_named>(with(list_of_named_wire, 12, 3), {errc::count, 12, field_at(0)});
    check_refused<list_of_named>(with(list_of_named_wire, 12, 0xffffffff), {errc::count, 12, field_at(0)});
    check_refused<list_of_named>(with(list_of_named_wire, 16, 27), {errc::outside, 16, field_at(0, 0, 0)});
    check_refused<list_of_named>(with(list_of_named_wire, 40, 2), {errc::null_reference, 36, field_at(0, 1, 0)});
}

TEST_CASE("TLVs of one type, of any type, and up to the end") {
    check_refused<tlvs>(with(tlvs_wire, 0, 2), {errc::tlv_type, 0, field_at(0)});
    check_refused<tlvs>(with(tlvs_wire, 4, 0xfffffffc), {errc::outside, 4, field_at(0)});
    check_refused<tlvs>(with(tlvs_wire, 4, 5), {errc::odd_size, 4, field_at(0)});
    check_refused<tlvs>(with(tlvs_wire, 16, 0x04000002), {errc::tlv_padding, 19, field_at(1)});
    check_refused<tlvs>(with(tlvs_wire, 36, 5), {errc::odd_size, 36, field_at(2)});
    check_refused<tlvs>(with(tlvs_wire, 52, 100), {errc::outside, 52, field_at(3)});
    check_refused<tlvs>(with(tlvs_wire, 64, 100), {errc::outside, 64, field_at(4)});
    CHECK(same(tlvs_value, tlvs_wire));
    for (std::size_t shift = 0; shift < 8; ++shift) CHECK(parses(copied{tlvs_wire, shift}, tlvs_value));
    // The list ends where the structure ends: up to there every prefix lacks something.
    for (std::size_t n = 0; n < 59; ++n) CHECK_FALSE(parse<tlvs>(copied{bytes{tlvs_wire}.first(n)}));
}

TEST_CASE("a TLV between the fixed fields and their text") {
    check_bytes(context_value, context_wire, 2);
    check_bytes(contexts_value, contexts_wire);
    check_refused<context>(with(context_wire, 4, 31), {errc::outside, 4, field_at(1)});
    check_refused<context>(with(context_wire, 20, 13), {errc::outside, 20, field_at(3)});
    check_refused<contexts>(with(contexts_wire, 44, 0x0203), {errc::tlv_type, 44, field_at(1, 0, 3)});
    check_refused<contexts>(with(contexts_wire, 44, 0x0003), {errc::tlv_type, 44, field_at(1, 0, 3)});
    check_refused<contexts>(with(contexts_wire, 148, 1), {errc::outside, 148, field_at(2, 1, 3)});
}

TEST_CASE("fields that depend on another one") {
    check_bytes(text_value, text_wire);
    check_bytes(data_value, data_wire);
    check_bytes(neither_value, neither_wire);
    check_bytes(with_point, with_point_wire);
    check_bytes(with_data, with_data_wire, 1);
    check_refused<either>(with(text_wire, 4, 3), {errc::count, 8, field_at(2)});
    check_refused<either>(with(data_wire, 4, 3), {errc::count, 8, field_at(3)});
    check_refused<either>(with(data_wire, 8, 21), {errc::outside, 8, field_at(3, 0)});
    check_refused<one_of_two>(with(with_point_wire, 8, 6), {errc::outside, 4, field_at(1, place::no_element, 0)});
    std::array<std::byte, 64> out{};
    CHECK(build(out, either{kind::text, one_text, one_odd, 0}).error() == error{errc::value, 0, field_at(3)});
    CHECK(build(out, one_of_two{kind::data, {u"a", 0}, three}).error() == error{errc::value, 0, field_at(1)});
}

TEST_CASE("fields of some releases") {
    check_bytes(versioned{1, 2, u"a", 0}, versioned_v1, 2, mbimex::v1);
    check_bytes(versioned{1, 2, u"a", 4}, versioned_v2, 2, mbimex::v2);
    check_bytes(versioned{1, 0, u"a", 4}, versioned_v3, 2, mbimex::v4);
    check_bytes(elements_v1, elements_v1_wire, 0, mbimex::v1);
    check_bytes(elements_v3, elements_v3_wire, 0, mbimex::v3);
    std::array<std::byte, 64> out{};
    CHECK(build(out, versioned{1, 2, {}, 4}, mbimex::v1).error() == error{errc::not_this_release, 0, field_at(3)});
    CHECK(build(out, versioned{1, 2, {}, 4}, mbimex::v3).error() == error{errc::not_this_release, 0, field_at(1)});
    CHECK(build(out, versioned_elements{two_short_v2, {}, {}}, mbimex::v1).error() == error{errc::not_this_release, 0, field_at(1, 0, 1)});
    check_refused<versioned_elements>(with(elements_v3_wire, 44, 19), {errc::outside, 44, field_at(3, 0, 2)}, mbimex::v3);
}

TEST_CASE("a structure that may end early") {
    CHECK(same(short_or_long{1, 2, u"a"}, long_wire));
    for (std::size_t n = 0; n < long_wire.size() - 2; ++n) {
        const auto read = parse<short_or_long>(copied{bytes{long_wire}.first(n)});
        CHECK(static_cast<bool>(read) == (n == 4 || n == 8));
    }
    const auto view_of_short = view<short_or_long>::over(hex<"01000000 02000000">);
    REQUIRE(view_of_short);
    CHECK(view_of_short->get<&short_or_long::id>() == 1);
    CHECK(view_of_short->get<&short_or_long::state>() == 2);
    CHECK(view_of_short->get<&short_or_long::text>().empty());
}

TEST_CASE("nothing at all") {
    check_bytes(empty{}, bytes{});
    check_strict<empty>(hex<"00">, {errc::trailing_bytes, 0});
}
