// SPDX-License-Identifier: BSL-1.0
/// \file
/// An encoder that shares nothing with the library: written from the `schema` text of reference/messages.json and driven
/// by its layouts.  What it makes of random values, the library reads as the same values and builds as the same bytes.
#include <doctest/doctest.h>

#include <cdcnet/mbim/catalogue.hpp>

#include "mbim/round_trip.hpp"

TEST_CASE("mbim messages: each one that is declared is checked by a source of tests/mbim/round_trip") {
    std::size_t checked = 0;
    for (const round_trip::messages* service : round_trip::all_services_checked()) checked += service->size();
    std::size_t declared = 0;
    for (const auto& service : cdcnet::mbim::catalogue<>) declared += service.count;
    CHECK(checked == declared);
}

#ifndef CDCNET_SHARED_DIR
TEST_CASE("mbim against an independent encoder: skipped, no reference here") { MESSAGE("skipped: CDCNET_SHARED_DIR is not set"); }
#else
#include <arpa/inet.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace {

using nlohmann::json;
using octets = std::vector<std::uint8_t>;

json load(const char* name) {
    std::ifstream file{std::string{CDCNET_SHARED_DIR "/reference/"} + name};
    REQUIRE(file);
    return json::parse(file);
}

// --- values --------------------------------------------------------------------------------------------------------

/// How much the variable parts hold.
enum class amount { nothing, something, everything };

std::string hex_of(const octets& data) {
    static const char digits[] = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t octet : data) {
        text += digits[octet >> 4];
        text += digits[octet & 15];
    }
    return text;
}
octets of_hex(const std::string& text) {
    octets data;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        data.push_back(static_cast<std::uint8_t>(std::stoul(text.substr(i, 2), nullptr, 16)));
    return data;
}
octets of_uuid(std::string text) {
    text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
    return of_hex(text);
}
std::string utf8_of(std::uint32_t c) {
    std::string text;
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xc0 | c >> 6);
        text += static_cast<char>(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        text += static_cast<char>(0xe0 | c >> 12);
        text += static_cast<char>(0x80 | (c >> 6 & 0x3f));
        text += static_cast<char>(0x80 | (c & 0x3f));
    } else {
        text += static_cast<char>(0xf0 | c >> 18);
        text += static_cast<char>(0x80 | (c >> 12 & 0x3f));
        text += static_cast<char>(0x80 | (c >> 6 & 0x3f));
        text += static_cast<char>(0x80 | (c & 0x3f));
    }
    return text;
}
octets utf16_of(const std::string& text) {
    octets data;
    const auto unit = [&](std::uint32_t u) {
        data.push_back(static_cast<std::uint8_t>(u));
        data.push_back(static_cast<std::uint8_t>(u >> 8));
    };
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<std::uint8_t>(text[i]);
        const std::size_t n = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        std::uint32_t c = n == 1 ? first : first & (0x7fu >> n);
        for (std::size_t k = 1; k < n; ++k) c = c << 6 | (static_cast<std::uint8_t>(text[i + k]) & 0x3fu);
        i += n;
        if (c < 0x10000) {
            unit(c);
        } else {
            unit(0xd800 + ((c - 0x10000) >> 10));
            unit(0xdc00 + ((c - 0x10000) & 0x3ff));
        }
    }
    return data;
}

/// Whether text is UTF-16.  Of the timestamp of CDMA messages the sources disagree about that, and the library takes it as
/// bytes of text (reference/discrepancies.md, A11).
bool is_wide(const json& field) { return field.value("encoding", "utf-16le") == "utf-16le" && field.at("name") != "Timestamp"; }

/// Random values for the fields of a layout, as a JSON object with the members that a dump has: numbers, text, bytes in
/// hexadecimal digits, lists and objects.
class values {
public:
    values(const json& messages, const json& enums, std::uint32_t seed) : messages_{messages}, enums_{enums}, random_{seed} {}

