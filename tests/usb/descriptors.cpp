// SPDX-License-Identifier: BSL-1.0
#include "bad_inputs.hpp"
#include "constant.hpp"
#include "sets.hpp"

#include <algorithm>
#include <cdcnet/usb/descriptors.hpp>
#include <doctest/doctest.h>
#include <string>

using namespace cdcnet;
using namespace cdcnet::usb;

namespace {

/// One value of every descriptor, no member with its default.
constexpr std::byte subordinates[] = {std::byte{3}, std::byte{4}};
constexpr std::byte countries[] = {std::byte{0x49}, std::byte{0x01}, std::byte{0x14}, std::byte{0x01}};

template <class Visitor>
void for_each_descriptor(Visitor visit) {
    visit(device_descriptor{0x0310, 0xef, 2, 1, 9, 0x2c7c, 0x0125, 0x0318, 1, 2, 3, 4}, "12011003ef0201097c2c2501180301020304");
    visit(configuration_descriptor{0x0109, 6, 2, 3, 0xe0, 0xfa}, "09020901060203e0fa");
    visit(interface_descriptor{5, 1, 2, 10, 3, 2, 6}, "0904050102 0a030206");
    visit(endpoint_descriptor{0x88, 2, 512, 9}, "07058802000209");
    visit(endpoint_companion_descriptor{15, 1, 0x0400}, "06300f010004");
    visit(interface_association_descriptor{4, 2, 2, 14, 1, 7}, "080b0402020e0107");
    visit(header_descriptor{0x0110}, "0524001001");
    visit(call_management_descriptor{3, 1}, "0524010301");
    visit(acm_descriptor{2}, "04240202");
    visit(union_descriptor{2, subordinates}, "062406020304");
    visit(country_selection_descriptor{5, countries}, "0824070549011401");
    visit(ethernet_descriptor{5, 0x01020304, 1514, 0x8040, 7}, "0d240f0504030201ea05408007");
    visit(ncm_descriptor{0x0101, 0x2b}, "06241a01012b");
    visit(mbim_descriptor{0x0101, 512, 32, 192, 1500, 0x1f}, "0c241b0101000220c0dc051f");
    visit(mbim_extended_descriptor{0x0200, 64, 1500}, "08241c000240dc05");
}

std::size_t count(const descriptor_range& range) {
    std::size_t n = 0;
    for (const descriptor d : range) n += d.raw().size() >= 2 ? 1u : 0u;
    return n;
}

// Sizes of reference/usb.json and USB 2.0, 9.6.
static_assert(least_size<device_descriptor> == 18 && least_size<configuration_descriptor> == 9 && least_size<interface_descriptor> == 9);
static_assert(least_size<endpoint_descriptor> == 7 && least_size<interface_association_descriptor> == 8);
static_assert(least_size<endpoint_companion_descriptor> == 6);
static_assert(least_size<header_descriptor> == 5 && least_size<call_management_descriptor> == 5 && least_size<acm_descriptor> == 4);
static_assert(least_size<union_descriptor> == 5 && least_size<country_selection_descriptor> == 6 && least_size<ethernet_descriptor> == 13);
static_assert(least_size<ncm_descriptor> == 6 && least_size<mbim_descriptor> == 12 && least_size<mbim_extended_descriptor> == 8);

constexpr bool built_and_walked_in_a_constant_expression() {
    std::array<std::byte, 64> buffer{};
    configuration_writer out{buffer};
    out.add(configuration_descriptor{.interfaces = 2});
    out.add(interface_descriptor{.number = 4, .endpoints = 1, .class_ = communication_class, .subclass = mbim_subclass});
    out.add(mbim_descriptor{.max_control_message = 1024});
    out.add(endpoint_descriptor{.address = 0x81, .attributes = 3, .max_packet_size = 64, .interval = 5});
    const auto written = out.finish();
    const auto parsed = configuration::parse(*written);
    const interface_setting only = *parsed->interfaces().begin();
    const auto mbim = only.contents.find(functional_subtype::mbim).as<mbim_descriptor>();
    return parsed->descriptor().total_length == 37 && only.descriptor.number == 4 && mbim->max_control_message == 1024 &&
           only.endpoint(transfer_type::interrupt, true).interval == 5 && !only.has_bulk_pair();
}
TEST_CONSTANT(built_and_walked_in_a_constant_expression());

}  // namespace

