// SPDX-License-Identifier: BSL-1.0
/// \file
/// What becomes of a declaration: which field is where, what belongs to it, and what the table says of the whole.  The numbers
/// are counted by hand from the sizes of the forms in `schema.types` of reference/messages.json.
#include <cdcnet/mbim/table.hpp>

#include <algorithm>

#include "wire.hpp"

using namespace wire_test;
namespace md = cdcnet::mbim::detail;

// clang-format off: layouts are tables, one field a line
namespace {

enum class kind : std::uint32_t { text, data };
constexpr auto names(kind) { return values("Kind", named{kind::text, "text"}, named{kind::data, "data"}); }

struct mixed {
    std::uint32_t id{};
    utf16 name{};
    uuid service{};
    bytes data{};
    array_view<std::uint32_t> words{};
    std::uint8_t behind{};
    using layout = fields<"MIXED",
        field<"Id", &mixed::id>,
        field<"Name", &mixed::name, rule{.max_bytes = 30, .personal = true}>,
        field<"Service", &mixed::service>,
        size<"DataSize", &mixed::data>,
        at_offset<"Data", &mixed::data>,
        count<"Count", &mixed::words>,
        field<"Words", &mixed::words>,
        field<"Behind", &mixed::behind>>;
};

struct ends_early {
    std::uint16_t a{};
    std::uint64_t b{};
    std::int32_t c{};
    std::uint8_t d{};
    using layout = fields<"ENDS_EARLY",
        field<"A", &ends_early::a>,
        field<"B", &ends_early::b>,
        field<"C", &ends_early::c, rule{.optional = true, .unit = unit::seconds}>,
        field<"D", &ends_early::d, rule{.optional = true}>>;
};

struct ends_in_between {
    std::uint16_t a{};
    std::uint32_t b{};
    std::uint16_t c{};
    using layout = fields<"ENDS_IN_BETWEEN",
        field<"A", &ends_in_between::a>,
        field<"B", &ends_in_between::b, rule{.optional = true}>,
        field<"C", &ends_in_between::c>>;
};

struct words_first {
    array_view<std::uint32_t> words{};
    std::uint16_t a{};
    std::uint32_t b{};
    using layout = fields<"WORDS_FIRST",
        count<"Count", &words_first::words>,
        field<"Words", &words_first::words>,
        field<"A", &words_first::a>,
        field<"B", &words_first::b>>;
};

struct point {
    std::uint16_t x{};
    std::uint32_t y{};
    using layout = fields<"POINT", field<"X", &point::x>, field<"Y", &point::y>>;
};

struct nest {
    point plain{};
    array_view<point> list{};
    mixed other{};
    ends_early last{};
    using layout = fields<"NEST",
        field<"Plain", &nest::plain>,
        count<"Count", &nest::list>,
        field<"List", &nest::list>,
        field<"Other", &nest::other>>;
};

struct either {
    kind form{};
    utf16 text{};
    bytes data{};
    std::uint32_t behind{};
    using layout = fields<"EITHER",
        field<"Form", &either::form>,
        when<&either::form, kind::text, field<"Text", &either::text>>,
        when<&either::form, kind::data, sized<"Data", &either::data, rule{.unpadded = true}>>,
        field<"Behind", &either::behind>>;
};

struct versioned {
    std::uint32_t a{};
    std::uint16_t b{};
    uuid c{};
    using layout = fields<"VERSIONED",
        field<"A", &versioned::a>,
        field<"B", &versioned::b, rule{.since = mbimex::v2, .before = mbimex::v3}>,
        field<"C", &versioned::c>>;
};

struct tables_in_tlvs {
    array_view<std::uint16_t> numbers{};
    bytes raw{};
    utf16 text{};
    using layout = fields<"TABLES_IN_TLVS",
        in_tlv<"Numbers", &tables_in_tlvs::numbers, tlv_type::pco>,
        in_tlv<"Raw", &tables_in_tlvs::raw, tlv_type::pco>,
        in_tlv<"Text", &tables_in_tlvs::text, tlv_type::wchar_str>>;
};

/// A field at a place.
constexpr bool stands(const field_entry& e, form type, std::size_t offset, std::size_t size) {
    return e.type == type && e.offset == offset && e.size == size;
}
constexpr bool is_alone(const field_entry& e) { return e.link == field_entry::no_link && e.condition == field_entry::no_link; }
constexpr bool has_rest(const layout_table& t, std::size_t rigid, std::size_t rigid_size, std::size_t fixed_size, std::size_t required_size) {
    return t.rigid == rigid && t.rigid_size == rigid_size && t.fixed_size == fixed_size && t.required_size == required_size;
}
constexpr bool refers_between(const layout_table& t, std::size_t begin, std::size_t end) {
    return t.references_begin == begin && t.references_end == end;
}

// Tables by value: the initializer of a reference would be a constant expression, in the mutation run as well.
//
// Id 0, Name 4, Service 12, DataSize 28, Data 32, Count 36, and from 40 on as many words as Count says.
static_assert([] {
    const layout_table t = layout_of<mixed>(mbimex::v1);
    const field_entry* const e = t.fields;
    return t.count == 8 && has_rest(t, 6, 40, 40, 40) && refers_between(t, 1, 5) &&
           stands(e[0], form::u32, 0, 4) && stands(e[1], form::string, 4, 8) && stands(e[2], form::uuid, 12, 16) &&
           stands(e[3], form::u32, 28, 4) && stands(e[4], form::bytes_ref_offset, 32, 4) && stands(e[5], form::u32, 36, 4) &&
           stands(e[6], form::u32_array, 40, 0) && stands(e[7], form::u8, field_entry::floating, 1) &&
           e[4].link == 3 && e[6].link == 5 && is_alone(e[0]) && is_alone(e[1]) && is_alone(e[3]) && is_alone(e[7]) &&
           e[1].unit == 2 && e[0].unit == 1 && e[1].max_bytes == 30 && e[2].max_bytes == 0 && !e[1].optional && !e[1].unpadded;
}());
static_assert([] {
    const layout_table t = layout_of<ends_early>(mbimex::v1);
    const field_entry* const e = t.fields;
    return t.count == 4 && has_rest(t, 2, 10, 15, 10) && refers_between(t, 0, 0) &&
           stands(e[0], form::u16, 0, 2) && stands(e[1], form::u64, 2, 8) && stands(e[2], form::i32, 10, 4) && stands(e[3], form::u8, 14, 1) &&
           !e[0].optional && !e[1].optional && e[2].optional && e[3].optional;
}());
// Where one field may be missing, so may those behind it.
static_assert([] {
    const layout_table t = layout_of<ends_in_between>(mbimex::v1);
    return has_rest(t, 1, 2, 8, 2) && stands(t.fields[2], form::u16, 6, 2) && !t.fields[2].optional;
}());
static_assert([] {
    const layout_table t = layout_of<words_first>(mbimex::v1);
    const field_entry* const e = t.fields;
    return has_rest(t, 1, 4, 4, 4) && stands(e[1], form::u32_array, 4, 0) && stands(e[2], form::u16, field_entry::floating, 2) &&
           stands(e[3], form::u32, field_entry::floating, 4);
}());
// A structure inline counts as its fixed part, which for MIXED are 40 bytes.
static_assert([] {
    const layout_table t = layout_of<nest>(mbimex::v1);
    const field_entry* const e = t.fields;
    return t.count == 4 && has_rest(t, 3, 14, 54, 54) && refers_between(t, 2, 4) &&
           stands(e[0], form::structure, 0, 6) && stands(e[1], form::u32, 6, 4) && stands(e[2], form::struct_array_ref, 10, 4) &&
           stands(e[3], form::structure, 14, 40) && e[2].element == 6 && e[2].link == 1 && e[0].link == field_entry::no_link &&
           e[0].structure->count == 2 && e[2].structure->count == 2 && e[3].structure->count == 8 && e[1].structure == nullptr;
}());
// What depends on a condition takes no place of its own: nothing behind it has a fixed one.
static_assert([] {
    const layout_table t = layout_of<either>(mbimex::v1);
    const field_entry* const e = t.fields;
    return t.count == 4 && has_rest(t, 1, 4, 4, 4) && refers_between(t, 1, 2) &&
           stands(e[0], form::u32, 0, 4) && stands(e[1], form::string, 4, 8) && stands(e[2], form::bytes_sized, field_entry::floating, 0) &&
           stands(e[3], form::u32, field_entry::floating, 4) && is_alone(e[0]) && is_alone(e[3]) &&
           e[1].condition == 0 && e[1].condition_value == 0 && e[2].condition == 0 && e[2].condition_value == 1 && e[2].unpadded;
}());
static_assert([] {
    const field_entry* const v1 = layout_of<versioned>(mbimex::v1).fields;
    const field_entry* const v2 = layout_of<versioned>(mbimex::v2).fields;
    const field_entry* const v3 = layout_of<versioned>(mbimex::v3).fields;
    const field_entry* const v4 = layout_of<versioned>(mbimex::v4).fields;
    return v1[1].offset == field_entry::absent && v2[1].offset == 4 && v3[1].offset == field_entry::absent &&
           v4[1].offset == field_entry::absent && v1[2].offset == 4 && v2[2].offset == 6 && v3[2].offset == 4 && v4[2].offset == 4 &&
           layout_of<versioned>(mbimex::v1).fixed_size == 20 && layout_of<versioned>(mbimex::v2).fixed_size == 22;
}());
static_assert([] {
    const field_entry* const e = layout_of<tables_in_tlvs>(mbimex::v1).fields;
    return stands(e[0], form::tlv, 0, 0) && stands(e[1], form::tlv, field_entry::floating, 0) && e[0].unit == 2 && e[1].unit == 1 &&
           e[2].unit == 2 && e[0].element == static_cast<std::uint16_t>(tlv_type::pco) &&
           e[2].element == static_cast<std::uint16_t>(tlv_type::wchar_str);
}());
static_assert([] {
    const layout_table t = layout_of<point>(mbimex::v1);
    return t.begin() == t.fields && t.end() == t.fields + 2;
}());

static_assert(command_id{.before = mbimex::v2}.in(mbimex::v1) && !command_id{.before = mbimex::v2}.in(mbimex::v2));
static_assert(command_id{.since = mbimex::v2}.in(mbimex::v3) && !command_id{.since = mbimex::v2}.in(mbimex::v1));
static_assert(command_id{.since = mbimex::v2, .before = mbimex::v3}.in(mbimex::v2) && !command_id{.before = mbimex::v3}.in(mbimex::v4));

// --- of forms ------------------------------------------------------------------------------------------------------

constexpr std::size_t forms = static_cast<std::size_t>(form::tlv_list) + 1;
static_assert(name_of(form::u8) == "u8" && name_of(form::structure) == "struct" && name_of(form::tlv_list) == "tlv_list");
static_assert(name_of(static_cast<form>(forms)).empty() && name_of(static_cast<form>(forms + 1)).empty());

// Their count or size stands in another field.
constexpr form counted_forms[] = {form::string_array, form::bytes_ref_offset, form::bytes_counted, form::ipv4_array_ref,
                                  form::ipv6_array_ref, form::u32_array, form::struct_array_ref, form::struct_ol_array};
static_assert([] {
    for (std::size_t i = 0; i < forms; ++i) {
        const auto f = static_cast<form>(i);
        if (md::needs_link(f) != (std::find(std::begin(counted_forms), std::end(counted_forms), f) != std::end(counted_forms))) return false;
    }
    return true;
}());

using id_field = field<"Id", &mixed::id>;
using raw_field = tail<"Data", &mixed::data>;
using plain_field = field<"Plain", &nest::plain>;
using other_field = field<"Other", &nest::other>;
using last_field = field<"Last", &nest::last>;
using optional_field = field<"C", &ends_early::c, rule{.optional = true}>;
using conditional_field = when<&either::form, kind::text, field<"Form", &either::form>>;
static_assert(!md::is_elastic<id_field>() && md::is_elastic<raw_field>() && md::is_elastic<conditional_field>());
static_assert(!md::is_elastic<plain_field>() && md::is_elastic<other_field>());
static_assert(md::is_elastic<counted<"Data", &mixed::data>>() && md::is_elastic<sized<"Data", &mixed::data>>());
static_assert(!md::is_elastic<at_offset<"Data", &mixed::data>>() && !md::is_elastic<size_first<"Data", &mixed::data>>());
static_assert(md::is_elastic<field<"Words", &mixed::words>>() && !md::is_elastic<field<"List", &nest::list>>());
static_assert(md::is_rigid<id_field>() && !md::is_rigid<raw_field>() && !md::is_rigid<optional_field>());
static_assert(md::is_rigid<plain_field>() && !md::is_rigid<last_field>() && !md::is_rigid<other_field>());
static_assert(md::is_plain<id_field>() && !md::is_plain<raw_field>() && !md::is_plain<optional_field>());
static_assert(md::is_plain<field<"Service", &mixed::service>>() && !md::is_plain<field<"Name", &mixed::name>>());
static_assert(!md::is_plain<conditional_field>() && md::is_plain<plain_field>());
struct raw_bytes {
    std::array<std::byte, 3> list{};
};
static_assert(md::is_plain<field<"List", &raw_bytes::list>>());

static_assert(md::is_link_of<count<"Count", &mixed::words>, field<"Words", &mixed::words>>());
static_assert(!md::is_link_of<count<"Count", &mixed::words>, raw_field>() && !md::is_link_of<id_field, raw_field>());
static_assert(md::is_condition_of<field<"Form", &either::form>, conditional_field>());
static_assert(!md::is_condition_of<id_field, conditional_field>() && !md::is_condition_of<id_field, raw_field>());

static_assert(md::wire<std::uint8_t>::of() == form::u8 && md::wire<std::uint16_t>::of() == form::u16);
static_assert(md::wire<std::uint32_t>::of() == form::u32 && md::wire<std::uint64_t>::of() == form::u64);
static_assert(md::wire<std::int32_t>::of() == form::i32 && md::wire<kind>::of() == form::u32);

// --- what a count, a size or a condition may be: a u32 in front, at a place that never changes ------------------------

constexpr bool fixed(std::array<field_entry, 3> entries) { return md::links_are_fixed(entries, 3); }
constexpr field_entry word_at_0{.type = form::u32};
constexpr field_entry word_at_4{.type = form::u32, .offset = 4};
constexpr field_entry floating_word{.type = form::u32, .offset = field_entry::floating};
constexpr field_entry absent_word{.type = form::u32, .offset = field_entry::absent};
constexpr field_entry linked_to(std::uint8_t i) { return {.type = form::u32_array, .link = i, .offset = 8}; }
constexpr field_entry if_0_is(std::uint8_t value) { return {.type = form::u64, .condition = 0, .condition_value = value, .offset = 8}; }
constexpr field_entry if_itself{.type = form::u32, .condition = 2, .offset = 8};

static_assert(fixed({word_at_0, word_at_4, linked_to(0)}) && fixed({word_at_0, linked_to(2), word_at_4}));
static_assert(!fixed({floating_word, word_at_4, linked_to(0)}) && !fixed({absent_word, word_at_4, linked_to(0)}));
static_assert(fixed({word_at_0, word_at_4, if_0_is(1)}) && !fixed({floating_word, word_at_4, if_0_is(1)}));
static_assert(!fixed({absent_word, word_at_4, if_0_is(1)}) && !fixed({word_at_0, word_at_4, if_itself}));
static_assert(!fixed({field_entry{.type = form::u16}, word_at_4, if_0_is(1)}));
static_assert(!fixed({linked_to(1), floating_word, word_at_4}));
// A field that the release lacks needs nothing; those in front and behind it are looked at.
constexpr field_entry absent_list{.type = form::u32_array, .link = 1, .offset = field_entry::absent};
static_assert(fixed({word_at_0, absent_word, absent_list}) && !fixed({absent_list, absent_word, linked_to(1)}));
static_assert(md::links_are_fixed(std::array{word_at_0, linked_to(0), floating_word, linked_to(2)}, 3));

// --- names ---------------------------------------------------------------------------------------------------------

static_assert([] {
    const auto list = md::name_tables<mixed>::list();
    return list[0].name == "Id" && list[1].name == "Name" && list[7].name == "Behind" && list[1].personal && !list[0].personal &&
           list[3].unit == unit::bytes && list[0].unit == unit::none && list[0].values == nullptr && list[0].structure == nullptr;
}());
static_assert([] {
    const auto list = md::name_tables<nest>::list();
    return list[0].structure->name == "POINT" && list[2].structure->name == "POINT" && list[3].structure->name == "MIXED" &&
           list[1].structure == nullptr;
}());
struct small_kind {
    std::uint32_t wide{};
    kind own{};
    using layout = fields<"SMALL_KIND", field_of<"Wide", &small_kind::wide, kind>, field<"Own", &small_kind::own>>;
};
static_assert([] {
    const auto list = md::name_tables<small_kind>::list();
    return list[0].values == &enumeration_of<kind> && list[1].values == &enumeration_of<kind>;
}());
static_assert(names_of<nest>().name == "NEST" && names_of<nest>().count == 4 && names_of<nest>().fields[3].name == "Other");

}  // namespace
// clang-format on

TEST_CASE("tables: a message asks for the table of its release") {
    CHECK(&layout_of<mixed>(mbimex::v1) == &layout_of<mixed>(mbimex::v4));
    CHECK(layout_of<versioned>(mbimex::v2).fields[1].offset == 4);
    CHECK(layout_of<versioned>(mbimex::v3).fields[1].offset == field_entry::absent);
}
