// SPDX-License-Identifier: BSL-1.0
/// \file
/// The tables of `usb/` against reference/usb.json, and its parsers on the descriptor sets of real devices.
#include <doctest/doctest.h>

#ifndef CDCNET_SHARED_DIR
TEST_CASE("usb reference: skipped, no reference here") { MESSAGE("skipped: CDCNET_SHARED_DIR is not set"); }
#else
#include "bad_inputs.hpp"
#include "sets.hpp"

#include <cdcnet/usb.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

using namespace cdcnet;
using namespace cdcnet::usb;
using nlohmann::json;

namespace {

json reference() {
    std::ifstream file{CDCNET_SHARED_DIR "/reference/usb.json"};
    REQUIRE(file);
    return json::parse(file);
}

/// The same names, offsets and sizes in the same order, and no field more.
void compare(gsl::span<const field_info> fields, const json& expected) {
    REQUIRE(fields.size() == expected.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
        CHECK(fields[i].name == expected[i]["name"].get<std::string>());
        CHECK(fields[i].offset == expected[i]["offset"].get<unsigned>());
        CHECK(fields[i].size == expected[i]["size"].get<unsigned>());
    }
}

functional_subtype subtype_named(std::string_view name) {
    for (unsigned number = 0; number < 256; ++number)
        if (name_of(static_cast<functional_subtype>(number)) == name) return static_cast<functional_subtype>(number);
    FAIL("no subtype is named " << name);
    return {};
}

std::vector<json> devices() {
    std::ifstream file{CDCNET_SHARED_DIR "/captures/descriptors.jsonl"};
    REQUIRE(file);
    std::vector<json> out;
    for (std::string line; std::getline(file, line);)
        if (!line.empty()) out.push_back(json::parse(line));
    REQUIRE_FALSE(out.empty());
    return out;
}

unsigned value_at(bytes raw, const field_info& field) {
    unsigned value = 0;
    for (unsigned i = 0; i < field.size; ++i) value |= std::to_integer<unsigned>(raw[field.offset + i]) << (8 * i);
    return value;
}

std::string bcd(unsigned value) {
    const std::string_view digits = "0123456789abcdef";
    std::string text = std::to_string(value >> 8) + ".";
    text += digits[value >> 4 & 15u];
    text += digits[value & 15u];
    return text;
}

/// Parses with the type of the subtype, builds again and compares; a truncation of it must need more.
template <class Descriptor>
void rebuild(const sets::octets& raw) {
    const auto parsed = parse<Descriptor>(raw);
    REQUIRE(parsed);
    sets::octets buffer(raw.size());
    REQUIRE(build(mutable_bytes{buffer}, *parsed));
    CHECK(buffer == raw);
    for (std::size_t size = 0; size < raw.size(); ++size) {
        const sets::octets cut(raw.begin(), raw.begin() + static_cast<std::ptrdiff_t>(size));
        CHECK(parse<Descriptor>(cut).error() == error{errc::need_more, size});
    }
}

void rebuild_functional(const sets::octets& raw) {
    switch (static_cast<functional_subtype>(raw.at(2))) {
        case functional_subtype::header: return rebuild<header_descriptor>(raw);
        case functional_subtype::call_management: return rebuild<call_management_descriptor>(raw);
        case functional_subtype::acm: return rebuild<acm_descriptor>(raw);
        case functional_subtype::union_: return rebuild<union_descriptor>(raw);
        case functional_subtype::ethernet: return rebuild<ethernet_descriptor>(raw);
        case functional_subtype::ncm: return rebuild<ncm_descriptor>(raw);
        case functional_subtype::mbim: return rebuild<mbim_descriptor>(raw);
        case functional_subtype::mbim_extended: return rebuild<mbim_extended_descriptor>(raw);
        default: FAIL("unexpected subtype " << std::to_integer<int>(raw[2]));
    }
}

}  // namespace

