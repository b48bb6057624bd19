// SPDX-License-Identifier: BSL-1.0
/// \file
/// What cdcdump --json prints is what examples/cdcdump/schema.json allows, for captures, for broken input and for a message of
/// every structure of the catalogue.
#include <doctest/doctest.h>

#include <cdcnet/mbim/catalogue.hpp>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <utility>

#include "examples/run.hpp"

using namespace cdcnet;
using namespace cdcnet::mbim;
using cdcdump_test::cdcdump;
using cdcdump_test::lines_of;
using cdcdump_test::scratch_folder;
using nlohmann::json;

namespace {

std::string text_of(const std::string& file) {
    std::ifstream in{file};
    REQUIRE(in.good());
    return {std::istreambuf_iterator<char>{in}, {}};
}
const std::string folder = CDCNET_SOURCE_DIR "/examples/cdcdump/";

/// The part of JSON Schema that the file uses; a keyword that is not known here is an error, not passed over.
class schema {
public:
    explicit schema(json document) : document_(std::move(document)) {}

    /// What is wrong with a value; empty when nothing is.
    [[nodiscard]] std::string fault(const json& value) const { return fault(document_, value, "$"); }

    /// Every name of a member.
    [[nodiscard]] std::set<std::string> members() const {
        std::set<std::string> names;
        collect(document_, names);
        return names;
    }

private:
    static void collect(const json& part, std::set<std::string>& names) {
        if (part.is_object() && part.contains("properties") && part.at("properties").is_object())
            for (const auto& member : part.at("properties").items()) names.insert(member.key());
        if (part.is_structured())
            for (const json& inner : part) collect(inner, names);
    }

    static bool is(const json& value, const std::string& type) {
        if (type == "object") return value.is_object();
        if (type == "array") return value.is_array();
        if (type == "string") return value.is_string();
        if (type == "integer") return value.is_number_integer();
        if (type == "number") return value.is_number();
        if (type == "boolean") return value.is_boolean();
        return type == "null" && value.is_null();
    }

    [[nodiscard]] std::string fault(const json& rules, const json& value, const std::string& at) const {
        for (const auto& rule : rules.items()) {
            const std::string found = one(rules, rule.key(), rule.value(), value, at);
            if (!found.empty()) return found;
        }
        return {};
    }

    [[nodiscard]] std::string one(const json& rules, const std::string& keyword, const json& rule, const json& value,
                                  const std::string& at) const {
        const auto wrong = [&](bool holds) {
            return holds ? std::string{} : at + " breaks " + keyword + ": " + value.dump().substr(0, 200);
        };
        if (keyword == "$schema" || keyword == "title" || keyword == "description" || keyword == "$defs") return {};
        if (keyword == "$ref") return fault(document_.at(json::json_pointer{rule.get<std::string>().substr(1)}), value, at);
        if (keyword == "const") return wrong(value == rule);
        if (keyword == "enum") return wrong(std::find(rule.begin(), rule.end(), value) != rule.end());
        if (keyword == "type") {
            if (rule.is_string()) return wrong(is(value, rule));
            return wrong(std::any_of(rule.begin(), rule.end(), [&](const json& type) { return is(value, type); }));
        }
        if (keyword == "minimum") return wrong(!value.is_number() || value >= rule);
        if (keyword == "maximum") return wrong(!value.is_number() || value <= rule);
        if (keyword == "minItems") return wrong(!value.is_array() || value.size() >= rule);
        if (keyword == "maxItems") return wrong(!value.is_array() || value.size() <= rule);
        if (keyword == "pattern")
            return wrong(!value.is_string() || std::regex_search(value.get<std::string>(), std::regex{rule.get<std::string>()}));
        if (keyword == "required")
            return wrong(!value.is_object() ||
                         std::all_of(rule.begin(), rule.end(), [&](const json& name) { return value.contains(name.get<std::string>()); }));
        if (keyword == "oneOf") return exactly_one(rule, value, at);
        if (keyword == "items") return each_element(rule, value, at);
        if (keyword == "properties") return named(rule, value, at);
        if (keyword == "additionalProperties") return unnamed(rules, rule, value, at);
        return "a keyword that nobody checks: " + keyword;
    }

