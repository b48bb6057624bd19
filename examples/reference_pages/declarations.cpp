// SPDX-License-Identifier: BSL-1.0
#include "declarations.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace reference_pages {

namespace {

bool starts_with(std::string_view line, std::string_view front) { return line.substr(0, front.size()) == front; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// The identifier at the start of a text.
std::string_view word_of(std::string_view text) {
    return text.substr(0, static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_word) - text.begin()));
}

/// The text between the next two quotation marks from `at` on; `at` moves behind it.
std::string_view quoted(std::string_view text, std::size_t& at) {
    const std::size_t first = text.find('"', at);
    const std::size_t last = first == std::string_view::npos ? first : text.find('"', first + 1);
    if (last == std::string_view::npos) {
        at = text.size();
        return {};
    }
    at = last + 1;
    return text.substr(first + 1, last - first - 1);
}

void append_line(std::string& comment, std::string_view line) {
    if (line.empty()) {
        comment += "\n\n";
        return;
    }
    if (!comment.empty() && comment.back() != '\n') comment += ' ';
    comment += line;
}

/// Collects the body of one structure or enumeration, line by line.
class body {
public:
    explicit body(bool enumeration) : enumeration_{enumeration} {}

    void take(std::string_view line, std::vector<member_text>& into) {
        const std::size_t mark = line.find("///<");
        const std::string_view code = trimmed(line.substr(0, std::min(mark, line.find("///"))));
        if (mark != std::string_view::npos && code.empty()) {
            if (!into.empty()) append_line(into.back().comment, trimmed(line.substr(mark + 4)));
        } else if (mark == std::string_view::npos && starts_with(trimmed(line), "///")) {
            append_line(before_, trimmed(trimmed(line).substr(3)));
        } else if (member_text m = enumeration_ ? enumerator(code) : data_member(code); !m.name.empty()) {
            m.comment = std::exchange(before_, {});
            if (mark != std::string_view::npos) append_line(m.comment, trimmed(line.substr(mark + 4)));
            into.push_back(std::move(m));
        } else {
            before_.clear();
        }
    }

private:
    /// `name = 3,`
    static member_text enumerator(std::string_view code) {
        const std::string_view name = word_of(code);
        const std::size_t equals = code.find('=');
        if (name.empty() || equals == std::string_view::npos) return {};
        std::string_view value = trimmed(code.substr(equals + 1));
        if (!value.empty() && value.back() == ',') value.remove_suffix(1);
        return {std::string{value}, std::string{name}, {}};
    }
    /// `type name{};`
    static member_text data_member(std::string_view code) {
        const std::size_t brace = code.find('{');
        if (brace == std::string_view::npos || code.back() != ';' || code.find('(') != std::string_view::npos) return {};
        if (starts_with(code, "static") || starts_with(code, "using") || starts_with(code, "struct")) return {};
        const std::string_view front = code.substr(0, brace);
        const std::size_t space = front.rfind(' ');
        if (space == std::string_view::npos || word_of(front.substr(space + 1)) != front.substr(space + 1)) return {};
        return {std::string{trimmed(front.substr(0, space))}, std::string{front.substr(space + 1)}, {}};
    }

    bool enumeration_;
    std::string before_;
};

/// Reads `fields<"MBIM_PIN_INFO", field<"PinType", &pin_info::type>, ...>`.
void read_layout(std::string_view text, declaration& d) {
    std::size_t at = text.find("using layout");
    if (at == std::string_view::npos) return;
    text = text.substr(0, text.find(';', at));
    d.spec = quoted(text, at);
    for (std::string_view field = quoted(text, at); !field.empty(); field = quoted(text, at)) {
        const std::size_t scope = text.find("::", text.find('&', at));
        if (scope == std::string_view::npos) return;
        d.fields.emplace(field, word_of(text.substr(scope + 2)));
    }
}

}  // namespace

const member_text* declaration::member(std::string_view called) const {
    const auto found = std::find_if(members.begin(), members.end(), [&](const member_text& m) { return m.name == called; });
    return found == members.end() ? nullptr : &*found;
}

declarations::declarations(const std::filesystem::path& include) {
    const std::filesystem::path folder = include / "cdcnet" / "mbim";
    if (!std::filesystem::is_directory(folder)) throw std::runtime_error{"there are no headers in " + folder.string()};
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder})
        if (entry.path().extension() == ".hpp") read(entry.path(), entry.path().lexically_relative(include).generic_string());
}

void declarations::read(const std::filesystem::path& file, const std::string& header) {
    std::ifstream in{file};
    std::string scope;
    std::string comment;
    for (std::string line; std::getline(in, line);) {
        if (starts_with(line, "///")) {
            append_line(comment, trimmed(std::string_view{line}.substr(3)));
            continue;
        }
        const bool enumeration = starts_with(line, "enum class ");
        if (starts_with(line, "namespace ")) {
            scope = trimmed(std::string_view{line}.substr(10, line.find('{') - 10));
        } else if ((enumeration || starts_with(line, "struct ")) && !line.empty() && line.back() == '{') {
            declaration d;
            d.scope = scope;
            d.header = header;
            d.comment = comment;
            d.name = word_of(std::string_view{line}.substr(enumeration ? 11 : 7));
            body inside{enumeration};
            std::string text;
            while (std::getline(in, line) && !starts_with(line, "}")) {
                inside.take(line, d.members);
                text += line + '\n';
            }
            if (enumeration) {
                // The function with the names follows, and the first of them is that of the enumeration.
                for (text.clear(); text.find('"') == std::string::npos && std::getline(in, line) && !line.empty();) text += line + '\n';
                std::size_t at = 0;
                d.spec = quoted(text, at);
            } else {
                read_layout(text, d);
            }
            const std::string key = d.spec;
            if (!key.empty()) by_spec_.emplace(key, std::move(d));
        }
        comment.clear();
    }
}

const declaration* declarations::find(std::string_view spec, std::string_view scope) const {
    const auto [first, last] = by_spec_.equal_range(spec);
    for (const std::string_view wanted : {scope, std::string_view{"cdcnet::mbim"}})
        for (auto it = first; it != last; ++it)
            if (it->second.scope == wanted) return &it->second;
    return first == last ? nullptr : &first->second;
}

}  // namespace reference_pages