TEST_CASE("descriptors: each decodes, and encodes to the same bytes") {
    for_each_descriptor([](const auto& value, const std::string& hex) {
        using type = std::decay_t<decltype(value)>;
        CAPTURE(type::name);
        const sets::octets expected = sets::from_hex(hex);
        CHECK(encoded_size(value) == expected.size());
        sets::octets buffer(expected.size());
        const auto built = build(mutable_bytes{buffer}, value);
        REQUIRE(built);
        CHECK(built->size() == expected.size());
        CHECK(buffer == expected);
        const auto parsed = parse<type>(expected);
        REQUIRE(parsed);
        CHECK(*parsed == value);
        CHECK(*parsed != type{});
    });
}

TEST_CASE("descriptors: another byte is another value") {
    for_each_descriptor([](const auto& value, const std::string& hex) {
        using type = std::decay_t<decltype(value)>;
        CAPTURE(type::name);
        const sets::octets whole = sets::from_hex(hex);
        const bool is_functional = descriptor{whole, 0}.is(descriptor_type::cs_interface);
        for (std::size_t at = is_functional ? 3 : 2; at < whole.size(); ++at) {
            CAPTURE(at);
            sets::octets other = whole;
            other[at] ^= std::byte{1};
            const auto parsed = parse<type>(other);
            REQUIRE(parsed);
            CHECK(*parsed != value);
        }
    });
}

TEST_CASE("descriptors: every truncation needs more, every shorter bLength is refused, a longer one is not") {
    for_each_descriptor([](const auto& value, const std::string& hex) {
        using type = std::decay_t<decltype(value)>;
        CAPTURE(type::name);
        const sets::octets whole = sets::from_hex(hex);
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const sets::octets cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
            CHECK(parse<type>(cut).error() == error{errc::need_more, size});
        }
        for (std::size_t length = 0; length < least_size<type>; ++length) {
            sets::octets shorter = whole;
            shorter[0] = static_cast<std::byte>(length);
            CHECK(parse<type>(shorter).error() == error{errc::descriptor_length, 0});
        }
        sets::octets longer = whole;
        longer.push_back(std::byte{0xaa});
        CHECK(parse<type>(longer).value_or({}) == value);  // the byte behind belongs to somebody else
        if (!std::is_same_v<type, union_descriptor> && !std::is_same_v<type, country_selection_descriptor>) {
            longer[0] = static_cast<std::byte>(longer.size());
            CHECK(parse<type>(longer).value_or({}) == value);  // a later revision of the specification
        }
    });
}

TEST_CASE("descriptors: another type or subtype is refused where it stands") {
    for_each_descriptor([](const auto& value, const std::string& hex) {
        using type = std::decay_t<decltype(value)>;
        sets::octets other = sets::from_hex(hex);
        other[1] = std::byte{0x77};
        CHECK(parse<type>(other).error() == error{errc::value, 1});
        if (descriptor{bytes{sets::from_hex(hex)}, 0}.is(descriptor_type::cs_interface)) {
            other = sets::from_hex(hex);
            other[2] = std::byte{0x77};
            CHECK(parse<type>(other).error() == error{errc::value, 2});
        }
        static_cast<void>(value);
    });
}

TEST_CASE("descriptors: a buffer that is too small is told the size") {
    for_each_descriptor([](const auto& value, const std::string& hex) {
        const std::size_t needed = sets::from_hex(hex).size();
        for (std::size_t size = 0; size < needed; ++size) {
            sets::octets buffer(size);
            CHECK(build(mutable_bytes{buffer}, value).error() == error::no_space(needed));
        }
    });
}

TEST_CASE("descriptors: the layouts for dumps name every field once and without gaps") {
    for_each_descriptor([](const auto& value, const std::string& hex) {
        using type = std::decay_t<decltype(value)>;
        const sets::octets whole = sets::from_hex(hex);
        const descriptor_layout layout = descriptor{whole, 0}.layout();
        CHECK(layout.name == type::name);
        std::size_t end = 0;
        for (const field_info& field : layout.fields) {
            CHECK(field.offset == end);
            end += field.size;
        }
        CHECK(end == least_size<type>);
        // What the compiler has collected, the program collects, too.
        const auto same = [](const field_info& a, const field_info& b) {
            return a.name == b.name && a.offset == b.offset && a.size == b.size && a.repeated == b.repeated;
        };
        const auto own = usb::detail::collect_fields<type>();
        CHECK(std::equal(own.begin(), own.end(), field_table<type>.begin(), field_table<type>.end(), same));
        const auto table = usb::detail::collect_descriptor_fields<type>();
        CHECK(std::equal(table.begin(), table.end(), layout.fields.begin(), layout.fields.end(), same));
        static_cast<void>(value);
    });
    CHECK(layout_of(functional_subtype::mdlm).name == "MDLM");
    CHECK(layout_of(functional_subtype::mdlm).fields.empty());
    CHECK(layout_of(descriptor_type::cs_endpoint).name.empty());
    const auto two = sets::of({2, 0x24});
    CHECK(descriptor{bytes{two}, 0}.layout().fields.empty());
}