    [[nodiscard]] std::string exactly_one(const json& rule, const json& value, const std::string& at) const {
        std::string all;
        std::size_t good = 0;
        for (const json& choice : rule) {
            const std::string found = fault(choice, value, at);
            if (found.empty()) ++good;
            all += "\n  " + found;
        }
        return good == 1 ? std::string{} : at + ": " + std::to_string(good) + " of the choices hold" + all;
    }
    [[nodiscard]] std::string each_element(const json& rule, const json& value, const std::string& at) const {
        if (!value.is_array()) return {};
        for (std::size_t i = 0; i < value.size(); ++i) {
            std::string found = fault(rule, value[i], at + '[' + std::to_string(i) + ']');
            if (!found.empty()) return found;
        }
        return {};
    }
    [[nodiscard]] std::string named(const json& rule, const json& value, const std::string& at) const {
        if (!value.is_object()) return {};
        for (const auto& member : rule.items()) {
            if (!value.contains(member.key())) continue;
            std::string found = fault(member.value(), value.at(member.key()), at + '.' + member.key());
            if (!found.empty()) return found;
        }
        return {};
    }
    [[nodiscard]] std::string unnamed(const json& rules, const json& rule, const json& value, const std::string& at) const {
        if (!value.is_object()) return {};
        for (const auto& member : value.items()) {
            if (rules.contains("properties") && rules.at("properties").contains(member.key())) continue;
            if (rule.is_boolean()) return rule.get<bool>() ? std::string{} : at + " has a member " + member.key();
            std::string found = fault(rule, member.value(), at + '.' + member.key());
            if (!found.empty()) return found;
        }
        return {};
    }

    json document_;
};

const schema& the_schema() {
    static const schema one(json::parse(text_of(folder + "schema.json")));
    return one;
}

/// The records that cdcdump prints; each is what the schema allows.
std::vector<json> checked(const std::string& arguments) {
    std::vector<json> records;
    for (const std::string& line : lines_of(cdcdump("--json " + arguments).output)) {
        records.push_back(json::parse(line));
        const std::string fault = the_schema().fault(records.back());
        CHECK_MESSAGE(fault.empty(), fault << "\nin " << line.substr(0, 500));
    }
    return records;
}

/// The shortest buffer of a layout: zeros, and TLVs without data.
void append_shortest(const layout_table& layout, std::vector<std::byte>& out) {
    for (const field_entry& e : layout) {
        // With all fields 0 a field whose condition wants another value does not exist.
        if (e.offset == field_entry::absent || (e.condition != field_entry::no_link && e.condition_value != 0)) continue;
        const std::size_t at = out.size();
        switch (e.type) {
            case form::structure: append_shortest(*e.structure, out); break;
            case form::bytes_sized: out.resize(at + 4); break;
            case form::tlv:
            case form::tlv_any:
                out.resize(at + tlv_header_size);
                if (e.type == form::tlv) store_le(out.data() + at, e.element);
                break;
            default: out.resize(at + e.size);
        }
    }
}

/// A message with a structure of the catalogue, as a line of hex.
std::string hex_line(const catalogue_entry& entry, operation o, release r) {
    std::vector<std::byte> information;
    append_shortest(entry.layout(r), information);
    // The answer to VERSION tells by which release the next message is read.
    if (entry.id.service == service::ms_basic_connect_extensions && entry.id.cid == 15) store_le(information.data() + 2, bcd_of(r));
    REQUIRE_FALSE(validate(entry.layout(r), information));
    std::vector<std::byte> buffer(information.size() + 64);
    const uuid& service = entry.id.service;
    const std::uint32_t cid = entry.id.cid;
    const auto made = [&] {
        const mutable_bytes out{buffer};
        if (o == operation::response)
            return build_message(out, transaction_id{1}, command_done{service, cid, status::success, information});
        if (o == operation::notification) return build_message(out, transaction_id{}, indicate_status_msg{service, cid, information});
        const command_type type = o == operation::set ? command_type::set : command_type::query;
        return build_message(out, transaction_id{1}, command_msg{service, cid, type, information});
    }();
    REQUIRE(made);
    std::string line;
    for (const std::byte b : *made) {
        line += hex_digit(std::to_integer<unsigned>(b) >> 4);
        line += hex_digit(std::to_integer<unsigned>(b) & 15);
    }
    return line + '\n';
}

}  // namespace

