// SPDX-License-Identifier: BSL-1.0
/// \file
/// Compares the fields that libmbim-glib prints with those that the library finds.
#pragma once

#include <cctype>
#include <cdcnet/mbim/dump.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "mbim/differences.hpp"
#include "mbim/libmbim.hpp"
#include "mbim/random_message.hpp"

namespace libmbim {

using json = nlohmann::ordered_json;

// --- what the library has put in -----------------------------------------------------------------------------------

/// A value of ours, by the way that leads to it.
struct expected {
    std::string path;
    json value;
    form type{};
    const enumeration* values{};
};

/// Takes what a dump says apart.
class own_fields {
public:
    /// Of a valid buffer.
    static std::vector<expected> of(const round_trip::record_type& type, release agreed, bytes buffer) {
        std::string text;
        const error e = dump_json(type.layout(agreed), *type.names, buffer, [&](std::string_view piece) { text += piece; });
        REQUIRE_MESSAGE(!e, name_of(e.code()) << " in " << type.names->name);
        own_fields all;
        all.structure(type.layout(agreed), *type.names, json::parse(text), "");
        return std::move(all.found_);
    }

private:
    void structure(const layout_table& layout, const layout_names& names, const json& dumped, const std::string& prefix) {
        for (std::size_t i = 0; i < layout.count; ++i) {
            const field_name& name = names.fields[i];
            const auto value = dumped.find(std::string{name.name});
            if (value != dumped.end()) field(layout.fields[i], name, *value, prefix + std::string{name.name});
        }
    }
    void field(const field_entry& e, const field_name& name, const json& value, const std::string& path) {
        const auto each = [&](auto one) {
            for (std::size_t i = 0; i < value.size(); ++i) one(value[i], path + "[" + std::to_string(i) + "]");
        };
        if (e.type == form::tlv) {
            tlv(e.element, value, path);
        } else if (value.empty() || value.is_null()) {
            found_.push_back({path, nullptr, e.type, nullptr});
        } else if (e.type == form::tlv_any) {
            whole_tlv(value, path);
        } else if (e.type == form::tlv_list) {
            each([&](const json& one, const std::string& where) { whole_tlv(one, where); });
        } else if (e.structure == nullptr) {
            found_.push_back({path, value, e.type, name.values});
        } else if (value.is_array()) {
            each([&](const json& one, const std::string& where) { structure(*e.structure, *name.structure, one, where + "."); });
        } else {
            structure(*e.structure, *name.structure, value, path + ".");
        }
    }
    void whole_tlv(const json& value, const std::string& path) {
        tlv(value.at("Type").at("value").get<std::uint16_t>(), value.at("Data"), path);
    }
    void tlv(std::uint16_t type, const json& value, const std::string& path) {
        found_.push_back({path + ".Type", type, form::u16, &enumeration_of<tlv_type>});
        found_.push_back({path + ".Data", value, static_cast<tlv_type>(type) == tlv_type::wchar_str ? form::string : form::tlv, nullptr});
    }

    std::vector<expected> found_;
};

/// Names of values that differ: `enum PinType 10 subsidy-pin` for "value 10 of PinType is called so there".
class value_names {
public:
    explicit value_names(differences& known) : known_{known} {
        for (const std::string& line : known.of("enum ")) {
            const std::vector<std::string> words = split(line, ' ');
            REQUIRE(words.size() == 4);
            other_[{words[1], std::stoul(words[2])}] = words[3];
        }
    }

    /// Whether `text` is how the other program shows the value.
    bool match(const enumeration& e, std::uint64_t value, const std::string& text) {
        const std::size_t number = text.find(" (0x");
        if (number != std::string::npos)
            return std::stoul(text.substr(number + 2), nullptr, 16) == value && match(e, value, text.substr(0, number));
        if (is_as_listed(e, value, text)) return true;
        if (text == std::to_string(value)) return true;  // it knows no names
        if (text == "true" || text == "false") return (text == "true") == (value != 0);
        if (e.kind == enumeration_kind::values || value == 0) {
            if (e.find(value).empty()) return text == nameless;
            // Nothing set: it has a name for that, or not.
            return plain(text) == plain(e.find(value)) || (e.kind == enumeration_kind::flags && text == nameless);
        }
        return names_of_bits(text) == expected_bits(e, value);
    }