    json of_layout(const json& fields, amount how) {
        how_ = how;
        return structure(fields);
    }

private:
    std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }
    std::uint64_t bits(unsigned width) {
        const std::uint64_t n = std::uint64_t{random_()} << 32 | random_();
        // Small numbers are as likely as large ones.
        return n >> (64 - 1 - below(width));
    }
    /// A number of elements, bytes or characters.
    std::uint32_t amount_of(std::uint32_t usual, std::uint32_t limit) {
        if (how_ == amount::nothing) return 0;
        const std::uint32_t most = limit != 0 ? limit : usual;
        return how_ == amount::everything ? most : below(std::min(most, usual) + 1);
    }
    std::uint64_t number_named(const json& field, const std::string& name) const {
        for (const json& v : enums_.at("enums").at(field.at("enum").get<std::string>()).at("values"))
            if (v.at("name") == name) return v.at("value").get<std::uint64_t>();
        FAIL("no value is named " << name);
        return 0;
    }
    octets random_octets(std::uint32_t n) {
        octets data(n);
        for (auto& octet : data) octet = static_cast<std::uint8_t>(random_());
        return data;
    }
    /// Text whose encoding takes at most `limit` bytes.
    std::string text(bool wide, std::uint32_t limit) {
        const std::uint32_t budget = amount_of(60, limit);
        std::string out;
        for (std::uint32_t used = 0;;) {
            static constexpr std::uint32_t ranges[][2] = {
                {0x20, 0x7f}, {0xa0, 0x800}, {0x800, 0x2000}, {0xe000, 0xfffd}, {0x10000, 0x10ffff}};
            const auto& range = ranges[below(how_ == amount::everything ? 1 : 5)];
            const std::string c = utf8_of(range[0] + below(range[1] - range[0]));
            used += static_cast<std::uint32_t>(wide ? utf16_of(c).size() : c.size());
            if (used > budget) return out;
            out += c;
        }
    }
    json tlv_value(const std::string& type, std::uint32_t limit) {
        if (type == "WCHAR_STR") return text(true, limit);
        if (type != "UINT16_TBL") return hex_of(random_octets(amount_of(30, limit)));
        json list = json::array();
        for (std::uint32_t n = amount_of(20, limit / 2); n != 0; --n) list.push_back(bits(16));
        return list;
    }
    json any_tlv() {
        const json& types = enums_.at("enums").at("TlvType").at("values");
        const json& type = types[below(static_cast<std::uint32_t>(types.size()))];
        return {{"Type", type.at("value")}, {"Data", tlv_value(type.at("name"), 0)}};
    }

    const json& fields_of(const json& field) const {
        return messages_.at("structs").at(field.at("struct").get<std::string>()).at("fields");
    }
    static const json& named(const json& fields, const std::string& name) {
        return *std::find_if(fields.begin(), fields.end(), [&](const json& f) { return f.at("name") == name; });
    }

    json structure(const json& fields) {
        json object = json::object();
        choose_conditions(fields, object);
        std::map<std::string, std::size_t> sizes;  // of bytes that share a field for their size
        for (const json& f : fields) {
            const auto name = f.at("name").get<std::string>();
            if (object.contains(name)) continue;
            if (f.contains("when") && object.at(f.at("when").at("field").get<std::string>()) !=
                                          number_named(named(fields, f.at("when").at("field")), f.at("when").at("value")))
                continue;
            object[name] = value(f, sizes);
        }
        for (const json& f : fields) {
            const auto name = f.at("name").get<std::string>();
            if (!object.contains(name)) continue;
            if (f.contains("count_field")) object[f.at("count_field").get<std::string>()] = object[name].size();
            if (f.contains("size_field")) object[f.at("size_field").get<std::string>()] = object[name].get<std::string>().size() / 2;
        }
        // A list that is not there counts nothing.
        for (const json& f : fields)
            if (f.contains("count_field") && !object.contains(f.at("name").get<std::string>()))
                zero_unless_counted(fields, object, f.at("count_field"));
        return object;
    }
    static void zero_unless_counted(const json& fields, json& object, const std::string& count) {
        const bool counted = std::any_of(fields.begin(), fields.end(), [&](const json& f) {
            return f.value("count_field", "") == count && object.contains(f.at("name").get<std::string>());
        });
        if (!counted) object[count] = 0;
    }
    /// Fields that others depend on hold, most often, a value that one of them asks for.
    void choose_conditions(const json& fields, json& object) {
        std::vector<const json*> conditional;
        for (const json& f : fields)
            if (f.contains("when")) conditional.push_back(&f);
        if (conditional.empty()) return;
        const json& when = conditional[below(static_cast<std::uint32_t>(conditional.size()))]->at("when");
        const auto field = when.at("field").get<std::string>();
        object[field] = below(8) == 0 ? std::uint64_t{77} : number_named(named(fields, field), when.at("value"));
    }

    json value(const json& f, std::map<std::string, std::size_t>& sizes) {
        const auto type = f.at("type").get<std::string>();
        const auto limit = f.value("max_bytes", 0u);
        if (type == "u8") return bits(8);
        if (type == "u16") return bits(16);
        if (type == "u32") return bits(32);
        if (type == "u64") return bits(64);
        if (type == "i32") return static_cast<std::int32_t>(static_cast<std::uint32_t>(bits(32)));
        if (type == "uuid") return uuid();
        if (type == "ipv4") return address(AF_INET, 4);
        if (type == "ipv6") return address(AF_INET6, 16);
        if (type == "bytes_fixed") return hex_of(random_octets(f.at("length")));
        if (type == "string") return text(is_wide(f), limit);
        if (type == "bytes_ref" || type == "bytes_ref_size_first" || type == "bytes_sized")
            return hex_of(random_octets(amount_of(40, limit)));
        if (type == "bytes_ref_offset" || type == "bytes_counted") {
            const auto n = sizes.emplace(f.at("size_field"), amount_of(40, limit)).first->second;
            return hex_of(random_octets(static_cast<std::uint32_t>(n)));
        }
        // A reader cannot tell padding from data.
        if (type == "bytes_tail")
            return hex_of(random_octets(amount_of(40, limit) / (f.value("pad", true) ? 4 : 1) * (f.value("pad", true) ? 4 : 1)));
        if (type == "ipv4_ref") return how_ == amount::nothing ? json{} : json(address(AF_INET, 4));
        if (type == "ipv6_ref") return how_ == amount::nothing ? json{} : json(address(AF_INET6, 16));
        if (type == "struct") return structure(fields_of(f));
        if (type == "struct_ref") return how_ == amount::nothing || below(4) == 0 ? json{} : structure(fields_of(f));
        if (type == "tlv") return tlv_value(f.at("tlv_type"), limit);
        if (type == "tlv_any") return any_tlv();
        json list = json::array();
        for (std::uint32_t n = amount_of(how_ == amount::everything ? 11 : 3, 0); n != 0; --n) list.push_back(element(f, type));
        return list;
    }
    json element(const json& f, const std::string& type) {
        if (type == "string_array") return text(is_wide(f), f.value("max_bytes", 0u));
        if (type == "u32_array") return bits(32);
        if (type == "ipv4_array_ref") return address(AF_INET, 4);
        if (type == "ipv6_array_ref") return address(AF_INET6, 16);
        if (type == "tlv_list") return any_tlv();
        return structure(fields_of(f));
    }
    std::string uuid() {
        std::string text = hex_of(random_octets(16));
        for (const std::size_t at : {8u, 13u, 18u, 23u}) text.insert(at, "-");
        return text;
    }
    std::string address(int family, std::uint32_t size) {
        octets data = random_octets(size);
        if (below(2) == 0) std::fill(data.begin() + 2, data.begin() + 2 + below(size - 2), std::uint8_t{0});
        char text[INET6_ADDRSTRLEN]{};
        inet_ntop(family, data.data(), text, sizeof text);
        return text;
    }

    const json& messages_;
    const json& enums_;
    std::mt19937 random_;
    amount how_{};
};

