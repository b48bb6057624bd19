// SPDX-License-Identifier: BSL-1.0
/// \file
/// Control messages of real modems and hosts: what we decode agrees with what their logs and another decoder printed, and
/// what we build from it is what they sent.
#include <doctest/doctest.h>

#ifndef CDCNET_SHARED_DIR
TEST_CASE("modem control: skipped, no captures here") { MESSAGE("skipped: CDCNET_SHARED_DIR is not set"); }
#else
#include <algorithm>
#include <cdcnet/mbim/catalogue.hpp>
#include <cdcnet/mbim/message.hpp>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "mbim/round_trip.hpp"

namespace {

using namespace cdcnet;
using namespace cdcnet::mbim;
using json = nlohmann::ordered_json;

/// Where what we build is not what was sent, and why.
struct difference {
    std::string_view line;
    std::size_t built;  ///< bytes that we build
    std::string_view reason;
};
constexpr difference differences[] = {
    {"C013", 12, "the host sends 4 stale bytes behind CLOSE"},
};

/// What a log says in words, or cut off.
constexpr std::pair<std::string_view, std::string_view> prose[] = {
    {"C005", "message"}, {"C008", "command"}, {"C010", "umbim"}, {"C016", "status error"}, {"C021", "test"},
};

std::vector<json> lines() {
    std::ifstream file{CDCNET_SHARED_DIR "/captures/modem-control.jsonl"};
    REQUIRE(file);
    std::vector<json> all;
    for (std::string line; std::getline(file, line);)
        if (!line.empty()) all.push_back(json::parse(line));
    REQUIRE_FALSE(all.empty());
    return all;
}

std::vector<std::byte> octets(const std::string& hex) {
    std::vector<std::byte> out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) out.push_back(static_cast<std::byte>(std::stoul(hex.substr(i, 2), nullptr, 16)));
    return out;
}

/// The number in `'None' (0x00000000)`, `80000001` (hexadecimal when told so), `56` or a JSON number.
std::optional<std::uint64_t> number_in(const json& value, bool hexadecimal = false) {
    if (value.is_number()) return value.get<std::uint64_t>();
    const auto text = value.get<std::string>();
    if (const auto at = text.rfind("(0x"); at != std::string::npos) return std::stoull(text.substr(at + 3), nullptr, 16);
    if (text.empty() || text.find_first_not_of("0123456789abcdef") != std::string::npos) return {};
    return std::stoull(text, nullptr, hexadecimal ? 16 : 10);
}

/// Letters in lower case, with hyphens: how a library's log spells the specification's names.
std::string as_nick(std::string name) {
    for (char& c : name) c = c == '_' ? '-' : static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return name;
}
std::string without_spaces(std::string text) {
    text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
    return text;
}

/// A value of our dump as such a log prints it.
std::string as_printed(const json& ours) {
    if (ours.is_null()) return "";
    if (ours.is_string()) return ours.get<std::string>();
    if (ours.is_number()) return std::to_string(ours.get<std::uint64_t>());
    std::string text;
    if (ours.is_array()) {
        for (const auto& element : ours) text += (text.empty() ? "" : ",") + as_printed(element);
    } else if (ours.at("name").is_null()) {
        text = std::to_string(ours.at("value").get<std::uint64_t>());
    } else {
        text = as_nick(ours.at("name").get<std::string>());
        std::replace(text.begin(), text.end(), '|', ',');
    }
    return text;
}