TEST_CASE("descriptors: a union has at least one subordinate and at most 251") {
    sets::octets many(252, std::byte{9});
    sets::octets buffer(300);
    CHECK(build(mutable_bytes{buffer}, union_descriptor{0, {}}).error().code() == errc::count);
    CHECK(build(mutable_bytes{buffer}, union_descriptor{0, {many.data(), 251}})->size() == 255);
    CHECK(build(mutable_bytes{buffer}, union_descriptor{0, many}).error().code() == errc::too_large);
    CHECK(parse<union_descriptor>(sets::of({4, 0x24, 6, 0})).error() == error{errc::descriptor_length, 0});
    CHECK(parse<union_descriptor>(sets::of({6, 0x24, 6, 0, 1, 2}))->subordinates.size() == 2);
}

TEST_CASE("descriptors: country codes come in pairs of bytes") {
    const auto odd = sets::of({7, 0x24, 7, 5, 0x49, 0x01, 0x14});
    CHECK(parse<country_selection_descriptor>(odd)->country_codes.size() == 2);
    sets::octets buffer(10);
    CHECK(build(mutable_bytes{buffer}, country_selection_descriptor{5, {countries, 3}}).error().code() == errc::count);
}

TEST_CASE("descriptors: strings") {
    const auto mac = sets::of({26, 3, '0', 0, '2', 0, '0', 0, '0', 0, '5', 0, 'E', 0, '1', 0, '0', 0, '0', 0, '0', 0, 'F', 0, 'F', 0});
    const auto text = parse_string(mac);
    REQUIRE(text);
    CHECK(mac_address::from_descriptor(*text)->text().view() == "02:00:5e:10:00:ff");
    sets::octets buffer(26);
    const auto digits = mac_address::from_descriptor(*text)->descriptor_text();
    REQUIRE(build_string(buffer, std::u16string_view{digits.data(), digits.size()}));
    CHECK(buffer == mac);
    for (std::size_t size = 0; size < mac.size(); ++size) {
        CHECK(parse_string(bytes{mac.data(), size}).error() == error{errc::need_more, size});
        CHECK(build_string({buffer.data(), size}, *text).error() == error::no_space(26));
    }
    CHECK(parse_string(sets::of({1, 3})).error() == error{errc::descriptor_length, 0});
    CHECK(parse_string(sets::of({3, 3, 'a'})).error() == error{errc::odd_size, 0});
    CHECK(parse_string(sets::of({2, 4})).error() == error{errc::value, 1});
    CHECK(parse_string(sets::of({2, 3}))->empty());
    sets::octets big(300);
    CHECK(build_string(big, std::u16string(126, u'x'))->size() == 254);
    CHECK(build_string(big, std::u16string(127, u'x')).error().code() == errc::too_large);
}

TEST_CASE("configuration: every truncation of every set needs more") {
    for (const sets::octets& whole : sets::all()) {
        REQUIRE(configuration::parse(whole));
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const sets::octets cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
            CHECK(configuration::parse(cut).error() == error{errc::need_more, size});
        }
        tried("configurations cut at every byte", whole.size());
    }
}

TEST_CASE("configuration: every truncation with a wTotalLength to match stays inside") {
    for (const sets::octets& whole : sets::all()) {
        for (std::size_t size = 9; size < whole.size(); ++size) {
            sets::octets cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
            cut[2] = static_cast<std::byte>(size % 256);
            cut[3] = static_cast<std::byte>(size / 256);
            const auto parsed = configuration::parse(cut);
            // The cut either falls between two descriptors or through one of them.
            std::size_t at = 0;
            while (at + std::to_integer<std::size_t>(whole[at]) <= size) {
                at += std::to_integer<std::size_t>(whole[at]);
                if (at == size) break;
            }
            REQUIRE(parsed.has_value() == (at == size));
            if (!parsed) CHECK(parsed.error() == error{errc::descriptor_length, at});
        }
    }
}