// --- encoder -------------------------------------------------------------------------------------------------------

/// Bytes of a structure: the fixed part first, then what its offsets point at.
class encoder {
public:
    encoder(const json& messages, const json& enums) : messages_{messages}, enums_{enums} {}

    octets information_buffer(const json& fields, const json& object) const { return structure(fields, object); }

private:
    /// An item in the variable part: where its offset is written, and from where that offset counts.
    struct item {
        std::size_t offset_at;
        std::size_t base;
        octets data;
        bool padded;
    };

    static void put(octets& to, std::uint64_t value, unsigned size) {
        for (unsigned i = 0; i < size; ++i) to.push_back(static_cast<std::uint8_t>(value >> 8 * i));
    }
    static void put(octets& to, const octets& data) { to.insert(to.end(), data.begin(), data.end()); }
    static void pad(octets& data) {
        while (data.size() % 4 != 0) data.push_back(0);
    }

    octets structure(const json& fields, const json& object) const {
        octets out;
        std::vector<item> items;
        fixed_part(fields, object, out, items);
        for (const item& i : items) {
            if (i.data.empty()) continue;  // offset 0
            octets offset;
            put(offset, out.size() - i.base, 4);
            std::copy(offset.begin(), offset.end(), out.begin() + static_cast<std::ptrdiff_t>(i.offset_at));
            put(out, i.data);
            if (i.padded) pad(out);
        }
        return out;
    }