    /// How a name that differs is listed; empty when it is not about one name.
    static std::string line_for(const enumeration& e, std::uint64_t value, const std::string& text) {
        const bool one_bit = (value & (value - 1)) == 0 && text.find(',') == std::string::npos;
        if (e.find(value).empty() || (e.kind == enumeration_kind::flags && !one_bit)) return {};
        return line(e, value, text.substr(0, text.find(" (0x")));
    }

private:
    /// What it prints for a value without a name.
    static constexpr std::string_view nameless = "(null)";

    bool is_as_listed(const enumeration& e, std::uint64_t value, const std::string& text) {
        const auto found = other_.find({std::string{e.name}, value});
        return found != other_.end() && found->second == text && mark(e, value, text);
    }
    static std::string line(const enumeration& e, std::uint64_t value, const std::string& text) {
        return "enum " + std::string{e.name} + " " + std::to_string(value) + " " + text;
    }
    bool mark(const enumeration& e, std::uint64_t value, const std::string& text) { return known_.explains(line(e, value, text)); }
    static std::set<std::string> names_of_bits(const std::string& text) {
        std::set<std::string> names;
        if (text != nameless)
            for (const std::string& name : split(text, ',')) names.insert(plain(name));
        return names;
    }
    std::set<std::string> expected_bits(const enumeration& e, std::uint64_t value) {
        std::set<std::string> names;
        for (unsigned bit = 0; bit < 64; ++bit) {
            const std::uint64_t one = std::uint64_t{1} << bit;
            if ((value & one) == 0) continue;
            const auto found = other_.find({std::string{e.name}, one});
            const std::string name = found == other_.end() ? std::string{e.find(one)} : found->second;
            if (found != other_.end()) mark(e, one, name);
            if (name != nameless && !name.empty()) names.insert(plain(name));
        }
        return names;
    }

    differences& known_;
    std::map<std::pair<std::string, std::uint64_t>, std::string> other_;
};

// --- comparison ----------------------------------------------------------------------------------------------------

class field_comparison {
public:
    /// Names of values that differ are marked in `known`, or added to it.
    explicit field_comparison(differences& known) : known_{known} {}

    /// The number of fields that both have.
    [[nodiscard]] std::size_t count() const { return fields_; }

    /// Both lists have the same names in the same order.  Where they have not: what one alone has is reported, and if
    /// neither name is on the other side, they are taken for two names of one field.
    template <class Differ>
    void compare(const std::vector<expected>& own, const std::vector<printed>& other, const Differ& differ) {
        std::size_t j = 0;
        const auto is_ahead = [](const auto& list, std::size_t from, const std::string& path) {
            return std::any_of(list.begin() + static_cast<std::ptrdiff_t>(from), list.end(),
                               [&](const auto& one) { return normal(one.path) == normal(path); });
        };
        for (std::size_t i = 0; i < own.size(); ++i) {
            while (j < other.size() && normal(own[i].path) != normal(other[j].path) && is_ahead(other, j, own[i].path))
                differ("+" + of_any_element(other[j].path), other[j].text), ++j;
            if (j == other.size() || (normal(own[i].path) != normal(other[j].path) && is_ahead(own, i, other[j].path))) {
                if (own[i].type != form::struct_ref) differ("-" + missing_part(own[i].path, other), own[i].value.dump());
                continue;
            }
            if (normal(own[i].path) != normal(other[j].path))
                differ(of_any_element(own[i].path) + "=" + of_any_element(other[j].path), own[i].value.dump() + ", there " + other[j].text);
            ++fields_;
            if (!matches(own[i], other[j].text) && !is_name_of_value(own[i], other[j].text))
                differ(of_any_element(own[i].path), own[i].value.dump() + ", there " + other[j].text);
            ++j;
        }
        for (; j < other.size(); ++j) differ("+" + of_any_element(other[j].path), other[j].text);
    }

private:
    /// The name of a field, where elements of lists are the first, `[0]`, or any other, `[1+]`.
    static std::string of_any_element(const std::string& path) {
        std::string text;
        for (std::size_t i = 0; i < path.size(); ++i) {
            text += path[i];
            if (path[i] != '[') continue;
            text += path.compare(i, 3, "[0]") == 0 ? "0]" : "1+]";
            i = path.find(']', i);
        }
        return text;
    }
    static std::string normal(const std::string& path) {
        std::string text;
        for (const char c : path)
            if (std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view{".[]"}.find(c) != std::string_view::npos)
                text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        return text;
    }