TEST_CASE("usb reference: functional descriptor subtypes") {
    const json expected = reference()["functional_descriptor_subtypes"];
    std::size_t named = 0;
    for (unsigned number = 0; number < 256; ++number) named += name_of(static_cast<functional_subtype>(number)).empty() ? 0u : 1u;
    CHECK(named == expected.size());
    for (const auto& [name, number] : expected.items()) CHECK(static_cast<unsigned>(subtype_named(name)) == number.get<unsigned>());
    CHECK(static_cast<unsigned>(descriptor_type::cs_interface) == reference()["descriptor_type"]["CS_INTERFACE"].get<unsigned>());
}

TEST_CASE("usb reference: functional descriptor layouts") {
    const json expected = reference()["functional_descriptors"];
    CHECK(expected.size() >= 6);
    for (const auto& item : expected.items()) {
        const std::string& name = item.key();
        const json& layout = item.value();
        CAPTURE(name);
        const descriptor_layout ours = layout_of(subtype_named(name));
        CHECK(ours.name == name);
        compare(ours.fields, layout["fields"]);
        const field_info& last = ours.fields[ours.fields.size() - 1];
        if (layout["bLength"].is_number()) {
            CHECK(layout["bLength"].get<unsigned>() == static_cast<unsigned>(last.offset + last.size));
            CHECK_FALSE(last.repeated);
        } else {
            CHECK(last.repeated);
        }
    }
    const json capabilities = expected["NCM"]["bmNetworkCapabilities"];
    const std::pair<network_capability, const char*> bits[] = {
        {network_capability::packet_filter, "SetEthernetPacketFilter"},
        {network_capability::net_address, "Get/SetNetAddress"},
        {network_capability::encapsulated_command, "Send/GetEncapsulated"},
        {network_capability::max_datagram_size, "Get/SetMaxDatagramSize"},
        {network_capability::crc_mode, "Get/SetCrcMode"},
        {network_capability::ntb_input_size_8, "8-byte form of Get/SetNtbInputSize"}};
    CHECK(capabilities.size() == std::size(bits));
    for (const auto& [bit, meaning] : bits) {
        unsigned index = 0;
        while (1u << index != static_cast<unsigned>(bit)) ++index;
        CHECK(capabilities[std::to_string(index)].get<std::string>() == meaning);
    }
}

TEST_CASE("usb reference: class codes") {
    const json codes = reference()["class_codes"];
    CHECK(codes["communication_class"] == communication_class);
    CHECK(codes["data_class"] == data_class);
    CHECK(codes["ncm_subclass"] == ncm_subclass);
    CHECK(codes["mbim_subclass"] == mbim_subclass);
    CHECK(codes["ecm_subclass"] == ecm_subclass);
    CHECK(codes["eem_subclass"] == eem_subclass);
    CHECK(codes["data_protocol_ncm_ntb"] == ncm_data_protocol);
    CHECK(codes["data_protocol_mbim_ntb"] == mbim_data_protocol);
}

TEST_CASE("usb reference: class requests") {
    const json expected = reference()["requests"];
    REQUIRE(expected.size() == class_requests.size());
    std::set<std::string> names;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const request_info& ours = class_requests[i];
        const json& theirs = expected[i];
        CAPTURE(ours.name);
        CHECK(ours.name == theirs["name"].get<std::string>());
        CHECK(ours.request_type == theirs["bmRequestType"].get<unsigned>());
        CHECK(static_cast<unsigned>(ours.request) == theirs["bRequest"].get<unsigned>());
        CHECK(ours.value.empty() == theirs["wValue"].is_number());
        CHECK(theirs["wIndex"] == "communication interface number");
        CHECK((ours.length == request_info::any_length) == theirs["wLength"].is_string());
        if (theirs["wLength"].is_number()) CHECK(ours.length == theirs["wLength"].get<unsigned>());
        CHECK(ours.data.empty() == theirs["data"].is_null());
        names.insert(std::string{ours.name});
    }
    CHECK(names.size() == class_requests.size());
}

