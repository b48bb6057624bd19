// SPDX-License-Identifier: BSL-1.0
/// \file
/// Every layout of the services that are declared against reference/messages.json, field by field, in every release.
#include <doctest/doctest.h>

#ifndef CDCNET_SHARED_DIR
TEST_CASE("mbim layouts against the reference: skipped, no reference here") { MESSAGE("skipped: CDCNET_SHARED_DIR is not set"); }
#else
#include <algorithm>
#include <cdcnet/mbim/catalogue.hpp>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace cdcnet;
using namespace cdcnet::mbim;
using nlohmann::json;

/// The key of a service in the reference.
std::string key_of(const uuid& id) {
    const service_info* known = find_service(id);
    REQUIRE(known != nullptr);
    return std::string{known->key};
}

/// Where the tree knows more than the reference's layout says: everything from a field on may be missing.
struct optional_tail {
    std::string_view layout;
    std::string_view first;  ///< the first field that may be missing
    std::string_view row;    ///< of reference/discrepancies.md, or "note": the layout's own
};
constexpr optional_tail optional_tails[] = {
    {"basic_connect/2/query@4.0", "SlotId", "A6"},
    {"basic_connect/10/response@3.0", "UnnamedIes", "A2"},
    {"basic_connect/10/notification@3.0", "UnnamedIes", "A2"},
    {"basic_connect/12/query@1.0", "ActivationState", "A4"},
    {"basic_connect/15/query@1.0", "IPv4ConfigurationAvailable", "A5"},
    {"ms_uicc_low_level_access/1/query@4.0", "SlotId", "A9"},
    {"ms_uicc_low_level_access/3/set@4.0", "SlotId", "A9"},
    {"ms_uicc_low_level_access/5/query@4.0", "SlotId", "A9"},
    {"ms_uicc_low_level_access/6/set@4.0", "SlotId", "A9"},
    {"ms_uicc_low_level_access/6/query@4.0", "SlotId", "A9"},
    {"intel_firmware_update/1/set@2.0", "BootMode", "A15"},
    {"intel_sar/1/set@1.0", "Level", "note"},
    {"intel_sar/1/response@1.0", "Level", "note"},
    {"intel_nrtc/2/set@1.0", "WlanActive", "note"},
    {"intel_nrtc/2/response@1.0", "WlanActive", "note"},
};

