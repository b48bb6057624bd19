// SPDX-License-Identifier: BSL-1.0
/// \file
/// Asks tshark about control messages, and what it tells as far as comparisons need it.
#pragma once

#include <unistd.h>

#include <cdcnet/wire/bytes.hpp>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "mbim/differences.hpp"

namespace tshark {

/// A field of a packet; its texts view the document.
struct field {
    std::string_view label;  ///< `Provider State: 0x00000002`
    std::string_view show;   ///< the value
    std::string_view raw;    ///< its bytes in hexadecimal digits
    std::string_view group;  ///< the title that it stands under
    std::size_t at{};        ///< from the start of the protocol
    std::size_t size{};
    bool divided{};  ///< other fields stand in it
};

struct packet {
    std::vector<field> fields;         ///< with a name and bytes, outer ones before those in them
    std::set<std::string> complaints;  ///< warnings and errors, their numbers replaced by N
};

/// The severity from which on an expert of tshark complains.
inline constexpr std::size_t warning = 0x600000;

/// Reads a document packet by packet.
class reader {
public:
    /// \param protocol  the only one whose fields count
    reader(std::string_view document, std::string_view protocol) : rest_{document}, protocol_{protocol} {}

    /// \return false when there is no more
    bool next(packet& into) {
        into = {};
        open_.clear();
        inside_ = false;
        while (next_tag()) {
            if (name_ == "/packet") return true;
            if (name_ == "proto") {
                start_protocol();
            } else if (name_ == "field") {
                start_field(into);
            } else if (name_ == "/field") {
                open_.pop_back();
            } else if (name_ == "/proto") {
                open_.pop_back();
                if (open_.empty()) inside_ = false;
            }
        }
        return false;
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// What stands around the next field.
    struct around {
        std::size_t field = none;  ///< that counts
        std::string_view title{};
    };

    bool next_tag() {
        const std::size_t begin = rest_.find('<');
        if (begin == std::string_view::npos) return false;
        // A '>' in a value is an entity.
        const std::size_t end = rest_.find('>', begin);
        if (end == std::string_view::npos) return false;
        tag_ = rest_.substr(begin + 1, end - begin - 1);
        rest_.remove_prefix(end + 1);
        name_ = tag_.substr(0, tag_.find_first_of(" /", 1));
        return true;
    }
    /// The attribute; empty when the tag has none.  They are asked for in the order in which tshark writes them or not.
    [[nodiscard]] std::string_view attribute(std::string_view name) const {
        for (std::size_t at = tag_.find(name); at != std::string_view::npos; at = tag_.find(name, at + 1)) {
            const std::size_t value = at + name.size() + 2;
            if (tag_[at - 1] != ' ' || tag_.substr(at + name.size(), 2) != "=\"") continue;
            return tag_.substr(value, tag_.find('"', value) - value);
        }
        return {};
    }
    [[nodiscard]] std::size_t number(std::string_view name) const {
        const std::string_view text = attribute(name);
        std::size_t n = 0;
        std::from_chars(text.data(), text.data() + text.size(), n);
        return n;
    }
    [[nodiscard]] bool closes_itself() const { return tag_.back() == '/'; }

    void start_protocol() {
        const std::string_view name = attribute("name");
        if (open_.empty() && name == protocol_) {
            inside_ = true;
            base_ = number("pos");
        }
        if (!closes_itself()) open_.emplace_back();
    }
    void start_field(packet& into) {
        const std::string_view name = attribute("name");
        around inner = open_.empty() ? around{} : open_.back();
        if (name == "_ws.expert.message") {
            complaint_ = attribute("show");
        } else if (name == "_ws.expert.severity") {
            if (number("show") >= warning) into.complaints.insert(without_numbers(complaint_));
        } else if (inside_ && !name.empty() && number("size") != 0 && !is_bits_of(into, inner.field)) {
            if (inner.field != none) into.fields[inner.field].divided = true;
            inner.field = into.fields.size();
            into.fields.push_back(
                {attribute("showname"), attribute("show"), attribute("value"), inner.title, number("pos") - base_, number("size"), false});
        } else if (name.empty()) {
            inner.title = attribute("show");
        }
        if (!closes_itself()) open_.push_back(inner);
    }
    /// Bits of a number that is shown whole.
    [[nodiscard]] bool is_bits_of(const packet& p, std::size_t outer) const {
        if (outer == none || tag_.find(" unmaskedvalue=\"") == std::string_view::npos) return false;
        return p.fields[outer].at == number("pos") - base_ && p.fields[outer].size == number("size");
    }
    std::string_view rest_;
    std::string_view protocol_;
    std::string_view tag_;
    std::string_view name_;
    std::string_view complaint_;
    std::vector<around> open_;
    std::size_t base_{};
    bool inside_{};
};

/// The text of an attribute.
inline std::string text_of(std::string_view attribute) {
    static constexpr std::pair<std::string_view, char> entities[] = {{"&amp;", '&'},  {"&lt;", '<'},    {"&gt;", '>'},
                                                                     {"&quot;", '"'}, {"&apos;", '\''}, {"&#x27;", '\''}};
    std::string text;
    while (!attribute.empty()) {
        std::size_t used = 1;
        char c = attribute.front();
        for (const auto& [entity, meaning] : entities) {
            if (attribute.substr(0, entity.size()) != entity) continue;
            used = entity.size();
            c = meaning;
        }
        text += c;
        attribute.remove_prefix(used);
    }
    return text;
}

/// A file of messages (pcap, link type 252: each packet names its dissector).
inline std::string capture_of(const std::vector<cdcnet::bytes>& messages, std::string dissector = "mbim.control") {
    std::string file;
    const auto put = [&](std::uint64_t value, unsigned size) {
        for (unsigned i = 0; i < size; ++i) file += static_cast<char>(value >> 8 * i);
    };
    dissector.resize((dissector.size() + 3) / 4 * 4);
    const std::string head = std::string{"\0\x0c\0", 3} + static_cast<char>(dissector.size()) + dissector + std::string(4, '\0');
    put(0xa1b2c3d4, 4);
    put(2, 2);
    put(4, 2);
    put(0, 8);
    put(1u << 20, 4);
    put(252, 4);
    for (const cdcnet::bytes& m : messages) {
        const std::size_t size = head.size() + m.size();
        put(0, 8);
        put(size, 4);
        put(size, 4);
        file += head;
        file.append(reinterpret_cast<const char*>(m.data()), m.size());
    }
    return file;
}

/// What a command writes; nothing when it fails.
inline std::string output_of(const std::string& command) {
    std::string output;
    std::FILE* const pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return output;
    std::vector<char> piece(1u << 20);
    for (std::size_t n = 0; (n = std::fread(piece.data(), 1, piece.size(), pipe)) > 0;) output.append(piece.data(), n);
    if (::pclose(pipe) != 0) output.clear();
    return output;
}

/// Why there is nothing to compare with; empty when there is.
inline std::string reason_to_skip() {
    // The dissector learns from version to version.
    constexpr std::string_view expected = "TShark (Wireshark) 4.0.";
    const std::string version = output_of("tshark --version 2>/dev/null");
    if (version.empty()) return "skipped: tshark is not installed";
    if (version.substr(0, expected.size()) == expected) return {};
    return "skipped: what is expected is of tshark 4.0, and this is " + version.substr(0, version.find('\n'));
}

/// What tshark writes about messages.  All are one conversation: answers follow their commands, and the releases told in
/// VERSION hold.
inline std::string told_about(const std::vector<cdcnet::bytes>& messages, const std::string& dissector, const std::string& options) {
    const std::string file =
        (std::filesystem::temp_directory_path() / ("cdcnet-mbim-tshark-" + std::to_string(::getpid()) + ".pcap")).string();
    const std::string capture = capture_of(messages, dissector);
    std::ofstream{file, std::ios::binary}.write(capture.data(), static_cast<std::streamsize>(capture.size()));
    std::string output = output_of("tshark -n -r '" + file + "' " + options + " 2>/dev/null");
    std::filesystem::remove(file);
    return output;
}
/// PDUs of SMS and of the SIM toolkit are bytes here.
inline std::string told_about(const std::vector<cdcnet::bytes>& messages, const std::string& options) {
    return told_about(messages, "mbim.control", "--disable-protocol gsm_sms --disable-protocol etsi_cat " + options);
}

/// Everything, as a document for `reader`; nothing when it fails.
inline std::string read(const std::vector<cdcnet::bytes>& messages) { return told_about(messages, "-T pdml -J 'mbim _ws.malformed'"); }

/// Warnings and errors, from the fields of severities and messages of experts.
inline std::set<std::string> complaints_in(std::string_view fields) {
    std::set<std::string> complaints;
    const std::size_t tab = std::min(fields.find('\t'), fields.size());
    std::istringstream severities{std::string{fields.substr(0, tab)}};
    std::istringstream texts{std::string{fields.substr(std::min(tab + 1, fields.size()))}};
    std::string text;
    for (std::string severity; std::getline(severities, severity, ';') && std::getline(texts, text, ';');)
        if (std::stoul(severity) >= warning) complaints.insert(without_numbers(text));
    return complaints;
}
/// What it thinks of a message.
struct opinion {
    std::set<std::string> complaints;  ///< warnings and errors, their numbers replaced by N
    bool is_raw{};                     ///< it does not know what the information buffer holds
};
/// Opinions alone, message by message; fewer when it fails.
inline std::vector<opinion> opinions_about(const std::vector<cdcnet::bytes>& messages) {
    std::istringstream lines{
        told_about(messages, "-T fields -E 'aggregator=;' -e mbim.control.info_buffer -e _ws.expert.severity -e _ws.expert.message")};
    std::vector<opinion> all;
    for (std::string line; std::getline(lines, line);) {
        const std::size_t tab = std::min(line.find('\t'), line.size() - 1);
        all.push_back({complaints_in(std::string_view{line}.substr(tab + 1)), tab != 0});
    }
    return all;
}

}  // namespace tshark
