// SPDX-License-Identifier: BSL-1.0
/// \file
/// Compares with libmbim-glib, which shares no code with the library: generated messages of every CID, operation and
/// release are valid to it, and the fields that it prints are those that the library has put in.  It agrees, too, about
/// which damaged messages are no messages.  What they do not agree about stands in `libmbim_differences.txt`.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <cdcnet/mbim/catalogue.hpp>
#include <cdcnet/mbim/message.hpp>
#include <cstdio>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "examples/run.hpp"
#include "mbim/random_maker.hpp"

#ifndef CDCNET_LIBMBIM_PEER
TEST_CASE("mbim against libmbim: skipped, it is not installed") {
    MESSAGE("skipped: no libmbim-glib 1.28 was found when this was configured");
}
#else

namespace {

using namespace cdcnet;
using namespace cdcnet::mbim;
using json = nlohmann::ordered_json;
using octets = std::vector<std::byte>;

// --- text ----------------------------------------------------------------------------------------------------------

/// Names as both sides can write them: small letters and digits.
std::string plain(std::string_view name) {
    std::string text;
    for (const char c : name)
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}
std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}
std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        parts.emplace_back(trimmed(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}
std::string without(std::string text, std::string_view characters) {
    text.erase(std::remove_if(text.begin(), text.end(), [&](char c) { return characters.find(c) != std::string_view::npos; }), text.end());
    return text;
}

// --- what they do not agree about ----------------------------------------------------------------------------------

/// The listed disagreements, and those that are seen.
class differences {
public:
    differences() {
        std::ifstream file{CDCNET_SOURCE_DIR "/tests/mbim/libmbim_differences.txt"};
        REQUIRE(file);
        for (std::string line; std::getline(file, line);) {
            if (line.empty() || line.front() == '#') continue;
            const std::size_t reason = line.find(": ");
            REQUIRE_MESSAGE(reason != std::string::npos, "a disagreement without a reason: " << line);
            REQUIRE_MESSAGE(listed_.emplace(line.substr(0, reason), false).second, "listed twice: " << line);
        }
    }
    /// Marks a disagreement as seen.  \return whether it is listed, itself or by a line `Name.*` for all that is in Name
    bool explains(const std::string& what) {
        for (std::size_t dot = what.size(); dot != std::string::npos; dot = what.rfind('.', dot - 1)) {
            const auto found = listed_.find(dot == what.size() ? what : what.substr(0, dot) + ".*");
            if (found == listed_.end()) continue;
            found->second = true;
            return true;
        }
        return false;
    }
    void add(const std::string& what, const std::string& example) {
        if (!explains(what)) unlisted_.emplace(what, example);
    }
    /// The listed ones that begin with a word.
    [[nodiscard]] std::vector<std::string> of(std::string_view word) const {
        std::vector<std::string> found;
        for (const auto& line : listed_)
            if (line.first.compare(0, word.size(), word) == 0) found.push_back(line.first);
        return found;
    }
    /// Fails for those that are not listed, and for listed ones that are not seen; of either kind those which `about` names.
    template <class About>
    void check(About about) const {
        for (const auto& one : unlisted_) {
            INFO(one.second);
            CHECK_MESSAGE(false, "not listed: " << one.first);
        }
        for (const auto& line : listed_)
            if (about(line.first)) CHECK_MESSAGE(line.second, "listed, but it does not happen: " << line.first);
    }

private:
    std::map<std::string, bool> listed_;
    std::map<std::string, std::string> unlisted_;
};

// --- the other program ---------------------------------------------------------------------------------------------

/// What it says of one message.
struct opinion {
    std::string verdict;  ///< `accepted`, `refused` or `killed`
    std::string text;     ///< the message in print, or why not
};

/// Messages for it, and what it says.
class conversation {
public:
    /// \param agreed  the release to print it in; none for a verdict alone
    void say(bytes message, release agreed) {
        std::byte head[5];
        store_le(head, static_cast<std::uint32_t>(message.size()));
        head[4] = static_cast<std::byte>(agreed);
        said_.append(reinterpret_cast<const char*>(head), sizeof head);
        said_.append(reinterpret_cast<const char*>(message.data()), message.size());
        ++count_;
    }
    [[nodiscard]] std::vector<opinion> answers() const {
        const cdcdump_test::scratch_folder folder{"libmbim"};
        const auto answer = cdcdump_test::run("'" CDCNET_LIBMBIM_PEER "' <'" + folder.write("messages", said_) + "' 2>/dev/null");
        REQUIRE(answer.status == 0);
        std::vector<opinion> all;
        for (std::string_view rest = answer.output; !rest.empty();) {
            const std::size_t blank = rest.find(' ');
            const std::size_t end = rest.find('\n');
            REQUIRE(end != std::string_view::npos);
            const std::size_t length = std::stoul(std::string{rest.substr(blank + 1, end - blank - 1)});
            all.push_back({std::string{rest.substr(0, blank)}, std::string{rest.substr(end + 1, length)}});
            rest.remove_prefix(end + 1 + length);
        }
        REQUIRE(all.size() == count_);
        return all;
    }

private:
    std::string said_;
    std::size_t count_{};
};

// --- what it prints ------------------------------------------------------------------------------------------------

/// A printed value, by the way that leads to it: `Providers[0].ProviderId`.
struct printed {
    std::string path;
    std::string text;
};

/// Reads the fields of a printed message:
///
///     Name = 'value'
///     Name = {                 a structure
///         Name = 'value'
///     }
///     Name = '{                a list
///       [0] = {
///             Name = 'value'
///       },
///     }'
///     Name = '{                a TLV; in a list of them '[ { ... },{ ... }, ]'
///       tlv type   = wchar-str (0x000a)
///       tlv data   = E9:10
///       tlv string = text
///     }'
class reader {
public:
    explicit reader(std::string_view text) : lines_{split(text, '\n')} {}

    std::vector<printed> fields() {
        structure("");
        return std::move(found_);
    }

private:
    static bool closes(std::string_view line) { return !line.empty() && (line.front() == '}' || line.front() == ']'); }

    void structure(const std::string& prefix) {
        for (; at_ < lines_.size() && !closes(lines_[at_]);) {
            const std::string& line = lines_[at_++];
            const bool left_out = line.size() > 1 && line.compare(line.size() - 2, 2, " =") == 0;  // depends on another field
            if (line.empty() || left_out) continue;
            const std::size_t equals = line.find(" = ");
            if (equals == std::string::npos) {
                found_.push_back({prefix + "(no field)", line});
                continue;
            }
            const std::string path = prefix + line.substr(0, equals);
            const std::string value = line.substr(equals + 3);
            if (value == "{") {
                structure(path + ".");
                ++at_;
            } else if (value == "'{") {
                tlv_follows() ? one_tlv(path) : list(path);
                ++at_;
            } else if (value.compare(0, 2, "'[") == 0) {
                tlvs(path, value);
            } else {
                const bool quoted = value.size() >= 2 && value.front() == '\'' && value.back() == '\'';
                found_.push_back({path, quoted ? value.substr(1, value.size() - 2) : value});
            }
        }
    }
    void list(const std::string& path) {
        std::size_t n = 0;
        for (; at_ < lines_.size() && !closes(lines_[at_]); ++at_) {
            ++at_;  // [n] = {
            structure(path + "[" + std::to_string(n++) + "].");
        }
        if (n == 0) found_.push_back({path, ""});
    }
    [[nodiscard]] bool tlv_follows() const { return at_ < lines_.size() && lines_[at_].compare(0, 4, "tlv ") == 0; }
    void one_tlv(const std::string& path) {
        std::map<std::string, std::string> parts;
        for (; tlv_follows(); ++at_) {
            const std::size_t equals = lines_[at_].find('=');
            parts[std::string{trimmed(lines_[at_].substr(0, equals))}] = trimmed(std::string_view{lines_[at_]}.substr(equals + 1));
        }
        found_.push_back({path + ".Type", parts["tlv type"]});
        found_.push_back({path + ".Data", parts.count("tlv string") != 0 ? parts["tlv string"] : parts["tlv data"]});
    }
    void tlvs(const std::string& path, const std::string& opening) {
        std::size_t n = 0;
        for (bool more = opening.back() == '{'; more && at_ < lines_.size();) {
            one_tlv(path + "[" + std::to_string(n++) + "]");
            more = lines_[at_++] == "},{";
        }
        ++at_;  // ]'
        if (n == 0) found_.push_back({path, ""});
    }

    std::vector<std::string> lines_;
    std::size_t at_{};
    std::vector<printed> found_;
};

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
    static std::vector<expected> of(const layout_table& layout, const layout_names& names, const json& dumped) {
        own_fields all;
        all.structure(layout, names, dumped, "");
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

// --- comparison ----------------------------------------------------------------------------------------------------

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

/// One message that has been sent, and in which words a disagreement about it is listed.
struct sent {
    const round_trip::message_type* message;
    operation direction;
    release agreed;
    octets wire;
};
std::string_view word_of(operation o) {
    switch (o) {
        case operation::set: return "set";
        case operation::query: return "query";
        case operation::response: return "response";
        default: return "notification";
    }
}

octets framed(const command_id& id, operation o, bytes buffer) {
    constexpr transaction_id transaction{0x12345678};
    octets wire(buffer.size() + command_msg::information_buffer_offset);
    const mutable_bytes room{wire};
    const auto built =
        o == operation::response ? build_message(room, transaction, command_done{id.service, id.cid, {}, buffer})
        : o == operation::notification
            ? build_message(room, transaction_id{}, indicate_status_msg{id.service, id.cid, buffer})
            : build_message(room, transaction,
                            command_msg{id.service, id.cid, o == operation::set ? command_type::set : command_type::query, buffer});
    REQUIRE(built);
    wire.resize(built->size());
    return wire;
}

class comparison {
public:
    void run() {
        conversation talk;
        for (const sent& s : all_) talk.say(s.wire, s.agreed);
        const std::vector<opinion> answers = talk.answers();
        for (std::size_t i = 0; i < all_.size(); ++i) one_message(all_[i], answers[i]);
        tell_silent();
        for (const auto& d : seen_) known_.add(d.first.with(d.second.releases), d.second.example);
        known_.check([](const std::string& line) { return line.compare(0, 6, "frame ") != 0; });
        MESSAGE(compared_ << " messages compared, libmbim knows " << known_cids_ << " of " << known_cids_ + unknown_cids_
                          << " CIDs before MBIMEx 4.0, " << fields_ << " fields compared, " << known_.of("").size()
                          << " disagreements listed; " << only_valid_
                          << " messages of MBIMEx 4.0, which it does not print, are valid to it");
        CHECK(fields_ > 100'000);
        CHECK(known_cids_ > 80);
    }

    comparison() {
        for (const round_trip::messages* service : round_trip::all_services_checked())
            for (const round_trip::message_type& m : *service)
                for (const operation o : {operation::set, operation::query, operation::response, operation::notification})
                    for (const release r : round_trip::releases)
                        if (m.id.serves(o) && m.id.in(r)) generate(m, o, r);
    }

private:
    // Names of one disagreement.
    struct key {
        std::string cid;  ///< service and number
        std::string direction;
        std::string what;

        friend bool operator<(const key& a, const key& b) {
            return std::tie(a.cid, a.direction, a.what) < std::tie(b.cid, b.direction, b.what);
        }
        [[nodiscard]] std::string with(const std::set<release>& releases) const {
            std::string text = cid + " " + direction + " ";
            for (const release r : releases) text += (text.back() == ' ' ? "" : ",") + std::to_string(static_cast<unsigned>(r));
            return text + " " + what;
        }
    };
    struct occurrences {
        std::set<release> releases;
        std::string example;
    };

    // --- messages

    /// Several values of a message: nothing, everything, each value of the enumerations, and random ones.
    void generate(const round_trip::message_type& m, operation o, release r) {
        constexpr unsigned random_values = 12;
        const layout_table& layout = m.record->layout(r);
        std::uint32_t seed = seed_of(m.id, o, r);
        add(m, o, r, nullptr);
        if (layout.count == 0) return;
        for (unsigned variant = 0; variant < round_trip::variants(layout); ++variant) {
            round_trip::random_maker everything{r, round_trip::style::maximal, variant, ++seed};
            add(m, o, r, &everything);
            for (std::size_t turn = 0; turn < round_trip::largest_enumeration(*m.record->names); ++turn) {
                round_trip::random_maker declared{r, variant, ++seed, turn};
                add(m, o, r, &declared);
            }
            for (unsigned i = 0; i < random_values; ++i) {
                round_trip::random_maker something{r, round_trip::style::every_member, variant, ++seed};
                add(m, o, r, &something);
            }
        }
    }
    void add(const round_trip::message_type& m, operation o, release r, round_trip::maker* maker) {
        round_trip::value value{*m.record};
        if (maker != nullptr) maker->fill(value.get(), *m.record);
        const auto size = m.encoded_size(value.get(), r);
        REQUIRE(size);
        octets buffer(*size);
        const auto built = m.build(mutable_bytes{buffer}, value.get(), r, tolerance::strict);
        REQUIRE_MESSAGE(built, name_of(built.error().code()) << " in " << m.record->names->name);
        all_.push_back({&m, o, r, framed(m.id, o, *built)});
    }
    /// The same for a message wherever it stands among the others.
    static std::uint32_t seed_of(const command_id& id, operation o, release r) {
        std::uint32_t seed = id.cid;
        for (const auto octet : id.service.octets) seed = seed * 31 + std::to_integer<std::uint32_t>(octet);
        return seed * 31 * 31 + static_cast<std::uint32_t>(o) * 31 + static_cast<std::uint32_t>(r);
    }

    // --- one message

    void one_message(const sent& s, const opinion& theirs) {
        const service_info& service = *find_service(s.message->id.service);
        const std::string cid = std::string{service.key} + " " + std::to_string(s.message->id.cid);
        const std::string direction{word_of(s.direction)};
        const auto differ = [&](const std::string& what, const std::string& example) {
            occurrences& o = seen_[{cid, direction, what}];
            o.releases.insert(s.agreed);
            if (o.example.empty()) o.example = example;
        };
        if (theirs.verdict == "killed") return differ("killed", theirs.text);
        if (s.agreed > mbimex::v3) {
            // Valid in its eyes, and then not printed.
            if (theirs.text.find("is unsupported") == std::string::npos) differ("refused", theirs.text);
            ++only_valid_;
            return;
        }
        if (theirs.verdict != "accepted") return differ("refused", theirs.text);
        ++compared_;
        const std::size_t begin = theirs.text.find("Fields:");
        const std::string_view contents = std::string_view{theirs.text}.substr(0, begin);
        check_headers(s, service, std::string{contents}, differ);
        if (begin == std::string::npos ? contents.find("'invalid'") != std::string_view::npos
                                       : theirs.text.find("Unsupported message", begin) == begin + 8) {
            silent_[cid][{direction, s.agreed}] = true;
            return;
        }
        silent_[cid].try_emplace({direction, s.agreed}, false);
        const std::string fields = begin == std::string::npos ? std::string{} : theirs.text.substr(theirs.text.find('\n', begin));
        compare(ours(s), reader{fields}.fields(), differ);
    }

    /// The part in front of the fields: lines of `name = value`.
    template <class Differ>
    void check_headers(const sent& s, const service_info& service, const std::string& text, const Differ& differ) {
        std::vector<std::string> values;
        for (const std::string& line : split(text, '\n'))
            if (const std::size_t equals = line.find('='); equals != std::string::npos)
                values.emplace_back(trimmed(std::string_view{line}.substr(equals + 1)));
        char cid[16];
        std::snprintf(cid, sizeof cid, "(0x%08x)", static_cast<unsigned>(s.message->id.cid));
        const bool notification = s.direction == operation::notification;
        const bool response = s.direction == operation::response;
        std::vector<std::string> found;
        for (const std::string& v : values) found.push_back(v.substr(v.back() == ')' ? v.rfind('(') : 0));
        std::vector<std::string> wanted{std::to_string(s.wire.size()),
                                        notification ? "(0x80000007)"
                                        : response   ? "(0x80000003)"
                                                     : "(0x00000003)",
                                        notification ? "0" : std::to_string(0x12345678), "1", "0"};
        if (response) wanted.emplace_back("(0x00000000)");
        const uuid id = s.message->id.service;
        wanted.push_back("(" + std::string{std::string_view{id.text()}} + ")");
        wanted.emplace_back(cid);
        if (!response && !notification) wanted.emplace_back(s.direction == operation::set ? "(0x00000001)" : "(0x00000000)");
        if (found != wanted) differ("headers", text);
        fields_ += wanted.size();
        if (values.size() != wanted.size()) return;
        const std::string& shown = values[response ? 7 : 6];
        const std::string name = shown.substr(0, shown.find(' '));
        const auto* const own = std::find_if(service.begin(), service.end(), [&](const cid_info& c) { return c.cid == s.message->id.cid; });
        if (name != "'invalid'" && name != "'(null)'" && (own == service.end() || plain(name) != plain(own->name)))
            differ("called:" + without(name, "'"), text);
    }

    static std::vector<expected> ours(const sent& s) {
        const auto parsed = message::parse(bytes{s.wire});
        REQUIRE(parsed);
        const auto p = payload_of(*parsed);
        REQUIRE(p);
        std::string text;
        REQUIRE(!dump_json(*p, s.agreed, [&](std::string_view piece) { text += piece; }));
        return own_fields::of(s.message->record->layout(s.agreed), *s.message->record->names, json::parse(text));
    }

    // --- fields

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

    /// CIDs of which it prints nothing, and single messages of others.
    void tell_silent() {
        for (const auto& cid : silent_) {
            const bool all = std::all_of(cid.second.begin(), cid.second.end(), [](const auto& m) { return m.second; });
            (all ? unknown_cids_ : known_cids_) += 1;
            if (all) {
                known_.add(cid.first + " * * *", "prints no fields");
                continue;
            }
            for (const auto& m : cid.second)
                if (m.second) seen_[{cid.first, m.first.first, "*"}].releases.insert(m.first.second);
        }
    }

    differences known_;
    value_names names_{known_};
    std::vector<sent> all_;
    std::map<key, occurrences> seen_;
    std::map<std::string, std::map<std::pair<std::string, release>, bool>> silent_;  ///< whether a message prints nothing
    std::size_t compared_{};
    std::size_t only_valid_{};
    std::size_t fields_{};
    std::size_t known_cids_{};
    std::size_t unknown_cids_{};
};

// --- damaged messages ----------------------------------------------------------------------------------------------

/// Messages of every type, changed at random, most of them in their headers.
class damage {
public:
    void run() {
        constexpr unsigned of_each = 3000;
        conversation talk;
        std::vector<octets> all;
        for (const octets& whole : messages())
            for (unsigned i = 0; i < of_each; ++i) talk.say(bytes{all.emplace_back(damaged(whole))}, release{});
        const std::vector<opinion> answers = talk.answers();
        std::size_t good = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const opinion& theirs = answers[i];
            const error ours = fault_of(bytes{all[i]});
            const bool fine = theirs.verdict == "accepted";
            good += fine ? 1 : 0;
            if (fine == !ours) continue;
            std::string example;
            for (const std::byte b : all[i])
                example += std::string{hex_digit(std::to_integer<unsigned>(b) >> 4)} + hex_digit(std::to_integer<unsigned>(b));
            const auto type =
                all[i].size() < 4 ? std::string_view{} : name_of(static_cast<message_type>(load_le<std::uint32_t>(all[i].data())));
            const std::string_view own = ours ? name_of(ours.code()) : "good";
            known_.add("frame " + std::string{type} + " " + std::string{own} + " " + theirs.verdict, example + "; there: " + theirs.text);
        }
        known_.check([](const std::string& line) { return line.compare(0, 6, "frame ") == 0; });
        MESSAGE(all.size() << " damaged messages, " << good << " of them still valid to libmbim");
        CHECK(good > 1000);
        CHECK(good < all.size() - 1000);
    }

private:
    static error fault_of(bytes wire) {
        const auto m = message::parse(wire);
        if (!m) return m.error();
        if (!m->is_whole()) return {};  // what it holds is known when the fragments have been put together
        return visit_body(*m, [](const auto&) {});
    }
    template <class M>
    static octets built(const M& body) {
        octets wire(200);
        const auto message = build_message(mutable_bytes{wire}, transaction_id{1}, body);
        REQUIRE(message);
        wire.resize(message->size());
        return wire;
    }
    static std::vector<octets> messages() {
        const octets buffer(40, std::byte{1});
        constexpr uuid id = service::basic_connect;
        return {built(open_msg{4096}),
                built(close_msg{}),
                built(open_done{}),
                built(close_done{}),
                built(host_error_msg{protocol_error::cancel}),
                built(function_error_msg{protocol_error::cancel}),
                built(command_msg{id, 12, command_type::set, bytes{buffer}}),
                built(command_done{id, 12, {}, bytes{buffer}}),
                built(indicate_status_msg{id, 12, bytes{buffer}})};
    }
    octets damaged(octets wire) {
        if (below(4) == 0) wire.resize(below(static_cast<std::uint32_t>(wire.size()) + 8));
        for (std::uint32_t n = below(3); n != 0 && !wire.empty(); --n) {
            static constexpr std::uint32_t edges[] = {0, 1, 2, 3, 4, 0x7f, 0x80, 0xff};
            const std::uint32_t to = below(2) == 0 ? edges[below(8)] : below(256);
            wire[below(static_cast<std::uint32_t>(std::min<std::size_t>(wire.size(), 48)))] = static_cast<std::byte>(to);
        }
        return wire;
    }
    std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }

    differences known_;
    std::mt19937 random_{1};
};

}  // namespace

TEST_CASE("mbim against libmbim: of damaged messages the same ones are still valid") { damage{}.run(); }
TEST_CASE("mbim against libmbim: generated messages are valid, and print as the values that were put in") { comparison{}.run(); }
#endif
