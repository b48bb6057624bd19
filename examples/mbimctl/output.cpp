// SPDX-License-Identifier: BSL-1.0
#include "output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cdcnet/fmt.hpp>
#include <cdcnet/mbim/dump.hpp>

#include "text.hpp"
#include "trouble.hpp"

namespace mbimctl {

namespace mbim = cdcnet::mbim;

namespace {

auto append_to(std::string& out) {
    return [&out](std::string_view text) { out += text; };
}

std::string quoted(std::string_view text) {
    std::string out;
    mbim::text_writer{append_to(out)}.quoted(text);
    return out;
}

std::string service_name(const cdcnet::uuid& id) {
    const mbim::service_info* const known = mbim::find_service(id);
    return std::string{known != nullptr ? known->key : id.text().view()};
}
std::string cid_name(const record& r) {
    const mbim::cid_info* const known = mbim::find_cid(r.service, r.cid);
    return known != nullptr ? std::string{known->name} : std::to_string(r.cid);
}

/// A failed answer may leave its structure out.
bool has_fields(const record& r) { return !r.information.empty() || (r.declared.layout != nullptr && r.declared.layout->count == 0); }

[[noreturn]] void refuse(const record& r, cdcnet::error e) {
    std::string field;
    mbim::write_path(*r.declared.names, e.where(), append_to(field));
    throw trouble{fmt::format("{} {} is malformed: {} at byte {}{}{}", service_name(r.service), cid_name(r), cdcnet::name_of(e.code()),
                              e.offset(), field.empty() ? "" : ", ", field)};
}

/// The fields, each on a line of its own with a line feed in front.
std::string field_lines(const record& r, unsigned indent) {
    std::string out;
    if (!has_fields(r)) return out;
    if (r.declared.layout == nullptr)
        return fmt::format("\n{:{}}InformationBuffer: {}", "", indent, r.redacted ? std::string{mbim::redacted} : to_hex(r.information));
    const mbim::dump_options options{.redact = r.redacted, .indent = indent, .payload = mbim::print_payload};
    if (const auto e = mbim::dump_text(*r.declared.layout, *r.declared.names, r.information, append_to(out), options)) refuse(r, e);
    return out;
}

std::string fields_as_json(const record& r) {
    std::string out;
    if (!has_fields(r)) return "{}";
    if (r.declared.layout == nullptr)
        return fmt::format(R"({{"InformationBuffer":"{}"}})", r.redacted ? std::string{mbim::redacted} : to_hex(r.information));
    if (const auto e = mbim::dump_json(*r.declared.layout, *r.declared.names, r.information, append_to(out), {.redact = r.redacted}))
        refuse(r, e);
    return out;
}

// --- lines -----------------------------------------------------------------------------------------------------------

void append_fact(std::string& out, const fact& f, unsigned indent) {
    if (f.what == fact::measure) return;
    fmt::format_to(std::back_inserter(out), "\n{:{}}{}: {}", "", indent, f.name, f.what == fact::text ? quoted(f.value) : f.value);
}

std::string as_text(const record& r) {
    std::string out;
    const unsigned indent = r.titled ? 2 : 0;
    if (!r.decoded_instead) out = field_lines(r, indent);
    for (std::size_t i = 0; i < r.decoded.size(); ++i) {
        if (r.is_list) fmt::format_to(std::back_inserter(out), "\n{:{}}[{}]", "", indent, i);
        for (const fact& f : r.decoded[i]) append_fact(out, f, r.is_list ? indent + 2 : indent);
    }
    const bool refused = r.status && *r.status != mbim::status::success;
    if (r.titled) return fmt::format("{} {}{}\n", service_name(r.service), cid_name(r), out);
    // Of a refusal, main tells on standard error.
    if (out.empty()) return refused ? "" : r.is_list ? "none\n" : "SUCCESS\n";
    return out.substr(1) + '\n';
}

// --- one line --------------------------------------------------------------------------------------------------------

/// The value of a dumped field without its explanation: `HOME (3)` is HOME, `20 (-73 dBm)` is 20.
std::string_view plain(std::string_view value) { return value.starts_with('"') ? value : value.substr(0, value.find(' ')); }

/// `Providers[0].ProviderId="26201" ...` from the lines of a dump.
std::string flattened(std::string_view lines) {
    std::string out;
    std::vector<std::string> path;
    while (!lines.empty()) {
        lines.remove_prefix(1);  // the line feed in front
        std::string_view line = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(line.size());
        const std::size_t depth = line.find_first_not_of(' ') / 2;
        line.remove_prefix(2 * depth);

        const bool element = line.starts_with('[');
        const std::size_t end = line.find(element ? ']' : ':') + (element ? 1 : 0);
        path.resize(std::min(path.size(), depth));
        path.push_back(fmt::format("{}{}", element || path.empty() ? "" : ".", line.substr(0, end)));
        std::string_view value = line.substr(std::min(line.size(), end + (element ? 0 : 1)));
        if (value.starts_with(' ')) value.remove_prefix(1);
        if (value.empty()) continue;
        out += ' ';
        for (const std::string& step : path) out += step;
        fmt::format_to(std::back_inserter(out), "={}", plain(value));
    }
    return out;
}

std::string as_line(const record& r) {
    std::string out = r.status ? fmt::format("Status={}", word_of(*r.status)) : fmt::format("{} {}", service_name(r.service), cid_name(r));
    if (!r.decoded_instead) out += flattened(field_lines(r, 0));
    for (std::size_t i = 0; i < r.decoded.size(); ++i)
        for (const fact& f : r.decoded[i])
            fmt::format_to(std::back_inserter(out), " {}{}={}", r.is_list ? fmt::format("[{}].", i) : "", f.name,
                           f.what == fact::text ? quoted(f.value) : f.value);
    return out + '\n';
}

// --- JSON ------------------------------------------------------------------------------------------------------------

std::string object_of(const facts& all) {
    std::string out;
    for (const fact& f : all) {
        const bool bare = f.what == fact::number || f.what == fact::measure;
        fmt::format_to(std::back_inserter(out), "{}{}:{}", out.empty() ? "" : ",", quoted(f.name), bare ? f.value : quoted(f.value));
    }
    return fmt::format("{{{}}}", out);
}

std::string as_json(const record& r) {
    std::string out = fmt::format(R"({{"service":{},"cid":{},"operation":{})", quoted(service_name(r.service)), quoted(cid_name(r)),
                                  quoted(mbim::name_of(r.operation)));
    if (r.status)
        fmt::format_to(std::back_inserter(out), R"(,"status":{{"value":{},"name":{}}})", static_cast<std::uint32_t>(*r.status),
                       quoted(mbim::name_of(*r.status)));
    fmt::format_to(std::back_inserter(out), R"(,"fields":{})", fields_as_json(r));
    if (r.is_list || !r.decoded.empty()) {
        std::string list;
        for (const facts& one : r.decoded) fmt::format_to(std::back_inserter(list), "{}{}", list.empty() ? "" : ",", object_of(one));
        fmt::format_to(std::back_inserter(out), R"(,"decoded":{}{}{})", r.is_list ? "[" : "", list, r.is_list ? "]" : "");
    }
    return out + "}\n";
}

}  // namespace

void print(const record& r, form f) {
    const std::string out = f == form::text ? as_text(r) : f == form::line ? as_line(r) : as_json(r);
    if (std::fwrite(out.data(), 1, out.size(), stdout) != out.size() || std::fflush(stdout) != 0)
        throw trouble{"Standard output: not everything could be written"};
}

}  // namespace mbimctl