    /// The name of the outermost part of a field that the other side has nothing of.
    static std::string missing_part(const std::string& path, const std::vector<printed>& other) {
        for (std::size_t end = path.find_first_of(".["); end != std::string::npos; end = path.find_first_of(".[", end + 1)) {
            const std::string part = normal(path.substr(0, end + 1));
            if (std::none_of(other.begin(), other.end(),
                             [&](const printed& p) { return normal(p.path).compare(0, part.size(), part) == 0; }))
                return of_any_element(path.substr(0, end));
        }
        return of_any_element(path);
    }

    /// Lists a value as one with another name, if that is all.
    bool is_name_of_value(const expected& own, const std::string& text) {
        // Only at the first element of a list: libmbim repeats it in place of others.
        if (own.values == nullptr || own.value.is_array() || of_any_element(own.path).find("[1+]") != std::string::npos) return false;
        const json& number = own.value.is_object() ? own.value.at("value") : own.value;
        const std::string line = value_names::line_for(*own.values, number.get<std::uint64_t>(), text);
        if (line.empty()) return false;
        known_.add(line, own.path + ": " + own.value.dump() + ", there " + text);
        return true;
    }
    bool matches(const expected& own, const std::string& text) {
        if (own.value.is_array() && own.type != form::tlv) {
            const std::vector<std::string> parts = split(text, ',');
            if (parts.size() != own.value.size()) return false;
            for (std::size_t i = 0; i < parts.size(); ++i)
                if (!one_matches(own, own.value[i], parts[i])) return false;
            return true;
        }
        return one_matches(own, own.value, text);
    }
    bool one_matches(const expected& own, const json& value, const std::string& text) {
        if (value.is_null() || value == "") return text.empty() || text == "(null)";
        if (value.is_object()) return names_.match(*own.values, value.at("value").get<std::uint64_t>(), text);
        if (value.is_number()) {
            if (own.values != nullptr) return names_.match(*own.values, value.get<std::uint64_t>(), text);
            return text == value.dump();
        }
        if (value.is_array()) return hex_of_numbers(value) == plain(text);
        switch (own.type) {
            case form::string:
            case form::string_array:
            case form::uuid:
            case form::ipv4:
            case form::ipv6:
            case form::ipv4_ref:
            case form::ipv6_ref:
            case form::ipv4_array_ref:
            case form::ipv6_array_ref: return text == value.get<std::string>();
            default: return plain(text) == value.get<std::string>();  // hexadecimal digits
        }
    }
    static std::string hex_of_numbers(const json& numbers) {
        std::string text;
        for (const json& n : numbers) {
            char digits[5];
            const auto u = n.get<unsigned>();
            std::snprintf(digits, sizeof digits, "%02x%02x", u & 0xff, u >> 8 & 0xff);
            text += digits;
        }
        return text;
    }

    differences& known_;
    value_names names_{known_};
    std::size_t fields_{};
};

}  // namespace libmbim