    void fixed_part(const json& fields, const json& object, octets& out, std::vector<item>& items) const {
        const std::size_t base = out.size();
        for (const json& f : fields) {
            const auto found = object.find(f.at("name").get<std::string>());
            if (found != object.end()) field(f, *found, out, items, base);
        }
    }

    void field(const json& f, const json& value, octets& out, std::vector<item>& items, std::size_t base) const {
        const auto type = f.at("type").get<std::string>();
        const bool padded = f.value("pad", true);
        // u32 offset; the item follows in the variable part.
        const auto refer = [&](octets data) {
            items.push_back({out.size(), base, std::move(data), padded});
            put(out, 0, 4);
        };
        const auto refer_sized = [&](octets data) {
            const std::size_t size = data.size();
            refer(std::move(data));
            put(out, size, 4);
        };
        const auto in_place = [&](const octets& data) {
            put(out, data);
            if (padded) out.resize(out.size() + (4 - data.size() % 4) % 4);
        };
        if (type == "u8") return put(out, value.get<std::uint64_t>(), 1);
        if (type == "u16") return put(out, value.get<std::uint64_t>(), 2);
        if (type == "u32") return put(out, value.get<std::uint64_t>(), 4);
        if (type == "u64") return put(out, value.get<std::uint64_t>(), 8);
        if (type == "i32") return put(out, static_cast<std::uint64_t>(value.get<std::int64_t>()), 4);
        if (type == "uuid") return put(out, of_uuid(value));
        if (type == "ipv4" || type == "ipv6") return put(out, address(value, type == "ipv4"));
        if (type == "bytes_fixed") return put(out, of_hex(value));
        if (type == "string") return refer_sized(text(f, value));
        if (type == "bytes_ref") return refer_sized(of_hex(value));
        if (type == "bytes_ref_size_first") {
            put(out, of_hex(value).size(), 4);
            return refer(of_hex(value));
        }
        if (type == "bytes_ref_offset") return refer(of_hex(value));
        if (type == "bytes_sized") {
            put(out, of_hex(value).size(), 4);
            return in_place(of_hex(value));
        }
        if (type == "bytes_counted" || type == "bytes_tail") return in_place(of_hex(value));
        if (type == "ipv4_ref" || type == "ipv6_ref") return refer(value.is_null() ? octets{} : address(value, type == "ipv4_ref"));
        if (type == "ipv4_array_ref" || type == "ipv6_array_ref" || type == "struct_array_ref") {
            octets all;
            for (const json& one : value)
                put(all, type == "struct_array_ref" ? structure(fields_of(f), one) : address(one, type == "ipv4_array_ref"));
            return refer(all);
        }
        if (type == "u32_array") {
            for (const json& one : value) put(out, one.get<std::uint64_t>(), 4);
            return;
        }
        if (type == "string_array" || type == "struct_ol_array") {
            for (const json& one : value) refer_sized(type == "string_array" ? text(f, one) : structure(fields_of(f), one));
            return;
        }
        if (type == "struct") return fixed_part(fields_of(f), value, out, items);
        if (type == "struct_ref") return refer_sized(value.is_null() ? octets{} : structure(fields_of(f), value));
        if (type == "struct_list_ref") {
            octets block;
            if (!value.empty()) put(block, value.size(), 4);
            for (const json& one : value) put(block, structure(fields_of(f), one));
            return refer_sized(block);
        }
        if (type == "tlv") return tlv(number_of_tlv(f.at("tlv_type")), value, out);
        if (type == "tlv_any") return tlv(value.at("Type"), value.at("Data"), out);
        REQUIRE(type == "tlv_list");
        for (const json& one : value) tlv(one.at("Type"), one.at("Data"), out);
    }