TEST_CASE("configuration: bytes behind wTotalLength do not matter") {
    for (sets::octets set : sets::all()) {
        const std::size_t size = set.size();
        set.push_back(std::byte{0});
        set.push_back(std::byte{0xff});
        const auto parsed = configuration::parse(set);
        REQUIRE(parsed);
        CHECK(parsed->raw().size() == size);
    }
}

TEST_CASE("configuration: a bLength that stops or leads outside is found") {
    const sets::octets whole = sets::plain_ncm();
    const auto offsets = [&] {
        std::vector<std::size_t> out;
        for (std::size_t at = 0; at < whole.size(); at += std::to_integer<std::size_t>(whole[at])) out.push_back(at);
        return out;
    }();
    CHECK(offsets.size() == 11);
    for (const std::size_t at : offsets) {
        for (const unsigned length : {0u, 1u}) {
            sets::octets broken = whole;
            broken[at] = static_cast<std::byte>(length);
            CHECK(configuration::parse(broken).error() == error{errc::descriptor_length, at});
        }
    }
    sets::octets broken = whole;
    broken[offsets.back()] = std::byte{8};
    CHECK(configuration::parse(broken).error() == error{errc::descriptor_length, offsets.back()});
    broken[offsets.back()] = std::byte{255};
    CHECK(configuration::parse(broken).error() == error{errc::descriptor_length, offsets.back()});
}

TEST_CASE("configuration: what is none") {
    CHECK(configuration::parse({}).error() == error{errc::need_more, 0});
    CHECK(configuration::parse(sets::of({9, 1, 9, 0, 0, 0, 0, 0, 0})).error() == error{errc::value, 1});
    CHECK(configuration::parse(sets::of({8, 2, 9, 0, 0, 0, 0, 0, 0})).error() == error{errc::descriptor_length, 0});
    CHECK(configuration::parse(sets::of({9, 2, 8, 0, 0, 0, 0, 0, 0})).error() == error{errc::length, 2});
    CHECK(configuration::parse(sets::of({9, 2, 0, 0, 0, 0, 0, 0, 0})).error() == error{errc::length, 2});
    CHECK(configuration::parse(sets::of({10, 2, 9, 0, 0, 0, 0, 0, 0, 0})).error() == error{errc::length, 2});
    CHECK(configuration::parse(sets::of({10, 2, 10, 0, 0, 0, 0, 0, 0, 0})));
    CHECK(configuration::parse(sets::of({9, 7, 9, 0, 0, 0, 0, 0, 0})));
}

TEST_CASE("configuration: the descriptors of a real modem in their order") {
    const sets::octets set = sets::copy(sets::quectel_ec25);
    const auto parsed = configuration::parse(set);
    REQUIRE(parsed);
    CHECK(parsed->descriptor().interfaces == 6);
    CHECK(parsed->descriptor().max_power == 250);
    CHECK(count(parsed->descriptors()) == 39);

    std::string settings;
    for (const interface_setting& s : parsed->interfaces())
        settings += std::to_string(s.descriptor.number) + "." + std::to_string(s.descriptor.alternate) + " ";
    CHECK(settings == "0.0 1.0 2.0 3.0 4.0 5.0 5.1 ");

    const interface_range all = parsed->interfaces();
    CHECK(all.begin().offset() == 9);
    CHECK(std::next(all.begin(), 5).offset() == 265 - 32);
    for (auto s = all.begin(); s != all.end(); ++s) {
        const auto found = all.at(s.offset());
        CHECK(found == s);
        CHECK(found->descriptor == s->descriptor);
        CHECK(found->contents.raw().data() == s->contents.raw().data());
        CHECK(found->contents.raw().size() == s->contents.raw().size());
    }

    for (const interface_setting& s : parsed->interfaces()) {
        if (s.descriptor.number != 4) continue;
        CHECK(s.descriptor.code() == class_code{2, 14, 0});
        const auto mbim = s.contents.find(functional_subtype::mbim).as<mbim_descriptor>();
        REQUIRE(mbim);
        CHECK(*mbim == mbim_descriptor{0x0100, 4096, 32, 128, 2048, 0x20});
        CHECK(mbim->has(network_capability::ntb_input_size_8));
        CHECK_FALSE(mbim->has(network_capability::max_datagram_size));
        const auto extended = s.contents.find(functional_subtype::mbim_extended).as<mbim_extended_descriptor>();
        REQUIRE(extended);
        CHECK(*extended == mbim_extended_descriptor{0x0100, 64, 1500});
        CHECK(s.endpoint(transfer_type::interrupt, true) == endpoint_descriptor{0x89, 3, 64, 9});
        CHECK(s.endpoint(transfer_type::bulk, true).address == 0);
        CHECK(s.contents.find(functional_subtype::ncm).raw().empty());
    }
}