/// The lines that another decoder prints: `Name = 'value'`, lists and structures in braces.
class printed {
public:
    explicit printed(const json& all) {
        for (const auto& line : all) lines_.push_back(trimmed(line.get<std::string>()));
    }
    /// The numbers in front of the fields, by section: `Header.length`.
    [[nodiscard]] std::map<std::string, std::string> numbers() {
        std::map<std::string, std::string> all;
        std::string section;
        for (; at_ < lines_.size() && lines_[at_] != "Fields:"; ++at_) {
            const std::string& line = lines_[at_];
            if (const auto equals = line.find('='); equals != std::string::npos) {
                all[section + '.' + trimmed(line.substr(0, equals))] = trimmed(line.substr(equals + 1));
            } else {
                section = line.substr(0, line.find(':'));
            }
        }
        if (at_ < lines_.size()) ++at_;
        return all;
    }
    [[nodiscard]] bool has_fields() const { return at_ < lines_.size(); }
    /// The fields up to the closing brace.
    [[nodiscard]] json fields() {
        json all = json::object();
        for (; at_ < lines_.size() && lines_[at_][0] != '}'; ++at_) {
            const auto equals = lines_[at_].find(" = ");
            REQUIRE(equals != std::string::npos);
            const std::string name = lines_[at_].substr(0, equals);
            std::string value = lines_[at_].substr(equals + 3);
            if (value == "'{") {
                ++at_;
                all[name] = list();
            } else {
                REQUIRE(value.size() >= 2);
                value = value.substr(1, value.size() - 2);
                all[name] = value == "(null)" ? "" : value;
            }
        }
        return all;
    }

private:
    static std::string trimmed(const std::string& line) {
        const auto first = line.find_first_not_of(' ');
        return first == std::string::npos ? "" : line.substr(first, line.find_last_not_of(' ') - first + 1);
    }
    json list() {
        json all = json::array();
        for (; at_ < lines_.size() && lines_[at_] != "}'"; ++at_) {
            REQUIRE(lines_[at_].back() == '{');
            ++at_;
            all.push_back(fields());
        }
        return all;
    }
    std::vector<std::string> lines_;
    std::size_t at_{};
};

/// The same fields in the same order with the same values.
void compare(const json& expected, const json& ours) {
    if (expected.is_object()) {
        std::vector<std::string> theirs;
        std::vector<std::string> names;
        for (const auto& [name, value] : expected.items()) theirs.push_back(name);
        for (const auto& [name, value] : ours.items()) names.push_back(name);
        REQUIRE(names == theirs);
        for (const auto& name : names) {
            INFO(name);
            compare(expected.at(name), ours.at(name));
        }
    } else if (expected.is_array()) {
        REQUIRE(ours.is_array());
        REQUIRE(ours.size() == expected.size());
        for (std::size_t i = 0; i < ours.size(); ++i) compare(expected[i], ours[i]);
    } else {
        CHECK(without_spaces(as_printed(ours)) == without_spaces(expected.get<std::string>()));
    }
}

/// One line: the message, and the numbers in it by the names that the logs use.
class observed {
public:
    explicit observed(const json& line) : line_(line), id_{line.at("id").get<std::string>()}, wire_{octets(line.at("hex"))} {
        const auto parsed = message::parse(bytes{wire_});
        REQUIRE_MESSAGE(parsed, id_);
        message_ = *parsed;
        fill();
    }

    void agrees_with_its_summary() {
        const auto& header = line_.at("header");
        CHECK(header.at("type").get<std::string>() == name_of(message_.type()));
        for (const char* key : {"length", "transaction", "cid", "status", "info_length", "max_control_transfer", "error"})
            if (header.contains(key)) check_number(key, number_in(header.at(key)));
        if (header.contains("fragments"))
            CHECK(header.at("fragments") == std::to_string(message_.fragment().current) + '/' + std::to_string(message_.fragment().total));
        if (header.contains("service")) check_service(header.at("service"));
        if (header.contains("command"))
            CHECK(header.at("command") == as_nick(std::string{name_of(static_cast<command_type>(numbers_.at("command type")))}));
        if (header.contains("cid_name"))
            CHECK(header.at("cid_name").get<std::string>() == find_cid(payload_->service, payload_->cid)->name);
    }