    static octets address(const std::string& text, bool v4) {
        octets data(v4 ? 4 : 16);
        REQUIRE(inet_pton(v4 ? AF_INET : AF_INET6, text.c_str(), data.data()) == 1);
        return data;
    }
    static octets text(const json& f, const std::string& value) {
        return is_wide(f) ? utf16_of(value) : octets(value.begin(), value.end());
    }
    std::uint64_t number_of_tlv(const std::string& name) const {
        for (const json& v : enums_.at("enums").at("TlvType").at("values"))
            if (v.at("name") == name) return v.at("value").get<std::uint64_t>();
        FAIL("no TLV type is named " << name);
        return 0;
    }
    void tlv(std::uint64_t type, const json& value, octets& out) const {
        octets data;
        if (type == number_of_tlv("WCHAR_STR")) {
            data = utf16_of(value);
        } else if (type == number_of_tlv("UINT16_TBL")) {
            for (const json& one : value) put(data, one.get<std::uint64_t>(), 2);
        } else {
            data = of_hex(value);
        }
        put(out, type, 2);
        put(out, 0, 1);
        put(out, (4 - data.size() % 4) % 4, 1);
        put(out, data.size(), 4);
        pad(data);
        put(out, data);
    }
    const json& fields_of(const json& field) const {
        return messages_.at("structs").at(field.at("struct").get<std::string>()).at("fields");
    }

    const json& messages_;
    const json& enums_;
};

// --- the library's side --------------------------------------------------------------------------------------------

using namespace cdcnet::mbim;

/// What a dump says, with enumerations as numbers.
json without_names(const json& dumped) {
    if (dumped.is_object() && dumped.size() == 2 && dumped.contains("value") && dumped.contains("name")) return dumped.at("value");
    if (!dumped.is_structured()) return dumped;
    json plain = dumped.is_array() ? json::array() : json::object();
    for (const auto& member : dumped.items()) {
        if (dumped.is_array()) {
            plain.push_back(without_names(member.value()));
        } else {
            plain[member.key()] = without_names(member.value());
        }
    }
    return plain;
}