TEST_CASE("configuration: what belongs to an interface ends at the next association") {
    const auto set =
        sets::configuration({sets::interface(0, 0, 255, 0, 0), sets::association(1, 2), sets::interface(1, 0, 2, 14, 0), sets::mbim()});
    const auto parsed = configuration::parse(set);
    REQUIRE(parsed);
    auto setting = parsed->interfaces().begin();
    CHECK(setting->contents.raw().empty());
    ++setting;
    CHECK(setting->contents.raw().size() == 12);
    ++setting;
    CHECK(setting == parsed->interfaces().end());
}

TEST_CASE("configuration: what stands behind an iterator, and before") {
    const auto set = sets::plain_ncm();
    const auto parsed = configuration::parse(set);
    REQUIRE(parsed);
    auto setting = parsed->interfaces().begin();
    CHECK((setting++)->descriptor.number == 0);
    CHECK(setting->descriptor.number == 1);
    CHECK((setting++)->descriptor.alternate == 0);
    CHECK(setting->descriptor.alternate == 1);
    auto one = parsed->descriptors().begin();
    CHECK((*one++).is(descriptor_type::configuration));
    CHECK((*one++).is(descriptor_type::interface_));
    CHECK((*one).is(functional_subtype::header));
}

TEST_CASE("configuration: an interface descriptor that is too short is passed over with what follows it") {
    const auto set =
        sets::configuration({sets::of({8, 4, 0, 0, 0, 2, 14, 0}), sets::mbim(), sets::interface(1, 0, 2, 13, 0), sets::of({2, 4})});
    const auto parsed = configuration::parse(set);
    REQUIRE(parsed);
    std::size_t settings = 0;
    for (const interface_setting& s : parsed->interfaces()) {
        CHECK(s.descriptor.number == 1);
        ++settings;
    }
    CHECK(settings == 1);
}

TEST_CASE("configuration: an error inside a descriptor counts from the start of the configuration") {
    const auto set = sets::configuration({sets::interface(0, 0, 2, 14, 0), sets::of({11, 0x24, 27, 0, 1, 0, 16, 32, 128, 0, 8})});
    const auto parsed = configuration::parse(set);
    REQUIRE(parsed);
    const descriptor found = parsed->interfaces().begin()->contents.find(functional_subtype::mbim);
    CHECK(found.offset() == 18);
    CHECK(found.as<mbim_descriptor>().error() == error{errc::descriptor_length, 18});
}

TEST_CASE("configuration: the writer stops at its first error") {
    sets::octets buffer(20);
    configuration_writer out{mutable_bytes{buffer}};
    out.add(configuration_descriptor{}).add(interface_descriptor{}).add(mbim_descriptor{}).add(acm_descriptor{});
    CHECK(out.finish().error() == error::no_space(30));
    configuration_writer wrong{mutable_bytes{buffer}};
    wrong.add(interface_descriptor{});
    CHECK(wrong.finish().error() == error{errc::descriptor_missing, 0});
    configuration_writer empty{mutable_bytes{buffer}};
    CHECK(empty.finish().error() == error{errc::descriptor_missing, 0});
    configuration_writer bad{mutable_bytes{buffer}};
    bad.add(configuration_descriptor{}).add(union_descriptor{});
    CHECK(bad.finish().error() == error{errc::count, 9});
    sets::octets huge(70000);
    configuration_writer large{mutable_bytes{huge}};
    large.add(configuration_descriptor{});
    for (int i = 0; i < 7400; ++i) large.add(interface_descriptor{});
    CHECK(large.finish().error().code() == errc::too_large);
}

TEST_CASE("descriptors: the two parts of wNumberMCFilters") {
    const ethernet_descriptor imperfect{.multicast_filters = 0x8040};
    CHECK(imperfect.multicast_filter_count() == 0x40);
    CHECK(imperfect.multicast_filters_are_imperfect());
    CHECK_FALSE(ethernet_descriptor{.multicast_filters = 0x7fff}.multicast_filters_are_imperfect());
}