/// Secrets that the reference does not mark as personal.
constexpr std::pair<std::string_view, std::string_view> secrets[] = {
    {"basic_connect/4/set@1.0", "Pin"},
    {"basic_connect/4/set@1.0", "NewPin"},
    {"basic_connect/10/response@3.0", "Tac"},
    {"basic_connect/10/notification@3.0", "Tac"},
    {"ms_uicc_low_level_access/2/response@1.0", "Response"},
    {"ms_uicc_low_level_access/4/set@1.0", "Command"},
    {"ms_uicc_low_level_access/4/set@4.0", "Command"},
    {"ms_uicc_low_level_access/4/response@1.0", "Response"},
    {"ms_uicc_low_level_access/9/query@1.0", "LocalPin"},
    {"ms_uicc_low_level_access/9/query@1.0", "Data"},
    {"ms_uicc_low_level_access/9/set@1.0", "LocalPin"},
    {"ms_uicc_low_level_access/9/set@1.0", "Data"},
    {"ms_uicc_low_level_access/9/response@1.0", "Data"},
    {"ms_uicc_low_level_access/10/query@1.0", "LocalPin"},
    {"ms_uicc_low_level_access/10/query@1.0", "Data"},
    {"ms_uicc_low_level_access/10/set@1.0", "LocalPin"},
    {"ms_uicc_low_level_access/10/set@1.0", "Data"},
    {"ms_uicc_low_level_access/10/response@1.0", "Data"},
    {"multicarrier/2/set@1.0", "Country"},
    {"multicarrier/2/response@1.0", "Country"},
    {"atds/2/response@1.0", "Lac"},
    {"atds/2/response@1.0", "Tac"},
    {"atds/2/response@1.0", "CellId"},
    {"intel_mutual_authentication/1/set@1.0", "Response"},
    {"google/1/set@1.0", "Data"},
    {"intel_usb_profile/1/set@1.0", "Text"},
    {"intel_usb_profile/1/response@1.0", "Text"},
    {"intel_ciq/1/set@1.0", "DebugInfo"},
    {"ms_basic_connect_extensions/5/response@1.0", "ModemId"},
    {"ms_basic_connect_extensions/9/query@1.0", "PcoDataBuffer"},
    {"ms_basic_connect_extensions/9/response@1.0", "PcoDataBuffer"},
    {"ms_basic_connect_extensions/9/notification@1.0", "PcoDataBuffer"},
    {"ms_basic_connect_extensions/11/response@1.0", "LocationAreaCode"},
    {"ms_basic_connect_extensions/11/response@1.0", "CellId"},
    {"ms_basic_connect_extensions/11/response@1.0", "BaseStationId"},
    {"ms_basic_connect_extensions/11/response@1.0", "Tac"},
    {"ms_basic_connect_extensions/11/response@1.0", "BaseLatitude"},
    {"ms_basic_connect_extensions/11/response@1.0", "BaseLongitude"},
    {"ms_basic_connect_extensions/11/response@3.0", "LocationAreaCode"},
    {"ms_basic_connect_extensions/11/response@3.0", "CellId"},
    {"ms_basic_connect_extensions/11/response@3.0", "BaseStationId"},
    {"ms_basic_connect_extensions/11/response@3.0", "Tac"},
    {"ms_basic_connect_extensions/11/response@3.0", "BaseLatitude"},
    {"ms_basic_connect_extensions/11/response@3.0", "BaseLongitude"},
    {"ms_basic_connect_extensions/11/response@3.0", "Nci"},
    {"ms_basic_connect_extensions/12/response@1.0", "LocationAreaCode"},
    {"ms_basic_connect_extensions/12/response@1.0", "TrackingAreaCode"},
    {"ms_basic_connect_extensions/12/response@1.0", "CellID"},
    {"ms_basic_connect_extensions/12/notification@1.0", "LocationAreaCode"},
    {"ms_basic_connect_extensions/12/notification@1.0", "TrackingAreaCode"},
    {"ms_basic_connect_extensions/12/notification@1.0", "CellID"},
    {"ms_basic_connect_extensions/14/set@1.0", "Pin"},
    {"ms_basic_connect_extensions/14/set@1.0", "NewPin"},
    {"ms_basic_connect_extensions/19/response@3.0", "WakeTlv"},
    {"ussd/1/set@1.0", "Payload"},
    {"ussd/1/response@1.0", "Payload"},
    {"ussd/1/notification@1.0", "Payload"},
    {"stk/1/notification@1.0", "DataBuffer"},
    {"stk/2/set@1.0", "Response"},
    {"stk/2/response@1.0", "ResultData"},
    {"stk/3/set@1.0", "Data"},
    {"auth/1/response@1.0", "Res"},
    {"auth/1/response@1.0", "IntegrityKey"},
    {"auth/1/response@1.0", "CipheringKey"},
    {"auth/1/response@1.0", "Auts"},
    {"auth/2/response@1.0", "Res"},
    {"auth/2/response@1.0", "IntegrityKey"},
    {"auth/2/response@1.0", "CipheringKey"},
    {"auth/2/response@1.0", "Auts"},
    {"auth/3/response@1.0", "Sres1"},
    {"auth/3/response@1.0", "Kc1"},
    {"auth/3/response@1.0", "Sres2"},
    {"auth/3/response@1.0", "Kc2"},
    {"auth/3/response@1.0", "Sres3"},
    {"auth/3/response@1.0", "Kc3"},
};

/// Text whose encoding the sources disagree about: declared as bytes of text, of either encoding and of any size.
struct undecided_text {
    std::string_view layout;
    std::string_view field;
    std::string_view row;  ///< of reference/discrepancies.md
};
constexpr undecided_text undecided_texts[] = {
    {"sms/2/response@1.0", "Timestamp", "A11"},
    {"sms/2/notification@1.0", "Timestamp", "A11"},
};