    void agrees_with_its_log() {
        if (!line_.contains("decoded")) return;
        for (const auto& said : line_.at("decoded").items()) {
            const std::string& key = said.key();
            const json& value = said.value();
            INFO(key);
            if (std::find(std::begin(prose), std::end(prose), std::pair{std::string_view{id_}, std::string_view{key}}) != std::end(prose))
                continue;
            const auto number = log_names().find(key);
            if (number != log_names().end()) {
                check_number(number->second, number_in(value, key.rfind("header_", 0) == 0));
            } else if (key == "service" || key == "ServiceId") {
                check_service(value);
            } else if (key == "IPv4 address") {
                CHECK(fields().at("IPv4Address").at(0).at("IPv4Address") == value);
            } else {
                REQUIRE_MESSAGE(fields().contains(key), "nobody compares this");
                compare(value, fields().at(key));
            }
        }
    }

    /// \return whether there were fields to compare
    bool agrees_with_another_decoder() {
        printed theirs{line_.at("libmbim_1_28_2")};
        for (const auto& said : theirs.numbers()) {
            const std::string& key = said.first;
            const std::string& value = said.second;
            INFO(key);
            if (key == "Contents.service") {
                check_service(value);
                continue;
            }
            const std::string name = key == "Contents.type" ? "command type" : key.substr(key.find('.') + 1);
            REQUIRE_MESSAGE(log_names().count(name), "nobody compares this");
            check_number(log_names().at(name), number_in(value));
        }
        if (!theirs.has_fields() || payload_->declaration(mbimex::v1) == nullptr) return false;
        compare(theirs.fields(), fields());
        return true;
    }

    /// The bytes that we build from what we decoded.
    [[nodiscard]] std::vector<std::byte> rebuilt() const {
        std::vector<std::byte> out(wire_.size() + 64);
        const auto made = build_again(mutable_bytes{out});
        REQUIRE_MESSAGE(made, name_of(made.error().code()));
        out.resize(made->size());
        return out;
    }
    [[nodiscard]] const std::vector<std::byte>& wire() const { return wire_; }
    [[nodiscard]] const std::string& id() const { return id_; }

private:
    static const std::map<std::string, std::string>& log_names() {
        static const std::map<std::string, std::string> names{{"length", "length"},
                                                              {"MessageLength", "length"},
                                                              {"header_length", "length"},
                                                              {"type", "type"},
                                                              {"MessageType", "type"},
                                                              {"header_type", "type"},
                                                              {"transaction", "transaction"},
                                                              {"MessageTransactionId", "transaction"},
                                                              {"header_transaction", "transaction"},
                                                              {"total", "total"},
                                                              {"TotalFragments", "total"},
                                                              {"current", "current"},
                                                              {"CurrentFragment", "current"},
                                                              {"status error", "status"},
                                                              {"cid", "cid"},
                                                              {"CID", "cid"},
                                                              {"CommandId", "cid"},
                                                              {"CommandType", "command type"},
                                                              {"command type", "command type"},
                                                              {"info_len", "info_length"},
                                                              {"InfoLength", "info_length"},
                                                              {"InformationBufferLength", "info_length"},
                                                              {"max control transfer", "max_control_transfer"},
                                                              {"error", "error"}};
        return names;
    }

    template <class M, class F>
    void body(const char* name, F member) {
        if (const auto m = message_.as<M>()) numbers_[name] = static_cast<std::uint32_t>((*m).*member);
    }
    void fill() {
        numbers_["length"] = message_.header().length;
        numbers_["type"] = static_cast<std::uint32_t>(message_.type());
        numbers_["transaction"] = static_cast<std::uint32_t>(message_.transaction());
        numbers_["total"] = message_.fragment().total;
        numbers_["current"] = message_.fragment().current;
        body<open_msg>("max_control_transfer", &open_msg::max_control_transfer);
        body<open_done>("status", &open_done::status);
        body<close_done>("status", &close_done::status);
        body<function_error_msg>("error", &function_error_msg::error);
        body<command_done>("status", &command_done::status);
        body<command_msg>("command type", &command_msg::command);
        if (const auto p = payload_of(message_)) {
            payload_ = *p;
            numbers_["cid"] = p->cid;
            numbers_["info_length"] = static_cast<std::uint32_t>(p->information_buffer.size());
        }
    }