TEST_CASE("usb reference: notifications") {
    const json expected = reference()["notifications"];
    compare(field_table<notification_header>, expected["header"]);
    REQUIRE(expected["types"].size() == notification_types.size());
    for (std::size_t i = 0; i < notification_types.size(); ++i) {
        const json& theirs = expected["types"][i];
        CHECK(notification_types[i].name == theirs["name"].get<std::string>());
        CHECK(static_cast<unsigned>(notification_types[i].code) == theirs["code"].get<unsigned>());
        CHECK(notification_types[i].length == theirs["wLength"].get<unsigned>());
        if (theirs.contains("data")) compare(field_table<connection_speed>, theirs["data"]);
    }
    compare(field_table<setup_packet>, json::parse(R"([{"name":"bmRequestType","offset":0,"size":1},{"name":"bRequest","offset":1,"size":1},
        {"name":"wValue","offset":2,"size":2},{"name":"wIndex","offset":4,"size":2},{"name":"wLength","offset":6,"size":2}])"));
}

TEST_CASE("captures: the functional descriptors of real devices hold what was printed of them") {
    std::size_t descriptors = 0;
    std::size_t values = 0;
    for (const json& device : devices()) {
        if (!device.contains("functional_descriptors_hex")) continue;
        CAPTURE(device["id"].get<std::string>());
        const json& printed = device["fields"];
        for (const json& hex : device["functional_descriptors_hex"]) {
            const sets::octets raw = sets::from_hex(hex.get<std::string>());
            rebuild_functional(raw);
            ++descriptors;
            const descriptor d{bytes{raw}, 0};
            for (const field_info& field : d.layout().fields) {
                const std::string name{field.name};
                if (!printed.contains(name)) continue;
                const json& value = printed[name];
                if (value.is_number()) {
                    // An NCM device may print the wMaxSegmentSize of its Ethernet descriptor only.
                    CHECK(value_at(d.raw(), field) == value.get<unsigned>());
                    ++values;
                } else if (name.substr(0, 3) == "bcd") {
                    CHECK(bcd(value_at(d.raw(), field)) == value.get<std::string>());
                    ++values;
                }
            }
            if (d.is(functional_subtype::union_)) {
                const auto parsed = d.as<union_descriptor>();
                CHECK(parsed->control_interface == printed["union"][0].get<unsigned>());
                CHECK(std::to_integer<unsigned>(parsed->subordinates[0]) == printed["union"][1].get<unsigned>());
                ++values;
            }
        }
    }
    CHECK(descriptors >= 20);
    CHECK(values >= 50);
}

TEST_CASE("captures: whole descriptor sets, and every truncation of them") {
    std::size_t sets_seen = 0;
    for (const json& device : devices()) {
        if (!device.contains("configurations_hex")) continue;
        CAPTURE(device["id"].get<std::string>());
        rebuild<device_descriptor>(sets::from_hex(device["device_descriptor_hex"].get<std::string>()));
        for (const json& hex : device["configurations_hex"]) {
            ++sets_seen;
            const sets::octets whole = sets::from_hex(hex.get<std::string>());
            const auto parsed = configuration::parse(whole);
            REQUIRE(parsed);
            CHECK(parsed->raw().size() == whole.size());
            for (std::size_t size = 0; size < whole.size(); ++size) {
                const sets::octets cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
                CHECK(configuration::parse(cut).error() == error{errc::need_more, size});
            }
            tried("configurations cut at every byte", whole.size());
            std::vector<usb::function> storage(16);
            const auto functions = classify(*parsed, storage);
            REQUIRE(functions);
            std::size_t mbim = 0;
            std::set<unsigned> interfaces;
            for (const usb::function& f : *functions) {
                interfaces.insert(f.communication);
                if (f.data != usb::function::no_interface) interfaces.insert(f.data);
                if (f.kind == function_kind::mbim) ++mbim;
            }
            CHECK(mbim == 1);
            CHECK(interfaces.size() == parsed->descriptor().interfaces);
        }
    }
    CHECK(sets_seen >= 2);
}

TEST_CASE("captures: the byte arrays of these tests are what the logs hold") {
    for (const json& device : devices()) {
        const std::string id = device["id"];
        if (id == "D01") CHECK(sets::from_hex(device["configurations_hex"][0]) == sets::copy(sets::quectel_ec25));
        if (id == "D02") CHECK(sets::from_hex(device["configurations_hex"][0]) == sets::copy(sets::telit_le910c1));
    }
}
#endif