TEST_CASE("schema: refuses what is not a record") {
    const json good = json::parse(R"({"record":"control","type":"OPEN","input":"x","line":1,"length":16,"fragments":1,"transaction":1,
        "service":null,"cid":null,"operation":null,"status":null,"mbimex":"1.0","fields":{"MaxControlTransfer":4096}})");
    CHECK(the_schema().fault(good).empty());
    const auto refused = [&](const char* name, const json& value) {
        json changed = good;
        changed[name] = value;
        CHECK_MESSAGE(!the_schema().fault(changed).empty(), name << " " << value.dump());
    };
    refused("record", "controls");
    refused("type", "OPENED");
    refused("line", 0);
    refused("packet", 1);  // beside `line`
    refused("transaction", -1);
    refused("transaction", 4294967296);
    refused("mbimex", "5.0");
    refused("fields", json::array());
    refused("fields", {{"Rssi", 1.5}});
    refused("service_id", "basic_connect");
    refused("extra", 1);
    for (const auto& member : good.items()) {
        json without = good;
        without.erase(member.key());
        CHECK_MESSAGE(!the_schema().fault(without).empty(), "without " << member.key());
    }
}

TEST_CASE("schema: every member is explained in schema.md") {
    const std::string explained = text_of(folder + "schema.md");
    for (const std::string& name : the_schema().members()) CHECK_MESSAGE(explained.find('`' + name + '`') != std::string::npos, name);
}

#ifdef CDCNET_CDCDUMP
TEST_CASE("schema: the captures of the tree") {
    std::set<std::string> seen;
    for (const std::string& file : cdcdump_test::captures()) {
        CAPTURE(file);
        for (const char* options : {"", "--redact ", "--mbimex 4 "})
            for (const json& record : checked(options + ("'" + file + "'"))) seen.insert(record.at("record").get<std::string>());
        CHECK(checked("--stats '" + file + "'").size() == 1);
    }
    CHECK(seen == std::set<std::string>{"control", "ntb", "usb"});
}

TEST_CASE("schema: broken input") {
    const scratch_folder scratch{"schema"};
    const std::string log = scratch.write("log",
                                          "data = 03:00:00:00:38:00:00:00:02:00:00:00\n"
                                          "data = 09:00:00:00:10:00:00:00:01:00:00:00:00:10:00:00\n"
                                          "data = 01:00:00:00:0e:00:00:00:01:00:00:00:00:10\n");
    for (const char* options : {"", "--redact "}) {
        const auto records = checked(options + ("'" + log + "'"));
        CHECK(records.size() == 3);
        for (const json& record : records) CHECK(record.at("record") == "malformed");
    }
    CHECK(checked("--stats '" + log + "'").at(0).at("errors").size() >= 2);
}

TEST_CASE("schema: a message of every structure, by name") {
    const scratch_folder scratch{"catalogue"};
    std::size_t messages = 0;
    for (const release r : {mbimex::v1, mbimex::v2, mbimex::v3, mbimex::v4}) {
        std::string lines;
        std::vector<std::pair<const catalogue_entry*, operation>> expected;
        for (const service_catalogue& s : catalogue<>)
            for (const catalogue_entry& entry : s)
                for (const enumerator& o : enumeration_of<operation>) {
                    if (!entry.id.in(r) || !entry.id.serves(static_cast<operation>(o.value))) continue;
                    expected.emplace_back(&entry, static_cast<operation>(o.value));
                    lines += hex_line(entry, expected.back().second, r);
                }
        const std::string number = std::to_string(static_cast<unsigned>(r));
        const auto records = checked("--mbimex " + number + " '" + scratch.write(number, lines) + "'");
        REQUIRE(records.size() == expected.size());
        for (std::size_t i = 0; i < records.size(); ++i) {
            const catalogue_entry* const entry = expected[i].first;  // no bindings: clang++ 14 captures none
            const operation o = expected[i].second;
            INFO(entry->names->name << " in release " << number);
            REQUIRE(records[i].at("record") == "control");
            CHECK(records[i].at("mbimex") == number + ".0");
            CHECK(records[i].at("service") == std::string{find_service(entry->id.service)->key});
            CHECK(records[i].at("cid_name") == std::string{find_cid(entry->id.service, entry->id.cid)->name});
            CHECK(records[i].at("operation") == std::string{name_of(o)});
            const layout_table& layout = entry->layout(r);
            // An empty answer may be one whose structure was left out.
            if (o == operation::response && layout.required_size == 0) continue;
            for (std::size_t k = 0; k < layout.count; ++k) {
                const field_entry& e = layout.fields[k];
                if (e.optional) continue;  // the buffer may end before it
                const bool there = e.offset != field_entry::absent && (e.condition == field_entry::no_link || e.condition_value == 0);
                CHECK_MESSAGE(records[i].at("fields").contains(std::string{entry->names->fields[k].name}) == there,
                              entry->names->fields[k].name);
            }
        }
        messages += records.size();
    }
    MESSAGE(messages << " messages");
}
#endif