    void check_number(const std::string& name, std::optional<std::uint64_t> expected) {
        INFO(name);
        REQUIRE(expected);
        REQUIRE(numbers_.count(name));
        CHECK(numbers_.at(name) == *expected);
    }
    /// `'basic-connect' (a289cc33-...)`, or either part alone.
    void check_service(const json& value) {
        REQUIRE(payload_);
        const auto text = value.get<std::string>();
        const service_info* known = find_service(payload_->service);
        REQUIRE(known != nullptr);
        const std::string id{std::string_view{payload_->service.text()}};
        const std::string nick = as_nick(std::string{known->key});
        CHECK((text == id || text == nick || text == '\'' + nick + "' (" + id + ')'));
    }
    json fields() const {
        std::string text;
        const auto put = [&](std::string_view piece) { text += piece; };
        REQUIRE_FALSE(dump_json(message_, mbimex::v1, put));
        return json::parse(text);
    }

    /// What the tests of round trips know of the structure of the information buffer; null where none is declared.
    static const round_trip::message_type* type_of(const payload& p) {
        const catalogue_entry* declared = p.declaration(mbimex::v1);
        if (declared == nullptr) return nullptr;
        for (const round_trip::messages* of_service : round_trip::all_services_checked())
            for (const round_trip::message_type& type : *of_service)
                if (type.record->names == declared->names) return &type;
        FAIL("no test of round trips has this structure");
        return nullptr;
    }
    /// Through the structure of the information buffer, where that is declared.
    result<bytes> build_again(mutable_bytes out) const {
        std::vector<std::byte> structure(out.size());
        bytes information_buffer;
        if (payload_) {
            information_buffer = payload_->information_buffer;
            const round_trip::message_type* type = type_of(*payload_);
            if (type != nullptr && !payload_->is_left_out()) {
                round_trip::value value{*type->record};
                REQUIRE_FALSE(type->parse(information_buffer, mbimex::v1, tolerance::standard, value.get()));
                const auto built = type->build(mutable_bytes{structure}, value.get(), mbimex::v1, tolerance::standard);
                REQUIRE(built);
                information_buffer = *built;
            }
        }
        result<bytes> made = error{errc::message_type, 0};
        REQUIRE_FALSE(visit_body(message_, [&](auto body) {
            if constexpr (requires { body.information_buffer; }) body.information_buffer = information_buffer;
            made = build_message(out, message_.transaction(), body);
        }));
        return made;
    }

    json line_;
    std::string id_;
    std::vector<std::byte> wire_;
    message message_;
    std::optional<payload> payload_;
    std::map<std::string, std::uint64_t> numbers_;
};

}  // namespace

TEST_CASE("modem control: what we decode is what the logs printed") {
    std::size_t structures = 0;
    std::size_t count = 0;
    for (const auto& line : lines()) {
        observed message(line);
        INFO(message.id());
        message.agrees_with_its_summary();
        message.agrees_with_its_log();
        if (message.agrees_with_another_decoder()) ++structures;
        ++count;
    }
    MESSAGE(count << " messages, " << structures << " with fields that another decoder printed");
}

TEST_CASE("modem control: what we build is what was sent, or the difference has a name") {
    std::set<std::string_view> used;
    for (const auto& line : lines()) {
        const observed message(line);
        INFO(message.id());
        const auto built = message.rebuilt();
        const auto* named =
            std::find_if(std::begin(differences), std::end(differences), [&](const auto& d) { return d.line == message.id(); });
        if (named == std::end(differences)) {
            CHECK(built == message.wire());
        } else {
            INFO(named->reason);
            used.insert(named->line);
            CHECK(built != message.wire());
            CHECK(built.size() == named->built);
        }
    }
    CHECK(used.size() == std::size(differences));
}
#endif
