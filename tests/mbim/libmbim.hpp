// SPDX-License-Identifier: BSL-1.0
/// \file
/// Asks libmbim-glib about messages, and reads in print what it found in them.
#pragma once

#include <doctest/doctest.h>

#include <cdcnet/mbim/release.hpp>
#include <cdcnet/wire/bytes.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "examples/run.hpp"
#include "mbim/differences.hpp"

namespace libmbim {

using namespace cdcnet;
using namespace cdcnet::mbim;

// --- text ----------------------------------------------------------------------------------------------------------

/// Names as both sides can write them: small letters and digits.
inline std::string plain(std::string_view name) {
    std::string text;
    for (const char c : name)
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}
inline std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}
inline std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        parts.emplace_back(trimmed(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}
inline std::string without(std::string text, std::string_view characters) {
    text.erase(std::remove_if(text.begin(), text.end(), [&](char c) { return characters.find(c) != std::string_view::npos; }), text.end());
    return text;
}
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

/// A message in print, taken apart.
struct printed_message {
    enum { silent, taken, refused } verdict{silent};  ///< silent: it knows nothing of the buffer
    std::string headers;
    std::vector<printed> fields;
    std::string complaint;  ///< of `refused`: the first field that it could not read, and why in short, numbers replaced by N

    explicit printed_message(const opinion& o) {
        constexpr std::string_view title = "Fields:";
        const std::size_t begin = o.text.find(title);
        headers = o.text.substr(0, begin);
        if (begin == std::string::npos) {
            // A message without fields, or one that it does not know.
            if (headers.find("'invalid'") == std::string::npos) verdict = taken;
            return;
        }
        if (o.text.find("Unsupported message", begin) == begin + title.size() + 1) return;
        verdict = taken;
        fields = reader{std::string_view{o.text}.substr(o.text.find('\n', begin))}.fields();
        for (const printed& f : fields) {
            if (f.text.compare(0, 5, "n/a: ") != 0) continue;
            verdict = refused;
            complaint = trimmed(without_numbers(f.text.substr(5, f.text.find_first_of(":(", 5) - 5)));
            return;
        }
    }
};

}  // namespace libmbim