/// What the fields of the reference may say; a key that nobody compares must not slip through.
const std::set<std::string> compared_keys{"name", "type", "struct", "note",     "count_field", "size_field", "when",    "length",
                                          "enum", "base", "pad",    "tlv_type", "max_bytes",   "personal",   "encoding"};

json load(const char* path) {
    std::ifstream file{path};
    REQUIRE(file);
    return json::parse(file);
}

std::string text_of(const char* path) {
    std::ifstream file{path};
    REQUIRE(file);
    return {std::istreambuf_iterator<char>{file}, {}};
}

class comparison {
public:
    comparison() {
        for (const auto& m : messages_.at("messages")) by_id_[m.at("id").get<std::string>()] = &m;
    }

    void run() {
        for (const service_catalogue& service : catalogue<>) one_service(service);
        for (const auto& tail : optional_tails)
            CHECK_MESSAGE(used_.count(id_and(tail.layout, tail.first)), "stale exception " << tail.layout);
        for (const auto& secret : secrets)
            CHECK_MESSAGE(used_.count(id_and(secret.first, secret.second)), "stale exception " << secret.first);
        for (const auto& text : undecided_texts)
            CHECK_MESSAGE(used_.count(id_and(text.layout, text.field)), "stale exception " << text.layout);
        MESSAGE("layouts " << compared_.size() << "/" << by_id_.size());
    }

private:
    static std::string id_and(std::string_view layout, std::string_view field) { return std::string{layout} + ' ' + std::string{field}; }

    static operation operation_named(const std::string& direction) {
        for (const enumerator& e : enumeration_of<operation>)
            if (e.name == direction) return static_cast<operation>(e.value);
        FAIL("no operation is named " << direction);
        return {};
    }

    /// The layouts of `service` in every release: each has one structure, and each structure has a layout.
    void one_service(const service_catalogue& service) {
        const std::string key = key_of(service.service);
        for (const auto& resolution : messages_.at("resolution").items()) {
            const std::string& path = resolution.key();
            const json& releases = resolution.value();
            const std::string prefix = key + '/';
            if (path.compare(0, prefix.size(), prefix) != 0) continue;
            const auto slash = path.find('/', prefix.size());
            const auto cid = static_cast<std::uint32_t>(std::stoul(path.substr(prefix.size(), slash - prefix.size())));
            const operation direction = operation_named(path.substr(slash + 1));
            for (unsigned n = 1; n <= 4; ++n) {
                const auto agreed = static_cast<release>(n);
                const auto reference = releases.find(std::to_string(n) + ".0");
                INFO(path << " in release " << n);
                const catalogue_entry* ours = only_one(service, cid, direction, agreed);
                const bool exists = reference != releases.end() && !reference->is_null();
                CHECK_MESSAGE((ours != nullptr) == exists, "declared " << (ours != nullptr) << ", in the reference " << exists);
                if (ours != nullptr && exists) one_layout(*ours, reference->get<std::string>(), agreed);
                if (ours != nullptr) answered_.insert({ours, static_cast<std::uint8_t>(direction), n});
            }
        }
        for (const catalogue_entry& message : service) nothing_extra(message);
        for (const auto& layout : by_id_)
            if (layout.second->at("service") == key) CHECK_MESSAGE(compared_.count(layout.first), "not declared: " << layout.first);
    }

    static const catalogue_entry* only_one(const service_catalogue& service, std::uint32_t cid, operation direction, release agreed) {
        const catalogue_entry* found = nullptr;
        for (const catalogue_entry& m : service) {
            CHECK(m.id.service == service.service);
            if (m.id.cid != cid || (m.id.operations & direction) != direction || !m.id.in(agreed)) continue;
            CHECK_MESSAGE(found == nullptr, "two structures: " << m.names->name << " and " << found->names->name);
            found = &m;
        }
        return found;
    }

    void nothing_extra(const catalogue_entry& message) {
        for (const enumerator& direction : enumeration_of<operation>)
            for (unsigned n = 1; n <= 4; ++n)
                if ((static_cast<std::uint32_t>(message.id.operations) & direction.value) != 0 && message.id.in(static_cast<release>(n)))
                    CHECK_MESSAGE(answered_.count({&message, static_cast<std::uint8_t>(direction.value), n}),
                                  "the reference has no " << direction.name << " for " << message.names->name << " in release " << n);
    }