class comparison {
public:
    void run() {
        for (const json& s : services_.at("services")) uuids_[s.at("key")] = *cdcnet::uuid::parse(s.at("uuid").get<std::string>());
        for (const json& m : messages_.at("messages")) layouts_[m.at("id")] = &m;
        for (const auto& path : messages_.at("resolution").items())
            for (const auto& choice : path.value().items())
                if (!choice.value().is_null()) one_layout(*layouts_.at(choice.value()), choice.key());
        MESSAGE("layouts " << compared_.size() << "/" << layouts_.size() << ", " << buffers_ << " information buffers");
        CHECK(buffers_ != 0);
    }

private:
    static operation operation_named(const std::string& direction) {
        if (direction == "set") return operation::set;
        if (direction == "query") return operation::query;
        return direction == "response" ? operation::response : operation::notification;
    }
    static const round_trip::message_type* message_of(const command_id& id, operation o, release agreed) {
        for (const round_trip::messages* service : round_trip::all_services_checked())
            for (const round_trip::message_type& m : *service)
                if (m.id.service == id.service && m.id.cid == id.cid && m.id.serves(o) && m.id.in(agreed)) return &m;
        return nullptr;
    }

    void one_layout(const json& layout, const std::string& release_text) {
        const auto agreed = static_cast<release>(release_text[0] - '0');
        const operation o = operation_named(layout.at("direction"));
        const catalogue_entry* const entry =
            find_message(uuids_.at(layout.at("service")), layout.at("cid").get<std::uint32_t>(), o, agreed);
        if (entry == nullptr) return;  // not declared: the comparison of layouts tells
        INFO(layout.at("id").get<std::string>() << " in release " << release_text);
        const round_trip::message_type* const message = message_of(entry->id, o, agreed);
        REQUIRE_MESSAGE(message != nullptr, "no source of tests/mbim/round_trip checks the service");
        compared_.insert(layout.at("id"));
        for (std::uint32_t round = 0; round < 8; ++round) {
            CAPTURE(round);
            const amount how = round == 0 ? amount::nothing : round == 1 ? amount::everything : amount::something;
            values make{messages_, enums_, 1000 * static_cast<std::uint32_t>(compared_.size()) + round};
            const json expected = make.of_layout(layout.at("fields"), how);
            const octets wire = encoder{messages_, enums_}.information_buffer(layout.at("fields"), expected);
            CAPTURE(expected.dump());
            CAPTURE(hex_of(wire));
            one_buffer(*entry, *message, agreed, expected, wire);
        }
    }

    void one_buffer(const catalogue_entry& entry, const round_trip::message_type& message, release agreed, const json& expected,
                    const octets& wire) {
        ++buffers_;
        const cdcnet::bytes buffer{reinterpret_cast<const std::byte*>(wire.data()), wire.size()};
        std::string text;
        const auto append = [&](std::string_view piece) { text += piece; };
        const cdcnet::error dumped = dump_json(entry.layout(agreed), *entry.names, buffer, append);
        REQUIRE_MESSAGE(!dumped, name_of(dumped.code()) << " at " << dumped.offset());
        json ours = without_names(json::parse(text));
        // An empty list of TLVs that may be missing is missing.
        for (const auto& member : expected.items())
            if (member.value() == json::array() && !ours.contains(member.key())) ours[member.key()] = json::array();
        CHECK_MESSAGE(ours == expected, "ours is " << ours.dump());
        round_trip::value parsed{*message.record};
        const cdcnet::error e = message.parse(buffer, agreed, tolerance::strict, parsed.get());
        REQUIRE_MESSAGE(!e, name_of(e.code()) << " at " << e.offset());
        std::vector<std::byte> room(wire.size() + 16);
        const auto built = message.build(cdcnet::mutable_bytes{room}, parsed.get(), agreed, tolerance::strict);
        REQUIRE_MESSAGE(built, name_of(built.error().code()));
        CHECK(cdcnet::equal(*built, buffer));
    }

    json messages_ = load("messages.json");
    json enums_ = load("enums.json");
    json services_ = load("services.json");
    std::map<std::string, cdcnet::uuid> uuids_;
    std::map<std::string, const json*> layouts_;
    std::set<std::string> compared_;
    std::size_t buffers_{};
};

}  // namespace

TEST_CASE("mbim against an independent encoder: what it makes of random values is read as these values and built again") {
    comparison{}.run();
}
#endif