    void one_layout(const catalogue_entry& ours, const std::string& layout, release agreed) {
        INFO(layout);
        compared_.insert(layout);
        fields(ours.layout(agreed), *ours.names, by_id_.at(layout)->at("fields"), layout, "info");
        optional_fields(ours.layout(agreed), *ours.names, layout);
    }

    void optional_fields(const layout_table& table, const layout_names& names, const std::string& layout) {
        const auto* documented =
            std::find_if(std::begin(optional_tails), std::end(optional_tails), [&](const auto& t) { return t.layout == layout; });
        bool missing = false;
        for (std::size_t i = 0; i < table.count; ++i) {
            if (table.fields[i].offset == field_entry::absent) continue;
            if (documented != std::end(optional_tails) && names.fields[i].name == documented->first) {
                missing = true;
                used_.insert(id_and(layout, documented->first));
                if (documented->row == "note") {
                    CHECK(by_id_.at(layout)->contains("note"));
                } else {
                    CHECK(discrepancies_.find("| " + std::string{documented->row} + " |") != std::string::npos);
                }
            }
            CHECK_MESSAGE(table.fields[i].optional == missing, names.fields[i].name << " may be missing: " << table.fields[i].optional);
        }
    }

    /// Where the next field stands; nowhere behind the first item of variable size.
    using cursor = std::optional<std::uint32_t>;

    /// \return the size of the fixed part, or none when the structure has no fixed size
    cursor fields(const layout_table& table, const layout_names& names, const json& expected, const std::string& layout,
                  const std::string& base) {
        std::vector<std::size_t> present;
        REQUIRE(names.count == table.count);
        for (std::size_t i = 0; i < table.count; ++i)
            if (table.fields[i].offset != field_entry::absent) present.push_back(i);
        std::vector<std::string> ours;
        std::vector<std::string> theirs;
        for (const std::size_t i : present) ours.emplace_back(names.fields[i].name);
        for (const auto& f : expected) theirs.push_back(f.at("name").get<std::string>());
        REQUIRE(ours == theirs);

        cursor at{0};
        std::uint32_t fixed = 0;
        for (std::size_t k = 0; k < present.size(); ++k) {
            const field_entry& entry = table.fields[present[k]];
            INFO("field " << theirs[k]);
            CHECK(entry.offset == (at ? *at : field_entry::floating));
            const cursor size = field(names, entry, names.fields[present[k]], expected[k], layout, base);
            const bool conditional = expected[k].contains("when");
            if (at && !conditional) fixed = *at + (size ? *size : entry.size);
            at = at && size && !conditional ? cursor{*at + *size} : cursor{};
        }
        CHECK(table.fixed_size == fixed);
        return at;
    }

    /// \return the size of the field, or none when it varies
    cursor field(const layout_names& names, const field_entry& entry, const field_name& name, const json& f, const std::string& layout,
                 const std::string& base) {
        for (const auto& said : f.items())
            CHECK_MESSAGE(compared_keys.count(said.key()), "the reference says " << said.key() << " of " << name.name);
        const auto type = f.at("type").get<std::string>();
        CHECK(name_of(entry.type) == type);
        CHECK(f.value("base", base) == base);
        CHECK((name.values != nullptr ? name.values->name : "") == f.value("enum", ""));
        CHECK(entry.max_bytes == f.value("max_bytes", 0u));
        CHECK(entry.unpadded == !f.value("pad", true));
        CHECK(entry.unit == (is_undecided(layout, name.name) ? 1 : unit_of(f, type)));
        links(names, entry, f);
        personal(name, f, layout);
        if (type == "tlv") {
            const auto tlv = enumeration_of<tlv_type>.find(entry.element);
            CHECK(tlv == f.at("tlv_type").get<std::string>());
        }
        if (type == "struct_array_ref" && entry.structure != nullptr) CHECK(entry.element == entry.structure->fixed_size);
        const cursor structure = nested(entry, name, f, layout);
        const cursor size = type == "struct" ? structure : size_of(type, f);
        if (size) CHECK(entry.size == *size);
        return size;
    }

    cursor nested(const field_entry& entry, const field_name& name, const json& f, const std::string& layout) {
        REQUIRE((entry.structure != nullptr) == f.contains("struct"));
        REQUIRE((name.structure != nullptr) == f.contains("struct"));
        if (!f.contains("struct")) return {};
        const auto structure = f.at("struct").get<std::string>();
        INFO("structure " << structure);
        return fields(*entry.structure, *name.structure, messages_.at("structs").at(structure).at("fields"), layout, "struct");
    }

    /// The fields that hold the count or size, and the condition.
    static void links(const layout_names& names, const field_entry& entry, const json& f) {
        const auto named = [&](std::uint8_t index) {
            return index == field_entry::no_link ? std::string{} : std::string{names.fields[index].name};
        };
        CHECK(named(entry.link) == f.value("count_field", f.value("size_field", "")));
        if (!f.contains("when")) {
            CHECK(entry.condition == field_entry::no_link);
            return;
        }
        const auto& when = f.at("when");
        REQUIRE(entry.condition != field_entry::no_link);
        CHECK(when.at("op") == "==");
        CHECK(named(entry.condition) == when.at("field").get<std::string>());
        const enumeration* values = names.fields[entry.condition].values;
        REQUIRE(values != nullptr);
        CHECK(values->find(entry.condition_value) == when.at("value").get<std::string>());
    }

    void personal(const field_name& name, const json& f, const std::string& layout) {
        const bool secret =
            std::find(std::begin(secrets), std::end(secrets), std::pair{std::string_view{layout}, name.name}) != std::end(secrets);
        const bool marked = f.value("personal", false);
        if (secret && !marked) used_.insert(id_and(layout, name.name));
        CHECK(name.personal == (marked || secret));
    }

    bool is_undecided(const std::string& layout, std::string_view field) {
        for (const undecided_text& text : undecided_texts) {
            if (text.layout != layout || text.field != field) continue;
            used_.insert(id_and(layout, field));
            CHECK(discrepancies_.find("| " + std::string{text.row} + " |") != std::string::npos);
            return true;
        }
        return false;
    }

    static unsigned unit_of(const json& f, const std::string& type) {
        if (type == "string" || type == "string_array") return f.value("encoding", "utf-16le") == "utf-16le" ? 2 : 1;
        return type == "tlv" && (f.at("tlv_type") == "WCHAR_STR" || f.at("tlv_type") == "UINT16_TBL") ? 2 : 1;
    }

    static cursor size_of(const std::string& type, const json& f) {
        static const std::map<std::string, std::uint32_t> sizes{{"u8", 1},
                                                                {"u16", 2},
                                                                {"u32", 4},
                                                                {"u64", 8},
                                                                {"i32", 4},
                                                                {"uuid", 16},
                                                                {"ipv4", 4},
                                                                {"ipv6", 16},
                                                                {"string", 8},
                                                                {"bytes_ref", 8},
                                                                {"struct_ref", 8},
                                                                {"bytes_ref_size_first", 8},
                                                                {"ipv4_ref", 4},
                                                                {"ipv6_ref", 4},
                                                                {"ipv4_array_ref", 4},
                                                                {"ipv6_array_ref", 4},
                                                                {"bytes_ref_offset", 4},
                                                                {"struct_array_ref", 4},
                                                                {"struct_list_ref", 8}};
        if (type == "bytes_fixed") return f.at("length").get<std::uint32_t>();
        const auto found = sizes.find(type);
        return found == sizes.end() ? cursor{} : cursor{found->second};
    }

    json messages_ = load(CDCNET_SHARED_DIR "/reference/messages.json");
    std::string discrepancies_ = text_of(CDCNET_SHARED_DIR "/reference/discrepancies.md");
    std::map<std::string, const json*> by_id_;
    std::set<std::string> compared_;
    std::set<std::string> used_;
    std::set<std::tuple<const catalogue_entry*, std::uint8_t, unsigned>> answered_;
};

}  // namespace

TEST_CASE("mbim layouts: every one of the reference is declared, nothing is extra or different") { comparison{}.run(); }
#endif
